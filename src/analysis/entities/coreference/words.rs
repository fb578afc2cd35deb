//! What single words tell about coreference: pronouns, sex of nouns, and the part a neighbour plays.

use crate::analysis::{
    document::Document,
    entities::{linking::Sex, roles, sexes},
    lexicon::Class,
    tokens::Shape,
};

/// What a pronoun can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// A man, or a woman.
    Person(Sex),
    /// One thing or body.
    Thing,
    /// Several, or a body.
    Plural,
}

/// The form of a pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// "he".
    Subject,
    /// "him".
    Object,
    /// "his".
    Possessive,
    /// "himself".
    Reflexive,
}

/// A personal pronoun of the third person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pronoun {
    /// What it can stand for.
    pub family: Family,
    /// Its form.
    pub case: Case,
}

/// The part that a token beside a phrase plays, as far as its word tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Neighbour {
    /// None: the sentence begins or ends.
    #[default]
    Edge,
    /// A preposition.
    Preposition,
    /// "and", "or", "but".
    Conjunction,
    /// A word that opens a clause.
    Subordinator,
    /// An auxiliary verb.
    Auxiliary,
    /// A verb of saying.
    Cue,
    /// Another verb, or what looks like a past form.
    Verb,
    /// What looks like a participle in -ing.
    Participle,
    /// A word in -s, verb or plural.
    Ending,
    /// A comma.
    Comma,
    /// A quotation mark.
    Quote,
    /// Any other mark.
    Mark,
    /// The possessive.
    Possessive,
    /// A determiner.
    Determiner,
    /// An adverb.
    Adverb,
    /// Any other word.
    Word,
}

/// How many kinds of neighbours there are.
pub const NEIGHBOURS: usize = 16;

/// What the distinct words of a document tell.
pub struct Lexis {
    pronoun: Vec<Option<Pronoun>>,
    sex: Vec<Sex>,
    human: Vec<bool>,
    neighbour: Vec<Neighbour>,
}

impl Lexis {
    /// Looks at every distinct word once.
    pub fn new(document: &Document) -> Self {
        let count = document.words.len() as u32;
        let texts = || (0..count).map(|word| document.words.text(word));
        let neighbour = |word| neighbour(document.words.text(word), document.words.class(word));
        Self {
            pronoun: texts().map(pronoun).collect(),
            sex: texts().map(sexes::of_noun).collect(),
            human: (0..count)
                .map(|word| roles::is_person(document.words.text(word), document.words.class(word)))
                .collect(),
            neighbour: (0..count).map(neighbour).collect(),
        }
    }

    /// The pronoun that a token is. "her" is a possessive where a noun can follow.
    pub fn pronoun(&self, document: &Document, token: usize) -> Option<Pronoun> {
        let known = self.pronoun[document.tokens.get(token)?.word as usize]?;
        let her = known.case == Case::Object && document.lower(token) == "her";
        let case =
            if her && self.can_own(document, token + 1) { Case::Possessive } else { known.case };
        Some(Pronoun { case, ..known })
    }

    /// Whether a noun phrase without determiner can begin with a token.
    fn can_own(&self, document: &Document, token: usize) -> bool {
        let Some(next) = document.tokens.get(token) else { return false };
        let closed = Class::CLOSED.with(Class::CALENDAR);
        let numeral = document.class(token).has(Class::DET)
            && self.neighbour_at(document, token) == Neighbour::Determiner
            && matches!(
                document.lower(token),
                "two" | "three" | "four" | "five" | "many" | "few" | "own" | "first"
            );
        !next.first
            && !matches!(next.shape, Shape::Mark | Shape::Possessive)
            && (!document.class(token).has(closed) || numeral)
    }

    /// The sex that a noun tells ("woman", "chairman").
    pub fn sex(&self, document: &Document, token: usize) -> Sex {
        document.tokens.get(token).map_or(Sex::Unknown, |token| self.sex[token.word as usize])
    }

    /// Whether a word means a person by trade, office or standing.
    pub fn human(&self, document: &Document, token: usize) -> bool {
        document.tokens.get(token).is_some_and(|token| self.human[token.word as usize])
    }

    /// The part that a token plays beside a phrase.
    pub fn neighbour_at(&self, document: &Document, token: usize) -> Neighbour {
        let Some(token) = document.tokens.get(token) else { return Neighbour::Edge };
        match token.shape {
            Shape::Possessive => Neighbour::Possessive,
            Shape::Capital | Shape::Upper if !token.first => {
                match self.neighbour[token.word as usize] {
                    closed @ (Neighbour::Preposition
                    | Neighbour::Conjunction
                    | Neighbour::Subordinator
                    | Neighbour::Auxiliary
                    | Neighbour::Determiner) => closed,
                    _ => Neighbour::Word,
                }
            }
            _ => self.neighbour[token.word as usize],
        }
    }
}

fn pronoun(text: &str) -> Option<Pronoun> {
    let (he, she) = (Family::Person(Sex::Male), Family::Person(Sex::Female));
    let (family, case) = match text {
        "he" => (he, Case::Subject),
        "him" => (he, Case::Object),
        "his" => (he, Case::Possessive),
        "himself" => (he, Case::Reflexive),
        "she" => (she, Case::Subject),
        "her" => (she, Case::Object),
        "hers" => (she, Case::Possessive),
        "herself" => (she, Case::Reflexive),
        "it" => (Family::Thing, Case::Subject),
        "its" => (Family::Thing, Case::Possessive),
        "itself" => (Family::Thing, Case::Reflexive),
        "they" => (Family::Plural, Case::Subject),
        "them" => (Family::Plural, Case::Object),
        "their" | "theirs" => (Family::Plural, Case::Possessive),
        "themselves" => (Family::Plural, Case::Reflexive),
        _ => return None,
    };
    Some(Pronoun { family, case })
}

fn neighbour(text: &str, class: Class) -> Neighbour {
    let first = text.chars().next().unwrap_or(' ');
    if matches!(text, "," | ";") {
        return Neighbour::Comma;
    }
    if matches!(first, '"' | '“' | '”' | '‘' | '’' | '«' | '»') && text.chars().count() == 1
    {
        return Neighbour::Quote;
    }
    if !first.is_alphanumeric() && !text.starts_with('\'') {
        return Neighbour::Mark;
    }
    let order = [
        (Class::AUX, Neighbour::Auxiliary),
        (Class::CONJ, Neighbour::Conjunction),
        (Class::PREP, Neighbour::Preposition),
        (Class::SUB, Neighbour::Subordinator),
        (Class::DET, Neighbour::Determiner),
        (Class::ADV, Neighbour::Adverb),
    ];
    if let Some((_, known)) = order.into_iter().find(|(known, _)| class.has(*known)) {
        return known;
    }
    if class.has(Class::PARTICIPLE) || text.ends_with("ing") {
        return Neighbour::Participle;
    }
    if class.has(Class::CUE) {
        return Neighbour::Cue;
    }
    if class.has(Class::ACT.with(Class::VERB)) || text.ends_with("ed") {
        return Neighbour::Verb;
    }
    match text {
        _ if text.ends_with('s') && !text.ends_with("ss") => Neighbour::Ending,
        _ if text.ends_with("ly") => Neighbour::Adverb,
        _ => Neighbour::Word,
    }
}
