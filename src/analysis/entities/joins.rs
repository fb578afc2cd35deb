//! Names that are parts of one: of a ship and what begins its name, of a firm's partners, of a foundation's founders,
//! of what letters in brackets stand for, and of a person with a nickname in quotation marks.

use super::{Name, votes::Votes};
use crate::analysis::{EntityKind, document::Document, lexicon::Class, tokens::Shape};
use std::{collections::HashSet, ops::Range};

/// Longest nickname, in words: "the Hand of God".
const LONGEST_NICKNAME: usize = 4;

/// Puts names together that are parts of one. They are in the order of the text and stay so.
pub fn read(document: &Document, names: &mut Vec<Name>) {
    join_ships(document, names);
    join_partners(document, names);
    join_founders(document, names);
    join_spelt(document, names);
    join_nicknamed(document, names);
}

/// What begins the name of a ship alone, where "the" stands before it.
pub(super) const SHIPS: [&str; 8] = ["mv", "fv", "rms", "rrs", "hms", "hmas", "hmcs", "uss"];

/// "The HMS Helen Frost" is a ship, whose name begins with "HMS"; Helen Frost did not sink.
fn join_ships(document: &Document, names: &mut [Name]) {
    let begins = |token: usize| {
        let article = document.lower(token.wrapping_sub(1)) == "the";
        article && document.shape(token) == Shape::Upper && SHIPS.contains(&document.lower(token))
    };
    for name in names {
        let Range { start, end } = name.tokens;
        let before = start.checked_sub(1).filter(|_| !document.tokens[start].first);
        let first = if begins(start) { Some(start) } else { before.filter(|&at| begins(at)) };
        if let Some(first) = first.filter(|first| end > first + 1) {
            name.tokens.start = first;
            name.title = first..first;
            name.votes = Votes::only(EntityKind::Misc, name.confidence());
        }
    }
}

/// "Palmer & Stroud" is a firm, not two people: names that an ampersand joins are one, but for those of two
/// people in full ("Ada Palmer & Kit Stroud").
fn join_partners(document: &Document, names: &mut Vec<Name>) {
    names.dedup_by(|next, name| {
        let partners = name.tokens.end + 1 == next.tokens.start
            && document.of(name.tokens.end) == "&"
            && name.title.is_empty()
            && name.kind() != EntityKind::Location
            && !(is_in_full(name) && is_in_full(next));
        if partners {
            name.tokens.end = next.tokens.end;
            name.votes = Votes::only(EntityKind::Organization, name.confidence());
        }
        partners
    });
}

/// What people found together.
const FOUNDED: [&str; 8] =
    ["foundation", "trust", "fund", "institute", "centre", "center", "library", "scholarship"];

/// "The Ada and Kit Palmer Foundation" is one body: after the article somebody is but the beginning of what goes on
/// with "and" and ends so. "The Newfoundland and Labrador Court of Appeal" is of one place, too: the body behind
/// "and" has a place in its own name.
fn join_founders(document: &Document, names: &mut Vec<Name>) {
    names.dedup_by(|next, name| {
        let (start, end) = (name.tokens.start, next.tokens.end);
        let article = || document.lower(start.wrapping_sub(1)) == "the";
        let founders = || {
            let founded = FOUNDED.contains(&document.lower(end - 1));
            name.kind() == EntityKind::Person && name.title.is_empty() && founded && article()
        };
        let place = || {
            let second = next.tokens.start;
            let whole = || {
                document
                    .listed(start, end)
                    .is_some_and(|(words, class)| start + words > second && class.has(Class::PLACE))
            };
            let pair = || {
                article()
                    && name.tokens.len() == 1
                    && [start, second].iter().all(|&at| document.is_place(at..at + 1))
                    && document.lower(end - 1) != "club"
                    && !(document.shape(end) == Shape::Lower
                        && document.class(end).has(Class::HUMAN))
            };
            name.kind() == EntityKind::Location && next.tokens.len() > 2 && (whole() || pair())
        };
        let joined = name.tokens.end + 1 == next.tokens.start
            && document.lower(name.tokens.end) == "and"
            && next.kind() == EntityKind::Organization
            && (founders() || place());
        if joined {
            name.tokens.end = end;
            name.votes = next.votes;
        }
        joined
    });
}

