//! Any bytes through the schema front end, the lints and the emitters.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| metricspec_tests::fuzz::front_end(bytes));
