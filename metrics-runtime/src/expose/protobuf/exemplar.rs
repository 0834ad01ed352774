//! Exemplars as messages.

use crate::exemplar::Stored;
use crate::storage::Number;

use super::{LEN, VARINT, double, field, label, varint, varint_len};

const VALUE: u32 = 2;
const TIMESTAMP: u32 = 3;

/// Appends an exemplar as a field with a number. `scratch` is memory that is used again.
pub(super) fn exemplar(
    out: &mut Vec<u8>,
    number: u32,
    names: &[&str],
    stored: &Stored,
    value: Number,
    scratch: &mut Vec<u8>,
) {
    scratch.clear();
    stored.texts.of(names).for_each(|(name, value)| label(scratch, name, value));
    let (seconds, nanos) = (stored.millis / 1000, stored.millis % 1000 * 1_000_000);
    let time = 2 + varint_len(seconds) + varint_len(nanos);
    double(scratch, VALUE, value.as_f64());
    field(scratch, TIMESTAMP, LEN);
    varint(scratch, time as u64);
    field(scratch, 1, VARINT);
    varint(scratch, seconds);
    field(scratch, 2, VARINT);
    varint(scratch, nanos);
    field(out, number, LEN);
    varint(out, scratch.len() as u64);
    out.extend_from_slice(scratch);
}
