//! Rows of weights by feature, in a hash table that is used where it lies.
//!
//! A bucket is one cache line of 64 bytes: three rows of sixteen weights of one byte, the keys of the
//! three, and a mark that says whether a row whose home this is had to go to the next bucket. Nearly every
//! question is so answered by one line of memory, found or not.

use super::labels::LANES;
use super::spelling::mix;

/// Bytes of a bucket: a cache line.
pub const BUCKET: usize = 64;
/// Rows in a bucket.
const ROWS: usize = 3;
/// Where the keys begin.
const KEYS: usize = ROWS * LANES;
/// Where the mark of overflow is.
const OVERFLOW: usize = KEYS + ROWS * 4;
/// A chain of full buckets is never followed further: a damaged table must not hold anybody up.
const LONGEST: usize = 64;

/// Sums of rows.
pub type Scores = [i16; LANES];

/// The table, in place.
#[derive(Clone, Copy, Debug, Default)]
pub struct Table<'m> {
    buckets: &'m [[u8; BUCKET]],
}

impl<'m> Table<'m> {
    /// Takes a table from the bytes of a model; a rest shorter than a bucket is left alone.
    pub const fn new(bytes: &'m [u8]) -> Self {
        Self { buckets: bytes.as_chunks::<BUCKET>().0 }
    }

    /// Adds the row of a feature to the scores; a feature without one adds nothing.
    ///
    /// Whether and where a row is found is as good as random, and a branch on it would be
    /// mispredicted half the time: a row is always added, and masked where there is none.
    #[inline]
    pub fn add(&self, feature: u64, scores: &mut Scores) {
        if self.buckets.is_empty() {
            return;
        }
        let (mut home, key) = place(feature, self.buckets.len());
        for _ in 0..LONGEST {
            let bucket = &self.buckets[home];
            let is: [bool; ROWS] = std::array::from_fn(|row| key_of(bucket, row) == key);
            let found = is[0] | is[1] | is[2];
            let mask = u8::from(found).wrapping_neg();
            let row = usize::from(is[1]) + 2 * usize::from(is[2]);
            let (rows, _) = bucket.as_chunks::<LANES>();
            let weights = &rows[row % ROWS];
            for lane in 0..LANES {
                scores[lane] = scores[lane].wrapping_add(i16::from((weights[lane] & mask) as i8));
            }
            if bucket[OVERFLOW] == 0 || found {
                return;
            }
            home = if home + 1 == self.buckets.len() { 0 } else { home + 1 };
        }
    }

    /// The row of a feature: signed weights of one byte.
    #[inline]
    pub fn find(&self, feature: u64) -> Option<&'m [u8; LANES]> {
        if self.buckets.is_empty() {
            return None;
        }
        let (mut home, key) = place(feature, self.buckets.len());
        for _ in 0..LONGEST {
            let bucket = &self.buckets[home];
            for row in 0..ROWS {
                if key_of(bucket, row) == key {
                    return bucket[row * LANES..].first_chunk();
                }
            }
            if bucket[OVERFLOW] == 0 {
                return None;
            }
            home = if home + 1 == self.buckets.len() { 0 } else { home + 1 };
        }
        None
    }
}

#[inline]
fn key_of(bucket: &[u8; BUCKET], row: usize) -> u32 {
    let at = KEYS + row * 4;
    u32::from_le_bytes([bucket[at], bucket[at + 1], bucket[at + 2], bucket[at + 3]])
}

/// The bucket where a feature's row would be, and its key there; never zero, which marks no row.
#[inline]
const fn place(feature: u64, buckets: usize) -> (usize, u32) {
    let spread = mix(feature, 0x2545_f491_4f6c_dd1d);
    ((((spread >> 32) * buckets as u64) >> 32) as usize, spread as u32 | 1)
}

/// Lays out a table. The same rows in the same order give the same bytes. Rows beyond what the table
/// can hold in reach of their home are left out; how many is the second answer.
pub fn build(rows: &[(u64, [i8; LANES])]) -> (Vec<u8>, usize) {
    // Three quarters full.
    let count = rows.len() * 4 / (ROWS * 3) + 1;
    let mut bytes = vec![0; count * BUCKET];
    let (buckets, _) = bytes.as_chunks_mut::<BUCKET>();
    let mut lost = 0;
    'rows: for (feature, weights) in rows {
        let (mut home, key) = place(*feature, count);
        for _ in 0..LONGEST {
            let bucket = &mut buckets[home];
            if let Some(row) = (0..ROWS).find(|&row| key_of(bucket, row) == 0) {
                for (slot, weight) in bucket[row * LANES..][..LANES].iter_mut().zip(weights) {
                    *slot = *weight as u8;
                }
                bucket[KEYS + row * 4..][..4].copy_from_slice(&key.to_le_bytes());
                continue 'rows;
            }
            bucket[OVERFLOW] = 1;
            home = (home + 1) % count;
        }
        lost += 1;
    }
    (bytes, lost)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_and_nothing_else() {
        let rows: Vec<(u64, [i8; LANES])> =
            (0..9_000u64).map(|n| (mix(n, 7), [(n % 251) as u8 as i8; LANES])).collect();
        let (bytes, lost) = build(&rows);
        assert_eq!(lost, 0);
        let table = Table::new(&bytes);
        for (feature, weights) in &rows {
            let mut scores = [0; LANES];
            table.add(*feature, &mut scores);
            assert_eq!(scores[3], i16::from(weights[3]));
        }
        let mut scores = [0; LANES];
        (0..9_000u64).for_each(|n| table.add(mix(n, 8), &mut scores));
        assert_eq!(scores, [0; LANES]);
        Table::default().add(1, &mut scores);
    }
}
