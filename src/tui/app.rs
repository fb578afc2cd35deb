//! The state of the screen, and how messages change it.
//!
//! [`App::update`] takes a message and gives the effects it asks for; [`App::settle`] is called when
//! no message is waiting, before a frame is drawn, and asks for what the new state needs (the chosen
//! article, the headlines on the screen). Neither touches a file or a terminal.

use super::{
    action::Action,
    correct::Joining,
    geometry::{self, Areas, Pane, Shape},
    headlines::Headlines,
    help::HelpPage,
    history::{History, Spot},
    keys::{Chord, KeyMap, Meaning},
    message::{Effect, Job, Message, Notice, Opened},
    page::Page,
    prompt::{Prompt, Purpose},
    sidebar::Sidebar,
    theme::ThemeName,
    undo::Run,
};
use crate::{
    analysis::Analysis,
    article::Article,
    corrections::Corrections,
    layout::Measure,
    library::{
        Head, Listing,
        order::Order,
        state::{Mark, State},
    },
};
use std::{collections::VecDeque, sync::Arc};

/// Exit statuses: nothing found, and a path that cannot be opened.
const NOTHING: u8 = 1;
const UNREADABLE: u8 = 3;

/// Files longer than this, in bytes, are analysed when they are opened and not for their row alone.
const LONGEST_COUNTED: u64 = 1 << 20;

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
    /// Why the reader ends before anything was read, for standard error.
    pub last_words: Option<String>,
    /// What is remembered between visits.
    pub(super) state: State,
    /// What has changed of it since it was saved.
    pub(super) unsaved: State,
    pub(super) start: Start,
    pub(super) destination: Option<Destination>,
    /// A long article that is open and not analysed yet: its first screen comes before that.
    long: Option<Arc<Article>>,
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
    known_listing: bool,
    all_asked: bool,
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
        Self {
            size,
            settings,
            keys,
            focus: Pane::Headlines,
            zen: false,
            headlines: Headlines::default(),
            page: None,
            sidebar: Sidebar::default(),
            help: None,
            prompt: None,
            joining: None,
            corrections: Corrections::default(),
            pending: Vec::new(),
            ahead: VecDeque::new(),
            count: None,
            notice: None,
            scanning: None,
            failure: None,
            dragged: (None, None),
            dragging: None,
            last_words: None,
            state,
            unsaved: State::default(),
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
            Message::Mouse { deed, column, row } => self.mouse(deed, column, row),
            Message::Resized(columns, rows) => self.size = (columns, rows),
            Message::Scanning(seen) => self.scanning = Some(seen),
            Message::Scanned(result) => self.scanned(result),
            Message::Heads(generation, heads) if generation == self.headlines.generation => {
                self.learn_heads(heads);
            }
            Message::Opened(ticket, opened) if ticket == self.ticket => self.opened(opened),
            Message::Analysed(ticket, analysis) if ticket == self.ticket => self.analysed(analysis),
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

    /// Whether what is still to be typed at the start may give the terminal to another program. Keys
    /// that only begin something count, and so does all that is typed into the bottom line.
    pub fn may_lend(&self) -> bool {
        use Action::{Edit, Pipe, Suspend};
        let lends = |&chord: &Chord| match self.keys.meaning(&[chord]) {
            Meaning::Bound(action) => matches!(action, Edit | Pipe | Suspend),
            Meaning::Prefix => true,
            Meaning::Nothing => false,
        };
        let keys = &self.start.keys;
        !keys.is_empty() && (self.prompt.is_some() || keys.iter().any(lends))
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
        self.scanning.is_none() && self.known_listing && open && rows_read && typed
    }

    pub(super) fn press(&mut self, chord: Chord) {
        self.notice = None;
        if self.prompt.is_some() {
            return self.press_in_prompt(chord);
        }
        if self.wait_in_line(chord) {
            return;
        }
        if self.count.is_some() && self.pending.is_empty() && self.ends_typing(chord) {
            return self.forget_keys();
        }
        if let Some(digit) = self.digit(chord) {
            let count = self.count.unwrap_or(0).saturating_mul(10).saturating_add(digit);
            self.count = Some(count.min(99_999_999));
            return;
        }
        self.pending.push(chord);
        match self.keys.meaning(&self.pending) {
            Meaning::Prefix => {}
            Meaning::Nothing => self.forget_keys(),
            Meaning::Bound(action) if self.help.is_none() && self.must_wait(action) => {
                self.put_off();
            }
            Meaning::Bound(action) => {
                let count = self.count;
                self.forget_keys();
                self.act(action, count);
            }
        }
    }

    /// Whether a key takes back a count before anything else.
    fn ends_typing(&self, chord: Chord) -> bool {
        let meaning = self.keys.meaning(&[chord]);
        matches!(meaning, Meaning::Bound(Action::Cancel | Action::Interrupt))
    }

    /// A digit that is part of a count: any, but a zero only after another.
    fn digit(&self, chord: Chord) -> Option<usize> {
        let digit = chord.typed()?.to_digit(10)? as usize;
        let begins = self.pending.is_empty() && (digit > 0 || self.count.is_some());
        begins.then_some(digit)
    }

    pub(super) fn forget_keys(&mut self) {
        self.pending.clear();
        self.count = None;
    }

    fn scanned(&mut self, result: Result<Arc<Listing>, String>) {
        self.scanning = None;
        self.known_listing = true;
        let first = self.headlines.generation == 0;
        let listing = match result {
            Ok(listing) if first && listing.entries.is_empty() => {
                return self.give_up(NOTHING, nothing_there(&listing));
            }
            Ok(listing) => listing,
            Err(error) if first => return self.give_up(UNREADABLE, error),
            Err(error) => return self.notice = Some(Notice::failed(error)),
        };
        if std::mem::take(&mut self.scan_cancelled) {
            // The clerk dropped what it had been asked for when it began to scan.
            return self.headlines.known.iter_mut().for_each(|known| known.asked = false);
        }
        self.keep_position();
        self.headlines.replace(listing, &self.state);
        self.find_page_again();
        self.all_asked = false;
        if first {
            self.choose_start();
            self.name_skipped();
            self.effects.push(Effect::Watch);
        }
    }

    /// Finds the open article in a new listing. What was asked for under the old one is void.
    fn find_page_again(&mut self) {
        self.ticket += 1;
        self.wanted = None;
        let Some(page) = &mut self.page else { return };
        match self.headlines.entry_of_id(&page.article.id) {
            Some(entry) => {
                page.entry = entry;
                self.wanted = Some(entry).filter(|_| page.analysis.is_some());
            }
            None => self.close_page(),
        }
    }

    pub(super) fn close_page(&mut self) {
        self.drop_join();
        self.page = None;
        self.sidebar.clear();
    }

    /// Drops a choice among the entities of an article that is not shown any more.
    fn drop_join(&mut self) {
        if self.joining.is_some() {
            self.prompt = None;
            self.end_join(false);
        }
    }

    /// Ends before there was anything to read.
    fn give_up(&mut self, status: u8, why: String) {
        self.last_words = Some(why);
        self.effects.push(Effect::Quit(status));
    }

    fn name_skipped(&mut self) {
        let skipped = &self.headlines.listing.skipped;
        if let Some(first) = skipped.first() {
            let more = match skipped.len() - 1 {
                0 => String::new(),
                more => format!(" and {more} more, named when you quit"),
            };
            let text = format!("skipped {}: {}{more}", first.path.display(), first.why);
            self.notice = Some(Notice::said(text));
        }
    }

    /// Chooses the article asked for, else the one that was open last.
    fn choose_start(&mut self) {
        let asked = self.start.article.take();
        let entry = match (&asked, &self.state.last) {
            (Some(id), _) => self.headlines.entry_of_id(id),
            (None, Some(key)) => self.headlines.entry_of_key(key),
            (None, None) => None,
        };
        if let Some(entry) = entry {
            self.headlines.choose_entry(entry);
        }
        if asked.is_some() {
            self.focus = Pane::Article;
        }
        let chosen = self.headlines.chosen().map(|entry| &self.headlines.listing.entries[entry]);
        if let (Some(at), Some(chosen)) = (self.start.at.take(), chosen) {
            let article = chosen.id.clone();
            self.destination = Some(Destination { article, place: Goal::At(at) });
            self.focus = Pane::Article;
        }
    }

    fn learn_heads(&mut self, heads: Vec<(usize, Head)>) {
        let open = self.page.as_ref().map(|page| page.entry);
        let fresh = heads.iter().find(|(entry, _)| Some(*entry) == open);
        if let (Some((_, head)), Some(page)) = (fresh, &mut self.page) {
            let before = page.stamp.replace(head.stamp);
            if before.is_some_and(|before| before != head.stamp) {
                self.wanted = None;
            }
        }
        if !self.headlines.learn(heads, &self.state) {
            return;
        }
        let narrowing = |prompt: &Prompt| prompt.purpose == Purpose::Narrow;
        if self.prompt.as_ref().is_some_and(narrowing) {
            // While somebody types, the best of what is known by now is chosen.
            self.headlines.narrow(self.headlines.query.clone());
        } else {
            self.headlines.rearrange();
        }
    }

    fn opened(&mut self, opened: Result<Opened, String>) {
        let Some(entry) = self.wanted else { return };
        self.long = None;
        let opened = match opened {
            Ok(opened) => opened,
            Err(error) => {
                self.close_page();
                self.failure = Some(error);
                return;
            }
        };
        self.failure = None;
        let same = self.page.as_ref().is_some_and(|page| {
            page.article.id == opened.article.id && page.article.text == opened.article.text
        });
        if !same {
            self.turn_to(entry, &opened);
        } else if self.page.as_ref().is_some_and(|page| page.analysis.is_some()) {
            return;
        }
        match opened.analysis {
            Some(analysis) => self.analysed(analysis),
            None => self.long = Some(opened.article),
        }
    }

    /// Shows another article, where one was in it.
    fn turn_to(&mut self, entry: usize, opened: &Opened) {
        let (measure, height) = self.measure();
        let mut page = Page::new(entry, Arc::clone(&opened.article), measure, height);
        let key = self.headlines.listing.entries[entry].key();
        if let Some(offset) = self.state.marks.get(&key).and_then(|mark| mark.position) {
            page.go(offset);
            page.touched = false;
        }
        page.stamp = self.headlines.known[entry].head.as_ref().map(|head| head.stamp);
        self.page = Some(page);
        self.sidebar.clear();
        self.note_turn(&key);
        if let Some(Goal::Offset(offset)) = self.goal_here() {
            self.destination = None;
            self.arrive(offset);
        }
    }

    /// Where one wants to go in the open article.
    fn goal_here(&self) -> Option<Goal> {
        let here = &self.page.as_ref()?.article.id;
        let destination = self.destination.as_ref().filter(|goal| goal.article == *here)?;
        Some(destination.place.clone())
    }

    fn analysed(&mut self, analysis: Arc<Analysis>) {
        self.drop_join();
        let Some(page) = self.page.as_mut() else { return };
        page.found = Some(Arc::clone(&analysis));
        let analysis = match self.corrections.is_empty() {
            true => analysis,
            false => Arc::new(self.corrections.apply(&page.article, (*analysis).clone())),
        };
        self.sidebar.replace(&analysis);
        let entry = page.entry;
        let count = analysis.quotes.len();
        page.learn(analysis);
        self.headlines.known[entry].quotes = Some(count);
        self.keep_count(entry, count);
        if let Some(Goal::At(at)) = self.goal_here() {
            self.destination = None;
            self.go_at(&at);
        }
        self.follow();
    }

    fn counted(&mut self, counts: &[(usize, usize)]) {
        for &(entry, count) in counts {
            self.headlines.known[entry].quotes = Some(count);
            self.keep_count(entry, count);
        }
    }

    /// Keeps a count for the next visit, with the version of the file that it is true of.
    fn keep_count(&mut self, entry: usize, count: usize) {
        let head = self.headlines.known[entry].head.clone();
        if let Some(stamp) = head.map(|head| head.stamp) {
            self.remember(entry, |mark| mark.quotes = Some((stamp, count)));
        }
    }

    /// Changes what is remembered about an entry.
    pub(super) fn remember(&mut self, entry: usize, change: impl FnOnce(&mut Mark)) {
        let key = self.headlines.listing.entries[entry].key();
        let mark = self.state.marks.entry(key.clone()).or_default();
        let before = mark.clone();
        change(mark);
        if *mark != before {
            let known = &mut self.headlines.known[entry];
            (known.read, known.starred) = (mark.read, mark.starred);
            self.unsaved.marks.insert(key, mark.clone());
        }
    }

    /// Remembers where one is in the open article.
    pub(super) fn keep_position(&mut self) {
        let Some(page) = &self.page else { return };
        let (entry, offset, touched) = (page.entry, page.offset(), page.touched);
        let known = self.headlines.listing.entries.get(entry);
        let Some(known) = known.filter(|known| touched && known.id == page.article.id) else {
            return;
        };
        let (key, place) = (known.key(), (offset > 0).then_some(offset));
        let before = self.state.marks.get(&key).and_then(|mark| mark.position);
        if before != place {
            self.remember(entry, |mark| mark.position = place);
            self.history.moved(key, before);
        }
    }

    /// Hands over what was not saved yet.
    pub(super) fn save(&mut self) {
        let job = self.save_now();
        self.effects.extend(job.map(Effect::Work));
    }

    /// The job that keeps what was not saved yet, for an end that comes without warning.
    pub fn save_now(&mut self) -> Option<Job> {
        self.keep_position();
        let unsaved = std::mem::take(&mut self.unsaved);
        (unsaved != State::default()).then_some(Job::Save(unsaved))
    }

    pub(super) fn quit(&mut self, status: u8) {
        self.save();
        self.effects.push(Effect::Quit(status));
    }

    pub(super) fn rescan(&mut self) {
        self.scanning = Some(0);
        self.effects.push(Effect::Work(Job::Scan));
    }

    /// Asks for the chosen article if another one is shown.
    fn want_chosen(&mut self) {
        let chosen = self.headlines.chosen();
        if chosen == self.wanted && (chosen.is_some() || self.page.is_none()) {
            return;
        }
        self.keep_position();
        self.wanted = chosen;
        self.long = None;
        self.failure = None;
        let Some(entry) = chosen else { return self.close_page() };
        let id = &self.headlines.listing.entries[entry].id;
        self.destination.take_if(|goal| goal.article != *id);
        self.ticket += 1;
        let (_, listing) = self.listing();
        self.effects.push(Effect::Work(Job::Open(self.ticket, listing, entry)));
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
            self.sidebar.show_selected(&page.article, analysis, area);
        }
    }

    /// The entries whose headlines are on the screen: the rows, and the open article.
    fn seen(&self) -> impl Iterator<Item = usize> {
        self.rows_on_screen().chain(self.page.as_ref().map(|page| page.entry))
    }

    /// Asks for the headlines of the rows on the screen, or of all where the order rests on them.
    fn want_rows(&mut self) {
        self.want_visible_heads();
        if self.headlines.order != Order::Listed {
            self.want_all_heads();
        }
    }

    /// The rows on the screen whose quotes nobody has counted yet.
    fn uncounted(&self) -> impl Iterator<Item = usize> {
        self.rows_on_screen().filter(|&entry| {
            let known = &self.headlines.known[entry];
            let short = known.head.as_ref().is_some_and(|head| head.stamp.size <= LONGEST_COUNTED);
            short && known.quotes.is_none() && !known.counting
        })
    }

    /// Whether there is something to do once the reader rests: [`Message::Rested`].
    pub fn awaits_rest(&self) -> bool {
        self.long.is_some() || self.uncounted().next().is_some()
    }

    /// Asks for what could wait until the reader rests.
    fn rested(&mut self) {
        if let Some(article) = self.long.take() {
            self.effects.push(Effect::Work(Job::Analyse(self.ticket, article)));
        }
        self.count_rows();
    }

    /// Asks for the quote counts of the rows on the screen.
    fn count_rows(&mut self) {
        let count: Vec<usize> = self.uncounted().collect();
        if count.is_empty() {
            return;
        }
        for &entry in &count {
            self.headlines.known[entry].counting = true;
        }
        let (generation, listing) = self.listing();
        self.effects.push(Effect::Work(Job::Count(generation, listing, count)));
    }

    /// Asks for all headlines, once somebody looks for one: until then those on the screen do, and
    /// the names of the files stand for the rest.
    pub(super) fn want_all_heads(&mut self) {
        if !std::mem::replace(&mut self.all_asked, true) {
            let (generation, listing) = self.listing();
            self.effects.push(Effect::Work(Job::AllHeads(generation, listing)));
        }
    }

    fn want_visible_heads(&mut self) {
        let unasked = |&entry: &usize| !self.headlines.known[entry].asked;
        let mut ask: Vec<usize> = self.seen().filter(unasked).collect();
        ask.dedup();
        if ask.is_empty() {
            return;
        }
        for &entry in &ask {
            self.headlines.known[entry].asked = true;
        }
        let (generation, listing) = self.listing();
        self.effects.push(Effect::Work(Job::Heads(generation, listing, ask)));
    }

    fn listing(&self) -> (u64, Arc<Listing>) {
        (self.headlines.generation, Arc::clone(&self.headlines.listing))
    }

    fn rows_on_screen(&self) -> impl Iterator<Item = usize> {
        let area = self.areas().headlines.map(geometry::body).unwrap_or_default();
        let rows = self.headlines.visible(area.width, area.height.into());
        rows.into_iter().map(|(row, _)| self.headlines.rows[row])
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

/// What is said of a library without an article.
fn nothing_there(listing: &Listing) -> String {
    let skipped = match listing.skipped.len() {
        0 => String::new(),
        count => format!(" ({count} other files were skipped)"),
    };
    format!("no articles there{skipped}: name a folder or file of plain text or Markdown")
}
