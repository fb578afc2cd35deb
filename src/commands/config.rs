//! `quotidian config`: print, find or check the settings.

use super::{
    Context, Failure,
    context::{named_file, read_config, settings_file},
    output,
};
use crate::cli::{ConfigCommand, Settings};
use quotidian::{
    config::{DEFAULT, Dirs},
    text::harmless,
};

pub fn run(command: &ConfigCommand, settings: &Settings) -> Result<(), Failure> {
    match command {
        ConfigCommand::Print { default: true } => output::print(DEFAULT),
        ConfigCommand::Print { default: false } => print(settings),
        ConfigCommand::Path => path(settings),
        ConfigCommand::Check => check(settings),
    }
}

/// Prints the settings in force as a configuration file.
fn print(settings: &Settings) -> Result<(), Failure> {
    let config = Context::load(settings)?.config;
    let text = toml::to_string(&config)
        .map_err(|error| Failure::Usage(format!("these settings cannot be written: {error}")))?;
    let lines: Vec<_> = text.lines().map(harmless).collect();
    output::print(&(lines.join("\n") + "\n"))
}

fn path(settings: &Settings) -> Result<(), Failure> {
    let path = match named_file(settings) {
        Some(named) => named,
        None => Dirs::find()?.config_file,
    };
    output::print(&format!("{}\n", harmless(&path.to_string_lossy())))
}

/// Reads the file, and the keys in it; what is wrong becomes the command's failure.
fn check(settings: &Settings) -> Result<(), Failure> {
    let dirs = Dirs::find()?;
    let config = read_config(settings, &dirs)?;
    let file = settings_file(settings, &dirs);
    Context { config, dirs, file }.keys().map(|_| ())
}
