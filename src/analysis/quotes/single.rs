//! Single quotation marks, told from apostrophes.
//!
//! A single mark opens only where no letter stands before it and closes only where none follows;
//! elisions ('90s, 'em) do not open. After an *s* a closing mark may be a plural possessive: then a
//! later mark that cannot be one is preferred, if no other quote opens before it.

use super::marks::Segment;
use std::ops::Range;

/// No quote in single marks is longer than this many bytes; the search stops there.
const LONGEST: usize = 600;

/// Words that begin with an apostrophe.
const ELISIONS: [&str; 14] = [
    "em", "til", "cause", "n", "tis", "twas", "bout", "round", "cos", "fraid", "ave", "nuff",
    "scuse", "neath",
];

/// Finds the segments in single marks in a part of a block that has no double ones.
pub fn segments(text: &str, gap: Range<usize>, section: usize) -> Vec<Segment> {
    let mut found = Vec::new();
    let mut at = gap.start;
    while let Some(offset) = text[at..gap.end].find(['\'', '‘', '‚', '‹']) {
        let open = at + offset;
        let width = text[open..].chars().next().map_or(1, char::len_utf8);
        at = open + width;
        if !opens(text, &gap, open, width) {
            continue;
        }
        if let Some((close, end)) = closing(text, &gap, at) {
            found.push(Segment {
                words: at..close,
                outer: open..end,
                section,
                single: true,
                closed: true,
                continues: false,
            });
            at = end;
        }
    }
    found
}

fn opens(text: &str, gap: &Range<usize>, open: usize, width: usize) -> bool {
    let before = text[..open].chars().next_back().unwrap_or(' ');
    let rest = &text[open + width..gap.end];
    let after = rest.chars().next().unwrap_or(' ');
    let free = before.is_whitespace() || "([—–-/:“\"".contains(before);
    free && (after.is_alphanumeric() || "[($£€“\"….¿¡".contains(after)) && !elided(rest)
}

/// Whether the word after the mark is one that lost its beginning: '90s, 'em.
fn elided(rest: &str) -> bool {
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let decade =
        word.len() == 3 && word.ends_with("0s") && word.starts_with(|c: char| c.is_ascii_digit());
    decade || ELISIONS.iter().any(|elision| word.eq_ignore_ascii_case(elision))
}

/// Where the quote that begins at `from` ends: the closing mark, and the byte after it.
fn closing(text: &str, gap: &Range<usize>, from: usize) -> Option<(usize, usize)> {
    let mut possessive = None;
    let limit = gap.end.min(from + LONGEST);
    let window = text.as_bytes().get(from..limit)?;
    for offset in memchr::memchr3_iter(b'\'', 0xE2, b'\n', window) {
        let at = from + offset;
        let Some(c) = text.get(at..gap.end).and_then(|rest| rest.chars().next()) else { continue };
        if !matches!(c, '\'' | '’' | '›' | '‘' | '\n') {
            continue;
        }
        let end = at + c.len_utf8();
        if c == '\n' || (at > from && opens(text, gap, at, c.len_utf8()) && c != '’') {
            break;
        }
        if !can_close(text, gap, from, at, end) {
            continue;
        }
        if !may_be_possessive(text, gap, at, end) {
            return Some((at, end));
        }
        possessive = possessive.or(Some((at, end)));
    }
    possessive
}

fn can_close(text: &str, gap: &Range<usize>, from: usize, at: usize, end: usize) -> bool {
    let before = text[from..at].chars().next_back().unwrap_or(' ');
    let after = text[end..gap.end].chars().next().unwrap_or(' ');
    at > from && !before.is_whitespace() && !after.is_alphanumeric()
}

/// "…s' rights": after an s, and a word follows.
fn may_be_possessive(text: &str, gap: &Range<usize>, at: usize, end: usize) -> bool {
    let after_s = text[..at].ends_with(['s', 'S']);
    let rest = &text[end..gap.end];
    after_s
        && rest.starts_with(char::is_whitespace)
        && rest.trim_start().starts_with(char::is_alphanumeric)
}
