//! Open values in the form in which they are looked up.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

/// Bytes that fit into the words of a key.
const SHORT: usize = 32;
/// In the length of a key that does not.
const LONG: u32 = 1 << 31;

const A: u64 = 0x9E37_79B9_7F4A_7C15;
const B: u64 = 0xD6E8_FEB8_6659_FD93;

/// Open values to look for. Whatever their length, most keys are compared by four words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted<'v> {
    words: [u64; 4],
    /// Bytes, and whether they are too many for the words.
    len: u32,
    pub(crate) hash: u64,
    values: &'v [&'v str],
}

impl<'v> Wanted<'v> {
    /// `seed` is nobody's to know: who can choose values could otherwise choose them so that all meet in one place.
    #[inline]
    pub(crate) fn new(values: &'v [&'v str], seed: u64) -> Self {
        let (words, len) = match values {
            [value] if value.len() <= SHORT => (one(value.as_bytes()), value.len() as u32),
            _ => several(values),
        };
        let a = (words[0] ^ words[1].rotate_left(29) ^ seed).wrapping_mul(A);
        let b = (words[2].rotate_left(17) ^ words[3] ^ u64::from(len)).wrapping_mul(B);
        let mixed = (a ^ b.rotate_left(32)).wrapping_mul(A);
        Wanted { words, len, hash: mixed ^ (mixed >> 32), values }
    }

    fn is_long(&self) -> bool {
        self.len & LONG != 0
    }
}

/// Up to 32 bytes as words that overlap, so that no loop is needed: with the length, they are the value.
#[inline]
fn one(bytes: &[u8]) -> [u64; 4] {
    let word = |at: usize| match bytes.get(at..at + 8).and_then(<[u8]>::first_chunk) {
        Some(eight) => u64::from_le_bytes(*eight),
        None => 0,
    };
    let len = bytes.len();
    if len < 8 {
        return [bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)), 0, 0, 0];
    }
    [word(0), word(if len < 16 { len - 8 } else { 8 }), word(len.saturating_sub(16)), word(len - 8)]
}

/// Several values, each after its length; what does not fit as two hashes of it, and is compared in full elsewhere.
fn several(values: &[&str]) -> ([u64; 4], u32) {
    let len: usize = values.iter().map(|value| value.len() + 1).sum();
    if len <= SHORT {
        let (mut bytes, mut at) = ([0u8; SHORT], 0);
        for value in values {
            if let (Some(length), rest) = (bytes.get_mut(at), value.as_bytes()) {
                *length = value.len() as u8;
                if let Some(place) = bytes.get_mut(at + 1..at + 1 + rest.len()) {
                    place.copy_from_slice(rest);
                }
            }
            at += 1 + value.len();
        }
        let words = std::array::from_fn(|word| {
            let eight = bytes.get(word * 8..).and_then(<[u8]>::first_chunk);
            eight.map_or(0, |eight| u64::from_le_bytes(*eight))
        });
        return (words, len as u32);
    }
    let (mut a, mut b) = (A, B);
    for word in long(values) {
        a = (a ^ word).wrapping_mul(A).rotate_left(31);
        b = (b.rotate_left(23) ^ word).wrapping_mul(B);
    }
    ([a, b, len as u64, values.len() as u64], LONG | len as u32 & !LONG)
}

