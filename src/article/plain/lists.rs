//! Lists in plain text: items marked by a bullet or a number.

use super::paragraphs::trimmed;
use crate::{
    article::{Block, BlockKind, MAX_DEPTH},
    span::Span,
};

/// What an item begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    /// The bullet; `.` or `)` for a number.
    kind: char,
    /// The number.
    pub(super) ordinal: Option<u32>,
    /// Length in bytes, the space after it included.
    length: usize,
}

/// The marker a line begins with, white space before it left out.
pub(super) fn marker(line: &str) -> Option<Marker> {
    let inner = line.trim_start();
    let first = inner.chars().next()?;
    let (kind, ordinal, length) = match first {
        '-' | '*' | '•' | '‣' | '◦' | '▪' | '·' => (first, None, first.len_utf8()),
        '0'..='9' => numbered(inner)?,
        _ => return None,
    };
    let space = inner[length..].chars().next().filter(|c| c.is_whitespace())?;
    let length = line.len() - inner.len() + length + space.len_utf8();
    let is_followed = !line[length..].trim_start().is_empty();
    is_followed.then_some(Marker { kind, ordinal, length })
}

/// `12.` or `12)`, of at most three digits: years are no numbers of items.
fn numbered(text: &str) -> Option<(char, Option<u32>, usize)> {
    let digits = text.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let kind = text[digits..].chars().next().filter(|c| matches!(c, '.' | ')'))?;
    let ordinal = text.get(..digits.min(3))?.parse().ok()?;
    (digits <= 3).then_some((kind, Some(ordinal), digits + 1))
}

/// Keeps as list items those that stand next to another; a round bullet needs no company. Then
/// nests them by their indentation.
pub(super) fn confirm(text: &str, blocks: &mut [Block]) {
    let mut previous = None;
    let mut indents = Vec::new();
    for index in 0..blocks.len() {
        let marker = marker_of(text, blocks[index]);
        let next = blocks.get(index + 1).and_then(|block| marker_of(text, *block));
        let block = &mut blocks[index];
        if marker.is_some_and(|marker| marker.is_item_between(previous, next)) {
            block.depth = depth(&mut indents, indent(text, block.span.start));
        } else {
            block.kind = BlockKind::Paragraph;
            block.ordinal = None;
            indents.clear();
        }
        previous = marker;
    }
}

impl Marker {
    fn is_item_between(self, previous: Option<Self>, next: Option<Self>) -> bool {
        let is_round = !matches!(self.kind, '-' | '*' | '.' | ')');
        is_round
            || previous.is_some_and(|previous| previous.leads_to(self))
            || next.is_some_and(|next| self.leads_to(next))
    }

    /// Whether `next` may be the item after this one. Numbers must follow each other.
    fn leads_to(self, next: Self) -> bool {
        match (self.ordinal, next.ordinal) {
            (Some(one), Some(other)) => other == one + 1,
            _ => true,
        }
    }
}

fn marker_of(text: &str, block: Block) -> Option<Marker> {
    (block.kind == BlockKind::ListItem).then(|| marker(block.span.of(text))).flatten()
}

/// The span of a block without the marker of its item.
pub(super) fn without_marker(text: &str, block: Block) -> Span {
    let length = marker_of(text, block).map_or(0, |marker| marker.length);
    trimmed(text, Span::new(block.span.start + length, block.span.end))
}

/// How many characters stand before `start` on its line, counted to 64.
fn indent(text: &str, start: usize) -> usize {
    let before = text.as_bytes()[..start].iter().rev().take(64);
    before.take_while(|byte| !matches!(byte, b'\n' | b'\r')).count()
}

/// How many lists an item with this indentation is nested in, given those open before it.
fn depth(indents: &mut Vec<usize>, indent: usize) -> u8 {
    while indents.last().is_some_and(|outer| indent < *outer) {
        indents.pop();
    }
    if indents.last().is_none_or(|outer| indent > outer + 1) {
        indents.push(indent);
    }
    u8::try_from(indents.len() - 1).map_or(MAX_DEPTH, |depth| depth.min(MAX_DEPTH))
}
