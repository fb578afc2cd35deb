//! A file that says it is a model of the tagger: read with care, and if it opens, put to use.

#![no_main]

#[path = "../../sound/model.rs"]
mod model;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| model::check(bytes));
