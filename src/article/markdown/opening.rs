//! What stands between the headline and the body where no front matter says it: standfirst, byline, date.

use crate::article::{
    Block, BlockKind, Prose, Published,
    plain::{byline, date_line, ends_as_sentence, flattened},
};
use crate::span::Span;

/// How many blocks below the headline are looked at.
const REACH: usize = 4;
/// How many lines a byline has at most: the author, the place, the date.
const MOST_LINES: usize = 3;
/// Longer than what stands below an author's name, in bytes.
const LONGEST_LINE: usize = 60;

/// How many blocks from the top decide the opening, pictures among them.
pub(super) const BLOCKS: usize = 8;

/// What an opening says.
#[derive(Debug, Default)]
pub(super) struct Opening {
    pub(super) standfirst: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) published: Option<Published>,
}

impl Opening {
    /// Reads the blocks of an opening and sets their kinds. `text` is what the prose was made of.
    pub(super) fn read(text: &str, prose: &Prose<'_>, blocks: &mut [Block]) -> Self {
        let mut opening = Self::default();
        let above = |block: &&Block| matches!(block.kind, BlockKind::Headline | BlockKind::Caption);
        let first = blocks.iter().take(BLOCKS - REACH).take_while(above).count();
        for at in first..blocks.len().min(first + REACH) {
            let (block, next) = (blocks[at], blocks.get(at + 1));
            let is_text = block.kind == BlockKind::Paragraph && !block.preformatted;
            let words = prose.of(block.span);
            let stands_first = || match block.kind {
                BlockKind::Crosshead => {
                    next.is_some_and(|next| credit(prose.of(next.span)).is_some())
                }
                _ => is_text && is_emphasised(text, block.span) && is_long(words),
            };
            let said = credit(words).filter(|_| is_text && block.depth == 0);
            if let Some((names, published)) = said {
                opening.byline = opening.byline.or(names);
                opening.published = opening.published.or(published);
                blocks[at].kind = BlockKind::Byline;
            } else if at == first && stands_first() {
                opening.standfirst = Some(flattened(words));
                blocks[at].kind = BlockKind::Standfirst;
            } else {
                break;
            }
        }
        opening
    }
}

/// Who wrote the article, or when, by a paragraph that says no more.
fn credit(words: &str) -> Option<(Option<String>, Option<Published>)> {
    let mut lines = words.lines();
    let first = lines.next()?;
    let named = byline(first).map(|found| (Some(flattened(found.names)), found.published));
    let (names, mut published) = named.or_else(|| Some((None, Some(date_line(first)?))))?;
    for (number, line) in lines.enumerate() {
        published = published.or_else(|| date_line(line));
        if number + 2 > MOST_LINES || line.len() > LONGEST_LINE || ends_as_sentence(line) {
            return None;
        }
    }
    Some((names, published))
}

/// Whether a line says more than a name or a date does.
fn is_long(words: &str) -> bool {
    ends_as_sentence(words) || words.split_whitespace().nth(7).is_some()
}

/// Whether a whole paragraph is in italics, as lines under a headline are.
fn is_emphasised(text: &str, span: Span) -> bool {
    let (before, inside, after) = (&text[..span.start], span.of(text), &text[span.end..]);
    ['*', '_'].into_iter().any(|mark| {
        let opens = before.chars().rev().take_while(|&c| c == mark).count();
        let closes = after.chars().take_while(|&c| c == mark).count();
        opens == 1 && closes == 1 && !inside.contains(mark)
    })
}
