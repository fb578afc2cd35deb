//! Plain news text to blocks.
//!
//! News text without marks still has a shape: headline, standfirst, the headline once more, a
//! caption, a byline, then paragraphs with crossheads among them. The reader goes by that shape:
//! how long a line is, whether it ends as a sentence does, what stands next to it. It knows no
//! topic and changes nothing: what does not follow the shape is a paragraph, whole and in order.
//!
//! Three steps: `paragraphs` cuts the text, `opening` reads what stands above the body, and
//! `body` tells crossheads and captions from paragraphs.

mod body;
mod credit;
mod lists;
mod opening;
mod paragraphs;
mod shape;

use super::{Article, Block, BlockKind, HeadFields, ProseBuilder, prose::Shown};
pub(crate) use credit::PICTURE;
pub(super) use credit::{byline, date_line};
use opening::Opening;
pub(super) use opening::{are_same_words, flattened};
pub(super) use shape::ends_as_sentence;

/// Reads plain news text. The identifier and the source are left to the caller.
pub fn read(text: String) -> Article {
    let mut blocks = paragraphs::cut(&text, usize::MAX);
    lists::confirm(&text, &mut blocks);
    opening::split_credits(&text, &mut blocks);
    let opening = Opening::read(&text, &mut blocks);
    body::classify(&text, &mut blocks, &opening);
    let shown = without_bullets(&text, &blocks);
    let Opening { title, standfirst, byline, published, .. } = opening;
    Article { title, standfirst, byline, published, text, blocks, shown, ..Article::default() }
}

/// Reads what [`read`] would find above the body, from the first paragraphs alone.
pub fn head(text: &str) -> HeadFields {
    let mut blocks = paragraphs::cut(text, opening::REACH);
    lists::confirm(text, &mut blocks);
    opening::split_credits(text, &mut blocks);
    let Opening { title, byline, published, .. } = Opening::read(text, &mut blocks);
    HeadFields { title, byline, published, ..HeadFields::default() }
}

/// The prose of a text with lists: their bullets and numbers are known from the blocks, so that
/// lists look alike in every format. Other plain text is its own prose.
fn without_bullets(text: &str, blocks: &[Block]) -> Option<Box<Shown>> {
    if !blocks.iter().any(|block| block.kind == BlockKind::ListItem) {
        return None;
    }
    let mut prose = ProseBuilder::default();
    for block in blocks {
        let shown = lists::without_marker(text, *block);
        prose.gap("\n\n");
        prose.push(text, shown, shown.of(text));
    }
    Some(prose.finish())
}
