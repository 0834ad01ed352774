//! The user's item, as far as it can be read. While someone types, the body is often no Rust yet; its attributes,
//! its visibility and those fields that are whole are read all the same.

use crate::attributes::split;
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};

/// An item in front of which a derive stands.
pub(crate) struct Item {
    /// Contents of its attributes' brackets.
    pub(crate) attributes: Vec<TokenStream>,
    /// Its visibility.
    pub(crate) vis: syn::Visibility,
    /// What follows; `None` if it could not be read.
    pub(crate) head: Option<Head>,
}

/// Name, generics and body of an item.
pub(crate) struct Head {
    /// `struct`, `enum` or `union`.
    pub(crate) keyword: Ident,
    /// Its name.
    pub(crate) name: Ident,
    /// Its generics with the `where` clause.
    pub(crate) generics: syn::Generics,
    /// Its body.
    pub(crate) body: Body,
}

/// The body of an item.
pub(crate) enum Body {
    /// Named fields.
    Fields(Parts<syn::Field>),
    /// Variants.
    Variants(Parts<syn::Variant>),
    /// No fields, or fields without names.
    Other,
}

/// Fields or variants.
pub(crate) struct Parts<T> {
    /// Those that are whole.
    pub(crate) whole: Vec<T>,
    /// Whether some are not. The compiler reports that itself, so nobody else does.
    pub(crate) broken: bool,
}

impl Item {
    /// Reads what can be read.
    pub(crate) fn parse(tokens: TokenStream) -> Item {
        let mut attributes = Vec::new();
        let mut rest = tokens.into_iter().peekable();
        while matches!(rest.peek(), Some(TokenTree::Punct(p)) if p.as_char() == '#') {
            rest.next();
            if let Some(TokenTree::Group(group)) = rest.peek()
                && group.delimiter() == Delimiter::Bracket
            {
                attributes.push(group.stream());
                rest.next();
            }
        }
        let head = |input: ParseStream<'_>| {
            let vis: syn::Visibility = input.parse()?;
            let head = input.fork().call(head).ok();
            input.parse::<TokenStream>()?;
            Ok((vis, head))
        };
        let (vis, head) = head.parse2(rest.collect()).unwrap_or((syn::Visibility::Inherited, None));
        Item { attributes, vis, head }
    }

    /// The place that messages about the whole item point at.
    pub(crate) fn span(&self) -> Span {
        self.head.as_ref().map_or_else(Span::call_site, |head| head.name.span())
    }
}

fn head(input: ParseStream<'_>) -> syn::Result<Head> {
    let keyword: Ident = input.call(syn::ext::IdentExt::parse_any)?;
    let name: Ident = input.parse()?;
    let mut generics: syn::Generics = input.parse()?;
    generics.where_clause = input.parse()?;
    let body = match input.parse::<TokenTree>() {
        Ok(TokenTree::Group(body)) if body.delimiter() == Delimiter::Brace => match keyword.to_string().as_str() {
            "enum" => Body::Variants(parts(body.stream(), <syn::Variant as syn::parse::Parse>::parse)),
            _ => Body::Fields(parts(body.stream(), syn::Field::parse_named)),
        },
        _ => Body::Other,
    };
    Ok(Head { keyword, name, generics, body })
}

fn parts<T>(tokens: TokenStream, one: fn(ParseStream<'_>) -> syn::Result<T>) -> Parts<T> {
    let all = |input: ParseStream<'_>| input.parse_terminated(one, syn::Token![,]);
    if let Ok(whole) = all.parse2(tokens.clone()) {
        return Parts { whole: whole.into_iter().collect(), broken: false };
    }
    // Part by part. A comma inside `<…>` makes a part look broken that is not; nothing depends on it but completion.
    let whole = split(tokens).into_iter().filter_map(|part| one.parse2(part.into_iter().collect()).ok()).collect();
    Parts { whole, broken: true }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(text: &str) -> Item {
        Item::parse(text.parse().expect("tokens"))
    }

    fn fields(text: &str) -> (Vec<String>, bool) {
        match item(text).head.expect("a head").body {
            Body::Fields(parts) => {
                let names = parts.whole.iter().filter_map(|f| f.ident.as_ref().map(ToString::to_string)).collect();
                (names, parts.broken)
            }
            _ => panic!("no named fields: {text}"),
        }
    }

    #[test]
    fn reads_a_whole_struct() {
        let item = item(
            "#[a] #[metrics(schema = \"x\")] pub(crate) struct S<'a, T: A<B, C>> where T: D { a: Vec<A, B>, b: C, }",
        );
        assert_eq!(item.attributes.len(), 2);
        assert!(matches!(item.vis, syn::Visibility::Restricted(_)));
        let head = item.head.expect("a head");
        assert_eq!((head.name.to_string().as_str(), head.keyword.to_string().as_str()), ("S", "struct"));
        assert!(head.generics.params.len() == 2 && head.generics.where_clause.is_some());
        assert!(matches!(head.body, Body::Fields(parts) if parts.whole.len() == 2 && !parts.broken));
    }

    #[test]
    fn half_typed_bodies_keep_their_whole_fields() {
        for (text, want) in [
            ("struct S { a: A, b }", vec!["a"]),
            ("struct S { a: A, b: }", vec!["a"]),
            ("struct S { a: http::, b: B }", vec!["b"]),
            ("struct S { a: A, pub }", vec!["a"]),
            ("struct S { a: A, b c: C, d: D }", vec!["a", "d"]),
            ("struct S { . }", vec![]),
        ] {
            let (names, broken) = fields(text);
            assert_eq!(names, want, "{text}");
            assert!(broken, "{text}");
        }
    }

    #[test]
    fn half_typed_heads_keep_attributes_and_visibility() {
        for text in ["#[a(b)] pub struct", "#[a(b)] pub struct S<", "#[a(b)] pub", "#[a(b)] pub struct S<T: {"] {
            let Ok(tokens) = text.parse::<TokenStream>() else { continue };
            let item = Item::parse(tokens);
            assert_eq!(item.attributes.len(), 1, "{text}");
            assert!(matches!(item.vis, syn::Visibility::Public(_)), "{text}");
            assert!(item.head.is_none(), "{text}");
        }
    }

    #[test]
    fn other_items_are_told_apart() {
        assert!(matches!(item("struct S;").head.expect("a head").body, Body::Other));
        assert!(matches!(item("struct S(u8);").head.expect("a head").body, Body::Other));
        assert!(matches!(item("enum E { A, B(u8) }").head.expect("a head").body, Body::Variants(_)));
    }
}
