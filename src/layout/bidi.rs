//! The order in which right-to-left text is drawn, after UAX 9.
//!
//! Lines are broken in reading order first; then each is put in visual order, once, in the line
//! table. Text without right-to-left characters never comes here. Explicit controls were dropped
//! before, so that nothing in a text can turn what is around it.

use std::ops::Range;
use unicode_bidi::{BidiClass, Level, ParagraphBidiInfo, bidi_class};

/// How far the direction of a paragraph is looked for, in characters.
const LOOK: usize = 4_096;

/// Whether any character runs from right to left, by block.
pub(super) fn has_rtl(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_rtl)
}

fn is_rtl(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// Whether a paragraph as a whole runs from right to left: by its first strong character (P2, P3).
pub(super) fn is_rtl_paragraph(text: &str) -> bool {
    let strong = text.chars().take(LOOK).filter(|&c| !is_mark(c)).map(bidi_class);
    let mut strong =
        strong.filter(|class| matches!(class, BidiClass::L | BidiClass::R | BidiClass::AL));
    strong.next().is_some_and(|class| class != BidiClass::L)
}

/// Direction marks, which are not shown and therefore do not count.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}')
}

/// The levels of a paragraph's characters.
pub(super) struct Bidi<'a>(ParagraphBidiInfo<'a>);

impl<'a> Bidi<'a> {
    /// Resolves the levels of a text whose paragraph runs as `rtl` says.
    pub fn new(text: &'a str, rtl: bool) -> Self {
        let level = if rtl { Level::rtl() } else { Level::ltr() };
        Self(ParagraphBidiInfo::new(text, Some(level)))
    }

    /// The runs of one line from left to right as drawn (L1, L2), and whether each is to be reversed.
    pub fn runs(&self, line: Range<usize>) -> Vec<(Range<usize>, bool)> {
        let (levels, runs) = self.0.visual_runs(line);
        let reversed = |run: &Range<usize>| levels.get(run.start).is_some_and(Level::is_rtl);
        runs.into_iter().map(|run| (run.clone(), reversed(&run))).collect()
    }
}

/// The bracket that faces the other way (L4), for those that news uses; `None` for all others.
pub(super) fn mirrored(grapheme: &str) -> Option<&'static str> {
    const PAIRS: [(&str, &str); 12] = [
        ("(", ")"),
        ("[", "]"),
        ("{", "}"),
        ("<", ">"),
        ("«", "»"),
        ("‹", "›"),
        ("≤", "≥"),
        ("⟨", "⟩"),
        ("「", "」"),
        ("『", "』"),
        ("【", "】"),
        ("⁅", "⁆"),
    ];
    PAIRS.iter().find_map(|&(open, close)| match grapheme {
        _ if grapheme == open => Some(close),
        _ if grapheme == close => Some(open),
        _ => None,
    })
}
