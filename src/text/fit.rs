//! How many columns a text takes, and making it take a given number.
//!
//! Columns are counted as the screen's buffer counts them: the sum over grapheme clusters (UAX 29)
//! of each cluster's width (UAX 11).

use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Width in terminal columns of text that has passed [`harmless`](super::harmless).
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    let simple: Option<usize> = text.chars().map(simple_width).sum();
    simple.unwrap_or_else(|| text.graphemes(true).map(UnicodeWidthStr::width).sum())
}

/// The width of a character that never joins another; `None` for all that might.
fn simple_width(c: char) -> Option<usize> {
    match c {
        '\0'..'\u{300}' | '\u{2010}'..'\u{2028}' => Some(1),
        '\u{3041}'..'\u{3097}' | '\u{30A1}'..'\u{30FB}' | '\u{4E00}'..'\u{A000}' => Some(2),
        '\u{3001}'..'\u{3012}' | '\u{AC00}'..'\u{D7A4}' => Some(2),
        '\u{370}'..'\u{483}' | '\u{5D0}'..'\u{5EB}' => c.width(),
        _ => None,
    }
}

/// The text cut to at most `columns`, an ellipsis in place of what did not fit. A character that
/// would only half fit is left out. Takes time in `columns`, however long the text is.
pub fn truncate(text: &str, columns: usize) -> Cow<'_, str> {
    let mut used = 0;
    let mut keep = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme.width();
        if used > columns {
            return Cow::Owned(with_ellipsis(&text[..keep], columns));
        }
        if used < columns {
            keep = at + grapheme.len();
        }
    }
    Cow::Borrowed(text)
}

fn with_ellipsis(text: &str, columns: usize) -> String {
    if columns == 0 {
        return String::new();
    }
    let mut cut = text.trim_end().to_owned();
    cut.push('…');
    cut
}

/// The text cut or filled with spaces on the right to exactly `columns`.
pub fn pad(text: &str, columns: usize) -> String {
    let mut padded = truncate(text, columns).into_owned();
    let free = columns.saturating_sub(width(&padded));
    padded.extend(std::iter::repeat_n(' ', free));
    padded
}
