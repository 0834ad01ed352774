use crate::diagnostic::{Code, Family};
use crate::lint::{About, Findings, Lint};
use crate::model::{External, Level, Workspace};
use crate::names::fits_pattern;
use std::collections::BTreeMap;

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "external_differs",
        family: Family::Names,
        doc: "Somebody else's metric is declared twice, with two kinds, units or help texts. At most one can be right, and \
expressions are checked against both. Two help texts for one name also make a merged scrape fail.",
        bad: r#"[metrics.shop_orders_total]
type = "counter"
help = "Orders that were paid for"

[external.node_load1]
type = "gauge"
help = "Load of the machine"

[external."node_load*"]
type = "counter"
"#,
        good: r#"[metrics.shop_orders_total]
type = "counter"
help = "Orders that were paid for"

[external.node_load1]
type = "gauge"
help = "Load of the machine"

[external."node_load*"]
type = "gauge"
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    let schemas = workspace.schemas.iter().enumerate().flat_map(|(s, schema)| {
        schema.externals.iter().enumerate().map(move |(e, external)| (About::External(s, e), external))
    });
    let project = workspace.project.iter().flat_map(|project| {
        project.externals.iter().enumerate().map(|(e, external)| (About::ProjectExternal(e), external))
    });
    let all: Vec<(About, &External)> = schemas.chain(project).collect();
    let mut first: BTreeMap<&str, (About, &External)> = BTreeMap::new();
    for &(about, external) in &all {
        let first = *first.entry(&external.name).or_insert((about, external));
        compare(first, (about, external), findings);
    }
    first.retain(|name, _| !name.contains('*'));
    for &(about, pattern) in all.iter().filter(|(_, external)| external.name.contains('*')) {
        // Only names that begin as the pattern does are looked at.
        let start = pattern.name.split('*').next().unwrap_or("");
        for (name, named) in first.range(start..).take_while(|(name, _)| name.starts_with(start)) {
            findings.work(1);
            if fits_pattern(&pattern.name, name) {
                compare((about, pattern), *named, findings);
            }
        }
    }
}

fn compare(first: (About, &External), other: (About, &External), findings: &mut Findings<'_>) {
    let ((first_about, a), (about, b)) = (first, other);
    if first_about == about {
        return;
    }
    let kind = |x: &External| x.kind.map(|k| k.as_str().to_owned());
    let unit = |x: &External| x.unit.as_ref().map(|u| u.text.clone());
    let checks = [("kind", kind(a), kind(b)), ("unit", unit(a), unit(b)), ("help", a.help.clone(), b.help.clone())];
    for (what, old, new) in checks {
        let (Some(old), Some(new)) = (old, new) else { continue };
        // The help of a pattern is about all that it stands for.
        if old != new && !(what == "help" && a.name.value != b.name.value) {
            let message = format!("two declarations of `{}` differ in their {what}", b.name);
            findings.report([about, first_about], b.name.span, message, |d| {
                d.label(format!("`{new}`"))
                    .related(a.name.span, format!("`{old}`"))
                    .help("find out what is exposed, and declare it once")
            });
        }
    }
}
