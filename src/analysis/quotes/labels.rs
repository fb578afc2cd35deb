//! Speakers named by a label: `Doe: …` in headlines and transcripts, `Q:` and `A:`.

use super::{
    attribution::{Attribution, Tie},
    line::Line,
    marks::Segment,
    phrases::ending,
};
use crate::analysis::{
    EntityKind,
    document::Document,
    entities::{Named, turns},
    lexicon::Class,
    tokens::Shape,
};
use crate::article::BlockKind;
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    ops::Range,
};

/// A label and what is said after it.
#[derive(Clone, Debug)]
pub struct Label {
    /// The tokens of the speaker's name.
    pub source: Range<usize>,
    /// The words after the label, in prose bytes.
    pub words: Range<usize>,
}

/// Longest label, in tokens.
const LONGEST: usize = 6;

/// "Doe: officials 'stepping up' …" in a headline: the name before the colon.
pub fn before_colon(line: &Line, sentence: &Range<usize>, at: usize) -> Option<Attribution> {
    let limit = at.min(sentence.start + 10);
    let colon = (sentence.start + 1..limit).find(|&item| line.lower(item) == ":")?;
    let source = ending(line, sentence.start, colon)?;
    (source.start == sentence.start).then_some(Attribution {
        source,
        cue: colon..colon + 1,
        tie: Tie::Before,
    })
}

/// In a headline without a cue the person or organisation that it begins with speaks.
pub fn first_named(line: &Line, sentence: &Range<usize>, at: usize) -> Option<Attribution> {
    let name = (sentence.start..at.min(sentence.start + 2)).find(|&item| {
        let entity = line.token(item).and_then(|token| line.named.entity_at(token));
        entity.is_some_and(|entity| {
            matches!(
                line.named.entities[entity].kind,
                EntityKind::Person | EntityKind::Organization
            )
        })
    })?;
    let token = line.token(name)?;
    let covered = (name..at)
        .take_while(|&item| {
            line.token(item).is_some_and(|t| line.named.name_at(t) == line.named.name_at(token))
        })
        .count();
    Some(Attribution { source: name..name + covered, cue: name..name, tie: Tie::Loose })
}

/// A label in capitals inside the quotation marks: "DOE: Let me answer.
pub fn inside(document: &Document, segment: &Segment) -> Option<Label> {
    let start = document.token_at(segment.words.start);
    let (source, after) = label_at(document, start, document.tokens.len())?;
    let shouted = source.clone().all(|token| {
        document.shape(token) != Shape::Lower
            && document.of(token).chars().all(|c| !c.is_lowercase())
    });
    let words = document.tokens[after].start as usize..segment.words.end;
    // The label may be all that the marks hold: what follows it is then outside.
    (shouted && words.start < words.end).then_some(Label { source, words })
}

/// A name, a colon, and something after it: the name's tokens and the first token after the colon.
fn label_at(document: &Document, start: usize, end: usize) -> Option<(Range<usize>, usize)> {
    let limit = end.min(start + LONGEST + 1);
    let colon = (start + 1..limit).find(|&token| document.of(token) == ":")?;
    let named = (start..colon).all(|token| {
        document.capitalised(token)
            || document.class(token).has(Class::PARTICLE)
            || document.shape(token) == Shape::Mark && document.of(token) == "-"
    });
    (named && colon + 1 < end).then_some((start..colon, colon + 1))
}

/// The entities that labels stand for which are no names.
#[derive(Clone, Debug, Default)]
pub struct Parties {
    /// Who asks: `Q`.
    pub asks: Option<usize>,
    /// Who answers: `A`.
    pub answers: Option<usize>,
    /// Whose first letters a label is, as in the turns of an interview that begins with full names; `None` where
    /// several people share them.
    pub initials: HashMap<String, Option<usize>>,
}

impl Parties {
    /// The entity that a label, in lower case, stands for.
    pub fn of(&self, label: &str) -> Option<usize> {
        match label {
            "q" => self.asks,
            "a" => self.answers,
            _ => self.initials.get(label).copied().flatten(),
        }
    }
}

/// Whether a verb of talking stands near a name, or an interview: "talks to X", "X asked", "interviewed by X".
fn talks(document: &Document, name: &Range<usize>) -> bool {
    let near = name.start.saturating_sub(3)..document.tokens.len().min(name.end + 3);
    near.filter(|token| !name.contains(token)).any(|token| {
        document.class(token).has(Class::CUE.with(Class::ACT))
            || document.lower(token).starts_with("interview")
    })
}

