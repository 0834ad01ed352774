//! Long random sequences of records and removals against a model of a few lines.

use std::collections::{BTreeMap, BTreeSet};

use metricspec::Registry;

use crate::demo::labels::{DpRank, Instance, WorkerId, Zone};
use crate::demo::{ConstLabels, Recorders};

/// Values of `worker_blocks` by the exposed texts of its two labels, which have 2 and 3 places.
#[derive(Default)]
struct Model {
    series: BTreeMap<(String, String), i64>,
    overflows: [u64; 2],
}

impl Model {
    fn set(&mut self, worker: u64, rank: Option<u64>, value: i64) {
        let exact = (worker.to_string(), rank.map_or("none".to_owned(), |rank| rank.to_string()));
        let mut key = exact.clone();
        if !self.series.contains_key(&exact) {
            let workers: BTreeSet<&str> = self.series.keys().map(|(w, _)| w.as_str()).collect();
            let ranks: BTreeSet<&str> = self.series.keys().map(|(_, r)| r.as_str()).collect();
            let places = |values: &BTreeSet<&str>| values.iter().filter(|v| !["none", "__other__"].contains(v)).count();
            if !workers.contains(exact.0.as_str()) && places(&workers) >= 2 {
                key.0 = "__other__".to_owned();
                self.overflows[0] += 1;
            }
            if exact.1 != "none" && !ranks.contains(exact.1.as_str()) && places(&ranks) >= 3 {
                key.1 = "__other__".to_owned();
                self.overflows[1] += 1;
            }
        }
        self.series.insert(key, value);
    }

    fn text(&self) -> String {
        let line = |((w, r), v): (&(String, String), &i64)| {
            format!("whole_worker_blocks{{worker_id=\"{w}\",dp_rank=\"{r}\"}} {v}\n")
        };
        self.series.iter().map(line).collect()
    }
}

#[test]
fn records_and_removals_in_any_order() {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = move |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    };
    let (registry, demo, mut model) = (Registry::with_env([("", ""); 0]), Recorders::new(), Model::default());
    registry.register(&demo, ConstLabels { zone: Zone::A, instance: Instance(1), others: &[] }).unwrap();
    for step in 0..20_000 {
        let (worker, rank) = (random(5), random(6).checked_sub(1));
        let dp_rank = rank.map_or(DpRank::None, DpRank::Value);
        match random(10) {
            0 => {
                let key = (worker.to_string(), rank.map_or("none".to_owned(), |rank| rank.to_string()));
                let removed = demo.worker_blocks.remove(WorkerId(worker), dp_rank);
                assert_eq!(removed, model.series.remove(&key).is_some(), "step {step}");
            }
            1 => {
                demo.worker_blocks.retain(|each, _| each != WorkerId(worker));
                // A series of which a label is `__other__` is not offered.
                model.series.retain(|(w, r), _| *w != worker.to_string() || r == "__other__");
            }
            _ => {
                demo.worker_blocks.with(WorkerId(worker), dp_rank).set(step);
                model.set(worker, rank, step);
            }
        }
        let text = registry.text();
        let samples: String =
            text.split_inclusive('\n').filter(|line| line.starts_with("whole_worker_blocks{")).collect();
        assert_eq!(samples, model.text(), "step {step}");
    }
    let overflows: Vec<u64> = registry.overflows().iter().map(|each| each.other).collect();
    assert_eq!(overflows, model.overflows);
}
