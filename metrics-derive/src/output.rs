//! What a macro gives back: items, and one `compile_error!` for each mistake.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote_spanned};

/// A mistake in Rust code, or the rendered mistakes of a schema.
#[derive(Debug)]
pub(crate) struct Mistake {
    /// First and last token of the code that the message is shown at. (Spans cannot be joined on a stable compiler.)
    at: (Span, Span),
    /// In the words and the form of rustc.
    message: String,
}

impl Mistake {
    /// At one token.
    pub(crate) fn new(span: Span, message: impl Into<String>) -> Mistake {
        Mistake { at: (span, span), message: message.into() }
    }

    /// At some code.
    pub(crate) fn at(code: &impl ToTokens, message: impl Into<String>) -> Mistake {
        let mut spans = code.to_token_stream().into_iter().map(|token| token.span());
        let first = spans.next().unwrap_or_else(Span::call_site);
        Mistake { at: (first, spans.last().unwrap_or(first)), message: message.into() }
    }
}

/// Items and mistakes as they come in. Items are emitted in any case: what can be generated keeps the rest of the crate
/// compiling, so that one mistake is one error.
#[derive(Debug, Default)]
pub(crate) struct Output {
    items: TokenStream,
    mistakes: Vec<Mistake>,
}

impl Output {
    /// Adds items.
    pub(crate) fn items(&mut self, items: impl ToTokens) {
        items.to_tokens(&mut self.items);
    }

    /// Adds a mistake at one token.
    pub(crate) fn mistake(&mut self, span: Span, message: impl Into<String>) {
        self.push(Mistake::new(span, message));
    }

    /// Adds a mistake at some code.
    pub(crate) fn mistake_at(&mut self, code: &impl ToTokens, message: impl Into<String>) {
        self.push(Mistake::at(code, message));
    }

    /// Adds a mistake that was found elsewhere.
    pub(crate) fn push(&mut self, mistake: Mistake) {
        self.mistakes.push(mistake);
    }

    /// The value, or its mistake is added.
    pub(crate) fn take<T>(&mut self, result: Result<T, Mistake>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(mistake) => {
                self.push(mistake);
                None
            }
        }
    }

    /// The messages so far.
    #[cfg(test)]
    pub(crate) fn messages(&self) -> Vec<&str> {
        self.mistakes.iter().map(|m| m.message.as_str()).collect()
    }

    /// The whole expansion.
    pub(crate) fn into_tokens(self) -> TokenStream {
        let mut tokens = TokenStream::new();
        for Mistake { at: (first, last), message } in &self.mistakes {
            tokens.extend(quote_spanned!(*first=> ::core::compile_error!));
            tokens.extend(quote_spanned!(*last=> { #message }));
        }
        tokens.extend(self.items);
        tokens
    }
}

/// Names in backticks with commas between.
pub(crate) fn quoted<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")
}

/// `help: did you mean …?` on a line of its own if one of a closed set is near, else the set, if there is one.
pub(crate) fn way_out<'a>(written: &str, closed: impl IntoIterator<Item = &'a str>) -> String {
    let closed: Vec<&str> = closed.into_iter().collect();
    match metricspec_schema::diagnostic::nearest(written, closed.iter().copied()) {
        Some(near) => format!("\n  help: did you mean `{near}`?"),
        None if closed.is_empty() => String::new(),
        None => format!("\n  help: there is {}", quoted(closed)),
    }
}
