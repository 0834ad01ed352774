//! The lines of a family.

use crate::desc::{self, Kind};
use crate::family::{Family, Point};
use crate::storage::Number;

use super::number::push_number;
use super::{Format, escape, push_label};

/// How a metric is announced. Its samples have one name in every format; what differs is the name of the family, which
/// OpenMetrics derives from that of the samples, and the type, where OpenMetrics has no such name for it.
pub(crate) struct Header<'a> {
    /// Name of the samples; of a histogram, without a suffix.
    pub(crate) name: &'a str,
    family: &'a str,
    kind: &'static str,
}

impl<'a> Header<'a> {
    pub(crate) fn new(desc: &desc::Metric, name: &'a str, format: Format) -> Self {
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
        Header { name, family, kind }
    }
}

/// Writes the lines that begin with `#`.
pub(crate) fn write_header(out: &mut String, header: &Header<'_>, help: &str, unit: Option<&str>, format: Format) {
    let family = header.family;
    out.extend(["# HELP ", family, " "]);
    escape(out, help, format == Format::OpenMetrics);
    out.extend(["\n# TYPE ", family, " ", header.kind, "\n"]);
    if format == Format::OpenMetrics
        && let Some(unit) = unit
        && !matches!(header.kind, "info" | "stateset")
        && family.strip_suffix(unit).is_some_and(|rest| rest.len() > 1 && rest.ends_with('_'))
    {
        out.extend(["# UNIT ", family, " ", unit, "\n"]);
    }
}

/// Writes the samples of a series.
pub(crate) fn write_point(out: &mut String, header: &Header<'_>, labels: &str, family: &Family, point: &Point) {
    match point {
        Point::Number(number) => write_sample(out, header.name, "", labels, *number),
        Point::States(states) => {
            let Some(label) = family.desc.state else { return };
            for (texts, state) in label.values.iter().zip(states) {
                let mut labels = labels.to_owned();
                for (name, value) in label.names.iter().zip(*texts) {
                    push_label(&mut labels, name, value);
                }
                write_sample(out, header.name, "", &labels, Number::U64(*state));
            }
        }
        Point::Histogram { buckets, sum } => {
            let mut count = 0u64;
            for (bucket, bound) in buckets.iter().zip(family.bound_texts()) {
                count = count.wrapping_add(*bucket);
                out.extend([header.name, "_bucket{", labels, if labels.is_empty() { "le=\"" } else { ",le=\"" }]);
                out.extend([bound, "\"} "]);
                push_number(out, Number::U64(count));
                out.push('\n');
            }
            // OpenMetrics has neither of these beside bounds below 0. Whoever reads `_count` wants it whichever format was
            // scraped, and Prometheus takes it, so both are always there.
            write_sample(out, header.name, "_sum", labels, *sum);
            write_sample(out, header.name, "_count", labels, Number::U64(count));
        }
    }
}

fn write_sample(out: &mut String, name: &str, suffix: &str, labels: &str, number: Number) {
    out.extend([name, suffix]);
    if !labels.is_empty() {
        out.extend(["{", labels, "}"]);
    }
    out.push(' ');
    push_number(out, number);
    out.push('\n');
}
