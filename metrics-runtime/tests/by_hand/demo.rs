//! What the macros generate for a small schema that has one of everything, written by hand. It is the reference for the
//! generator: items, order, attributes and paths are meant to be the same there.
//!
//! ```toml
//! version = 1
//! name = "demo"
//! prefix = { default = "demo", env = ["DEMO_PREFIX", "OLD_PREFIX"] }
//! const_labels = ["zone", "instance", "*"]
//!
//! [labels.zone]                                   # closed const label
//! values = ["a", "b"]
//! [labels.instance]                               # free const label, hexadecimal
//! name = "instance_id"
//! value_type = "u64"
//! format = "hex"
//! [labels.model]                                  # open text with a known value
//! values = { unknown_model = "Not a registered model." }
//! max_values = 2
//! [labels.dp_rank]                                # open number with a known value
//! value_type = "u64"
//! values = { none = "No data parallelism." }
//! max_values = 3
//! [labels.worker_id]                              # open number
//! value_type = "u64"
//! max_values = 2
//! [labels.adapter]                                # optional open text
//! optional = true
//! max_values = 2
//! [labels.gauge]                                  # goes into a name
//! values = { known_gauge = "Known beforehand." }
//! max_values = 2
//! [labels.version]                                # free, of an info metric
//! [labels.endpoint]
//! values = ["chat", "embeddings"]
//! [labels.status]
//! values = ["success", "error"]
//! [labels.error_type]                             # pair
//! rust = "Outcome"
//! values_by.status = { success = [""], error = ["overload", "internal"] }
//! [labels.cached]
//! value_type = "bool"
//! [labels.phase]
//! values = ["starting", "ready"]
//! ```
//! The metrics are those of [`Recorders`], each with the calls of its kind.
//!
//! ```toml
//! [operations.request]
//! in_flight = "active_requests"
//! finished = "requests_total"
//! duration = "duration_seconds"
//! outcome = { status = "error", error_type = "internal" }
//! [operations.job]                                # no outcome
//! in_flight = "active_requests"
//! duration = "duration_seconds"
//! ```
//!
//!
//! The module that the macros make has the attributes of this one: what a service makes public is its own affair, and
//! metrics that are not recorded yet are no dead code.
#![allow(unreachable_pub, dead_code)]

