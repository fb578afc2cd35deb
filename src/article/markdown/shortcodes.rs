//! Shortcodes of site generators: `{{< … >}}`, `{{% … %}}`, `{% … %}`.
//!
//! They stand anywhere, also where no Markdown can (`[text]({{< ref "page" >}})`). So the parser is
//! given a text of the same length in which they are something harmless, and what it says of those
//! places is left out. What stands between a pair of shortcodes stays.

use crate::span::Span;
use memchr::memmem;
use std::borrow::Cow;

/// The marks of a shortcode, longer ones first.
const KINDS: [(&str, &str); 3] = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")];

/// A text without its shortcodes, of the same length, and where they were.
pub(super) fn mask(text: &str, from: usize) -> (Cow<'_, str>, Vec<Span>) {
    let found = find(text, from);
    if found.is_empty() {
        return (Cow::Borrowed(text), found);
    }
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    for span in &found {
        masked.push_str(&text[at..span.start]);
        fill(&mut masked, text, *span);
        at = span.end;
    }
    masked.push_str(&text[at..]);
    (Cow::Owned(masked), found)
}

/// A shortcode on lines of its own parts what stands around it, so it becomes blank. Any other
/// becomes dots: they can stand in a link's target and beside emphasis, and begin nothing.
fn fill(masked: &mut String, text: &str, span: Span) {
    if stands_alone(text, span) {
        masked.extend(span.of(text).bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
    } else {
        masked.extend(std::iter::repeat_n('.', span.len()));
    }
}

fn stands_alone(text: &str, span: Span) -> bool {
    let before = text[..span.start].chars().rev().take_while(|c| *c != '\n');
    let after = text[span.end..].chars().take_while(|c| *c != '\n');
    before.chain(after).all(char::is_whitespace)
}

/// Shortcodes in the order of the text. One that is not closed before the next opens is a text.
fn find(text: &str, from: usize) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = from;
    while let Some(brace) = memchr::memchr(b'{', &text.as_bytes()[at..]) {
        let start = at + brace;
        at = start + 1;
        let opened = KINDS.iter().find(|(open, _)| text[start..].starts_with(open));
        let Some((open, close)) = opened else { continue };
        let inside = &text[start + open.len()..];
        let inside = &inside[..next_opening(inside)];
        if let Some(length) = memmem::find(inside.as_bytes(), close.as_bytes()) {
            at = start + open.len() + length + close.len();
            found.push(Span::new(start, at));
        }
    }
    found
}

fn next_opening(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut braces = memchr::memchr_iter(b'{', bytes);
    braces.find(|&at| matches!(bytes.get(at + 1), Some(b'{' | b'%'))).unwrap_or(bytes.len())
}
