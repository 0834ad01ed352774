//! A markdown text of a schema, written again in one style: ATX headings below the section that holds it, `-` lists,
//! fenced code, raw HTML as text. Nothing of it can reach beyond its end, as an unclosed fence or comment would.

use super::In;
use super::inline::{is_block, unemphasised};
use super::page::{fence, table};
use super::text::{code, escape, one_line};
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::iter::Peekable;

/// A rendered text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Rendered {
    /// Blocks before the first heading.
    pub(crate) lead: String,
    /// The first heading and what follows.
    pub(crate) rest: String,
    /// Number of headings in `rest`.
    pub(crate) headings: usize,
}

/// Links from the page that a text is shown on.
pub(crate) trait Linker {
    /// The destination of a link that the text has.
    fn rewrite(&self, url: &str) -> String;
    /// Where the section of a name stands, if it has one: code that is a name becomes a link.
    fn name(&self, code: &str) -> Option<String>;
}

/// Renders a text whose headings go below a heading of `level`.
pub(crate) fn blocks(markdown: &str, level: usize, linker: &dyn Linker) -> Rendered {
    let mut renderer = Renderer::new(markdown, In::Block, level, linker);
    let mut rendered = Rendered::default();
    for block in renderer.blocks(true) {
        let into = if block.heading || rendered.headings > 0 { &mut rendered.rest } else { &mut rendered.lead };
        rendered.headings += usize::from(block.heading);
        if !into.is_empty() {
            into.push_str("\n\n");
        }
        into.push_str(&block.text);
    }
    rendered
}

/// Renders a text into one line for a cell of a table; its blocks are separated by `<br>`.
pub(crate) fn cell(markdown: &str, linker: &dyn Linker) -> String {
    let blocks: Vec<String> =
        Renderer::new(markdown, In::Cell, 6, linker).blocks(false).into_iter().map(|b| b.text).collect();
    blocks.join("<br>").replace('\n', "<br>")
}

struct Block {
    text: String,
    heading: bool,
    /// Of an ordered list, the number of its last item: a list right behind it would be read as part of it.
    last_item: usize,
}

/// Blocks and markup in each other beyond which only the text is kept.
pub(super) const MAX_DEPTH: usize = 32;

pub(super) struct Renderer<'a> {
    pub(super) events: Peekable<Parser<'a>>,
    pub(super) depth: usize,
    pub(super) linker: &'a dyn Linker,
    pub(super) in_link: bool,
    pub(super) place: In,
    level: usize,
    /// Levels, as written, of the headings that are open.
    open_headings: Vec<usize>,
}

