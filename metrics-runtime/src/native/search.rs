//! Which of many bounds a value belongs to.

/// Most classes of the table.
const CLASSES: i64 = 4096;
/// Bits of a float behind its exponent.
const MANTISSA: u32 = 52;

/// Rising bounds, as they are recorded: integers, or the bits of floats.
///
/// A value's class is what its float form begins with, its exponent and a few bits more. A table tells how many bounds are
/// below each class; those of the class itself, one or two, are compared with the value.
#[derive(Debug)]
pub(crate) struct Search {
    /// Behind the last one stands what no value is above, so that there is always one to compare with.
    bounds: Box<[u64]>,
    /// Bits of the float form that do not count.
    shift: u32,
    /// The lowest class that has a place in the table. Values below it belong to it.
    first: i64,
    classes: Box<[u32]>,
    /// No class has two bounds, so that one compare is enough.
    one: bool,
}

impl Search {
    /// Of integers.
    pub(crate) fn of_integers(bounds: Vec<u64>) -> Self {
        Self::new(bounds, u64::MAX, |bound, shift| class(float_of(bound), shift))
    }

    /// Of the bits of floats.
    pub(crate) fn of_floats(bounds: Vec<u64>) -> Self {
        Self::new(bounds, f64::INFINITY.to_bits(), |bound, shift| class(f64::from_bits(bound), shift))
    }

    fn new(mut bounds: Vec<u64>, end: u64, class: fn(u64, u32) -> i64) -> Self {
        let ends = |shift: u32| -> (i64, i64) {
            // What is not above 0 has no exponent to go by.
            let first = bounds.iter().map(|bound| class(*bound, shift)).find(|class| *class > 0).unwrap_or_default();
            let last = bounds.last().map_or(first, |bound| class(*bound, shift)).max(first);
            (first, last)
        };
        let places = |shift: u32| ends(shift).1 - ends(shift).0;
        let one = |shift: u32| {
            let first = ends(shift).0;
            // The first class goes down to the lowest value.
            let classes = bounds.iter().map(|bound| class(*bound, shift).max(first));
            !classes.clone().zip(classes.skip(1)).any(|(a, b)| a == b)
        };
        let all = MANTISSA - 12..=MANTISSA;
        // The smallest table with one bound a class, or else one with about one bound for two classes.
        let most = (bounds.len() as i64 * 2).min(CLASSES);
        let single = all.clone().rev().find(|shift| places(*shift) < CLASSES && one(*shift));
        let shift = single.or_else(|| all.clone().find(|shift| places(*shift) < most)).unwrap_or(MANTISSA);
        let (first, last) = ends(shift);
        let below = |at: i64| bounds.partition_point(|bound| class(*bound, shift) < at) as u32;
        let classes = (first..=last).map(|at| if at == first { 0 } else { below(at) }).collect();
        bounds.push(end);
        Search { shift, first, classes, one: single.is_some(), bounds: bounds.into() }
    }

    /// Number of the bounds that are below an integer.
    #[inline]
    pub(crate) fn below_integer(&self, value: u64) -> usize {
        self.below(class(float_of(value), self.shift), |bound| bound < value)
    }

    /// Number of the bounds that are below a float.
    #[inline]
    pub(crate) fn below_float(&self, value: f64) -> usize {
        self.below(class(value, self.shift), |bound| f64::from_bits(bound) < value)
    }

    #[inline(always)]
    fn below(&self, class: i64, is_below: impl Fn(u64) -> bool) -> usize {
        let at = (class - self.first).clamp(0, self.classes.len() as i64 - 1) as usize;
        let start = self.classes.get(at).copied().unwrap_or_default() as usize;
        let is_below = |at: usize| self.bounds.get(at).is_some_and(|bound| is_below(*bound));
        let mut found = start + usize::from(is_below(start));
        while !self.one && is_below(found) {
            found += 1;
        }
        found
    }
}

/// The float form of an integer. Of half of it, since signed integers are what processors convert.
#[inline]
fn float_of(value: u64) -> f64 {
    (value >> 1).cast_signed() as f64
}

#[inline]
fn class(value: f64, shift: u32) -> i64 {
    value.to_bits().cast_signed() >> shift
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small generator of numbers that look random (SplitMix64).
    fn random(seed: u64) -> impl FnMut() -> u64 {
        let mut state = seed;
        move || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut bits = state;
            bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            bits ^ (bits >> 31)
        }
    }

    #[track_caller]
    fn integers(bounds: &[u64], random: &mut impl FnMut() -> u64) {
        let search = Search::of_integers(bounds.to_vec());
        let near = bounds.iter().flat_map(|b| [b.saturating_sub(1), *b, b.saturating_add(1)]);
        let far = (0..200).map(|_| random() >> (random() % 64));
        for value in near.chain(far).chain([0, 1, u64::MAX]) {
            let slow = bounds.iter().filter(|bound| **bound < value).count();
            assert_eq!(search.below_integer(value), slow, "{value} in {bounds:?}");
        }
    }

    #[track_caller]
    fn floats(bounds: &[f64], random: &mut impl FnMut() -> u64) {
        let search = Search::of_floats(bounds.iter().map(|b| b.to_bits()).collect());
        let near = bounds.iter().flat_map(|b| [b.next_down(), *b, b.next_up()]);
        let far = (0..200).map(|_| f64::from_bits(random())).filter(|value| !value.is_nan());
        let special = [0.0, -0.0, f64::INFINITY, f64::NEG_INFINITY, f64::MIN_POSITIVE, f64::MAX, f64::MIN];
        for value in near.chain(far).chain(special) {
            let slow = bounds.iter().filter(|bound| **bound < value).count();
            assert_eq!(search.below_float(value), slow, "{value} in {bounds:?}");
        }
    }

    #[test]
    fn it_finds_what_a_slow_search_finds() {
        let mut random = random(7);
        integers(&[], &mut random);
        floats(&[], &mut random);
        floats(&[-5.0, -0.5, 0.0], &mut random);
        floats(&[f64::MIN_POSITIVE, 1e300, f64::MAX], &mut random);
        integers(&[0, 1, 2, 3, u64::MAX - 1, u64::MAX], &mut random);
        for round in 0..300 {
            let len = random() % if round % 10 == 0 { 3000 } else { 80 };
            let mut some: Vec<u64> = (0..len).map(|_| random() >> (random() % 64)).collect();
            some.sort_unstable();
            some.dedup();
            integers(&some, &mut random);
            let scale = 2f64.powi((random() % 600) as i32 - 300);
            let mut some: Vec<f64> = some.iter().map(|n| (*n as f64).sqrt() * scale - 0.25 * scale).collect();
            some.dedup();
            floats(&some, &mut random);
        }
    }
}