/// "Vesper Force in Carrow (VEFIC)" is one body: of two names that small words part, letters in brackets can tell that
/// they are one, here and wherever else they stand so (after Schwartz and Hearst 2003).
fn join_spelt(document: &Document, names: &mut Vec<Name>) {
    let words = |tokens: Range<usize>| -> Vec<u32> {
        document.tokens[tokens].iter().map(|token| token.word).collect()
    };
    let spelt: HashSet<Vec<u32>> = names
        .array_windows()
        .filter(|[first, last]| is_spelt(document, first, last))
        .map(|[first, last]| words(first.tokens.start..last.tokens.end))
        .collect();
    if spelt.is_empty() {
        return;
    }
    names.dedup_by(|next, name| {
        let joined = is_linked(document, name, next)
            && spelt.contains(&words(name.tokens.start..next.tokens.end));
        if joined {
            name.tokens.end = next.tokens.end;
            if next.kind() == EntityKind::Organization {
                name.votes = next.votes;
            }
        }
        joined
    });
}

/// Whether only one or two small words part two names that are no people's.
fn is_linked(document: &Document, first: &Name, last: &Name) -> bool {
    let small = Class::DET.with(Class::PREP).with(Class::CONJ);
    let between = first.tokens.end..last.tokens.start;
    matches!(between.len(), 1 | 2)
        && !document.tokens[between.end].first
        && [first, last].iter().all(|name| name.kind() != EntityKind::Person)
        && between.into_iter().all(|token| {
            let inside = !document.tokens[token].first;
            inside && document.shape(token) == Shape::Lower && document.class(token).has(small)
        })
}

/// Whether letters in brackets behind two names stand for both with what is between.
fn is_spelt(document: &Document, first: &Name, last: &Name) -> bool {
    let end = last.tokens.end;
    let bracketed = document.of(end) == "("
        && document.shape(end + 1) == Shape::Upper
        && document.of(end + 2) == ")";
    bracketed
        && is_linked(document, first, last)
        && first.tokens.start + LONGEST_FORM >= end
        && spells(document, first.tokens.start..end, &letters(document.lower(end + 1)))
}

/// Words of what letters stand for, at most.
const LONGEST_FORM: usize = 10;

fn letters(word: &str) -> String {
    word.chars().filter(|c| c.is_alphabetic()).collect()
}

/// Whether letters are the first of some words; small words can be left out, and letters among the words can give
/// all of theirs ("UN").
fn spells(document: &Document, words: Range<usize>, left: &str) -> bool {
    let Range { start: word, end } = words;
    if word == end {
        return left.is_empty();
    }
    let rest = |given: &str| {
        left.strip_prefix(given).is_some_and(|left| spells(document, word + 1..end, left))
    };
    let all = letters(document.lower(word));
    let first = &all[..all.chars().next().map_or(0, char::len_utf8)];
    let small = document.shape(word) != Shape::Upper && !document.capitalised(word);
    rest(first) || small && rest("") || document.shape(word) == Shape::Upper && rest(&all)
}

fn is_in_full(name: &Name) -> bool {
    name.kind() == EntityKind::Person && name.tokens.len() > 1
}

