//! People: full names first, then every short name to the bearer that suits its title and is nearest.

use super::{
    super::{Name, sexes},
    Group, Linked, Sex, Votes, confidence,
    forms::{Form, Part},
};
use crate::analysis::{EntityKind, document::Document, lexicon::Class};
use std::collections::HashMap;

/// At most this many bearers of one word are told apart; hostile text could give thousands.
const MOST_BEARERS: usize = 16;

/// Whom an article names in full this much more often is meant by a name that another shares.
const LEAD: usize = 2;

/// Titles that go with a first name.
const GIVEN_TITLES: [&str; 14] = [
    "sir", "dame", "lady", "prince", "princess", "king", "queen", "pope", "sheikh", "sheik",
    "sister", "father", "brother", "don",
];

struct Person {
    forms: Vec<Form>,
    votes: Votes,
    names: Vec<usize>,
    sex: Sex,
    titled: bool,
    likely: Sex,
    hint: Sex,
}

/// The people that groups of names, in the order of the text, name.
pub(super) fn link(document: &Document, names: &[Name], groups: Vec<Group>) -> Vec<Linked> {
    let mut linker =
        Linker { document, names, people: Vec::new(), called: HashMap::new(), full: Vec::new() };
    let (short, full): (Vec<Group>, Vec<Group>) = groups.into_iter().partition(Group::is_short);
    full.into_iter().for_each(|group| linker.add_full(group));
    linker.presume();
    linker.full = linker.people.iter().map(|person| person.names.len()).collect();
    linker.add_short(short);
    linker.presume();
    linker.listen();
    linker.people.into_iter().map(finish).collect()
}

fn finish(person: Person) -> Linked {
    Linked {
        kind: EntityKind::Person,
        confidence: confidence(person.votes, EntityKind::Person, person.names.len()),
        names: person.names,
        sex: person.sex,
        titled: person.titled,
        likely: person.likely,
        hint: person.hint,
    }
}

struct Linker<'d, 'a> {
    document: &'d Document<'a>,
    names: &'d [Name],
    people: Vec<Person>,
    /// Who can be called by a word alone.
    called: HashMap<u64, Vec<(usize, Part)>>,
    /// How often each person is named in full.
    full: Vec<usize>,
}

impl Linker<'_, '_> {
    /// A full name: of somebody known whose name it can be, else of somebody new.
    fn add_full(&mut self, group: Group) {
        let sex = self.title_sex(&group.names);
        let known = group.form.calls().into_iter().find_map(|(key, _)| {
            let bearers = self.called.get(&key)?;
            bearers.iter().map(|(person, _)| *person).find(|&person| {
                let known = &self.people[person];
                let clash = known.titled && known.sex.contradicts(sex);
                !clash && known.forms.iter().any(|form| form.same_person(&group.form))
            })
        });
        let person = known.unwrap_or_else(|| self.create());
        self.take(person, &group.form, group.votes, sex);
        self.people[person].names.extend(group.names);
    }

    fn create(&mut self) -> usize {
        self.people.push(Person {
            forms: Vec::new(),
            votes: Votes::default(),
            names: Vec::new(),
            sex: Sex::Unknown,
            titled: false,
            likely: Sex::Unknown,
            hint: Sex::Unknown,
        });
        self.people.len() - 1
    }

    /// Gives a person another form of name.
    fn take(&mut self, person: usize, form: &Form, votes: Votes, sex: Sex) {
        for (key, part) in form.calls() {
            let bearers = self.called.entry(key).or_default();
            if bearers.len() < MOST_BEARERS && !bearers.iter().any(|(known, _)| *known == person) {
                bearers.push((person, part));
            }
        }
        let person = &mut self.people[person];
        person.votes += votes;
        if sex != Sex::Unknown {
            (person.sex, person.titled) = (sex, true);
        } else if person.sex == Sex::Unknown && form.words.len() > 1 {
            let first = form.words.first().map_or(Class::default(), |word| word.class);
            person.sex = Sex::of(first, Class::MALE, Class::FEMALE);
        }
        if person.forms.len() < MOST_BEARERS {
            person.forms.push(form.clone());
        }
    }

    /// Short names, mention by mention in the order of the text, so that nearness counts.
    fn add_short(&mut self, groups: Vec<Group>) {
        let mut last: Vec<Option<usize>> = Vec::new();
        let mut mentions: Vec<(usize, Option<usize>)> = Vec::new();
        for (number, group) in groups.iter().enumerate() {
            mentions.extend(group.names.iter().map(|&name| (name, Some(number))));
        }
        mentions.extend(self.people.iter().flat_map(|p| &p.names).map(|&name| (name, None)));
        mentions.sort_unstable();
        let mut owner: HashMap<usize, usize> = HashMap::new();
        for (person, known) in self.people.iter().enumerate() {
            owner.extend(known.names.iter().map(|&name| (name, person)));
        }
        for (name, group) in mentions {
            let person = match group {
                None => owner.get(&name).copied(),
                Some(group) => Some(self.place(&groups[group], name, &last)),
            };
            let Some(person) = person else { continue };
            last.resize(self.people.len(), None);
            last[person] = Some(name);
        }
    }

