//! Names to entities: which mentions are of the same person or thing.
//!
//! Names that read the same are one `Group`; its kind is what its mentions vote for, each with the
//! confidence of whatever found it. People are linked mention by mention (`people`), because two of
//! them can share a name; everything else group by group (`bodies`). How words of names compare is
//! told in `forms`, what their grammar tells of their kind in `evidence`.

mod bodies;
mod evidence;
mod forms;
mod people;

use super::{Name, turns, votes::Votes};
use crate::analysis::{EntityKind, document::Document, lexicon::Class, tagger::labels::KINDS};
use evidence::{
    BEFORE_PLACES, SETTLEMENTS, is_after, is_of_settlement, is_titled, is_who, stands_as_place,
};
use forms::Form;
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

impl Sex {
    /// What the classes of a title or a first name tell.
    pub(in crate::analysis::entities) fn of(class: Class, male: Class, female: Class) -> Self {
        match (class.has(male), class.has(female)) {
            (true, false) => Self::Male,
            (false, true) => Self::Female,
            _ => Self::Unknown,
        }
    }

    /// Whether one is he and the other she.
    pub fn contradicts(self, other: Self) -> bool {
        self != Self::Unknown && other != Self::Unknown && self != other
    }
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
    /// What pronoun suits it, from titles and first names.
    pub sex: Sex,
    /// Whether a title or a noun beside it tells the sex, not only a first name.
    pub titled: bool,
    /// What its first name makes likely, where no list tells.
    pub likely: Sex,
    /// What the endings of its name hint at, where no first name tells.
    pub hint: Sex,
}

/// Names that read the same.
pub(super) struct Group {
    form: Form,
    votes: Votes,
    names: Vec<usize>,
    /// Whether its mentions are sure to be of another kind than most of that name.
    apart: bool,
}

impl Group {
    /// Whether it is one word, particles and marks apart.
    fn is_short(&self) -> bool {
        self.form.words.len() <= 1
    }

    /// Whether a title stands before one of its mentions.
    fn is_titled(&self, document: &Document, names: &[Name]) -> bool {
        self.names.iter().any(|&name| is_titled(document, &names[name]))
    }

    /// Whether one of its mentions is said to be a town or the like.
    fn is_settled(&self, document: &Document, names: &[Name]) -> bool {
        self.names.iter().any(|&name| is_of_settlement(document, &names[name]))
    }

    /// What it is if it is one word, no title stands before it and one of its mentions has a mayor or a chairman.
    fn ruled(&self, document: &Document, names: &[Name]) -> Option<EntityKind> {
        let open = self.is_short() && !self.is_titled(document, names);
        let mut kinds = self.names.iter().map(|&name| evidence::ruled(document, &names[name]));
        kinds.find_map(|kind| kind.filter(|_| open))
    }

    /// The group as one of a kind, whatever its mentions say.
    fn of_kind(self, kind: EntityKind) -> Self {
        Self { votes: Votes::only(kind, self.votes.total()), ..self }
    }

    /// The group without the mentions that are sure to be of another kind than most, and those: a team
    /// and its town, a paper and its country share a name and are two things. A person and a thing
    /// seldom do; [`Bearers::divide`] tells when.
    ///
    /// Of what is said to be a town it takes more to be something else.
    fn parted(mut self, document: &Document, names: &[Name]) -> Vec<Self> {
        if self.votes.kind() == EntityKind::Person {
            return vec![self];
        }
        let settled = self.is_settled(document, names);
        let (most, least) = if settled {
            (EntityKind::Location, SURE_OF_SETTLED)
        } else {
            (self.votes.kind(), SURE)
        };
        let strays = |&number: &usize| {
            let name = &names[number];
            ![most, EntityKind::Person].contains(&name.kind())
                && name.confidence() >= least
                && !is_of_settlement(document, name)
        };
        let (strays, rest): (Vec<usize>, Vec<usize>) = self.names.iter().partition(|n| strays(n));
        if rest.is_empty() {
            return vec![self];
        }
        let mut parts = Vec::new();
        for kind in KINDS {
            let own = strays.iter().copied().filter(|&stray| names[stray].kind() == kind);
            let own: Vec<usize> = own.collect();
            let mut votes = Votes::default();
            own.iter().for_each(|&name| votes += evidence::own(&names[name]));
            self.votes -= votes;
            if !own.is_empty() {
                parts.push(Self { form: self.form.clone(), votes, names: own, apart: true });
            }
        }
        self.names = rest;
        parts.push(if settled { self.of_kind(most) } else { self });
        parts
    }
}

/// A mention at least so sure of its kind keeps it against all others of the same name.
const SURE: f32 = 0.5;

/// The same where the text says that most of that name are a town.
const SURE_OF_SETTLED: f32 = 0.9;

