//! What stands above the body: headline, standfirst, byline, date, caption.

use super::{
    credit::{byline, date_line, is_caption},
    paragraphs::trimmed,
    shape::{ends_as_sentence, ends_open, has_dateline, has_sentence_inside, label, words},
};
use crate::{
    article::{Block, BlockKind, Published},
    span::Span,
};

/// How many groups of lines from the top decide the opening.
pub(super) const REACH: usize = 16;
/// How many blocks an opening has at most.
const MOST_BLOCKS: usize = 8;
/// How far below a headline it may be repeated.
const REPEATED_WITHIN: usize = 4;
/// Longer than a headline, in bytes.
const LONGEST_HEADLINE: usize = 250;
/// Longer than a standfirst.
const LONGEST_STANDFIRST: usize = 400;

/// What an opening says, and where the body begins.
#[derive(Debug, Default)]
pub(super) struct Opening {
    pub(super) title: Option<String>,
    pub(super) standfirst: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) published: Option<Published>,
    /// Index of the first block of the body.
    pub(super) body: usize,
    is_repeated: bool,
}

impl Opening {
    /// Reads the opening and sets the kinds of its blocks.
    pub(super) fn read(text: &str, blocks: &mut [Block]) -> Self {
        let mut opening = Self::default();
        while opening.body < blocks.len().min(MOST_BLOCKS) {
            let Some(kind) = opening.kind(text, blocks) else { break };
            blocks[opening.body].kind = kind;
            opening.body += 1;
        }
        opening
    }

    /// What the next block is; `None` when the body begins with it.
    fn kind(&mut self, text: &str, blocks: &[Block]) -> Option<BlockKind> {
        let (block, rest) = blocks.get(self.body..)?.split_first()?;
        let words = block.span.of(text);
        if block.kind == BlockKind::ListItem || block.preformatted {
            return None;
        }
        if let Some(kind) = self.credit(words) {
            return Some(kind);
        }
        if self.title.is_none() && is_headline(text, *block, rest) {
            self.title = Some(flattened(words));
            return Some(BlockKind::Headline);
        }
        self.below_headline(text, words, rest)
    }

    /// Bylines and dates share a kind: both say where the article comes from.
    fn credit(&mut self, line: &str) -> Option<BlockKind> {
        if let Some(found) = byline(line) {
            self.byline.get_or_insert_with(|| flattened(found.names));
            self.published = self.published.or(found.published);
            return Some(BlockKind::Byline);
        }
        if let Some(published) = date_line(line) {
            self.published.get_or_insert(published);
            return Some(BlockKind::Byline);
        }
        is_caption(line).then_some(BlockKind::Caption)
    }

    fn below_headline(&mut self, text: &str, words: &str, rest: &[Block]) -> Option<BlockKind> {
        let title = self.title.as_deref()?;
        if !self.is_repeated && are_same_words(title, words) {
            self.is_repeated = true;
            return Some(BlockKind::Headline);
        }
        let is_due = self.standfirst.is_none() && self.byline.is_none() && !self.is_repeated;
        if is_due && is_standfirst(text, title, words, rest) {
            self.standfirst = Some(flattened(words));
            return Some(BlockKind::Standfirst);
        }
        None
    }
}

/// A headline is repeated below, or is a short text that is no sentence, or a short sentence over
/// a longer paragraph.
fn is_headline(text: &str, block: Block, rest: &[Block]) -> bool {
    let line = block.span.of(text);
    if line.len() > LONGEST_HEADLINE || words(line, 31) > 30 || line.lines().nth(3).is_some() {
        return false;
    }
    if is_repeated(text, line, rest) {
        return true;
    }
    let next = rest.iter().map(|next| next.span.of(text)).find(|next| !is_credit(next));
    let is_turn = label(line).is_some() && next.is_some_and(|next| label(next).is_some());
    if ends_open(line) || is_turn || has_sentence_inside(line) {
        return false;
    }
    !ends_as_sentence(line) || next.is_some_and(|next| stands_over(line, next))
}

/// Whether a sentence is the headline of what follows it: the shorter one by far.
fn stands_over(line: &str, next: &str) -> bool {
    words(line, 21) <= 20 && !has_dateline(line) && next.len() * 2 > line.len() * 3
}

fn is_repeated(text: &str, line: &str, rest: &[Block]) -> bool {
    let mut below = rest.iter().take(REPEATED_WITHIN).map(|block| block.span.of(text));
    words(line, 2) > 1 && below.any(|other| are_same_words(line, other))
}

/// A standfirst stands between the headline and its repetition, a byline or a dateline; or is a
/// text of some length that is no sentence.
fn is_standfirst(text: &str, title: &str, line: &str, rest: &[Block]) -> bool {
    let Some(next) = rest.first().map(|next| next.span.of(text)) else { return false };
    if line.len() > LONGEST_STANDFIRST || ends_open(line) || words(line, 4) < 4 {
        return false;
    }
    if are_same_words(title, next) {
        return true;
    }
    let is_shorter = || line.len() < next.len() && label(line).is_none();
    !has_dateline(line)
        && !has_sentence_inside(line)
        && (is_byline_or_date(next)
            || (!ends_as_sentence(line) && is_shorter())
            || has_dateline(next))
}

fn is_byline_or_date(line: &str) -> bool {
    byline(line).is_some() || date_line(line).is_some()
}

fn is_credit(line: &str) -> bool {
    is_byline_or_date(line) || is_caption(line)
}

/// Whether two texts have the same words, however they are spaced and cased.
pub(in crate::article) fn are_same_words(one: &str, other: &str) -> bool {
    let (mut one, mut other) = (one.split_whitespace(), other.split_whitespace());
    loop {
        match (one.next(), other.next()) {
            (None, None) => return true,
            (Some(one), Some(other))
                if one == other || one.to_lowercase() == other.to_lowercase() => {}
            _ => return false,
        }
    }
}

/// A text on one line, its words one space apart.
pub(in crate::article) fn flattened(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Splits groups like headline, byline and date on consecutive lines, as their lines say what
/// they are. Only groups near the top are looked at.
pub(super) fn split_credits(text: &str, blocks: &mut Vec<Block>) {
    const MOST_LINES: usize = 5;
    for index in (0..blocks.len().min(MOST_BLOCKS)).rev() {
        let block = blocks[index];
        let inside = block.span.of(text);
        if inside.len() > 3 * LONGEST_HEADLINE || inside.lines().nth(MOST_LINES).is_some() {
            continue;
        }
        let lines = lines(text, block.span);
        if lines.len() > 1 && lines.iter().any(|line| is_byline_or_date(line.of(text))) {
            let split = lines.iter().map(|line| Block { span: *line, ..block });
            blocks.splice(index..=index, split);
        }
    }
}

fn lines(text: &str, span: Span) -> Vec<Span> {
    let mut at = span.start;
    let pieces = span.of(text).split_inclusive(['\n', '\r']);
    let lines = pieces.map(|line| {
        at += line.len();
        trimmed(text, Span::new(at - line.len(), at))
    });
    lines.filter(|line| !line.is_empty()).collect()
}
