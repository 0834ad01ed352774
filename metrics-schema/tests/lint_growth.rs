//! The work of the lints grows with the schemas, not with their square. Steps are counted, since clocks lie.

mod common;
#[path = "common/synthetic.rs"]
mod synthetic;

use common::Memory;
use metricspec_schema::diagnostic::render_all;
use metricspec_schema::lint;
use metricspec_schema::load::load_project;

fn work(files: Vec<(String, String)>) -> u64 {
    let (workspace, diagnostics) = load_project(&Memory::new(files), "metrics.toml");
    assert!(diagnostics.is_empty(), "{}", render_all(&diagnostics, &workspace.sources));
    lint::check_counted(&workspace, None).1
}

#[test]
fn ten_times_the_metrics_are_ten_times_the_work() {
    let (small, large) = (work(synthetic::files(200)), work(synthetic::files(2_000)));
    assert!(small > 200, "the counter counts: {small}");
    assert!(large < small * 12, "{small} steps for 200 metrics, {large} for 2,000");
}

/// One schema whose names, labels and externals are all nearly the same: what a search by pairs is worst at.
fn alike(metrics: usize) -> Vec<(String, String)> {
    let mut text = String::from("version = 1\nname = \"alike\"\nprefix = \"alike\"\n");
    let letters =
        |n: usize| -> String { [n / 676, n / 26 % 26, n % 26].map(|i| (b'a' + i as u8) as char).iter().collect() };
    for n in 0..metrics {
        let word = letters(n);
        text += &format!(
            "[labels.topic{word}]\nname = \"topic\"\ndescription = \"Number {n}.\"\nmax_values = {}\n\
             [labels.partition{word}]\ndescription = \"Part {n}.\"\nmax_values = 3\n\
             [metrics.message{word}_total]\ntype = \"counter\"\nhelp = \"Messages of kind {n}\"\n\
             labels = [\"topic{word}\", \"partition{word}\"]\n\
             [external.\"other_{word}*\"]\ntype = \"counter\"\n",
            n + 1
        );
    }
    let project = "version = 1\nschemas = [\"alike.toml\"]\n".to_owned();
    vec![("metrics.toml".to_owned(), project), ("alike.toml".to_owned(), text)]
}

#[test]
fn so_it_is_where_everything_is_alike() {
    let (small, large) = (work(alike(200)), work(alike(2_000)));
    assert!(large < small * 12, "{small} steps for 200 metrics, {large} for 2,000");
}
