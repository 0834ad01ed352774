//! The checked-in expansions compile, beside each other, as they would beside the user's code.

/// Names that a user may have for something else.
#[allow(dead_code)]
mod shadows {
    pub(crate) struct Option;
    pub(crate) struct Some;
    pub(crate) struct String;
    pub(crate) struct Result;
    pub(crate) struct Default;
    #[allow(non_camel_case_types)]
    pub(crate) struct u64;
    #[allow(non_camel_case_types)]
    pub(crate) struct usize;
    #[allow(non_camel_case_types)]
    pub(crate) struct str;
}

macro_rules! expansions {
    ($($module:ident: $file:literal, $($shadows:path)?;)*) => {$(
        #[allow(dead_code, unused_imports, unreachable_pub)]
        mod $module {
            $(use $shadows::*;)?
            include!($file);
        }
    )*};
}

expansions! {
    labels: "expansions/labels.rs", crate::shadows;
    kinds: "expansions/kinds.rs", crate::shadows;
    operations: "expansions/operations.rs", crate::shadows;
    shared: "expansions/shared.rs", crate::shadows;
    service: "expansions/service.rs",;
    types: "expansions/types.rs", crate::shadows;
    label: "expansions/label.rs", crate::shadows;
    pair: "expansions/pair.rs", crate::shadows;
}

#[test]
fn recorders_know_where_they_were_declared() {
    let recorders = kinds::kinds::Recorders::new();
    let declared = recorders.requests_total.desc();
    assert_eq!(declared.key, "requests_total");
    assert!(declared.source.starts_with("metrics-derive/tests/expansions/kinds.toml:"), "{}", declared.source);
}
