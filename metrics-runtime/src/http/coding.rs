//! Which content coding a client wants (RFC 9110, section 12.5.3).

/// A coding of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    Identity,
    #[cfg(feature = "gzip")]
    Gzip,
}

impl Coding {
    /// The coding that a request's `Accept-Encoding` header prefers. `gzip` must be asked for, by name or as `*`, and
    /// no less than `identity`. Who accepts neither gets the body as it is: the scrape is worth more than the wish.
    #[cfg(feature = "gzip")]
    pub(super) fn negotiate(accept: &str) -> Self {
        let (mut gzip, mut identity, mut any) = (None, None, None);
        for each in accept.split(',') {
            let mut parts = each.split(';').map(str::trim);
            let coding = parts.next().unwrap_or_default();
            let weight =
                parts.filter_map(|part| part.split_once('=')).find(|(key, _)| key.trim().eq_ignore_ascii_case("q"));
            let quality: f32 = match weight {
                Some((_, value)) => value.trim().parse().ok().filter(|q| (0.0..=1.0).contains(q)).unwrap_or(0.0),
                None => 1.0,
            };
            match coding.to_ascii_lowercase().as_str() {
                "gzip" | "x-gzip" => gzip = Some(quality),
                "identity" => identity = Some(quality),
                "*" => any = Some(quality),
                _ => {}
            }
        }
        let gzip = gzip.or(any).unwrap_or(0.0);
        if gzip > 0.0 && gzip >= identity.unwrap_or(0.0) { Coding::Gzip } else { Coding::Identity }
    }

    /// Without the feature `gzip` there is one coding.
    #[cfg(not(feature = "gzip"))]
    pub(super) fn negotiate(_: &str) -> Self {
        Coding::Identity
    }
}

#[cfg(all(test, feature = "gzip"))]
mod tests {
    use super::Coding::{self, Gzip, Identity};

    #[test]
    fn preferences() {
        for (accept, want) in [
            ("", Identity),
            ("gzip", Gzip),
            ("GZip;Q=0.5", Gzip),
            ("deflate, gzip;q=1.0, *;q=0.5", Gzip),
            ("x-gzip", Gzip),
            ("br, deflate", Identity),
            ("*", Gzip),
            ("*;q=0", Identity),
            ("gzip;q=0", Identity),
            ("gzip;q=0, *", Identity),
            ("gzip;q=x", Identity),
            ("gzip;q=2", Identity),
            ("gzip, identity", Gzip),
            ("gzip;q=0.5, identity", Identity),
            ("gzip;q=0.5, identity;q=0", Gzip),
            ("identity;q=0, *", Gzip),
            ("identity;q=0", Identity),
            ("gzip;q=0, identity;q=0", Identity),
        ] {
            assert_eq!(Coding::negotiate(accept), want, "{accept}");
        }
    }
}
