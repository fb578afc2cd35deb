//! Setting one piece of the page: from shown text to lines.

use super::{
    Line, LineKind, Measure,
    bidi::{self, Bidi},
    breaks::{self, Goal},
    line::LineBuilder,
    shown::Shown,
    words::{self, Word},
};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// How a piece of the page is set.
pub(super) struct Form {
    /// What its lines are.
    pub kind: LineKind,
    /// Columns left free at the side where lines begin.
    pub indent: usize,
    /// What is drawn at the side where lines begin, inside the indent.
    pub marker: Marker,
    /// Whether line breaks are the author's.
    pub preformatted: bool,
    /// Whether the paragraph runs from right to left.
    pub rtl: bool,
}

impl Form {
    /// The form of text made from metadata.
    pub fn plain(kind: LineKind, rtl: bool) -> Self {
        Self { kind, indent: 0, marker: Marker::None, preformatted: false, rtl }
    }
}

/// What stands beside the text of a block.
pub(super) enum Marker {
    /// Nothing.
    None,
    /// A bullet or a number beside the first line.
    Once(String),
    /// The same room without it: the block began on an earlier piece.
    Room(usize),
    /// A bar beside every line.
    Bar,
}

/// The bar beside quotations.
pub(super) const BAR: &str = "│";

impl Marker {
    /// The columns it takes, the space between it and the text included.
    fn width(&self) -> usize {
        match self {
            Self::None => 0,
            Self::Once(marker) => crate::text::width(marker) + 1,
            Self::Room(width) => *width,
            Self::Bar => 2,
        }
    }

    /// What is drawn beside a line.
    fn beside(&self, is_first: bool) -> Option<&str> {
        match self {
            Self::Once(marker) if is_first => Some(marker),
            Self::Bar => Some(BAR),
            _ => None,
        }
    }
}

/// Sets a text in lines of the measure.
pub(super) fn lines(shown: &Shown<'_>, form: Form, measure: Measure) -> Box<[Line]> {
    Setting::new(shown, form, measure).lines()
}

/// A text about to be set.
struct Setting<'a> {
    shown: &'a Shown<'a>,
    form: Form,
    /// Room for text on every line, at least 1.
    columns: usize,
    justify: bool,
    hyphenate: bool,
    bidi: Option<Bidi<'a>>,
}

/// How many spaces are added to each space of a justified line at most.
const WIDEST: usize = 2;

/// Spaces added to a line so that it fills the column: how many, after which byte of the text.
type Stretch = (usize, usize);

impl<'a> Setting<'a> {
    fn new(shown: &'a Shown<'a>, mut form: Form, measure: Measure) -> Self {
        let width = usize::from(measure.width.max(1));
        if form.marker.width() > width / 2 {
            form.marker = Marker::None;
        }
        form.indent = form.indent.min(width / 3);
        let running =
            matches!(form.kind, LineKind::Paragraph | LineKind::ListItem | LineKind::QuoteBlock);
        let running = running && !form.preformatted;
        let has_rtl = bidi::has_rtl(&shown.text);
        Self {
            shown,
            columns: width - form.indent - form.marker.width(),
            justify: measure.justify && running,
            hyphenate: measure.hyphenate && running && !has_rtl,
            bidi: has_rtl.then(|| Bidi::new(&shown.text, form.rtl)),
            form,
        }
    }

    fn lines(&self) -> Box<[Line]> {
        let text = &self.shown.text;
        if self.form.preformatted {
            let words = words::author_lines(text, self.columns);
            return (0..words.len()).map(|at| self.line(&words, at..at + 1, at)).collect();
        }
        let words = words::words(text, self.columns, self.hyphenate);
        let balance = matches!(self.form.kind, LineKind::Headline | LineKind::Crosshead);
        let goal = Goal { columns: self.columns, balance, justify: self.justify };
        let ranges = breaks::lines(&words, goal).into_iter().enumerate();
        ranges.map(|(number, range)| self.line(&words, range, number)).collect()
    }

