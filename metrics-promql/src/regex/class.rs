//! Sets of characters.

/// Characters, as ranges that rise and do not touch.
#[derive(Clone, Debug, PartialEq, Default)]
pub(super) struct Set(Vec<(char, char)>);

impl Set {
    pub(super) fn of(ranges: &[(char, char)]) -> Self {
        let mut set = Set(ranges.to_vec());
        set.tidy();
        set
    }

    pub(super) fn char(c: char) -> Self {
        Set(vec![(c, c)])
    }

    pub(super) fn add(&mut self, other: &Set) {
        self.0.extend_from_slice(&other.0);
        self.tidy();
    }

    fn tidy(&mut self) {
        self.0.sort_unstable();
        let mut tidy: Vec<(char, char)> = Vec::with_capacity(self.0.len());
        for (first, last) in self.0.drain(..) {
            match tidy.last_mut() {
                Some(before) if u32::from(first) <= u32::from(before.1).saturating_add(1) => {
                    before.1 = before.1.max(last);
                }
                _ => tidy.push((first, last)),
            }
        }
        self.0 = tidy;
    }

    /// All other characters.
    pub(super) fn negated(&self) -> Self {
        let mut out = Vec::new();
        let mut next = Some('\0');
        for (first, last) in &self.0 {
            if let Some(from) = next
                && from < *first
                && let Some(to) = before(*first)
            {
                out.push((from, to));
            }
            next = after(*last);
        }
        if let Some(from) = next {
            out.push((from, char::MAX));
        }
        Set(out)
    }

    /// With both cases of letters.
    pub(super) fn any_case(&self) -> Self {
        let mut all = self.0.clone();
        for (first, last) in &self.0 {
            // Beyond this, a range is of no letters that people write in both cases.
            for c in (*first..=*last).take(4096) {
                all.extend(c.to_lowercase().chain(c.to_uppercase()).map(|c| (c, c)));
            }
        }
        Set::of(&all)
    }

    pub(super) fn contains(&self, c: char) -> bool {
        self.0
            .binary_search_by(|(first, last)| {
                if *last < c {
                    std::cmp::Ordering::Less
                } else if *first > c {
                    std::cmp::Ordering::Greater
                } else {
                    std::cmp::Ordering::Equal
                }
            })
            .is_ok()
    }

    /// The only character.
    pub(super) fn single(&self) -> Option<char> {
        match self.0.as_slice() {
            [(first, last)] if first == last => Some(*first),
            _ => None,
        }
    }
}

fn before(c: char) -> Option<char> {
    match c {
        '\0' => None,
        '\u{e000}' => Some('\u{d7ff}'),
        c => char::from_u32(u32::from(c) - 1),
    }
}

fn after(c: char) -> Option<char> {
    match c {
        '\u{d7ff}' => Some('\u{e000}'),
        c => char::from_u32(u32::from(c) + 1),
    }
}

const DIGITS: &[(char, char)] = &[('0', '9')];
const SPACES: &[(char, char)] = &[('\t', '\n'), ('\x0c', '\r'), (' ', ' ')];
const WORDS: &[(char, char)] = &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];

/// `\d`, `\W` and so on.
pub(super) fn perl(c: char) -> Option<Set> {
    let ranges = match c.to_ascii_lowercase() {
        'd' => DIGITS,
        's' => SPACES,
        'w' => WORDS,
        _ => return None,
    };
    let set = Set::of(ranges);
    Some(if c.is_ascii_uppercase() { set.negated() } else { set })
}

/// `[:alpha:]` and so on.
pub(super) fn posix(name: &str) -> Option<Set> {
    let (name, negated) = name.strip_prefix('^').map_or((name, false), |name| (name, true));
    let set = Set::of(match name {
        "alnum" => &[('0', '9'), ('A', 'Z'), ('a', 'z')],
        "alpha" => &[('A', 'Z'), ('a', 'z')],
        "ascii" => &[('\0', '\x7f')],
        "blank" => &[('\t', '\t'), (' ', ' ')],
        "cntrl" => &[('\0', '\x1f'), ('\x7f', '\x7f')],
        "digit" => DIGITS,
        "graph" => &[('!', '~')],
        "lower" => &[('a', 'z')],
        "print" => &[(' ', '~')],
        "punct" => &[('!', '/'), (':', '@'), ('[', '`'), ('{', '~')],
        "space" => &[('\t', '\r'), (' ', ' ')],
        "upper" => &[('A', 'Z')],
        "word" => WORDS,
        "xdigit" => &[('0', '9'), ('A', 'F'), ('a', 'f')],
        _ => return None,
    });
    Some(if negated { set.negated() } else { set })
}

/// `\pL`, `\p{Greek}`: the properties that the standard library knows, and of all others any character. A label matches one
/// of these too often rather than too rarely.
pub(super) fn unicode(name: &str) -> Set {
    let is: fn(char) -> bool = match name {
        "L" => char::is_alphabetic,
        "Lu" => char::is_uppercase,
        "Ll" => char::is_lowercase,
        "N" | "Nd" => char::is_numeric,
        _ => |_| true,
    };
    let mut ranges: Vec<(char, char)> = Vec::new();
    // The basic plane holds what labels are written with.
    for c in ('\0'..='\u{ffff}').filter(|c| is(*c)) {
        match ranges.last_mut() {
            Some(last) if after(last.1) == Some(c) => last.1 = c,
            _ => ranges.push((c, c)),
        }
    }
    Set(ranges)
}
