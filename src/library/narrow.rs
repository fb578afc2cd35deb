//! Narrowing a list of headlines while one types.
//!
//! Matching is that of fuzzy finders: the letters of each word of the query occur in the headline
//! in their order, not necessarily side by side, and those fit best that stand side by side and
//! begin words. A capital in the query matches capitals only. When nothing matches, one wrong
//! letter in four is forgiven.

use frizbee::{Config, Match, Matcher, Pattern, UnicodeMatching};

/// Longest query that is matched, in characters; what is typed after it changes nothing.
const LONGEST_QUERY: usize = 256;

/// Letters of a word for each wrong one that is forgiven.
const LETTERS_PER_TYPO: usize = 4;

/// A query, ready to be matched against headlines. Kept while the query stays the same.
#[derive(Debug)]
pub struct Query {
    words: Vec<String>,
    matcher: Matcher,
}

impl Query {
    /// Prepares what was typed. White space separates words, which match in any order.
    pub fn new(typed: &str) -> Self {
        let typed: String = typed.chars().take(LONGEST_QUERY).collect();
        let words: Vec<String> = typed.split_whitespace().map(str::to_owned).collect();
        let matcher = Matcher::from_patterns(&patterns(&words, false), &config());
        Self { words, matcher }
    }

    /// The indices of the headlines that match, best first; equally good ones stay in their order.
    /// An empty query matches all, in their order.
    pub fn narrow<S: AsRef<str>>(&mut self, titles: &[S]) -> Vec<usize> {
        let mut matches = self.matcher.match_list(titles);
        if matches.is_empty() && !self.words.is_empty() {
            matches = self.forgiving().match_list(titles);
        }
        matches.iter().map(index).collect()
    }

    /// The byte offsets of the characters of a headline that the query matched, ascending. Empty
    /// when it does not match, or matches only with letters forgiven.
    pub fn lit(&mut self, title: &str) -> Vec<usize> {
        let found = self.matcher.match_one_indices(title, 0);
        let mut lit: Vec<usize> =
            found.into_iter().flat_map(|found| found.indices).map(|at| at as usize).collect();
        lit.retain(|&at| title.is_char_boundary(at) && at < title.len());
        lit.sort_unstable();
        lit.dedup();
        lit
    }

    fn forgiving(&self) -> Matcher {
        Matcher::from_patterns(&patterns(&self.words, true), &config())
    }
}

/// The indices of the headlines that match `typed`, best first: [`Query::narrow`] for one use.
pub fn narrow<S: AsRef<str>>(typed: &str, titles: &[S]) -> Vec<usize> {
    Query::new(typed).narrow(titles)
}

fn index(found: &Match) -> usize {
    found.index as usize
}

fn config() -> Config {
    Config::default().unicode(UnicodeMatching::Smart)
}

fn patterns(words: &[String], forgiving: bool) -> Vec<Pattern> {
    let typos = |word: &str| word.chars().count() / LETTERS_PER_TYPO;
    words
        .iter()
        .map(|word| {
            let typos = if forgiving { u16::try_from(typos(word)).unwrap_or(u16::MAX) } else { 0 };
            Pattern::from(word).max_typos(Some(typos))
        })
        .collect()
}
