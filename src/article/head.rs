//! What the list of headlines needs, without reading the body.

use super::{Article, Format, Published, markdown, plain};

/// What an article says about itself before its body begins.
///
/// [`read`] gives the same title and the same date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeadFields {
    /// The headline, as plain text.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its address on the web (`http` or `https` only).
    pub url: Option<String>,
    /// The author or authors.
    pub byline: Option<String>,
    /// Where the body begins, in bytes: after the front matter.
    pub body: usize,
}

/// Reads the head of an article: front matter and first heading, or the first lines.
pub fn head(text: &str, format: Format) -> HeadFields {
    match format {
        Format::Plain => plain::head(text),
        Format::Markdown => markdown::head(text),
    }
}

/// Reads an article: finds its blocks and what it says about itself.
///
/// `id` is what it is selected by, `source` the path or URL it came from.
pub fn read(text: String, format: Format, id: String, source: Option<String>) -> Article {
    let article = match format {
        Format::Plain => plain::read(text),
        Format::Markdown => markdown::read(text),
    };
    Article { id, source, ..article }
}

/// Counts the words of raw text: runs between white space in ASCII. An estimate (marks that stand
/// alone count, no-break spaces do not part words), at a gigabyte a second or so.
pub fn count_words(text: &str) -> usize {
    let mut words = 0;
    let mut before = b' ';
    for chunk in text.as_bytes().chunks(CHUNK) {
        words += starts_of_words(before, chunk);
        before = chunk.last().copied().unwrap_or(before);
    }
    words
}

/// How many bytes can be counted in a byte, and how many counts are added at once.
const CHUNK: usize = 255;

/// How many words begin in at most [`CHUNK`] bytes that come after `before`.
fn starts_of_words(before: u8, chunk: &[u8]) -> usize {
    let Some((first, rest)) = chunk.split_first() else { return 0 };
    let starts = |before: u8, byte: u8| u8::from(is_space(before) & !is_space(byte));
    let inside: u8 = chunk.iter().zip(rest).map(|(before, byte)| starts(*before, *byte)).sum();
    usize::from(starts(before, *first)) + usize::from(inside)
}

/// Branch-free, so that the compiler can count many bytes at once.
const fn is_space(byte: u8) -> bool {
    (byte == b' ') | (byte.wrapping_sub(b'\t') < 5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_are_runs_between_white_space(text in "[ a.\n\t]{0,600}") {
            prop_assert_eq!(count_words(&text), text.split_ascii_whitespace().count());
        }
    }
}
