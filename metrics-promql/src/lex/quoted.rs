//! Texts in quotes, as Go reads them.

use crate::{Problem, Span};

/// The bytes that a text in quotes stands for. `start` is where it begins.
pub(crate) fn unquote(quoted: &str, start: usize) -> Result<Vec<u8>, Problem> {
    let inner = quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default();
    let quote = quoted.bytes().next().unwrap_or(b'"');
    let escapes = quote != b'`' && inner.contains('\\');
    if !escapes {
        return Ok(inner.as_bytes().to_vec());
    }
    let bytes = inner.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(byte) = bytes.get(at) {
        if *byte != b'\\' {
            out.push(*byte);
            at += 1;
            continue;
        }
        let rest = inner.get(at + 1..).unwrap_or_default();
        match escape(rest, quote) {
            Some((length, Escaped::Byte(byte))) => {
                out.push(byte);
                at += 1 + length;
            }
            Some((length, Escaped::Char(c))) => {
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                at += 1 + length;
            }
            None => {
                let length = 1 + rest.chars().next().map_or(0, char::len_utf8);
                let span = Span::new(start + 1 + at, start + 1 + at + length);
                let text = inner.get(at..at + length).unwrap_or_default();
                let problem = Problem::new(span, format!("`{text}` is no escape sequence"));
                return Err(problem.help("write `\\\\` for a backslash, or put the text between backticks"));
            }
        }
    }
    Ok(out)
}

enum Escaped {
    Byte(u8),
    Char(char),
}

/// What stands after a backslash, and how long it is.
fn escape(rest: &str, quote: u8) -> Option<(usize, Escaped)> {
    let simple = |byte| Some((1, Escaped::Byte(byte)));
    let number = |from: usize, digits: usize, radix: u32| {
        let digits = rest.get(from..from + digits).filter(|digits| digits.chars().all(|c| c.is_digit(radix)))?;
        Some((from + digits.len(), u32::from_str_radix(digits, radix).ok()?))
    };
    match rest.bytes().next()? {
        b'a' => simple(7),
        b'b' => simple(8),
        b'f' => simple(12),
        b'n' => simple(b'\n'),
        b'r' => simple(b'\r'),
        b't' => simple(b'\t'),
        b'v' => simple(11),
        b'\\' => simple(b'\\'),
        byte if byte == quote => simple(byte),
        b'0'..=b'7' => number(0, 3, 8).and_then(|(length, byte)| Some((length, Escaped::Byte(byte.try_into().ok()?)))),
        b'x' => number(1, 2, 16).and_then(|(length, byte)| Some((length, Escaped::Byte(byte.try_into().ok()?)))),
        b'u' => number(1, 4, 16).and_then(|(length, c)| Some((length, Escaped::Char(char::from_u32(c)?)))),
        b'U' => number(1, 8, 16).and_then(|(length, c)| Some((length, Escaped::Char(char::from_u32(c)?)))),
        _ => None,
    }
}

/// Puts a text between double quotes.
pub(crate) fn quote(bytes: &[u8], out: &mut String) {
    out.push('"');
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\t' => out.push_str("\\t"),
                c if c.is_control() => out.push_str(&format!("\\u{:04x}", c as u32)),
                c => out.push(c),
            }
        }
        for byte in chunk.invalid() {
            out.push_str(&format!("\\x{byte:02x}"));
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back() {
        for (quoted, bytes) in [
            (r#""a \" b""#, &b"a \" b"[..]),
            ("`raw\\n`", b"raw\\n"),
            (r"'\a\b\f\n\r\t\v\\\''", b"\x07\x08\x0c\n\r\t\x0b\\'"),
            (r#""\xFF\377\u1234""#, b"\xff\xff\xe1\x88\xb4"),
            (r#""\U00010111""#, "\u{10111}".as_bytes()),
            ("\"☺\"", "☺".as_bytes()),
            ("''", b""),
        ] {
            assert_eq!(unquote(quoted, 0).unwrap(), bytes, "{quoted}");
            let mut again = String::new();
            quote(bytes, &mut again);
            assert_eq!(unquote(&again, 0).unwrap(), bytes, "{again}");
        }
    }

    #[test]
    fn wrong_escapes_are_shown() {
        for (quoted, span) in [
            (r#""a\c""#, Span::new(12, 14)),
            (r#""\'""#, Span::new(11, 13)),
            (r#""\400""#, Span::new(11, 13)),
            (r#""\ud800""#, Span::new(11, 13)),
            (r#""\x4""#, Span::new(11, 13)),
            ("\"\\☺\"", Span::new(11, 15)),
        ] {
            assert_eq!(unquote(quoted, 10).unwrap_err().span, span, "{quoted}");
        }
    }
}
