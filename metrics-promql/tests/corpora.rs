//! Real expressions, and the cases of Prometheus' own parser. `data/SOURCE.txt` says where they come from.
#![allow(missing_docs)]

use metricspec_promql::{Options, Version, parse};
use serde_json::Value;

fn cases(name: &str) -> Vec<Value> {
    let path = format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Rules of kube-prometheus and sloth, all of which Prometheus 2.42 takes.
#[test]
fn real_rules_are_read_and_come_back() {
    let options = Options::of(Version::new(2, 42));
    let cases = cases("rules.json");
    assert!(cases.len() > 600);
    for case in cases {
        let text = case["expr"].as_str().unwrap();
        // A function of VictoriaMetrics, and a range over a call, which only VictoriaMetrics takes.
        if text.contains("histogram_share(") {
            assert_eq!(parse(text, &options).problems.len(), 2);
            continue;
        }
        let parsed = parse(text, &options);
        assert!(parsed.problems.is_empty(), "{text}\n{:?}", parsed.problems);
        let printed = parsed.expr.to_string();
        let again = parse(&printed, &options);
        assert!(again.problems.is_empty(), "{printed}\n{:?}", again.problems);
        assert_eq!(again.expr, parsed.expr, "{text}\n{printed}");
        assert_eq!(again.expr.to_string(), printed);
        // A part's span is the text of that part.
        assert_eq!(parse(parsed.expr.span.of(text), &options).expr, parsed.expr);
    }
}

#[test]
fn verdicts_are_those_of_prometheus() {
    let mut wrong = Vec::new();
    for case in cases("promql-parse.json") {
        let (text, fails) = (case["expr"].as_str().unwrap(), case["fail"].as_bool().unwrap());
        // In the data its end is missing.
        if text == "{'foo\\'bar', " {
            continue;
        }
        let parsed = parse(text, &Options::newest());
        if parsed.problems.is_empty() == fails {
            wrong.push(format!("{text} {:?}", parsed.problems));
        }
        if !fails {
            let printed = parsed.expr.to_string();
            assert_eq!(parse(&printed, &Options::newest()).expr, parsed.expr, "{text}\n{printed}");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
