//! Suggestions from closed sets.

/// The candidate nearest to what was written, if it is near enough to be meant: at most a third of its characters
/// differ (insertions, deletions, replacements, swaps of neighbours), or they differ only in case and separators.
/// Of equals the first one.
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let bare = plain(written);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let longest = written.chars().count().max(candidate.chars().count());
        let limit = (longest / 3).max(1);
        let distance = if !bare.is_empty() && plain(candidate) == bare {
            0
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
}
