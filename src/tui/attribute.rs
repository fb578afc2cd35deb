//! Saying who said a quote: from the candidates the engine weighed, from all who are named, or nobody.

use super::{
    action::Action, app::App, correct::anchor, geometry::Pane, keys::Chord, message::Notice,
    page::Page, prompt::Purpose, quotes::Who,
};
use crate::{
    analysis::{Analysis, Entity, EntityKind, Quote, Speaker},
    corrections::{Passage, Right, Source},
    library::narrow::narrow,
    span::Span,
    wording::{self, NOBODY},
};
use regex::RegexBuilder;

/// How many letters must be typed before words of the article are offered.
const LEAST_TYPED: usize = 3;
/// Below this probability the engine has as good as ruled somebody out.
const RULED_OUT: f32 = 0.01;
/// In a longer paragraph not all words that fit are looked at.
const MOST_NEAR: usize = 1_000;

/// Somebody who may have said a quote.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Who it is.
    pub who: Who,
    /// How they are called.
    pub name: String,
    /// The words that name them at the quote, where these are others.
    pub words: String,
    /// How likely the engine took it to be; `None` for those it did not weigh.
    pub confidence: Option<f32>,
    /// Where words stand that say who it is.
    span: Option<Span>,
}

/// The choice of who said a quote, while it is being made.
#[derive(Clone, Debug)]
pub struct Attributing {
    /// The quote.
    pub quote: usize,
    /// All there are to choose from; after the `known` ones what was typed, if it is words that
    /// stand near the quote.
    pub choices: Vec<Choice>,
    /// How many there are without what was typed.
    known: usize,
    /// Those that fit what was typed, best first.
    pub rows: Vec<usize>,
    /// The row that is chosen.
    pub at: usize,
    /// The pane to go back to.
    back: Pane,
}

impl Attributing {
    /// The choices that fit, in their order.
    pub fn fitting(&self) -> impl Iterator<Item = &Choice> {
        self.rows.iter().filter_map(|&row| self.choices.get(row))
    }

    /// The chosen one.
    pub fn chosen(&self) -> Option<&Choice> {
        self.choices.get(*self.rows.get(self.at)?)
    }
}

impl App {
    /// Begins to ask who said the quote that is meant here.
    pub(super) fn begin_attributing(&mut self) {
        let Some(quote) = self.quote_meant() else { return self.miss_quote() };
        let Some(choices) = self.page.as_ref().and_then(|page| choices(page, quote)) else {
            return self.miss_quote();
        };
        let back = self.focus;
        self.leave_spot();
        self.go_to_quote(quote);
        // It stays lit for as long as one chooses.
        self.flashes += 1;
        self.focus_on(Pane::Quotes);
        let known = choices.len();
        let rows = Vec::new();
        self.attributing = Some(Attributing { quote, choices, known, rows, at: 0, back });
        self.ask(Purpose::Speaker, String::new());
        self.narrow_speakers("");
    }

    fn miss_quote(&mut self) {
        self.notice = Some(Notice::failed("there is no quote here to correct"));
    }

    /// Lists those that fit what was typed.
    pub(super) fn narrow_speakers(&mut self, typed: &str) {
        let (Some(attributing), Some(page)) = (&mut self.attributing, &self.page) else { return };
        attributing.choices.truncate(attributing.known);
        let label = |choice: &Choice| format!("{} {}", choice.name, choice.words);
        let labels: Vec<String> = attributing.choices.iter().map(label).collect();
        attributing.rows = narrow(typed, &labels);
        attributing.at = 0;
        let words = near(page, attributing.quote, typed);
        if let Some(choice) =
            words.filter(|words| attributing.choices.iter().all(|known| known.who != words.who))
        {
            attributing.rows.push(attributing.choices.len());
            attributing.choices.push(choice);
        }
    }

