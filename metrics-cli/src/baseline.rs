//! `--baseline`: lint findings that an adopter has seen and lives with for now. What is new is still reported.
//!
//! The file is text, one finding a line: code, path and message, with tabs between. Lines and columns are left out, so
//! that an edit elsewhere in a file changes nothing. What a file must have to be read at all is never in a baseline.

use crate::failure::{Failure, reason};
use metricspec_schema::diagnostic::{Diagnostic, Family};
use metricspec_schema::source::Sources;
use std::collections::BTreeMap;
use std::path::Path;

const HEAD: &str =
    "# Lint findings that `--baseline` leaves out: code, file and message. Written by `--write-baseline`.\n";

/// How often each known finding may occur.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Baseline {
    known: BTreeMap<String, usize>,
}

impl Baseline {
    pub(crate) fn read(path: &Path) -> Result<Baseline, Failure> {
        std::fs::read_to_string(path).map(|text| Baseline::parse(&text)).map_err(|error| {
            Failure::new(format!("cannot read the baseline `{}`: {}", path.display(), reason(&error)))
                .and(format!("make it with `check --write-baseline {}`", path.display()))
        })
    }

    fn parse(text: &str) -> Baseline {
        let mut known = BTreeMap::new();
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            *known.entry(line.to_owned()).or_default() += 1;
        }
        Baseline { known }
    }

    /// Takes out what is known. Gives the number of entries that no longer occur.
    pub(crate) fn apply(mut self, diagnostics: &mut Vec<Diagnostic>, sources: &Sources) -> usize {
        diagnostics.retain(|d| match self.known.get_mut(&line(d, sources)) {
            Some(left) if *left > 0 && is_lint(d) => {
                *left -= 1;
                false
            }
            _ => true,
        });
        self.known.values().sum()
    }
}

/// The text of a baseline that holds all lint findings, and how many they are.
pub(crate) fn text(diagnostics: &[Diagnostic], sources: &Sources) -> (String, usize) {
    let mut lines: Vec<String> = diagnostics.iter().filter(|d| is_lint(d)).map(|d| line(d, sources) + "\n").collect();
    lines.sort();
    (HEAD.to_owned() + &lines.concat(), lines.len())
}

pub(crate) fn is_lint(d: &Diagnostic) -> bool {
    !matches!(d.code.family, Family::Form | Family::Meaning | Family::Macro)
}

fn line(d: &Diagnostic, sources: &Sources) -> String {
    let message = d.message.replace(['\n', '\r', '\t'], " ");
    format!("{}\t{}\t{message}", d.code.name, sources.get(d.span.file).path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use metricspec_schema::diagnostic::Code;
    use metricspec_schema::source::{Source, Span};

    static LINT: Code = Code { name: "a_lint", family: Family::Names, doc: "", bad: "", good: "" };
    static FORM: Code = Code { name: "a_form", family: Family::Form, doc: "", bad: "", good: "" };

    #[test]
    fn leaves_out_what_is_known_and_only_that() {
        let mut sources = Sources::default();
        let file = sources.add(Source::new("a.toml", "x"));
        let at = |code, message: &str| Diagnostic::warning(code, Span::new(file, 0..1), message);
        let old = [at(&LINT, "one"), at(&LINT, "one"), at(&LINT, "two"), at(&FORM, "form")];
        let (written, count) = text(&old, &sources);
        assert_eq!(count, 3);
        assert_eq!(written, format!("{HEAD}a_lint\ta.toml\tone\na_lint\ta.toml\tone\na_lint\ta.toml\ttwo\n"));

        let mut now = vec![at(&LINT, "one"), at(&LINT, "one"), at(&LINT, "one"), at(&LINT, "new"), at(&FORM, "form")];
        assert_eq!(Baseline::parse(&written).apply(&mut now, &sources), 1, "`two` is gone");
        assert_eq!(now.iter().map(|d| d.message.as_str()).collect::<Vec<_>>(), ["one", "new", "form"]);
    }
}
