//! Titles and names apart: what stands before a person's name says who they are, not what they are
//! called.

use super::{Name, votes::Votes};
use crate::analysis::{EntityKind, document::Document, lexicon::Class, tokens::Shape};
use std::ops::Range;

/// Longest title, in tokens: "Deputy Assistant Secretary of State".
const LONGEST: usize = 6;

/// The name at some tokens of a block, its title taken off ("Mr Doe") or taken in from before it, and
/// what follows it taken off ("Kit Doe KC").
///
/// `votes` are the probabilities that tokens and kind are right.
pub fn named(document: &Document, tokens: Range<usize>, section: usize, votes: Votes) -> Name {
    let mut name = Name { title: tokens.start..tokens.start, tokens, section, votes };
    if name.kind() != EntityKind::Person {
        return name;
    }
    while name.tokens.len() > 1 && is_title(document, name.tokens.start) {
        name.tokens.start += 1;
    }
    name.title.end = name.tokens.start;
    while name.tokens.len() > 2 && is_post_nominal(document.lower(name.tokens.end - 1)) {
        name.tokens.end -= 1;
    }
    let floor =
        document.sections[section].tokens.start.max(name.tokens.start.saturating_sub(LONGEST));
    let before = (floor..name.title.start).rev().take_while(|&token| {
        !document.tokens[token + 1].first
            && document.capitalised(token)
            && document.class(token).has(Class::TITLE.with(Class::OFFICE))
    });
    name.title.start = before.last().unwrap_or(name.title.start);
    let stands = name.title.clone().any(|token| document.class(token).has(Class::TITLE));
    if !stands {
        name.title = name.tokens.start..name.tokens.start;
    }
    name
}

/// Whether a word that follows a name is an order, a degree or a seat, which is no part of it.
pub fn is_post_nominal(word: &str) -> bool {
    const POST_NOMINALS: [&str; 20] = [
        "qc", "kc", "mp", "phd", "ph.d", "md", "m.d", "mba", "m.b.a", "obe", "cbe", "mbe", "dbe",
        "kbe", "ra", "frs", "esq", "j.d", "d.d.s", "r.n",
    ];
    POST_NOMINALS.contains(&word.trim_end_matches('.'))
}

/// Names without those that only say what stands behind people's names: "Ada Doe, M.D.,", "Kit Doe (D-N.M.)".
pub fn without_post_nominals(document: &Document, names: &mut Vec<Name>) {
    let mut end = 0;
    names.retain(|name| {
        let behind = matches!(document.of(name.tokens.start.wrapping_sub(1)), "," | "(");
        let appended = behind
            && end + 1 == name.tokens.start
            && name.tokens.clone().all(|token| is_appended(document, token));
        if appended || name.kind() == EntityKind::Person {
            end = name.tokens.end;
        }
        !appended
    });
}

/// Whether a word as it is written is a degree, an order or a seat that stands behind a name.
pub fn is_appended(document: &Document, token: usize) -> bool {
    let text = document.of(token);
    let shouted = document.shape(token) == Shape::Upper || text.starts_with("Ph.D");
    shouted && is_post_nominal(document.lower(token)) || is_seat(text)
}

/// Whether a word is an American party's letter with a state: "D-N.M.", "R-Wyo".
fn is_seat(word: &str) -> bool {
    let state = ["D-", "R-", "I-"].iter().find_map(|party| word.strip_prefix(party));
    state.is_some_and(|state| {
        state.starts_with(char::is_uppercase)
            && state.len() <= 6
            && state.chars().all(|c| c.is_alphabetic() || c == '.')
    })
}

/// Names without what is only an office: of "US Attorney General" the country stays, "Attorney General"
/// names nobody.
pub fn without_offices(document: &Document, names: Vec<Name>) -> Vec<Name> {
    names.into_iter().filter_map(|name| without_office(document, name)).collect()
}

fn without_office(document: &Document, mut name: Name) -> Option<Name> {
    let office = |token: usize| document.class(token).has(Class::OFFICE);
    let last = name.tokens.end.checked_sub(1)?;
    let mut end = name.tokens.end;
    while end > name.tokens.start && office(end - 1) {
        end -= 1;
    }
    let said = (end..name.tokens.end)
        .any(|token| document.class(token).is(Class::HUMAN.with(Class::OFFICE)));
    if name.kind() == EntityKind::Person || !said || is_plural_body(document, last) {
        return Some(name);
    }
    if end == name.tokens.start {
        return None;
    }
    if document.is_place(name.tokens.start..end) {
        name.tokens.end = end;
        name.votes = Votes::only(EntityKind::Location, name.confidence());
    }
    Some(name)
}

/// "House of Representatives", "Chiefs": several of them are a body.
fn is_plural_body(document: &Document, token: usize) -> bool {
    document.lower(token).ends_with('s')
}

/// Whether a word at the start of a name is a title: "Don" and "Earl" are first names too.
fn is_title(document: &Document, token: usize) -> bool {
    let class = document.class(token);
    class.has(Class::TITLE) && !class.has(Class::FIRST) && document.shape(token) != Shape::Lower
}

#[cfg(test)]
mod tests {
    use super::{super::marked, without_post_nominals};

    #[test]
    fn degrees_and_seats_behind_a_name_name_nobody() {
        let left = |text: &str| marked::after(text, without_post_nominals);
        assert_eq!(
            left("Sen. [P Ada Lund] ([O D-N.M.]) met [P Kit Orr], [P M.D.], there."),
            ["Ada Lund", "Kit Orr"]
        );
        assert_eq!(left("The [O D-Wave] came, [O R-Type] left."), ["D-Wave", "R-Type"]);
        assert_eq!(
            left("[P Ada Lund], [L Md.], won. Kirk, [L QC], lost."),
            ["Ada Lund", "Md.", "QC"]
        );
    }
}