/// The turns of an article that is a transcript, if it is one.
pub struct Transcript {
    labels: HashMap<usize, Label>,
}

/// Blocks that must begin with a label before an article counts as a transcript.
const TURNS: usize = 4;

impl Transcript {
    /// Looks for turns: at least `TURNS` paragraphs that begin with a label, among them one label
    /// twice and another one, and most of the paragraphs from the first turn on.
    pub fn new(document: &Document, segments: &[Segment]) -> Self {
        let mut labels: HashMap<usize, (Range<usize>, usize)> = HashMap::new();
        let mut counts: HashMap<u32, usize> = HashMap::new();
        for (number, section) in document.sections.iter().enumerate() {
            let body = matches!(section.kind, BlockKind::Paragraph | BlockKind::ListItem);
            let Some((source, after)) =
                label_at(document, section.tokens.start, section.tokens.end).filter(|_| body)
            else {
                continue;
            };
            *counts.entry(document.tokens[source.end - 1].word).or_default() += 1;
            labels.insert(number, (source, after));
        }
        let often = |word: u32| counts.get(&word).is_some_and(|&count| count >= 2);
        // "ADA DOE: …" once, and "AD: …" from there on.
        let short: HashSet<&str> = labels
            .values()
            .filter(|(source, _)| source.len() == 1 && often(document.tokens[source.start].word))
            .map(|(source, _)| document.lower(source.start))
            .collect();
        labels.retain(|_, (source, _)| {
            often(document.tokens[source.end - 1].word)
                || source.len() > 1
                    && short.contains(turns::initials(document, source.clone()).as_str())
        });
        let speakers = counts.values().filter(|&&count| count >= 2).count();
        let quoted =
            segments.iter().filter(|segment| labels.contains_key(&segment.section)).count();
        if labels.len() < TURNS || speakers < 2 || quoted > labels.len() {
            labels.clear();
        }
        let turn = |(number, (source, after)): (usize, (Range<usize>, usize))| {
            let start = document.tokens[after].start as usize;
            let words = start..document.sections[number].range.end;
            (number, Label { source, words })
        };
        Self { labels: labels.into_iter().map(turn).collect() }
    }

    /// Who the labels `Q` and `A` stand for, by what comes before the first turn, and those that are first letters.
    ///
    /// The one who answers is the person whom the headline names, else whom the article names most; who
    /// asks is the only other person there, if "talks", "spoke" or the like stands beside the name.
    pub fn parties(&self, document: &Document, named: &Named) -> Parties {
        let mut parties = Parties::default();
        let sources = || self.labels.values().map(|label| &label.source);
        let short = || sources().filter(|source| source.len() == 1);
        if short().any(|source| document.shape(source.start) == Shape::Upper) {
            parties.initials = turns::bearers(document, &named.names, &named.entities);
        }
        if !short().any(|source| document.lower(source.start) == "a") {
            return parties;
        }
        let first = self.labels.keys().copied().min().unwrap_or(0);
        let mut mentions = vec![0usize; named.entities.len()];
        named.entity_of.iter().flatten().for_each(|&entity| mentions[entity] += 1);
        // By entity: whether a headline names it, and how often the article does.
        let mut opening: BTreeMap<usize, (bool, usize)> = BTreeMap::new();
        for (name, entity) in named.names.iter().zip(&named.entity_of) {
            let person = |entity: &usize| named.entities[*entity].kind == EntityKind::Person;
            let Some(entity) = entity.filter(person).filter(|_| name.section < first) else {
                continue;
            };
            let headed = document.sections[name.section].kind == BlockKind::Headline;
            opening.entry(entity).or_insert((false, mentions[entity])).0 |= headed;
        }
        let mut people: Vec<(usize, (bool, usize))> = opening.into_iter().collect();
        people.sort_by_key(|&(_, weight)| std::cmp::Reverse(weight));
        parties.answers = match people.as_slice() {
            [(only, _)] => Some(*only),
            [(best, weight), (_, next), ..] if weight > next => Some(*best),
            _ => None,
        };
        if let [_, (other, _)] = people.as_slice()
            && parties.answers.is_some()
            && named.names.iter().zip(&named.entity_of).any(|(name, &entity)| {
                entity == Some(*other) && name.section < first && talks(document, &name.tokens)
            })
        {
            parties.asks = Some(*other);
        }
        parties
    }

    /// The label of a block, if it is a turn.
    pub fn label(&self, section: usize) -> Option<&Label> {
        self.labels.get(&section)
    }
}
