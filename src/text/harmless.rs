//! Which characters may reach a terminal, and what stands in for those that may not.
//!
//! Nothing is parsed: an escape sequence loses the one character that makes it a command and stays
//! as plain text, so that an unterminated one cannot swallow what follows. Characters that are
//! invisible, or that change how wide their neighbours are drawn, are dropped. References: Unicode
//! 17, chapter 23 (special characters); UAX 9 (bidi controls); UTS 51 (emoji sequences).

use std::{borrow::Cow, ops::Range};
use unicode_width::UnicodeWidthChar;

/// How many zero-width marks a character may carry. Hebrew and Vietnamese need three.
const MARKS: u8 = 4;

/// Replaces or drops every character that could command a terminal or reorder its text.
///
/// Gives back `text` itself when nothing has to change. Line feeds stay; tabs become spaces; other
/// controls become their picture (`␛`), C1 controls and noncharacters `\u{FFFD}`; flags become their
/// letters. Bidi controls, invisible characters, emoji modifiers and variation selectors are
/// dropped, and so are joiners except between letters of scripts that need them.
pub fn harmless(text: &str) -> Cow<'_, str> {
    let mut clean = String::new();
    let mut copied = 0;
    for edit in edits(text) {
        if copied == 0 {
            clean.reserve(text.len());
        }
        clean.push_str(&text[copied..edit.at.start]);
        clean.extend(edit.shown);
        copied = edit.at.end;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    clean.push_str(&text[copied..]);
    Cow::Owned(clean)
}

/// [`harmless`] on one line: runs of spaces, tabs and line ends become one space, none at the ends.
/// Non-breaking spaces stay.
pub fn harmless_line(text: &str) -> Cow<'_, str> {
    match harmless(text) {
        Cow::Borrowed(clean) if is_one_line(clean) => Cow::Borrowed(clean.trim_matches(' ')),
        clean => Cow::Owned(one_line(&clean)),
    }
}

fn is_one_line(text: &str) -> bool {
    let trimmed = text.trim_matches(' ');
    memchr::memchr(b'\n', trimmed.as_bytes()).is_none() && !trimmed.contains("  ")
}

fn one_line(text: &str) -> String {
    let words = text.split([' ', '\n']).filter(|word| !word.is_empty());
    words.fold(String::with_capacity(text.len()), |mut line, word| {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        line
    })
}

/// One change that makes a text harmless: the bytes `at` are shown as `shown`, or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    /// Where, in bytes of the text.
    pub at: Range<usize>,
    /// What stands there instead.
    pub shown: Option<char>,
}

/// The changes that make a text harmless, from left to right.
pub(crate) fn edits(text: &str) -> impl Iterator<Item = Edit> + '_ {
    Edits { text, at: 0, before: '\n', marks: 0 }
}

struct Edits<'a> {
    text: &'a str,
    at: usize,
    /// The last character kept, which decides whether a mark or a joiner has something to join.
    before: char,
    /// How many zero-width characters came since the last that has a width.
    marks: u8,
}

/// What becomes of a character.
enum Verdict {
    Keep,
    Drop,
    Show(char),
}

impl Iterator for Edits<'_> {
    type Item = Edit;

    fn next(&mut self) -> Option<Edit> {
        loop {
            self.skip_plain();
            let rest = self.text.get(self.at..)?;
            let mut chars = rest.chars();
            let c = chars.next()?;
            let at = self.at..self.at + c.len_utf8();
            self.at = at.end;
            let shown = match self.judge(c, chars.next()) {
                Verdict::Keep => {
                    self.before = c;
                    continue;
                }
                Verdict::Drop => None,
                Verdict::Show(shown) => Some(shown),
            };
            self.before = shown.unwrap_or(self.before);
            return Some(Edit { at, shown });
        }
    }
}

