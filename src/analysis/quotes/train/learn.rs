//! Learning to rank: AdaGrad on the likelihood of the right candidate, with averaged weights.

use quotidian::analysis::{
    quotes::reporting::{softmax, weights::{ANSWERS, Weigh, slot, slots}},
    tagger::spelling::mix,
};

/// Something to choose from: candidates, each the sum of some units, each unit a list of slots.
pub struct Example {
    /// Slots of each unit.
    pub units: Vec<Vec<u32>>,
    /// The units of each candidate.
    pub candidates: Vec<Vec<u32>>,
    /// The right one.
    pub right: usize,
    /// How much it counts.
    pub weight: f32,
}

/// Weights in training.
pub struct Learner {
    pub weights: Vec<f32>,
    squares: Vec<f32>,
    sums: Vec<f32>,
    taken: f32,
}

impl Weigh for Learner {
    fn weight(&self, feature: u64) -> f32 {
        self.weights[slot(feature, self.weights.len())]
    }

    fn weights(&self, feature: u64) -> [f32; ANSWERS] {
        slots(feature, self.weights.len()).map(|slot| self.weights[slot])
    }
}

/// Random numbers from a seed.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = mix(self.0, 0x1234_5678);
        self.0
    }
}

impl Learner {
    pub fn new(slots: usize) -> Self {
        Self { weights: vec![0.0; slots], squares: vec![0.0; slots], sums: vec![0.0; slots], taken: 0.0 }
    }

    /// Learns some examples for some rounds.
    pub fn learn(&mut self, examples: &[&Example], epochs: usize, rate: f32, dropout: f64, random: &mut Random) {
        let mut order: Vec<usize> = (0..examples.len()).collect();
        for epoch in 0..epochs {
            for at in (1..order.len()).rev() {
                order.swap(at, (random.next() % (at as u64 + 1)) as usize);
            }
            let rate = rate / (1.0 + epoch as f32 * 0.3);
            let mut loss = 0.0f64;
            for part in order.chunks(order.len().div_ceil(4).max(1)) {
                for &number in part {
                    loss += f64::from(self.step(examples[number], rate, dropout, random));
                }
                if epoch > 0 {
                    self.taken += 1.0;
                    for (sum, weight) in self.sums.iter_mut().zip(&self.weights) {
                        *sum += weight;
                    }
                }
            }
            eprintln!("  round {epoch}: loss {:.4}", loss / examples.len() as f64);
        }
    }

    fn step(&mut self, example: &Example, rate: f32, dropout: f64, random: &mut Random) -> f32 {
        let cut = (dropout * (1u64 << 32) as f64) as u64;
        let keep: Vec<u64> = example.units.iter().map(|_| random.next()).collect();
        let kept = |unit: usize, index: usize| mix(keep[unit], index as u64) >> 32 >= cut;
        let scale = 1.0 / (1.0 - dropout) as f32;
        let units: Vec<f32> = example
            .units
            .iter()
            .enumerate()
            .map(|(u, slots)| {
                let kept = slots.iter().enumerate().filter(|(i, _)| kept(u, *i));
                kept.map(|(_, &slot)| self.weights[slot as usize]).sum::<f32>() * scale
            })
            .collect();
        let mut chances: Vec<f32> = example
            .candidates
            .iter()
            .map(|parts| parts.iter().map(|&unit| units[unit as usize]).sum())
            .collect();
        softmax(&mut chances);
        let loss = -chances[example.right].max(1e-9).ln();
        let mut gradients = vec![0.0f32; units.len()];
        for (number, parts) in example.candidates.iter().enumerate() {
            let gradient = chances[number] - f32::from(u8::from(number == example.right));
            for &unit in parts {
                gradients[unit as usize] += gradient * example.weight;
            }
        }
        for (u, slots) in example.units.iter().enumerate() {
            let g = gradients[u];
            if g.abs() < 1e-4 {
                continue;
            }
            for (i, &slot) in slots.iter().enumerate() {
                if kept(u, i) {
                    let slot = slot as usize;
                    self.squares[slot] += g * g;
                    self.weights[slot] -= rate * g / (self.squares[slot].sqrt() + 0.1);
                }
            }
        }
        loss
    }

    /// Takes the averages for the weights.
    pub fn finish(&mut self) {
        if self.taken > 0.0 {
            for (weight, sum) in self.weights.iter_mut().zip(&self.sums) {
                *weight = sum / self.taken;
            }
        }
    }
}
