//! The one way to standard output: buffered, and with one way to fail.

use super::Failure;
use quotidian::{schema, text::harmless};
use serde::Serialize;
use std::{
    env,
    io::{self, BufWriter, IsTerminal, StdoutLock, Write},
};

/// Standard output. What was written must be [finished](Output::finish), or it may be lost unseen.
pub struct Output {
    writer: BufWriter<StdoutLock<'static>>,
}

impl Output {
    /// Standard output, to be written to by nobody else.
    pub fn new() -> Self {
        const BUFFER: usize = 64 * 1024;
        Self { writer: BufWriter::with_capacity(BUFFER, io::stdout().lock()) }
    }

    /// Writes bytes that are harmless already.
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.writer.write_all(bytes).map_err(Failure::Output)
    }

    /// Writes a line that is harmless already.
    pub fn line(&mut self, line: &str) -> Result<(), Failure> {
        self.bytes(line.as_bytes())?;
        self.bytes(b"\n")
    }

    /// Hands over everything written so far.
    pub fn flush(&mut self) -> Result<(), Failure> {
        self.writer.flush().map_err(Failure::Output)
    }

    /// Hands over everything; nothing comes after it.
    pub fn finish(mut self) -> Result<(), Failure> {
        self.flush()
    }
}

/// Writes one text to standard output.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut output = Output::new();
    output.bytes(text.as_bytes())?;
    output.finish()
}

/// Whether somebody looks at standard output right now.
pub fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Whether what goes to standard output may be styled: somebody looks at it who did not ask for
/// plain text (<https://no-color.org>: set and not empty).
pub fn is_styled() -> bool {
    let set = |name| env::var_os(name).unwrap_or_default();
    is_terminal() && set("NO_COLOR").is_empty() && set("TERM") != "dumb"
}

/// A value as one line of JSON.
///
/// # Errors
/// When it cannot be JSON.
pub fn json_line(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut line = Vec::new();
    schema::write_json(&mut line, value)?;
    line.push(b'\n');
    Ok(line)
}

/// Text that neither ends its line nor its field, nor commands a terminal.
pub fn one_line(text: &str) -> String {
    harmless(&text.replace(['\t', '\n', '\r'], " ")).into_owned()
}
