//! Names that the tagger left out although the article tells that they are: a word with a capital after
//! "Mr", a surname that the article has in full elsewhere, what it names again and again, and in a headline in
//! capitals what it names below.

use super::{Name, casing, titles, votes::Votes};
use crate::analysis::{
    EntityKind,
    document::{Document, Section},
    lexicon::Class,
    tagger,
    tokens::Shape,
};
use std::collections::{HashMap, HashSet};

/// How sure a person is who is told by a title or a full name.
const SURE: f32 = 0.9;

/// How sure what is often named elsewhere is.
const REPEATED: f32 = 0.6;

/// What is named so often elsewhere is named here, too.
const OFTEN: usize = 3;

/// At most this many words after a title are taken for one name.
const LONGEST: usize = 3;

/// Adds what was left out to `names`, which stay in the order of the text.
pub fn complete(document: &Document, names: &mut Vec<Name>) {
    let search = Search::new(document, names);
    let mut found = Vec::new();
    for (number, section) in document.sections.iter().enumerate() {
        if !tagger::view::is_read(section) {
            continue;
        }
        let mut at = section.tokens.start;
        while at < section.tokens.end {
            let next =
                if section.title_case { search.headlined(at) } else { search.name_at(section, at) };
            if let Some((end, votes)) = next {
                found.push(titles::named(document, at..end, number, votes));
            }
            at = next.map_or(at + 1, |(end, _)| end);
        }
    }
    if !found.is_empty() {
        names.extend(found);
        names.sort_by_key(|name| name.tokens.start);
    }
}

struct Search<'s, 'a> {
    document: &'s Document<'a>,
    /// The tokens that are in names already.
    taken: Vec<bool>,
    surnames: HashSet<u32>,
    /// Words that alone name something often, and what is said of its kind.
    repeated: HashMap<u32, Votes>,
    /// Words that alone name something where not all is in capitals, and are nothing else there.
    named: HashMap<u32, Votes>,
}

impl<'s, 'a> Search<'s, 'a> {
    fn new(document: &'s Document<'a>, names: &[Name]) -> Self {
        let mut taken = vec![false; document.tokens.len()];
        for name in names {
            let own = name.title.start.min(name.tokens.start)..name.tokens.end;
            taken.get_mut(own).unwrap_or_default().fill(true);
        }
        let (surnames, repeated) = (surnames(document, names), repeated(document, names));
        let named = named(document, names);
        Self { document, taken, surnames, repeated, named }
    }

    /// What a word in a headline in capitals names, and where its name ends: not what may be "us", "may" or "who".
    fn headlined(&self, at: usize) -> Option<(usize, Votes)> {
        let document = self.document;
        let other = Class::CLOSED.with(Class::CALENDAR).with(Class::BASE);
        let free =
            !self.taken[at] && document.shape(at) == Shape::Upper && !document.class(at).has(other);
        let votes = self.named.get(&document.tokens[at].word).filter(|_| free)?;
        Some((at + 1, *votes))
    }

    /// Where a name ends that begins at a token and was left out, and what it names.
    fn name_at(&self, section: &Section, at: usize) -> Option<(usize, Votes)> {
        let document = self.document;
        if self.taken[at] || !document.capitalised(at) {
            return None;
        }
        let free = |token: usize| {
            token < section.tokens.end
                && !self.taken[token]
                && document.shape(token) == Shape::Capital
                && !document.class(token).has(Class::TITLE)
        };
        let word = document.tokens[at].word;
        let titled = at > section.tokens.start && is_title(document, at - 1);
        // "Mr Chief Justice" and "Madam Chairman" call nobody by name.
        if titled && free(at) && !document.class(at).has(Class::OFFICE) {
            let end = (at..at + LONGEST).take_while(|&token| free(token)).last()? + 1;
            return Some((end, Votes::only(EntityKind::Person, SURE)));
        }
        if free(at) && self.surnames.contains(&word) && is_used_as_name(document, at) {
            return Some((at + 1, Votes::only(EntityKind::Person, SURE)));
        }
        let votes = self.repeated.get(&word).filter(|_| self.stands_alone(at))?;
        Some((at + 1, *votes))
    }