/// The values as words: of each the length, then its bytes.
fn long<'v>(values: &'v [&'v str]) -> impl Iterator<Item = u64> + 'v {
    values.iter().flat_map(|value| {
        let words = value.as_bytes().chunks(8).map(|chunk| {
            let mut eight = [0; 8];
            if let Some(place) = eight.get_mut(..chunk.len()) {
                place.copy_from_slice(chunk);
            }
            u64::from_le_bytes(eight)
        });
        std::iter::once(value.len() as u64).chain(words)
    })
}

/// The key of a row. It is written while nobody looks for it, and all of it is atomic, so that who looks too early sees a
/// key that is not the wanted one, and never something torn that is not a key.
#[derive(Debug)]
pub(crate) struct Stored {
    words: [AtomicU64; 4],
    len: AtomicU32,
    hash: AtomicU64,
    /// Room for values that do not fit into the words.
    long: Box<[AtomicU64]>,
}

impl Stored {
    /// With room for a key like this.
    pub(crate) fn for_key(wanted: &Wanted<'_>) -> Self {
        let room = if wanted.is_long() { long(wanted.values).count().next_power_of_two() } else { 0 };
        Stored {
            words: [const { AtomicU64::new(0) }; 4],
            len: AtomicU32::new(0),
            hash: AtomicU64::new(0),
            long: (0..room).map(|_| AtomicU64::new(0)).collect(),
        }
    }

    pub(crate) fn has_room(&self, wanted: &Wanted<'_>) -> bool {
        !wanted.is_long() || long(wanted.values).count() <= self.long.len()
    }

    pub(crate) fn set(&self, wanted: &Wanted<'_>) {
        for (place, word) in self.words.iter().zip(wanted.words) {
            place.store(word, Ordering::Relaxed);
        }
        self.len.store(wanted.len, Ordering::Relaxed);
        self.hash.store(wanted.hash, Ordering::Relaxed);
        if wanted.is_long() {
            for (place, word) in self.long.iter().zip(long(wanted.values)) {
                place.store(word, Ordering::Relaxed);
            }
        }
    }

    pub(crate) fn hash(&self) -> u64 {
        self.hash.load(Ordering::Relaxed)
    }

    #[inline]
    pub(crate) fn is(&self, wanted: &Wanted<'_>) -> bool {
        let differ = |at: usize| self.words[at].load(Ordering::Relaxed) ^ wanted.words[at];
        let len = u64::from(self.len.load(Ordering::Relaxed) ^ wanted.len);
        if differ(0) | differ(1) | differ(2) | differ(3) | len != 0 {
            return false;
        }
        !wanted.is_long() || self.is_long(wanted)
    }

    #[cold]
    fn is_long(&self, wanted: &Wanted<'_>) -> bool {
        let mut places = self.long.iter();
        long(wanted.values).all(|word| places.next().is_some_and(|place| place.load(Ordering::Relaxed) == word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_itself_and_no_other() {
        let long = "x".repeat(33);
        let longer = format!("{long}y");
        let keys: Vec<Vec<&str>> = vec![
            vec![""],
            vec!["a"],
            vec!["a\0"],
            vec!["\0a"],
            vec!["abcdefg"],
            vec!["abcdefgh"],
            vec!["abcdefghi"],
            vec!["abcdefghijklmnop"],
            vec!["abcdefghijklmnopqrstuvwxyzabcdef"],
            vec!["abcdefghijklmnopqrstuvwxyzabcdeg"],
            vec![&long],
            vec![&longer],
        ];
        let pairs: Vec<Vec<&str>> = vec![
            vec!["ab", "c"],
            vec!["a", "bc"],
            vec!["", "abc"],
            vec!["abc", ""],
            vec![&long, ""],
            vec!["", &long],
            vec![&long, &long],
            vec!["0123456789abcdef", "0123456789abcd"],
            vec!["0123456789abcdef", "0123456789abcde"],
        ];
        for keys in [keys, pairs] {
            for (at, key) in keys.iter().enumerate() {
                let wanted = Wanted::new(key, 3);
                let stored = Stored::for_key(&wanted);
                assert!(stored.has_room(&wanted));
                stored.set(&wanted);
                for (other_at, other) in keys.iter().enumerate() {
                    assert_eq!(stored.is(&Wanted::new(other, 3)), at == other_at, "{key:?} {other:?}");
                }
            }
        }
    }

    #[test]
    fn room() {
        let long = "x".repeat(100);
        let (short, long) = ([""], [long.as_str()]);
        let (short, long) = (Wanted::new(&short, 0), Wanted::new(&long, 0));
        assert!(!Stored::for_key(&short).has_room(&long));
        assert!(Stored::for_key(&long).has_room(&short));
    }
}
