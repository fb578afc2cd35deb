//! Segments to quotes: what is one utterance, and whose it is.

use super::{
    attribution::{Attribution, Tie, attribute},
    coreference::Resolver,
    draft::{Draft, Source},
    kinds,
    labels::{self, Label},
    line::Line,
    marks::Segment,
    place::Place,
    reporting::{
        Report, Reporter,
        weights::{Weigh, Weights},
    },
    speakers::{Judge, cases::Open},
};
use crate::analysis::{
    QuoteKind, Reason,
    document::Document,
    entities::{Named, coreference::Chains},
    lexicon::Class,
};
use crate::article::BlockKind;
use std::ops::Range;

/// Makes the quotes of a document, block by block.
pub struct Assembler<'d, 'a, W> {
    pub(super) document: &'d Document<'a>,
    pub(super) named: &'d Named,
    pub(super) segments: &'d [Segment],
    resolver: Resolver<'d, 'a>,
    reporter: &'d Reporter<W>,
    pub(super) drafts: Vec<Draft>,
    /// Reported clauses; `within` of a draft is an index here.
    pub(super) reported: Vec<Draft>,
}

/// What the segment before in the same block gave.
struct Previous {
    draft: usize,
    item: usize,
    attribution: Option<Attribution>,
}

/// A block as it is worked on.
pub(super) struct Block<'l, 'd, 'a> {
    pub(super) line: &'l Line<'d, 'a>,
    pub(super) reports: &'l [Report],
    pub(super) section: usize,
    /// The first draft of the block.
    pub(super) first: usize,
}

impl<'d, 'a> Assembler<'d, 'a, Weights<'static>> {
    /// The quotes of a document, in the order of the text, by the models that are compiled in.
    pub fn quotes(
        document: &'d Document<'a>,
        named: &'d Named,
        chains: &'d Chains,
        segments: &'d [Segment],
    ) -> Vec<Draft> {
        let reporter = Reporter::shipped(document);
        let mut judge = super::speakers::Ranker(reporter.weigh);
        Assembler::new(document, named, chains, segments, &reporter).run(&mut judge)
    }
}

impl<'d, 'a, W: Weigh> Assembler<'d, 'a, W> {
    /// An assembler for the segments of a document.
    pub const fn new(
        document: &'d Document<'a>,
        named: &'d Named,
        chains: &'d Chains,
        segments: &'d [Segment],
        reporter: &'d Reporter<W>,
    ) -> Self {
        let resolver = Resolver::new(document, named, chains);
        Self {
            document,
            named,
            segments,
            resolver,
            reporter,
            drafts: Vec::new(),
            reported: Vec::new(),
        }
    }

    /// The quotes, in the order of the text; `judge` says whose they are.
    pub fn run(mut self, judge: &mut impl Judge) -> Vec<Draft> {
        let transcript = labels::Transcript::new(self.document, self.segments);
        let parties = transcript.parties(self.document, self.named);
        let mut next = 0;
        for section in 0..self.document.sections.len() {
            let from = next;
            while self.segments.get(next).is_some_and(|segment| segment.section == section) {
                next += 1;
            }
            if let Some(label) = transcript.label(section) {
                let label = label.clone();
                let draft = self.spoken(label, section);
                self.introduce(draft, &parties);
            } else if !self.document.sections[section].repeated {
                self.block(section, from..next, judge);
            }
        }
        super::conversation::settle(self.document, &mut self.drafts);
        super::pulled::settle(self.document, &mut self.drafts);
        super::indirect::in_order(self.drafts, self.reported)
    }

    /// Words that a label gives to a speaker, in a transcript or inside the marks.
    fn spoken(&mut self, label: Label, section: usize) -> usize {
        let speaker = Some(self.source(label.source));
        self.drafts.push(Draft {
            kind: QuoteKind::Direct,
            spans: vec![label.words],
            section,
            speaker,
            cue: None,
            confidence: 0.9,
            reason: Reason::Conversation,
            others: Vec::new(),
            within: None,
            sole: true,
        });
        self.drafts.len() - 1
    }

    /// Says who the label of a turn stands for, if it is no name.
    fn introduce(&mut self, draft: usize, parties: &labels::Parties) {
        let draft = &mut self.drafts[draft];
        if let Some(speaker) = draft.speaker.as_mut().filter(|speaker| speaker.tokens.len() == 1)
            && let Some(entity) = parties.of(self.document.lower(speaker.tokens.start))
        {
            speaker.entity = Some(entity);
            draft.confidence = 0.8;
        }
    }

    /// The words that name a source, and who they are.
    pub(super) fn source(&self, tokens: Range<usize>) -> Source {
        let resolved = self.resolver.resolve(tokens);
        Source { tokens: resolved.tokens, entity: resolved.entity }
    }

