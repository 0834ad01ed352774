//! Words that one slip of the finger turns into each other, found without comparing all with all.

use crate::diagnostic::distance_within;

/// Shorter words differ in one letter without being alike: `d2h` and `d2d`, `read` and `road`.
pub(super) const SHORTEST: usize = 6;

/// Most words of one neighbourhood that a word is compared with. Words of a language never come near it; without it,
/// hundreds of generated names could be pairwise alike.
const MOST: usize = 8;

/// Pairs `(earlier, later)` of words at distance one that begin with the same letter. Words with digits are left out:
/// they are numbered, not misspelt. `work` counts the comparisons and look-ups.
///
/// Two words at distance one have a common text among those that dropping one letter leaves of them. Each word is
/// entered under these few texts, so that only words which share one are compared. Hashes stand for the texts: what two
/// of them have in common by chance is found out when the words are compared.
pub(super) fn alike(words: &[&str], work: &mut usize) -> Vec<(usize, usize)> {
    let mut entries: Vec<(u64, usize)> = Vec::new();
    for (i, word) in words.iter().enumerate() {
        if word.len() >= SHORTEST && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') {
            entries.push((hash(word.bytes()), i));
            entries.extend((1..word.len()).map(|at| (hash(word[..at].bytes().chain(word[at + 1..].bytes())), i)));
        }
    }
    *work += entries.len();
    entries.sort_unstable();
    // Doubled letters give one text twice.
    entries.dedup();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (at, &(text, word)) in entries.iter().enumerate() {
        let before = entries[..at].iter().rev().take_while(|(other, _)| *other == text).take(MOST);
        pairs.extend(before.map(|&(_, earlier)| (earlier, word)));
    }
    *work += pairs.len();
    pairs.sort_unstable();
    pairs.dedup();
    pairs.retain(|&(earlier, later)| distance_within(words[earlier], words[later], 1) == Some(1));
    pairs
}

/// FNV-1a: the same on every machine and in every run.
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn one_slip() {
        let words =
            ["success", "sucess", "received", "recieved", "loads", "roads", "upload", "prefix1", "prefix2", "succces"];
        let mut work = 0;
        assert_eq!(alike(&words, &mut work), [(0, 1), (2, 3)]);
    }

    #[test]
    fn work_is_bounded_even_if_all_are_alike() {
        let words: Vec<String> = (b'a'..=b'z')
            .flat_map(|a| (b'a'..=b'z').map(move |b| format!("generated{}{}", a as char, b as char)))
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut work = 0;
        alike(&words, &mut work);
        assert!(work < words.len() * 12 * 9, "{work}");
    }
}
