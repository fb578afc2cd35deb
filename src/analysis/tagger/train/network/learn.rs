//! The network's course of learning: back-propagation through its layers (Rumelhart, Hinton and Williams 1986)
//! to the likelihood of whole stretches.

use super::{
    Network,
    material::{Material, Stretch, Text, Token},
    optimise::{Matrix, Table, add},
};
use crate::{
    corpora::READINGS,
    likelihood::{Emission, Likelihood},
    random::{Mixed, Random},
    settings::Partner as Settings,
};
use quotidian::analysis::tagger::{
    labels::{LABELS, LANES},
    network::{FIRST, SECOND, SIDE, TAPS, WORD, features, features::PLACES},
};
use std::collections::BTreeMap;

/// Steps between two that are taken into the average.
const BETWEEN: usize = 500;
/// Steps in which the rate grows to its full size.
const WARMING: f32 = 200.0;
/// Scores go towards zero by this share of them: no probability is to be one.
const DECAY: f32 = 0.0005;
/// Features of memory seen less often are forgotten.
const RARE_MEMORY: u32 = 20;

/// Trains a network on material from so many corpora.
pub fn train(
    material: &Material,
    corpora: usize,
    settings: &Settings,
    random: &mut Mixed,
) -> Network {
    let mut learner = Learner::new(material, corpora, settings, random);
    let mut order: Vec<usize> = (0..material.stretches.len()).collect();
    let steps = settings.epochs * order.len().div_ceil(settings.batch.max(1));
    let (mut done, mut taken) = (0, 0.0);
    for epoch in 0..settings.epochs {
        random.shuffle(&mut order);
        for batch in order.chunks(settings.batch.max(1)) {
            for &stretch in batch {
                let stretch = &material.stretches[stretch];
                learner.learn(stretch, &material.texts[stretch.text], settings, random);
            }
            done += 1;
            let warm = (done as f32 / WARMING).min(1.0);
            let left = 1.0 - done as f32 / steps as f32;
            learner.step(settings, warm, left, done as i32);
            if (epoch * 2 >= settings.epochs && done % BETWEEN == 0) || done == steps {
                learner.take();
                taken += 1.0;
            }
        }
    }
    learner.average(material, taken)
}

/// The network while it learns.
struct Learner {
    words: Table<WORD>,
    places: Table<FIRST>,
    memory: Table<SECOND>,
    corpora: Matrix,
    first: Matrix,
    first_bias: Matrix,
    second: Matrix,
    second_bias: Matrix,
    third: Matrix,
    third_bias: Matrix,
    transitions: Matrix,
    likelihood: Likelihood,
}

/// A word of a stretch on its way through: numbers that are left out are zero.
struct Sight {
    numbers: [f32; WORD],
    mask: [f32; WORD],
    rows: Vec<u32>,
    gradient: [f32; WORD],
}

/// A layer of a token on its way through.
struct Layer<const WIDTH: usize> {
    numbers: [f32; WIDTH],
    mask: [f32; WIDTH],
    rows: Vec<u32>,
}

/// What is left out at random, and how much the rest counts for it (Srivastava et al. 2014).
struct Dropout<'r> {
    random: &'r mut Mixed,
    share: f64,
}

impl Dropout<'_> {
    fn scale(&self) -> f32 {
        1.0 / (1.0 - self.share) as f32
    }

    fn drops(&mut self) -> bool {
        self.random.happens(self.share)
    }

    fn mask<const WIDTH: usize>(&mut self) -> [f32; WIDTH] {
        let scale = self.scale();
        std::array::from_fn(|_| if self.drops() { 0.0 } else { scale })
    }
}

impl Learner {
    fn new(material: &Material, corpora: usize, settings: &Settings, random: &mut Mixed) -> Self {
        let size = |inputs: usize| (3.0 / inputs as f32).sqrt();
        Self {
            words: Table::new(&material.words.counts, settings.rare, 0.05, random),
            places: Table::new(&material.places.counts, settings.rare, 0.01, random),
            memory: Table::new(&material.memory.counts, RARE_MEMORY, 0.01, random),
            corpora: Matrix::new(corpora * FIRST, 0.01, random),
            first: Matrix::new(PLACES * WORD * FIRST, size(PLACES * WORD), random),
            first_bias: Matrix::new(FIRST, 0.0, random),
            second: Matrix::new(TAPS * FIRST * SECOND, size(TAPS * FIRST), random),
            second_bias: Matrix::new(SECOND, 0.0, random),
            third: Matrix::new(SECOND * LANES, size(3 * SECOND), random),
            third_bias: Matrix::new(LANES, 0.0, random),
            transitions: Matrix::new(LABELS * LABELS, 0.0, random),
            likelihood: Likelihood::default(),
        }
    }

