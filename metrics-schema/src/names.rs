//! Names: Rust identifiers from table keys and label values, and the grammars of Prometheus.

/// `PascalCase` of any text: words are split at whatever is no letter or digit, at a lower-case letter or digit before an
/// upper-case one, and before the last capital of a run that a lower-case letter follows (`HTTPServer` → `HttpServer`).
/// Empty if the text has no letter or digit.
pub fn pascal(text: &str) -> String {
    words(text).iter().map(|w| capitalised(w)).collect()
}

/// `UPPER_SNAKE` of any text, split as in [`pascal`].
pub fn upper_snake(text: &str) -> String {
    words(text).join("_").to_uppercase()
}

fn words(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut words: Vec<String> = vec![String::new()];
    for (i, &c) in chars.iter().enumerate() {
        if !c.is_alphanumeric() {
            words.push(String::new());
            continue;
        }
        let after_lower = i > 0 && (chars[i - 1].is_lowercase() || chars[i - 1].is_numeric());
        let before_lower = chars.get(i + 1).is_some_and(|n| n.is_lowercase()) && i > 0 && chars[i - 1].is_uppercase();
        if c.is_uppercase() && (after_lower || before_lower) {
            words.push(String::new());
        }
        words.last_mut().expect("starts with one").push(c);
    }
    words.retain(|w| !w.is_empty());
    words
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(chars.flat_map(char::to_lowercase)).collect())
}

/// Whether a text is an identifier that generated Rust can use as it is: ASCII, and no keyword.
pub fn is_rust_ident(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_alphabetic() || (b == b'_' && text.len() > 1))
        && bytes.all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && !is_rust_keyword(text)
}

/// Strict and reserved keywords of edition 2024.
pub fn is_rust_keyword(text: &str) -> bool {
    const KEYWORDS: [&str; 52] = [
        "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do",
        "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
        "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct",
        "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while",
        "yield",
    ];
    KEYWORDS.binary_search(&text).is_ok() || text == "_"
}

/// `[a-z][a-z0-9_]*`, without `__` and without `_` at the end.
pub fn is_snake(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        && !text.contains("__")
        && !text.ends_with('_')
}

/// `[A-Z][A-Za-z0-9]*`.
pub fn is_pascal(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase()) && text.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// Prometheus' metric names: `[a-zA-Z_:][a-zA-Z0-9_:]*`.
pub fn is_metric_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == ':')
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b':')
}

/// Prometheus' label names: `[a-zA-Z_][a-zA-Z0-9_]*`.
pub fn is_label_name(text: &str) -> bool {
    is_metric_name(text) && !text.contains(':')
}

/// Whether a name fits a pattern in which `*` stands for any run of characters.
pub fn fits_pattern(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or("");
    let Some(mut rest) = name.strip_prefix(first) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        for (pattern, name, want) in [
            ("node_*", "node_load1", true),
            ("node_*", "nodes", false),
            ("*_total", "a_total", true),
            ("a*b*c", "a_b_b_c", true),
            ("a*b*c", "acb", false),
            ("a*b*c", "a_c", false),
            ("a*a", "a", false),
            ("a_b", "a_b", true),
            ("a", "ab", false),
            ("*", "", true),
        ] {
            assert_eq!(fits_pattern(pattern, name), want, "{pattern} {name}");
        }
    }

    #[test]
    fn rust_names() {
        for (text, want) in [
            ("chat_completions", "ChatCompletions"),
            ("request.deadline_exceeded", "RequestDeadlineExceeded"),
            ("DynamoGraphDeployment", "DynamoGraphDeployment"),
            ("CREATE", "Create"),
            ("not found", "NotFound"),
            ("HTTPServer", "HttpServer"),
            ("p99Latency", "P99Latency"),
            ("", ""),
            ("--", ""),
        ] {
            assert_eq!(pascal(text), want, "{text}");
        }
        assert_eq!(upper_snake("UnknownModel"), "UNKNOWN_MODEL");
        assert!(is_rust_ident("Success") && !is_rust_ident("Self") && !is_rust_ident("4xx") && !is_rust_ident("_"));
    }

    #[test]
    fn keywords_are_sorted_for_the_search() {
        for word in ["Self", "try", "gen", "yield", "abstract", "while"] {
            assert!(is_rust_keyword(word), "{word}");
        }
    }

    #[test]
    fn grammars() {
        assert!(is_snake("a_b2") && !is_snake("a__b") && !is_snake("a_") && !is_snake("2a") && !is_snake("aB"));
        assert!(is_metric_name("a:b") && !is_label_name("a:b") && !is_metric_name("1a") && !is_metric_name("ä"));
    }
}
