//! The articles that the project starts from, and what a careful reader finds in them: read where they
//! are there, skipped elsewhere.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // A test says what must hold.

use quotidian::{
    analysis::{Analysis, Entity, EntityKind, Form, analyse},
    article::{self, Article, Format},
};
use serde_json::Value;
use std::{fs, path::PathBuf};

/// Each article with its analysis and what is expected, or `None` after saying that the test is skipped.
fn seeds() -> Option<Vec<(Article, Analysis, Value)>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    if !folder.is_dir() {
        println!("skipped: ../shared/seeds is not there");
        return None;
    }
    let expected = fs::read_to_string(folder.join("expected.json")).unwrap();
    let expected: Vec<Value> = serde_json::from_str(&expected).unwrap();
    let read = |gold: Value| {
        let bytes = fs::read(folder.join(gold["file"].as_str().unwrap())).unwrap();
        let text = article::decode::decode_vec(bytes).unwrap();
        let article = article::read(text, Format::Plain, String::new(), None);
        let analysis = analyse(&article);
        (article, analysis, gold)
    };
    Some(expected.into_iter().map(read).collect())
}

/// The forms of an expected entity, titles left out.
fn forms(gold: &Value) -> Vec<&str> {
    let aliases = gold["aliases"].as_array().unwrap().iter().filter_map(Value::as_str);
    aliases
        .map(|alias| {
            let bare = ["Mr ", "Ms ", "Mrs ", "President "].iter();
            bare.filter_map(|title| alias.strip_prefix(title)).next().unwrap_or(alias)
        })
        .collect()
}

fn is_named(article: &Article, entity: &Entity, forms: &[&str]) -> bool {
    let mut names = entity.mentions.iter().filter(|mention| mention.form == Form::Name);
    names.any(|mention| forms.contains(&mention.span.of(&article.text)))
}

#[test]
fn every_entity_is_found_once_with_its_roles() {
    let Some(seeds) = seeds() else { return };
    for (article, analysis, gold) in &seeds {
        for expected in gold["entities"].as_array().unwrap() {
            let forms = forms(expected);
            let found: Vec<&Entity> =
                analysis.entities.iter().filter(|e| is_named(article, e, &forms)).collect();
            let roles: Vec<&str> =
                expected["roles"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            assert_eq!(found.len(), 1, "{expected}");
            assert_eq!(found[0].roles, roles, "{}", found[0].name);
        }
    }
}

#[test]
fn nobody_is_found_who_is_not_there() {
    let Some(seeds) = seeds() else { return };
    for (article, analysis, gold) in &seeds {
        let expected = gold["entities"].as_array().unwrap();
        let people = analysis.entities.iter().filter(|e| e.kind == EntityKind::Person);
        for person in people {
            let mut known = expected.iter().filter(|gold| gold["kind"] == "person");
            assert!(known.any(|gold| is_named(article, person, &forms(gold))), "{}", person.name);
        }
    }
}

#[test]
fn photographers_and_agencies_are_credits_and_nobody_else() {
    let Some(seeds) = seeds() else { return };
    for (article, analysis, _) in &seeds {
        for entity in &analysis.entities {
            let captions = article
                .blocks
                .iter()
                .filter(|block| block.kind == quotidian::article::BlockKind::Caption);
            let credits: Vec<_> = captions
                .filter_map(|block| {
                    let at = block.span.of(&article.text).find("Picture by")?;
                    Some(block.span.start + at..block.span.end)
                })
                .collect();
            let mut names = entity.mentions.iter().filter(|m| m.form == Form::Name);
            let credited = names.all(|m| credits.iter().any(|c| c.contains(&m.span.start)));
            assert_eq!(entity.credit, credited, "{}", entity.name);
        }
    }
}
