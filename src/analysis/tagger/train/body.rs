//! What was learnt, laid out as the file of a model.

use super::{
    Outcome,
    crf::Crf,
    dataset::Index,
    network::{Fixed, Network},
};
use quotidian::analysis::tagger::{
    KINSHIP_PARTS, decode::Transitions, labels::LANES, model, network::weights::Weights, table,
};

/// The largest weight that a byte can hold.
const LARGEST: f32 = 4.0;

/// The parts of a model.
pub struct Body {
    transitions: Transitions,
    network: Weights,
    clusters: Vec<u8>,
    rows: Vec<u8>,
    /// How many rows there are.
    pub count: usize,
}

/// What a weight of one is worth in log odds.
const UNIT: f32 = LARGEST / 127.0;

/// One in so many rows of the field is asked for more often than the network's.
const FREQUENT: usize = 8;

impl Body {
    /// Lays out what was learnt. The network's scores count `share`, the field's the rest.
    #[allow(clippy::print_stdout, reason = "a tool for the terminal")]
    pub fn new(
        crf: &Crf,
        index: &Index,
        kept: &[bool],
        network: &Network,
        kin: &[(u64, [f32; LANES])],
        clusters: Vec<u8>,
        share: f32,
    ) -> Outcome<Self> {
        let fixed = Fixed::new(network, share, UNIT);
        let features = index.features();
        let is_written = |&row: &usize| kept[row] && !index.scaffold[row];
        let mut field: Vec<usize> = (0..features.len()).filter(is_written).collect();
        // What is frequent is asked for most, and the network has no rows of what is rare.
        field.sort_by_key(|&row| std::cmp::Reverse(index.counts[row]));
        println!(
            "{} rows of the field, {} of the network, {} of kinship",
            field.len(),
            fixed.rows.len(),
            kin.len()
        );
        let row = |&row: &usize| {
            (features[row], quantised(crf.rows[row].weights.map(|weight| weight * (1.0 - share))))
        };
        let (most, others) = field.split_at(field.len() / FREQUENT);
        let mut rows: Vec<_> = most.iter().map(row).collect();
        rows.extend(fixed.rows);
        rows.extend(others.iter().map(row));
        rows.extend(kin.iter().map(|(feature, row)| (*feature, quantised(with_rests(*row)))));
        let mut transitions = Transitions::default();
        let pairs = crf.transitions.as_flattened().iter().zip(network.transitions.as_flattened());
        for (slot, (field, network)) in transitions.as_flattened_mut().iter_mut().zip(pairs) {
            *slot = ((field * (1.0 - share) + network * share) / UNIT).round() as i16;
        }
        let (bytes, lost) = table::build(&rows);
        if lost > 0 {
            return Err(format!("{lost} rows found no place in the table").into());
        }
        Ok(Self { transitions, network: fixed.weights, clusters, rows: bytes, count: rows.len() })
    }

    /// The file, with what it says of itself.
    pub fn bytes(&self, description: &str) -> Vec<u8> {
        let Self { transitions, network, clusters, rows, .. } = self;
        model::write(description, transitions, network, UNIT, clusters, rows)
    }
}

fn quantised(weights: [f32; LANES]) -> [i8; LANES] {
    weights.map(|weight| (weight / UNIT).round().clamp(-127.0, 127.0) as i8)
}

/// Weights of kinship with what is lost by rounding them in the lanes of the upper half.
fn with_rests(mut row: [f32; LANES]) -> [f32; LANES] {
    for lane in 0..LANES / 2 {
        let rest = row[lane] - (row[lane] / UNIT).round() * UNIT;
        row[lane + LANES / 2] = rest * KINSHIP_PARTS as f32;
    }
    row
}
