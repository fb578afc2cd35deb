//! The walk through an article that meets names, descriptions and pronouns in their order.

use super::{
    Candidate, Case as Decision, Judge, Link, Verdict, asides,
    candidates::Ground,
    discourse::{Discourse, Referent, Seen, Source, kind},
    evidence,
    features::Anaphor,
    phrases::{self, Opening, Phrase, Sort},
    scene::Scene,
    speech::{Speech, Voice, is_own},
    words::{Case, Family, Lexis, Neighbour, Pronoun},
};
use crate::analysis::{
    EntityKind, Form,
    document::Document,
    entities::{Named, linking::Sex},
    lexicon::Class,
    tokens::Shape,
};
use crate::article::BlockKind;
use std::{collections::HashMap, ops::Range};

/// How sure a pronoun must be to tell the sex of whom it means.
const TELLING: f32 = 0.8;

/// How sure it is that who is named beside quoted words speaks them.
const NAMED_VOICE: f32 = 0.95;

/// A description that nothing but its place ties to a name is doubted.
const DESCRIBED: f32 = 0.6;

/// Longest description before a name.
const LONGEST: usize = 14;

/// One walk.
pub struct Walk<'d, 'a> {
    pub(super) document: &'d Document<'a>,
    pub(super) named: &'d Named,
    pub(super) lexis: &'d Lexis,
    sentence: &'d [u32],
    pub(super) speech: &'d Speech,
    pub(super) speaking: &'d HashMap<usize, u32>,
    /// The referent of each anaphor so far, by its head.
    pub(super) resolved: HashMap<usize, usize>,
    in_role: &'d [bool],
    /// How many people the article names more often than each entity.
    pub(super) fame: &'d [usize],
    /// The people named most.
    pub(super) famous: &'d [usize],
    pub(super) discourse: Discourse,
    /// The last referent of a pronoun of each family, and its sentence: he, she, it, they.
    pub(super) chain: [Option<(usize, u32)>; 4],
    links: Vec<Link>,
    /// What pronouns tell of the sex of each entity, as far as it is known beforehand.
    told: &'d [f32],
    /// What they tell in this walk.
    votes: Vec<f32>,
    /// Whether the pronouns of the whole article have been heard.
    pub(super) heard: bool,
}

impl<'d, 'a> Walk<'d, 'a> {
    /// Before the first word. `told` is what pronouns tell of the sex of each entity, when they have
    /// been heard.
    pub fn new(
        document: &'d Document<'a>,
        named: &'d Named,
        scene: &'d Scene,
        told: Option<&'d [f32]>,
    ) -> Self {
        Self {
            document,
            named,
            lexis: &scene.lexis,
            sentence: &scene.sentence,
            speech: &scene.speech,
            speaking: &scene.speaking,
            resolved: HashMap::new(),
            in_role: &scene.in_role,
            fame: &scene.fame,
            famous: &scene.famous,
            discourse: Discourse::new(named.entities.len()),
            chain: [None; 4],
            links: Vec::new(),
            told: told.unwrap_or_default(),
            votes: vec![0.0; named.entities.len()],
            heard: told.is_some(),
        }
    }

    /// Walks to a token; a judge decides each case. Gives what pronouns told of the sex of each entity.
    pub fn listen(mut self, judge: &mut impl Judge, end: usize) -> Vec<f32> {
        self.walk(judge, end);
        self.votes
    }

    /// Walks to the end; a judge decides each case. Gives the mentions found, in order.
    pub fn run(mut self, judge: &mut impl Judge) -> Vec<Link> {
        self.walk(judge, self.document.tokens.len());
        self.own_words();
        self.links.sort_by_key(|link| link.head);
        self.links
    }

    /// The token after the last "he" or "she": no other word tells the sex of anybody.
    pub fn silence(&self) -> usize {
        let of_person = |&token: &usize| {
            self.pronoun(token).is_some_and(|pronoun| matches!(pronoun.family, Family::Person(_)))
        };
        (0..self.document.tokens.len()).rev().find(of_person).map_or(0, |last| last + 1)
    }

