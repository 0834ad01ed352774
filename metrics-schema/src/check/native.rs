//! Native buckets against the oldest server that reads the metrics.

use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::Workspace;

/// The first release that reads native histograms.
const NATIVE: (u32, u32) = (2, 40);
/// The first release that can keep classic buckets beside native ones (`scrape_classic_histograms`; before it, a server
/// that takes the native ones drops the others).
const BOTH: (u32, u32) = (2, 45);

pub(super) fn check(workspace: &Workspace, diagnostics: &mut Vec<Diagnostic>) {
    let Some(project) = &workspace.project else { return };
    let version = project.prometheus.version;
    for metric in workspace.schemas.iter().flat_map(|schema| &schema.metrics).filter(|m| m.alias_of.is_none()) {
        let Some(native) = &metric.native else { continue };
        let (needed, message, help) = match metric.buckets {
            Some(_) if version < BOTH => (
                BOTH,
                format!("`{}` has both `buckets` and `native`, of which its servers keep one", metric.key),
                "or leave one of the two out",
            ),
            None if version < NATIVE => (
                NATIVE,
                format!("`{}` has native buckets, which its servers do not read", metric.key),
                "or give it `buckets` instead",
            ),
            _ => continue,
        };
        let text = |(major, minor): (u32, u32)| format!("{major}.{minor}");
        let note = match metric.buckets {
            Some(_) if version < NATIVE => format!("Prometheus {} reads no native ones", text(version)),
            Some(_) => format!(
                "Prometheus {} drops classic buckets where there are native ones, and rules on `_bucket` see nothing",
                text(version)
            ),
            None => format!("the oldest server that reads the metrics is Prometheus {}", text(version)),
        };
        diagnostics.push(Diagnostic::error(&catalogue::NATIVE_VERSION, native.span, message).note(note).help(format!(
            "set `version` in `[prometheus]` of the project file to \"{}\" or later, {help}",
            text(needed)
        )));
    }
}
