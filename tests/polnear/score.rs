//! Counts as the scorer beside the corpus does, in code points. A unit is a quoted segment of three
//! words or more of which at least half lies in an attribution; units of attributions that are partly
//! reported count neither way for the direct ones.

use super::{
    corpus::{Attribution, Part, Record},
    marks::{paragraphs, segments, trim, words},
    quoted::{self, Reliability, SAME, agreement, is_word, overlap, pairs},
    tally::Tally,
};
use quotidian::{
    analysis::{Analysis, QuoteKind},
    span::Span,
};
use std::{collections::HashSet, ops::AddAssign};

/// Shorter quotes than this many words are not looked at.
const SHORTEST: usize = 3;

/// What is counted in one article, or in all.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scores {
    /// Units of direct attributions.
    pub direct: Quoted,
    /// Units of all attributions.
    pub all: Quoted,
    /// Words of attributions that are reported, or partly so.
    pub reported: Tally,
    /// Units found whose speaker has a name that a machine knows: the last name.
    pub names: Tally,
    /// How far confidences of quotes are to be trusted.
    pub quoted_confidence: Reliability,
    /// The same of reported speech.
    pub reported_confidence: Reliability,
}

impl AddAssign<&Self> for Scores {
    fn add_assign(&mut self, other: &Self) {
        self.direct += other.direct;
        self.all += other.all;
        self.reported += other.reported;
        self.names += other.names;
        self.quoted_confidence += other.quoted_confidence;
        self.reported_confidence += other.reported_confidence;
    }
}

/// How units are found, and their speakers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quoted {
    /// Units found.
    pub found: Tally,
    /// Units in the gold that have a source.
    pub sourced: usize,
    /// Of those, the ones found.
    pub sourced_found: usize,
    /// Of those, the ones whose speaker's words overlap the source.
    pub right: usize,
}

impl Quoted {
    /// Speakers right, of the units found that have one: percent.
    pub fn speaker(&self) -> f64 {
        Tally { right: self.right, gold: self.sourced_found, given: 0 }.recall()
    }

    /// Found and speaker right: F1 in percent. For direct units, the scorer does not forgive those found
    /// that have no source.
    pub fn joint(&self, forgives: bool) -> f64 {
        let sourceless = if forgives { self.found.right - self.sourced_found } else { 0 };
        let given = self.found.given - sourceless;
        Tally { right: self.right, gold: self.sourced, given }.f1()
    }
}

impl AddAssign for Quoted {
    fn add_assign(&mut self, other: Self) {
        self.found += other.found;
        self.sourced += other.sourced;
        self.sourced_found += other.sourced_found;
        self.right += other.right;
    }
}

/// A quote of an analysis, in code points.
pub struct Given {
    kind: QuoteKind,
    spans: Vec<Span>,
    speaker: Option<Span>,
    name: String,
    confidence: f32,
}

/// The quotes of an analysis of `text`.
pub fn given(text: &str, analysis: &Analysis) -> Vec<Given> {
    let mut points = vec![0; text.len() + 1];
    text.char_indices().enumerate().for_each(|(point, (byte, _))| points[byte] = point);
    points[text.len()] = text.chars().count();
    let span = |span: Span| Span::new(points[span.start], points[span.end]);
    let quotes = analysis.quotes.iter().map(|quote| {
        let words = quote.speaker.as_ref().map(|speaker| speaker.span);
        let name = analysis.speaker_name(quote).or(words.map(|words| words.of(text)));
        Given {
            kind: quote.kind,
            spans: quote.spans.iter().copied().map(span).collect(),
            speaker: words.map(span),
            name: name.unwrap_or_default().to_owned(),
            confidence: quote.confidence,
        }
    });
    quotes.collect()
}

/// A quoted segment of the text and the attribution it lies in.
struct Unit<'a> {
    span: Span,
    attribution: &'a Attribution,
}

