//! Which quotes a corrected speaker is about, and what becomes of them.

use crate::{
    analysis::{Analysis, Candidate, Quote, QuoteKind, Speaker},
    span::Span,
};

/// The quote at a span, found again in whatever an engine makes of the text: the one whose words
/// agree best with it. With reported speech go the fragments in it that have the same speaker.
pub fn family(analysis: &Analysis, span: Span) -> Vec<usize> {
    let quotes = &analysis.quotes;
    let near = quotes.iter().enumerate().map(|(at, quote)| (at, agreement(quote, span)));
    let best = near.filter(|(_, shared)| *shared > 0.0).max_by(|(at, a), (other, b)| {
        // Of equals the first.
        a.total_cmp(b).then(other.cmp(at))
    });
    let Some((of, _)) = best else { return Vec::new() };
    let fragments = quotes.iter().enumerate().filter(|(at, quote)| {
        let within =
            quotes[of].kind == QuoteKind::Indirect && quote.within == Some(of) && *at != of;
        within && same(quote.speaker.as_ref(), quotes[of].speaker.as_ref())
    });
    std::iter::once(of).chain(fragments.map(|(at, _)| at)).collect()
}

/// How much of a quote's passage and of a span is common to both, in [0, 1].
fn agreement(quote: &Quote, span: Span) -> f64 {
    let shared = |of: &Span| of.end.min(span.end).saturating_sub(of.start.max(span.start));
    let of = |passage: &Span| {
        let shared = shared(passage);
        shared as f64 / (passage.len() + span.len() - shared).max(1) as f64
    };
    quote.spans.iter().map(of).fold(0.0, f64::max)
}

/// Whether two speakers are the same: one entity, or the same words.
pub fn same(one: Option<&Speaker>, other: Option<&Speaker>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => match (one.entity, other.entity) {
            (None, None) => one.span == other.span,
            (one, other) => one == other,
        },
        (None, None) => true,
        _ => false,
    }
}

/// Gives a quote its right speaker, for certain. The words that name it at the quote stay known:
/// those of the speaker it had or of the candidate that was right.
pub fn give(quote: &mut Quote, right: Option<&Speaker>) {
    let known = std::iter::once(quote.speaker.as_ref())
        .chain(quote.candidates.iter().map(|candidate| candidate.speaker.as_ref()));
    let at_quote = known.flatten().find(|known| same(Some(*known), right)).cloned();
    quote.speaker = at_quote.or_else(|| right.cloned());
    quote.confidence = 1.0;
    tell_apart(quote);
}

/// Leaves out candidates that are the speaker, or one that comes before them.
pub fn tell_apart(quote: &mut Quote) {
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in std::mem::take(&mut quote.candidates) {
        let of = candidate.speaker.as_ref();
        let known = kept.iter().any(|kept| same(kept.speaker.as_ref(), of));
        if !known && !same(quote.speaker.as_ref(), of) {
            kept.push(candidate);
        }
    }
    quote.candidates = kept;
}
