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
mod reader;
mod shortcodes;

use super::{Article, HeadFields};
use fields::Fields;
use reader::Reader;

/// How much of a body is read to find its first heading, in bytes.
const HEAD: usize = 256 * 1024;

/// Reads Markdown. The identifier and the source are left to the caller.
pub fn read(text: String) -> Article {
    let (fields, body) = front_matter(&text);
    let page = Reader::new(&text, body, fields.title()).read();
    Article {
        title: page.title,
        standfirst: fields.standfirst(),
        byline: fields.byline(),
        published: fields.published(),
        publisher: fields.publisher(),
        url: fields.url(),
        tags: fields.tags(),
        blocks: page.blocks,
        shown: Some(page.prose.finish()),
        ..Article { text, ..Article::default() }
    }
}

/// Reads the front matter, and the first heading where that names no title.
pub fn head(text: &str) -> HeadFields {
    let (fields, body) = front_matter(text);
    let title = fields.title().or_else(|| {
        let start = &text[..text.floor_char_boundary(body.saturating_add(HEAD))];
        Reader::new(start, body, None).first_heading()
    });
    HeadFields {
        title,
        published: fields.published(),
        publisher: fields.publisher(),
        url: fields.url(),
        byline: fields.byline(),
        body,
    }
}

/// Whether a text begins with front matter.
pub fn has_front_matter(text: &str) -> bool {
    front_matter::find(text).is_some()
}

/// What the front matter says, and where the body begins.
fn front_matter(text: &str) -> (Fields, usize) {
    front_matter::find(text).map_or_else(Default::default, |found| (found.fields(text), found.body))
}
