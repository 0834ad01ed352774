// Expansion of a case in `src/goldens.rs`; `UPDATE_GOLDENS=1 cargo test` writes it anew.

pub struct Service<'a, T: Clone = u8>
where
    T: Send,
{
    pub requests_total: http::RequestsTotal,
    active_requests: http::ActiveRequests,
    name: &'a str,
    pub engine: Option<T>,
}
#[allow(unused_qualifications)]
const _: () = ::core::assert!(
    super::shared::shared::FINGERPRINT == 14647826090640040604u64,
    "the module `super::shared::shared` was made of another text than the file that `metrics-derive/schemas/http.toml` includes"
);
const _: &[::core::primitive::u8] = ::core::include_bytes!(
    "../../schemas/http.toml"
);
const _: &[::core::primitive::u8] = ::core::include_bytes!(
    "../../schemas/shared.toml"
);
/** HTTP front end

 Made from `metrics-derive/schemas/http.toml`.*/
#[allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    non_camel_case_types,
    clippy::all,
    clippy::pedantic
)]
pub mod http {
    /// Labels of the schema `http`: one argument type each.
    pub mod labels {
        /** Why it was not.

 One argument with the label `status`: Whether the request was answered.

 Label `error_type`: closed.

 Declared at `metrics-derive/schemas/http.toml:12:9`.*/
        #[derive(
            ::core::clone::Clone,
            ::core::marker::Copy,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::cmp::Eq,
            ::core::hash::Hash,
            ::core::cmp::PartialOrd,
            ::core::cmp::Ord
        )]
        pub enum Outcome {
            /// `success`, and the empty value as `error_type`.
            Success,
            /// `error`, with a choice of `error_type`.
            Error(ErrorType),
        }
        /** Why it was not.

 Values of the label `error_type` with `error` as `status`.*/
        #[derive(
            ::core::clone::Clone,
            ::core::marker::Copy,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::cmp::Eq,
            ::core::hash::Hash,
            ::core::cmp::PartialOrd,
            ::core::cmp::Ord
        )]
        pub enum ErrorType {
            /// `validation`
            Validation,
            /// `overload`
            Overload,
            /// `internal`
            Internal,
        }
        #[automatically_derived]
        impl ::metricspec::label::Closed for Outcome {
            const DESC: &'static ::metricspec::desc::ClosedLabel = &::metricspec::desc::ClosedLabel {
                names: &["status", "error_type"],
                values: &[
                    &["success", ""],
                    &["error", "validation"],
                    &["error", "overload"],
                    &["error", "internal"],
                ],
            };
            #[inline]
            fn index(self) -> ::core::primitive::usize {
                match self {
                    Outcome::Success => 0usize,
                    Outcome::Error(choice) => 1usize + choice as ::core::primitive::usize,
                }
            }
            fn from_index(
                index: ::core::primitive::usize,
            ) -> ::core::option::Option<Self> {
                const ALL: &[Outcome] = &[
                    Outcome::Success,
                    Outcome::Error(ErrorType::Validation),
                    Outcome::Error(ErrorType::Overload),
                    Outcome::Error(ErrorType::Internal),
                ];
                ALL.get(index).copied()
            }
        }
        #[doc(inline)]
        pub use super::super::super::shared::shared::{Customer, Route};
    }
    /// The schema `http`: what the recorders of this module know about themselves.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    pub struct Schema;
    #[automatically_derived]
    impl ::metricspec::Schema for Schema {
        const DESC: &'static ::metricspec::desc::Schema = &::metricspec::desc::Schema {
            name: "http",
            path: "metrics-derive/schemas/http.toml",
            fingerprint: 6849361431309115819u64,
            prefix: ::metricspec::desc::Prefix {
                default: ::core::option::Option::Some("shop_frontend"),
                env: &[],
            },
            const_labels: &[],
            metrics: &[
                ::metricspec::desc::Metric {
                    key: "requests_total",
                    name: ::metricspec::desc::Name::Prefixed("requests_total"),
                    help: "Requests by route and outcome",
                    kind: ::metricspec::desc::Kind::Counter,
                    unit: ::core::option::Option::None,
                    nanos_per_unit: 1u64,
                    open: &[
                        <labels::Customer<'static> as ::metricspec::label::Open>::DESC,
                    ],
                    closed: &[
                        <labels::Route as ::metricspec::label::Closed>::DESC,
                        <labels::Outcome as ::metricspec::label::Closed>::DESC,
                    ],
                    const_labels: &[],
                    any_const_labels: false,
                    buckets: ::core::option::Option::None,
                    native: ::core::option::Option::None,
                    exemplar: &[],
                    state: ::core::option::Option::None,
                    initial_zero: false,
                    aliases: &[],
                    source: "metrics-derive/schemas/http.toml:20:10",
                },
                ::metricspec::desc::Metric {
                    key: "request_duration_seconds",
                    name: ::metricspec::desc::Name::Prefixed("request_duration_seconds"),
                    help: "Time from the first byte of the request to the last one of the reply",
                    kind: ::metricspec::desc::Kind::Histogram,
                    unit: ::core::option::Option::Some("seconds"),
                    nanos_per_unit: 1000000000u64,
                    open: &[],
                    closed: &[<labels::Route as ::metricspec::label::Closed>::DESC],
                    const_labels: &[],
                    any_const_labels: false,
                    buckets: ::core::option::Option::Some(::metricspec::desc::Buckets {
                        bounds: &[0.01f64, 0.1f64, 1f64, 10f64],
                        log: ::core::option::Option::None,
                        env: &[],
                        kept: &[],
                    }),
                    native: ::core::option::Option::None,
                    exemplar: &[],
                    state: ::core::option::Option::None,
                    initial_zero: true,
                    aliases: &[],
                    source: "metrics-derive/schemas/http.toml:25:10",
                },
                ::metricspec::desc::Metric {
                    key: "active_requests",
                    name: ::metricspec::desc::Name::Prefixed("active_requests"),
                    help: "Requests that are being answered",
                    kind: ::metricspec::desc::Kind::Gauge,
                    unit: ::core::option::Option::None,
                    nanos_per_unit: 1u64,
                    open: &[],
                    closed: &[],
                    const_labels: &[],
                    any_const_labels: false,
                    buckets: ::core::option::Option::None,
                    native: ::core::option::Option::None,
                    exemplar: &[],
                    state: ::core::option::Option::None,
                    initial_zero: true,
                    aliases: &[],
                    source: "metrics-derive/schemas/http.toml:32:10",
                },
            ],
        };
    }
    /** Requests by route and outcome

 Counter `shop_frontend_requests_total`.

 Labels:
 - `customer`: open, 1 known and at most 100 more
 - `route`: 3 values
 - `status`: 2 values
 - `error_type`: depends on the label before it

 Declared at `metrics-derive/schemas/http.toml:20:10`.*/
    pub type RequestsTotal = ::metricspec::Metric<
        Schema,
        0,
        (labels::Customer<'static>,),
        (labels::Route, labels::Outcome),
        ::metricspec::kind::Counter<::core::primitive::u64>,
    >;
    /** Time from the first byte of the request to the last one of the reply

 Histogram `shop_frontend_request_duration_seconds`, in seconds.

 Labels:
 - `route`: 3 values

 Declared at `metrics-derive/schemas/http.toml:25:10`.*/
    pub type RequestDurationSeconds = ::metricspec::Metric<
        Schema,
        1,
        (),
        (labels::Route,),
        ::metricspec::kind::Histogram<::core::time::Duration>,
    >;
    /** Requests that are being answered

 Gauge `shop_frontend_active_requests`.

 Declared at `metrics-derive/schemas/http.toml:32:10`.*/
    pub type ActiveRequests = ::metricspec::Metric<
        Schema,
        2,
        (),
        (),
        ::metricspec::kind::UpDown<::core::primitive::i64>,
    >;
}
impl<'a, T: Clone> Service<'a, T>
where
    T: Send,
{
    /// New recorders, which have recorded nothing yet, with the fields that are no metrics.
    #[allow(dead_code, unreachable_pub, unused_variables, clippy::all, clippy::pedantic)]
    pub const fn with_metrics(name: &'a str, engine: Option<T>) -> Self {
        Self {
            requests_total: <http::RequestsTotal>::new(),
            active_requests: <http::ActiveRequests>::new(),
            name,
            engine,
        }
    }
}
#[automatically_derived]
impl<'a, T: Clone> ::metricspec::Metrics for Service<'a, T>
where
    T: Send,
{
    const SCHEMA: &'static ::metricspec::desc::Schema = <http::Schema as ::metricspec::Schema>::DESC;
    type ConstLabels<'metricspec> = ();
    fn visit(&self, visitor: &mut ::metricspec::Visitor<'_>) {
        visitor.metric(&self.requests_total);
        visitor.metric(&self.active_requests);
    }
}
