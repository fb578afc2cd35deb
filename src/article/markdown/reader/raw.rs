//! Raw HTML on the way: block by block, and inside a line.

use super::{Container, Form, Nest, Reader};
use crate::{
    article::markdown::{
        html::{self, Scanner, Token},
        inline,
        leaf::Gap,
    },
    span::Span,
};

/// Longer than any character reference.
const LONGEST_REFERENCE: usize = 34;

/// What is open in the raw HTML of a body.
#[derive(Debug, Default)]
pub(super) struct State {
    scanner: Scanner,
    /// The lists that are open.
    lists: Vec<List>,
    /// Whether text between two inline tags is not for reading.
    is_silent: bool,
}

/// A list in raw HTML.
#[derive(Debug, Default)]
struct List {
    /// The number of the next item.
    next: Option<u32>,
    /// Whether an item was begun and not ended.
    is_item_open: bool,
}

impl State {
    /// Whether text is not for reading at this place.
    pub(super) fn is_silent(&self) -> bool {
        self.is_silent
    }

    /// No inline element reaches beyond its block.
    pub(super) fn end_block(&mut self) {
        self.is_silent = false;
    }
}

impl Reader<'_> {
    pub(super) fn open_raw(&mut self) {
        self.close();
        self.raw.scanner = Scanner::default();
    }

    /// A line of a block of HTML.
    pub(super) fn raw_html(&mut self, span: Span, masked: &str) {
        let mut scanner = std::mem::take(&mut self.raw.scanner);
        scanner.scan(masked, span, |token| match token {
            Token::Text(text) => self.raw_text(text, masked),
            Token::Open(name) => self.raw_open(name),
            Token::Close(name) => self.raw_close(name),
        });
        self.raw.scanner = scanner;
    }

    /// A tag inside a line of Markdown.
    pub(super) fn raw_inline(&mut self, span: Span, masked: &str) {
        let Some((name, is_end)) = html::tag(span.of(masked)) else { return };
        if name.eq_ignore_ascii_case("br") {
            self.leaf().part(Gap::Line);
        } else if html::is_silent(name) {
            self.raw.is_silent = !is_end;
        }
    }

    /// Text between two tags. The white space of its line breaks and indentation is one space.
    fn raw_text(&mut self, span: Span, masked: &str) {
        if self.form == Form::Code {
            return self.resolved(span, masked);
        }
        let mut at = span.start;
        for line in span.of(masked).split_inclusive('\n') {
            let body = at + (line.len() - line.trim_start().len());
            let tail = body + line.trim().len();
            self.space(Span::new(at, body));
            self.resolved(Span::new(body, tail), masked);
            at += line.len();
            self.space(Span::new(tail, at));
        }
    }

    fn space(&mut self, span: Span) {
        if span.is_empty() || self.leaf.is_parted(self.given) {
            return;
        }
        if span.len() == 1 && self.form != Form::Table {
            self.leaf.give(span);
        } else {
            self.leaf.part(Gap::Space);
        }
    }

    /// Shows text with its character references resolved.
    fn resolved(&mut self, span: Span, masked: &str) {
        let text = span.of(masked);
        let mut shown = 0;
        for at in memchr::memchr_iter(b'&', text.as_bytes()) {
            let end = text.ceil_char_boundary((at + LONGEST_REFERENCE).min(text.len()));
            let Some(length) = text[at..end].find(';').map(|length| length + 1) else { continue };
            if let Some(character) = inline::reference(&text[at..at + length]) {
                self.give(Span::new(span.start + shown, span.start + at));
                shown = at + length;
                let reference = Span::new(span.start + at, span.start + shown);
                self.leaf.replace(reference, character.into_owned());
            }
        }
        self.give(Span::new(span.start + shown, span.end));
    }

    fn raw_open(&mut self, name: &str) {
        let name = name.to_ascii_lowercase();
        match name.as_str() {
            "br" | "tr" => return self.leaf.part(Gap::Line),
            "td" | "th" => return self.leaf.part(Gap::Cell),
            name if !html::is_block(name) => return,
            // What is set in a cell stays in its row.
            name if self.form == Form::Table && name != "table" => {
                return self.leaf.part(Gap::Space);
            }
            _ => self.close(),
        }
        match name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.form = Form::Heading,
            "caption" | "figcaption" => self.form = Form::Caption,
            "pre" => self.form = Form::Code,
            "table" => self.form = Form::Table,
            "blockquote" => self.enter_raw(Container::Quote),
            "ul" => self.raw.lists.push(List::default()),
            "ol" => self.raw.lists.push(List { next: Some(1), ..List::default() }),
            "li" => self.enter_raw_item(),
            _ => {}
        }
    }

    fn raw_close(&mut self, name: &str) {
        let name = name.to_ascii_lowercase();
        if !html::is_block(&name) {
            return;
        }
        if self.form == Form::Table && name != "table" {
            return self.leaf.part(Gap::Space);
        }
        self.close();
        match name.as_str() {
            "blockquote" => self.leave_raw(|container| container == Container::Quote),
            "li" => self.leave_raw_item(),
            "ul" | "ol" => {
                self.leave_raw_item();
                self.raw.lists.pop();
            }
            _ => {}
        }
    }

    fn enter_raw(&mut self, container: Container) {
        self.containers.push(Nest { container, is_raw: true });
    }

    fn leave_raw(&mut self, is_meant: impl Fn(Container) -> bool) {
        self.containers.pop_if(|nest| nest.is_raw && is_meant(nest.container));
    }

    /// An item ends where the next of its list begins, closed or not.
    fn enter_raw_item(&mut self) {
        self.leave_raw_item();
        let list = self.raw.lists.last_mut();
        let ordinal = list.and_then(|list| {
            list.is_item_open = true;
            list.next.replace(list.next? + 1)
        });
        self.enter_raw(Container::Item { ordinal, is_shown: false });
    }

    fn leave_raw_item(&mut self) {
        let is_open =
            self.raw.lists.last_mut().is_none_or(|list| std::mem::take(&mut list.is_item_open));
        if is_open {
            self.leave_raw(|container| matches!(container, Container::Item { .. }));
        }
    }
}