/// `Ada "the Wall" Palmer` is one person, not two or three: what a nickname parts is one, whether both ends were found
/// or only the last, beside a first name.
fn join_nicknamed(document: &Document, names: &mut Vec<Name>) {
    let mut joined: Vec<Name> = Vec::with_capacity(names.len());
    for mut name in names.drain(..) {
        if let Some(quoted) = nickname_before(document, &name) {
            let outside = joined.partition_point(|known| known.tokens.start < quoted.start);
            let first = outside.checked_sub(1).map(|last| &joined[last]);
            // Of `Ada "the Wall` with half of the marks only Ada counts.
            let part = |first: &Name| first.tokens.start..first.tokens.end.min(quoted.start);
            match first.filter(|first| first.tokens.end >= quoted.start) {
                Some(first) if is_part(document, first, part(first), &name) => {
                    name.tokens.start = first.tokens.start;
                    name.title = first.title.clone();
                    // What was found of the nickname names nobody else.
                    joined.truncate(outside - 1);
                }
                None if is_first_name(document, quoted.start - 1) => {
                    name.tokens.start = quoted.start - 1;
                    name.title = name.tokens.start..name.tokens.start;
                    joined.truncate(outside);
                }
                _ => {}
            }
        }
        joined.push(name);
    }
    *names = joined;
}

/// Whether a name goes on after a nickname: both are people's, and they are not two full names, nor is the first
/// known for a family's only.
fn is_part(document: &Document, first: &Name, part: Range<usize>, last: &Name) -> bool {
    let class = document.class(part.start);
    let family = part.len() == 1 && class.has(Class::SURNAME) && !class.has(Class::FIRST);
    let full = part.len() > 1 && is_in_full(last);
    let nicknamed = || part.clone().any(|token| document.shape(token) == Shape::Mark);
    first.kind() == EntityKind::Person && !full && !family && !nicknamed()
}

/// Whether a word is a first name and no month or verb: "in June", "will".
fn is_first_name(document: &Document, token: usize) -> bool {
    let class = document.class(token);
    document.shape(token) == Shape::Capital
        && class.has(Class::FIRST)
        && !class.has(Class::CLOSED.with(Class::CALENDAR))
}

/// Marks that close a nickname, each with what may open it.
const MARKS: [(&str, [&str; 2]); 5] = [
    ("\"", ["\"", "\""]),
    ("”", ["“", "„"]),
    ("’", ["‘", "'"]),
    ("'", ["‘", "'"]),
    ("»", ["«", "«"]),
];

/// Whether a mark can open or close a nickname.
pub(super) fn is_nickname_mark(mark: &str) -> bool {
    MARKS.iter().any(|(close, open)| *close == mark || open.contains(&mark))
}

/// The tokens of a nickname right before a person's name in its sentence, with the marks around it, which touch it,
/// and a word before them.
fn nickname_before(document: &Document, name: &Name) -> Option<Range<usize>> {
    let close = name.tokens.start.checked_sub(1)?;
    let inside = |token: usize| !document.tokens[token + 1].first;
    if name.kind() != EntityKind::Person || !inside(close) {
        return None;
    }
    let (_, opening) = MARKS.iter().find(|(mark, _)| document.of(close) == *mark)?;
    let floor = document.sections[name.section].tokens.start;
    let least = close.saturating_sub(LONGEST_NICKNAME + 1).max(floor + 1);
    let words = (least..close).rev().take_while(|&token| {
        inside(token) && (document.shape(token + 1) != Shape::Mark || token + 1 == close)
    });
    let mut openings = words.filter(|&token| opening.contains(&document.of(token)));
    let open = openings.find(|&token| token + 1 < close)?;
    let touch = |token: usize| document.tokens[token].end == document.tokens[token + 1].start;
    let marks = touch(open) && touch(close - 1) && !touch(open - 1) && !touch(close);
    let capital = (open + 1..close).any(|token| document.capitalised(token));
    (marks && capital && inside(open - 1)).then_some(open..close + 1)
}

#[cfg(test)]
mod tests {
    use super::{super::marked, EntityKind, read};

    fn joined(marked: &str) -> Vec<String> {
        marked::after(marked, read)
    }

