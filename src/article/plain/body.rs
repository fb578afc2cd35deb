//! Tells crossheads and captions in the body from paragraphs.

use super::{
    credit::is_caption,
    opening::Opening,
    shape::{is_heading, label},
};
use crate::article::{Block, BlockKind};
use std::collections::HashMap;

/// Sets the kinds of the blocks of the body.
pub(super) fn classify(text: &str, blocks: &mut [Block], opening: &Opening) {
    let Some(body) = blocks.get_mut(opening.body..) else { return };
    let speakers = speakers(text, body);
    for index in 0..body.len() {
        let words = body[index].span.of(text);
        if body[index].kind != BlockKind::Paragraph || body[index].preformatted {
            continue;
        }
        if is_caption(words) {
            body[index].kind = BlockKind::Caption;
        } else if is_heading(words)
            && body.get(index + 1).is_some_and(|next| stands_below(text, *next))
            && label(words).is_none_or(|label| !speakers.contains_key(label))
        {
            body[index].kind = BlockKind::Crosshead;
        }
    }
}

/// Whether a block can follow a crosshead. Of short lines that follow each other (verse, results)
/// none is a heading of the next.
fn stands_below(text: &str, block: Block) -> bool {
    let words = block.span.of(text);
    block.kind != BlockKind::Paragraph
        || block.preformatted
        || !is_heading(words)
        || is_caption(words)
}

/// The labels that more than one paragraph begins with: those who speak in a transcript.
fn speakers<'a>(text: &'a str, blocks: &[Block]) -> HashMap<&'a str, usize> {
    let mut turns = HashMap::new();
    for label in blocks.iter().filter_map(|block| label(block.span.of(text))) {
        *turns.entry(label).or_insert(0) += 1;
    }
    turns.retain(|_, count| *count > 1);
    turns
}
