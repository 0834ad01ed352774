//! Where cells come from: memory that reads as zero and takes up no page before it is written.

#[cfg(not(loom))]
use std::alloc::{Layout, alloc_zeroed};

use super::sync::AtomicU64;

/// The least number of cells in an array.
const FIRST: usize = if cfg!(loom) { 8 } else { 512 };
/// Arrays of rising size that there can be.
pub(crate) const SIZES: usize = if cfg!(loom) { 3 } else { 20 };
/// Most cells of a process: 2 GiB in each array that holds all of them.
pub(crate) const MAX_CELLS: usize = FIRST << (SIZES - 1);

/// Cells in 128 bytes: two cache lines, since processors fetch them in pairs.
const LINE: usize = if cfg!(loom) { 0 } else { 16 };
const LINE_BYTES: usize = 128;

/// Cells that nobody else's memory shares a pair of cache lines with.
#[derive(Debug)]
pub(crate) struct Cells {
    memory: Box<[AtomicU64]>,
    first: usize,
    len: usize,
}

impl Cells {
    /// `len` cells of 0, `None` if there is no memory.
    ///
    /// Writing the zeros would make every page resident, whatever is used later; asking the allocator for more than its
    /// own alignment does the same. So the memory comes zeroed, and the line begins where it happens to begin.
    pub(crate) fn new(len: usize) -> Option<Self> {
        let memory = zeroed(len.checked_add(2 * LINE)?)?;
        let first = memory.as_ptr().align_offset(LINE_BYTES).min(LINE);
        Some(Cells { memory, first, len })
    }

    #[inline]
    pub(crate) fn all(&self) -> &[AtomicU64] {
        self.memory.get(self.first..self.first + self.len).unwrap_or_default()
    }
}

/// Number of the smallest array that has so many cells.
pub(crate) fn size_for(cells: usize) -> Option<usize> {
    (0..SIZES).find(|size| cells <= len_of(*size))
}

/// Cells of an array.
pub(crate) fn len_of(size: usize) -> usize {
    FIRST << size
}

#[cfg(not(loom))]
#[allow(unsafe_code)]
fn zeroed(len: usize) -> Option<Box<[AtomicU64]>> {
    let layout = Layout::array::<AtomicU64>(len).ok()?;
    if layout.size() == 0 {
        return None;
    }
    // SAFETY: the layout is that of a slice of `len` cells, and not empty, so that the allocator may be asked for it, and
    // a box of that slice gives it back with the same layout. Zeros are a valid `AtomicU64`, so the cells are initialised.
    // Nobody else has the pointer.
    unsafe {
        let pointer = alloc_zeroed(layout).cast::<AtomicU64>();
        (!pointer.is_null()).then(|| Box::from_raw(std::ptr::slice_from_raw_parts_mut(pointer, len)))
    }
}

#[cfg(loom)]
fn zeroed(len: usize) -> Option<Box<[AtomicU64]>> {
    Some((0..len).map(|_| AtomicU64::new(0)).collect())
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;
    use crate::storage::sync::Ordering;

    #[test]
    fn cells_begin_at_a_line_and_are_zero() {
        for len in [1, 7, 512, 4096] {
            let cells = Cells::new(len).unwrap();
            assert_eq!(cells.all().len(), len);
            assert_eq!(cells.all().as_ptr() as usize % 128, 0);
            assert!(cells.all().iter().all(|cell| cell.load(Ordering::Relaxed) == 0));
        }
        assert!(Cells::new(usize::MAX).is_none());
        assert!(Cells::new(usize::MAX / 16).is_none());
    }

    #[test]
    fn sizes() {
        assert_eq!([0, 512, 513, 1024, MAX_CELLS].map(size_for), [Some(0), Some(0), Some(1), Some(1), Some(SIZES - 1)]);
        assert_eq!(size_for(MAX_CELLS + 1), None);
    }
}