    fn walk(&mut self, judge: &mut impl Judge, end: usize) {
        for (number, section) in self.document.sections.iter().enumerate() {
            if !section.repeated && section.tokens.start < end {
                let (talk, chain) = (self.discourse.talk, self.chain);
                let (mentions, known) = (self.discourse.seen.len(), self.discourse.referents.len());
                self.section(number, section.tokens.clone(), end, judge);
                if asides::is_aside(self.document, self.named, section) {
                    self.discourse.take_up(talk, mentions, known);
                    self.chain = chain;
                }
            }
        }
    }

    /// "I" in quoted words is whoever speaks them.
    fn own_words(&mut self) {
        let mut sure: HashMap<usize, f32> = HashMap::new();
        for link in &self.links {
            sure.insert(link.head, link.confidence);
        }
        for (number, quote) in self.speech.quotes.iter().enumerate() {
            let (entity, confidence) = match self.speech.voices[number] {
                Some(Voice::Entity(entity)) => (Some(entity), NAMED_VOICE),
                Some(Voice::Head(head)) => {
                    let referent = self.resolved.get(&head);
                    let entity = referent.and_then(|&at| self.discourse.referents[at].entity);
                    (entity, sure.get(&head).copied().unwrap_or(0.0) * NAMED_VOICE)
                }
                None => (None, 0.0),
            };
            let Some(entity) = entity else { continue };
            if self.named.entities[entity].kind != EntityKind::Person {
                continue;
            }
            for head in quote.clone() {
                if is_own(self.document.lower(head)) && self.named.name_at(head).is_none() {
                    let (tokens, form, fresh) = (head..head + 1, Form::Pronoun, false);
                    self.links.push(Link { tokens, head, entity, form, confidence, fresh });
                }
            }
        }
    }

    fn section(
        &mut self,
        number: usize,
        tokens: Range<usize>,
        stop: usize,
        judge: &mut impl Judge,
    ) {
        let mut pending: Option<Phrase> = None;
        let mut busy = tokens.start;
        for token in tokens.start..tokens.end.min(stop) {
            if let Some(pronoun) = self.pronoun(token) {
                self.meet_pronoun(number, token, pronoun, judge);
            }
            if token >= busy {
                let end = tokens.end;
                if let Some(phrase) = phrases::at(self.document, self.named, self.lexis, token, end)
                {
                    busy = phrase.head + 1;
                    pending = Some(phrase);
                }
            }
            if let Some(phrase) = pending.take_if(|phrase| phrase.head == token) {
                self.meet_phrase(number, phrase, judge);
            }
            if self.speech.of_token[token] == 0
                && self.lexis.neighbour_at(self.document, token) == Neighbour::Cue
            {
                self.discourse.said(token, self.sentence[token]);
            }
            let name = self.named.name_at(token);
            if let Some(name) = name.filter(|&name| self.named.names[name].tokens.start == token) {
                self.meet_name(number, name);
            }
        }
    }

    fn pronoun(&self, token: usize) -> Option<Pronoun> {
        let pronoun = self.lexis.pronoun(self.document, token)?;
        self.named.name_at(token).is_none().then_some(pronoun)
    }

    /// A mention at some tokens, of nobody yet.
    fn seen(&self, section: usize, tokens: Range<usize>, form: Form) -> Seen {
        let sentence = self.sentence[tokens.start];
        let start = self.opening(tokens.start);
        let before = self.before(start);
        let apposed = start < tokens.start && self.document.lower(tokens.start - 1) == ",";
        let after = self.after(tokens.end, apposed);
        let initial = self.discourse.talk.last_actor.is_none_or(|last| last != sentence)
            || start < tokens.start && self.discourse.is_first(sentence, start);
        Seen {
            referent: 0,
            token: tokens.start,
            end: tokens.end,
            sentence,
            section: section as u32,
            form,
            before,
            after,
            quote: self.speech.of_token[tokens.start],
            initial,
            owns: false,
            opening: None,
        }
    }

