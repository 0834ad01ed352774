use crate::diagnostic::{Code, Family};
use crate::lint::scan::Declared;
use crate::lint::{Findings, Lint, scan};
use crate::model::{Label, LabelFormat, LabelType, Level, Workspace};
use std::collections::{HashMap, HashSet};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "label_meaning_differs",
        family: Family::Labels,
        doc: "One exposed name stands for labels that are not the same: one is a closed set and the other open, one is written in \
hexadecimal and the other in decimal, or most of their values are the same but not all. A join over the label, or a dashboard's \
variable, then silently loses series. Labels such as `reason`, `result` or `status`, which everywhere qualify the metric they are \
on, are not meant, nor are sets that have little in common.",
        bad: r#"[metrics.shop_orders_total]
type = "counter"
help = "Orders that were paid for"
labels = ["stage"]

[metrics.shop_stage_seconds]
type = "gauge"
unit = "seconds"
help = "How long the last order took"
labels = ["timed_stage"]

[labels.stage]
description = "Where an order is."
values = ["pick", "pack", "send"]

[labels.timed_stage]
name = "stage"
description = "What was timed."
values = ["pick", "pack", "wait"]
"#,
        good: r#"[metrics.shop_orders_total]
type = "counter"
help = "Orders that were paid for"
labels = ["stage"]

[metrics.shop_stage_seconds]
type = "gauge"
unit = "seconds"
help = "How long the last order took"
labels = ["stage"]

[labels.stage]
description = "Where an order is."
values = ["pick", "pack", "send", "wait"]
"#,
    },
    level: Level::Warning,
    check,
};

/// Names that qualify the metric they are on, so that nobody expects them to mean one thing.
const QUALIFIERS: [&str; 20] = [
    "action",
    "class",
    "code",
    "direction",
    "error",
    "error_type",
    "event",
    "kind",
    "level",
    "method",
    "mode",
    "operation",
    "outcome",
    "phase",
    "reason",
    "result",
    "state",
    "status",
    "type",
    "version",
];

/// Most declarations of one name that a further one is compared with.
const MOST: usize = 16;

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    let mut by_name: HashMap<&str, Vec<Declared<'_>>> = HashMap::new();
    for declared in scan::labels(workspace) {
        let name = declared.label.name.as_str();
        if QUALIFIERS.contains(&name) {
            continue;
        }
        let earlier = by_name.entry(name).or_default();
        for other in earlier.iter().take(MOST) {
            findings.work(1);
            let Some((here, there)) = difference(declared.label, other.label) else { continue };
            let message = format!("two labels called `{name}` do not mean the same");
            findings.report([declared.about, other.about], declared.label.key.span, message, |d| {
                d.label(here)
                    .related(other.label.key.span, there)
                    .help("give one of them another `name`, or waive it with the reason")
            });
            break;
        }
        earlier.push(declared);
    }
}

/// What one of them is, and the other; `None` if that goes together.
fn difference(a: &Label, b: &Label) -> Option<(String, String)> {
    match (a.is_closed(), b.is_closed()) {
        (true, true) => {
            let texts = |label| scan::values(label).map(|value| value.text.as_str()).collect::<HashSet<&str>>();
            let (of_a, of_b) = (texts(a), texts(b));
            let common = of_a.intersection(&of_b).count();
            if of_a == of_b || common * 2 <= of_a.len().min(of_b.len()) {
                return None;
            }
            let lacks = |label, other: &HashSet<&str>| {
                let missing = scan::values(label).map(|v| v.text.as_str()).find(|text| !other.contains(text));
                missing.map_or_else(|| "has no value of its own".to_owned(), |text| format!("has `{text}`"))
            };
            Some((lacks(a, &of_b), lacks(b, &of_a)))
        }
        (false, false) => {
            let form = |label: &Label| match (label.value_type, label.format) {
                (LabelType::String | LabelType::Bool, _) => "any text",
                (_, LabelFormat::Decimal) => "decimal numbers",
                (_, LabelFormat::Hex) => "hexadecimal numbers",
            };
            (form(a) != form(b)).then(|| (form(a).to_owned(), form(b).to_owned()))
        }
        (closed, _) => {
            let (a, b) = if closed { ("a closed set", "open") } else { ("open", "a closed set") };
            Some((a.to_owned(), b.to_owned()))
        }
    }
}