impl<'a> Renderer<'a> {
    fn new(markdown: &'a str, place: In, level: usize, linker: &'a dyn Linker) -> Renderer<'a> {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_GFM;
        Renderer {
            events: Parser::new_ext(markdown, options).peekable(),
            depth: 0,
            linker,
            in_link: false,
            place,
            level,
            open_headings: Vec::new(),
        }
    }

    /// Blocks up to the end of the container, which is consumed.
    fn blocks(&mut self, top: bool) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some(event) = self.events.peek() {
            match event {
                Event::End(_) => {
                    self.events.next();
                    break;
                }
                Event::Start(tag) if is_block(tag) => {
                    let Some(Event::Start(tag)) = self.events.next() else { break };
                    self.depth += 1;
                    let deep = self.depth > MAX_DEPTH;
                    let before = blocks.last().map_or(0, |b: &Block| b.last_item);
                    blocks.push(if deep { plain(self.skim()) } else { self.block(tag, top, before) });
                    self.depth -= 1;
                }
                Event::Rule => {
                    self.events.next();
                    blocks.push(plain(if self.place == In::Cell { "—".into() } else { "---".into() }));
                }
                // Items of a tight list have no paragraph around their text.
                _ => blocks.push(plain(self.inline())),
            }
        }
        blocks.retain(|b| !b.text.is_empty());
        blocks
    }

    fn block(&mut self, tag: Tag<'a>, top: bool, last_item: usize) -> Block {
        match tag {
            Tag::Heading { level, .. } => {
                self.in_link = true; // Links in headings are hard to hit, and anchors are better plain.
                let inline = self.inline_to_end();
                self.in_link = false;
                let inline = inline.replace("<br>", " ").replace('\n', " ");
                if !top || self.place == In::Cell {
                    return plain(inline);
                }
                while self.open_headings.last().is_some_and(|open| *open >= level as usize) {
                    self.open_headings.pop();
                }
                self.open_headings.push(level as usize);
                let depth = (self.level + self.open_headings.len()).min(6);
                let inline = inline.trim_end_matches(['.', ':', ',', ';', '!']);
                Block { text: format!("{} {inline}", "#".repeat(depth)), heading: !inline.is_empty(), last_item: 0 }
            }
            Tag::BlockQuote(kind) => {
                let inner = joined(self.blocks(false), "\n\n");
                if self.place == In::Cell {
                    return plain(inner);
                }
                let kind = kind.map(|k| format!("[!{}]\n", quote_kind(k))).unwrap_or_default();
                plain(prefixed(&format!("{kind}{inner}"), "> ", "> "))
            }
            Tag::CodeBlock(kind) => {
                let text = self.raw();
                if self.place == In::Cell {
                    return plain(text.lines().map(|l| code(l, In::Cell)).collect::<Vec<_>>().join("<br>"));
                }
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or("text"),
                    CodeBlockKind::Indented => "text",
                };
                let known = language.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_+#".contains(&b));
                plain(fence(&text, if known { language } else { "text" }))
            }
            Tag::List(first) => self.list(first.map(|_| last_item + 1)),
            Tag::Paragraph => plain(unemphasised(self.inline_to_end())),
            Tag::Table(_) => plain(self.table()),
            // HTML is shown as the text that it is.
            Tag::HtmlBlock => plain(escape(&one_line(&self.raw()), None, None, true)),
            _ => plain(self.inline_to_end()),
        }
    }

    fn list(&mut self, first: Option<usize>) -> Block {
        let (mut items, mut loose) = (Vec::new(), false);
        while let Some(Event::Start(Tag::Item)) = self.events.next() {
            loose |= matches!(self.events.peek(), Some(Event::Start(Tag::Paragraph)));
            items.push(self.blocks(false));
        }
        let gap = if loose { "\n\n" } else { "\n" };
        let items: Vec<String> = items
            .into_iter()
            .enumerate()
            .map(|(i, blocks)| {
                let marker = first.map_or_else(|| "- ".to_owned(), |first| format!("{}. ", first + i));
                // Without a blank line a block would run on from the item's text.
                let fenced = blocks.iter().any(|b| b.text.starts_with("```") || b.text.starts_with('|'));
                let inner = joined(blocks, if fenced { "\n\n" } else { gap });
                prefixed(&inner, &marker, &" ".repeat(marker.len()))
            })
            .collect();
        let last_item = first.map_or(0, |first| first + items.len() - 1);
        Block { text: items.join(gap), heading: false, last_item }
    }

    fn table(&mut self) -> String {
        let (mut rows, mut row): (Vec<Vec<String>>, Vec<String>) = (Vec::new(), Vec::new());
        let outer = std::mem::replace(&mut self.place, In::Cell);
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => row.push(self.inline_to_end()),
                Event::End(TagEnd::TableHead | TagEnd::TableRow) => rows.push(std::mem::take(&mut row)),
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        self.place = outer;
        if outer == In::Cell {
            return rows.iter().map(|r| r.join(", ")).collect::<Vec<_>>().join("<br>");
        }
        let header: Vec<&str> = rows.first().map(|r| r.iter().map(String::as_str).collect()).unwrap_or_default();
        table(&header, rows.get(1..).unwrap_or_default())
    }

    /// Text of a block of code or HTML, to its end.
    fn raw(&mut self) -> String {
        let mut raw = String::new();
        for event in self.events.by_ref() {
            match event {
                Event::Text(t) | Event::Html(t) | Event::InlineHtml(t) | Event::Code(t) => raw.push_str(&t),
                Event::End(_) => break,
                _ => raw.push('\n'),
            }
        }
        raw
    }
}

