//! The values of an exemplar's labels, as text in a buffer of fixed size.

use std::fmt::{self, Display, Write};

use super::Exemplar;

/// Most characters of an exemplar, names and values together: what OpenMetrics allows.
const MOST: usize = 128;
/// Most labels of an exemplar.
const LABELS: usize = 4;

/// Values of the labels in their order.
#[derive(Clone, Copy)]
pub(crate) struct Texts {
    bytes: [u8; MOST],
    /// Where each value ends.
    ends: [u8; LABELS],
    labels: u8,
}

/// Why there are no texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unusable {
    /// All values are empty.
    Empty,
    /// More than 128 characters or bytes, or a value that fails to display.
    TooLong,
}

impl Texts {
    /// Displays the labels of an exemplar, whose names are these.
    pub(crate) fn new<E>(names: &[&str], exemplar: &impl Exemplar<E>) -> Result<Self, Unusable> {
        let mut texts = Texts { bytes: [0; MOST], ends: [0; LABELS], labels: 0 };
        let mut buffer = Buffer { bytes: &mut texts.bytes, len: 0 };
        let mut failed = false;
        exemplar.display(&mut |value: &dyn Display| {
            failed |= write!(buffer, "{value}").is_err();
            if let Some(end) = texts.ends.get_mut(usize::from(texts.labels)) {
                *end = buffer.len;
                texts.labels += 1;
            }
        });
        if failed {
            return Err(Unusable::TooLong);
        }
        // Names of empty values are not exposed.
        let characters: usize = texts.of(names).map(|(name, value)| name.chars().count() + value.chars().count()).sum();
        match characters {
            0 => Err(Unusable::Empty),
            1..=MOST => Ok(texts),
            _ => Err(Unusable::TooLong),
        }
    }

    /// Names and values, without those that are empty.
    pub(crate) fn of<'t, 'n>(&'t self, names: &'t [&'n str]) -> impl Iterator<Item = (&'n str, &'t str)> {
        let mut begin = 0;
        names.iter().zip(self.ends.iter().take(usize::from(self.labels))).filter_map(move |(name, end)| {
            let end = usize::from(*end);
            let value = self.bytes.get(begin..end).and_then(|bytes| std::str::from_utf8(bytes).ok());
            begin = end;
            value.filter(|value| !value.is_empty()).map(|value| (*name, value))
        })
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.of(&[""; LABELS]).map(|(_, value)| value)).finish()
    }
}

struct Buffer<'b> {
    bytes: &'b mut [u8; MOST],
    len: u8,
}

impl Write for Buffer<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let begin = usize::from(self.len);
        let place = self.bytes.get_mut(begin..begin + text.len()).ok_or(fmt::Error)?;
        place.copy_from_slice(text.as_bytes());
        self.len += text.len() as u8;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Label;
    use super::*;

    struct Any<T>(T);
    impl<T: Display> Label for Any<T> {
        type Of = ();
        fn value(&self) -> &dyn Display {
            &self.0
        }
    }

    fn texts(names: &[&str], exemplar: &impl Exemplar<((), ())>) -> Result<Vec<(String, String)>, Unusable> {
        let texts = Texts::new(names, exemplar)?;
        Ok(texts.of(names).map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    #[test]
    fn values_are_displayed_and_empty_ones_left_out() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        let names = ["trace_id", "span_id"];
        assert_eq!(texts(&names, &(Any("a\"b"), Any(7))), Ok(vec![pair("trace_id", "a\"b"), pair("span_id", "7")]));
        assert_eq!(texts(&names, &(Any(""), Any("x"))), Ok(vec![pair("span_id", "x")]));
        assert_eq!(texts(&names, &(Any(""), Any(""))), Err(Unusable::Empty));
    }

    #[test]
    fn an_exemplar_has_at_most_128_characters() {
        let names = ["trace_id", "span_id"];
        let room = MOST - "trace_id".len() - "span_id".len();
        assert_eq!(texts(&names, &(Any("x".repeat(room - 1)), Any("y"))).map(|all| all.len()), Ok(2));
        assert_eq!(texts(&names, &(Any("x".repeat(room)), Any("y"))), Err(Unusable::TooLong));
        assert_eq!(texts(&names, &(Any("x".repeat(room + 7)), Any(""))).map(|all| all.len()), Ok(1));
        assert_eq!(texts(&names, &(Any("x".repeat(10_000)), Any("y"))), Err(Unusable::TooLong));
        assert_eq!(texts(&names, &(Any("ü".repeat(65)), Any(""))), Err(Unusable::TooLong));
    }

    #[test]
    fn a_value_that_does_not_display_is_left_out() {
        struct Broken;
        impl Display for Broken {
            fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
                Err(fmt::Error)
            }
        }
        assert_eq!(texts(&["a", "b"], &(Any("x"), Any(Broken))), Err(Unusable::TooLong));
    }
}
