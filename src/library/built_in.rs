//! The library that is compiled in, so that there is something to read on the first start.

use super::{Entry, Listing, Origin};
use crate::article;
use std::path::Path;

macro_rules! articles {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/articles/", $name)))),*]
    };
}

/// All files of `articles/`. A test compares this with the folder.
static ARTICLES: &[(&str, &[u8])] = &articles![];

/// The articles compiled into the program.
pub fn built_in() -> Listing {
    let entries = ARTICLES.iter().map(|&(name, bytes)| Entry {
        id: name.into(),
        origin: Origin::BuiltIn(name, bytes),
        date: article::Published::in_path(Path::new(name)),
    });
    let mut listing = Listing { entries: entries.collect(), skipped: Vec::new() };
    listing.arrange();
    listing
}
