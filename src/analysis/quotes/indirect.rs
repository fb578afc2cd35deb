//! Reported clauses as quotes of their own, and which quoted fragments are within them.

use super::{
    assemble::Assembler,
    draft::{Draft, Source},
    line::{Item, Line},
    reporting::{Report, weights::Weigh},
};
use crate::analysis::{QuoteKind, Reason, lexicon::Class};
use std::{collections::HashSet, ops::Range};

/// Reports less likely than this are no quotes.
const LEAST: f32 = 0.3;

/// Nor are those less likely than this, cue and source together, that take in a title: "the anthem
/// “The Long Tide”, she added the words". To the models words between marks speak for a report.
const LEAST_WITH_TITLE: f32 = 0.5;

impl<W: Weigh> Assembler<'_, '_, W> {
    /// Adds the reported clauses of a line. `first` is the first draft of the line's block.
    pub(super) fn indirect(
        &mut self,
        line: &Line,
        reports: &[Report],
        section: usize,
        first: usize,
    ) {
        for report in outermost(line, reports) {
            let spans: Vec<Range<usize>> = report
                .content
                .iter()
                .filter_map(|part| self.short_of_speech(line, report, part, first))
                .filter_map(|part| self.bytes(line, &part))
                .filter(|span| !self.parts_a_quote(first, span))
                .collect();
            if spans.is_empty() {
                continue;
            }
            let index = self.reported.len();
            let cue = line.tokens(report.cue..report.cue + 1);
            let inside = self.between(first, &spans);
            let (source, sure) = report.sources.first().cloned().unwrap_or((None, 1.0));
            let marked = report.content.iter().flat_map(Clone::clone);
            let marked = marked.filter(|&item| line.quote(item).is_some()).count();
            let spoken = self.drafts[inside.clone()].iter().map(|draft| draft.spans.len()).sum();
            let takes_title = marked > spoken;
            if takes_title && sure * report.chance < LEAST_WITH_TITLE {
                continue;
            }
            let name = |source: &Option<Range<usize>>| {
                let tokens = source.clone().and_then(|source| line.tokens(source));
                tokens.map(|tokens| self.source(tokens))
            };
            let speaker = name(&source);
            let others = report.sources.iter().skip(1).take(5);
            let others = others.map(|(source, sure)| (name(source), *sure)).collect();
            for draft in &mut self.drafts[inside] {
                if draft.spans.iter().all(|words| holds(&spans, words)) {
                    draft.within = Some(index);
                    if draft.cue == cue || draft.cue.is_none() {
                        draft.kind = QuoteKind::Partial;
                    }
                    if draft.kind == QuoteKind::Partial {
                        follow(draft, &speaker, sure);
                    }
                }
            }
            self.reported.push(Draft {
                kind: QuoteKind::Indirect,
                spans,
                section,
                speaker,
                cue,
                confidence: sure * report.chance,
                reason: Reason::Cue,
                others,
                within: None,
                sole: false,
            });
        }
    }

    /// The part of a content that lies before a quote which has a speaker and a cue of its own there:
    /// "… that he was glad, and Doe said: “…”". `first` is the first draft of the block.
    fn short_of_speech(
        &self,
        line: &Line,
        report: &Report,
        part: &Range<usize>,
        first: usize,
    ) -> Option<Range<usize>> {
        let bytes = self.bytes(line, part)?;
        let own = self.between(first, std::slice::from_ref(&bytes));
        let cut = self.drafts[own].iter().filter(|draft| draft.kind == QuoteKind::Direct).find_map(
            |draft| {
                let cue = draft.cue.as_ref()?;
                let inside =
                    |token: usize| part.clone().any(|item| line.token(item) == Some(token));
                if !inside(cue.start) || line.token(report.cue) == Some(cue.start) {
                    return None;
                }
                let quote = self.document.token_at(draft.spans.first()?.start);
                let source = draft.speaker.as_ref().map_or(cue.start, |s| s.tokens.start);
                Some(quote.min(cue.start).min(if inside(source) { source } else { quote }))
            },
        );
        let Some(cut) = cut else { return Some(part.clone()) };
        let before = |item: usize| match line.items[item] {
            Item::Token(token) => token < cut,
            Item::Quote(quote) => self.document.token_at(self.segments[quote].outer.end) <= cut,
        };
        let mut end = part.clone().take_while(|&item| before(item)).last()? + 1;
        let loose = Class::CONJ.with(Class::PREP).with(Class::SUB).with(Class::ADV);
        while end > part.start
            && line.quote(end - 1).is_none()
            && (!line.is_word(end - 1) || line.class(end - 1).has(loose))
        {
            end -= 1;
        }
        (end >= part.start + 2).then_some(part.start..end)
    }

