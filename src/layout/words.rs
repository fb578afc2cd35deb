//! The pieces of text that a line may end after.
//!
//! Break opportunities follow UAX 14 (ideographs part, non-breaking spaces do not); compounds may
//! part after their hyphen, and long English words are divided by Liang's patterns ("Word
//! Hy-phen-a-tion by Com-put-er", 1983). What is still wider than the column is cut.

use crate::text::width;
use hypher::Lang;
use textwrap::WordSeparator;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// The shortest word that is divided, in letters.
const DIVISIBLE: usize = 6;

/// How many letters of a divided word stay together at least, before and after the hyphen.
const STUB: usize = 3;

/// The narrowest column in which words are divided.
const HYPHENS_FROM: usize = 8;

/// A piece of text that a line may end after.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Where it begins in the text.
    pub start: usize,
    /// Where it ends, white space after it left out.
    pub end: usize,
    /// Its width in columns.
    pub width: usize,
    /// Width of the white space after it, which does not count at the end of a line.
    pub space: usize,
    /// Whether it is the front of a divided word: a hyphen follows when the line ends here.
    pub hyphen: bool,
    /// What it costs to end a line here, as a squared gap in columns.
    pub toll: u16,
}

/// The toll of a divided word: as bad as a gap of nine columns.
const DIVIDED: u16 = 81;

/// The toll of a break inside a word, at a slash or a hyphen of its own.
const INSIDE: u16 = 25;

/// The toll of a line that ends before a dash, which would begin the next.
const BEFORE_DASH: u16 = 144;

/// Finds the words of a text for a column of `columns` (at least 1). None is wider than that, its
/// hyphen included, except a single character that is.
pub(super) fn words(text: &str, columns: usize, hyphenate: bool) -> Vec<Word> {
    let cutter = Cutter { text, columns, hyphenate: hyphenate && columns >= HYPHENS_FROM };
    let mut words = Vec::with_capacity(text.len() / 5 + 1);
    let mut start = text.len() - text.trim_start_matches(' ').len();
    for found in WordSeparator::UnicodeBreakProperties.find_words(&text[start..]) {
        let end = start + found.word.len();
        let space = found.whitespace.len();
        cutter.compound(start, end, &mut words);
        if let Some(last) = words.last_mut() {
            last.space = space;
        }
        start = end + space;
    }
    set_tolls(text, &mut words);
    words
}

fn set_tolls(text: &str, words: &mut [Word]) {
    let mut before_dash = false;
    for word in words.iter_mut().rev() {
        word.toll = match word {
            Word { hyphen: true, .. } => DIVIDED,
            _ if before_dash => BEFORE_DASH,
            Word { space: 0, .. } => INSIDE,
            _ => 0,
        };
        before_dash = matches!(&text[word.start..word.end], "-" | "–" | "—");
    }
}

/// Cuts preformatted text where its author did, and where the column ends. Each piece is a line.
pub(super) fn author_lines(text: &str, columns: usize) -> Vec<Word> {
    let cutter = Cutter { text, columns, hyphenate: false };
    let mut words = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        cutter.cut(start, start + line.trim_end().len(), &mut words);
        start += line.len();
    }
    words
}

/// Cuts words into smaller ones.
struct Cutter<'a> {
    text: &'a str,
    columns: usize,
    hyphenate: bool,
}

impl Cutter<'_> {
    /// Cuts after each hyphen that stands between letters.
    fn compound(&self, start: usize, end: usize, words: &mut Vec<Word>) {
        let mut from = start;
        for at in memchr::memchr_iter(b'-', &self.text.as_bytes()[start..end]) {
            let after = start + at + 1;
            if self.text[from..after - 1].ends_with(char::is_alphabetic)
                && self.text[after..end].starts_with(char::is_alphabetic)
            {
                self.part(from, after, words);
                from = after;
            }
        }
        if from < end {
            self.part(from, end, words);
        }
    }

    fn part(&self, start: usize, end: usize, words: &mut Vec<Word>) {
        let text = &self.text[start..end];
        if self.hyphenate && text.len() >= DIVISIBLE && self.divide(start, end, words) {
            return;
        }
        let width = width(text);
        if width > self.columns {
            return self.cut(start, end, words);
        }
        words.push(Word { start, end, width, space: 0, toll: 0, hyphen: false });
    }

    /// Divides a lower-case English word and says whether it did. Names keep together, and so do
    /// words whose syllables do not fit the column.
    fn divide(&self, start: usize, end: usize, words: &mut Vec<Word>) -> bool {
        let text = &self.text[start..end];
        let core = text.trim_matches(|c: char| !c.is_alphanumeric());
        // What is longer is no word, and the library that knows syllables panics on it.
        let divisible = DIVISIBLE..=hypher::MAX_INLINE_SIZE;
        if !divisible.contains(&core.len()) || !core.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return false;
        }
        let lead = core.as_ptr().addr() - text.as_ptr().addr();
        let before = words.len();
        let mut from = start;
        let mut syllable_end = start + lead;
        let mut syllables = hypher::hyphenate_bounded(core, Lang::English, STUB, STUB).peekable();
        while let Some(syllable) = syllables.next() {
            syllable_end += syllable.len();
            let hyphen = syllables.peek().is_some();
            let to = if hyphen { syllable_end } else { end };
            let width = width(&self.text[from..to]);
            if width + usize::from(hyphen) > self.columns {
                words.truncate(before);
                return false;
            }
            words.push(Word { start: from, end: to, width, space: 0, toll: 0, hyphen });
            from = to;
        }
        true
    }

    /// Cuts what is wider than the column into pieces that fill it.
    fn cut(&self, start: usize, end: usize, words: &mut Vec<Word>) {
        let mut word = Word { start, end: start, width: 0, space: 0, toll: 0, hyphen: false };
        for grapheme in self.text[start..end].graphemes(true) {
            for unit in units(grapheme, self.columns) {
                let unit_width = width(unit);
                if word.width + unit_width > self.columns && word.end > word.start {
                    words.push(word);
                    word = Word { start: word.end, width: 0, ..word };
                }
                word.end += unit.len();
                word.width += unit_width;
            }
        }
        words.push(word);
    }
}

/// A grapheme cluster, or if it is too wide for the column its characters, each with the marks that
/// it carries.
fn units(grapheme: &str, columns: usize) -> impl Iterator<Item = &str> {
    let whole = width(grapheme) <= columns;
    let mut rest = grapheme;
    std::iter::from_fn(move || {
        let carried = rest.char_indices().skip(1).find(|(_, c)| c.width() != Some(0));
        let end = carried.map_or(rest.len(), |(at, _)| if whole { rest.len() } else { at });
        let (unit, after) = rest.split_at(end);
        rest = after;
        (!unit.is_empty()).then_some(unit)
    })
}
