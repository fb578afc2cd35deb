//! The one way to standard error. What is said there is for people, and harmless.

use quotidian::text::harmless;
use std::{
    io::{self, Write},
    panic,
};

/// Says something, after the program's name. Line breaks in it are kept.
///
/// That nobody can be told is not a reason to stop: a standard error that fails is passed over.
pub fn say(message: &str) {
    write(&format!("quotidian: {message}"));
}

/// Writes a text that has its own beginning, such as clap's.
pub fn write(message: &str) {
    let mut text = String::with_capacity(message.len() + 1);
    for line in message.trim_end().lines() {
        text.push_str(&harmless(line));
        text.push('\n');
    }
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Says at most `most` things, and how many more there are.
pub fn say_some(messages: impl ExactSizeIterator<Item = String>, most: usize, what: &str) {
    let more = messages.len().saturating_sub(most);
    messages.take(most).for_each(|message| say(&message));
    if more > 0 {
        say(&format!("{what} {more} more"));
    }
}

/// Makes a panic, should there be one, a message without foreign bytes.
pub fn report_panics_harmlessly() {
    panic::set_hook(Box::new(|info| {
        say(&format!("{info}\nThis is a mistake in the program; please report it."));
    }));
}
