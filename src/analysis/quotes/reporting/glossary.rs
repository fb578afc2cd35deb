//! The words of an article as the models of reporting see them, each looked up once.

use crate::analysis::{
    document::Document,
    lexicon::Class,
    tagger::{clusters::Clusters, spelling},
};

/// A word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    /// Hash of its lower-case form.
    pub hash: u64,
    /// Its word clusters, coarse to fine; zero when it has none.
    pub clusters: [u16; 4],
    /// Hash of its last three letters.
    pub ending: u64,
    /// Whether it may be a cue.
    pub cue: bool,
}

/// The distinct words of an article, by their number in it.
pub struct Glossary(Vec<Entry>);

impl Glossary {
    /// Looks up all words of a document. `is_cue` tells from a word's hash whether it was a cue in training.
    pub fn new(document: &Document, clusters: &Clusters, is_cue: impl Fn(u64) -> bool) -> Self {
        let entry = |number: usize| {
            let text = document.words.text(number as u32);
            let hash = spelling::hash(text);
            let class = document.words.class(number as u32);
            let ending = text.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
            Entry {
                hash,
                clusters: clusters.of(hash),
                ending: spelling::hash(&text[ending..]),
                cue: class.has(Class::CUE.with(Class::ACT)) || is_cue(hash),
            }
        };
        Self((0..document.words.len()).map(entry).collect())
    }

    /// A word by its number.
    pub fn get(&self, word: u32) -> Entry {
        self.0.get(word as usize).copied().unwrap_or_default()
    }
}
