//! Suggestions from closed sets.

/// The candidate nearest to what was written, if it is near enough to be meant: at most a third of its characters
/// differ (insertions, deletions, replacements, swaps of neighbours), or they differ only in case and separators.
/// Of equals the first one.
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let (bare, letters) = (plain(written).collect::<String>(), Letters::of(written));
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let others = Letters::of(candidate);
        let longest = letters.count.max(others.count);
        let limit = (longest / 3).max(1);
        let distance = if !bare.is_empty() && plain(candidate).eq(bare.chars()) {
            0
        } else if letters.apart(&others) > limit {
            // Most candidates end here: a set can have thousands, and a file as many mistakes.
            continue;
        } else {
            match distance_within(written, candidate, limit) {
                Some(d) if d < longest => d,
                _ => continue,
            }
        };
        if best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Optimal string alignment distance, or `None` if it is above `limit`. Time is bounded by the lengths, which are cut
/// off at 200 characters: nobody misspells more than that.
pub fn distance_within(a: &str, b: &str, limit: usize) -> Option<usize> {
    let a: Vec<char> = a.chars().take(200).collect();
    let b: Vec<char> = b.chars().take(200).collect();
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut before: Vec<usize> = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let replace = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = replace.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        if row.iter().min().is_some_and(|least| *least > limit) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    (last[b.len()] <= limit).then_some(last[b.len()])
}

/// The letters and digits of a text alone, in lower case.
fn plain(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// How often the characters of a text occur, those that fall together taken as one.
struct Letters {
    count: usize,
    each: [u32; 32],
}

impl Letters {
    fn of(text: &str) -> Letters {
        let mut letters = Letters { count: 0, each: [0; 32] };
        for c in text.chars() {
            letters.count += 1;
            letters.each[c as usize % 32] += 1;
        }
        letters
    }

    /// Least number of edits from one text to the other: an edit adds, drops or replaces one character at most.
    fn apart(&self, other: &Letters) -> usize {
        let pairs = || self.each.iter().zip(&other.each);
        let more = pairs().map(|(a, b)| a.saturating_sub(*b)).sum::<u32>();
        let fewer = pairs().map(|(a, b)| b.saturating_sub(*a)).sum::<u32>();
        more.max(fewer) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_what_was_meant() {
        let set = ["labels", "help", "type", "counter_without_total"];
        assert_eq!(nearest("lables", set), Some("labels"));
        assert_eq!(nearest("hlep", set), Some("help"));
        assert_eq!(nearest("counterWithoutTotal", set), Some("counter_without_total"));
        assert_eq!(nearest("colour", set), None);
        assert_eq!(nearest("", set), None);
        assert_eq!(nearest("x", ["y"]), None);
    }

    #[test]
    fn letters_never_say_more_than_the_distance() {
        let words = ["", "a", "ab", "ba", "abc", "label", "lable", "labels", "größe", "grosse", "x_y", "y-x", "aaaa"];
        for a in words {
            for b in words {
                let least = super::Letters::of(a).apart(&super::Letters::of(b));
                let distance = super::distance_within(a, b, 99).expect("within");
                assert!(least <= distance, "{a} {b}: {least} {distance}");
            }
        }
    }
}
