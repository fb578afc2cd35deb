//! What the reporter says that others said: cues, and the stretch of words that each reports.
//!
//! For every word that may be a cue ([`cues`]) a log-linear model says on which side of it the reported words
//! lie, if it is one at all; a second ranks the stretches ([`contents`]) of the sentence that they can be. Both
//! are trained on the attributions of PolNeAR (Newell, Margolin and Ruths 2018) by the example
//! `train-quotes`; words already between quotation marks count as one item.

pub mod contents;
pub mod cues;
pub mod glossary;
pub mod model;
pub mod sight;
pub mod sources;
pub mod weights;

use super::line::Line;
pub use crate::analysis::entities::coreference::model::softmax;
use crate::analysis::{document::Document, tagger};
use contents::{Bounds, Part, Scene};
use cues::{SIDES, Side};
use glossary::Glossary;
use sight::Sight;
use sources::Asked;
use std::ops::Range;
use weights::{Weigh, Weights};

/// A word that may be a cue, with what it may report.
#[derive(Clone, Debug)]
pub struct Report {
    /// The item of the cue.
    pub cue: usize,
    /// The reported words, as items: one stretch or two.
    pub content: Vec<Range<usize>>,
    /// Probability that the word is a cue.
    pub chance: f32,
    /// The phrases that may name the source, as items, `None` for no phrase of the sentence, each with
    /// its probability; likeliest first.
    pub sources: Vec<Source>,
}

/// A phrase that may name a source, or none, and how likely that is.
pub type Source = (Option<Range<usize>>, f32);

impl Report {
    /// Whether it reports an item.
    pub fn covers(&self, item: usize) -> bool {
        self.content.iter().any(|part| part.contains(&item))
    }
}

/// The reports of a line, which are in the order of their cues, that can cover an item.
pub fn near(reports: &[Report], item: usize) -> &[Report] {
    let first = reports.partition_point(|report| report.cue + contents::FAR < item);
    let last = reports.partition_point(|report| report.cue <= item + contents::FAR);
    reports.get(first..last).unwrap_or_default()
}

/// Finds reports in the lines of one document.
pub struct Reporter<W> {
    /// What weighs features.
    pub weigh: W,
    /// The words of the document.
    pub glossary: Glossary,
}

/// Reports less likely than this are not given.
const LEAST: f32 = 0.1;

impl Reporter<Weights<'static>> {
    /// Looks up the words of a document for the model that is compiled in.
    pub fn shipped(document: &Document) -> Self {
        let model = model::embedded().unwrap_or_default();
        let clusters = tagger::model::embedded().map(|names| names.clusters).unwrap_or_default();
        let glossary = Glossary::new(document, &clusters, |word| model.is_cue(word));
        Self { weigh: model.weights, glossary }
    }
}

impl<W: Weigh> Reporter<W> {
    /// The reports of a line.
    pub fn reports(&self, line: &Line) -> Vec<Report> {
        reports(&self.weigh, &Sight::new(line, &self.glossary), LEAST)
    }
}

/// Probabilities of [`SIDES`] for the item `at`.
pub fn sides(weigh: &impl Weigh, sight: &Sight, sentence: &Range<usize>, at: usize) -> [f32; 4] {
    let add = |scores: &mut [f32; 4], feature| {
        let weights = weigh.weights(feature);
        scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += weight);
    };
    let mut scores = [0.0; 4];
    cues::of_word(sight, sentence, at, &mut |feature| add(&mut scores, feature));
    if scores[1..].iter().all(|&score| score < NO_CUE) {
        return [1.0, 0.0, 0.0, 0.0];
    }
    cues::of_rest(sight, sentence, at, &mut |feature| add(&mut scores, feature));
    scores[Side::None as usize] = 0.0;
    softmax(&mut scores);
    scores
}

/// A word is no cue if its neighbours alone say so with these log odds on every side; that is half of those asked,
/// and none that the rest of the sentence would have made one (a cascade, Viola and Jones 2001; chosen on PolNeAR).
const NO_CUE: f32 = -2.5;

