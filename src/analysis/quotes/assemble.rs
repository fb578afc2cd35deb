//! Segments and attributions to quotes: what is one utterance, and whose words run on.

use super::{
    attribution::{Attribution, Tie, attribute},
    coreference::Resolver,
    kinds,
    labels::{self, Label},
    line::Line,
    marks::Segment,
    reporting::{Report, Reporter},
};
use crate::analysis::{
    QuoteKind, Reason,
    document::Document,
    entities::{Named, coreference::Chains},
    tokens::Shape,
};
use crate::article::BlockKind;
use std::ops::Range;

/// A quote in prose offsets and token ranges.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Direct or partial.
    pub kind: QuoteKind,
    /// The words, in prose bytes.
    pub spans: Vec<Range<usize>>,
    /// Index of the block it begins in.
    pub section: usize,
    /// Who said it.
    pub speaker: Option<Source>,
    /// The tokens of the cue.
    pub cue: Option<Range<usize>>,
    /// Probability that the speaker is right.
    pub confidence: f32,
    /// How the speaker was found.
    pub reason: Reason,
    /// The indirect quote it is a fragment of, by its index.
    pub within: Option<usize>,
    /// Whether it fills its reporter's sentence.
    pub(super) sole: bool,
}

/// The words that name a speaker and who they are.
#[derive(Clone, Debug)]
pub struct Source {
    /// The tokens that name the speaker.
    pub tokens: Range<usize>,
    /// Index among the named entities.
    pub entity: Option<usize>,
}

/// Makes the quotes of a document, block by block.
pub struct Assembler<'d, 'a> {
    pub(super) document: &'d Document<'a>,
    pub(super) named: &'d Named,
    pub(super) segments: &'d [Segment],
    pub(super) resolver: Resolver<'d, 'a>,
    reporter: Reporter,
    pub(super) drafts: Vec<Draft>,
}

/// One segment in its sentence.
pub(super) struct Place {
    segment: usize,
    /// Index of its item in the line.
    pub(super) item: usize,
    sentence: Range<usize>,
    /// Index of the sentence in the line.
    pub(super) number: usize,
}

/// What the segment before in the same block gave.
pub(super) struct Previous {
    pub(super) draft: usize,
    item: usize,
    attribution: Option<Attribution>,
}

impl<'d, 'a> Assembler<'d, 'a> {
    /// An assembler for the segments of a document.
    pub fn new(
        document: &'d Document<'a>,
        named: &'d Named,
        chains: &'d Chains,
        segments: &'d [Segment],
    ) -> Self {
        let resolver = Resolver::new(document, named, chains);
        let reporter = Reporter::new(document);
        Self { document, named, segments, resolver, reporter, drafts: Vec::new() }
    }

    /// The quotes, in the order of the text.
    pub fn run(mut self) -> Vec<Draft> {
        let transcript = labels::Transcript::new(self.document, self.segments);
        let mut next = 0;
        for section in 0..self.document.sections.len() {
            let from = next;
            while self.segments.get(next).is_some_and(|segment| segment.section == section) {
                next += 1;
            }
            if let Some(label) = transcript.label(section) {
                self.spoken_turn(section, label.clone());
            } else if !self.document.sections[section].repeated {
                self.block(section, from..next);
            }
        }
        super::runs::settle(self.document, &mut self.drafts);
        super::indirect::in_order(self.drafts)
    }

    /// A block of a transcript: everything after the label is one direct quote.
    fn spoken_turn(&mut self, section: usize, label: Label) {
        let words = label.words;
        let resolved = label.source.map(|source| self.resolver.resolve(source));
        let speaker =
            resolved.map(|resolved| Source { tokens: resolved.tokens, entity: resolved.entity });
        let speaker =
            speaker.or_else(|| self.drafts.last().and_then(|draft| draft.speaker.clone()));
        self.drafts.push(Draft {
            kind: QuoteKind::Direct,
            spans: vec![words],
            section,
            speaker,
            cue: None,
            confidence: 0.9,
            reason: Reason::Conversation,
            within: None,
            sole: true,
        });
    }

    fn block(&mut self, section: usize, own: Range<usize>) {
        let tokens = self.document.sections[section].tokens.clone();
        let line = Line::new(self.document, self.named, tokens, self.segments, own);
        let reports = self.reporter.reports(&line, super::indirect::LEAST);
        let mut previous: Option<Previous> = None;
        let first = self.drafts.len();
        for place in places(&line) {
            previous = self.segment(&line, &place, previous, section, &reports);
        }
        self.fill_backwards(first);
        self.indirect(&line, &reports, section, first);
    }