/// Links all names of an article, which are in the order of the text. Names without any confidence
/// are left out of every entity.
pub fn link(document: &Document, names: &[Name]) -> Vec<Linked> {
    let groups = groups(document, names);
    let bearers = Bearers::new(&groups);
    let (mut people, mut others) = (Vec::new(), Vec::new());
    for group in groups {
        if let Some(kind) = bearers.kind_of_doubtful(document, names, &group) {
            others.push(group.of_kind(kind));
            continue;
        }
        let (person, rest) = bearers.divide(document, names, group);
        for part in person.into_iter().chain(rest).flat_map(|group| group.parted(document, names)) {
            let of_person = part.votes.kind() == EntityKind::Person;
            if of_person { people.push(part) } else { others.push(part) }
        }
    }
    let mut entities = people::link(document, names, people);
    entities.extend(bodies::link(document, names, others));
    for entity in &mut entities {
        entity.names.sort_unstable();
    }
    entities.retain(|entity| !entity.names.is_empty());
    turns::join(document, names, &mut entities);
    entities.sort_by_key(|entity| entity.names.first().copied());
    entities
}

fn groups(document: &Document, names: &[Name]) -> Vec<Group> {
    let firms = evidence::firms(document, names);
    let mut groups: Vec<Group> = Vec::new();
    let mut index: HashMap<Vec<u32>, usize> = HashMap::new();
    for (number, name) in names.iter().enumerate().filter(|(_, name)| name.confidence() > 0.0) {
        let words: Vec<u32> = forms::content(document, name).collect();
        let at = *index.entry(words).or_insert_with(|| {
            let form = Form::new(document, name);
            groups.push(Group { form, votes: Votes::default(), names: Vec::new(), apart: false });
            groups.len() - 1
        });
        groups[at].votes += evidence::votes(document, name, &firms);
        groups[at].names.push(number);
    }
    groups
}

/// The words by which those of an article can be called alone whose full names it gives.
struct Bearers {
    people: HashSet<u64>,
    /// Of these, those that are the last of somebody's name.
    families: HashSet<u64>,
    /// What names of bodies and places begin with: "Brightwell Foods", "Tamsin County".
    others: HashMap<u64, EntityKind>,
    /// What names of counties and the like begin with.
    settled: HashSet<u64>,
}

impl Bearers {
    fn new(groups: &[Group]) -> Self {
        let full = |kind: EntityKind| {
            groups.iter().filter(move |g| !g.is_short() && g.votes.kind() == kind)
        };
        let calls = full(EntityKind::Person).flat_map(|group| group.form.calls());
        let families = full(EntityKind::Person).filter_map(|group| group.form.words.last());
        let bodies = full(EntityKind::Organization).filter(|group| bodies::can_begin(&group.form));
        let places = full(EntityKind::Location).filter(|group| group.form.has_place_head());
        let first = |kind| move |group: &Group| Some((group.form.words.first()?.key, kind));
        let settled = full(EntityKind::Location).filter(|group| {
            let last = group.form.words.last();
            last.is_some_and(|word| SETTLEMENTS.iter().any(|known| forms::key(known) == word.key))
        });
        Self {
            settled: settled.filter_map(|group| Some(group.form.words.first()?.key)).collect(),
            families: families.map(|word| word.key).collect(),
            people: calls.map(|(key, _)| key).collect(),
            // Where a body and a place begin with one word, it is the body: the last of a key counts.
            others: places
                .filter_map(first(EntityKind::Location))
                .chain(bodies.filter_map(first(EntityKind::Organization)))
                .collect(),
        }
    }

    /// What a word is that is said to be a person, but is not sure to be on average, and with which the name of
    /// a body or a place begins: "Brightwell" where only Brightwell Foods is named. A first name that is known
    /// is a place where it stands as places do: "in Helen", beside Helen County. What is said to be a body is a
    /// place beside such a county alone.
    fn kind_of_doubtful(
        &self,
        document: &Document,
        names: &[Name],
        group: &Group,
    ) -> Option<EntityKind> {
        let word = group.form.words.first().filter(|_| group.is_short())?;
        let kind = self.others.get(&word.key).copied()?;
        let first = |name: usize| names[name].tokens.start;
        let is_in =
            |&name: &usize| is_after(document, first(name), &["in", "near", "outside", "around"]);
        let said = group.votes.kind();
        let may_err = match said {
            EntityKind::Person => true,
            EntityKind::Organization => self.settled.contains(&word.key),
            _ => false,
        };
        let doubtful = may_err
            && group.votes.of(said) < SURE * group.names.len() as f32
            && !self.people.contains(&word.key)
            && !group.is_titled(document, names);
        let suits = !word.class.has(Class::FIRST)
            || kind == EntityKind::Location && group.names.iter().any(is_in);
        (doubtful && suits).then_some(kind)
    }

