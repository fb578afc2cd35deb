//! The file of the models of quotes: what they were trained on, the words that were cues, the weights.
//!
//! | bytes | what |
//! | --- | --- |
//! | 8 | `QTDNQUO` and a line feed |
//! | 4 | version of the format, [`VERSION`] |
//! | 4, 4, 4 | lengths in bytes: description, cues, weights |
//! | 4 | what a weight of one is worth in log odds (IEEE 754) |
//! | 4 | zero |
//! | 32 | SHA-256 of the 32 bytes before it and of all that follows |
//! | | description (JSON: corpus, date, seed, scores) |
//! | | hashes of the words that were cues, eight bytes each, ascending |
//! | | weights, one byte each ([`super::weights`]) |
//!
//! All numbers are little-endian.

use super::weights::Weights;
use crate::analysis::tagger::model::ModelError;
use sha2::{Digest, Sha256};

/// The format that this program reads and writes.
pub const VERSION: u32 = 1;

const MAGIC: &[u8; 8] = b"QTDNQUO\n";
const HEADER: usize = 64;

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
        let (head, rest) = bytes.split_at(HEADER);
        if checksum(&head[..32], rest)[..] != head[32..] {
            return Err(ModelError::Hash);
        }
        Ok(model)
    }

    /// Opens a model that is compiled in, whose checksum a test has checked: costs nothing.
    ///
    /// # Errors
    /// When it is no model, one of another version, or of another length.
    pub fn open(bytes: &'m [u8]) -> Result<Self, ModelError> {
        let number = |at: usize| {
            let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
            four.map(u32::from_le_bytes)
        };
        let short = || ModelError::Length { expected: HEADER as u64, found: bytes.len() as u64 };
        if bytes.get(..MAGIC.len()).is_some_and(|magic| magic != MAGIC) {
            return Err(ModelError::Magic);
        }
        let found = number(8).ok_or_else(short)?;
        if found != VERSION {
            return Err(ModelError::Version { found });
        }
        let length = |at| number(at).map(|length| length as usize).ok_or_else(short);
        let (words, cues, weights) = (length(12)?, length(16)?, length(20)?);
        let unit = f32::from_bits(number(24).ok_or_else(short)?);
        let expected = [HEADER, words, cues, weights].iter().map(|&part| part as u64).sum();
        if bytes.len() as u64 != expected {
            return Err(ModelError::Length { expected, found: bytes.len() as u64 });
        }
        let part = |start: usize, length| bytes.get(start..start + length).unwrap_or_default();
        let (first, second) = (HEADER + words, HEADER + words + cues);
        Ok(Self {
            description: std::str::from_utf8(part(HEADER, words)).unwrap_or_default(),
            cues: part(first, cues).as_chunks().0,
            weights: Weights::new(part(second, weights), if unit.is_finite() { unit } else { 0.0 }),
        })
    }

    /// Whether a word, given by its hash, was a cue in training.
    pub fn is_cue(&self, word: u64) -> bool {
        self.cues.binary_search_by_key(&word, |&bytes| u64::from_le_bytes(bytes)).is_ok()
    }
}

fn checksum(head: &[u8], body: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(head).chain_update(body).finalize().into()
}

/// The bytes of a model. `cues` are hashes in ascending order, `weights` as many as a power of two.
pub fn write(description: &str, cues: &[u64], weights: &[i8], unit: f32) -> Vec<u8> {
    let mut body = description.as_bytes().to_vec();
    body.extend(cues.iter().flat_map(|word| word.to_le_bytes()));
    body.extend(weights.iter().map(|&weight| weight as u8));
    let mut bytes = MAGIC.to_vec();
    bytes.extend(VERSION.to_le_bytes());
    for length in [description.len(), cues.len() * 8, weights.len()] {
        bytes.extend((length as u32).to_le_bytes());
    }
    bytes.extend(unit.to_le_bytes());
    bytes.extend([0; 4]);
    bytes.extend(checksum(&bytes, &body));
    bytes.extend(body);
    bytes
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
        assert!(EMBEDDED.len() <= 6 << 20, "{} bytes", EMBEDDED.len());
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