    /// Turns one segment into a new quote or a part of one.
    fn segment(
        &mut self,
        line: &Line,
        place: &Place,
        previous: Option<Previous>,
        section: usize,
        reports: &[Report],
    ) -> Option<Previous> {
        let segment = &self.segments[place.segment];
        if let Some(label) = labels::inside(self.document, segment) {
            let draft = self.labelled(segment, section, label);
            return Some(Previous { draft, item: place.item, attribution: None });
        }
        if segment.continues && !self.drafts.is_empty() && !self.speaks_anew(line, place) {
            let draft = self.drafts.len() - 1;
            self.drafts[draft].spans.push(segment.words.clone());
            return Some(Previous { draft, item: place.item, attribution: None });
        }
        let ruled = self.attribution(line, place);
        let plain = ruled
            .as_ref()
            .is_some_and(|found| found.tie == Tie::Adjacent && self.is_speech(line, found));
        let modelled = if plain { None } else { self.modelled(line, place, reports) };
        let found = modelled.or(ruled);
        if let Some(previous) = previous
            .as_ref()
            .filter(|previous| goes_on(line, place, previous, found.as_ref(), segment))
        {
            let draft = previous.draft;
            self.drafts[draft].spans.push(segment.words.clone());
            self.drafts[draft].kind = QuoteKind::Direct;
            return Some(Previous {
                draft,
                item: place.item,
                attribution: previous.attribution.clone(),
            });
        }
        let drafted = self.draft(line, place, found.as_ref(), previous.as_ref(), section);
        match drafted {
            Some(draft) => {
                self.drafts.push(draft);
                Some(Previous {
                    draft: self.drafts.len() - 1,
                    item: place.item,
                    attribution: found,
                })
            }
            None => previous,
        }
    }

    fn labelled(&mut self, segment: &Segment, section: usize, label: Label) -> usize {
        let resolved = label.source.map(|source| self.resolver.resolve(source));
        self.drafts.push(Draft {
            kind: QuoteKind::Direct,
            spans: vec![segment.words.clone()],
            section,
            speaker: resolved
                .map(|resolved| Source { tokens: resolved.tokens, entity: resolved.entity }),
            cue: None,
            confidence: 0.9,
            reason: Reason::Conversation,
            within: None,
            sole: true,
        });
        self.drafts.len() - 1
    }

    /// Whether a segment that could run on from the paragraph before is said by somebody of its own.
    fn speaks_anew(&self, line: &Line, place: &Place) -> bool {
        let words = &self.document.text[self.segments[place.segment].words.clone()];
        let own = self
            .attribution(line, place)
            .filter(|found| found.tie == Tie::Adjacent && self.is_speech(line, found));
        own.is_some_and(|found| found.cue.start > place.item) && words.ends_with([',', '?', '!'])
    }

    /// The attribution in the segment's own sentence.
    fn attribution(&self, line: &Line, place: &Place) -> Option<Attribution> {
        let words = &self.document.text[self.segments[place.segment].words.clone()];
        let ends_open = words.ends_with([',', '?', '!', '—', '-']);
        let label = || labels::before_colon(line, &place.sentence, place.item);
        let section = self.segments[place.segment].section;
        let headline = self.document.sections[section].kind == BlockKind::Headline;
        let first =
            || headline.then(|| labels::first_named(line, &place.sentence, place.item)).flatten();
        attribute(line, &place.sentence, place.item, ends_open).or_else(label).or_else(first)
    }

    /// The attribution of the likeliest report that covers the segment.
    fn modelled(&self, line: &Line, place: &Place, reports: &[Report]) -> Option<Attribution> {
        let covering = reports.iter().filter(|report| report.covers(place.item));
        let best = covering.reduce(|a, b| if b.chance > a.chance { b } else { a })?;
        let (source, _) = best.sources.first()?;
        let source = source.clone()?;
        let cue = best.cue..best.cue + 1;
        let near = if cue.start > place.item { cue.start.min(source.start) - place.item } else { place.item - cue.start };
        let tie = if near <= 2 { Tie::Adjacent } else if cue.start < place.item { Tie::Before } else { Tie::After };
        let _ = line;
        Some(Attribution { source, cue, tie })
    }

