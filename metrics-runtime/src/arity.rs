//! The calls that take labels, for each number of open and closed ones.
//!
//! Rust has no variadic functions, so these are written by macros. What they do is: texts of the open values, number
//! of the combination of closed ones, one call into the family.

use crate::batch::Batch;
use crate::kind::{Info, Kind, Number, Recorded};
use crate::label::{Closed, ClosedLabels, Open, Text, Value};
use crate::metric::{Metric, Removable, Schema};
use crate::series::{Bound, Series};

/// Number of the combination: the last label changes fastest.
macro_rules! index {
    ($($label:ident $value:ident)*) => {{
        #[allow(unused_mut)]
        let mut index = 0;
        $(index = index * $label::DESC.values.len() + $value.value().index();)*
        index
    }};
}

/// Calls `$call` with the texts of the open values.
macro_rules! texts {
    (($($open:ident $arg:ident)*) $call:expr) => {{
        $(let mut $open = Text::new();)*
        #[allow(clippy::redundant_closure_call)]
        $call(&[$($open::text(&$arg, &mut $open)),*])
    }};
}

/// Calls that take open and closed labels.
macro_rules! both {
    ($(($($open:ident $arg:ident)*) ($($closed:ident $value:ident)*);)*) => {$(
        #[allow(non_snake_case, clippy::too_many_arguments)]
        impl<SCHEMA: Schema, const N: usize, $($open: Open,)* $($closed: Closed,)* K: Recorded>
            Metric<SCHEMA, N, ($($open,)*), ($($closed,)*), K>
        {
            /// The series of these labels.
            #[inline]
            pub fn with(&self, $($arg: $open::Arg<'_>,)* $($value: impl Value<$closed>),*) -> Series<'_, K> {
                let index = index!($($closed $value)*);
                texts!(($($open $arg)*) |texts: &[&str]| self.at(texts, index))
            }
        }
    )*};
}

/// Calls that take the labels of a whole series, or none.
macro_rules! all {
    ($(($($open:ident $arg:ident)*) ($($closed:ident $value:ident)*);)*) => {$(
        #[allow(non_snake_case, clippy::too_many_arguments)]
        impl<$($open: Open,)* $($closed: Closed,)* V: Number> Batch<'_, ($($open,)*), ($($closed,)*), V> {
            /// Sets the series of these labels.
            pub fn set(&mut self, $($arg: $open::Arg<'_>,)* $($value: impl Value<$closed>,)* value: V) {
                texts!(($($open $arg)*) |texts: &[&str]| self.push(texts, index!($($closed $value)*), value));
            }
        }

        #[allow(non_snake_case, clippy::too_many_arguments)]
        impl<SCHEMA: Schema, const N: usize, $($open: Open,)* $($closed: Closed,)*>
            Metric<SCHEMA, N, ($($open,)*), ($($closed,)*), Info>
        {
            /// Sets the information, in place of what was there.
            pub fn set(&self, $($arg: $open::Arg<'_>,)* $($value: impl Value<$closed>),*) {
                let family = self.family();
                let closed = index!($($closed $value)*);
                texts!(($($open $arg)*) |texts: &[&str]| {
                    family.batches.replace(&family.admission, |given| given.push(texts, closed, 1));
                });
            }
        }
    )*};
}

/// Calls that take open labels alone.
macro_rules! open {
    ($(($($open:ident $arg:ident)*);)*) => {$(
        #[allow(non_snake_case)]
        impl<SCHEMA: Schema, const N: usize, $($open: Open,)* CLOSED: ClosedLabels, K: Recorded>
            Metric<SCHEMA, N, ($($open,)*), CLOSED, K>
        {
            /// Looks the open labels up once, for many records.
            #[inline]
            pub fn bind(&self, $($arg: $open::Arg<'_>),*) -> Bound<CLOSED, K> {
                texts!(($($open $arg)*) |texts: &[&str]| self.bound(texts))
            }

            /// Removes the series of these labels; whether there were any. The next record begins anew.
            pub fn remove(&self, $($arg: $open::Arg<'_>),*) -> bool
            where
                SCHEMA: Removable<N>,
            {
                let family = self.family();
                texts!(($($open $arg)*) |texts: &[&str]| family.table.remove(&family.admission, texts))
            }

            /// Removes the series for whose open labels `keep` is false. Series of which a label is `__other__` stand for
            /// several values, and stay.
            pub fn retain(&self, mut keep: impl FnMut($($open::Arg<'_>),*) -> bool)
            where
                SCHEMA: Removable<N>,
            {
                let family = self.family();
                family.table.retain(&family.admission, |values| {
                    let [$($arg),*] = values else { return true };
                    // All values that are kept came from `text`, so each can be read back.
                    match ($($open::from_text($arg),)*) {
                        ($(Some($arg),)*) => keep($($arg),*),
                        _ => true,
                    }
                });
            }
        }
    )*};
}

/// Calls that take closed labels alone.
macro_rules! closed {
    ($(($($closed:ident $value:ident)*);)*) => {$(
        impl<$($closed: Closed,)* K: Kind> Bound<($($closed,)*), K> {
            /// The series of these labels.
            #[inline]
            pub fn with(&self, $($value: impl Value<$closed>),*) -> Series<'_, K> {
                self.handle.series(index!($($closed $value)*))
            }
        }
    )*};
}

/// All closed labels up to the given ones, for the given open ones.
macro_rules! up_to {
    ($macro:ident $open:tt ($($done:tt)*) $closed:ident $value:ident $($more:tt)*) => {
        $macro! { $open ($($done)*); }
        up_to! { $macro $open ($($done)* $closed $value) $($more)* }
    };
    ($macro:ident $open:tt $done:tt) => {
        $macro! { $open $done; }
    };
}

macro_rules! grid {
    ($(($($open:tt)*))*) => {$(
        up_to! { all ($($open)*) () U u W w X x Y y Z z T t }
    )*};
}

grid! { () (A a) (A a B b) (A a B b D d) (A a B b D d E e) (A a B b D d E e F f) (A a B b D d E e F f G g) }

// `with` has at least one label.
up_to! { both () (U u) W w X x Y y Z z T t }
up_to! { both (A a) () U u W w X x Y y Z z T t }
up_to! { both (A a B b) () U u W w X x Y y Z z T t }
up_to! { both (A a B b D d) () U u W w X x Y y Z z T t }
up_to! { both (A a B b D d E e) () U u W w X x Y y Z z T t }
up_to! { both (A a B b D d E e F f) () U u W w X x Y y Z z T t }
up_to! { both (A a B b D d E e F f G g) () U u W w X x Y y Z z T t }

open! {
    (A a);
    (A a B b);
    (A a B b D d);
    (A a B b D d E e);
    (A a B b D d E e F f);
    (A a B b D d E e F f G g);
}

closed! {
    (U u);
    (U u W w);
    (U u W w X x);
    (U u W w X x Y y);
    (U u W w X x Y y Z z);
    (U u W w X x Y y Z z T t);
}
