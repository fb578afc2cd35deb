//! Segments to quotes: what is one utterance, and whose it is.

use super::{
    attribution::{Attribution, Tie, attribute, is_dash},
    coreference::Resolver,
    kinds,
    labels::{self, Label},
    line::Line,
    marks::Segment,
    reporting::{
        Report, Reporter, near,
        weights::{Weigh, Weights},
    },
    speakers::{
        Case, Judge,
        claims::{Claims, origin},
        features::{Quoted, is_of_sentence},
    },
};
use crate::analysis::{
    QuoteKind, Reason,
    document::Document,
    entities::{Named, coreference::Chains},
    lexicon::Class,
    tokens::Shape,
};
use crate::article::BlockKind;
use std::ops::Range;

/// Words are no quote when that is likelier than all speakers together.
const NOTHING: f32 = 0.5;

/// The same of words that are written like a title.
const TITLE: f32 = 0.25;

/// Words that look like a clause are given up as a quote only when that is so likely.
const SURELY: f32 = 0.8;

/// A quote in prose offsets and token ranges.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Direct, partial or indirect.
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
    /// Who else may have said it, likeliest first.
    pub others: Vec<(Option<Source>, f32)>,
    /// The reported clause it is a fragment of, by its index.
    pub within: Option<usize>,
    /// Whether it fills its reporter's sentence.
    pub(super) sole: bool,
}

/// The words that name a speaker and who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The tokens that name the speaker.
    pub tokens: Range<usize>,
    /// Index among the named entities.
    pub entity: Option<usize>,
}

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

/// One segment in its sentence.
#[derive(Clone)]
pub(super) struct Place {
    segment: usize,
    /// Index of its item in the line.
    pub(super) item: usize,
    /// Its sentence, as items.
    pub(super) sentence: Range<usize>,
    /// Index of the sentence in the line.
    number: usize,
}

/// What the segment before in the same block gave.
struct Previous {
    draft: usize,
    item: usize,
    attribution: Option<Attribution>,
}

/// A quote of the block whose speaker is not settled by a label.
struct Open {
    draft: usize,
    place: Place,
    found: Option<Attribution>,
}

