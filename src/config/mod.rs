//! The user's settings, and the directories they live in.
//!
//! Settings come from four places; the later wins: what is built in ([`DEFAULT`]), the
//! configuration file, the environment (`QUOTIDIAN_OPTS`), the command line. This room reads the
//! first two; the program's front door lays the rest over them.

mod allowed;
mod command;
mod dirs;

pub use command::Command;
pub use dirs::{Dirs, NoHome};

use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    fs, io,
    ops::RangeInclusive,
    path::{Path, PathBuf},
};

/// The default configuration as a commented file, in the user's own format.
pub const DEFAULT: &str = include_str!("default.toml");

/// The colour themes there are.
pub const THEMES: [&str; 4] = ["terminal", "dark", "light", "mono"];

/// The key maps there are to start from.
pub const PRESETS: [&str; 4] = ["default", "newsboat", "less", "emacs"];

/// The widths, in columns, that a text can be set in.
pub const WIDTHS: RangeInclusive<u16> = 20..=200;

/// The user's settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Which colours: one of [`THEMES`].
    #[serde(deserialize_with = "allowed::theme")]
    pub theme: String,
    /// Width of the text's column, within [`WIDTHS`].
    #[serde(deserialize_with = "allowed::width")]
    pub width: u16,
    /// Whether long words may be divided at the end of a line.
    pub hyphenate: bool,
    /// Whether both edges of the text are straight.
    pub justify: bool,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// Whether the pane of entities and quotes is open at the start.
    pub sidebar: bool,
    /// Whether quotes are grouped by speaker at the start; else they follow the text.
    pub group_quotes: bool,
    /// What opens an article's address; `None`: `$BROWSER`, else what the system uses.
    pub browser: Option<Command>,
    /// What opens an article's file; `None`: `$VISUAL`, else `$EDITOR`.
    pub editor: Option<Command>,
    /// What an article is piped to when no command is typed.
    pub pipe: Option<Command>,
    /// Where the state is kept instead of [`Dirs::state`]; absolute, or from `~/`.
    #[serde(deserialize_with = "allowed::folder")]
    pub state_dir: Option<PathBuf>,
    /// The keys.
    pub keys: Keys,
}

/// Which key does what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Keys {
    /// The map to start from: one of [`PRESETS`].
    #[serde(deserialize_with = "allowed::preset")]
    pub preset: String,
    /// Changes to it: keys as they are typed, and the action's name; an empty name unbinds.
    pub bind: BTreeMap<String, String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            theme: "terminal".into(),
            width: 66,
            hyphenate: false,
            justify: false,
            mouse: true,
            sidebar: true,
            group_quotes: false,
            browser: None,
            editor: None,
            pipe: None,
            state_dir: None,
            keys: Keys::default(),
        }
    }
}

impl Default for Keys {
    fn default() -> Self {
        Self { preset: "default".into(), bind: BTreeMap::new() }
    }
}

/// Why a configuration file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// It cannot be read.
    #[error("cannot read the configuration file {}: {error}", path.display())]
    Read {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// It does not say what a configuration file can say. Shows the line, a caret, what is allowed.
    #[error("{}: {error}", path.display())]
    Wrong {
        /// Which file.
        path: PathBuf,
        /// Where and why.
        error: Box<toml::de::Error>,
    },
}

impl Config {
    /// Reads a configuration file.
    ///
    /// # Errors
    /// When it cannot be read (a missing file too), has unknown keys, or values that cannot be.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = fs::read_to_string(path)
            .map_err(|error| ConfigError::Read { path: path.to_owned(), error })?;
        toml::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|error| ConfigError::Wrong { path: path.to_owned(), error: Box::new(error) })
    }

    /// Reads the configuration file where it belongs; when there is none, the defaults.
    ///
    /// # Errors
    /// As [`Config::read`], but for a missing file.
    pub fn read_or_default(path: &Path) -> Result<Self, ConfigError> {
        match Self::read(path) {
            Err(ConfigError::Read { error, .. }) if error.kind() == io::ErrorKind::NotFound => {
                Ok(Self::default())
            }
            result => result,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Config, String> {
        toml::from_str(text).map_err(|error: toml::de::Error| error.to_string())
    }

    #[test]
    fn the_shipped_file_says_the_defaults_and_names_every_setting() {
        assert_eq!(parse(DEFAULT).unwrap(), Config::default());
        let full = DEFAULT.replace("\n# ", "\n").replace("\n#\n", "\n\n");
        let named = |key: &str| {
            full.lines().any(|line| line.starts_with(&format!("{key} ="))) || key == "keys"
        };
        let every = Config {
            browser: Some(Command::new("x")),
            editor: Some(Command::new("x")),
            pipe: Some(Command::new("x")),
            state_dir: Some("/x".into()),
            ..Config::default()
        };
        let every = toml::Table::try_from(&every).unwrap();
        assert!(every.len() > 10);
        for key in every.keys() {
            assert!(named(key), "default.toml does not mention {key}");
        }
    }

    #[test]
    fn what_is_printed_reads_back() {
        let text = "theme = 'mono'\nwidth = 66\nstate_dir = '/tmp/news'\n\
                    browser = ['firefox', '--new tab']\neditor = 'vim -R'\n\
                    [keys]\npreset = 'less'\n[keys.bind]\n\"gg\" = 'first'\n'\"' = ''\n";
        let config = parse(text).unwrap();
        assert_eq!(config.editor.as_ref().unwrap().args(), ["-R"]);
        assert_eq!(config.browser.as_ref().unwrap().args(), ["--new tab"]);
        assert_eq!(parse(&toml::to_string(&config).unwrap()).unwrap(), config);
    }

    #[test]
    fn mistakes_are_pointed_at_and_what_is_allowed_is_named() {
        for (wrong, line, says) in [
            ("mouse = true\nwidht = 70", "2 | widht = 70", "`width`"),
            ("theme = 'drak'", "1 | theme = 'drak'", "`dark`"),
            ("width = 7", "1 | width = 7", "20 to 200"),
            ("width = 'wide'", "1 | width = 'wide'", "20 to 200"),
            ("mouse = 'yes'", "1 | mouse = 'yes'", "boolean"),
            ("state_dir = 'news'", "1 | state_dir = 'news'", "absolute"),
            ("browser = []", "1 | browser = []", "a command"),
            ("[keys]\npreset = 'vi'", "2 | preset = 'vi'", "`newsboat`"),
            ("[keys.bind]\nq = 3", "2 | q = 3", "string"),
        ] {
            let error = parse(wrong).unwrap_err();
            assert!(error.contains(line), "{error}");
            assert!(error.contains('^'), "{error}");
            assert!(error.contains(says), "{error}");
        }
    }
}
