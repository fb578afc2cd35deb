//! The state of the screen, and how messages change it.
//!
//! [`App::update`] takes a message and gives the effects it asks for; [`App::settle`] is called when
//! no message is waiting, before a frame is drawn, and asks for what the new state needs (the chosen
//! article, the headlines on the screen). Neither touches a file or a terminal.

use super::{
    attribute::Attributing,
    correct::Joining,
    geometry::{self, Areas, Pane, Shape},
    headlines::Headlines,
    help::HelpPage,
    history::{History, Spot},
    keys::{Chord, KeyMap},
    message::{Effect, Message, Notice},
    page::Page,
    prompt::Prompt,
    sidebar::Sidebar,
    theme::ThemeName,
    undo::Run,
};
use crate::{
    analysis::Analysis,
    article::Article,
    corrections::Corrections,
    layout::Measure,
    library::state::{Changes, State},
};
use std::{collections::VecDeque, sync::Arc};

/// What the reader can change about the page, and what is kept of it while the program runs.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Width of the text, in columns.
    pub measure: u16,
    /// Whether long words are divided.
    pub hyphenate: bool,
    /// Whether the right edge is straight.
    pub justify: bool,
    /// Whether the sidebar is shown where there is room.
    pub sidebar: bool,
    /// Whether quotes are grouped by speaker at the start.
    pub group_quotes: bool,
    /// The colours.
    pub theme: ThemeName,
    /// The command that `|` offers.
    pub pipe: String,
}

/// A place in an article to begin at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum At {
    /// The quote of this number, from 1.
    Quote(usize),
    /// The first mention of the entity whose name contains these words.
    Entity(String),
    /// A line of the article's text, from 1.
    Line(usize),
}

/// Where and how to begin.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// The identifier of the article to open; else the one that was open last.
    pub article: Option<String>,
    /// Where in it.
    pub at: Option<At>,
    /// Keys to type once the article is there.
    pub keys: VecDeque<Chord>,
}

/// Where one goes once a certain article is open.
#[derive(Clone, Debug)]
pub(super) struct Destination {
    /// The identifier of that article.
    pub article: String,
    /// Where in it.
    pub place: Goal,
}

/// A place in an article that is not open yet.
#[derive(Clone, Debug)]
pub(super) enum Goal {
    /// A place asked for on the command line: known once the article was analysed.
    At(At),
    /// A byte of its text.
    Offset(usize),
}

/// The whole state of the screen.
#[derive(Debug)]
pub struct App {
    /// Size of the terminal: columns, rows.
    pub size: (u16, u16),
    /// What the reader can change.
    pub settings: Settings,
    /// The key map in force.
    pub keys: KeyMap,
    /// The pane that keys go to.
    pub focus: Pane,
    /// Whether there is nothing but the article.
    pub zen: bool,
    /// The headlines pane.
    pub headlines: Headlines,
    /// The article pane; `None` until an article was opened.
    pub page: Option<Page>,
    /// The sidebar.
    pub sidebar: Sidebar,
    /// The help page, when it is open.
    pub help: Option<HelpPage>,
    /// The line being typed, if one is.
    pub prompt: Option<Prompt>,
    /// The choice of what an entity is the same as, while it is being made.
    pub joining: Option<Joining>,
    /// The choice of who said a quote, while it is being made.
    pub attributing: Option<Attributing>,
    /// What was corrected, in all articles.
    pub corrections: Corrections,
    /// Keys pressed of a longer sequence.
    pub pending: Vec<Chord>,
    /// Keys typed ahead, that wait for an article.
    pub ahead: VecDeque<Chord>,
    /// The count typed so far.
    pub count: Option<usize>,
    /// What the bottom line says.
    pub notice: Option<Notice>,
    /// Files seen so far by a scan that is under way.
    pub scanning: Option<usize>,
    /// Why the chosen article cannot be shown.
    pub failure: Option<String>,
    /// Widths of headlines and sidebar that were dragged to.
    pub dragged: (Option<u16>, Option<u16>),
    /// The border being dragged: whether it is the right one.
    pub(super) dragging: Option<bool>,
    /// What is said on standard error after the screen: what could not be read of what was kept, why
    /// the reader ends before anything was read, what could not be kept now.
    pub last_words: Vec<String>,
    /// What is remembered between visits.
    pub(super) state: State,
    /// What has changed of it since it was saved.
    pub(super) unsaved: Changes,
    pub(super) start: Start,
    pub(super) destination: Option<Destination>,
    /// A long article that is open and not analysed yet: its first screen comes before that.
    pub(super) long: Option<Arc<Article>>,
    /// The entry that the article pane is to show, and the ticket it was asked for under.
    pub(super) wanted: Option<usize>,
    pub(super) ticket: u64,
    pub(super) flashes: u64,
    pub(super) history: History,
    /// The run of keys that the latest key belongs to.
    pub(super) run: Option<Run>,
    /// Key of the article opened last since the program began.
    pub(super) open_last: Option<String>,
    /// The line one was at when the search began.
    pub(super) search_origin: usize,
    pub(super) effects: Vec<Effect>,
    pub(super) known_listing: bool,
    pub(super) all_asked: bool,
    /// Whether the answer of the scan under way is not wanted any more.
    pub(super) scan_cancelled: bool,
    /// What was asked for on the command line and is not in the article.
    pub unmet: Option<String>,
}

