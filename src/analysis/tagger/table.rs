//! Rows of weights by feature, in a hash table that is used where it lies.
//!
//! A bucket is one cache line of 64 bytes: three rows of sixteen weights of one byte, the keys of the
//! three, and 32 marks of which every row that found no room here and went to its other bucket has set one
//! (a Bloom filter of one hash; Bloom 1970). A row is in one of two buckets (cuckoo hashing, Pagh and Rodler
//! 2004, with buckets of three as in Dietzfelbinger and Weidling 2007), so that nearly every question is answered
//! by one line of memory, found or not, however full the table is.

use super::{labels::LANES, spelling::mix};
use fearless_simd::{Level, Simd, dispatch, prelude::*, u32x4};
use std::collections::HashSet;

/// Bytes of a bucket: a cache line.
pub const BUCKET: usize = 64;
/// Rows in a bucket.
const ROWS: usize = 3;
/// Where the keys begin.
const KEYS: usize = ROWS * LANES;
/// Where the marks of rows that went elsewhere are.
const GONE: usize = KEYS + ROWS * 4;

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

/// How many rows are asked for together, or a few more.
const BATCH: usize = 256;

/// The rows that items ask for. A feature has so many parts, each with a row of its own.
#[derive(Debug)]
pub struct Asked<const PARTS: usize> {
    /// Where the rows would be, and their keys there: the parts of a feature one after the other.
    places: Vec<(u32, u32)>,
    buckets: usize,
}

impl<const PARTS: usize> Asked<PARTS> {
    /// Asks for the rows of a feature.
    #[inline]
    pub fn add(&mut self, feature: u64) {
        if PARTS == 1 {
            self.places.push(place(feature, self.buckets));
        } else {
            let rows = (0..PARTS).map(|number| place(part(feature, number), self.buckets));
            self.places.extend(rows);
        }
    }
}

/// The row of one part of a feature that has several. Two parts each share a bucket if they can.
pub const fn part(feature: u64, part: usize) -> u64 {
    mix(feature, part as u64 / 2 + 0x3c6e) & !1 | part as u64 & 1
}

/// Where the row with a key is.
#[derive(Clone, Copy, Debug)]
struct Answer {
    /// The bucket.
    bucket: u32,
    /// The number of the row in it; zero if there is none.
    row: u8,
    /// All bits set if there is one, none if not.
    mask: u8,
}

impl Answer {
    /// Looks for a key among those of a bucket: all three are compared at once.
    #[inline(always)]
    fn of(simd: impl Simd, buckets: &[[u8; BUCKET]], number: u32, key: u32) -> Self {
        let keys = u32x4::simd_from(simd, tail(&buckets[number as usize]));
        let found = keys.simd_eq(u32x4::splat(simd, key)).to_bitmask() & ((1 << ROWS) - 1);
        Self { bucket: number, row: (found >> 1) as u8, mask: u8::from(found != 0).wrapping_neg() }
    }

    /// Adds the row, or nothing.
    #[inline(always)]
    fn add(self, buckets: &[[u8; BUCKET]], sum: &mut Scores) {
        let (rows, _) = buckets[self.bucket as usize].as_chunks::<LANES>();
        let weights = &rows[usize::from(self.row) % (BUCKET / LANES)];
        for lane in 0..LANES {
            sum[lane] = sum[lane].wrapping_add(i16::from((weights[lane] & self.mask) as i8));
        }
    }
}

/// Where rows are, looked up together.
#[derive(Debug, Default)]
struct Answers {
    all: Vec<Answer>,
    /// Which of them are to be looked for in their other buckets.
    gone: Vec<u32>,
}

impl Answers {
    /// Looks rows up by their places.
    fn of(&mut self, buckets: &[[u8; BUCKET]], places: &[(u32, u32)]) -> &[Answer] {
        dispatch!(Level::new(), simd => self.look_up(simd, buckets, places));
        &self.all
    }

