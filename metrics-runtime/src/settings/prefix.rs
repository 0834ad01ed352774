//! The prefix of a schema's names.

use crate::desc;
use crate::registry::Warning;

use super::Env;

/// The prefix that the environment sets, else the default. A value of which nothing can be made is ignored.
pub(crate) fn resolve(prefix: &desc::Prefix, env: &Env, warnings: &mut Vec<Warning>) -> Option<String> {
    let default = prefix.default.map(str::to_owned);
    let Some((variable, value)) = env.first(prefix.env, "", warnings) else { return default };
    let instead = || default.as_deref().map_or("no prefix".to_owned(), |default| format!("`{default}`"));
    if value.trim().is_empty() {
        return default;
    }
    match sanitise(value.trim()) {
        None => {
            let text = format!("no prefix can be made of {variable}={value:?}; {} stands", instead());
            warnings.push(Warning::new(text));
            default
        }
        Some(made) => {
            if made != value {
                warnings.push(Warning::new(format!("{variable}={value:?} is no prefix; `{made}` is used instead")));
            }
            Some(made)
        }
    }
}

/// Every character that a name cannot have becomes `_`. `None` if no letter or digit is left.
fn sanitise(value: &str) -> Option<String> {
    let mut made: String = value.chars().map(|c| if c.is_ascii_alphanumeric() || c == ':' { c } else { '_' }).collect();
    if !made.contains(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    if made.starts_with(|c: char| c.is_ascii_digit()) {
        made.insert(0, '_');
    }
    Some(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        let prefix = desc::Prefix { default: Some("app"), env: &["APP_PREFIX", "OLD_PREFIX"] };
        for (variables, want, warned) in [
            (&[][..], "app", 0),
            (&[("APP_PREFIX", "mine")], "mine", 0),
            (&[("APP_PREFIX", "")], "app", 0),
            (&[("APP_PREFIX", "  ")], "app", 0),
            (&[("APP_PREFIX", "my-app.x")], "my_app_x", 1),
            (&[("APP_PREFIX", "-- ")], "app", 1),
            (&[("APP_PREFIX", "9lives")], "_9lives", 1),
            (&[("APP_PREFIX", "ä")], "app", 1),
            (&[("OLD_PREFIX", "old")], "old", 1),
            (&[("APP_PREFIX", ""), ("OLD_PREFIX", "old")], "app", 0),
        ] {
            let env = Env::Fixed(variables.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect());
            let mut warnings = Vec::new();
            assert_eq!(resolve(&prefix, &env, &mut warnings).as_deref(), Some(want), "{variables:?}");
            assert_eq!(warnings.len(), warned, "{variables:?}: {warnings:?}");
        }
    }
}
