//! Corrections applied to an analysis.

use super::{Correction, Passage, Right, SameAs, Source, speakers};
use crate::{
    analysis::{Analysis, Entity, EntityKind, Form, Mention, Quote, Speaker},
    article::Article,
    span::Span,
};

/// Where a mention is: its entity, and its place among that one's mentions.
type Place = (usize, usize);

/// An analysis being corrected. Entities that lose all their mentions stay until the end, so that
/// numbers hold meanwhile.
struct Desk<'a> {
    article: &'a Article,
    analysis: Analysis,
}

/// Applies corrections in their order. Those whose words are not where they were are passed over.
pub fn all(article: &Article, analysis: Analysis, corrections: &[Correction]) -> Analysis {
    let mut desk = Desk { article, analysis };
    for correction in corrections {
        let Some(span) = correction.passage.span(&article.text) else { continue };
        match &correction.right {
            Right::Kind(kind) => desk.set_kind(span, *kind),
            Right::ApartFrom(other) => desk.split(span, other),
            Right::SameAs(same) => desk.join(span, same),
            Right::Speaker(source) => desk.attribute(span, source.as_ref()),
        }
    }
    desk.finish()
}

impl Desk<'_> {
    /// The mention at a span: that very one, else the one that shares most with it.
    fn find(&self, span: Span) -> Option<Place> {
        let shared =
            |other: Span| other.end.min(span.end).saturating_sub(other.start.max(span.start));
        let places = self.analysis.entities.iter().enumerate().flat_map(|(entity, of)| {
            of.mentions.iter().enumerate().map(move |(at, mention)| (mention.span, (entity, at)))
        });
        let near = places.filter(|(other, _)| other.overlaps(span));
        let best = near.max_by_key(|(other, _)| (*other == span, shared(*other)));
        best.map(|(_, place)| place)
    }

    /// The mention at a span; where the analysis has none, one of a new entity.
    fn find_or_add(&mut self, span: Span, kind: EntityKind) -> Place {
        self.find(span).unwrap_or_else(|| {
            let mention = Mention { span, form: Form::Name, confidence: 1.0 };
            self.add(kind, 0.0, mention)
        })
    }

    fn add(&mut self, kind: EntityKind, salience: f32, mention: Mention) -> Place {
        let name = self.words(mention.span);
        let (roles, mentions) = (Vec::new(), vec![mention]);
        self.analysis.entities.push(Entity {
            name,
            kind,
            roles,
            salience,
            credit: false,
            mentions,
        });
        (self.analysis.entities.len() - 1, 0)
    }

    /// Takes a mention from its entity, with its share of what the article says about it.
    fn take(&mut self, (entity, at): Place) -> (Mention, f32) {
        let loses = &mut self.analysis.entities[entity];
        let share = loses.salience / loses.mentions.len() as f32;
        loses.salience -= share;
        (Mention { confidence: 1.0, ..loses.mentions.remove(at) }, share)
    }

    fn words(&self, span: Span) -> String {
        self.article.prose().of(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn set_kind(&mut self, span: Span, kind: EntityKind) {
        let (entity, _) = self.find_or_add(span, kind);
        self.analysis.entities[entity].kind = kind;
    }

    fn split(&mut self, span: Span, other: &Passage) {
        let Some((entity, at)) = self.find(span) else { return };
        let other = other.span(&self.article.text).and_then(|span| self.find(span));
        if !other.is_some_and(|(of, place)| of == entity && place != at) {
            return;
        }
        let kind = self.analysis.entities[entity].kind;
        let (mention, share) = self.take((entity, at));
        let (to, _) = self.add(kind, share, mention);
        self.move_speakers(entity, to, Some(mention.span));
        self.name_again(entity);
    }

    fn join(&mut self, span: Span, same: &SameAs) {
        let Some(other) = same.passage.span(&self.article.text) else { return };
        let kind = |place: Option<Place>| place.map(|(of, _)| self.analysis.entities[of].kind);
        let kind = kind(self.find(other)).or_else(|| kind(self.find(span)));
        let kind = kind.unwrap_or(EntityKind::Misc);
        let (to, _) = self.find_or_add(other, kind);
        let (from, at) = self.find_or_add(span, kind);
        if from == to {
            return;
        }
        if same.whole {
            self.merge(from, to);
        } else {
            let (mention, share) = self.take((from, at));
            let gains = &mut self.analysis.entities[to];
            gains.mentions.push(mention);
            gains.salience = (gains.salience + share).min(1.0);
            self.move_speakers(from, to, Some(mention.span));
            self.name_again(from);
        }
        self.analysis.entities[to].mentions.sort_by_key(|mention| mention.span);
    }

    /// Gives everything of one entity to another; the fuller name stays.
    fn merge(&mut self, from: usize, to: usize) {
        let parts = |name: &str| name.split_whitespace().count();
        let gone = &mut self.analysis.entities[from];
        let (name, roles) = (gone.name.clone(), std::mem::take(&mut gone.roles));
        let (mentions, salience, credit) =
            (std::mem::take(&mut gone.mentions), gone.salience, gone.credit);
        let kept = &mut self.analysis.entities[to];
        kept.mentions.extend(mentions);
        kept.salience = (kept.salience + salience).min(1.0);
        kept.credit &= credit;
        if parts(&name) > parts(&kept.name) {
            kept.name = name;
        }
        for role in roles {
            if !kept.roles.contains(&role) {
                kept.roles.push(role);
            }
        }
        self.move_speakers(from, to, None);
    }

    /// Lets quotes follow to another entity: those whose speaker is named at `span`, or all. Who else
    /// may have said them follows, too.
    fn move_speakers(&mut self, from: usize, to: usize, span: Option<Span>) {
        let speakers = self.analysis.quotes.iter_mut().flat_map(named);
        for speaker in speakers.filter(|speaker| speaker.entity == Some(from)) {
            if span.is_none_or(|span| speaker.span.overlaps(span)) {
                speaker.entity = Some(to);
            }
        }
    }

    /// Gives the quote at a span another speaker, or confirms the one it has.
    fn attribute(&mut self, span: Span, source: Option<&Source>) {
        let words = source.map(|source| source.passage.span(&self.article.text));
        let right = match words {
            Some(None) => return,
            Some(Some(words)) => {
                let named = source.is_some_and(|source| source.named);
                let entity = self.find(words).filter(|_| named).map(|(entity, _)| entity);
                Some(Speaker { span: words, entity })
            }
            None => None,
        };
        for quote in speakers::family(&self.analysis, span) {
            speakers::give(&mut self.analysis.quotes[quote], right.as_ref());
        }
    }

    /// Names an entity by the longest of its names, when the words it was named by are gone.
    fn name_again(&mut self, entity: usize) {
        let mentions = &self.analysis.entities[entity].mentions;
        let names = mentions.iter().filter(|mention| mention.form == Form::Name);
        let names: Vec<String> = names.map(|mention| self.words(mention.span)).collect();
        if names.contains(&self.analysis.entities[entity].name) {
            return;
        }
        // The first of the longest: later ones are seldom fuller.
        if let Some(name) = names.into_iter().rev().max_by_key(String::len) {
            self.analysis.entities[entity].name = name;
        }
    }

    /// Leaves out what has no mention left, and numbers the rest by salience.
    fn finish(mut self) -> Analysis {
        let entities = std::mem::take(&mut self.analysis.entities);
        let mut kept: Vec<(usize, Entity)> =
            entities.into_iter().enumerate().filter(|(_, of)| !of.mentions.is_empty()).collect();
        kept.sort_by(|(_, a), (_, b)| {
            a.credit.cmp(&b.credit).then_with(|| b.salience.total_cmp(&a.salience))
        });
        let mut place = vec![None; kept.iter().map(|(old, _)| old + 1).max().unwrap_or(0)];
        kept.iter().enumerate().for_each(|(new, (old, _))| place[*old] = Some(new));
        for quote in &mut self.analysis.quotes {
            for speaker in named(quote) {
                speaker.entity = speaker.entity.and_then(|old| place.get(old).copied().flatten());
            }
            speakers::tell_apart(quote);
        }
        self.analysis.entities = kept.into_iter().map(|(_, entity)| entity).collect();
        self.analysis
    }
}

/// Whoever said a quote, and who else may have.
fn named(quote: &mut Quote) -> impl Iterator<Item = &mut Speaker> {
    let others = quote.candidates.iter_mut().filter_map(|candidate| candidate.speaker.as_mut());
    quote.speaker.as_mut().into_iter().chain(others)
}
