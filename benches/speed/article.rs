//! One article: made harmless, read, analysed, set.

use crate::made;
use divan::{Bencher, black_box, counter::BytesCount};
use quotidian::{
    analysis::analyse,
    layout::{Layout, Measure},
    text::harmless,
};
use std::sync::Arc;

/// As the default settings have it.
const MEASURE: Measure = Measure { width: 70, hyphenate: false, justify: false };

#[divan::bench]
fn read_600_words(bencher: Bencher) {
    let text = made::built_in(made::NEAR_600_WORDS);
    bencher.with_inputs(|| text.clone()).bench_values(made::read);
}

#[divan::bench]
fn analyse_600_words(bencher: Bencher) {
    let article = made::read(made::built_in(made::NEAR_600_WORDS));
    bencher.bench(|| analyse(black_box(&article)));
}

#[divan::bench]
fn read_and_analyse_600_words(bencher: Bencher) {
    let text = made::built_in(made::NEAR_600_WORDS);
    bencher.with_inputs(|| text.clone()).bench_values(|text| analyse(&made::read(text)));
}

#[divan::bench(args = [false, true])]
fn lay_out_600_words(bencher: Bencher, hyphenate: bool) {
    let article = Arc::new(made::read(made::built_in(made::NEAR_600_WORDS)));
    let measure = Measure { hyphenate, ..MEASURE };
    bencher.bench(|| Layout::new(Arc::clone(&article), measure).lines().count());
}

#[divan::bench]
fn harmless_plain(bencher: Bencher) {
    let text = made::built_in(made::NEAR_600_WORDS);
    throughput(bencher, &text);
}

#[divan::bench]
fn harmless_many_scripts(bencher: Bencher) {
    let text = made::built_in("2026-08-22-festival-of-small-alphabets.md");
    throughput(bencher, &text);
}

#[divan::bench]
fn harmless_hostile(bencher: Bencher) {
    throughput(bencher, &"news \u{1b}[2J\u{202e}\u{9b}31m\u{7}".repeat(200));
}

fn throughput(bencher: Bencher, text: &str) {
    bencher.counter(BytesCount::of_str(text)).bench(|| harmless(black_box(text)).len());
}
