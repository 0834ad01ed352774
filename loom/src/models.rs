//! Slabs, growth, cells that are used again, levels.

use loom::model::Builder;
use loom::sync::Arc;
use loom::sync::atomic::{AtomicU32, Ordering};
use loom::thread;

use crate::storage::slab::Slab;
use crate::storage::sums::Sums;
use crate::storage::table::{NONE, Pattern, Table};

const COUNTER: Pattern = Pattern { series: 1, stride: 1, float: 0, early: 0, guarded: false };
const LEVEL: Pattern = Pattern { series: 1, stride: 2, float: 0, early: 0b01, guarded: false };

fn check(model: impl Fn() + Sync + Send + 'static) {
    let mut builder = Builder::new();
    builder.preemption_bound = Some(3);
    builder.max_branches = 5000;
    builder.check(model);
}

/// A table whose shard has its memory: that is made under a `OnceLock` of the standard library, whose order loom does not see.
fn table<const N: usize>() -> Arc<Table<N>> {
    let table = Table::new();
    table.shared.add(0, 0);
    table.shared.add(9, 0);
    Arc::new(table)
}

/// As a thread records: in its slab, which grows if the lock is free, otherwise in the shard.
fn add<const N: usize>(table: &Table<N>, slab: &Slab, cell: usize) {
    if slab.cells().len() <= cell
        && let Some(_lock) = table.try_lock()
    {
        slab.grow(cell + 1);
    }
    match slab.cells().get(cell) {
        Some(cell) => cell.store(cell.load(Ordering::Relaxed) + 1, Ordering::Relaxed),
        None => table.shared.add(cell, 1),
    }
}

/// Threads that have a slab after one another lose nothing.
#[test]
fn lease() {
    check(|| {
        let table = table::<2>();
        let threads = [(); 2].map(|()| {
            let table = Arc::clone(&table);
            thread::spawn(move || match table.slabs.lease(1) {
                Some(slab) => {
                    add(&table, slab, 4);
                    slab.give_back();
                }
                None => table.shared.add(4, 1),
            })
        });
        for thread in threads {
            thread.join().unwrap();
        }
        assert_eq!(table.sum(4), 2);
    });
}

/// Control: who records after the slab was given back takes a record from the next thread.
#[test]
#[should_panic(expected = "assertion")]
fn lease_given_back_too_early() {
    check(|| {
        let table = table::<1>();
        let threads = [(); 2].map(|()| {
            let table = Arc::clone(&table);
            thread::spawn(move || match table.slabs.lease(1) {
                Some(slab) => {
                    slab.give_back();
                    add(&table, slab, 4);
                }
                None => table.shared.add(4, 1),
            })
        });
        for thread in threads {
            thread.join().unwrap();
        }
        assert_eq!(table.sum(4), 2);
    });
}

/// No counter goes down while a slab grows.
#[test]
fn growth_beside_a_scrape() {
    check(|| {
        let table = table::<1>();
        let first = table.alloc(COUNTER) as usize;
        let recorder = {
            let table = Arc::clone(&table);
            thread::spawn(move || {
                let slab = table.slabs.lease(1).unwrap();
                add(&table, slab, first);
                add(&table, slab, 9);
                add(&table, slab, first);
            })
        };
        let take = |sums: &mut Sums| {
            sums.clear();
            sums.want(first, 1);
            sums.take_from(&table);
            sums.get(first, 1)[0]
        };
        let mut sums = Sums::default();
        let (before, after) = (take(&mut sums), take(&mut sums));
        assert!(before <= after && after <= 2);
        recorder.join().unwrap();
        assert_eq!((take(&mut sums), table.sum(9)), (2, 1));
    });
}

/// Cells that come back are 0 although a slab grows meanwhile.
#[test]
fn zero_beside_growth() {
    zero(true);
}

/// Control: a copy without the lock brings back what was zeroed.
#[test]
#[should_panic(expected = "assertion")]
fn zero_beside_growth_without_the_lock() {
    zero(false);
}

fn zero(locked: bool) {
    check(move || {
        let table = table::<1>();
        let first = table.alloc(COUNTER);
        // Counts handles; the record came before the last one went.
        let handles = Arc::new(AtomicU32::new(1));
        let recorder = {
            let (table, handles) = (Arc::clone(&table), Arc::clone(&handles));
            thread::spawn(move || {
                let slab = table.slabs.lease(1).unwrap();
                add(&table, slab, first as usize);
                handles.store(0, Ordering::Release);
                if locked {
                    add(&table, slab, 9);
                } else {
                    slab.grow(10);
                }
            })
        };
        let gone = handles.load(Ordering::Acquire) == 0;
        if gone {
            table.free(first, COUNTER);
        }
        recorder.join().unwrap();
        assert_eq!(table.sum(first as usize), if gone { 0 } else { 1 });
    });
}

/// Cells that are used again count from 0, if their number is published so that who sees it sees them zeroed.
#[test]
fn cells_used_again() {
    used_again(Ordering::Release, Ordering::Acquire);
}

/// Control: the thread that had counted there goes on from its old count.
#[test]
#[should_panic(expected = "assertion")]
fn cells_used_again_with_relaxed_publication() {
    used_again(Ordering::Relaxed, Ordering::Relaxed);
}

fn used_again(publish: Ordering, look: Ordering) {
    check(move || {
        let table = table::<1>();
        let old = table.alloc(COUNTER);
        let handles = Arc::new(AtomicU32::new(1));
        let first = Arc::new(AtomicU32::new(NONE));
        let recorder = {
            let (table, handles, first) = (Arc::clone(&table), Arc::clone(&handles), Arc::clone(&first));
            thread::spawn(move || {
                let slab = table.slabs.lease(1).unwrap();
                add(&table, slab, old as usize);
                handles.store(0, Ordering::Release);
                let first = first.load(look);
                if first == NONE {
                    return 0;
                }
                add(&table, slab, first as usize);
                1
            })
        };
        let gone = handles.load(Ordering::Acquire) == 0;
        if gone {
            table.free(old, COUNTER);
            let new = table.alloc(COUNTER);
            assert_eq!(new, old);
            first.store(new, publish);
        }
        let records = recorder.join().unwrap();
        assert_eq!(table.sum(old as usize), if gone { records } else { 1 });
    });
}

/// A level never reads below 0: what went down is read first.
#[test]
fn level() {
    level_of(LEVEL);
}

/// Control: read in the order of the cells' numbers, a level can be -1.
#[test]
#[should_panic(expected = "assertion")]
fn level_read_the_other_way_round() {
    level_of(Pattern { early: 0b10, ..LEVEL });
}

fn level_of(pattern: Pattern) {
    check(move || {
        let table = table::<1>();
        let first = table.alloc(pattern) as usize;
        let recorder = {
            let table = Arc::clone(&table);
            thread::spawn(move || {
                let slab = table.slabs.lease(1).unwrap();
                add(&table, slab, first + 1);
                // Down is stored so that who sees it sees what went up.
                let down = &slab.cells();
                match down.get(first) {
                    Some(down) => down.store(1, Ordering::Release),
                    None => table.shared.add(first, 1),
                }
            })
        };
        let mut sums = Sums::default();
        sums.want(first, 2);
        sums.take_from(&table);
        let cells = sums.get(first, 2);
        assert!(cells[0] <= cells[1]);
        recorder.join().unwrap();
    });
}
