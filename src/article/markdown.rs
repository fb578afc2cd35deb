//! Markdown to blocks.
//!
//! Front matter becomes what is known about the article; the body becomes blocks, in the order of
//! the text. Marks, raw HTML, link targets and shortcodes are in no prose. The dialect is
//! CommonMark with tables, footnotes, task lists and strikethrough; the parser never fails.

mod fields;
mod front_matter;
mod html;
mod inline;
mod leaf;
mod opening;
mod reader;
mod shortcodes;

use super::{Article, HeadFields, Prose, excerpt};
use fields::Fields;
use opening::Opening;
use reader::Reader;

/// How much of a body is read to find its first blocks, in bytes.
const HEAD: usize = 256 * 1024;

/// Reads Markdown. The identifier and the source are left to the caller.
pub fn read(text: String) -> Article {
    let (fields, body) = front_matter(&text);
    let page = Reader::new(&text, body, fields.title()).read();
    let (mut blocks, shown) = (page.blocks, page.prose.finish());
    let opening = Opening::read(&text, &Prose::new(&text, Some(&shown)), &mut blocks);
    Article {
        title: page.title,
        standfirst: fields.standfirst().or(opening.standfirst),
        byline: fields.byline().or(opening.byline),
        published: fields.published().or(opening.published),
        publisher: fields.publisher(),
        url: fields.url(),
        tags: fields.tags(),
        blocks,
        shown: Some(shown),
        ..Article { text, ..Article::default() }
    }
}

/// Reads the front matter, and the first blocks for what that does not say.
pub fn head(text: &str) -> HeadFields {
    let (fields, body) = front_matter(text);
    let (mut title, mut published, mut byline) =
        (fields.title(), fields.published(), fields.byline());
    if title.is_none() || published.is_none() {
        let start = excerpt::first(text, body.saturating_add(HEAD));
        let page = Reader::new(start, body, title).read_opening();
        let (mut blocks, shown) = (page.blocks, page.prose.finish());
        let opening = Opening::read(start, &Prose::new(start, Some(&shown)), &mut blocks);
        title = page.title;
        published = published.or(opening.published);
        byline = byline.or(opening.byline);
    }
    HeadFields { title, published, publisher: fields.publisher(), url: fields.url(), byline, body }
}

/// Whether a text begins with front matter.
pub fn has_front_matter(text: &str) -> bool {
    front_matter::find(text).is_some()
}

/// What the front matter says, and where the body begins.
fn front_matter(text: &str) -> (Fields, usize) {
    front_matter::find(text).map_or_else(Default::default, |found| (found.fields(text), found.body))
}
