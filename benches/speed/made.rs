//! Things to measure with: a library of many files, a long text, a desk with the screen on it.

use quotidian::{
    article::{self, Article, Format},
    config::Config,
    library::{self, Listing},
    tui::{
        app::{App, Settings, Start},
        keys::KeyMap,
        message::{Effect, Message},
        theme::ThemeName,
        worker::{self, Workplace},
    },
};
use ratatui::{Terminal, TerminalOptions, Viewport, backend::CrosstermBackend, layout::Rect};
use std::{
    collections::{BTreeMap, VecDeque},
    fmt::Write,
    fs,
    io::{self, BufWriter, PipeWriter},
    path::{Path, PathBuf},
    sync::{Arc, LazyLock},
    thread,
};
use tempfile::TempDir;

/// How many files the large library has.
pub const MANY: usize = 10_000;

/// The size of the terminal, in columns and rows.
pub const SIZE: (u16, u16) = (120, 40);

/// The built-in article nearest to 600 words.
pub const NEAR_600_WORDS: &str = "2026-11-15-rovers-late-winner.txt";

/// A folder of [`MANY`] short articles, nested by year and month.
pub static LIBRARY: LazyLock<Library> = LazyLock::new(Library::new);

/// A folder that goes when the program ends.
pub struct Library(TempDir);

impl Library {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        for number in 0..MANY {
            let (year, month, day) = (2016 + number / 1000, number / 84 % 12 + 1, number % 28 + 1);
            let parent = folder.path().join(format!("{year}/{month:02}"));
            fs::create_dir_all(&parent).unwrap();
            let name = format!("{year}-{month:02}-{day:02}-item-{number:05}.txt");
            fs::write(parent.join(name), short_article(number)).unwrap();
        }
        Self(folder)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// The same as the command line gives it.
    pub fn paths(&self) -> Vec<PathBuf> {
        vec![self.path().to_owned()]
    }

    /// What is in it.
    pub fn listing(&self) -> Listing {
        library::scan(&self.paths(), &mut |_| ()).unwrap()
    }
}

/// A report of some 120 words, no two alike.
fn short_article(number: usize) -> String {
    let mut text = format!("Item {number:05}: council hears report on bridge {number}\n\n");
    for paragraph in 0..4 {
        let _ = write!(
            text,
            "The council of Norholt heard on Monday that bridge {number} needs {paragraph} more \
             years. \"We looked at every bolt of it, and we shall look again,\" said Mara Holm, \
             the surveyor. Her colleague Piet Anders disagreed and asked for a vote.\n\n"
        );
    }
    text
}

/// The text of an article that is built in.
pub fn built_in(name: &str) -> String {
    let listing = library::built_in();
    let entry = listing.entries.iter().find(|entry| entry.id.ends_with(name)).unwrap();
    entry.load().unwrap().text
}

/// A text of 5 MB in many paragraphs.
pub fn long_text() -> String {
    let chapter = built_in("2026-11-20-ferry-fire-report.txt");
    let mut text = chapter.repeat(5_000_000 / chapter.len());
    text.insert_str(0, "A very long report\n\n");
    text
}

/// A plain text read as an article.
pub fn read(text: String) -> Article {
    article::read(text, Format::Plain, "bench".to_owned(), None)
}

/// The state of a screen that shows `listing`, before any article was opened.
pub fn app(listing: Listing) -> App {
    let config = Config::default();
    let settings = Settings {
        measure: config.width,
        hyphenate: config.hyphenate,
        justify: config.justify,
        sidebar: config.sidebar,
        group_quotes: config.group_quotes,
        theme: ThemeName::default(),
        pipe: String::new(),
    };
    let keys = KeyMap::from_config("default", &BTreeMap::new()).unwrap();
    let mut app =
        App::new(SIZE, settings, keys, library::state::State::default(), Start::default());
    app.update(Message::Scanned(Ok(Arc::new(listing))));
    app
}

/// Brings the screen to rest: does what it asks for until it asks for nothing more.
pub fn settle(app: &mut App) {
    let place = Workplace::default();
    let mut effects: VecDeque<Effect> = app.settle().into();
    while let Some(effect) = effects.pop_front() {
        let Effect::Work(job) = effect else { continue };
        let mut messages = Vec::new();
        worker::perform(job, &place, &mut |message| messages.push(message));
        effects.extend(messages.into_iter().flat_map(|message| app.update(message)));
        effects.extend(app.settle());
    }
}

/// A terminal of [`SIZE`] that is a pipe: what is written goes through the system, and is dropped.
pub fn terminal() -> Terminal<CrosstermBackend<BufWriter<PipeWriter>>> {
    let (mut reader, writer) = io::pipe().unwrap();
    thread::spawn(move || io::copy(&mut reader, &mut io::sink()));
    let backend = CrosstermBackend::new(BufWriter::with_capacity(64 * 1024, writer));
    let viewport = Viewport::Fixed(Rect::new(0, 0, SIZE.0, SIZE.1));
    Terminal::with_options(backend, TerminalOptions { viewport }).unwrap()
}
