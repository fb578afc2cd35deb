//! What the screen is told, and what it asks for.
//!
//! A [`Message`] is all that can change the state; an [`Effect`] is all that the state can ask of
//! the world. The driver performs effects, the workers do [`Job`]s, and both answer with messages.

use super::keys::Chord;
use crate::{
    analysis::Analysis,
    article::Article,
    corrections::{Change, fingerprint},
    library::{Head, Listing, state::Changes},
};
use std::{path::PathBuf, sync::Arc};

/// An article that was read from its place, with its analysis if that was quick.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The article.
    pub article: Arc<Article>,
    /// What it says; comes later in a [`Message::Analysed`] for very long texts.
    pub found: Option<Found>,
}

/// What the engine found in an article, before any correction.
#[derive(Clone, Debug)]
pub struct Found {
    /// What the article says.
    pub analysis: Arc<Analysis>,
    /// What its corrections are kept under. It takes all of the text, so the screen does not ask.
    pub fingerprint: String,
}

impl Found {
    /// What was found in `article`.
    pub fn new(article: &Article, analysis: Analysis) -> Self {
        Self { analysis: Arc::new(analysis), fingerprint: fingerprint(&article.text) }
    }
}

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Message {
    /// A key was pressed.
    Key(Chord),
    /// Text was pasted.
    Pasted(String),
    /// The mouse did something at a cell.
    Mouse {
        /// What.
        event: MouseEvent,
        /// Column, from 0.
        column: u16,
        /// Row, from 0.
        row: u16,
    },
    /// The terminal has a new size, in columns and rows.
    Resized(u16, u16),
    /// How many files were seen so far.
    Scanning(usize),
    /// The library is known, or cannot be opened.
    Scanned(Result<Arc<Listing>, String>),
    /// Headlines were read. The first number says of which listing.
    Heads(u64, Vec<(usize, Head)>),
    /// An article was opened, or could not be. The first number is the ticket of the request.
    Opened(u64, Result<Opened, String>),
    /// The analysis of a long article is there.
    Analysed(u64, Found),
    /// Quotes of rows were counted: entry, how many. The first number says of which listing.
    Counted(u64, Vec<(usize, usize)>),
    /// Nothing has happened for a moment: time for what can wait.
    Rested,
    /// Something in the library's folders changed.
    FolderChanged,
    /// A flash has been seen long enough.
    FlashOver(u64),
    /// The browser took an address, or did not. An article of this identifier is read, if it did.
    Browsed(Notice, Option<String>),
    /// An effect has something to say to the reader.
    Report(Notice),
    /// The process was asked to end by a signal.
    Signal(i32),
}

/// What a mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseEvent {
    /// The first button went down.
    Press,
    /// The mouse moved with the first button down.
    Drag,
    /// The first button came up.
    Release,
    /// The wheel turned towards the reader.
    WheelDown,
    /// The wheel turned away from the reader.
    WheelUp,
}

/// A line for the bottom of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The words.
    pub text: String,
    /// Whether something went wrong.
    pub error: bool,
}

impl Notice {
    /// Something worth knowing.
    pub fn said(text: impl Into<String>) -> Self {
        Self { text: text.into(), error: false }
    }

    /// Something that went wrong.
    pub fn failed(text: impl Into<String>) -> Self {
        Self { text: text.into(), error: true }
    }
}

/// Work for another thread.
#[derive(Clone, Debug)]
pub enum Job {
    /// List the articles of the library.
    Scan,
    /// Read and analyse an entry, under a ticket; a newer request replaces an older one.
    Open(u64, Arc<Listing>, usize),
    /// Analyse a long article that is open, under the ticket it was opened with.
    Analyse(u64, Arc<Article>),
    /// Read the headlines of these entries before anything else.
    Heads(u64, Arc<Listing>, Vec<usize>),
    /// Read the headlines of all entries, when there is nothing else to do.
    AllHeads(u64, Arc<Listing>),
    /// Count the quotes of these entries.
    Count(u64, Arc<Listing>, Vec<usize>),
    /// Remember these changes.
    Save(Changes),
    /// Keep what was corrected.
    Correct(Change),
}

/// Something the driver is asked to do.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Give a job to the workers.
    Work(Job),
    /// Begin to watch the library's folders, after a moment.
    Watch,
    /// Put text into the terminal's clipboard.
    Copy(String),
    /// Open an address in the browser, which [`Message::Browsed`] answers; the second is passed on.
    Browse(String, Option<String>),
    /// Open a file in the editor at a line, from 1.
    Edit(PathBuf, usize),
    /// Give a text to a command.
    Pipe(String, String),
    /// Stop as by job control, until the shell resumes.
    Suspend,
    /// Clear the terminal and draw everything.
    Redraw,
    /// Send [`Message::FlashOver`] with this number after a moment.
    EndFlash(u64),
    /// End with this exit status.
    Quit(u8),
}
