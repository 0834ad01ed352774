use crate::diagnostic::{Code, Family};
use crate::lint::{About, Findings, Lint};
use crate::model::{Buckets, Decimal, Indicator, Level, Native, Workspace};
use std::collections::HashMap;

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "objective_no_bound",
        family: Family::Histograms,
        doc: "The `at_most` of an objective is no bound of its histogram. What is at most that cannot be counted: there is no \
such bucket, the ratio has no data, and its alerts never fire.",
        bad: r#"[metrics.http_duration_seconds]
type = "histogram"
unit = "seconds"
help = "Time from the first byte of a request to the last of its answer"
buckets = [0.1, 0.5, 1, 5]

[slos.fast]
title = "Answers within two seconds"
objective = 99
period = "30d"
histogram = "http_duration_seconds"
at_most = 2
"#,
        good: r#"[metrics.http_duration_seconds]
type = "histogram"
unit = "seconds"
help = "Time from the first byte of a request to the last of its answer"
buckets = [0.1, 0.5, 1, 2, 5]

[slos.fast]
title = "Answers within two seconds"
objective = 99
period = "30d"
histogram = "http_duration_seconds"
at_most = 2
"#,
    },
    level: Level::Error,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    let of_metrics = workspace.schemas.iter().flat_map(|schema| {
        schema.metrics.iter().filter_map(|metric| Some((metric.name.text.as_str(), metric.buckets.as_ref()?)))
    });
    let externals = workspace.schemas.iter().flat_map(|schema| &schema.externals);
    let of_others = externals.chain(workspace.project.iter().flat_map(|project| &project.externals));
    let of_others = of_others.filter_map(|external| Some((external.name.as_str(), external.buckets.as_ref()?)));
    let histograms: HashMap<&str, &Buckets> = of_metrics.chain(of_others).collect();
    let all = workspace.schemas.iter().flat_map(|schema| &schema.metrics).filter(|metric| metric.buckets.is_none());
    let alone = all.filter_map(|metric| Some((metric.name.text.as_str(), metric.native.as_ref()?)));
    let alone: HashMap<&str, &Native> = alone.collect();
    for (s, schema) in workspace.schemas.iter().enumerate() {
        for (i, slo) in schema.slos.iter().enumerate() {
            let Indicator::Latency { histogram, at_most } = &slo.indicator else { continue };
            let name = histogram.split('{').next().unwrap_or("").trim();
            if let Some(native) = alone.get(name) {
                let message = format!("{at_most} is no bound of `{name}`");
                findings.report([About::Slo(s, i)], at_most.span, message, |d| {
                    let help = format!("give it `buckets`, {at_most} among them");
                    d.related(native.span, "it has native buckets alone").help(help)
                });
            }
            let Some(buckets) = histograms.get(name).filter(|buckets| !buckets.bounds.contains(&at_most.value)) else {
                continue;
            };
            let message = format!("{at_most} is no bound of `{name}`");
            findings.report([About::Slo(s, i)], at_most.span, message, |d| {
                d.related(buckets.span, "its buckets").help(way_out(&buckets.bounds, at_most.value))
            });
        }
    }
}

fn way_out(bounds: &[Decimal], at_most: Decimal) -> String {
    let after = bounds.partition_point(|bound| *bound < at_most);
    let near: Vec<String> = [after.checked_sub(1), Some(after)]
        .into_iter()
        .flatten()
        .filter_map(|i| Some(bounds.get(i)?.to_string()))
        .collect();
    if near.is_empty() {
        return "add it to the buckets".to_owned();
    }
    format!("use {}, or add it to the buckets", near.join(" or "))
}
