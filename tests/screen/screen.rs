//! A screen without a terminal: keys and mice in, rows of text and their styles out.

use crate::news::News;
use quotidian::{
    corrections::Corrections,
    library::{Shelf, state::State},
    text,
    tui::{
        app::{App, Settings, Start},
        geometry::Pane,
        keys::{Chord, KeyMap},
        message::{Effect, Job, Message, MouseEvent},
        theme::ThemeName,
        view,
        worker::{Workplace, perform},
    },
};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::{Modifier, Style},
};
use std::collections::{BTreeMap, VecDeque};

/// How a screen begins; all of it can be changed.
pub struct Setup {
    pub size: (u16, u16),
    pub settings: Settings,
    pub preset: &'static str,
    pub bind: BTreeMap<String, String>,
    pub start: Start,
    pub shelf: Shelf,
    pub held: bool,
}

impl Setup {
    fn new(shelf: Shelf) -> Self {
        let settings = Settings {
            measure: 70,
            hyphenate: false,
            justify: false,
            sidebar: true,
            group_quotes: false,
            theme: ThemeName::Mono,
            pipe: String::new(),
        };
        let (bind, start) = (BTreeMap::new(), Start::default());
        Self { size: (120, 40), settings, preset: "default", bind, start, shelf, held: false }
    }
}

/// The state of the screen, and what stands for the world around it.
pub struct Screen {
    pub app: App,
    /// What was asked of the world beside work, in order.
    pub asked: Vec<Effect>,
    /// Work that was asked for and not done yet.
    pub jobs: VecDeque<Job>,
    /// Whether work is left undone until somebody does it.
    pub held: bool,
    place: Workplace,
}

impl Screen {
    /// A screen of 120 by 40 on these articles, at rest.
    pub fn on(news: &News) -> Self {
        Self::with(news, |_| {})
    }

    /// The same, with something changed before it begins. What it remembers is in the library's
    /// state file, as on a second visit.
    pub fn with(news: &News, change: impl FnOnce(&mut Setup)) -> Self {
        let shelf = Shelf { paths: vec![news.folder()], given: None };
        let state = State::load(&news.dirs().state_file()).unwrap();
        Self::begin(shelf, Some(news), state, change)
    }

    /// A screen on the articles that are built in; it keeps nothing.
    pub fn built_in(change: impl FnOnce(&mut Setup)) -> Self {
        Self::begin(Shelf::default(), None, State::default(), change)
    }

    fn begin(
        shelf: Shelf,
        news: Option<&News>,
        state: State,
        change: impl FnOnce(&mut Setup),
    ) -> Self {
        let mut setup = Setup::new(shelf);
        change(&mut setup);
        let keys = KeyMap::from_config(setup.preset, &setup.bind).unwrap();
        let mut app = App::new(setup.size, setup.settings, keys, state, setup.start);
        if let Some(news) = news {
            app.corrections = Corrections::load(&news.dirs().corrections_file()).unwrap();
        }
        let place = Workplace { shelf: setup.shelf, dirs: news.map(News::dirs) };
        let (asked, jobs) = (Vec::new(), VecDeque::new());
        let mut screen = Self { app, asked, jobs, held: setup.held, place };
        screen.rest();
        screen
    }

    /// Types keys as key maps write them, each seen before the next.
    pub fn keys(&mut self, written: &str) -> &mut Self {
        for chord in Chord::sequence(written).unwrap() {
            self.tell(Message::Key(chord));
        }
        self
    }

    /// Uses the mouse at a cell.
    pub fn mouse(&mut self, event: MouseEvent, (column, row): (u16, u16)) -> &mut Self {
        self.tell(Message::Mouse { event, column, row })
    }

