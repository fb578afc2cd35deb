//! Whole articles with their blocks printed out, so that a change in how they are read is a
//! difference that a person can judge. `cargo insta review` takes a change over.

use quotidian::article::{self, Article, Format};
use std::{fmt::Write, fs, path::Path};

#[test]
fn articles_are_read_as_their_snapshots_show() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/article");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = article::decode::decode_vec(fs::read(&path).unwrap()).unwrap();
        let format = Format::of_path(&path).unwrap();
        let article = article::read(text, format, name.clone(), None);
        insta::assert_snapshot!(name, printed(&article));
        count += 1;
    }
    assert!(count >= 7, "only {count} articles found");
}

/// What is known about the article, then every block under its kind.
fn printed(article: &Article) -> String {
    let mut out = String::new();
    let published = article.published.map(|published| published.to_string());
    for (key, value) in [
        ("title", &article.title),
        ("standfirst", &article.standfirst),
        ("byline", &article.byline),
        ("published", &published),
        ("publisher", &article.publisher),
        ("url", &article.url),
    ] {
        writeln!(out, "{key}: {}", value.as_deref().unwrap_or("-")).unwrap();
    }
    writeln!(out, "tags: {}", article.tags.join(", ")).unwrap();
    let prose = article.prose();
    for block in &article.blocks {
        let ordinal = block.ordinal.map_or(String::new(), |ordinal| format!(" {ordinal}."));
        let preformatted = if block.preformatted { " preformatted" } else { "" };
        writeln!(out, "\n[{:?} {}{ordinal}{preformatted}]", block.kind, block.depth).unwrap();
        writeln!(out, "{}", prose.of(block.span)).unwrap();
    }
    out
}
