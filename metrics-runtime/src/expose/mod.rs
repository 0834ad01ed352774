//! The text forms of an exposition.

mod format;
mod number;
mod page;
mod write;

pub use format::Format;
pub(crate) use number::bound_text;
pub(crate) use page::{Page, Part, closed_text, closed_values};

/// Appends `name="value"` to label text, after a comma if there is something before it.
pub(crate) fn push_label(text: &mut String, name: &str, value: &str) {
    if !text.is_empty() {
        text.push(',');
    }
    text.push_str(name);
    text.push_str("=\"");
    escape(text, value, true);
    text.push('"');
}

/// Appends `value` with `\`, line feeds and, if `quotes`, `"` escaped.
fn escape(text: &mut String, value: &str, quotes: bool) {
    for c in value.chars() {
        match c {
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '"' if quotes => text.push_str("\\\""),
            _ => text.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_escaped() {
        let mut text = String::new();
        push_label(&mut text, "a", "x\\y\"z\nw");
        push_label(&mut text, "b", "");
        assert_eq!(text, r#"a="x\\y\"z\nw",b="""#);
        let mut help = String::new();
        escape(&mut help, "say \"hi\"\n\\", false);
        assert_eq!(help, "say \"hi\"\\n\\\\");
    }
}
