//! From the words of the command line to what they ask for.

use super::{Failure, messages, output};
use crate::cli::{Cli, EnvironmentOptions, Reader, Settings};
use clap::{CommandFactory, Parser, error::ErrorKind};
use std::{env, ffi::OsString};

/// Reads the command line, and the settings in `QUOTIDIAN_OPTS` where it leaves them open.
///
/// Help and version are printed here, and so is what is wrong with a command line.
pub fn arguments(args: impl IntoIterator<Item = OsString>) -> Result<Cli, Failure> {
    let mut cli = Cli::try_parse_from(args).map_err(answer)?;
    if cli.command.is_some() && is_used(&cli.reader) {
        let message = "options of the reader cannot stand before a command; write them after it, \
                       or call a folder that is named like a command ./NAME";
        return Err(answer(Cli::command().error(ErrorKind::ArgumentConflict, message)));
    }
    let from_environment = environment()?;
    cli.settings = Settings {
        config: cli.settings.config.or(from_environment.config),
        theme: cli.settings.theme.or(from_environment.theme),
        width: cli.settings.width.or(from_environment.width),
    };
    Ok(cli)
}

/// The settings in `QUOTIDIAN_OPTS`, divided at white space.
fn environment() -> Result<Settings, Failure> {
    let options = env::var_os("QUOTIDIAN_OPTS").unwrap_or_default();
    let words = options.to_string_lossy();
    match EnvironmentOptions::try_parse_from(words.split_whitespace()) {
        Ok(options) => Ok(options.settings),
        Err(error) => {
            Err(Failure::Usage(format!("the environment variable QUOTIDIAN_OPTS: {error}")))
        }
    }
}

fn is_used(reader: &Reader) -> bool {
    let Reader { paths, article, at, keys, dump_screen, format } = reader;
    !paths.is_empty()
        || article.is_some()
        || at.is_some()
        || keys.is_some()
        || dump_screen.is_some()
        || format.is_some()
}

/// Prints what clap has to say: help on standard output, a mistake on standard error.
fn answer(error: clap::Error) -> Failure {
    let text = error.render();
    if error.use_stderr() {
        messages::write(&text.to_string());
        return Failure::Said(2);
    }
    let text = if output::is_styled() { text.ansi().to_string() } else { text.to_string() };
    output::print(&text).err().unwrap_or(Failure::Said(0))
}
