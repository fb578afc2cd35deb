//! A block in the making: runs of shown text, gathered before it is known what they are.

use crate::{article::ProseBuilder, span::Span};

/// A run of shown text.
#[derive(Debug)]
enum Run {
    /// Bytes of the given text, shown as they stand.
    Given(Span),
    /// Bytes of the given text, shown as something else.
    Replaced(Span, String),
    /// What the reader puts between two runs.
    Gap(Gap),
}

/// What the reader puts between two runs, the weaker before the stronger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Between two words.
    Space,
    /// Between two cells of a row.
    Cell,
    /// Between two rows or lines.
    Line,
}

impl Gap {
    const fn shown(self) -> &'static str {
        match self {
            Self::Space => " ",
            Self::Cell => " | ",
            Self::Line => "\n",
        }
    }
}

/// The runs of one block.
#[derive(Debug, Default)]
pub(super) struct Leaf {
    runs: Vec<Run>,
    /// What to put between the last run and the next, if there will be one.
    pending: Option<Gap>,
}

impl Leaf {
    /// Shows bytes of the given text as they stand.
    pub(super) fn give(&mut self, span: Span) {
        if !span.is_empty() {
            self.close_gap();
            self.runs.push(Run::Given(span));
        }
    }

    /// Shows something else for bytes of the given text.
    pub(super) fn replace(&mut self, span: Span, shown: String) {
        if !span.is_empty() && !shown.is_empty() {
            self.close_gap();
            self.runs.push(Run::Replaced(span, shown));
        }
    }

    /// Parts what was shown from what will be. Of several gaps the strongest stays.
    pub(super) fn part(&mut self, gap: Gap) {
        self.pending = self.pending.max(Some(gap));
    }

    fn close_gap(&mut self) {
        if let Some(gap) = self.pending.take()
            && !self.runs.is_empty()
        {
            self.runs.push(Run::Gap(gap));
        }
    }

    /// Whether what comes next is parted from what was shown: white space there says nothing.
    pub(super) fn is_parted(&self, given: &str) -> bool {
        let last = self.runs.last().map(|run| run.shown(given));
        self.pending.is_some() || last.is_none_or(|last| last.ends_with(char::is_whitespace))
    }

    /// Whether nothing is shown but white space and gaps.
    pub(super) fn is_blank(&self, given: &str) -> bool {
        let blank = |run: &Run| run.span().is_none() || run.shown(given).trim().is_empty();
        self.runs.iter().all(blank)
    }

    /// What is shown, as it stands.
    pub(super) fn text(&self, given: &str) -> String {
        self.runs.iter().map(|run| run.shown(given)).collect()
    }

    /// Takes white space off both ends; of preformatted text only whole lines at its start.
    pub(super) fn trim(&mut self, given: &str, preformatted: bool) {
        while self.runs.pop_if(|run| !run.trim_end(given)).is_some() {}
        let blank = self
            .runs
            .iter_mut()
            .map_while(|run| (!run.trim_start(given, preformatted)).then_some(()));
        let blank = blank.count();
        self.runs.drain(..blank);
    }

    /// The rows of a table, each a leaf of its own.
    pub(super) fn into_rows(self) -> Vec<Self> {
        let mut rows = vec![Self::default()];
        for run in self.runs {
            match (run, rows.last_mut()) {
                (Run::Gap(Gap::Line), _) => rows.push(Self::default()),
                (run, Some(row)) => row.runs.push(run),
                (_, None) => {}
            }
        }
        rows
    }

    /// Shows the runs. Gives the span from the first to the last, `None` if nothing is shown.
    pub(super) fn emit(&self, given: &str, prose: &mut ProseBuilder) -> Option<Span> {
        for run in &self.runs {
            match run {
                Run::Given(span) => prose.push(given, *span, span.of(given)),
                Run::Replaced(span, shown) => prose.push(given, *span, shown),
                Run::Gap(gap) => prose.gap(gap.shown()),
            }
        }
        let first = self.runs.iter().find_map(Run::span)?;
        let last = self.runs.iter().rev().find_map(Run::span)?;
        Some(Span::new(first.start, last.end))
    }
}

impl Run {
    fn shown<'a>(&'a self, given: &'a str) -> &'a str {
        match self {
            Self::Given(span) => span.of(given),
            Self::Replaced(_, shown) => shown,
            Self::Gap(gap) => gap.shown(),
        }
    }

    fn span(&self) -> Option<Span> {
        match self {
            Self::Given(span) | Self::Replaced(span, _) => Some(*span),
            Self::Gap(_) => None,
        }
    }

    /// Takes white space off the end; gives whether anything is left.
    fn trim_end(&mut self, given: &str) -> bool {
        if let Self::Given(span) = self {
            span.end = span.start + span.of(given).trim_end().len();
        }
        self.span().is_some() && !self.shown(given).trim_end().is_empty()
    }

    /// Takes white space (or line breaks alone) off the start; gives whether anything is left.
    fn trim_start(&mut self, given: &str, only_lines: bool) -> bool {
        if let Self::Given(span) = self {
            let inside = span.of(given);
            let rest = if only_lines { after_blank_lines(inside) } else { inside.trim_start() };
            span.start += inside.len() - rest.len();
        }
        let shown = self.shown(given);
        let rest = if only_lines { shown.trim_matches(['\n', '\r']) } else { shown.trim() };
        self.span().is_some() && !rest.is_empty()
    }
}

fn after_blank_lines(text: &str) -> &str {
    let blank = text.len() - text.trim_start().len();
    text[..blank].rfind('\n').map_or(text, |line| &text[line + 1..])
}
