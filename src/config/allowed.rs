//! Values that are narrower than their types, and what to say when one does not fit.

use super::{PRESETS, THEMES, WIDTHS};
use serde::de::{Deserialize, Deserializer, Error, Unexpected};
use std::{env, path::PathBuf};

/// One of [`THEMES`].
pub fn theme<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    one_of(deserializer, &THEMES)
}

/// One of [`PRESETS`].
pub fn preset<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    one_of(deserializer, &PRESETS)
}

/// A number of columns within [`WIDTHS`].
pub fn width<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
    let wanted = format!("a number of columns, {} to {}", WIDTHS.start(), WIDTHS.end());
    let value = toml::Value::deserialize(deserializer)?;
    let columns = value.as_integer().and_then(|columns| u16::try_from(columns).ok());
    columns.filter(|columns| WIDTHS.contains(columns)).ok_or_else(|| {
        let found = value.to_string();
        D::Error::invalid_value(Unexpected::Other(&format!("`{found}`")), &wanted.as_str())
    })
}

/// An absolute path; `~/` at its start is the home directory.
pub fn folder<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<PathBuf>, D::Error> {
    let given = String::deserialize(deserializer)?;
    let path = match (given.strip_prefix("~/"), env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(&given),
    };
    if path.is_absolute() {
        return Ok(Some(path));
    }
    let wanted = "an absolute path, or one that begins with ~/";
    Err(D::Error::invalid_value(Unexpected::Str(&given), &wanted))
}

fn one_of<'de, D: Deserializer<'de>>(
    deserializer: D,
    allowed: &'static [&'static str],
) -> Result<String, D::Error> {
    let given = String::deserialize(deserializer)?;
    match allowed.contains(&given.as_str()) {
        true => Ok(given),
        false => Err(D::Error::unknown_variant(&given, allowed)),
    }
}