    /// Whether a word with a capital is inside a sentence and no part of something longer.
    fn stands_alone(&self, at: usize) -> bool {
        let document = self.document;
        let beside = |token: usize| {
            document.goes_on(token) && (document.capitalised(token) || document.of(token) == "-")
        };
        let before = at.checked_sub(1).is_some_and(|before| document.capitalised(before));
        !casing::starts(document, at) && !before && !beside(at + 1)
    }
}

/// The words that alone name a person, a body or a place often.
fn repeated(document: &Document, names: &[Name]) -> HashMap<u32, Votes> {
    alone(document, names, |_| true, OFTEN)
}

/// The words that alone name a person, a body or a place in a block whose capitals tell names, but for those that
/// are also written without a capital, and for surnames that are common words: "LAMB PRICES FALL".
fn named(document: &Document, names: &[Name]) -> HashMap<u32, Votes> {
    let headlines = document.sections.iter().any(|section| section.title_case);
    if !headlines {
        return HashMap::new();
    }
    let tells = |name: &Name| !document.sections[name.section].title_case;
    let mut named = alone(document, names, tells, 1);
    for token in document.tokens.iter().filter(|token| token.shape == Shape::Lower) {
        named.remove(&token.word);
    }
    let common = |word: u32| document.words.class(word).has(Class::COMMON);
    named.retain(|&word, votes| votes.kind() != EntityKind::Person || !common(word));
    named
}

/// The words that alone name a person, a body or a place in at least this many of some names.
fn alone(
    document: &Document,
    names: &[Name],
    counts: impl Fn(&Name) -> bool,
    least: usize,
) -> HashMap<u32, Votes> {
    let mut votes: HashMap<u32, (usize, Votes)> = HashMap::new();
    let single = |name: &&Name| name.tokens.len() == 1 && name.title.is_empty() && counts(name);
    for name in names.iter().filter(single) {
        let known = votes.entry(document.tokens[name.tokens.start].word).or_default();
        known.0 += 1;
        known.1 += name.votes;
    }
    let tells = |count: usize, votes: Votes| count >= least && votes.kind() != EntityKind::Misc;
    let votes = votes.into_iter().filter(|&(_, (count, votes))| tells(count, votes));
    votes.map(|(word, (_, votes))| (word, votes.at_most(REPEATED))).collect()
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
        marked::after(marked, complete)
    }

    #[test]
    fn a_title_and_a_full_name_tell_of_names_left_out() {
        let found = completed("Mr Ferrant met [P Dora Quill]. The crowd cheered Quill.");
        assert_eq!(found, ["Ferrant", "Dora Quill", "Quill"]);
        assert_eq!(completed("[P Dora May] rose. All cheered May."), ["Dora May", "May"]);
    }

    #[test]
    fn what_is_named_often_is_named_again() {
        let thrice = "The [O Foundation] met. The [O Foundation] sat. The [O Foundation] rose.";
        let more = |text: &str| completed(&format!("{thrice} {text}")).len() - 3;
        assert_eq!(more("They asked the Foundation to pay."), 1);
        assert_eq!(more("They walked down Foundation Street to the foundation."), 0);
        assert_eq!(completed("The [O Foundation] met. They asked the Foundation.").len(), 1);
    }

    #[test]
    fn a_headline_in_capitals_names_what_is_named_below() {
        let found = completed("GRIM DAY FOR VESPER FANS AT HOME\n\n[O Vesper] lost. It was grim.");
        assert_eq!(found, ["VESPER", "Vesper"]);
        let may = completed("SCHOOLS MAY CLOSE FOR GOOD\n\n[P May] left. It was grim.");
        assert_eq!(may, ["May"]);
        let price =
            completed("PRICE RISES ANGER ALL VOTERS\n\n[P Owen Price] left, so [P Price] said.");
        assert_eq!(price, ["Owen Price", "Price"]);
        assert_eq!(completed("GRIM DAY FOR FANS AT HOME\n\n[L Home] is a town, no home.").len(), 1);
        assert_eq!(completed("GRIM DAY FOR THE VESPER FANS\n\nNONE BUT [O VESPER] LOST").len(), 1);
    }

    #[test]
    fn an_office_after_mr_and_a_pronoun_after_a_name_are_no_names() {
        let found = completed("Mr. Chief Justice, may [P Dora I] speak? Dora said that I may.");
        assert_eq!(found, ["Dora I"]);
    }
}
