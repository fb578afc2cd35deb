//! How an article itself writes its words: the best witness of what is a name.
//!
//! A capital at the start of a sentence or in a headline says nothing; one in the middle of a
//! sentence does (Mikheev 1999, document-centred approach). Counted once for all words.

use crate::analysis::{
    document::Document,
    lexicon::Class,
    tokens::{Shape, Token},
};

/// Per word: how often it stands in lower case, and with a capital where none was needed.
pub struct Casing {
    lower: Vec<u32>,
    capital: Vec<u32>,
}

impl Casing {
    /// Counts all tokens of an article.
    pub fn new(document: &Document) -> Self {
        let count = document.words.len();
        let mut casing = Self { lower: vec![0; count], capital: vec![0; count] };
        for section in document.sections.iter().filter(|section| !section.title_case) {
            for index in section.tokens.clone() {
                let token = &document.tokens[index];
                match token.shape {
                    Shape::Lower => casing.lower[token.word as usize] += 1,
                    Shape::Capital | Shape::Upper if !starts(document, index) => {
                        casing.capital[token.word as usize] += 1;
                    }
                    _ => {}
                }
            }
        }
        casing
    }

    /// Whether the article writes the word as a name inside sentences.
    pub fn is_name(&self, token: &Token) -> bool {
        let word = token.word as usize;
        self.capital[word] > self.lower[word]
    }
}

/// Whether a token has its capital from its place: a sentence, quote or item begins with it.
pub fn starts(document: &Document, index: usize) -> bool {
    if document.tokens[index].first {
        return true;
    }
    let Some(before) = index.checked_sub(1) else {
        return true;
    };
    document.shape(before) == Shape::Mark
        && matches!(
            document.of(before),
            "\"" | "“"
                | "”"
                | "‘"
                | "'"
                | ":"
                | "•"
                | "—"
                | "–"
                | "--"
                | "*"
                | "«"
                | "„"
                | "..."
                | "…"
                | "`"
        )
        && document.class(before) == Class::default()
}
