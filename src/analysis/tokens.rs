//! Words, with their places.
//!
//! One pass over the bytes of a block. A token is what a reader would call a word or a mark:
//! abbreviations keep their full stops ("U.S.", "Mr."), possessives and contractions are tokens of
//! their own ("Ada" + "'s", "they" + "'ve"), addresses stay whole, and hyphenated words where no hyphen parts a
//! name from what is beside it, and every character of a script written without spaces is a token. Each distinct
//! lower-case form is interned once per article, so that the lexicon is asked once per word and not once per token.

mod hyphens;

use super::{
    intern::Interner,
    lexicon::{Class, Lexicon},
};
use std::{borrow::Cow, ops::Range};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A word without a capital at its start.
    Lower,
    /// A word that starts with a capital.
    Capital,
    /// Two letters or more, all capitals ("NATO", "U.S.").
    Upper,
    /// Begins with a digit.
    Number,
    /// "'s", or the apostrophe after a plural.
    Possessive,
    /// A web or mail address, a handle.
    Address,
    /// A punctuation mark, or a run of the same one.
    Mark,
    /// A character of a script without case.
    Other,
}

/// A word or mark of a text.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// First byte in the prose.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// Index of its lower-case form in [`Words`].
    pub word: u32,
    /// What it is made of.
    pub shape: Shape,
    /// Whether a sentence begins with it.
    pub first: bool,
}

impl Token {
    /// Where it is in the prose.
    pub const fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether it is written with a capital at its start.
    pub const fn capitalised(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper)
    }

    /// Whether it is a word, in any script or case.
    pub const fn is_word(&self) -> bool {
        matches!(self.shape, Shape::Lower | Shape::Capital | Shape::Upper | Shape::Other)
    }
}

/// The distinct words of one article, in lower case, with their classes.
pub struct Words<'a> {
    texts: Interner<'a>,
    /// Where words are brought into lower case.
    buffer: String,
    classes: Vec<Class>,
    lexicon: &'a Lexicon,
}

impl<'a> Words<'a> {
    /// No words yet.
    pub fn new(lexicon: &'a Lexicon) -> Self {
        Self { texts: Interner::new(), buffer: String::new(), classes: Vec::new(), lexicon }
    }

    /// The classes of a word.
    pub fn class(&self, word: u32) -> Class {
        self.classes.get(word as usize).copied().unwrap_or_default()
    }

    /// The lower-case form of a word.
    pub fn text(&self, word: u32) -> &str {
        self.texts.texts().get(word as usize).map_or("", |text| text)
    }

    /// The longest listed name that a sequence of words begins with: its length and classes.
    pub fn listed(&self, words: impl Iterator<Item = u32>) -> Option<(usize, Class)> {
        self.lexicon.name(words.map(|word| self.text(word)))
    }

    /// The classes of a word that need not occur in the article.
    pub fn lookup(&self, lower: &str) -> Class {
        self.lexicon.word(lower)
    }

    /// How likely it is that a woman bears a first name that is on no list.
    pub fn woman(&self, lower: &str) -> Option<f32> {
        self.lexicon.woman(lower)
    }

    /// How many distinct words there are.
    pub fn len(&self) -> usize {
        self.classes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.classes.is_empty()
    }

    /// The number of a word as it is written.
    fn intern(&mut self, word: &'a str) -> u32 {
        let (number, new) = if is_lower_case(word) {
            self.texts.number(word, || Cow::Borrowed(word))
        } else {
            self.buffer.clear();
            lower_case_into(word, &mut self.buffer);
            self.texts.number(&self.buffer, || Cow::Owned(self.buffer.clone()))
        };
        if new {
            self.classes.push(self.lexicon.word(self.text(number)));
        }
        number
    }
}

/// Cuts one block into tokens and appends them. `text` is the whole prose, `range` the block.
pub fn tokenise<'a>(
    text: &'a str,
    range: Range<usize>,
    words: &mut Words<'a>,
    tokens: &mut Vec<Token>,
) {
    let mut cutter = Cutter { text, at: range.start, end: range.end, words, tokens };
    while cutter.at < cutter.end {
        cutter.step();
    }
}

