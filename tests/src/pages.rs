//! Reads generated reference pages back.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::{LabelValues, Shape};

/// A heading, paragraph or table of a page.
#[derive(Debug)]
enum Block {
    Heading(HeadingLevel, String),
    Paragraph(Inline),
    Table(Vec<Vec<Inline>>),
}

/// Text of a paragraph or a cell, and the pieces of code in it.
#[derive(Clone, Debug, Default)]
struct Inline {
    text: String,
    code: Vec<String>,
}

/// All metrics of a page, as its sections show them.
pub fn page_shapes(markdown: &str) -> Vec<Shape> {
    let blocks = blocks(markdown);
    let mut shapes = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let Block::Heading(level, name) = block else { continue };
        let ends = |b: &Block| matches!(b, Block::Heading(other, _) if other <= level);
        let section: Vec<&Block> = blocks[at + 1..].iter().take_while(|b| !ends(b)).collect();
        shapes.extend(metric(name, &section));
    }
    shapes
}

/// The metric of a section; `None` if it is about something else.
fn metric(name: &str, section: &[&Block]) -> Option<Shape> {
    // What is below a deeper heading belongs to that.
    let own: Vec<&Block> = section.iter().copied().take_while(|b| !matches!(b, Block::Heading(..))).collect();
    let mut paragraphs = own.iter().filter_map(|b| match b {
        Block::Paragraph(inline) => Some(inline),
        _ => None,
    });
    let help = paragraphs.next()?.text.clone();
    let kind = fact(&paragraphs.next()?.text, "Type:")?.to_owned();
    let bounds = paragraphs.clone().find(|p| p.text.starts_with("Buckets:")).map(bounds);
    let mut labels: BTreeMap<String, LabelValues> = own
        .iter()
        .filter_map(|b| match b {
            Block::Table(rows) if rows[0][0].text == "Label" => Some(&rows[1..]),
            _ => None,
        })
        .flatten()
        .map(|row| (row[0].code[0].clone(), values(row)))
        .collect();
    if paragraphs.any(|p| p.text.starts_with("The process may add constant labels")) {
        labels.insert("*".to_owned(), None);
    }
    Some(Shape { name: name.to_owned(), kind, help, labels, bounds })
}

/// The word after `key` in `Type: counter (u64) · Unit: seconds`.
fn fact<'a>(facts: &'a str, key: &str) -> Option<&'a str> {
    let fact = facts.split(" · ").find_map(|f| f.strip_prefix(key))?;
    fact.split_whitespace().next()
}

fn bounds(paragraph: &Inline) -> Vec<f64> {
    let bounds = paragraph.code.iter().map_while(|c| c.parse::<f64>().ok());
    bounds.take_while(|b| b.is_finite()).collect()
}

/// The closed values in the last column of a label's row: `Enum: a, b`, or `x: a, b; y: c` if they depend on a sibling,
/// which the first column says.
fn values(row: &[Inline]) -> LabelValues {
    let kind = &row[0].text[row[0].code[0].len()..];
    let validation = &row.last()?.text;
    if !kind.trim_start().starts_with("enum by") && !validation.starts_with("Enum: ") {
        return None;
    }
    let groups = validation.split("; ").filter(|group| group.contains(": "));
    let lists = groups.filter_map(|group| group.split_once(": ")).flat_map(|(_, list)| list.split(", "));
    Some(lists.map(|v| if v == "empty" { String::new() } else { v.to_owned() }).collect())
}

fn blocks(markdown: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut inline = Inline::default();
    let mut rows: Vec<Vec<Inline>> = Vec::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { .. } | Tag::Paragraph | Tag::TableCell) => inline = Inline::default(),
            Event::Start(Tag::Table(_)) => rows.clear(),
            Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
            Event::Text(text) => inline.text.push_str(&text),
            Event::SoftBreak | Event::HardBreak => inline.text.push(' '),
            Event::Code(code) => {
                inline.text.push_str(&code);
                inline.code.push(code.into_string());
            }
            Event::End(TagEnd::TableCell) => rows.last_mut().expect("is in a row").push(std::mem::take(&mut inline)),
            Event::End(TagEnd::Table) => blocks.push(Block::Table(std::mem::take(&mut rows))),
            Event::End(TagEnd::Paragraph) => blocks.push(Block::Paragraph(std::mem::take(&mut inline))),
            Event::End(TagEnd::Heading(level)) => blocks.push(Block::Heading(level, std::mem::take(&mut inline).text)),
            _ => {}
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_section() {
        let page = "## Metrics\n\n### a_b\n\nHelp of\\_it\n\n_Type:_ histogram (f64) · _Unit:_ seconds\n\n\
            | Label | Description | Default | Validation |\n| --- | --- | --- | --- |\n\
            | `s` _enum_ | S. | | Enum: empty, `x`; [what they mean](labels.md#s) |\n\
            | `e` _enum by `s`_ | E. | | empty: `u`, `v`; `x`: empty |\n\
            | `m` _[model](labels.md#model)_ | M. | | MaxValues: 32, then `__other__`; always `u` |\n\n\
            _Buckets:_ `0`, `0.5`, `+Inf` (logarithmic: 2)\n\n_Overridden by:_ `X`\n\n## Alerts\n\n### A\n\nText\n\nMore: text\n";
        let set = |values: &[&str]| Some(values.iter().map(|v| (*v).to_owned()).collect::<BTreeSet<_>>());
        let want = Shape {
            name: "a_b".to_owned(),
            kind: "histogram".to_owned(),
            help: "Help of_it".to_owned(),
            labels: BTreeMap::from([
                ("s".to_owned(), set(&["", "x"])),
                ("e".to_owned(), set(&["u", "v", ""])),
                ("m".to_owned(), None),
            ]),
            bounds: Some(vec![0.0, 0.5]),
        };
        assert_eq!(page_shapes(page), [want]);
    }
}
