//! The shape of a line: whether it is a sentence, a heading, a turn of a transcript, a dateline.

use crate::article::excerpt;

/// Longer than any heading, in bytes.
const LONGEST_HEADING: usize = 140;
/// More words than any crosshead or pulled quote has.
const MOST_WORDS_OF_HEADING: usize = 14;
/// Marks that end a sentence, in the scripts that have one.
const SENTENCE_ENDS: [char; 10] = ['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔'];
/// Marks after which a text goes on.
const OPEN_ENDS: [char; 9] = [':', ';', ',', '-', '–', '—', '：', '，', '、'];
/// Marks that close what a sentence end may stand in.
const CLOSERS: [char; 8] = ['"', '\'', '”', '’', '»', ')', ']', '」'];

/// How many words a text has, counted to `limit`.
pub(super) fn words(text: &str, limit: usize) -> usize {
    text.split_whitespace().take(limit).count()
}

/// Whether a text ends as a sentence does.
pub(in crate::article) fn ends_as_sentence(text: &str) -> bool {
    text.trim_end_matches(CLOSERS).ends_with(SENTENCE_ENDS)
}

/// Whether a text ends with a mark that something must follow.
pub(super) fn ends_open(text: &str) -> bool {
    text.trim_end_matches(CLOSERS).ends_with(OPEN_ENDS)
}

/// Whether a text is all on one line.
pub(super) fn is_one_line(text: &str) -> bool {
    memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_none()
}

/// Whether a text is a heading by its shape: a short line that is no sentence.
pub(super) fn is_heading(text: &str) -> bool {
    if text.len() > LONGEST_HEADING || !is_one_line(text) || ends_open(text) {
        return false;
    }
    let words = words(text, MOST_WORDS_OF_HEADING + 1);
    let starts_in_sentence = text.chars().next().is_some_and(char::is_lowercase);
    words <= MOST_WORDS_OF_HEADING
        && !starts_in_sentence
        && (!ends_as_sentence(text) || is_heading_with_stop(text, words))
}

/// Headings that end as sentences do: a question, capitals, an abbreviation ("7 p.m.").
fn is_heading_with_stop(text: &str, words: usize) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let is_abbreviation = last.ends_with('.') && last.trim_end_matches('.').contains('.');
    match words {
        0 => false,
        1..=4 => {
            text.ends_with('?') || (is_abbreviation && !last.contains("..")) || is_in_capitals(text)
        }
        5..=8 => text.ends_with('?'),
        _ => false,
    }
}

fn is_in_capitals(text: &str) -> bool {
    text.starts_with(char::is_alphanumeric)
        && text.chars().filter(|c| c.is_uppercase()).count() > 3
        && !text.chars().any(char::is_lowercase)
}

/// Whether a text holds more than one sentence: a lower-case word of three letters or more, a
/// stop, a space, and a capital. ("Smith v. Jones", "J. Smith" and "U.S. troops" are no ends.)
pub(super) fn has_sentence_inside(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let starts_next =
            words.peek().and_then(|next| next.trim_start_matches(['"', '“', '\'']).chars().next());
        let stem = word.trim_end_matches(CLOSERS);
        let is_end = stem.ends_with('.')
            && stem.trim_end_matches('.').chars().rev().take_while(|c| c.is_lowercase()).count()
                >= 3;
        if is_end && starts_next.is_some_and(char::is_uppercase) {
            return true;
        }
    }
    false
}

/// The label a line begins with: "SMITH", "Q", "Jane Doe" before a colon and a space.
pub(super) fn label(line: &str) -> Option<&str> {
    const LONGEST: usize = 40;
    let line = line.trim_start();
    let start = excerpt::first(line, LONGEST);
    let (label, rest) = start.split_once(':')?;
    let is_name = label.chars().next()?.is_uppercase()
        && words(label, 5) <= 4
        && label.chars().all(|c| c.is_alphanumeric() || " .'’-".contains(c));
    let goes_on = rest.starts_with(char::is_whitespace) || rest.is_empty();
    (is_name && goes_on).then_some(label)
}

/// Whether a paragraph begins with a dateline: a place in capitals, then a dash or an agency in
/// brackets ("OSLO (Reuters) —", "NEW YORK, Nov 3 –").
pub(super) fn has_dateline(text: &str) -> bool {
    const LONGEST: usize = 60;
    let start = excerpt::first(text, LONGEST);
    let place: String = start.chars().take_while(|c| !c.is_whitespace() && *c != ',').collect();
    let is_place = place.chars().count() > 1 && place.chars().all(|c| c.is_uppercase() || c == '.');
    let ends = [" — ", " – ", " - ", " -- ", "— ", "(AP)", "(Reuters)", "(AFP)", ") "];
    is_place && ends.iter().any(|end| start.contains(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_a_short_line_that_is_no_sentence() {
        for heading in [
            "A slow start",
            "\"We will not wait\"",
            "What happens next?",
            "7 p.m.",
            "FULL TEXT.",
            "‘It was the best of days’",
            "今日のニュース",
        ] {
            assert!(is_heading(heading), "{heading}");
        }
        for other in [
            "It rained.",
            "\"We will not wait.\"",
            "She said:",
            "and so on",
            "First,\nsecond",
            "No.",
            "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
        ] {
            assert!(!is_heading(other), "{other}");
        }
    }

    #[test]
    fn abbreviations_end_no_sentence() {
        assert!(has_sentence_inside("The ship sank. Nobody was hurt"));
        assert!(!has_sentence_inside("Mrs. Oduya v. the U.S. Navy: a J. Hale case"));
    }

    #[test]
    fn labels_and_datelines() {
        assert_eq!(label("MS. ODUYA: Good evening"), Some("MS. ODUYA"));
        assert_eq!(label("Q: Why?"), Some("Q"));
        assert_eq!(label("At 10:30 he left"), None);
        assert_eq!(label("He said, of the ship: no"), None);
        assert!(has_dateline("NORDHAVEN, Nov 3 (Agency) – The harbour"));
        assert!(has_dateline("OSLO — The harbour"));
        assert!(!has_dateline("The harbour — closed since May"));
    }
}
