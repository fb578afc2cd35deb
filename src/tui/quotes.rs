//! The list of quotes: which are shown, in which order, under whose name, and who speaks how much.
//!
//! A row is a quote. Above the first row of a speaker stands a line with the name: once for a run of
//! quotes where the rows follow the text, once for all of them where they are grouped by speaker. What
//! is quoted within reported speech stands below it, set in.

use super::{
    label,
    scroll::{self, Edge},
    sidebar::{List, MARGIN},
};
use crate::{
    analysis::{Analysis, Language, Quote, QuoteKind},
    article::Article,
    text,
    wording::{self, NOBODY},
};
use std::{
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet},
};

/// Lines of a quote's words that a row shows.
pub const WORDS: usize = 2;
/// Columns that fragments within reported speech are set in by.
pub const INSET: u16 = 2;
/// From this height of the list on its last line says how the chosen quote's speaker was found.
const DETAILED: usize = 5;
/// From this height on its first line says who speaks, where no headings do.
const OVERVIEW: usize = 7;
/// Below this confidence a speaker is in doubt.
const DOUBT: f32 = 0.6;
/// Reported speech that is less sure is left out until it is asked for: more often than not it is none.
const UNSURE: f32 = 0.5;

/// Whose words a quote is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// An entity of the article.
    Entity(usize),
    /// A source that has no name, by the words used, in lower case.
    Words(String),
    /// Nobody that the article names.
    Nobody,
}

/// Which quotes are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those of one speaker.
    pub who: Option<Who>,
    /// Only those of one kind.
    pub kind: Option<QuoteKind>,
}

/// Somebody who is quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// Who it is.
    pub who: Who,
    /// How they are called, harmless.
    pub name: String,
    /// How many words are theirs.
    pub words: usize,
}

/// One row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The quote, by its number in the analysis.
    pub quote: usize,
    /// Who said it, by their place in [`Quotes::voices`].
    pub voice: usize,
    /// Whether it is a fragment of the reported speech above it.
    pub part: bool,
    /// Whether it is the first below its speaker's name.
    pub first: bool,
}

/// One line of the list on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Who speaks, in one line.
    Overview,
    /// The name above a row.
    Name(usize),
    /// A line of a row's words, from 0.
    Words(usize, usize),
    /// How the speaker of the chosen row was found.
    Details,
    /// Nothing.
    Blank,
}

/// The state of the list.
#[derive(Debug, Default)]
pub struct Quotes {
    /// Whether rows are grouped by speaker; else they follow the text.
    pub grouped: bool,
    /// Which quotes are shown.
    pub filter: Filter,
    /// The chosen row and the first on the screen.
    pub list: List,
    /// What is shown, in order.
    pub rows: Vec<Row>,
    /// Who is quoted, those with most words first and nobody last. The speaker wanted alone changes
    /// nothing about it, the kind wanted does.
    pub voices: Vec<Voice>,
    /// Quotes whose speakers somebody corrected or confirmed.
    pub corrected: BTreeSet<usize>,
    /// The row of each quote that has one.
    row_of: Vec<Option<usize>>,
    /// The words of each quote as its row shows them, once they were needed.
    folded: Vec<OnceCell<Vec<String>>>,
    width: u16,
}

impl Who {
    /// Whose words a quote is.
    pub fn of(article: &Article, analysis: &Analysis, quote: &Quote) -> Self {
        let Some(speaker) = &quote.speaker else { return Self::Nobody };
        match speaker.entity.filter(|&entity| entity < analysis.entities.len()) {
            Some(entity) => Self::Entity(entity),
            None => Self::Words(article.prose().of(speaker.span).to_lowercase()),
        }
    }
}

impl Filter {
    /// Whether anything is left out.
    pub fn is_on(&self) -> bool {
        self.who.is_some() || self.kind.is_some()
    }
}

/// A kind of quote in a word.
pub const fn kind_name(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Partial => "fragments",
        QuoteKind::Indirect => "reported",
    }
}

/// Whether a quote is reported speech that may well be none.
pub fn is_unsure(quote: &Quote) -> bool {
    quote.kind == QuoteKind::Indirect && quote.confidence < UNSURE
}

impl Quotes {
    /// Begins anew with the quotes of another article. The order and the kind wanted stay.
    pub fn replace(&mut self, article: &Article, analysis: &Analysis, corrected: BTreeSet<usize>) {
        self.list = List::default();
        self.filter.who = None;
        self.renew(article, analysis, corrected);
    }

    /// Takes another analysis of the same article: what is chosen stays so.
    pub fn renew(&mut self, article: &Article, analysis: &Analysis, corrected: BTreeSet<usize>) {
        self.corrected = corrected;
        self.folded = vec![OnceCell::new(); analysis.quotes.len()];
        self.arrange(article, analysis);
    }

