//! One walk over all series of a scrape, in the order of the exposition.

use crate::desc::Kind;
use crate::exemplar::Exemplars;
use crate::expose::{Exposed, Open, Sample, Sink, States};
use crate::storage::{Number, Sums};

use super::collected::Collected;
use super::page::{Page, Part};

/// Memory for adding up instances, which is used again from scrape to scrape.
#[derive(Debug, Default)]
pub(crate) struct Merge {
    /// Part and row of each set of open values.
    rows: Vec<(usize, usize)>,
    buckets: Vec<u64>,
    states: Vec<bool>,
    /// Numbers of a row.
    numbers: Vec<(usize, Number)>,
}

impl Merge {
    /// Forgets memory that is worth more than making it anew costs.
    pub(crate) fn shrink(&mut self) {
        const KEPT: usize = 1 << 16;
        if self.rows.capacity() > KEPT {
            self.rows = Vec::new();
        }
        if self.numbers.capacity() > KEPT {
            self.numbers = Vec::new();
        }
    }
}

/// Shows everything to a sink.
pub(crate) fn walk<S: Sink>(page: &Page, collected: &[Collected], sums: &Sums, merge: &mut Merge, mut sink: S) {
    merge.rows.clear();
    for name in &page.names {
        let Some(exposed) = page.exposed(name) else { continue };
        sink.family(&exposed);
        let mut rest = name.parts.as_slice();
        while let [first, others @ ..] = rest {
            let same = others.iter().take_while(|part| !part.begins).count();
            let (parts, next) = rest.split_at(same + 1);
            rest = next;
            if let Some(consts) = page.consts(first) {
                sink.group(&exposed, consts);
            }
            match parts {
                [part] => one(page, collected, sums, part, &exposed, &mut merge.numbers, &mut sink),
                _ => several(page, collected, sums, parts, &exposed, merge, &mut sink),
            }
        }
        sink.end(&exposed);
    }
    sink.finish();
}

/// Calls `each` for each row of a part.
fn each_row(part: &Part, collected: &Collected, mut each: impl FnMut(usize)) {
    match &part.rows {
        None => (0..collected.rows()).for_each(each),
        Some(rows) => rows.iter().for_each(|row| each(*row)),
    }
}

#[inline]
fn has(part: &Part, closed: usize) -> bool {
    part.closed.as_ref().is_none_or(|all| all.binary_search(&closed).is_ok())
}

fn one<S: Sink>(
    page: &Page,
    collected: &[Collected],
    sums: &Sums,
    part: &Part,
    exposed: &Exposed<'_>,
    numbers: &mut Vec<(usize, Number)>,
    sink: &mut S,
) {
    let (Some(entry), Some(collected)) = (page.entries.get(part.entry), collected.get(part.entry)) else { return };
    each_row(part, collected, |row| {
        sink.row(exposed, collected.open(row));
        if entry.has_bare_numbers() {
            numbers.clear();
            collected.numbers(entry, sums, row, numbers);
            if part.closed.is_some() {
                numbers.retain(|(closed, _)| has(part, *closed));
            }
            sink.numbers(exposed, numbers);
        } else {
            collected.each(entry, sums, row, |closed, sample, exemplars| {
                if has(part, closed) {
                    sink.series(exposed, closed, sample, exemplars);
                }
            });
        }
    });
}

/// Adds up the series of instances that have equal const labels.
fn several<S: Sink>(
    page: &Page,
    all: &[Collected],
    sums: &Sums,
    parts: &[Part],
    exposed: &Exposed<'_>,
    merge: &mut Merge,
    sink: &mut S,
) {
    let Merge { rows, buckets, states, .. } = merge;
    rows.clear();
    for (at, part) in parts.iter().enumerate() {
        if let Some(collected) = all.get(part.entry) {
            each_row(part, collected, |row| rows.push((at, row)));
        }
    }
    let part_of = |at: usize| parts.get(at).and_then(|part| Some((part, all.get(part.entry)?)));
    let open = |(at, row): (usize, usize)| part_of(at).map_or(Open::None, |(_, collected)| collected.open(row));
    let labels = exposed.family.desc.open.len();
    // With their positions, so that equal ones keep their order; a sort that kept it by itself would allocate.
    rows.sort_unstable_by(|a, b| open(*a).cmp(open(*b), labels).then(a.cmp(b)));
    let mut slots = Vec::new();
    for same in rows.chunk_by(|a, b| open(*a).cmp(open(*b), labels).is_eq()) {
        let [first, ..] = same else { continue };
        sink.row(exposed, open(*first));
        for closed in 0..exposed.labels.combinations() {
            slots.clear();
            let mut sum = Adding { kind: exposed.family.desc.kind, total: None, buckets, states };
            for (at, row) in same {
                let Some((part, collected)) = part_of(*at) else { continue };
                if let Some(entry) = page.entries.get(part.entry)
                    && has(part, closed)
                    && let Some(sample) = collected.get(entry, sums, *row, closed)
                {
                    sum.add(sample);
                    if let Exemplars::One(of_row, first) = collected.exemplars(entry, *row, closed) {
                        slots.push((of_row, first));
                    }
                }
            }
            let sample = match sum.total {
                None => continue,
                Some(Total::Number(number)) => Sample::Number(number),
                Some(Total::Histogram(sum)) => Sample::Histogram { buckets, sum },
                Some(Total::States) => Sample::States(States::Any(states)),
            };
            let exemplars = if slots.is_empty() { Exemplars::None } else { Exemplars::Several(&slots) };
            sink.series(exposed, closed, sample, exemplars);
        }
    }
}

/// A series of several instances.
struct Adding<'m> {
    kind: Kind,
    total: Option<Total>,
    buckets: &'m mut Vec<u64>,
    states: &'m mut Vec<bool>,
}

enum Total {
    Number(Number),
    Histogram(Number),
    States,
}

impl Adding<'_> {
    fn add(&mut self, sample: Sample<'_>) {
        let before = self.total.take();
        self.total = Some(match sample {
            Sample::Number(number) => Total::Number(match before {
                // Information stays 1, however many instances have it.
                Some(Total::Number(before)) if self.kind != Kind::Info => before.plus(number),
                _ => number,
            }),
            Sample::Histogram { buckets, sum } => {
                let before = match before {
                    Some(Total::Histogram(before)) => Some(before),
                    _ => None,
                };
                if before.is_none() {
                    self.buckets.clear();
                }
                self.buckets.resize(self.buckets.len().max(buckets.len()), 0);
                for (to, from) in self.buckets.iter_mut().zip(buckets) {
                    *to = to.wrapping_add(*from);
                }
                Total::Histogram(before.map_or(sum, |before| before.plus(sum)))
            }
            Sample::States(states) => {
                if before.is_none() {
                    self.states.clear();
                }
                // A state is there if an instance is in it: there are no other numbers of it than 0 and 1.
                if let States::One(state) = states
                    && let Some(at) = state.checked_sub(1)
                {
                    self.states.resize(self.states.len().max(at + 1), false);
                    self.states[at] = true;
                }
                Total::States
            }
        });
    }
}