    /// Where the description begins that stands before a mention: "| the former champion Kit Doe", "| her mother, Ann
    /// Doe,", "| Doe's lawyer, Kit Roe,".
    fn opening(&self, token: usize) -> usize {
        let document = self.document;
        let comma =
            token.checked_sub(1).filter(|&at| document.lower(at) == "," && document.goes_on(token));
        let end = comma.unwrap_or(token);
        let mut start = end;
        while start > 0 && self.in_role[start - 1] && end - start < LONGEST {
            start -= 1;
        }
        if start == end && start > 0 && self.lexis.sex(document, start - 1) != Sex::Unknown {
            start -= 1;
        }
        let Some(before) = start.checked_sub(1).filter(|_| start < end) else { return token };
        if document.class(before).has(Class::DET) {
            return before;
        }
        if document.shape(before) == Shape::Possessive
            && let Some(name) = before.checked_sub(1).and_then(|at| self.named.name_at(at))
        {
            return self.named.names[name].tokens.start;
        }
        if comma.is_none() || document.tokens[start].first { start } else { token }
    }

    /// What stands before a token of its sentence.
    fn before(&self, start: usize) -> Neighbour {
        if self.document.tokens[start].first {
            return Neighbour::Edge;
        }
        self.lexis.neighbour_at(self.document, start.wrapping_sub(1))
    }

    /// What stands after a mention: the verb, too, that an adverb, an apposition, or the comma of one that began before
    /// it (`apposed`) parts from it.
    fn after(&self, token: usize, apposed: bool) -> Neighbour {
        const REACH: usize = 24;
        let at = |token: usize| {
            let inside = self.document.goes_on(token);
            if inside { self.lexis.neighbour_at(self.document, token) } else { Neighbour::Edge }
        };
        let verb = |token: usize| {
            let verb = at(token + usize::from(at(token) == Neighbour::Adverb));
            let is = matches!(verb, Neighbour::Auxiliary | Neighbour::Cue | Neighbour::Verb);
            is.then_some(verb)
        };
        let next = at(token);
        let found = match next {
            Neighbour::Adverb => verb(token),
            Neighbour::Comma => {
                let first = if apposed { token } else { token + 1 };
                let inside = (first..token + REACH)
                    .take_while(|&token| !matches!(at(token), Neighbour::Edge | Neighbour::Quote));
                let mut commas = inside.filter(|&token| at(token) == Neighbour::Comma);
                commas.find_map(|comma| verb(comma + 1))
            }
            _ => None,
        };
        found.unwrap_or(next)
    }

    fn meet_name(&mut self, section: usize, name: usize) {
        let Some(entity) = self.named.entity_of[name] else { return };
        let tokens = self.named.names[name].tokens.clone();
        let title = &self.named.names[name].title;
        let start = if title.is_empty() { tokens.start } else { title.start };
        let mut seen = self.seen(section, start..tokens.end, Form::Name);
        seen.referent = self.referent(entity);
        if self.speech.labels.contains(&tokens.start) {
            // Who takes a turn of a transcript is not talked of by that.
            return;
        }
        if self.document.sections[section].kind == BlockKind::Headline {
            self.discourse.referents[seen.referent].headline = true;
        }
        self.discourse.note(seen);
    }

    /// The number of the sentence of a token.
    pub(super) fn sentence_of(&self, token: usize) -> u32 {
        self.sentence.get(token).copied().unwrap_or_default()
    }

