//! Organizations, places and other things: long forms first, then what is short for them.

use super::{
    super::{Name, joins::SHIPS},
    Group, Linked, Sex, Votes, confidence,
    evidence::{has_article, has_own_article},
    forms::{Form, Word, key},
};
use crate::analysis::{EntityKind, document::Document, lexicon::Class, tokens::Shape};
use std::collections::HashMap;

/// At most this many things share a key; hostile text could make thousands.
const MOST: usize = 16;

/// Forms of countries' names that mean one country, each line one.
const SYNONYMS: [&[&str]; 4] = [
    &["us", "u.s.", "usa", "u.s.a.", "united states", "united states of america", "america"],
    &["uk", "u.k.", "united kingdom", "britain", "great britain"],
    &["uae", "u.a.e.", "united arab emirates"],
    &["eu", "e.u.", "european union"],
];

/// Bodies that are named after a place: its name alone means the place.
const LOCAL: [&str; 16] = [
    "school",
    "court",
    "council",
    "university",
    "hospital",
    "police",
    "church",
    "airport",
    "station",
    "museum",
    "library",
    "college",
    "government",
    "parliament",
    "constabulary",
    "infirmary",
];

/// All votes of what is short for a name count for its kind at most so much of what the name itself has.
const ABBREVIATED: f32 = 0.9;

/// What makes a name that of a house's service, which is not the house: "Beacon Images".
const PRESS: [&str; 7] = ["wire", "images", "photos", "pictures", "news", "agency", "newswire"];

/// What tells of a name that it is that of a water, a range or a desert, which has an article without it.
const COURSES: [&str; 12] = [
    "river",
    "canal",
    "creek",
    "strait",
    "channel",
    "sea",
    "ocean",
    "desert",
    "hills",
    "mountains",
    "delta",
    "reservoir",
];

/// What a ship's name can begin with besides [`SHIPS`], but other names, too: "SS Lazio".
const MAYBE_SHIPS: [&str; 7] = ["ms", "mt", "mts", "my", "ss", "sv", "rv"];

/// What stands before "of" and the name of a place that goes by the name alone, too.
const TERRITORIES: [&str; 5] = ["city", "isle", "island", "town", "village"];

struct Thing {
    /// Whether it is of another kind than what mostly has its name.
    apart: bool,
    forms: Vec<Form>,
    votes: Votes,
    names: Vec<usize>,
}

/// What two names of one thing share.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    /// A country with several names.
    Country(usize),
    /// The first letters of a long form.
    Initials(String),
    /// The words, small ones and a country before them left out, in any order.
    Words(Vec<u64>),
    /// The words that an organization's name begins with.
    Beginning(Vec<u64>),
    /// The word that the name of an organization ends with, which has an article: "the Courier" is
    /// the Carrow Courier.
    Ending(u64),
    /// The words of a ship's name: "Saint Brannoc" is the MV Saint Brannoc.
    Ship(Vec<u64>),
    /// The words of a place's name without what it is: "Skerra" is the Isle of Skerra.
    Territory(Vec<u64>),
    /// The words of a water's or a range's name but the one that tells what it is: "the Nettle" is the Nettle River.
    Course(Vec<u64>),
}

/// Whether the words that a body's name begins with can be short for it.
pub(super) fn can_begin(form: &Form) -> bool {
    let heads = || PRESS.iter().chain(&LOCAL);
    form.words.len() > 1
        && !form.words.iter().skip(1).any(|word| heads().any(|head| key(head) == word.key))
}

/// The things that groups of names, in the order of the text, name.
pub(super) fn link(document: &Document, names: &[Name], mut groups: Vec<Group>) -> Vec<Linked> {
    let owner = vec![None; names.len()];
    let mut linker = Linker { document, names, things: Vec::new(), owner, known: HashMap::new() };
    groups.sort_by_key(|group| std::cmp::Reverse(group.form.words.len()));
    groups.into_iter().for_each(|group| linker.add(group));
    linker.things.into_iter().map(finish).collect()
}

fn finish(thing: Thing) -> Linked {
    let kind = thing.votes.kind();
    Linked {
        kind,
        confidence: confidence(thing.votes, kind, thing.names.len()),
        names: thing.names,
        sex: Sex::Unknown,
        titled: false,
        likely: Sex::Unknown,
        hint: Sex::Unknown,
    }
}

struct Linker<'d, 'a> {
    document: &'d Document<'a>,
    names: &'d [Name],
    things: Vec<Thing>,
    /// The thing of each name, as far as it is linked.
    owner: Vec<Option<usize>>,
    known: HashMap<Key, Vec<usize>>,
}

