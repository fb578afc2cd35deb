//! Annotated articles: one JSON object a line, packed or not, names given in code points.

use quotidian::{
    analysis::EntityKind,
    article::{self, Article, Format},
    span::Span,
};
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

/// The sets that figures are promised for.
pub const DEV_SETS: [&str; 4] = ["worldwide-merged", "conll03", "gum", "uner-ewt"];

/// The folder of the name corpora in a folder of data, or why it cannot be used.
pub fn folder(data: &Path) -> Result<PathBuf, String> {
    let folder = data.join("ner");
    if folder.is_dir() { Ok(folder) } else { Err(format!("{} is not there", folder.display())) }
}

/// An article and the names that annotators found in it.
pub struct Annotated {
    /// The article as the program reads it.
    pub article: Article,
    /// People, organizations and locations; whatever else is annotated is left out.
    pub names: Vec<(Span, EntityKind)>,
}

/// How a text is written anew: character for character, so that every code point keeps its place.
/// A character whose other case is longer stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Not at all.
    Given,
    /// All in capitals.
    Upper,
    /// Each word with a capital, the rest as it was: what headlines do.
    Title,
    /// Each run of letters with a capital, the rest without, acronyms too: Python's `str.title`.
    Capitalised,
    /// Without capitals.
    Lower,
}

#[derive(serde::Deserialize)]
struct Record {
    text: String,
    entities: Vec<Name>,
}

#[derive(serde::Deserialize)]
struct Name {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
}

/// Reads the corpus `name` (without its ending) in `folder`, in the given case.
pub fn read(folder: &Path, name: &str, case: Case) -> io::Result<Vec<Annotated>> {
    let plain = folder.join(name).with_added_extension("jsonl");
    let path = if plain.exists() { plain } else { plain.with_added_extension("gz") };
    let mut all = Vec::new();
    for line in lines(&path)? {
        let record = serde_json::from_str(&line?).map_err(|error| told(&path, error.into()))?;
        all.push(annotated(record, case));
    }
    Ok(all)
}

fn lines(path: &Path) -> io::Result<io::Lines<BufReader<Box<dyn Read>>>> {
    let file = File::open(path).map_err(|error| told(path, error))?;
    let packed = path.extension().is_some_and(|ending| ending == "gz");
    let bytes: Box<dyn Read> =
        if packed { Box::new(flate2::read::GzDecoder::new(file)) } else { Box::new(file) };
    Ok(BufReader::new(bytes).lines())
}

fn told(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

fn annotated(record: Record, case: Case) -> Annotated {
    let text = recased(&record.text, case);
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let at = |point: usize| bytes.get(point).copied().unwrap_or(text.len());
    let name = |name: &Name| Some((Span::new(at(name.start), at(name.end)), kind_of(&name.kind)?));
    let names = record.entities.iter().filter_map(name).collect();
    Annotated { article: article::read(text, Format::Plain, String::new(), None), names }
}

/// The kind that a corpus' label stands for, of those that are scored.
fn kind_of(label: &str) -> Option<EntityKind> {
    match label.to_uppercase().as_str() {
        "PERSON" | "PER" => Some(EntityKind::Person),
        "ORG" | "ORGANIZATION" | "ORGANISATION" => Some(EntityKind::Organization),
        "LOC" | "GPE" | "FAC" | "LOCATION" | "FACILITY" => Some(EntityKind::Location),
        _ => None,
    }
}

/// A text in another case, as many code points long.
pub fn recased(text: &str, case: Case) -> String {
    let mut before = ' ';
    let changed = text.chars().map(|c| {
        let inside = match case {
            Case::Title => before.is_alphanumeric() || matches!(before, '\'' | '’'),
            _ => before.is_uppercase() || before.is_lowercase(),
        };
        before = c;
        match case {
            Case::Given => c,
            Case::Upper => single(c, c.to_uppercase()),
            Case::Lower => single(c, c.to_lowercase()),
            Case::Capitalised if inside => single(c, c.to_lowercase()),
            Case::Title if inside => c,
            Case::Title | Case::Capitalised => single(c, c.to_uppercase()),
        }
    });
    changed.collect()
}

/// The one character that `c` becomes, or `c` when it becomes several.
fn single(c: char, mut changed: impl Iterator<Item = char>) -> char {
    match (changed.next(), changed.next()) {
        (Some(only), None) => only,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_another_case_is_as_long() {
        let text = "the UN’s Straße—o'neil of İzmir";
        let cased = |case| recased(text, case);
        assert_eq!(cased(Case::Given), text);
        assert_eq!(cased(Case::Upper), "THE UN’S STRAßE—O'NEIL OF İZMIR");
        assert_eq!(cased(Case::Lower), "the un’s straße—o'neil of İzmir");
        assert_eq!(cased(Case::Title), "The UN’s Straße—O'neil Of İzmir");
        assert_eq!(cased(Case::Capitalised), "The Un’S Straße—O'Neil Of İzmir");
    }
}
