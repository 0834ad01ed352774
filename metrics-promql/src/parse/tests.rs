//! Mistakes, each with its place, its message and its help.

use crate::{Options, Placeholders, Version, parse};

#[track_caller]
fn mistakes(text: &str, options: &Options, want: &[&str]) {
    let problems: Vec<String> = parse(text, options).problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems, want, "{text}");
}

#[test]
fn one_expression_tells_all_its_mistakes() {
    mistakes(
        "sum(rate(up)) by (1) + topk(up, 5)",
        &Options::default(),
        &[
            "9..11: `rate` takes a range vector, found an instant vector (add a range: `[5m]`, or `[5m:]` after an expression)",
            "18..19: expected the name of a label, found `1`",
            "28..30: the parameter of `topk` is a scalar, found an instant vector (`scalar(…)` makes a number of a vector of one series)",
            "32..33: `topk` aggregates an instant vector, found a scalar (`vector(…)` makes a vector of a number)",
        ],
    );
}

#[test]
fn mistakes_of_every_day() {
    let options = Options::default();
    mistakes("", &options, &["0..0: the expression is empty"]);
    mistakes("ratee(up[5m])", &options, &["0..5: there is no function `ratee` (did you mean `rate`?)"]);
    mistakes("up{job=api}", &options, &["7..10: the value of a label stands in quotes, found `api` (write `\"api\"`)"]);
    mistakes("up{job==\"a\"}", &options, &["6..8: a label is compared with `=` (write `=`)"]);
    mistakes("up = 1", &options, &["3..4: unexpected `=` after the expression (equal is written `==`)"]);
    mistakes(
        "up && up",
        &options,
        &["3..4: `&` has no meaning here (write `and`)", "4..5: `&` has no meaning here (write `and`)"],
    );
    mistakes("(up", &options, &["0..1: this parenthesis is never closed"]);
    mistakes(
        "up)",
        &options,
        &["2..3: unexpected `)` after the expression (nothing is open here that it could close)"],
    );
    mistakes(
        "up[5x]",
        &options,
        &[
            "3..5: `5x` is neither a number nor a duration (durations are written like `5m` or `1h30m`, in the units ms, s, m, h, d, w, y)",
        ],
    );
    mistakes("up offset 5m [5m]", &options, &["13..17: the range stands before `offset` (write `name[5m] offset 1h`)"]);
    mistakes(
        "1 == 1",
        &options,
        &["2..4: two numbers are compared, which leaves nothing to select (write `== bool` for 0 or 1)"],
    );
    mistakes(
        "{job=~\".*\"}",
        &options,
        &[
            "0..11: this selects every series there is (name a metric, or a label that must have a value: `{job=\"api\"}`)",
        ],
    );
    mistakes("up{job=~\"(\"}", &options, &["8..11: the regular expression is wrong: a `(` is never closed"]);
}

#[test]
fn what_is_newer_than_the_server() {
    let old = Options::of(Version::new(2, 42));
    let oldest = "(the oldest server that is to read this is 2.42)";
    mistakes("up[300]", &old, &[&format!("3..6: a number in place of a duration needs Prometheus 2.54 {oldest}")]);
    mistakes("{\"up\"}", &old, &[&format!("1..5: a name in quotes needs Prometheus 3.0 {oldest}")]);
    mistakes("histogram_avg(up)", &old, &[&format!("0..13: `histogram_avg` needs Prometheus 2.51 {oldest}")]);
    mistakes(
        "holt_winters(up[1h], 0.5, 0.5)",
        &Options::default(),
        &["0..12: `holt_winters` is gone since Prometheus 3.0 (it is called `double_exponential_smoothing` now)"],
    );
    mistakes(
        "mad_over_time(up[1h])",
        &Options::default(),
        &["0..13: `mad_over_time` is an experiment that a feature flag must enable"],
    );
}

#[test]
fn placeholders() {
    let grafana = Options { placeholders: Placeholders::Grafana, ..Options::default() };
    for text in [
        "rate(up{job=~\"$job\"}[$__rate_interval])",
        "sum by ($group) (${metric}_total) > $limit",
        "rate([[metric]][5m])",
        "up{job=~\"${job:regex}\"} offset ${offset}",
    ] {
        mistakes(text, &grafana, &[]);
        let expr = parse(text, &grafana).expr;
        assert_eq!(parse(&expr.to_string(), &grafana).expr, expr, "{text}");
    }
    let helm = Options { placeholders: Placeholders::Helm, ..Options::default() };
    mistakes("rate(up[{{ .Values.range }}]) > {{ .Values.limit }}", &helm, &[]);
    assert!(!parse("up > $limit", &Options::default()).problems.is_empty());
}

#[test]
fn no_text_is_too_deep_or_too_long() {
    for text in [
        "(".repeat(10_000),
        "-".repeat(10_000),
        "sum(".repeat(10_000),
        "up[5m:][5m:]".repeat(10_000),
        vec!["up"; 10_000].join(" + "),
        vec!["up"; 10_000].join(" ^ "),
        "up{".repeat(10_000),
        "foo[".to_owned() + &"-(".repeat(10_000),
    ] {
        let parsed = parse(&text, &Options::default());
        assert!(!parsed.problems.is_empty());
        assert!(parsed.problems.len() < 50, "{}", parsed.problems.len());
        _ = parsed.expr.to_string();
    }
}
