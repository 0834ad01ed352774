//! Natural order: `metric2` before `metric10`.

use std::cmp::Ordering;

/// Compares texts; runs of digits by their value, all else by character without case, and what is equal then by byte.
pub(crate) fn compare(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    while let (Some(l), Some(r)) = (left.chars().next(), right.chars().next()) {
        let order = if l.is_ascii_digit() && r.is_ascii_digit() {
            let (l, r) = (digits(&mut left), digits(&mut right));
            l.len().cmp(&r.len()).then_with(|| l.cmp(r))
        } else {
            left = &left[l.len_utf8()..];
            right = &right[r.len_utf8()..];
            l.to_lowercase().cmp(r.to_lowercase())
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    left.len().cmp(&right.len()).then_with(|| a.cmp(b))
}

/// Sorts things by a text of each.
pub(crate) fn sort<T>(things: &mut [T], text: impl Fn(&T) -> &str) {
    things.sort_by(|a, b| compare(text(a), text(b)));
}

/// Takes a run of digits from a text, without leading zeros.
fn digits<'a>(text: &mut &'a str) -> &'a str {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    let (run, rest) = text.split_at(end);
    *text = rest;
    run.trim_start_matches('0')
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_count_as_numbers() {
        let mut names = ["m10", "m2", "M1", "m02", "m", "m2_b", "m2_a", "a"];
        super::sort(&mut names, |n| n);
        assert_eq!(names, ["a", "m", "M1", "m02", "m2", "m2_a", "m2_b", "m10"]);
    }

    #[test]
    fn any_number_has_an_order() {
        assert!(super::compare(&"9".repeat(400), &"1".repeat(401)).is_lt());
    }
}
