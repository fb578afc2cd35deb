//! The file of a model: what it was trained on, and its weights, laid out to be used in place.
//!
//! The file is a [`sealed`] one. Its body:
//!
//! | what | padded to 64 bytes |
//! | --- | --- |
//! | description (JSON: corpora, date, seed, scores) | yes |
//! | transitions, 17 × 17 numbers of two bytes | yes |
//! | the network's matrices ([`super::network::weights`]) | yes |
//! | clusters ([`super::clusters`]) | yes |
//! | rows ([`super::table`]) | |
//!
//! The three lengths are those of description, clusters and rows.

use super::{
    WordRows,
    clusters::Clusters,
    decode::Transitions,
    frequent::Frequent,
    labels::LABELS,
    network::{
        Sums,
        weights::{self, Weights},
    },
    table::{BUCKET, Table},
};
use crate::analysis::sealed::{self, Kind, ModelError};
use std::sync::OnceLock;

/// The files that this program reads and writes.
pub const KIND: Kind = Kind { magic: b"QTDNNER\n", version: 6 };

const MATRIX: usize = LABELS * LABELS * 2;

/// Bytes of the parts whose length is always the same.
const FIXED: usize = (padded(MATRIX as u64) + padded(weights::BYTES as u64)) as usize;

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
    /// What frequent words give, as they come.
    pub frequent: Frequent<WordRows>,
    /// The matrices of the field's partner.
    pub network: Weights,
    /// What frequent words add to its first layer, as they come.
    pub frequent_sums: Frequent<Sums>,
    /// What a weight of one is worth in log odds.
    pub unit: f32,
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

    /// Opens a model that is compiled in, whose checksum a test has checked: costs next to nothing.
    ///
    /// # Errors
    /// When it is no model, one of another version, or of another length.
    pub fn open(bytes: &'m [u8]) -> Result<Self, ModelError> {
        let file = KIND.open(bytes, |[words, clusters, rows]| {
            padded(words) + FIXED as u64 + padded(clusters) + rows
        })?;
        let [words, clusters, rows] = file.lengths;
        let matrix = padded(words as u64) as usize;
        let layers = matrix + padded(MATRIX as u64) as usize;
        let groups = matrix + FIXED;
        let table = groups + padded(clusters as u64) as usize;
        let mut transitions = [[0; LABELS]; LABELS];
        let (pairs, _) = file.part(matrix, MATRIX).as_chunks::<2>();
        for (slot, pair) in transitions.as_flattened_mut().iter_mut().zip(pairs) {
            *slot = i16::from_le_bytes(*pair);
        }
        Ok(Self {
            description: std::str::from_utf8(file.part(0, words)).unwrap_or_default(),
            clusters: Clusters::new(file.part(groups, clusters)),
            table: Table::new(file.part(table, rows)),
            transitions,
            frequent: Frequent::default(),
            network: Weights::read(file.part(layers, weights::BYTES)),
            frequent_sums: Frequent::default(),
            unit: file.unit,
        })
    }
}

const fn padded(length: u64) -> u64 {
    length.next_multiple_of(BUCKET as u64)
}

/// The bytes of a model.
pub fn write(
    description: &str,
    transitions: &Transitions,
    network: &Weights,
    unit: f32,
    clusters: &[u8],
    rows: &[u8],
) -> Vec<u8> {
    let mut body = Vec::new();
    let mut add = |part: &[u8]| {
        body.extend_from_slice(part);
        body.resize(body.len().next_multiple_of(BUCKET), 0);
    };
    add(description.as_bytes());
    let matrix: Vec<u8> =
        transitions.as_flattened().iter().flat_map(|step| step.to_le_bytes()).collect();
    add(&matrix);
    add(&network.write());
    add(clusters);
    add(rows);
    KIND.seal([description.len(), clusters.len(), rows.len()], unit, &body)
}

/// Bytes at the start of a cache line, so that every bucket is one.
#[repr(C, align(64))]
struct Aligned<B: ?Sized>(B);

static EMBEDDED: &Aligned<[u8]> = &Aligned(*include_bytes!("../model/names.model"));

/// The model that is compiled in. Its rows and clusters are used where they lie.
///
/// # Errors
/// None while the test below holds: it checks the whole file.
pub fn embedded() -> Result<&'static Model<'static>, ModelError> {
    static MODEL: OnceLock<Result<Model<'static>, ModelError>> = OnceLock::new();
    MODEL.get_or_init(|| Model::open(&EMBEDDED.0)).as_ref().map_err(ModelError::clone)
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
        let whole =
            write("{}", &[[1; LABELS]; LABELS], &Weights::default(), 0.1, &[0; 12], &[0; BUCKET]);
        assert!(Model::read(&whole).is_ok());
        for cut in [0, 7, 9, 40, 63, 64, whole.len() - 1] {
            let error = Model::read(&whole[..cut]).expect_err("truncated");
            assert!(matches!(error, ModelError::Length { .. }), "{cut}: {error}");
        }
        for place in (0..whole.len()).step_by(31).chain(0..200) {
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