    /// The referent of an entity.
    pub(super) fn referent(&mut self, entity: usize) -> usize {
        let linked = &self.named.entities[entity];
        let told = self.told.get(entity).copied().unwrap_or_default();
        let (sex, source) = if linked.titled && linked.sex != Sex::Unknown {
            (linked.sex, Source::Title)
        } else {
            evidence::weighed(evidence::of_name(linked) + told)
        };
        let names = &self.named.names;
        self.discourse.entity(entity, || Referent {
            entity: Some(entity),
            kind: linked.kind,
            plural: false,
            sex,
            source,
            count: 0,
            headline: false,
            here: (0, 0),
            head: linked.names.first().map_or(0, |&name| names[name].tokens.start),
        })
    }

    fn meet_pronoun(
        &mut self,
        section: usize,
        token: usize,
        pronoun: Pronoun,
        judge: &mut impl Judge,
    ) {
        if !self.heard && !matches!(pronoun.family, Family::Person(_)) {
            // The first hearing asks after the sex of people alone.
            return;
        }
        let mut seen = self.seen(section, token..token + 1, Form::Pronoun);
        seen.owns = pronoun.case == Case::Possessive;
        let anaphor =
            Anaphor { token, head: token, pronoun: Some((pronoun.family, pronoun.case)), seen };
        let evident =
            (pronoun.family == Family::Thing).then(|| self.it(token, pronoun.case)).flatten();
        let decided = match evident {
            Some((entity, confidence)) => Some((self.referent(entity), confidence)),
            None => self.decide(&anaphor, None, judge),
        };
        let Some((referent, confidence)) = decided else { return };
        if let Family::Person(sex) = pronoun.family {
            let fresh = self.discourse.last_form(referent) == Some(Form::Name);
            let known = &mut self.discourse.referents[referent];
            if fresh && known.source > Source::Strong && confidence > TELLING {
                (known.sex, known.source) = (sex, Source::Strong);
            }
        }
        self.chain[family_index(pronoun.family)] = Some((referent, anaphor.seen.sentence));
        self.take(anaphor, referent, confidence, token..token + 1);
    }

    /// Asks the judge; gives the referent meant.
    fn decide(
        &mut self,
        anaphor: &Anaphor,
        phrase: Option<&Phrase>,
        judge: &mut impl Judge,
    ) -> Option<(usize, f32)> {
        let case: Decision = Ground { walk: self, anaphor, phrase }.case();
        let verdict = judge.judge(&case);
        if let Some((Family::Person(sex), _)) = anaphor.pronoun.filter(|_| !self.heard) {
            self.vote(sex, &case, &verdict);
        }
        if verdict.chosen.is_none() && anaphor.pronoun.is_some() && anaphor.seen.speaks() {
            let guess = verdict.guess(&case);
            self.guess(anaphor, guess.map(|(index, sure)| (&case.candidates[index], sure)));
        }
        verdict.chosen.map(|index| (case.candidates[index].referent, verdict.sure))
    }

    /// Notes what a pronoun tells of the sex of those it may mean: most where it takes up a name, since one
    /// that follows another may only repeat its error.
    fn vote(&mut self, sex: Sex, case: &Decision, verdict: &Verdict) {
        for (index, candidate) in case.candidates.iter().enumerate() {
            let Some(entity) = candidate.entity else { continue };
            let told = if verdict.chosen == Some(index) { verdict.sure } else { 0.0 };
            let chance = verdict.chances.get(index).copied().unwrap_or(told);
            let fresh = self.discourse.last_form(candidate.referent) == Some(Form::Name);
            let share = chance * if fresh { 1.0 } else { evidence::REPEATED };
            self.votes[entity] += if sex == Sex::Female { share } else { -share };
        }
    }

    /// Who speaks is asked even where it is not sure; what is talked of does not change by that.
    fn guess(&mut self, anaphor: &Anaphor, guess: Option<(&Candidate, f32)>) {
        let Some((candidate, confidence)) = guess else { return };
        let Some(entity) = candidate.entity else { return };
        let (head, form) = (anaphor.head, anaphor.seen.form);
        let fresh = false;
        self.links.push(Link { tokens: head..head + 1, head, entity, form, confidence, fresh });
    }