    #[inline(always)]
    fn look_up(&mut self, simd: impl Simd, buckets: &[[u8; BUCKET]], places: &[(u32, u32)]) {
        touch(buckets, places.iter().map(|&(home, _)| home));
        // Whether and where a row is found is as good as random, and a branch on it would be mispredicted half
        // the time. So nothing is decided here: answers are written down, and a row is always added, and masked
        // where there is none.
        self.all.clear();
        self.all.reserve(places.len());
        self.gone.resize(places.len(), 0);
        let mut gone = 0;
        for (number, &(home, key)) in places.iter().enumerate() {
            let answer = Answer::of(simd, buckets, home, key);
            self.all.push(answer);
            self.gone[gone] = number as u32;
            gone += usize::from((answer.mask == 0) & has_gone(&buckets[home as usize], key));
        }
        let gone = &self.gone[..gone];
        let other = |number: u32| {
            let (home, key) = places[number as usize];
            (other(home, key, buckets.len()), key)
        };
        touch(buckets, gone.iter().map(|&number| other(number).0));
        for &number in gone {
            let (bucket, key) = other(number);
            self.all[number as usize] = Answer::of(simd, buckets, bucket, key);
        }
    }
}

/// The sums of rows, by part. Inlined into code for the widest lanes that the processor has.
#[inline(always)]
fn added<const PARTS: usize>(buckets: &[[u8; BUCKET]], answers: &[Answer]) -> [Scores; PARTS] {
    let mut sums = [[0; LANES]; PARTS];
    let (features, _) = answers.as_chunks::<PARTS>();
    for parts in features {
        for (answer, sum) in parts.iter().zip(&mut sums) {
            answer.add(buckets, sum);
        }
    }
    sums
}

/// Reads from buckets so that they are near when they are needed. Nothing waits for what is read, so as much as
/// possible is fetched at once.
#[inline(always)]
fn touch(buckets: &[[u8; BUCKET]], numbers: impl Iterator<Item = u32>) {
    let mut all = 0;
    for number in numbers {
        all ^= buckets[number as usize][KEYS];
    }
    std::hint::black_box(all);
}

impl Table<'_> {
    /// Adds up, for each item, the rows of its features, by part; features without a row are left out.
    ///
    /// `features` asks for the rows of an item, `each` gets the sums, in the order of the items. Rows of many
    /// items are looked up together: most are in no near cache, and a processor that knows where they all lie
    /// fetches them at once.
    pub fn sums<const PARTS: usize, T>(
        self,
        items: impl IntoIterator<Item = T>,
        mut features: impl FnMut(&T, &mut Asked<PARTS>),
        mut each: impl FnMut(T, [Scores; PARTS]),
    ) {
        let mut asked =
            Asked { places: Vec::with_capacity(BATCH * 3 / 2), buckets: self.buckets.len() };
        let mut waiting = Vec::new();
        let mut answers = Answers::default();
        for item in items {
            features(&item, &mut asked);
            waiting.push((item, asked.places.len()));
            if asked.places.len() >= BATCH {
                self.answer(&mut asked.places, &mut waiting, &mut answers, &mut each);
            }
        }
        self.answer(&mut asked.places, &mut waiting, &mut answers, &mut each);
    }

    /// Gives the waiting items, each with the end of its places, their sums.
    fn answer<const PARTS: usize, T>(
        self,
        places: &mut Vec<(u32, u32)>,
        waiting: &mut Vec<(T, usize)>,
        answers: &mut Answers,
        each: &mut impl FnMut(T, [Scores; PARTS]),
    ) {
        let buckets = self.buckets;
        if buckets.is_empty() {
            places.clear();
        }
        let answers = answers.of(buckets, places);
        let mut start = 0;
        for (item, end) in waiting.drain(..) {
            let of_item = answers.get(start..end).unwrap_or_default();
            each(item, dispatch!(Level::new(), _ => added(buckets, of_item)));
            start = end;
        }
        places.clear();
    }

    /// The sums of the rows of the features of one thing.
    pub fn sum<const PARTS: usize>(self, features: impl Fn(&mut Asked<PARTS>)) -> [Scores; PARTS] {
        let mut sum = [[0; LANES]; PARTS];
        self.sums([()], |(), asked| features(asked), |(), found| sum = found);
        sum
    }
}

