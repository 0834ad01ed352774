//! Look-ups of rows beside changes.

use loom::model::Builder;
use loom::sync::Arc;
use loom::thread;

use crate::family::key::Wanted;
use crate::family::slots::{Found, Slots};

const SEED: u64 = 7;

/// Two values whose places in a table of four meet, so that the second moves when the first goes.
fn neighbours() -> [String; 2] {
    let place = |value: &str| Wanted::new(&[value], SEED).hash & 3;
    let first = String::from("a");
    let second = (0..).map(|n| n.to_string()).find(|value| place(value) == place(&first));
    [first, second.unwrap_or_default()]
}

/// A look-up finds the row of its value or none, whatever goes, moves and comes meanwhile.
#[test]
fn find_beside_changes() {
    let mut builder = Builder::new();
    builder.preemption_bound = Some(2);
    builder.max_branches = 5000;
    builder.check(|| {
        let [a, b] = neighbours();
        let slots = Arc::new(Slots::new());
        let insert = |slots: &Slots, value: &str, number| {
            slots.insert(&Wanted::new(&[value], SEED), Found { number, first: number * 10 }, SEED);
        };
        insert(&slots, &a, 1);
        insert(&slots, &b, 2);
        let reader = {
            let (slots, a, b) = (Arc::clone(&slots), a.clone(), b.clone());
            thread::spawn(move || {
                let found = slots.find(&Wanted::new(&[&b], SEED), |_| false);
                assert!(found.is_none_or(|found| found == Found { number: 2, first: 20 }));
                let found = slots.find(&Wanted::new(&[&a], SEED), |_| false);
                assert!(found.is_none_or(|found| [1, 3].contains(&found.number) && found.first == found.number * 10));
            })
        };
        slots.remove(&Wanted::new(&[&a], SEED), 1, SEED);
        insert(&slots, &a, 3);
        reader.join().unwrap();
        for (value, number) in [(&a, 3), (&b, 2)] {
            let found = slots.find(&Wanted::new(&[value], SEED), |_| false);
            assert_eq!(found, Some(Found { number, first: number * 10 }));
        }
    });
}
