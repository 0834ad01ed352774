//! A family: all series of one recorder, without its types.
//!
//! [`Metric`](crate::Metric) makes its family at its first record or registration, whichever comes first; the registry
//! holds on to it. From then on its settings stand.

mod admit;
mod batches;
mod given;
mod key;
mod limits;
mod row;
mod slots;
mod table;

use std::sync::Arc;

pub(crate) use admit::{Admission, Loss};
pub(crate) use batches::Batches;
pub(crate) use given::Given;
pub(crate) use limits::{Limits, Search, fixed};
pub(crate) use row::{Key, Plan, Row};
pub(crate) use table::{RowView, Table};

use crate::desc;
use crate::exemplar::Exemplars;
use crate::kind::Storage;
use crate::registry::Owner;
use crate::settings::{Env, Settings};
use crate::storage::{Number, Sums, Value};

/// All series of one recorder.
#[derive(Debug)]
pub(crate) struct Family {
    pub(crate) schema: &'static desc::Schema,
    /// Which metric it is.
    pub(crate) owner: Owner,
    pub(crate) desc: &'static desc::Metric,
    pub(crate) settings: Settings,
    /// Series that are recorded one by one.
    pub(crate) table: Table,
    /// Series that are given all at once.
    pub(crate) batches: Batches,
    pub(crate) admission: Admission,
}

impl Family {
    pub(crate) fn new(
        schema: &'static desc::Schema,
        index: usize,
        desc: &'static desc::Metric,
        storage: Storage,
        env: &Env,
    ) -> Self {
        let settings = Settings::resolve(schema, desc, env);
        let table = Table::new(desc, Plan::new(desc, storage, &settings.bounds));
        let owner = Owner { schema: schema.name, fingerprint: schema.fingerprint, index };
        let admission = Admission::new(desc, owner);
        Family { schema, owner, desc, table, batches: Batches::new(desc), admission, settings }
    }

    /// Rows that exist now, sorted by their open values. Batches have none.
    pub(crate) fn rows(&self) -> Arc<[RowView]> {
        self.table.views()
    }

    /// Wants the cells of some rows.
    pub(crate) fn want(&self, rows: &[RowView], sums: &mut Sums) {
        let cells = self.table.plan.layout.pattern().cells();
        for row in rows.iter().filter_map(|row| self.table.get(row.number)) {
            row.block.want(cells, sums);
        }
    }

    /// Series of a row: the combinations of closed values, of which the last label changes fastest.
    pub(crate) fn combinations(&self) -> usize {
        self.table.plan.layout.series
    }

    /// The exemplars of a series; none if the metric has no such.
    #[inline]
    pub(crate) fn exemplars(&self, row: &RowView, closed: usize) -> Exemplars<'_> {
        if self.table.plan.places == 0 {
            return Exemplars::None;
        }
        let slots = self.table.get(row.number).and_then(|row| row.exemplars.as_ref());
        slots.map_or(Exemplars::None, |slots| Exemplars::One(slots, closed * self.table.plan.places))
    }

    /// A series, `None` if it does not exist yet. The row was seen before the sums were taken, under a pin that still
    /// lives: otherwise it could be another one by now.
    pub(crate) fn read<'s>(&self, row: &RowView, closed: usize, sums: &'s Sums) -> Option<Value<'s>> {
        self.table.get(row.number)?.block.read(&self.table.plan.layout, closed, sums)
    }

    /// All series of a row that are numbers and exist, as [`read`](Family::read) would find them.
    pub(crate) fn numbers(&self, row: &RowView, sums: &Sums, found: &mut Vec<(usize, Number)>) {
        if let Some(row) = self.table.get(row.number) {
            row.block.numbers(&self.table.plan.layout, sums, found);
        }
    }
}
