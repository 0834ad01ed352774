//! What a run has found, and what is made of it.

mod chart;
mod goals;
mod json;
mod markdown;
mod versions;

pub(crate) use chart::chart;
pub(crate) use goals::{Goal, goals};
pub(crate) use markdown::page;

use crate::peer::OURS;

/// A run.
#[derive(Clone, Debug)]
pub(crate) struct Report {
    /// `2026-01-31`, in UTC.
    pub(crate) date: String,
    pub(crate) machine: String,
    pub(crate) cpus: usize,
    pub(crate) rustc: String,
    pub(crate) rounds: usize,
    pub(crate) milliseconds: f64,
    /// Name and version of everything that was measured.
    pub(crate) versions: Vec<(String, String)>,
    pub(crate) tables: Vec<Table>,
}

/// A workload with a number of threads.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    /// `W1`.
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) threads: usize,
    /// Whose row is 1; none if nothing is compared.
    pub(crate) base: Option<String>,
    pub(crate) rows: Vec<Row>,
}

/// A candidate.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Row {
    pub(crate) peer: String,
    pub(crate) call: String,
    /// Of a call, or a scrape.
    pub(crate) ns: Option<f64>,
    /// To the table's base.
    pub(crate) ratio: Option<f64>,
    /// In a call, or a scrape.
    pub(crate) allocations: f64,
    pub(crate) bytes: Option<f64>,
    pub(crate) samples: usize,
}

impl Row {
    pub(crate) fn new(peer: &str, call: &str) -> Row {
        Row { peer: peer.to_owned(), call: call.to_owned(), ..Row::default() }
    }

    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.peer, self.call)
    }

    /// Whether it looks its series up beforehand, or gets the number of it in place of labels.
    pub(crate) fn is_kept(&self) -> bool {
        ["kept handle", "bound,", "`bind`", "own index", "no labels"].iter().any(|kept| self.call.contains(kept))
    }
}

impl Table {
    /// Rows that are compared with the first for which `is_base` holds.
    pub(crate) fn against(
        id: &str,
        title: &str,
        threads: usize,
        mut rows: Vec<Row>,
        is_base: impl Fn(&Row) -> bool,
    ) -> Table {
        let base = rows.iter().find(|row| is_base(row)).cloned();
        let base_ns = base.as_ref().and_then(|base| base.ns);
        for row in &mut rows {
            row.ratio = row.ns.zip(base_ns).map(|(ns, base)| ns / base);
        }
        Table { id: id.to_owned(), title: title.to_owned(), threads, base: base.map(|base| base.name()), rows }
    }

    /// Rows that are compared with the best of the peers, or of those for which `is_base` holds if there are any.
    pub(crate) fn against_best(id: &str, title: &str, rows: Vec<Row>, is_base: fn(&Row) -> bool) -> Table {
        let best = |all: &mut dyn Iterator<Item = &Row>| {
            all.min_by(|a, b| f64::total_cmp(&a.ns.unwrap_or(f64::MAX), &b.ns.unwrap_or(f64::MAX))).cloned()
        };
        let peers = || rows.iter().filter(|row| row.peer != OURS);
        let base = best(&mut peers().filter(|row| is_base(row))).or_else(|| best(&mut peers()));
        Table::against(id, title, 1, rows, |row| base.as_ref() == Some(row))
    }

    /// Rows that are compared with nothing.
    pub(crate) fn plain(id: &str, title: &str, rows: Vec<Row>) -> Table {
        Table { id: id.to_owned(), title: title.to_owned(), threads: 1, base: None, rows }
    }

    /// Rows, the cheapest first.
    pub(crate) fn sorted(&self) -> Vec<&Row> {
        let mut rows: Vec<&Row> = self.rows.iter().collect();
        let key = |row: &Row| row.ns.or(row.bytes).unwrap_or(f64::MAX);
        rows.sort_by(|a, b| key(a).total_cmp(&key(b)));
        rows
    }
}

impl Report {
    /// A report of some tables, made here and now.
    pub(crate) fn new(rounds: usize, milliseconds: f64, tables: Vec<Table>) -> Report {
        Report {
            date: versions::today(),
            machine: versions::machine(),
            cpus: std::thread::available_parallelism().map_or(1, usize::from),
            rustc: versions::rustc(),
            rounds,
            milliseconds,
            versions: versions::measured(),
            tables,
        }
    }

    /// The table of a workload.
    pub(crate) fn table(&self, id: &str, threads: usize, part: usize) -> Option<&Table> {
        self.tables.iter().filter(|table| table.id == id && table.threads == threads).nth(part)
    }
}

/// A ratio for people: two digits that mean something.
pub(crate) fn ratio(ratio: f64) -> String {
    match ratio {
        _ if ratio < 10.0 => format!("{ratio:.2}"),
        _ if ratio < 100.0 => format!("{ratio:.1}"),
        _ => format!("{ratio:.0}"),
    }
}
