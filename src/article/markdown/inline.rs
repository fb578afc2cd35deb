//! Markdown on one line as plain text, for titles and summaries.

use crate::article::plain::flattened;
use pulldown_cmark::{Event, Parser};
use std::borrow::Cow;

/// A line with its marks taken off, its character references resolved, and its white space
/// flattened.
pub(super) fn plain(line: &str) -> String {
    let line = flattened(line);
    if !line.contains(['&', '*', '_', '`', '<', '[', '\\']) {
        return line;
    }
    // After a word nothing begins a list, a heading or a quotation.
    const WORD: &str = "x ";
    let marked = format!("{WORD}{line}");
    let mut text = String::new();
    for event in Parser::new(&marked) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    flattened(text.strip_prefix(WORD).unwrap_or_default())
}

/// A character reference resolved ("&eacute;" to "é"); `None` if it is none.
pub(super) fn reference(text: &str) -> Option<Cow<'static, str>> {
    let common = match text {
        "&amp;" => "&",
        "&lt;" => "<",
        "&gt;" => ">",
        "&quot;" => "\"",
        "&nbsp;" => "\u{a0}",
        _ => return rare_reference(text).map(Cow::Owned),
    };
    Some(Cow::Borrowed(common))
}

/// The Markdown parser knows all of HTML's references. It is asked about nothing longer than one:
/// "&A: what&#8217;" is an ampersand and words, and the reference in it is another's to find.
fn rare_reference(text: &str) -> Option<String> {
    let name = text.strip_prefix('&')?.strip_suffix(';')?;
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#') {
        return None;
    }
    let resolved = plain(text);
    (!resolved.is_empty() && resolved != text).then_some(resolved)
}
