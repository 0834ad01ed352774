//! A stretch of text in the making, on its way to the exposition.

use super::fragments::{BLOCK, put};
use super::number::{Digits, MAX_NUMBER, short};
use crate::storage::Number;

/// Bytes that are written before they are appended: they fit into the first cache of a processor.
const STRETCH: usize = 8192;

/// Lines are put together here, where there is always room for whole blocks, and are appended a stretch at a time.
pub(crate) struct Lines<'a> {
    stretch: &'a mut Vec<u8>,
    /// Where the text ends that is not appended yet.
    at: usize,
    out: &'a mut Vec<u8>,
}

impl<'a> Lines<'a> {
    /// Appends to `out`; `stretch` is memory that is used again.
    pub(crate) fn new(stretch: &'a mut Vec<u8>, out: &'a mut Vec<u8>) -> Self {
        stretch.resize(STRETCH, 0);
        Lines { stretch, at: 0, out }
    }

    /// Writes a line: pieces of text, each with what lies behind it and how long it is itself, and a number.
    #[inline]
    pub(crate) fn line<const N: usize>(&mut self, pieces: [(&[u8], usize); N], number: Number) {
        let most = pieces.iter().map(|(_, len)| len + BLOCK).sum::<usize>() + 2 * MAX_NUMBER;
        if self.at + most > STRETCH {
            self.flush();
            if most > STRETCH {
                return self.long_line(&pieces, number);
            }
        }
        let stretch = self.stretch.as_mut_slice();
        let at = pieces.into_iter().fold(self.at, |at, piece| put(stretch, at, piece));
        let at = match number {
            Number::U64(value) if value < 100_000_000 => {
                let (word, len) = short(value as u32);
                if let Some(to) = stretch.get_mut(at..at + 8) {
                    to.copy_from_slice(&word.to_le_bytes());
                }
                at + len
            }
            number => put(stretch, at, Digits::new(number).padded()),
        };
        if let Some(end) = stretch.get_mut(at) {
            *end = b'\n';
        }
        self.at = at + 1;
    }

    #[cold]
    fn long_line(&mut self, pieces: &[(&[u8], usize)], number: Number) {
        for (padded, len) in pieces {
            self.out.extend_from_slice(padded.get(..*len).unwrap_or_default());
        }
        self.out.extend_from_slice(Digits::new(number).as_bytes());
        self.out.push(b'\n');
    }

    /// Appends to the line that was written last.
    pub(crate) fn append(&mut self, text: &str) {
        self.flush();
        self.out.pop();
        self.out.extend_from_slice(text.as_bytes());
        self.out.push(b'\n');
    }

    /// Writes any text.
    pub(crate) fn text(&mut self, text: &[u8]) {
        self.flush();
        self.out.extend_from_slice(text);
    }

    /// Appends what is not appended yet.
    pub(crate) fn flush(&mut self) {
        self.out.extend_from_slice(self.stretch.get(..self.at).unwrap_or_default());
        self.at = 0;
    }
}
