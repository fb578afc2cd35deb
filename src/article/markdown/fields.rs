//! What the keys of front matter mean for an article.

use super::inline;
use crate::article::{Published, plain::flattened};

/// Keys and their values, as front matter states them.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<(String, String)>);

/// Front matter with more values than this is no article's.
const MOST_VALUES: usize = 512;

impl Fields {
    /// Adds a value of a key; a key may have several.
    pub(super) fn add(&mut self, key: &str, value: &str) {
        if self.0.len() < MOST_VALUES {
            self.0.push((key.to_ascii_lowercase(), value.to_owned()));
        }
    }

    /// Whether a key has a value.
    pub(super) fn has(&self, key: &str) -> bool {
        self.values(&key.to_ascii_lowercase()).next().is_some()
    }

    fn values<'a>(&'a self, key: &str) -> impl Iterator<Item = &'a str> {
        let values = self.0.iter().filter(move |(known, _)| known == key);
        values.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// The values of all these keys, those of the first key first.
    fn all<'a>(&'a self, keys: &'a [&str]) -> impl Iterator<Item = &'a str> {
        keys.iter().flat_map(|key| self.values(key))
    }

    pub(super) fn title(&self) -> Option<String> {
        self.all(&["title", "headline"]).map(inline::plain).find(|title| !title.is_empty())
    }

    /// The line written to stand under the headline; else the one written for lists and search.
    pub(super) fn standfirst(&self) -> Option<String> {
        let keys = ["standfirst", "deck", "dek", "subtitle", "summary", "description", "excerpt"];
        self.all(&keys).map(inline::plain).find(|text| !text.is_empty())
    }

    pub(super) fn byline(&self) -> Option<String> {
        let names: Vec<_> = ["byline", "authors", "author"]
            .iter()
            .map(|key| self.values(key).map(flattened).collect::<Vec<_>>())
            .find(|names| !names.is_empty())?;
        Some(names.join(", "))
    }

    pub(super) fn published(&self) -> Option<Published> {
        let keys = ["date", "published", "publishdate", "publish_date", "pubdate", "published_at"];
        self.all(&keys).find_map(Published::parse)
    }

    pub(super) fn publisher(&self) -> Option<String> {
        self.all(&["source", "publisher"]).find(|name| !is_address(name)).map(flattened)
    }

    pub(super) fn url(&self) -> Option<String> {
        let keys =
            ["source_url", "url", "canonical", "canonical_url", "link", "permalink", "source"];
        self.all(&keys).find(|address| is_address(address)).map(str::to_owned)
    }

    /// Each tag once, in the order they are stated.
    pub(super) fn tags(&self) -> Vec<String> {
        let mut tags: Vec<String> = Vec::new();
        for tag in
            self.all(&["tags", "tag", "topics", "topic", "categories", "category", "keywords"])
        {
            if !tags.iter().any(|known| known == tag) {
                tags.push(tag.to_owned());
            }
        }
        tags
    }
}

/// Whether a text is an address on the web: `http` or `https`, a host, and nothing that a browser
/// or a terminal would read as more than one word.
fn is_address(text: &str) -> bool {
    let scheme = ["https://", "http://"].iter().find(|scheme| {
        text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    let Some(rest) = scheme.and_then(|scheme| text.get(scheme.len()..)) else { return false };
    let is_one_word =
        !text.chars().any(|c| c.is_whitespace() || c.is_control() || "\"<>`".contains(c));
    is_one_word && rest.starts_with(|c: char| c.is_alphanumeric() || c == '[')
}
