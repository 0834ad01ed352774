//! Native buckets: spans of indices, and counts as differences from one to the next.

use crate::desc::Native;

use super::{LEN, VARINT, double, field, varint};

mod histogram {
    pub(super) const SCHEMA: u32 = 5;
    pub(super) const ZERO_THRESHOLD: u32 = 6;
    pub(super) const ZERO_COUNT: u32 = 7;
    pub(super) const POSITIVE_SPAN: u32 = 12;
    pub(super) const POSITIVE_DELTA: u32 = 13;
}

mod span {
    pub(super) const OFFSET: u32 = 1;
    pub(super) const LENGTH: u32 = 2;
}

/// So many empty buckets between two others are written as such: a new span would take more room.
const GAP: usize = 2;

/// Appends the fields of a histogram that are about its native buckets. `counts` are those of the zero bucket, of each
/// bucket, and of what lies above.
pub(super) fn native(out: &mut Vec<u8>, native: &Native, mut counts: impl Iterator<Item = u64> + Clone) {
    field(out, histogram::SCHEMA, VARINT);
    signed(out, native.schema.into());
    // Above 0, by which a server knows that the histogram is a native one even if it is empty.
    double(out, histogram::ZERO_THRESHOLD, native.zero_threshold());
    field(out, histogram::ZERO_COUNT, VARINT);
    varint(out, counts.next().unwrap_or_default());

    let mut last = 0_i64;
    let mut end = 0;
    spans(counts.clone(), |begin, len| {
        // The first is an index, further ones are distances.
        let offset = if end == 0 { i64::from(native.lowest) + begin as i64 } else { (begin - end) as i64 };
        field(out, histogram::POSITIVE_SPAN, LEN);
        varint(out, (2 + signed_len(offset) + super::varint_len(len as u64)) as u64);
        field(out, span::OFFSET, VARINT);
        signed(out, offset);
        field(out, span::LENGTH, VARINT);
        varint(out, len as u64);
        end = begin + len;
    });
    spans(counts.clone(), |begin, len| {
        for count in counts.clone().skip(begin).take(len) {
            field(out, histogram::POSITIVE_DELTA, VARINT);
            signed(out, count.cast_signed().wrapping_sub(last));
            last = count.cast_signed();
        }
    });
}

/// Calls `each` with begin and length of each run of buckets, which begins and ends with one that is not empty.
fn spans(counts: impl Iterator<Item = u64>, mut each: impl FnMut(usize, usize)) {
    let mut run: Option<(usize, usize)> = None;
    for (at, _) in counts.enumerate().filter(|(_, count)| *count != 0) {
        run = match run {
            Some((begin, end)) if at - end <= GAP => Some((begin, at + 1)),
            before => {
                before.inspect(|(begin, end)| each(*begin, end - begin));
                Some((at, at + 1))
            }
        };
    }
    run.inspect(|(begin, end)| each(*begin, end - begin));
}

/// Zigzag: small numbers are short, whatever their sign.
fn zigzag(value: i64) -> u64 {
    (value << 1 ^ value >> 63).cast_unsigned()
}

fn signed(out: &mut Vec<u8>, value: i64) {
    varint(out, zigzag(value));
}

fn signed_len(value: i64) -> usize {
    super::varint_len(zigzag(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_end_where_more_than_two_buckets_are_empty() {
        let of = |counts: &[u64]| {
            let mut all = Vec::new();
            spans(counts.iter().copied(), |begin, len| all.push((begin, len)));
            all
        };
        assert_eq!(of(&[]), []);
        assert_eq!(of(&[0, 0]), []);
        assert_eq!(of(&[5]), [(0, 1)]);
        assert_eq!(of(&[0, 1, 0, 0, 2, 0]), [(1, 4)]);
        assert_eq!(of(&[0, 1, 0, 0, 0, 2, 3, 0, 0, 0]), [(1, 1), (5, 2)]);
    }

    #[test]
    fn zigzag_of_both_signs() {
        assert_eq!([0, -1, 1, -2, i64::MAX, i64::MIN].map(zigzag), [0, 1, 2, 3, u64::MAX - 1, u64::MAX]);
    }

    #[test]
    fn bytes_as_the_format_says() {
        let mut out = Vec::new();
        let at = Native { schema: -1, lowest: -2, count: 6 };
        native(&mut out, &at, [4, 0, 3, 1, 0, 0, 0, 2].into_iter());
        assert_eq!(
            out,
            [
                &[5 << 3, 1, 6 << 3 | 1][..],
                &0.015625f64.to_le_bytes(),
                &[7 << 3, 4],
                // Buckets -1 and 0; three empty ones; bucket 4, which is above.
                &[12 << 3 | 2, 4, 1 << 3, 1, 2 << 3, 2],
                &[12 << 3 | 2, 4, 1 << 3, 6, 2 << 3, 1],
                &[13 << 3, 6, 13 << 3, 3, 13 << 3, 2],
            ]
            .concat()
        );
    }
}
