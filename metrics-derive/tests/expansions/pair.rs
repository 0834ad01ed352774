// Expansion of a case in `src/goldens.rs`; `UPDATE_GOLDENS=1 cargo test` writes it anew.

pub enum Reply {
    Fine,
    Validation,
    Busy,
    Internal,
    Bug,
}
const _: &[::core::primitive::u8] = ::core::include_bytes!(
    "../../schemas/http.toml"
);
const _: &[::core::primitive::u8] = ::core::include_bytes!(
    "../../schemas/shared.toml"
);
#[allow(unused_qualifications)]
const _: () = ::core::assert!(
    < super::service::http::labels::Outcome as ::metricspec::label::Closed > ::DESC
    .values.len() == 4usize,
    "`super::service::http::labels::Outcome` has other values than the schema that `Reply` was checked against"
);
#[automatically_derived]
impl ::metricspec::label::Value<super::service::http::labels::Outcome> for Reply {
    #[inline]
    #[allow(unreachable_patterns, unused_qualifications)]
    fn value(self) -> super::service::http::labels::Outcome {
        match self {
            Self::Fine => super::service::http::labels::Outcome::Success,
            Self::Validation => {
                super::service::http::labels::Outcome::Error(
                    super::service::http::labels::ErrorType::Validation,
                )
            }
            Self::Busy => {
                super::service::http::labels::Outcome::Error(
                    super::service::http::labels::ErrorType::Overload,
                )
            }
            Self::Internal => {
                super::service::http::labels::Outcome::Error(
                    super::service::http::labels::ErrorType::Internal,
                )
            }
            Self::Bug => {
                super::service::http::labels::Outcome::Error(
                    super::service::http::labels::ErrorType::Internal,
                )
            }
        }
    }
}
