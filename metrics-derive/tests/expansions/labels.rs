// Expansion of a case in `src/goldens.rs`; `UPDATE_GOLDENS=1 cargo test` writes it anew.

const _: &[::core::primitive::u8] = ::core::include_bytes!(
    "labels.toml"
);
/** labels_of_all_kinds

 Markdown with a [link](https://example.com).

 Made from `metrics-derive/tests/expansions/labels.toml`.*/
#[allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    non_camel_case_types,
    clippy::all,
    clippy::pedantic
)]
pub mod labels_of_all_kinds {
    /// Labels of the schema `labels_of_all_kinds`: one argument type each.
    pub mod labels {
        /** Shadows nobody's `Result`.

 Label `result`: closed.

 Declared at `metrics-derive/tests/expansions/labels.toml:6:9`.*/
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
        pub enum Result {
            /** It \<worked\>.

 `ok`*/
            Ok,
            /// `not found`
            NotFound,
            /** Not \[yet\] known.

 The empty value.*/
            None,
        }
        #[automatically_derived]
        impl ::metricspec::label::Closed for Result {
            const DESC: &'static ::metricspec::desc::ClosedLabel = &::metricspec::desc::ClosedLabel {
                names: &["result"],
                values: &[&["ok"], &["not found"], &[""]],
            };
            #[inline]
            fn index(self) -> ::core::primitive::usize {
                self as ::core::primitive::usize
            }
            fn from_index(
                index: ::core::primitive::usize,
            ) -> ::core::option::Option<Self> {
                const ALL: &[Result] = &[Result::Ok, Result::NotFound, Result::None];
                ALL.get(index).copied()
            }
        }
        /** Text, and a name that the prelude has too.

 Label `option`: open, at most 8 values beside the known ones; further ones become `__other__`.

 Declared at `metrics-derive/tests/expansions/labels.toml:10:9`.*/
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
        pub struct Option<'a>(pub &'a ::core::primitive::str);
        #[automatically_derived]
        impl ::metricspec::label::Open for Option<'static> {
            type Arg<'a> = Option<'a>;
            const DESC: &'static ::metricspec::desc::OpenLabel = &::metricspec::desc::OpenLabel {
                name: "option",
                known: &[],
                max_values: ::core::option::Option::Some(8u32),
                optional: false,
            };
            #[inline]
            fn text<'b>(
                arg: &'b Option<'_>,
                buffer: &'b mut ::metricspec::label::Text,
            ) -> &'b ::core::primitive::str {
                {
                    let _ = buffer;
                    arg.0
                }
            }
            fn from_text(
                text: &::core::primitive::str,
            ) -> ::core::option::Option<Option<'_>> {
                ::core::option::Option::Some(Option(text))
            }
        }
        /** Text that may be left out.

 Label `string`: open, at most 8 values beside the known ones; further ones become `__other__`; may be left out.

 Declared at `metrics-derive/tests/expansions/labels.toml:14:9`.*/
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
        pub struct String<'a>(pub ::core::option::Option<&'a ::core::primitive::str>);
        impl String<'_> {
            /** Known beforehand.

 `known_value`*/
            pub const KNOWN_VALUE: String<'static> = String(
                ::core::option::Option::Some("known_value"),
            );
        }
        #[automatically_derived]
        impl ::metricspec::label::Open for String<'static> {
            type Arg<'a> = String<'a>;
            const DESC: &'static ::metricspec::desc::OpenLabel = &::metricspec::desc::OpenLabel {
                name: "string",
                known: &["known_value"],
                max_values: ::core::option::Option::Some(8u32),
                optional: true,
            };
            #[inline]
            fn text<'b>(
                arg: &'b String<'_>,
                buffer: &'b mut ::metricspec::label::Text,
            ) -> &'b ::core::primitive::str {
                {
                    let _ = buffer;
                    arg.0.unwrap_or("")
                }
            }
            fn from_text(
                text: &::core::primitive::str,
            ) -> ::core::option::Option<String<'_>> {
                ::core::option::Option::Some(
                    String(
                        if text.is_empty() {
                            ::core::option::Option::None
                        } else {
                            ::core::option::Option::Some(text)
                        },
                    ),
                )
            }
        }
        /** Yes or no.

 Label `cached`: closed.

 Declared at `metrics-derive/tests/expansions/labels.toml:20:9`.*/
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
        /** A number.

 Label `worker_id`: open, at most 1024 values beside the known ones; further ones become `__other__`; a decimal number.

 Declared at `metrics-derive/tests/expansions/labels.toml:24:9`.*/
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
        pub struct WorkerId(pub ::core::primitive::u64);
        #[automatically_derived]
        impl ::metricspec::label::Open for WorkerId {
            type Arg<'a> = WorkerId;
            const DESC: &'static ::metricspec::desc::OpenLabel = &::metricspec::desc::OpenLabel {
                name: "worker_id",
                known: &[],
                max_values: ::core::option::Option::Some(1024u32),
                optional: false,
            };
            #[inline]
            fn text<'b>(
                arg: &'b WorkerId,
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
            ) -> ::core::option::Option<WorkerId> {
                {
                    let number = <::core::primitive::u64>::from_str_radix(text, 10).ok();
                    number.map(WorkerId)
                }
            }
        }
        /** A hexadecimal number that may be left out.

 Label `connection`: open, at most 16 values beside the known ones; further ones become `__other__`; a hexadecimal number; may be left out.

 Declared at `metrics-derive/tests/expansions/labels.toml:29:9`.*/
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
        pub struct Connection(pub ::core::option::Option<::core::primitive::u64>);
        #[automatically_derived]
        impl ::metricspec::label::Open for Connection {
            type Arg<'a> = Connection;
            const DESC: &'static ::metricspec::desc::OpenLabel = &::metricspec::desc::OpenLabel {
                name: "connection",
                known: &[],
                max_values: ::core::option::Option::Some(16u32),
                optional: true,
            };
            #[inline]
            fn text<'b>(
                arg: &'b Connection,
                buffer: &'b mut ::metricspec::label::Text,
            ) -> &'b ::core::primitive::str {
                {
                    let number = &arg.0;
                    match *number {
                        ::core::option::Option::Some(number) => {
                            buffer
                                .hex(
                                    <::core::primitive::u64 as ::core::convert::From<
                                        ::core::primitive::u64,
                                    >>::from(number),
                                )
                        }
                        ::core::option::Option::None => "",
                    }
                }
            }
            fn from_text(
                text: &::core::primitive::str,
            ) -> ::core::option::Option<Connection> {
                {
                    let number = if text.is_empty() {
                        ::core::option::Option::Some(::core::option::Option::None)
                    } else {
                        <::core::primitive::u64>::from_str_radix(text, 16)
                            .ok()
                            .map(::core::option::Option::Some)
                    };
                    number.map(Connection)
                }
            }
        }
        /** A number with known values.

 Label `dp_rank`: open, at most 64 values beside the known ones; further ones become `__other__`; a decimal number.

 Declared at `metrics-derive/tests/expansions/labels.toml:36:9`.*/
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
        pub enum DpRank {
            /// Any other number.
            Value(::core::primitive::u32),
            /** No rank.

 `none`*/
            None,
            /** Every rank.

 `all`*/
            All,
        }
        #[automatically_derived]
        impl ::metricspec::label::Open for DpRank {
            type Arg<'a> = DpRank;
            const DESC: &'static ::metricspec::desc::OpenLabel = &::metricspec::desc::OpenLabel {
                name: "dp_rank",
                known: &["none", "all"],
                max_values: ::core::option::Option::Some(64u32),
                optional: false,
            };
            #[inline]
            fn text<'b>(
                arg: &'b DpRank,
                buffer: &'b mut ::metricspec::label::Text,
            ) -> &'b ::core::primitive::str {
                match arg {
                    DpRank::None => "none",
                    DpRank::All => "all",
                    DpRank::Value(number) => {
                        let number = *number;
                        buffer
                            .decimal(
                                <::core::primitive::u64 as ::core::convert::From<
                                    ::core::primitive::u32,
                                >>::from(number),
                            )
                    }
                }
            }
            fn from_text(
                text: &::core::primitive::str,
            ) -> ::core::option::Option<DpRank> {
                match text {
                    "none" => ::core::option::Option::Some(DpRank::None),
                    "all" => ::core::option::Option::Some(DpRank::All),
                    text => {
                        let number = <::core::primitive::u32>::from_str_radix(text, 10)
                            .ok();
                        number.map(DpRank::Value)
                    }
                }
            }
        }
        /** Why.

 One argument with the label `status`: How it ended.

 Label `error_type`: closed.

 Declared at `metrics-derive/tests/expansions/labels.toml:46:9`.*/
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
        /** Why.

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
        }
        #[automatically_derived]
        impl ::metricspec::label::Closed for Outcome {
            const DESC: &'static ::metricspec::desc::ClosedLabel = &::metricspec::desc::ClosedLabel {
                names: &["status", "error_type"],
                values: &[
                    &["success", ""],
                    &["error", "validation"],
                    &["error", "overload"],
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
                ];
                ALL.get(index).copied()
            }
        }
        /** Reason within the class.

 One argument with the label `class`: Class of a failure.

 Label `reason`: closed.

 Declared at `metrics-derive/tests/expansions/labels.toml:58:9`.*/
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
        pub enum ClassReason {
            /// `request`, with a choice of `reason`.
            Request(ReasonRequest),
            /// `backend`, with a choice of `reason`.
            Backend(ReasonBackend),
            /// `other`, and `unknown` as `reason`.
            Other,
        }
        /** Reason within the class.

 Values of the label `reason` with `request` as `class`.*/
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
        pub enum ReasonRequest {
            /// `malformed`
            Malformed,
            /// `too_large`
            TooLarge,
        }
        /** Reason within the class.

 Values of the label `reason` with `backend` as `class`.*/
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
        pub enum ReasonBackend {
            /// `gone`
            Gone,
            /// `busy`
            Busy,
        }
        #[automatically_derived]
        impl ::metricspec::label::Closed for ClassReason {
            const DESC: &'static ::metricspec::desc::ClosedLabel = &::metricspec::desc::ClosedLabel {
                names: &["class", "reason"],
                values: &[
                    &["request", "malformed"],
                    &["request", "too_large"],
                    &["backend", "gone"],
                    &["backend", "busy"],
                    &["other", "unknown"],
                ],
            };
            #[inline]
            fn index(self) -> ::core::primitive::usize {
                match self {
                    ClassReason::Request(choice) => {
                        0usize + choice as ::core::primitive::usize
                    }
                    ClassReason::Backend(choice) => {
                        2usize + choice as ::core::primitive::usize
                    }
                    ClassReason::Other => 4usize,
                }
            }
            fn from_index(
                index: ::core::primitive::usize,
            ) -> ::core::option::Option<Self> {
                const ALL: &[ClassReason] = &[
                    ClassReason::Request(ReasonRequest::Malformed),
                    ClassReason::Request(ReasonRequest::TooLarge),
                    ClassReason::Backend(ReasonBackend::Gone),
                    ClassReason::Backend(ReasonBackend::Busy),
                    ClassReason::Other,
                ];
                ALL.get(index).copied()
            }
        }
        /** Release.

 Label `version`: free.

 Declared at `metrics-derive/tests/expansions/labels.toml:66:9`.*/
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
        /** Node number.

 Label `node`: free; a decimal number; may be left out.

 Declared at `metrics-derive/tests/expansions/labels.toml:69:9`.*/
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
        pub struct Node(pub ::core::option::Option<::core::primitive::u32>);
        #[automatically_derived]
        impl ::metricspec::label::Open for Node {
            type Arg<'a> = Node;
            const DESC: &'static ::metricspec::desc::OpenLabel = &::metricspec::desc::OpenLabel {
                name: "node",
                known: &[],
                max_values: ::core::option::Option::None,
                optional: true,
            };
            #[inline]
            fn text<'b>(
                arg: &'b Node,
                buffer: &'b mut ::metricspec::label::Text,
            ) -> &'b ::core::primitive::str {
                {
                    let number = &arg.0;
                    match *number {
                        ::core::option::Option::Some(number) => {
                            buffer
                                .decimal(
                                    <::core::primitive::u64 as ::core::convert::From<
                                        ::core::primitive::u32,
                                    >>::from(number),
                                )
                        }
                        ::core::option::Option::None => "",
                    }
                }
            }
            fn from_text(text: &::core::primitive::str) -> ::core::option::Option<Node> {
                {
                    let number = if text.is_empty() {
                        ::core::option::Option::Some(::core::option::Option::None)
                    } else {
                        <::core::primitive::u32>::from_str_radix(text, 10)
                            .ok()
                            .map(::core::option::Option::Some)
                    };
                    number.map(Node)
                }
            }
        }
    }
    /// The schema `labels_of_all_kinds`: what the recorders of this module know about themselves.
    #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
    pub struct Schema;
    #[automatically_derived]
    impl ::metricspec::Schema for Schema {
        const DESC: &'static ::metricspec::desc::Schema = &::metricspec::desc::Schema {
            name: "labels_of_all_kinds",
            path: "metrics-derive/tests/expansions/labels.toml",
            fingerprint: 2914448585438526670u64,
            prefix: ::metricspec::desc::Prefix {
                default: ::core::option::Option::None,
                env: &[],
            },
            const_labels: &[],
            metrics: &[
                ::metricspec::desc::Metric {
                    key: "open_total",
                    name: ::metricspec::desc::Name::Prefixed("open_total"),
                    help: "Open labels",
                    kind: ::metricspec::desc::Kind::Counter,
                    unit: ::core::option::Option::None,
                    nanos_per_unit: 1u64,
                    open: &[
                        <labels::Option<'static> as ::metricspec::label::Open>::DESC,
                        <labels::String<'static> as ::metricspec::label::Open>::DESC,
                        <labels::WorkerId as ::metricspec::label::Open>::DESC,
                        <labels::Connection as ::metricspec::label::Open>::DESC,
                    ],
                    closed: &[],
                    const_labels: &[],
                    any_const_labels: false,
                    buckets: ::core::option::Option::None,
                    native: ::core::option::Option::None,
                    exemplar: &[],
                    state: ::core::option::Option::None,
                    initial_zero: false,
                    aliases: &[],
                    source: "metrics-derive/tests/expansions/labels.toml:74:10",
                },
                ::metricspec::desc::Metric {
                    key: "numbers_total",
                    name: ::metricspec::desc::Name::Prefixed("numbers_total"),
                    help: "A number with known values beside a closed label",
                    kind: ::metricspec::desc::Kind::Counter,
                    unit: ::core::option::Option::None,
                    nanos_per_unit: 1u64,
                    open: &[<labels::DpRank as ::metricspec::label::Open>::DESC],
                    closed: &[<labels::Result as ::metricspec::label::Closed>::DESC],
                    const_labels: &[],
                    any_const_labels: false,
                    buckets: ::core::option::Option::None,
                    native: ::core::option::Option::None,
                    exemplar: &[],
                    state: ::core::option::Option::None,
                    initial_zero: false,
                    aliases: &[],
                    source: "metrics-derive/tests/expansions/labels.toml:79:10",
                },
                ::metricspec::desc::Metric {
                    key: "closed_total",
                    name: ::metricspec::desc::Name::Prefixed("closed_total"),
                    help: "Closed labels",
                    kind: ::metricspec::desc::Kind::Counter,
                    unit: ::core::option::Option::None,
                    nanos_per_unit: 1u64,
                    open: &[],
                    closed: &[
                        <labels::Result as ::metricspec::label::Closed>::DESC,
                        <labels::Cached as ::metricspec::label::Closed>::DESC,
                        <labels::Outcome as ::metricspec::label::Closed>::DESC,
                        <labels::ClassReason as ::metricspec::label::Closed>::DESC,
                    ],
                    const_labels: &[],
                    any_const_labels: false,
                    buckets: ::core::option::Option::None,
                    native: ::core::option::Option::None,
                    exemplar: &[],
                    state: ::core::option::Option::None,
                    initial_zero: true,
                    aliases: &[],
                    source: "metrics-derive/tests/expansions/labels.toml:84:10",
                },
                ::metricspec::desc::Metric {
                    key: "build_info",
                    name: ::metricspec::desc::Name::Prefixed("build_info"),
                    help: "Free labels",
                    kind: ::metricspec::desc::Kind::Info,
                    unit: ::core::option::Option::None,
                    nanos_per_unit: 1u64,
                    open: &[
                        <labels::Version<'static> as ::metricspec::label::Open>::DESC,
                        <labels::Node as ::metricspec::label::Open>::DESC,
                    ],
                    closed: &[],
                    const_labels: &[],
                    any_const_labels: false,
                    buckets: ::core::option::Option::None,
                    native: ::core::option::Option::None,
                    exemplar: &[],
                    state: ::core::option::Option::None,
                    initial_zero: false,
                    aliases: &[],
                    source: "metrics-derive/tests/expansions/labels.toml:89:10",
                },
            ],
        };
    }
    /** Open labels

 Counter `open_total`.

 Labels:
 - `option`: open, at most 8 values
 - `string`: open, 1 known and at most 8 more
 - `worker_id`: open, at most 1024 values
 - `connection`: open, at most 16 values

 Declared at `metrics-derive/tests/expansions/labels.toml:74:10`.*/
    pub type OpenTotal = ::metricspec::Metric<
        Schema,
        0,
        (
            labels::Option<'static>,
            labels::String<'static>,
            labels::WorkerId,
            labels::Connection,
        ),
        (),
        ::metricspec::kind::Counter<::core::primitive::u64>,
    >;
    /** A number with known values beside a closed label

 Counter `numbers_total`.

 Labels:
 - `dp_rank`: open, 2 known and at most 64 more
 - `result`: 3 values

 Declared at `metrics-derive/tests/expansions/labels.toml:79:10`.*/
    pub type NumbersTotal = ::metricspec::Metric<
        Schema,
        1,
        (labels::DpRank,),
        (labels::Result,),
        ::metricspec::kind::Counter<::core::primitive::u64>,
    >;
    /** Closed labels

 Counter `closed_total`.

 Labels:
 - `result`: 3 values
 - `cached`: 2 values
 - `status`: 2 values
 - `error_type`: depends on the label before it
 - `class`: 3 values
 - `reason`: depends on the label before it

 Declared at `metrics-derive/tests/expansions/labels.toml:84:10`.*/
    pub type ClosedTotal = ::metricspec::Metric<
        Schema,
        2,
        (),
        (labels::Result, labels::Cached, labels::Outcome, labels::ClassReason),
        ::metricspec::kind::Counter<::core::primitive::u64>,
    >;
    /** Free labels

 Info `build_info`.

 Labels:
 - `version`: free
 - `node`: free

 Declared at `metrics-derive/tests/expansions/labels.toml:89:10`.*/
    pub type BuildInfo = ::metricspec::Metric<
        Schema,
        3,
        (labels::Version<'static>, labels::Node),
        (),
        ::metricspec::kind::Info,
    >;
    /// A recorder for every metric of the schema `labels_of_all_kinds`.
    #[derive(::core::fmt::Debug)]
    pub struct Recorders {
        /** Open labels

 Counter `open_total`.

 Labels:
 - `option`: open, at most 8 values
 - `string`: open, 1 known and at most 8 more
 - `worker_id`: open, at most 1024 values
 - `connection`: open, at most 16 values

 Declared at `metrics-derive/tests/expansions/labels.toml:74:10`.*/
        pub open_total: OpenTotal,
        /** A number with known values beside a closed label

 Counter `numbers_total`.

 Labels:
 - `dp_rank`: open, 2 known and at most 64 more
 - `result`: 3 values

 Declared at `metrics-derive/tests/expansions/labels.toml:79:10`.*/
        pub numbers_total: NumbersTotal,
        /** Closed labels

 Counter `closed_total`.

 Labels:
 - `result`: 3 values
 - `cached`: 2 values
 - `status`: 2 values
 - `error_type`: depends on the label before it
 - `class`: 3 values
 - `reason`: depends on the label before it

 Declared at `metrics-derive/tests/expansions/labels.toml:84:10`.*/
        pub closed_total: ClosedTotal,
        /** Free labels

 Info `build_info`.

 Labels:
 - `version`: free
 - `node`: free

 Declared at `metrics-derive/tests/expansions/labels.toml:89:10`.*/
        pub build_info: BuildInfo,
    }
    impl Recorders {
        /// Recorders that have recorded nothing yet; they can be `static`.
        pub const fn new() -> Self {
            Self {
                open_total: <OpenTotal>::new(),
                numbers_total: <NumbersTotal>::new(),
                closed_total: <ClosedTotal>::new(),
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
        type ConstLabels<'metricspec> = ();
        fn visit(&self, visitor: &mut ::metricspec::Visitor<'_>) {
            visitor.metric(&self.open_total);
            visitor.metric(&self.numbers_total);
            visitor.metric(&self.closed_total);
            visitor.metric(&self.build_info);
        }
    }
}
