//! Words that one slip of the finger turns into each other, found without comparing all with all.

use crate::diagnostic::distance_within;
use std::collections::HashMap;

/// Shorter words differ in one letter without being alike: `d2h` and `d2d`, `read` and `road`.
const SHORTEST: usize = 6;

/// Most words of one neighbourhood that a word is compared with. Words of a language never come near it; without it,
/// hundreds of generated names could be pairwise alike.
const MOST: usize = 8;

/// Pairs `(earlier, later)` of words at distance one that begin with the same letter. Words with digits are left out:
/// they are numbered, not misspelt. `work` counts the comparisons and look-ups.
///
/// Two words at distance one have a common text among those that dropping one letter leaves of them. Each word is
/// entered under these few texts, so that only words which share one are compared.
pub(super) fn alike(words: &[&str], work: &mut usize) -> Vec<(usize, usize)> {
    let mut neighbourhoods: HashMap<String, Vec<usize>> = HashMap::new();
    let mut pairs = Vec::new();
    for (i, word) in words.iter().enumerate() {
        if word.len() < SHORTEST || !word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') {
            continue;
        }
        let dropped = (1..word.len()).map(|at| [&word[..at], &word[at + 1..]].concat());
        let mut others: Vec<usize> = Vec::new();
        for text in std::iter::once((*word).to_owned()).chain(dropped) {
            *work += 1;
            let members = neighbourhoods.entry(text).or_default();
            others.extend(members.iter().rev().take(MOST));
            if members.last() != Some(&i) {
                members.push(i);
            }
        }
        others.sort_unstable();
        others.dedup();
        for other in others.into_iter().filter(|other| *other != i) {
            *work += 1;
            if distance_within(words[other], word, 1) == Some(1) {
                pairs.push((other, i));
            }
        }
    }
    pairs
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
