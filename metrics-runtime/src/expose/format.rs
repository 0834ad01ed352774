//! The formats, and which of them a client wants.

/// A format of an exposition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Prometheus' text format, version 0.0.4.
    Text,
    /// OpenMetrics, version 1.0.
    OpenMetrics,
}

impl Format {
    /// The value of the `Content-Type` header.
    pub const fn content_type(self) -> &'static str {
        match self {
            Format::Text => "text/plain; version=0.0.4; charset=utf-8",
            Format::OpenMetrics => "application/openmetrics-text; version=1.0.0; charset=utf-8",
        }
    }

    /// The format that a request's `Accept` header prefers. Who names neither gets the text format.
    ///
    /// ```
    /// use metricspec::Format;
    ///
    /// assert_eq!(Format::negotiate("text/html, */*"), Format::Text);
    /// let prometheus = "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.2,*/*;q=0.1";
    /// assert_eq!(Format::negotiate(prometheus), Format::OpenMetrics);
    /// ```
    pub fn negotiate(accept: &str) -> Self {
        let (mut best, mut best_quality) = (Format::Text, 0.0);
        for range in accept.split(',') {
            let mut parts = range.split(';').map(str::trim);
            let media = parts.next().unwrap_or_default().to_ascii_lowercase();
            let (mut quality, mut version) = (1.0, None);
            for parameter in parts {
                match parameter.split_once('=') {
                    Some((key, value)) if key.trim().eq_ignore_ascii_case("q") => {
                        quality = value.trim().parse().unwrap_or(0.0);
                    }
                    Some((key, value)) if key.trim().eq_ignore_ascii_case("version") => {
                        version = Some(value.trim().trim_matches('"'));
                    }
                    _ => {}
                }
            }
            let format = match media.as_str() {
                // Version 0.0.1 is a draft of OpenMetrics, with other rules.
                "application/openmetrics-text" if version.is_none_or(|version| version == "1.0.0") => {
                    Format::OpenMetrics
                }
                "text/plain" if version.is_none_or(|version| version == "0.0.4") => Format::Text,
                _ => continue,
            };
            if quality > best_quality {
                (best, best_quality) = (format, quality);
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::Format::{self, OpenMetrics, Text};

    #[test]
    fn preferences() {
        for (accept, want) in [
            ("", Text),
            ("*/*", Text),
            ("application/openmetrics-text", OpenMetrics),
            ("Application/OpenMetrics-Text; Version=\"1.0.0\"", OpenMetrics),
            ("application/openmetrics-text;version=0.0.1", Text),
            ("application/openmetrics-text;q=0", Text),
            ("application/openmetrics-text;q=0.2,text/plain;q=0.3", Text),
            ("text/plain;q=0.3,application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6", OpenMetrics),
            ("application/openmetrics-text;q=x,text/plain", Text),
        ] {
            assert_eq!(Format::negotiate(accept), want, "{accept}");
        }
    }
}