    /// Sets one line from its words.
    fn line(&self, words: &[Word], range: Range<usize>, number: usize) -> Line {
        let stretches = if self.justify && range.end < words.len() {
            stretch(&words[range.clone()], self.columns, number)
        } else {
            Vec::new()
        };
        let words = &words[range];
        let start = words.first().map_or(0, |first| first.start);
        let end = words.last().map_or(start, |last| last.end);
        let is_divided = words.last().is_some_and(|last| last.hyphen);
        let mut builder = LineBuilder::default();
        let beside = self.form.marker.beside(number == 0);
        if let (Some(marker), false) = (beside, self.form.rtl) {
            builder.add(marker);
            builder.add(" ");
        }
        let width = self.put_text(start..end, line_width(words), &stretches, &mut builder);
        if is_divided {
            builder.add("-");
        }
        if let (Some(marker), true) = (beside, self.form.rtl) {
            builder.add(" ");
            builder.add(marker);
        }
        let indent = self.indent(width, beside.is_some());
        builder.finish(self.form.kind, self.shown.span(start..end), indent)
    }

    /// Puts the text of a line that is `width` wide on it and gives the width it takes. A character
    /// that is wider than the column is replaced.
    fn put_text(
        &self,
        part: Range<usize>,
        width: usize,
        stretches: &[Stretch],
        builder: &mut LineBuilder,
    ) -> usize {
        if width > self.columns {
            builder.show("…", self.shown.span(part));
            return self.columns;
        }
        self.put(part, stretches, builder);
        width + stretches.iter().map(|&(spaces, _)| spaces).sum::<usize>()
    }

    /// Columns to leave free before a line of `width`: right-to-left paragraphs end at the left.
    fn indent(&self, width: usize, has_marker: bool) -> usize {
        match (self.form.rtl, has_marker) {
            (true, _) => self.columns - width.min(self.columns),
            (false, true) => self.form.indent,
            (false, false) => self.form.indent + self.form.marker.width(),
        }
    }

    /// Puts a line's text on it, in visual order.
    fn put(&self, part: Range<usize>, stretches: &[Stretch], builder: &mut LineBuilder) {
        let Some(bidi) = &self.bidi else {
            return self.put_forwards(part, stretches, builder);
        };
        for (run, reversed) in bidi.runs(part) {
            if reversed {
                self.put_backwards(run, stretches, builder);
            } else {
                self.put_forwards(run, stretches, builder);
            }
        }
    }

    fn put_forwards(&self, part: Range<usize>, stretches: &[Stretch], builder: &mut LineBuilder) {
        let inside = part.start + 1..part.end + 1;
        let mut at = part.start;
        for &(spaces, after) in stretches.iter().filter(|(_, after)| inside.contains(after)) {
            self.put_runs(at..after, builder);
            builder.add(&" ".repeat(spaces));
            at = after;
        }
        self.put_runs(at..part.end, builder);
    }

    fn put_runs(&self, part: Range<usize>, builder: &mut LineBuilder) {
        self.shown.runs(part, |shown, span| match span {
            Some(span) => builder.show(shown, span),
            None => builder.add(shown),
        });
    }

    /// Right-to-left text, its last character first: one run for each character.
    fn put_backwards(&self, part: Range<usize>, stretches: &[Stretch], builder: &mut LineBuilder) {
        for (at, grapheme) in self.shown.text[part.clone()].grapheme_indices(true).rev() {
            let at = part.start + at..part.start + at + grapheme.len();
            if let Some(&(spaces, _)) = stretches.iter().find(|&&(_, after)| after == at.end) {
                builder.add(&" ".repeat(spaces));
            }
            builder.show(bidi::mirrored(grapheme).unwrap_or(grapheme), self.shown.span(at));
        }
    }
}

/// The width of a line of words, a hyphen at its end included.
fn line_width(words: &[Word]) -> usize {
    let all: usize = words.iter().map(|word| word.width + word.space).sum();
    words.last().map_or(0, |last| all - last.space + usize::from(last.hyphen))
}

/// Spreads what a line lacks of `columns` over its spaces, or leaves it ragged where that would
/// tear holes. Odd lines begin at the other end, so that no rivers form.
fn stretch(words: &[Word], columns: usize, number: usize) -> Vec<Stretch> {
    let gap = columns.saturating_sub(line_width(words));
    let inner = words.split_last().map_or(words, |(_, inner)| inner);
    let ends = inner.iter().filter(|word| word.space > 0).map(|word| word.end + word.space);
    let count = ends.clone().count();
    if gap == 0 || gap > WIDEST * count {
        return Vec::new();
    }
    let share = |index: usize| (index + 1) * gap / count - index * gap / count;
    let from_left = number.is_multiple_of(2);
    let order = |index: usize| if from_left { index } else { count - 1 - index };
    let stretches = ends.enumerate().map(|(index, end)| (share(order(index)), end));
    stretches.filter(|&(added, _)| added > 0).collect()
}
