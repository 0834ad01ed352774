//! An open or free number: a wrapper; an enum if some values are known, which need not be numbers.

use super::open::{self, Parts};
use crate::expand::{Context, borrows, docs, ident};
use metricspec_schema::model::{Arg, Label, LabelFormat, LabelType, Value};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Makes the type.
pub(super) fn expand(cx: &Context<'_>, arg: Arg) -> Option<TokenStream> {
    let label = cx.label(arg);
    let (known, _) = open::bounds(label).filter(|_| !borrows(label))?;
    open::expand(cx, arg, |name, label| match known {
        [] => wrapper(name, label),
        known => variants(cx, name, label, known),
    })
}

/// The type of a number, the expression that writes it, and the one that reads it, as an `Option`.
fn number(label: &Label) -> (TokenStream, TokenStream, TokenStream) {
    let int = match label.value_type {
        LabelType::U32 => quote!(::core::primitive::u32),
        _ => quote!(::core::primitive::u64),
    };
    let wide = quote!(<::core::primitive::u64 as ::core::convert::From<#int>>::from(number));
    let (write, read) = match label.format {
        LabelFormat::Decimal => (quote!(buffer.decimal(#wide)), quote!(<#int>::from_str_radix(text, 10).ok())),
        LabelFormat::Hex => (quote!(buffer.hex(#wide)), quote!(<#int>::from_str_radix(text, 16).ok())),
    };
    match label.optional {
        false => (int, quote!({ let number = *number; #write }), read),
        true => (
            quote!(::core::option::Option<#int>),
            quote!(match *number {
                ::core::option::Option::Some(number) => #write,
                ::core::option::Option::None => "",
            }),
            quote!(if text.is_empty() {
                ::core::option::Option::Some(::core::option::Option::None)
            } else {
                #read.map(::core::option::Option::Some)
            }),
        ),
    }
}

fn wrapper(name: &Ident, label: &Label) -> Parts {
    let (inner, write, read) = number(label);
    Parts {
        item: quote!(pub struct #name(pub #inner);),
        text: quote!({ let number = &arg.0; #write }),
        from_text: quote!({ let number = #read; number.map(#name) }),
    }
}

fn variants(cx: &Context<'_>, name: &Ident, label: &Label, known: &[Value]) -> Parts {
    let (inner, write, read) = number(label);
    // A known value of this name is a mistake that has been reported.
    let known: Vec<&Value> = known.iter().filter(|value| value.rust != "Value").collect();
    let variants: Vec<Ident> = known.iter().map(|v| ident(&v.rust, cx.span)).collect();
    let docs = known.iter().map(|value| docs::value(value));
    let texts: Vec<&String> = known.iter().map(|v| &v.text.value).collect();
    Parts {
        item: quote! {
            pub enum #name {
                /// Any other number.
                Value(#inner),
                #(#docs #variants),*
            }
        },
        text: quote!(match arg { #(#name::#variants => #texts,)* #name::Value(number) => #write }),
        from_text: quote!(match text {
            #(#texts => ::core::option::Option::Some(#name::#variants),)*
            text => { let number = #read; number.map(#name::Value) }
        }),
    }
}
