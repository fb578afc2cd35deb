//! Narrowing a list of headlines while one types.
//!
//! Each word of the query occurs in the headline as it was typed, as a whole word or a part of one;
//! those fit best that have it at the beginning of words. Case, accents and how quotation marks are
//! printed do not count.

use crate::text::plain;
use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{AtomKind, CaseMatching, Normalization, Pattern},
};

/// Longest query that is matched, in bytes; what is typed after it changes nothing.
const LONGEST_QUERY: usize = 256;

/// The indices of the headlines that match `typed`, best first; equally good ones stay in their
/// order. White space separates words, which match in any order. An empty query matches all.
pub fn narrow<S: AsRef<str>>(typed: &str, titles: &[S]) -> Vec<usize> {
    let query = plain(&typed[..typed.floor_char_boundary(LONGEST_QUERY)]);
    let (case, accents) = (CaseMatching::Ignore, Normalization::Smart);
    let pattern = Pattern::new(&query, case, accents, AtomKind::Substring);
    let mut config = Config::DEFAULT;
    config.prefer_prefix = true;
    let mut matcher = Matcher::new(config);
    let mut wide = Vec::new();
    let mut hits: Vec<(u32, usize)> = Vec::new();
    for (index, title) in titles.iter().enumerate() {
        let title = plain(title.as_ref());
        if let Some(score) = pattern.score(Utf32Str::new(&title, &mut wide), &mut matcher) {
            hits.push((score, index));
        }
    }
    hits.sort_by_key(|&(score, _)| std::cmp::Reverse(score));
    hits.into_iter().map(|(_, index)| index).collect()
}
