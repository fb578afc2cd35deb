//! Choosing from a list in the sidebar while one types: what something is the same as, or who said
//! something.

use super::{
    app::App,
    attribute::{Attributing, Choice},
    correct::Joining,
    keys::Chord,
    label,
    message::{MouseEvent, Notice},
    sidebar,
    undo::Run,
};
use crate::{
    analysis::{Analysis, Entity},
    article::Article,
    wording,
};
use crossterm::event::KeyCode;
use ratatui::layout::{Position, Rect};

/// Lines that the words of a quote may take above those who may have said it.
const WORDS: usize = 2;
/// At least this many lines are left to the list, or the words are not shown.
const LEAST: u16 = 4;
/// What is said where nothing, or nobody, fits what was typed.
pub const NOTHING: &str = "nothing here is called that";
pub const NOBODY: &str = "nobody here is called that";

impl Joining {
    /// The entities that are inside an area of the screen: the place of each in the list, which it
    /// is, and its rows.
    pub fn shown<'a>(
        &self,
        analysis: &'a Analysis,
        area: Rect,
    ) -> impl Iterator<Item = (usize, &'a Entity, Rect)> {
        // Two lines are the most that a row takes: so the chosen one is always inside.
        let top = (self.at + 1).saturating_sub(usize::from(area.height) / 2);
        let mut y = area.y;
        let known = |&row: &usize| analysis.entities.get(row);
        let entities = self.rows.iter().filter_map(known).enumerate().skip(top);
        entities.map_while(move |(at, entity)| {
            let height = u16::try_from(sidebar::entity_height(entity, area.width)).unwrap_or(1);
            let row = Rect { y, height: height.min(area.bottom().saturating_sub(y)), ..area };
            y += height;
            (row.height > 0).then_some((at, entity, row))
        })
    }
}

impl Attributing {
    /// The words of the quote above the list in an area of the screen, line by line, and what they
    /// leave to the list; no words where there is too little room for both.
    pub fn share(&self, article: &Article, analysis: &Analysis, area: Rect) -> (Vec<String>, Rect) {
        let quote = analysis.quotes.get(self.quote).filter(|_| area.height > LEAST);
        let room = area.width.saturating_sub(sidebar::MARGIN);
        let fold = |quote| label::fold(&wording::of(article, quote), room.into(), WORDS);
        let lines = quote.map(fold).unwrap_or_default();
        let taken = u16::try_from(lines.len()).unwrap_or(area.height).min(area.height);
        (lines, Rect { y: area.y + taken, height: area.height - taken, ..area })
    }

    /// The choices that are inside an area of the screen: the place of each in the list, which it
    /// is, and its row.
    pub fn shown(&self, area: Rect) -> impl Iterator<Item = (usize, &Choice, Rect)> {
        let top = (self.at + 1).saturating_sub(area.height.into());
        let rows = self.fitting().enumerate().skip(top).zip(area.top()..area.bottom());
        rows.map(move |((at, choice), y)| (at, choice, Rect { y, height: 1, ..area }))
    }
}

impl App {
    /// Whether one is choosing what is the same, or who said something.
    pub fn is_choosing(&self) -> bool {
        self.joining.is_some() || self.attributing.is_some()
    }

    /// Whether nobody and nothing fits what was typed, which is said: one goes on typing.
    pub(super) fn misses_choice(&mut self) -> bool {
        let text = match (&self.joining, &self.attributing) {
            (Some(joining), _) if joining.rows.is_empty() => NOTHING,
            (None, Some(attributing)) if attributing.rows.is_empty() => NOBODY,
            _ => return false,
        };
        self.notice = Some(Notice::failed(text));
        true
    }

    /// Moves in the list while one types, with the keys that move in lists and write no letter; says
    /// whether the key was one of these.
    pub(super) fn step_choice(&mut self, chord: Chord) -> bool {
        if !self.is_choosing() {
            return false;
        }
        let forward = match (chord.code, chord.control) {
            (KeyCode::Down | KeyCode::Tab, _) | (KeyCode::Char('n'), true) => true,
            (KeyCode::Up | KeyCode::BackTab, _) | (KeyCode::Char('p'), true) => false,
            _ => return false,
        };
        self.move_choice(if forward { 1 } else { -1 });
        true
    }

    /// The mouse while one chooses: the wheel moves, a click on a row chooses it and is the answer.
    /// Elsewhere a click does nothing, so that what was typed is not lost by a slip.
    pub(super) fn mouse_choice(&mut self, event: MouseEvent, column: u16, row: u16) {
        match event {
            MouseEvent::WheelDown => self.move_choice(1),
            MouseEvent::WheelUp => self.move_choice(-1),
            MouseEvent::Press => {
                if let Some(pressed) = self.choice_at(column, row) {
                    self.go_on(Some(Run::Typing));
                    self.choose(pressed);
                    self.prompt_accepted();
                }
            }
            MouseEvent::Drag | MouseEvent::Release => {}
        }
    }

    /// The place in the list of what is drawn at a cell.
    fn choice_at(&self, column: u16, row: u16) -> Option<usize> {
        let cell = Position { x: column, y: row };
        let (above, below) = self.lists(self.areas().sidebar?);
        let page = self.page.as_ref()?;
        let analysis = page.analysis.as_deref()?;
        if let Some(joining) = &self.joining {
            let mut shown = joining.shown(analysis, sidebar::below_heading(above));
            return shown.find(|(.., row)| row.contains(cell)).map(|(at, ..)| at);
        }
        let attributing = self.attributing.as_ref()?;
        let below = sidebar::below_heading(below);
        let (_, list) = attributing.share(&page.article, analysis, below);
        attributing.shown(list).find(|(.., row)| row.contains(cell)).map(|(at, ..)| at)
    }

    /// Moves by `delta` rows in the list that one chooses from.
    fn move_choice(&mut self, delta: isize) {
        if let Some((at, count)) = self.choice() {
            *at = at.saturating_add_signed(delta).min(count.saturating_sub(1));
        }
    }

    /// Chooses a row of the list that one chooses from.
    fn choose(&mut self, row: usize) {
        if let Some((at, _)) = self.choice() {
            *at = row;
        }
    }

    /// The chosen row of the list that one chooses from, and how many it has.
    fn choice(&mut self) -> Option<(&mut usize, usize)> {
        match (&mut self.joining, &mut self.attributing) {
            (Some(joining), _) => Some((&mut joining.at, joining.rows.len())),
            (None, Some(attributing)) => Some((&mut attributing.at, attributing.rows.len())),
            (None, None) => None,
        }
    }
}
