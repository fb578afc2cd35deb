//! What must hold of any text whatever: blocks are in order, slice cleanly, lose nothing, and can
//! be carried to the prose and back.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // A test says what must hold.

use proptest::prelude::*;
use quotidian::article::{self, Article, Format, decode};

/// Texts made of what readers look at, so that odd combinations come up often.
fn markup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        "    ",
        "\u{a0}",
        "\t",
        "- ",
        "* ",
        "1. ",
        "2) ",
        "> ",
        "# ",
        "## ",
        "---\n",
        "+++\n",
        "title: A\n",
        "date: 2026-11-21\n",
        "a = 1\n",
        "```\n",
        "`",
        "**",
        "_",
        "|",
        "|-|-|\n",
        "[a](b)",
        "![c](d)",
        "[^1]",
        "[^1]: ",
        "{{< x >}}",
        "{{< x",
        ">}}",
        "{{% /y %}}",
        "&amp;",
        "&#8220;",
        "&bogus;",
        "&",
        ";",
        "<b>",
        "</b>",
        "<br>",
        "<p>",
        "<li>",
        "<ol>",
        "</ol>",
        "<td>",
        "<table>",
        "</table>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<blockquote>",
        "<pre>",
        "\\",
        "Word",
        "word ",
        "A sentence. ",
        "“",
        "\"",
        ":",
        "By Jane Doe",
        "21 November 2026",
        "é",
        "漢",
        "\u{0}",
        "File photo of B",
        "Picture by: C/D",
        "NAME: ",
        "===\n",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![markup(), "\\PC{0,80}", any::<String>()]
}

fn read(text: &str, format: Format) -> Article {
    article::read(text.to_owned(), format, "id".to_owned(), None)
}

fn check_blocks(article: &Article, text: &str) -> Result<(), TestCaseError> {
    prop_assert_eq!(&article.text, text);
    let prose = article.prose();
    let (mut end, mut shown) = (0, 0);
    for block in &article.blocks {
        prop_assert!(block.span.start >= end && !block.span.is_empty(), "{:?}", article.blocks);
        prop_assert!(text.get(block.span.start..block.span.end).is_some());
        end = block.span.end;
        let range = prose.range(block.span);
        prop_assert!(range.start >= shown && !range.is_empty());
        prop_assert!(!prose.text()[range.clone()].trim().is_empty());
        if article.shown.is_some() && shown > 0 {
            prop_assert_eq!(&prose.text()[shown..range.start], "\n\n");
        }
        shown = range.end;
        check_way_back(article, block.span)?;
    }
    Ok(())
}

/// Every character of a block's prose stands for bytes of the block, and all of them for all of it.
fn check_way_back(article: &Article, span: quotidian::span::Span) -> Result<(), TestCaseError> {
    let prose = article.prose();
    let range = prose.range(span);
    let back = prose.to_text(range.clone());
    prop_assert!(span.covers(back));
    prop_assert_eq!(prose.range(back), range.clone());
    for (at, c) in prose.text()[range.clone()].char_indices() {
        let at = range.start + at;
        let given = prose.to_text(at..at + c.len_utf8());
        prop_assert!(span.covers(given) && article.text.get(given.start..given.end).is_some());
    }
    let runs = prose.runs(span);
    prop_assert!(runs.iter().all(|run| span.covers(*run) && !run.is_empty()));
    prop_assert!(runs.windows(2).all(|pair| pair[0].end < pair[1].start));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn plain_text_is_read_whole_and_in_order(text in any_text()) {
        let article = read(&text, Format::Plain);
        check_blocks(&article, &text)?;
        let mut in_blocks = String::new();
        for block in &article.blocks {
            in_blocks.push_str(block.span.of(&text));
        }
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(bare(&in_blocks), bare(&text));
    }

    #[test]
    fn markdown_is_read_in_order(text in any_text()) {
        check_blocks(&read(&text, Format::Markdown), &text)?;
    }

    #[test]
    fn front_matter_is_in_no_block(body in any_text(), value in "\\PC{0,20}") {
        let matter = format!("---\ntitle: {value}\nlist: [{value}]\n---\n");
        let text = format!("{matter}{body}");
        let article = read(&text, Format::Markdown);
        prop_assert!(article.blocks.iter().all(|block| block.span.start >= matter.len()));
    }

    #[test]
    fn the_head_agrees_with_the_article(text in any_text()) {
        for format in [Format::Plain, Format::Markdown] {
            let (head, article) = (article::head(&text, format), read(&text, format));
            prop_assert_eq!(&head.title, &article.title);
            prop_assert_eq!(&head.published, &article.published);
            prop_assert_eq!(&head.byline, &article.byline);
            prop_assert_eq!((&head.publisher, &head.url), (&article.publisher, &article.url));
        }
        let _ = Format::sniff(&text);
    }

    #[test]
    fn any_bytes_become_an_article_or_are_refused(bytes: Vec<u8>) {
        if let Ok(text) = decode::decode_vec(bytes) {
            read(&text, Format::sniff(&text));
        }
    }
}

