//! Word clusters from word vectors: k-means on directions (Dhillon and Modha 2001).

use super::{
    Outcome,
    glove::{self, Vector, WIDTH},
};
use quotidian::analysis::tagger::{
    clusters,
    spelling::{hash, mix},
};
use std::{collections::HashSet, path::Path};

/// Clusters are found among so many of the most frequent words. The vectors of the others are learnt from few
/// occurrences: they join the nearest cluster, but do not move it.
const LEADING: usize = 200_000;

/// The table of clusters for the `count` most frequent words of a folder of vectors.
pub fn table(folder: &Path, count: usize) -> Outcome<Vec<u8>> {
    let mut seen = HashSet::new();
    let mut hashes = Vec::new();
    let mut leading = 0;
    let mut vectors: Vec<Vector> = Vec::new();
    for (number, (word, mut vector)) in glove::read(folder, count)?.into_iter().enumerate() {
        // Numbers are all alike to the tagger: the first of each pattern stands for them.
        if !seen.insert(hash(&word)) {
            continue;
        }
        normalise(&mut vector);
        hashes.push(hash(&word));
        vectors.push(vector);
        leading += usize::from(number < LEADING);
    }
    let tiny = means(&vectors, leading, 64, 15);
    let coarse = means(&vectors, leading, 256, 15);
    let middle = means(&vectors, leading, 1024, 12);
    let mut fine = vec![0u16; vectors.len()];
    for group in 0..1024u16 {
        let members: Vec<usize> = (0..vectors.len()).filter(|&at| middle[at] == group).collect();
        let own: Vec<Vector> = members.iter().map(|&at| vectors[at]).collect();
        let first = members.partition_point(|&at| at < leading);
        for (&at, part) in members.iter().zip(means(&own, first, 4, 10)) {
            fine[at] = group * 4 + part;
        }
    }
    let entries: Vec<(u64, [u16; 3])> = hashes
        .iter()
        .enumerate()
        .map(|(at, &word)| (word, [tiny[at], coarse[at], fine[at]]))
        .collect();
    Ok(clusters::table(&entries))
}

fn normalise(vector: &mut Vector) {
    let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-9);
    vector.iter_mut().for_each(|x| *x /= length);
}

/// The cluster of each vector; the leading ones make the clusters.
fn means(vectors: &[Vector], leading: usize, count: usize, rounds: usize) -> Vec<u16> {
    let (leaders, rest) = vectors.split_at(leading);
    if leaders.is_empty() {
        return vec![0; vectors.len()];
    }
    let mut centres: Vec<Vector> = (0..count)
        .map(|n| leaders[(mix(n as u64, count as u64) % leaders.len() as u64) as usize])
        .collect();
    let mut of = vec![0u16; leaders.len()];
    for round in 1..=rounds {
        for (vector, slot) in leaders.iter().zip(&mut of) {
            *slot = nearest(vector, &centres);
        }
        if round == rounds {
            break;
        }
        let mut sums = vec![[0.0; WIDTH]; count];
        for (vector, &cluster) in vectors.iter().zip(&of) {
            for (sum, x) in sums[cluster as usize].iter_mut().zip(vector) {
                *sum += x;
            }
        }
        for (centre, mut sum) in centres.iter_mut().zip(sums) {
            if sum.iter().any(|&x| x != 0.0) {
                normalise(&mut sum);
                *centre = sum;
            }
        }
    }
    of.extend(rest.iter().map(|vector| nearest(vector, &centres)));
    of
}

fn nearest(vector: &Vector, centres: &[Vector]) -> u16 {
    let mut best = (f32::NEG_INFINITY, 0);
    for (number, centre) in centres.iter().enumerate() {
        let mut lanes = [0.0f32; 10];
        for (v, c) in vector.chunks_exact(10).zip(centre.chunks_exact(10)) {
            for lane in 0..10 {
                lanes[lane] += v[lane] * c[lane];
            }
        }
        let likeness: f32 = lanes.iter().sum();
        if likeness > best.0 {
            best = (likeness, number as u16);
        }
    }
    best.1
}
