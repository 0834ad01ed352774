//! The arguments of the macros: `schema = "…", partial, crate = …`. Read by hand and one by one, so that a half-typed one
//! costs only itself: the types of a schema stay while its user types.

use crate::output::{Output, quoted, way_out};
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::Parser;

/// Arguments that nobody has taken yet.
#[derive(Debug, Default)]
pub(crate) struct Args {
    args: Vec<Arg>,
    /// Arguments that were asked for.
    known: Vec<&'static str>,
    /// Those of them that were there.
    written: Vec<&'static str>,
    /// Whether something could not be read at all.
    garbled: bool,
}

#[derive(Debug)]
struct Arg {
    key: Ident,
    /// The tokens after `=`; `None` without one.
    value: Option<TokenStream>,
}

/// A path of a file, as written, and the place that messages about the file point at.
#[derive(Clone, Debug)]
pub(crate) struct FilePath {
    /// The path.
    pub(crate) text: String,
    /// The literal.
    pub(crate) span: Span,
}

impl Args {
    /// Reads a list of arguments.
    pub(crate) fn parse(tokens: TokenStream, out: &mut Output) -> Args {
        let mut args = Args::default();
        for part in split(tokens) {
            args.push(part, out);
        }
        args
    }

    /// Adds the arguments of all attributes `#[metrics(…)]` among some tokens.
    pub(crate) fn of_attributes<'a>(attributes: impl IntoIterator<Item = &'a TokenStream>, out: &mut Output) -> Args {
        let mut args = Args::default();
        for attribute in attributes {
            let mut tokens = attribute.clone().into_iter();
            if !matches!(tokens.next(), Some(TokenTree::Ident(name)) if name == "metrics") {
                continue;
            }
            match tokens.next() {
                Some(TokenTree::Group(list)) if list.delimiter() == Delimiter::Parenthesis => {
                    for part in split(list.stream()) {
                        args.push(part, out);
                    }
                }
                other => {
                    args.garbled = true;
                    let span = other.map_or_else(Span::call_site, |t| t.span());
                    out.mistake(span, "`metrics` takes its arguments in parentheses: `#[metrics(…)]`");
                }
            }
        }
        args
    }

    fn push(&mut self, part: Vec<TokenTree>, out: &mut Output) {
        let mut tokens = part.into_iter();
        let key = match tokens.next() {
            Some(TokenTree::Ident(key)) => key,
            Some(other) => {
                self.garbled = true;
                return out.mistake(other.span(), format!("expected the name of an argument, found `{other}`"));
            }
            None => return,
        };
        let value = match tokens.next() {
            None => None,
            Some(TokenTree::Punct(p)) if p.as_char() == '=' => Some(tokens.collect()),
            Some(other) => return out.mistake(other.span(), format!("`=` or `,` is missing after `{key}`")),
        };
        if let Some(first) = self.args.iter().find(|a| a.key == key)
            && key != "include"
        {
            return out.mistake(key.span(), format!("`{}` is given twice", first.key));
        }
        self.args.push(Arg { key, value });
    }

    fn take(&mut self, key: &'static str) -> Option<Arg> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        let at = self.args.iter().position(|a| a.key == key)?;
        self.written.push(key);
        Some(self.args.remove(at))
    }

    /// `key`.
    pub(crate) fn flag(&mut self, key: &'static str, out: &mut Output) -> bool {
        match self.take(key) {
            Some(Arg { key, value: Some(_) }) => {
                out.mistake(key.span(), format!("`{key}` takes no value"));
                true
            }
            arg => arg.is_some(),
        }
    }

    /// `key = false`, or `true`, which is the default.
    pub(crate) fn switch(&mut self, key: &'static str, out: &mut Output) -> bool {
        let Some(arg) = self.take(key) else { return true };
        match arg.value.clone().and_then(|v| syn::parse2::<syn::LitBool>(v).ok()) {
            Some(value) => value.value,
            None => {
                out.mistake(value_span(&arg), format!("`{key}` takes `true` or `false`: `{key} = false`"));
                true
            }
        }
    }

    /// `key = "text"`.
    pub(crate) fn text(&mut self, key: &'static str, example: &str, out: &mut Output) -> Option<FilePath> {
        let arg = self.take(key)?;
        let text = arg.value.clone().and_then(|v| literal(v).ok());
        if text.is_none() {
            out.mistake(value_span(&arg), format!("`{key}` takes a text: `{key} = \"{example}\"`"));
        }
        text
    }

    /// `key = some::path`.
    pub(crate) fn path(&mut self, key: &'static str, example: &str, out: &mut Output) -> Option<syn::Path> {
        let arg = self.take(key)?;
        let path = arg.value.clone().and_then(|v| syn::Path::parse_mod_style.parse2(v).ok());
        if path.is_none() {
            out.mistake(value_span(&arg), format!("`{key}` takes a path: `{key} = {example}`"));
        }
        path
    }

    /// Whether an argument was written, well or not, as far as can be known.
    pub(crate) fn given(&self, key: &'static str) -> bool {
        self.garbled || self.written.contains(&key)
    }

    /// Whether all were taken.
    pub(crate) fn is_empty(&self) -> bool {
        self.args.is_empty()
    }

    /// Reports what is left: nobody knows it.
    pub(crate) fn finish(self, out: &mut Output) {
        for Arg { key, .. } in &self.args {
            let text = key.to_string();
            let way_out = match self.known.as_slice() {
                [only] => format!("\n  help: there is {}", quoted([*only])),
                known => way_out(&text, known.iter().copied()),
            };
            out.mistake(key.span(), format!("unknown argument `{text}`{way_out}"));
        }
    }
}