    /// Forgets the article.
    pub fn clear(&mut self) {
        let kind = self.filter.kind;
        *self = Self {
            grouped: self.grouped,
            filter: Filter { who: None, kind },
            width: self.width,
            ..Self::default()
        };
    }

    /// Puts the rows in order, as they are wanted now.
    pub fn arrange(&mut self, article: &Article, analysis: &Analysis) {
        let chosen = self.chosen();
        let who: Vec<Who> =
            analysis.quotes.iter().map(|quote| Who::of(article, analysis, quote)).collect();
        self.count(article, analysis, &who);
        let voices = self.voices.iter().enumerate().map(|(at, voice)| (&voice.who, at));
        let voices: BTreeMap<&Who, usize> = voices.collect();
        let shown: Vec<bool> = (0..analysis.quotes.len())
            .map(|at| self.wants(at, &analysis.quotes[at]) && self.wants_voice(&who[at]))
            .collect();
        let whole = |at: usize| whole(analysis, &who, &shown, at);
        let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut tops: Vec<usize> = Vec::new();
        for at in (0..shown.len()).filter(|&at| shown[at]) {
            match whole(at) {
                Some(whole) => parts.entry(whole).or_default().push(at),
                None => tops.push(at),
            }
        }
        let voice = |at: usize| voices.get(&who[at]).copied().unwrap_or(0);
        if self.grouped {
            tops.sort_by_key(|&at| voice(at));
        }
        self.rows.clear();
        for top in tops {
            let below = parts.remove(&top).unwrap_or_default();
            for (quote, part) in
                std::iter::once((top, false)).chain(below.into_iter().map(|at| (at, true)))
            {
                let voice = voice(quote);
                let first = self.rows.last().is_none_or(|above| above.voice != voice);
                self.rows.push(Row { quote, voice, part, first });
            }
        }
        self.row_of = vec![None; shown.len()];
        self.rows.iter().enumerate().for_each(|(at, row)| self.row_of[row.quote] = Some(at));
        self.list.choose(self.list.selected, self.rows.len());
        if let Some(chosen) = chosen {
            self.choose(chosen);
        }
    }

    /// Counts whose words they are, among those of the kind that is wanted.
    fn count(&mut self, article: &Article, analysis: &Analysis, who: &[Who]) {
        let quotes = analysis.quotes.iter().enumerate();
        let shown: Vec<bool> = quotes.map(|(at, quote)| self.wants(at, quote)).collect();
        let mut voices: BTreeMap<&Who, (usize, usize)> = BTreeMap::new();
        for (at, quote) in analysis.quotes.iter().enumerate().filter(|(at, _)| shown[*at]) {
            // What is quoted within reported speech was counted there.
            let counted = whole(analysis, who, &shown, at).is_some();
            let words = analysis.words(article, quote).split_whitespace().count();
            let voice = voices.entry(&who[at]).or_insert((at, 0));
            voice.1 += if counted { 0 } else { words };
        }
        let mut voices: Vec<(&Who, (usize, usize))> = voices.into_iter().collect();
        voices.sort_by_key(|(who, (first, words))| {
            (**who == Who::Nobody, std::cmp::Reverse(*words), *first)
        });
        let name = |first: usize| {
            wording::speaker(article, analysis, &analysis.quotes[first]).unwrap_or(NOBODY)
        };
        let voice = |(who, (first, words)): (&Who, (usize, usize))| {
            let name = text::harmless_line(name(first)).into_owned();
            Voice { who: who.clone(), name, words }
        };
        self.voices = voices.into_iter().map(voice).collect();
    }

    /// Whether a quote, given with its number, is of the kind wanted. Who wants reported speech alone
    /// wants what is unsure, too.
    fn wants(&self, at: usize, quote: &Quote) -> bool {
        match self.filter.kind {
            Some(kind) => quote.kind == kind,
            None => !is_unsure(quote) || self.corrected.contains(&at),
        }
    }

    fn wants_voice(&self, who: &Who) -> bool {
        self.filter.who.as_ref().is_none_or(|only| only == who)
    }

    /// How much of what is quoted is somebody's, in [0, 1].
    pub fn share(&self, voice: usize) -> f32 {
        let all: usize = self.voices.iter().map(|voice| voice.words).sum();
        self.voices.get(voice).map_or(0.0, |voice| voice.words as f32 / all.max(1) as f32)
    }

    /// The chosen quote, by its number in the analysis.
    pub fn chosen(&self) -> Option<usize> {
        self.rows.get(self.list.selected).map(|row| row.quote)
    }

