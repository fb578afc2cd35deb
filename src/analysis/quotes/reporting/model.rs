//! The file of the models of quotes: what they were trained on, the words that were cues, the weights.
//!
//! The file is a [`sealed`] one, its body of three parts: a description (JSON: corpus, date, seed, scores), the
//! hashes of the words that were cues, eight bytes each, ascending, and the weights, one byte each
//! ([`super::weights`]).

use super::weights::Weights;
use crate::analysis::sealed::{self, Kind, ModelError};

/// The files that this program reads and writes.
const KIND: Kind = Kind { magic: b"QTDNQUO\n", version: 1 };

/// The models, in place.
#[derive(Clone, Copy, Debug, Default)]
pub struct Model<'m> {
    /// What they were trained on, when, with what seed, and how they scored (JSON).
    pub description: &'m str,
    cues: &'m [[u8; 8]],
    /// The weights of all features.
    pub weights: Weights<'m>,
}

impl<'m> Model<'m> {
    /// Opens a model that comes from outside: everything is checked, its checksum too.
    ///
    /// # Errors
    /// When it is no model, one of another version, or damaged.
    pub fn read(bytes: &'m [u8]) -> Result<Self, ModelError> {
        let model = Self::open(bytes)?;
        sealed::check(bytes)?;
        Ok(model)
    }

    /// Opens a model that is compiled in, whose checksum a test has checked: costs nothing.
    ///
    /// # Errors
    /// When it is no model, one of another version, or of another length.
    pub fn open(bytes: &'m [u8]) -> Result<Self, ModelError> {
        let file = KIND.open(bytes, |parts| parts.iter().sum())?;
        let [words, cues, weights] = file.lengths;
        Ok(Self {
            description: std::str::from_utf8(file.part(0, words)).unwrap_or_default(),
            cues: file.part(words, cues).as_chunks().0,
            weights: Weights::new(file.part(words + cues, weights), file.unit),
        })
    }

    /// Whether a word, given by its hash, was a cue in training.
    pub fn is_cue(&self, word: u64) -> bool {
        self.cues.binary_search_by_key(&word, |&bytes| u64::from_le_bytes(bytes)).is_ok()
    }
}

/// The bytes of a model. `cues` are hashes in ascending order, `weights` as many as a power of two.
pub fn write(description: &str, cues: &[u64], weights: &[i8], unit: f32) -> Vec<u8> {
    let mut body = description.as_bytes().to_vec();
    body.extend(cues.iter().flat_map(|word| word.to_le_bytes()));
    body.extend(weights.iter().map(|&weight| weight as u8));
    KIND.seal([description.len(), cues.len() * 8, weights.len()], unit, &body)
}

static EMBEDDED: &[u8] = include_bytes!("../../model/quotes.model");

/// The model that is compiled in. Opening it reads its header, no more.
///
/// # Errors
/// None while the test below holds: it checks the whole file.
pub fn embedded() -> Result<Model<'static>, ModelError> {
    Model::open(EMBEDDED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tagger::spelling::hash;

    #[test]
    fn the_model_that_is_compiled_in_is_whole() {
        let model = Model::read(EMBEDDED).expect("the embedded model is whole");
        assert!(model.description.contains("\"date\""), "{}", model.description);
        assert!(EMBEDDED.len() <= 1 << 20, "{} bytes", EMBEDDED.len());
        assert!(model.is_cue(hash("said")) && !model.is_cue(hash("the")));
    }

    #[test]
    fn a_damaged_model_is_refused_with_what_to_do() {
        let whole = write("{}", &[3, 5], &[1, -1, 0, 7], 0.1);
        assert!(Model::read(&whole).is_ok_and(|model| model.is_cue(5) && !model.is_cue(4)));
        for cut in [0, 7, 9, 40, 63, 64, whole.len() - 1] {
            let error = Model::read(&whole[..cut]).expect_err("truncated");
            assert!(matches!(error, ModelError::Length { .. }), "{cut}: {error}");
        }
        for place in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[place] ^= 0x20;
            assert!(Model::read(&damaged).is_err(), "byte {place}");
        }
    }
}
