//! YAML that says the same to readers of YAML 1.1 and 1.2.

use serde::Serialize;

/// A document after a comment that says where it comes from.
pub(crate) fn document(comment: &str, value: &impl Serialize) -> String {
    let options = serde_saphyr::ser_options! {
        // A folded line would still read the same, but could not be pasted into Prometheus as it stands.
        folded_wrap_chars: 1_000_000,
    };
    let mut text = String::new();
    for line in comment.lines() {
        text.push_str("# ");
        text.push_str(line);
        text.push('\n');
    }
    // The only failures are invalid options and maps whose keys are no scalars; the structs here have neither.
    serde_saphyr::to_fmt_writer_with_options(&mut text, value, options).expect("plain structs are always YAML");
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use crate::rules::Pairs;

    fn yaml(value: &str) -> String {
        super::document("made by a test", &Pairs(vec![("key".into(), value.into())]))
    }

    #[test]
    fn lines_become_a_block_and_are_never_folded() {
        assert_eq!(yaml("sum(a)\n  / sum(b)"), "# made by a test\nkey: |-\n  sum(a)\n    / sum(b)\n");
        let long = format!("{} > 1", vec!["rate(metric[5m])"; 30].join(" + "));
        assert_eq!(yaml(&long), format!("# made by a test\nkey: {long}\n"));
    }

    #[test]
    fn what_yaml_11_reads_as_something_else_is_quoted() {
        for text in ["no", "On", "y", "12:30:00", "2026-11-22", "=", "~", "1_000", "0x1F", "1e3", "null", ""] {
            let out = yaml(text);
            let value = out.lines().nth(1).and_then(|l| l.strip_prefix("key: ")).unwrap_or_default();
            assert!(value.starts_with(['"', '\'']), "{text}: {out}");
        }
    }
}
