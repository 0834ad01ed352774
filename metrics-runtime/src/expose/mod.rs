//! The forms of an exposition.

mod format;
mod fragments;
mod gather;
mod head;
mod labels;
mod lines;
mod number;
mod protobuf;
mod sink;
mod text;

pub use format::Format;
pub(crate) use gather::GatherSink;
pub(crate) use head::Heads;
pub(crate) use labels::{ClosedLabels, label_text, push_label, push_pair};
pub(crate) use number::{Digits, bound_text};
pub(crate) use protobuf::ProtobufSink;
pub(crate) use sink::{Consts, Exposed, Open, Sample, Sink, States};
pub(crate) use text::{TextSink, Texts};

/// Memory that is used again from scrape to scrape.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pub(crate) text: text::Scratch,
    pub(crate) protobuf: protobuf::Scratch,
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
