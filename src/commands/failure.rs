//! How a command can end other than well, and the exit status that says so.

use super::{messages, pipeline::Panicked};
use quotidian::{config, library, tui};
use std::{io, process::ExitCode};

/// Why a command did not do what it was asked to. Each kind has an exit status of its own.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// There is no article to work on.
    #[error("{0}")]
    Nothing(String),
    /// The command line or the configuration asks for what cannot be.
    #[error("{0}")]
    Usage(String),
    /// Something could not be read.
    #[error("{0}")]
    Input(String),
    /// Standard output could not be written.
    #[error("cannot write the output: {0}; make room there, or write it somewhere else")]
    Output(io::Error),
    /// Some articles could not be read; each was reported where it stood.
    #[error("articles that could not be read: {0}; the reason stands with each")]
    Articles(usize),
    /// All was said already; this is the exit status.
    #[error("exit status {0}")]
    Said(u8),
}

impl Failure {
    /// The failure of a command that could not read `unread` of its articles, and said which.
    pub fn of_articles(unread: usize) -> Result<(), Self> {
        if unread == 0 { Ok(()) } else { Err(Self::Articles(unread)) }
    }

    /// Says on standard error what went wrong, and gives the exit status.
    pub fn report(&self) -> ExitCode {
        if !self.is_quiet() {
            messages::say(&self.to_string());
        }
        ExitCode::from(self.status())
    }

    /// Whoever reads the output may stop when they have enough: that is no news.
    fn is_quiet(&self) -> bool {
        self.is_broken_pipe() || matches!(self, Self::Said(_))
    }

    fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    fn status(&self) -> u8 {
        match self {
            Self::Output(_) if self.is_broken_pipe() => 0,
            Self::Nothing(_) => 1,
            Self::Usage(_) => 2,
            Self::Input(_) | Self::Output(_) | Self::Articles(_) => 3,
            Self::Said(status) => *status,
        }
    }
}

impl From<Panicked> for Failure {
    fn from(error: Panicked) -> Self {
        Self::Input(error.to_string())
    }
}

impl From<library::OpenError> for Failure {
    fn from(error: library::OpenError) -> Self {
        Self::Input(error.to_string())
    }
}

impl From<library::LoadError> for Failure {
    fn from(error: library::LoadError) -> Self {
        Self::Input(error.to_string())
    }
}

impl From<config::NoHome> for Failure {
    fn from(error: config::NoHome) -> Self {
        Self::Input(error.to_string())
    }
}

impl From<config::ConfigError> for Failure {
    fn from(error: config::ConfigError) -> Self {
        match error {
            config::ConfigError::Read { .. } => Self::Input(error.to_string()),
            config::ConfigError::Wrong { .. } => Self::Usage(error.to_string()),
        }
    }
}

impl From<tui::Error> for Failure {
    fn from(error: tui::Error) -> Self {
        match error {
            tui::Error::Keys(error) => Self::Usage(error.to_string()),
            tui::Error::NotThere(unmet) => Self::Nothing(unmet),
            error @ (tui::Error::Open(_) | tui::Error::Terminal(_)) => {
                Self::Input(error.to_string())
            }
        }
    }
}