/// The labels, one argument type each. A shared label, of an included file, is defined in the same way; the macro makes
/// one type of it, in the module of the schema that it expands.
pub mod labels {
    /// Label `zone`, closed.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum Zone {
        /// `a`
        A,
        /// `b`
        B,
    }

    // A closed label: names, and one entry for each value.
    #[automatically_derived]
    impl ::metricspec::label::Closed for Zone {
        const DESC: &'static ::metricspec::desc::ClosedLabel =
            &::metricspec::desc::ClosedLabel { names: &["zone"], values: &[&["a"], &["b"]] };
        #[inline]
        fn index(self) -> usize {
            self as usize
        }
        fn from_index(index: usize) -> ::core::option::Option<Self> {
            [Self::A, Self::B].get(index).copied()
        }
    }

    /// Label `instance_id`, free.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub struct Instance(pub u64);

    #[automatically_derived]
    impl ::metricspec::label::Open for Instance {
        type Arg<'a> = Self;
        const DESC: &'static ::metricspec::desc::OpenLabel =
            &::metricspec::desc::OpenLabel { name: "instance_id", known: &[], max_values: None, optional: false };
        #[inline]
        fn text<'b>(arg: &'b Self, buffer: &'b mut ::metricspec::label::Text) -> &'b str {
            buffer.hex(arg.0) // `decimal` without `format = "hex"`
        }
        fn from_text(text: &str) -> ::core::option::Option<Self> {
            ::core::option::Option::Some(Self(u64::from_str_radix(text, 16).ok()?))
        }
    }

    /// Label `model`, open.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub struct Model<'a>(pub &'a str);

    // Known values of an open text are constants.
    impl Model<'static> {
        /// `unknown_model`: Not a registered model.
        pub const UNKNOWN_MODEL: Self = Model("unknown_model");
    }

    // An open text: the trait is implemented for its `'static` form, which stands in the types of metrics.
    #[automatically_derived]
    impl ::metricspec::label::Open for Model<'static> {
        type Arg<'a> = Model<'a>;
        const DESC: &'static ::metricspec::desc::OpenLabel = &::metricspec::desc::OpenLabel {
            name: "model",
            known: &["unknown_model"],
            max_values: ::core::option::Option::Some(2),
            optional: false,
        };
        #[inline]
        fn text<'b>(arg: &'b Model<'_>, _: &'b mut ::metricspec::label::Text) -> &'b str {
            arg.0
        }
        fn from_text(text: &str) -> ::core::option::Option<Model<'_>> {
            ::core::option::Option::Some(Model(text))
        }
    }

    /// Label `dp_rank`, open.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum DpRank {
        /// Any other value.
        Value(u64),
        /// `none`: No data parallelism.
        None,
    }

    #[automatically_derived]
    impl ::metricspec::label::Open for DpRank {
        type Arg<'a> = Self;
        const DESC: &'static ::metricspec::desc::OpenLabel = &::metricspec::desc::OpenLabel {
            name: "dp_rank",
            known: &["none"],
            max_values: ::core::option::Option::Some(3),
            optional: false,
        };
        #[inline]
        fn text<'b>(arg: &'b Self, buffer: &'b mut ::metricspec::label::Text) -> &'b str {
            match arg {
                Self::Value(value) => buffer.decimal(*value),
                Self::None => "none",
            }
        }
        fn from_text(text: &str) -> ::core::option::Option<Self> {
            match text {
                "none" => ::core::option::Option::Some(Self::None),
                _ => ::core::option::Option::Some(Self::Value(text.parse().ok()?)),
            }
        }
    }

    /// Label `worker_id`, open.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub struct WorkerId(pub u64);

    #[automatically_derived]
    impl ::metricspec::label::Open for WorkerId {
        type Arg<'a> = Self;
        const DESC: &'static ::metricspec::desc::OpenLabel = &::metricspec::desc::OpenLabel {
            name: "worker_id",
            known: &[],
            max_values: ::core::option::Option::Some(2),
            optional: false,
        };
        #[inline]
        fn text<'b>(arg: &'b Self, buffer: &'b mut ::metricspec::label::Text) -> &'b str {
            buffer.decimal(arg.0) // a `u32` as `u64::from(arg.0)`
        }
        fn from_text(text: &str) -> ::core::option::Option<Self> {
            ::core::option::Option::Some(Self(text.parse().ok()?))
        }
    }

    /// Label `adapter`, open, optional.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub struct Adapter<'a>(pub ::core::option::Option<&'a str>);

    #[automatically_derived]
    impl ::metricspec::label::Open for Adapter<'static> {
        type Arg<'a> = Adapter<'a>;
        const DESC: &'static ::metricspec::desc::OpenLabel = &::metricspec::desc::OpenLabel {
            name: "adapter",
            known: &[],
            max_values: ::core::option::Option::Some(2),
            optional: true,
        };
        #[inline]
        fn text<'b>(arg: &'b Adapter<'_>, _: &'b mut ::metricspec::label::Text) -> &'b str {
            arg.0.unwrap_or_default()
        }
        fn from_text(text: &str) -> ::core::option::Option<Adapter<'_>> {
            ::core::option::Option::Some(Adapter((!text.is_empty()).then_some(text)))
        }
    }

    /// Label `gauge`, open.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub struct Gauge<'a>(pub &'a str);

    impl Gauge<'static> {
        /// `known_gauge`: Known beforehand.
        pub const KNOWN_GAUGE: Self = Gauge("known_gauge");
    }

    #[automatically_derived]
    impl ::metricspec::label::Open for Gauge<'static> {
        type Arg<'a> = Gauge<'a>;
        const DESC: &'static ::metricspec::desc::OpenLabel = &::metricspec::desc::OpenLabel {
            name: "gauge",
            known: &["known_gauge"],
            max_values: ::core::option::Option::Some(2),
            optional: false,
        };
        #[inline]
        fn text<'b>(arg: &'b Gauge<'_>, _: &'b mut ::metricspec::label::Text) -> &'b str {
            arg.0
        }
        fn from_text(text: &str) -> ::core::option::Option<Gauge<'_>> {
            ::core::option::Option::Some(Gauge(text))
        }
    }

    /// Label `version`, free.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub struct Version<'a>(pub &'a str);

    #[automatically_derived]
    impl ::metricspec::label::Open for Version<'static> {
        type Arg<'a> = Version<'a>;
        const DESC: &'static ::metricspec::desc::OpenLabel =
            &::metricspec::desc::OpenLabel { name: "version", known: &[], max_values: None, optional: false };
        #[inline]
        fn text<'b>(arg: &'b Version<'_>, _: &'b mut ::metricspec::label::Text) -> &'b str {
            arg.0
        }
        fn from_text(text: &str) -> ::core::option::Option<Version<'_>> {
            ::core::option::Option::Some(Version(text))
        }
    }

    /// Label `endpoint`, closed.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum Endpoint {
        /// `chat`
        Chat,
        /// `embeddings`
        Embeddings,
    }

    #[automatically_derived]
    impl ::metricspec::label::Closed for Endpoint {
        const DESC: &'static ::metricspec::desc::ClosedLabel =
            &::metricspec::desc::ClosedLabel { names: &["endpoint"], values: &[&["chat"], &["embeddings"]] };
        #[inline]
        fn index(self) -> usize {
            self as usize
        }
        fn from_index(index: usize) -> ::core::option::Option<Self> {
            [Self::Chat, Self::Embeddings].get(index).copied()
        }
    }

    /// Labels `status` and `error_type`, of which the second depends on the first.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum Outcome {
        /// `success`
        Success,
        /// `error`
        Error(ErrorType),
    }

    /// Values of `error_type` where `status` is `error`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum ErrorType {
        /// `overload`
        Overload,
        /// `internal`
        Internal,
    }

    // A pair is one closed label with two names. The inner enum needs no trait of its own. Groups come in the order of the
    // sibling's values; where a group begins is a constant.
    #[automatically_derived]
    impl ::metricspec::label::Closed for Outcome {
        const DESC: &'static ::metricspec::desc::ClosedLabel = &::metricspec::desc::ClosedLabel {
            names: &["status", "error_type"],
            values: &[&["success", ""], &["error", "overload"], &["error", "internal"]],
        };
        #[inline]
        fn index(self) -> usize {
            match self {
                Self::Success => 0,
                Self::Error(value) => 1 + value as usize,
            }
        }
        fn from_index(index: usize) -> ::core::option::Option<Self> {
            [Self::Success, Self::Error(ErrorType::Overload), Self::Error(ErrorType::Internal)].get(index).copied()
        }
    }

    /// Label `cached`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum Cached {
        /// `false`
        False,
        /// `true`
        True,
    }

    // A `bool` label has values `false` and `true`, and a call may pass a `bool`: `Cached::from(hit)`.
    #[automatically_derived]
    impl ::core::convert::From<bool> for Cached {
        fn from(value: bool) -> Self {
            if value { Self::True } else { Self::False }
        }
    }

    #[automatically_derived]
    impl ::metricspec::label::Value<Cached> for bool {
        #[inline]
        fn value(self) -> Cached {
            self.into()
        }
    }

    #[automatically_derived]
    impl ::metricspec::label::Closed for Cached {
        const DESC: &'static ::metricspec::desc::ClosedLabel =
            &::metricspec::desc::ClosedLabel { names: &["cached"], values: &[&["false"], &["true"]] };
        #[inline]
        fn index(self) -> usize {
            self as usize
        }
        fn from_index(index: usize) -> ::core::option::Option<Self> {
            [Self::False, Self::True].get(index).copied()
        }
    }

    /// Label `phase`, closed.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum Phase {
        /// `starting`
        Starting,
        /// `ready`
        Ready,
    }

    #[automatically_derived]
    impl ::metricspec::label::Closed for Phase {
        const DESC: &'static ::metricspec::desc::ClosedLabel =
            &::metricspec::desc::ClosedLabel { names: &["phase"], values: &[&["starting"], &["ready"]] };
        #[inline]
        fn index(self) -> usize {
            self as usize
        }
        fn from_index(index: usize) -> ::core::option::Option<Self> {
            [Self::Starting, Self::Ready].get(index).copied()
        }
    }
}

