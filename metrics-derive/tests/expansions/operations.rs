// Expansion of a case in `src/goldens.rs`; `UPDATE_GOLDENS=1 cargo test` writes it anew.

const _: &[::core::primitive::u8] = ::core::include_bytes!(
    "operations.toml"
);
/** jobs

 Made from `metrics-derive/tests/expansions/operations.toml`.*/
#[allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    non_camel_case_types,
    clippy::all,
    clippy::pedantic
)]
pub(crate) mod jobs {
    /// Labels of the schema `jobs`: one argument type each.
    pub mod labels {
        /** Queue that the job came from.

 Label `queue`: open, at most 10 values beside the known ones; further ones become `__other__`.

 Declared at `metrics-derive/tests/expansions/operations.toml:5:9`.*/
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
        pub struct Queue<'a>(pub &'a ::core::primitive::str);
        #[automatically_derived]
        impl ::metricspec::label::Open for Queue<'static> {
            type Arg<'a> = Queue<'a>;
            const DESC: &'static ::metricspec::desc::OpenLabel = &::metricspec::desc::OpenLabel {
                name: "queue",
                known: &[],
                max_values: ::core::option::Option::Some(10u32),
                optional: false,
            };
            #[inline]
            fn text<'b>(
                arg: &'b Queue<'_>,
                buffer: &'b mut ::metricspec::label::Text,
            ) -> &'b ::core::primitive::str {
                {
                    let _ = buffer;
                    arg.0
                }
            }
            fn from_text(
                text: &::core::primitive::str,
            ) -> ::core::option::Option<Queue<'_>> {
                ::core::option::Option::Some(Queue(text))
            }
        }
        /** Worker that does it.

 Label `worker`: open, at most 10 values beside the known ones; further ones become `__other__`; a decimal number.

 Declared at `metrics-derive/tests/expansions/operations.toml:9:9`.*/
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
        pub struct Worker(pub ::core::primitive::u64);
        #[automatically_derived]
        impl ::metricspec::label::Open for Worker {
            type Arg<'a> = Worker;
            const DESC: &'static ::metricspec::desc::OpenLabel = &::metricspec::desc::OpenLabel {
                name: "worker",
                known: &[],
                max_values: ::core::option::Option::Some(10u32),
                optional: false,
            };
            #[inline]
            fn text<'b>(
                arg: &'b Worker,
                buffer: &'b mut ::metricspec::label::Text,
            ) -> &'b ::core::primitive::str {
                {
                    let number = &arg.0;
                    {
                        let number = *number;
                        buffer
                            .decimal(
                                <::core::primitive::u64 as ::core::convert::From<
                                    ::core::primitive::u64,
                                >>::from(number),
                            )
                    }
                }
            }
            fn from_text(
                text: &::core::primitive::str,
            ) -> ::core::option::Option<Worker> {
                {
                    let number = <::core::primitive::u64>::from_str_radix(text, 10).ok();
                    number.map(Worker)
                }
            }
        }
        /** What is to be done.

 Label `type`: closed.

 Declared at `metrics-derive/tests/expansions/operations.toml:14:9`.*/
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
        pub enum Type {
            /// `build`
            Build,
            /// `test`
            Test,
        }
        #[automatically_derived]
        impl ::metricspec::label::Closed for Type {
            const DESC: &'static ::metricspec::desc::ClosedLabel = &::metricspec::desc::ClosedLabel {
                names: &["type"],
                values: &[&["build"], &["test"]],
            };
            #[inline]
            fn index(self) -> ::core::primitive::usize {
                self as ::core::primitive::usize
            }
            fn from_index(
                index: ::core::primitive::usize,
            ) -> ::core::option::Option<Self> {
                const ALL: &[Type] = &[Type::Build, Type::Test];
                ALL.get(index).copied()
            }
        }
        /** Whether it is done.

 Label `status`: closed.

 Declared at `metrics-derive/tests/expansions/operations.toml:18:9`.*/
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
        pub enum Status {
            /// `done`
            Done,
            /// `failed`
            Failed,
        }
        #[automatically_derived]
        impl ::metricspec::label::Closed for Status {
            const DESC: &'static ::metricspec::desc::ClosedLabel = &::metricspec::desc::ClosedLabel {
                names: &["status"],
                values: &[&["done"], &["failed"]],
            };
            #[inline]
            fn index(self) -> ::core::primitive::usize {
                self as ::core::primitive::usize
            }
            fn from_index(
                index: ::core::primitive::usize,
            ) -> ::core::option::Option<Self> {
                const ALL: &[Status] = &[Status::Done, Status::Failed];
                ALL.get(index).copied()
            }
        }
        /** Why it is not.

 One argument with the label `status`: Whether it is done.

 Label `reason`: closed.

 Declared at `metrics-derive/tests/expansions/operations.toml:22:9`.*/
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
        pub enum End {
            /// `done`, and the empty value as `reason`.
            Done,
            /// `failed`, with a choice of `reason`.
            Failed(Reason),
        }
        /** Why it is not.

 Values of the label `reason` with `failed` as `status`.*/
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
        pub enum Reason {
            /// `late`
            Late,
            /// `lost`
            Lost,
            /// `wrong`
            Wrong,
        }
        #[automatically_derived]
        impl ::metricspec::label::Closed for End {
            const DESC: &'static ::metricspec::desc::ClosedLabel = &::metricspec::desc::ClosedLabel {
                names: &["status", "reason"],
                values: &[
                    &["done", ""],
                    &["failed", "late"],
                    &["failed", "lost"],
                    &["failed", "wrong"],
                ],
            };
            #[inline]
            fn index(self) -> ::core::primitive::usize {
                match self {
                    End::Done => 0usize,
                    End::Failed(choice) => 1usize + choice as ::core::primitive::usize,
                }
            }
            fn from_index(
                index: ::core::primitive::usize,
            ) -> ::core::option::Option<Self> {
                const ALL: &[End] = &[
                    End::Done,
                    End::Failed(Reason::Late),
                    End::Failed(Reason::Lost),
                    End::Failed(Reason::Wrong),
                ];
                ALL.get(index).copied()
            }
        }
        /** Whether nothing was to be done.

 Label `cached`: closed.

 Declared at `metrics-derive/tests/expansions/operations.toml:27:9`.*/
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
        pub enum Cached {
            /// `false`
            False,
            /// `true`
            True,
        }
        #[automatically_derived]
        impl ::metricspec::label::Closed for Cached {
            const DESC: &'static ::metricspec::desc::ClosedLabel = &::metricspec::desc::ClosedLabel {
                names: &["cached"],
                values: &[&["false"], &["true"]],
            };
            #[inline]
            fn index(self) -> ::core::primitive::usize {
                self as ::core::primitive::usize
            }
            fn from_index(
                index: ::core::primitive::usize,
            ) -> ::core::option::Option<Self> {
                const ALL: &[Cached] = &[Cached::False, Cached::True];
                ALL.get(index).copied()
            }
        }
        #[automatically_derived]
        impl ::core::convert::From<::core::primitive::bool> for Cached {
            #[inline]
            fn from(value: ::core::primitive::bool) -> Self {
                if value { Cached::True } else { Cached::False }
            }
        }
        #[automatically_derived]
        impl ::metricspec::label::Value<Cached> for ::core::primitive::bool {
            #[inline]
            fn value(self) -> Cached {
                <Cached as ::core::convert::From<::core::primitive::bool>>::from(self)
            }
        }
    }
    /// The schema `jobs`: what the recorders of this module know about themselves.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    pub struct Schema;
    #[automatically_derived]
    impl ::metricspec::Schema for Schema {
        const DESC: &'static ::metricspec::desc::Schema = &::metricspec::desc::Schema {
            name: "jobs",
            path: "metrics-derive/tests/expansions/operations.toml",
            fingerprint: 17296984238613211804u64,
            prefix: ::metricspec::desc::Prefix {
                default: ::core::option::Option::Some("app"),
                env: &[],
            },
            const_labels: &[],
            metrics: &[
                ::metricspec::desc::Metric {
                    key: "jobs_started_total",
                    name: ::metricspec::desc::Name::Prefixed("jobs_started_total"),
                    help: "Jobs that workers have begun",
                    kind: ::metricspec::desc::Kind::Counter,
                    unit: ::core::option::Option::None,
                    nanos_per_unit: 1u64,
                    open: &[<labels::Worker as ::metricspec::label::Open>::DESC],
                    closed: &[<labels::Type as ::metricspec::label::Closed>::DESC],
                    const_labels: &[],
                    any_const_labels: false,
                    buckets: ::core::option::Option::None,
                    native: ::core::option::Option::None,
                    exemplar: &[],
                    state: ::core::option::Option::None,
                    initial_zero: false,
                    aliases: &[],
                    source: "metrics-derive/tests/expansions/operations.toml:31:10",
                },
                ::metricspec::desc::Metric {
                    key: "jobs_running",
                    name: ::metricspec::desc::Name::Prefixed("jobs_running"),
                    help: "Jobs that workers are at",
                    kind: ::metricspec::desc::Kind::Gauge,
                    unit: ::core::option::Option::None,
                    nanos_per_unit: 1u64,
                    open: &[<labels::Queue<'static> as ::metricspec::label::Open>::DESC],
                    closed: &[],
                    const_labels: &[],
                    any_const_labels: false,
                    buckets: ::core::option::Option::None,
                    native: ::core::option::Option::None,
                    exemplar: &[],
                    state: ::core::option::Option::None,
                    initial_zero: false,
                    aliases: &[],
                    source: "metrics-derive/tests/expansions/operations.toml:36:10",
                },
                ::metricspec::desc::Metric {
                    key: "jobs_total",
                    name: ::metricspec::desc::Name::Prefixed("jobs_total"),
                    help: "Jobs that have come to an end",
                    kind: ::metricspec::desc::Kind::Counter,
                    unit: ::core::option::Option::None,
                    nanos_per_unit: 1u64,
                    open: &[<labels::Queue<'static> as ::metricspec::label::Open>::DESC],
                    closed: &[
                        <labels::End as ::metricspec::label::Closed>::DESC,
                        <labels::Type as ::metricspec::label::Closed>::DESC,
                        <labels::Cached as ::metricspec::label::Closed>::DESC,
                    ],
                    const_labels: &[],
                    any_const_labels: false,
                    buckets: ::core::option::Option::None,
                    native: ::core::option::Option::None,
                    exemplar: &[],
                    state: ::core::option::Option::None,
                    initial_zero: false,
                    aliases: &[],
                    source: "metrics-derive/tests/expansions/operations.toml:44:10",
                },
                ::metricspec::desc::Metric {
                    key: "job_duration_seconds",
                    name: ::metricspec::desc::Name::Prefixed("job_duration_seconds"),
                    help: "Time that jobs took",
                    kind: ::metricspec::desc::Kind::Histogram,
                    unit: ::core::option::Option::Some("seconds"),
                    nanos_per_unit: 1000000000u64,
                    open: &[<labels::Worker as ::metricspec::label::Open>::DESC],
                    closed: &[
                        <labels::Cached as ::metricspec::label::Closed>::DESC,
                        <labels::Status as ::metricspec::label::Closed>::DESC,
                    ],
                    const_labels: &[],
                    any_const_labels: false,
                    buckets: ::core::option::Option::Some(::metricspec::desc::Buckets {
                        bounds: &[1f64, 10f64],
                        log: ::core::option::Option::None,
                        env: &[],
                        kept: &[],
                    }),
                    native: ::core::option::Option::None,
                    exemplar: &[],
                    state: ::core::option::Option::None,
                    initial_zero: false,
                    aliases: &[],
                    source: "metrics-derive/tests/expansions/operations.toml:50:10",
                },
                ::metricspec::desc::Metric {
                    key: "probes_running",
                    name: ::metricspec::desc::Name::Prefixed("probes_running"),
                    help: "Probes that are under way",
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
                    source: "metrics-derive/tests/expansions/operations.toml:57:10",
                },
                ::metricspec::desc::Metric {
                    key: "probe_duration_seconds",
                    name: ::metricspec::desc::Name::Prefixed("probe_duration_seconds"),
                    help: "Time that probes took",
                    kind: ::metricspec::desc::Kind::Histogram,
                    unit: ::core::option::Option::Some("seconds"),
                    nanos_per_unit: 1000000000u64,
                    open: &[],
                    closed: &[],
                    const_labels: &[],
                    any_const_labels: false,
                    buckets: ::core::option::Option::Some(::metricspec::desc::Buckets {
                        bounds: &[1f64],
                        log: ::core::option::Option::None,
                        env: &[],
                        kept: &[],
                    }),
                    native: ::core::option::Option::None,
                    exemplar: &[],
                    state: ::core::option::Option::None,
                    initial_zero: true,
                    aliases: &[],
                    source: "metrics-derive/tests/expansions/operations.toml:62:10",
                },
            ],
        };
    }
    /** Jobs that workers have begun

 Counter `app_jobs_started_total`.

 Labels:
 - `worker`: open, at most 10 values
 - `type`: 2 values

 Declared at `metrics-derive/tests/expansions/operations.toml:31:10`.*/
    pub type JobsStartedTotal = ::metricspec::Metric<
        Schema,
        0,
        (labels::Worker,),
        (labels::Type,),
        ::metricspec::kind::Counter<::core::primitive::u64>,
    >;
    /** Jobs that workers are at

 Gauge `app_jobs_running`.

 Labels:
 - `queue`: open, at most 10 values

 Declared at `metrics-derive/tests/expansions/operations.toml:36:10`.*/
    pub type JobsRunning = ::metricspec::Metric<
        Schema,
        1,
        (labels::Queue<'static>,),
        (),
        ::metricspec::kind::UpDown<::core::primitive::f64>,
    >;
    /** Jobs that have come to an end

 Counter `app_jobs_total`.

 Labels:
 - `queue`: open, at most 10 values
 - `status`: 2 values
 - `reason`: depends on the label before it
 - `type`: 2 values
 - `cached`: 2 values

 Declared at `metrics-derive/tests/expansions/operations.toml:44:10`.*/
    pub type JobsTotal = ::metricspec::Metric<
        Schema,
        2,
        (labels::Queue<'static>,),
        (labels::End, labels::Type, labels::Cached),
        ::metricspec::kind::Counter<::core::primitive::u64>,
    >;
    /** Time that jobs took

 Histogram `app_job_duration_seconds`, in seconds.

 Labels:
 - `worker`: open, at most 10 values
 - `cached`: 2 values
 - `status`: 2 values

 Declared at `metrics-derive/tests/expansions/operations.toml:50:10`.*/
    pub type JobDurationSeconds = ::metricspec::Metric<
        Schema,
        3,
        (labels::Worker,),
        (labels::Cached, labels::Status),
        ::metricspec::kind::Histogram<::core::time::Duration>,
    >;
    /** Probes that are under way

 Gauge `app_probes_running`.

 Declared at `metrics-derive/tests/expansions/operations.toml:57:10`.*/
    pub type ProbesRunning = ::metricspec::Metric<
        Schema,
        4,
        (),
        (),
        ::metricspec::kind::UpDown<::core::primitive::i64>,
    >;
    /** Time that probes took

 Histogram `app_probe_duration_seconds`, in seconds.

 Declared at `metrics-derive/tests/expansions/operations.toml:62:10`.*/
    pub type ProbeDurationSeconds = ::metricspec::Metric<
        Schema,
        5,
        (),
        (),
        ::metricspec::kind::Histogram<::core::time::Duration>,
    >;
    /// A recorder for every metric of the schema `jobs`.
    #[derive(::core::fmt::Debug)]
    pub struct Recorders {
        /** Jobs that workers have begun

 Counter `app_jobs_started_total`.

 Labels:
 - `worker`: open, at most 10 values
 - `type`: 2 values

 Declared at `metrics-derive/tests/expansions/operations.toml:31:10`.*/
        pub jobs_started_total: JobsStartedTotal,
        /** Jobs that workers are at

 Gauge `app_jobs_running`.

 Labels:
 - `queue`: open, at most 10 values

 Declared at `metrics-derive/tests/expansions/operations.toml:36:10`.*/
        pub jobs_running: JobsRunning,
        /** Jobs that have come to an end

 Counter `app_jobs_total`.

 Labels:
 - `queue`: open, at most 10 values
 - `status`: 2 values
 - `reason`: depends on the label before it
 - `type`: 2 values
 - `cached`: 2 values

 Declared at `metrics-derive/tests/expansions/operations.toml:44:10`.*/
        pub jobs_total: JobsTotal,
        /** Time that jobs took

 Histogram `app_job_duration_seconds`, in seconds.

 Labels:
 - `worker`: open, at most 10 values
 - `cached`: 2 values
 - `status`: 2 values

 Declared at `metrics-derive/tests/expansions/operations.toml:50:10`.*/
        pub job_duration_seconds: JobDurationSeconds,
        /** Probes that are under way

 Gauge `app_probes_running`.

 Declared at `metrics-derive/tests/expansions/operations.toml:57:10`.*/
        pub probes_running: ProbesRunning,
        /** Time that probes took

 Histogram `app_probe_duration_seconds`, in seconds.

 Declared at `metrics-derive/tests/expansions/operations.toml:62:10`.*/
        pub probe_duration_seconds: ProbeDurationSeconds,
    }
    impl Recorders {
        /// Recorders that have recorded nothing yet; they can be `static`.
        pub const fn new() -> Self {
            Self {
                jobs_started_total: <JobsStartedTotal>::new(),
                jobs_running: <JobsRunning>::new(),
                jobs_total: <JobsTotal>::new(),
                job_duration_seconds: <JobDurationSeconds>::new(),
                probes_running: <ProbesRunning>::new(),
                probe_duration_seconds: <ProbeDurationSeconds>::new(),
            }
        }
    }
    #[automatically_derived]
    impl ::core::default::Default for Recorders {
        fn default() -> Self {
            Self::new()
        }
    }
    #[allow(dead_code, unreachable_pub, clippy::all, clippy::pedantic)]
    impl Recorders {
        /** One job, from a queue to its *end*.

 Starts the operation `job`, which records:
 - `app_jobs_started_total`: counted now
 - `app_jobs_running`: up until the end
 - `app_jobs_total`: counted at the end
 - `app_job_duration_seconds`: observes the time until the end

 It ends with `finish`. Dropped before, it ends with `status="failed"`, `reason="lost"`, `cached="false"`.

 Declared at `metrics-derive/tests/expansions/operations.toml:68:13`.*/
        pub fn job(
            &self,
            worker: labels::Worker,
            queue: labels::Queue<'_>,
            type_: impl ::metricspec::label::Value<labels::Type>,
        ) -> ::metricspec::Operation<(labels::End, labels::Cached)> {
            let type_ = ::metricspec::label::Value::<labels::Type>::value(type_);
            self.jobs_started_total.with(worker, type_).inc();
            ::metricspec::Operation::start((
                    labels::End::Failed(labels::Reason::Lost),
                    labels::Cached::False,
                ))
                .in_flight(self.jobs_running.with(queue).guard())
                .at_end(
                    self
                        .jobs_total
                        .with(
                            queue,
                            labels::End::Failed(labels::Reason::Lost),
                            type_,
                            labels::Cached::False,
                        )
                        .at_end(&[&[0, 4, 8, 12], &[0, 1]]),
                )
                .at_end(
                    self
                        .job_duration_seconds
                        .with(worker, labels::Cached::False, labels::Status::Failed)
                        .at_end(&[&[0, 1, 1, 1], &[0, 2]]),
                )
        }
        /** One probe.

 Starts the operation `probe`, which records:
 - `app_probes_running`: up until the end
 - `app_probe_duration_seconds`: observes the time until the end

 It ends with `finish`, or when it is dropped.

 Declared at `metrics-derive/tests/expansions/operations.toml:76:13`.*/
        pub fn probe(&self) -> ::metricspec::Operation<()> {
            ::metricspec::Operation::start(())
                .in_flight(self.probes_running.guard())
                .at_end(self.probe_duration_seconds.at_end(&[]))
        }
    }
    #[automatically_derived]
    impl ::metricspec::Metrics for Recorders {
        const SCHEMA: &'static ::metricspec::desc::Schema = <Schema as ::metricspec::Schema>::DESC;
        type ConstLabels<'metricspec> = ();
        fn visit(&self, visitor: &mut ::metricspec::Visitor<'_>) {
            visitor.metric(&self.jobs_started_total);
            visitor.metric(&self.jobs_running);
            visitor.metric(&self.jobs_total);
            visitor.metric(&self.job_duration_seconds);
            visitor.metric(&self.probes_running);
            visitor.metric(&self.probe_duration_seconds);
        }
    }
}
