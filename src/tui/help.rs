//! The help page: the keys in force and what they do.

use super::keys::KeyMap;

/// The state of the help page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HelpPage {
    /// Only lines with these words are shown.
    pub query: String,
    /// The first line on the screen.
    pub top: usize,
}

/// A line of the help page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpLine {
    /// Space between chapters.
    Gap,
    /// A chapter's heading.
    Heading(String),
    /// Keys, and what they do.
    Key(String, String),
    /// More of what the keys above do.
    More(String),
}

/// Columns for the keys where there is room enough, two spaces after them included.
const KEYS: usize = 22;
/// Fewer columns than these are of no use, neither for keys nor for what they do.
const LEAST: usize = 6;

impl HelpPage {
    /// How many lines are shown on a terminal with this many rows: all but the heading and the hints.
    pub fn room(rows: u16) -> usize {
        usize::from(rows).saturating_sub(2).max(1)
    }

    /// The lines to show in `width` columns.
    pub fn lines(&self, keys: &KeyMap, width: u16) -> Vec<HelpLine> {
        let query = self.query.to_lowercase();
        let columns = columns(width);
        let room = usize::from(width).saturating_sub(columns + 2).max(LEAST);
        let mut lines = Vec::new();
        for (title, rows) in keys.sections() {
            let matching = |(keys, what): &(String, String)| {
                let hay = format!("{title} {keys} {what}").to_lowercase();
                query.split_whitespace().all(|word| hay.contains(word))
            };
            let rows: Vec<_> = rows.into_iter().filter(matching).collect();
            if rows.is_empty() {
                continue;
            }
            if !lines.is_empty() {
                lines.push(HelpLine::Gap);
            }
            lines.push(HelpLine::Heading(title));
            for (keys, what) in rows {
                push_row(&mut lines, &keys, &what, (columns, room));
            }
        }
        lines
    }

    /// Scrolls by `count` lines of `lines`, of which `page` are shown.
    pub fn scroll(&mut self, down: bool, count: usize, lines: usize, page: usize) {
        let top =
            if down { self.top.saturating_add(count) } else { self.top.saturating_sub(count) };
        self.top = top.min(lines.saturating_sub(page));
    }
}

/// One row in two columns, its explanation folded; keys too long for their column get lines of their own.
fn push_row(lines: &mut Vec<HelpLine>, keys: &str, what: &str, (left, right): (usize, usize)) {
    let mut folded = textwrap::wrap(what, right).into_iter().map(|line| line.into_owned());
    let mut columns = textwrap::wrap(keys, left - 2).into_iter().map(|line| line.into_owned());
    let first = columns.next().unwrap_or_default();
    lines.push(HelpLine::Key(first, folded.next().unwrap_or_default()));
    loop {
        match (columns.next(), folded.next()) {
            (None, None) => break,
            (Some(keys), what) => lines.push(HelpLine::Key(keys, what.unwrap_or_default())),
            (None, Some(what)) => lines.push(HelpLine::More(what)),
        }
    }
}

/// Columns for the keys on a page of this width, two spaces after them included.
pub fn columns(width: u16) -> usize {
    (usize::from(width) * 2 / 5).clamp(LEAST, KEYS)
}
