//! Steps: Adam for matrices, AdaGrad for rows, of which a step touches few.

use crate::{network::Rows, random::Mixed};

/// A matrix that learns (Adam; Kingma and Ba 2015), its rows one after the other.
pub struct Matrix {
    /// Its numbers.
    pub weights: Vec<f32>,
    /// What they should change by.
    pub gradient: Vec<f32>,
    means: Vec<f32>,
    squares: Vec<f32>,
    sums: Vec<f32>,
}

/// The first moment's decay.
const MEANS: f32 = 0.9;
/// The second one's.
const SQUARES: f32 = 0.999;
/// A gradient is never longer.
const LONGEST: f32 = 10.0;

impl Matrix {
    /// Random numbers up to a size.
    pub fn new(count: usize, size: f32, random: &mut Mixed) -> Self {
        let weights = (0..count).map(|_| random.between(-size, size)).collect();
        let zeros = || vec![0.0; count];
        let (gradient, means, squares, sums) = (zeros(), zeros(), zeros(), zeros());
        Self { weights, gradient, means, squares, sums }
    }

    /// One step, the `number`th, by the gradient; begins it anew.
    pub fn step(&mut self, rate: f32, number: i32) {
        let length = self.gradient.iter().map(|g| g * g).sum::<f32>().sqrt();
        let shorter = if length > LONGEST { LONGEST / length } else { 1.0 };
        let mean_scale = 1.0 / (1.0 - MEANS.powi(number));
        let square_scale = 1.0 / (1.0 - SQUARES.powi(number));
        let moments = self.means.iter_mut().zip(&mut self.squares);
        let slots = self.weights.iter_mut().zip(&mut self.gradient).zip(moments);
        for ((weight, gradient), (mean, square)) in slots {
            let g = std::mem::take(gradient) * shorter;
            *mean = MEANS * *mean + (1.0 - MEANS) * g;
            *square = SQUARES * *square + (1.0 - SQUARES) * g * g;
            *weight -= rate * *mean * mean_scale / ((*square * square_scale).sqrt() + 1e-8);
        }
    }

    /// Takes the weights into their average.
    pub fn take(&mut self) {
        add(&mut self.sums, &self.weights);
    }

    /// The average of the weights that were taken so many times.
    pub fn average(&self, taken: f32) -> Vec<f32> {
        self.sums.iter().map(|sum| sum / taken).collect()
    }
}

/// Rows that learn (AdaGrad; Duchi, Hazan and Singer 2011).
pub struct Table<const WIDTH: usize> {
    /// By feature; rare features have none.
    numbers: Vec<Option<u32>>,
    rows: Vec<[f32; WIDTH]>,
    squares: Vec<[f32; WIDTH]>,
    sums: Vec<[f32; WIDTH]>,
    gradient: Vec<[f32; WIDTH]>,
    touched: Vec<u32>,
}

/// Keeps the first steps of a row small.
const FIRST: f32 = 0.02;

impl<const WIDTH: usize> Table<WIDTH> {
    /// Random rows for the features seen often enough.
    pub fn new(counts: &[u32], rare: u32, size: f32, random: &mut Mixed) -> Self {
        let mut rows = Vec::new();
        let numbers = counts.iter().map(|&count| {
            (count >= rare).then(|| {
                rows.push(std::array::from_fn(|_| random.between(-size, size)));
                rows.len() as u32 - 1
            })
        });
        let numbers = numbers.collect();
        let zeros = vec![[0.0; WIDTH]; rows.len()];
        let (squares, sums, gradient) = (zeros.clone(), zeros.clone(), zeros);
        Self { numbers, rows, squares, sums, gradient, touched: Vec::new() }
    }

    /// The row of a feature, and its number.
    pub fn row(&self, feature: u32) -> Option<(u32, &[f32; WIDTH])> {
        let number = self.numbers[feature as usize]?;
        Some((number, &self.rows[number as usize]))
    }

    /// Adds to what a row, given by its number, should change by.
    pub fn add(&mut self, number: u32, gradient: &[f32; WIDTH]) {
        add(&mut self.gradient[number as usize], gradient);
        self.touched.push(number);
    }

    /// One step; begins the gradient anew.
    pub fn step(&mut self, rate: f32) {
        for number in std::mem::take(&mut self.touched) {
            let number = number as usize;
            // A row touched twice has no gradient the second time.
            let gradient = std::mem::replace(&mut self.gradient[number], [0.0; WIDTH]);
            let squares = self.squares[number].iter_mut();
            for ((weight, square), g) in self.rows[number].iter_mut().zip(squares).zip(gradient) {
                *square += g * g;
                *weight -= rate * g / (*square + FIRST).sqrt();
            }
        }
    }

    /// Takes the rows into their average.
    pub fn take(&mut self) {
        add(self.sums.as_flattened_mut(), self.rows.as_flattened());
    }

    /// The average of the rows that were taken so many times, with the hashes of their features.
    pub fn average(&self, features: &[u64], taken: f32) -> Rows<WIDTH> {
        let pairs = features.iter().zip(&self.numbers);
        let known = pairs.filter_map(|(&feature, number)| Some((feature, (*number)? as usize)));
        known.map(|(feature, row)| (feature, self.sums[row].map(|sum| sum / taken))).collect()
    }
}

/// Adds numbers to sums.
pub fn add(sums: &mut [f32], numbers: &[f32]) {
    sums.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += number);
}
