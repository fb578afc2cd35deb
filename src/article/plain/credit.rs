//! Who made it: bylines, dates, and captions with their picture credits.

use super::shape::{ends_as_sentence, is_one_line, words};
use crate::article::{Published, excerpt};

/// Longer than any line that names an author or a date, in bytes.
const LONGEST_LINE: usize = 160;
/// Longer than any caption.
const LONGEST_CAPTION: usize = 600;
/// Longer than any caption that begins by saying so, and than any credit.
const LONGEST_LABELLED: usize = 400;
/// More words than a credit has.
const MOST_WORDS_OF_CREDIT: usize = 14;

/// What a picture is called in its credit, in lower case.
pub const PICTURE: [&str; 14] = [
    "photo",
    "photos",
    "photograph",
    "photographs",
    "photography",
    "picture",
    "pictures",
    "pic",
    "image",
    "images",
    "illustration",
    "graphic",
    "credit",
    "credits",
];

/// Words within names and credits that have no capital.
const PARTICLES: [&str; 25] = [
    "al", "and", "at", "bin", "by", "da", "de", "del", "der", "di", "dos", "du", "el", "for",
    "ibn", "in", "la", "le", "of", "the", "van", "via", "von", "y", "zu",
];

/// Whether every word could be part of a name: a capital, a figure, a particle, or a mark.
fn are_names(text: &str) -> bool {
    text.split([' ', '/', ',', '\u{a0}'])
        .filter(|word| !word.is_empty())
        .all(|word| !word.starts_with(char::is_lowercase) || PARTICLES.contains(&word))
}

/// A line that says who wrote the article, and perhaps when.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::article) struct Byline<'a> {
    /// The author or authors, and whatever else the line says of them.
    pub(in crate::article) names: &'a str,
    /// The date after them.
    pub(in crate::article) published: Option<Published>,
}

/// The byline that a line is: "By Jane Doe", "Words by Jane Doe in Paris | 3 May 2026".
pub(in crate::article) fn byline(line: &str) -> Option<Byline<'_>> {
    if line.len() > LONGEST_LINE || !is_one_line(line) {
        return None;
    }
    let rest = ["By", "BY", "by"].iter().find_map(|by| after_by(line, by))?;
    let (names, published) = split_date(rest);
    let person = names.split([',', '|', '(']).next().unwrap_or_default().trim();
    let begins_with_name = person.chars().next()?.is_alphabetic() && are_names(person);
    let is_sentence = ends_as_sentence(line) && !line.ends_with("Jr.") && !line.ends_with("Sr.");
    (begins_with_name && !is_sentence && words(line, 15) <= MOST_WORDS_OF_CREDIT)
        .then_some(Byline { names, published })
}

/// What follows "by" when a line begins with it, or with one word and it ("Written by").
fn after_by<'a>(line: &'a str, by: &str) -> Option<&'a str> {
    let mut parts = line.splitn(3, char::is_whitespace);
    let (first, second) = (parts.next()?, parts.next()?);
    if first == by && by != "by" {
        return line.get(by.len()..).map(str::trim);
    }
    let introduces = ["Words", "Written", "Story", "Reported", "Report", "Text", "Exclusive"];
    (second == by && introduces.contains(&first)).then(|| parts.next())?.map(str::trim)
}

/// Splits "Jane Doe | 3 May 2026" or "Jane Doe, May 3, 2026" before the date.
fn split_date(text: &str) -> (&str, Option<Published>) {
    let marks = text.match_indices(['|', ',', '–', '—', '-', '•', '·']);
    for (at, mark) in marks {
        let tail = text.get(at + mark.len()..).unwrap_or_default();
        if let Some(published) = date_line(tail) {
            return (text.get(..at).unwrap_or_default().trim(), Some(published));
        }
    }
    (text, None)
}

/// The date that a line is, up to three words before it left out: "Published: 3 May 2026".
pub(in crate::article) fn date_line(line: &str) -> Option<Published> {
    if line.len() > LONGEST_LINE || !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut rest = line.trim();
    for _ in 0..=3 {
        if let Some(published) = Published::parse(rest) {
            return Some(published);
        }
        let (word, after) = rest.split_once(char::is_whitespace)?;
        let is_word = word.trim_end_matches([':', ',']).chars().all(char::is_alphabetic);
        rest = is_word.then_some(after)?.trim_start();
    }
    None
}

/// Whether a paragraph is a caption: it begins as one ("File photo of", "Photo: …") or ends with
/// the credit of a picture ("… Picture by: NAME/AGENCY", "… (AGENCY Photo/NAME)").
pub(super) fn is_caption(text: &str) -> bool {
    if text.len() > LONGEST_CAPTION {
        return false;
    }
    (text.len() <= LONGEST_LABELLED && begins_as_caption(text)) || ends_with_credit(text)
}

fn begins_as_caption(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let is_filed = first.eq_ignore_ascii_case("file") && picture(second).is_some();
    is_filed || (words.next().is_some() && picture(first) == Some(":"))
}

