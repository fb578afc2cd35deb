//! What quoted words are: speech, a fragment of it, or something that only wears quotation marks.

use super::{line::Line, marks::Segment};
use crate::analysis::{QuoteKind, document::Document, lexicon::Class, tokens::Shape};
use std::ops::Range;

/// The tokens of a segment.
pub fn tokens(document: &Document, segment: &Segment) -> Range<usize> {
    let from = document.token_at(segment.words.start);
    from..document.token_at(segment.words.end).max(from)
}

/// Direct when the words can stand alone: they begin like a sentence and hold a verb, or end as one.
pub fn kind(document: &Document, segment: &Segment, goes_on: bool) -> QuoteKind {
    let tokens = tokens(document, segment);
    let text = &document.text[segment.words.clone()];
    let begins = goes_on
        || text
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "[(.…¿¡".contains(c));
    let ends = text.ends_with(['.', '!', '?', ',', '…', '—', '-']);
    let verb = tokens.clone().any(|token| is_verbal(document, token));
    let long = tokens.len() >= 3;
    if begins && (verb && long || ends && (long || !text.ends_with(','))) {
        QuoteKind::Direct
    } else {
        QuoteKind::Partial
    }
}

fn is_verbal(document: &Document, token: usize) -> bool {
    let class = document.class(token);
    document.shape(token) == Shape::Lower
        && (class.has(Class::AUX.with(Class::VERB).with(Class::CUE).with(Class::ACT))
            || document.lower(token).ends_with("n't")
            || document.lower(token).ends_with("ed"))
        || document.lower(token) == "i"
}

/// Whether a segment is set in marks because it is a title, a nickname or a name: announced as one
/// ("the song “…”"), or written in title case without being introduced as speech. What is both announced
/// and in title case is one whatever follows: "the anthem “A Change Will Come,” she added".
pub fn is_title(line: &Line, segment: &Segment, at: usize, spoken: bool) -> bool {
    let work = |before: usize| line.class(at.wrapping_sub(before)).has(Class::WORK);
    let last = line.lower(at.wrapping_sub(1));
    let titled = in_title_case(line.document, segment);
    if work(1) && titled {
        return true;
    }
    let announced = work(1) || last == "," && work(2);
    (announced || titled) && !(last == ":" || spoken)
}

fn in_title_case(document: &Document, segment: &Segment) -> bool {
    let tokens = tokens(document, segment);
    let text = &document.text[segment.words.clone()];
    if tokens.len() > 10 || text.trim_end_matches(',').ends_with(['.', '!']) && tokens.len() < 4 {
        return false;
    }
    let content = tokens.filter(|&token| {
        document.tokens[token].is_word()
            && !document
                .class(token)
                .has(Class::DET.with(Class::PREP).with(Class::CONJ).with(Class::SUB))
    });
    let mut all_capital = true;
    let mut count = 0;
    for token in content {
        count += 1;
        all_capital &= document.capitalised(token);
    }
    count >= 1 && all_capital
}
