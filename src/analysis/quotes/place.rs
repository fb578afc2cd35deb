//! Where a segment stands in its block.

use super::line::Line;
use crate::analysis::tokens::Shape;
use std::ops::Range;

/// One segment in its sentence.
#[derive(Clone)]
pub(super) struct Place {
    /// Index of the segment in the document.
    pub(super) segment: usize,
    /// Index of its item in the line.
    pub(super) item: usize,
    /// Its sentence, as items.
    pub(super) sentence: Range<usize>,
    /// Index of the sentence in the line.
    pub(super) number: usize,
}

impl Place {
    /// The places of all segments of a line, in order.
    pub(super) fn all(line: &Line) -> Vec<Self> {
        let mut found = Vec::new();
        for (number, sentence) in line.sentences.iter().enumerate() {
            for item in sentence.clone() {
                if let Some(segment) = line.quote(item) {
                    found.push(Self { segment, item, sentence: sentence.clone(), number });
                }
            }
        }
        found
    }

    /// Whether nothing but marks stands beside the quote in its sentence.
    pub(super) fn is_sole(&self, line: &Line) -> bool {
        let Range { start, end } = self.sentence;
        let near = start.max(self.item.saturating_sub(6))..end.min(self.item + 7);
        near.len() == self.sentence.len()
            && near
                .filter(|&item| item != self.item)
                .all(|item| line.shape(item) == Shape::Mark && line.quote(item).is_none())
    }
}
