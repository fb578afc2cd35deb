//! Raw HTML in Markdown: what of it is text, and which tags begin or end a block.
//!
//! This is no HTML parser: tags, comments, scripts and styles are told from text, in one pass, and
//! nothing is nested.

use crate::span::Span;
use memchr::memmem;

/// A piece of raw HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text between tags, its character references unresolved.
    Text(Span),
    /// The name of a tag as it is written.
    Open(&'a str),
    Close(&'a str),
}

/// What a scanner is in when its input pauses: HTML comes line by line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Inside {
    #[default]
    Text,
    Tag,
    Comment,
    /// A script or a style, until its end tag.
    Silent(&'static str),
}

/// Tells text from tags.
#[derive(Debug, Default)]
pub(super) struct Scanner {
    inside: Inside,
}

/// Elements whose content is not for reading.
const SILENT: [(&str, &str); 6] = [
    ("script", "</script"),
    ("style", "</style"),
    ("svg", "</svg"),
    ("iframe", "</iframe"),
    ("noscript", "</noscript"),
    ("template", "</template"),
];

/// Elements that begin and end a block.
const BLOCKS: [&str; 40] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "thead",
    "tfoot",
    "ul",
];

/// Whether a tag begins or ends a block.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(name))
}

/// Whether the content of an element is not for reading.
pub(super) fn is_silent(name: &str) -> bool {
    SILENT.iter().any(|(silent, _)| silent.eq_ignore_ascii_case(name))
}

/// The name of the tag that `text` begins with, and whether it is an end tag.
pub(super) fn tag(text: &str) -> Option<(&str, bool)> {
    let rest = text.strip_prefix('<')?;
    let (rest, is_end) = rest.strip_prefix('/').map_or((rest, false), |rest| (rest, true));
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let name = &rest[..end];
    name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some((name, is_end))
}

impl Scanner {
    /// Tells the pieces of `span`, one line or more of HTML.
    pub(super) fn scan<'a>(&mut self, text: &'a str, span: Span, mut take: impl FnMut(Token<'a>)) {
        let mut at = span.start;
        while at < span.end {
            let rest = &text[at..span.end];
            at += match self.inside {
                Inside::Text => self.text(rest, at, &mut take),
                Inside::Tag => self.skip_past(rest, end_of_tag(rest)),
                Inside::Comment => self.skip_past(rest, after(rest, "-->")),
                Inside::Silent(end) => {
                    let end = find_ignoring_case(rest, end);
                    self.inside = if end.is_some() { Inside::Tag } else { self.inside };
                    end.map_or(rest.len(), |end| end + 2)
                }
            };
        }
    }

    /// Takes text up to a tag, and the tag's name. Gives how many bytes were taken.
    fn text<'a>(&mut self, rest: &'a str, at: usize, take: &mut impl FnMut(Token<'a>)) -> usize {
        let length = memchr::memchr_iter(b'<', rest.as_bytes())
            .find(|&at| begins_tag(&rest[at..]))
            .unwrap_or(rest.len());
        if length > 0 {
            take(Token::Text(Span::new(at, at + length)));
        }
        let markup = &rest[length..];
        if markup.is_empty() {
            return length;
        }
        self.enter(markup, take);
        length + 1
    }

    /// Enters the markup that begins here.
    fn enter<'a>(&mut self, markup: &'a str, take: &mut impl FnMut(Token<'a>)) {
        self.inside = if markup.starts_with("<!--") { Inside::Comment } else { Inside::Tag };
        let Some((name, is_end)) = tag(markup) else { return };
        take(if is_end { Token::Close(name) } else { Token::Open(name) });
        let silent = SILENT.iter().find(|(silent, _)| silent.eq_ignore_ascii_case(name));
        if let Some((_, end)) = silent.filter(|_| !is_end) {
            self.inside = Inside::Silent(end);
        }
    }

    /// Leaves the markup at `end`, or stays in it to the end of the input.
    fn skip_past(&mut self, rest: &str, end: Option<usize>) -> usize {
        if end.is_some() {
            self.inside = Inside::Text;
        }
        end.unwrap_or(rest.len())
    }
}

/// A tag, a comment, a declaration or an instruction; a lone `<` is text.
fn begins_tag(text: &str) -> bool {
    tag(text).is_some() || text.starts_with("<!") || text.starts_with("<?")
}

/// Just behind the `>` that ends a tag; those in quotation marks do not, unless nothing else does.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(mark), byte) if mark == byte => quote = None,
            _ => {}
        }
    }
    after(text, ">")
}

fn after(text: &str, mark: &str) -> Option<usize> {
    memmem::find(text.as_bytes(), mark.as_bytes()).map(|at| at + mark.len())
}

fn find_ignoring_case(text: &str, lower: &str) -> Option<usize> {
    let starts = memchr::memchr_iter(b'<', text.as_bytes());
    let mut starts = starts.filter(|&at| {
        let here = text.as_bytes().get(at..at + lower.len());
        here.is_some_and(|here| here.eq_ignore_ascii_case(lower.as_bytes()))
    });
    starts.next()
}