    /// Ends the choice; carries it out when it was accepted.
    pub(super) fn end_attributing(&mut self, accepted: bool) {
        let Some(attributing) = self.attributing.take() else { return };
        self.focus = attributing.back;
        self.end_flash(self.flashes);
        let Some(chosen) = attributing.chosen().filter(|_| accepted).cloned() else { return };
        let named = matches!(chosen.who, Who::Entity(_));
        let who = if chosen.who == Who::Nobody { "nobody who is named" } else { &chosen.name };
        let said = format!("said by {who}");
        self.attribute(attributing.quote, chosen.span.map(|span| (span, named)), &said);
    }

    /// Confirms who said the quote that is meant here.
    pub(super) fn accept_speaker(&mut self) {
        let Some(page) = &self.page else { return };
        let found = self.quote_meant().and_then(|at| {
            let analysis = page.analysis.as_ref()?;
            Some((at, analysis, analysis.quotes.get(at)?))
        });
        let Some((at, analysis, quote)) = found else { return self.miss_quote() };
        let name = wording::speaker(&page.article, analysis, quote);
        let name = name.unwrap_or("nobody who is named");
        let said = format!("confirmed: said by {name}");
        let words = quote.speaker.as_ref().map(|speaker| words_for(analysis, speaker));
        self.attribute(at, words, &said);
    }

    /// Keeps who said a quote: whose words stand there, and whether they are somebody named.
    fn attribute(&mut self, quote: usize, words: Option<(Span, bool)>, said: &str) {
        let Some(page) = &self.page else { return };
        let quote = page.analysis.as_ref().and_then(|analysis| analysis.quotes.get(quote));
        let Some(span) = quote.and_then(|quote| quote.spans.first().copied()) else { return };
        let text = &page.article.text;
        let source = words.map(|(span, named)| Source { passage: Passage::new(text, span), named });
        self.correct(span, Right::Speaker(source), said);
    }

    /// Whether keys of which a sequence was typed so far can only go on to a correction: where a quote
    /// is what is chosen, that is the speaker's, and need not be typed to its end.
    pub fn means_speaker(&self, typed: &[Chord]) -> bool {
        use Action::{Join, KindLocation, KindMisc, KindOrganization, KindPerson, Speaker, Split};
        const CORRECT: [Action; 7] =
            [KindPerson, KindOrganization, KindLocation, KindMisc, Split, Join, Speaker];
        let after = self.keys.after(typed);
        self.focus == Pane::Quotes
            && self.help.is_none()
            && after.iter().any(|(_, action)| *action == Speaker)
            && after.iter().all(|(_, action)| CORRECT.contains(action))
    }

    /// The keys that correct the speaker of the chosen quote.
    pub fn keys_for_speaker(&self) -> String {
        let all = self.key_for(Action::Speaker);
        let chords = Chord::sequence(all).unwrap_or_default();
        let enough = (1..chords.len()).map(|typed| &chords[..typed]);
        match enough.into_iter().find(|typed| self.means_speaker(typed)) {
            Some(typed) => typed.iter().map(ToString::to_string).collect(),
            None => all.to_owned(),
        }
    }
}

/// Words that stand for a speaker, and whether these are of somebody named.
fn words_for(analysis: &Analysis, speaker: &Speaker) -> (Span, bool) {
    let entity = speaker.entity.and_then(|entity| analysis.entities.get(entity));
    match entity.and_then(anchor) {
        Some(span) => (span, true),
        None => (speaker.span, false),
    }
}

