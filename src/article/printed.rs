//! An article as plain paragraphs, for pipes.

use super::{Article, Block, BlockKind};
use crate::text::{harmless, harmless_line};

/// The paragraphs of an article, harmless, each on one line unless it is preformatted: headline,
/// standfirst, then who wrote it and when, then the rest. None is empty.
pub fn paragraphs(article: &Article) -> impl Iterator<Item = String> {
    let opens = |block: &&Block| matches!(block.kind, BlockKind::Headline | BlockKind::Standfirst);
    let opening = article.blocks.iter().take_while(opens).count();
    let (opening, rest) = article.blocks.split_at(opening);
    let title = unshown(article, BlockKind::Headline, article.title.as_deref());
    let standfirst = unshown(article, BlockKind::Standfirst, article.standfirst.as_deref());
    let paragraphs = title
        .into_iter()
        .chain(body(article, opening))
        .chain(standfirst)
        .chain([signature(article)])
        .chain(body(article, rest));
    paragraphs.filter(|text| !text.is_empty())
}

/// What is known about an article, where no block of that kind says it.
fn unshown(article: &Article, kind: BlockKind, known: Option<&str>) -> Option<String> {
    let shown = article.blocks.iter().any(|block| block.kind == kind);
    known.filter(|_| !shown).map(one_line)
}

/// Who wrote it, where no block says so, and when.
fn signature(article: &Article) -> String {
    let byline = unshown(article, BlockKind::Byline, article.byline.as_deref());
    let date = article.published.map(|published| published.date().to_string());
    byline.into_iter().chain(date).collect::<Vec<_>>().join(", ")
}

/// These blocks; a headline that is repeated is left out.
fn body<'a>(article: &'a Article, blocks: &'a [Block]) -> impl Iterator<Item = String> + use<'a> {
    let is_headline = |block: &&Block| block.kind == BlockKind::Headline;
    let headline = article.blocks.iter().find(is_headline);
    let blocks = blocks.iter();
    let blocks = blocks.filter(move |block| !is_headline(block) || Some(*block) == headline);
    blocks.map(|block| text(article, block))
}

fn text(article: &Article, block: &Block) -> String {
    let text = article.prose().of(block.span);
    if block.preformatted {
        let lines: Vec<_> = text.trim_end().lines().map(harmless).collect();
        return lines.join("\n");
    }
    let mark = match (block.kind, block.ordinal) {
        (BlockKind::ListItem, Some(number)) => format!("{number}. "),
        (BlockKind::ListItem, None) => "- ".into(),
        _ => String::new(),
    };
    mark + &one_line(text)
}

fn one_line(text: &str) -> String {
    harmless_line(text).into_owned()
}
