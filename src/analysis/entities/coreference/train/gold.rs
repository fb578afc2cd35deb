//! What the gold says of the candidates of a case, and the walk through a text that asks it.

use super::corpus::Text;
use quotidian::analysis::{
    EntityKind,
    document::Document,
    entities::{Name, Named, coreference::Case, linking::Linked, titles, votes::Votes},
    lexicon::Lexicon,
    quotes,
};
use std::ops::Range;

/// The clusters of the tokens of a text.
pub(super) struct Gold {
    pub of_token: Vec<Option<usize>>,
    pub of_entity: Vec<Option<usize>>,
    /// Clusters with a person's name.
    pub people: Vec<usize>,
}

impl Gold {
    fn new(document: &Document, named: &Named, text: &Text) -> Self {
        let mut of_token = vec![None; document.tokens.len()];
        let mut width = vec![usize::MAX; document.tokens.len()];
        for (head, cluster) in &text.heads {
            for token in document.token_at(head.start)..document.token_at(head.end) {
                if head.len() < width[token] {
                    (width[token], of_token[token]) = (head.len(), Some(*cluster));
                }
            }
        }
        let of_entity = named.entities.iter().map(|entity| {
            let mut counts: Vec<(usize, usize)> = Vec::new();
            for token in entity.names.iter().flat_map(|&name| named.names[name].tokens.clone()) {
                let Some(cluster) = of_token[token] else { continue };
                match counts.iter_mut().find(|(known, _)| *known == cluster) {
                    Some((_, count)) => *count += 1,
                    None => counts.push((cluster, 1)),
                }
            }
            counts
                .into_iter()
                .reduce(|a, b| if b.1 > a.1 { b } else { a })
                .map(|(cluster, _)| cluster)
        });
        let called = |entity: &Linked| {
            text.speakers.iter().flatten().position(|last| {
                let mut tokens =
                    entity.names.iter().flat_map(|&name| named.names[name].tokens.clone());
                tokens.any(|token| document.lower(token) == last)
            })
        };
        let of_entity: Vec<Option<usize>> = if text.speakers.is_none() {
            of_entity.collect()
        } else {
            named.entities.iter().map(called).collect()
        };
        let people = text.names.iter().filter(|(_, kind)| *kind == EntityKind::Person);
        let people =
            people.flat_map(|(span, _)| document.token_at(span.start)..document.token_at(span.end));
        let people = people.filter_map(|token| of_token[token]).collect();
        Self { of_entity, people, of_token }
    }

    /// Whether each candidate is what an anaphor means; `None` where the gold does not say.
    pub fn right(&self, case: &Case) -> Option<Vec<bool>> {
        let meant = self.of_token[case.anaphor.head]?;
        let right = case.candidates.iter().map(|candidate| {
            let cluster = match candidate.entity {
                Some(entity) => self.of_entity[entity],
                None => self.of_token[candidate.head],
            };
            cluster == Some(meant)
        });
        Some(right.collect())
    }
}

/// Prepares a text with gold or own names and lets a judge walk through it.
pub(super) fn walk<T>(
    text: &Text,
    own_names: bool,
    then: impl FnOnce(&Document, &Named, &[Range<usize>], &Gold) -> T,
) -> T {
    let prose = text.article.prose();
    let lexicon = Lexicon::open();
    let document = Document::new(&text.article, &prose, &lexicon);
    let named = if own_names {
        Named::new(&document)
    } else {
        Named::of(&document, given(&document, text))
    };
    let segments = quotes::segments(&document);
    let quoted: Vec<Range<usize>> =
        segments.iter().map(|segment| quotes::kinds::tokens(&document, segment)).collect();
    let gold = Gold::new(&document, &named, text);
    then(&document, &named, &quoted, &gold)
}

fn given(document: &Document, text: &Text) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (span, kind) in &text.names {
        let tokens = document.token_at(span.start)..document.token_at(span.end);
        let section =
            document.sections.iter().position(|section| section.tokens.contains(&tokens.start));
        let Some(section) = section.filter(|_| !tokens.is_empty()) else { continue };
        let name = titles::named(document, tokens, section, Votes::only(*kind, 0.9));
        let free = names.last().is_none_or(|last| last.tokens.end <= name.tokens.start);
        if free
            && !document.sections[section].repeated
            && name.tokens.end <= document.sections[section].tokens.end
        {
            names.push(name);
        }
    }
    names
}
