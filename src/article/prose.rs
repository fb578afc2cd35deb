//! The text as a reader sees it, and the way back to the text as it was given.
//!
//! In plain text the two are the same. In Markdown the prose leaves out marks and link targets and
//! has `“` where the file says `&#8220;`. Wrapping, searching and the analysis work on prose; every
//! result is carried back with [`Prose::to_text`], so that spans always count in the given text.

use crate::span::Span;
use std::ops::Range;

/// The shown text of one article, kept with it when it differs from the given text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    text: String,
    pieces: Vec<Piece>,
}

/// A run of prose and the bytes it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// Where the run begins in the prose; it ends where the next begins.
    prose: usize,
    /// The bytes of the given text it was made from.
    text: Span,
    /// Whether the bytes are shown as they stand (else: a reference, replaced as a whole).
    verbatim: bool,
}

impl Piece {
    /// Whether it stands for no byte of the given text.
    fn is_gap(&self) -> bool {
        self.text.is_empty()
    }
}

/// Builds the shown text from left to right.
#[derive(Debug, Default)]
pub struct ProseBuilder(Shown);

impl ProseBuilder {
    /// Shows `shown` for the bytes `text` of the given text. `given` is the whole given text.
    /// Calls must come in the order of the text.
    pub fn push(&mut self, given: &str, text: Span, shown: &str) {
        if shown.is_empty() || text.is_empty() {
            return;
        }
        let verbatim = text.of(given) == shown;
        let prose = self.0.text.len();
        self.0.text.push_str(shown);
        if let Some(last) = self.0.pieces.last_mut()
            && verbatim
            && last.verbatim
            && last.text.end == text.start
        {
            last.text.end = text.end;
            return;
        }
        self.0.pieces.push(Piece { prose, text, verbatim });
    }

    /// Puts `between` into the prose for no byte of the text: what separates two blocks, or two
    /// cells of a table. Nothing can be separated before something is shown.
    pub fn gap(&mut self, between: &str) {
        let Some(last) = self.0.pieces.last() else { return };
        if between.is_empty() || last.is_gap() {
            return;
        }
        let text = Span::new(last.text.end, last.text.end);
        self.0.pieces.push(Piece { prose: self.0.text.len(), text, verbatim: false });
        self.0.text.push_str(between);
    }

    /// Length of the prose so far, in bytes.
    pub fn len(&self) -> usize {
        self.0.text.len()
    }

    /// Whether nothing has been shown yet.
    pub fn is_empty(&self) -> bool {
        self.0.text.is_empty()
    }

    /// The finished mapping.
    pub fn finish(self) -> Box<Shown> {
        Box::new(self.0)
    }
}

/// An article's text as a reader sees it, with both directions of the mapping.
#[derive(Clone, Copy, Debug)]
pub struct Prose<'a> {
    given: &'a str,
    shown: Option<&'a Shown>,
}

impl<'a> Prose<'a> {
    pub(super) fn new(given: &'a str, shown: Option<&'a Shown>) -> Self {
        Self { given, shown }
    }

    /// All of the prose. Blocks are separated as in the given text, or by whatever the reader put
    /// between them; use [`Prose::range`] to find a block in it.
    pub fn text(&self) -> &'a str {
        self.shown.map_or(self.given, |shown| &shown.text)
    }

    /// The prose of one span of the given text.
    pub fn of(&self, span: Span) -> &'a str {
        self.text().get(self.range(span)).unwrap_or_default()
    }

    /// Where a span of the given text lies in the prose. Marks at its edges are left out; a span
    /// that holds nothing but marks gives an empty range.
    pub fn range(&self, span: Span) -> Range<usize> {
        let Some(shown) = self.shown else {
            return span.into();
        };
        let first = shown.pieces.partition_point(|piece| piece.text.end <= span.start);
        let mut after = shown.pieces.partition_point(|piece| piece.text.start < span.end);
        if after > first && shown.pieces[after - 1].is_gap() {
            after -= 1;
        }
        if first >= after {
            let at = shown.pieces.get(first).map_or(shown.text.len(), |piece| piece.prose);
            return at..at;
        }
        let start = shown.pieces[first].prose + shown.offset_in(first, span.start);
        let last = &shown.pieces[after - 1];
        let end = if !last.verbatim || span.end >= last.text.end {
            shown.prose_end(after - 1)
        } else {
            last.prose + (span.end - last.text.start)
        };
        start..end.max(start)
    }

    /// The span of the given text that a range of the prose stands for. It begins with the bytes of
    /// the first character and ends with those of the last, marks between them included.
    pub fn to_text(&self, range: Range<usize>) -> Span {
        let Some(shown) = self.shown else {
            return range.into();
        };
        let start = shown.given_offset(range.start, false);
        if range.is_empty() {
            return Span::new(start, start);
        }
        Span::new(start, shown.given_offset(range.end, true))
    }

    /// The runs of the given text inside `span` that are shown, leaving out the marks between them.
    pub fn runs(&self, span: Span) -> Vec<Span> {
        let Some(shown) = self.shown else {
            return vec![span];
        };
        let first = shown.pieces.partition_point(|piece| piece.text.end <= span.start);
        let mut runs: Vec<Span> = Vec::new();
        let inside = shown.pieces[first..].iter().take_while(|piece| piece.text.start < span.end);
        for piece in inside.filter(|piece| !piece.is_gap()) {
            let run = Span::new(piece.text.start.max(span.start), piece.text.end.min(span.end));
            match runs.last_mut() {
                Some(last) if last.end == run.start => last.end = run.end,
                _ => runs.push(run),
            }
        }
        runs
    }
}