    /// Whether a span holds some of a quote's words, but not all; `first` is the first draft of the block.
    fn parts_a_quote(&self, first: usize, span: &Range<usize>) -> bool {
        let begun = self.between(first, std::slice::from_ref(span));
        self.drafts[begun.start.saturating_sub(1)..begun.end].iter().any(|draft| {
            let inside = |words: &&Range<usize>| holds(std::slice::from_ref(span), words);
            let count = draft.spans.iter().filter(inside).count();
            count > 0 && count < draft.spans.len()
        })
    }

    /// The drafts from `first` on that begin within some spans, which are in the order of the text.
    fn between(&self, first: usize, spans: &[Range<usize>]) -> Range<usize> {
        let (Some(start), Some(end)) = (spans.first(), spans.last()) else { return first..first };
        let begin = |draft: &Draft| draft.spans.first().map_or(0, |words| words.start);
        let own = &self.drafts[first..];
        let from = own.partition_point(|draft| begin(draft) < start.start);
        let to = own.partition_point(|draft| begin(draft) < end.end);
        first + from..first + to.max(from)
    }

    /// The bytes of some items, marks of quotes included.
    fn bytes(&self, line: &Line, items: &Range<usize>) -> Option<Range<usize>> {
        let bytes = |item: usize| match line.items.get(item)? {
            Item::Token(token) => Some(self.document.tokens.get(*token)?.range()),
            Item::Quote(quote) => Some(self.segments.get(*quote)?.outer.clone()),
        };
        let (first, last) = (bytes(items.start)?, bytes(items.end.checked_sub(1)?)?);
        (first.start < last.end).then_some(first.start..last.end)
    }
}

/// Gives a fragment the speaker of the clause it is within, who is `sure` so far. Where the two disagree,
/// the clause is right more often (of 270 on PolNeAR's training part, 181 to 165), and one clause is one
/// person's.
fn follow(draft: &mut Draft, speaker: &Option<Source>, sure: f32) {
    if draft.speaker == *speaker {
        return;
    }
    let known = draft.others.iter().position(|(other, _)| other == speaker);
    let chance = known.map_or(sure, |at| draft.others.remove(at).1);
    let before = std::mem::replace(&mut draft.speaker, speaker.clone());
    draft.others.insert(0, (before, draft.confidence));
    draft.confidence = chance.max(sure / 2.0);
}

/// Whether words lie in one of some spans.
fn holds(spans: &[Range<usize>], words: &Range<usize>) -> bool {
    spans.iter().any(|span| span.start <= words.start && words.end <= span.end)
}

/// The reports that are no quotes already, without those that overlap with a longer one.
fn outermost<'r>(line: &Line, reports: &'r [Report]) -> Vec<&'r Report> {
    let length = |report: &Report| report.content.iter().map(Range::len).sum::<usize>();
    let items = |report: &Report| report.content.iter().flat_map(Clone::clone).collect::<Vec<_>>();
    let mut candidates: Vec<&Report> = reports
        .iter()
        .filter(|report| {
            report.chance >= LEAST && items(report).iter().any(|&item| line.is_word(item))
        })
        .collect();
    candidates.sort_by(|a, b| {
        let value = |report: &Report| report.chance * length(report) as f32;
        value(b).total_cmp(&value(a))
    });
    let mut taken: HashSet<usize> = HashSet::new();
    let mut kept: Vec<&Report> = Vec::new();
    for report in candidates {
        let own = items(report);
        if own.iter().all(|item| !taken.contains(item)) {
            taken.extend(own);
            kept.push(report);
        }
    }
    kept.sort_by_key(|report| report.content.first().map_or(0, |part| part.start));
    kept
}

/// Quotes and reported clauses in the order of the text, a clause before what is within it. `within`
/// of a quote counts among the clauses before, among all after.
pub fn in_order(quotes: Vec<Draft>, reported: Vec<Draft>) -> Vec<Draft> {
    let clauses = reported.len();
    let mut all: Vec<(usize, Draft)> = reported.into_iter().chain(quotes).enumerate().collect();
    all.sort_by_key(|(index, draft)| (draft.spans.first().map_or(0, |span| span.start), *index));
    let mut place = vec![0; clauses];
    for (new, (old, _)) in all.iter().enumerate() {
        if let Some(slot) = place.get_mut(*old) {
            *slot = new;
        }
    }
    let moved = |(_, mut draft): (usize, Draft)| {
        draft.within = draft.within.and_then(|within| place.get(within).copied());
        draft
    };
    all.into_iter().map(moved).collect()
}
