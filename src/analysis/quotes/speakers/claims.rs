//! Who may have said a quote: what the article offers, and where it does.

use crate::analysis::{
    lexicon::Class,
    quotes::{
        assemble::Assembler,
        attribution::{Attribution, Tie, introduction, is_dash},
        line::Line,
        phrases::starting,
        place::Place,
        reporting::{Report, weights::Weigh},
        subjects::{shared_subject, subject},
    },
};
use std::ops::Range;

/// Where a claim comes from: a set of these.
pub mod origin {
    /// The grammar of the quote's sentence.
    pub const RULE: u16 = 1;
    /// A report of the same sentence that covers the quote.
    pub const REPORT: u16 = 1 << 1;
    /// Another report of the same sentence.
    pub const BESIDE: u16 = 1 << 2;
    /// The sentence before.
    pub const INTRODUCED: u16 = 1 << 3;
    /// The paragraph before, which ends with a colon.
    pub const PARAGRAPH: u16 = 1 << 4;
    /// The speaker of the quote before in the paragraph.
    pub const BEFORE: u16 = 1 << 5;
    /// The speaker of the last quote of the paragraph before.
    pub const ABOVE: u16 = 1 << 6;
    /// The grammar of the next quote in the paragraph.
    pub const NEXT: u16 = 1 << 7;
    /// Who and a verb of any kind stand right after the quote, or right before it.
    pub const TOUCHES: u16 = 1 << 8;
    /// A signature in the next paragraph.
    pub const SIGNED: u16 = 1 << 9;
    /// How many there are.
    pub const COUNT: u16 = 10;
}

/// Words that may name the speaker of a quote.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The tokens that name the source.
    pub source: Range<usize>,
    /// The tokens of the cue, where there is one.
    pub cue: Option<Range<usize>>,
    /// Where it comes from.
    pub origins: u16,
    /// How close the grammar of the sentence ties it.
    pub tie: Option<Tie>,
    /// Probability of the report, zero without one.
    pub chance: f32,
    /// Probability of the source in the report.
    pub sure: f32,
    /// How many tokens the cue is after the quote; negative before it.
    pub gap: i32,
}

impl Claim {
    fn new(source: Range<usize>, cue: Option<Range<usize>>, origin: u16) -> Self {
        Self { source, cue, origins: origin, tie: None, chance: 0.0, sure: 0.0, gap: 0 }
    }
}

/// The reports nearest to a quote that are taken into account.
const REPORTS: usize = 8;
/// The sources of a report that are.
const SOURCES: usize = 2;
/// Less likely ones are not.
const LEAST: f32 = 0.1;

/// All claims to a quote.
#[derive(Default)]
pub(in crate::analysis::quotes) struct Claims(pub Vec<Claim>);

impl Claims {
    /// Adds a claim, or what it tells to one with the same source.
    fn add(&mut self, claim: Claim) {
        let same = |known: &&mut Claim| {
            known.source.end == claim.source.end || known.source.start == claim.source.start
        };
        let Some(known) = self.0.iter_mut().find(same) else {
            self.0.push(claim);
            return;
        };
        // "Doe" may be no more than the beginning of "Doe spokeswoman Ann Roe".
        if claim.source.start == known.source.start && claim.source.end > known.source.end {
            known.source.end = claim.source.end;
        }
        known.origins |= claim.origins;
        known.tie = known.tie.or(claim.tie);
        if claim.chance > known.chance {
            (known.chance, known.sure) = (claim.chance, claim.sure);
        }
        if known.cue.is_none() {
            (known.cue, known.gap) = (claim.cue, claim.gap);
        }
    }

    /// What the grammar of the sentence says.
    pub fn ruled(&mut self, line: &Line, at: usize, found: Option<&Attribution>, origin: u16) {
        let Some(found) = found else { return };
        let Some(source) = line.tokens(found.source.clone()) else { return };
        let mut claim = Claim::new(source, line.tokens(found.cue.clone()), origin);
        if origin == origin::RULE {
            claim.tie = Some(found.tie);
            claim.gap = gap(at, found.cue.start);
        }
        self.add(claim);
    }

    /// What the reports of the sentence say.
    pub fn reported(&mut self, line: &Line, place: &Place, reports: &[Report]) {
        let own = reports.iter().filter(|report| place.sentence.contains(&report.cue));
        let mut own: Vec<&Report> = own.collect();
        own.sort_by_key(|report| report.cue.abs_diff(place.item));
        for report in own.into_iter().take(REPORTS) {
            let covers = report.covers(place.item);
            let origin = if covers { origin::REPORT } else { origin::BESIDE };
            let most = if covers { SOURCES } else { 1 };
            for (source, sure) in report.sources.iter().take(most).filter(|s| s.1 >= LEAST) {
                let Some(source) = source.clone().and_then(|source| line.tokens(source)) else {
                    continue;
                };
                let mut claim = Claim::new(source, line.tokens(report.cue..report.cue + 1), origin);
                (claim.chance, claim.sure) = (report.chance, *sure);
                claim.gap = gap(place.item, report.cue);
                self.add(claim);
            }
        }
    }

    /// Who touches the quote: `"…," X pressed`, `"…," cracked X`, `X cracked, "…"`.
    ///
    /// No list of verbs is asked, and the sentence may end with the quote ("…?" X wanted to know.).
    pub fn touching(&mut self, line: &Line, place: &Place) {
        for (source, verb) in [after(line, place.item), before(line, place)].into_iter().flatten() {
            let Some(source) = line.tokens(source) else { continue };
            let mut claim = Claim::new(source, line.tokens(verb..verb + 1), origin::TOUCHES);
            claim.gap = gap(place.item, verb);
            self.add(claim);
        }
    }