/// The schema `demo`, as a type.
#[derive(Clone, Copy, Debug)]
pub enum Schema {}

// The table of all metrics. Aliases are entries of the metric whose name they share the recorder of; const labels are
// positions in the schema's list; `open` and `closed` have the labels of a call in the order of its arguments.
#[automatically_derived]
impl ::metricspec::Schema for Schema {
    const DESC: &'static ::metricspec::desc::Schema = &::metricspec::desc::Schema {
        name: "demo",
        path: "schemas/demo.toml",
        fingerprint: 0x51f2_9c0b_77aa_1234,
        prefix: ::metricspec::desc::Prefix {
            default: ::core::option::Option::Some("demo"),
            env: &["DEMO_PREFIX", "OLD_PREFIX"],
        },
        const_labels: &[
            ::metricspec::desc::ConstLabel { names: &["zone"] },
            ::metricspec::desc::ConstLabel { names: &["instance_id"] },
        ],
        metrics: &[
            ::metricspec::desc::Metric {
                closed: &[
                    <labels::Endpoint as ::metricspec::label::Closed>::DESC,
                    <labels::Outcome as ::metricspec::label::Closed>::DESC,
                ],
                open: &[<labels::Model<'static> as ::metricspec::label::Open>::DESC],
                const_labels: &[0],
                ..::metricspec::desc::Metric::new(
                    "requests_total",
                    ::metricspec::desc::Name::Prefixed("requests_total"),
                    ::metricspec::desc::Kind::Counter,
                    "Requests",
                    "schemas/demo.toml:40:1",
                )
            },
            ::metricspec::desc::Metric {
                open: &[<labels::Model<'static> as ::metricspec::label::Open>::DESC],
                aliases: &[::metricspec::desc::Alias {
                    name: ::metricspec::desc::Name::Prefixed("inflight_requests"),
                    help: "Number of inflight requests",
                    const_labels: &[],
                    any_const_labels: false,
                    source: "schemas/demo.toml:52:1",
                }],
                const_labels: &[0],
                ..::metricspec::desc::Metric::new(
                    "active_requests",
                    ::metricspec::desc::Name::Prefixed("active_requests"),
                    ::metricspec::desc::Kind::Gauge,
                    "Requests in flight",
                    "schemas/demo.toml:46:1",
                )
            },
            ::metricspec::desc::Metric {
                unit: ::core::option::Option::Some("seconds"),
                nanos_per_unit: 1_000_000_000,
                closed: &[<labels::Endpoint as ::metricspec::label::Closed>::DESC],
                const_labels: &[0],
                buckets: ::core::option::Option::Some(::metricspec::desc::Buckets {
                    bounds: &[0.0, 2.0, 4.0],
                    log: ::core::option::Option::Some(::metricspec::desc::Log { min: 1.0, max: 4.0, count: 3 }),
                    env: &["DEMO_DURATION", "OLD_DURATION"],
                    kept: &[2.0],
                }),
                initial_zero: true,
                ..::metricspec::desc::Metric::new(
                    "duration_seconds",
                    ::metricspec::desc::Name::Prefixed("duration_seconds"),
                    ::metricspec::desc::Kind::Histogram,
                    "Duration of \"requests\"\nin seconds \\ s",
                    "schemas/demo.toml:60:1",
                )
            },
            ::metricspec::desc::Metric {
                unit: ::core::option::Option::Some("tokens"),
                open: &[<labels::Adapter<'static> as ::metricspec::label::Open>::DESC],
                buckets: ::core::option::Option::Some(::metricspec::desc::Buckets {
                    bounds: &[1.0, 10.0],
                    log: ::core::option::Option::None,
                    env: &[],
                    kept: &[],
                }),
                initial_zero: true,
                ..::metricspec::desc::Metric::new(
                    "input_tokens",
                    ::metricspec::desc::Name::Prefixed("input_tokens"),
                    ::metricspec::desc::Kind::Histogram,
                    "Tokens of a request",
                    "schemas/demo.toml:68:1",
                )
            },
            ::metricspec::desc::Metric {
                unit: ::core::option::Option::Some("blocks"),
                open: &[
                    <labels::WorkerId as ::metricspec::label::Open>::DESC,
                    <labels::DpRank as ::metricspec::label::Open>::DESC,
                ],
                ..::metricspec::desc::Metric::new(
                    "worker_blocks",
                    ::metricspec::desc::Name::Whole("whole_worker_blocks"),
                    ::metricspec::desc::Kind::Gauge,
                    "Blocks of a worker",
                    "schemas/demo.toml:76:1",
                )
            },
            ::metricspec::desc::Metric {
                closed: &[<labels::Cached as ::metricspec::label::Closed>::DESC],
                ..::metricspec::desc::Metric::new(
                    "admissions_total",
                    ::metricspec::desc::Name::Prefixed("admissions_total"),
                    ::metricspec::desc::Kind::Counter,
                    "Admissions, counted elsewhere",
                    "schemas/demo.toml:84:1",
                )
            },
            ::metricspec::desc::Metric {
                open: &[<labels::Model<'static> as ::metricspec::label::Open>::DESC],
                closed: &[<labels::Outcome as ::metricspec::label::Closed>::DESC],
                ..::metricspec::desc::Metric::new(
                    "resources_total",
                    ::metricspec::desc::Name::Prefixed("resources_total"),
                    ::metricspec::desc::Kind::Gauge,
                    "Objects by state",
                    "schemas/demo.toml:90:1",
                )
            },
            ::metricspec::desc::Metric {
                open: &[
                    <labels::Gauge<'static> as ::metricspec::label::Open>::DESC,
                    <labels::WorkerId as ::metricspec::label::Open>::DESC,
                ],
                ..::metricspec::desc::Metric::new(
                    "backend_gauge",
                    ::metricspec::desc::Name::Template { before: "component_", label: "gauge", after: "" },
                    ::metricspec::desc::Kind::Gauge,
                    "Gauge reported by a back end",
                    "schemas/demo.toml:96:1",
                )
            },
            ::metricspec::desc::Metric {
                open: &[<labels::Model<'static> as ::metricspec::label::Open>::DESC],
                const_labels: &[0, 1],
                any_const_labels: true,
                ..::metricspec::desc::Metric::new(
                    "allocations",
                    ::metricspec::desc::Name::Prefixed("allocations"),
                    ::metricspec::desc::Kind::Counter,
                    "Allocations; a counter without `_total`",
                    "schemas/demo.toml:104:1",
                )
            },
            ::metricspec::desc::Metric {
                ..::metricspec::desc::Metric::new(
                    "pool_size",
                    ::metricspec::desc::Name::Prefixed("pool_size"),
                    ::metricspec::desc::Kind::Gauge,
                    "Size of the pool",
                    "schemas/demo.toml:110:1",
                )
            },
            ::metricspec::desc::Metric {
                open: &[<labels::Version<'static> as ::metricspec::label::Open>::DESC],
                ..::metricspec::desc::Metric::new(
                    "build_info",
                    ::metricspec::desc::Name::Prefixed("build_info"),
                    ::metricspec::desc::Kind::Info,
                    "Version of the service",
                    "schemas/demo.toml:114:1",
                )
            },
            ::metricspec::desc::Metric {
                open: &[<labels::WorkerId as ::metricspec::label::Open>::DESC],
                state: ::core::option::Option::Some(<labels::Phase as ::metricspec::label::Closed>::DESC),
                ..::metricspec::desc::Metric::new(
                    "worker_phase",
                    ::metricspec::desc::Name::Prefixed("worker_phase"),
                    ::metricspec::desc::Kind::StateSet,
                    "Phase of a worker",
                    "schemas/demo.toml:120:1",
                )
            },
            ::metricspec::desc::Metric {
                unit: ::core::option::Option::Some("seconds"),
                nanos_per_unit: 1_000_000_000,
                initial_zero: true,
                ..::metricspec::desc::Metric::new(
                    "busy_seconds_total",
                    ::metricspec::desc::Name::Prefixed("busy_seconds_total"),
                    ::metricspec::desc::Kind::Counter,
                    "Time spent at work",
                    "schemas/demo.toml:126:1",
                )
            },
            ::metricspec::desc::Metric {
                initial_zero: true,
                ..::metricspec::desc::Metric::new(
                    "disconnected_clients",
                    ::metricspec::desc::Name::Prefixed("disconnected_clients"),
                    ::metricspec::desc::Kind::Gauge,
                    "Clients that went away",
                    "schemas/demo.toml:132:1",
                )
            },
        ],
    };
}

// One for each `removable` metric.
#[automatically_derived]
impl ::metricspec::Removable<4> for Schema {}

/// Requests
///
/// Counter `demo_requests_total`, declared at `schemas/demo.toml:40:1`.
pub type RequestsTotal = ::metricspec::Metric<
    Schema,
    0,
    (labels::Model<'static>,),
    (labels::Endpoint, labels::Outcome),
    ::metricspec::kind::Counter<u64>,
>;
/// Requests in flight
pub type ActiveRequests =
    ::metricspec::Metric<Schema, 1, (labels::Model<'static>,), (), ::metricspec::kind::UpDown<i64>>;
/// Duration of "requests" in seconds \ s
pub type DurationSeconds =
    ::metricspec::Metric<Schema, 2, (), (labels::Endpoint,), ::metricspec::kind::Histogram<::core::time::Duration>>;
/// Tokens of a request
pub type InputTokens =
    ::metricspec::Metric<Schema, 3, (labels::Adapter<'static>,), (), ::metricspec::kind::Histogram<u64>>;
/// Blocks of a worker
pub type WorkerBlocks =
    ::metricspec::Metric<Schema, 4, (labels::WorkerId, labels::DpRank), (), ::metricspec::kind::Gauge<i64>>;
/// Admissions, counted elsewhere
pub type AdmissionsTotal = ::metricspec::Metric<Schema, 5, (), (labels::Cached,), ::metricspec::kind::Total<u64>>;
/// Objects by state
pub type ResourcesTotal =
    ::metricspec::Metric<Schema, 6, (labels::Model<'static>,), (labels::Outcome,), ::metricspec::kind::Snapshot<i64>>;
/// Gauge reported by a back end
pub type BackendGauge =
    ::metricspec::Metric<Schema, 7, (labels::Gauge<'static>, labels::WorkerId), (), ::metricspec::kind::Snapshot<f64>>;
/// Allocations; a counter without `_total`
pub type Allocations =
    ::metricspec::Metric<Schema, 8, (labels::Model<'static>,), (), ::metricspec::kind::CallbackCounter<u64>>;
/// Size of the pool
pub type PoolSize = ::metricspec::Metric<Schema, 9, (), (), ::metricspec::kind::CallbackGauge<i64>>;
/// Version of the service
pub type BuildInfo = ::metricspec::Metric<Schema, 10, (labels::Version<'static>,), (), ::metricspec::kind::Info>;
/// Phase of a worker
pub type WorkerPhase =
    ::metricspec::Metric<Schema, 11, (labels::WorkerId,), (), ::metricspec::kind::StateSet<labels::Phase>>;
/// Time spent at work
pub type BusySecondsTotal =
    ::metricspec::Metric<Schema, 12, (), (), ::metricspec::kind::Counter<::core::time::Duration>>;
/// Clients that went away
pub type DisconnectedClients = ::metricspec::Metric<Schema, 13, (), (), ::metricspec::kind::UpDown<i64>>;

/// The const labels of the schema, given once, at registration.
#[derive(Clone, Copy, Debug)]
pub struct ConstLabels<'a> {
    /// Label `zone`.
    pub zone: labels::Zone,
    /// Label `instance_id`.
    pub instance: labels::Instance,
    /// Further labels: name and value of each. (Only if the schema admits them, with `"*"`.)
    pub others: &'a [(&'a str, &'a str)],
}

#[automatically_derived]
impl ::metricspec::label::ConstLabels for ConstLabels<'_> {
    fn collect(&self, values: &mut ::metricspec::label::ConstValues) {
        values.closed::<labels::Zone>(0, self.zone);
        values.open::<labels::Instance>(1, &self.instance); // of a text: `open::<labels::Model<'static>>`
        values.others(self.others);
    }
}

/// Recorders of all metrics of the schema: what `schema!` makes. The derive does the same for a service's own struct.
#[derive(Debug, Default)]
pub struct Recorders {
    /// Requests
    pub requests_total: RequestsTotal,
    /// Requests in flight
    pub active_requests: ActiveRequests,
    /// Duration of "requests" in seconds \ s
    pub duration_seconds: DurationSeconds,
    /// Tokens of a request
    pub input_tokens: InputTokens,
    /// Blocks of a worker
    pub worker_blocks: WorkerBlocks,
    /// Admissions, counted elsewhere
    pub admissions_total: AdmissionsTotal,
    /// Objects by state
    pub resources_total: ResourcesTotal,
    /// Gauge reported by a back end
    pub backend_gauge: BackendGauge,
    /// Allocations; a counter without `_total`
    pub allocations: Allocations,
    /// Size of the pool
    pub pool_size: PoolSize,
    /// Version of the service
    pub build_info: BuildInfo,
    /// Phase of a worker
    pub worker_phase: WorkerPhase,
    /// Time spent at work
    pub busy_seconds_total: BusySecondsTotal,
    /// Clients that went away
    pub disconnected_clients: DisconnectedClients,
}

impl Recorders {
    /// Recorders without a record.
    pub const fn new() -> Self {
        Self {
            requests_total: ::metricspec::Metric::new(),
            active_requests: ::metricspec::Metric::new(),
            duration_seconds: ::metricspec::Metric::new(),
            input_tokens: ::metricspec::Metric::new(),
            worker_blocks: ::metricspec::Metric::new(),
            admissions_total: ::metricspec::Metric::new(),
            resources_total: ::metricspec::Metric::new(),
            backend_gauge: ::metricspec::Metric::new(),
            allocations: ::metricspec::Metric::new(),
            pool_size: ::metricspec::Metric::new(),
            build_info: ::metricspec::Metric::new(),
            worker_phase: ::metricspec::Metric::new(),
            busy_seconds_total: ::metricspec::Metric::new(),
            disconnected_clients: ::metricspec::Metric::new(),
        }
    }
}

// A method for each operation. Closed labels are given as what `with` takes, and become their own type first, since they
// go to several metrics. What is recorded at the end gets the series of a dropped guard, and for each outcome label how
// far the series of its values lie behind that of the first; nothing if the metric does not have it.
impl Recorders {
    /// One request.
    pub fn request(
        &self,
        model: labels::Model<'_>,
        endpoint: impl ::metricspec::label::Value<labels::Endpoint>,
    ) -> ::metricspec::Operation<(labels::Outcome,)> {
        let endpoint = ::metricspec::label::Value::<labels::Endpoint>::value(endpoint);
        ::metricspec::Operation::start((labels::Outcome::Error(labels::ErrorType::Internal),))
            .in_flight(self.active_requests.with(model).guard())
            .at_end(
                self.requests_total
                    .with(model, endpoint, labels::Outcome::Error(labels::ErrorType::Internal))
                    .at_end(&[&[0, 1, 2]]),
            )
            .at_end(self.duration_seconds.with(endpoint).at_end(&[&[]]))
    }

    /// One job.
    pub fn job(
        &self,
        model: labels::Model<'_>,
        endpoint: impl ::metricspec::label::Value<labels::Endpoint>,
    ) -> ::metricspec::Operation<()> {
        let endpoint = ::metricspec::label::Value::<labels::Endpoint>::value(endpoint);
        ::metricspec::Operation::start(())
            .in_flight(self.active_requests.with(model).guard())
            .at_end(self.duration_seconds.with(endpoint).at_end(&[]))
    }
}

#[automatically_derived]
impl ::metricspec::Metrics for Recorders {
    const SCHEMA: &'static ::metricspec::desc::Schema = <Schema as ::metricspec::Schema>::DESC;
    type ConstLabels<'a> = ConstLabels<'a>;
    fn visit(&self, visitor: &mut ::metricspec::Visitor<'_>) {
        visitor.metric(&self.requests_total);
        visitor.metric(&self.active_requests);
        visitor.metric(&self.duration_seconds);
        visitor.metric(&self.input_tokens);
        visitor.metric(&self.worker_blocks);
        visitor.metric(&self.admissions_total);
        visitor.metric(&self.resources_total);
        visitor.metric(&self.backend_gauge);
        visitor.metric(&self.allocations);
        visitor.metric(&self.pool_size);
        visitor.metric(&self.build_info);
        visitor.metric(&self.worker_phase);
        visitor.metric(&self.busy_seconds_total);
        visitor.metric(&self.disconnected_clients);
    }
}
