//! What is exposed under which name, in the order of the exposition. It is kept from scrape to scrape: only names that are
//! made of values can change without a registration, and then they are made anew.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::expose::{ClosedLabels, Consts, Exposed, Heads, Texts};
use crate::family::Loss;
use crate::storage::Sums;

use super::claims::{Claims, Owner, names};
use super::collected::Collected;
use super::entry::{Entry, ExposedName};

/// All exposed names.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) entries: Vec<Arc<Entry>>,
    pub(crate) names: Vec<PageName>,
    /// What names were made of.
    made: Vec<Made>,
    /// Values that were left out, since their name is another metric's.
    lost: Vec<Lost>,
}

/// An exposed name.
#[derive(Debug)]
pub(crate) struct PageName {
    name: String,
    help: &'static str,
    skip: Option<&'static str>,
    labels: ClosedLabels,
    heads: Heads,
    texts: Texts,
    /// Those that have equal const labels follow each other.
    pub(crate) parts: Vec<Part>,
}

/// Series of one recorder under one name.
#[derive(Debug)]
pub(crate) struct Part {
    /// Its position among the entries.
    pub(crate) entry: usize,
    exposure: usize,
    /// Whether its const labels are others than those of the part before it.
    pub(crate) begins: bool,
    /// The rows that have the name's value, if one went into it; and the combinations of closed values.
    pub(crate) rows: Option<Box<[usize]>>,
    pub(crate) closed: Option<Box<[usize]>>,
}

/// Series of which values went into names.
#[derive(Debug)]
struct Made {
    entry: usize,
    from: Collected,
    /// Which of them were there, a bit each.
    present: Vec<u64>,
}

#[derive(Debug)]
struct Lost {
    entry: usize,
    label: usize,
    value: String,
}

/// Series by the value of one of their labels: their rows, and their combinations of closed values.
type ByValue<'a> = BTreeMap<&'a str, (Vec<usize>, Vec<usize>)>;

impl Page {
    pub(crate) fn new(entries: Vec<Arc<Entry>>, collected: &[Collected], sums: &Sums, claims: &Claims) -> Self {
        let mut page = Page { entries, names: Vec::new(), made: Vec::new(), lost: Vec::new() };
        let mut draft = Draft::default();
        for (at, (entry, collected)) in page.entries.iter().zip(collected).enumerate() {
            for (exposure, name) in entry.names().enumerate() {
                let part = |rows, closed| Part { entry: at, exposure, begins: true, rows, closed };
                match name {
                    ExposedName::Fixed(name) => _ = draft.add(entry, name.clone(), None, part(None, None)),
                    ExposedName::Template { before, label, after } => {
                        let labels = ClosedLabels::new(entry.family.desc, None);
                        let open = entry.family.desc.open.iter().position(|each| each.name == *label);
                        for (value, (rows, closed)) in by_value(entry, collected, sums, &labels, label, open) {
                            let name = format!("{before}{value}{after}");
                            let part = match open {
                                Some(_) => part(Some(rows.into()), None),
                                None => part(None, Some(closed.into())),
                            };
                            // A value that came before the metric that now has the name, or one whose name meets that of
                            // another value: `jobs` and `jobs_total` are one family to OpenMetrics.
                            let (kind, owner) = (entry.family.desc.kind, entry.family.owner);
                            let free = !claims.is_taken(kind, &name, owner, exposure)
                                && draft.claim(names(kind, &name), (&name, owner, exposure))
                                && draft.add(entry, name, Some(label), part);
                            if !free && let Some(label) = open {
                                page.lost.push(Lost { entry: at, label, value: value.to_owned() });
                            }
                        }
                    }
                }
            }
            if entry.has_template() {
                let mut present = Vec::new();
                collected.each_presence(entry, sums, |at, there| {
                    present.resize(present.len().max(at / 64 + 1), 0);
                    present[at / 64] |= u64::from(there) << (at % 64);
                });
                page.made.push(Made { entry: at, from: collected.clone(), present });
            }
        }
        page.names = draft.into_names(&page.entries);
        page
    }

    /// Whether names made of values are still those that would be made now.
    pub(crate) fn is_right(&self, collected: &[Collected], sums: &Sums) -> bool {
        self.made.iter().all(|made| {
            let (Some(entry), Some(collected)) = (self.entries.get(made.entry), collected.get(made.entry)) else {
                return false;
            };
            let mut same = made.from.same_series(collected);
            if same {
                collected.each_presence(entry, sums, |at, there| {
                    same &= made.present.get(at / 64).is_some_and(|word| (word >> (at % 64) & 1 == 1) == there);
                });
            }
            same
        })
    }

