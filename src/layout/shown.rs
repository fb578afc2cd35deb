//! What is shown of a stretch of prose, and the way back to the bytes it stands for.
//!
//! Two things stand between the given text and the screen: the reader's prose (Markdown's marks
//! gone) and harmless text (controls made visible, white space run together). Lines are cut from
//! the last; [`Shown::runs`] says which given bytes any part of it stands for.

use crate::{
    article::Article,
    span::Span,
    text::{Edit, edits},
};
use std::{borrow::Cow, ops::Range};

/// The shown form of a stretch of prose.
pub(super) struct Shown<'a> {
    /// The article it is from; `None` for what the layout made of metadata.
    article: Option<&'a Article>,
    /// The characters to be set, with no control but line feeds in preformatted text.
    pub text: Cow<'a, str>,
    /// Where the stretch begins in the article's prose.
    start: usize,
    /// Where the two differ in length or byte by byte, from left to right.
    changes: Vec<Change>,
}

/// Bytes of prose shown as something else, or not at all.
#[derive(Clone, Debug)]
struct Change {
    /// In the shown text.
    shown: Range<usize>,
    /// In the article's prose.
    prose: Range<usize>,
}

impl<'a> Shown<'a> {
    /// Prepares a stretch of the article's prose. White space runs together and line ends become
    /// spaces, unless it is preformatted: then both stay, and tabs become four spaces.
    pub fn new(article: &'a Article, prose: Range<usize>, preformatted: bool) -> Self {
        let all = article.prose().text();
        let text = all.get(prose.clone()).unwrap_or_default();
        let article = Some(article);
        let same = |text| Self { article, text, start: prose.start, changes: Vec::new() };
        if edits(text).next().is_none() && (preformatted || is_tidy(text)) {
            return same(Cow::Borrowed(text));
        }
        let mut builder = Builder { prose: text, preformatted, ..Builder::default() };
        builder.fill();
        let changes = builder.changes.into_iter().map(|change| change.moved(prose.start));
        Self { changes: changes.collect(), ..same(Cow::Owned(builder.shown)) }
    }

    /// Text that stands for no part of an article; harmless already.
    pub fn made(text: &'a str) -> Self {
        Self { article: None, text: Cow::Borrowed(text), start: 0, changes: Vec::new() }
    }

    /// The given bytes that a range of the shown text stands for; none for made text.
    pub fn span(&self, shown: Range<usize>) -> Span {
        let start = self.prose_at(shown.start, false);
        let end = self.prose_at(shown.end, true);
        let prose = self.article.map(Article::prose);
        prose.map_or_else(Span::default, |prose| prose.to_text(start..end.max(start)))
    }

    /// The runs that a range of the shown text falls into: each corresponds to its span byte by
    /// byte, or has another length and corresponds as a whole. No span: it stands for nothing.
    pub fn runs(&self, shown: Range<usize>, mut run: impl FnMut(&str, Option<Span>)) {
        let Some(article) = self.article else {
            return run(&self.text[shown], None);
        };
        let mut at = shown.start;
        let first = self.changes.partition_point(|change| change.shown.end <= shown.start);
        let inside = self.changes[first..].iter();
        for change in inside.take_while(|change| change.shown.start < shown.end) {
            self.verbatim_runs(article, at..change.shown.start, &mut run);
            let part = at.max(change.shown.start)..change.shown.end.min(shown.end);
            let span = article.prose().to_text(change.prose.clone());
            run(&self.text[part.clone()], (!change.prose.is_empty()).then_some(span));
            at = part.end;
        }
        self.verbatim_runs(article, at..shown.end, &mut run);
    }

