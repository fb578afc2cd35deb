//! Whole pages that a person can read.

mod properties;

use super::*;
use crate::article::{Block, BlockKind, ProseBuilder, Published};
use jiff::civil::date;

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
