// Expansion of a case in `src/goldens.rs`; `UPDATE_GOLDENS=1 cargo test` writes it anew.

const _: &[::core::primitive::u8] = ::core::include_bytes!(
    "kinds.toml"
);
/** Kinds of \*metrics\*

 Made from `metrics-derive/tests/expansions/kinds.toml`.*/
#[allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    non_camel_case_types,
    clippy::all,
    clippy::pedantic
)]
pub(crate) mod kinds {
    /// Labels of the schema `kinds`: one argument type each.
    pub mod labels {
        /** Instance of the process.

 Label `instance`: free.

 Declared at `metrics-derive/tests/expansions/kinds.toml:8:9`.*/
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
        pub struct Instance<'a>(pub &'a ::core::primitive::str);
        #[automatically_derived]
        impl ::metricspec::label::Open for Instance<'static> {
            type Arg<'a> = Instance<'a>;
            const DESC: &'static ::metricspec::desc::OpenLabel = &::metricspec::desc::OpenLabel {
                name: "instance",
                known: &[],
                max_values: ::core::option::Option::None,
                optional: false,
            };
            #[inline]
            fn text<'b>(
                arg: &'b Instance<'_>,
                buffer: &'b mut ::metricspec::label::Text,
            ) -> &'b ::core::primitive::str {
                {
                    let _ = buffer;
                    arg.0
                }
            }
            fn from_text(
                text: &::core::primitive::str,
            ) -> ::core::option::Option<Instance<'_>> {
                ::core::option::Option::Some(Instance(text))
            }
        }
        /** Where it runs.

 Label `zone`: closed.

 Declared at `metrics-derive/tests/expansions/kinds.toml:11:9`.*/
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
        pub enum Zone {
            /// `north`
            North,
            /// `south`
            South,
        }
        #[automatically_derived]
        impl ::metricspec::label::Closed for Zone {
            const DESC: &'static ::metricspec::desc::ClosedLabel = &::metricspec::desc::ClosedLabel {
                names: &["zone"],
                values: &[&["north"], &["south"]],
            };
            #[inline]
            fn index(self) -> ::core::primitive::usize {
                self as ::core::primitive::usize
            }
            fn from_index(
                index: ::core::primitive::usize,
            ) -> ::core::option::Option<Self> {
                const ALL: &[Zone] = &[Zone::North, Zone::South];
                ALL.get(index).copied()
            }
        }
        /** Name of a gauge.

 Label `gauge`: open, at most 10 values beside the known ones; further ones become `__other__`.

 Declared at `metrics-derive/tests/expansions/kinds.toml:15:9`.*/
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
        pub struct Gauge<'a>(pub &'a ::core::primitive::str);
        impl Gauge<'_> {
            /** Load.

 `load`*/
            pub const LOAD: Gauge<'static> = Gauge("load");
            /** Heat.

 `heat`*/
            pub const HEAT: Gauge<'static> = Gauge("heat");
        }
        #[automatically_derived]
        impl ::metricspec::label::Open for Gauge<'static> {
            type Arg<'a> = Gauge<'a>;
            const DESC: &'static ::metricspec::desc::OpenLabel = &::metricspec::desc::OpenLabel {
                name: "gauge",
                known: &["load", "heat"],
                max_values: ::core::option::Option::Some(10u32),
                optional: false,
            };
            #[inline]
            fn text<'b>(
                arg: &'b Gauge<'_>,
                buffer: &'b mut ::metricspec::label::Text,
            ) -> &'b ::core::primitive::str {
                {
                    let _ = buffer;
                    arg.0
                }
            }
            fn from_text(
                text: &::core::primitive::str,
            ) -> ::core::option::Option<Gauge<'_>> {
                ::core::option::Option::Some(Gauge(text))
            }
        }
        /** State of the process.

 Label `state`: closed.

 Declared at `metrics-derive/tests/expansions/kinds.toml:20:9`.*/
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
        pub enum State {
            /// `starting`
            Starting,
            /// `ready`
            Ready,
            /// `draining`
            Draining,
        }
        #[automatically_derived]
        impl ::metricspec::label::Closed for State {
            const DESC: &'static ::metricspec::desc::ClosedLabel = &::metricspec::desc::ClosedLabel {
                names: &["state"],
                values: &[&["starting"], &["ready"], &["draining"]],
            };
            #[inline]
            fn index(self) -> ::core::primitive::usize {
                self as ::core::primitive::usize
            }
            fn from_index(
                index: ::core::primitive::usize,
            ) -> ::core::option::Option<Self> {
                const ALL: &[State] = &[State::Starting, State::Ready, State::Draining];
                ALL.get(index).copied()
            }
        }
        /** Route.

 Label `route`: closed.

 Declared at `metrics-derive/tests/expansions/kinds.toml:24:9`.*/
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
        pub enum Route {
            /// `a`
            A,
            /// `b`
            B,
        }
        #[automatically_derived]
        impl ::metricspec::label::Closed for Route {
            const DESC: &'static ::metricspec::desc::ClosedLabel = &::metricspec::desc::ClosedLabel {
                names: &["route"],
                values: &[&["a"], &["b"]],
            };
            #[inline]
            fn index(self) -> ::core::primitive::usize {
                self as ::core::primitive::usize
            }
            fn from_index(
                index: ::core::primitive::usize,
            ) -> ::core::option::Option<Self> {
                const ALL: &[Route] = &[Route::A, Route::B];
                ALL.get(index).copied()
            }
        }
        /** Release.

 Label `version`: free.

 Declared at `metrics-derive/tests/expansions/kinds.toml:146:9`.*/
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
        pub struct Version<'a>(pub &'a ::core::primitive::str);
        #[automatically_derived]
        impl ::metricspec::label::Open for Version<'static> {
            type Arg<'a> = Version<'a>;
            const DESC: &'static ::metricspec::desc::OpenLabel = &::metricspec::desc::OpenLabel {
                name: "version",
                known: &[],
                max_values: ::core::option::Option::None,
                optional: false,
            };
            #[inline]
            fn text<'b>(
                arg: &'b Version<'_>,
                buffer: &'b mut ::metricspec::label::Text,
            ) -> &'b ::core::primitive::str {
                {
                    let _ = buffer;
                    arg.0
                }
            }
            fn from_text(
                text: &::core::primitive::str,
            ) -> ::core::option::Option<Version<'_>> {
                ::core::option::Option::Some(Version(text))
            }
        }
    }
    /// Labels of exemplars of the schema `kinds`: a type each, for whatever can be displayed.
    pub mod exemplars {
        /// Label `trace_id` of an exemplar. The empty text leaves it out.
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
        pub struct TraceId<T>(pub T);
        #[automatically_derived]
        impl<T: ::core::fmt::Display> ::metricspec::exemplar::Label for TraceId<T> {
            type Of = TraceId<()>;
            fn value(&self) -> &dyn ::core::fmt::Display {
                &self.0
            }
        }
        /// Label `span_id` of an exemplar. The empty text leaves it out.
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
        pub struct SpanId<T>(pub T);
        #[automatically_derived]
        impl<T: ::core::fmt::Display> ::metricspec::exemplar::Label for SpanId<T> {
            type Of = SpanId<()>;
            fn value(&self) -> &dyn ::core::fmt::Display {
                &self.0
            }
        }
    }
    /// The schema `kinds`: what the recorders of this module know about themselves.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    pub struct Schema;
    #[automatically_derived]
    impl ::metricspec::Schema for Schema {
        const DESC: &'static ::metricspec::desc::Schema = &::metricspec::desc::Schema {
            name: "kinds",
            path: "metrics-derive/tests/expansions/kinds.toml",
            fingerprint: 17316772602250065602u64,
            prefix: ::metricspec::desc::Prefix {
                default: ::core::option::Option::Some("app"),
                env: &["APP_PREFIX", "OLD_PREFIX"],
            },
            const_labels: &[
                ::metricspec::desc::ConstLabel {
                    names: &["instance"],
                },
                ::metricspec::desc::ConstLabel {
                    names: &["zone"],
                },
            ],
            metrics: &[
                ::metricspec::desc::Metric {
                    key: "requests_total",
                    name: ::metricspec::desc::Name::Prefixed("requests_total"),
                    help: "Requests",
                    kind: ::metricspec::desc::Kind::Counter,
                    unit: ::core::option::Option::None,
                    nanos_per_unit: 1u64,
                    open: &[],
                    closed: &[<labels::Route as ::metricspec::label::Closed>::DESC],
                    const_labels: &[0usize, 1usize],
                    any_const_labels: true,
                    buckets: ::core::option::Option::None,
                    native: ::core::option::Option::None,
                    exemplar: &["trace_id"],
                    state: ::core::option::Option::None,
                    initial_zero: true,
                    aliases: &[],
                    source: "metrics-derive/tests/expansions/kinds.toml:28:10",
                },
                ::metricspec::desc::Metric {
                    key: "bytes_total",
                    name: ::metricspec::desc::Name::Prefixed("bytes_total"),
                    help: "Bytes",
                    kind: ::metricspec::desc::Kind::Counter,
                    unit: ::core::option::Option::Some("bytes"),
                    nanos_per_unit: 1u64,
                    open: &[],
                    closed: &[],
                    const_labels: &[0usize, 1usize],
                    any_const_labels: true,
                    buckets: ::core::option::Option::None,
                    native: ::core::option::Option::None,
                    exemplar: &[],
                    state: ::core::option::Option::None,
                    initial_zero: true,
                    aliases: &[],
                    source: "metrics-derive/tests/expansions/kinds.toml:35:10",
                },
                ::metricspec::desc::Metric {
                    key: "busy_milliseconds_total",
                    name: ::metricspec::desc::Name::Prefixed("busy_milliseconds_total"),
                    help: "Time",
                    kind: ::metricspec::desc::Kind::Counter,
                    unit: ::core::option::Option::Some("milliseconds"),
                    nanos_per_unit: 1000000u64,
                    open: &[],
                    closed: &[],
                    const_labels: &[0usize, 1usize],
                    any_const_labels: true,
                    buckets: ::core::option::Option::None,
                    native: ::core::option::Option::None,
                    exemplar: &[],
                    state: ::core::option::Option::None,
                    initial_zero: true,
                    aliases: &[],
                    source: "metrics-derive/tests/expansions/kinds.toml:42:10",
                },
                ::metricspec::desc::Metric {
                    key: "allocations_total",
                    name: ::metricspec::desc::Name::Prefixed("allocations_total"),
                    help: "Allocations",
                    kind: ::metricspec::desc::Kind::Counter,
                    unit: ::core::option::Option::None,
                    nanos_per_unit: 1u64,
                    open: &[],
                    closed: &[<labels::Route as ::metricspec::label::Closed>::DESC],
                    const_labels: &[0usize, 1usize],
                    any_const_labels: true,
                    buckets: ::core::option::Option::None,
                    native: ::core::option::Option::None,
                    exemplar: &[],
                    state: ::core::option::Option::None,
                    initial_zero: false,
                    aliases: &[],
                    source: "metrics-derive/tests/expansions/kinds.toml:47:10",
                },
                ::metricspec::desc::Metric {
                    key: "temperature_celsius",
                    name: ::metricspec::desc::Name::Prefixed("temperature_celsius"),
                    help: "Temperature",
                    kind: ::metricspec::desc::Kind::Gauge,
                    unit: ::core::option::Option::Some("celsius"),
                    nanos_per_unit: 1u64,
                    open: &[],
                    closed: &[],
                    const_labels: &[1usize],
                    any_const_labels: false,
                    buckets: ::core::option::Option::None,
                    native: ::core::option::Option::None,
                    exemplar: &[],
                    state: ::core::option::Option::None,
                    initial_zero: false,
                    aliases: &[],
                    source: "metrics-derive/tests/expansions/kinds.toml:53:10",
                },
                ::metricspec::desc::Metric {
                    key: "level",
                    name: ::metricspec::desc::Name::Prefixed("level"),
                    help: "Signed",
                    kind: ::metricspec::desc::Kind::Gauge,
                    unit: ::core::option::Option::None,
                    nanos_per_unit: 1u64,
                    open: &[],
                    closed: &[],
                    const_labels: &[0usize, 1usize],
                    any_const_labels: true,
                    buckets: ::core::option::Option::None,
                    native: ::core::option::Option::None,
                    exemplar: &[],
                    state: ::core::option::Option::None,
                    initial_zero: false,
                    aliases: &[],
                    source: "metrics-derive/tests/expansions/kinds.toml:60:10",
                },
                ::metricspec::desc::Metric {
                    key: "up",
                    name: ::metricspec::desc::Name::Whole("app_process_up"),
                    help: "Whether it is up",
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
                    initial_zero: false,
                    aliases: &[],
                    source: "metrics-derive/tests/expansions/kinds.toml:65:10",
                },
                ::metricspec::desc::Metric {
                    key: "active",
                    name: ::metricspec::desc::Name::Prefixed("active"),
                    help: "Active",
                    kind: ::metricspec::desc::Kind::Gauge,
                    unit: ::core::option::Option::None,
                    nanos_per_unit: 1u64,
                    open: &[],
                    closed: &[<labels::Route as ::metricspec::label::Closed>::DESC],
                    const_labels: &[0usize, 1usize],
                    any_const_labels: true,
                    buckets: ::core::option::Option::None,
                    native: ::core::option::Option::None,
                    exemplar: &[],
                    state: ::core::option::Option::None,
                    initial_zero: true,
                    aliases: &[
                        ::metricspec::desc::Alias {
                            name: ::metricspec::desc::Name::Prefixed("active_old"),
                            help: "Active, under its old name",
                            const_labels: &[1usize],
                            any_const_labels: false,
                            source: "metrics-derive/tests/expansions/kinds.toml:79:10",
                        },
                    ],
                    source: "metrics-derive/tests/expansions/kinds.toml:72:10",
                },
                ::metricspec::desc::Metric {
                    key: "dynamic",
                    name: ::metricspec::desc::Name::Template {
                        before: "app_dynamic_",
                        label: "gauge",
                        after: "_value",
                    },
                    help: "Names known only at run time",
                    kind: ::metricspec::desc::Kind::Gauge,
                    unit: ::core::option::Option::None,
                    nanos_per_unit: 1u64,
                    open: &[<labels::Gauge<'static> as ::metricspec::label::Open>::DESC],
                    closed: &[],
                    const_labels: &[0usize, 1usize],
                    any_const_labels: true,
                    buckets: ::core::option::Option::None,
                    native: ::core::option::Option::None,
                    exemplar: &[],
                    state: ::core::option::Option::None,
                    initial_zero: false,
                    aliases: &[],
                    source: "metrics-derive/tests/expansions/kinds.toml:85:10",
                },
                ::metricspec::desc::Metric {
                    key: "heat",
                    name: ::metricspec::desc::Name::Prefixed("heat"),
                    help: "Series that can be removed",
                    kind: ::metricspec::desc::Kind::Gauge,
                    unit: ::core::option::Option::None,
                    nanos_per_unit: 1u64,
                    open: &[<labels::Gauge<'static> as ::metricspec::label::Open>::DESC],
                    closed: &[],
                    const_labels: &[0usize, 1usize],
                    any_const_labels: true,
                    buckets: ::core::option::Option::None,
                    native: ::core::option::Option::None,
                    exemplar: &[],
                    state: ::core::option::Option::None,
                    initial_zero: false,
                    aliases: &[],
                    source: "metrics-derive/tests/expansions/kinds.toml:93:10",
                },
                ::metricspec::desc::Metric {
                    key: "polled",
                    name: ::metricspec::desc::Name::Prefixed("polled"),
                    help: "Read at each scrape",
                    kind: ::metricspec::desc::Kind::Gauge,
                    unit: ::core::option::Option::None,
                    nanos_per_unit: 1u64,
                    open: &[],
                    closed: &[],
                    const_labels: &[0usize, 1usize],
                    any_const_labels: true,
                    buckets: ::core::option::Option::None,
                    native: ::core::option::Option::None,
                    exemplar: &[],
                    state: ::core::option::Option::None,
                    initial_zero: false,
                    aliases: &[],
                    source: "metrics-derive/tests/expansions/kinds.toml:99:10",
                },
                ::metricspec::desc::Metric {
                    key: "wait_seconds",
                    name: ::metricspec::desc::Name::Prefixed("wait_seconds"),
                    help: "Time with bounds",
                    kind: ::metricspec::desc::Kind::Histogram,
                    unit: ::core::option::Option::Some("seconds"),
                    nanos_per_unit: 1000000000u64,
                    open: &[],
                    closed: &[],
                    const_labels: &[0usize, 1usize],
                    any_const_labels: true,
                    buckets: ::core::option::Option::Some(::metricspec::desc::Buckets {
                        bounds: &[0.15f64, 1f64, 2.5f64],
                        log: ::core::option::Option::None,
                        env: &[],
                        kept: &[2.5f64],
                    }),
                    native: ::core::option::Option::None,
                    exemplar: &[],
                    state: ::core::option::Option::None,
                    initial_zero: true,
                    aliases: &[],
                    source: "metrics-derive/tests/expansions/kinds.toml:104:10",
                },
                ::metricspec::desc::Metric {
                    key: "size_tokens",
                    name: ::metricspec::desc::Name::Prefixed("size_tokens"),
                    help: "Sizes with bounds that a variable replaces",
                    kind: ::metricspec::desc::Kind::Histogram,
                    unit: ::core::option::Option::Some("tokens"),
                    nanos_per_unit: 1u64,
                    open: &[],
                    closed: &[<labels::Route as ::metricspec::label::Closed>::DESC],
                    const_labels: &[0usize, 1usize],
                    any_const_labels: true,
                    buckets: ::core::option::Option::Some(::metricspec::desc::Buckets {
                        bounds: &[0f64, 8f64, 64f64, 510f64],
                        log: ::core::option::Option::Some(::metricspec::desc::Log {
                            min: 1f64,
                            max: 512f64,
                            count: 4usize,
                        }),
                        env: &["APP_SIZE", "OLD_SIZE"],
                        kept: &[],
                    }),
                    native: ::core::option::Option::None,
                    exemplar: &[],
                    state: ::core::option::Option::None,
                    initial_zero: true,
                    aliases: &[],
                    source: "metrics-derive/tests/expansions/kinds.toml:110:10",
                },
                ::metricspec::desc::Metric {
                    key: "lag_seconds",
                    name: ::metricspec::desc::Name::Prefixed("lag_seconds"),
                    help: "Time in native buckets",
                    kind: ::metricspec::desc::Kind::Histogram,
                    unit: ::core::option::Option::Some("seconds"),
                    nanos_per_unit: 1000000000u64,
                    open: &[],
                    closed: &[],
                    const_labels: &[0usize, 1usize],
                    any_const_labels: true,
                    buckets: ::core::option::Option::None,
                    native: ::core::option::Option::Some(::metricspec::desc::Native {
                        schema: 3i8,
                        lowest: -79i32,
                        count: 128u32,
                    }),
                    exemplar: &["trace_id", "span_id"],
                    state: ::core::option::Option::None,
                    initial_zero: true,
                    aliases: &[],
                    source: "metrics-derive/tests/expansions/kinds.toml:118:10",
                },
                ::metricspec::desc::Metric {
                    key: "size_seconds",
                    name: ::metricspec::desc::Name::Prefixed("size_seconds"),
                    help: "Time in classic and native buckets",
                    kind: ::metricspec::desc::Kind::Histogram,
                    unit: ::core::option::Option::Some("seconds"),
                    nanos_per_unit: 1000000000u64,
                    open: &[],
                    closed: &[],
                    const_labels: &[0usize, 1usize],
                    any_const_labels: true,
                    buckets: ::core::option::Option::Some(::metricspec::desc::Buckets {
                        bounds: &[0.15f64, 1f64, 2.5f64],
                        log: ::core::option::Option::None,
                        env: &[],
                        kept: &[],
                    }),
                    native: ::core::option::Option::Some(::metricspec::desc::Native {
                        schema: 0i8,
                        lowest: -9i32,
                        count: 14u32,
                    }),
                    exemplar: &["trace_id"],
                    state: ::core::option::Option::None,
                    initial_zero: true,
                    aliases: &[],
                    source: "metrics-derive/tests/expansions/kinds.toml:126:10",
                },
                ::metricspec::desc::Metric {
                    key: "phase",
                    name: ::metricspec::desc::Name::Prefixed("phase"),
                    help: "State",
                    kind: ::metricspec::desc::Kind::StateSet,
                    unit: ::core::option::Option::None,
                    nanos_per_unit: 1u64,
                    open: &[],
                    closed: &[],
                    const_labels: &[0usize, 1usize],
                    any_const_labels: true,
                    buckets: ::core::option::Option::None,
                    native: ::core::option::Option::None,
                    exemplar: &[],
                    state: ::core::option::Option::Some(
                        <labels::State as ::metricspec::label::Closed>::DESC,
                    ),
                    initial_zero: false,
                    aliases: &[],
                    source: "metrics-derive/tests/expansions/kinds.toml:135:10",
                },
                ::metricspec::desc::Metric {
                    key: "build_info",
                    name: ::metricspec::desc::Name::Prefixed("build_info"),
                    help: "Build",
                    kind: ::metricspec::desc::Kind::Info,
                    unit: ::core::option::Option::None,
                    nanos_per_unit: 1u64,
                    open: &[
                        <labels::Version<'static> as ::metricspec::label::Open>::DESC,
                    ],
                    closed: &[],
                    const_labels: &[0usize, 1usize],
                    any_const_labels: true,
                    buckets: ::core::option::Option::None,
                    native: ::core::option::Option::None,
                    exemplar: &[],
                    state: ::core::option::Option::None,
                    initial_zero: false,
                    aliases: &[],
                    source: "metrics-derive/tests/expansions/kinds.toml:140:10",
                },
            ],
        };
    }
    /// Labels of the schema `kinds` that are given once, when a recorder is registered.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    pub struct ConstLabels<'a> {
        /** Instance of the process.

 Label `instance`: free.

 Declared at `metrics-derive/tests/expansions/kinds.toml:8:9`.*/
        pub instance: labels::Instance<'a>,
        /** Where it runs.

 Label `zone`: closed.

 Declared at `metrics-derive/tests/expansions/kinds.toml:11:9`.*/
        pub zone: labels::Zone,
        /// Further labels, name and value each, exposed on the metrics that admit them.
        pub others: &'a [(&'a ::core::primitive::str, &'a ::core::primitive::str)],
    }
    #[automatically_derived]
    impl ::metricspec::label::ConstLabels for ConstLabels<'_> {
        fn collect(&self, values: &mut ::metricspec::label::ConstValues) {
            values.open::<labels::Instance<'static>>(0usize, &self.instance);
            values.closed::<labels::Zone>(1usize, self.zone);
            values.others(self.others);
        }
    }
    /** Requests

 More about [requests](https://example.com).

 Counter `app_requests_total`. `APP_PREFIX` changes the prefix.

 Labels:
 - `route`: 2 values

 Exemplars: `trace_id`.

 Declared at `metrics-derive/tests/expansions/kinds.toml:28:10`.*/
    pub type RequestsTotal = ::metricspec::Metric<
        Schema,
        0,
        (),
        (labels::Route,),
        ::metricspec::kind::Counter<::core::primitive::u64, (exemplars::TraceId<()>,)>,
    >;
    /** Bytes

 Counter of a total that is kept elsewhere `app_bytes_total`, in bytes. `APP_PREFIX` changes the prefix.

 Declared at `metrics-derive/tests/expansions/kinds.toml:35:10`.*/
    pub type BytesTotal = ::metricspec::Metric<
        Schema,
        1,
        (),
        (),
        ::metricspec::kind::Total<::core::primitive::f64>,
    >;
    /** Time

 Counter `app_busy_milliseconds_total`, in milliseconds. `APP_PREFIX` changes the prefix.

 Declared at `metrics-derive/tests/expansions/kinds.toml:42:10`.*/
    pub type BusyMillisecondsTotal = ::metricspec::Metric<
        Schema,
        2,
        (),
        (),
        ::metricspec::kind::Counter<::core::time::Duration>,
    >;
    /** Allocations

 Counter that is read at each scrape `app_allocations_total`. `APP_PREFIX` changes the prefix.

 Labels:
 - `route`: 2 values

 Declared at `metrics-derive/tests/expansions/kinds.toml:47:10`.*/
    pub type AllocationsTotal = ::metricspec::Metric<
        Schema,
        3,
        (),
        (labels::Route,),
        ::metricspec::kind::CallbackCounter<::core::primitive::u64>,
    >;
    /** Temperature

 Gauge `app_temperature_celsius`, in celsius. `APP_PREFIX` changes the prefix.

 Declared at `metrics-derive/tests/expansions/kinds.toml:53:10`.*/
    pub type TemperatureCelsius = ::metricspec::Metric<
        Schema,
        4,
        (),
        (),
        ::metricspec::kind::Gauge<::core::primitive::f64>,
    >;
    /** Signed

 Gauge `app_level`. `APP_PREFIX` changes the prefix.

 Declared at `metrics-derive/tests/expansions/kinds.toml:60:10`.*/
    pub type Level = ::metricspec::Metric<
        Schema,
        5,
        (),
        (),
        ::metricspec::kind::Gauge<::core::primitive::i64>,
    >;
    /** Whether it is up

 Gauge `app_process_up`.

 Declared at `metrics-derive/tests/expansions/kinds.toml:65:10`.*/
    pub type Up = ::metricspec::Metric<
        Schema,
        6,
        (),
        (),
        ::metricspec::kind::Gauge<::core::primitive::bool>,
    >;
    /** Active

 Gauge `app_active`. `APP_PREFIX` changes the prefix.

 Labels:
 - `route`: 2 values

 Exposed only if: `APP_ACTIVE` is set

 Declared at `metrics-derive/tests/expansions/kinds.toml:72:10`.*/
    pub type Active = ::metricspec::Metric<
        Schema,
        7,
        (),
        (labels::Route,),
        ::metricspec::kind::UpDown<::core::primitive::i64>,
    >;
    /** Names known only at run time

 Gauge of which all series are set at once `app_dynamic_{gauge}_value`.

 Labels:
 - `gauge`: open, 2 known and at most 10 more

 Declared at `metrics-derive/tests/expansions/kinds.toml:85:10`.*/
    pub type Dynamic = ::metricspec::Metric<
        Schema,
        8,
        (labels::Gauge<'static>,),
        (),
        ::metricspec::kind::Snapshot<::core::primitive::f64>,
    >;
    /** Series that can be removed

 Gauge `app_heat`. `APP_PREFIX` changes the prefix.

 Labels:
 - `gauge`: open, 2 known and at most 10 more

 Declared at `metrics-derive/tests/expansions/kinds.toml:93:10`.*/
    pub type Heat = ::metricspec::Metric<
        Schema,
        9,
        (labels::Gauge<'static>,),
        (),
        ::metricspec::kind::Gauge<::core::primitive::i64>,
    >;
    #[automatically_derived]
    impl ::metricspec::Removable<9> for Schema {}
    /** Read at each scrape

 Gauge that is read at each scrape `app_polled`. `APP_PREFIX` changes the prefix.

 Declared at `metrics-derive/tests/expansions/kinds.toml:99:10`.*/
    pub type Polled = ::metricspec::Metric<
        Schema,
        10,
        (),
        (),
        ::metricspec::kind::CallbackGauge<::core::primitive::i64>,
    >;
    /** Time with bounds

 Histogram `app_wait_seconds`, in seconds. `APP_PREFIX` changes the prefix.

 Declared at `metrics-derive/tests/expansions/kinds.toml:104:10`.*/
    pub type WaitSeconds = ::metricspec::Metric<
        Schema,
        11,
        (),
        (),
        ::metricspec::kind::Histogram<::core::time::Duration>,
    >;
    /** Sizes with bounds that a variable replaces

 Histogram `app_size_tokens`, in tokens. `APP_PREFIX` changes the prefix.

 Labels:
 - `route`: 2 values

 Declared at `metrics-derive/tests/expansions/kinds.toml:110:10`.*/
    pub type SizeTokens = ::metricspec::Metric<
        Schema,
        12,
        (),
        (labels::Route,),
        ::metricspec::kind::Histogram<::core::primitive::u64>,
    >;
    /** Time in native buckets

 Histogram `app_lag_seconds`, in seconds. `APP_PREFIX` changes the prefix.

 Exemplars: `trace_id`, `span_id`.

 Declared at `metrics-derive/tests/expansions/kinds.toml:118:10`.*/
    pub type LagSeconds = ::metricspec::Metric<
        Schema,
        13,
        (),
        (),
        ::metricspec::kind::Histogram<
            ::core::time::Duration,
            (exemplars::TraceId<()>, exemplars::SpanId<()>),
        >,
    >;
    /** Time in classic and native buckets

 Histogram `app_size_seconds`, in seconds. `APP_PREFIX` changes the prefix.

 Exemplars: `trace_id`.

 Declared at `metrics-derive/tests/expansions/kinds.toml:126:10`.*/
    pub type SizeSeconds = ::metricspec::Metric<
        Schema,
        14,
        (),
        (),
        ::metricspec::kind::Histogram<::core::time::Duration, (exemplars::TraceId<()>,)>,
    >;
    /** State

 State set `app_phase`. `APP_PREFIX` changes the prefix.

 State: `state`.

 Declared at `metrics-derive/tests/expansions/kinds.toml:135:10`.*/
    pub type Phase = ::metricspec::Metric<
        Schema,
        15,
        (),
        (),
        ::metricspec::kind::StateSet<labels::State>,
    >;
    /** Build

 Info `app_build_info`. `APP_PREFIX` changes the prefix.

 Labels:
 - `version`: free

 Deprecated since 2.0; use `app_process_up`.

 Declared at `metrics-derive/tests/expansions/kinds.toml:140:10`.*/
    pub type BuildInfo = ::metricspec::Metric<
        Schema,
        16,
        (labels::Version<'static>,),
        (),
        ::metricspec::kind::Info,
    >;
    /// A recorder for every metric of the schema `kinds`.
    #[derive(::core::fmt::Debug)]
    pub struct Recorders {
        /** Requests

 More about [requests](https://example.com).

 Counter `app_requests_total`. `APP_PREFIX` changes the prefix.

 Labels:
 - `route`: 2 values

 Exemplars: `trace_id`.

 Declared at `metrics-derive/tests/expansions/kinds.toml:28:10`.*/
        pub requests_total: RequestsTotal,
        /** Bytes

 Counter of a total that is kept elsewhere `app_bytes_total`, in bytes. `APP_PREFIX` changes the prefix.

 Declared at `metrics-derive/tests/expansions/kinds.toml:35:10`.*/
        pub bytes_total: BytesTotal,
        /** Time

 Counter `app_busy_milliseconds_total`, in milliseconds. `APP_PREFIX` changes the prefix.

 Declared at `metrics-derive/tests/expansions/kinds.toml:42:10`.*/
        pub busy_milliseconds_total: BusyMillisecondsTotal,
        /** Allocations

 Counter that is read at each scrape `app_allocations_total`. `APP_PREFIX` changes the prefix.

 Labels:
 - `route`: 2 values

 Declared at `metrics-derive/tests/expansions/kinds.toml:47:10`.*/
        pub allocations_total: AllocationsTotal,
        /** Temperature

 Gauge `app_temperature_celsius`, in celsius. `APP_PREFIX` changes the prefix.

 Declared at `metrics-derive/tests/expansions/kinds.toml:53:10`.*/
        pub temperature_celsius: TemperatureCelsius,
        /** Signed

 Gauge `app_level`. `APP_PREFIX` changes the prefix.

 Declared at `metrics-derive/tests/expansions/kinds.toml:60:10`.*/
        pub level: Level,
        /** Whether it is up

 Gauge `app_process_up`.

 Declared at `metrics-derive/tests/expansions/kinds.toml:65:10`.*/
        pub up: Up,
        /** Active

 Gauge `app_active`. `APP_PREFIX` changes the prefix.

 Labels:
 - `route`: 2 values

 Exposed only if: `APP_ACTIVE` is set

 Declared at `metrics-derive/tests/expansions/kinds.toml:72:10`.*/
        pub active: Active,
        /** Names known only at run time

 Gauge of which all series are set at once `app_dynamic_{gauge}_value`.

 Labels:
 - `gauge`: open, 2 known and at most 10 more

 Declared at `metrics-derive/tests/expansions/kinds.toml:85:10`.*/
        pub dynamic: Dynamic,
        /** Series that can be removed

 Gauge `app_heat`. `APP_PREFIX` changes the prefix.

 Labels:
 - `gauge`: open, 2 known and at most 10 more

 Declared at `metrics-derive/tests/expansions/kinds.toml:93:10`.*/
        pub heat: Heat,
        /** Read at each scrape

 Gauge that is read at each scrape `app_polled`. `APP_PREFIX` changes the prefix.

 Declared at `metrics-derive/tests/expansions/kinds.toml:99:10`.*/
        pub polled: Polled,
        /** Time with bounds

 Histogram `app_wait_seconds`, in seconds. `APP_PREFIX` changes the prefix.

 Declared at `metrics-derive/tests/expansions/kinds.toml:104:10`.*/
        pub wait_seconds: WaitSeconds,
        /** Sizes with bounds that a variable replaces

 Histogram `app_size_tokens`, in tokens. `APP_PREFIX` changes the prefix.

 Labels:
 - `route`: 2 values

 Declared at `metrics-derive/tests/expansions/kinds.toml:110:10`.*/
        pub size_tokens: SizeTokens,
        /** Time in native buckets

 Histogram `app_lag_seconds`, in seconds. `APP_PREFIX` changes the prefix.

 Exemplars: `trace_id`, `span_id`.

 Declared at `metrics-derive/tests/expansions/kinds.toml:118:10`.*/
        pub lag_seconds: LagSeconds,
        /** Time in classic and native buckets

 Histogram `app_size_seconds`, in seconds. `APP_PREFIX` changes the prefix.

 Exemplars: `trace_id`.

 Declared at `metrics-derive/tests/expansions/kinds.toml:126:10`.*/
        pub size_seconds: SizeSeconds,
        /** State

 State set `app_phase`. `APP_PREFIX` changes the prefix.

 State: `state`.

 Declared at `metrics-derive/tests/expansions/kinds.toml:135:10`.*/
        pub phase: Phase,
        /** Build

 Info `app_build_info`. `APP_PREFIX` changes the prefix.

 Labels:
 - `version`: free

 Deprecated since 2.0; use `app_process_up`.

 Declared at `metrics-derive/tests/expansions/kinds.toml:140:10`.*/
        pub build_info: BuildInfo,
    }
    impl Recorders {
        /// Recorders that have recorded nothing yet; they can be `static`.
        pub const fn new() -> Self {
            Self {
                requests_total: <RequestsTotal>::new(),
                bytes_total: <BytesTotal>::new(),
                busy_milliseconds_total: <BusyMillisecondsTotal>::new(),
                allocations_total: <AllocationsTotal>::new(),
                temperature_celsius: <TemperatureCelsius>::new(),
                level: <Level>::new(),
                up: <Up>::new(),
                active: <Active>::new(),
                dynamic: <Dynamic>::new(),
                heat: <Heat>::new(),
                polled: <Polled>::new(),
                wait_seconds: <WaitSeconds>::new(),
                size_tokens: <SizeTokens>::new(),
                lag_seconds: <LagSeconds>::new(),
                size_seconds: <SizeSeconds>::new(),
                phase: <Phase>::new(),
                build_info: <BuildInfo>::new(),
            }
        }
    }
    #[automatically_derived]
    impl ::core::default::Default for Recorders {
        fn default() -> Self {
            Self::new()
        }
    }
    #[automatically_derived]
    impl ::metricspec::Metrics for Recorders {
        const SCHEMA: &'static ::metricspec::desc::Schema = <Schema as ::metricspec::Schema>::DESC;
        type ConstLabels<'metricspec> = ConstLabels<'metricspec>;
        fn visit(&self, visitor: &mut ::metricspec::Visitor<'_>) {
            visitor.metric(&self.requests_total);
            visitor.metric(&self.bytes_total);
            visitor.metric(&self.busy_milliseconds_total);
            visitor.metric(&self.allocations_total);
            visitor.metric(&self.temperature_celsius);
            visitor.metric(&self.level);
            visitor.metric(&self.up);
            visitor.metric(&self.active);
            visitor.metric(&self.dynamic);
            visitor.metric(&self.heat);
            visitor.metric(&self.polled);
            visitor.metric(&self.wait_seconds);
            visitor.metric(&self.size_tokens);
            visitor.metric(&self.lag_seconds);
            visitor.metric(&self.size_seconds);
            visitor.metric(&self.phase);
            visitor.metric(&self.build_info);
        }
    }
}
