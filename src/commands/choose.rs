//! From a selector to the one article it means.

use super::Failure;
use quotidian::library::{
    Entry, Listing,
    select::{SelectError, select},
};
use rayon::prelude::*;
use std::cell::OnceCell;

/// How many candidates of an ambiguous selector are listed before the rest is counted.
const LISTED: usize = 10;

/// The article that `selector` means, or the first one without a selector.
pub fn choose<'a>(listing: &'a Listing, selector: Option<&str>) -> Result<&'a Entry, Failure> {
    let Some(selector) = selector else {
        return listing.entries.first().ok_or_else(|| Failure::Nothing("no articles".into()));
    };
    // Most selectors are understood without a headline; reading them opens every file.
    let headlines = OnceCell::new();
    let mut headline =
        |index: usize| headlines.get_or_init(|| read_headlines(listing))[index].clone();
    match select(listing, selector, &mut headline) {
        Ok(index) => Ok(&listing.entries[index]),
        Err(error) => Err(explain(&error, listing, headline)),
    }
}

fn read_headlines(listing: &Listing) -> Vec<String> {
    let headline =
        |entry: &Entry| entry.head().map_or_else(|_| entry.stand_in(), |head| head.title);
    listing.entries.par_iter().map(headline).collect()
}

fn explain(
    error: &SelectError,
    listing: &Listing,
    mut headline: impl FnMut(usize) -> String,
) -> Failure {
    let SelectError::Ambiguous { candidates, .. } = error else {
        return Failure::Nothing(format!("{error}; `quotidian list` shows which there are"));
    };
    let mut message = format!("{error}; choose by number or id:");
    for &index in candidates.iter().take(LISTED) {
        let id = &listing.entries[index].id;
        message += &format!("\n{:>7}  {}  ({id})", index + 1, one_line(&headline(index)));
    }
    if candidates.len() > LISTED {
        message += &format!("\n         and {} more", candidates.len() - LISTED);
    }
    Failure::Usage(message)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
