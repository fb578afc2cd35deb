//! Counts how far an analysis agrees with a gold article.

use super::{
    format::{Gold, GoldEntity},
    scored::scores,
    tally::Tally,
};
use quotidian::{
    analysis::{Analysis, Entity, EntityKind, Form},
    span::Span,
};
use std::collections::HashSet;

scores! {
    /// Every tally of one article, or of all.
    Scores:
    /// Name mentions of people, organizations and locations: exact span and kind.
    names,
    /// Name mentions of misc.
    misc,
    /// Entities whose name mentions are exactly those of one in the gold, whatever the kind.
    entities,
    /// Roles in the same words, upper and lower case alike.
    roles,
    /// Roles of which one holds the words of the other.
    roles_within,
    /// he, she and their forms, to the right person.
    he_she,
    /// Every other pronoun: it, they, I and their forms.
    it_they,
    /// Descriptions.
    nominals,
}

impl Scores {
    /// Compares an analysis with the gold of the same article.
    pub fn new(gold: &Gold, analysis: &Analysis) -> Self {
        let pairs = Pairs::new(gold, analysis);
        let misc = |kind: EntityKind| kind == EntityKind::Misc;
        let roles = pairs.roles();
        Self {
            names: pairs.names(|kind| !misc(kind)),
            misc: pairs.names(misc),
            entities: pairs.entities(),
            roles: roles.0,
            roles_within: roles.1,
            he_she: pairs.references(Form::Pronoun, |words, kind| {
                is_he_or_she(words) && kind.is_none_or(|kind| kind == EntityKind::Person)
            }),
            it_they: pairs.references(Form::Pronoun, |words, _| !is_he_or_she(words)),
            nominals: pairs.references(Form::Nominal, |_, _| true),
        }
    }
}

fn is_he_or_she(words: &str) -> bool {
    const FORMS: [&str; 8] = ["he", "him", "his", "himself", "she", "her", "hers", "herself"];
    FORMS.contains(&words.to_lowercase().as_str())
}