/// Compares what was given for an article with what was annotated.
pub fn score(record: &Record, given: &[Given]) -> Scores {
    let text: Vec<char> = record.text.chars().collect();
    let segments = segments(&text);
    let golds = gold_units(&text, &segments, &record.attributions);
    let givens = given_units(&text, &segments, given);
    let found =
        pairs(golds.len(), givens.len(), SAME, |g, p| agreement(golds[g].span, givens[p].0));
    let mut scores = Scores { reported: reported(&text, record, given), ..Scores::default() };
    golds.iter().for_each(|gold| count_gold(&mut scores, gold));
    for &(g, p) in &found {
        count_found(&mut scores, &golds[g], givens[p].1);
    }
    count_given(&mut scores, &golds, &givens, &found);
    count_reported(&mut scores, &text, record, given);
    scores
}

fn gold_units<'a>(
    text: &[char],
    segments: &[Span],
    attributions: &'a [Attribution],
) -> Vec<Unit<'a>> {
    let shared = |segment: Span, attribution: &Attribution| -> usize {
        attribution.content.iter().map(|part| overlap(part.span(), segment)).sum()
    };
    let long = segments.iter().filter(|segment| is_long(text, **segment));
    let units = long.filter_map(|&span| {
        // Of several that share as much, the first.
        let most = attributions.iter().rev().max_by_key(|one| shared(span, one))?;
        let is_inside = shared(span, most) * 2 >= span.len() && shared(span, most) > 0;
        is_inside.then_some(Unit { span, attribution: most })
    });
    units.collect()
}

fn is_long(text: &[char], span: Span) -> bool {
    words(&text[span.start..span.end]) >= SHORTEST
}

/// The quoted segments that quotes cover; a direct one is taken as it is.
fn given_units<'a>(text: &[char], segments: &[Span], given: &'a [Given]) -> Vec<(Span, &'a Given)> {
    let mut seen = HashSet::new();
    let mut units = Vec::new();
    for quote in given {
        let lines = quote.spans.iter().flat_map(|&span| lines(text, span));
        let clipped: Vec<Span> = if quote.kind == QuoteKind::Direct {
            lines.collect()
        } else {
            lines.flat_map(|line| clip(text, segments, line)).collect()
        };
        let long = clipped.into_iter().filter(|&span| is_long(text, span));
        units.extend(long.filter(|&span| seen.insert(span)).map(|span| (span, quote)));
    }
    units
}

/// A span cut at paragraphs, trimmed.
fn lines(text: &[char], span: Span) -> Vec<Span> {
    let cut = paragraphs(&text[span.start..span.end]);
    let moved = cut.iter().map(|line| Span::new(span.start + line.start, span.start + line.end));
    moved.map(|line| trim(text, line)).filter(|line| !line.is_empty()).collect()
}

fn clip(text: &[char], segments: &[Span], line: Span) -> Vec<Span> {
    let both = segments.iter().filter(|segment| overlap(**segment, line) > 0);
    let common =
        both.map(|segment| Span::new(segment.start.max(line.start), segment.end.min(line.end)));
    common.map(|span| trim(text, span)).filter(|span| !span.is_empty()).collect()
}

fn count_gold(scores: &mut Scores, gold: &Unit) {
    let sourced = usize::from(!gold.attribution.source.is_empty());
    scores.all.found.gold += 1;
    scores.all.sourced += sourced;
    if gold.attribution.is_direct() {
        scores.direct.found.gold += 1;
        scores.direct.sourced += sourced;
    }
}

fn count_found(scores: &mut Scores, gold: &Unit, given: &Given) {
    let is_right = overlaps(&gold.attribution.source, given.speaker);
    let sourced = usize::from(!gold.attribution.source.is_empty());
    let count = |quoted: &mut Quoted| {
        quoted.found.right += 1;
        quoted.sourced_found += sourced;
        quoted.right += usize::from(is_right);
    };
    count(&mut scores.all);
    if gold.attribution.is_direct() {
        count(&mut scores.direct);
    }
    let is_answered = is_right || (sourced == 0 && given.speaker.is_none());
    scores.quoted_confidence.add(given.confidence, is_answered);
    if let Some(full) = gold.attribution.speaker_name.as_deref().filter(|_| sourced == 1) {
        let right = usize::from(is_last_name_in(full, &given.name));
        scores.names += Tally { right, gold: 1, given: usize::from(!given.name.is_empty()) };
    }
}

fn overlaps(source: &[Part], speaker: Option<Span>) -> bool {
    speaker.is_some_and(|span| source.iter().any(|part| part.span().overlaps(span)))
}

