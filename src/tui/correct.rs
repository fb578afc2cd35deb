//! Correcting what the analysis got wrong: a kind, two things taken for one, one taken for two.

use super::{
    app::App,
    arrivals::corrected,
    geometry::Pane,
    message::{Effect, Job, Notice},
    prompt::Purpose,
    quotes::Who,
};
use crate::{
    analysis::{Entity, EntityKind, Form},
    corrections::{Change, Correction, Passage, Right, SameAs},
    library::narrow::narrow,
    span::Span,
};
use std::sync::Arc;

/// What a correction is about.
#[derive(Clone, Copy, Debug)]
struct Target {
    /// A mention of it.
    span: Span,
    entity: usize,
    /// Whether all of the entity is meant, not this mention alone.
    whole: bool,
}

/// The choice of what something is the same as, while it is being made.
#[derive(Clone, Debug)]
pub struct Joining {
    target: Target,
    /// The entities that fit what was typed, best first.
    pub rows: Vec<usize>,
    /// The row that is chosen.
    pub at: usize,
    /// The pane to go back to.
    back: Pane,
}

impl App {
    /// What a correction here is about: the chosen entity, or the name on the reading line or next
    /// after it. Says so when there is nothing.
    fn target(&mut self) -> Option<Target> {
        let target = self.page.as_ref().and_then(|page| match self.focus {
            Pane::Entities => {
                let entity = self.sidebar.entities.selected;
                let span = anchor(page.analysis.as_ref()?.entities.get(entity)?)?;
                Some(Target { span, entity, whole: true })
            }
            _ => page.name_here().map(|(span, entity)| Target { span, entity, whole: false }),
        });
        if target.is_none() {
            self.notice = Some(Notice::failed("there is no name here to correct"));
        }
        target
    }

    pub(super) fn name_of(&self, entity: usize) -> String {
        let named = self.analysis().and_then(|analysis| analysis.entities.get(entity));
        named.map(|entity| entity.name.clone()).unwrap_or_default()
    }

    /// Says of what kind the name meant here is.
    pub(super) fn correct_kind(&mut self, kind: EntityKind) {
        let Some(target) = self.target() else { return };
        let said = format!("{} is {}", self.name_of(target.entity), called(kind));
        self.correct(target.span, Right::Kind(kind), &said);
    }

    /// Says that the mention one is at is somebody or something else than the rest of its entity.
    pub(super) fn split(&mut self) {
        let Some(mut target) = self.target() else { return };
        let Some(analysis) = self.analysis() else { return };
        let entity = &analysis.entities[target.entity];
        let at = self.sidebar.occurrence.and_then(|at| entity.mentions.get(at));
        if let Some(mention) = at.filter(|_| target.whole) {
            target.span = mention.span;
        }
        let mut others: Vec<_> =
            entity.mentions.iter().filter(|mention| mention.span != target.span).collect();
        others.sort_by_key(|mention| mention.form != Form::Name);
        let Some(other) = others.first().map(|mention| mention.span) else {
            let text = format!("{} is mentioned once: nothing to split off", entity.name);
            return self.notice = Some(Notice::failed(text));
        };
        let Some(page) = &self.page else { return };
        let words = page.article.prose().of(target.span);
        let said = format!("this “{words}” is someone or something else");
        let other = Passage::new(&page.article.text, other);
        self.correct(target.span, Right::ApartFrom(other), &said);
    }

    /// Begins to ask what the entity or name meant here is the same as.
    pub(super) fn begin_join(&mut self) {
        let Some(target) = self.target() else { return };
        if self.counts().0 < 2 {
            let text = "nothing else is named that it could be the same as";
            return self.notice = Some(Notice::failed(text));
        }
        let back = self.focus;
        self.joining = Some(Joining { target, rows: Vec::new(), at: 0, back });
        self.focus_on(Pane::Entities);
        self.ask(Purpose::Join, String::new());
        self.narrow_join("");
    }

    /// Lists the entities that fit what was typed.
    pub(super) fn narrow_join(&mut self, typed: &str) {
        let Some(analysis) = self.analysis() else { return };
        let label = |entity: &Entity| format!("{} {}", entity.name, entity.roles.join(" "));
        let labels: Vec<String> = analysis.entities.iter().map(label).collect();
        let fitting = narrow(typed, &labels);
        if let Some(joining) = &mut self.joining {
            let itself = joining.target.entity;
            joining.rows = fitting.into_iter().filter(|&row| row != itself).collect();
            joining.at = 0;
        }
    }