/// The likeliest content on one side of a cue.
pub fn best(weigh: &impl Weigh, scene: &Scene, part: Part) -> Option<Range<usize>> {
    let bounds = contents::bounds(scene.sight, &scene.sentence, scene.at, part.right);
    if bounds.starts.is_empty() || bounds.ends.is_empty() {
        return None;
    }
    let of = |hope| likeliest_stretch(weigh, scene, part, &bounds, hope);
    // Of likely starts and likely ends, no two may fit together.
    of(HOPE).or_else(|| of(f32::MAX))
}

/// The likeliest content of starts and ends that are less likely than others by `hope` at most.
fn likeliest_stretch(
    weigh: &impl Weigh,
    scene: &Scene,
    part: Part,
    Bounds { starts, ends }: &Bounds,
    hope: f32,
) -> Option<Range<usize>> {
    let starts = promising(
        starts.iter().copied(),
        hope,
        |&start, score| scene.start(part, start, &mut |row| *score += weigh.weight(row)),
        |&start, score| scene.start_afar(part, start, &mut |row| *score += weigh.weight(row)),
    );
    let ends = promising(
        ends.iter().copied(),
        hope,
        |&end, score| scene.end(part, end, &mut |row| *score += weigh.weight(row)),
        |&end, score| scene.end_afar(part, end, &mut |row| *score += weigh.weight(row)),
    );
    let (starts, ends) = (likeliest(starts), likeliest(ends));
    // One word before its cue is the cue's subject, not what it reports: ", officials admitted".
    let least = |start: usize| {
        start + 1 + usize::from(!part.right && scene.sight.line.quote(start).is_none())
    };
    let all = starts.iter().flat_map(|&(first, start)| {
        let ends = ends.iter().filter(move |(_, end)| least(start) <= *end);
        ends.map(move |&(last, end)| (first + last, start..end))
    });
    let most = all.clone().map(|(score, _)| score).fold(f32::MIN, f32::max);
    let mut found: Option<(f32, Range<usize>)> = None;
    for (mut score, content) in all.filter(|(score, _)| *score >= most - BEHIND) {
        scene.whole(part, content.clone(), &mut |feature| score += weigh.weight(feature));
        if found.as_ref().is_none_or(|(most, _)| score > *most) {
            found = Some((score, content));
        }
    }
    found.map(|(_, content)| content)
}

/// A stretch whose bounds are by more (log odds) less likely than others is never the likeliest as a whole.
const BEHIND: f32 = 4.0;

/// Weighs what is to be chosen from in two steps: by what is near at hand, and where that leaves `hope` by all the
/// rest (a cascade, as with [`NO_CUE`]).
fn promising<T>(
    all: impl IntoIterator<Item = T>,
    hope: f32,
    near: impl Fn(&T, &mut f32),
    rest: impl Fn(&T, &mut f32),
) -> Vec<(f32, T)> {
    let weighed = all.into_iter().map(|one| {
        let mut score = 0.0;
        near(&one, &mut score);
        (score, one)
    });
    let mut weighed: Vec<(f32, T)> = weighed.collect();
    let most = weighed.iter().map(|&(score, _)| score).fold(f32::MIN, f32::max);
    weighed.retain(|(score, _)| *score >= most - hope);
    weighed.iter_mut().for_each(|(score, one)| rest(one, score));
    weighed
}

/// What is by more (log odds) less likely than the likeliest by what is near at hand is not looked at further. With
/// this one of 2,247 quotes of PolNeAR's development part is another than with all looked at; with six none is.
const HOPE: f32 = 3.0;

/// At most this many bounds of each side are tried together.
const TRIED: usize = 6;

/// The likeliest bounds, given with their scores.
fn likeliest(mut bounds: Vec<(f32, usize)>) -> Vec<(f32, usize)> {
    bounds.sort_by(|a, b| b.0.total_cmp(&a.0));
    bounds.truncate(TRIED);
    bounds
}

