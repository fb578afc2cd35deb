//! "Velmaran ministers" beside Velmara: what is made of the name of a place or a body that the article names
//! is no name of its own, as those of known countries are none. It tells that Velmara is a place.

use super::{Name, votes::Votes};
use crate::analysis::{EntityKind, document::Document, lexicon::Class, tokens::Shape};
use std::collections::HashSet;

/// What English makes adjectives and inhabitants of places with.
const ENDINGS: [&str; 7] = ["n", "an", "ian", "ean", "ese", "ish", "i"];

/// How many letters of a place's name must be left.
const STEM: usize = 4;

/// Who has a word of their own made of their name is taken for a place, unless a mention is surer of another kind.
const SURE: f32 = 0.9;

/// Leaves out names of one word that are made of another one, where they stand before what they tell of, or name
/// its people; and takes for places what they are made of.
pub fn read(document: &Document, names: &mut Vec<Name>) {
    let word = |name: &Name| document.lower(name.tokens.start);
    let single = |name: &Name| name.tokens.len() == 1 && name.title.is_empty();
    let of_nobody = |name: &&Name| single(name) && name.kind() != EntityKind::Person;
    let unknown =
        |name: &&Name| single(name) && !document.class(name.tokens.start).has(Class::FIRST);
    let of_all: HashSet<&str> = names.iter().filter(unknown).map(word).collect();
    let places: HashSet<&str> = told(document, &of_all);
    let stems: HashSet<&str> =
        names.iter().filter(of_nobody).map(word).chain(places.iter().copied()).collect();
    let made = |name: &Name| {
        let token = name.tokens.start;
        let singular = Some(word(name)).filter(|_| tells_of_next(document, token));
        // "The Texans" may be a team.
        let plural = word(name).strip_suffix('s').filter(|_| name.kind() == EntityKind::Misc);
        of_nobody(&name)
            && is_written_as_name(document, token)
            && [singular, plural].into_iter().flatten().any(|word| is_made_of(word, &stems))
    };
    names.retain(|name| !made(name));
    for name in names.iter_mut().filter(|name| single(name) && places.contains(word(name))) {
        if name.confidence() < SURE {
            name.votes = Votes::only(EntityKind::Location, name.votes.total());
        }
    }
}

/// The names that tell by a word made of them that they are a place's: "Velmaran senators". Other endings are made
/// of people's names, too: "Orwellian".
fn told<'d>(document: &'d Document, names: &HashSet<&'d str>) -> HashSet<&'d str> {
    let tells = |&token: &usize| {
        is_written_as_name(document, token)
            && document.shape(token + 1) == Shape::Lower
            && tells_of_next(document, token)
    };
    let stem = |token: usize| document.lower(token).strip_suffix('n');
    let long =
        |stem: &&str| stem.chars().count() >= STEM && stem.ends_with(['a', 'e', 'i', 'o', 'u']);
    let stems = (0..document.tokens.len()).filter(tells).filter_map(stem).filter(long);
    stems.filter_map(|stem| names.get(stem).copied()).collect()
}

/// Whether a word with a capital is neither a common word nor anybody's name that is known.
fn is_written_as_name(document: &Document, token: usize) -> bool {
    document.shape(token) == Shape::Capital
        && document.of(token).chars().skip(1).all(char::is_lowercase)
        && !document.class(token).has(Class::FIRST.with(Class::SURNAME).with(Class::COMMON))
}

/// Whether a word is one of some names, perhaps without its last vowel, and an ending.
fn is_made_of(word: &str, stems: &HashSet<&str>) -> bool {
    let left = ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending));
    left.filter(|stem| stem.chars().count() >= STEM).any(|stem| {
        ["", "a", "e", "o", "ia"].iter().any(|end| stems.contains(format!("{stem}{end}").as_str()))
    })
}

/// Whether a noun follows in the same sentence: "Velmaran troops", "the Velmaran Parliament".
fn tells_of_next(document: &Document, token: usize) -> bool {
    let next = token + 1;
    document.goes_on(next)
        && match document.shape(next) {
            Shape::Lower => !document.class(next).has(Class::CLOSED.with(Class::CUE)),
            Shape::Capital => true,
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::{super::marked, read};
    use crate::analysis::EntityKind;

    fn left(marked: &str) -> Vec<String> {
        marked::after(marked, read)
    }

    #[test]
    fn what_is_made_of_a_place_s_name_is_no_name() {
        let treaty = "[L Velmara] signed. [O Velmaran] ministers and [M Velmarans] cheered.";
        assert_eq!(left(treaty), ["Velmara"]);
        assert_eq!(
            left("In [L Karsund] the [O Karsundian Parliament] met."),
            ["Karsund", "Karsundian Parliament"]
        );
    }

    #[test]
    fn what_has_a_word_made_of_it_is_a_place() {
        let kinds = |marked: &str| {
            marked::read(marked, |document, mut names| {
                read(document, &mut names);
                names.iter().map(super::Name::kind).collect::<Vec<_>>()
            })
        };
        let treaty = "[p Velmara] signed. A Velmaran senator left [o Velmara].";
        assert_eq!(kinds(treaty), [EntityKind::Location; 2]);
        assert_eq!(kinds("[p Orwell] wrote an Orwellian book."), [EntityKind::Person]);
        assert_eq!(kinds("[o Romara] signed Roman Dean."), [EntityKind::Organization]);
    }

    #[test]
    fn what_only_looks_like_it_stays() {
        assert_eq!(left("[P Dora] met [L Doran] police."), ["Dora", "Doran"]);
        assert_eq!(left("[L Mila] beat [O Milan] again."), ["Mila", "Milan"]);
        assert_eq!(left("[O Vantor] beat [O Vantoran]."), ["Vantor", "Vantoran"]);
    }
}
