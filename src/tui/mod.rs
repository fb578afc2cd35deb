//! The screen: state, messages, panes.
//!
//! [`app::App`] is the state; [`message`] is all that can happen to it and all it can ask for;
//! [`view`] draws it. The driver and the workers are the only ones that touch a terminal or a file.
//! [`run`] reads articles on a terminal, [`dump`] draws one frame of the same into a text.

mod act;
pub mod action;
mod ahead;
pub mod app;
mod arrivals;
pub mod attribute;
mod choosing;
mod clip;
pub mod correct;
mod deeds;
mod driver;
mod dump;
mod focus;
pub mod geometry;
pub mod headlines;
pub mod help;
pub mod history;
mod input;
mod jump;
mod keep;
pub mod keys;
pub mod label;
mod light;
mod marks;
pub mod message;
mod mouse;
mod outside;
pub mod page;
mod press;
pub mod prompt;
pub mod quotes;
pub mod scroll;
pub mod search;
pub mod sidebar;
mod svg;
mod terminal;
pub mod theme;
mod typing;
mod undo;
pub mod view;
mod voices;
mod wants;
pub mod worker;

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
    /// Why it ended before anything was read.
    pub complaint: Option<String>,
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
    Ok(Outcome { status, complaint: app.last_words, listing })
}

/// The state at the start, and where its articles are.
fn begin(options: &Options, size: (u16, u16)) -> Result<(App, Workplace), Error> {
    let config = &options.config;
    let keys = KeyMap::from_config(&config.keys.preset, &config.keys.bind)?;
    let (state, damage) = match State::load(&options.dirs.state_file()) {
        Ok(state) => (state, None),
        Err(error) => (State::default(), Some(Notice::failed(error.to_string()))),
    };
    let start = Start {
        article: options.article.clone(),
        at: options.at.clone(),
        keys: Chord::sequence(options.keys.as_deref().unwrap_or_default())?.into(),
    };
    let mut app = App::new(size, settings(config), keys, state, start);
    if let Some(listing) = &options.listing {
        app.update(Message::Scanned(Ok(Arc::clone(listing))));
    }
    app.notice = damage;
    match Corrections::load(&options.dirs.corrections_file()) {
        Ok(corrections) => app.corrections = corrections,
        Err(error) => {
            app.notice = Some(Notice::failed(format!("corrections cannot be read: {error}")));
        }
    }
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
