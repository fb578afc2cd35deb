//! `quotidian show`: one article, printed.

mod page;
mod plain;

use super::{Context, Failure, choose::choose, input, output};
use crate::cli::Show;
use quotidian::layout::Measure;
use std::{env, path::PathBuf};

pub fn run(command: &Show, context: &Context) -> Result<(), Failure> {
    print(&command.paths, command.article.as_deref(), command.plain, context)
}

/// Prints the article that `selector` means, or the first of those at `paths`.
pub fn print(
    paths: &[PathBuf],
    selector: Option<&str>,
    plain: bool,
    context: &Context,
) -> Result<(), Failure> {
    let listing = input::articles(paths)?;
    let article = choose(&listing, selector)?.load()?;
    if plain { plain::print(&article) } else { page::print(article, measure(context)) }
}

/// The reading width, or the terminal's where that is smaller.
fn measure(context: &Context) -> Measure {
    let config = &context.config;
    let width = terminal_width().map_or(config.width, |columns| columns.clamp(1, config.width));
    Measure { width, hyphenate: config.hyphenate, justify: config.justify }
}

/// The columns of the terminal: what it says itself, else what the environment says of it.
fn terminal_width() -> Option<u16> {
    let asked = || crossterm::terminal::window_size().ok().map(|size| size.columns);
    let told = || env::var("COLUMNS").ok()?.parse().ok();
    let asked = if output::is_terminal() { asked() } else { None };
    asked.or_else(told).filter(|&columns| columns > 0)
}
