// Expansion of a case in `src/goldens.rs`; `UPDATE_GOLDENS=1 cargo test` writes it anew.

const _: &[::core::primitive::u8] = ::core::include_bytes!(
    "../../schemas/shared.toml"
);
/** Labels that several schemas share.

 Made from `metrics-derive/schemas/shared.toml`.*/
#[allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    non_camel_case_types,
    clippy::all,
    clippy::pedantic
)]
pub mod shared {
    /// Hash of the file's text, by which schemas that take labels from here see that they include the same.
    pub const FINGERPRINT: ::core::primitive::u64 = 14647826090640040604u64;
    /** Account that sent the request.

 Label `customer`: open, at most 100 values beside the known ones; further ones become `__other__`.

 Declared at `metrics-derive/schemas/shared.toml:4:9`.*/
    #[derive(
        ::core::clone::Clone,
        ::core::marker::Copy,
        ::core::fmt::Debug,
        ::core::cmp::PartialEq,
        ::core::cmp::Eq,
        ::core::hash::Hash,
        ::core::cmp::PartialOrd,
        ::core::cmp::Ord
    )]
    pub struct Customer<'a>(pub &'a ::core::primitive::str);
    impl Customer<'_> {
        /** No account.

 `anonymous`*/
        pub const ANONYMOUS: Customer<'static> = Customer("anonymous");
    }
    #[automatically_derived]
    impl ::metricspec::label::Open for Customer<'static> {
        type Arg<'a> = Customer<'a>;
        const DESC: &'static ::metricspec::desc::OpenLabel = &::metricspec::desc::OpenLabel {
            name: "customer",
            known: &["anonymous"],
            max_values: ::core::option::Option::Some(100u32),
            optional: false,
        };
        #[inline]
        fn text<'b>(
            arg: &'b Customer<'_>,
            buffer: &'b mut ::metricspec::label::Text,
        ) -> &'b ::core::primitive::str {
            {
                let _ = buffer;
                arg.0
            }
        }
        fn from_text(
            text: &::core::primitive::str,
        ) -> ::core::option::Option<Customer<'_>> {
            ::core::option::Option::Some(Customer(text))
        }
    }
    /** Route that served the request.

 Label `route`: closed.

 Declared at `metrics-derive/schemas/shared.toml:9:9`.*/
    #[derive(
        ::core::clone::Clone,
        ::core::marker::Copy,
        ::core::fmt::Debug,
        ::core::cmp::PartialEq,
        ::core::cmp::Eq,
        ::core::hash::Hash,
        ::core::cmp::PartialOrd,
        ::core::cmp::Ord
    )]
    pub enum Route {
        /// `cart`
        Cart,
        /// `checkout`
        Checkout,
        /// `search`
        Search,
    }
    #[automatically_derived]
    impl ::metricspec::label::Closed for Route {
        const DESC: &'static ::metricspec::desc::ClosedLabel = &::metricspec::desc::ClosedLabel {
            names: &["route"],
            values: &[&["cart"], &["checkout"], &["search"]],
        };
        #[inline]
        fn index(self) -> ::core::primitive::usize {
            self as ::core::primitive::usize
        }
        fn from_index(index: ::core::primitive::usize) -> ::core::option::Option<Self> {
            const ALL: &[Route] = &[Route::Cart, Route::Checkout, Route::Search];
            ALL.get(index).copied()
        }
    }
}
