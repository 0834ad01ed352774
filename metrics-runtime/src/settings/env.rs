//! Variables of the environment.

use std::collections::HashMap;

use crate::registry::Warning;

/// Where variables are read.
#[derive(Clone, Debug)]
pub(crate) enum Env {
    /// The process' own.
    Process,
    /// These alone.
    Fixed(HashMap<String, String>),
}

impl Env {
    fn get(&self, name: &str) -> Option<String> {
        match self {
            Env::Process => std::env::var_os(name).map(|value| value.to_string_lossy().into_owned()),
            Env::Fixed(variables) => variables.get(name).cloned(),
        }
    }

    /// The first variable that is set, with its name: the stems are tried in their order, each with the suffix. All but
    /// the first stem are older names, whose use is reported.
    pub(crate) fn first(&self, stems: &[&str], suffix: &str, warnings: &mut Vec<Warning>) -> Option<(String, String)> {
        let current = stems.first()?;
        for (position, stem) in stems.iter().enumerate() {
            let name = format!("{stem}{suffix}");
            if let Some(value) = self.get(&name) {
                if position > 0 {
                    warnings.push(Warning::new(format!("`{name}` is an older name; set `{current}{suffix}` instead")));
                }
                return Some((name, value));
            }
        }
        None
    }
}
