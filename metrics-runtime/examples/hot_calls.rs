//! Makes one call many times, so that its instructions can be counted: `hot_calls CALL TIMES`. See
//! `scripts/instructions.sh`.

use std::hint::black_box;
use std::process::ExitCode;
use std::time::Duration;

use metricspec::{Format, Registry};

metricspec::schema!(pub(crate) "examples/hot_calls.toml");
use hot_calls::Recorders;
use hot_calls::labels::{Key, Kind, Way};

static RECORDERS: Recorders = Recorders::new();

type Call = fn(&Recorders, u64);

/// Names of calls, and what they are.
const CALLS: &[(&str, Call)] = &[
    ("counter of a static", |_, at| RECORDERS.events_total.with(kind(at), Way::In).inc()),
    ("counter of a field", |recorders, at| recorders.events_total.with(kind(at), Way::In).inc()),
    ("counter, f64", |recorders, at| recorders.work_total.add(at as f64 + 0.5)),
    ("open label", |recorders, at| recorders.keyed_events_total.with(Key(key()), kind(at)).inc()),
    ("level, guard", |recorders, _| drop(black_box(recorders.open_requests.guard()))),
    ("level, up", |recorders, _| recorders.open_requests.inc()),
    ("gauge, set", |recorders, at| recorders.temperature_celsius.set(at as f64)),
    ("histogram, fixed bounds, duration", |recorders, at| {
        recorders.fixed_seconds.observe(Duration::from_nanos(at << 20))
    }),
    ("histogram, fixed bounds, f64", |recorders, at| recorders.fixed_bytes.observe(at as f64)),
    ("histogram, bounds that variables set", |recorders, at| {
        recorders.set_seconds.observe(Duration::from_nanos(at << 20))
    }),
];

fn kind(at: u64) -> Kind {
    [Kind::A, Kind::B, Kind::C, Kind::D][at as usize % 4]
}

/// One key: where several stand in the table, and whether they meet, is another matter in each process.
fn key() -> &'static str {
    black_box("a key of some length")
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, times] = &arguments[..] else {
        // What there is.
        CALLS.iter().for_each(|(name, _)| println!("{name}"));
        println!("counter, bound\nscrape, a line");
        return ExitCode::SUCCESS;
    };
    let Ok(times) = times.parse::<u64>() else { return ExitCode::from(2) };
    let recorders = Recorders::new();
    let registry = Registry::with_env([("", ""); 0]);
    if registry.register(&recorders, ()).is_err() {
        return ExitCode::FAILURE;
    }
    match CALLS.iter().find(|(each, _)| each == name) {
        Some((_, call)) => (0..times).for_each(|at| call(black_box(&recorders), black_box(at))),
        None if name == "counter, bound" => {
            let bound = recorders.keyed_events_total.bind(Key("a key"));
            (0..times).for_each(|at| black_box(&bound).with(kind(black_box(at))).inc());
        }
        None if name == "scrape, a line" => {
            for at in 0..4 {
                recorders.keyed_events_total.with(Key(key()), kind(at)).inc();
            }
            let mut out = Vec::new();
            // Lines of all families; how many they are does not change from scrape to scrape.
            registry.encode_to(&mut out, Format::Text);
            let lines = out.iter().filter(|byte| **byte == b'\n').count() as u64;
            for _ in 0..times / lines.max(1) {
                out.clear();
                registry.encode_to(&mut out, Format::Text);
            }
        }
        None => return ExitCode::from(2),
    }
    ExitCode::SUCCESS
}
