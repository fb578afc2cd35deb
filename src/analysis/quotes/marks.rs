//! Quotation marks to quoted segments.
//!
//! Every block starts afresh, so that one missing mark spoils one paragraph at most. Double marks
//! come first (straight, curly, low-high, angle, `''` and ` `` `); what they leave is searched for
//! single marks, which must be told from apostrophes. A segment left open at the end of a paragraph
//! runs on if the next paragraph opens with a mark again, as the custom of news has it.

use std::ops::Range;

/// Quoted words inside one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The words without marks and outer space, in prose bytes. Never empty.
    pub words: Range<usize>,
    /// The same with the marks.
    pub outer: Range<usize>,
    /// Index of the block.
    pub section: usize,
    /// Set in single marks.
    pub single: bool,
    /// Whether it has a closing mark.
    pub closed: bool,
    /// Whether it goes on from an unclosed segment that ends the paragraph before.
    pub continues: bool,
}

/// What a mark can do where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    Either,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    at: usize,
    len: usize,
    side: Side,
    /// The character before it in the block.
    before: char,
    /// The character after it in the block.
    after: char,
}

/// Finds the segments of one block of `text`. `open` says whether the paragraph before ended inside
/// a quote. The segments come in the order of the text and do not overlap.
pub fn segments(text: &str, block: Range<usize>, section: usize, open: bool) -> Vec<Segment> {
    let mut found = double(text, block.clone(), section, open);
    if text[block.clone()].contains(['\'', '‘', '‚', '‹']) {
        let gaps = gaps(&found, block);
        let singles: Vec<_> =
            gaps.into_iter().flat_map(|gap| super::single::segments(text, gap, section)).collect();
        found.extend(singles);
        found.sort_by_key(|segment| segment.words.start);
    }
    found
}

/// The parts of a block outside the segments.
fn gaps(segments: &[Segment], block: Range<usize>) -> Vec<Range<usize>> {
    let starts = std::iter::once(block.start).chain(segments.iter().map(|s| s.outer.end));
    let ends = segments.iter().map(|s| s.outer.start).chain([block.end]);
    starts.zip(ends).filter(|(start, end)| start < end).map(|(start, end)| start..end).collect()
}

fn double(text: &str, block: Range<usize>, section: usize, open: bool) -> Vec<Segment> {
    let marks = double_marks(text, &block);
    let mut pairing =
        Pairing { text, block: block.clone(), section, open: None, found: Vec::new() };
    for (index, mark) in marks.iter().enumerate() {
        let first = index == 0 && text[block.start..mark.at].trim().is_empty();
        pairing.take(*mark, first && open);
    }
    pairing.finish()
}

/// Pairs marks from left to right; at most one segment is open.
struct Pairing<'t> {
    text: &'t str,
    block: Range<usize>,
    section: usize,
    open: Option<(Mark, bool)>,
    found: Vec<Segment>,
}

impl Pairing<'_> {
    fn take(&mut self, mark: Mark, reopens: bool) {
        match self.open {
            None if reopens && mark.side != Side::Close => self.open = Some((mark, true)),
            None if opens(mark) => self.open = Some((mark, false)),
            None => {}
            Some((opening, continues)) => match closes(mark) {
                Verdict::Closes => {
                    self.push(opening, mark.at, mark.at + mark.len, true, continues);
                    self.open = None;
                }
                Verdict::OpensAnew => {
                    self.push(opening, mark.at, mark.at, false, continues);
                    self.open = Some((mark, false));
                }
                Verdict::Nested => {}
            },
        }
    }

    fn push(&mut self, opening: Mark, end: usize, outer_end: usize, closed: bool, continues: bool) {
        let start = opening.at + opening.len;
        let Some(words) = self.text.get(start..end) else { return };
        let lead = words.len() - words.trim_start().len();
        let words = words.trim();
        if !words.is_empty() {
            let start = start + lead;
            self.found.push(Segment {
                words: start..start + words.len(),
                outer: opening.at..outer_end,
                section: self.section,
                single: false,
                closed,
                continues,
            });
        }
    }

    fn finish(mut self) -> Vec<Segment> {
        if let Some((opening, continues)) = self.open.take() {
            self.push(opening, self.block.end, self.block.end, false, continues);
        }
        self.found
    }
}

enum Verdict {
    Closes,
    OpensAnew,
    Nested,
}

fn opens(mark: Mark) -> bool {
    let inch = mark.before.is_ascii_digit() && !mark.after.is_alphanumeric();
    let attribute = mark.before == '=';
    let stray = (mark.before.is_alphanumeric() || ".,!?".contains(mark.before))
        && mark.after.is_whitespace();
    match mark.side {
        Side::Open => true,
        Side::Close => mark.before.is_whitespace() && mark.after.is_alphanumeric(),
        Side::Either => !inch && !attribute && !stray,
    }
}

