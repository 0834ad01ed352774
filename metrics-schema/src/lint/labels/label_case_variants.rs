use crate::diagnostic::{Code, Family};
use crate::lint::{Findings, Lint, scan};
use crate::model::{Level, Workspace};
use std::collections::HashMap;

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "label_case_variants",
        family: Family::Labels,
        doc: "Values of a label differ only in case. A selector with one of them silently misses the other, and whoever reads a \
graph takes them for one. Values of a dependent label count together, whatever their sibling says.",
        bad: r#"[metrics.shop_parcels]
type = "gauge"
help = "Parcels on their way"
labels = ["state"]

[labels.state]
description = "Where the parcel is."
values = { ready = "Packed.", Ready = { rust = "ReadyToGo", description = "Packed and weighed." } }
"#,
        good: r#"[metrics.shop_parcels]
type = "gauge"
help = "Parcels on their way"
labels = ["state"]

[labels.state]
description = "Where the parcel is."
values = { packed = "Packed.", weighed = "Packed and weighed." }
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    for declared in scan::labels(workspace) {
        let mut first = HashMap::new();
        for value in scan::values(declared.label) {
            let earlier = *first.entry(value.text.to_lowercase()).or_insert(value);
            if earlier.text.value != value.text.value {
                let message = format!(
                    "values `{}` and `{}` of label `{}` differ only in case",
                    earlier.text, value.text, declared.label.key
                );
                findings.report([declared.about], value.text.span, message, |d| {
                    d.related(earlier.text.span, "the other one")
                        .help("write them alike, or give them names of their own")
                });
            }
        }
    }
}
