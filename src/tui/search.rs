//! Searching in an article: a regular expression, smart case, all hits at once.

use crate::{
    article::Article,
    span::Span,
    text::{Plain, plain},
};
use regex::RegexBuilder;

/// Above this many hits the count reads "9999+": nobody steps through more.
const MOST: usize = 9_999;
/// Limit of the compiled expression, in bytes; a hostile one is refused instead of filling memory.
const SIZE_LIMIT: usize = 1 << 20;

/// A search that is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// What was typed.
    pub pattern: String,
    /// Where it matches, in the order of the text.
    pub hits: Vec<Span>,
    /// The hit one is at.
    pub current: Option<usize>,
}

impl Search {
    /// Finds all matches of `pattern` in the shown text of the article. Lower-case patterns match
    /// both cases; accents, and how quotation marks are printed, never count. A pattern that is no
    /// regular expression (yet) is taken word by word as it stands.
    pub fn new(article: &Article, pattern: &str) -> Self {
        let prose = article.prose();
        let mut hits = Vec::new();
        if let Some(regex) = compile(&plain(pattern)) {
            'blocks: for block in &article.blocks {
                let range = prose.range(block.span);
                let text = Plain::new(prose.text().get(range.clone()).unwrap_or_default());
                for hit in regex.find_iter(text.text()).filter(|hit| !hit.is_empty()) {
                    let hit = text.given(hit.range());
                    hits.push(prose.to_text(range.start + hit.start..range.start + hit.end));
                    if hits.len() == MOST {
                        break 'blocks;
                    }
                }
            }
        }
        Self { pattern: pattern.to_owned(), hits, current: None }
    }

    /// Goes to the first hit at or after `offset`, else to the first of all.
    pub fn seek(&mut self, offset: usize) -> Option<Span> {
        let index = self.hits.partition_point(|hit| hit.end <= offset);
        self.current = (!self.hits.is_empty()).then(|| index % self.hits.len());
        self.current.map(|index| self.hits[index])
    }

    /// Goes `delta` hits on, around the ends.
    pub fn step(&mut self, delta: isize) -> Option<Span> {
        let count = isize::try_from(self.hits.len()).ok().filter(|&count| count > 0)?;
        let current = self.current.and_then(|index| isize::try_from(index).ok());
        let next = match current {
            Some(index) => (index + delta % count).rem_euclid(count),
            None if delta > 0 => 0,
            None => count - 1,
        };
        self.current = usize::try_from(next).ok();
        self.current.map(|index| self.hits[index])
    }

    /// The hits on a line, each with its number from 0.
    pub fn hits_on(&self, line: Span) -> impl Iterator<Item = (usize, Span)> {
        let from = self.hits.partition_point(|hit| hit.end <= line.start);
        let hits = self.hits[from..].iter().copied().enumerate();
        hits.take_while(move |(_, hit)| hit.start < line.end).map(move |(at, hit)| (from + at, hit))
    }

    /// "3/17".
    pub fn count(&self) -> String {
        let plus = if self.hits.len() == MOST { "+" } else { "" };
        let current = self.current.map_or(0, |index| index + 1);
        format!("{current}/{}{plus}", self.hits.len())
    }
}

fn compile(pattern: &str) -> Option<regex::Regex> {
    if pattern.is_empty() {
        return None;
    }
    let build = |pattern: &str| {
        RegexBuilder::new(pattern)
            .case_insensitive(!has_capital(pattern))
            .size_limit(SIZE_LIMIT)
            .multi_line(true)
            .build()
    };
    build(&with_any_space(pattern))
        .or_else(|_| build(&regex::escape(pattern).replace(' ', r"\s+")))
        .ok()
}

/// Whether what was typed has a capital that is meant: not one of `\S`, `\B` or `\pL`.
fn has_capital(pattern: &str) -> bool {
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        if c == '\\' {
            skip_escape(&mut chars);
        } else if c.is_uppercase() {
            return true;
        }
    }
    false
}

/// Passes over what follows a backslash: one character, or the name of a class (`pL`, `p{Greek}`).
fn skip_escape(chars: &mut std::str::Chars<'_>) {
    let is_class = matches!(chars.next(), Some('p' | 'P'));
    if is_class && chars.next() == Some('{') {
        chars.by_ref().find(|&c| c == '}');
    }
}

/// The pattern with every space outside brackets matching any white space: a line break in the file
/// is a space to the reader.
fn with_any_space(pattern: &str) -> String {
    let mut spaced = String::new();
    let (mut in_class, mut escaped) = (false, false);
    for c in pattern.chars() {
        match c {
            ' ' if !in_class && !escaped => {
                spaced.push_str(r"\s");
                continue;
            }
            '[' if !escaped => in_class = true,
            ']' if !escaped => in_class = false,
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        spaced.push(c);
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_of_classes_do_not_make_a_search_mind_the_case() {
        assert!(has_capital("Bridge") && has_capital(r"\pLB") && has_capital(r"\\B"));
        assert!(!has_capital(r"\Sbridge\B") && !has_capital(r"\p{Greek}") && !has_capital(r"\PL"));
        assert_eq!(with_any_space(r"a b[c d]\ e"), r"a\sb[c d]\ e");
    }
}
