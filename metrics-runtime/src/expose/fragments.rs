//! Label texts that are written over and over: rendered once, one piece a value of a label.

use std::fmt;

/// Room behind the last text: pieces are copied in blocks of a fixed size, which may be longer than they are.
pub(crate) const ROOM: usize = 64;

/// Texts, one after the other, with room behind the last one.
#[derive(Clone, Default)]
pub(crate) struct Fragments {
    bytes: Vec<u8>,
    /// Where each text begins, and where the last one ends.
    bounds: Vec<u32>,
    longest: usize,
}

impl Fragments {
    pub(crate) fn new<T: AsRef<[u8]>>(texts: impl IntoIterator<Item = T>) -> Self {
        let mut all = Fragments { bounds: vec![0], ..Fragments::default() };
        for text in texts {
            let text = text.as_ref();
            all.longest = all.longest.max(text.len());
            all.bytes.extend_from_slice(text);
            all.bounds.push(u32::try_from(all.bytes.len()).unwrap_or(u32::MAX));
        }
        all.bytes.resize(all.bytes.len() + ROOM, 0);
        all.bytes.shrink_to_fit();
        all.bounds.shrink_to_fit();
        all
    }

    /// How many texts there are.
    pub(crate) fn len(&self) -> usize {
        self.bounds.len().saturating_sub(1)
    }

    /// Length of the longest text.
    pub(crate) fn longest(&self) -> usize {
        self.longest
    }

    /// A text; empty if there are not so many.
    pub(crate) fn get(&self, at: usize) -> &[u8] {
        let Some([start, end]) = self.bounds.get(at..).and_then(<[u32]>::first_chunk) else { return &[] };
        self.bytes.get(*start as usize..*end as usize).unwrap_or_default()
    }

    /// A block that begins with a text, and how long that is. `N` is at most [`ROOM`].
    #[inline(always)]
    pub(crate) fn block<const N: usize>(&self, at: usize) -> (&[u8; N], usize) {
        const { assert!(N <= ROOM) };
        if let Some([start, end]) = self.bounds.get(at..).and_then(<[u32]>::first_chunk)
            && let Some(block) = self.bytes.get(*start as usize..).and_then(<[u8]>::first_chunk)
        {
            return (block, end.wrapping_sub(*start) as usize);
        }
        (&[0; N], 0)
    }
}

impl fmt::Debug for Fragments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts = (0..self.len()).map(|at| String::from_utf8_lossy(self.get(at)));
        f.debug_list().entries(texts).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_follow_each_other() {
        let long = "x".repeat(100);
        let all = Fragments::new(["ab", "", &long]);
        assert_eq!((all.len(), all.longest()), (3, 100));
        assert_eq!([0, 1, 3].map(|at| all.get(at)), [&b"ab"[..], b"", b""]);
        assert_eq!(all.get(2), long.as_bytes());
        assert_eq!([0, 1, 2, 3].map(|at| all.block::<64>(at).1), [2, 0, 100, 0]);
        assert_eq!((all.block::<2>(0).0, all.block::<64>(2).0), (b"ab", &[b'x'; 64]));
        assert_eq!((Fragments::default().len(), Fragments::default().get(0)), (0, &b""[..]));
    }
}
