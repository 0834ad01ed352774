//! No text of a schema can break a page.

mod support;

use metricspec_schema::emit::Generated;
use pulldown_cmark::{Event, Options, Parser, Tag};

/// Texts that would be markup somewhere.
const HOSTILE: &[&str] = &[
    "a | b || c",
    "<script>alert(1)</script> <b>x",
    "<!-- never closed",
    "{{ template }} {% tag %} {x}",
    "`unclosed and ``two`` and \\` escaped",
    "*a _b **c __d ~~e ~f",
    "[x](javascript:alert(1)) ![y](z) [ref] [a][b]",
    "[ref]: http://example.com",
    "&lt;b&gt; &amp; &#124; & R&D",
    "\\| \\\\| \\",
    "# heading",
    "- item",
    "+ item",
    "1. item",
    "> quote",
    "=====",
    "-----",
    "```",
    "~~~",
    "    indented",
    "$a$ and $$b$$",
    "http://example.com/a_b|c?d=<e> www.example.com me@example.com",
    "tab\there  and   spaces ",
    "ünïcode ☃ \u{1f980} \u{202e}rtl\u{202c}",
    ":smile: @someone #1",
    "trailing backslash\\",
    "a\u{a0}b \u{2028} c",
    "%0A(paren) <https://ok.example>",
];

/// Texts of more than one line, for markdown.
const HOSTILE_MARKDOWN: &[&str] = &[
    "```\nnever closed\n# no heading",
    "<details>\n\n# inside\n\n</details>",
    "setext\n======\n\nanother\n-------\n\nend",
    "- a\n  - b\n\n      code\n- c\n\n\n\n* d",
    "1. a\n3. b\n\n   para\n10) c",
    "> quote\n# heading in between\n> quote",
    "line one  \nline two\\\nline three",
    "a\n\n***\n\nb\n\n---",
    "[x][y]\n\n[y]: <http://example.com/ä b> 'title'",
    "\tindented by a tab\n\n\ttwice",
    "# Ends with a stop.\n\n# Ends with a colon:\n",
    "###### six\n\n# one",
    "<div>\n*not* emphasis\n</div>\n\n*emphasis*",
    "- [ ] task\n- [x] done",
    "a[^1]\n\n[^1]: note",
    "![](image.png) and <http://example.com>",
];

/// A project with `text` wherever one line goes, and `markdown` wherever more may.
fn project(text: &str, markdown: &str) -> Vec<Generated> {
    let (t, m) = (toml(&text.replace(['\n', '\t'], " ")), toml(markdown));
    let schema = format!(
        "version = 1\nname = \"a\"\ntitle = \"Group\"\ndescription = {m}\nowner = {t}\n\
         [labels.l]\ndescription = {m}\nvalues = {{ a = {t}, {t} = {{ rust = \"Odd\", description = {t} }} }}\n\
         [labels.open]\ndescription = {m}\nmax_values = 3\n\
         [metrics.m]\ntype = \"gauge\"\nhelp = {t}\ndescription = {m}\nlabels = [\"open\", \"l\"]\ncondition = {t}\nno_alert = {t}\n\
         deprecated = {{ since = \"1.0.0\", reason = {t}, use = {t} }}\n\
         [external.e]\nhelp = {t}\ndescription = {m}\nlabels = {{ x = [{t}] }}\n\
         [removed.gone]\nsince = \"1.0.0\"\nreason = {t}\nuse = {t}\n\
         [alerts.High]\nexpr = {m}\nseverity = \"info\"\nsummary = {t}\ndescription = {t}\nadd_labels = {{ x = {t} }}\n\
         [alerts.High.runbook]\nmeaning = {m}\nimpact = \"i\"\ndiagnosis = \"d\"\nmitigation = \"m\"\n\
         [records.\"a:m:sum\"]\nexpr = {m}\ndescription = {m}\n\
         [slos.s]\ntitle = {t}\nobjective = 99\nperiod = \"30d\"\nerrors = {t}\ntotal = {t}\ndescription = {m}\n\
         [queries.q]\ntitle = {t}\ndescription = {m}\nexpr = {{ {t} = {m} }}\n"
    );
    let project = "version = 1\nschemas = [\"a.toml\"]\n".to_owned();
    let files = support::Texts::new([("metrics.toml".into(), project), ("a.toml".into(), schema)]);
    let (workspace, _) = metricspec_schema::load::load_project(&files, "metrics.toml");
    let (files, diagnostics) = support::emit(&workspace);
    // Headings inside of texts are the same in each place; everything else is in order.
    let other: Vec<_> = diagnostics.iter().filter(|d| !["anchor_clash", "dead_link"].contains(&d.code.name)).collect();
    assert!(other.is_empty(), "{text}: {other:?}");
    files
}

/// A basic string of TOML.
fn toml(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Headings, number of cells, and raw HTML of a page.
fn structure(page: &str) -> (Vec<String>, usize, Vec<String>) {
    let (mut headings, mut cells, mut html, mut heading) = (Vec::new(), 0, Vec::new(), false);
    for event in Parser::new_ext(page, Options::ENABLE_TABLES | Options::ENABLE_GFM) {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                headings.push(String::new());
                heading = true;
            }
            Event::End(pulldown_cmark::TagEnd::Heading(_)) => heading = false,
            Event::Text(t) | Event::Code(t) if heading => headings.last_mut().expect("one is open").push_str(&t),
            Event::Start(Tag::TableCell) => cells += 1,
            Event::Html(t) | Event::InlineHtml(t) if &*t != "<br>" => html.push(t.trim().to_owned()),
            _ => {}
        }
    }
    (headings, cells, html)
}

fn check(text: &str, markdown: &str, same_cells: bool) {
    let (want, got) = (project("plain", "plain"), project(text, markdown));
    assert_eq!(want.len(), got.len());
    for (want, got) in want.iter().zip(&got) {
        let (want_headings, want_cells, want_html) = structure(&want.text);
        let (headings, cells, html) = structure(&got.text);
        assert_eq!(html, want_html, "raw HTML for {text:?} / {markdown:?}:\n{}", got.text);
        // Those of every page are all there, in their order, among those of the text.
        let mut rest = headings.iter();
        let lost: Vec<_> = want_headings.iter().filter(|h| !rest.any(|other| other == *h)).collect();
        assert!(lost.is_empty(), "{lost:?} lost for {text:?} / {markdown:?}:\n{}", got.text);
        if same_cells {
            assert_eq!(cells, want_cells, "cells for {text:?}:\n{}", got.text);
        }
    }
}

#[test]
fn text_stays_where_it_is() {
    for text in HOSTILE {
        check(text, "plain", true);
        check("plain", text, false);
    }
}

#[test]
fn markdown_ends_where_its_text_ends() {
    for markdown in HOSTILE_MARKDOWN {
        check("plain", markdown, false);
    }
}

#[test]
fn markdownlint_finds_nothing() {
    let mut files = Vec::new();
    for (i, text) in HOSTILE.iter().chain(HOSTILE_MARKDOWN).enumerate() {
        for mut file in project(if i < HOSTILE.len() { text } else { "plain" }, "plain") {
            file.path = format!("text{i}/{}", file.path);
            files.push(file);
        }
        // The same heading in each place of a page is an error of its own.
        if !text.contains('#') && !text.contains("===") && !text.contains("\n---") {
            for mut file in project("plain", text) {
                file.path = format!("markdown{i}/{}", file.path);
                files.push(file);
            }
        }
    }
    support::markdownlint(&support::write("hostile", &files));
}
