//! An article as plain paragraphs, for pipes.

use super::{Article, Block, BlockKind};
use crate::text::{harmless, harmless_line};

/// The paragraphs of an article, harmless, each on one line unless it is preformatted: what is
/// known about it that its text does not show, then its blocks. None is empty.
pub fn paragraphs(article: &Article) -> impl Iterator<Item = String> {
    let paragraphs = heading(article).into_iter().chain(body(article));
    paragraphs.filter(|text| !text.is_empty())
}

/// Headline, standfirst and byline with the date, where the front matter has them and no block does.
fn heading(article: &Article) -> Vec<String> {
    let unshown = |kind, text: &Option<String>| {
        let shown = article.blocks.iter().any(|block| block.kind == kind);
        text.as_deref().filter(|_| !shown).map(one_line)
    };
    let date = article.published.map(|published| published.date().to_string());
    let byline = unshown(BlockKind::Byline, &article.byline);
    let signature: Vec<String> = byline.into_iter().chain(date).collect();
    [
        unshown(BlockKind::Headline, &article.title),
        unshown(BlockKind::Standfirst, &article.standfirst),
        Some(signature.join(", ")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The blocks; a headline that is repeated is left out.
fn body(article: &Article) -> impl Iterator<Item = String> {
    let is_headline = |block: &&Block| block.kind == BlockKind::Headline;
    let headline = article.blocks.iter().find(is_headline);
    let blocks = article.blocks.iter();
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
