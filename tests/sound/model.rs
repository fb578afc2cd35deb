//! What holds for any file that says it is a model of the tagger; asked by tests and by the fuzzer.

use quotidian::{
    analysis::{
        document::Document,
        lexicon::Lexicon,
        tagger::{
            decode::Transitions,
            model::{self, Model},
            network::weights::{self, Weights},
            table::BUCKET,
            tag,
        },
    },
    article::{self, Format},
};

/// A file that opens, its parts made of the bytes over and over: lengths that add up are not found by chance, and
/// few inputs are as long as all parts together.
fn fitted(bytes: &[u8]) -> Vec<u8> {
    let byte = |at: usize| bytes.get(at).copied().map_or(0, usize::from);
    let mut endless = bytes.iter().copied().chain([0]).cycle();
    let mut next = |count: usize| -> Vec<u8> { endless.by_ref().take(count).collect() };
    let description = next(byte(12));
    let mut transitions = Transitions::default();
    let steps = transitions.as_flattened_mut();
    let pairs = next(2 * steps.len());
    let (pairs, _) = pairs.as_chunks::<2>();
    steps.iter_mut().zip(pairs).for_each(|(step, pair)| *step = i16::from_le_bytes(*pair));
    let network = Weights::read(&next(weights::BYTES));
    let (clusters, rows) = (next(byte(16) * 16), next(byte(20) * BUCKET));
    let description = String::from_utf8_lossy(&description);
    model::write(&description, &transitions, &network, 1.0 / 128.0, &clusters, &rows)
}

/// Tags an article with a model that opened, whatever is in it.
fn put_to_use(model: &Model) {
    let text = "Ada Lund of the Norholt Council said “no” to Mr Berg.\n\nLund left.\n".to_owned();
    let article = article::read(text, Format::Plain, "fuzz".to_owned(), None);
    let (prose, lexicon) = (article.prose(), Lexicon::open());
    for tagged in tag(model, &Document::new(&article, &prose, &lexicon)) {
        let total: f32 = tagged.chances.iter().sum();
        assert!(tagged.chances.iter().all(|chance| *chance >= 0.0), "{tagged:?}");
        assert!(total <= 1.001, "{tagged:?}");
    }
}

/// Reads the bytes as a model, as they are and with a header that fits, and puts to use what opens.
pub fn check(bytes: &[u8]) {
    let _ = Model::read(bytes);
    if let Ok(model) = Model::open(bytes) {
        put_to_use(&model);
    }
    put_to_use(&Model::read(&fitted(bytes)).expect("it was written as models are"));
}