    fn matrices(&mut self) -> [&mut Matrix; 8] {
        [
            &mut self.corpora,
            &mut self.first,
            &mut self.first_bias,
            &mut self.second,
            &mut self.second_bias,
            &mut self.third,
            &mut self.third_bias,
            &mut self.transitions,
        ]
    }

    fn step(&mut self, settings: &Settings, warm: f32, left: f32, number: i32) {
        let rate = settings.rate * warm * left.max(0.02);
        self.matrices().into_iter().for_each(|matrix| matrix.step(rate, number));
        let rate = settings.rows * warm * left.max(0.1);
        self.words.step(rate);
        self.places.step(rate);
        self.memory.step(rate);
    }

    fn take(&mut self) {
        self.matrices().into_iter().for_each(Matrix::take);
        self.words.take();
        self.places.take();
        self.memory.take();
    }

    fn average(&self, material: &Material, taken: f32) -> Network {
        let mut places = self.places.average(&material.places.features(), taken);
        let corpora = self.corpora.average(taken);
        for (corpus, row) in corpora.as_chunks::<FIRST>().0.iter().enumerate() {
            places.push((features::of_corpus(corpus), *row));
        }
        Network {
            words: self.words.average(&material.words.features(), taken),
            places,
            memory: self.memory.average(&material.memory.features(), taken),
            first: self.first.average(taken),
            first_bias: self.first_bias.average(taken),
            second: self.second.average(taken),
            second_bias: self.second_bias.average(taken),
            third: self.third.average(taken),
            third_bias: self.third_bias.average(taken),
            transitions: square(&self.transitions.average(taken)),
        }
    }

    /// Learns from one stretch.
    fn learn(&mut self, stretch: &Stretch, text: &Text, settings: &Settings, random: &mut Mixed) {
        let corpus = text.corpus.filter(|_| !random.happens(settings.shared));
        let second_pass = !random.happens(settings.first);
        let reading = random.below(READINGS);
        let mut dropout = Dropout { random, share: settings.dropout };
        let mut sights = self.sights(stretch, text, settings, &mut dropout);
        let firsts: Vec<_> = stretch
            .tokens
            .iter()
            .map(|token| self.first_of(token.as_ref(), &sights, corpus, &mut dropout))
            .collect();
        let inner = &stretch.tokens[SIDE..stretch.tokens.len() - SIDE];
        let mut seconds = Vec::with_capacity(inner.len());
        for (around, token) in firsts.windows(TAPS).zip(inner) {
            let memory = token.as_ref().filter(|_| second_pass).map(|token| &*token.memory);
            seconds.push(self.second_of(around, memory.unwrap_or_default(), &mut dropout));
        }
        // Tokens that are there as neighbours only get no scores.
        let labels: Vec<_> = stretch.labels.iter().map(|labels| labels[reading]).collect();
        let mut scores: Vec<Emission> = vec![[0.0; LANES]; labels.len()];
        let inner = stretch.before..stretch.before + seconds.len();
        for (slot, second) in scores[inner.clone()].iter_mut().zip(&seconds) {
            *slot = self.scores(second);
        }
        let transitions = square(&self.transitions.weights);
        self.likelihood.of(&scores, &labels, &transitions);
        let by_score = std::mem::take(&mut self.likelihood.by_score);
        // Where even the sum of all ways is next to nothing, there is nothing to learn.
        let sound = |g: &f32| g.is_finite() && g.abs() < 1.01;
        if !self.likelihood.loss.is_finite() || !by_score.iter().flatten().all(sound) {
            return;
        }
        let by_step = self.likelihood.by_step.map(|row| row.map(|g| g * text.weight));
        add(&mut self.transitions.gradient, by_step.as_flattened());
        let scale = dropout.scale();
        let mut by_first = vec![[0.0f32; FIRST]; firsts.len()];
        for (at, second) in seconds.iter().enumerate() {
            let (by_score, scores) = (&by_score[inner.start + at], &scores[inner.start + at]);
            let gradient: Emission =
                std::array::from_fn(|lane| (by_score[lane] + DECAY * scores[lane]) * text.weight);
            let by_second = self.back_to_second(second, &gradient, scale);
            for (tap, (first, by_first)) in
                firsts[at..at + TAPS].iter().zip(&mut by_first[at..at + TAPS]).enumerate()
            {
                let rows = tap * FIRST * SECOND..(tap + 1) * FIRST * SECOND;
                let Matrix { weights, gradient, .. } = &mut self.second;
                let (weights, gradient) = (&weights[rows.clone()], &mut gradient[rows]);
                back(&first.numbers, weights, gradient, &by_second, by_first);
            }
        }
        for ((token, first), by_first) in stretch.tokens.iter().zip(&firsts).zip(&mut by_first) {
            if let Some(token) = token {
                self.back_to_words(token, first, by_first, corpus, &mut sights, scale);
            }
        }
        for sight in sights.values_mut() {
            sight.gradient.iter_mut().zip(sight.mask).for_each(|(g, mask)| *g *= mask);
            sight.rows.iter().for_each(|&row| self.words.add(row, &sight.gradient));
        }
    }

