//! `quotidian`: the reader, or what stands for it where there is no screen.

use super::{Context, Failure, choose::choose, context::wrong_keys, input, messages, output, show};
use crate::cli::{Reader, ScreenFormat, Size};
use quotidian::tui::{self, DumpFormat, Options};
use std::{env, path::Path, sync::Arc};

/// Reads on the terminal, draws one screen, or prints an article.
pub fn run(reader: Reader, context: Context) -> Result<(), Failure> {
    if let Some(size) = reader.dump_screen {
        return dump(reader, context, size);
    }
    if !has_screen() {
        refuse_places(&reader)?;
        return show::print(&reader.paths, reader.article.as_deref(), false, &context);
    }
    let file = context.file.clone();
    let options = options(reader, context)?;
    let named = options.listing.is_some();
    let outcome = tui::run(options).map_err(|error| failed(&file, error))?;
    if !named {
        input::name_skipped(&outcome.listing);
    }
    outcome.complaints.iter().for_each(|complaint| messages::say(complaint));
    match outcome.status {
        0 => Ok(()),
        status => Err(Failure::Said(status)),
    }
}

/// Refuses what an article that is only printed cannot do, rather than not to do it without a word.
fn refuse_places(reader: &Reader) -> Result<(), Failure> {
    let given = [("--at", reader.at.is_some()), ("--keys", reader.keys.is_some())];
    match given.into_iter().find(|(_, given)| *given) {
        Some((option, _)) => Err(Failure::Usage(format!(
            "{option} needs a screen, and there is none here: --dump-screen 120x40 draws one as text"
        ))),
        None => Ok(()),
    }
}

/// Whether there is a terminal to draw on. Where TERM is not set, nobody knows how to.
fn has_screen() -> bool {
    let term = env::var_os("TERM").unwrap_or_default();
    output::is_terminal() && term != "dumb" && (cfg!(windows) || !term.is_empty())
}

fn dump(reader: Reader, context: Context, size: Size) -> Result<(), Failure> {
    let format = match reader.format {
        Some(ScreenFormat::Svg) => DumpFormat::Svg,
        Some(ScreenFormat::Text) | None => DumpFormat::Text,
    };
    let file = context.file.clone();
    let options = options(reader, context)?;
    let screen = tui::dump(&options, (size.width, size.height), format);
    output::print(&screen.map_err(|error| failed(&file, error))?)
}

/// Why there is no screen. Keys that are wrong can only be those of the configuration file.
fn failed(file: &Path, error: tui::Error) -> Failure {
    match error {
        tui::Error::Keys(error) => wrong_keys(file, &error),
        error => error.into(),
    }
}

/// What the screen is told. It lists the articles itself, so that it is there at once; but to know
/// which one is meant, they must be listed first.
fn options(reader: Reader, context: Context) -> Result<Options, Failure> {
    let Reader { paths, article, at, keys, dump_screen, .. } = reader;
    let Context { config, dirs, .. } = context;
    let shelf = input::shelf(&paths)?;
    let mut options = Options { shelf, listing: None, article: None, at, keys, config, dirs };
    if article.is_none() && dump_screen.is_none() {
        return Ok(options);
    }
    let listing = input::on_shelf(&options.shelf)?;
    let chosen = article.map(|selector| choose(&listing, Some(&selector))).transpose()?;
    options.article = chosen.map(|entry| entry.id.clone());
    options.listing = Some(Arc::new(listing));
    Ok(options)
}
