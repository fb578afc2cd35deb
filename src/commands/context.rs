//! The settings in force: what is built in, then the configuration file, the environment, the
//! command line.

use super::{Failure, messages};
use crate::cli::Settings;
use quotidian::{
    config::{Config, ConfigError, Dirs},
    corrections::Corrections,
    library::state::State,
    tui::keys::{KeyError, KeyMap},
};
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// What every command that reads articles is told.
pub struct Context {
    /// The settings in force.
    pub config: Config,
    /// Where things are kept.
    pub dirs: Dirs,
    /// The configuration file, whether it is there or not.
    pub file: PathBuf,
}

impl Context {
    /// Finds and reads the settings in force.
    pub fn load(settings: &Settings) -> Result<Self, Failure> {
        let dirs = Dirs::find()?;
        let mut config = read_config(settings, &dirs)?;
        // <https://no-color.org>: what the user asks for on the command line goes before it.
        if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
            config.theme = "mono".to_owned();
        }
        if let Some(theme) = &settings.theme {
            config.theme.clone_from(theme);
        }
        config.width = settings.width.unwrap_or(config.width);
        let file = settings_file(settings, &dirs);
        let dirs = dirs.with_state(config.state_dir.as_deref());
        Ok(Self { config, dirs, file })
    }

    /// The keys in force.
    pub fn keys(&self) -> Result<KeyMap, Failure> {
        let keys = &self.config.keys;
        KeyMap::from_config(&keys.preset, &keys.bind)
            .map_err(|error| wrong_keys(&self.file, &error))
    }

    /// What was corrected, or nothing where that is not wanted. Corrections that cannot be read are
    /// reported and none.
    pub fn corrections(&self, uncorrected: bool) -> Corrections {
        if uncorrected {
            return Corrections::default();
        }
        let file = self.dirs.corrections_file();
        let corrections = Corrections::load(&file).unwrap_or_else(|error| {
            messages::say(&format!("cannot read corrections in {}: {error}", file.display()));
            Corrections::default()
        });
        corrections.passed_over(&file).iter().for_each(|text| messages::say(text));
        corrections
    }

    /// What is remembered of earlier visits. A state that cannot be read is reported and empty:
    /// no article is worth less for it.
    pub fn state(&self) -> State {
        let file = self.dirs.state_file();
        State::load(&file).unwrap_or_else(|error| {
            messages::say(&format!("cannot read the state in {}: {error}", file.display()));
            State::default()
        })
    }
}

/// The configuration file that the command line or the environment names.
pub fn named_file(settings: &Settings) -> Option<PathBuf> {
    let from_environment =
        || env::var_os("QUOTIDIAN_CONFIG").filter(|path| !path.is_empty()).map(PathBuf::from);
    settings.config.clone().or_else(from_environment)
}

/// The configuration file that is named, else the usual one.
pub fn settings_file(settings: &Settings, dirs: &Dirs) -> PathBuf {
    named_file(settings).unwrap_or_else(|| dirs.config_file.clone())
}

/// What is wrong with the keys in the configuration file, and the line where that seems to be.
pub fn wrong_keys(file: &Path, error: &KeyError) -> Failure {
    let text = fs::read_to_string(file).unwrap_or_default();
    let mut lines = (1..).zip(text.lines()).skip_while(|(_, line)| !line.contains("keys"));
    let line = error.written().and_then(|wrong| lines.find(|(_, line)| line.contains(wrong)));
    let place = line.map(|(number, _)| format!(", line {number}")).unwrap_or_default();
    Failure::Usage(format!("{}{place}, [keys]: {error}", file.display()))
}

/// Reads the configuration: a file that was named must be there, the usual one need not.
pub fn read_config(settings: &Settings, dirs: &Dirs) -> Result<Config, ConfigError> {
    match named_file(settings) {
        Some(named) => Config::read(&named),
        None => Config::read_or_default(&dirs.config_file),
    }
}