    /// Counts the values that are left out. They are, at each scrape.
    pub(crate) fn count_lost(&self) {
        for Lost { entry, label, value } in &self.lost {
            if let Some(entry) = self.entries.get(*entry) {
                entry.family.admission.lose(*label, value, Loss::NameTaken);
            }
        }
    }

    /// What sinks see of a name.
    pub(crate) fn exposed<'p>(&'p self, name: &'p PageName) -> Option<Exposed<'p>> {
        let PageName { name, help, skip, labels, heads, texts, parts } = name;
        let family = &*self.entries.get(parts.first()?.entry)?.family;
        Some(Exposed { name, help, family, skip: *skip, labels, heads, texts })
    }

    /// The const labels of a part.
    pub(crate) fn consts(&self, part: &Part) -> Option<Consts<'_>> {
        Some(self.entries.get(part.entry)?.consts(part.exposure))
    }
}

/// A page in the making.
#[derive(Default)]
struct Draft {
    names: BTreeMap<String, DraftName>,
    /// Names that are taken up by names made of values, with these and with whose they are.
    made: HashMap<String, (String, Owner, usize)>,
}

struct DraftName {
    skip: Option<&'static str>,
    owner: Owner,
    parts: Vec<Part>,
}

impl Draft {
    /// Takes up all `names` for a name that is made of a value; whether no other such name has one of them.
    fn claim(&mut self, names: Vec<String>, by: (&str, Owner, usize)) -> bool {
        let own = |(name, owner, exposure): &(String, Owner, usize)| (name.as_str(), *owner, *exposure) == by;
        let free = names.iter().all(|name| self.made.get(name).is_none_or(own));
        if free {
            let (name, owner, exposure) = by;
            self.made.extend(names.into_iter().map(|each| (each, (name.to_owned(), owner, exposure))));
        }
        free
    }

    /// Adds series under a name; whether no other metric has it.
    fn add(&mut self, entry: &Entry, name: String, skip: Option<&'static str>, part: Part) -> bool {
        let owner = entry.family.owner;
        let name = self.names.entry(name).or_insert_with(|| DraftName { skip, owner, parts: Vec::new() });
        let free = name.owner == owner;
        if free {
            name.parts.push(part);
        }
        free
    }

    fn into_names(self, entries: &[Arc<Entry>]) -> Vec<PageName> {
        let text = |part: &Part| entries.get(part.entry).map_or("", |entry| entry.consts(part.exposure).text);
        let mut names = Vec::with_capacity(self.names.len());
        for (name, DraftName { skip, mut parts, .. }) in self.names {
            // Stable: instances come in the order of their registration.
            parts.sort_by(|a, b| text(a).cmp(text(b)));
            for at in 1..parts.len() {
                parts[at].begins = text(&parts[at]) != text(&parts[at - 1]);
            }
            parts.shrink_to_fit();
            let Some(first) = parts.first() else { continue };
            let Some(entry) = entries.get(first.entry) else { continue };
            let (family, help) = (&entry.family, entry.help(first.exposure));
            let labels = ClosedLabels::new(family.desc, skip);
            let heads = Heads::new(family.desc, &name, help);
            let texts = Texts::new(family.desc, &name, &labels, &family.settings.bounds);
            names.push(PageName { name, help, skip, labels, heads, texts, parts });
        }
        names
    }
}

fn by_value<'a>(
    entry: &Entry,
    collected: &'a Collected,
    sums: &Sums,
    labels: &ClosedLabels,
    label: &str,
    open: Option<usize>,
) -> ByValue<'a> {
    let mut all = ByValue::new();
    let desc = entry.family.desc;
    for row in 0..collected.rows() {
        let mut seen = false;
        collected.each(entry, sums, row, |closed, _, _| match open {
            Some(at) if !seen => {
                seen = true;
                if at < desc.open.len() {
                    all.entry(collected.open(row).value(at)).or_default().0.push(row);
                }
            }
            Some(_) => {}
            None => {
                if let Some((_, value)) = labels.all(closed).find(|(name, _)| *name == label) {
                    all.entry(value).or_default().1.push(closed);
                }
            }
        });
    }
    for (_, closed) in all.values_mut() {
        closed.sort_unstable();
        closed.dedup();
    }
    all
}