    /// The words that the tokens of a stretch see. Some that may be names are made unknown.
    fn sights(
        &self,
        stretch: &Stretch,
        text: &Text,
        settings: &Settings,
        dropout: &mut Dropout,
    ) -> BTreeMap<u32, Sight> {
        let mut sights = BTreeMap::new();
        for &spelling in stretch.tokens.iter().flatten().flat_map(Token::seen) {
            sights.entry(spelling).or_insert_with(|| {
                let word = &text.words[spelling as usize];
                let unknown = word.may_be_name && dropout.random.happens(settings.unknown);
                let identity = word.identity.iter().filter(|_| !unknown);
                let (mut numbers, mut rows) = ([0.0; WORD], Vec::new());
                for (number, row) in
                    word.form.iter().chain(identity).filter_map(|&feature| self.words.row(feature))
                {
                    rows.push(number);
                    add(&mut numbers, row);
                }
                let mask = dropout.mask();
                numbers.iter_mut().zip(mask).for_each(|(number, mask)| *number *= mask);
                Sight { numbers, mask, rows, gradient: [0.0; WORD] }
            });
        }
        sights
    }

    fn first_of(
        &self,
        token: Option<&Token>,
        sights: &BTreeMap<u32, Sight>,
        corpus: Option<usize>,
        dropout: &mut Dropout,
    ) -> Layer<FIRST> {
        let mut numbers = [0.0; FIRST];
        let Some(token) = token else {
            return Layer { numbers, mask: [0.0; FIRST], rows: Vec::new() };
        };
        numbers.copy_from_slice(&self.first_bias.weights);
        for (place, spelling) in token.seen().iter().enumerate() {
            let matrix = &self.first.weights[place * WORD * FIRST..][..WORD * FIRST];
            multiply(&sights[spelling].numbers, matrix, &mut numbers);
        }
        let rows = add_rows(&mut numbers, &self.places, &token.place, dropout);
        if let Some(corpus) = corpus {
            add(&mut numbers, &self.corpora.weights[corpus * FIRST..][..FIRST]);
        }
        let mask = dropout.mask();
        rectify(&mut numbers, &mask);
        Layer { numbers, mask, rows }
    }

    fn second_of(
        &self,
        around: &[Layer<FIRST>],
        memory: &[u32],
        dropout: &mut Dropout,
    ) -> Layer<SECOND> {
        let mut numbers = [0.0; SECOND];
        numbers.copy_from_slice(&self.second_bias.weights);
        for (tap, first) in around.iter().enumerate() {
            let matrix = &self.second.weights[tap * FIRST * SECOND..][..FIRST * SECOND];
            multiply(&first.numbers, matrix, &mut numbers);
        }
        let rows = add_rows(&mut numbers, &self.memory, memory, dropout);
        let mask = dropout.mask();
        rectify(&mut numbers, &mask);
        Layer { numbers, mask, rows }
    }

    fn scores(&self, second: &Layer<SECOND>) -> Emission {
        let mut scores = [0.0; LANES];
        scores.copy_from_slice(&self.third_bias.weights);
        multiply(&second.numbers, &self.third.weights, &mut scores);
        scores
    }

    /// From the scores of a token to its second layer.
    fn back_to_second(
        &mut self,
        second: &Layer<SECOND>,
        by_score: &Emission,
        scale: f32,
    ) -> [f32; SECOND] {
        add(&mut self.third_bias.gradient, by_score);
        let mut gradient = [0.0; SECOND];
        let Matrix { weights, gradient: slots, .. } = &mut self.third;
        back(&second.numbers, weights, slots, by_score, &mut gradient);
        unrectify(&mut gradient, second);
        add(&mut self.second_bias.gradient, &gradient);
        let scaled = gradient.map(|g| g * scale);
        second.rows.iter().for_each(|&row| self.memory.add(row, &scaled));
        gradient
    }

