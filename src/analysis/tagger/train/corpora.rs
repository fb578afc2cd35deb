//! Annotated articles, read as the engine reads them.

use super::Outcome;
use quotidian::{
    analysis::{
        document::Document,
        lexicon::{Class, Lexicon},
        tagger::{
            clusters::Clusters,
            labels::{self, Label},
            view::View,
        },
    },
    article::{self, Article, Format},
    span::Span,
};
use serde_json::Value;
use std::{fs::File, io::Read, path::Path};

/// How often a text is told that a larger model read: where that is in doubt, one reading has other names than
/// the next, as often as they are probable. People told their texts once, and all readings are the same.
pub const READINGS: usize = 8;

/// The label of a token in each reading.
pub type Labels = [Label; READINGS];

/// One article with its names.
pub struct Annotated {
    /// As the engine reads it.
    pub article: Article,
    /// In order.
    pub names: Vec<Name>,
}

/// A name in an article.
#[derive(Clone, Copy)]
pub struct Name {
    /// Its bytes.
    pub span: Span,
    /// Its kind (index into `labels::KINDS`).
    pub kind: usize,
    /// The readings that have it: a bit for each.
    readings: u64,
}

/// How a text is written anew, character for character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Recase {
    /// In capitals.
    Upper,
    /// Each word with a capital.
    Title,
    /// Without capitals.
    Lower,
}

/// Reads a corpus, packed or not.
pub fn read(path: &Path, recase: &dyn Fn(usize) -> Option<Recase>) -> Outcome<Vec<Annotated>> {
    let records = records(path)?;
    let numbered = records.iter().enumerate();
    numbered.map(|(number, record)| annotated(record, recase(number))).collect()
}

/// The lines of a corpus, packed or not.
fn records(path: &Path) -> Outcome<Vec<Value>> {
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut text = String::new();
    if path.extension().is_some_and(|ending| ending == "gz") {
        flate2::read::GzDecoder::new(file).read_to_string(&mut text)?;
    } else {
        std::io::BufReader::new(file).read_to_string(&mut text)?;
    }
    Ok(text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

/// An article with the names that its record tells.
fn annotated(record: &Value, recase: Option<Recase>) -> Outcome<Annotated> {
    let given = record["text"].as_str().ok_or("a record without text")?;
    let text = recase.map_or_else(|| given.to_owned(), |recase| recased(given, recase));
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut names = Vec::new();
    for name in record["entities"].as_array().into_iter().flatten() {
        let at = |key: &str| name[key].as_u64().and_then(|at| bytes.get(at as usize).copied());
        let (Some(start), Some(end)) = (at("start"), at("end")) else { continue };
        if let Some(kind) = kind(name["type"].as_str().unwrap_or_default()) {
            let readings = name["readings"].as_u64().unwrap_or(u64::MAX);
            names.push(Name { span: trimmed(&text, start, end), kind, readings });
        }
    }
    names.sort_by_key(|name| name.span.start);
    let article = article::read(text, Format::Plain, String::new(), None);
    Ok(Annotated { article, names })
}

/// The kind that a corpus' type stands for. Adjectives of nationality are no names in this house.
fn kind(name: &str) -> Option<usize> {
    match name {
        "PERSON" => Some(0),
        "ORG" => Some(1),
        "LOC" => Some(2),
        "MISC" | "PRODUCT" | "EVENT" => Some(3),
        _ => None,
    }
}

/// The same text in other case; characters whose other case has another length stay.
fn recased(text: &str, recase: Recase) -> String {
    let one =
        |c: char, changed: &mut dyn Iterator<Item = char>| match (changed.next(), changed.next()) {
            (Some(only), None) => only,
            _ => c,
        };
    let mut inside = false;
    text.chars()
        .map(|c| {
            let starts = !inside;
            inside = c.is_alphanumeric() || inside && matches!(c, '\'' | '’');
            match recase {
                Recase::Upper => one(c, &mut c.to_uppercase()),
                Recase::Lower => one(c, &mut c.to_lowercase()),
                Recase::Title if starts => one(c, &mut c.to_uppercase()),
                Recase::Title => c,
            }
        })
        .collect()
}

/// Without "the" in front and a possessive behind: the guideline of the house, and of the scorer.
pub fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let words = &text[start..end];
    let (mut start, mut end) =
        (start + words.len() - words.trim_start().len(), start + words.trim_end().len());
    if start >= end {
        return Span::new(start.min(end), start.min(end));
    }
    let words = &text[start..end];
    if let Some(rest) = words.strip_prefix("The").or_else(|| words.strip_prefix("the"))
        && rest.starts_with(char::is_whitespace)
        && !rest.trim_start().is_empty()
    {
        start = end - rest.trim_start().len();
    }
    for ending in ["'s", "’s", "'", "’"] {
        if let Some(rest) = text[start..end].strip_suffix(ending)
            && !rest.trim_end().is_empty()
        {
            end = start + rest.trim_end().len();
            break;
        }
    }
    Span::new(start, end)
}

/// An article as the tagger sees it.
pub struct Seen<'s> {
    /// Its words.
    pub document: &'s Document<'s>,
    /// What the tagger makes of them.
    pub view: &'s View<'s>,
    /// The labels of its tokens.
    pub labels: Vec<Labels>,
}

/// Looks at an article as the tagger does.
pub fn see<T>(text: &Annotated, clusters: &Clusters, then: impl FnOnce(&Seen) -> T) -> T {
    let prose = text.article.prose();
    let document = Document::new(&text.article, &prose, lexicon());
    let view = View::new(&document, clusters);
    then(&Seen { document: &document, view: &view, labels: label(text, &document) })
}

/// The labels of a document's tokens. Names that no tokens fit are left out.
fn label(annotated: &Annotated, document: &Document) -> Vec<Labels> {
    let prose = annotated.article.prose();
    let mut labels = vec![[labels::OUTSIDE; READINGS]; document.tokens.len()];
    for &Name { span, kind, readings } in &annotated.names {
        let range = prose.range(span);
        let first = document.token_at(range.start);
        let last = document.tokens.partition_point(|token| (token.start as usize) < range.end);
        // "Bought by Doe Co. in May": corpora often leave the full stop of an abbreviation out.
        let ends = |end: usize| end == range.end || document.text.get(range.end..end) == Some(".");
        let fits = last > first
            && document.tokens[first].start as usize == range.start
            && ends(document.tokens[last - 1].end as usize);
        if !fits {
            continue;
        }
        let national = |token| document.class(token).has(Class::NATIONALITY);
        if kind == 3 && (first..last).all(national) {
            continue;
        }
        let mut own = vec![labels::OUTSIDE; last - first];
        labels::write(&mut own, kind);
        for reading in (0..READINGS).filter(|reading| readings >> reading & 1 == 1) {
            let slots = labels[first..last].iter_mut();
            slots.zip(&own).for_each(|(slot, label)| slot[reading] = *label);
        }
    }
    labels
}

/// The lexicon that all documents share.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: std::sync::OnceLock<Lexicon> = std::sync::OnceLock::new();
    LEXICON.get_or_init(Lexicon::open)
}
