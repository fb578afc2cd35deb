//! Quoted segments of a text, as the scorer beside the corpus finds them: a plain reading of the marks, one
//! segment for each paragraph of a quote. All offsets are code points.

use super::quoted::{is_outer, is_word};
use quotidian::span::Span;

/// What a mark can do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Opens,
    Closes,
    /// A straight mark, single or two apostrophes.
    Either,
}

/// A mark and how many characters it has.
type Mark = Option<(usize, Role)>;

/// The quoted segments of a text in order, without marks and white space at their ends.
pub fn segments(text: &[char]) -> Vec<Span> {
    let mut found = double(text);
    let mut is_quoted = vec![false; text.len() + 1];
    found.iter().for_each(|span| is_quoted[span.start..span.end].fill(true));
    found.extend(single(text, &is_quoted));
    let mut segments: Vec<Span> = found.into_iter().map(|span| trim(text, span)).collect();
    segments.retain(|span| !span.is_empty());
    segments.sort_unstable();
    segments
}

/// A span without marks and white space at its ends.
pub fn trim(text: &[char], span: Span) -> Span {
    let (mut start, mut end) = (span.start, span.end);
    while start < end && is_outer(text[start]) {
        start += 1;
    }
    while end > start && is_outer(text[end - 1]) {
        end -= 1;
    }
    Span::new(start, end)
}

/// The lines of a text that are not empty.
pub fn paragraphs(text: &[char]) -> Vec<Span> {
    let mut at = 0;
    let lines = text.split(|&c| c == '\n').map(|line| {
        let span = Span::new(at, at + line.len());
        at += line.len() + 1;
        span
    });
    lines.filter(|span| !span.is_empty()).collect()
}

/// How many words there are; hyphens and apostrophes hold a word together.
pub fn words(text: &[char]) -> usize {
    let tokens = super::quoted::tokens(text);
    let joined = |two: &[Span]| {
        two[0].end + 1 == two[1].start && matches!(text[two[0].end], '\'' | '’' | '-')
    };
    tokens.len() - tokens.windows(2).filter(|two| joined(two)).count()
}

fn marks(text: &[char]) -> Vec<Mark> {
    let mut marks = vec![None; text.len()];
    let mut at = 0;
    while at < text.len() {
        let pair = (text[at], text.get(at + 1).copied());
        at += match pair {
            ('“' | '„' | '«', _) => put(&mut marks, at, 1, Role::Opens),
            ('”' | '»', _) => put(&mut marks, at, 1, Role::Closes),
            ('"' | '＂', _) => put(&mut marks, at, 1, Role::Either),
            ('\'', Some('\'')) => apostrophes(text, &mut marks, at),
            ('‘', Some('‘')) => put(&mut marks, at, 2, Role::Opens),
            ('’', Some('’')) => put(&mut marks, at, 2, Role::Closes),
            _ => 1,
        };
    }
    marks
}

fn put(marks: &mut [Mark], at: usize, length: usize, role: Role) -> usize {
    marks[at] = Some((length, role));
    length
}

/// Two apostrophes are one mark; of three, one is an apostrophe or a single mark.
fn apostrophes(text: &[char], marks: &mut [Mark], at: usize) -> usize {
    let run = text[at..].iter().take_while(|&&c| c == '\'').count();
    let before = at.checked_sub(1).map(|at| text[at]);
    let after = text.get(at + run);
    let opens = before.is_none_or(|c| c.is_whitespace() || "([—-".contains(c))
        && after.is_some_and(|c| !c.is_whitespace());
    let first = at + usize::from(run == 3 && !opens);
    for pair in [first, first + 2].iter().take(if run > 4 { 0 } else { run / 2 }) {
        put(marks, *pair, 2, Role::Either);
    }
    run
}

/// What is between double marks, one span for each paragraph.
fn double(text: &[char]) -> Vec<Span> {
    let marks = marks(text);
    let mut reading = Reading { text, marks: &marks, found: Vec::new(), open: None };
    paragraphs(text).into_iter().for_each(|paragraph| reading.paragraph(paragraph));
    let spaced = |span: &Span| {
        let words = &text[span.start..span.end];
        let before = words.iter().take_while(|c| c.is_whitespace()).count();
        let after = words[before..].iter().rev().take_while(|c| c.is_whitespace()).count();
        Span::new(span.start + before, span.end - after)
    };
    reading.found.iter().map(spaced).filter(|span| !span.is_empty()).collect()
}

/// A text being read, with the place where the open quote's words begin in this paragraph.
struct Reading<'a> {
    text: &'a [char],
    marks: &'a [Mark],
    found: Vec<Span>,
    open: Option<usize>,
}

