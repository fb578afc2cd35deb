//! What is learnt from an article: which words are cues, what they report, who their source is.

use super::{
    gold::{Gold, Rates, golds, naming},
    learn::Example,
    polnear::Annotated,
    read::Read,
};
use quotidian::analysis::quotes::reporting::{
    contents::{self, Bounds, Part, Scene},
    cues::{self, Side},
    glossary::Glossary,
    sight::Sight,
    sources::Asked,
    weights::{self, slot},
};
use std::ops::Range;

/// How many weights there are.
pub const SLOTS: usize = 1 << 19;

/// A content is learnt from when one of the stretches that can be chosen is that much like it.
const ALIKE: f32 = 0.6;

/// The slots of some features.
pub fn slots_of(features: impl FnOnce(&mut dyn FnMut(u64))) -> Vec<u32> {
    let mut found = Vec::new();
    features(&mut |feature| found.push(slot(feature, SLOTS) as u32));
    found
}

/// The examples of one article.
pub fn of_reports(
    read: &Read,
    annotated: &Annotated,
    glossary: &Glossary,
    rates: &Rates,
) -> Vec<Example> {
    let mut examples = Vec::new();
    for line in read.lines() {
        let sight = Sight::new(&line, glossary);
        let golds = golds(&line, read, annotated, rates);
        for sentence in &line.sentences {
            for at in sentence.clone().filter(|&at| sight.may_be_cue(at)) {
                let gold = golds.get(&at);
                let side = gold.map_or(Side::None, |gold| gold.side);
                examples.push(of_side(&sight, sentence, at, side));
                if let Some(gold) = gold {
                    let scene = Scene { sight: &sight, sentence: sentence.clone(), at };
                    examples.extend(of_source(&scene, read, gold));
                    let both = gold.side == Side::Both;
                    let parts = [(false, &gold.left), (true, &gold.right)];
                    examples.extend(parts.into_iter().filter_map(|(right, content)| {
                        of_content(&scene, Part { right, both }, content.as_ref()?)
                    }));
                }
            }
        }
    }
    examples
}

fn of_side(sight: &Sight, sentence: &Range<usize>, at: usize, side: Side) -> Example {
    let mut units = vec![Vec::new(); weights::ANSWERS];
    let mut add = |feature| {
        for (unit, slot) in units.iter_mut().zip(weights::slots(feature, SLOTS)).skip(1) {
            unit.push(slot as u32);
        }
    };
    cues::of_word(sight, sentence, at, &mut add);
    cues::of_rest(sight, sentence, at, &mut add);
    Example::plain(units, side as usize)
}

fn of_source(scene: &Scene, read: &Read, gold: &Gold) -> Option<Example> {
    let (source, content) = (gold.source.as_ref()?, gold.content());
    let asked = Asked {
        sight: scene.sight,
        sentence: scene.sentence.clone(),
        at: scene.at,
        content: &content,
    };
    let phrases = asked.phrases();
    let of_phrase = |phrase| {
        slots_of(|mut row| {
            asked.of_place(phrase, &mut row);
            asked.of_rest(phrase, &mut row);
        })
    };
    let mut units: Vec<Vec<u32>> = phrases.iter().map(of_phrase).collect();
    units.push(slots_of(|mut row| asked.unnamed(&mut row)));
    let tokens = |items: &Range<usize>| scene.sight.line.tokens(items.clone()).unwrap_or(0..0);
    let ranges: Vec<_> = phrases.iter().map(|phrase| tokens(&phrase.items)).collect();
    let right = if source.is_empty() { phrases.len() } else { naming(read, &ranges, source)? };
    Some(Example::plain(units, right))
}

fn of_content(scene: &Scene, part: Part, gold: &Range<usize>) -> Option<Example> {
    let Bounds { starts, ends } =
        contents::bounds(scene.sight, &scene.sentence, scene.at, part.right);
    let of_start = |&start: &usize| {
        slots_of(|mut row| {
            scene.start(part, start, &mut row);
            scene.start_afar(part, start, &mut row);
        })
    };
    let of_end = |&end: &usize| {
        slots_of(|mut row| {
            scene.end(part, end, &mut row);
            scene.end_afar(part, end, &mut row);
        })
    };
    let mut units: Vec<Vec<u32>> =
        starts.iter().map(of_start).chain(ends.iter().map(of_end)).collect();
    let (mut candidates, mut best) = (Vec::new(), (0.0, 0));
    for (i, &start) in starts.iter().enumerate() {
        for (j, &end) in ends.iter().enumerate().filter(|(_, end)| start < **end) {
            let like = likeness(&(start..end), gold);
            if like > best.0 {
                best = (like, candidates.len());
            }
            candidates.push(vec![i as u32, (starts.len() + j) as u32, units.len() as u32]);
            units.push(slots_of(|mut row| scene.whole(part, start..end, &mut row)));
        }
    }
    (best.0 >= ALIKE).then_some(Example { units, candidates, right: best.1 })
}

/// What two stretches share, as a part of what both cover.
fn likeness(a: &Range<usize>, b: &Range<usize>) -> f32 {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start)) as f32;
    shared / ((a.len() + b.len()) as f32 - shared)
}
