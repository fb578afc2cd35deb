//! What an article says: who and what it names, and who said what.
//!
//! [`analyse`] is a pure function of the article: no clock, no files, the same answer on every run and thread; what is
//! kept from one article to the next ([`slots`]) saves time and changes no answer. It works on the article's prose and
//! gives every result as spans into the given text.

pub mod document;
pub mod entities;
mod intern;
pub mod language;
pub mod lexicon;
pub mod quotes;
pub mod sealed;
pub mod sentences;
pub mod slots;
pub mod tagger;
pub mod tokens;
mod weigh;

use crate::{
    article::{Article, Prose},
    span::Span,
};
use document::Document;
use entities::{Named, coreference::Chains};
use lexicon::Lexicon;
use quotes::{
    draft::{Draft, Source},
    marks::Segment,
};
use std::{collections::BTreeMap, ops::Range};

/// What kind of thing an entity is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A human being, real or not.
    Person,
    /// A company, institution, party, team, outlet, group.
    Organization,
    /// A place, country, facility.
    Location,
    /// Any other name: works, events, laws, products.
    Misc,
}

/// How a mention refers to its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// By a name.
    Name,
    /// By a description ("the attorney general").
    Nominal,
    /// By a pronoun ("he").
    Pronoun,
}

/// One place where an entity is referred to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mention {
    /// The words, titles left out ("Sessions" in "Mr Sessions").
    pub span: Span,
    /// How they refer.
    pub form: Form,
    /// Probability that they refer to this entity.
    pub confidence: f32,
}

/// Someone or something that an article names. Its id is its index in [`Analysis::entities`].
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// The fullest name the article gives.
    pub name: String,
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// What the article says it is, in the article's words ("US Attorney General").
    pub roles: Vec<String>,
    /// How much the article is about it, in [0, 1].
    pub salience: f32,
    /// Whether it is named only as a picture's photographer or agency.
    pub credit: bool,
    /// Where it is mentioned, in the order of the text.
    pub mentions: Vec<Mention>,
}

/// What kind of quote it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// The quoted words are a clause or more of their own.
    Direct,
    /// Quoted words inside the reporter's sentence.
    Partial,
    /// Reported speech.
    Indirect,
}

/// How the speaker of a quote was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Reason {
    /// A cue ("said", "according to") ties the words to the speaker.
    Cue,
    /// The quote goes on from one whose speaker is known.
    Continued,
    /// Turns taken in a conversation or a transcript.
    Conversation,
    /// The form of a headline ("Sessions: …").
    Headline,
    /// Nobody else could have said it, or nobody is named.
    Only,
}

/// Who said a quote, at this quote.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// The words that name the speaker, title included ("he", "Mr Sessions", "officials").
    pub span: Span,
    /// The entity behind the words (index into [`Analysis::entities`]); `None` for unnamed sources.
    pub entity: Option<usize>,
}

/// Who may have said a quote.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Who; `None` for nobody that the article names.
    pub speaker: Option<Speaker>,
    /// Probability that it is right.
    pub confidence: f32,
}

/// Words that someone said.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// Direct, partial or indirect.
    pub kind: QuoteKind,
    /// The indirect quote this one is a fragment of (index into [`Analysis::quotes`]).
    pub within: Option<usize>,
    /// The words without their marks: one span per paragraph and per part of an interrupted quote.
    pub spans: Vec<Span>,
    /// Who said it; `None` when the article names nobody.
    pub speaker: Option<Speaker>,
    /// The word or words that tie the speaker to the quote ("said").
    pub cue: Option<Span>,
    /// Probability that the speaker (or its absence) is right.
    pub confidence: f32,
    /// How the speaker was found.
    pub reason: Reason,
    /// Who else may have said it, likeliest first; never the speaker that is given.
    pub candidates: Vec<Candidate>,
}

/// The language an article is written in, as far as the engine cares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English: everything is analysed.
    #[default]
    English,
    /// Any other: only quotation marks are analysed.
    Other,
}

/// What an article says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// The language it was analysed as.
    pub language: Language,
    /// Who and what it names, most salient first.
    pub entities: Vec<Entity>,
    /// Who said what, in the order of the text.
    pub quotes: Vec<Quote>,
}

impl Analysis {
    /// The words of a quote as they are shown, its spans joined with one space.
    pub fn words(&self, article: &Article, quote: &Quote) -> String {
        let prose = article.prose();
        let spans: Vec<&str> = quote.spans.iter().map(|&span| prose.of(span)).collect();
        spans.join(" ")
    }

