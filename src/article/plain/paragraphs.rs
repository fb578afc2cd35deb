//! Cuts plain text into paragraphs and list items.

use super::lists;
use crate::{
    article::{Block, BlockKind},
    span::Span,
};
use memchr::memchr2;

/// The paragraphs of `text`, in order, up to `limit` groups of lines. A blank line ends a
/// paragraph; where there is none in the text, each line is one. Lines that begin with a bullet or
/// a number become list items, to be confirmed by their neighbours.
pub(super) fn cut(text: &str, limit: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    if has_blank_line(text) {
        for group in groups(text).take(limit) {
            split(text, &group, &mut blocks);
        }
    } else {
        let lines = Lines { text, at: 0 }.filter(|line| !trimmed(text, *line).is_empty());
        blocks.extend(lines.take(limit).map(|line| block(text, line)));
    }
    blocks.shrink_to_fit();
    blocks
}

/// The lines of a text without their ends: LF, CR LF or CR.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let rest = self.text.as_bytes().get(self.at..).filter(|rest| !rest.is_empty())?;
        let length = memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let line = Span::new(self.at, self.at + length);
        let ending = if rest[length..].starts_with(b"\r\n") { 2 } else { 1 };
        self.at = line.end + ending;
        Some(line)
    }
}

/// Whether a blank line stands between two lines that are not.
fn has_blank_line(text: &str) -> bool {
    let inner = trimmed(text, Span::new(0, text.len()));
    Lines { text: inner.of(text), at: 0 }.any(|line| is_blank(line.of(inner.of(text))))
}

fn is_blank(line: &str) -> bool {
    line.chars().all(char::is_whitespace)
}

/// `span` without the white space at its ends.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let inside = span.of(text);
    let start = span.start + (inside.len() - inside.trim_start().len());
    Span::new(start, start + inside.trim().len())
}

/// Runs of lines that are not blank.
fn groups(text: &str) -> impl Iterator<Item = Vec<Span>> {
    let mut lines = Lines { text, at: 0 };
    std::iter::from_fn(move || {
        let first = lines.find(|line| !is_blank(line.of(text)))?;
        let mut group = vec![first];
        group.extend(lines.by_ref().take_while(|line| !is_blank(line.of(text))));
        Some(group)
    })
}

/// Splits a group of lines where list items or the turns of a transcript begin.
fn split(text: &str, lines: &[Span], blocks: &mut Vec<Block>) {
    let is_transcript = lines.len() > 1 && lines.iter().all(|line| has_label(line.of(text)));
    let is_list = has_items(text, lines);
    let begins = |line: &Span| is_transcript || (is_list && lists::marker(line.of(text)).is_some());
    let mut from = 0;
    for end in 1..=lines.len() {
        if lines.get(end).is_none_or(begins) {
            blocks.push(joined(text, &lines[from..end]));
            from = end;
        }
    }
}

/// Whether the marks at the line starts of a group are bullets: the first line has one, or several
/// do, or the line before leads up to it. A single dash is just where a long line was broken.
fn has_items(text: &str, lines: &[Span]) -> bool {
    let is_item = |line: &Span| lists::marker(line.of(text)).is_some();
    lines.first().is_some_and(is_item)
        || lines.iter().filter(|line| is_item(line)).take(2).count() == 2
        || lines
            .windows(2)
            .any(|pair| pair[0].of(text).trim_end().ends_with(':') && is_item(&pair[1]))
}

/// Whether a line begins with a short label and a colon, as the turns of a transcript do.
fn has_label(line: &str) -> bool {
    super::shape::label(line).is_some()
}

fn joined(text: &str, lines: &[Span]) -> Block {
    let (first, last) = (lines[0], lines[lines.len() - 1]);
    let whole = block(text, Span::new(first.start, last.end));
    if whole.kind == BlockKind::Paragraph && is_tabular(text, lines) {
        let end = whole.span.end;
        return Block { span: Span::new(first.start, end), preformatted: true, ..whole };
    }
    whole
}

/// Whether the lines are set in columns: most have a tab or a wide gap inside.
fn is_tabular(text: &str, lines: &[Span]) -> bool {
    let in_columns = |line: &&Span| {
        let line = line.of(text).trim();
        line.contains('\t') || line.contains("   ")
    };
    lines.len() > 1 && lines.iter().filter(in_columns).count() * 2 > lines.len()
}

fn block(text: &str, span: Span) -> Block {
    let block = Block::new(BlockKind::Paragraph, trimmed(text, span));
    match lists::marker(block.span.of(text)) {
        Some(marker) => Block { kind: BlockKind::ListItem, ordinal: marker.ordinal, ..block },
        None => block,
    }
}
