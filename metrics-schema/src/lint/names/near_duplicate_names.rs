use crate::diagnostic::{Code, Family};
use crate::lint::scan::Named;
use crate::lint::{Findings, Lint, near, scan, words};
use crate::model::{Level, Workspace};
use std::borrow::Cow;
use std::collections::HashMap;

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "near_duplicate_names",
        family: Family::Names,
        doc: "Two names are the same but for the order of their words, a plural, `_total`, or one letter of a word. Whoever \
remembers one of them writes the other, and the query is silently about something else. Aliases, and a metric beside the \
deprecated one that it replaces, are not meant.",
        bad: r#"[metrics.shop_orders_failed_total]
type = "counter"
help = "Orders that could not be paid for"

[metrics.shop_failed_orders_total]
type = "counter"
help = "Orders that could not be shipped"
"#,
        good: r#"[metrics.shop_orders_unpaid_total]
type = "counter"
help = "Orders that could not be paid for"

[metrics.shop_orders_unshipped_total]
type = "counter"
help = "Orders that could not be shipped"
"#,
    },
    level: Level::Warning,
    check,
};

/// Words on both sides of which the order matters: `host_to_device` is not `device_to_host`.
const DIRECTIONS: [&str; 8] = ["to", "from", "per", "by", "before", "after", "over", "into"];

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    let names: Vec<Named<'_>> = scan::names(workspace).collect();
    let mut vocabulary = Vocabulary::default();
    let spelt: Vec<Vec<usize>> = names.iter().map(|named| vocabulary.read(named.name)).collect();
    let same = vocabulary.same_words(findings);
    let mut first: HashMap<Vec<usize>, usize> = HashMap::new();
    for (i, mut key) in spelt.into_iter().enumerate() {
        findings.work(key.len());
        let keeps_order = names[i].name.split('_').any(|word| DIRECTIONS.contains(&word));
        key.iter_mut().for_each(|word| *word = same[*word]);
        if !keeps_order {
            key.sort_unstable();
        }
        let earlier = *first.entry(key).or_insert(i);
        if earlier != i {
            compare(&names[earlier], &names[i], findings);
        }
    }
}

/// The stems of all different words, numbered in the order in which they come.
#[derive(Default)]
struct Vocabulary<'a> {
    numbers: HashMap<Cow<'a, str>, usize>,
}

impl<'a> Vocabulary<'a> {
    fn read(&mut self, name: &'a str) -> Vec<usize> {
        let stem = name.strip_suffix("_total").unwrap_or(name);
        stem.split('_')
            .filter(|word| !word.is_empty())
            .map(|word| {
                let next = self.numbers.len();
                *self.numbers.entry(words::stem(word)).or_insert(next)
            })
            .collect()
    }

    /// For each word the first of those that are spelt nearly like it.
    fn same_words(&self, findings: &mut Findings<'_>) -> Vec<usize> {
        let mut texts = vec![""; self.numbers.len()];
        for (text, number) in &self.numbers {
            texts[*number] = text;
        }
        let mut work = 0;
        let mut same: Vec<usize> = (0..texts.len()).collect();
        for (earlier, later) in near::alike(&texts, &mut work) {
            same[later] = same[earlier].min(same[later]);
        }
        findings.work(work);
        same
    }
}

fn compare(a: &Named<'_>, b: &Named<'_>, findings: &mut Findings<'_>) {
    let aliases = a.metric.alias_of.is_some() || b.metric.alias_of.is_some();
    let replaced = a.metric.deprecated.is_some() != b.metric.deprecated.is_some();
    if a.name == b.name || aliases || replaced {
        return;
    }
    let message = format!("`{}` is nearly the name of another metric, `{}`", b.name, a.name);
    findings.report([b.about, a.about], b.metric.key.span, message, |d| {
        d.label(difference(a.name, b.name))
            .related(a.metric.key.span, "the other one")
            .help("name what differs between them, or make them one metric with a label")
    });
}

fn difference(a: &str, b: &str) -> String {
    let sorted = |name: &str| {
        let mut words: Vec<String> = name.split('_').map(str::to_owned).collect();
        words.sort();
        words
    };
    let (mut of_a, mut of_b) = (sorted(a), sorted(b));
    if of_a == of_b {
        return "the order of the words differs".to_owned();
    }
    of_a.retain(|word| match of_b.iter().position(|other| other == word) {
        Some(at) => {
            of_b.remove(at);
            false
        }
        None => true,
    });
    match (of_a.as_slice(), of_b.as_slice()) {
        ([], rest) | (rest, []) => format!("only `{}` differs", rest.join("_")),
        (a, b) => format!("only `{}` for `{}` differs", b.join("_"), a.join("_")),
    }
}
