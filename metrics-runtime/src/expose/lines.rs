//! Lines of text, written in place.
//!
//! A copy of a fixed size is a few instructions, one of any other size is a call. So pieces of text are copied as blocks
//! of a few fixed sizes, whatever their length; what is copied too much is overwritten by what comes next.

use super::fragments::{Fragments, ROOM};
use super::number::{Digits, MAX_NUMBER, short};
use crate::storage::Number;

/// Bytes for which room is made at a time. They are cleared first, and are not to leave the first cache of a processor
/// before they are written.
const STRETCH: usize = 8192;

/// What lines of text begin with: text, and room behind it.
#[derive(Debug, Default)]
pub(crate) struct Prefix {
    bytes: Vec<u8>,
    len: usize,
}

/// The room behind a prefix.
const PREFIX_ROOM: usize = 128;

impl Prefix {
    /// Keeps this much of it.
    pub(crate) fn keep(&mut self, len: usize) {
        self.bytes.truncate(len);
        self.len = self.bytes.len();
    }

    pub(crate) fn push(&mut self, text: &[u8]) {
        self.bytes.truncate(self.len);
        self.bytes.extend_from_slice(text);
        self.len = self.bytes.len();
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// A part of it.
    pub(crate) fn text(&self, from: usize, to: usize) -> &[u8] {
        self.bytes.get(from..to.min(self.len)).unwrap_or_default()
    }

    /// Makes room behind it, so that it can be copied in blocks.
    pub(crate) fn pad(&mut self) {
        self.bytes.resize(self.len + PREFIX_ROOM, 0);
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
            out.resize(start + now * most + PREFIX_ROOM, 0);
            let room = out.get_mut(start..).unwrap_or_default();
            let now = lines.by_ref().take(now);
            let written = match (self.len, tails.longest()) {
                (..=64, ..=32) => self.write::<64, 32>(room, tails, now),
                (..=64, ..=64) => self.write::<64, 64>(room, tails, now),
                (..=128, ..=32) => self.write::<128, 32>(room, tails, now),
                (..=128, ..=64) => self.write::<128, 64>(room, tails, now),
                _ => self.write_long(room, tails, now),
            };
            out.truncate(start + written);
        }
    }

    /// Writes lines of which the prefix is at most `P` bytes long, and the tail `T`. Gives how long they are.
    #[inline(always)]
    fn write<const P: usize, const T: usize>(
        &self,
        room: &mut [u8],
        tails: &Fragments,
        lines: impl Iterator<Item = (usize, Number)>,
    ) -> usize {
        let Some(prefix) = self.bytes.first_chunk::<P>() else { return 0 };
        let mut at = 0;
        for (tail, number) in lines {
            put(room, at, prefix);
            at += self.len;
            let (tail, len) = tails.padded(tail);
            if let Some(tail) = tail.first_chunk::<T>() {
                put(room, at, tail);
                at += len;
            }
            at = end(room, at, number);
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
            at = end(room, at, number);
        }
        at
    }
}

/// Appends a line to `out`: pieces of text, and a number.
pub(crate) fn line(out: &mut Vec<u8>, pieces: &[&[u8]], number: Number) {
    for piece in pieces {
        out.extend_from_slice(piece);
    }
    out.extend_from_slice(Digits::new(number).as_bytes());
    out.push(b'\n');
}

#[inline(always)]
fn put<const N: usize>(room: &mut [u8], at: usize, block: &[u8; N]) {
    if let Some(place) = room.get_mut(at..).and_then(<[u8]>::first_chunk_mut::<N>) {
        *place = *block;
    }
}

fn put_text(room: &mut [u8], at: usize, text: &[u8]) -> usize {
    if let Some(place) = room.get_mut(at..at + text.len()) {
        place.copy_from_slice(text);
    }
    at + text.len()
}

/// Writes a number and the end of a line; where that is.
#[inline(always)]
fn end(room: &mut [u8], at: usize, number: Number) -> usize {
    let at = match number {
        Number::U64(value) if value < 100_000_000 => {
            let (word, len) = short(value as u32);
            put(room, at, &word.to_le_bytes());
            at + len
        }
        number => put_text(room, at, Digits::new(number).as_bytes()),
    };
    if let Some(place) = room.get_mut(at) {
        *place = b'\n';
    }
    at + 1
}

const _: () = assert!(ROOM >= 64 && PREFIX_ROOM >= 128);

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
                prefix.pad();
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
