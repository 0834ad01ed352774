//! Pins: a thread that has one may use what it finds in a table of rows, though somebody takes it out meanwhile.
//!
//! A pin counts itself in a cell of its thread when it begins, and in another one when it ends: two additions without a
//! lock. Rows that were taken out are used again only after all pins that might know them have ended, see
//! [`Table::advance`](super::table::Table::advance).

use std::sync::atomic::{Ordering, compiler_fence};

use super::hot;
use super::table::TABLE;

/// Nothing that its owner finds is used for something else while it lives. It may end on another thread.
#[derive(Debug)]
pub(crate) struct Pin {
    /// The cell that counts pins that ended.
    ended: u32,
}

#[inline]
pub(crate) fn pin() -> Pin {
    let ended = TABLE.pin_cell();
    hot::add(ended as usize + 1, 1);
    // Processors may look things up before others see the count, but only by the time that `GRACE` allows for; compilers
    // must not.
    compiler_fence(Ordering::SeqCst);
    Pin { ended }
}

impl Drop for Pin {
    #[inline]
    fn drop(&mut self) {
        hot::add_after(self.ended as usize, 1);
    }
}