fn closes(mark: Mark) -> Verdict {
    let word_before = mark.before.is_alphanumeric() || ".,!?…—".contains(mark.before);
    match mark.side {
        Side::Close => Verdict::Closes,
        Side::Either if mark.before.is_whitespace() && mark.after.is_alphanumeric() => {
            Verdict::OpensAnew
        }
        Side::Either => Verdict::Closes,
        Side::Open if word_before && !mark.after.is_alphanumeric() => Verdict::Closes,
        Side::Open => Verdict::Nested,
    }
}

/// The double marks of a block, in order.
fn double_marks(text: &str, block: &Range<usize>) -> Vec<Mark> {
    let mut marks = Vec::new();
    let bytes = &text.as_bytes()[block.clone()];
    let mut from = 0;
    while let Some(offset) = next_candidate(&bytes[from..]) {
        let at = block.start + from + offset;
        let (len, side) = mark_at(&text[at..block.end]);
        if let Some(side) = side {
            let before = text[block.start..at].chars().next_back().unwrap_or(' ');
            let after = text[at + len..block.end].chars().next().unwrap_or(' ');
            marks.push(Mark { at, len, side, before, after });
        }
        from = at + len - block.start;
    }
    marks
}

/// The next byte that can begin a double mark: ASCII marks, or the lead bytes of the others.
fn next_candidate(bytes: &[u8]) -> Option<usize> {
    let ascii = |b: &u8| matches!(b, b'"' | b'\'' | b'`');
    bytes.iter().position(|b| ascii(b) || matches!(b, 0xC2 | 0xE2 | 0xE3 | 0xEF))
}

/// Length of what stands at the start of `rest`, and its side if it is a double mark.
fn mark_at(rest: &str) -> (usize, Option<Side>) {
    let c = rest.chars().next().unwrap_or(' ');
    let side = match c {
        '“' | '„' | '«' | '「' | '『' | '〝' => Some(Side::Open),
        '”' | '»' | '」' | '』' | '〞' => Some(Side::Close),
        '"' | '＂' | '‟' => Some(Side::Either),
        _ => None,
    };
    if side.is_some() {
        return (c.len_utf8(), side);
    }
    let run = rest.len() - rest.trim_start_matches(c).len();
    match c {
        '`' if run == 2 => (2, Some(Side::Open)),
        '‘' if run == 2 * c.len_utf8() => (run, Some(Side::Open)),
        '’' if run == 2 * c.len_utf8() => (run, Some(Side::Close)),
        '\'' if run == 2 => (2, Some(Side::Either)),
        '\'' if run == 3 => three_apostrophes(rest),
        '\'' | '`' => (run, None),
        _ => (c.len_utf8(), None),
    }
}

/// A double mark and a single one: which is outside is told by the side the word is on.
fn three_apostrophes(rest: &str) -> (usize, Option<Side>) {
    let word_follows = rest[3..].starts_with(char::is_alphanumeric);
    if word_follows { (2, Some(Side::Open)) } else { (3, Some(Side::Close)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let found = segments(text, 0..text.len(), 0, false);
        found.into_iter().map(|segment| &text[segment.words]).collect()
    }

    #[test]
    fn every_house_has_its_marks() {
        assert_eq!(words("“One,” he said. “Two.”"), ["One,", "Two."]);
        assert_eq!(words("\"One,\" he said. \"Two.\""), ["One,", "Two."]);
        assert_eq!(words("''One,'' he said. ``Two.''"), ["One,", "Two."]);
        assert_eq!(words("„Eins“, sagte er, »und«"), ["Eins", "und"]);
        assert_eq!(words("« Un », dit-il"), ["Un"]);
    }

    #[test]
    fn one_odd_mark_spoils_nothing_after_it() {
        assert_eq!(words("He said \"one. Then \"two\" came"), ["one. Then", "two"]);
        assert_eq!(words("A 12\" record, \"he\" said"), ["he"]);
        assert_eq!(words("Gone.\" She said “yes”"), ["yes"]);
        assert_eq!(words("“He said “no” to me”"), ["He said “no"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert_eq!(
            words("Sessions: officials 'seriously ramping up efforts' against leaks"),
            ["seriously ramping up efforts"]
        );
        assert_eq!(words("The workers' rights and the '90s, rock 'n' roll, don't"), [""; 0]);
        assert_eq!(
            words("A 'victory for the workers' rights movement' it was"),
            ["victory for the workers' rights movement"]
        );
        assert_eq!(words("‘I am ready,’ he said. ‘Let’s go.’"), ["I am ready,", "Let’s go."]);
    }
}
