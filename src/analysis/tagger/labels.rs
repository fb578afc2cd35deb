//! What the tagger says of a token: outside of all names, or which part of which kind of name.
//!
//! Names are written as BIOES (Ratinov and Roth 2009): begin, inside, end, and single for a name of
//! one token. Telling the ends apart lets a linear model learn how names close.

use crate::analysis::EntityKind;
use std::ops::Range;

/// Kinds of names, in the order of their labels.
pub const KINDS: [EntityKind; 4] =
    [EntityKind::Person, EntityKind::Organization, EntityKind::Location, EntityKind::Misc];

/// All labels but [`OUTSIDE`]: four parts of four kinds. A row of weights has one lane for each.
pub const LANES: usize = 16;

/// How many labels there are.
pub const LABELS: usize = LANES + 1;

/// The label of a token in no name. Its score is zero throughout: a constant added to all labels of
/// a token changes no probability, so one label needs no weights.
pub const OUTSIDE: u8 = 0;

/// A label: [`OUTSIDE`], or one more than its lane.
pub type Label = u8;

/// The part of a name that a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The first of several.
    Begin = 0,
    /// Neither first nor last.
    Inside = 1,
    /// The last of several.
    End = 2,
    /// The only one.
    Single = 3,
}

/// The label of a part of a name of a kind (index into [`KINDS`]).
pub const fn label(kind: usize, part: Part) -> Label {
    (1 + kind * 4 + part as usize) as Label
}

/// The kind (index into [`KINDS`]) and part that a label stands for.
pub const fn meaning(label: Label) -> Option<(usize, Part)> {
    if label == OUTSIDE {
        return None;
    }
    let lane = label as usize - 1;
    let part = match lane % 4 {
        0 => Part::Begin,
        1 => Part::Inside,
        2 => Part::End,
        _ => Part::Single,
    };
    Some((lane / 4, part))
}

/// Whether a label leaves no name open behind it.
pub const fn closes(label: Label) -> bool {
    matches!(meaning(label), None | Some((_, Part::End | Part::Single)))
}

/// Whether a label can follow another.
pub const fn follows(before: Label, after: Label) -> bool {
    match (meaning(before), meaning(after)) {
        (Some((kind, Part::Begin | Part::Inside)), Some((next, Part::Inside | Part::End))) => {
            kind == next
        }
        (_, Some((_, Part::Inside | Part::End))) => false,
        _ => closes(before),
    }
}

/// Writes the labels of a name over its tokens.
pub fn write(labels: &mut [Label], kind: usize) {
    let last = labels.len().saturating_sub(1);
    for (index, slot) in labels.iter_mut().enumerate() {
        let part = match (index, last) {
            (_, 0) => Part::Single,
            (0, _) => Part::Begin,
            _ if index == last => Part::End,
            _ => Part::Inside,
        };
        *slot = label(kind, part);
    }
}

/// The names that a sequence of labels describes: their tokens and kinds (indices into [`KINDS`]).
pub fn names(labels: &[Label]) -> Vec<(Range<usize>, usize)> {
    let mut found = Vec::new();
    let mut open = 0;
    for (index, &label) in labels.iter().enumerate() {
        match meaning(label) {
            Some((_, Part::Begin)) => open = index,
            Some((kind, Part::Single)) => found.push((index..index + 1, kind)),
            Some((kind, Part::End)) => found.push((open..index + 1, kind)),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_and_read_back() {
        let mut labels = [OUTSIDE; 7];
        write(&mut labels[1..2], 2);
        write(&mut labels[2..5], 0);
        assert_eq!(names(&labels), [(1..2, 2), (2..5, 0)]);
        assert!(labels.windows(2).all(|pair| follows(pair[0], pair[1])));
        assert!(!follows(label(0, Part::Begin), label(1, Part::End)));
        assert!(!follows(OUTSIDE, label(1, Part::Inside)));
        assert!(!follows(label(3, Part::Inside), OUTSIDE));
    }
}
