//! Open values in the form in which they are looked up.

use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes that fit into the words of a key.
const SHORT: usize = 32;
/// In the length of a key that does not.
const LONG: u32 = 1 << 31;

const A: u64 = 0x9E37_79B9_7F4A_7C15;
const B: u64 = 0xD6E8_FEB8_6659_FD93;

/// Most values by four words and their length, all others by two hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Short {
    pub(crate) words: [u64; 4],
    /// Bytes, and whether they are too many for the words.
    pub(crate) len: u32,
}

impl Short {
    /// `seed` is nobody's to know: who can choose values could otherwise choose them so that all meet in one place.
    #[inline(always)]
    pub(crate) fn hash(&self, seed: u64) -> u64 {
        let [first, second, third, fourth] = self.words;
        let a = (first ^ second.rotate_left(29) ^ seed).wrapping_mul(A);
        let b = (third.rotate_left(17) ^ fourth ^ u64::from(self.len)).wrapping_mul(B);
        let mixed = (a ^ b.rotate_left(32)).wrapping_mul(A);
        mixed ^ (mixed >> 32)
    }
}

/// Open values to look for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted<'v> {
    pub(crate) short: Short,
    pub(crate) hash: u64,
    values: &'v [&'v str],
}

impl<'v> Wanted<'v> {
    #[inline(always)]
    pub(crate) fn new(values: &'v [&'v str], seed: u64) -> Self {
        let short = match values {
            [value] if value.len() <= SHORT => Short { words: one(value.as_bytes()), len: value.len() as u32 },
            _ => several(values),
        };
        Wanted { short, hash: short.hash(seed), values }
    }

    #[inline(always)]
    pub(crate) fn is_long(&self) -> bool {
        self.short.len & LONG != 0
    }
}

/// Up to 32 bytes as words that overlap, so that no loop is needed: with the length, they are the value.
#[inline(always)]
fn one(bytes: &[u8]) -> [u64; 4] {
    let len = bytes.len();
    let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) else { return [tiny(bytes), 0, 0, 0] };
    let word = |at: usize| bytes.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |eight| u64::from_le_bytes(*eight));
    let (first, last) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
    if len <= 16 { [first, last, 0, 0] } else { [first, word(8), word(len - 16), last] }
}

/// Fewer than 8 bytes, which overlap, too.
#[inline]
fn tiny(bytes: &[u8]) -> u64 {
    match (bytes.first_chunk(), bytes.last_chunk(), bytes) {
        (Some(first), Some(last), _) => {
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32
        }
        (_, _, [first, .., last]) => {
            let middle = bytes.get(bytes.len() / 2).copied().unwrap_or_default();
            u64::from(*first) | u64::from(middle) << 8 | u64::from(*last) << 16
        }
        (_, _, [only]) => u64::from(*only),
        _ => 0,
    }
}

/// Several values, each after its length; what does not fit as two hashes of it, and is compared in full elsewhere.
fn several(values: &[&str]) -> Short {
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
        return Short { words, len: len as u32 };
    }
    let (mut a, mut b) = (A, B);
    for word in long(values) {
        a = (a ^ word).wrapping_mul(A).rotate_left(31);
        b = (b.rotate_left(23) ^ word).wrapping_mul(B);
    }
    Short { words: [a, b, len as u64, values.len() as u64], len: LONG | len as u32 & !LONG }
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

/// Room for values that do not fit into the words of a slot. They are written while nobody looks for them, and are atomic, so
/// that who looks too early sees values that are not the wanted ones, and nothing worse.
#[derive(Debug)]
pub(crate) struct Long(Box<[AtomicU64]>);

impl Long {
    /// With room for these, and none for those that need none.
    pub(crate) fn for_key(wanted: &Wanted<'_>) -> Self {
        let room = if wanted.is_long() { long(wanted.values).count().next_power_of_two() } else { 0 };
        Long((0..room).map(|_| AtomicU64::new(0)).collect())
    }

    pub(crate) fn has_room(&self, wanted: &Wanted<'_>) -> bool {
        !wanted.is_long() || long(wanted.values).count() <= self.0.len()
    }

    pub(crate) fn set(&self, wanted: &Wanted<'_>) {
        if wanted.is_long() {
            for (place, word) in self.0.iter().zip(long(wanted.values)) {
                place.store(word, Ordering::Relaxed);
            }
        }
    }

    pub(crate) fn is(&self, wanted: &Wanted<'_>) -> bool {
        let mut places = self.0.iter();
        long(wanted.values).all(|word| places.next().is_some_and(|place| place.load(Ordering::Relaxed) == word))
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_itself_and_no_other() {
        let long = "x".repeat(33);
        let longer = format!("{long}y");
        let mut keys: Vec<Vec<&str>> =
            ["", "a", "a\0", "\0a", "aa", "aba", "aca", "bca", "acb", "abcd", "abcde", "abbde"]
                .iter()
                .chain(&[
                    "abcdefg",
                    "abcdefgh",
                    "abcdefghi",
                    "abcdefghijklmno",
                    "abcdefghijklmnop",
                    "abcdefghijklmnopq",
                ])
                .chain(&["abcdefghijklmnopqrstuvwxyzabcdef", "abcdefghijklmnopqrstuvwxyzabcdeg"])
                .map(|key| vec![*key])
                .collect();
        keys.extend([vec![long.as_str()], vec![longer.as_str()]]);
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
                let stored = Long::for_key(&wanted);
                assert!(stored.has_room(&wanted));
                stored.set(&wanted);
                for (other_at, other) in keys.iter().enumerate() {
                    let other_wanted = Wanted::new(other, 3);
                    let same = other_wanted.short == wanted.short && (!wanted.is_long() || stored.is(&other_wanted));
                    assert_eq!(same, at == other_at, "{key:?} {other:?}");
                    assert_eq!(wanted.is_long() && stored.is(&other_wanted), wanted.is_long() && at == other_at);
                }
            }
        }
    }

    /// Every byte of a key counts.
    #[test]
    fn all_bytes_count() {
        for len in 1..=40 {
            let key = "k".repeat(len);
            let values = [key.as_str()];
            let wanted = Wanted::new(&values, 3);
            for at in 0..len {
                let mut other = key.clone();
                other.replace_range(at..=at, "j");
                assert_ne!(Wanted::new(&[&other], 3).short, wanted.short, "{at} of {len}");
            }
        }
    }

    #[test]
    fn room() {
        let long = "x".repeat(100);
        let (short, long) = ([""], [long.as_str()]);
        let (short, long) = (Wanted::new(&short, 0), Wanted::new(&long, 0));
        assert!(!Long::for_key(&short).has_room(&long));
        assert!(Long::for_key(&long).has_room(&short));
    }
}
