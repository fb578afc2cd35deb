//! Front matter: where it is, and its keys and values in YAML or TOML.
//!
//! Only flat keys are of interest, so both readers stop at what is nested deeply or does not parse,
//! and keep what they have; lines of `key: value` that are left are then read one by one.

use super::fields::Fields;
use crate::span::Span;
use saphyr_parser::{Event, Parser, ScalarStyle};

/// How much front matter is read, in bytes. All of it is hidden, however long it is.
const LONGEST: usize = 64 * 1024;
/// Deeper nesting than any author writes.
const DEEPEST: usize = 8;

/// The notation of front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Notation {
    Yaml,
    Toml,
}

/// Where front matter was found.
#[derive(Debug)]
pub(super) struct FrontMatter {
    notation: Notation,
    /// What stands between its fences.
    inside: Span,
    /// Where the text goes on after it.
    pub(super) body: usize,
}

/// Finds front matter: it begins on the first line, is closed, and looks like keys with values.
/// A text that merely begins with a line of dashes is none.
pub(super) fn find(text: &str) -> Option<FrontMatter> {
    let opening = text.split_inclusive('\n').next()?;
    let notation = match opening.trim_end() {
        "---" => Notation::Yaml,
        "+++" => Notation::Toml,
        _ => return None,
    };
    let mut end = opening.len();
    for line in text.get(end..)?.split_inclusive('\n') {
        if is_fence(line.trim_end(), notation) {
            let inside = Span::new(opening.len(), end);
            let body = end + line.len();
            return has_keys(inside.of(text), notation).then_some(FrontMatter {
                notation,
                inside,
                body,
            });
        }
        end += line.len();
    }
    None
}

fn is_fence(line: &str, notation: Notation) -> bool {
    match notation {
        Notation::Yaml => line == "---" || line == "...",
        Notation::Toml => line == "+++",
    }
}

/// Whether the first line that says anything is a key with a value.
fn has_keys(inside: &str, notation: Notation) -> bool {
    let mut lines =
        inside.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    match (lines.next(), notation) {
        (None, _) => true,
        (Some(line), Notation::Yaml) => key_and_value(line, ':').is_some(),
        (Some(line), Notation::Toml) => line.starts_with('[') || key_and_value(line, '=').is_some(),
    }
}

/// `key: value` or `key = value`; a key has no spaces inside.
fn key_and_value(line: &str, mark: char) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(mark)?;
    let key = key.trim_end().trim_matches(['"', '\'']);
    let is_key = !key.is_empty() && !key.contains(char::is_whitespace);
    let is_parted = mark == '=' || value.is_empty() || value.starts_with(char::is_whitespace);
    (is_key && is_parted).then_some((key, value.trim()))
}

impl FrontMatter {
    /// Its keys and values.
    pub(super) fn fields(&self, text: &str) -> Fields {
        let inside = self.inside.of(text);
        let inside = &inside[..inside.floor_char_boundary(LONGEST)];
        let mut fields = Fields::default();
        let is_whole = match self.notation {
            Notation::Yaml => yaml(inside, &mut fields).is_some(),
            Notation::Toml => toml(inside, &mut fields).is_some(),
        };
        if !is_whole {
            line_by_line(inside, self.notation, &mut fields);
        }
        fields
    }
}

/// Where in the YAML tree the reader is.
enum Level {
    /// In a mapping; the key whose value comes next.
    Map(Option<String>),
    List,
}

/// Reads YAML event by event, which needs no recursion. `None` when it does not parse to its end.
fn yaml(inside: &str, fields: &mut Fields) -> Option<()> {
    let mut levels: Vec<Level> = Vec::new();
    for event in Parser::new_from_str(inside) {
        match event.ok()?.0 {
            Event::Scalar(value, style, ..) => {
                let is_null = style == ScalarStyle::Plain && matches!(&*value, "" | "~" | "null");
                scalar(&mut levels, (!is_null).then_some(&value), fields);
            }
            Event::Alias(_) => scalar(&mut levels, None, fields),
            Event::MappingStart(..) => levels.push(Level::Map(None)),
            Event::SequenceStart(..) => levels.push(Level::List),
            Event::MappingEnd | Event::SequenceEnd => {
                levels.pop();
                close_value(&mut levels);
            }
            Event::DocumentEnd => return Some(()),
            _ => {}
        }
        if levels.len() > DEEPEST {
            return None;
        }
    }
    Some(())
}

/// A scalar is a key, or a value of the key it stands under. Of mappings inside values only the
/// `name` counts (`authors: [{name: …}]`).
fn scalar(levels: &mut [Level], value: Option<&str>, fields: &mut Fields) {
    if let Some(Level::Map(key @ None)) = levels.last_mut() {
        *key = Some(value.unwrap_or_default().to_owned());
        return;
    }
    let Some((Level::Map(Some(root)), inner)) = levels.split_first() else { return };
    let is_wanted = inner.iter().all(|level| match level {
        Level::List => true,
        Level::Map(key) => key.as_deref() == Some("name"),
    });
    if let Some(value) = value.filter(|_| is_wanted) {
        fields.add(root, value);
    }
    close_value(levels);
}

/// After its value a key is done with.
fn close_value(levels: &mut [Level]) {
    if let Some(Level::Map(key)) = levels.last_mut() {
        *key = None;
    }
}

/// Reads TOML. `None` when it does not parse.
fn toml(inside: &str, fields: &mut Fields) -> Option<()> {
    let table: toml::Table = inside.parse().ok()?;
    for (key, value) in &table {
        toml_value(key, value, fields);
    }
    // Site generators keep tags and their own keys in tables.
    for inner in table.values().filter_map(toml::Value::as_table) {
        for (key, value) in inner.iter().filter(|(_, value)| !value.is_table()) {
            toml_value(key, value, fields);
        }
    }
    Some(())
}

fn toml_value(key: &str, value: &toml::Value, fields: &mut Fields) {
    match value {
        toml::Value::String(value) => fields.add(key, value),
        toml::Value::Array(values) => {
            for value in values.iter().filter(|value| !value.is_array()) {
                toml_value(key, value, fields);
            }
        }
        toml::Value::Table(table) => {
            if let Some(toml::Value::String(name)) = table.get("name") {
                fields.add(key, name);
            }
        }
        other => fields.add(key, &other.to_string()),
    }
}

/// What can be read without a grammar: `key: value` on a line that is not indented. Keys that are
/// known already stay as they are.
fn line_by_line(inside: &str, notation: Notation, fields: &mut Fields) {
    let mark = if notation == Notation::Yaml { ':' } else { '=' };
    let lines = inside.lines().filter(|line| !line.starts_with([' ', '\t', '#', '-']));
    for (key, value) in lines.filter_map(|line| key_and_value(line, mark)) {
        let value = value.trim_matches(['"', '\'']);
        if !value.is_empty() && !fields.has(key) {
            fields.add(key, value);
        }
    }
}