impl App {
    /// The state at the start. The first settling asks for the library unless
    /// [`Message::Scanned`] comes before.
    pub fn new(
        size: (u16, u16),
        settings: Settings,
        keys: KeyMap,
        state: State,
        start: Start,
    ) -> Self {
        let mut sidebar = Sidebar::default();
        sidebar.quotes.grouped = settings.group_quotes;
        Self {
            size,
            settings,
            keys,
            focus: Pane::Headlines,
            zen: false,
            headlines: Headlines::default(),
            page: None,
            sidebar,
            help: None,
            prompt: None,
            joining: None,
            attributing: None,
            corrections: Corrections::default(),
            pending: Vec::new(),
            ahead: VecDeque::new(),
            count: None,
            notice: None,
            scanning: None,
            failure: None,
            dragged: (None, None),
            dragging: None,
            last_words: Vec::new(),
            state,
            unsaved: Changes::default(),
            start,
            destination: None,
            long: None,
            wanted: None,
            ticket: 0,
            flashes: 0,
            history: History::default(),
            run: None,
            open_last: None,
            search_origin: 0,
            effects: Vec::new(),
            known_listing: false,
            all_asked: false,
            scan_cancelled: false,
            unmet: None,
        }
    }

    /// Takes a message and gives the effects it asks for.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Key(chord) => self.press(chord),
            Message::Pasted(text) => self.paste(&text),
            Message::Mouse { event, column, row } => self.mouse(event, column, row),
            Message::Resized(columns, rows) => self.size = (columns, rows),
            Message::Scanning(seen) => self.scanning = Some(seen),
            Message::Scanned(result) => self.scanned(result),
            Message::Heads(generation, heads) if generation == self.headlines.generation => {
                self.learn_heads(heads);
            }
            Message::Opened(ticket, opened) if ticket == self.ticket => self.opened(opened),
            Message::Analysed(ticket, found) if ticket == self.ticket => self.analysed(found),
            Message::Counted(generation, counts) if generation == self.headlines.generation => {
                self.counted(&counts);
            }
            Message::Heads(..)
            | Message::Opened(..)
            | Message::Analysed(..)
            | Message::Counted(..) => {}
            Message::Rested => self.rested(),
            Message::FolderChanged => self.rescan(),
            Message::FlashOver(flash) => self.end_flash(flash),
            Message::Browsed(notice, read) => self.browsed(notice, read.as_deref()),
            Message::Report(notice) => self.notice = Some(notice),
            Message::Signal(signal) => self.quit(u8::try_from(128 + signal).unwrap_or(1)),
        }
        std::mem::take(&mut self.effects)
    }

    /// Brings the state to rest before a frame is drawn, and asks for what it needs.
    pub fn settle(&mut self) -> Vec<Effect> {
        self.rest();
        if !self.ahead.is_empty() {
            self.type_ahead();
            self.rest();
        }
        while !self.start.keys.is_empty() && self.is_quiet() {
            let Some(chord) = self.start.keys.pop_front() else { break };
            self.press(chord);
            self.rest();
        }
        std::mem::take(&mut self.effects)
    }

    fn rest(&mut self) {
        if !self.known_listing {
            self.known_listing = true;
            self.rescan();
        }
        self.want_chosen();
        self.shape_page();
        self.mark_read();
        self.show_chosen();
        self.want_rows();
    }

    /// Whether everything asked for has arrived: nothing on the screen will change by itself.
    pub fn is_quiet(&self) -> bool {
        let open = match (&self.page, self.wanted) {
            _ if self.failure.is_some() => true,
            (Some(page), Some(wanted)) => page.entry == wanted && page.analysis.is_some(),
            (_, None) => true,
            (None, Some(_)) => false,
        };
        let rows_read =
            self.rows_on_screen().all(|entry| self.headlines.known[entry].head.is_some());
        let typed = self.ahead.is_empty();
        // What a list is narrowed or sorted to rests on all headlines.
        let all_read = !self.all_asked || self.headlines.known.iter().all(|k| k.head.is_some());
        let listed = self.scanning.is_none() && self.known_listing && rows_read && all_read;
        listed && open && typed
    }

    /// Fits the page to the pane it is in.
    fn shape_page(&mut self) {
        let (measure, height) = self.measure();
        if let Some(page) = &mut self.page {
            page.reshape(measure, height);
        }
    }

    /// An article is read once its end was on the screen while one was reading it.
    pub(super) fn mark_read(&mut self) {
        let Some(page) = &self.page else { return };
        let reading = (self.focus != Pane::Headlines || page.touched) && !page.kept_unread;
        let shown = self.areas().article.is_some() && self.wanted == Some(page.entry);
        let entry = page.entry;
        if reading && shown && page.end_visible() && !self.headlines.known[entry].read {
            self.set_read(&[entry], true);
        }
    }

    /// Moves the windows of the side panes so that what is chosen is inside.
    fn show_chosen(&mut self) {
        let areas = self.areas();
        if let Some(area) = areas.headlines.map(geometry::body) {
            self.headlines.show_selected(area.width, area.height.into());
        }
        if let (Some(area), Some(page)) = (areas.sidebar, &self.page)
            && let Some(analysis) = &page.analysis
        {
            self.sidebar.show_selected(&page.article, analysis, area, self.focus);
        }
    }

    /// Where the panes are.
    pub fn areas(&self) -> Areas {
        self.shape().areas()
    }

    pub(super) fn shape(&self) -> Shape {
        Shape {
            columns: self.size.0,
            rows: self.size.1,
            focus: self.focus,
            zen: self.zen,
            sidebar: self.settings.sidebar,
            measure: self.settings.measure,
            dragged: self.dragged,
        }
    }

    /// How the page is set, and how many lines it has room for.
    pub(super) fn measure(&self) -> (Measure, usize) {
        let area = self.areas().article.map(geometry::body);
        let width = area.map_or(self.settings.measure, |area| {
            area.width.saturating_sub(geometry::GUTTER).clamp(1, self.settings.measure)
        });
        let measure =
            Measure { width, hyphenate: self.settings.hyphenate, justify: self.settings.justify };
        (measure, area.map_or(1, |area| area.height.into()))
    }

    /// Where one is, to come back to.
    pub(super) fn spot(&self) -> Option<Spot> {
        let page = self.page.as_ref()?;
        Some(Spot { article: page.article.id.clone(), offset: page.offset() })
    }

    /// What the open article says.
    pub fn analysis(&self) -> Option<&Arc<Analysis>> {
        self.page.as_ref()?.analysis.as_ref()
    }
}
