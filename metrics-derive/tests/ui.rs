//! What the compiler says to each mistake. `TRYBUILD=overwrite` blesses.

#[test]
fn mistakes() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/*/*.rs");
}
