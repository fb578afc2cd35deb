//! Where something is: a range of bytes in an article's text.
//!
//! Spans are the one currency of the program: blocks, mentions, quotes, speakers and search hits are
//! all spans into [`Article::text`](crate::article::Article::text), the text as it was decoded. They
//! lie on `char` boundaries. Only the JSON that `extract` writes counts in code points; that
//! conversion is [`CodePoints`].

use std::ops::Range;

/// A half-open range of bytes, `start..end`, on `char` boundaries of the text it belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Byte offset of the first character.
    pub start: usize,
    /// Byte offset just after the last character.
    pub end: usize,
}

impl Span {
    /// The span `start..end`. An inverted pair gives an empty span at `start`.
    pub const fn new(start: usize, end: usize) -> Self {
        let end = if end < start { start } else { end };
        Self { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether nothing lies inside.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the byte at `offset` lies inside.
    pub const fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether all of `other` lies inside.
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The words themselves; empty if the span does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start..span.end
    }
}

/// Converts byte offsets of one text to counts of Unicode code points.
///
/// Built once in linear time; each look-up scans at most one stride of bytes.
#[derive(Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    /// Code points that begin before byte `i * STRIDE`. Empty for ASCII.
    marks: Vec<usize>,
}

impl<'a> CodePoints<'a> {
    const STRIDE: usize = 256;

    /// Prepares the conversion for `text`.
    pub fn new(text: &'a str) -> Self {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for chunk in text.as_bytes().chunks(Self::STRIDE) {
                marks.push(count);
                count += starts_of_chars(chunk);
            }
            marks.push(count);
        }
        Self { text, marks }
    }

    /// How many code points come before the byte offset `byte` (clamped to the text's length).
    pub fn before(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let mark = byte / Self::STRIDE;
        match self.marks.get(mark) {
            None => byte,
            Some(count) => {
                let from = (mark * Self::STRIDE).min(byte);
                count + starts_of_chars(&self.text.as_bytes()[from..byte])
            }
        }
    }
}

/// How many characters begin in these bytes: all but UTF-8 continuation bytes.
fn starts_of_chars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn code_points_agree_with_counting_characters(text in "\\PC{0,700}") {
            let points = CodePoints::new(&text);
            for (count, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.before(byte), count);
            }
            prop_assert_eq!(points.before(text.len()), text.chars().count());
        }
    }
}
