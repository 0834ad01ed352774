//! The order of recording rules: each after those that it reads.

use std::collections::HashMap;

/// Sorts `exprs`, expressions of the recording rules `names`, so that each comes after those that it reads; otherwise the
/// given order is kept. The second part lists rules that read each other in a circle; they are left where they are.
pub(crate) fn sorted(names: &[&str], exprs: &[&str]) -> (Vec<usize>, Vec<Vec<usize>>) {
    let index: HashMap<&str, usize> = names.iter().enumerate().map(|(i, n)| (*n, i)).collect();
    let reads: Vec<Vec<usize>> = exprs
        .iter()
        .map(|expr| {
            let mut found: Vec<usize> =
                read_names(expr).iter().filter_map(|n| index.get(n.as_str()).copied()).collect();
            found.sort_unstable();
            found.dedup();
            found
        })
        .collect();
    let mut walk = Walk { reads: &reads, state: vec![State::New; names.len()], order: Vec::new(), cycles: Vec::new() };
    for start in 0..names.len() {
        walk.visit(start);
    }
    (walk.order, walk.cycles)
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

struct Walk<'a> {
    reads: &'a [Vec<usize>],
    state: Vec<State>,
    order: Vec<usize>,
    cycles: Vec<Vec<usize>>,
}

impl Walk<'_> {
    /// Depth first, on a stack of its own: a chain of rules may be longer than the thread's.
    fn visit(&mut self, start: usize) {
        if self.state[start] != State::New {
            return;
        }
        self.state[start] = State::Open;
        let mut stack = vec![(start, 0)];
        while let Some(&mut (node, ref mut next)) = stack.last_mut() {
            let Some(&read) = self.reads[node].get(*next) else {
                self.state[node] = State::Done;
                self.order.push(node);
                stack.pop();
                continue;
            };
            *next += 1;
            match self.state[read] {
                State::Done => {}
                State::New => {
                    self.state[read] = State::Open;
                    stack.push((read, 0));
                }
                State::Open => {
                    let from = stack.iter().position(|(n, _)| *n == read).unwrap_or(0);
                    self.cycles.push(stack[from..].iter().map(|(n, _)| *n).collect());
                }
            }
        }
    }
}

/// Every word of an expression that may be the name of a series, and every quoted text, which may be one too
/// (`{__name__="…"}`, `{"…"}`). Comments are left out.
fn read_names(expr: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = expr;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '#' => rest.find('\n').unwrap_or(rest.len()),
            '"' | '\'' | '`' => {
                let length = quoted(rest, c);
                names.push(rest[1..length].trim_end_matches(c).to_owned());
                length
            }
            _ if c.is_ascii_alphanumeric() || c == '_' || c == ':' => {
                let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == ':'));
                let length = length.unwrap_or(rest.len());
                names.push(rest[..length].to_owned());
                length
            }
            _ => c.len_utf8(),
        };
        rest = &rest[length..];
    }
    names
}

/// Length of a quoted text with its quotes; to the end if it is not closed. In backquotes nothing is escaped.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (i, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' if quote != '`' => escaped = true,
            _ if c == quote => return i + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_comes_first_and_the_rest_stays() {
        let names = ["a:x:sum", "b:x:sum", "c:x:sum", "d:x:sum"];
        let exprs = ["c:x:sum / b:x:sum", "sum(up) # d:x:sum", r#"{__name__="d:x:sum"} * 2"#, "sum(rate(x[5m]))"];
        assert_eq!(sorted(&names, &exprs), (vec![1, 3, 2, 0], vec![]));
    }

    #[test]
    fn longer_names_and_text_are_no_reads() {
        let exprs = [r#"x{l="b:x:sum and more\" a:x:sum"} + b:x:sum2 + ab:x:sum"#, "1"];
        assert_eq!(sorted(&["a:x:sum", "b:x:sum"], &exprs), (vec![0, 1], vec![]));
    }

    #[test]
    fn a_circle_is_found() {
        let (order, cycles) = sorted(&["a", "b", "c"], &["b", "c", "a"]);
        assert_eq!((order.len(), cycles), (3, vec![vec![0, 1, 2]]));
        assert_eq!(sorted(&["a"], &["a + 1"]).1, vec![vec![0]]);
    }

    #[test]
    fn anything_can_be_scanned() {
        for expr in ["\"", "'\\", "`", "#", "ä:ö", "\"\\\"", "\u{10ffff}", "''"] {
            read_names(expr);
        }
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let names: Vec<String> = (0..50_000).map(|i| format!("r{i}")).collect();
        let exprs: Vec<String> = (0..50_000).map(|i| format!("r{}", i + 1)).collect();
        let refs = |v: &'static [String]| v.iter().map(String::as_str).collect::<Vec<_>>();
        let (order, cycles) = sorted(&refs(names.leak()), &refs(exprs.leak()));
        assert_eq!((order[0], cycles.len()), (49_999, 0));
    }
}
