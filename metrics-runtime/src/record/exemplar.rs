//! Calls that say which trace they belong to.

use std::time::Duration;

use crate::exemplar::{Declared, Exemplar, Texts, Unusable};
use crate::kind::sealed::Number as _;
use crate::kind::{Countable, Counter, Histogram, Number, Repr};
use crate::series::{Series, recorders};

recorders! { [V: Countable, E: Declared] Counter<V, E> {
    /// Counts one, with an [exemplar](crate::exemplar). The clock is read for it.
    pub fn inc_with(&self, exemplar: impl Exemplar<E>) {
        self.add_with(V::ONE, exemplar);
    }
} }

recorders! { [V: Number, E: Declared] Counter<V, E> {
    /// Counts `n` as [`add`](Self::add) does, with an [exemplar](crate::exemplar). The clock is read for it.
    pub fn add_with(&self, n: V, exemplar: impl Exemplar<E>) {
        let series = self.series();
        series.count(n);
        let float = f64::from_bits(n.to_bits());
        if V::REPR != Repr::F64 || (float.is_finite() && float >= 0.0) {
            series.attach(0, n.to_bits(), &exemplar);
        }
    }
} }

recorders! { [E: Declared] Histogram<f64, E> {
    /// Observes a value as [`observe`](Self::observe) does, with an [exemplar](crate::exemplar), which is kept until there is
    /// a newer one in its bucket. The clock is read for it.
    pub fn observe_with(&self, value: f64, exemplar: impl Exemplar<E>) {
        let series = self.series();
        series.observe(value);
        if !value.is_nan() {
            series.attach_to(series.cell_of_float(value).0, value.to_bits(), &exemplar);
        }
    }
} }

recorders! { [E: Declared] Histogram<u64, E> {
    /// Observes a value as [`observe`](Self::observe) does, with an [exemplar](crate::exemplar), which is kept until there is
    /// a newer one in its bucket. The clock is read for it.
    pub fn observe_with(&self, value: u64, exemplar: impl Exemplar<E>) {
        let series = self.series();
        series.observe(value);
        series.attach_to(series.cell_of_integer(value).0, value, &exemplar);
    }
} }

recorders! { [E: Declared] Histogram<Duration, E> {
    /// Observes a duration as [`observe`](Self::observe) does, with an [exemplar](crate::exemplar), which is kept until there
    /// is a newer one in its bucket. The clock is read for it.
    pub fn observe_with(&self, value: Duration, exemplar: impl Exemplar<E>) {
        let series = self.series();
        series.observe(value);
        series.attach_to(series.cell_of_integer(value.to_bits()).0, value.to_bits(), &exemplar);
    }
} }

impl<K> Series<'_, K> {
    /// Keeps the exemplar of a cell of a histogram.
    fn attach_to<E>(&self, cell: usize, bits: u64, exemplar: &impl Exemplar<E>) {
        self.attach(self.place.family().table.plan.place_of(cell), bits, exemplar);
    }

    /// Keeps an exemplar in one of the places of the series.
    #[inline(never)]
    fn attach<E>(&self, place: usize, bits: u64, exemplar: &impl Exemplar<E>) {
        let family = self.place.family();
        let Some(exemplars) = self.place.row().and_then(|row| row.exemplars.as_ref()) else { return };
        match Texts::new(family.desc.exemplar, exemplar) {
            Ok(texts) => exemplars.put(self.index * family.table.plan.places + place, bits, texts),
            Err(Unusable::Empty) => {}
            Err(Unusable::TooLong) => family.admission.report_exemplar(),
        }
    }
}
