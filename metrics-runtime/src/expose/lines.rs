//! Lines of text, written in place.
//!
//! A copy of a fixed size is a few instructions, one of any other size is a call. So pieces of text are copied as blocks
//! of a few fixed sizes, whatever their length; what is copied too much is overwritten by what comes next.

use super::fragments::Fragments;
use super::number::{Digits, MAX_NUMBER, short};
use crate::storage::Number;

/// Bytes for which room is made at a time. They are cleared first, and are not to leave the first cache of a processor
/// before they are written.
const STRETCH: usize = 16384;

/// What lines of text begin with: text, and room behind it.
#[derive(Debug, Default)]
pub(crate) struct Prefix {
    bytes: Vec<u8>,
    len: usize,
}

/// The room behind a prefix, and behind the last of several lines: what the longest lines of fixed size take.
const PREFIX_ROOM: usize = 128;
const LINE_ROOM: usize = 232;

impl Prefix {
    /// Keeps this much of it.
    pub(crate) fn keep(&mut self, len: usize) {
        self.len = self.len.min(len);
    }

    pub(crate) fn push(&mut self, text: &[u8]) {
        let end = self.len + text.len();
        if self.bytes.len() < end + PREFIX_ROOM {
            self.bytes.resize(end + 2 * PREFIX_ROOM, 0);
        }
        if let Some(place) = self.bytes.get_mut(self.len..end) {
            place.copy_from_slice(text);
            self.len = end;
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// A part of it.
    pub(crate) fn text(&self, from: usize, to: usize) -> &[u8] {
        self.bytes.get(from..to.min(self.len)).unwrap_or_default()
    }

    /// Appends lines to `out`: of each the number of its tail, and its number.
    #[inline]
    pub(crate) fn lines(
        &self,
        out: &mut Vec<u8>,
        tails: &Fragments,
        mut lines: impl ExactSizeIterator<Item = (usize, Number)>,
    ) {
        // The last block may end beyond the last line.
        let most = self.len + tails.longest() + MAX_NUMBER + 1;
        loop {
            let now = lines.len().min((STRETCH / most).max(1));
            if now == 0 {
                return;
            }
            let start = out.len();
            out.resize(start + now * most + LINE_ROOM, 0);
            let room = out.get_mut(start..).unwrap_or_default();
            let now = lines.by_ref().take(now);
            let written = match (self.len, tails.longest()) {
                (..=64, ..=32) => self.write::<64, 32, 136>(room, tails, now),
                (..=64, ..=64) => self.write::<64, 64, 168>(room, tails, now),
                (..=128, ..=32) => self.write::<128, 32, 200>(room, tails, now),
                (..=128, ..=64) => self.write::<128, 64, 232>(room, tails, now),
                _ => self.write_long(room, tails, now),
            };
            out.truncate(start + written);
        }
    }

    /// Writes lines of which the prefix is at most `P` bytes long, and the tail `T`: `L` is the sum of these, of 8 digits
    /// and of [`MAX_NUMBER`]. So one check per line is enough. Gives how long they are.
    #[inline(always)]
    fn write<const P: usize, const T: usize, const L: usize>(
        &self,
        room: &mut [u8],
        tails: &Fragments,
        lines: impl Iterator<Item = (usize, Number)>,
    ) -> usize {
        const { assert!(L == P + T + 8 + MAX_NUMBER) };
        let Some(prefix) = self.bytes.first_chunk::<P>() else { return 0 };
        let after_prefix = self.len.min(P);
        let mut at = 0;
        for (tail, number) in lines {
            let Some(line) = room.get_mut(at..).and_then(<[u8]>::first_chunk_mut::<L>) else { return at };
            let (tail, len) = tails.block::<T>(tail);
            line[..P].copy_from_slice(prefix);
            line[after_prefix..after_prefix + T].copy_from_slice(tail);
            at += finish(line, after_prefix + len.min(T), number);
        }
        at
    }

    #[cold]
    fn write_long(&self, room: &mut [u8], tails: &Fragments, lines: impl Iterator<Item = (usize, Number)>) -> usize {
        let mut at = 0;
        for (tail, number) in lines {
            for text in [self.text(0, self.len), tails.get(tail)] {
                at = put_text(room, at, text);
            }
            at = put_text(room, at, Digits::new(number).as_bytes());
            at = put_text(room, at, b"\n");
        }
        at
    }
}

/// Writes a number and the end of the line; how long the line is.
#[inline(always)]
fn finish<const L: usize>(line: &mut [u8; L], at: usize, number: Number) -> usize {
    let at = at.min(L - MAX_NUMBER - 8);
    let end = match number {
        Number::U64(value) if value < 100_000_000 => {
            let (word, len) = short(value as u32);
            line[at..at + 8].copy_from_slice(&word.to_le_bytes());
            at + len.min(8)
        }
        number => {
            let (digits, len) = Digits::new(number).block();
            line[at..at + MAX_NUMBER].copy_from_slice(&digits);
            at + len.min(MAX_NUMBER)
        }
    };
    line[end] = b'\n';
    end + 1
}

/// Appends a line to `out`: pieces of text, and a number. For lines that are rare.
pub(crate) fn line(out: &mut Vec<u8>, pieces: &[&[u8]], number: Number) {
    for piece in pieces {
        out.extend_from_slice(piece);
    }
    out.extend_from_slice(Digits::new(number).as_bytes());
    out.push(b'\n');
}

fn put_text(room: &mut [u8], at: usize, text: &[u8]) -> usize {
    if let Some(place) = room.get_mut(at..at + text.len()) {
        place.copy_from_slice(text);
    }
    at + text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_all_lengths() {
        for prefix_len in [0, 1, 31, 64, 65, 128, 129, 500, 10_000] {
            for tail_len in [0, 1, 32, 33, 64, 65, 9_000] {
                let (start, long) = ("p".repeat(prefix_len), "t".repeat(tail_len));
                let mut prefix = Prefix::default();
                prefix.push(start.as_bytes());
                let tails = Fragments::new([long.as_str(), "", "u"]);
                let numbers = [7, 99_999_999, 100_000_000, u64::MAX].repeat(30);
                let mut out = b"before\n".to_vec();
                let lines = numbers.iter().enumerate().map(|(at, value)| (at % 3, Number::U64(*value)));
                prefix.lines(&mut out, &tails, lines.clone());
                let mut want = "before\n".to_owned();
                for (tail, number) in lines {
                    let number = Digits::new(number);
                    let tail = [&long, "", "u"][tail];
                    want += &format!("{start}{tail}{}\n", number.as_str());
                }
                assert!(String::from_utf8(out).unwrap() == want, "{prefix_len} {tail_len}");
            }
        }
    }
}
