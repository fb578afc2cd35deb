//! Pulled quotes: words that stand alone, or in a headline, and are said again in the body.

use super::{draft::Draft, marks::Segment};
use crate::analysis::{QuoteKind, Reason, document::Document};
use crate::article::BlockKind;
use std::{collections::HashSet, ops::Range};

/// How many quotes away the original of a pulled quote is looked for.
const REACH: usize = 40;

/// Whether the quotes of an article's block are pulled from its body.
fn is_pulled(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Crosshead)
}

/// Whether a block says in few words what the body says.
fn is_headed(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Headline | BlockKind::Standfirst)
}

/// How many words said again are no chance.
const TOLD: usize = 3;

/// Gives pulled quotes the speaker of the quote they are taken from, else of the next direct one; and those of a
/// headline the speaker of the quote they are taken from.
pub fn settle(document: &Document, drafts: &mut [Draft]) {
    for index in 0..drafts.len() {
        let draft = &drafts[index];
        let headed = draft.kind != QuoteKind::Indirect && headed(document, draft).is_some();
        let pulled = headed || is_pulled(document.sections[draft.section].kind);
        if draft.speaker.is_some() || !pulled {
            continue;
        }
        let neighbour = || neighbour(document, drafts, index).filter(|_| !headed);
        if let Some(donor) = original(document, drafts, index).or_else(neighbour) {
            let speaker = drafts[donor].speaker.clone();
            let draft = &mut drafts[index];
            draft.speaker = speaker;
            draft.confidence = 0.7;
            draft.reason = Reason::Only;
            draft.kind = QuoteKind::Direct;
        }
    }
}

/// The words of a headline's quote, if they are enough to know it by.
fn headed<'d>(document: &Document<'d>, draft: &Draft) -> Option<&'d str> {
    let [words] = draft.spans.as_slice() else { return None };
    let words = &document.text[words.clone()];
    let enough = words.split_whitespace().nth(TOLD - 1).is_some();
    (enough && is_headed(document.sections[draft.section].kind)).then_some(words)
}

/// Whether the words of a headline's quote are in quotation marks in the body, too. `segments` are in the order of
/// the text.
pub fn is_said_again(document: &Document, segments: &[Segment], draft: &Draft) -> bool {
    headed(document, draft).is_some_and(|words| {
        let below = segments.partition_point(|segment| segment.section <= draft.section);
        let mut below = segments[below..].iter().take(REACH);
        below.any(|segment| has(document, &segment.words, pulled(words)))
    })
}

/// The words to look for: without their last mark, and whether the first has a capital or not.
fn pulled(words: &str) -> &str {
    let words = words.trim_end_matches(['.', '!', '?', ',']);
    words.strip_prefix(|_: char| true).unwrap_or_default()
}

/// Whether words that are not too many have others in them.
fn has(document: &Document, span: &Range<usize>, words: &str) -> bool {
    let text = &document.text[span.clone()];
    text.len() < 20_000 && text.contains(words)
}

/// The quote in the body that has the pulled words.
fn original(document: &Document, drafts: &[Draft], draft: usize) -> Option<usize> {
    let words = pulled(document.text.get(drafts[draft].spans.first()?.clone())?);
    near(drafts, draft).find(|&index| {
        let body = !is_headed(document.sections[drafts[index].section].kind);
        body && drafts[index].speaker.is_some()
            && drafts[index].spans.iter().take(8).any(|span| has(document, span, words))
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

#[cfg(test)]
mod tests {
    use crate::{
        analysis::analyse,
        article::{self, Format},
    };

    /// Who speaks what a headline quotes.
    fn first_speaker(headline: &str) -> Option<String> {
        let body = "The inquiry into the loss of the boat opened in Zell on Monday.\n\n\
                    \"They say that I lost the wrong boat that day,\" Ada Lund, the skipper, said.\n";
        let text = format!("{headline}\n\n{body}");
        let article = article::read(text, Format::Plain, String::new(), None);
        let analysis = analyse(&article);
        let first = analysis.quotes.iter().find(|quote| quote.spans[0].start < headline.len());
        first.and_then(|quote| analysis.speaker_name(quote)).map(str::to_owned)
    }

    #[test]
    fn a_headline_quotes_whom_the_body_quotes() {
        let said = first_speaker("'I lost the wrong boat': skipper heard");
        assert_eq!(said.as_deref(), Some("Ada Lund"));
        let dropped = first_speaker("“Lost the wrong boat”: inquiry opens");
        assert_eq!(dropped.as_deref(), Some("Ada Lund"));
        assert_eq!(first_speaker("'I found the wrong boat': skipper heard"), None);
    }
}