    /// Finds or makes the person whom a short name means, and gives them the mention.
    fn place(&mut self, group: &Group, name: usize, last: &[Option<usize>]) -> usize {
        let sex = self.title_sex(&[name]);
        let person = self.bearer(group, name, sex, last).unwrap_or_else(|| self.create());
        let votes = Votes::only(EntityKind::Person, self.names[name].confidence());
        if self.people[person].names.is_empty() {
            self.take(person, &group.form, votes, sex);
        } else {
            let known = &mut self.people[person];
            known.votes += votes;
            if sex != Sex::Unknown {
                (known.sex, known.titled) = (sex, true);
            }
        }
        self.people[person].names.push(name);
        person
    }

    /// The bearer of a short name: of those whom the title suits the one by whose family name it
    /// calls, then whom the article is about, then the one named last before, then the first after.
    fn bearer(
        &self,
        group: &Group,
        name: usize,
        sex: Sex,
        last: &[Option<usize>],
    ) -> Option<usize> {
        let word = group.form.words.first()?;
        let bearers = self.called.get(&word.key).map_or(&[][..], Vec::as_slice);
        let by_given = self.goes_with_given(name);
        let count = |(person, _): &(usize, Part)| self.full.get(*person).copied().unwrap_or(0);
        let most = bearers.iter().map(count).max().unwrap_or(0);
        let suits = |person: &Person| match (person.titled, group.form.upper) {
            (true, _) => !person.sex.contradicts(sex),
            // A list's word for the sex of a first name yields to no other bearer.
            _ => bearers.len() == 1 || !person.sex.contradicts(sex),
        };
        let found = bearers.iter().filter(|(person, _)| suits(&self.people[*person])).min_by_key(
            |(person, part)| {
                let distance = match last.get(*person).copied().flatten() {
                    Some(before) => name - before,
                    None => {
                        let first = self.people[*person].names.first().copied().unwrap_or(0);
                        usize::MAX / 2 + first / 2
                    }
                };
                let rare = usize::from(count(&(*person, *part)) + LEAD <= most);
                let known = &self.people[*person];
                let other = [known.sex, known.likely].iter().any(|known| known.contradicts(sex));
                (unlike(*part, by_given), other, rare, distance)
            },
        );
        found.map(|(person, _)| *person).or_else(|| self.by_initials(group))
    }

    /// Whether the title before a name goes with first names: "Sir Keir".
    fn goes_with_given(&self, name: usize) -> bool {
        let mut title = self.names[name].title.clone().take(8);
        title.any(|token| GIVEN_TITLES.contains(&self.document.lower(token)))
    }

    /// "JFK": the person with these initials.
    fn by_initials(&self, group: &Group) -> Option<usize> {
        let token = self.names[*group.names.first()?].tokens.start;
        let letters: String = self.document.lower(token).chars().filter(|c| *c != '.').collect();
        let fits = group.form.upper && (2..=4).contains(&letters.chars().count());
        let mut people = self.people.iter().take(64);
        fits.then(|| {
            people.position(|person| person.forms.iter().any(|form| form.initials() == letters))
        })?
    }

    /// What the first names of those make likely of whom neither title nor list tells the sex.
    fn presume(&mut self) {
        let unknown = |sex: Sex| sex == Sex::Unknown;
        for person in self.people.iter_mut().filter(|p| unknown(p.sex) && unknown(p.likely)) {
            let names = person.names.iter().take(16).map(|&name| &self.names[name]);
            let mut likely = names.map(|name| sexes::likely(self.document, name));
            person.likely = likely.find(|&sex| !unknown(sex)).unwrap_or_default();
        }
    }

    /// What nouns beside the names of those tell of whom no title does, and the endings of their names.
    fn listen(&mut self) {
        for person in self.people.iter_mut().filter(|person| !person.titled) {
            let names = || person.names.iter().take(16).map(|&name| &self.names[name]);
            let told = |sex: &Sex| *sex != Sex::Unknown;
            let beside = names().map(|name| sexes::beside(self.document, name)).find(told);
            let hint = names().map(|name| sexes::hinted(self.document, name)).find(told);
            person.hint = hint.unwrap_or_default();
            if let Some(sex) = beside {
                (person.sex, person.titled) = (sex, true);
            }
        }
    }

    /// What the titles before some names tell.
    fn title_sex(&self, names: &[usize]) -> Sex {
        let of = |&name: &usize| {
            let title = self.names[name].title.clone().take(8);
            let all =
                title.map(|token| self.document.class(token)).fold(Class::default(), Class::with);
            Sex::of(all, Class::TITLE_MALE, Class::TITLE_FEMALE)
        };
        names.iter().take(64).map(of).find(|&sex| sex != Sex::Unknown).unwrap_or_default()
    }
}

/// Whether a part of a name is not what a title asks for: a first name after "Sir", else a family's.
fn unlike(part: Part, by_given: bool) -> bool {
    match part {
        Part::First => false,
        Part::Given => !by_given,
        Part::Family => by_given,
    }
}
