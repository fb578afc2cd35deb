//! Labels of turns that are somebody's first letters: "AD: …" after "ADA DOE: …".

use super::{Name, linking::Linked};
use crate::analysis::{EntityKind, document::Document, tokens::Shape};
use std::{collections::HashMap, ops::Range};

/// How many letters a label has at most.
const LONGEST: usize = 3;

/// The first letters of the words with capitals, in lower case: "ad" of "ADA DOE".
pub fn initials(document: &Document, words: Range<usize>) -> String {
    let capitals = words.filter(|&token| document.capitalised(token));
    capitals.filter_map(|token| document.lower(token).chars().next()).collect()
}

/// Whose first letters, in lower case, are which: the entity, or `None` where several people share them.
pub fn bearers(
    document: &Document,
    names: &[Name],
    entities: &[Linked],
) -> HashMap<String, Option<usize>> {
    let mut found: HashMap<String, Option<usize>> = HashMap::new();
    let people = entities.iter().enumerate().filter(|(_, e)| e.kind == EntityKind::Person);
    for (entity, linked) in people {
        for tokens in linked.names.iter().map(|&name| names[name].tokens.clone()) {
            if tokens.len() > 1 {
                let known = found.entry(initials(document, tokens)).or_insert(Some(entity));
                *known = known.filter(|&known| known == entity);
            }
        }
    }
    found
}

/// Gives labels that were taken for names of their own to the people whose first letters they are.
pub(super) fn join(document: &Document, names: &[Name], entities: &mut Vec<Linked>) {
    let is_label = |name: &usize| {
        let name = &names[*name];
        let first = name.tokens.start;
        name.tokens.len() == 1
            && document.shape(first) == Shape::Upper
            && (2..=LONGEST).contains(&document.lower(first).chars().count())
            && document.sections[name.section].tokens.start == first
            && document.of(first + 1) == ":"
    };
    let labels = entities.iter().enumerate().filter(|(_, e)| e.names.iter().all(is_label));
    let labels: Vec<usize> = labels.map(|(entity, _)| entity).collect();
    if labels.is_empty() {
        return;
    }
    let bearers = bearers(document, names, entities);
    for label in labels {
        let letters = document.lower(names[entities[label].names[0]].tokens.start);
        let Some(bearer) = bearers.get(letters).copied().flatten() else { continue };
        let own = std::mem::take(&mut entities[label].names);
        entities[bearer].names.extend(own);
        entities[bearer].names.sort_unstable();
    }
    entities.retain(|entity| !entity.names.is_empty());
}