    /// The name of whoever said a quote, when the article names them.
    pub fn speaker_name(&self, quote: &Quote) -> Option<&str> {
        let entity = quote.speaker.as_ref()?.entity?;
        self.entities.get(entity).map(|entity| entity.name.as_str())
    }
}

/// Finds the entities and quotes of an article. Time is linear in its length.
pub fn analyse(article: &Article) -> Analysis {
    let prose = article.prose();
    let lexicon = Lexicon::open();
    let document = Document::new(article, &prose, &lexicon);
    let segments = quotes::segments(&document);
    let language = language::language(&document);
    if language == Language::Other {
        let quotes = apart(segments.iter().map(|segment| bare(&prose, segment)));
        return Analysis { language, entities: Vec::new(), quotes };
    }
    let named = Named::new(&document);
    let quoted: Vec<Range<usize>> =
        segments.iter().map(|segment| quotes::kinds::tokens(&document, segment)).collect();
    let chains = Chains::new(&document, &named, &quoted);
    let drafts = quotes::assemble::Assembler::quotes(&document, &named, &chains, &segments);
    let (entities, place) = weigh::entities(&document, &prose, &named, &chains);
    let quotes = apart(drafts.iter().map(|draft| finish(&document, &prose, &place, draft)));
    Analysis { language, entities, quotes }
}

/// The quotes without spans that overlap others in the given text: where markup was replaced as a
/// whole, two quotes in the prose can have one place there. A fragment may lie in what it is within.
fn apart(quotes: impl Iterator<Item = Quote>) -> Vec<Quote> {
    let mut kept: Vec<Quote> = Vec::new();
    let mut place: Vec<Option<usize>> = Vec::new();
    let (mut outer, mut inner) = (Taken::default(), Taken::default());
    for mut quote in quotes {
        let around = quote.within.and_then(|within| place.get(within).copied().flatten());
        let parent = around.and_then(|around| kept.get(around)).map(|quote| quote.spans.clone());
        let first = quote.spans.first().copied();
        quote.spans.retain(|span| {
            let inside = parent.as_ref().is_none_or(|spans| spans.iter().any(|s| s.covers(*span)));
            let taken = if parent.is_some() { &mut inner } else { &mut outer };
            inside && taken.take(*span)
        });
        // Without its first words a quote would stand in another place of the order.
        if quote.spans.first().copied() != first {
            quote.spans.clear();
        }
        quote.within = around;
        place.push((!quote.spans.is_empty()).then_some(kept.len()));
        if !quote.spans.is_empty() {
            kept.push(quote);
        }
    }
    kept
}

/// Places in a text that are taken, by where they begin.
#[derive(Default)]
struct Taken(BTreeMap<usize, usize>);

impl Taken {
    /// Takes a place; `false` when it is empty or overlaps with one that is taken.
    fn take(&mut self, span: Span) -> bool {
        let before = self.0.range(..span.end).next_back();
        let free = !span.is_empty() && before.is_none_or(|(_, &end)| end <= span.start);
        if free {
            self.0.insert(span.start, span.end);
        }
        free
    }
}

/// Quoted words of which nothing more is known.
fn bare(prose: &Prose, segment: &Segment) -> Quote {
    Quote {
        kind: QuoteKind::Direct,
        within: None,
        spans: vec![prose.to_text(segment.words.clone())],
        speaker: None,
        cue: None,
        confidence: 0.5,
        reason: Reason::Only,
        candidates: Vec::new(),
    }
}

/// A quote as it is given out: spans in the given text, ids of the entities given out.
fn finish(document: &Document, prose: &Prose, place: &[usize], draft: &Draft) -> Quote {
    let span = |tokens: &Range<usize>| prose.to_text(document.bytes(tokens.clone()));
    let speaker = |source: &Source| Speaker {
        span: span(&source.tokens),
        entity: source.entity.and_then(|entity| place.get(entity).copied()),
    };
    let others = draft.others.iter().filter(|(source, _)| *source != draft.speaker);
    let candidates = others.map(|(source, confidence)| Candidate {
        speaker: source.as_ref().map(speaker),
        confidence: confidence.clamp(0.0, 1.0),
    });
    Quote {
        kind: draft.kind,
        within: draft.within,
        spans: draft.spans.iter().map(|words| prose.to_text(words.clone())).collect(),
        speaker: draft.speaker.as_ref().map(speaker),
        cue: draft.cue.as_ref().map(span),
        // The sum of probabilities can be more than one by a rounding.
        confidence: draft.confidence.clamp(0.0, 1.0),
        reason: draft.reason,
        candidates: candidates.collect(),
    }
}
