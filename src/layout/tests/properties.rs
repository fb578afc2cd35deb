//! What holds for every text at every width.

use super::*;
use crate::text::{harmless, width};
use proptest::prelude::*;

/// A part of a text and, if it is not shown as it stands, what is shown for it.
type Part = (String, Option<String>);

fn any_part() -> impl Strategy<Value = Part> {
    let verbatim = prop_oneof![
        6 => "[a-zA-Z ,.'(){}-]{0,20}",
        2 => "[ \\n\\r\\t\u{a0}]{1,4}",
        2 => "[א-ת\u{5b0}ء-ي 0-9()«]{1,12}",
        2 => "[漢字かな。「」ｶ가]{1,9}",
        1 => "[\\x00-\\x1f\\x7f-\u{9f}\u{200b}-\u{200f}\u{2028}-\u{202e}]{1,3}",
        1 => "[👩🏽🇦🇧\u{200d}\u{fe0f}\u{300}-\u{304}\u{1100}\u{1161}क\u{94d}\u{600}]{1,9}",
        1 => any::<String>(),
    ];
    prop_oneof![
        6 => verbatim.prop_map(|words| (words, None)),
        1 => Just(("**".to_owned(), Some(String::new()))),
        1 => Just(("&#8220;".to_owned(), Some("“".to_owned()))),
        1 => Just(("&lt;".to_owned(), Some("<".to_owned()))),
    ]
}

/// An article of one to four blocks in Markdown's manner, or in that of plain text.
fn any_article() -> impl Strategy<Value = Article> {
    let kind = prop::sample::select(vec![
        BlockKind::Headline,
        BlockKind::Caption,
        BlockKind::Crosshead,
        BlockKind::Paragraph,
        BlockKind::Paragraph,
        BlockKind::ListItem,
        BlockKind::QuoteBlock,
    ]);
    let parts = prop::collection::vec(any_part(), 0..9);
    let block = (kind, parts, 0..4_u8, prop::option::of(1..200_u32), prop::bool::weighted(0.2));
    (prop::collection::vec(block, 1..5), any::<bool>()).prop_map(|(blocks, is_plain)| {
        let mut article = Article { id: "any".to_owned(), ..Article::default() };
        let mut pushed = Vec::new();
        for (kind, parts, depth, ordinal, preformatted) in blocks {
            let start = article.text.len();
            for (given, shown) in parts {
                let at = article.text.len();
                article.text.push_str(&given);
                pushed.push((Span::new(at, article.text.len()), shown.unwrap_or(given)));
            }
            let span = Span::new(start, article.text.len());
            article.blocks.push(Block { kind, span, depth, ordinal, preformatted, code: false });
            article.text.push_str("\n\n");
        }
        if !is_plain {
            let mut builder = ProseBuilder::default();
            for (span, shown) in &pushed {
                builder.push(&article.text, *span, shown);
            }
            article.shown = Some(builder.finish());
        }
        article
    })
}

fn any_measure() -> impl Strategy<Value = Measure> {
    (1..=100_u16, any::<bool>(), any::<bool>()).prop_map(|(width, hyphenate, justify)| Measure {
        width,
        hyphenate,
        justify,
    })
}

/// All places of a page, walked from first to last.
fn places(layout: &Layout) -> Vec<Place> {
    let mut places = vec![layout.first()];
    while layout.down(places[places.len() - 1], 1) != places[places.len() - 1] {
        places.push(layout.down(places[places.len() - 1], 1));
    }
    places.retain(|&place| layout.line(place).is_some());
    places
}

/// Text without white space, brackets all facing one way: what setting may not change.
fn essence(text: &str) -> String {
    let marks = text.chars().filter(|c| !c.is_whitespace());
    marks
        .map(|c| {
            bidi::mirrored(&c.to_string()).and_then(|m| m.chars().next()).map_or(c, |m| m.min(c))
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn every_line_fits_its_column(article in any_article(), measure in any_measure()) {
        for line in Layout::new(Arc::new(article), measure).lines() {
            let shown: String = line.segments().map(|segment| segment.shown).collect();
            let columns = usize::from(line.indent) + width(&shown);
            prop_assert!(columns <= usize::from(measure.width), "{columns}: {line:?}");
            prop_assert!(!shown.contains(char::is_control), "{line:?}");
        }
    }

    #[test]
    fn the_lines_of_a_block_give_its_prose_back(article in any_article(), mut measure in any_measure()) {
        measure.width = measure.width.max(8);
        let layout = Layout::new(Arc::new(article.clone()), measure);
        let mut shown = vec![Vec::new(); article.blocks.len()];
        for place in places(&layout) {
            for segment in layout.line(place).unwrap().segments() {
                if let (Some(span), Some(block)) = (segment.span, layout.block(place)) {
                    shown[block].push((span, segment.shown));
                }
            }
        }
        let mut headlines = 0;
        for (block, mut shown) in article.blocks.iter().zip(shown) {
            headlines += usize::from(block.kind == BlockKind::Headline);
            shown.sort_by_key(|&(span, _)| span.start);
            let shown: String = shown.into_iter().map(|(_, shown)| shown).collect();
            let prose = harmless(article.prose().of(block.span)).into_owned();
            if headlines < 2 {
                prop_assert_eq!(essence(&shown), essence(&prose));
            }
        }
    }

    #[test]
    fn spans_lie_on_characters_in_order_and_apart(article in any_article(), measure in any_measure()) {
        let text = article.text.clone();
        let layout = Layout::new(Arc::new(article), measure);
        let is_head = |place: &Place| layout.block(*place).is_none_or(|_| place.piece < layout.plan.body);
        let mut end = 0;
        for place in places(&layout).into_iter().filter(|place| !is_head(place)) {
            let line = layout.line(place).unwrap();
            prop_assert!(text.get(std::ops::Range::from(line.span)).is_some(), "{line:?}");
            prop_assert!(end <= line.span.start, "{end}: {line:?}");
            end = line.span.end;
            for segment in line.segments() {
                let Some(span) = segment.span else { continue };
                prop_assert!(line.span.covers(span), "{line:?}");
                let starts = segment.shown.char_indices().map(|(at, _)| span.start + at);
                let by_byte = span.len() == segment.shown.len();
                prop_assert!(!by_byte || starts.into_iter().all(|at| text.is_char_boundary(at)));
            }
        }
    }

    #[test]
    fn what_a_line_shows_is_found_on_it(article in any_article(), measure in any_measure()) {
        let layout = Layout::new(Arc::new(article), measure);
        for place in places(&layout) {
            for segment in layout.line(place).unwrap().segments() {
                if let Some(span) = segment.span.filter(|span| !span.is_empty()) {
                    prop_assert_eq!(layout.find(span.start), place);
                    prop_assert_eq!(layout.find(span.end - 1), place);
                }
            }
        }
    }

    #[test]
    fn up_undoes_down(article in any_article(), measure in any_measure(), by in 0..20_usize) {
        let layout = Layout::new(Arc::new(article), measure);
        let places = places(&layout);
        prop_assert_eq!(places.len(), layout.lines().count());
        for (at, &place) in places.iter().enumerate() {
            let below = places[(at + by).min(places.len() - 1)];
            prop_assert_eq!(layout.down(place, by), below);
            prop_assert_eq!(layout.distance(place, below, usize::MAX), by.min(places.len() - 1 - at));
            prop_assert_eq!(layout.distance(below, place, 3), by.min(places.len() - 1 - at).min(3));
            prop_assert_eq!(layout.up(place, by), places[at.saturating_sub(by)]);
        }
    }
}