/// The keys of a bucket, and its marks.
#[inline(always)]
fn tail(bucket: &[u8; BUCKET]) -> [u32; ROWS + 1] {
    let (numbers, _) = bucket[KEYS..].as_chunks::<4>();
    std::array::from_fn(|number| u32::from_le_bytes(numbers[number]))
}

/// Whether a row with a key may have found a bucket full.
#[inline(always)]
fn has_gone(bucket: &[u8; BUCKET], key: u32) -> bool {
    tail(bucket)[ROWS] >> mark(key) & 1 != 0
}

/// Which mark a key sets: its last bit is always one.
#[inline(always)]
const fn mark(key: u32) -> u32 {
    key >> 1 & 31
}

/// The bucket where a feature's row would be, and its key there; never zero, which marks no row. Features that
/// differ in their last bit alone share a bucket.
#[inline]
const fn place(feature: u64, buckets: usize) -> (u32, u32) {
    let spread = mix(feature >> 1, 0x2545_f491_4f6c_dd1d);
    let key = spread as u32 & !3 | (feature as u32 & 1) << 1 | 1;
    (scaled(spread, buckets), key)
}

/// The other bucket of a row.
const fn other(home: u32, key: u32, buckets: usize) -> u32 {
    scaled(mix(key as u64, home as u64), buckets)
}

/// A bucket by the upper half of a hash.
const fn scaled(hash: u64, buckets: usize) -> u32 {
    (((hash >> 32) * buckets as u64) >> 32) as u32
}

/// Lays out a table. The same rows in the same order give the same bytes. Those that are asked for most should come
/// first: a row that comes later gives way, so that they are at home. Rows for which no room is found are left out;
/// how many is the second answer.
pub fn build(rows: &[(u64, [i8; LANES])]) -> (Vec<u8>, usize) {
    // Seven eighths full.
    let count = rows.len() * 8 / (ROWS * 7) + 1;
    let mut layout = Layout {
        places: rows.iter().map(|(feature, _)| place(*feature, count)).collect(),
        taken: vec![[None; ROWS]; count],
    };
    let lost = (0..rows.len()).filter(|&row| !layout.add(row)).count();
    (0..rows.len()).for_each(|row| layout.bring_home(row));
    let mut bytes = vec![0; count * BUCKET];
    let (buckets, _) = bytes.as_chunks_mut::<BUCKET>();
    for (number, taken) in layout.taken.iter().enumerate() {
        for (slot, row) in taken.iter().enumerate().filter_map(|(slot, row)| Some((slot, (*row)?)))
        {
            let (home, key) = layout.places[row];
            for (byte, weight) in buckets[number][slot * LANES..].iter_mut().zip(rows[row].1) {
                *byte = weight as u8;
            }
            buckets[number][KEYS + slot * 4..][..4].copy_from_slice(&key.to_le_bytes());
            if number != home as usize {
                let mark = mark(key);
                buckets[home as usize][GONE + mark as usize / 8] |= 1 << (mark % 8);
            }
        }
    }
    (bytes, lost)
}

/// Which row is where.
struct Layout {
    /// Home and key of each row.
    places: Vec<(u32, u32)>,
    /// The rows in each bucket.
    taken: Vec<[Option<usize>; ROWS]>,
}

/// Buckets that are looked at, at most, to make room for a row.
const SOUGHT: usize = 2_000;

impl Layout {
    fn home(&self, row: usize) -> usize {
        self.places[row].0 as usize
    }

    fn other(&self, row: usize) -> usize {
        let (home, key) = self.places[row];
        other(home, key, self.taken.len()) as usize
    }

    /// Puts a row into one of its buckets, if room can be made.
    fn add(&mut self, row: usize) -> bool {
        let found = self.make_room(&[self.home(row), self.other(row)], |_| true);
        if let Some((bucket, slot)) = found {
            self.taken[bucket][slot] = Some(row);
        }
        found.is_some()
    }