fn value_span(arg: &Arg) -> Span {
    arg.value.clone().and_then(|v| v.into_iter().next()).map_or(arg.key.span(), |first| first.span())
}

/// Reads one literal text.
pub(crate) fn literal(tokens: TokenStream) -> Result<FilePath, syn::Error> {
    let literal: syn::LitStr = syn::parse2(tokens)?;
    Ok(FilePath { text: literal.value(), span: literal.span() })
}

/// The parts between commas.
pub(crate) fn split(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut parts = vec![Vec::new()];
    for token in tokens {
        match &token {
            TokenTree::Punct(p) if p.as_char() == ',' => parts.push(Vec::new()),
            _ => parts.last_mut().expect("starts with one").push(token),
        }
    }
    parts
}

/// A path as tokens for a place two modules deeper (`mod http { mod labels { … } }`) than the one where it was written.
///
/// # Errors
/// If it begins with a bare name, which might be a module beside the invocation or a crate.
pub(crate) fn rebased(path: &syn::Path) -> Result<TokenStream, String> {
    let first = path.segments.first().map(|s| s.ident.to_string()).unwrap_or_default();
    let tokens = path.to_token_stream();
    match first.as_str() {
        _ if path.leading_colon.is_some() => Ok(tokens),
        "crate" => Ok(tokens),
        "super" => Ok(quote::quote!(super::super::#tokens)),
        "self" => {
            let rest = path.segments.iter().skip(1);
            Ok(quote::quote!(super::super #(::#rest)*))
        }
        _ => Err(format!("`{first}` could be a module or a crate; write `self::{first}`, or `::{first}` for a crate")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes what the derive takes, and gives the messages.
    fn messages(text: &str) -> Vec<String> {
        let mut out = Output::default();
        let mut args = Args::parse(text.parse().expect("tokens"), &mut out);
        args.text("schema", "a.toml", &mut out);
        args.path("types", "crate::http", &mut out);
        args.flag("partial", &mut out);
        args.switch("operations", &mut out);
        while args.path("include", "crate::shared", &mut out).is_some() {}
        args.finish(&mut out);
        out.messages().into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn what_is_right_is_taken() {
        assert_eq!(
            messages(
                "schema = \"a.toml\", partial, operations = false, types = ::a::b, include = crate::a, include = super::b,"
            ),
            [""; 0]
        );
    }

    #[test]
    fn each_mistake_costs_only_itself() {
        for (text, want) in [
            ("schema =, partial", "`schema` takes a text: `schema = \"a.toml\"`"),
            ("schema = a, partial", "`schema` takes a text: `schema = \"a.toml\"`"),
            ("types = 1 + 1", "`types` takes a path: `types = crate::http`"),
            ("types", "`types` takes a path: `types = crate::http`"),
            ("operations", "`operations` takes `true` or `false`: `operations = false`"),
            ("operations = no", "`operations` takes `true` or `false`: `operations = false`"),
            ("partial = true", "`partial` takes no value"),
            ("partial, partial", "`partial` is given twice"),
            ("\"a.toml\"", "expected the name of an argument, found `\"a.toml\"`"),
            ("schema \"a.toml\"", "`=` or `,` is missing after `schema`"),
            ("shcema = \"a.toml\"", "unknown argument `shcema`\n  help: did you mean `schema`?"),
            ("x", "unknown argument `x`\n  help: there is `schema`, `types`, `partial`, `operations`, `include`"),
        ] {
            assert_eq!(messages(text), [want], "{text}");
        }
        assert_eq!(messages("x = 1, partial = 2, types = crate, y").len(), 3);
    }

    #[test]
    fn attributes_of_others_are_left_alone() {
        let attributes: Vec<TokenStream> = ["doc = \"a\"", "metrics(partial)", "serde(skip)", "metrics(types = a)"]
            .map(|a| a.parse().expect("tokens"))
            .into();
        let mut out = Output::default();
        let mut args = Args::of_attributes(&attributes, &mut out);
        assert!(args.flag("partial", &mut out) && args.path("types", "a", &mut out).is_some() && args.is_empty());
        assert!(!args.given("schema") && args.given("types"));
        assert_eq!(out.messages(), [""; 0]);
    }

    #[test]
    fn paths_hold_two_modules_deeper() {
        for (path, want) in [
            ("crate::a", Ok("crate::a")),
            ("::a::b", Ok("::a::b")),
            ("self::a::b", Ok("super::super::a::b")),
            ("super::a", Ok("super::super::super::a")),
            ("a::b", Err("`a` could be a module or a crate; write `self::a`, or `::a` for a crate")),
        ] {
            let path = syn::Path::parse_mod_style.parse_str(path).expect("a path");
            let text = rebased(&path).map(|t| t.to_string().replace(' ', ""));
            assert_eq!(text.as_deref().map_err(String::as_str), want);
        }
    }
}
