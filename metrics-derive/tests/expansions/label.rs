// Expansion of a case in `src/goldens.rs`; `UPDATE_GOLDENS=1 cargo test` writes it anew.

pub enum Page {
    Cart,
    Pay,
    Search,
}
const _: &[::core::primitive::u8] = ::core::include_bytes!(
    "../../schemas/http.toml"
);
const _: &[::core::primitive::u8] = ::core::include_bytes!(
    "../../schemas/shared.toml"
);
#[allow(unused_qualifications)]
const _: () = ::core::assert!(
    < super::service::http::labels::Route as ::metricspec::label::Closed > ::DESC.values
    .len() == 3usize,
    "`super::service::http::labels::Route` has other values than the schema that `Page` was checked against"
);
#[automatically_derived]
impl ::metricspec::label::Value<super::service::http::labels::Route> for Page {
    #[inline]
    #[allow(unreachable_patterns, unused_qualifications)]
    fn value(self) -> super::service::http::labels::Route {
        match self {
            Self::Cart => super::service::http::labels::Route::Cart,
            Self::Pay => super::service::http::labels::Route::Checkout,
            Self::Search => super::service::http::labels::Route::Search,
        }
    }
}
