//! The front end under mutated inputs, on a stable compiler: a fixed number of rounds from a fixed seed, so that a failure
//! repeats. The coverage-guided fuzzer in `fuzz/` looks further.

use metricspec_schema::diagnostic::catalogue;
use metricspec_tests::fuzz::front_end;
use metricspec_tests::root;

/// xorshift64*: small, and the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

/// Pieces that the language gives a meaning to, or that parsers stumble over.
const PIECES: &[&str] = &[
    "[",
    "]",
    "[[",
    "{",
    "}",
    "\"",
    "'",
    "'''",
    "=",
    ".",
    ",",
    "#",
    "\n",
    "\r\n",
    "\\u0000",
    "\u{feff}",
    "ä",
    "𝕏",
    "inf",
    "nan",
    "-0",
    "1e999",
    "99999999999999999999",
    "0x",
    "2027-06-30",
    "true",
    "values_by",
    "max_values = 1",
    "alias_of = \"a\"",
    "name = \"{a}\"",
    "[labels.a]",
    "[metrics.a]",
    "type = \"histogram\"",
    "log = { min = 1, max = 2, count = 2 }",
    "include = [\"example.toml\"]",
    "#--- shared.toml\n",
    "#--- ../metrics.toml\n",
    "const_labels = [\"*\"]",
    "unit = \"seconds\"",
    "value_type = \"duration\"",
    "__",
    "le",
    "\u{202e}",
    "`",
    "|",
    "<b>",
    "{{",
    "```",
    "expr = \"",
];

fn mutate(random: &mut Random, seeds: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = seeds[random.below(seeds.len())].clone();
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len() + 1);
        match random.below(6) {
            0 if at < bytes.len() => bytes[at] = random.next() as u8,
            1 => {
                let piece = PIECES[random.below(PIECES.len())].as_bytes();
                bytes.splice(at..at, piece.iter().copied());
            }
            2 => {
                let end = (at + random.below(40)).min(bytes.len());
                bytes.drain(at..end);
            }
            3 => {
                let other = &seeds[random.below(seeds.len())];
                let from = random.below(other.len() + 1);
                let to = (from + random.below(200)).min(other.len());
                bytes.splice(at..at, other[from..to].iter().copied());
            }
            4 => {
                // Swap two lines: keys move to other tables.
                let mut lines: Vec<&[u8]> = bytes.split(|b| *b == b'\n').collect();
                let (a, b) = (random.below(lines.len()), random.below(lines.len()));
                lines.swap(a, b);
                bytes = lines.join(&b'\n');
            }
            _ => bytes.truncate(at),
        }
    }
    bytes
}

#[test]
fn no_input_makes_the_front_end_panic_or_hang() {
    let mut seeds: Vec<Vec<u8>> = catalogue::all().flat_map(|c| [c.bad.into(), c.good.into()]).collect();
    for folder in ["tests/data/mistakes", "schemas"] {
        let entries = std::fs::read_dir(root().join(folder)).expect("the folder is there");
        let mut paths: Vec<_> = entries
            .map(|e| e.expect("an entry").path())
            .filter(|p| p.extension().is_some_and(|e| e == "toml"))
            .collect();
        paths.sort();
        seeds.extend(paths.iter().map(|p| std::fs::read(p).expect("a seed can be read")));
    }
    for seed in &seeds {
        front_end(seed);
    }
    let rounds = std::env::var("METRICSPEC_FUZZ_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000);
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for round in 0..rounds {
        let input = mutate(&mut random, &seeds);
        let result = std::panic::catch_unwind(|| front_end(&input));
        assert!(result.is_ok(), "round {round}:\n{}", String::from_utf8_lossy(&input));
    }
}

#[test]
fn deep_and_large_inputs_end() {
    for input in [
        "[".repeat(200_000),
        format!("a = {}", "[".repeat(200_000)),
        format!("a = {}1{}", "{ a = ".repeat(50_000), " }".repeat(50_000)),
        "a.".repeat(100_000) + "b = 1",
        format!("[{}x]", "a.".repeat(100_000)),
        "\"".repeat(100_001),
        "x".repeat(1 << 20),
        format!("[labels.a]\ndescription = \"A.\"\nvalues = [{}]\n", "\"x\", ".repeat(100_000)),
    ] {
        front_end(input.as_bytes());
    }
}