    /// Runs of shown text that is prose byte by byte, though perhaps not the given text.
    fn verbatim_runs(
        &self,
        article: &Article,
        shown: Range<usize>,
        run: &mut impl FnMut(&str, Option<Span>),
    ) {
        if shown.is_empty() {
            return;
        }
        let start = self.prose_at(shown.start, false);
        let prose = article.prose();
        let text = &prose.text()[start..start + shown.len()];
        let is_given = |part: &Range<usize>, span: Span| {
            span.of(&article.text) == &text[part.start - start..part.end - start]
        };
        let whole = start..start + shown.len();
        let span = prose.to_text(whole.clone());
        if article.shown.is_none() || is_given(&whole, span) {
            return run(&self.text[shown], Some(span));
        }
        for (at, c) in text.char_indices() {
            let part = start + at..start + at + c.len_utf8();
            run(&self.text[shown.start + at..][..c.len_utf8()], Some(prose.to_text(part)));
        }
    }

    /// The prose offset of a shown offset: of the character that begins there, or with `closing`,
    /// of the end of the one before.
    fn prose_at(&self, shown: usize, closing: bool) -> usize {
        let passed = |change: &Change| {
            if closing { change.shown.end < shown } else { change.shown.end <= shown }
        };
        let index = self.changes.partition_point(passed);
        if let Some(change) = self.changes.get(index)
            && change.shown.start < shown
        {
            return if closing { change.prose.end } else { change.prose.start };
        }
        match index.checked_sub(1).and_then(|before| self.changes.get(before)) {
            Some(change) => change.prose.end + (shown - change.shown.end),
            None => self.start + shown,
        }
    }
}

/// Whether flowing text holds no line ends and no two spaces in a row.
fn is_tidy(text: &str) -> bool {
    memchr::memchr(b'\n', text.as_bytes()).is_none() && !text.contains("  ")
}

impl Change {
    /// The same change with its prose counted from `by`.
    fn moved(self, by: usize) -> Self {
        Self { prose: self.prose.start + by..self.prose.end + by, ..self }
    }
}

/// Writes the shown text of a stretch of prose.
#[derive(Default)]
struct Builder<'a> {
    prose: &'a str,
    preformatted: bool,
    shown: String,
    changes: Vec<Change>,
}

impl Builder<'_> {
    fn fill(&mut self) {
        let mut at = 0;
        for edit in edits(self.prose) {
            self.copy(at..edit.at.start);
            at = edit.at.end;
            self.edit(edit);
        }
        self.copy(at..self.prose.len());
    }

    fn copy(&mut self, prose: Range<usize>) {
        if self.preformatted {
            return self.shown.push_str(&self.prose[prose]);
        }
        let mut at = prose.start;
        for part in self.prose[prose].split_inclusive([' ', '\n']) {
            let word = part.trim_end_matches([' ', '\n']);
            self.shown.push_str(word);
            if word.len() < part.len() {
                self.space(at + word.len()..at + part.len());
            }
            at += part.len();
        }
    }

    fn edit(&mut self, edit: Edit) {
        match edit.shown {
            Some(' ') if self.preformatted => self.tab(edit.at),
            Some(' ') => self.space(edit.at),
            Some(c) => self.change(edit.at, c.encode_utf8(&mut [0; 4])),
            None => self.change(edit.at, ""),
        }
    }

    /// Four spaces, the first of which stands for the tab.
    fn tab(&mut self, prose: Range<usize>) {
        let end = prose.end;
        self.change(prose, " ");
        self.change(end..end, "   ");
    }

    /// One space for white space in flowing text, unless there is one already.
    fn space(&mut self, prose: Range<usize>) {
        if self.shown.ends_with(' ') {
            self.change(prose, "");
        } else if prose.len() == 1 {
            self.shown.push(' ');
        } else {
            self.change(prose, " ");
        }
    }

    fn change(&mut self, prose: Range<usize>, shown: &str) {
        let start = self.shown.len();
        self.shown.push_str(shown);
        match self.changes.last_mut() {
            Some(last)
                if last.prose.end == prose.start && last.shown.is_empty() && shown.is_empty() =>
            {
                last.prose.end = prose.end;
            }
            _ => self.changes.push(Change { shown: start..self.shown.len(), prose }),
        }
    }
}
