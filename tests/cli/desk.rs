//! A desk to work at: a folder of articles, and a home that belongs to one test only.

use assert_cmd::{Command, assert::Assert};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// A temporary folder with `home` (nothing in it) and `news` (to be filled).
pub struct Desk(TempDir);

impl Desk {
    /// An empty desk.
    pub fn new() -> Self {
        let desk = Self(TempDir::new().unwrap());
        fs::create_dir(desk.path("home")).unwrap();
        fs::create_dir(desk.path("news")).unwrap();
        desk
    }

    /// A desk with three articles, two of them about a bridge.
    pub fn with_news() -> Self {
        let desk = Self::new();
        desk.article("2026-03-02-ferry.txt", "Ferry sold\n\nIt is gone.\n");
        desk.article(
            "2026-03-04-bridge-opens.txt",
            "Bridge opens in Norholt\n\n“It is done,” said Mara Holm, the mayor.\n\nPeople came.\n",
        );
        desk.article(
            "2026-03-03-bridge-late.txt",
            "Bridge late again in Norholt\n\nNobody came.\n",
        );
        desk
    }

    /// Where something on the desk is.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Puts an article into `news`.
    pub fn article(&self, name: &str, text: impl AsRef<[u8]>) {
        self.file(&format!("news/{name}"), text);
    }

    /// Puts a file on the desk.
    pub fn file(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The program, run from the desk, with an environment of its own.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(binary());
        command.args(args).current_dir(self.0.path()).env_clear();
        command.env("HOME", self.path("home"));
        for (name, folder) in [
            ("XDG_CONFIG_HOME", "home/config"),
            ("XDG_STATE_HOME", "home/state"),
            ("XDG_CACHE_HOME", "home/cache"),
        ] {
            command.env(name, self.path(folder));
        }
        command
    }

    /// Runs the program to its end.
    pub fn run(&self, args: &[&str]) -> Assert {
        self.command(args).assert()
    }

    /// Runs the program with something on its standard input.
    pub fn feed(&self, args: &[&str], input: impl Into<Vec<u8>>) -> Assert {
        self.command(args).write_stdin(input).assert()
    }

    /// Runs `script` in a shell; `$q` is the program.
    #[cfg(unix)]
    pub fn shell(&self, script: &str) -> Assert {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", script]).current_dir(self.0.path()).env_clear();
        command.env("q", binary()).env("HOME", self.path("home")).env("PATH", "/usr/bin:/bin");
        command.assert()
    }
}

/// The program under test.
pub fn binary() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_quotidian"))
}

/// What a run wrote to standard output.
pub fn stdout(run: &Assert) -> String {
    String::from_utf8(run.get_output().stdout.clone()).unwrap()
}

/// What a run wrote to standard error.
pub fn stderr(run: &Assert) -> String {
    String::from_utf8(run.get_output().stderr.clone()).unwrap()
}

/// Standard output as JSON, one value a line.
pub fn json_lines(run: &Assert) -> Vec<serde_json::Value> {
    stdout(run).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}