impl Linker<'_, '_> {
    fn add(&mut self, group: Group) {
        let kind = group.votes.kind();
        // What a text itself says letters stand for comes before what else has the same letters.
        let found = self.beside(&group).map(|thing| (thing, true)).or_else(|| {
            let keys = self.sought(&group, kind);
            keys.iter().find_map(|key| {
                let thing = self.only(key, kind, group.apart)?;
                Some((thing, matches!(key, Key::Initials(_))))
            })
        });
        let (thing, abbreviated) = found.unwrap_or_else(|| {
            self.things.push(Thing {
                apart: group.apart,
                forms: Vec::new(),
                votes: Votes::default(),
                names: Vec::new(),
            });
            (self.things.len() - 1, false)
        });
        self.register(thing, &group, kind);
        for &name in &group.names {
            self.owner[name] = Some(thing);
        }
        let thing = &mut self.things[thing];
        // What letters stand for tells more of its kind than the letters do, however often they are there.
        let most = if abbreviated { ABBREVIATED * thing.votes.total() } else { f32::INFINITY };
        thing.votes += group.votes.at_most(most);
        thing.names.extend(group.names);
        if thing.forms.len() < MOST {
            thing.forms.push(group.form);
        }
    }

    /// The one thing with a key: where two share what is short for them, it stands for neither.
    fn only(&self, key: &Key, kind: EntityKind, apart: bool) -> Option<usize> {
        let things = self.known.get(key)?;
        let part = !matches!(key, Key::Country(_) | Key::Initials(_) | Key::Words(_));
        let strict = apart || part && !matches!(key, Key::Ship(_) | Key::Course(_));
        let fits = |thing: &&usize| {
            let known = &self.things[**thing];
            (!strict && !known.apart) || known.votes.kind() == kind
        };
        let mut fitting = things.iter().filter(fits);
        let first = fitting.next().copied()?;
        (!part || fitting.next().is_none()).then_some(first)
    }

    /// What a group may be found by, surest first.
    fn sought(&self, group: &Group, kind: EntityKind) -> Vec<Key> {
        let mut keys: Vec<Key> = self.country(group).map(Key::Country).into_iter().collect();
        let words: Vec<u64> = group.form.words.iter().map(|word| word.key).collect();
        if words.len() > 1 {
            keys.push(Key::Words(self.canonical(group)));
        } else if group.form.upper {
            let token = self.names[group.names[0]].tokens.start;
            let letters = self.document.lower(token).chars().filter(|c| c.is_alphabetic());
            keys.push(Key::Initials(letters.collect()));
        }
        let definite = self.is_definite(group, has_own_article);
        if kind == EntityKind::Location {
            keys.push(Key::Territory(words.clone()));
        }
        // A town has no article, a ship and a river have.
        if definite {
            keys.push(Key::Course(words.clone()));
        }
        if definite || kind != EntityKind::Location {
            keys.push(Key::Ship(words.clone()));
        }
        if kind == EntityKind::Organization {
            if words.len() == 1 && self.is_definite(group, has_article) {
                keys.push(Key::Ending(words[0]));
            }
            keys.push(Key::Beginning(words));
        }
        keys
    }

    /// Whether one of the first mentions of a group has an article, in one way or another.
    fn is_definite(&self, group: &Group, has: impl Fn(&Document, &Name) -> bool) -> bool {
        group.names.iter().take(8).any(|&name| has(self.document, &self.names[name]))
    }

    fn register(&mut self, thing: usize, group: &Group, kind: EntityKind) {
        let mut keys: Vec<Key> = self.country(group).map(Key::Country).into_iter().collect();
        let words: Vec<u64> = group.form.words.iter().map(|word| word.key).collect();
        if words.len() > 1 {
            keys.push(Key::Words(self.canonical(group)));
            keys.push(Key::Initials(group.form.initials()));
        }
        keys.extend(self.bare(group, kind));
        if kind == EntityKind::Organization {
            let longest = if can_begin(&group.form) { words.len().min(4) } else { 0 };
            keys.extend((1..longest).map(|end| Key::Beginning(words[..end].to_vec())));
            if let [_, .., last] = words[..]
                && self.is_definite(group, has_article)
            {
                keys.push(Key::Ending(last));
            }
        }
        for key in keys {
            let known = self.known.entry(key).or_default();
            if known.len() < MOST && !known.contains(&thing) {
                known.push(thing);
            }
        }
    }

