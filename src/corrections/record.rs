//! One correction, as it is kept and printed. Positions are code points, as in schema 1.

use crate::{
    analysis::EntityKind,
    article::Article,
    span::{CodePoints, Span},
};
use serde::{Deserialize, Serialize};

/// How much of a text is kept before and after the words that are corrected, in bytes.
const AROUND: usize = 160;

/// Some words of a text: from the code point `start` up to `end`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Code points before the words.
    pub start: usize,
    /// Code points before what follows them.
    pub end: usize,
    /// The words, as the text has them.
    pub words: String,
}

/// A piece of the text around the words, so that a correction can be read without the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// Code points of the text before it.
    pub start: usize,
    /// The piece.
    pub text: String,
}

/// What is the same as something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SameAs {
    /// A mention of what it is.
    #[serde(flatten)]
    pub passage: Passage,
    /// Whether that holds for everything taken for the same as the corrected words, and not for
    /// these words alone.
    pub whole: bool,
}

/// Whose words a quote is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Words that say who it is, somewhere in the article.
    #[serde(flatten)]
    pub passage: Passage,
    /// Whether they stand for somebody or something that the article names; else they are all that
    /// is known ("officials").
    pub named: bool,
}

/// What is right about some words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// They name a thing of this kind.
    Kind(EntityKind),
    /// They mean the same as other words.
    SameAs(SameAs),
    /// They do not mean the same as other words.
    ApartFrom(Passage),
    /// They are the beginning of a quote, and this is who said it; `None` for nobody that the article
    /// names.
    Speaker(Option<Source>),
}

/// What a reader says is right about some words of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The fingerprint of the article's text: see [`fingerprint`](super::fingerprint()).
    pub article: String,
    /// What the article was called then.
    pub id: String,
    /// The words.
    #[serde(flatten)]
    pub passage: Passage,
    /// What stands around them.
    pub excerpt: Excerpt,
    /// What is right.
    pub right: Right,
}

impl Passage {
    /// The words of `text` at a span.
    pub fn new(text: &str, span: Span) -> Self {
        let points = CodePoints::new(text);
        let words = span.of(text).to_owned();
        Self { start: points.before(span.start), end: points.before(span.end), words }
    }

    /// Where they are, if `text` has these words there.
    pub fn span(&self, text: &str) -> Option<Span> {
        let span = Span::new(byte(text, self.start)?, byte(text, self.end)?);
        (span.of(text) == self.words && !span.is_empty()).then_some(span)
    }
}

/// The byte at which the code point of this number begins.
fn byte(text: &str, point: usize) -> Option<usize> {
    let ends = || (point == text.chars().count()).then_some(text.len());
    text.char_indices().nth(point).map(|(byte, _)| byte).or_else(ends)
}

impl Correction {
    /// A correction of the words at `span`. `fingerprint` is that of the article's text.
    pub fn new(article: &Article, fingerprint: String, span: Span, right: Right) -> Self {
        let text = &article.text;
        let block = article.blocks.iter().map(|block| block.span).find(|block| block.covers(span));
        let room = block.unwrap_or(span);
        let start = text.floor_char_boundary(span.start.saturating_sub(AROUND)).max(room.start);
        let end = text.ceil_char_boundary(span.end + AROUND).min(room.end);
        let piece = Passage::new(text, Span::new(start, end));
        Self {
            article: fingerprint,
            id: article.id.clone(),
            passage: Passage::new(text, span),
            excerpt: Excerpt { start: piece.start, text: piece.words },
            right,
        }
    }
}
