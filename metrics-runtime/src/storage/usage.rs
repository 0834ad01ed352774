//! How much memory recorders take.

use super::hot;
use super::table::TABLE;

/// Memory of the recorders of the process.
///
/// Each thread that records has a slab of its own: a copy of all counters, histograms and levels, eight bytes for each
/// value, histogram bucket or sum, rounded up to a power of two. Pages that a thread never wrote to take no memory. A slab
/// outlives its thread, and the next thread has it, so that there are as many as threads ever recorded at once, up to a
/// limit: 64, or twice the number of processors if that is more, and never more than 256. Threads beyond it share 16 further
/// copies, with an atomic addition for each record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Memory {
    /// Values that recorders have asked for: one for a series of a counter, four for one of a gauge that goes up and
    /// down, and for one of a histogram its buckets and a sum.
    pub cells: usize,
    /// Slabs that there are.
    pub slabs: usize,
    /// Slabs that a thread has now.
    pub slabs_in_use: usize,
    /// Bytes of address space of all slabs and shared copies.
    pub reserved_bytes: usize,
    /// Records that are lost: they found no memory, or were made by an allocator within the allocation that they needed.
    pub lost_records: usize,
}

impl Memory {
    /// What there is now.
    pub fn now() -> Self {
        let slabs = TABLE.slabs.used();
        let shared: usize = TABLE.shared.chunks().map(|(_, cells)| size_of_val(cells)).sum();
        Memory {
            cells: TABLE.len(),
            slabs: slabs.len(),
            slabs_in_use: slabs.iter().filter(|slab| slab.is_leased()).count(),
            reserved_bytes: slabs.iter().map(|slab| slab.reserved()).sum::<usize>() + shared,
            lost_records: TABLE.shared.lost(),
        }
    }

    /// Sets how many threads can have a slab at once, from 1 to 256. Slabs that there are stay.
    pub fn limit_slabs(slabs: usize) {
        hot::set_limit(slabs);
    }
}
