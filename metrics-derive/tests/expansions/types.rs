// Expansion of a case in `src/goldens.rs`; `UPDATE_GOLDENS=1 cargo test` writes it anew.

pub(crate) struct Second {
    pub(crate) request_duration_seconds: super::service::http::RequestDurationSeconds,
}
const _: &[::core::primitive::u8] = ::core::include_bytes!(
    "../../schemas/http.toml"
);
const _: &[::core::primitive::u8] = ::core::include_bytes!(
    "../../schemas/shared.toml"
);
#[allow(unused_qualifications)]
const _: () = ::core::assert!(
    < super::service::http::Schema as ::metricspec::Schema > ::DESC.fingerprint ==
    6849361431309115819u64,
    "the module `super::service::http` was made of another schema than `metrics-derive/schemas/http.toml`, or of another state of it"
);
impl Second {
    /// New recorders, which have recorded nothing yet, with the fields that are no metrics.
    #[allow(dead_code, unreachable_pub, unused_variables, clippy::all, clippy::pedantic)]
    pub(crate) const fn with_metrics() -> Self {
        Self {
            request_duration_seconds: <super::service::http::RequestDurationSeconds>::new(),
        }
    }
}
#[automatically_derived]
impl ::metricspec::Metrics for Second {
    const SCHEMA: &'static ::metricspec::desc::Schema = <super::service::http::Schema as ::metricspec::Schema>::DESC;
    type ConstLabels<'metricspec> = ();
    fn visit(&self, visitor: &mut ::metricspec::Visitor<'_>) {
        visitor.metric(&self.request_duration_seconds);
    }
}
