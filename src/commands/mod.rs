//! One file per command, each thin: articles in, lines out.
//!
//! What they share: [`Context`] holds the settings in force, [`input`] finds the articles that the
//! command line means, [`pipeline`] works on them on all cores, [`Output`] is the one way to
//! standard output, [`messages`] the one way to standard error, and [`Failure`] the exit status.

mod analysed;
mod choose;
mod completions;
mod config;
mod context;
mod corrections;
mod entities;
mod extract;
mod failure;
mod input;
mod jsonl;
mod list;
mod man;
mod messages;
mod output;
mod parse;
mod pipeline;
mod quotes;
mod read;
mod show;
mod table;

use crate::cli::{Cli, Command};
use context::Context;
use failure::Failure;
use output::Output;
use std::{ffi::OsString, process::ExitCode};

/// Runs the command that `args` ask for, and says how it ended.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    messages::report_panics_harmlessly();
    match parse::arguments(args).and_then(dispatch) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn dispatch(cli: Cli) -> Result<(), Failure> {
    let context = || Context::load(&cli.settings);
    match cli.command {
        None => read::run(cli.reader, context()?),
        Some(Command::List(list)) => list::run(&list, &context()?),
        Some(Command::Show(show)) => show::run(&show, &context()?),
        Some(Command::Extract(extract)) => extract::run(&extract, &context()?),
        Some(Command::Entities(entities)) => entities::run(entities, &context()?),
        Some(Command::Quotes(quotes)) => quotes::run(&quotes, &context()?),
        Some(Command::Corrections(command)) => corrections::run(&command, &context()?),
        Some(Command::Config(config)) => config::run(&config.command, &cli.settings),
        Some(Command::Completions { shell }) => completions::run(shell),
        Some(Command::Man) => man::run(&context()?),
    }
}
