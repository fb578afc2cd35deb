//! The whole way of an article: bytes, text, blocks, analysis.

#![no_main]

#[path = "../../sound/mod.rs"]
mod sound;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Err(what) = sound::check_bytes(bytes) {
        panic!("{what}");
    }
});
