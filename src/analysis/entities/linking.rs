//! Names to entities: which mentions are of the same person or thing.
//!
//! Names that read the same are one group. Full names of people come first; a family name or first
//! name alone then belongs to the last fuller name before it that has it. Acronyms join the long form
//! whose initials they are.

use super::{
    evidence::{self, Evidence},
    names::Name,
};
use crate::analysis::{EntityKind, document::Document, lexicon::Class, tokens::Shape};
use std::collections::{HashMap, HashSet};

/// What pronoun suits a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sex {
    /// Not told by title or first name.
    #[default]
    Unknown,
    /// He.
    Male,
    /// She.
    Female,
}

/// An entity before its roles and weight are known.
#[derive(Clone, Debug)]
pub struct Linked {
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// How sure the kind is, in [0, 1].
    pub confidence: f32,
    /// Its names, as indices in the order of the text.
    pub names: Vec<usize>,
    /// What pronoun suits it.
    pub sex: Sex,
    /// The words of its fullest form.
    words: Vec<u32>,
}

/// Names that read the same.
struct Group {
    words: Vec<u32>,
    evidence: Evidence,
    /// What stands around its mentions, all added.
    context: Evidence,
    names: Vec<usize>,
}

/// Forms of countries' names that mean one country, each line one.
const SYNONYMS: [&[&str]; 3] = [
    &["us", "u.s.", "usa", "u.s.a.", "united states", "united states of america", "america"],
    &["uk", "u.k.", "united kingdom", "britain", "great britain"],
    &["uae", "united arab emirates"],
];

/// Links all names of an article. Names of nothing in particular are left out of every entity.
pub fn link(document: &Document, names: &[Name]) -> Vec<Linked> {
    let mut groups = groups(document, names);
    let families = Families::new(document, &groups);
    for group in &mut groups {
        families.support(group);
    }
    let mut linked = Linker { document, names, entities: Vec::new(), by_key: HashMap::new() };
    let (full, short): (Vec<Group>, Vec<Group>) =
        groups.into_iter().partition(|group| group.words.len() > 1);
    full.into_iter().for_each(|group| linked.add(group));
    short.into_iter().for_each(|group| linked.add(group));
    let mut entities = linked.entities;
    for entity in &mut entities {
        entity.names.sort_unstable();
    }
    entities.sort_by_key(|entity| entity.names.first().copied());
    entities
}

fn groups(document: &Document, names: &[Name]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut index: HashMap<Vec<u32>, usize> = HashMap::new();
    for (number, name) in names.iter().enumerate() {
        let words: Vec<u32> =
            name.tokens.clone().map(|token| document.tokens[token].word).collect();
        let at = *index.entry(words.clone()).or_insert_with(|| {
            let evidence = evidence::of_words(document, name);
            groups.push(Group { words, evidence, context: Evidence::default(), names: Vec::new() });
            groups.len() - 1
        });
        groups[at].context += evidence::of_context(document, name);
        groups[at].names.push(number);
    }
    for group in &mut groups {
        let count = group.names.len() as f32;
        group.evidence += group.context.scaled(count.min(3.0) / count);
    }
    groups
}

/// Family and first names of the people whose full names the article gives, and the family names
/// that it gives alone ("Ms Oyelaran").
struct Families {
    last: HashSet<u32>,
    first: HashSet<u32>,
    alone: HashSet<u32>,
}

impl Families {
    fn new(document: &Document, groups: &[Group]) -> Self {
        let people = || {
            groups.iter().filter(|g| g.words.len() > 1 && g.evidence.kind() == EntityKind::Person)
        };
        let last = people().filter_map(|g| g.words.last()).copied().collect();
        let given = people().filter_map(|g| g.words.first()).copied();
        let first = given.filter(|&word| document.words.class(word).has(Class::FIRST)).collect();
        let alone = groups.iter().filter(|group| {
            group.words.len() == 1
                && group.evidence.kind() == EntityKind::Person
                && group.context.person >= TITLED
        });
        Self { last, first, alone: alone.filter_map(|g| g.words.first()).copied().collect() }
    }

    /// A single name that someone bears is probably that someone; and whoever's last name is that
    /// of somebody called by it alone is a person.
    fn support(&self, group: &mut Group) {
        group.evidence.person += match group.words.as_slice() {
            [word] if self.last.contains(word) => 3.2,
            [word] if self.first.contains(word) => 1.2,
            [_, last] | [_, _, last] if self.alone.contains(last) => 2.0,
            _ => return,
        };
    }
}

/// What at least speaks for a person around a name that stands alone, before it lends weight to a
/// fuller one: a title does, or a few verbs that only people do.
const TITLED: f32 = 2.0;

struct Linker<'d, 'a> {
    document: &'d Document<'a>,
    names: &'d [Name],
    entities: Vec<Linked>,
    /// Entities by what a later group can join them by.
    by_key: HashMap<Key, Vec<usize>>,
}

/// What two forms of one thing share.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    /// First and last word of a person's name.
    Person(u32, u32),
    Family(u32),
    Given(u32),
    Initials(String),
    Country(usize),
}

impl Linker<'_, '_> {
    fn add(&mut self, group: Group) {
        let kind = group.evidence.kind();
        if kind == EntityKind::Misc && self.is_common(&group) {
            return;
        }
        let keys = self.keys(&group, kind);
        let known = keys.iter().find_map(|key| self.by_key.get(key)).and_then(|found| {
            found
                .iter()
                .copied()
                .filter(|&e| self.compatible(e, &group, kind))
                .min_by_key(|&e| self.distance(e, &group))
        });
        let entity = known.unwrap_or_else(|| self.create(kind, &group));
        self.register(entity, &group, kind);
        self.join(entity, group);
    }

