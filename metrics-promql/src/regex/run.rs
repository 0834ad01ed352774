//! A tree to steps, which are all followed at once.

use super::class::Set;
use super::{Error, Node};

/// RE2 refuses programs that are much larger than the expression, too.
const MAX_STEPS: usize = 100_000;

#[derive(Clone, Debug)]
pub(super) struct Program(Vec<Step>);

#[derive(Clone, Debug)]
enum Step {
    Set(Set),
    /// Both of them.
    Split(usize, usize),
    Jump(usize),
    Begin,
    End,
    Boundary(bool),
    Match,
}

impl Program {
    pub(super) fn new(node: &Node) -> Result<Self, Error> {
        let mut program = Program(Vec::new());
        program.add(node)?;
        program.push(Step::Match)?;
        Ok(program)
    }

    fn push(&mut self, step: Step) -> Result<usize, Error> {
        if self.0.len() >= MAX_STEPS {
            return Err(Error { at: 0, message: "it is too large once its repetitions are written out".to_owned() });
        }
        self.0.push(step);
        Ok(self.0.len() - 1)
    }

    fn set(&mut self, at: usize, step: Step) {
        if let Some(place) = self.0.get_mut(at) {
            *place = step;
        }
    }

    fn add(&mut self, node: &Node) -> Result<(), Error> {
        match node {
            Node::Empty => {}
            Node::Set(set) => _ = self.push(Step::Set(set.clone()))?,
            Node::Begin => _ = self.push(Step::Begin)?,
            Node::End => _ = self.push(Step::End)?,
            Node::Boundary(is) => _ = self.push(Step::Boundary(*is))?,
            Node::Concat(nodes) => nodes.iter().try_for_each(|node| self.add(node))?,
            Node::Alternate(nodes) => {
                let mut ends = Vec::new();
                for (at, node) in nodes.iter().enumerate() {
                    if at + 1 == nodes.len() {
                        self.add(node)?;
                        break;
                    }
                    let split = self.push(Step::Match)?;
                    self.add(node)?;
                    ends.push(self.push(Step::Match)?);
                    self.set(split, Step::Split(split + 1, self.0.len()));
                }
                let end = self.0.len();
                ends.into_iter().for_each(|at| self.set(at, Step::Jump(end)));
            }
            Node::Repeat(node, least, most) => {
                for _ in 0..*least {
                    self.add(node)?;
                }
                match most {
                    None => {
                        let split = self.push(Step::Match)?;
                        self.add(node)?;
                        self.push(Step::Jump(split))?;
                        self.set(split, Step::Split(split + 1, self.0.len()));
                    }
                    Some(most) => {
                        let mut splits = Vec::new();
                        for _ in *least..*most {
                            splits.push(self.push(Step::Match)?);
                            self.add(node)?;
                        }
                        let end = self.0.len();
                        splits.into_iter().for_each(|at| self.set(at, Step::Split(at + 1, end)));
                    }
                }
            }
        }
        Ok(())
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        let (mut now, mut next) = (Threads::new(self.0.len()), Threads::new(self.0.len()));
        let mut before = None;
        let mut rest = text.chars();
        loop {
            let after = rest.clone().next();
            if before.is_none() {
                self.follow(0, before, after, &mut now);
            }
            let Some(c) = rest.next() else {
                return now.list.iter().any(|at| matches!(self.0.get(*at), Some(Step::Match)));
            };
            let following = rest.clone().next();
            for at in &now.list {
                if let Some(Step::Set(set)) = self.0.get(*at)
                    && set.contains(c)
                {
                    self.follow(at + 1, Some(c), following, &mut next);
                }
            }
            std::mem::swap(&mut now, &mut next);
            next.clear();
            before = Some(c);
        }
    }

    /// Adds all steps that can be reached from one without a character.
    fn follow(&self, start: usize, before: Option<char>, after: Option<char>, threads: &mut Threads) {
        let mut open = vec![start];
        while let Some(at) = open.pop() {
            if !threads.insert(at) {
                continue;
            }
            match self.0.get(at) {
                Some(Step::Jump(to)) => open.push(*to),
                Some(Step::Split(a, b)) => open.extend([*b, *a]),
                Some(Step::Begin) if before.is_none() => open.push(at + 1),
                Some(Step::End) if after.is_none() => open.push(at + 1),
                Some(Step::Boundary(wanted)) => {
                    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
                    if (is_word(before) != is_word(after)) == *wanted {
                        open.push(at + 1);
                    }
                }
                _ => {}
            }
        }
    }
}

/// Steps, each of them once.
struct Threads {
    list: Vec<usize>,
    seen: Vec<bool>,
}

impl Threads {
    fn new(steps: usize) -> Self {
        Threads { list: Vec::new(), seen: vec![false; steps] }
    }

    fn insert(&mut self, at: usize) -> bool {
        match self.seen.get_mut(at) {
            Some(seen) if !*seen => {
                *seen = true;
                self.list.push(at);
                true
            }
            _ => false,
        }
    }

    fn clear(&mut self) {
        for at in self.list.drain(..) {
            if let Some(seen) = self.seen.get_mut(at) {
                *seen = false;
            }
        }
    }
}
