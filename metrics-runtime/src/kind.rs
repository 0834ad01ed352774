//! What a metric is and how it is recorded, as types. They only ever stand in the type of a
//! [`Metric`](crate::Metric), whose methods they choose.

use std::marker::PhantomData;
use std::time::Duration;

use crate::exemplar::Labels;
use crate::label::Closed;

/// A counter that is counted as things happen: `inc`, `add`. `V` is `u64`, `f64` or `Duration`, `E` the labels of its
/// [exemplars](crate::exemplar), if it has any.
#[derive(Debug)]
pub struct Counter<V, E = ()>(PhantomData<(V, E)>);
/// A counter whose total is kept elsewhere: `advance_to`. `V` is `u64`, `f64` or `Duration`.
#[derive(Debug)]
pub struct Total<V>(PhantomData<V>);
/// A gauge that is `set`. `V` is `i64`, `u64`, `f64`, `bool` or `Duration`.
#[derive(Debug)]
pub struct Gauge<V>(PhantomData<V>);
/// A gauge that goes up and down: `inc`, `dec`, `add`, `sub`, `guard`. `V` is `i64`, `u64`, `f64` or `Duration`.
#[derive(Debug)]
pub struct UpDown<V>(PhantomData<V>);
/// A gauge all of whose series are replaced at once: `replace`.
#[derive(Debug)]
pub struct Snapshot<V>(PhantomData<V>);
/// A counter that is read at each scrape: `on_scrape`.
#[derive(Debug)]
pub struct CallbackCounter<V>(PhantomData<V>);
/// A gauge that is read at each scrape: `on_scrape`.
#[derive(Debug)]
pub struct CallbackGauge<V>(PhantomData<V>);
/// A histogram: `observe`, `observe_n`, and `timer` for durations. `V` is `f64`, `u64` or `Duration`, `E` the labels of its
/// [exemplars](crate::exemplar), if it has any.
#[derive(Debug)]
pub struct Histogram<V, E = ()>(PhantomData<(V, E)>);
/// An info metric, constant 1: `set`.
#[derive(Debug)]
pub struct Info(());
/// A metric in one of the states of the closed label `L`: `set`.
#[derive(Debug)]
pub struct StateSet<L>(PhantomData<L>);

/// Any of the types of this module.
pub trait Kind: sealed::Kind + Send + Sync + 'static {}

/// A kind that is recorded series by series, through `with` and `bind`.
pub trait Recorded: Kind {}

/// A kind whose series are given all at once.
pub trait Batched: Kind {
    /// Type of a value.
    type Value: Number;
}

/// A type of value that a call records.
pub trait Number: sealed::Number {}

/// A value that `inc` and `dec` can change by one.
pub trait Countable: Number {
    #[doc(hidden)]
    const ONE: Self;
}

/// What is stored for a metric, and how its cells are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Storage {
    pub(crate) shape: Shape,
    pub(crate) repr: Repr,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// One sharded sum.
    Sum,
    /// One cell that is only ever raised.
    Max,
    /// One cell that is overwritten.
    Last,
    /// A sharded sum of what went up, and one of what went down. `f64` uses one cell instead: it has no exact sums, so
    /// two large ones would not cancel out.
    UpDown,
    /// A sharded sum, and a sharded count for each bucket.
    Histogram,
    /// One cell: the state's position plus 1, 0 while it was not set.
    State,
    /// No cells: all series at once.
    Batch,
}

/// How the 64 bits of a cell are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repr {
    U64,
    I64,
    F64,
    Bool,
    /// Nanoseconds of a duration.
    Nanos,
}

pub(crate) mod sealed {
    pub trait Kind {
        #[doc(hidden)]
        #[allow(private_interfaces)] // the trait cannot be named outside this crate
        const STORAGE: super::Storage;
    }

    pub trait Number: Copy + Send + Sync + 'static {
        #[doc(hidden)]
        #[allow(private_interfaces)]
        const REPR: super::Repr;
        #[doc(hidden)]
        fn to_bits(self) -> u64;
        #[doc(hidden)]
        fn from_bits(bits: u64) -> Self;
    }
}

macro_rules! kinds {
    ($($kind:ident $(, $labels:ident)?: $shape:ident;)*) => {$(
        impl<V: Number $(, $labels: Labels)?> sealed::Kind for $kind<V $(, $labels)?> {
            #[allow(private_interfaces)]
            const STORAGE: Storage = Storage { shape: Shape::$shape, repr: V::REPR };
        }
        impl<V: Number $(, $labels: Labels)?> Kind for $kind<V $(, $labels)?> {}
    )*};
}

kinds! {
    Counter, E: Sum;
    Total: Max;
    Gauge: Last;
    UpDown: UpDown;
    Histogram, E: Histogram;
    Snapshot: Batch;
    CallbackCounter: Batch;
    CallbackGauge: Batch;
}

impl sealed::Kind for Info {
    #[allow(private_interfaces)]
    const STORAGE: Storage = Storage { shape: Shape::Batch, repr: Repr::U64 };
}
impl Kind for Info {}

impl<L: Closed> sealed::Kind for StateSet<L> {
    #[allow(private_interfaces)]
    const STORAGE: Storage = Storage { shape: Shape::State, repr: Repr::U64 };
}
impl<L: Closed> Kind for StateSet<L> {}

impl<V: Number, E: Labels> Recorded for Counter<V, E> {}
impl<V: Number> Recorded for Total<V> {}
impl<V: Number> Recorded for Gauge<V> {}
impl<V: Number> Recorded for UpDown<V> {}
impl<V: Number, E: Labels> Recorded for Histogram<V, E> {}
impl<L: Closed> Recorded for StateSet<L> {}

impl<V: Number> Batched for Snapshot<V> {
    type Value = V;
}
impl<V: Number> Batched for CallbackCounter<V> {
    type Value = V;
}
impl<V: Number> Batched for CallbackGauge<V> {
    type Value = V;
}

macro_rules! numbers {
    ($($number:ty: $repr:ident, |$v:ident| $bits:expr, |$b:ident| $number_of:expr;)*) => {$(
        impl sealed::Number for $number {
            #[allow(private_interfaces)]
            const REPR: Repr = Repr::$repr;
            #[inline]
            fn to_bits(self) -> u64 {
                let $v = self;
                $bits
            }
            #[inline]
            fn from_bits($b: u64) -> Self {
                $number_of
            }
        }
        impl Number for $number {}
    )*};
}

numbers! {
    u64: U64, |v| v, |bits| bits;
    i64: I64, |v| v.cast_unsigned(), |bits| bits.cast_signed();
    f64: F64, |v| v.to_bits(), |bits| f64::from_bits(bits);
    bool: Bool, |v| u64::from(v), |bits| bits != 0;
    // 584 years fit; what is longer is taken for that.
    Duration: Nanos, |v| u64::try_from(v.as_nanos()).unwrap_or(u64::MAX), |bits| Duration::from_nanos(bits);
}

impl Countable for u64 {
    const ONE: Self = 1;
}
impl Countable for i64 {
    const ONE: Self = 1;
}
impl Countable for f64 {
    const ONE: Self = 1.0;
}