    /// From the first layer of a token to all that it is made of.
    fn back_to_words(
        &mut self,
        token: &Token,
        first: &Layer<FIRST>,
        gradient: &mut [f32; FIRST],
        corpus: Option<usize>,
        sights: &mut BTreeMap<u32, Sight>,
        scale: f32,
    ) {
        unrectify(gradient, first);
        add(&mut self.first_bias.gradient, gradient);
        if let Some(corpus) = corpus {
            add(&mut self.corpora.gradient[corpus * FIRST..][..FIRST], gradient);
        }
        let scaled = gradient.map(|g| g * scale);
        first.rows.iter().for_each(|&row| self.places.add(row, &scaled));
        for (place, spelling) in token.seen().iter().enumerate() {
            let Some(sight) = sights.get_mut(spelling) else { continue };
            let rows = place * WORD * FIRST..(place + 1) * WORD * FIRST;
            let (weights, slots) =
                (&self.first.weights[rows.clone()], &mut self.first.gradient[rows]);
            back(&sight.numbers, weights, slots, gradient, &mut sight.gradient);
        }
    }
}

/// Adds the rows of some features to a layer, of which some are left out; gives the numbers of the others.
fn add_rows<const WIDTH: usize>(
    layer: &mut [f32; WIDTH],
    table: &Table<WIDTH>,
    features: &[u32],
    dropout: &mut Dropout,
) -> Vec<u32> {
    let scale = dropout.scale();
    let mut added = Vec::new();
    for (number, row) in features.iter().filter_map(|&feature| table.row(feature)) {
        if !dropout.drops() {
            layer.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight * scale);
            added.push(number);
        }
    }
    added
}

/// What passes through a layer: nothing negative, and what is not left out.
fn rectify<const WIDTH: usize>(numbers: &mut [f32; WIDTH], mask: &[f32; WIDTH]) {
    numbers.iter_mut().zip(mask).for_each(|(number, mask)| *number = number.max(0.0) * mask);
}

/// The same for a gradient.
fn unrectify<const WIDTH: usize>(gradient: &mut [f32; WIDTH], layer: &Layer<WIDTH>) {
    let passed = layer.numbers.iter().zip(&layer.mask);
    for (g, (number, mask)) in gradient.iter_mut().zip(passed) {
        *g = if *number > 0.0 { *g * mask } else { 0.0 };
    }
}

/// Adds the product of a layer and a matrix.
fn multiply<const WIDTH: usize>(layer: &[f32], matrix: &[f32], sum: &mut [f32; WIDTH]) {
    for (number, row) in layer.iter().zip(matrix.as_chunks::<WIDTH>().0) {
        if *number != 0.0 {
            sum.iter_mut().zip(row).for_each(|(slot, weight)| *slot += number * weight);
        }
    }
}

/// From the gradient of a product to those of the matrix and of the layer.
fn back<const WIDTH: usize>(
    layer: &[f32],
    matrix: &[f32],
    by_matrix: &mut [f32],
    by_product: &[f32; WIDTH],
    by_layer: &mut [f32],
) {
    let rows = matrix.as_chunks::<WIDTH>().0.iter();
    let rows = rows.zip(by_matrix.as_chunks_mut::<WIDTH>().0);
    for ((number, slot), (row, by_row)) in layer.iter().zip(by_layer).zip(rows) {
        // Eight sums at once: the order in which they are added up is ours to choose, not the compiler's.
        let mut sums = [0.0f32; 8];
        let eights = row.as_chunks::<8>().0.iter().zip(by_product.as_chunks::<8>().0);
        for (weights, gradient) in eights {
            for lane in 0..8 {
                sums[lane] += weights[lane] * gradient[lane];
            }
        }
        *slot += sums.iter().sum::<f32>();
        if *number != 0.0 {
            by_row.iter_mut().zip(by_product).for_each(|(slot, g)| *slot += number * g);
        }
    }
}

fn square(numbers: &[f32]) -> crate::likelihood::Matrix {
    let mut matrix = [[0.0; LABELS]; LABELS];
    matrix.as_flattened_mut().copy_from_slice(numbers);
    matrix
}
