//! The formats, and which of them a client wants.

/// A format of an exposition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Prometheus' text format, version 0.0.4.
    Text,
    /// OpenMetrics, version 1.0.
    OpenMetrics,
    /// Prometheus' protobuf format: messages `io.prometheus.client.MetricFamily`, each after its length.
    Protobuf,
}

impl Format {
    /// The value of the `Content-Type` header.
    pub const fn content_type(self) -> &'static str {
        match self {
            Format::Text => "text/plain; version=0.0.4; charset=utf-8",
            Format::OpenMetrics => "application/openmetrics-text; version=1.0.0; charset=utf-8",
            Format::Protobuf => {
                "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited"
            }
        }
    }

    /// The format that a request's `Accept` header prefers; of those that it likes equally, the first. Who names none gets
    /// the text format. A range counts only if its parameters are those of the format: version 0.0.1 of OpenMetrics is a
    /// draft with other rules, and protobuf as text is another language. How names are escaped (`escaping`) does not
    /// matter, because no name needs it.
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
            let Some(format) = parts.next().and_then(Self::of_media_type) else { continue };
            let mut parameters = parts.filter_map(|part| part.split_once('='));
            let (mut quality, mut seen) = (1.0, [false; 2]);
            let fits = parameters.all(|(key, value)| {
                let (key, value) = (key.trim(), value.trim().trim_matches('"'));
                if key.eq_ignore_ascii_case("q") {
                    quality = value.parse().ok().filter(|quality| (0.0..=1.0).contains(quality)).unwrap_or(0.0);
                }
                let wanted = format.parameters().iter().position(|(name, _)| key.eq_ignore_ascii_case(name));
                wanted.is_none_or(|at| {
                    seen[at] = true;
                    value.eq_ignore_ascii_case(format.parameters()[at].1)
                })
            });
            let complete = format != Format::Protobuf || seen == [true; 2];
            if fits && complete && quality > best_quality {
                (best, best_quality) = (format, quality);
            }
        }
        best
    }

    fn of_media_type(media_type: &str) -> Option<Self> {
        let all = [Format::Text, Format::OpenMetrics, Format::Protobuf];
        all.into_iter().find(|format| {
            format.content_type().split(';').next().is_some_and(|own| own.eq_ignore_ascii_case(media_type))
        })
    }

    /// Parameters of the media type that tell the format from others. Protobuf must have them; the texts may leave theirs
    /// out.
    const fn parameters(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Format::Text => &[("version", "0.0.4")],
            Format::OpenMetrics => &[("version", "1.0.0")],
            Format::Protobuf => &[("proto", "io.prometheus.client.MetricFamily"), ("encoding", "delimited")],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Format::{self, OpenMetrics, Protobuf, Text};

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
            ("application/openmetrics-text;q=inf", Text),
            // Prometheus 2.42 and 3.14, which prefers a version of the text that allows other names.
            (
                "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,\
                 text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
                OpenMetrics,
            ),
            (
                "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;version=0.0.4;q=0.5,\
                 application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.4,*/*;q=0.3",
                Text,
            ),
            // What is protobuf, and not this one.
            ("application/vnd.google.protobuf,application/openmetrics-text;q=0.1", OpenMetrics),
            (
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=text,\
                 application/openmetrics-text;q=0.1",
                OpenMetrics,
            ),
        ] {
            assert_eq!(Format::negotiate(accept), want, "{accept}");
        }
    }

    #[test]
    fn protobuf() {
        const PROTOBUF: &str =
            "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";
        for (ranges, want) in [
            // Prometheus 2.42 and 3 with native histograms; with other scrape protocols.
            (
                ",application/openmetrics-text;version=1.0.0;q=0.8,application/openmetrics-text;version=0.0.1;q=0.75,\
                 text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
                Protobuf,
            ),
            (
                ";q=0.6,application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,\
                 application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,\
                 text/plain;version=0.0.4;q=0.2,*/*;q=0.1",
                Protobuf,
            ),
            (";escaping=allow-utf-8;q=0.6,application/openmetrics-text;q=0.5", Protobuf),
            (";q=0.2,application/openmetrics-text;version=1.0.0;q=0.5", OpenMetrics),
            (";q=0,application/openmetrics-text;version=1.0.0;q=0.5", OpenMetrics),
        ] {
            let accept = format!("{PROTOBUF}{ranges}");
            assert_eq!(Format::negotiate(&accept), want, "{accept}");
        }
    }
}
