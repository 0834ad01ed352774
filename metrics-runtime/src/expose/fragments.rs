//! Label texts that are written over and over: rendered once, one piece a value of a label.

use std::fmt;

/// Pieces of text are copied in blocks of so many bytes, whatever their length: a copy of a fixed size is a few
/// instructions, and one of any other size is a call. What is copied too much is overwritten by what comes next.
pub(crate) const BLOCK: usize = 32;

/// Texts, one after the other, with a block of room behind the last one.
#[derive(Clone, Default)]
pub(crate) struct Fragments {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Fragments {
    pub(crate) fn new<T: AsRef<[u8]>>(texts: impl IntoIterator<Item = T>) -> Self {
        let mut all = Fragments::default();
        for text in texts {
            all.bytes.extend_from_slice(text.as_ref());
            all.ends.push(u32::try_from(all.bytes.len()).unwrap_or(u32::MAX));
        }
        all.bytes.resize(all.bytes.len() + BLOCK, 0);
        all.bytes.shrink_to_fit();
        all.ends.shrink_to_fit();
        all
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A text; empty if there are not so many.
    pub(crate) fn get(&self, at: usize) -> &[u8] {
        let (padded, len) = self.padded(at);
        padded.get(..len).unwrap_or_default()
    }

    /// A text with what lies behind it, and how long it is itself.
    #[inline]
    pub(crate) fn padded(&self, at: usize) -> (&[u8], usize) {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        let Some(end) = self.ends.get(at) else { return (&[], 0) };
        (self.bytes.get(start..).unwrap_or_default(), *end as usize - start)
    }
}

impl fmt::Debug for Fragments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts = (0..self.len()).map(|at| String::from_utf8_lossy(self.get(at)));
        f.debug_list().entries(texts).finish()
    }
}

/// Copies a piece of text to a place in `to`, in whole blocks; where it ends. Nothing is copied if there is no room for the
/// blocks.
#[inline(always)]
pub(crate) fn put(to: &mut [u8], at: usize, (padded, len): (&[u8], usize)) -> usize {
    let blocks = len.next_multiple_of(BLOCK);
    if let (Some(to), Some(from)) = (to.get_mut(at..at + blocks), padded.get(..blocks)) {
        for (to, from) in to.chunks_exact_mut(BLOCK).zip(from.chunks_exact(BLOCK)) {
            to.copy_from_slice(from);
        }
    }
    at + len
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_follow_each_other() {
        let long = "x".repeat(100);
        let all = Fragments::new(["ab", "", &long]);
        assert_eq!((all.len(), all.get(0), all.get(1), all.get(3)), (3, &b"ab"[..], &b""[..], &b""[..]));
        let mut to = vec![0; 256];
        let mut at = 0;
        for piece in [0, 1, 2, 0, 7] {
            at = put(&mut to, at, all.padded(piece));
        }
        assert_eq!(&to[..at], format!("ab{long}ab").as_bytes());
    }
}
