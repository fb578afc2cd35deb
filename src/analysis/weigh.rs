//! From what was found to the entities that are given out: names, roles, weight, order.

use super::{
    Entity, EntityKind, Form, Mention,
    document::{Document, Section},
    entities::{
        Name, Named,
        coreference::{Chains, Link},
        credits,
        linking::Linked,
        roles::Finder,
    },
    lexicon::Class,
    tokens::Shape,
};
use crate::article::{BlockKind, Prose};
use std::ops::Range;

/// The entities of an article, most salient first, and for each entity of `named` its place among
/// them.
pub fn entities(
    document: &Document,
    prose: &Prose,
    named: &Named,
    chains: &Chains,
) -> (Vec<Entity>, Vec<usize>) {
    let credits = Credits::new(document);
    let mut links: Vec<Vec<&Link>> = vec![Vec::new(); named.entities.len()];
    for link in chains.links.iter().filter(|link| is_shown(named, link)) {
        links[link.entity].push(link);
    }
    let weights: Vec<f32> = named
        .entities
        .iter()
        .zip(&links)
        .map(|(entity, links)| weight(document, named, &credits, entity, links))
        .collect();
    let heaviest = weights.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
    let mut found: Vec<(usize, Entity)> = named
        .entities
        .iter()
        .enumerate()
        .map(|(index, linked)| {
            let credit = linked.names.iter().all(|&name| credits.holds(&named.names[name]));
            let salience = weights[index] / heaviest;
            (index, entity(document, prose, named, index, &links[index], (salience, credit)))
        })
        .collect();
    found.sort_by(|(_, a), (_, b)| a.credit.cmp(&b.credit).then(b.salience.total_cmp(&a.salience)));
    let mut place = vec![0; found.len()];
    for (at, (index, _)) in found.iter().enumerate() {
        place[*index] = at;
    }
    (found.into_iter().map(|(_, entity)| entity).collect(), place)
}

fn entity(
    document: &Document,
    prose: &Prose,
    named: &Named,
    index: usize,
    links: &[&Link],
    (salience, credit): (f32, bool),
) -> Entity {
    let linked = &named.entities[index];
    let mentions = mentions(document, prose, named, linked, links);
    let roles = roles(document, &named.roles[index], told(document, named, links));
    Entity {
        name: name(document, named, linked),
        kind: linked.kind,
        roles,
        salience,
        credit,
        mentions,
    }
}

/// At most this many roles of one person are given out.
const MOST_ROLES: usize = 8;
/// How sure a pronoun must be that is said to be something, for its role to be somebody's.
const TELLING: f32 = 0.6;

/// What is said of the pronouns that mean somebody: "He was its chairman".
fn told(document: &Document, named: &Named, links: &[&Link]) -> Vec<Range<usize>> {
    let finder = Finder::new(document, named);
    let mut found = Vec::new();
    for link in links.iter().filter(|link| link.confidence >= TELLING).take(64) {
        let subject = matches!(document.lower(link.head), "he" | "she");
        let section = document.section_of(link.head).filter(|_| subject);
        if let Some(section) = section {
            let tokens = &document.sections[section].tokens;
            finder.predicates(link.tokens.end, tokens, &mut found);
        }
    }
    found
}

/// The roles in their words, each once; a longer one takes the place of one that it holds.
fn roles(document: &Document, named: &[Range<usize>], told: Vec<Range<usize>>) -> Vec<String> {
    let mut kept: Vec<(String, String)> = Vec::new();
    for role in named.iter().cloned().chain(told) {
        let words = plain(&document.text[document.bytes(role)]);
        let lower = words.to_lowercase();
        if kept.iter().any(|(_, known)| holds(known, &lower)) {
            continue;
        }
        let shorter = kept.iter().position(|(_, known)| holds(&lower, known));
        match shorter {
            Some(at) => kept[at] = (words, lower),
            None if kept.len() < MOST_ROLES => kept.push((words, lower)),
            None => {}
        }
    }
    kept.into_iter().map(|(words, _)| words).collect()
}

/// Whether the words of `part` stand side by side in `whole`.
fn holds(whole: &str, part: &str) -> bool {
    let mut found = whole.match_indices(part);
    found.any(|(at, _)| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !letter(whole[..at].chars().next_back()) && !letter(whole[at + part.len()..].chars().next())
    })
}

/// What is less sure than this is not said to be a mention.
const SURE: f32 = 0.5;
/// The same for pronouns of people: nearly all mean somebody named, and a reader sees how sure it is.
const SURE_PERSON: f32 = 0.25;

/// Whether a link is given out: people and organizations, where it is sure enough.
fn is_shown(named: &Named, link: &Link) -> bool {
    match (named.entities[link.entity].kind, link.form) {
        (EntityKind::Person, Form::Pronoun) => link.confidence >= SURE_PERSON,
        _ => link.confidence >= SURE,
    }
}