    /// Ends the choice; carries it out when it was accepted.
    pub(super) fn end_join(&mut self, accepted: bool) {
        let Some(joining) = self.joining.take() else { return };
        self.focus = joining.back;
        let chosen = joining.rows.get(joining.at).copied().filter(|_| accepted);
        let Some(other) = chosen else { return };
        let Some(page) = &self.page else { return };
        let named = page.analysis.as_ref().and_then(|analysis| analysis.entities.get(other));
        let Some(span) = named.and_then(anchor) else { return };
        let Target { span: words, entity, whole } = joining.target;
        let passage = Passage::new(&page.article.text, span);
        let what = match whole {
            true => self.name_of(entity),
            false => format!("this “{}”", page.article.prose().of(words)),
        };
        let said = format!("{what} is the same as {}", self.name_of(other));
        self.correct(words, Right::SameAs(SameAs { passage, whole }), &said);
    }

    /// Adds a correction of the open article.
    pub(super) fn correct(&mut self, span: Span, right: Right, said: &str) {
        self.keep_position();
        let Some(page) = &self.page else { return };
        let Some(entry) = self.headlines.listing.entries.get(page.entry) else { return };
        let Some(found) = &page.found else { return };
        let (key, print) = (entry.key(), found.fingerprint.clone());
        let before = self.corrections.of(&print).to_vec();
        let made = Correction::new(&page.article, print.clone(), span, right);
        let mut all = before.clone();
        let speaks = matches!(made.right, Right::Speaker(_));
        if speaks && before.contains(&made) {
            return self.notice = Some(Notice::said(said));
        }
        all.retain(|old| !made.replaces(old));
        let about = (!speaks).then_some(span);
        all.push(made);
        self.history.corrected(key, print.clone(), before);
        self.put_corrections(print, all);
        self.correct_again(about);
        let advice = self.how_to_undo();
        self.notice = Some(Notice::said(format!("{said}{advice}")));
    }

    /// Replaces the corrections of an article, and has them kept.
    pub(super) fn put_corrections(&mut self, fingerprint: String, corrections: Vec<Correction>) {
        let before = self.corrections.of(&fingerprint).to_vec();
        self.corrections.replace(&fingerprint, corrections.clone());
        let change = Change { article: fingerprint, before, after: corrections };
        self.effects.push(Effect::Work(Job::Correct(change)));
    }

    /// Applies the corrections to the open article anew. What is chosen and lit stays so; with
    /// `span`, the entity mentioned there is chosen.
    pub(super) fn correct_again(&mut self, span: Option<Span>) {
        let Some(page) = &mut self.page else { return };
        let Some(found) = &page.found else { return };
        let anchor_of = |entity: usize| {
            let analysis = page.analysis.as_ref()?;
            anchor(analysis.entities.get(entity)?)
        };
        let chosen = span.or_else(|| anchor_of(self.sidebar.entities.selected));
        let lit = page.lit.and_then(anchor_of);
        let (analysis, corrected) = corrected(&self.corrections, &page.article, found);
        let at = |span: Span| {
            let has = |entity: &Entity| entity.mentions.iter().any(|m| m.span.overlaps(span));
            analysis.entities.iter().position(has)
        };
        let (chosen, lit) = (chosen.and_then(at), lit.and_then(at));
        let only = match self.sidebar.quotes.filter.who.take() {
            Some(Who::Entity(entity)) => anchor_of(entity).and_then(at).map(Who::Entity),
            who => who,
        };
        page.learn(Arc::clone(&analysis));
        page.lit = lit;
        self.sidebar.occurrence = None;
        self.sidebar.quotes.filter.who = only;
        self.sidebar.quotes.renew(&page.article, &analysis, corrected);
        self.sidebar.entities.choose(chosen.unwrap_or(0), analysis.entities.len());
        self.follow();
    }
}

/// A mention that stands for an entity: the first by name, else the first.
pub(super) fn anchor(entity: &Entity) -> Option<Span> {
    let named = entity.mentions.iter().find(|mention| mention.form == Form::Name);
    named.or(entity.mentions.first()).map(|mention| mention.span)
}

/// A kind in words.
fn called(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "a person",
        EntityKind::Organization => "an organization",
        EntityKind::Location => "a place",
        EntityKind::Misc => "neither person, organization nor place",
    }
}
