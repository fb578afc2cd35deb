//! What is copied.

use crate::{
    analysis::{Analysis, QuoteKind},
    article::Article,
    text::harmless_line,
    wording::{self, Part, Source},
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
    let words = match quote.kind {
        QuoteKind::Indirect => words.into_owned(),
        QuoteKind::Direct | QuoteKind::Partial => format!("“{words}”"),
    };
    let publisher = Some(publisher).filter(|publisher| !publisher.is_empty());
    let source = Source { publisher, ..Source::of(article, analysis, quote) };
    let mut parts = source.parts(|part, words| match part {
        Part::Headline => format!("“{}”", harmless_line(words)),
        Part::Speaker | Part::Other => harmless_line(words).into_owned(),
    });
    parts.extend(article.url.clone());
    Some(format!("{words} — {}", parts.join(", ")))
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
}
