//! How a metric is announced: the lines that begin with `#`.

use crate::desc::{self, Kind};

use super::{Format, escape};

/// The announcements of an exposed name, in both text formats.
#[derive(Debug)]
pub(crate) struct Heads {
    text: Box<str>,
    openmetrics: Box<str>,
}

impl Heads {
    pub(crate) fn new(desc: &desc::Metric, name: &str, help: &str) -> Self {
        let head = |format| head(&Header::new(desc, name, format), help, unit_in_name(desc, name), format).into();
        Heads { text: head(Format::Text), openmetrics: head(Format::OpenMetrics) }
    }

    pub(crate) fn of(&self, format: Format) -> &[u8] {
        match format {
            Format::OpenMetrics => self.openmetrics.as_bytes(),
            Format::Text | Format::Protobuf => self.text.as_bytes(),
        }
    }
}

/// The samples of a metric have one name in every format; what differs is the name of the family, which OpenMetrics derives
/// from that of the samples, and the type, where OpenMetrics has no such name for it.
struct Header<'a> {
    family: &'a str,
    kind: &'static str,
}

impl<'a> Header<'a> {
    fn new(desc: &desc::Metric, name: &'a str, format: Format) -> Self {
        let base = |suffix| name.strip_suffix(suffix).filter(|base: &&str| !base.is_empty());
        let (family, kind) = match (desc.kind, format) {
            (Kind::Counter, Format::Text | Format::Protobuf) => (name, "counter"),
            // Renaming it would tear its history in two when a server starts to ask for OpenMetrics.
            (Kind::Counter, Format::OpenMetrics) => base("_total").map_or((name, "unknown"), |base| (base, "counter")),
            (Kind::Info, Format::OpenMetrics) => base("_info").map_or((name, "gauge"), |base| (base, "info")),
            // The label that holds the state must be called like the metric.
            (Kind::StateSet, Format::OpenMetrics) if desc.state.is_some_and(|state| state.names == [name]) => {
                (name, "stateset")
            }
            (Kind::Gauge | Kind::Info | Kind::StateSet, _) => (name, "gauge"),
            (Kind::Histogram, _) => (name, "histogram"),
        };
        Header { family, kind }
    }
}

/// The unit, if the name ends in it, which is where readers ask for it.
pub(crate) fn unit_in_name(desc: &desc::Metric, name: &str) -> Option<&'static str> {
    let base = match desc.kind {
        Kind::Info | Kind::StateSet => return None,
        Kind::Counter => name.strip_suffix("_total").unwrap_or(name),
        Kind::Gauge | Kind::Histogram => name,
    };
    desc.unit.filter(|unit| base.strip_suffix(unit).is_some_and(|rest| rest.len() > 1 && rest.ends_with('_')))
}

fn head(header: &Header<'_>, help: &str, unit: Option<&str>, format: Format) -> String {
    let Header { family, kind } = header;
    let mut out = String::new();
    out.extend(["# HELP ", family, " "]);
    escape(&mut out, help, format == Format::OpenMetrics);
    out.extend(["\n# TYPE ", family, " ", kind, "\n"]);
    if format == Format::OpenMetrics
        && let Some(unit) = unit
    {
        out.extend(["# UNIT ", family, " ", unit, "\n"]);
    }
    out
}