    /// A speaker who was found for another quote.
    pub fn spoken(&mut self, source: Option<Range<usize>>, origin: u16) {
        if let Some(source) = source {
            self.add(Claim::new(source, None, origin));
        }
    }
}

/// How far the words right after a quote are looked at, in items.
const NEAR: usize = 24;

/// Who and what verb stand right after a quote.
fn after(line: &Line, at: usize) -> Option<(Range<usize>, usize)> {
    let mut near =
        (at + 1..line.items.len().min(at + 4)).take_while(|&item| line.quote(item).is_none());
    let from = near.find(|&item| line.is_word(item))?;
    let limit = line.items.len().min(from + NEAR);
    if may_be_verb(line, from) {
        return starting(line, from + 1, limit).map(|source| (source, from));
    }
    let source = starting(line, from, limit)?;
    let mut verb = source.end;
    if matches!(line.lower(verb), "," | "(") {
        let closes = |&item: &usize| matches!(line.lower(item), "," | ")") && item > verb;
        verb =
            (verb..limit).take_while(|&item| line.quote(item).is_none()).filter(closes).last()? + 1;
    }
    while line.class(verb).has(Class::ADV.with(Class::AUX)) || line.lower(verb).ends_with("ly") {
        verb += 1;
    }
    may_be_verb(line, verb).then_some((source, verb))
}

/// Who and what verb stand right before a quote.
fn before(line: &Line, place: &Place) -> Option<(Range<usize>, usize)> {
    let marks = |&item: &usize| matches!(line.lower(item), "," | ":" | "--" | "—" | "–");
    let last = place.item.checked_sub(1)?;
    let mut verb = if marks(&last) { last.checked_sub(1)? } else { last };
    while verb > place.sentence.start && is_particle(line, verb) {
        verb -= 1;
    }
    if verb <= place.sentence.start || !may_be_verb(line, verb) {
        return None;
    }
    let source = subject(line, place.sentence.start, verb)
        .or_else(|| shared_subject(line, &place.sentence, verb))?;
    Some((source, verb))
}

/// "writes back", "said again": what may follow a verb.
fn is_particle(line: &Line, item: usize) -> bool {
    line.is_lower(item) && line.class(item).has(Class::ADV)
        || line.lower(item).ends_with("ly")
        || matches!(line.lower(item), "back" | "out" | "up" | "in" | "on")
}

/// Whether a word may be a verb, by its ending if no list knows it.
fn may_be_verb(line: &Line, item: usize) -> bool {
    let verbs = Class::CUE.with(Class::ACT).with(Class::VERB).with(Class::BASE);
    line.is_lower(item)
        && !line.is_name(item)
        && (line.class(item).has(verbs)
            || !line.class(item).has(Class::CLOSED)
                && ["ed", "s", "ing"].iter().any(|end| line.lower(item).ends_with(end)))
}

fn gap(at: usize, cue: usize) -> i32 {
    i32::try_from(cue).unwrap_or(i32::MAX).saturating_sub(i32::try_from(at).unwrap_or(i32::MAX))
}

impl<W: Weigh> Assembler<'_, '_, W> {
    /// "He said:" as a paragraph of its own before the one of a number.
    pub(in crate::analysis::quotes) fn introduced_by_paragraph(
        &self,
        section: usize,
        claims: &mut Claims,
    ) {
        let Some(before) = section.checked_sub(1).map(|before| &self.document.sections[before])
        else {
            return;
        };
        let colon =
            before.tokens.end.checked_sub(1).is_some_and(|last| self.document.of(last) == ":");
        if !colon || before.repeated {
            return;
        }
        let from = before.tokens.start.max(before.tokens.end.saturating_sub(80));
        let line =
            Line::new(self.document, self.named, from..before.tokens.end, self.segments, 0..0);
        let last = line.sentences.last().cloned().unwrap_or(0..0);
        let acting = || {
            let verb = last.clone().find(|&item| line.is_finite(item))?;
            let source = subject(&line, last.start, verb)?;
            Some(Attribution { source, cue: verb..verb + 1, tie: Tie::Loose })
        };
        let found = introduction(&line, &last).or_else(acting);
        claims.ruled(&line, 0, found.as_ref(), origin::PARAGRAPH);
    }

    /// "— X" as a paragraph of its own after the words of a segment, however many paragraphs they
    /// run over.
    pub(in crate::analysis::quotes) fn signed_by_paragraph(
        &self,
        segment: usize,
        claims: &mut Claims,
    ) {
        let following = self.segments[segment + 1..].iter().take(LETTER);
        let runs_on = following.take_while(|next| next.continues);
        let last = runs_on.last().unwrap_or(&self.segments[segment]).section;
        let Some(next) = self.document.sections.get(last + 1) else { return };
        if next.tokens.len() < 2 || next.tokens.len() > SIGNATURE || next.repeated {
            return;
        }
        let line = Line::new(self.document, self.named, next.tokens.clone(), self.segments, 0..0);
        let close = (1..5).find(|&item| line.lower(1) == "(" && line.lower(item) == ")");
        let first = close.map_or(1, |close| close + 1);
        let name = line.is_word(first)
            && !line.is_lower(first)
            && !line.class(first).has(Class::DET.with(Class::PRON));
        if !is_dash(&line, 0) || is_dash(&line, line.items.len() - 1) || !name {
            return;
        }
        if let Some(source) = starting(&line, first, line.items.len()).and_then(|s| line.tokens(s))
        {
            let dash = next.tokens.start..next.tokens.start + 1;
            claims.add(Claim::new(source, Some(dash), origin::SIGNED));
        }
    }
}

/// The most paragraphs that stand above one signature.
const LETTER: usize = 40;
/// The longest paragraph that is a signature, in tokens.
const SIGNATURE: usize = 16;
