//! Names that the tagger left out although the article tells that they are: a word with a capital after
//! "Mr", and a surname that the article has in full elsewhere.

use super::{Name, casing, titles, votes::Votes};
use crate::analysis::{EntityKind, document::Document, lexicon::Class, tagger, tokens::Shape};
use std::collections::HashSet;

/// How sure such a name is.
const SURE: f32 = 0.9;

/// As many words after a title are taken for one name.
const LONGEST: usize = 3;

/// Adds what was left out to `names`, which stay in the order of the text.
pub fn complete(document: &Document, names: &mut Vec<Name>) {
    let mut taken = vec![false; document.tokens.len()];
    for name in names.iter() {
        let own = name.title.start.min(name.tokens.start)..name.tokens.end;
        taken.get_mut(own).unwrap_or_default().fill(true);
    }
    let surnames = surnames(document, names);
    let mut found = Vec::new();
    for (number, section) in document.sections.iter().enumerate() {
        if section.title_case || !tagger::view::is_read(section) {
            continue;
        }
        let mut at = section.tokens.start;
        while at < section.tokens.end {
            let free = |token: usize| {
                token < section.tokens.end
                    && !taken[token]
                    && document.shape(token) == Shape::Capital
                    && !document.class(token).has(Class::TITLE)
            };
            let titled = at > section.tokens.start && is_title(document, at - 1);
            let end = match () {
                () if !free(at) => at,
                // "Mr Chief Justice" and "Madam Chairman" call nobody by name.
                () if titled && !document.class(at).has(Class::OFFICE) => {
                    (at..at + LONGEST).take_while(|&token| free(token)).last().map_or(at, |t| t + 1)
                }
                () if surnames.contains(&document.tokens[at].word)
                    && is_used_as_name(document, at) =>
                {
                    at + 1
                }
                () => at,
            };
            if end > at {
                let votes = Votes::only(EntityKind::Person, SURE);
                found.push(titles::named(document, at..end, number, votes));
            }
            at = end.max(at + 1);
        }
    }
    if !found.is_empty() {
        names.extend(found);
        names.sort_by_key(|name| name.tokens.start);
    }
}

/// The last words of people's names of several words; not those that also end another kind of name, nor pronouns
/// that a name may have run into ("Dan I").
fn surnames(document: &Document, names: &[Name]) -> HashSet<u32> {
    let word = |name: &Name| document.tokens[name.tokens.end - 1].word;
    let pronoun = |name: &&Name| document.class(name.tokens.end - 1).has(Class::PRON);
    let others: HashSet<u32> =
        names.iter().filter(|name| name.kind() != EntityKind::Person).map(word).collect();
    names
        .iter()
        .filter(|name| name.kind() == EntityKind::Person && name.tokens.len() > 1 && !pronoun(name))
        .map(word)
        .filter(|word| !others.contains(word))
        .collect()
}

/// Whether a token is a title that only people bear: "Mr", "Mrs".
fn is_title(document: &Document, token: usize) -> bool {
    document.class(token).has(Class::TITLE_MALE.with(Class::TITLE_FEMALE))
        && document.class(token).has(Class::TITLE)
        && document.capitalised(token)
}

/// Whether a capital says that a word is a name here: inside a sentence, or before a colon, a verb of
/// saying or a possessive.
fn is_used_as_name(document: &Document, token: usize) -> bool {
    let next = document.class(token + 1);
    !casing::starts(document, token)
        || document.of(token + 1) == ":"
        || next.has(Class::CUE) && !next.has(Class::BASE)
        || document.shape(token + 1) == Shape::Possessive
}

#[cfg(test)]
mod tests {
    use super::{super::marked, complete};

    /// The names of a marked text with those that were left out.
    fn completed(marked: &str) -> Vec<String> {
        marked::read(marked, |document, mut names| {
            complete(document, &mut names);
            names.iter().map(|name| marked::words(document, &name.tokens)).collect()
        })
    }

    #[test]
    fn a_title_and_a_full_name_tell_of_names_left_out() {
        let found = completed("Mr Ferrant met [P Dora Quill]. The crowd cheered Quill.");
        assert_eq!(found, ["Ferrant", "Dora Quill", "Quill"]);
        assert_eq!(completed("[P Dora May] rose. All cheered May."), ["Dora May", "May"]);
    }

    #[test]
    fn an_office_after_mr_and_a_pronoun_after_a_name_are_no_names() {
        let found = completed("Mr. Chief Justice, may [P Dora I] speak? Dora said that I may.");
        assert_eq!(found, ["Dora I"]);
    }
}
