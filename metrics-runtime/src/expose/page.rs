//! Gathers what is exposed under each name, and adds up instances of one recorder.

use std::collections::{BTreeMap, HashMap};

use crate::desc::{self, Kind};
use crate::family::{Family, Point, Series};
use crate::registry::Owner;

use super::Format;
use super::push_label;
use super::write::{Header, write_header, write_point};

/// Everything that one scrape exposes.
#[derive(Default)]
pub(crate) struct Page<'a> {
    /// By exposed name, so that the output is sorted by it.
    families: BTreeMap<String, Exposed<'a>>,
    /// Names that are taken up by names made of values, with these and with whose they are.
    made: HashMap<String, (String, Owner, usize)>,
}

/// What is exposed under one name.
struct Exposed<'a> {
    family: &'a Family,
    help: &'a str,
    parts: Vec<Part<'a>>,
}

/// Series of one recorder under one name.
pub(crate) struct Part<'a> {
    pub(crate) family: &'a Family,
    /// Label text of its const labels.
    pub(crate) const_text: &'a str,
    /// The label whose value has gone into the name.
    pub(crate) skip: Option<&'static str>,
    pub(crate) series: Vec<&'a Series>,
}

impl<'a> Page<'a> {
    /// Takes up all `names` for a name that is made of a value; whether no other such name has one of them.
    pub(crate) fn claim(&mut self, names: Vec<String>, by: (&str, Owner, usize)) -> bool {
        let own = |(name, owner, exposure): &(String, Owner, usize)| (name.as_str(), *owner, *exposure) == by;
        let free = names.iter().all(|name| self.made.get(name).is_none_or(own));
        if free {
            let (name, owner, exposure) = by;
            self.made.extend(names.into_iter().map(|each| (each, (name.to_owned(), owner, exposure))));
        }
        free
    }

    /// Adds series under a name; whether no other metric has it.
    pub(crate) fn add(&mut self, name: String, help: &'a str, part: Part<'a>) -> bool {
        if part.series.is_empty() {
            return true;
        }
        let family = part.family;
        let exposed = self.families.entry(name).or_insert_with(|| Exposed { family, help, parts: vec![] });
        let free = exposed.family.same_metric(family);
        if free {
            exposed.parts.push(part);
        }
        free
    }

    /// Appends everything, in a format.
    pub(crate) fn write(&self, format: Format, out: &mut Vec<u8>) {
        match format {
            Format::Text | Format::OpenMetrics => {
                let mut text = String::new();
                self.write_text(format, &mut text);
                out.append(&mut text.into_bytes());
            }
            Format::Protobuf => {}
        }
    }

    /// Appends everything, in one of the text formats.
    pub(crate) fn write_text(&self, format: Format, out: &mut String) {
        for (name, exposed) in &self.families {
            let header = Header::new(exposed.family.desc, name, format);
            write_header(out, &header, exposed.help, exposed.family.desc.unit, format);
            for (const_text, parts) in by_const_labels(&exposed.parts) {
                write_parts(out, &header, const_text, &parts);
            }
        }
        if format == Format::OpenMetrics {
            out.push_str("# EOF\n");
        }
    }
}

fn by_const_labels<'p, 'a>(parts: &'p [Part<'a>]) -> BTreeMap<&'a str, Vec<&'p Part<'a>>> {
    let mut groups: BTreeMap<&str, Vec<&Part<'_>>> = BTreeMap::new();
    for part in parts {
        groups.entry(part.const_text).or_default().push(part);
    }
    groups
}

fn write_parts(out: &mut String, header: &Header<'_>, const_text: &str, parts: &[&Part<'_>]) {
    let mut labels = String::new();
    let mut line = |part: &Part<'_>, series: &Series, point: &Point| {
        labels.clear();
        labels.push_str(const_text);
        push_labels(&mut labels, part, series);
        write_point(out, header, &labels, part.family, point);
    };
    match parts {
        [part] => part.series.iter().for_each(|series| line(part, series, &series.point)),
        _ => {
            let mut sums = BTreeMap::new();
            for part in parts {
                for series in &part.series {
                    sums.entry((&series.key.values, series.closed))
                        .and_modify(|(.., point): &mut (_, _, Point)| {
                            // Information stays 1, however many instances have it.
                            if part.family.desc.kind != Kind::Info {
                                point.add(&series.point);
                            }
                        })
                        .or_insert_with(|| (*part, *series, series.point.clone()));
                }
            }
            for (part, series, point) in sums.values() {
                line(part, series, point);
            }
        }
    }
}

/// Appends the labels of a call, but for the one that has gone into the name.
fn push_labels(labels: &mut String, part: &Part<'_>, series: &Series) {
    let family = part.family;
    let Some(skip) = part.skip else {
        for text in [&*series.key.text, family.closed_text(series.closed)] {
            if !text.is_empty() {
                if !labels.is_empty() {
                    labels.push(',');
                }
                labels.push_str(text);
            }
        }
        return;
    };
    let mut push = |name: &str, value: &str| {
        if name != skip {
            push_label(labels, name, value);
        }
    };
    for (label, value) in family.desc.open.iter().zip(&series.key.values) {
        push(label.name, value);
    }
    for (name, value) in closed_values(family.desc, series.closed) {
        push(name, value);
    }
}

/// Exposed names and values of a combination of closed values.
pub(crate) fn closed_values(
    desc: &desc::Metric,
    mut index: usize,
) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut values = Vec::new();
    for label in desc.closed.iter().rev() {
        let combinations = label.values.len().max(1);
        let texts = label.values.get(index % combinations).copied().unwrap_or_default();
        index /= combinations;
        values.extend(label.names.iter().copied().zip(texts.iter().copied()).rev());
    }
    values.into_iter().rev()
}

/// The text of a combination of closed values.
pub(crate) fn closed_text(desc: &desc::Metric, index: usize) -> Box<str> {
    let mut text = String::new();
    for (name, value) in closed_values(desc, index) {
        push_label(&mut text, name, value);
    }
    text.into()
}
