//! What holds for the analysis of any text at all; asked by tests and by the fuzzer.

use quotidian::{
    analysis::{Analysis, Entity, Quote, QuoteKind, analyse},
    article::{self, Article, Format, decode},
    span::Span,
};

type Sound = Result<(), String>;

fn must(holds: bool, what: impl FnOnce() -> String) -> Sound {
    if holds { Ok(()) } else { Err(what()) }
}

/// Reads bytes as an article and [`check`]s what it says: plain text or, if the first byte is odd,
/// Markdown, from the second byte on. Bytes that are no text are refused, which is sound.
pub fn check_bytes(bytes: &[u8]) -> Sound {
    let Some((first, rest)) = bytes.split_first() else { return Ok(()) };
    let Ok(text) = decode::decode(rest) else { return Ok(()) };
    let format = if first % 2 == 0 { Format::Plain } else { Format::Markdown };
    let article = article::read(text, format, "bytes".to_owned(), None);
    check(&article, &analyse(&article))
}

/// Every span slices, everything is in the order of the text, every id exists, and quotes overlap only
/// where one lies within another. The error says what does not hold.
pub fn check(article: &Article, analysis: &Analysis) -> Sound {
    let text = article.text.as_str();
    analysis.entities.iter().try_for_each(|entity| check_entity(text, entity))?;
    for quote in &analysis.quotes {
        check_quote(text, analysis, quote)?;
    }
    check_order(&analysis.quotes)
}

fn check_span(text: &str, span: Span) -> Sound {
    must(span.start < span.end, || format!("empty span {span:?}"))?;
    must(text.get(span.start..span.end).is_some(), || format!("no slice {span:?}"))
}

fn check_entity(text: &str, entity: &Entity) -> Sound {
    let spans = entity.mentions.iter().map(|mention| mention.span);
    spans.clone().try_for_each(|span| check_span(text, span))?;
    must(!entity.mentions.is_empty() && !entity.name.is_empty(), || "an empty entity".to_owned())?;
    must((0.0..=1.0).contains(&entity.salience), || format!("salience {}", entity.salience))?;
    must(apart(&spans.collect::<Vec<_>>()), || format!("mentions of {:?} overlap", entity.name))
}

fn apart(spans: &[Span]) -> bool {
    spans.windows(2).all(|two| two[0].end <= two[1].start)
}

fn check_quote(text: &str, analysis: &Analysis, quote: &Quote) -> Sound {
    must(!quote.spans.is_empty(), || "a quote without words".to_owned())?;
    quote.spans.iter().try_for_each(|&span| check_span(text, span))?;
    must(apart(&quote.spans), || format!("parts out of order: {:?}", quote.spans))?;
    must((0.0..=1.0).contains(&quote.confidence), || format!("confidence {}", quote.confidence))?;
    quote.cue.map_or(Ok(()), |cue| check_span(text, cue))?;
    let candidates = quote.candidates.iter().filter_map(|candidate| candidate.speaker.as_ref());
    for speaker in quote.speaker.iter().chain(candidates) {
        check_span(text, speaker.span)?;
        let exists = speaker.entity.is_none_or(|entity| entity < analysis.entities.len());
        must(exists, || format!("no entity {:?}", speaker.entity))?;
    }
    quote.within.map_or(Ok(()), |around| check_within(analysis, quote, around))
}

/// A quote lies within reported speech, every part of it inside one of the other's.
fn check_within(analysis: &Analysis, quote: &Quote, around: usize) -> Sound {
    let around = analysis.quotes.get(around).ok_or_else(|| format!("no quote {around}"))?;
    must(around.kind == QuoteKind::Indirect, || "within a quote that is none".to_owned())?;
    must(around.within.is_none(), || "within a quote within a quote".to_owned())?;
    let covered = |span: &Span| around.spans.iter().any(|outer| outer.covers(*span));
    must(quote.spans.iter().all(covered), || format!("{:?} is not within", quote.spans))
}

/// In the order of their first words; those within none are apart, and so are those within the same.
fn check_order(quotes: &[Quote]) -> Sound {
    let starts = quotes.windows(2).all(|two| two[0].spans[0].start <= two[1].spans[0].start);
    must(starts, || "quotes out of order".to_owned())?;
    for is_within in [false, true] {
        let those = quotes.iter().filter(|quote| quote.within.is_some() == is_within);
        let mut spans: Vec<Span> = those.flat_map(|quote| quote.spans.iter().copied()).collect();
        spans.sort_unstable();
        must(apart(&spans), || "quotes overlap".to_owned())?;
    }
    Ok(())
}
