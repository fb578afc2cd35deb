//! A command the user gave: a program and its arguments, run without a shell.

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, SeqAccess, Unexpected, Visitor},
};
use std::fmt;

/// A program and the arguments that go before those the reader adds.
///
/// Written as one string, which is divided at white space, or as a list of strings where an
/// argument has white space of its own. No shell ever sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    program: String,
    args: Vec<String>,
}

impl Command {
    /// A program without arguments.
    pub fn new(program: impl Into<String>) -> Self {
        Self { program: program.into(), args: Vec::new() }
    }

    /// Divides a line at white space, as `$EDITOR` and its like are. `None` when it is blank.
    pub fn from_line(line: &str) -> Option<Self> {
        Self::from_words(line.split_whitespace().map(str::to_owned))
    }

    /// The program.
    pub fn program(&self) -> &str {
        &self.program
    }

    /// Its arguments.
    pub fn args(&self) -> &[String] {
        &self.args
    }

    fn from_words(mut words: impl Iterator<Item = String>) -> Option<Self> {
        let program = words.next().filter(|program| !program.is_empty())?;
        Some(Self { program, args: words.collect() })
    }
}

impl From<&Command> for std::process::Command {
    fn from(command: &Command) -> Self {
        let mut process = Self::new(&command.program);
        process.args(&command.args);
        process
    }
}

impl Serialize for Command {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(std::iter::once(&self.program).chain(&self.args))
    }
}

impl<'de> Deserialize<'de> for Command {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Words)
    }
}

/// Reads both ways of writing a command.
struct Words;

impl<'de> Visitor<'de> for Words {
    type Value = Command;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a command: a string, or a list of strings with the program first")
    }

    fn visit_str<E: Error>(self, line: &str) -> Result<Command, E> {
        Command::from_line(line).ok_or_else(|| E::invalid_value(Unexpected::Str(line), &self))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Command, A::Error> {
        let mut words = Vec::new();
        while let Some(word) = list.next_element::<String>()? {
            words.push(word);
        }
        Command::from_words(words.into_iter())
            .ok_or_else(|| A::Error::invalid_value(Unexpected::Seq, &self))
    }
}
