//! Compression of a body.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

/// The coding and the body in it. Of 10,000 series, the fastest level leaves a tenth, in a seventh of the time that the
/// usual one takes to leave a twelfth.
pub(super) fn compress(body: Vec<u8>) -> (Option<&'static str>, Vec<u8>) {
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 8), Compression::fast());
    // Memory takes all bytes; should it ever not, the body as it is remains right.
    match encoder.write_all(&body).and_then(|()| encoder.finish()) {
        Ok(compressed) => (Some("gzip"), compressed),
        Err(_) => (None, body),
    }
}
