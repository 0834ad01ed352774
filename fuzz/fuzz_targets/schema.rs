//! Any bytes through the schema front end, the lints and the emitters.
#![no_main]

// The tests have the same file, and a loop over it on a stable compiler. As a file, so that nothing else of the tests is
// built with the fuzzer's instrumentation.
#[path = "../../tests/src/fuzz.rs"]
mod fuzz;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::front_end(bytes));