fn plain(text: String) -> Block {
    Block { text, heading: false, last_item: 0 }
}

fn joined(blocks: Vec<Block>, gap: &str) -> String {
    blocks.into_iter().map(|b| b.text).collect::<Vec<_>>().join(gap)
}

fn prefixed(text: &str, first: &str, others: &str) -> String {
    let lines = text.lines().enumerate().map(|(i, line)| {
        let line = format!("{}{line}", if i == 0 { first } else { others });
        line.trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn quote_kind(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "NOTE",
        BlockQuoteKind::Tip => "TIP",
        BlockQuoteKind::Important => "IMPORTANT",
        BlockQuoteKind::Warning => "WARNING",
        BlockQuoteKind::Caution => "CAUTION",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Knows one name, and leaves links alone.
    struct One;

    impl Linker for One {
        fn rewrite(&self, url: &str) -> String {
            url.to_owned()
        }
        fn name(&self, code: &str) -> Option<String> {
            (code == "known").then(|| "#known".to_owned())
        }
    }

    #[test]
    fn a_name_is_a_link() {
        assert_eq!(all("`known` [`known`](x.md) `other`"), "[`known`](#known) [`known`](x.md) `other`");
    }

    fn all(markdown: &str) -> String {
        let rendered = blocks(markdown, 3, &One);
        [rendered.lead, rendered.rest].join("\n\n").trim().to_owned()
    }

    #[test]
    fn ordinary_markdown_stays() {
        for text in [
            "One paragraph\nof two lines with `code`, _emphasis_ and **strong** text.",
            "- one\n- two\n  - three\n\n1. first\n2. second",
            "```sh\nkubectl get pods\n```",
            "| a | b |\n| --- | --- |\n| `x\\|y` | |",
            "> quoted\n> text",
            "[link](labels.md#model) and <https://example.com>",
        ] {
            assert_eq!(all(text), text);
        }
    }

    #[test]
    fn headings_go_below_the_section_without_gaps() {
        assert_eq!(all("lead\n\n# One:\n\n### Two\n\nThree\n=====\n"), "lead\n\n#### One\n\n##### Two\n\n#### Three");
        assert_eq!(blocks("a\n\n# b\n\n## c", 3, &One).headings, 2);
        assert_eq!(all("###### deep"), "#### deep");
    }

    #[test]
    fn nothing_reaches_beyond_the_end() {
        assert_eq!(all("```\nnever closed"), "```text\nnever closed\n```");
        assert_eq!(all("<!-- never closed"), r"\<!-- never closed");
        assert_eq!(all("<details>\n# shown\n</details>"), r"\<details> \# shown \</details>");
        assert_eq!(all("a <b>bold</b> word"), r"a \<b>bold\</b> word");
        assert_eq!(all("    indented"), "```text\nindented\n```");
        assert_eq!(all("[x]: http://example.com\n\n[x]"), "[x](http://example.com)");
        assert_eq!(all("[run](javascript:alert)"), "run");
    }

    #[test]
    fn nesting_has_an_end() {
        assert!(all(&format!("{}deep", ">".repeat(20_000))).ends_with("deep"));
        assert!(all(&format!("{}deep{}", "*a ".repeat(5_000), "*".repeat(5_000))).contains("deep"));
        assert!(all(&"- ".repeat(2_000)).len() < 10_000);
    }

    #[test]
    fn a_cell_is_one_line() {
        assert_eq!(cell("One `a|b`\nline.\n\n- x | y\n- z", &One), r"One `a\|b` line.<br>- x \| y<br>- z");
        assert_eq!(cell("# Heading\n\n```\ncode\n```", &One), "Heading<br>`code`");
    }

    #[test]
    fn rendering_twice_changes_nothing() {
        for text in
            ["*a* __b__ ~~c~~", "* x\n\n  y\n* z", "a\\\nb", "1) x\n2) y", "a*b*c", "![](x.png)", "1\\. x\n\\- y"]
        {
            let once = all(text);
            assert_eq!(all(&once.replace("<br>\n", "\\\n")), once, "{text}");
        }
    }
}