/// All who may have said a quote: the candidates as the engine ranked them, then persons and
/// organizations as the article is about them, other sources without a name, nobody, and whatever
/// else is named. Candidates that are as good as ruled out and are nobody who could be known by name
/// come only after those who could: they are many, and seldom meant.
fn choices(page: &Page, quote: usize) -> Option<Vec<Choice>> {
    let analysis = page.analysis.as_deref()?;
    let of = analysis.quotes.get(quote)?;
    let mut known = vec![Who::of(&page.article, analysis, of)];
    let mut choices = Vec::new();
    let mut add = |choice: Choice| {
        if !known.contains(&choice.who) {
            known.push(choice.who.clone());
            choices.push(choice);
        }
    };
    let weighed: Vec<Choice> = of
        .candidates
        .iter()
        .map(|candidate| Choice {
            confidence: Some(candidate.confidence),
            ..choice(page, analysis, candidate.speaker.as_ref())
        })
        .collect();
    let named = || {
        let spans = analysis.entities.iter().enumerate();
        spans.filter_map(|(entity, of)| Some((of, entity, anchor(of)?)))
    };
    let speaks = |of: &Entity| {
        !of.credit && matches!(of.kind, EntityKind::Person | EntityKind::Organization)
    };
    let likely = |choice: &&Choice| {
        let known = match choice.who {
            Who::Entity(entity) => analysis.entities.get(entity).is_some_and(speaks),
            Who::Words(_) | Who::Nobody => false,
        };
        known || choice.confidence >= Some(RULED_OUT)
    };
    weighed.iter().filter(likely).cloned().for_each(&mut add);
    let entity = |(_, entity, span)| Choice {
        words: String::new(),
        ..choice(page, analysis, Some(&Speaker { span, entity: Some(entity) }))
    };
    named().filter(|(of, ..)| speaks(of)).map(entity).for_each(&mut add);
    weighed.into_iter().for_each(&mut add);
    let unnamed = |quote: &Quote| quote.speaker.clone().filter(|speaker| speaker.entity.is_none());
    let unnamed = analysis.quotes.iter().filter_map(unnamed);
    unnamed.map(|speaker| choice(page, analysis, Some(&speaker))).for_each(&mut add);
    add(choice(page, analysis, None));
    named().filter(|(of, ..)| !speaks(of)).map(entity).for_each(&mut add);
    Some(choices)
}

/// A source without a name, by its words: those in the paragraph of a quote, and not in the quote
/// itself, that begin with what was typed.
fn near(page: &Page, quote: usize, typed: &str) -> Option<Choice> {
    let analysis = page.analysis.as_deref()?;
    let spans = &analysis.quotes.get(quote)?.spans;
    let first = *spans.first()?;
    let block = page.article.blocks.iter().find(|block| block.span.overlaps(first))?.span;
    let pattern = format!(r"\b{}\w*", regex::escape(typed.trim()));
    let pattern = RegexBuilder::new(&pattern).case_insensitive(true).build().ok()?;
    let found = pattern.find_iter(block.of(&page.article.text)).take(MOST_NEAR);
    let found =
        found.map(|found| Span::new(block.start + found.start(), block.start + found.end()));
    let words = found.filter(|words| !spans.iter().any(|span| span.overlaps(*words)));
    let span = words.min_by_key(|words| words.start.abs_diff(first.start))?;
    let typed = typed.trim().chars().count() >= LEAST_TYPED;
    typed.then(|| choice(page, analysis, Some(&Speaker { span, entity: None })))
}

/// A speaker as one that can be chosen.
fn choice(page: &Page, analysis: &Analysis, speaker: Option<&Speaker>) -> Choice {
    let words = speaker.map(|speaker| page.article.prose().of(speaker.span)).unwrap_or_default();
    let entity = speaker.and_then(|speaker| speaker.entity);
    let named = entity.and_then(|entity| Some((entity, analysis.entities.get(entity)?)));
    let (who, name) = match (named, speaker) {
        (Some((entity, of)), _) => (Who::Entity(entity), of.name.clone()),
        (None, Some(_)) => (Who::Words(words.to_lowercase()), words.to_owned()),
        (None, None) => (Who::Nobody, NOBODY.to_owned()),
    };
    let words = if words == name { String::new() } else { words.to_owned() };
    let span = speaker.map(|speaker| words_for(analysis, speaker).0);
    Choice { who, name, words, confidence: None, span }
}
