//! What holds for the analysis of any text at all.

use proptest::prelude::*;
use quotidian::{
    analysis::{Analysis, analyse},
    article::{self, Article, Format},
    span::Span,
};
use std::time::{Duration, Instant};

fn read(text: &str) -> Article {
    article::read(text.to_owned(), Format::Plain, "test".to_owned(), None)
}

fn check_span(text: &str, span: Span) -> Result<(), TestCaseError> {
    prop_assert!(span.start < span.end, "empty span {span:?}");
    prop_assert!(text.get(span.start..span.end).is_some(), "no slice {span:?}");
    Ok(())
}

/// Every span slices, everything is in the order of the text, every id exists.
fn check(article: &Article, analysis: &Analysis) -> Result<(), TestCaseError> {
    let text = &article.text;
    for entity in &analysis.entities {
        prop_assert!(!entity.mentions.is_empty() && !entity.name.is_empty());
        prop_assert!((0.0..=1.0).contains(&entity.salience));
        for mention in &entity.mentions {
            check_span(text, mention.span)?;
        }
        prop_assert!(entity.mentions.windows(2).all(|two| two[0].span.end <= two[1].span.start));
    }
    let mut end = 0;
    let mut spans: Vec<Span> = Vec::new();
    for quote in &analysis.quotes {
        prop_assert!((0.0..=1.0).contains(&quote.confidence));
        prop_assert!(quote.spans[0].start >= end, "quotes out of order");
        end = quote.spans[0].start;
        spans.extend(&quote.spans);
        if let Some(speaker) = &quote.speaker {
            check_span(text, speaker.span)?;
            prop_assert!(speaker.entity.is_none_or(|entity| entity < analysis.entities.len()));
        }
        if let Some(cue) = quote.cue {
            check_span(text, cue)?;
        }
    }
    for &span in &spans {
        check_span(text, span)?;
    }
    spans.sort_unstable();
    prop_assert!(spans.windows(2).all(|two| two[0].end <= two[1].start), "quotes overlap");
    Ok(())
}

/// Pieces that news is made of, and that trip rules up when they meet in odd orders.
const PIECES: [&str; 44] = [
    "\"",
    "“",
    "”",
    "'",
    "’",
    "‘",
    "''",
    "``",
    "«",
    "»",
    "„",
    " said",
    " says",
    " told",
    ",",
    ".",
    ":",
    "?",
    "—",
    " - ",
    "\n",
    "\n\n",
    " Mr",
    " Ada",
    " Lund",
    " the",
    " police",
    " who",
    " according to",
    " he",
    " she",
    "'s",
    " US",
    " Department of Justice",
    " called",
    " saying",
    " (R-Fla.)",
    " 東京",
    " É",
    "\u{a0}",
    "ANNA:",
    " in",
    " and",
    " J.",
];

fn jumbled() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..120)
        .prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn jumbled_news_is_analysed_soundly(text in jumbled()) {
        let article = read(&text);
        let analysis = analyse(&article);
        check(&article, &analysis)?;
        prop_assert_eq!(analysis, analyse(&article), "not deterministic");
    }

    #[test]
    fn any_text_is_analysed_soundly(text in "\\PC{0,400}") {
        let article = read(&text);
        check(&article, &analyse(&article))?;
    }

    #[test]
    fn markdown_is_carried_back_to_the_given_text(text in jumbled()) {
        let text = format!("# *A* headline\n\n{}", text.replace("Lund", "**Lund**").replace('”', "&#8221;"));
        let article = article::read(text, Format::Markdown, "test".to_owned(), None);
        check(&article, &analyse(&article))?;
    }
}

/// Time grows with the length and no faster, whatever the text is made of.
#[test]
fn hostile_texts_take_linear_time() {
    let shapes = [
        "\"",
        "'",
        "“",
        "’ ",
        "a",
        "A",
        "A ",
        "Mr ",
        "\"a\" ",
        "'a ",
        "\"a\" said ",
        "say \"x\" ",
        "He said A said ",
        "of A of ",
        "(",
        "Ada Lund, ",
        "X: \"y\"\n\n",
        "A.",
        "http://",
        "a'b",
        "--",
        "\u{a0}",
        "Ada Lund saying “No”, ",
        "in A, the B of C, said ",
        "東",
        "s' 's ",
        "John Adam\n\n",
        "“A\n\n",
        "A-b-",
        "1,",
        "a@",
    ];
    for shape in shapes {
        let text = shape.repeat(1_000_000 / shape.len());
        let article = read(&text);
        let start = Instant::now();
        analyse(&article);
        let taken = start.elapsed();
        // A second is the promise of an optimised build on a free core; this is neither.
        assert!(taken < Duration::from_secs(4), "{shape:?} took {taken:?}");
    }
}
