//! What an anaphor can stand for: what was mentioned lately and agrees with it.

use super::{
    Candidate, Case as Decision,
    discourse::{Referent, Seen, Source, kind},
    features::{Anaphor, Standing, T, Voiced, chain, features, none},
    model::GROUPS,
    phrases::{Opening, Phrase, Sort},
    speech::Voice,
    walk::{Walk, family_index},
    words::{Case, Family, Neighbour},
};
use crate::analysis::{EntityKind, Form, entities::linking::Sex, lexicon::Class, tokens::Shape};

/// No further back is the beginning of a sentence looked for.
const SENTENCE: usize = 80;

/// How many mentions back candidates are looked for.
const MENTIONS: usize = 64;
/// How many sentences back.
const SENTENCES: u32 = 12;
/// How many candidates are ranked.
const MOST: usize = 10;

/// The head of a description stands in a role; one more where the word before it does, too.
const ROLE: usize = 4;
/// It stands in a name.
const IN_NAME: usize = 6;

/// The ground on which one case is decided.
pub(super) struct Ground<'w, 'd, 'a> {
    pub(super) walk: &'w mut Walk<'d, 'a>,
    pub(super) anaphor: &'w Anaphor,
    pub(super) phrase: Option<&'w Phrase>,
}

/// A candidate on the way.
struct Found {
    referent: usize,
    last: Seen,
    recent: usize,
    ahead: bool,
    /// Whether the words that the anaphor speaks mention it.
    within: bool,
}

