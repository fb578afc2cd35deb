//! What does not change while an article is walked through: worked out once for all walks.

use super::{
    speech::{Speech, Voice},
    words::Lexis,
};
use crate::analysis::{EntityKind, document::Document, entities::Named};
use std::{collections::HashMap, ops::Range};

/// The words, sentences, quoted parts and roles of a document.
pub struct Scene {
    pub(super) lexis: Lexis,
    /// Number of the sentence of each token.
    pub(super) sentence: Vec<u32>,
    /// Whose words are quoted where.
    pub(super) speech: Speech,
    /// The quote that the words with each head are known to speak.
    pub(super) speaking: HashMap<usize, u32>,
    /// Whether each token is part of somebody's role.
    pub(super) in_role: Vec<bool>,
    /// How many people the article names more often than each entity.
    pub(super) fame: Vec<usize>,
    /// The people named most, those first who are.
    pub(super) famous: Vec<usize>,
}

/// How many of the people named most are kept.
const FAMOUS: usize = 4;

/// The people of an article, those first who are named most, then those named first.
fn famous(named: &Named) -> Vec<usize> {
    let people = named.entities.iter().enumerate();
    let people = people.filter(|(_, linked)| linked.kind == EntityKind::Person);
    let mut people: Vec<usize> = people.map(|(entity, _)| entity).collect();
    people.sort_by_key(|&entity| std::cmp::Reverse(named.entities[entity].names.len()));
    people.truncate(FAMOUS);
    people
}

impl Scene {
    /// `quoted` are the token ranges inside quotation marks, in order.
    pub fn new(document: &Document, named: &Named, quoted: &[Range<usize>]) -> Self {
        let mut count = 0;
        let sentence = document.tokens.iter().map(|token| {
            count += u32::from(token.first);
            count
        });
        let lexis = Lexis::new(document);
        let speech = Speech::new(document, named, &lexis, quoted);
        let mut speaking = HashMap::new();
        for (number, voice) in speech.voices.iter().enumerate() {
            if let Some(Voice::Head(head)) = voice {
                speaking.entry(*head).or_insert(number as u32 + 1);
            }
        }
        let mut in_role = vec![false; document.tokens.len()];
        for role in named.roles.iter().flatten() {
            in_role.get_mut(role.clone()).unwrap_or_default().fill(true);
        }
        let famous = famous(named);
        let mut fame = vec![FAMOUS; named.entities.len()];
        for (rank, &entity) in famous.iter().enumerate() {
            fame[entity] = rank;
        }
        Self { sentence: sentence.collect(), lexis, speech, speaking, in_role, fame, famous }
    }
}