/// All words of a line that are cues with a probability of at least `least`, and what they report.
pub fn reports(weigh: &impl Weigh, sight: &Sight, least: f32) -> Vec<Report> {
    let mut found = Vec::new();
    for sentence in &sight.line.sentences {
        for at in sentence.clone().filter(|&at| sight.may_be_cue(at)) {
            let chances = sides(weigh, sight, sentence, at);
            if 1.0 - chances[0] < least {
                continue;
            }
            let side = (1..4).reduce(|a, b| if chances[b] > chances[a] { b } else { a });
            let side = side.map_or(Side::Right, |side| SIDES[side]);
            let scene = Scene { sight, sentence: sentence.clone(), at };
            let both = side == Side::Both;
            let left =
                (side != Side::Right).then(|| best(weigh, &scene, Part { right: false, both }));
            let right =
                (side != Side::Left).then(|| best(weigh, &scene, Part { right: true, both }));
            let content: Vec<_> = [left.flatten(), right.flatten()].into_iter().flatten().collect();
            if !content.is_empty() {
                let asked = Asked { sight, sentence: sentence.clone(), at, content: &content };
                let sources = sources_of(weigh, &asked);
                let unnamed = sources.first().is_none_or(|(source, _)| source.is_none());
                if unnamed && asked.is_of_sign() {
                    continue;
                }
                found.push(Report { cue: at, content, chance: 1.0 - chances[0], sources });
            }
        }
    }
    found
}

/// The phrases that may name the source of what a cue reports, likeliest first.
pub fn sources_of(weigh: &impl Weigh, asked: &Asked) -> Vec<Source> {
    let mut none = 0.0;
    asked.unnamed(&mut |feature| none += weigh.weight(feature));
    let phrases = promising(
        asked.phrases(),
        HOPE,
        |phrase, score| asked.of_place(phrase, &mut |row| *score += weigh.weight(row)),
        |phrase, score| asked.of_rest(phrase, &mut |row| *score += weigh.weight(row)),
    );
    let mut chances: Vec<f32> = phrases.iter().map(|&(score, _)| score).chain([none]).collect();
    softmax(&mut chances);
    let whole = |(_, phrase): (f32, sources::Phrase)| Some(asked.whole(phrase.items));
    let phrases = phrases.into_iter().map(whole).chain([None]);
    let mut sources: Vec<Source> = Vec::new();
    for (phrase, chance) in phrases.zip(chances) {
        match sources.iter_mut().find(|(known, _)| *known == phrase) {
            Some((_, known)) => *known += chance,
            None => sources.push((phrase, chance)),
        }
    }
    sources.sort_by(|a, b| b.1.total_cmp(&a.1));
    sources
}

#[cfg(test)]
mod tests {
    use crate::{
        analysis::{Analysis, analyse},
        article::{self, Format},
    };

    fn read(text: &str) -> (Analysis, String) {
        let article = article::read(text.to_owned(), Format::Plain, "test".to_owned(), None);
        (analyse(&article), article.text)
    }

    #[test]
    fn what_a_sign_does_is_nobodys_word() {
        let (found, _) =
            read("/ hides the sidebar or shows it again; z leaves nothing but the article.");
        assert!(found.quotes.is_empty(), "{:?}", found.quotes);
        let (found, _) = read("/ searches, and n finds the next place.");
        assert!(found.quotes.is_empty(), "{:?}", found.quotes);
    }

    #[test]
    fn whose_people_speak_does_not_speak() {
        let said = |source: &str| {
            let (found, text) = read(&format!("{source} said that the bridge would stay shut."));
            let speaker = found.quotes[0].speaker.clone().unwrap();
            (speaker.span.of(&text).to_owned(), speaker.entity.is_some())
        };
        assert_eq!(said("The Clinton campaign"), ("The Clinton campaign".to_owned(), false));
        assert_eq!(said("Mr Clinton's office"), ("Mr Clinton's office".to_owned(), false));
        let manager = "Mr Clinton's campaign manager";
        assert_eq!(said(manager), (manager.to_owned(), false));
        assert_eq!(said("Mr Clinton"), ("Mr Clinton".to_owned(), true));
    }
}