/// A block as it is worked on.
struct Block<'l, 'd, 'a> {
    line: &'l Line<'d, 'a>,
    reports: &'l [Report],
    section: usize,
    /// The first draft of the block.
    first: usize,
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
                self.introduce(draft, parties);
            } else if !self.document.sections[section].repeated {
                self.block(section, from..next, judge);
            }
        }
        super::conversation::settle(self.document, &mut self.drafts);
        super::pulled::settle(self.document, &mut self.drafts);
        super::indirect::in_order(self.drafts, self.reported)
    }

    /// Words that a label gives to a speaker, in a transcript or inside the marks; a label without a
    /// name goes on with the speaker before.
    fn spoken(&mut self, label: Label, section: usize) -> usize {
        let speaker = match label.source {
            Some(source) => Some(self.source(source)),
            None => self.drafts.last().and_then(|draft| draft.speaker.clone()),
        };
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

    /// Says who the label of a turn stands for, if it is `Q` or `A`.
    fn introduce(&mut self, draft: usize, parties: labels::Parties) {
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
        for place in places(&line) {
            previous = self.segment(&block, &place, previous, &mut open);
        }
        let dropped = self.speakers(&block, &open, judge);
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
            sole: is_sole(line, place),
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
        let sole = is_sole(line, place);
        let heading = sole && segment.single && section.kind == BlockKind::Paragraph;
        !section.title_case
            && kinds::is_title(line, segment, place.item, adjacent)
            && (!sole || heading)
    }

    /// Finds the speakers of the block's open quotes; gives those that are no quotes.
    fn speakers(&mut self, block: &Block, open: &[Open], judge: &mut impl Judge) -> Vec<usize> {
        let mut dropped = Vec::new();
        for at in 0..open.len() {
            let case = self.case(block, open, at);
            let chances = judge.chances(&case);
            if self.decide(block, &open[at], &case, &chances) {
                dropped.push(open[at].draft);
            }
        }
        dropped
    }

    fn case(&self, block: &Block, open: &[Open], at: usize) -> Case {
        let Open { draft, place, found } = &open[at];
        let line = block.line;
        let draft = &self.drafts[*draft];
        let mut claims = Claims::default();
        claims.ruled(line, place.item, found.as_ref(), origin::RULE);
        let reports = near(block.reports, place.item);
        claims.reported(line, place, reports);
        claims.touching(line, place);
        if draft.sole {
            self.signed_by_paragraph(place.segment, &mut claims);
        }
        if let Some(number) = place.number.checked_sub(1) {
            let sentence = &line.sentences[number];
            let introduced = super::attribution::introduction(line, sentence);
            claims.ruled(line, place.item, introduced.as_ref(), origin::INTRODUCED);
        } else if place.item <= 1 {
            self.introduced_by_paragraph(block.section, &mut claims);
        }
        // "…" — X: a signature leaves no room for anybody else.
        let signed = found.as_ref().is_some_and(|found| is_dash(line, found.cue.start));
        let tokens = |draft: &Draft| draft.speaker.as_ref().map(|speaker| speaker.tokens.clone());
        if signed {
            claims.0.truncate(1);
        } else if open[at].draft > block.first {
            claims.spoken(tokens(&self.drafts[open[at].draft - 1]), origin::BEFORE);
        } else if let Some(above) = self.above(block) {
            claims.spoken(tokens(above), origin::ABOVE);
        }
        if let Some(next) = open.get(at + 1).filter(|next| next.place.number > place.number) {
            claims.ruled(line, next.place.item, next.found.as_ref(), origin::NEXT);
        }
        let segment = &self.segments[place.segment];
        let token = |at| self.document.token_at(at);
        let covering = reports.iter().filter(|report| report.covers(place.item));
        let quoted = Quoted {
            document: self.document,
            named: self.named,
            segment,
            tokens: token(segment.outer.start)..token(segment.outer.end),
            kind: draft.kind,
            sole: draft.sole,
            opens: place.sentence.start == place.item,
            first: at == 0,
            sentences: line.sentences.len(),
            title: kinds::is_title(line, segment, place.item, false),
            chance: covering.map(|report| report.chance).fold(0.0, f32::max),
        };
        let claims = claims.0;
        let mut features: Vec<Vec<u64>> =
            (0..claims.len()).map(|number| quoted.of_claim(&claims, number)).collect();
        features.push(quoted.of_nobody(claims.len()));
        features.push(quoted.of_nothing(claims.len()));
        Case { words: draft.spans[0].clone(), claims, features, title: quoted.title }
    }

    /// The last quote of the paragraph before, if it is direct.
    fn above(&self, block: &Block) -> Option<&Draft> {
        let above = self.drafts.get(block.first.checked_sub(1)?)?;
        let near = above.section + 1 == block.section;
        (near && above.kind == QuoteKind::Direct).then_some(above)
    }

    /// Takes the likeliest answer; says whether it is that there is no quote.
    fn decide(&mut self, block: &Block, open: &Open, case: &Case, chances: &[f32]) -> bool {
        let count = case.claims.len();
        let nothing = chances.get(count + 1).copied().unwrap_or(0.0);
        let mut order: Vec<usize> = (0..=count).collect();
        let chance = |&answer: &usize| chances.get(answer).copied().unwrap_or(0.0);
        order.sort_by(|a, b| chance(b).total_cmp(&chance(a)));
        let rest = (1.0 - nothing).max(0.01);
        let answers: Vec<(Option<Source>, f32)> = order
            .iter()
            .map(|&answer| {
                let claim = case.claims.get(answer);
                let source = claim.map(|claim| self.source(claim.source.clone()));
                (source, chance(&answer) / rest)
            })
            .collect();
        let best = order.first().copied().unwrap_or(count);
        let (section, words) =
            (block.section, kinds::tokens(self.document, &self.segments[open.place.segment]));
        let draft = &mut self.drafts[open.draft];
        let mut answers = answers.into_iter();
        if let Some((speaker, confidence)) = answers.next() {
            (draft.speaker, draft.confidence) = (speaker, confidence);
        }
        draft.others = answers.take(5).collect();
        if nothing > if case.title { TITLE } else { NOTHING } {
            // Words in quotation marks that nobody says: a fragment without a speaker, if it is short.
            draft.speaker = None;
            draft.confidence = nothing;
            let heading = self.document.sections[section].kind == BlockKind::Crosshead;
            let partial = draft.kind == QuoteKind::Partial;
            let surely = case.title || words.len() >= 3 && (partial || nothing > SURELY);
            return !heading && !draft.sole && surely;
        }
        if let Some(claim) = case.claims.get(best) {
            draft.cue = claim.cue.clone();
            draft.reason = reason(self.document, claim.origins, claim.cue.as_ref());
        }
        false
    }

    /// Takes drafts out, given by their indices in ascending order.
    fn drop(&mut self, dropped: &[usize]) {
        for &draft in dropped.iter().rev() {
            self.drafts.remove(draft);
        }
    }
}

fn reason(document: &Document, origins: u16, cue: Option<&Range<usize>>) -> Reason {
    let label = cue.is_none_or(|cue| document.of(cue.start) == ":");
    match () {
        () if is_of_sentence(origins) && label => Reason::Headline,
        () if is_of_sentence(origins) || cue.is_some() => Reason::Cue,
        () => Reason::Continued,
    }
}

/// Whether the cue reports speech rather than names or judges.
fn is_speech(line: &Line, found: &Attribution) -> bool {
    found.cue.clone().any(|item| line.class(item).has(Class::CUE))
        || line.lower(found.cue.start) == "according"
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

/// Whether the article's block is one whose quotes are pulled from the body.
pub fn is_pulled(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Crosshead)
}
