//! Pulled quotes: words that stand alone and are said again in the body.

use super::draft::Draft;
use crate::analysis::{QuoteKind, Reason, document::Document};
use crate::article::BlockKind;
use std::collections::HashSet;

/// How many quotes away the original of a pulled quote is looked for.
const REACH: usize = 40;

/// Whether the quotes of an article's block are pulled from its body.
fn is_pulled(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Crosshead)
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