/// Whether the last word of a full name is one of the words of another, its possessive left out.
fn is_last_name_in(full: &str, name: &str) -> bool {
    let Some(last) = full.split(|c| !is_word(c)).rfind(|word| !word.is_empty()) else {
        return false;
    };
    let last = last.to_lowercase();
    let joined = |c: char| is_word(c) || matches!(c, '’' | '\'' | '-');
    let words = name.split(|c| !joined(c)).map(|word| word.trim_start_matches(|c| !is_word(c)));
    let owner = |word: &str| {
        let stem = word.strip_suffix("'s").or(word.strip_suffix("’s"));
        stem.unwrap_or(word).to_lowercase()
    };
    words.map(owner).any(|word| word == last)
}

/// Units given: for the direct ones, those on partly reported words alone are left out.
fn count_given(
    scores: &mut Scores,
    golds: &[Unit],
    givens: &[(Span, &Given)],
    found: &[(usize, usize)],
) {
    let answers: HashSet<usize> = found.iter().map(|&(_, p)| p).collect();
    let direct = found.iter().filter(|(g, _)| golds[*g].attribution.is_direct()).count();
    let is_extra = |&(at, &(span, _)): &(usize, &(Span, &Given))| {
        let touched: Vec<&Unit> = golds.iter().filter(|gold| gold.span.overlaps(span)).collect();
        let counts = touched.is_empty() || touched.iter().any(|gold| gold.attribution.is_direct());
        !answers.contains(&at) && counts
    };
    scores.all.found.given += givens.len();
    scores.direct.found.given += direct + givens.iter().enumerate().filter(is_extra).count();
}

/// Which of the words lie inside the spans.
fn inside(tokens: &[Span], spans: impl Iterator<Item = Span> + Clone) -> HashSet<usize> {
    let is_inside = |token: &Span| spans.clone().any(|span| span.covers(*token));
    (0..tokens.len()).filter(|&at| is_inside(&tokens[at])).collect()
}

/// The words of one attribution.
fn content(tokens: &[Span], attribution: &Attribution) -> HashSet<usize> {
    inside(tokens, attribution.content.iter().map(Part::span))
}

/// The words of all attributions that are direct, or of all others.
fn contents(tokens: &[Span], record: &Record, is_direct: bool) -> HashSet<usize> {
    let those = record.attributions.iter().filter(|one| one.is_direct() == is_direct);
    those.flat_map(|one| content(tokens, one)).collect()
}

fn reported(text: &[char], record: &Record, given: &[Given]) -> Tally {
    let tokens = quoted::tokens(text);
    let direct = contents(&tokens, record, true);
    let all = given.iter().flat_map(|quote| inside(&tokens, quote.spans.iter().copied()));
    let given = all.filter(|token| !direct.contains(token)).collect();
    Tally::of(&contents(&tokens, record, false), &given)
}

/// The confidences of reported clauses, where half the words of one agree with an attribution.
fn count_reported(scores: &mut Scores, text: &[char], record: &Record, given: &[Given]) {
    let tokens = quoted::tokens(text);
    let golds: Vec<&Attribution> =
        record.attributions.iter().filter(|one| !one.is_direct()).collect();
    let givens: Vec<&Given> =
        given.iter().filter(|quote| quote.kind == QuoteKind::Indirect).collect();
    let of_gold: Vec<_> = golds.iter().map(|one| content(&tokens, one)).collect();
    let of_given: Vec<_> =
        givens.iter().map(|quote| inside(&tokens, quote.spans.iter().copied())).collect();
    let found = pairs(golds.len(), givens.len(), 0.5, |g, p| {
        let shared = of_gold[g].intersection(&of_given[p]).count();
        shared as f64 / of_gold[g].union(&of_given[p]).count().max(1) as f64
    });
    // A clause that nobody annotated is a wrong answer: its confidence speaks for both, clause and source.
    for (number, quote) in givens.iter().enumerate() {
        let is_right = found.iter().any(|&(g, p)| {
            let source = &golds[g].source;
            let speaker = quote.speaker;
            p == number && (overlaps(source, speaker) || source.is_empty() && speaker.is_none())
        });
        scores.reported_confidence.add(quote.confidence, is_right);
    }
}