/// One article's gold and analysis, with the spans made comparable.
struct Pairs<'a> {
    text: &'a str,
    gold: Vec<(&'a GoldEntity, HashSet<Span>)>,
    given: Vec<(&'a Entity, HashSet<Span>)>,
}

impl<'a> Pairs<'a> {
    fn new(gold: &'a Gold, analysis: &'a Analysis) -> Self {
        let text = gold.text.as_str();
        let bare = |spans: &mut dyn Iterator<Item = Span>| spans.map(|s| bare(text, s)).collect();
        let named = |form: Form| form == Form::Name;
        let of_gold = |entity: &'a GoldEntity| {
            let mut spans = entity.mentions.iter().filter(|m| named(m.1)).map(|m| m.0);
            (entity, bare(&mut spans))
        };
        let of_given = |entity: &'a Entity| {
            let mut spans = entity.mentions.iter().filter(|m| named(m.form)).map(|m| m.span);
            (entity, bare(&mut spans))
        };
        Self {
            text,
            gold: gold.entities.iter().map(of_gold).collect(),
            given: analysis.entities.iter().map(of_given).collect(),
        }
    }

    fn names(&self, counts: impl Fn(EntityKind) -> bool) -> Tally {
        let gold = self.gold.iter().flat_map(|(e, spans)| spans.iter().map(|s| (*s, e.kind)));
        let given = self.given.iter().flat_map(|(e, spans)| spans.iter().map(|s| (*s, e.kind)));
        let gold = gold.filter(|(_, kind)| counts(*kind)).collect();
        Tally::of(&gold, &given.filter(|(_, kind)| counts(*kind)).collect())
    }

    fn entities(&self) -> Tally {
        let right = |spans: &HashSet<Span>| self.given.iter().any(|(_, given)| given == spans);
        Tally {
            right: self.gold.iter().filter(|(_, spans)| right(spans)).count(),
            gold: self.gold.len(),
            given: self.given.len(),
        }
    }

    /// The gold entity with which a given one shares most name mentions.
    fn counterpart(&self, given: &HashSet<Span>) -> Option<usize> {
        let shared = |at: &usize| self.gold[*at].1.intersection(given).count();
        (0..self.gold.len()).filter(|at| shared(at) > 0).max_by_key(shared)
    }

    /// Roles in the same words, and roles of which one holds the other.
    fn roles(&self) -> (Tally, Tally) {
        let gold: usize = self.gold.iter().map(|(entity, _)| entity.roles.len()).sum();
        let given: usize = self.given.iter().map(|(entity, _)| entity.roles.len()).sum();
        let mut exact = Tally { right: 0, gold, given };
        let mut within = exact;
        for (at, (entity, _)) in self.gold.iter().enumerate() {
            let theirs = self.given.iter().filter(|(_, spans)| self.counterpart(spans) == Some(at));
            let given: Vec<&String> = theirs.flat_map(|(entity, _)| &entity.roles).collect();
            exact.right += matched(&entity.roles, &given, |a, b| a == b);
            within.right += matched(&entity.roles, &given, |a, b| holds(a, b) || holds(b, a));
        }
        (exact, within)
    }

    /// Descriptions or pronouns that have the right entity: one that shares a name with the gold's.
    /// `counts` is asked with the words and, in the gold, the kind.
    fn references(&self, form: Form, counts: impl Fn(&str, Option<EntityKind>) -> bool) -> Tally {
        let mut tally = Tally::default();
        for (entity, names) in &self.gold {
            let mentions = entity.mentions.iter().filter(|(span, own)| {
                *own == form && counts(span.of(self.text), Some(entity.kind))
            });
            for &(span, _) in mentions {
                tally.gold += 1;
                tally.right += usize::from(self.is_resolved(bare(self.text, span), form, names));
            }
        }
        let given = self.given.iter().flat_map(|(entity, _)| &entity.mentions);
        tally.given =
            given.filter(|m| m.form == form && counts(m.span.of(self.text), None)).count();
        tally
    }

    fn is_resolved(&self, span: Span, form: Form, names: &HashSet<Span>) -> bool {
        let refers = |entity: &Entity| {
            entity.mentions.iter().any(|m| m.form == form && bare(self.text, m.span) == span)
        };
        self.given.iter().any(|(entity, given)| refers(entity) && !given.is_disjoint(names))
    }
}

/// A span without a leading “the” and a trailing possessive mark, as names are compared.
fn bare(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let the = words.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("the "));
    let start = span.start + if the { 4 } else { 0 };
    let marks = ["'s", "’s", "'", "’"];
    let end = marks.iter().find_map(|mark| words.strip_suffix(mark)).map_or(words.len(), str::len);
    Span::new(start, (span.start + end).max(start))
}

/// How many of `gold` find one of `given`, each of which serves once. Those in the same words are
/// paired first, so that a pair within another never takes an exact one's place.
fn matched(gold: &[String], given: &[&String], agree: impl Fn(&str, &str) -> bool) -> usize {
    let lower = |role: &str| role.to_lowercase();
    let mut gold: Vec<String> = gold.iter().map(|role| lower(role)).collect();
    let mut free: Vec<String> = given.iter().map(|role| lower(role)).collect();
    let asked = gold.len();
    for exact in [true, false] {
        gold.retain(|role| {
            let fits = |other: &String| if exact { other == role } else { agree(role, other) };
            let at = free.iter().position(fits);
            at.map(|at| free.swap_remove(at)).is_none()
        });
    }
    asked - gold.len()
}

/// Whether the words of `part` stand side by side in `whole`.
fn holds(whole: &str, part: &str) -> bool {
    let whole: Vec<&str> = whole.split_whitespace().collect();
    let part: Vec<&str> = part.split_whitespace().collect();
    !part.is_empty() && whole.windows(part.len()).any(|words| words == part)
}
