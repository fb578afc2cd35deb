//! Reads a text with marks under its words, as the gold articles have them. The forms are said in
//! `tests/gold/README.md` and `tests/gold_quotes/README.md`.

use quotidian::span::Span;

/// A mark under words of one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Whose mark it is.
    pub id: char,
    /// What it is filled with; a mark of one character has no room for it.
    pub fill: Option<char>,
    /// The words above it, in bytes of the text.
    pub span: Span,
    /// Whether it stands under the first character of a line that goes on from the one before.
    pub goes_on: bool,
}

/// A file taken apart.
pub struct Marked<'a> {
    /// The text, as the engine gets it.
    pub text: String,
    /// The marks, line by line.
    pub marks: Vec<Mark>,
    /// What follows the line of `===`.
    pub list: &'a str,
}

/// Reads a file whose marks are filled with one of `fills`. The error says what is wrong with it.
pub fn read<'a>(file: &'a str, fills: &str) -> Result<Marked<'a>, String> {
    let (body, list) = file.split_once("\n===\n").ok_or("no line of ===")?;
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut line = Line { start: 0, goes_on: false };
    for (number, row) in body.lines().enumerate() {
        if let Some(under) = row.strip_prefix("| ") {
            marks.extend(line.marks(under, &text, fills)?);
            continue;
        }
        let (join, words) = match row.split_at_checked(2) {
            None if row.is_empty() => ("\n", ""),
            Some(("  ", words)) => ("\n", words),
            Some(("+ ", words)) => (" ", words),
            _ => return Err(format!("line {number} begins with none of the columns: {row}")),
        };
        text.push_str(if number == 0 { "" } else { join });
        line = Line { start: text.len(), goes_on: join == " " };
        text.push_str(words);
    }
    text.push('\n');
    Ok(Marked { text, marks, list })
}

/// The last line of the text so far.
struct Line {
    start: usize,
    goes_on: bool,
}

impl Line {
    fn marks(&self, under: &str, text: &str, fills: &str) -> Result<Vec<Mark>, String> {
        let columns: Vec<char> = under.chars().collect();
        let mut marks = Vec::new();
        let mut at = 0;
        while at < columns.len() {
            let id = columns[at];
            let fill = columns.get(at + 1).copied().filter(|&next| fills.contains(next));
            let filled = columns[at + 1..].iter().take_while(|&&column| Some(column) == fill);
            let length = 1 + filled.count();
            if id.is_ascii_alphanumeric() {
                let span = Span::new(self.byte(text, at)?, self.byte(text, at + length)?);
                marks.push(Mark { id, fill, span, goes_on: self.goes_on && at == 0 });
            } else if id != ' ' {
                return Err(format!("{id} marks nothing: {under}"));
            }
            at += length;
        }
        Ok(marks)
    }

    fn byte(&self, text: &str, column: usize) -> Result<usize, String> {
        let line = &text[self.start..];
        let mut ends = line.char_indices().map(|(at, _)| at).chain([line.len()]);
        let at = ends.nth(column).ok_or_else(|| format!("marks beyond the end of: {line}"))?;
        Ok(self.start + at)
    }
}