    fn draft(
        &mut self,
        line: &Line,
        place: &Place,
        found: Option<&Attribution>,
        previous: Option<&Previous>,
        section: usize,
    ) -> Option<Draft> {
        let segment = &self.segments[place.segment];
        let kind = kinds::kind(self.document, segment, false);
        let sole = is_sole(line, place);
        let adjacent =
            found.is_some_and(|found| found.tie == Tie::Adjacent && self.is_speech(line, found));
        let heading =
            sole && segment.single && self.document.sections[section].kind == BlockKind::Paragraph;
        if !self.document.sections[section].title_case
            && kinds::is_title(line, segment, place.item, adjacent)
            && (!sole || heading)
        {
            return None;
        }
        let mut draft = Draft {
            kind,
            spans: vec![segment.words.clone()],
            section,
            speaker: None,
            cue: None,
            confidence: 0.5,
            reason: Reason::Only,
            within: None,
            sole,
        };
        if let Some(found) = found {
            self.attribute(line, found, &mut draft);
        } else if sole || kind == QuoteKind::Direct {
            self.carry_on(line, place, previous, &mut draft);
        }
        let scare = draft.speaker.is_none() && kind == QuoteKind::Partial && !sole;
        let fragment = kinds::tokens(self.document, segment).len();
        (!(scare && (4..7).contains(&fragment))).then_some(draft)
    }

    /// Whether the cue reports speech rather than names or judges.
    fn is_speech(&self, line: &Line, found: &Attribution) -> bool {
        use crate::analysis::lexicon::Class;
        found.cue.clone().any(|item| line.class(item).has(Class::CUE))
            || line.lower(found.cue.start) == "according"
    }

    pub(super) fn attribute(&mut self, line: &Line, found: &Attribution, draft: &mut Draft) {
        let Some(source) = line.tokens(found.source.clone()) else { return };
        let resolved = self.resolver.resolve(source);
        draft.speaker = Some(Source { tokens: resolved.tokens, entity: resolved.entity });
        draft.cue = line.tokens(found.cue.clone());
        let label = found.cue.is_empty() || line.lower(found.cue.start) == ":";
        draft.reason = if label { Reason::Headline } else { Reason::Cue };
        draft.confidence = match found.tie {
            Tie::Adjacent => 0.95,
            Tie::Before => 0.85,
            Tie::After => 0.75,
            Tie::Loose => 0.6,
        };
    }
}

/// The segments of a line with their sentences.
fn places(line: &Line) -> Vec<Place> {
    let mut found = Vec::new();
    for (number, sentence) in line.sentences.iter().enumerate() {
        for item in sentence.clone() {
            if let Some(segment) = line.quote(item) {
                found.push(Place { segment, item, sentence: sentence.clone(), number });
            }
        }
    }
    found
}

/// Whether nothing but marks stands beside the quote in its sentence.
fn is_sole(line: &Line, place: &Place) -> bool {
    let near = place.sentence.start.max(place.item.saturating_sub(6))
        ..place.sentence.end.min(place.item + 7);
    near.len() == place.sentence.len()
        && near
            .filter(|&item| item != place.item)
            .all(|item| line.shape(item) == Shape::Mark && line.quote(item).is_none())
}

/// `"…," X said. "…"`: only the attribution of the first part stands between the two.
fn goes_on(
    line: &Line,
    place: &Place,
    previous: &Previous,
    found: Option<&Attribution>,
    segment: &Segment,
) -> bool {
    let Some(before) = &previous.attribution else { return false };
    let between = previous.item + 1..place.item;
    let inside = before.tie == Tie::Adjacent
        && between.contains(&before.cue.start)
        && between.contains(&before.source.start);
    let short = between.len() <= 30 && between.clone().all(|item| line.quote(item).is_none());
    let same = found.is_none_or(|found| found.cue == before.cue);
    let last = line.lower(place.item.wrapping_sub(1));
    let joins = matches!(last, "," | "." | ":" | "-" | "–" | "—" | "--" | ";");
    let one_clause = between
        .clone()
        .filter(|&item| line.token(item).is_some_and(|token| line.document.tokens[token].first))
        .count()
        <= 1;
    inside && short && same && joins && one_clause && (last != "." || is_direct(line, segment))
}

fn is_direct(line: &Line, segment: &Segment) -> bool {
    kinds::kind(line.document, segment, false) == QuoteKind::Direct
}

/// Whether the article's block is one whose quotes are pulled from the body.
pub fn is_pulled(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Crosshead)
}