impl Edits<'_> {
    /// Passes over ASCII that needs no change.
    fn skip_plain(&mut self) {
        let bytes = &self.text.as_bytes()[self.at..];
        let plain = plain_ascii(bytes);
        if let Some(&last) = bytes[..plain].last() {
            self.at += plain;
            self.before = char::from(last);
            self.marks = 0;
        }
    }

    fn judge(&mut self, c: char, next: Option<char>) -> Verdict {
        match c {
            '\r' if next == Some('\n') => Verdict::Drop,
            '\0'..='\x1F' | '\x7F' => self.wide(Verdict::Show(picture(c))),
            '\u{80}'..='\u{9F}' => self.wide(Verdict::Show('\u{FFFD}')),
            '\u{AD}' => Verdict::Drop,
            '\u{A0}'..='\u{2FF}' | '\u{2010}'..='\u{2027}' | '\u{4E00}'..='\u{9FFF}' => {
                self.wide(Verdict::Keep)
            }
            '\u{200C}' | '\u{200D}' if self.is_joined(next) => self.mark(Verdict::Keep),
            '\u{2028}' | '\u{2029}' => self.wide(Verdict::Show(' ')),
            '\u{FF9E}' => self.mark(Verdict::Show('\u{3099}')),
            '\u{FF9F}' => self.mark(Verdict::Show('\u{309A}')),
            '\u{1F1E6}'..='\u{1F1FF}' => self.wide(Verdict::Show(flag_letter(c))),
            '\u{1F3FB}'..='\u{1F3FF}' => Verdict::Drop,
            _ if is_invisible(c) => Verdict::Drop,
            _ if is_noncharacter(c) => self.wide(Verdict::Show('\u{FFFD}')),
            _ if is_jamo(c) => self.judge_jamo(c, next),
            _ if c.width() == Some(0) => self.mark(Verdict::Keep),
            _ => self.wide(Verdict::Keep),
        }
    }

    fn wide(&mut self, verdict: Verdict) -> Verdict {
        self.marks = 0;
        verdict
    }

    /// A zero-width character stays when there is something to carry it, and not too many already.
    fn mark(&mut self, verdict: Verdict) -> Verdict {
        if self.marks >= MARKS || self.before.is_whitespace() {
            return Verdict::Drop;
        }
        self.marks += 1;
        verdict
    }

    /// Whether a joiner stands between letters of a script in which it changes their shape.
    fn is_joined(&self, next: Option<char>) -> bool {
        is_shaped(self.before) && next.is_some_and(|c| is_shaped(c) && c.width() != Some(0))
    }

    /// Jamo that form a syllable stay; a stray one becomes its stand-alone letter, because a run of
    /// them would be one endless character to Unicode and many to a terminal.
    fn judge_jamo(&mut self, c: char, next: Option<char>) -> Verdict {
        match c {
            _ if is_leading(c) && next.is_some_and(is_vowel) => self.wide(Verdict::Keep),
            _ if is_vowel(c) && is_leading(self.before) => self.mark(Verdict::Keep),
            _ if is_trailing(c) && (is_vowel(self.before) || is_open_syllable(self.before)) => {
                self.mark(Verdict::Keep)
            }
            _ => self.wide(Verdict::Show(stray_jamo(c))),
        }
    }
}

/// How many bytes from the start are printable ASCII or line feeds.
fn plain_ascii(bytes: &[u8]) -> usize {
    let plain = |byte: u8| (byte.wrapping_sub(b' ') < 0x5F) | (byte == b'\n');
    let whole =
        |chunk: &&[u8; 32]| chunk.iter().fold(true, |all_plain, &byte| all_plain & plain(byte));
    let (chunks, _) = bytes.as_chunks::<32>();
    let start = chunks.iter().take_while(whole).count() * 32;
    let rest = &bytes[start..];
    start + rest.iter().position(|&byte| !plain(byte)).unwrap_or(rest.len())
}

/// The visible stand-in of a C0 control or DEL: its picture in the block U+2400; a tab is a space.
fn picture(control: char) -> char {
    match control {
        '\t' => ' ',
        '\x7F' => '\u{2421}',
        _ => char::from_u32(0x2400 + u32::from(control)).unwrap_or('\u{FFFD}'),
    }
}

/// The letter of a regional indicator. Terminals differ on the width of flags, never on letters.
fn flag_letter(indicator: char) -> char {
    char::from_u32(u32::from(indicator) - 0x1F1E6 + u32::from('A')).unwrap_or('\u{FFFD}')
}

/// Default-ignorable characters (Unicode 17, section 5.21) and interlinear annotation marks.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

fn is_noncharacter(c: char) -> bool {
    u32::from(c) & 0xFFFE == 0xFFFE || matches!(c, '\u{FDD0}'..='\u{FDEF}')
}

/// Letters and signs of scripts in which joiners shape: Arabic to Mandaic, the scripts of India,
/// Myanmar, Khmer and Mongolian.
fn is_shaped(c: char) -> bool {
    matches!(c,
        '\u{620}'..='\u{6FF}' | '\u{700}'..='\u{77F}' | '\u{7C0}'..='\u{7FF}'
        | '\u{840}'..='\u{8FF}' | '\u{900}'..='\u{DFF}' | '\u{1000}'..='\u{109F}'
        | '\u{1780}'..='\u{17FF}' | '\u{1800}'..='\u{18AF}' | '\u{FB50}'..='\u{FDCF}'
        | '\u{FE70}'..='\u{FEFC}')
}

fn is_jamo(c: char) -> bool {
    is_leading(c) || is_vowel(c) || is_trailing(c)
}

fn is_leading(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115E}' | '\u{A960}'..='\u{A97C}')
}

fn is_vowel(c: char) -> bool {
    matches!(c, '\u{1161}'..='\u{11A7}' | '\u{D7B0}'..='\u{D7C6}')
}

fn is_trailing(c: char) -> bool {
    matches!(c, '\u{11A8}'..='\u{11FF}' | '\u{D7CB}'..='\u{D7FB}')
}

/// Whether it is a syllable that a trailing consonant may still close.
fn is_open_syllable(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7A3}') && (u32::from(c) - 0xAC00).is_multiple_of(28)
}

/// The stand-alone letter of a modern leading consonant or vowel (block U+3130).
fn stray_jamo(c: char) -> char {
    const LEADING: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
    let letter = match c {
        '\u{1100}'..='\u{1112}' => LEADING.chars().nth(c as usize - 0x1100),
        '\u{1161}'..='\u{1175}' => char::from_u32(u32::from(c) - 0x1161 + 0x314F),
        _ => None,
    };
    letter.unwrap_or('\u{FFFD}')
}