/// All mentions of an entity in the order of the text, none overlapping another: names before what
/// only takes them up.
fn mentions(
    document: &Document,
    prose: &Prose,
    named: &Named,
    linked: &Linked,
    links: &[&Link],
) -> Vec<Mention> {
    let place = |tokens: &Range<usize>| prose.to_text(document.bytes(tokens.clone()));
    let names = linked.names.iter().map(|&name| {
        let name = &named.names[name];
        let confidence = name.confidence().min(linked.confidence.max(SURE));
        Mention { span: place(&name.tokens), form: Form::Name, confidence }
    });
    let others = links.iter().map(|link| Mention {
        span: place(&link.tokens),
        form: link.form,
        confidence: link.confidence,
    });
    let mut found: Vec<Mention> = names.chain(others).collect();
    found.sort_by_key(|mention| (mention.span.start, mention.form != Form::Name));
    let mut kept: Vec<Mention> = Vec::with_capacity(found.len());
    for mention in found {
        // Two names inside one replaced piece of markup have one place in the given text.
        match kept.last_mut() {
            Some(last) if last.span.end > mention.span.start => {
                if last.form != Form::Name && mention.form == Form::Name {
                    *last = mention;
                }
            }
            _ => kept.push(mention),
        }
    }
    kept
}

/// The form with most words; of these the first, but for one in capitals where the same words are also written
/// without. Of places the first: a country's short name is its name.
fn name(document: &Document, named: &Named, linked: &Linked) -> String {
    let names = linked.names.iter().map(|&name| &named.names[name]);
    let fullest = names
        .reduce(|best, name| if fuller(document, linked.kind, name, best) { name } else { best });
    fullest.map_or_else(String::new, |name| {
        let text = plain(&document.text[document.bytes(name.tokens.clone())]);
        if is_shouted(document, linked.kind, name) { in_title_case(&text) } else { text }
    })
}

fn fuller(document: &Document, kind: EntityKind, name: &Name, best: &Name) -> bool {
    let words = |name: &Name| document.tokens[name.tokens.clone()].iter().map(|token| token.word);
    let same = || words(name).eq(words(best)) && is_upper(document, best);
    let calmer = (is_shouted(document, kind, best) || same()) && !is_upper(document, name);
    kind != EntityKind::Location && name.tokens.len() > best.tokens.len()
        || name.tokens.len() == best.tokens.len() && calmer
}

/// Whether a name is written in capitals.
fn is_upper(document: &Document, name: &Name) -> bool {
    name.tokens.clone().all(|token| document.shape(token) == Shape::Upper)
}

/// Whether a person is named in capitals, as in the headlines of agencies.
fn is_shouted(document: &Document, kind: EntityKind, name: &Name) -> bool {
    let long = |token| document.of(token).len() > 3;
    kind == EntityKind::Person && is_upper(document, name) && name.tokens.clone().all(long)
}

fn in_title_case(name: &str) -> String {
    let words = name.split(' ').map(|word| {
        let mut letters = word.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_string() + &letters.as_str().to_lowercase())
    });
    words.collect::<Vec<_>>().join(" ")
}

/// One line, single spaces.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Headline, lead and repetition make an entity what the article is about; a name weighs more than a
/// description, that more than a pronoun, and being spoken of in many paragraphs more than in one.
fn weight(
    document: &Document,
    named: &Named,
    credits: &Credits,
    linked: &Linked,
    links: &[&Link],
) -> f32 {
    let names = linked.names.iter().map(|&number| {
        let name = &named.names[number];
        let part = if credits.holds(name) { 0.02 } else { credits.part(document, name.section) };
        if is_modifier(document, name) { part * 0.7 } else { part }
    });
    let others = links.iter().map(|link| {
        let section = document.section_of(link.head);
        let part = section.map_or(0.0, |section| credits.part(document, section));
        part * link.confidence * if link.form == Form::Nominal { 0.5 } else { 0.25 }
    });
    let sum: f32 = names.sum::<f32>() + others.sum::<f32>();
    let mut sections: Vec<usize> = linked.names.iter().map(|&n| named.names[n].section).collect();
    sections.dedup();
    sum * (1.0 + 0.1 * (sections.len() as f32).ln())
}

/// Whether a name only tells another noun apart: "the Doe administration", "Manchester bombing".
fn is_modifier(document: &Document, name: &Name) -> bool {
    let next = name.tokens.end;
    let class = document.class(next);
    document.shape(next) == Shape::Lower
        && !document.tokens[next].first
        && (document.capitalised(next + 1)
            || class.has(Class::BODY.with(Class::EVENT).with(Class::COMMON)))
        && !class.has(
            Class::CLOSED.with(Class::CUE).with(Class::ACT).with(Class::VERB).with(Class::CALENDAR),
        )
        && !document.lower(next).ends_with("ed")
}

fn part_weight(section: &Section, lead: bool) -> f32 {
    match section.kind {
        BlockKind::Headline => 4.0,
        BlockKind::Standfirst => 2.5,
        BlockKind::Caption => 0.4,
        BlockKind::Paragraph if lead => 1.6,
        _ => 1.0,
    }
}

/// The parts that count for more or less: the first paragraphs, and the credits of pictures, whose
/// names are not what the article is about.
struct Credits {
    tokens: Vec<Option<Range<usize>>>,
    lead: Vec<usize>,
}

impl Credits {
    fn new(document: &Document) -> Self {
        let paragraphs =
            document.sections.iter().enumerate().filter(|(_, s)| s.kind == BlockKind::Paragraph);
        let lead = paragraphs.map(|(number, _)| number).take(3).collect();
        Self {
            tokens: document
                .sections
                .iter()
                .map(|section| credits::part(document, section))
                .collect(),
            lead,
        }
    }

    /// What a mention in a block weighs.
    fn part(&self, document: &Document, section: usize) -> f32 {
        part_weight(&document.sections[section], self.lead.contains(&section))
    }

    fn holds(&self, name: &Name) -> bool {
        self.tokens[name.section].as_ref().is_some_and(|credit| credit.contains(&name.tokens.start))
    }
}
