//! The kind of each name from the evidence of all names that read the same.
//!
//! An adapter: [`linking`](super::linking) wants a kind and a confidence for each mention, as a tagger
//! gives them; the rules gather evidence over the article and decide once for all mentions.

use super::{
    Name,
    evidence::{self, Evidence},
};
use crate::analysis::{EntityKind, document::Document, lexicon::Class};
use std::collections::{HashMap, HashSet};

/// Sets kind and confidence of every name. A common noun that only has a capital ("the Office") is a
/// name of nothing in particular: its confidence is 0.
pub fn judge(document: &Document, names: &mut [Name]) {
    let mut groups = groups(document, names);
    let families = Families::new(document, &groups);
    for group in &mut groups {
        families.support(group);
        let kind = group.evidence.kind();
        let common = kind == EntityKind::Misc && is_common(document, group);
        let confidence = if common { 0.0 } else { confidence(group.evidence) };
        for &name in &group.names {
            names[name].kind = kind;
            names[name].confidence = confidence;
        }
    }
}

/// Whether a group is a common noun that only has a capital: "the Parliament", "the Office".
fn is_common(document: &Document, group: &Group) -> bool {
    let common = Class::COMMON.with(Class::BODY).with(Class::HUMAN);
    matches!(group.words.as_slice(), &[word] if document.words.class(word).has(common))
}

/// Names that read the same.
struct Group {
    words: Vec<u32>,
    evidence: Evidence,
    /// What stands around its mentions, all added.
    context: Evidence,
    names: Vec<usize>,
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

/// How far the best kind is ahead of the others.
fn confidence(evidence: Evidence) -> f32 {
    let mut scores = [evidence.person, evidence.organization, evidence.place, evidence.misc];
    scores.sort_by(|a, b| b.total_cmp(a));
    let ahead = scores[0] - scores[1];
    (0.5 + ahead / 8.0).clamp(0.3, 0.97)
}
