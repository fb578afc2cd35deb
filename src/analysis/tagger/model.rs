//! The file of a model: what it was trained on, and its weights, laid out to be used in place.
//!
//! | bytes | what |
//! | --- | --- |
//! | 8 | `QTDNNER` and a line feed |
//! | 4 | version of the format, [`VERSION`] |
//! | 4, 4, 4 | lengths in bytes: description, clusters, rows |
//! | 4 | what a weight of one is worth in log odds (IEEE 754) |
//! | 4 | zero |
//! | 32 | SHA-256 of the 32 bytes before it and of all that follows |
//! | | description (JSON: corpora, date, seed, scores), padded to 64 bytes |
//! | | transitions, 17 × 17 numbers of two bytes, padded to 64 bytes |
//! | | clusters ([`super::clusters`]), padded to 64 bytes |
//! | | rows ([`super::table`]) |
//!
//! All numbers are little-endian.

use super::{
    clusters::Clusters,
    decode::Transitions,
    labels::LABELS,
    table::{BUCKET, Table},
};
use sha2::{Digest, Sha256};

/// The format that this program reads and writes.
pub const VERSION: u32 = 2;

const MAGIC: &[u8; 8] = b"QTDNNER\n";
const HEADER: usize = 64;
const MATRIX: usize = LABELS * LABELS * 2;

/// Why a file is no model for this program.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// It does not begin as models do.
    #[error("not a model of Quotidian: it begins with other bytes")]
    Magic,
    /// It was written for another program.
    #[error(
        "a model of format {found}, this program reads {VERSION}: train it again with this program"
    )]
    Version {
        /// The format it says it has.
        found: u32,
    },
    /// It ends too soon, or goes on too long.
    #[error("a model of {found} bytes where its header says {expected}: copy it again")]
    Length {
        /// Bytes there should be.
        expected: u64,
        /// Bytes there are.
        found: u64,
    },
    /// Its bytes are not those that were written.
    #[error("a damaged model: its bytes do not match their checksum; copy it again")]
    Hash,
}

/// A model, in place.
#[derive(Clone, Debug)]
pub struct Model<'m> {
    /// What it was trained on, when, with what seed, and how it scored (JSON).
    pub description: &'m str,
    /// Word clusters.
    pub clusters: Clusters<'m>,
    /// Rows of weights.
    pub table: Table<'m>,
    /// What a label after another adds.
    pub transitions: Transitions,
    /// What a weight of one is worth in log odds.
    pub unit: f32,
}

impl<'m> Model<'m> {
    /// Opens a model that comes from outside: everything is checked, its checksum too.
    pub fn read(bytes: &'m [u8]) -> Result<Self, ModelError> {
        let model = Self::open(bytes)?;
        let stored = bytes.get(32..HEADER).unwrap_or_default();
        if checksum(&bytes[..32], &bytes[HEADER..])[..] != *stored {
            return Err(ModelError::Hash);
        }
        Ok(model)
    }

    /// Opens a model that is compiled in, whose checksum a test has checked: costs nothing.
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
        let (words, clusters, rows) = (length(12)?, length(16)?, length(20)?);
        let unit = f32::from_bits(number(24).ok_or_else(short)?);
        let starts = [HEADER, padded(words), padded(MATRIX), padded(clusters)];
        let [a, b, c, d] = starts.map(|length| length as u64);
        let expected = a + b + c + d + rows as u64;
        if bytes.len() as u64 != expected {
            return Err(ModelError::Length { expected, found: bytes.len() as u64 });
        }
        let part =
            |start: usize, length: usize| bytes.get(start..start + length).unwrap_or_default();
        let matrix = HEADER + padded(words);
        let groups = matrix + padded(MATRIX);
        let mut transitions = [[0; LABELS]; LABELS];
        let (pairs, _) = part(matrix, MATRIX).as_chunks::<2>();
        for (slot, pair) in transitions.as_flattened_mut().iter_mut().zip(pairs) {
            *slot = i16::from_le_bytes(*pair);
        }
        Ok(Self {
            description: std::str::from_utf8(part(HEADER, words)).unwrap_or_default(),
            clusters: Clusters::new(part(groups, clusters)),
            table: Table::new(part(groups + padded(clusters), rows)),
            transitions,
            unit: if unit.is_finite() { unit } else { 0.0 },
        })
    }
}

fn checksum(head: &[u8], body: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(head).chain_update(body).finalize().into()
}

const fn padded(length: usize) -> usize {
    length.div_ceil(BUCKET) * BUCKET
}

/// The bytes of a model.
pub fn write(
    description: &str,
    transitions: &Transitions,
    unit: f32,
    clusters: &[u8],
    rows: &[u8],
) -> Vec<u8> {
    let mut body = Vec::new();
    let mut add = |part: &[u8]| {
        body.extend_from_slice(part);
        body.resize(body.len().div_ceil(BUCKET) * BUCKET, 0);
    };
    add(description.as_bytes());
    let matrix: Vec<u8> =
        transitions.as_flattened().iter().flat_map(|step| step.to_le_bytes()).collect();
    add(&matrix);
    add(clusters);
    add(rows);
    let mut bytes = MAGIC.to_vec();
    bytes.extend(VERSION.to_le_bytes());
    for length in [description.len(), clusters.len(), rows.len()] {
        bytes.extend((length as u32).to_le_bytes());
    }
    bytes.extend(unit.to_le_bytes());
    bytes.extend([0; 4]);
    bytes.extend(checksum(&bytes, &body));
    bytes.extend(body);
    bytes
}

/// Bytes at the start of a cache line, so that every bucket is one.
#[repr(C, align(64))]
struct Aligned<B: ?Sized>(B);

static EMBEDDED: &Aligned<[u8]> = &Aligned(*include_bytes!("../model/names.model"));

/// The model that is compiled in. Opening it reads its header, no more.
///
/// # Errors
/// None while the test below holds: it checks the whole file.
pub fn embedded() -> Result<Model<'static>, ModelError> {
    Model::open(&EMBEDDED.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_that_is_compiled_in_is_whole() {
        let model = Model::read(&EMBEDDED.0).expect("the embedded model is whole");
        assert!(model.description.contains("\"date\""), "{}", model.description);
        assert!(EMBEDDED.0.len() <= 12 << 20, "{} bytes", EMBEDDED.0.len());
    }

    #[test]
    fn a_damaged_model_is_refused_with_what_to_do() {
        let whole = write("{}", &[[1; LABELS]; LABELS], 0.1, &[0; 12], &[0; BUCKET]);
        assert!(Model::read(&whole).is_ok());
        for cut in [0, 7, 9, 40, 63, 64, whole.len() - 1] {
            let error = Model::read(&whole[..cut]).expect_err("truncated");
            assert!(matches!(error, ModelError::Length { .. }), "{cut}: {error}");
        }
        for place in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[place] ^= 0x20;
            assert!(Model::read(&damaged).is_err(), "byte {place}");
        }
        let mut other = whole;
        other[8] = 9;
        let message = Model::read(&other).expect_err("another version").to_string();
        assert!(message.contains("format 9") && message.contains("train it again"), "{message}");
    }
}