struct Cutter<'a, 'w> {
    text: &'a str,
    at: usize,
    end: usize,
    words: &'w mut Words<'a>,
    tokens: &'w mut Vec<Token>,
}

impl<'a> Cutter<'a, '_> {
    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..self.end)?.chars().next()
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    fn step(&mut self) {
        let Some(c) = self.char_at(self.at) else {
            self.at = self.end;
            return;
        };
        if c.is_whitespace() || is_invisible(c) {
            self.at += c.len_utf8();
        } else if is_unspaced(c) {
            self.push(self.at + c.len_utf8(), Shape::Other);
        } else if c.is_alphanumeric() {
            self.word(c);
        } else if (c == '@' || c == '#') && self.followed_by_word(c) {
            let end = self.scan(self.at + 1, |c| c.is_alphanumeric() || c == '_');
            self.push(end, Shape::Address);
        } else {
            self.mark(c);
        }
    }

    fn followed_by_word(&self, c: char) -> bool {
        self.char_at(self.at + c.len_utf8()).is_some_and(char::is_alphanumeric)
    }

    /// The end of the run of characters that satisfy `inside`.
    fn scan(&self, from: usize, inside: impl Fn(char) -> bool) -> usize {
        let rest = self.text.get(from..self.end).unwrap_or_default();
        from + rest.find(|c| !inside(c)).unwrap_or(rest.len())
    }

    fn push(&mut self, end: usize, shape: Shape) {
        let text = self.text;
        let word = self.words.intern(&text[self.at..end]);
        let (start, stop) = (self.at as u32, end as u32);
        self.tokens.push(Token { start, end: stop, word, shape, first: false });
        self.at = end;
    }

    fn word(&mut self, first: char) {
        let end = self.word_end();
        if let Some(end) = self.address_end(end) {
            return self.push(end, Shape::Address);
        }
        let end = self.abbreviation_end(end);
        if let Some(end) = self.currency_end(end) {
            return self.push(end, Shape::Mark);
        }
        let shape = shape(&self.text[self.at..end], first);
        self.push(end, shape);
        self.suffix();
    }

    /// Letters and digits, and between them hyphens, apostrophes, `&`, and the marks inside numbers.
    fn word_end(&self) -> usize {
        let mut end = self.scan(self.at, is_word_char);
        while let Some(joint) = self.char_at(end) {
            let hyphen = joint == '.' && self.initials(end) && self.char_at(end + 1) == Some('-');
            let after = end + joint.len_utf8() + usize::from(hyphen);
            let Some(next) = self.char_at(after).filter(|&c| is_word_char(c)) else {
                break;
            };
            let last = self.before(end).unwrap_or(' ');
            let joins = match joint {
                '-' | '‐' | '‑' => !self.parts(end, after),
                '_' => true,
                '&' => last.is_uppercase() && next.is_uppercase(),
                '.' => {
                    (last.is_ascii_digit() && next.is_ascii_digit())
                        || DOMAINS.contains(&&self.text[after..self.scan(after, is_word_char)])
                        || self.initials(end) && !(hyphen && self.parts(end + 1, after))
                }
                ',' | ':' => last.is_ascii_digit() && next.is_ascii_digit(),
                '\'' | '’' => !self.contraction(after) && last.is_alphabetic(),
                _ => false,
            };
            if !joins {
                break;
            }
            end = self.scan(after, is_word_char);
        }
        end
    }

    /// Whether a hyphen at `hyphen` parts a name from what is beside it.
    fn parts(&self, hyphen: usize, after: usize) -> bool {
        let follows = self.tokens.last().is_some_and(|last| {
            last.shape == Shape::Capital && self.text.get(last.end as usize..self.at) == Some(" ")
        });
        let (before, after) = (&self.text[self.at..hyphen], &self.text[after..self.end]);
        hyphens::parts(self.words.lexicon, follows, before, after)
    }

    /// Whether what stands before the full stop at `end` is single letters: "U.S", "a.m", "D-N.Y".
    fn initials(&self, end: usize) -> bool {
        let last = self.text[self.at..end].rsplit(['.', '-']).next().unwrap_or_default();
        let mut letters = last.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    }

    /// Whether a possessive or contraction ("s", "ve", "ll", …) and nothing more starts here.
    fn contraction(&self, at: usize) -> bool {
        let end = self.scan(at, is_word_char);
        matches!(
            self.text[at..end].to_ascii_lowercase().as_str(),
            "s" | "d" | "m" | "ve" | "re" | "ll"
        )
    }

    /// The end of an address that starts like a word: "https://…", "www.…", "ada@example.org".
    fn address_end(&self, end: usize) -> Option<usize> {
        let word = &self.text[self.at..end];
        let rest = self.text.get(end..self.end)?;
        let starts = matches!(word, "http" | "https") && rest.starts_with("://")
            || word == "www" && rest.starts_with('.')
            || rest.starts_with('@') && self.char_at(end + 1).is_some_and(char::is_alphanumeric);
        if !starts {
            return None;
        }
        let stop = self.scan(end, |c| !c.is_whitespace() && !"\"“”«»<>".contains(c));
        let address = self.text[self.at..stop].trim_end_matches(|c: char| ".,;:!?)’'".contains(c));
        Some(self.at + address.len())
    }

    /// The end of a currency's sign that begins with letters: "HK$5". In "US$5" those who mark names see the country.
    fn currency_end(&self, end: usize) -> Option<usize> {
        let letters = &self.text[self.at..end];
        let sign = self.char_at(end).filter(|&c| matches!(c, '$' | '£' | '€'))?;
        let amount = self.char_at(end + sign.len_utf8()).is_some_and(|c| c.is_ascii_digit());
        let short = letters.len() <= 3
            && letters != "US"
            && letters.chars().all(|c| c.is_ascii_uppercase());
        (short && amount).then(|| end + sign.len_utf8())
    }

    /// Takes in the full stop of "Mr.", "U.S." and "J.".
    fn abbreviation_end(&self, end: usize) -> usize {
        if self.char_at(end) != Some('.') || self.char_at(end + 1) == Some('.') {
            return end;
        }
        let word = &self.text[self.at..end];
        let mut letters = word.chars();
        let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        let dotted = !word.rsplit('.').next().is_some_and(|last| DOMAINS.contains(&last))
            && word.contains('.')
            && word.chars().all(|c| matches!(c, '.' | '-') || c.is_alphabetic());
        let listed = word.len() <= 7
            && self
                .words
                .lexicon
                .word(&lower_case(&self.text[self.at..=end]))
                .has(Class::ABBREVIATION);
        let number_follows =
            !matches!(word, "No" | "no" | "p" | "pp" | "Fig" | "fig" | "Art" | "v")
                || self.scan(end + 1, char::is_whitespace) > end + 1
                    && self
                        .char_at(self.scan(end + 1, char::is_whitespace))
                        .is_some_and(char::is_alphanumeric)
                    && (word == "v"
                        || self
                            .char_at(self.scan(end + 1, char::is_whitespace))
                            .is_some_and(|c| c.is_ascii_digit()));
        // "Bought by Doe Corp." ends a paragraph, not a name; "in the U.S." does both.
        let ends = || {
            let marks = ['"', '”', '’', '\'', ')', ' '];
            !initial && !dotted && self.text[end + 1..self.end].trim_start_matches(marks).is_empty()
        };
        let taken = (initial && word != "I" || dotted || listed) && number_follows && !ends();
        if taken { end + 1 } else { end }
    }

    /// The possessive or contraction that directly follows a word.
    fn suffix(&mut self) {
        let Some(c @ ('\'' | '’')) = self.char_at(self.at) else {
            return;
        };
        let after = self.at + c.len_utf8();
        if self.contraction(after) {
            let end = self.scan(after, is_word_char);
            let possessive = matches!(&self.text[after..end], "s" | "S");
            self.push(end, if possessive { Shape::Possessive } else { Shape::Lower });
        }
    }

    /// A punctuation mark, runs of dots and dashes as one.
    fn mark(&mut self, c: char) {
        let mut end = self.at + c.len_utf8();
        if matches!(c, '.' | '-') {
            end = self.scan(end, |next| next == c);
        }
        self.push(end, Shape::Mark);
    }
}

fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    (c.is_alphanumeric() || is_combining(c)) && !is_unspaced(c)
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5C7}' | '\u{64B}'..='\u{65F}' | '\u{900}'..='\u{903}'
        | '\u{93A}'..='\u{94F}' | '\u{200C}' | '\u{200D}' | '\u{FE0F}')
}

fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// What a web address ends with that stands for a house: "Doe.com". What is a word, too, is left out: after a full
/// stop a space may be missing.
const DOMAINS: [&str; 13] =
    ["com", "org", "net", "gov", "edu", "info", "io", "ai", "tv", "cn", "au", "uk", "co"];

/// Han, kana, Thai, Lao, Khmer and Burmese are written without spaces.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether lower case with straight apostrophes is the word itself.
fn is_lower_case(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
}

/// Lower case with straight apostrophes, appended.
fn lower_case_into(word: &str, lower: &mut String) {
    if word.is_ascii() {
        lower.push_str(word);
        lower.make_ascii_lowercase();
    } else {
        lower.push_str(&word.replace('’', "'").to_lowercase());
    }
}

/// Lower case with straight apostrophes, borrowed where nothing changes.
fn lower_case(word: &str) -> Cow<'_, str> {
    if is_lower_case(word) {
        return Cow::Borrowed(word);
    }
    let mut lower = String::new();
    lower_case_into(word, &mut lower);
    Cow::Owned(lower)
}

