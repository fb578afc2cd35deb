//! A line of text being typed: a search, a narrowing, a command.

use super::keys::Chord;
use crossterm::event::KeyCode;
use unicode_segmentation::UnicodeSegmentation;

/// Most bytes a line may have: pasted text can be anything.
const LONGEST: usize = 4_096;

/// What the line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Search in the article.
    Search,
    /// Narrow the headlines.
    Narrow,
    /// Search the help page.
    Help,
    /// A command to pipe the article to.
    Pipe,
    /// What an entity is the same as.
    Join,
    /// Who said a quote.
    Speaker,
}

/// What a key did to the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The text may have changed.
    Edited,
    /// It is to be carried out.
    Accepted,
    /// It is to be forgotten.
    Dropped,
}

/// The line and the place of the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// What it is for.
    pub purpose: Purpose,
    /// What was typed so far.
    pub text: String,
    /// Byte offset of the cursor in it.
    pub cursor: usize,
    /// Whether the text is only offered: what is typed takes its place, other keys edit it.
    pub offered: bool,
}

impl Prompt {
    /// A line that begins with `text`, the cursor at its end.
    pub fn new(purpose: Purpose, text: String) -> Self {
        Self { purpose, cursor: text.len(), text, offered: false }
    }

    /// A line that offers `text`: to be taken, edited, or typed over.
    pub fn offering(purpose: Purpose, text: String) -> Self {
        Self { offered: true, ..Self::new(purpose, text) }
    }

    /// Types text as it stands; line breaks become spaces.
    pub fn insert(&mut self, typed: &str) {
        if std::mem::take(&mut self.offered) {
            self.cut(0, self.text.len());
        }
        for c in typed.chars() {
            let c = if c.is_whitespace() { ' ' } else { c };
            if self.text.len() + c.len_utf8() > LONGEST || c.is_control() {
                continue;
            }
            self.text.insert(self.cursor, c);
            self.cursor += c.len_utf8();
        }
    }

    /// Takes a key: the usual ones of a line editor.
    pub fn press(&mut self, chord: Chord) -> Outcome {
        if let Some(c) = chord.typed() {
            self.insert(c.encode_utf8(&mut [0; 4]));
            return Outcome::Edited;
        }
        self.offered = false;
        match (chord.code, chord.control) {
            (KeyCode::Enter, _) | (KeyCode::Char('j' | 'm'), true) => return Outcome::Accepted,
            (KeyCode::Esc, _) | (KeyCode::Char('c' | 'g'), true) => return Outcome::Dropped,
            (KeyCode::Backspace, _) | (KeyCode::Char('h'), true) => {
                if self.text.is_empty() {
                    return Outcome::Dropped;
                }
                self.cut(self.before(), self.cursor);
            }
            (KeyCode::Delete, _) | (KeyCode::Char('d'), true) => {
                self.cut(self.cursor, self.after())
            }
            (KeyCode::Char('u'), true) => self.cut(0, self.cursor),
            (KeyCode::Char('k'), true) => self.cut(self.cursor, self.text.len()),
            (KeyCode::Char('w'), true) => self.cut(self.word_before(), self.cursor),
            (KeyCode::Left, _) | (KeyCode::Char('b'), true) => self.cursor = self.before(),
            (KeyCode::Right, _) | (KeyCode::Char('f'), true) => self.cursor = self.after(),
            (KeyCode::Home, _) | (KeyCode::Char('a'), true) => self.cursor = 0,
            (KeyCode::End, _) | (KeyCode::Char('e'), true) => self.cursor = self.text.len(),
            _ => {}
        }
        Outcome::Edited
    }

    fn cut(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.cursor = from;
    }

    fn before(&self) -> usize {
        let grapheme = self.text[..self.cursor].graphemes(true).next_back();
        self.cursor - grapheme.map_or(0, str::len)
    }

    fn after(&self) -> usize {
        let grapheme = self.text[self.cursor..].graphemes(true).next();
        self.cursor + grapheme.map_or(0, str::len)
    }

    fn word_before(&self) -> usize {
        let words = self.text[..self.cursor].trim_end();
        words.rfind(' ').map_or(0, |space| space + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &str) -> Prompt {
        let mut prompt = Prompt::new(Purpose::Search, String::new());
        for chord in Chord::sequence(keys).unwrap() {
            prompt.press(chord);
        }
        prompt
    }

    #[test]
    fn the_line_is_edited_as_in_a_shell() {
        assert_eq!(typed("harbour bridge<C-w>vote").text, "harbour vote");
        assert_eq!(typed("ab<Left>x<Home>y<End>z").text, "yaxbz");
        assert_eq!(typed("naïve<BS><BS>").text, "naï");
        assert_eq!(typed("abc<C-a><C-k>d").text, "d");
    }

    #[test]
    fn what_is_offered_is_typed_over_or_edited() {
        for (keys, text) in
            [("", "wc -w"), ("fmt", "fmt"), ("<BS>l", "wc -l"), ("<Right>c", "wc -wc")]
        {
            let mut prompt = Prompt::offering(Purpose::Pipe, "wc -w".to_owned());
            for chord in Chord::sequence(keys).unwrap() {
                prompt.press(chord);
            }
            assert_eq!(prompt.text, text);
        }
    }

    #[test]
    fn pasted_line_breaks_do_not_carry_anything_out() {
        let mut prompt = typed("a");
        prompt.insert("b\nrm\x1b -rf");
        assert_eq!(prompt.text, "ab rm -rf");
    }
}
