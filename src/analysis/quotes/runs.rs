//! Quotes without a speaker of their own that take one from the article around them.

use super::{
    assemble::{Assembler, Draft, Place, Previous, is_pulled},
    attribution::introduction,
    line::Line,
};
use crate::analysis::{QuoteKind, Reason, document::Document};
use crate::article::BlockKind;
use std::collections::HashSet;

/// How many quotes away the original of a pulled quote is looked for.
const REACH: usize = 40;

impl Assembler<'_, '_> {
    /// A quote that stands alone belongs to who spoke before it in the paragraph, or to whom the
    /// sentence or paragraph before introduces.
    pub(super) fn carry_on(
        &mut self,
        line: &Line,
        place: &Place,
        previous: Option<&Previous>,
        draft: &mut Draft,
    ) {
        if let Some(before) = previous.and_then(|previous| self.drafts.get(previous.draft)) {
            draft.speaker = before.speaker.clone();
            draft.confidence = 0.85;
            draft.reason = Reason::Continued;
            return;
        }
        let introduced = place
            .number
            .checked_sub(1)
            .and_then(|number| introduction(line, &line.sentences[number]));
        if let Some(found) = introduced {
            self.attribute(line, &found, draft);
            draft.confidence = 0.7;
        } else if place.item == 0 {
            self.introduced_by_paragraph(draft);
            self.runs_on(line, draft);
        }
    }

    /// "He said:" as a paragraph of its own.
    fn introduced_by_paragraph(&mut self, draft: &mut Draft) {
        let Some(before) =
            draft.section.checked_sub(1).map(|before| &self.document.sections[before])
        else {
            return;
        };
        let colon =
            before.tokens.end.checked_sub(1).is_some_and(|last| self.document.of(last) == ":");
        if !colon || before.repeated {
            return;
        }
        let from = before.tokens.start.max(before.tokens.end.saturating_sub(80));
        let line =
            Line::new(self.document, self.named, from..before.tokens.end, self.segments, 0..0);
        let last = line.sentences.last().cloned().unwrap_or(0..0);
        if let Some(found) = introduction(&line, &last) {
            self.attribute(&line, &found, draft);
            draft.confidence = 0.85;
        }
    }

    /// A paragraph that is nothing but a quote goes on from a paragraph that is nothing but a quote
    /// with its attribution, if that did not ask a question.
    fn runs_on(&self, line: &Line, draft: &mut Draft) {
        let Some(before) = self.drafts.last().filter(|before| before.section + 1 == draft.section)
        else {
            return;
        };
        let Some(last) = before.spans.last().map(|span| &self.document.text[span.clone()]) else {
            return;
        };
        let section = &self.document.sections[before.section];
        let opens =
            before.spans.first().is_some_and(|first| first.start <= section.range.start + 4);
        let asked = last.ends_with('?');
        let spoken = before.kind == QuoteKind::Direct && section.kind == BlockKind::Paragraph;
        if draft.speaker.is_none()
            && draft.sole
            && opens
            && spoken
            && !asked
            && line.sentences.len() == 1
        {
            draft.speaker = before.speaker.clone();
            draft.confidence = 0.7;
            draft.reason = Reason::Continued;
        }
    }

    /// A quote that opens a paragraph without a speaker has that of the next in it.
    pub(super) fn fill_backwards(&mut self, first: usize) {
        for index in (first..self.drafts.len().saturating_sub(1)).rev() {
            let next = &self.drafts[index + 1];
            let fits = self.drafts[index].speaker.is_none()
                && self.drafts[index].sole
                && next.kind == QuoteKind::Direct;
            if fits && next.speaker.is_some() {
                let speaker = next.speaker.clone();
                let draft = &mut self.drafts[index];
                draft.speaker = speaker;
                draft.reason = Reason::Continued;
                draft.confidence = 0.7;
            }
        }
    }
}

/// Gives pulled quotes the speaker of the quote they are taken from, else of the next direct one.
pub fn settle(document: &Document, drafts: &mut [Draft]) {
    for index in 0..drafts.len() {
        let draft = &drafts[index];
        if draft.speaker.is_some() || !is_pulled(document.sections[draft.section].kind) {
            continue;
        }
        if let Some(donor) =
            original(document, drafts, index).or_else(|| neighbour(document, drafts, index))
        {
            let speaker = drafts[donor].speaker.clone();
            let draft = &mut drafts[index];
            draft.speaker = speaker;
            draft.confidence = 0.7;
            draft.reason = Reason::Only;
            draft.kind = QuoteKind::Direct;
        }
    }
}

/// The quote in the body that has the pulled words.
fn original(document: &Document, drafts: &[Draft], pulled: usize) -> Option<usize> {
    let words = document
        .text
        .get(drafts[pulled].spans.first()?.clone())?
        .trim_end_matches(['.', '!', '?', ',']);
    near(drafts, pulled).find(|&index| {
        let has = |span: &std::ops::Range<usize>| {
            let text = &document.text[span.clone()];
            text.len() < 20_000 && text.contains(words)
        };
        drafts[index].speaker.is_some() && drafts[index].spans.iter().take(8).any(has)
    })
}

/// The direct quote of the body, next or before, that has more of the pulled words.
fn neighbour(document: &Document, drafts: &[Draft], pulled: usize) -> Option<usize> {
    let spoken = |index: &usize| {
        let draft = &drafts[*index];
        let body = !is_pulled(document.sections[draft.section].kind);
        draft.kind == QuoteKind::Direct && draft.speaker.is_some() && body
    };
    let next = near(drafts, pulled).take_while(|&index| index > pulled).find(spoken);
    let before = near(drafts, pulled).skip_while(|&index| index > pulled).find(spoken);
    let shared = |index: usize| shared_words(document, &drafts[pulled], &drafts[index]);
    match (next, before) {
        (Some(next), Some(before)) if shared(before) > shared(next) => Some(before),
        (next, before) => next.or(before),
    }
}

/// How many of the longer words of one quote stand in another.
fn shared_words(document: &Document, pulled: &Draft, other: &Draft) -> usize {
    let words = |draft: &Draft| {
        let parts = draft.spans.iter().take(4).map(|span| &document.text[span.clone()]);
        let split = parts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric()).take(200));
        split.filter(|word| word.len() > 2).map(str::to_lowercase).collect::<HashSet<_>>()
    };
    words(pulled).intersection(&words(other)).count()
}

/// The quotes after one, then those before it, nearest first.
fn near(drafts: &[Draft], index: usize) -> impl Iterator<Item = usize> {
    let after = index + 1..drafts.len().min(index + 1 + REACH);
    after.chain((index.saturating_sub(REACH)..index).rev())
}