fn shape(word: &str, first: char) -> Shape {
    if first.is_numeric() {
        return Shape::Number;
    }
    if first.is_lowercase() {
        return Shape::Lower;
    }
    if !first.is_uppercase() {
        return Shape::Other;
    }
    let letters = word.chars().filter(|c| c.is_alphabetic());
    let lower = word.chars().any(char::is_lowercase);
    if !lower && letters.count() > 1 { Shape::Upper } else { Shape::Capital }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn cut(text: &str) -> Vec<String> {
        let lexicon = Lexicon::open();
        let mut words = Words::new(&lexicon);
        let mut tokens = Vec::new();
        tokenise(text, 0..text.len(), &mut words, &mut tokens);
        tokens.iter().map(|token| text[token.range()].to_owned()).collect()
    }

    #[test]
    fn words_keep_what_belongs_to_them() {
        assert_eq!(
            cut("Mr. O'Neill's U.S.-born co-worker paid $3,210.50, didn't he?"),
            [
                "Mr.",
                "O'Neill",
                "'s",
                "U.S.",
                "-",
                "born",
                "co-worker",
                "paid",
                "$",
                "3,210.50",
                ",",
                "didn't",
                "he",
                "?"
            ]
        );
        assert_eq!(
            cut("They’ve No. 5 and AT&T..."),
            ["They", "’ve", "No.", "5", "and", "AT&T", "..."]
        );
        assert_eq!(
            cut("See https://example.org/a?b=1. Or @ada, ada@example.org"),
            ["See", "https://example.org/a?b=1", ".", "Or", "@ada", ",", "ada@example.org"]
        );
        assert_eq!(cut("(D-N.Y.) said"), ["(", "D-N.Y.", ")", "said"]);
        assert_eq!(cut("Doe Corp. of the U.S."), ["Doe", "Corp.", "of", "the", "U.S."]);
        assert_eq!(cut("“sold to Doe Corp.”"), ["“", "sold", "to", "Doe", "Corp", ".", "”"]);
        assert_eq!(cut("東京 is"), ["東", "京", "is"]);
        assert_eq!(
            cut("JD.com lost HK$5, US$1"),
            ["JD.com", "lost", "HK$", "5", ",", "US", "$", "1"]
        );
        assert_eq!(cut("Doe.co.uk. A$AP"), ["Doe.co.uk", ".", "A", "$", "AP"]);
        assert_eq!(cut("See Doe.In May"), ["See", "Doe", ".", "In", "May"]);
    }
}
