//! Quotes without a speaker of their own that take one from the article around them.

use super::assemble::{Draft, is_pulled};
use crate::analysis::{QuoteKind, Reason, document::Document};

/// How many quotes away the original of a pulled quote is looked for.
const REACH: usize = 40;

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

/// The next direct quote of the body with a named speaker, else the one before.
fn neighbour(document: &Document, drafts: &[Draft], pulled: usize) -> Option<usize> {
    near(drafts, pulled).find(|&index| {
        let draft = &drafts[index];
        draft.kind == QuoteKind::Direct
            && draft.speaker.is_some()
            && !is_pulled(document.sections[draft.section].kind)
    })
}

/// The quotes after one, then those before it, nearest first.
fn near(drafts: &[Draft], index: usize) -> impl Iterator<Item = usize> {
    let after = index + 1..drafts.len().min(index + 1 + REACH);
    after.chain((index.saturating_sub(REACH)..index).rev())
}