    /// Whether mentions that are said to be of a place are of somebody whom the article names in full: none of them
    /// stands as places do, and one of them is said to be a person's ("Doe, who"), or no such place is known. What is
    /// no last word of that name must be unknown as a place: "in Paris with Paris Doe".
    fn is_person_only(&self, document: &Document, names: &[Name], group: &Group) -> bool {
        let Some(word) = group.form.words.first().filter(|_| group.is_short()) else {
            return false;
        };
        let person = |&name: &usize| {
            names[name].kind() == EntityKind::Person || is_who(document, &names[name])
        };
        let known = || {
            let first = names[group.names[0]].tokens.start;
            document.is_place(first..first + 1)
        };
        let suits = |&name: &usize| match names[name].kind() {
            EntityKind::Person => true,
            EntityKind::Location => !stands_as_place(document, &names[name]),
            _ => false,
        };
        let borne =
            self.families.contains(&word.key) || self.people.contains(&word.key) && !known();
        borne
            && (group.names.iter().any(person) || !known())
            && group.names.iter().all(suits)
            && !group.is_settled(document, names)
    }

    /// The mentions of a group that name a person, and those that name something else.
    ///
    /// A word that somebody bears is that somebody unless its mentions are sure of something else;
    /// where both are said, each mention goes its own way ("Paris" the town and Ms Paris). Where neither a
    /// title nor a full name tells that somebody bears it, one name is one thing, whatever its mentions say.
    fn divide(
        &self,
        document: &Document,
        names: &[Name],
        mut group: Group,
    ) -> (Option<Group>, Option<Group>) {
        if self.is_person_only(document, names, &group) {
            return (Some(group.of_kind(EntityKind::Person)), None);
        }
        let person = group.votes.of(EntityKind::Person);
        let rest = group.votes.total() - person;
        if rest == 0.0 {
            let sure = person >= SURE_OF_SETTLED * group.names.len() as f32;
            let titled = group.is_titled(document, names);
            if !sure && !titled && group.is_settled(document, names) {
                return (None, Some(group.of_kind(EntityKind::Location)));
            }
            return (Some(group), None);
        }
        if person == 0.0 {
            return (None, Some(group));
        }
        let borne = group.is_short()
            && (group.form.words.first().is_some_and(|word| self.people.contains(&word.key))
                || group.is_titled(document, names));
        let shared = || group.names.iter().any(|&name| names_other(document, &names[name]));
        if borne && person * 4.0 >= rest && !shared() {
            group.votes.add(EntityKind::Person, rest);
            return (Some(group), None);
        }
        if borne {
            split(document, names, group)
        } else if group.is_settled(document, names) {
            (None, Some(group.of_kind(EntityKind::Location)))
        } else if let Some(kind) = group.ruled(document, names) {
            (None, Some(group.of_kind(kind)))
        } else if group.votes.kind() == EntityKind::Person {
            (Some(group), None)
        } else {
            (None, Some(group))
        }
    }
}

/// Whether a name is sure to be nobody's, or said to be a place and stands where places do.
fn names_other(document: &Document, name: &Name) -> bool {
    let stands = || is_after(document, name.tokens.start, &BEFORE_PLACES);
    let other = name.kind() != EntityKind::Person && name.title.is_empty();
    is_of_settlement(document, name)
        || other && (name.confidence() >= SURE || name.kind() == EntityKind::Location && stands())
}

/// One word, a person and something else: each mention as it says itself.
fn split(document: &Document, names: &[Name], group: Group) -> (Option<Group>, Option<Group>) {
    let (mut people, mut others) = (Vec::new(), Vec::new());
    let (mut for_person, mut for_other) = (Votes::default(), Votes::default());
    for &number in &group.names {
        let name = &names[number];
        if is_of_settlement(document, name) {
            others.push(number);
            for_other.add(EntityKind::Location, name.confidence());
        } else if name.kind() == EntityKind::Person || is_titled(document, name) {
            people.push(number);
            for_person.add(EntityKind::Person, name.confidence());
        } else {
            others.push(number);
            for_other += evidence::own(name);
        }
    }
    let made = |names: Vec<usize>, votes| {
        let form = group.form.clone();
        (!names.is_empty()).then_some(Group { form, votes, names, apart: false })
    };
    (made(people, for_person), made(others, for_other))
}

/// How sure a kind is: its share of the votes times what its mentions gave on average.
fn confidence(votes: Votes, kind: EntityKind, mentions: usize) -> f32 {
    let own = votes.of(kind);
    let share = own / votes.total().max(f32::MIN_POSITIVE);
    let mean = own / mentions.max(1) as f32;
    (share * mean.min(1.0)).clamp(0.05, 0.99)
}

#[cfg(test)]
mod tests;
