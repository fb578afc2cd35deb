//! Whole pages that a person can read, and what holds for every text at every width.

use super::*;
use crate::{
    article::{Block, BlockKind, ProseBuilder, Published},
    text::{harmless, width},
};
use jiff::civil::date;
use proptest::prelude::*;

/// An article whose blocks are these, one after the other, a blank line between them.
fn article(parts: &[(BlockKind, &str)]) -> Article {
    let mut article = Article { id: "test".to_owned(), ..Article::default() };
    for &(kind, words) in parts {
        if !article.text.is_empty() {
            article.text.push_str("\n\n");
        }
        let start = article.text.len();
        article.text.push_str(words);
        article.blocks.push(Block::new(kind, Span::new(start, article.text.len())));
    }
    article
}

fn ragged(article: Article, width: u16) -> Layout {
    Layout::new(Arc::new(article), Measure { width, hyphenate: false, justify: false })
}

/// The page with a bar at its right edge, so that a reader of this file sees where lines end.
fn page(layout: &Layout) -> String {
    let columns = usize::from(layout.measure().width);
    let lines = layout.lines().map(|line| crate::text::pad(&line.text(), columns) + "|\n");
    lines.collect()
}

#[track_caller]
fn looks(layout: &Layout, wanted: &str) {
    let wanted = wanted.trim_start_matches('\n');
    let page = page(layout);
    assert!(page == wanted, "the page is\n{page}and should be\n{wanted}");
}

#[test]
fn a_page_is_set_like_a_column_in_print() {
    let mut article = article(&[
        (BlockKind::Headline, "Harbour of Ostrel opens after eleven years of delay"),
        (BlockKind::Standfirst, "Ferries sail again, but the cranes stand still"),
        (BlockKind::Headline, "Harbour of Ostrel opens after\neleven years of delay"),
        (BlockKind::Caption, "The new pier. Picture by: Ida Varn"),
        (
            BlockKind::Paragraph,
            "The harbour of Ostrel was opened on Friday - eleven years after work on it began. Nobody sang.",
        ),
        (BlockKind::Crosshead, "What it cost"),
        (BlockKind::Paragraph, "The council listed what was paid:"),
        (BlockKind::ListItem, "the pier, which had to be built twice"),
        (BlockKind::ListItem, "two cranes"),
        (
            BlockKind::QuoteBlock,
            "We would do it again, though not in this place and not with these cranes.",
        ),
        (BlockKind::QuoteBlock, "Never, in fact."),
    ]);
    article.blocks[8].ordinal = Some(12);
    article.byline = Some("Mara Tolvane".to_owned());
    article.publisher = Some("The Ostrel\x1bPost".to_owned());
    article.published = Published::on(date(2026, 11, 21));
    looks(
        &ragged(article, 38),
        "
Harbour of Ostrel opens               |
after eleven years of delay           |
                                      |
Ferries sail again, but the cranes    |
stand still                           |
                                      |
Mara Tolvane · 21 November 2026 ·     |
The Ostrel␛Post                       |
                                      |
The new pier. Picture by: Ida Varn    |
                                      |
The harbour of Ostrel was opened on   |
Friday - eleven years after work on it|
began. Nobody sang.                   |
                                      |
What it cost                          |
The council listed what was paid:     |
                                      |
• the pier, which had to be built     |
  twice                               |
12. two cranes                        |
                                      |
│ We would do it again, though not    |
│ in this place and not with these    |
│ cranes.                             |
│                                     |
│ Never, in fact.                     |
",
    );
}

#[test]
fn long_words_are_divided_and_spaces_stretched_when_asked() {
    let words = "Nevertheless the Consolidated party declared its unwavering determination to \
        reconsider every recommendation of the international commission, a well-known body.";
    let article = Arc::new(article(&[(BlockKind::Paragraph, words)]));
    let measure = Measure { width: 34, hyphenate: true, justify: true };
    looks(
        &Layout::new(article, measure),
        "
Nevertheless the Consolidated     |
party   declared   its  unwavering|
determination to reconsider  every|
recommendation   of  the  interna-|
tional  commission,  a  well-known|
body.                             |
",
    );
}

#[test]
fn right_to_left_paragraphs_are_set_from_the_right_and_numbers_are_not_turned() {
    let article = article(&[
        (BlockKind::Paragraph, "אמר דובר Ostrel Post כי 120 (מאה ועשרים) אניות עגנו בנמל."),
        (BlockKind::Paragraph, "وصلت 45 سفينة إلى الميناء (الجديد)."),
        (BlockKind::Paragraph, "The word שלום means peace."),
    ]);
    looks(
        &ragged(article, 30),
        "
   120 יכ Ostrel Post רבוד רמא|
 .למנב ונגע תוינא (םירשעו האמ)|
                              |
     ءانيملا ىلإ ةنيفس 45 تلصو|
                     .(ديدجلا)|
                              |
The word םולש means peace.    |
",
    );
}