    /// "Department of Justice", "US Justice Department": the same words but for country and order.
    fn canonical(&self, group: &Group) -> Vec<u64> {
        let small = Class::DET.with(Class::PREP).with(Class::CONJ);
        let words = &group.form.words;
        let led = words.len() > 2
            && words.last().is_some_and(|last| last.class.has(Class::ORG_HEAD.with(Class::BODY)))
            && (words[0].class.has(Class::NATIONALITY) || is_country(&words[0].key));
        let of = words.len() > 3
            && is_country(&words[0].key)
            && words.iter().any(|word| word.key == key("of"));
        let mut keys: Vec<u64> = words[usize::from(led || of)..]
            .iter()
            .filter(|word| !word.class.has(small))
            .map(|word| word.key)
            .collect();
        if words.iter().any(|word| word.class.has(Class::ORG_HEAD)) {
            keys.sort_unstable();
        }
        keys
    }

    fn country(&self, group: &Group) -> Option<usize> {
        if group.form.length > 4 {
            return None;
        }
        let name = &self.names[*group.names.first()?];
        let words = super::forms::content(self.document, name);
        let text: Vec<&str> = words.map(|word| self.document.words.text(word)).collect();
        let text = text.join(" ");
        SYNONYMS.iter().position(|forms| forms.contains(&text.as_str()))
    }

    /// What a ship or a territory is called without the words that tell that it is one.
    fn bare(&self, group: &Group, kind: EntityKind) -> Option<Key> {
        let first = self.names[*group.names.first()?].tokens.start;
        let ship = self.document.shape(first) == Shape::Upper;
        let place = kind == EntityKind::Location;
        let is = |word: &Word, known: &[&str]| known.iter().any(|text| key(text) == word.key);
        let of = |word: &Word| is(word, &["of"]);
        let (name, sort): (_, fn(Vec<u64>) -> Key) = match group.form.words.as_slice() {
            [sort, name @ ..] if ship && (is(sort, &SHIPS) || is(sort, &MAYBE_SHIPS)) => {
                (name, Key::Ship)
            }
            [sort, by, name @ ..] if of(by) && is(sort, &TERRITORIES) => (name, Key::Territory),
            [name @ .., sort] if place && is(sort, &COURSES) => (name, Key::Course),
            [sort, name @ ..] if place && is(sort, &COURSES) => (name, Key::Course),
            _ => return None,
        };
        // "The North" is not the North Sea.
        let name = if name.iter().all(|word| word.class.has(Class::COMMON)) { &[] } else { name };
        (!name.is_empty()).then(|| sort(name.iter().map(|word| word.key).collect()))
    }

    /// "Long Form (LF)": what stands in brackets right after a name that begins with its letter, or half of whose
    /// letters are first letters of the name's words, in any order: those of "Carrow Free Zone (ZLC)" are of another
    /// language. (Of 99 such in the training corpora 97 are of the name's kind.) Behind what is a body by its words
    /// any letters do that are taken for a body's. What stands so behind two things is short for neither, "(KEN)".
    fn beside(&self, group: &Group) -> Option<usize> {
        let mut found = None;
        for &number in group.names.iter().take(8).filter(|_| group.is_short()) {
            let Some(thing) = self.bracketed_after(number) else { continue };
            if found.is_some_and(|found| found != thing) {
                return None;
            }
            found = Some(thing);
        }
        let short = self.document.lower(self.names[group.names[0]].tokens.start);
        let initial = group.form.words.first().map(|word| word.initial);
        let stands = |form: &Form| {
            let first = form.words.first().map(|word| word.initial);
            let body = form.words.len() > 1
                && form.words.iter().any(|word| word.class.is(Class::ORG_HEAD.with(Class::BODY)))
                && group.votes.kind() == EntityKind::Organization;
            first.is_some() && first == initial
                || group.form.upper && (body || form.has_most_letters(short))
        };
        found.filter(|&thing| self.things[thing].forms.iter().any(stands))
    }

    /// The thing right after whose name a name stands in brackets, with or without a mark in front of it.
    fn bracketed_after(&self, number: usize) -> Option<usize> {
        let before = number.checked_sub(1)?;
        let long = &self.names[before].tokens;
        let bracket = self.names[number].tokens.start.checked_sub(1)?;
        let quoted = self.document.shape(bracket) == Shape::Mark
            && self.document.of(bracket) != "("
            && self.document.of(bracket.wrapping_sub(1)) == "(";
        let opens = self.document.of(bracket) == "(" && long.end == bracket
            || quoted && long.end + 1 == bracket;
        self.owner[before].filter(|_| opens)
    }
}

fn is_country(word: &u64) -> bool {
    SYNONYMS.iter().flat_map(|forms| forms.iter()).any(|form| key(form) == *word)
}
