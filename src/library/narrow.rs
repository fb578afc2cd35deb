//! Narrowing a list of headlines while one types.
//!
//! Matching is that of fuzzy finders: the letters of each word of the query occur in the headline
//! in their order, not necessarily side by side, and those fit best that stand side by side and
//! begin words. A capital in the query matches capitals only; accents may be left out.

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{AtomKind, CaseMatching, Normalization, Pattern},
};

/// Longest query that is matched, in bytes; what is typed after it changes nothing.
const LONGEST_QUERY: usize = 256;

/// The indices of the headlines that match `typed`, best first; equally good ones stay in their
/// order. White space separates words, which match in any order. An empty query matches all.
pub fn narrow<S: AsRef<str>>(typed: &str, titles: &[S]) -> Vec<usize> {
    let query = &typed[..typed.floor_char_boundary(LONGEST_QUERY)];
    let pattern = Pattern::new(query, CaseMatching::Smart, Normalization::Smart, AtomKind::Fuzzy);
    let mut config = Config::DEFAULT;
    config.prefer_prefix = true;
    let mut matcher = Matcher::new(config);
    let mut wide = Vec::new();
    let mut hits: Vec<(u32, usize)> = Vec::new();
    for (index, title) in titles.iter().enumerate() {
        let title = Utf32Str::new(title.as_ref(), &mut wide);
        if let Some(score) = pattern.score(title, &mut matcher) {
            hits.push((score, index));
        }
    }
    hits.sort_by_key(|&(score, _)| std::cmp::Reverse(score));
    hits.into_iter().map(|(_, index)| index).collect()
}
