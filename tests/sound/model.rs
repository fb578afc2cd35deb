//! What holds for any file that says it is a model of the tagger; asked by tests and by the fuzzer.

use quotidian::{
    analysis::{
        document::Document,
        lexicon::Lexicon,
        tagger::{
            model::{KIND, Model},
            tag,
        },
    },
    article::{self, Format},
};

const HEADER: usize = 64;

/// The bytes with a header that fits them: lengths that add up are not found by chance.
fn fitted(bytes: &[u8]) -> Vec<u8> {
    let mut file = bytes.to_vec();
    file.resize(file.len().max(HEADER), 0);
    let padded = |length: usize| length.div_ceil(64) * 64;
    let (words, clusters) = (usize::from(file[12]), usize::from(file[16]) * 16);
    let before = HEADER + padded(words) + padded(17 * 17 * 2) + padded(clusters);
    file.resize(file.len().max(before), 0);
    let lengths = [words, clusters, file.len() - before];
    file[..8].copy_from_slice(b"QTDNNER\n");
    file[8..12].copy_from_slice(&KIND.version.to_le_bytes());
    for (at, length) in [12, 16, 20].into_iter().zip(lengths) {
        file[at..at + 4].copy_from_slice(&(length as u32).to_le_bytes());
    }
    file
}

/// Tags an article with a model that opened, whatever is in it.
fn put_to_use(model: &Model) {
    let text = "Ada Lund of the Norholt Council said “no” to Mr Berg.\n\nLund left.\n".to_owned();
    let article = article::read(text, Format::Plain, "fuzz".to_owned(), None);
    let (prose, lexicon) = (article.prose(), Lexicon::open());
    for tagged in tag(model, &Document::new(&article, &prose, &lexicon)) {
        assert!((0.0..=1.0).contains(&tagged.confidence), "{tagged:?}");
    }
}

/// Reads the bytes as a model, as they are and with a header that fits, and puts to use what opens.
pub fn check(bytes: &[u8]) {
    let _ = Model::read(bytes);
    let fitted = fitted(bytes);
    for file in [bytes, &fitted] {
        if let Ok(model) = Model::open(file) {
            put_to_use(&model);
        }
    }
}
