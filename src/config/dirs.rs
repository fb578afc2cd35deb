//! Where the program keeps its things, after the XDG Base Directory Specification 0.8.

use etcetera::{BaseStrategy, HomeDirError, choose_base_strategy};
use std::path::{Path, PathBuf};

/// The program's folder within each base directory.
const NAME: &str = "quotidian";

/// The places the program reads from and writes to. None of them need exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dirs {
    /// The configuration file: `$XDG_CONFIG_HOME/quotidian/config.toml`.
    pub config_file: PathBuf,
    /// What is remembered between visits: `$XDG_STATE_HOME/quotidian`.
    pub state: PathBuf,
}

/// The home directory cannot be found.
#[derive(Debug, thiserror::Error)]
#[error("cannot tell where your home directory is; set HOME")]
pub struct NoHome(#[from] HomeDirError);

impl Dirs {
    /// The places as the environment has them.
    ///
    /// # Errors
    /// When neither the environment nor the system knows a home directory.
    pub fn find() -> Result<Self, NoHome> {
        let base = choose_base_strategy()?;
        let state = base.state_dir().unwrap_or_else(|| base.data_dir());
        Ok(Self {
            config_file: base.config_dir().join(NAME).join("config.toml"),
            state: state.join(NAME),
        })
    }

    /// The file that remembers what was read, starred, and where one was.
    pub fn state_file(&self) -> PathBuf {
        self.state.join("state.json")
    }

    /// The file that keeps what a reader corrected.
    pub fn corrections_file(&self) -> PathBuf {
        self.state.join("corrections.jsonl")
    }

    /// The same places, but the state in `folder` when one is given.
    #[must_use]
    pub fn with_state(mut self, folder: Option<&Path>) -> Self {
        if let Some(folder) = folder {
            self.state = folder.to_owned();
        }
        self
    }
}