    /// Presses and releases the mouse on the first of these words on the screen.
    pub fn click(&mut self, words: &str) -> &mut Self {
        let place = self.frame().find(words);
        self.mouse(MouseEvent::Press, place).mouse(MouseEvent::Release, place)
    }

    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.tell(Message::Resized(columns, rows))
    }

    /// Tells something, and lets everything come to rest.
    pub fn tell(&mut self, message: Message) -> &mut Self {
        let effects = self.app.update(message);
        self.take(effects);
        self.rest();
        self
    }

    fn rest(&mut self) {
        loop {
            let effects = self.app.settle();
            self.take(effects);
            if self.held || !(self.work() || self.linger()) {
                return;
            }
        }
    }

    fn work(&mut self) -> bool {
        let Some(job) = self.jobs.pop_front() else { return false };
        for message in self.answers(job) {
            let effects = self.app.update(message);
            self.take(effects);
        }
        true
    }

    /// Lets the moment pass after which what can wait is done; says whether there is anything.
    fn linger(&mut self) -> bool {
        let awaited = self.app.awaits_rest();
        if awaited {
            let effects = self.app.update(Message::Rested);
            self.take(effects);
        }
        awaited
    }

    /// Does a job that was held.
    pub fn answer(&mut self, job: Job) {
        for message in self.answers(job) {
            self.tell(message);
        }
    }

    /// What a worker answers to a job, not told to anybody.
    pub fn answers(&self, job: Job) -> Vec<Message> {
        let mut messages = Vec::new();
        perform(job, &self.place, &mut |message| messages.push(message));
        messages
    }

    /// Does all work that was held, and goes on as usual.
    pub fn release(&mut self) {
        self.held = false;
        self.rest();
    }

    fn take(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Work(job) => self.jobs.push_back(job),
                effect => self.asked.push(effect),
            }
        }
    }

    /// What is on the screen now.
    pub fn frame(&self) -> Frame {
        let (columns, rows) = self.app.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        let cursor = view::draw(&self.app, None, &mut buffer);
        Frame { buffer, cursor }
    }

    /// All rows, one under another.
    pub fn text(&self) -> String {
        self.frame().rows().join("\n")
    }

    /// The part of the screen that a pane takes, its heading first; nothing when it is not there.
    pub fn pane(&self, pane: Pane) -> String {
        self.rows_of(pane).join("\n")
    }

    /// The rows of a pane below its heading.
    pub fn body(&self, pane: Pane) -> Vec<String> {
        self.rows_of(pane).split_off(1)
    }

    fn rows_of(&self, pane: Pane) -> Vec<String> {
        let areas = self.app.areas();
        let area = match pane {
            Pane::Headlines => areas.headlines,
            Pane::Article => areas.article,
            Pane::Entities | Pane::Quotes => areas.sidebar,
        };
        area.map(|area| self.frame().part(area)).unwrap_or_default()
    }

    /// The bottom row.
    pub fn bottom(&self) -> String {
        self.frame().rows().pop().unwrap_or_default()
    }

    /// The row of the article pane, from 0, with the reading line, and its words.
    pub fn reading_line(&self) -> (usize, String) {
        let rows = self.body(Pane::Article);
        let marked = |row: &String| row.contains('▶') || row.contains('▸');
        let at = rows.iter().position(marked).expect("a reading line");
        let words = rows[at].trim_start_matches([' ', '▶', '▸', '▏']);
        (at, words.trim_end().to_owned())
    }

    /// The row of a list of the sidebar that has the mark of choice, by its heading.
    pub fn chosen_in_sidebar(&self, heading: &str) -> String {
        let rows: Vec<String> = self.pane(Pane::Entities).lines().map(str::to_owned).collect();
        let from = rows.iter().position(|row| row.contains(heading)).expect("a heading");
        let chosen = rows[from + 1..].iter().find(|row| row.starts_with('>'));
        chosen.expect("a chosen row").trim_end().to_owned()
    }

    /// The row of the headlines that has the mark of choice.
    pub fn chosen_headline(&self) -> String {
        let rows = self.body(Pane::Headlines);
        rows.into_iter().find(|row| row.starts_with('>')).expect("a chosen headline")
    }

    /// What was put into the clipboard last.
    pub fn copied(&self) -> &str {
        let copies = self.asked.iter().rev().find_map(|effect| match effect {
            Effect::Copy(text) => Some(text.as_str()),
            _ => None,
        });
        copies.expect("something copied")
    }

    /// The status it asked to end with, if it did.
    pub fn ended(&self) -> Option<u8> {
        self.asked.iter().find_map(|effect| match effect {
            Effect::Quit(status) => Some(*status),
            _ => None,
        })
    }
}

/// What is on the screen at one moment.
pub struct Frame {
    pub buffer: Buffer,
    pub cursor: Option<Position>,
}

impl Frame {
    pub fn rows(&self) -> Vec<String> {
        self.part(self.buffer.area)
    }

    /// The rows of a part of the screen, without the spaces at their ends.
    pub fn part(&self, area: Rect) -> Vec<String> {
        let row = |y| {
            let cells = self.cells(y).into_iter();
            let inside = cells.filter(|(x, _)| (area.left()..area.right()).contains(x));
            inside.map(|(_, symbol)| symbol).collect::<String>().trim_end().to_owned()
        };
        (area.top()..area.bottom()).map(row).collect()
    }

    /// The cells of a row that hold something of their own, each with its column.
    fn cells(&self, y: u16) -> Vec<(u16, &str)> {
        let mut cells = Vec::new();
        let mut covered = 0;
        for x in self.buffer.area.left()..self.buffer.area.right() {
            if covered == 0 {
                let symbol = self.buffer[(x, y)].symbol();
                covered = text::width(symbol).max(1);
                cells.push((x, symbol));
            }
            covered -= 1;
        }
        cells
    }

    /// Where these words stand first, on one row.
    pub fn find(&self, words: &str) -> (u16, u16) {
        self.find_all(words).first().copied().unwrap_or_else(|| {
            panic!("“{words}” is not on the screen:\n{}", self.rows().join("\n"))
        })
    }

    /// Everywhere these words stand on one row.
    pub fn find_all(&self, words: &str) -> Vec<(u16, u16)> {
        let rows = self.buffer.area.top()..self.buffer.area.bottom();
        rows.flat_map(|y| self.find_on(y, words)).collect()
    }

    fn find_on(&self, y: u16, words: &str) -> Vec<(u16, u16)> {
        let cells = self.cells(y);
        let row: String = cells.iter().map(|(_, symbol)| *symbol).collect();
        let mut columns = BTreeMap::new();
        let mut at = 0;
        for (x, symbol) in &cells {
            columns.insert(at, *x);
            at += symbol.len();
        }
        row.match_indices(words).filter_map(|(at, _)| Some((*columns.get(&at)?, y))).collect()
    }

    pub fn style(&self, place: (u16, u16)) -> Style {
        self.buffer[place].style()
    }

    /// Whether the cell at a place has all of these modifiers.
    pub fn has(&self, place: (u16, u16), modifier: Modifier) -> bool {
        self.style(place).add_modifier.contains(modifier)
    }
}
