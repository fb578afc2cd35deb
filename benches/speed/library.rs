//! A library of 10,000 files: listed, and its headlines read.

use crate::made::LIBRARY;
use divan::Bencher;
use quotidian::library;

/// Rows that a screen has room for.
const ROWS: usize = 13;

#[divan::bench]
fn scan_10_000(bencher: Bencher) {
    let paths = LIBRARY.paths();
    bencher.bench(|| library::scan(&paths, &mut |_| ()).unwrap().entries.len());
}

#[divan::bench]
fn heads_of_a_screen(bencher: Bencher) {
    let listing = LIBRARY.listing();
    let rows = &listing.entries[..ROWS];
    bencher.bench(|| rows.iter().filter(|entry| entry.head().is_ok()).count());
}

#[divan::bench(sample_count = 10)]
fn heads_of_10_000(bencher: Bencher) {
    let listing = LIBRARY.listing();
    bencher.bench(|| listing.entries.iter().filter(|entry| entry.head().is_ok()).count());
}
