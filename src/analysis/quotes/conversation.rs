//! Conversations: paragraphs that are a quote each, said in turn by two people.
//!
//! "…," Doe said. / "…" / "…" / "…," said Roe.: who speaks is said now and then, and in between the
//! speakers alternate. What is attributed must fit that, or the paragraphs are left as they are: a
//! speech that is quoted over several paragraphs is no conversation.

use super::draft::{Draft, Source};
use crate::analysis::{QuoteKind, Reason, document::Document};
use std::ops::Range;

/// How many turns make a conversation.
const TURNS: usize = 3;
/// How many do where nothing but their brevity tells that the speakers change.
const BRISK: usize = 4;
/// Longest turn of a brisk conversation, in tokens.
const SHORT: usize = 24;
/// Most words of the reporter's in a turn's paragraph.
const ASIDE: usize = 14;
/// How likely a speaker is who was told by turns alone.
const CONFIDENCE: f32 = 0.7;

/// Gives turns without an attribution to the one whose turn it is, or to nobody where only one of
/// two speakers is known.
pub fn settle(document: &Document, drafts: &mut [Draft]) {
    let runs: Vec<Run> = runs(document, drafts).into_iter().filter(Run::alternates).collect();
    let known = speakers(&runs);
    for run in &runs {
        let own = speakers(std::slice::from_ref(run));
        let pair = match (own.as_slice(), known.as_slice()) {
            ([a, b], _) | ([_], [a, b]) => [Some(a), Some(b)],
            ([a], _) => [Some(a), None],
            _ => continue,
        };
        // The attributed turn before each, else the first of all.
        let mut cued = run.turns.iter().position(|turn| turn.speaker.is_some()).unwrap_or(0);
        for (number, turn) in run.turns.iter().enumerate() {
            if turn.speaker.is_some() {
                cued = number;
                continue;
            }
            let Some(speaker) = &run.turns[cued].speaker else { continue };
            let same = number.abs_diff(cued).is_multiple_of(2);
            let other = || pair.into_iter().flatten().find(|one| !is_same(one, speaker));
            let speaker = if same { Some(speaker) } else { other() };
            let draft = &mut drafts[turn.draft];
            let replaced = std::mem::replace(&mut draft.speaker, speaker.cloned());
            if replaced != draft.speaker {
                draft.others.retain(|(other, _)| *other != draft.speaker);
                draft.others.insert(0, (replaced, draft.confidence.min(1.0 - CONFIDENCE)));
            }
            draft.cue = None;
            draft.confidence = CONFIDENCE;
            draft.reason =
                if draft.speaker.is_some() { Reason::Conversation } else { Reason::Only };
        }
    }
}

/// A paragraph that is a quote.
struct Turn {
    draft: usize,
    /// Who said it, where the paragraph says so.
    speaker: Option<Source>,
    short: bool,
}

/// Turns in paragraphs that follow each other.
struct Run {
    turns: Vec<Turn>,
}

impl Run {
    /// Whether the turns that are attributed fit two speakers who alternate, and something tells
    /// that they do: two of them are named, or the turns are short and many.
    fn alternates(&self) -> bool {
        let cued: Vec<(usize, &Source)> = self
            .turns
            .iter()
            .enumerate()
            .filter_map(|(number, turn)| Some((number, turn.speaker.as_ref()?)))
            .collect();
        let fits = cued.windows(2).all(|pair| {
            let apart = pair[1].0 - pair[0].0;
            is_same(pair[0].1, pair[1].1) == apart.is_multiple_of(2)
        });
        let open = self.turns.len() - cued.len();
        let count = speakers(std::slice::from_ref(self)).len();
        let brisk = self.turns.len() >= BRISK && self.turns.iter().all(|turn| turn.short);
        fits && open > 0 && (count == 2 || count == 1 && brisk)
    }
}

/// Whether two sources are the same speaker.
fn is_same(a: &Source, b: &Source) -> bool {
    if a.entity.is_some() || b.entity.is_some() { a.entity == b.entity } else { a == b }
}

/// The different speakers of some runs: the first three, for more than two make no conversation.
fn speakers(runs: &[Run]) -> Vec<Source> {
    let mut found: Vec<Source> = Vec::new();
    for source in runs.iter().flat_map(|run| &run.turns).filter_map(|turn| turn.speaker.as_ref()) {
        if !found.iter().any(|known| is_same(known, source)) {
            found.push(source.clone());
            if found.len() == 3 {
                break;
            }
        }
    }
    found
}

fn runs(document: &Document, drafts: &[Draft]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut next = None;
    for (index, draft) in drafts.iter().enumerate() {
        let last = draft.spans.last().map_or(draft.section, |span| section(document, span.start));
        let alone = drafts.get(index + 1).is_none_or(|after| after.section > last)
            && index.checked_sub(1).is_none_or(|before| {
                drafts[before]
                    .spans
                    .last()
                    .is_none_or(|span| section(document, span.start) < draft.section)
            });
        let Some(turn) = turn(document, draft, index, last).filter(|_| alone) else {
            next = None;
            continue;
        };
        match runs.last_mut() {
            Some(run) if next == Some(draft.section) => run.turns.push(turn),
            _ => runs.push(Run { turns: vec![turn] }),
        }
        next = Some(last + 1);
    }
    runs.retain(|run| run.turns.len() >= TURNS);
    runs
}

/// The quote of a paragraph that holds little else.
fn turn(document: &Document, draft: &Draft, index: usize, last: usize) -> Option<Turn> {
    let first = draft.spans.first()?;
    let tokens = |span: &Range<usize>| document.token_at(span.start)..document.token_at(span.end);
    let said: usize = draft.spans.iter().map(|span| tokens(span).len()).sum();
    let all: usize =
        document.sections[draft.section..=last].iter().map(|section| section.tokens.len()).sum();
    let opens = tokens(first).start <= document.sections[draft.section].tokens.start + 1;
    let spoken = draft.kind != QuoteKind::Indirect && draft.reason != Reason::Headline;
    let attributed = draft.cue.is_some() && draft.reason == Reason::Cue;
    (opens && spoken && all.saturating_sub(said) <= ASIDE).then(|| Turn {
        draft: index,
        speaker: draft.speaker.clone().filter(|_| attributed),
        short: said <= SHORT,
    })
}

/// The section that a byte of the text is in.
fn section(document: &Document, at: usize) -> usize {
    document.sections.partition_point(|section| section.range.start <= at).saturating_sub(1)
}