    /// Notes a resolved anaphor; of an entity it is a mention.
    fn take(&mut self, anaphor: Anaphor, referent: usize, confidence: f32, tokens: Range<usize>) {
        let (form, head) = (anaphor.seen.form, anaphor.head);
        let mut seen = anaphor.seen;
        seen.referent = referent;
        self.resolved.insert(head, referent);
        if let Some(entity) = self.discourse.referents[referent].entity {
            let fresh = self.discourse.last_form(referent) == Some(Form::Name);
            self.links.push(Link { tokens, head, entity, form, confidence, fresh });
        }
        self.discourse.note(seen);
    }

    fn meet_phrase(&mut self, section: usize, phrase: Phrase, judge: &mut impl Judge) {
        let tells = self.in_role[phrase.head] || self.named.hypernyms.tells(phrase.head);
        if tells || self.named.name_at(phrase.head + 1).is_some() {
            // It says what somebody or something is that is named beside it.
            return;
        }
        if !self.heard && phrase.sort != Sort::Human {
            return;
        }
        let mut seen = self.seen(section, phrase.tokens.clone(), Form::Nominal);
        seen.opening = Some(phrase.opening);
        let anaphor =
            Anaphor { token: phrase.tokens.start, head: phrase.head, pronoun: None, seen };
        let headline = self.document.sections[section].kind == BlockKind::Headline;
        if self.is_apposition(&phrase) || self.is_predicate(&phrase) {
            return;
        }
        if let Some((entity, confidence)) = self.described(&phrase, headline) {
            let referent = self.referent(entity);
            return self.take(anaphor, referent, confidence, phrase.tokens);
        }
        let takes_up = phrase.opening != Opening::Indefinite
            && phrase.opening != Opening::Bare
            && phrase.sort != Sort::Thing
            && !self.is_kinship(&phrase);
        let found = if takes_up { self.decide(&anaphor, Some(&phrase), judge) } else { None };
        if let Some((referent, confidence)) = found {
            let confidence = confidence * DESCRIBED;
            return self.take(anaphor, referent, confidence, phrase.tokens);
        }
        let referent = self.discourse.add(Referent {
            entity: None,
            kind: kind(phrase.sort),
            plural: phrase.plural,
            sex: phrase.sex,
            source: if phrase.sex == Sex::Unknown { Source::Nothing } else { Source::Title },
            count: 0,
            headline: false,
            here: (0, 0),
            head: phrase.head,
        });
        let mut seen = anaphor.seen;
        seen.referent = referent;
        self.discourse.note(seen);
    }

    /// The first mention of an entity.
    pub(super) fn first(&self, entity: usize) -> Option<Seen> {
        let name = &self.named.names[*self.named.entities[entity].names.first()?];
        Some(self.seen(name.section, name.tokens.clone(), Form::Name))
    }

    /// The entity of a name that begins soon after a token in its sentence, for pronouns that come
    /// before whom they mean.
    pub(super) fn person_ahead(&self, token: usize) -> Option<(usize, Seen)> {
        const REACH: usize = 16;
        let sentence = self.sentence[token];
        let end = (token + REACH).min(self.document.tokens.len());
        let ahead = (token + 1..end).take_while(|&at| self.sentence[at] == sentence);
        let name = ahead.filter_map(|at| self.named.name_at(at)).find(|&name| {
            let entity = self.named.entity_of[name];
            entity.is_some_and(|entity| self.named.entities[entity].kind == EntityKind::Person)
        })?;
        let entity = self.named.entity_of[name]?;
        let seen = self.seen(
            self.named.names[name].section,
            self.named.names[name].tokens.clone(),
            Form::Name,
        );
        Some((entity, seen))
    }
}

/// Where the last referent of a family of pronouns is kept.
pub(super) fn family_index(family: Family) -> usize {
    match family {
        Family::Person(Sex::Female) => 1,
        Family::Person(_) => 0,
        Family::Thing => 2,
        Family::Plural => 3,
    }
}
