//! Suggestions.

/// The candidate that differs least from what was written, if no more than a third of its characters do.
pub(super) fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = candidates.into_iter().filter_map(|candidate| {
        let longest = written.chars().count().max(candidate.chars().count());
        let distance = distance(written, candidate);
        (distance < longest && distance <= (longest / 3).max(1)).then_some((distance, candidate))
    });
    near.min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// How many characters are to be inserted, deleted or replaced, or swapped with their neighbours.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(rows[i - 2][j - 2] + 1);
            }
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant() {
        for (written, candidates, want) in [
            ("orders_totl", &["errors_total", "orders_total"][..], Some("orders_total")),
            ("order_total", &["orders_total", "order_totals"], Some("orders_total")),
            ("modle", &["mode_total", "model"], Some("model")),
            ("x", &["y"], None),
            ("", &["a"], None),
            ("requests", &["orders"], None),
            ("a", &[], None),
            ("größe", &["grösse"], Some("grösse")),
        ] {
            assert_eq!(nearest(written, candidates.iter().copied()), want, "{written}");
        }
        assert_eq!((distance("kitten", "sitting"), distance("", "abc"), distance("abc", "")), (3, 3, 3));
    }
}