    #[test]
    fn what_begins_a_ship_s_name_is_part_of_it() {
        let kind = |marked: &str| {
            marked::read(marked, |document, mut names| {
                read(document, &mut names);
                names[0].kind()
            })
        };
        assert_eq!(joined("So the HMS [P Helen Frost] sank."), ["HMS Helen Frost"]);
        assert_eq!(kind("So the HMS [P Helen Frost] sank."), EntityKind::Misc);
        assert_eq!(kind("So the [O MV Saint Brannoc] sank."), EntityKind::Misc);
        assert_eq!(kind("So [O MV Agusta] fell."), EntityKind::Organization);
    }

    #[test]
    fn two_people_in_full_are_no_firm() {
        assert_eq!(joined("[P Palmer] & [P Stroud] sued."), ["Palmer & Stroud"]);
        assert_eq!(joined("[P Ada Palmer] & [P Kit Stroud] sued."), ["Ada Palmer", "Kit Stroud"]);
    }

    #[test]
    fn a_body_of_two_founders_is_one() {
        let founded = "[P Ada] and [O Kit Palmer Foundation]";
        assert_eq!(joined(&format!("So the {founded} won.")), ["Ada and Kit Palmer Foundation"]);
        let place = "[L Trinidad] and [O Tobago Football Association]";
        assert_eq!(
            joined(&format!("So {place} won.")),
            ["Trinidad and Tobago Football Association"]
        );
        let pair = "[L Jammu] and [O Kashmir Cricket Association]";
        assert_eq!(
            joined(&format!("So the {pair} won.")),
            ["Jammu and Kashmir Cricket Association"]
        );
        for two in [
            format!("So {founded} won."),
            format!("So {pair} won."),
            "So the [L UK] and [O European Union] won.".to_owned(),
            "So the [P Kit Palmer] and [O Vesper Bank] deal fell.".to_owned(),
        ] {
            assert_eq!(joined(&two).len(), 2, "{two}");
        }
    }

    #[test]
    fn letters_in_brackets_tell_where_a_name_ends() {
        let force = "The [O V.N. Free Force] in [L Carrow]";
        let found = joined(&format!("{force} (VNFFIC) met. {force} left."));
        assert_eq!(found, ["V.N. Free Force in Carrow", "V.N. Free Force in Carrow"]);
        assert_eq!(
            joined("So [L Vesper] and [L Carrow] ([L VAC]) met."),
            ["Vesper and Carrow", "VAC"]
        );
        assert_eq!(joined("So [O Vesper Bank] in [L Carrow] ([O VB]) met.").len(), 3);
        assert_eq!(joined("So [P Vesper Dale] in [L Carrow] ([O VDC]) met.").len(), 3);
    }

    #[test]
    fn a_nickname_parts_no_name() {
        assert_eq!(
            joined("So [P Ada] \"[M the Wall]\" [P Palmer] won."),
            ["Ada \"the Wall\" Palmer"]
        );
        assert_eq!(joined("Then Kit ‘Red’ [P Stroud] lost."), ["Kit ‘Red’ Stroud"]);
        for two in ["[P Ada] sang \"Blue\" [P Palmer] wrote", "[P Ada Pell] “No” [P Kit Stroud]"]
        {
            assert_eq!(joined(two).len(), 2, "{two}");
        }
        assert_eq!(joined("[P Ada] \"[M Blue]\". [P Palmer] wrote it.").len(), 3);
        let brothers = "So [P Chris]' brother and [P James]' [P Mary Stuart] left.";
        assert_eq!(joined(brothers), ["Chris", "James", "Mary Stuart"]);
        let songs = "So [P Ada] \"On Me\" [P Dora] \"Plan\" [P Helen] won.";
        assert_eq!(joined(songs).len(), 2, "one nickname is enough");
        assert_eq!(
            joined("In June \"Red\" [P Palmer] left. Will \"Red\" [P Palmer] quit?").len(),
            2
        );
    }
}