impl Reading<'_> {
    fn paragraph(&mut self, paragraph: Span) {
        let mut at = self.resume(paragraph);
        while at < paragraph.end {
            at = match self.marks[at] {
                None => at + 1,
                Some((length, role)) => self.mark(paragraph, at, length, role) + length,
            };
        }
        if let Some(start) = self.open {
            self.found.push(Span::new(start, paragraph.end));
        }
    }

    /// A quote left open goes on when the next paragraph begins with a mark that can open.
    fn resume(&mut self, paragraph: Span) -> usize {
        let line = &self.text[paragraph.start..paragraph.end];
        let first = paragraph.start + line.iter().take_while(|c| c.is_whitespace()).count();
        let mark = self.marks.get(first).copied().flatten().filter(|_| first < paragraph.end);
        match (self.open, mark) {
            (Some(_), Some((length, role))) if role != Role::Closes => {
                self.open = Some(first + length);
                first + length
            }
            _ => {
                self.open = None;
                paragraph.start
            }
        }
    }

    /// Takes a mark in, and gives where it begins: further on where markup is skipped.
    fn mark(&mut self, paragraph: Span, at: usize, length: usize, role: Role) -> usize {
        let next = if at + length < paragraph.end { self.text[at + length] } else { ' ' };
        let before = if at > paragraph.start { self.text[at - 1] } else { ' ' };
        let Some(start) = self.open else {
            return self.outside(paragraph, at, length, role, before, next);
        };
        let closes = match role {
            Role::Closes => true,
            Role::Either => !(before.is_whitespace() && next.is_alphanumeric()),
            Role::Opens => {
                (".,!?…—".contains(before) || before.is_alphanumeric()) && !next.is_alphanumeric()
            }
        };
        // A straight mark that can only open ends the quote before it, too.
        if closes || role == Role::Either {
            self.found.push(Span::new(start, at));
            self.open = (!closes).then_some(at + length);
        }
        at
    }

    fn outside(
        &mut self,
        paragraph: Span,
        at: usize,
        length: usize,
        role: Role,
        before: char,
        next: char,
    ) -> usize {
        let is_inches = before.is_numeric() && !next.is_alphanumeric();
        let is_stray =
            (before.is_alphanumeric() || ".,!?".contains(before)) && next.is_whitespace();
        let opens = match role {
            Role::Opens => true,
            Role::Closes => next.is_alphanumeric() && before.is_whitespace(),
            Role::Either if !is_inches && before == '=' => {
                let rest = &self.text[at + 1..paragraph.end];
                return rest.iter().position(|&c| c == '"').map_or(at, |found| at + 1 + found);
            }
            Role::Either => !is_inches && !is_stray,
        };
        self.open = opens.then_some(at + length);
        at
    }
}

/// The longest that words in single marks may be.
const LONGEST: usize = 400;

/// What is between single marks, outside double ones.
fn single(text: &[char], is_quoted: &[bool]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match body(text, at) {
            None => at += 1,
            Some(span) => {
                let words = &text[span.start..span.end];
                let edges = [words.first(), words.last()];
                let is_spaced = edges.iter().any(|c| c.is_some_and(|c| c.is_whitespace()));
                if !is_quoted[at] && !is_spaced && !is_elision(words) {
                    found.push(span);
                }
                at = span.end + 1;
            }
        }
    }
    found
}

/// The words between a single mark at `at` and the next that can close.
fn body(text: &[char], at: usize) -> Option<Span> {
    let joins = |c: Option<&char>| c.is_some_and(|&c| is_word(c) || c == '\'' || c == '’');
    let before = at.checked_sub(1).and_then(|at| text.get(at));
    if joins(before) || !matches!(text[at], '\'' | '‘') || text.get(at + 1) == Some(&'\'') {
        return None;
    }
    let start = at + 1;
    for end in start..text.len().min(start + LONGEST + 1) {
        let closes = matches!(text[end], '\'' | '’') && end >= start + 2;
        let goes_on = text.get(end + 1).is_some_and(|&c| is_word(c) || c == '\'');
        if closes && !goes_on {
            return Some(Span::new(start, end));
        }
        if matches!(text[end], '\n' | '“' | '”' | '"') {
            return None;
        }
    }
    None
}

/// Whether the words begin with what an apostrophe stands before: '90s, 'em, 'til, 'cause, 'n.
fn is_elision(words: &[char]) -> bool {
    let first = words.iter().take_while(|c| is_word(**c)).collect::<String>();
    let is_decade = first.chars().count() == 3
        && first.ends_with("0s")
        && first.starts_with(|c: char| c.is_numeric());
    is_decade || ["em", "til", "cause", "n"].contains(&first.as_str())
}
