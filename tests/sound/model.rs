//! What holds for any file that says it is a model of the tagger; asked by tests and by the fuzzer.

use quotidian::{
    analysis::{
        document::Document,
        lexicon::Lexicon,
        tagger::{
            model::{KIND, Model},
            network::weights,
            tag,
        },
    },
    article::{self, Format},
};

const HEADER: usize = 64;

/// A file that opens, made of the bytes over and over, with a header that fits: lengths that add up are not found
/// by chance, and few inputs are as long as all parts together.
fn fitted(bytes: &[u8]) -> Vec<u8> {
    let padded = |length: usize| length.next_multiple_of(64);
    let byte = |at: usize| bytes.get(at).copied().map_or(0, usize::from);
    let (words, clusters, rows) = (byte(12), byte(16) * 16, byte(20) * 64);
    let fixed = padded(17 * 17 * 2) + padded(weights::BYTES);
    let length = padded(words) + fixed + padded(clusters) + rows;
    let mut file = vec![0; HEADER];
    file.extend(bytes.iter().chain(&[0]).cycle().take(length));
    file[..8].copy_from_slice(KIND.magic);
    file[8..12].copy_from_slice(&KIND.version.to_le_bytes());
    for (at, length) in [12, 16, 20].into_iter().zip([words, clusters, rows]) {
        file[at..at + 4].copy_from_slice(&(length as u32).to_le_bytes());
    }
    file[24..28].copy_from_slice(&[0, 0, 0, 0x3c]); // What a weight of one is worth: a small number.
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
    if let Ok(model) = Model::open(bytes) {
        put_to_use(&model);
    }
    put_to_use(&Model::open(&fitted(bytes)).expect("its header fits"));
}