impl Ground<'_, '_, '_> {
    /// The anaphor with its candidates and their features.
    pub(super) fn case(mut self) -> Decision {
        let mut found = self.lately();
        if self.phrase.is_some() {
            self.add_bearers(&mut found);
        }
        self.add_leading(&mut found);
        self.add_ahead(&mut found);
        found.retain(|found| self.is_possible(found));
        let alone = found.len() == 1;
        let agreeing: Vec<usize> = found.iter().map(|found| self.agreement(found)).collect();
        let near: Vec<bool> = found
            .iter()
            .zip(&agreeing)
            .map(|(found, &agrees)| {
                agrees == 1 && found.last.sentence + 1 >= self.anaphor.seen.sentence
            })
            .collect();
        let all = agreeing.iter().filter(|&&agrees| agrees == 1).count();
        let lately = near.iter().filter(|&&near| near).count();
        let candidates = found.iter().enumerate().map(|(rank, found)| {
            let referent = &self.walk.discourse.referents[found.referent];
            let mut standing = self.standing(found, rank, alone);
            let own = agreeing[rank];
            standing.rival = (own, all - usize::from(own == 1));
            standing.near_rivals = lately - usize::from(near[rank]);
            standing.kin_rank = agreeing[..rank].iter().filter(|&&agrees| agrees == 1).count();
            let spoke = standing.spoke;
            let mut features = features(self.anaphor, referent, &found.last, standing);
            if let Some(phrase) = self.phrase {
                features.add(T::Head, self.head(phrase, referent));
            }
            let sentences = self.anaphor.seen.sentence.saturating_sub(found.last.sentence);
            Candidate {
                entity: referent.entity,
                head: referent.head,
                features,
                speaks_on: spoke
                    && self.anaphor.seen.speaks()
                    && self.anaphor.seen.quote == 0
                    && own == 1
                    && sentences <= 1
                    && found.last.section == self.anaphor.seen.section,
                referent: found.referent,
            }
        });
        let candidates: Vec<Candidate> = candidates.collect();
        let none = none(self.anaphor, candidates.len());
        let evident = self.evident(&candidates);
        Decision { anaphor: self.anaphor.clone(), groups: self.groups(), candidates, none, evident }
    }

    /// The only candidate that has the head of a description in its role or its name: "the ministry".
    fn evident(&self, candidates: &[Candidate]) -> Option<usize> {
        let phrase = self.phrase.filter(|phrase| {
            !phrase.plural && matches!(phrase.opening, Opening::Definite | Opening::Demonstrative)
        })?;
        let fits = |candidate: &Candidate| {
            let head = self.head(phrase, &self.walk.discourse.referents[candidate.referent]);
            head == ROLE + 1 || head == IN_NAME
        };
        let mut fitting = candidates.iter().enumerate().filter(|(_, candidate)| fits(candidate));
        let (only, _) = fitting.next()?;
        fitting.next().is_none().then_some(only)
    }

    fn groups(&self) -> Vec<usize> {
        let names: &[&str] = match (self.anaphor.pronoun, self.phrase.map(|phrase| phrase.sort)) {
            (Some((Family::Person(_), case)), _) => match case {
                Case::Subject => &["person", "person.subject"],
                Case::Object => &["person", "person.object"],
                Case::Possessive => &["person", "person.possessive"],
                Case::Reflexive => &["person", "person.reflexive"],
            },
            (Some((Family::Thing, Case::Possessive)), _) => &["thing", "thing.possessive"],
            (Some((Family::Thing, _)), _) => &["thing", "thing.subject"],
            (Some((Family::Plural, Case::Possessive)), _) => &["plural", "plural.possessive"],
            (Some((Family::Plural, _)), _) => &["plural", "plural.subject"],
            (None, Some(Sort::Human)) => &["description.human"],
            (None, _) => &["description.body"],
        };
        names.iter().filter_map(|name| GROUPS.iter().position(|known| known == name)).collect()
    }

    /// What was mentioned in the last sentences, latest first.
    fn lately(&self) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::with_capacity(MOST);
        let sentence = self.anaphor.seen.sentence;
        let spoken = self.walk.speaking.get(&self.anaphor.head).copied();
        for seen in self.walk.discourse.seen.iter().rev().take(MENTIONS) {
            if seen.sentence + SENTENCES < sentence {
                break;
            }
            // The owner in "her mother" is not meant by the phrase it begins.
            if seen.token >= self.anaphor.token {
                continue;
            }
            let recent = usize::from(seen.sentence + 1 >= sentence);
            let within = spoken.is_some_and(|quote| quote == seen.quote);
            if let Some(known) = found.iter_mut().find(|known| known.referent == seen.referent) {
                known.recent += recent;
                known.within |= within;
                // The reporter's words tell more of whom the reporter means than quoted ones.
                let quoted = self.anaphor.seen.quote == 0 && known.last.quote != 0;
                if quoted && seen.quote == 0 && known.last.sentence <= seen.sentence + 2 {
                    known.last = seen.clone();
                }
            } else if found.len() < MOST
                && self.agrees(&self.walk.discourse.referents[seen.referent])
            {
                found.push(Found {
                    referent: seen.referent,
                    last: seen.clone(),
                    recent,
                    ahead: false,
                    within,
                });
            }
        }
        found.sort_by_key(|found| std::cmp::Reverse(found.last.token));
        found
    }

    /// Whether a referent can be meant at all.
    fn agrees(&self, referent: &Referent) -> bool {
        // Once the article's own pronouns have been heard, lists of names count where they are silent.
        let lists = self.walk.heard && referent.source == Source::Strong;
        let sure = referent.source <= Source::Title || lists;
        match (self.anaphor.pronoun, self.phrase) {
            (Some((Family::Person(sex), _)), _) => {
                referent.kind == EntityKind::Person
                    && !referent.plural
                    && !(sure && referent.sex.contradicts(sex))
            }
            (Some((Family::Thing, _)), _) => {
                referent.kind != EntityKind::Person && !referent.plural
            }
            (Some((Family::Plural, _)), _) => {
                referent.plural || referent.kind == EntityKind::Organization
            }
            (None, Some(phrase)) => {
                referent.kind == kind(phrase.sort)
                    && referent.plural == phrase.plural
                    && !(sure && referent.sex.contradicts(phrase.sex))
            }
            (None, None) => false,
        }
    }

    fn add(&self, found: &mut Vec<Found>, referent: usize) {
        let known = found.iter().any(|known| known.referent == referent);
        if known || !self.agrees(&self.walk.discourse.referents[referent]) {
            return;
        }
        let mut last = self.anaphor.seen.clone();
        last.sentence = last.sentence.saturating_sub(SENTENCES + 1);
        last.section = last.section.saturating_sub(2);
        last.form = Form::Name;
        (last.before, last.after) = (Neighbour::Edge, Neighbour::Edge);
        (last.owns, last.opening, last.quote) = (false, None, 0);
        found.push(Found { referent, last, recent: 0, ahead: false, within: false });
    }

    /// Whoever was mentioned most is never far.
    fn add_leading(&self, found: &mut Vec<Found>) {
        let kind = match (self.anaphor.pronoun, self.phrase) {
            (Some((Family::Person(_), _)), _) => EntityKind::Person,
            (None, Some(phrase)) => kind(phrase.sort),
            _ => EntityKind::Organization,
        };
        if let Some(leading) = self.walk.discourse.leading(kind) {
            self.add(found, leading);
        }
    }

    /// Those of whom the article says that they are what a description says.
    fn add_bearers(&mut self, found: &mut Vec<Found>) {
        let word = self.walk.document.tokens[self.anaphor.head].word;
        let bearers = self.walk.named.bearers(word).to_vec();
        for entity in bearers {
            let known = self.walk.discourse.known(entity);
            if let Some(referent) = known {
                self.add(found, referent);
            }
        }
    }

    /// "In his speech, Doe said": the next person named in the sentence, if none was before.
    fn add_ahead(&mut self, found: &mut Vec<Found>) {
        let person = matches!(
            self.anaphor.pronoun,
            Some((Family::Person(_), Case::Subject | Case::Possessive))
        );
        let sentence = self.anaphor.seen.sentence;
        let here = found.iter().any(|f| f.last.sentence == sentence && f.last.form == Form::Name);
        if !person || here {
            return;
        }
        let Some((entity, last)) = self.walk.person_ahead(self.anaphor.token) else {
            return self.add_famous(found);
        };
        let referent = self.walk.referent(entity);
        let known = found.iter().any(|known| known.referent == referent);
        if !known && self.agrees(&self.walk.discourse.referents[referent]) {
            found.push(Found { referent, last, recent: 0, ahead: true, within: false });
        }
    }

    /// "Builder 'burned the letters before he rang'": those named most, where nobody was named before.
    fn add_famous(&mut self, found: &mut Vec<Found>) {
        let referents = &self.walk.discourse.referents;
        if found.iter().any(|found| referents[found.referent].entity.is_some()) {
            return;
        }
        for &entity in self.walk.famous.iter().take(2) {
            let last = self.walk.first(entity);
            let Some(last) = last.filter(|last| last.token > self.anaphor.token) else { continue };
            let referent = self.walk.referent(entity);
            if self.agrees(&self.walk.discourse.referents[referent]) {
                found.push(Found { referent, last, recent: 0, ahead: true, within: false });
            }
        }
    }

    fn standing(&self, found: &Found, rank: usize, alone: bool) -> Standing {
        let discourse = &self.walk.discourse;
        let kind = discourse.referents[found.referent].kind;
        Standing {
            rank,
            recent: found.recent,
            alone,
            leading: discourse.leading(kind) == Some(found.referent),
            spoke: discourse.talk.speaker == Some(found.referent),
            border: found.last.sentence == self.anaphor.seen.sentence && self.border(found),
            ahead: found.ahead,
            voice: self.voiced(found),
            chain: self.chain(found.referent),
            opened: discourse.opened(found.referent, self.anaphor.seen.sentence),
            leads: discourse.leads(found.referent, self.anaphor.seen.section),
            fame: discourse.referents[found.referent].entity.map_or(3, |e| self.walk.fame[e]),
            ..Standing::default()
        }
    }

    /// Whether the last pronoun like the anaphor meant a referent.
    fn chain(&self, referent: usize) -> usize {
        let last =
            self.anaphor.pronoun.and_then(|(family, _)| self.walk.chain[family_index(family)]);
        chain(referent, self.anaphor.seen.sentence, last)
    }

    /// How a candidate agrees with the sex of the anaphor: unknown, agrees, does not.
    fn agreement(&self, found: &Found) -> usize {
        let Some((Family::Person(sex), _)) = self.anaphor.pronoun else { return 0 };
        let referent = &self.walk.discourse.referents[found.referent];
        match referent.sex {
            Sex::Unknown => 0,
            known if known == sex => 1,
            _ => 2,
        }
    }

    /// Whether grammar lets a person be meant: nobody speaks of himself as "he", and "him" is not the
    /// subject of its own verb.
    fn is_possible(&self, found: &Found) -> bool {
        let Some((Family::Person(_), case)) = self.anaphor.pronoun else { return true };
        let speaks = matches!(self.voiced(found), Some(Voiced::Speaks | Voiced::Meant));
        let bound = case == Case::Object && self.is_subject(found);
        let owned = case == Case::Possessive && self.is_owned(found);
        !(speaks || bound || owned || case == Case::Subject && self.is_told_of_another(found))
    }

    /// "Asked about Doe, he said", "When pressed on whether Doe knew, she": to whom something was done that the
    /// sentence begins with is not whom the rest of it names; "asked whether she would, she" may well be one.
    fn is_told_of_another(&self, found: &Found) -> bool {
        let (document, at) = (self.walk.document, self.anaphor.token);
        let named = found.last.form == Form::Name && !found.ahead;
        if !named || found.last.sentence != self.anaphor.seen.sentence {
            return false;
        }
        let floor = at.saturating_sub(SENTENCE);
        let Some(start) = (floor..at).rev().find(|&token| document.tokens[token].first) else {
            return false;
        };
        let done = start + usize::from(document.class(start).has(Class::SUB));
        let participle = document.lower(done).ends_with("ed")
            && !document.class(done).has(Class::HUMAN.with(Class::CLOSED))
            && self.walk.named.name_at(done).is_none();
        let comma = at.checked_sub(1).is_some_and(|before| document.of(before) == ",");
        comma && participle && found.last.token > done
    }

    /// Whether a candidate is who the phrase means that the anaphor begins: "his son, Doe,", "his son" where
    /// only Doe is called a son.
    fn is_owned(&self, found: &Found) -> bool {
        let walk = &self.walk;
        let Some(entity) = walk.discourse.referents[found.referent].entity else { return false };
        let start = self.anaphor.token + 1;
        let (document, lexis) = (walk.document, walk.lexis);
        let human = |at: &usize| {
            document.class(*at).has(Class::HUMAN)
                || lexis.human(document, *at)
                || lexis.sex(document, *at) != Sex::Unknown
        };
        let Some(noun) =
            (start..start + 4).take_while(|&at| document.shape(at) != Shape::Mark).find(human)
        else {
            return false;
        };
        let next = noun + 1 + usize::from(document.lower(noun + 1) == ",");
        walk.named.entity_at(next) == Some(entity)
            || walk.named.kin(document.tokens[noun].word) == [entity]
    }

    /// Whether a candidate is the subject of the only verb before the anaphor.
    fn is_subject(&self, found: &Found) -> bool {
        let last = &found.last;
        let here = last.sentence == self.anaphor.seen.sentence && last.role() == 0;
        if !here || found.ahead || self.anaphor.token < last.end || self.border(found) {
            return false;
        }
        let between = last.end..self.anaphor.token.min(last.end + 12);
        let verbs = between.filter(|&token| {
            let neighbour = self.walk.lexis.neighbour_at(self.walk.document, token);
            matches!(neighbour, Neighbour::Verb | Neighbour::Cue | Neighbour::Participle)
        });
        verbs.count() == 1
    }

    /// What a candidate has to do with the quoted words around the anaphor.
    fn voiced(&self, found: &Found) -> Option<Voiced> {
        if found.within {
            return Some(Voiced::Within);
        }
        let speech = &self.walk.speech;
        let entity = self.walk.discourse.referents[found.referent].entity;
        match speech.voice(self.anaphor.seen.quote)? {
            Voice::Entity(speaker) if entity == Some(speaker) => Some(Voiced::Speaks),
            Voice::Entity(_) => Some(Voiced::Other),
            Voice::Head(head) => match self.walk.resolved.get(&head) {
                Some(&referent) if referent == found.referent => Some(Voiced::Meant),
                Some(_) => Some(Voiced::Other),
                None => match self.walk.named.bearers(self.walk.document.tokens[head].word) {
                    [only] if entity == Some(*only) => Some(Voiced::Speaks),
                    _ => self.is_coming(head, found).then_some(Voiced::Coming),
                },
            },
        }
    }

    /// Whether a pronoun still to come is like the last one that meant a candidate.
    fn is_coming(&self, head: usize, found: &Found) -> bool {
        let pronoun = self.walk.lexis.pronoun(self.walk.document, head);
        let last = pronoun.and_then(|pronoun| self.walk.chain[family_index(pronoun.family)]);
        last.is_some_and(|(referent, _)| referent == found.referent)
    }

    /// Whether a border of clauses lies between a mention in the same sentence and the anaphor.
    fn border(&self, found: &Found) -> bool {
        let mut between = found.last.end..self.anaphor.token.min(found.last.end + 40);
        between.any(|token| {
            matches!(
                self.walk.lexis.neighbour_at(self.walk.document, token),
                Neighbour::Comma
                    | Neighbour::Subordinator
                    | Neighbour::Conjunction
                    | Neighbour::Quote
            )
        })
    }

    /// How the head of a description fits what is known of a referent.
    fn head(&self, phrase: &Phrase, referent: &Referent) -> usize {
        let document = self.walk.document;
        let word = |token: usize| document.tokens.get(token).map(|token| token.word);
        let sex = phrase.sex != Sex::Unknown && phrase.sex == referent.sex;
        let Some(entity) = referent.entity else {
            let same = word(referent.head) == word(phrase.head);
            return if same { 1 } else { usize::from(sex) * 2 };
        };
        let named = self.walk.named;
        let role = named.roles[entity]
            .iter()
            .take(8)
            .any(|role| role.clone().any(|token| word(token) == word(phrase.head)));
        let in_name = named.entities[entity].names.iter().take(4).any(|&name| {
            named.names[name].tokens.clone().any(|token| word(token) == word(phrase.head))
        });
        match (role, in_name, sex) {
            (true, ..) => ROLE + usize::from(self.modifies(phrase, entity)),
            (_, true, _) => IN_NAME,
            (_, _, true) => 3,
            _ => 7,
        }
    }

    /// Whether the word before the head is also before it in a role.
    fn modifies(&self, phrase: &Phrase, entity: usize) -> bool {
        let tokens = &self.walk.document.tokens;
        let Some(before) = phrase.head.checked_sub(1).filter(|&at| at > phrase.tokens.start) else {
            return true;
        };
        let mut roles = self.walk.named.roles[entity].iter().take(8).flat_map(Clone::clone);
        roles.any(|token| tokens[token].word == tokens[before].word)
    }
}