    /// Chooses a quote; where it is not shown, the next one that is.
    pub fn choose(&mut self, quote: usize) {
        let from = quote.min(self.row_of.len());
        let after = self.row_of[from..].iter().flatten().next();
        let before = || self.row_of[..from].iter().rev().flatten().next();
        if let Some(&row) = after.or_else(before) {
            self.list.choose(row, self.rows.len());
        }
    }

    /// Chooses the row `delta` further down (or up).
    pub fn step(&mut self, delta: isize) {
        self.list.step(delta, self.rows.len());
    }

    /// Whether a quote has a row.
    pub fn shows(&self, quote: usize) -> bool {
        self.row_of.get(quote).is_some_and(Option::is_some)
    }

    /// Whether the speaker of a quote is in doubt.
    pub fn doubts(&self, analysis: &Analysis, quote: usize) -> bool {
        let known = analysis.quotes.get(quote);
        analysis.language == Language::English
            && known.is_some_and(|known| known.confidence < DOUBT)
            && !self.corrected.contains(&quote)
    }

    /// Moves the window so that the chosen row is inside a list of this width and height.
    pub fn show(&mut self, article: &Article, analysis: &Analysis, width: u16, room: usize) {
        if self.width != width {
            self.width = width;
            self.folded = vec![OnceCell::new(); analysis.quotes.len()];
        }
        let (_, body, _) = self.parts(room);
        // The name stands above the first row on the screen, too.
        let body = body.saturating_sub(usize::from(body > 1)).max(1);
        let (top, selected) = (self.list.top, self.list.selected);
        let height = |row: usize| {
            let known = self.rows[row];
            usize::from(known.first) + self.folded(article, analysis, row).len()
        };
        if selected < self.rows.len() {
            let top = scroll::window(top, selected, height, body, Edge::Follow);
            self.list.top = scroll::filled(top, self.rows.len(), height, body);
        }
    }

    /// How a list of this height is divided: lines for who speaks, for the rows, for the details.
    fn parts(&self, room: usize) -> (usize, usize, usize) {
        let overview = usize::from(!self.grouped && self.voices.len() > 1 && room >= OVERVIEW);
        let details = usize::from(room >= DETAILED);
        (overview, room - overview - details, details)
    }

    /// The lines of a list of this height, from the top.
    pub fn lines(&self, article: &Article, analysis: &Analysis, room: usize) -> Vec<Line> {
        let (overview, body, details) = self.parts(room);
        let mut lines = vec![Line::Overview; overview];
        let end = overview + body;
        for row in self.list.top..self.rows.len() {
            if lines.len() >= end {
                break;
            }
            if body > 1 && (self.rows[row].first || row == self.list.top) {
                lines.push(Line::Name(row));
            }
            let words = self.folded(article, analysis, row).len();
            lines.extend((0..words).map(|line| Line::Words(row, line)));
        }
        lines.truncate(end);
        // A name without any of its words says nothing.
        lines.pop_if(|last| matches!(last, Line::Name(_)));
        // The details stand below the rows, at the bottom where these fill the list.
        if lines.len() + 1 < end {
            lines.push(Line::Blank);
        } else {
            lines.resize(end, Line::Blank);
        }
        lines.extend(vec![Line::Details; details]);
        lines.resize(room, Line::Blank);
        lines
    }

    /// The words of a row as it shows them.
    pub fn folded(&self, article: &Article, analysis: &Analysis, row: usize) -> &[String] {
        let Some(&Row { quote, part, .. }) = self.rows.get(row) else { return &[] };
        let (Some(folded), Some(of)) = (self.folded.get(quote), analysis.quotes.get(quote)) else {
            return &[];
        };
        let (inset, lines) = if part { (INSET, 1) } else { (0, WORDS) };
        let room = usize::from(self.width.saturating_sub(MARGIN + inset)).max(1);
        folded.get_or_init(|| label::fold(&wording::of(article, of), room, lines))
    }

    /// Changes what is shown or how. What was folded may be set in now, or not any more.
    pub fn change(
        &mut self,
        article: &Article,
        analysis: &Analysis,
        change: impl FnOnce(&mut Self),
    ) {
        change(self);
        self.folded = vec![OnceCell::new(); analysis.quotes.len()];
        self.arrange(article, analysis);
    }
}

/// The reported speech that a quote stands below: one it is a fragment of, that is shown and has the
/// same speaker.
fn whole(analysis: &Analysis, who: &[Who], shown: &[bool], at: usize) -> Option<usize> {
    let within = analysis.quotes.get(at)?.within?;
    let whole = analysis.quotes.get(within)?;
    let fits = within != at && whole.within.is_none() && shown[within] && who[within] == who[at];
    fits.then_some(within)
}

#[cfg(test)]
mod tests;
