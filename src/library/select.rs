//! Finding the one article that a user means with a few words.
//!
//! A selector is tried as, in this order, a number (from 1, in the order of the listing), an id, a
//! path, and words of the headline. Headlines are asked for last, because knowing them means
//! opening files.
//!
//! **Words of the headline.** Every word of the selector must occur in the headline, whatever its
//! case. Headlines fit better the higher they are in this list:
//!
//! 1. the selector is the whole headline;
//! 2. its words stand in it next to each other, in this order;
//! 3. all its words are words of the headline;
//! 4. all its words begin words of the headline ("min" for "minister");
//! 5. all its words occur somewhere (scripts without spaces, parts of compounds).
//!
//! The best fit wins. Two headlines that fit equally well make the selector ambiguous: a script
//! must never be handed an article by chance.

use super::{Entry, Listing, entry::absolute};
use std::path::Path;

/// Why a selector chose no article.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SelectError {
    /// Nothing matches.
    #[error("no article matches “{selector}”")]
    NotFound {
        /// What was asked for.
        selector: String,
    },
    /// Several articles match equally well.
    #[error("“{selector}” matches {} articles equally well", candidates.len())]
    Ambiguous {
        /// What was asked for.
        selector: String,
        /// Indices of the articles, those with the shortest headlines first.
        candidates: Vec<usize>,
    },
}

/// How well a headline fits, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Whole,
    Phrase,
    Words,
    Prefixes,
    Parts,
}

/// The index of the article that `selector` means. `title` gives the headline of the article at an
/// index; it is called for all of them, but only if `selector` is no number, id or path.
///
/// # Errors
/// When nothing matches, or several articles match equally well.
pub fn select(
    listing: &Listing,
    selector: &str,
    title: &mut dyn FnMut(usize) -> String,
) -> Result<usize, SelectError> {
    let selector = selector.trim();
    by_number(listing, selector)
        .or_else(|| by_id(listing, selector))
        .or_else(|| by_path(listing, selector))
        .map_or_else(|| by_words(listing, selector, title), Ok)
}

fn by_number(listing: &Listing, selector: &str) -> Option<usize> {
    let plain = selector.bytes().all(|byte| byte.is_ascii_digit());
    let number: usize = selector.parse().ok().filter(|_| plain)?;
    number.checked_sub(1).filter(|&index| index < listing.entries.len())
}

fn by_id(listing: &Listing, selector: &str) -> Option<usize> {
    listing.entries.iter().position(|entry| entry.id == selector)
}

/// A path as it was given, or any other way to write the same path.
fn by_path(listing: &Listing, selector: &str) -> Option<usize> {
    let wanted = absolute(Path::new(selector));
    let is_meant = |entry: &Entry| match entry.path() {
        None => entry.place().is_some_and(|place| place == selector),
        // Making a path absolute is slow; most can be told apart by their last part.
        Some(path) => path.file_name() == wanted.file_name() && absolute(&path) == wanted,
    };
    listing.entries.iter().position(is_meant).filter(|_| !selector.is_empty())
}

fn by_words(
    listing: &Listing,
    selector: &str,
    title: &mut dyn FnMut(usize) -> String,
) -> Result<usize, SelectError> {
    let wanted = words(selector);
    let mut best: Vec<(Fit, usize, usize)> = Vec::new();
    for index in 0..if wanted.is_empty() { 0 } else { listing.entries.len() } {
        let headline = words(&title(index));
        let length = headline.iter().map(String::len).sum();
        let Some(fit) = fit(&wanted, &headline) else { continue };
        if best.first().is_some_and(|&(least, ..)| fit < least) {
            best.clear();
        }
        if best.first().is_none_or(|&(least, ..)| fit == least) {
            best.push((fit, length, index));
        }
    }
    best.sort_unstable();
    match best.as_slice() {
        [] => Err(SelectError::NotFound { selector: selector.into() }),
        [(.., index)] => Ok(*index),
        _ => Err(SelectError::Ambiguous {
            selector: selector.into(),
            candidates: best.into_iter().map(|(.., index)| index).collect(),
        }),
    }
}

/// The words of a text, in lower case: runs of letters, digits and marks.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && !is_mark(c))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Whether a character belongs to the letter before it: accents written apart, vowel signs.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && unicode_width::UnicodeWidthChar::width(c) == Some(0)
}

fn fit(wanted: &[String], headline: &[String]) -> Option<Fit> {
    let every = |matches: fn(&str, &str) -> bool| {
        wanted.iter().all(|want| headline.iter().any(|word| matches(word, want)))
    };
    if wanted == headline {
        Some(Fit::Whole)
    } else if !every(|word, want| word.contains(want)) {
        None
    } else if headline.windows(wanted.len()).any(|run| run == wanted) {
        Some(Fit::Phrase)
    } else if every(|word, want| word == want) {
        Some(Fit::Words)
    } else if every(|word, want| word.starts_with(want)) {
        Some(Fit::Prefixes)
    } else {
        Some(Fit::Parts)
    }
}
