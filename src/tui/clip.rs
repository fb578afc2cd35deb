//! What is copied; and lines of a text, as editors count them.

use crate::{
    analysis::{Analysis, QuoteKind},
    article::Article,
    text::harmless_line,
    wording,
};

/// A quote as a journalist copies it: the words, who said them and what they are, where and when.
/// `None` when there is no such quote.
pub fn quote(
    article: &Article,
    analysis: &Analysis,
    quote: usize,
    publisher: &str,
) -> Option<String> {
    let quote = analysis.quotes.get(quote)?;
    let words = wording::of(article, quote);
    let words = harmless_line(&words);
    let reported = quote.kind == QuoteKind::Indirect;
    let mut source = Vec::new();
    if let Some(speaker) = &quote.speaker {
        let named = analysis.speaker_name(quote);
        let words = named.unwrap_or_else(|| article.prose().of(speaker.span));
        source.push(harmless_line(words).into_owned());
        let entity = speaker.entity.and_then(|entity| analysis.entities.get(entity));
        source.extend(entity.and_then(|entity| entity.roles.first().cloned()));
    }
    // What is reported was not said in these words: it gets no marks, and says so.
    let place = if reported { "reported in" } else { "in" };
    source.push(format!("{place} “{}”", harmless_line(&article.headline())));
    if !publisher.is_empty() {
        source.push(harmless_line(publisher).into_owned());
    }
    source.extend(
        article.published.map(|published| published.date().strftime("%-d %B %Y").to_string()),
    );
    source.extend(article.url.clone());
    let words = if reported { words.into_owned() } else { format!("“{words}”") };
    Some(format!("{words} — {}", source.join(", ")))
}

/// Byte offset at which a line of the text begins, from 1; the last line for numbers beyond it.
pub fn start_of_line(text: &str, line: usize) -> usize {
    let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
    breaks.take(line.saturating_sub(1)).last().unwrap_or(0).min(text.len())
}

/// The line of the text, from 1, that the byte `offset` is on.
pub fn line_at(text: &str, offset: usize) -> usize {
    1 + text.as_bytes().iter().take(offset).filter(|&&byte| byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::{Entity, EntityKind, Quote, Reason, Speaker},
        article::{Block, BlockKind},
        span::Span,
    };

    #[test]
    fn a_copied_quote_says_whose_words_it_is() {
        let text = "“We,\nwon,” she said.".to_owned();
        let words = text.find("We").unwrap()..text.find('”').unwrap();
        let she = text.find("she").unwrap();
        let block = Block::new(BlockKind::Paragraph, Span::new(0, text.len()));
        let title = Some("Vote won".to_owned());
        let article = Article { text, title, blocks: vec![block], ..Article::default() };
        let entity = Entity {
            name: "Ada Moreau".into(),
            kind: EntityKind::Person,
            roles: vec!["mayor".into()],
            salience: 1.0,
            credit: false,
            mentions: Vec::new(),
        };
        let quote_of = Quote {
            kind: QuoteKind::Direct,
            within: None,
            spans: vec![words.into()],
            speaker: Some(Speaker { span: Span::new(she, she + 3), entity: Some(0) }),
            cue: None,
            confidence: 1.0,
            reason: Reason::Cue,
            candidates: Vec::new(),
        };
        let analysis =
            Analysis { entities: vec![entity], quotes: vec![quote_of], ..Analysis::default() };
        assert_eq!(
            quote(&article, &analysis, 0, "The Courier").unwrap(),
            "“We, won” — Ada Moreau, mayor, in “Vote won”, The Courier"
        );
        assert_eq!(quote(&article, &analysis, 1, ""), None);
        let mut reported = analysis;
        reported.quotes[0].kind = QuoteKind::Indirect;
        assert_eq!(
            quote(&article, &reported, 0, "").unwrap(),
            "We, won — Ada Moreau, mayor, reported in “Vote won”",
            "no marks: these are not her words"
        );
    }

    #[test]
    fn lines_are_counted_as_editors_do() {
        let text = "a\nb\n\nc";
        assert_eq!([1, 2, 3, 4, 9].map(|line| start_of_line(text, line)), [0, 2, 4, 5, 5]);
        assert_eq!([0, 2, 4, 5].map(|offset| line_at(text, offset)), [1, 2, 3, 4]);
    }
}
