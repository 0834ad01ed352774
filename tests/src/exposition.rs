//! Reads an exposition, as simply as a correct one allows: both text formats, lines that the run time writes.

use std::collections::{BTreeMap, BTreeSet};

use crate::Shape;

/// What an exposition says of one family.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Family {
    /// `# TYPE`.
    pub kind: String,
    /// `# HELP`, without its escapes.
    pub help: String,
    /// Label names of its samples, with all values that occur; `le` apart.
    pub labels: BTreeMap<String, BTreeSet<String>>,
    /// Bounds that occur, without `+Inf`.
    pub bounds: Vec<f64>,
    /// Number of samples.
    pub samples: usize,
}

/// Families by the name in their `# TYPE` line.
///
/// # Panics
/// If a line is none of the formats', or a sample comes before the lines that announce its family.
pub fn families(text: &str) -> BTreeMap<String, Family> {
    let mut all: BTreeMap<String, Family> = BTreeMap::new();
    let mut current = String::new();
    for line in text.lines() {
        let words: Vec<&str> = line.splitn(4, ' ').collect();
        match words[..] {
            ["#", "HELP", name, help] => {
                assert!(all.insert(name.to_owned(), Family { help: unescape(help), ..Family::default() }).is_none());
                current = name.to_owned();
            }
            ["#", "TYPE", name, kind] => {
                assert_eq!(name, current);
                all.entry(name.to_owned()).or_default().kind = kind.to_owned();
            }
            ["#", "UNIT", name, _] => assert_eq!(name, current),
            ["#", "EOF"] => {}
            _ => {
                let family = all.get_mut(&current).unwrap_or_else(|| panic!("no family announced before {line}"));
                assert!(line.starts_with(&current), "{line} in the family {current}");
                family.sample(line);
            }
        }
    }
    all
}

impl Family {
    fn sample(&mut self, line: &str) {
        let (_, labels) = labels_of(line);
        self.samples += 1;
        for (name, value) in labels {
            if name != "le" {
                self.labels.entry(name).or_default().insert(value);
            } else if value != "+Inf" {
                let bound: f64 = value.parse().expect("a bound is a number");
                if !self.bounds.contains(&bound) {
                    self.bounds.push(bound);
                }
            }
        }
    }

    /// The shape of the family, under a name. An exposition does not say which labels are closed: `want` does.
    pub fn shape(&self, name: &str, want: &Shape) -> Shape {
        let closed = |label: &String| want.labels.get(label).is_some_and(Option::is_some);
        Shape {
            name: name.to_owned(),
            kind: self.kind.clone(),
            help: self.help.clone(),
            labels: self.labels.iter().map(|(l, v)| (l.clone(), closed(l).then(|| v.clone()))).collect(),
            bounds: (self.kind == "histogram").then(|| self.bounds.clone()),
        }
    }
}

/// Name and labels of a sample.
fn labels_of(line: &str) -> (&str, Vec<(String, String)>) {
    let Some((name, rest)) = line.split_once('{') else {
        return (line.split(' ').next().unwrap_or(line), Vec::new());
    };
    let (mut labels, mut rest) = (Vec::new(), rest);
    while !rest.starts_with('}') {
        let (label, quoted) = rest.split_once("=\"").unwrap_or_else(|| panic!("no label in {line}"));
        let mut escaped = false;
        let end = quoted.char_indices().find(|(_, c)| {
            let ends = *c == '"' && !escaped;
            escaped = *c == '\\' && !escaped;
            ends
        });
        let (end, _) = end.unwrap_or_else(|| panic!("no end of a value in {line}"));
        labels.push((label.to_owned(), unescape(&quoted[..end])));
        rest = quoted[end + 1..].trim_start_matches(',');
    }
    (name, labels)
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            ('\\', Some('n')) => out.push('\n'),
            ('\\', Some(escaped)) => out.push(escaped),
            (c, _) => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_formats() {
        let text = "# HELP a A\\nB\n# TYPE a counter\na{l=\"x\\\",y\",m=\"\"} 1\na{l=\"z\",m=\"\"} 2\n\
                    # HELP h H\n# TYPE h histogram\n# UNIT h s\nh_bucket{le=\"0.5\"} 1\nh_bucket{le=\"+Inf\"} 1\nh_sum 1\nh_count 1\n# EOF\n";
        let all = families(text);
        let a = &all["a"];
        assert_eq!((a.kind.as_str(), a.help.as_str(), a.samples), ("counter", "A\nB", 2));
        assert_eq!(a.labels["l"], BTreeSet::from(["x\",y".to_owned(), "z".to_owned()]));
        assert_eq!(a.labels["m"], BTreeSet::from([String::new()]));
        assert_eq!((all["h"].bounds.as_slice(), all["h"].samples), (&[0.5][..], 4));
        assert!(all["h"].labels.is_empty());
    }

    #[test]
    #[should_panic(expected = "in the family a")]
    fn samples_belong_to_their_family() {
        families("# HELP a A\n# TYPE a counter\nb 1\n");
    }
}
