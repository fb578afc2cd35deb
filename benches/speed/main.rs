//! The speed that is promised, piece by piece: `cargo bench`, or `cargo bench -- analyse` for one.
//!
//! These find out *where* time goes. What a reader waits for, a terminal included, is measured by
//! `benches/screen.sh`.

// A bench that cannot set its table up has nothing to measure and may say so by stopping.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod article;
mod library;
mod made;
mod screen;

fn main() {
    divan::main();
}
