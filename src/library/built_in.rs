//! The library that is compiled in, so that there is something to read on the first start.

use super::{Entry, Listing, Origin};
use crate::article::Published;
use std::path::Path;

macro_rules! articles {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/articles/", $name)))),*]
    };
}

/// All files of `articles/`. A test compares this with the folder.
static ARTICLES: &[(&str, &[u8])] = &articles![
    "2026-07-25-the-river-that-changed-its-mind.md",
    "2026-08-22-festival-of-small-alphabets.md",
    "2026-09-05-el-cine-de-valdehoya.txt",
    "2026-09-17-bells-record-dirty-air.md",
    "2026-10-03-interview-sina-matautu.md",
    "2026-10-09-clock-forger-jailed.txt",
    "2026-10-18-letters-bridge-and-bells.md",
    "2026-10-24-review-the-weighing-room.md",
    "2026-10-28-harbour-bridge-vote.txt",
    "2026-11-02-storm-bartholomew-live.md",
    "2026-11-05-pelham-narrows-testimony.txt",
    "2026-11-09-obituary-ottilie-marchbanks.md",
    "2026-11-12-vantoor-profit-warning.md",
    "2026-11-15-rovers-late-winner.txt",
    "2026-11-17-thessa-water-treaty.txt",
    "2026-11-18-flamingo-found.txt",
    "2026-11-20-ferry-fire-report.txt",
    "2026-11-21-welcome-to-quotidian.md",
];

/// The articles compiled into the program.
pub fn built_in() -> Listing {
    let entries = ARTICLES.iter().map(|&(name, bytes)| Entry {
        id: name.into(),
        origin: Origin::BuiltIn(name, bytes),
        date: Published::in_path(Path::new(name)),
    });
    let mut listing = Listing { entries: entries.collect(), skipped: Vec::new() };
    listing.arrange();
    listing
}
