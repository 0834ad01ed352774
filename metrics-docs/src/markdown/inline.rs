//! The inline half of [`super::render`]: text, code, emphasis, links.

use super::In;
use super::render::{MAX_DEPTH, Renderer};
use super::text::{self, code, escape, link, one_line};
use pulldown_cmark::{Event, LinkType, Tag};

impl Renderer<'_> {
    /// The mere text of something whose start was consumed, to its end.
    pub(super) fn skim(&mut self) -> String {
        let (mut raw, mut open) = (String::new(), 1);
        for event in self.events.by_ref() {
            match event {
                Event::Text(t) | Event::Html(t) | Event::InlineHtml(t) | Event::Code(t) => raw.push_str(&t),
                Event::Start(_) => open += 1,
                Event::End(_) if open == 1 => break,
                Event::End(_) => open -= 1,
                _ => raw.push(' '),
            }
        }
        escape(&one_line(&raw), None, None, true)
    }

    /// Inline markdown with the end of what holds it.
    pub(super) fn inline_to_end(&mut self) -> String {
        let inline = self.inline();
        self.events.next();
        inline
    }

    /// Inline markdown up to the end of what holds it, or the next block.
    pub(super) fn inline(&mut self) -> String {
        let (mut out, mut pending) = (String::new(), String::new());
        loop {
            if let Some(Event::Text(t) | Event::Html(t) | Event::InlineHtml(t)) = self.events.peek() {
                pending.push_str(t);
                self.events.next();
                continue;
            }
            flush(&mut out, &mut pending);
            let is_end = match self.events.peek() {
                None | Some(Event::End(_) | Event::Rule) => true,
                Some(Event::Start(tag)) => is_block(tag),
                _ => false,
            };
            if is_end {
                return out.trim().to_owned();
            }
            match self.events.next() {
                Some(Event::Code(t)) => out.push_str(&self.code(&t)),
                Some(Event::SoftBreak) => out.push(if self.place == In::Cell { ' ' } else { '\n' }),
                Some(Event::HardBreak) => out.push_str(if self.place == In::Cell { "<br>" } else { "<br>\n" }),
                Some(Event::Start(tag)) => {
                    self.depth += 1;
                    let outer = self.in_link;
                    self.in_link |= matches!(tag, Tag::Link { .. } | Tag::Image { .. });
                    let inner = if self.depth > MAX_DEPTH { self.skim() } else { self.inline_to_end() };
                    self.in_link = outer;
                    self.depth -= 1;
                    out.push_str(&self.span(&tag, inner, out.chars().last()));
                }
                _ => {}
            }
        }
    }

    /// Code; a link, if it is a name with a section.
    fn code(&self, plain: &str) -> String {
        let inline = code(plain, self.place);
        match self.linker.name(plain).filter(|_| !self.in_link) {
            Some(url) => link(&inline, &url),
            None => inline,
        }
    }

    /// Markup around inline markdown; dropped where the characters beside it would keep it from being read as such.
    fn span(&mut self, tag: &Tag<'_>, inner: String, before: Option<char>) -> String {
        let after = match self.events.peek() {
            Some(Event::Text(t)) => t.chars().next(),
            _ => None,
        };
        let free = !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric);
        match tag {
            Tag::Emphasis if free => format!("_{inner}_"),
            Tag::Strong if free => format!("**{inner}**"),
            Tag::Strikethrough if free => format!("~~{inner}~~"),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } if !is_safe(dest_url) => inner,
            Tag::Link { link_type: LinkType::Autolink, dest_url, .. } => format!("<{}>", text::destination(dest_url)),
            Tag::Link { dest_url, .. } if !inner.is_empty() => link(&inner, &self.linker.rewrite(dest_url)),
            Tag::Image { dest_url, .. } => {
                format!("!{}", link(if inner.is_empty() { "image" } else { &inner }, &self.linker.rewrite(dest_url)))
            }
            _ => inner,
        }
    }
}

fn flush(out: &mut String, pending: &mut String) {
    if !pending.is_empty() {
        let starts_line = out.is_empty() || out.ends_with('\n');
        // A tab or line break inside a text would be markup of its own.
        let plain: String =
            pending.chars().map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c }).collect();
        let plain = if starts_line { plain.trim_start() } else { &plain };
        let escaped = escape(plain, out.chars().last(), None, starts_line);
        out.push_str(&escaped);
        pending.clear();
    }
}

/// A paragraph that is emphasised as a whole poses as a heading, so it loses its emphasis.
pub(super) fn unemphasised(inline: String) -> String {
    for mark in ["**", "_"] {
        let inner = inline.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
        if let Some(inner) = inner.filter(|inner| !inner.contains(mark) && !inner.contains('\n')) {
            return inner.to_owned();
        }
    }
    inline
}

pub(super) fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

/// Whether a destination is a web address, a mail address or a place among the pages.
fn is_safe(url: &str) -> bool {
    let url = url.trim();
    let scheme = url.split(['/', '#', '?']).next().and_then(|start| start.split_once(':')).map(|(scheme, _)| scheme);
    !url.is_empty() && scheme.is_none_or(|s| ["http", "https", "mailto"].contains(&s.to_ascii_lowercase().as_str()))
}
