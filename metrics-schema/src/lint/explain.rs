//! The manual: what each code means, with examples, as markdown.

use super::LINTS;
use crate::diagnostic::{Code, Family, catalogue};
use crate::model::Level;
use std::fmt::Write as _;

/// Families in the order of the reference, each with its heading.
const FAMILIES: [(Family, &str, &str); 8] = [
    (Family::Form, "Form", "Errors in the form of a file. Editors find most of them too, through the JSON Schemas."),
    (Family::Meaning, "Meaning", "Errors in what a file says, taken together with the files around it."),
    (Family::Macro, "Macros", "Errors that only the macros report, in the code of a service."),
    (Family::Names, "Lints on names", ""),
    (Family::Units, "Lints on units", ""),
    (Family::Labels, "Lints on labels", ""),
    (Family::Histograms, "Lints on histograms", ""),
    (Family::Time, "Lints on alerts, owners and what changes with time", ""),
];

/// All that is known about one code, as a page of its own.
pub fn explain(code: &Code) -> String {
    section(code, 1)
}

/// Every code on one page, by family, each under a heading that is its name.
pub fn reference() -> String {
    let mut out = String::from(
        "# Diagnostics\n\n\
         Every message carries a code, and `explain CODE` shows its entry. Errors always count. A lint has a level, \
         which `[lints]` in the project file sets to `\"error\"`, `\"warning\"` or `\"off\"`, and a single finding is \
         silenced where it is right for once, with the reason: \
         `allow = [{ lint = \"non_base_unit\", reason = \"public name\", until = 2027-06-30 }]`.\n",
    );
    for (family, title, about) in FAMILIES {
        let mut codes: Vec<&Code> = catalogue::all().filter(|code| code.family == family).collect();
        if codes.is_empty() {
            continue;
        }
        codes.sort_by_key(|code| code.name);
        let _ = write!(out, "\n## {title}\n");
        if !about.is_empty() {
            let _ = write!(out, "\n{about}\n");
        }
        for code in codes {
            out.push('\n');
            out.push_str(&section(code, 3));
        }
    }
    out
}

fn section(code: &Code, depth: usize) -> String {
    let level = match LINTS.iter().find(|lint| lint.code.name == code.name).map(|lint| lint.level) {
        None => "An error.",
        Some(Level::Error) => "A lint; an error by default.",
        Some(Level::Warning) => "A lint; a warning by default.",
        Some(Level::Off) => "A lint; off by default.",
    };
    let mut out = format!("{} `{}`\n\n{level}\n\n{}\n", "#".repeat(depth), code.name, code.doc.trim());
    for (title, example) in [("Bad:", code.bad), ("Good:", code.good)] {
        if !example.is_empty() {
            let _ = write!(out, "\n{title}\n\n```{}\n{}\n```\n", language(example), example.trim());
        }
    }
    out
}

/// Examples are schemas, but those of the macros are Rust.
fn language(example: &str) -> &'static str {
    let rust = ["#[", "use ", "metricspec::", "pub struct ", "struct "];
    if rust.iter().any(|start| example.trim_start().starts_with(start)) { "rust" } else { "toml" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_in_the_reference_once() {
        let page = reference();
        for code in catalogue::all() {
            let heading = format!("\n### `{}`\n", code.name);
            assert_eq!(page.matches(&heading).count(), 1, "{}", code.name);
        }
    }

    #[test]
    fn a_page_has_level_text_and_examples() {
        let lint = crate::lint::find("counter_without_total").expect("a lint");
        let page = explain(&lint.code);
        assert!(page.starts_with("# `counter_without_total`\n\nA lint; a warning by default.\n\n"), "{page}");
        assert_eq!(page.matches("```toml\n").count(), 2, "{page}");
        assert!(page.ends_with("```\n"));
    }
}
