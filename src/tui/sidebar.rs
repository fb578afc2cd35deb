//! The sidebar: the entities and the quotes of the open article, and which of them are chosen.

use super::{
    label,
    scroll::{self, Edge},
};
use crate::{
    analysis::{Analysis, Entity, Quote},
    article::Article,
};
use ratatui::layout::Rect;

/// Lines of a quote's words that a row shows.
const WORDS: usize = 2;
/// Columns of a row taken by the mark of choice and the letter or the bar.
pub const MARGIN: u16 = 4;

/// One of the sidebar's two lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The chosen row.
    pub selected: usize,
    /// The first row on the screen.
    pub top: usize,
}

/// The state of the pane.
#[derive(Debug, Default)]
pub struct Sidebar {
    /// The entities, most salient first.
    pub entities: List,
    /// The quotes, in the order of the text.
    pub quotes: List,
    /// The words of each quote, ready to be shown.
    pub words: Vec<String>,
    /// The mention of the chosen entity that one is at.
    pub occurrence: usize,
}

impl List {
    /// Chooses the row `delta` further down (or up) of `count`.
    pub fn step(&mut self, delta: isize, count: usize) {
        self.choose(self.selected.saturating_add_signed(delta), count);
    }

    /// Chooses a row of `count`.
    pub fn choose(&mut self, row: usize, count: usize) {
        self.selected = row.min(count.saturating_sub(1));
    }

    fn show(&mut self, room: usize, height: impl Fn(usize) -> usize) {
        self.top = scroll::window(self.top, self.selected, height, room.max(1), Edge::Follow);
    }
}

impl Sidebar {
    /// Begins anew with the analysis of another article.
    pub fn replace(&mut self, article: &Article, analysis: &Analysis) {
        *self = Self {
            words: analysis.quotes.iter().map(|quote| analysis.words(article, quote)).collect(),
            ..Self::default()
        };
    }

    /// Forgets the article.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Moves both windows so that the chosen rows are inside; room in lines, width in columns.
    pub fn show_selected(&mut self, analysis: &Analysis, rooms: (usize, usize), width: u16) {
        let entity = |row: usize| {
            analysis.entities.get(row).map_or(1, |entity| entity_height(entity, width))
        };
        self.entities.show(rooms.0, entity);
        let words = &self.words;
        let quote = |row: usize| words.get(row).map_or(1, |words| quote_height(words, width));
        self.quotes.show(rooms.1, quote);
    }

    /// Chooses what the reading line is at: the quote there, and with `offset` in a mention of the
    /// chosen entity, that mention.
    pub fn follow(&mut self, analysis: &Analysis, quote: Option<usize>, offset: usize) {
        if let Some(quote) = quote {
            self.quotes.choose(quote, analysis.quotes.len());
        }
        if let Some(entity) = analysis.entities.get(self.entities.selected) {
            let passed = entity.mentions.partition_point(|mention| mention.span.start <= offset);
            self.occurrence = passed.saturating_sub(1);
        }
    }

    /// The lines of words of a quote in a row of this width.
    pub fn folded(&self, quote: usize, width: u16) -> Vec<String> {
        fold_words(self.words.get(quote).map_or("", String::as_str), width)
    }
}

/// From this width on the bar of mentions stands beside the name.
pub const ROOMY: u16 = 34;

/// Lines that an entity's row takes: its name, and what it is if that is known; in a narrow sidebar
/// the second line is there for the bar of mentions, too.
pub fn entity_height(entity: &Entity, width: u16) -> usize {
    if width >= ROOMY && entity.roles.is_empty() && !entity.credit { 1 } else { 2 }
}

/// Lines that a quote's row takes: its speaker, and its words.
fn quote_height(words: &str, width: u16) -> usize {
    1 + fold_words(words, width).len()
}

fn fold_words(words: &str, width: u16) -> Vec<String> {
    label::fold(words, usize::from(width.saturating_sub(MARGIN)).max(1), WORDS)
}

/// How the sidebar's lines are shared: lines for entities and for quotes, the two headings
/// not counted. Neither takes more than it needs while the other lacks room.
pub fn share(area: Rect, analysis: Option<&Analysis>) -> (usize, usize) {
    let (room, width) = (usize::from(area.height).saturating_sub(2), area.width);
    let Some(analysis) = analysis else {
        return (room / 2, room - room / 2);
    };
    let names: usize = analysis.entities.iter().map(|entity| entity_height(entity, width)).sum();
    let quotes = analysis.quotes.len() * (1 + WORDS);
    let half = room / 2;
    let names = if quotes < half { names.min(room - quotes) } else { names.min(half) };
    let names = names.max(1).min(room);
    (names, room - names)
}

/// How a quote's speaker is written in the sidebar: the name, else the words used, else nobody.
pub fn speaker<'a>(article: &'a Article, analysis: &'a Analysis, quote: &Quote) -> &'a str {
    if let Some(name) = analysis.speaker_name(quote) {
        return name;
    }
    match &quote.speaker {
        Some(speaker) => article.prose().of(speaker.span),
        None => "nobody named",
    }
}
