//! Open and free labels: a wrapper around a text or a number; an enum for a number with known values.

use super::head;
use crate::expand::{Context, borrows, docs, ident};
use metricspec_schema::model::{Label, LabelFormat, LabelId, LabelType, Value};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The type of a label with its implementation of `label::Open`.
pub(super) fn label(cx: &Context<'_>, id: LabelId, known: &[Value], max_values: Option<u32>) -> TokenStream {
    let label = cx.schema.label(id);
    let name = ident(&label.rust, cx.span);
    let head = head(cx, id);
    let number = !borrows(label);
    let Parts { item, text, from_text } = match (number, known.is_empty()) {
        (false, _) => text_wrapper(&name, label, known),
        (true, true) => number_wrapper(&name, label),
        (true, false) => number_enum(cx, &name, label, known),
    };
    let (stat, any, arg) = match number {
        true => (quote!(#name), quote!(#name), quote!(#name)),
        false => (quote!(#name<'static>), quote!(#name<'_>), quote!(#name<'a>)),
    };
    let krate = &cx.krate;
    let exposed = &label.name.value;
    let texts = known.iter().map(|v| &v.text.value);
    let optional = label.optional;
    let max_values = match max_values {
        Some(max) => quote!(::core::option::Option::Some(#max)),
        None => quote!(::core::option::Option::None),
    };
    quote! {
        #head #item
        #[automatically_derived]
        impl #krate::label::Open for #stat {
            type Arg<'a> = #arg;
            const DESC: &'static #krate::desc::OpenLabel = &#krate::desc::OpenLabel {
                name: #exposed,
                known: &[#(#texts),*],
                max_values: #max_values,
                optional: #optional,
            };
            #[inline]
            fn text<'b>(arg: &'b #any, buffer: &'b mut #krate::label::Text) -> &'b ::core::primitive::str { #text }
            fn from_text(text: &::core::primitive::str) -> ::core::option::Option<#any> { #from_text }
        }
    }
}

/// The parts that differ between the forms.
struct Parts {
    item: TokenStream,
    /// Body of `text(arg, buffer)`.
    text: TokenStream,
    /// Body of `from_text(text)`.
    from_text: TokenStream,
}

fn text_wrapper(name: &Ident, label: &Label, known: &[Value]) -> Parts {
    let str = quote!(&'a ::core::primitive::str);
    let (inner, text, from_text) = match label.optional {
        false => (
            str,
            quote!({
                let _ = buffer;
                arg.0
            }),
            quote!(::core::option::Option::Some(#name(text))),
        ),
        true => (
            quote!(::core::option::Option<#str>),
            quote!({
                let _ = buffer;
                arg.0.unwrap_or("")
            }),
            quote! {
                ::core::option::Option::Some(#name(if text.is_empty() {
                    ::core::option::Option::None
                } else {
                    ::core::option::Option::Some(text)
                }))
            },
        ),
    };
    let constants = known.iter().map(|value| {
        let (doc, constant, text) = (docs::value(value), ident(&value.constant(), name.span()), &value.text.value);
        let text = if label.optional { quote!(::core::option::Option::Some(#text)) } else { quote!(#text) };
        quote!(#doc pub const #constant: #name<'static> = #name(#text);)
    });
    let constants = (!known.is_empty()).then(|| quote!(impl #name<'_> { #(#constants)* }));
    Parts { item: quote!(pub struct #name<'a>(pub #inner); #constants), text, from_text }
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

fn number_wrapper(name: &Ident, label: &Label) -> Parts {
    let (inner, write, read) = number(label);
    Parts {
        item: quote!(pub struct #name(pub #inner);),
        text: quote!({ let number = &arg.0; #write }),
        from_text: quote!({ let number = #read; number.map(#name) }),
    }
}

fn number_enum(cx: &Context<'_>, name: &Ident, label: &Label, known: &[Value]) -> Parts {
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
