//! One line of the page, and the runs of characters it is drawn from.

use super::LineKind;
use crate::span::Span;

/// A run of characters on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment<'a> {
    /// What is drawn; harmless already.
    pub shown: &'a str,
    /// The given text it stands for; `None` for what the layout added (a hyphen, a bullet).
    /// When `span.len() == shown.len()` the two correspond byte by byte, else as a whole.
    pub span: Option<Span>,
}

/// One line of the page.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is.
    pub kind: LineKind,
    /// The given text it shows; empty for gaps and for lines made from metadata.
    pub span: Span,
    /// Columns to leave free before it (lists, quotations).
    pub indent: u16,
    /// All its characters, from left to right as drawn.
    shown: Box<str>,
    /// The runs they are made of; none when all of `shown` is `span`, byte by byte.
    runs: Box<[Run]>,
}

/// A run that ends at byte `end` of the line's characters, where the next begins.
#[derive(Clone, Copy, Debug)]
struct Run {
    end: usize,
    span: Option<Span>,
}

impl Line {
    /// The runs of the line, from left to right as drawn.
    pub fn segments(&self) -> impl Iterator<Item = Segment<'_>> {
        let whole = self.runs.is_empty() && !self.shown.is_empty();
        let whole = whole.then_some(Run { end: self.shown.len(), span: Some(self.span) });
        whole.into_iter().chain(self.runs.iter().copied()).scan(0, |start, run| {
            let shown = self.shown.get(*start..run.end)?;
            *start = run.end;
            Some(Segment { shown, span: run.span })
        })
    }

    /// The line as plain text, indent included, no trailing space.
    pub fn text(&self) -> String {
        let shown = self.shown.trim_end();
        if shown.is_empty() {
            return String::new();
        }
        let indent = usize::from(self.indent);
        let mut text = String::with_capacity(indent + shown.len());
        text.extend(std::iter::repeat_n(' ', indent));
        text.push_str(shown);
        text
    }
}

/// Puts a line together from left to right.
#[derive(Debug, Default)]
pub(super) struct LineBuilder {
    shown: String,
    runs: Vec<Run>,
}

impl LineBuilder {
    /// Adds what the layout draws of its own.
    pub fn add(&mut self, shown: &str) {
        self.push(shown, None);
    }

    /// Adds the characters that stand for `span`, as one run with those before where they go on
    /// from them byte by byte, or are made from the same bytes.
    pub fn show(&mut self, shown: &str, span: Span) {
        if let Some(joined) = self.joined(shown, span)
            && let Some(run) = self.runs.last_mut()
        {
            self.shown.push_str(shown);
            *run = Run { end: self.shown.len(), span: Some(joined) };
        } else {
            self.push(shown, Some(span));
        }
    }

    /// The span of the last run and these characters together, if they are one run.
    fn joined(&self, shown: &str, span: Span) -> Option<Span> {
        let before = self.runs.iter().rev().nth(1).map_or(0, |run| run.end);
        let last = self.runs.last()?;
        let last_span = last.span?;
        let by_byte = last.end - before == last_span.len() && shown.len() == span.len();
        let goes_on = by_byte && last_span.end == span.start;
        let whole = Span::new(last_span.start, span.end);
        (goes_on || (last_span == span && !span.is_empty())).then_some(whole)
    }

    fn push(&mut self, shown: &str, span: Option<Span>) {
        if !shown.is_empty() {
            self.shown.push_str(shown);
            self.runs.push(Run { end: self.shown.len(), span });
        }
    }

    /// The finished line, which shows the bytes `span` of the given text.
    pub fn finish(self, kind: LineKind, span: Span, indent: usize) -> Line {
        let same = |run: &Run| run.span == Some(span) && span.len() == self.shown.len();
        let runs = match self.runs.as_slice() {
            [run] if same(run) => Box::default(),
            _ => self.runs.into_boxed_slice(),
        };
        let indent = u16::try_from(indent).unwrap_or(u16::MAX);
        Line { kind, span, indent, shown: self.shown.into_boxed_str(), runs }
    }
}
