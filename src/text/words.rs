//! Text as people compare it: without regard to case, accents and marks, and to how quotation marks
//! are printed.

use nucleo_matcher::chars::normalize;
use std::{borrow::Cow, ops::Range};

/// The words of a text in lower case, letters without their accents: "Ødegård’s" is "odegard" and "s".
pub fn folded(text: &str) -> Vec<String> {
    let lower = plain(text).to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// A text as it is typed: letters without accents, `'` and `"` for whatever is printed in their place.
/// Case stays.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    text.chars().filter_map(typed).collect::<String>().into()
}

/// The plain form of a text, with the way back to it.
#[derive(Debug)]
pub struct Plain<'a> {
    text: Cow<'a, str>,
    /// From which byte of the plain text on how many bytes of the given text were left out.
    shifts: Vec<(usize, usize)>,
}

impl<'a> Plain<'a> {
    /// The plain form of `given`.
    pub fn new(given: &'a str) -> Self {
        if given.is_ascii() {
            return Self { text: Cow::Borrowed(given), shifts: Vec::new() };
        }
        let (mut text, mut shifts) = (String::with_capacity(given.len()), Vec::new());
        let mut shift = 0;
        for (at, c) in given.char_indices() {
            let Some(plain) = typed(c) else { continue };
            if at - text.len() != shift {
                shift = at - text.len();
                shifts.push((text.len(), shift));
            }
            text.push(plain);
        }
        shifts.push((text.len(), given.len() - text.len()));
        Self { text: text.into(), shifts }
    }

    /// The plain text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What a range of the plain text was made from: whole characters, with the accents after them.
    pub fn given(&self, range: Range<usize>) -> Range<usize> {
        self.given_offset(range.start)..self.given_offset(range.end)
    }

    fn given_offset(&self, at: usize) -> usize {
        let after = self.shifts.partition_point(|(from, _)| *from <= at);
        at + after.checked_sub(1).map_or(0, |known| self.shifts[known].1)
    }
}

/// The character that stands for `c` on a keyboard; none for an accent by itself.
fn typed(c: char) -> Option<char> {
    match c {
        '\u{300}'..='\u{36F}' => None,
        '‘'..='‛' | 'ʼ' => Some('\''),
        '“'..='‟' | '«' | '»' => Some('"'),
        c => Some(normalize(c)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_marks_do_not_count() {
        assert_eq!(folded("Åsa Ødegård’s"), ["asa", "odegard", "s"]);
        assert_eq!(folded("Cafe\u{301} ÉTÉ, O'Brien"), ["cafe", "ete", "o", "brien"]);
        assert_eq!(folded("Иван 漢字"), ["иван", "漢字"]);
        assert!(folded(" — ").is_empty());
    }

    #[test]
    fn plain_text_is_what_is_on_a_keyboard() {
        assert_eq!(plain("“Zoë’s” Cafe\u{301} — 漢字"), "\"Zoe's\" Cafe — 漢字");
    }

    #[test]
    fn the_way_back_leads_to_whole_characters() {
        let given = "“Cafe\u{301} Müller” ‘Ø’";
        let plain = Plain::new(given);
        for (words, from) in
            [("Cafe", "Cafe\u{301}"), ("Muller\"", "Müller”"), ("'O'", "‘Ø’"), (" ", " ")]
        {
            let at = plain.text().find(words).unwrap();
            assert_eq!(&given[plain.given(at..at + words.len())], from);
        }
        assert_eq!(plain.given(0..plain.text().len()), 0..given.len());
    }
}
