//! From quotation marks to quotes with their speakers.
//!
//! [`marks`] pairs quotation marks into segments, block by block, and [`mod@line`] lays out what the
//! reporter says around them. [`attribution`] proposes a cue and a source by the grammar of news, on what
//! [`phrases`], [`verbs`] and [`subjects`] see; [`reporting`] finds with trained models what is reported, and
//! whose words it is; [`assemble`] joins segments to quotes, and [`speakers`] ranks who may have said each.
//! [`mod@indirect`] makes quotes of reported clauses, [`labels`] reads headlines and transcripts,
//! [`conversation`] lets speakers alternate, [`pulled`] settles pulled quotes, [`coreference`] finds who a pronoun or description stands for.

pub mod assemble;
pub mod attribution;
pub mod conversation;
pub mod coreference;
pub mod draft;
pub mod indirect;
pub mod kinds;
pub mod labels;
pub mod line;
pub mod marks;
pub mod phrases;
mod place;
pub mod pulled;
pub mod reporting;
pub mod single;
pub mod speakers;
pub mod subjects;
pub mod verbs;

use super::document::Document;
use crate::article::BlockKind;
use marks::Segment;
use std::ops::Range;

/// Wrapped text has shorter lines, in bytes.
const LONGEST_LINE: usize = 120;

/// The quoted segments of a document, in the order of the text.
pub fn segments(document: &Document) -> Vec<Segment> {
    let mut found: Vec<Segment> = Vec::new();
    let mut open = false;
    for (number, section) in document.sections.iter().enumerate() {
        if section.repeated {
            continue;
        }
        let runs_on = matches!(
            section.kind,
            BlockKind::Paragraph | BlockKind::QuoteBlock | BlockKind::ListItem
        );
        for part in paragraphs(document.text, section.range.clone()) {
            let own = marks::segments(document.text, part, number, open);
            open = runs_on && own.last().is_some_and(|last| !last.closed);
            found.extend(own);
        }
    }
    found
}

/// The paragraphs of a block: its lines, if they are too long to be the lines of a wrapped text.
fn paragraphs(text: &str, block: Range<usize>) -> Vec<Range<usize>> {
    let words = &text[block.clone()];
    let wrapped = words.split('\n').all(|line| line.len() < LONGEST_LINE);
    if wrapped {
        return vec![block];
    }
    let mut start = block.start;
    let line = |line: &str| {
        let from = start;
        start += line.len();
        from..from + line.trim_end().len()
    };
    words.split_inclusive('\n').map(line).filter(|line| !line.is_empty()).collect()
}
