//! From quotation marks to quotes with their speakers.
//!
//! Four steps, each its own room: [`marks`] pairs quotation marks into segments, block by block;
//! [`line`] lays out what the reporter says around them; [`attribution`] ties a segment to a cue and
//! a source by the grammar of news ("…," X said; X said: "…"; according to X); [`assemble`] joins
//! segments to quotes and lets speakers run on, [`labels`] reads headlines and transcripts, [`runs`]
//! settles pulled quotes. [`coreference`] finds who a pronoun or description stands for.

pub mod assemble;
pub mod attribution;
pub mod coreference;
pub mod kinds;
pub mod labels;
pub mod line;
pub mod marks;
pub mod phrases;
pub mod runs;
pub mod single;

use super::document::Document;
use crate::article::BlockKind;
use marks::Segment;

/// The quoted segments of a document, in the order of the text.
pub fn segments(document: &Document) -> Vec<Segment> {
    let mut found: Vec<Segment> = Vec::new();
    let mut open = false;
    for (number, section) in document.sections.iter().enumerate() {
        if section.repeated {
            continue;
        }
        let own = marks::segments(document.text, section.range.clone(), number, open);
        let runs_on = matches!(
            section.kind,
            BlockKind::Paragraph | BlockKind::QuoteBlock | BlockKind::ListItem
        );
        open = runs_on && own.last().is_some_and(|last| !last.closed);
        found.extend(own);
    }
    found
}