    fn block(&mut self, section: usize, own: Range<usize>, judge: &mut impl Judge) {
        let tokens = self.document.sections[section].tokens.clone();
        let line = Line::new(self.document, self.named, tokens, self.segments, own);
        let reports = self.reporter.reports(&line);
        let block = Block { line: &line, reports: &reports, section, first: self.drafts.len() };
        let mut open = Vec::new();
        let mut previous: Option<Previous> = None;
        for place in Place::all(&line) {
            previous = self.segment(&block, &place, previous, &mut open);
        }
        let mut dropped = self.speakers(&block, &open, judge);
        dropped.retain(|&draft| {
            !super::pulled::is_said_again(self.document, self.segments, &self.drafts[draft])
        });
        self.drop(&dropped);
        self.indirect(&line, &reports, section, block.first);
    }

    /// Turns one segment into a new quote or a part of one.
    fn segment(
        &mut self,
        block: &Block,
        place: &Place,
        previous: Option<Previous>,
        open: &mut Vec<Open>,
    ) -> Option<Previous> {
        let (line, segment) = (block.line, &self.segments[place.segment]);
        if let Some(label) = labels::inside(self.document, segment) {
            let draft = self.spoken(label, block.section);
            return Some(Previous { draft, item: place.item, attribution: None });
        }
        if segment.continues && !self.drafts.is_empty() && !self.speaks_anew(line, place) {
            let draft = self.drafts.len() - 1;
            self.drafts[draft].spans.push(segment.words.clone());
            return Some(Previous { draft, item: place.item, attribution: None });
        }
        let found = self.attribution(line, place);
        let goes_on = |previous: &&Previous| {
            let direct = self.drafts[previous.draft].kind == QuoteKind::Direct;
            goes_on(line, place, (previous, direct), found.as_ref(), segment)
        };
        if let Some(previous) = previous.as_ref().filter(goes_on) {
            let draft = previous.draft;
            self.drafts[draft].spans.push(segment.words.clone());
            self.drafts[draft].kind = QuoteKind::Direct;
            let attribution = previous.attribution.clone();
            return Some(Previous { draft, item: place.item, attribution });
        }
        if self.is_title(line, place, found.as_ref()) {
            return previous;
        }
        let draft = self.drafts.len();
        self.drafts.push(Draft {
            kind: kinds::kind(self.document, segment, false),
            spans: vec![segment.words.clone()],
            section: block.section,
            speaker: None,
            cue: None,
            confidence: 0.5,
            reason: Reason::Only,
            others: Vec::new(),
            within: None,
            sole: place.is_sole(line),
        });
        open.push(Open { draft, place: place.clone(), found: found.clone() });
        Some(Previous { draft, item: place.item, attribution: found })
    }

    /// Whether a segment that could run on from the paragraph before is said by somebody of its own.
    fn speaks_anew(&self, line: &Line, place: &Place) -> bool {
        let words = &self.document.text[self.segments[place.segment].words.clone()];
        let own = self
            .attribution(line, place)
            .filter(|found| found.tie == Tie::Adjacent && is_speech(line, found));
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

    /// Whether a segment is surely a title, a nickname or a name.
    fn is_title(&self, line: &Line, place: &Place, found: Option<&Attribution>) -> bool {
        let segment = &self.segments[place.segment];
        let section = &self.document.sections[segment.section];
        let adjacent =
            found.is_some_and(|found| found.tie == Tie::Adjacent && is_speech(line, found));
        let sole = place.is_sole(line);
        let heading = sole && segment.single && section.kind == BlockKind::Paragraph;
        !section.title_case
            && kinds::is_title(line, segment, place.item, adjacent)
            && (!sole || heading)
    }

    /// Takes drafts out, given by their indices in ascending order.
    fn drop(&mut self, dropped: &[usize]) {
        for &draft in dropped.iter().rev() {
            self.drafts.remove(draft);
        }
    }
}

/// Whether the cue reports speech rather than names or judges.
fn is_speech(line: &Line, found: &Attribution) -> bool {
    found.cue.clone().any(|item| line.class(item).has(Class::CUE))
        || line.lower(found.cue.start) == "according"
}

/// `"…," X said. "…"`: only the attribution of the first part, which may be a clause of its own
/// (`direct`), stands between the two.
fn goes_on(
    line: &Line,
    place: &Place,
    (previous, direct): (&Previous, bool),
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
    // A fragment, "…", X said: "…": the fragment belongs to what comes before it.
    let fragment = last == ":" && previous.item > place.sentence.start && !direct;
    inside
        && short
        && same
        && joins
        && one_clause
        && !fragment
        && (last != "." || is_direct(line, segment))
}

fn is_direct(line: &Line, segment: &Segment) -> bool {
    kinds::kind(line.document, segment, false) == QuoteKind::Direct
}