    /// Moves a row from its other bucket to its home, if later rows can give way.
    fn bring_home(&mut self, row: usize) {
        let other = self.other(row);
        let Some(from) = self.taken[other].iter().position(|&taken| taken == Some(row)) else {
            return;
        };
        // What it leaves may be room for those that give way.
        self.taken[other][from] = None;
        let found = self.make_room(&[self.home(row)], |moved| moved > row);
        let (bucket, slot) = found.unwrap_or((other, from));
        self.taken[bucket][slot] = Some(row);
    }

    /// A free slot in one of some buckets, by moving as few rows as possible (breadth first, as in Li et al.
    /// 2014), each to its other bucket.
    fn make_room(
        &mut self,
        buckets: &[usize],
        may_move: impl Fn(usize) -> bool,
    ) -> Option<(usize, usize)> {
        // Buckets, each with the slot of which bucket before it could move here.
        let mut sought: Vec<(usize, Option<(usize, usize)>)> =
            buckets.iter().map(|&bucket| (bucket, None)).collect();
        let mut seen: HashSet<usize> = buckets.iter().copied().collect();
        let mut at = 0;
        while let Some(&(bucket, mut before)) = sought.get(at).filter(|_| at < SOUGHT) {
            if let Some(slot) = self.taken[bucket].iter().position(Option::is_none) {
                let mut free = (bucket, slot);
                while let Some((parent, slot)) = before {
                    let bucket;
                    (bucket, before) = sought[parent];
                    self.taken[free.0][free.1] = self.taken[bucket][slot].take();
                    free = (bucket, slot);
                }
                return Some(free);
            }
            for (slot, row) in self.taken[bucket].iter().enumerate() {
                let Some(row) = row.filter(|&row| may_move(row)) else { continue };
                let home = self.home(row);
                let next = if home == bucket { self.other(row) } else { home };
                if seen.insert(next) {
                    sought.push((next, Some((at, slot))));
                }
            }
            at += 1;
        }
        None
    }
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
        table.sums(
            &rows,
            |(feature, _), asked: &mut Asked<1>| asked.add(*feature),
            |(_, weights), [sum]| assert_eq!(sum[3], i16::from(weights[3])),
        );
        table.sums(
            rows.chunks(50),
            |some, asked: &mut Asked<1>| some.iter().for_each(|(feature, _)| asked.add(*feature)),
            |some, [sum]| {
                assert_eq!(sum[5], some.iter().map(|row| i16::from(row.1[5])).sum::<i16>())
            },
        );
        let none = |asked: &mut Asked<2>| (0..9_000u64).for_each(|n| asked.add(mix(n, 8)));
        assert_eq!(table.sum(none), [[0; LANES]; 2]);
        assert_eq!(Table::default().sum(none), [[0; LANES]; 2]);
    }

    #[test]
    fn the_rows_that_come_first_are_at_home() {
        let rows: Vec<(u64, [i8; LANES])> =
            (0..9_000u64).map(|n| (mix(n, 7), [n as i8; LANES])).collect();
        let (bytes, _) = build(&rows);
        let (buckets, _) = bytes.as_chunks::<BUCKET>();
        let strays = rows[..2_250].iter().filter(|(feature, _)| {
            let (home, key) = place(*feature, buckets.len());
            tail(&buckets[home as usize])[..ROWS].iter().all(|&other| other != key)
        });
        assert!(strays.count() < 50);
    }

    #[test]
    fn parts_of_a_feature_have_rows_of_their_own() {
        let rows = [(part(7, 0), [1; LANES]), (part(7, 1), [2; LANES]), (part(8, 1), [4; LANES])];
        let (bytes, _) = build(&rows);
        let sums = Table::new(&bytes).sum::<2>(|asked| [7, 8, 9].map(|n| asked.add(n)).fill(()));
        assert_eq!(sums, [[1; LANES], [6; LANES]]);
    }
}
