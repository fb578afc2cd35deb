//! Real articles that are not part of the project: read where they are there, skipped elsewhere.

use quotidian::article::{self, Article, BlockKind, Format};
use std::{fs, path::PathBuf};

/// A folder beside the project, or `None` after saying that the test is skipped.
fn shared(folder: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared").join(folder);
    if !path.is_dir() {
        println!("skipped: ../shared/{folder} is not there");
        return None;
    }
    Some(path)
}

fn read(path: &PathBuf) -> Article {
    let text = article::decode::decode_vec(fs::read(path).unwrap()).unwrap();
    article::read(text, Format::of_path(path).unwrap(), String::new(), None)
}

fn files(folder: PathBuf) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let files = entries.filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    files.map(walkdir::DirEntry::into_path).collect()
}

#[test]
fn seeds_have_the_shape_of_news() {
    let Some(folder) = shared("seeds") else { return };
    let expected = fs::read_to_string(folder.join("expected.json")).unwrap();
    let expected: Vec<serde_json::Value> = serde_json::from_str(&expected).unwrap();
    for gold in &expected {
        let article = read(&folder.join(gold["file"].as_str().unwrap()));
        assert_eq!(article.title.as_deref(), gold["title"].as_str());
        assert_eq!(article.standfirst.as_deref(), gold["standfirst"].as_str());
        let kinds: Vec<BlockKind> = article.blocks.iter().map(|block| block.kind).collect();
        let opening = [
            BlockKind::Headline,
            BlockKind::Standfirst,
            BlockKind::Headline,
            BlockKind::Caption,
            BlockKind::Paragraph,
        ];
        assert_eq!(kinds[..5], opening);
        for (block, kind) in article.blocks.iter().zip(&kinds).skip(4) {
            let words = block.span.of(&article.text);
            let is_pulled = words.starts_with("\"We are taking a stand");
            assert_eq!(*kind == BlockKind::Crosshead, is_pulled, "{words}");
        }
    }
}

#[test]
fn a_library_of_markdown_is_read() {
    let Some(folder) = shared("library/digitalgov") else { return };
    for path in files(folder) {
        let article = read(&path);
        let head = article::head(&article.text, Format::Markdown);
        assert_eq!((&head.title, head.published), (&article.title, article.published), "{path:?}");
        let prose = article.prose();
        let is_dated = article.text.starts_with("---\n") && article.text.contains("\ndate: 2");
        assert_eq!(article.published.is_some(), is_dated, "{path:?}");
        assert!(article.title.is_some(), "{path:?}");
        assert!(!prose.text().contains("{{<") && !prose.text().contains(">}}"), "{path:?}");
        assert!(article.blocks.iter().all(|block| block.span.start >= head.body), "{path:?}");
    }
}
