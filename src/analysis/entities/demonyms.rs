//! "Velmaran ministers" beside Velmara: what is made of the name of a place or a body that the article names
//! is no name of its own, as those of known countries are none.

use super::Name;
use crate::analysis::{EntityKind, document::Document, lexicon::Class, tokens::Shape};
use std::collections::HashSet;

/// What English makes adjectives and inhabitants of places with.
const ENDINGS: [&str; 7] = ["n", "an", "ian", "ean", "ese", "ish", "i"];

/// So many letters of a place's name must be left.
const STEM: usize = 4;

/// Leaves out names of one word that are made of another one, where they stand before what they tell of, or name
/// its people.
pub fn leave_out(document: &Document, names: &mut Vec<Name>) {
    let single = |name: &Name| name.kind() != EntityKind::Person && name.tokens.len() == 1;
    let places: HashSet<&str> = names
        .iter()
        .filter(|name| single(name))
        .map(|name| document.lower(name.tokens.start))
        .collect();
    let made = |name: &Name| {
        let token = name.tokens.start;
        let word = document.lower(token);
        let singular = Some(word).filter(|_| tells_of_next(document, token));
        // "The Texans" may be a team.
        let plural = word.strip_suffix('s').filter(|_| name.kind() == EntityKind::Misc);
        single(name)
            && document.of(token).chars().skip(1).all(char::is_lowercase)
            && [singular, plural].into_iter().flatten().any(|word| is_made_of(word, &places))
    };
    names.retain(|name| !made(name));
}

/// Whether a word is one of some names, perhaps without its last vowel, and an ending.
fn is_made_of(word: &str, places: &HashSet<&str>) -> bool {
    let stems = ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending));
    stems.filter(|stem| stem.chars().count() >= STEM).any(|stem| {
        ["", "a", "e", "o", "ia"].iter().any(|end| places.contains(format!("{stem}{end}").as_str()))
    })
}

/// Whether a noun follows in the same sentence: "Velmaran troops", "the Velmaran Parliament".
fn tells_of_next(document: &Document, token: usize) -> bool {
    let next = token + 1;
    document.tokens.get(next).is_some_and(|after| !after.first)
        && match document.shape(next) {
            Shape::Lower => !document.class(next).has(Class::CLOSED.with(Class::CUE)),
            Shape::Capital => true,
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::{super::marked, leave_out};

    fn left(marked: &str) -> Vec<String> {
        marked::read(marked, |document, mut names| {
            leave_out(document, &mut names);
            names.iter().map(|name| marked::words(document, &name.tokens)).collect()
        })
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
    fn what_only_looks_like_it_stays() {
        assert_eq!(left("[P Dora] met [L Doran] police."), ["Dora", "Doran"]);
        assert_eq!(left("[L Mila] beat [O Milan] again."), ["Mila", "Milan"]);
        assert_eq!(left("[O Vantor] beat [O Vantoran]."), ["Vantor", "Vantoran"]);
    }
}