/// What was found by chance: a gap between the cells of a table in raw HTML and nothing on either side of it.
#[test]
fn a_gap_with_nothing_beside_it_is_no_block() -> Result<(), TestCaseError> {
    let text = "[a](b)---\n<pre> <td>\n<p>\n";
    check_blocks(&read(text, Format::Markdown), text)
}

#[test]
fn an_ampersand_in_raw_html_is_no_part_of_a_reference_after_it() -> Result<(), TestCaseError> {
    for (text, shown) in [
        ("<p>Q&A: what&#8217;s next for AT&T R&amp;D</p>", "Q&A: what’s next for AT&T R&D"),
        (
            "<p>Tom & \"Jerry\" said: \"It&#8217;s on,\" and <br>left & went&nbsp;home;</p>",
            "Tom & \"Jerry\" said: \"It’s on,\" and \nleft & went\u{a0}home;",
        ),
        ("<p>Q&A *old* note; &bogus; &Eacute;&#x41;&frac12;</p>", "Q&A *old* note; &bogus; ÉA½"),
    ] {
        let article = read(text, Format::Markdown);
        check_blocks(&article, text)?;
        prop_assert_eq!(article.prose().text(), shown);
    }
    Ok(())
}

/// Nothing may take time that grows faster than the text: each of these is a trap for some reader.
#[test]
fn no_text_takes_long() {
    let deep_list: String = (0..1000).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect();
    let many = |piece: &str| piece.repeat(1_000_000 / piece.len());
    let traps = [
        many("x\n"),
        many("word "),
        many("M"),
        many("- x\n"),
        many("a: b\n"),
        many(">"),
        many("["),
        many("*a **b "),
        many("{{< "),
        many("{% "),
        many("<a \"> "),
        many("<ul><li>"),
        many("<!-- "),
        many("&"),
        many("&eacute;"),
        many("<table><td>"),
        many("> a\n"),
        many("|a"),
        many("\u{a0}\n"),
        many("\r"),
        deep_list,
        format!("---\na: {}\n---\nb", many("[")),
        format!("---\n{}\n---\n", many("a: &a [*a]\n")),
        format!("+++\na = {}\n+++\n", many("[")),
        format!("---\n{}", many("a: b\n")),
        many("--- \n"),
        format!("<script>{}", many("</scrip ")),
        format!("<div>\n{}", many("&amp; <b x='\">")),
    ];
    for trap in traps {
        for format in [Format::Plain, Format::Markdown] {
            let start = std::time::Instant::now();
            let article = read(&trap, format);
            article::head(&trap, format);
            Format::sniff(&trap);
            assert!(article.words() <= trap.len());
            let (opening, time) = (trap.chars().take(20).collect::<String>(), start.elapsed());
            assert!(time.as_secs() < 5, "{time:?} for {format:?} {opening:?}");
        }
    }
}