impl Shown {
    /// Where the prose of piece `index` ends.
    fn prose_end(&self, index: usize) -> usize {
        self.pieces.get(index + 1).map_or(self.text.len(), |next| next.prose)
    }

    /// How far into piece `index` the given offset lies, in bytes of prose.
    fn offset_in(&self, index: usize, given: usize) -> usize {
        let piece = &self.pieces[index];
        if piece.verbatim { given.saturating_sub(piece.text.start) } else { 0 }
    }

    /// The given offset of a prose offset. `closing` chooses the end of the character before it.
    fn given_offset(&self, prose: usize, closing: bool) -> usize {
        let index = if closing {
            self.pieces.partition_point(|piece| piece.prose < prose)
        } else {
            self.pieces.partition_point(|piece| piece.prose <= prose)
        };
        let Some(piece) = index.checked_sub(1).and_then(|index| self.pieces.get(index)) else {
            return self.pieces.first().map_or(0, |piece| piece.text.start);
        };
        match (piece.verbatim, closing) {
            (true, _) => (piece.text.start + (prose - piece.prose)).min(piece.text.end),
            (false, false) => piece.text.start,
            (false, true) => piece.text.end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `He said &#8220;no **way**&#8221;.` as a Markdown reader would build it.
    fn article() -> (String, Box<Shown>) {
        let given = "He said &#8220;no **way**&#8221;.".to_owned();
        let mut builder = ProseBuilder::default();
        builder.push(&given, Span::new(0, 8), "He said ");
        builder.push(&given, Span::new(8, 15), "“");
        builder.push(&given, Span::new(15, 18), "no ");
        builder.push(&given, Span::new(20, 23), "way");
        builder.push(&given, Span::new(25, 32), "”");
        builder.push(&given, Span::new(32, 33), ".");
        (given, builder.finish())
    }

    #[test]
    fn marks_are_left_out_and_references_resolved() {
        let (given, shown) = article();
        let prose = Prose::new(&given, Some(&shown));
        assert_eq!(prose.text(), "He said “no way”.");
        let quote = prose.text().find("no way").unwrap();
        let span = prose.to_text(quote..quote + 6);
        assert_eq!(span.of(&given), "no **way");
        assert_eq!(prose.range(span), quote..quote + 6);
        assert_eq!(prose.of(span), "no way");
        let runs: Vec<_> = prose.runs(span).into_iter().map(|run| run.of(&given)).collect();
        assert_eq!(runs, ["no ", "way"]);
    }

    #[test]
    fn a_gap_stands_for_no_bytes() {
        let given = "|one|two|".to_owned();
        let mut builder = ProseBuilder::default();
        builder.gap("never first");
        builder.push(&given, Span::new(1, 4), "one");
        builder.gap(" | ");
        builder.push(&given, Span::new(5, 8), "two");
        let shown = builder.finish();
        let prose = Prose::new(&given, Some(&shown));
        assert_eq!(prose.text(), "one | two");
        assert_eq!(prose.of(Span::new(0, 5)), "one");
        assert_eq!(prose.of(Span::new(4, 9)), "two");
        assert_eq!(prose.to_text(0..9), Span::new(1, 8));
        assert_eq!(prose.to_text(2..5), Span::new(3, 4));
        assert_eq!(prose.runs(Span::new(0, 9)), [Span::new(1, 4), Span::new(5, 8)]);
    }

    #[test]
    fn a_reference_is_shown_or_hidden_as_a_whole() {
        let (given, shown) = article();
        let prose = Prose::new(&given, Some(&shown));
        assert_eq!(prose.to_text(8..11).of(&given), "&#8220;");
        assert_eq!(prose.of(Span::new(10, 12)), "“");
        assert_eq!(prose.of(Span::new(18, 20)), "");
    }
}
