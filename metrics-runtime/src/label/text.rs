//! A small buffer for the text of a number.

/// Room for the text of any `u64`, on the stack.
#[derive(Debug, Default)]
pub struct Text {
    bytes: [u8; 20],
}

impl Text {
    /// An empty buffer.
    pub const fn new() -> Self {
        Text { bytes: [0; 20] }
    }

    /// Decimal digits.
    pub fn decimal(&mut self, number: u64) -> &str {
        self.digits(number, 10)
    }

    /// Lower-case hexadecimal digits without a prefix.
    pub fn hex(&mut self, number: u64) -> &str {
        self.digits(number, 16)
    }

    fn digits(&mut self, mut number: u64, base: u64) -> &str {
        let mut at = self.bytes.len();
        loop {
            at -= 1;
            self.bytes[at] = b"0123456789abcdef"[(number % base) as usize];
            number /= base;
            if number == 0 {
                break;
            }
        }
        std::str::from_utf8(&self.bytes[at..]).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn digits() {
        let mut text = Text::new();
        assert_eq!(text.decimal(0), "0");
        assert_eq!(text.decimal(u64::MAX), "18446744073709551615");
        assert_eq!(text.decimal(907), "907");
        assert_eq!(text.hex(0), "0");
        assert_eq!(text.hex(u64::MAX), "ffffffffffffffff");
        assert_eq!(text.hex(0xbeef), "beef");
    }
}