    /// A common noun that only has a capital: "the Parliament", "the Office".
    fn is_common(&self, group: &Group) -> bool {
        let common = Class::COMMON.with(Class::BODY).with(Class::HUMAN);
        matches!(group.words.as_slice(), &[word] if self.document.words.class(word).has(common))
    }

    fn create(&mut self, kind: EntityKind, group: &Group) -> usize {
        let confidence = confidence(group.evidence);
        self.entities.push(Linked {
            kind,
            confidence,
            names: Vec::new(),
            sex: Sex::Unknown,
            words: group.words.clone(),
        });
        self.entities.len() - 1
    }

    fn join(&mut self, entity: usize, group: Group) {
        let sex = self.sex(&group);
        let entity = &mut self.entities[entity];
        if sex != Sex::Unknown {
            entity.sex = sex;
        }
        if group.words.len() > entity.words.len() {
            entity.words = group.words;
        }
        entity.names.extend(group.names);
    }

    /// What the group can be found by, best first.
    fn keys(&self, group: &Group, kind: EntityKind) -> Vec<Key> {
        let mut keys = Vec::new();
        if let Some(country) = self.country(&group.words) {
            keys.push(Key::Country(country));
        }
        match (kind, group.words.as_slice()) {
            (EntityKind::Person, &[word]) => keys.extend([Key::Family(word), Key::Given(word)]),
            (EntityKind::Person, &[first, .., last]) => keys.push(Key::Person(first, last)),
            (_, &[word]) if self.is_acronym(group) => {
                keys.push(Key::Initials(self.document.words.text(word).replace('.', "")));
            }
            _ => {}
        }
        keys
    }

    fn register(&mut self, entity: usize, group: &Group, kind: EntityKind) {
        let mut keys = Vec::new();
        if let Some(country) = self.country(&group.words) {
            keys.push(Key::Country(country));
        }
        match (kind, group.words.as_slice()) {
            (EntityKind::Person, &[first, .., last]) => {
                keys.extend([Key::Person(first, last), Key::Family(last), Key::Given(first)]);
            }
            (EntityKind::Person, _) | (_, &[] | &[_]) => {}
            (_, words) => keys.push(Key::Initials(self.initials(words))),
        }
        for key in keys {
            let known = self.by_key.entry(key).or_default();
            // Hostile text could give thousands of people one family name.
            if known.len() < 16 && !known.contains(&entity) {
                known.push(entity);
            }
        }
    }

    /// A title's sex rules out bearers of the other.
    fn compatible(&self, entity: usize, group: &Group, kind: EntityKind) -> bool {
        let entity = &self.entities[entity];
        let sex = self.sex(group);
        let same_kind =
            entity.kind == kind || kind != EntityKind::Person && entity.kind != EntityKind::Person;
        same_kind && (sex == Sex::Unknown || entity.sex == Sex::Unknown || sex == entity.sex)
    }

    /// Names between the entity's last mention before the group's first, and that first mention.
    fn distance(&self, entity: usize, group: &Group) -> usize {
        let first = group.names.first().copied().unwrap_or(0);
        let names = &self.entities[entity].names;
        let before = names.iter().rev().find(|&&name| name < first);
        before.map_or(usize::MAX, |before| first - before)
    }

    fn sex(&self, group: &Group) -> Sex {
        let titled = group.names.iter().take(64).map(|&name| self.title_sex(&self.names[name]));
        let by_title = titled.into_iter().find(|&sex| sex != Sex::Unknown);
        by_title.unwrap_or_else(|| match group.words.as_slice() {
            [first, _, ..] => sex_of(self.document.words.class(*first), Class::MALE, Class::FEMALE),
            _ => Sex::Unknown,
        })
    }

    fn title_sex(&self, name: &Name) -> Sex {
        let classes = name.title.clone().take(8).map(|token| self.document.class(token));
        let all = classes.fold(Class::default(), Class::with);
        sex_of(all, Class::TITLE_MALE, Class::TITLE_FEMALE)
    }

    fn country(&self, words: &[u32]) -> Option<usize> {
        if words.len() > 4 {
            return None;
        }
        let text: Vec<&str> = words.iter().map(|&word| self.document.words.text(word)).collect();
        let text = text.join(" ");
        SYNONYMS.iter().position(|forms| forms.contains(&text.as_str()))
    }

    fn is_acronym(&self, group: &Group) -> bool {
        let first = group.names.first().map(|&name| self.names[name].tokens.start);
        first.is_some_and(|token| self.document.shape(token) == Shape::Upper)
    }

    /// The first letters of the words that have a capital in such names.
    fn initials(&self, words: &[u32]) -> String {
        let content = words.iter().filter(|&&word| {
            !self.document.words.class(word).has(Class::DET.with(Class::PREP).with(Class::CONJ))
        });
        content.filter_map(|&word| self.document.words.text(word).chars().next()).collect()
    }
}

fn sex_of(class: Class, male: Class, female: Class) -> Sex {
    match (class.has(male), class.has(female)) {
        (true, false) => Sex::Male,
        (false, true) => Sex::Female,
        _ => Sex::Unknown,
    }
}

/// How far the best kind is ahead of the others.
fn confidence(evidence: Evidence) -> f32 {
    let mut scores = [evidence.person, evidence.organization, evidence.place, evidence.misc];
    scores.sort_by(|a, b| b.total_cmp(a));
    let ahead = scores[0] - scores[1];
    (0.5 + ahead / 8.0).clamp(0.3, 0.97)
}
