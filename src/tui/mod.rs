//! The screen: state, messages, panes.
//!
//! [`app::App`] is the state; [`message`] is all that can happen to it and all it can ask for;
//! [`view`] draws it. The driver and the workers are the only ones that touch a terminal or a file.
//! [`run`] reads articles on a terminal, [`dump`] draws one frame of the same into a text.

// The state, and the parts of it.
pub mod app; // all of it, and how messages change it
pub mod geometry; // where the panes are
pub mod headlines; // which rows there are, and which is chosen
pub mod help; // the help page
mod highlights; // what is marked on a page: names, quotes, what is lit
pub mod history; // what can be taken back
pub mod page; // the article, the reading line
pub mod prompt; // a line that is being typed
pub mod quotes; // the list of quotes
pub mod scroll; // windows over lists with rows of different heights
pub mod search; // searching in an article
pub mod sidebar; // entities and quotes, and which are chosen
pub mod theme; // every colour and style, by its role

// Keys and the mouse, and what they do.
mod act; // what each action does
pub mod action; // everything a key can do, in one table
mod ahead; // keys that wait for their article
mod article_actions; // marking, copying, opening elsewhere
pub mod attribute; // saying who said a quote
mod choosing; // choosing from a list while one types
mod clip; // a quote as it is copied
pub mod correct; // correcting kinds, and what is one and what is two
mod focus; // which pane keys go to
mod jump; // going places, and coming back
pub mod keys; // which key does what
mod light; // lighting the mentions of an entity
mod lines; // lines of a text, as editors count them
mod mouse; // wheel, click, dragging a border
mod press; // keys as they are pressed: counts and sequences
mod typing; // typing into the bottom line
mod undo; // taking back what was done
mod voices; // grouping and filtering quotes, stepping through them

// Messages in, jobs and effects out.
mod arrivals; // listings, heads, articles, analyses as they arrive
mod keep; // what is remembered, and when it is handed over
mod keeper; // what is handed over, until it is written
pub mod message; // what the screen is told, and what it asks for
mod wants; // what the state asks for
pub mod worker; // background work

// The state as a frame.
mod dump; // one frame as text
pub mod label; // short foreign texts in a few lines
mod svg; // a frame as a picture
pub mod view; // a file for each pane

// The world around.
mod driver; // the loop
mod input; // keyboard, mouse and signals as messages
mod outside; // browser, editor, pipes, job control
mod terminal; // taken over, and given back on every way out

pub use app::At;
pub use dump::{DumpFormat, dump};

use crate::{
    config::{Config, Dirs},
    corrections::Corrections,
    library::{Listing, Shelf, state::State},
};
use app::{App, Settings, Start};
use keys::{Chord, KeyError, KeyMap};
use message::{Message, Notice};
use std::{io, sync::Arc};
use theme::ThemeName;
use worker::Workplace;

/// What to read, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where the articles are.
    pub shelf: Shelf,
    /// The library, if it was listed already.
    pub listing: Option<Arc<Listing>>,
    /// The identifier of the article to begin with.
    pub article: Option<String>,
    /// Where in it to begin.
    pub at: Option<At>,
    /// Keys typed at the start, as key maps write them.
    pub keys: Option<String>,
    /// The settings in force.
    pub config: Config,
    /// Where the state is kept.
    pub dirs: Dirs,
}

/// Why the screen cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The terminal failed.
    #[error("the terminal failed: {0}")]
    Terminal(#[from] io::Error),
    /// The key map cannot be used.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// A path cannot be opened.
    #[error("{0}")]
    Open(String),
    /// The place asked for is not in the article.
    #[error("{0}")]
    NotThere(String),
}

/// How a visit ended.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The exit status.
    pub status: u8,
    /// What could not be read of what was kept, why it ended before anything was read, what could not
    /// be kept now.
    pub complaints: Vec<String>,
    /// The library as it was at the end, with what was left out of it.
    pub listing: Arc<Listing>,
}

/// Reads articles on the terminal until the reader quits.
///
/// # Errors
/// When the terminal cannot be used, or the key map is wrong.
pub fn run(options: Options) -> Result<Outcome, Error> {
    let (mut app, place) = begin(&options, (80, 24))?;
    let status = driver::run(&mut app, place, options)?;
    let listing = Arc::clone(&app.headlines.listing);
    Ok(Outcome { status, complaints: app.last_words, listing })
}

/// The state at the start, and where its articles are.
fn begin(options: &Options, size: (u16, u16)) -> Result<(App, Workplace), Error> {
    let config = &options.config;
    let keys = KeyMap::from_config(&config.keys.preset, &config.keys.bind)?;
    let mut lost = Vec::new();
    let state = State::load(&options.dirs.state_file()).unwrap_or_else(|error| {
        lost.push(format!("marks cannot be read: {error}"));
        State::default()
    });
    let start = Start {
        article: options.article.clone(),
        at: options.at.clone(),
        keys: Chord::sequence(options.keys.as_deref().unwrap_or_default())?.into(),
    };
    let mut app = App::new(size, settings(config), keys, state, start);
    if let Some(listing) = &options.listing {
        app.update(Message::Scanned(Ok(Arc::clone(listing))));
    }
    let file = options.dirs.corrections_file();
    match Corrections::load(&file) {
        Ok(corrections) => {
            lost.extend(corrections.passed_over(&file));
            app.corrections = corrections;
        }
        Err(error) => lost.push(format!("corrections cannot be read: {error}")),
    }
    app.notice = lost.first().map(Notice::failed);
    app.last_words = lost;
    Ok((app, Workplace { shelf: options.shelf.clone(), dirs: Some(options.dirs.clone()) }))
}

fn settings(config: &Config) -> Settings {
    Settings {
        measure: config.width,
        hyphenate: config.hyphenate,
        justify: config.justify,
        sidebar: config.sidebar,
        group_quotes: config.group_quotes,
        theme: ThemeName::named(&config.theme).unwrap_or_default(),
        pipe: config.pipe.as_ref().map(pipe_line).unwrap_or_default(),
    }
}

/// The command to pipe to, as it is offered on the bottom line.
fn pipe_line(command: &crate::config::Command) -> String {
    let words = std::iter::once(command.program()).chain(command.args().iter().map(String::as_str));
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use std::collections::BTreeMap;

    #[test]
    fn every_theme_and_set_of_keys_that_can_be_configured_is_there() {
        let themes: Vec<Option<ThemeName>> = config::THEMES.map(ThemeName::named).into();
        assert_eq!(themes, ThemeName::ALL.map(Some), "a theme that is not there would be another");
        assert_eq!(ThemeName::default().name(), Config::default().theme);
        assert_eq!(config::PRESETS, keys::PRESETS.map(|(name, _)| name));
        let told = KeyMap::from_config("vi", &BTreeMap::new()).unwrap_err().to_string();
        assert!(config::PRESETS.iter().all(|name| told.contains(name)), "{told}");
    }
}
