//! A quote while it is worked on.

use crate::analysis::{QuoteKind, Reason};
use std::ops::Range;

/// A quote in prose offsets and token ranges.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Direct, partial or indirect.
    pub kind: QuoteKind,
    /// The words, in prose bytes.
    pub spans: Vec<Range<usize>>,
    /// Index of the block it begins in.
    pub section: usize,
    /// Who said it.
    pub speaker: Option<Source>,
    /// The tokens of the cue.
    pub cue: Option<Range<usize>>,
    /// Probability that the speaker is right.
    pub confidence: f32,
    /// How the speaker was found.
    pub reason: Reason,
    /// Who else may have said it, likeliest first.
    pub others: Vec<(Option<Source>, f32)>,
    /// The reported clause it is a fragment of, by its index.
    pub within: Option<usize>,
    /// Whether it fills its reporter's sentence.
    pub(super) sole: bool,
}

/// The words that name a speaker and who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The tokens that name the speaker.
    pub tokens: Range<usize>,
    /// Index among the named entities.
    pub entity: Option<usize>,
}
