//! Rows of weights by feature, in a hash table that is used where it lies.
//!
//! A bucket is one cache line of 64 bytes: three rows of sixteen weights of one byte, the keys of the
//! three, and 32 marks of which every row that found no room here and went on to the next bucket has set one
//! (a Bloom filter of one hash; Bloom 1970). Nearly every question is so answered by one line of memory, found
//! or not, however full the table is.

use super::labels::LANES;
use super::spelling::mix;

/// Bytes of a bucket: a cache line.
pub const BUCKET: usize = 64;
/// Rows in a bucket.
const ROWS: usize = 3;
/// Where the keys begin.
const KEYS: usize = ROWS * LANES;
/// Where the marks of rows that went on are.
const PASSED: usize = KEYS + ROWS * 4;
/// A chain of full buckets is never followed further: a damaged table must not hold anybody up.
const LONGEST: usize = 1024;

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
}

/// Features whose rows are asked for together.
///
/// Most questions go to memory that is in no near cache. One after the other they would wait for each
/// other, because what is found decides what is done next; so all buckets of a batch are touched first,
/// which the processor does at once.
#[derive(Debug)]
pub struct Batch<'m> {
    table: Table<'m>,
    /// Where the rows would be, and their keys there.
    places: [(u32, u32); BATCH],
    count: usize,
    sum: Scores,
}

/// As many questions wait to be asked together.
const BATCH: usize = 64;

impl<'m> Batch<'m> {
    /// Nothing asked for yet.
    pub const fn new(table: Table<'m>) -> Self {
        Self { table, places: [(0, 0); BATCH], count: 0, sum: [0; LANES] }
    }

    /// Asks for the row of a feature.
    #[inline]
    pub fn add(&mut self, feature: u64) {
        if self.count == BATCH {
            self.gather();
        }
        self.places[self.count] = place(feature, self.table.buckets.len());
        self.count += 1;
    }

    /// The sum of all rows asked for, features without one left out; begins anew.
    pub fn take(&mut self) -> Scores {
        self.gather();
        std::mem::take(&mut self.sum)
    }

    fn gather(&mut self) {
        let asked = self.places.get(..self.count).unwrap_or_default();
        self.count = 0;
        let buckets = self.table.buckets;
        if buckets.is_empty() {
            return;
        }
        let mut passed = [false; BATCH];
        for (slot, &(home, key)) in passed.iter_mut().zip(asked) {
            *slot = passed_by(&buckets[home as usize], key);
        }
        let mut sum = self.sum;
        for (&(home, key), &passed) in asked.iter().zip(&passed) {
            let found = add(&buckets[home as usize], key, &mut sum);
            if passed && !found {
                self.table.follow(home as usize, key, &mut sum);
            }
        }
        self.sum = sum;
    }
}

impl Table<'_> {
    /// Looks for a row that had no room in its home.
    fn follow(&self, home: usize, key: u32, sum: &mut Scores) {
        let mut at = home;
        for _ in 1..LONGEST {
            at = if at + 1 == self.buckets.len() { 0 } else { at + 1 };
            if add(&self.buckets[at], key, sum) || !passed_by(&self.buckets[at], key) {
                return;
            }
        }
    }
}

/// Adds the row with a key, if it is in a bucket, and says whether it is.
///
/// Whether and where a row is found is as good as random, and a branch on it would be mispredicted
/// half the time: a row is always added, and masked where there is none.
#[inline]
fn add(bucket: &[u8; BUCKET], key: u32, sum: &mut Scores) -> bool {
    let is: [bool; ROWS] = std::array::from_fn(|row| key_of(bucket, row) == key);
    let found = is[0] | is[1] | is[2];
    let mask = u8::from(found).wrapping_neg();
    let row = usize::from(is[1]) + 2 * usize::from(is[2]);
    let (rows, _) = bucket.as_chunks::<LANES>();
    let weights = &rows[row % ROWS];
    for lane in 0..LANES {
        sum[lane] = sum[lane].wrapping_add(i16::from((weights[lane] & mask) as i8));
    }
    found
}

#[inline]
fn key_of(bucket: &[u8; BUCKET], row: usize) -> u32 {
    let at = KEYS + row * 4;
    u32::from_le_bytes([bucket[at], bucket[at + 1], bucket[at + 2], bucket[at + 3]])
}

/// Whether a row with a key may have found a bucket full and gone on.
#[inline]
fn passed_by(bucket: &[u8; BUCKET], key: u32) -> bool {
    let marks = [bucket[PASSED], bucket[PASSED + 1], bucket[PASSED + 2], bucket[PASSED + 3]];
    u32::from_le_bytes(marks) >> mark(key) & 1 != 0
}

/// Which mark a key sets: its last bit is always one.
#[inline]
const fn mark(key: u32) -> u32 {
    key >> 1 & 31
}

/// The bucket where a feature's row would be, and its key there; never zero, which marks no row.
#[inline]
const fn place(feature: u64, buckets: usize) -> (u32, u32) {
    let spread = mix(feature, 0x2545_f491_4f6c_dd1d);
    ((((spread >> 32) * buckets as u64) >> 32) as u32, spread as u32 | 1)
}

/// Lays out a table. The same rows in the same order give the same bytes. Rows beyond what the table
/// can hold in reach of their home are left out; how many is the second answer.
pub fn build(rows: &[(u64, [i8; LANES])]) -> (Vec<u8>, usize) {
    // Seven eighths full.
    let count = rows.len() * 8 / (ROWS * 7) + 1;
    let mut bytes = vec![0; count * BUCKET];
    let (buckets, _) = bytes.as_chunks_mut::<BUCKET>();
    let mut lost = 0;
    'rows: for (feature, weights) in rows {
        let (home, key) = place(*feature, count);
        let mut home = home as usize;
        for _ in 0..LONGEST {
            let bucket = &mut buckets[home];
            if let Some(row) = (0..ROWS).find(|&row| key_of(bucket, row) == 0) {
                for (slot, weight) in bucket[row * LANES..][..LANES].iter_mut().zip(weights) {
                    *slot = *weight as u8;
                }
                bucket[KEYS + row * 4..][..4].copy_from_slice(&key.to_le_bytes());
                continue 'rows;
            }
            let mark = mark(key);
            bucket[PASSED + mark as usize / 8] |= 1 << (mark % 8);
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
        let mut batch = Batch::new(Table::new(&bytes));
        for (feature, weights) in &rows {
            batch.add(*feature);
            assert_eq!(batch.take()[3], i16::from(weights[3]));
        }
        for (some, weights) in rows.chunks(50).map(|some| (some, some.iter().map(|row| row.1[5]))) {
            some.iter().for_each(|(feature, _)| batch.add(*feature));
            assert_eq!(batch.take()[5], weights.map(i16::from).sum::<i16>());
        }
        (0..9_000u64).for_each(|n| batch.add(mix(n, 8)));
        assert_eq!(batch.take(), [0; LANES]);
        let mut none = Batch::new(Table::default());
        none.add(1);
        assert_eq!(none.take(), [0; LANES]);
    }
}