/// What stands behind the word for a picture that `word` begins with: "" or ":" or "/NAME".
fn picture(word: &str) -> Option<&str> {
    let end = word.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(word.len());
    let (name, behind) = word.split_at(end);
    // Nearly every word is ruled out by its first letter.
    let is_likely = matches!(name.bytes().next()?.to_ascii_lowercase(), b'p' | b'i' | b'g' | b'c');
    let is_picture = || PICTURE.iter().any(|picture| picture.eq_ignore_ascii_case(name));
    (is_likely && is_picture()).then_some(behind)
}

/// Looks for a credit at every place where one may begin: after a stop, a bracket or a dash.
fn ends_with_credit(text: &str) -> bool {
    const REACH: usize = 160;
    let tail = excerpt::last(text, REACH);
    let begins = tail.bytes().enumerate().filter(|(_, byte)| is_before_credit(*byte));
    let at_start = (tail.len() == text.len()).then_some(0);
    let begins = begins.map(|(at, _)| at + tail[at..].chars().next().map_or(1, char::len_utf8));
    at_start.into_iter().chain(begins).any(|at| is_credit(&tail[at..]))
}

/// A stop, a bracket, a dash, a closing quotation mark, a line break; of the marks outside ASCII
/// only the first byte, which all punctuation of that kind shares.
fn is_before_credit(byte: u8) -> bool {
    const GENERAL_PUNCTUATION: u8 = 0xE2;
    matches!(
        byte,
        b'.' | b'!' | b'?' | b'(' | b'[' | b'|' | b'-' | b'"' | b'\n' | GENERAL_PUNCTUATION
    )
}

/// Whether a text is a credit: a word for a picture among its first three, then "by", "credit" or
/// a colon, or a slash before a name.
fn is_credit(text: &str) -> bool {
    let text = text.trim().trim_end_matches([')', ']', '.']);
    if text.starts_with('©') {
        return are_names(text);
    }
    if text.starts_with(char::is_lowercase) {
        return false;
    }
    let mut rest = text;
    for _ in 0..3 {
        rest = rest.trim_start();
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        if let Some(behind) = picture(word) {
            return is_rest_of_credit(behind, after);
        }
        rest = after;
    }
    false
}

fn is_rest_of_credit(behind: &str, rest: &str) -> bool {
    let rest = rest.trim();
    if words(rest, MOST_WORDS_OF_CREDIT + 1) > MOST_WORDS_OF_CREDIT {
        return false;
    }
    match behind.chars().next() {
        Some(':') => !rest.is_empty() && are_names(rest),
        Some('/') => are_names(behind) && are_names(rest),
        Some(_) => false,
        None => is_attribution(rest),
    }
}

/// "by: NAME", "by NAME", "credit NAME", "courtesy of NAME".
fn is_attribution(text: &str) -> bool {
    let links = ["by", "credit", "credits", "courtesy", "supplied", "from", "via"];
    let (link, names) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let word = link.trim_end_matches(':');
    links.iter().any(|known| known.eq_ignore_ascii_case(word))
        && !names.trim().is_empty()
        && are_names(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_told_by_their_credit() {
        for caption in [
            "File photo of Ada Moss. Picture by: Lou Dane/Coast Wire/Coast Images",
            "The mayor of Nordhaven. Picture by: Lou Dane/Coast Wire",
            "Photo: The bridge on Monday morning.",
            "Image: Harbour Board",
            "Credit: Lou Dane/Coast Wire",
            "Boats in the harbour, November 3. (CW Photo/Lou Dane)",
            "Boats in the harbour (Photo by Lou Dane/Coast Images)",
            "Boats in the harbour. Photograph: Lou Dane for the Courier",
            "The new stand | Picture credit: Lou Dane",
            "The new stand. Photo courtesy of the Harbour Board",
            "The new stand. © Coast Images",
        ] {
            assert!(is_caption(caption), "{caption}");
        }
        for other in [
            "She held up a picture of the bridge.",
            "Photographs by the hundred lay on the floor of the hall.",
            "Picture this: a town without a harbour.",
            "He was asked about the photo. The photo: a blur, he said, and no more than that.",
            "He sold it for credit: nobody had cash.",
        ] {
            assert!(!is_caption(other), "{other}");
        }
    }

    #[test]
    fn bylines_name_someone() {
        let names = |line| byline(line).map(|byline| byline.names);
        assert_eq!(names("By Jane Doe"), Some("Jane Doe"));
        assert_eq!(names("By JANE DOE in Paris"), Some("JANE DOE in Paris"));
        assert_eq!(
            names("Words by Jo van der Berg, political editor"),
            Some("Jo van der Berg, political editor")
        );
        let dated = byline("By Jane Doe, May 3, 2026").unwrap();
        assert_eq!((dated.names, dated.published), ("Jane Doe", Published::parse("2026-05-03")));
        for other in
            ["By the sea", "By Monday the town was dry.", "Bye Jane", "By", "He went by Jane"]
        {
            assert_eq!(byline(other), None, "{other}");
        }
    }

    #[test]
    fn a_line_may_be_a_date() {
        let day = Published::parse("2026-11-21");
        for line in
            ["21 November 2026", "Published: 21 November 2026", "Last updated on Nov 21, 2026"]
        {
            assert_eq!(date_line(line), day, "{line}");
        }
        assert_eq!(date_line("On 21 November 2026 the harbour froze"), None);
    }
}
