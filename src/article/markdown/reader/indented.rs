//! Indented text that is no code.
//!
//! Markdown takes four spaces for code. In articles that were exported from elsewhere they are as
//! often the indentation of raw HTML, or of a paragraph pasted in. Such text is read as if it were
//! not indented.

use super::{Container, Indented, Nest, Reader};
use crate::{article::markdown::html, span::Span};

/// A line of code is not longer, a paragraph on one line mostly is; in bytes.
const LONGEST_LINE_OF_CODE: usize = 120;

impl Reader<'_> {
    /// Whether an indented block begins with a tag, refers to characters by number, or has lines as
    /// only running text has. Those in quotations are left alone: their lines begin with marks.
    pub(super) fn is_no_code(&self, span: Span, masked: &str) -> bool {
        let text = span.of(masked).trim_start();
        let is_text = html::tag(text).is_some_and(|(name, _)| html::is_known(name))
            || text.contains("&#")
            || text.lines().any(|line| line.trim().len() > LONGEST_LINE_OF_CODE);
        let is_marked = |nest: &Nest| !nest.is_raw && nest.container == Container::Quote;
        is_text && !self.containers.iter().any(is_marked)
    }

    /// Reads an indented block part by part, where blank lines end a part.
    pub(super) fn read_indented(&mut self, span: Span, masked: &str) {
        self.indented = Indented::AsText;
        let (mut part, mut at) = (None, span.start);
        for line in span.of(masked).split_inclusive('\n') {
            if line.trim().is_empty() {
                self.read_part(part.take(), at, masked);
            } else {
                part.get_or_insert(at + (line.len() - line.trim_start().len()));
            }
            at += line.len();
        }
        self.read_part(part, at, masked);
        self.indented = Indented::Skipped;
    }

    fn read_part(&mut self, start: Option<usize>, end: usize, masked: &str) {
        if let Some(start) = start {
            self.follow_part(masked, Span::new(start, end), |_| false);
            self.close();
        }
    }
}
