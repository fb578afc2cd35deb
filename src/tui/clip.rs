//! What is copied, and what is piped: an article's words as plain text.

use crate::{
    analysis::Analysis,
    article::{Article, BlockKind},
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
    let words = one_line(&analysis.words(article, quote));
    let mut source = Vec::new();
    if let Some(speaker) = &quote.speaker {
        let named = analysis.speaker_name(quote);
        source.push(one_line(named.unwrap_or_else(|| article.prose().of(speaker.span))));
        let entity = speaker.entity.and_then(|entity| analysis.entities.get(entity));
        source.extend(entity.and_then(|entity| entity.roles.first().cloned()));
    }
    source.push(format!("in “{}”", one_line(&article.headline())));
    if !publisher.is_empty() {
        source.push(one_line(publisher));
    }
    source.extend(
        article.published.map(|published| published.date().strftime("%-d %B %Y").to_string()),
    );
    source.extend(article.url.clone());
    Some(format!("“{words}” — {}", source.join(", ")))
}

/// An article as plain text, one paragraph a line, blank lines between: what a command is given.
pub fn plain(article: &Article) -> String {
    let prose = article.prose();
    let mut text = String::new();
    let headed = article.blocks.iter().any(|block| block.kind == BlockKind::Headline);
    let metadata = [&article.title, &article.standfirst, &article.byline];
    for line in metadata.into_iter().flatten().filter(|_| !headed) {
        text.push_str(&one_line(line));
        text.push_str("\n\n");
    }
    for block in &article.blocks {
        let words = prose.of(block.span);
        let line = if block.preformatted { words.to_owned() } else { one_line(words) };
        text.push_str(&line);
        text.push_str("\n\n");
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// A text with every run of white space made one space.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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
        analysis::{Entity, EntityKind, Quote, QuoteKind, Reason, Speaker},
        article::Block,
        span::Span,
    };

    #[test]
    fn a_copied_quote_says_whose_words_it_is() {
        let text = "“We\nwon,” she said.".to_owned();
        let words = text.find("We").unwrap()..text.find(',').unwrap();
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
        };
        let analysis =
            Analysis { entities: vec![entity], quotes: vec![quote_of], ..Analysis::default() };
        assert_eq!(
            quote(&article, &analysis, 0, "The Courier").unwrap(),
            "“We won” — Ada Moreau, mayor, in “Vote won”, The Courier"
        );
        assert_eq!(quote(&article, &analysis, 1, ""), None);
    }

    #[test]
    fn lines_are_counted_as_editors_do() {
        let text = "a\nb\n\nc";
        assert_eq!([1, 2, 3, 4, 9].map(|line| start_of_line(text, line)), [0, 2, 4, 5, 5]);
        assert_eq!([0, 2, 4, 5].map(|offset| line_at(text, offset)), [1, 2, 3, 4]);
    }
}