#[test]
fn ideographs_part_anywhere_but_before_a_full_stop() {
    let words = "新しい港が金曜日に開かれた。工事は十一年かかった。";
    looks(
        &ragged(article(&[(BlockKind::Paragraph, words)]), 10),
        "
新しい港が|
金曜日に開|
かれた。工|
事は十一年|
かかった。|
",
    );
}

#[test]
fn a_narrow_column_breaks_what_cannot_fit() {
    let words = "See https://example.org/a/long-address?with=words or 漢字\u{a0}漢字.";
    looks(
        &ragged(article(&[(BlockKind::Paragraph, words)]), 10),
        "
See       |
https://  |
example.or|
g/a/long- |
address?  |
with=words|
or 漢字\u{a0}漢|
字.       |
",
    );
}

#[test]
fn tables_keep_their_lines() {
    let words = "port   ships\n\nOstrel\t   45, of which many\n";
    let mut article = article(&[(BlockKind::Paragraph, words)]);
    article.blocks[0].preformatted = true;
    looks(
        &ragged(article, 20),
        "
port   ships        |
                    |
Ostrel       45, of |
which many          |
",
    );
}

#[test]
fn a_line_knows_which_bytes_it_shows() {
    let given = "He\r\nsaid &#8220;no **way**&#8221;\u{200b}.";
    let mut builder = ProseBuilder::default();
    let parts = [
        ("He\r\nsaid ", None),
        ("&#8220;", Some("“")),
        ("no ", None),
        ("**", Some("")),
        ("way", None),
        ("**", Some("")),
        ("&#8221;", Some("”")),
        ("\u{200b}.", None),
    ];
    let mut at = 0;
    for (part, shown) in parts {
        builder.push(given, Span::new(at, at + part.len()), shown.unwrap_or(part));
        at += part.len();
    }
    let mut article = article(&[(BlockKind::Paragraph, given)]);
    article.shown = Some(builder.finish());
    let layout = ragged(article, 40);
    let line = layout.line(layout.first()).unwrap();
    let segments: Vec<_> =
        line.segments().map(|part| (part.shown, part.span.map(|span| span.of(given)))).collect();
    assert_eq!(line.span.of(given), given);
    assert_eq!(
        segments,
        [
            ("He", Some("He")),
            (" said ", Some("\nsaid ")),
            ("“", Some("&#8220;")),
            ("no ", Some("no ")),
            ("way", Some("way")),
            ("”", Some("&#8221;")),
            (".", Some(".")),
        ]
    );
}

#[test]
fn what_is_not_shown_is_found_at_the_next_line_that_is() {
    let mut article = article(&[
        (BlockKind::Caption, "A picture"),
        (BlockKind::Headline, "Words"),
        (BlockKind::Headline, "Words"),
        (BlockKind::Paragraph, "The end."),
    ]);
    article.title = Some("Ignored".to_owned());
    article.publisher = Some("The Post".to_owned());
    let repeated = article.blocks[2].span;
    let layout = ragged(article, 20);
    looks(
        &layout,
        "
Words               |
                    |
The Post            |
                    |
A picture           |
                    |
The end.            |
",
    );
    let shown_at = |offset| layout.line(layout.find(offset)).unwrap().text();
    assert_eq!(shown_at(0), "A picture");
    assert_eq!(shown_at(12), "Words");
    assert_eq!(shown_at(repeated.start), "The end.");
    assert_eq!(shown_at(usize::MAX), "The end.");
    assert_eq!(layout.block(layout.first()), Some(1));
    assert_eq!(layout.block(layout.down(layout.first(), 2)), None);
}

#[test]
fn a_long_block_is_set_piece_by_piece() {
    let words = "Nobody sang when it was opened. ".repeat(20_000);
    let layout = ragged(article(&[(BlockKind::Paragraph, &words)]), 50);
    let middle = layout.find(words.len() / 2);
    assert!(layout.line(middle).unwrap().span.contains(words.len() / 2));
    let set = layout.plan.pieces.iter().filter(|piece| piece.lines.get().is_some()).count();
    assert!(set <= 2, "{set} of {} pieces", layout.plan.pieces.len());
    for (piece, next) in layout.plan.pieces.iter().zip(&layout.plan.pieces[1..]) {
        assert_eq!(piece.prose().map(|prose| prose.end), next.prose().map(|prose| prose.start));
        assert!(words[..next.prose().unwrap().start].ends_with(". "));
    }
}

#[test]
fn an_article_without_a_word_has_no_lines() {
    let layout =
        ragged(article(&[(BlockKind::Paragraph, "\u{200b}\n"), (BlockKind::Byline, "")]), 9);
    assert_eq!(layout.lines().count(), 0);
    assert!(layout.line(layout.first()).is_none());
    assert_eq!(layout.down(layout.first(), 3), layout.last());
    assert_eq!(layout.find(1), layout.first());
}

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
            article.blocks.push(Block { kind, span, depth, ordinal, preformatted });
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
            prop_assert!(matches!(harmless(&shown), std::borrow::Cow::Borrowed(_)) || width(&harmless(&shown)) <= columns);
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
