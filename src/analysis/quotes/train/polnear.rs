//! Annotated news: who said what, given in code points, one article a line.

use quotidian::{
    article::{self, Article, Format},
    span::Span,
};
use std::{
    fs::File,
    io::{BufRead, BufReader, Read},
    path::Path,
};

/// An article and who says what in it.
pub struct Annotated {
    /// The article as the program reads it.
    pub article: Article,
    /// Who says what.
    pub attributions: Vec<Attribution>,
}

/// Words, who says them, and what ties the two; in bytes of the text.
pub struct Attribution {
    /// The words that name the source.
    pub source: Vec<Span>,
    /// The cue.
    pub cue: Vec<Span>,
    /// The words.
    pub content: Vec<Span>,
}

#[derive(serde::Deserialize)]
struct Record {
    text: String,
    attributions: Vec<Marked>,
}

#[derive(serde::Deserialize)]
struct Marked {
    source: Vec<Place>,
    cue: Vec<Place>,
    content: Vec<Place>,
}

#[derive(serde::Deserialize)]
struct Place {
    start: usize,
    end: usize,
}

/// Reads a corpus.
pub fn read(path: &Path) -> Result<Vec<Annotated>, Box<dyn std::error::Error>> {
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let packed = path.extension().is_some_and(|ending| ending == "gz");
    let bytes: Box<dyn Read> =
        if packed { Box::new(flate2::read::GzDecoder::new(file)) } else { Box::new(file) };
    BufReader::new(bytes).lines().map(|line| Ok(annotated(serde_json::from_str(&line?)?))).collect()
}

fn annotated(record: Record) -> Annotated {
    let Record { text, attributions } = record;
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let at = |point: usize| bytes.get(point).copied().unwrap_or(text.len());
    let spans = |places: &[Place]| -> Vec<Span> {
        places.iter().map(|place| Span::new(at(place.start), at(place.end))).collect()
    };
    let attributions = attributions
        .into_iter()
        .map(|marked| Attribution {
            source: spans(&marked.source),
            cue: spans(&marked.cue),
            content: spans(&marked.content),
        })
        .collect();
    Annotated { article: article::read(text, Format::Plain, String::new(), None), attributions }
}
