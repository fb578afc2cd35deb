//! Who may have said a quote: what the article offers, and where it does.

use crate::analysis::quotes::{
    assemble::{Assembler, Place},
    attribution::{Attribution, Tie, introduction},
    line::Line,
    reporting::{Report, weights::Weigh},
    subjects::subject,
};
use std::ops::Range;

/// Where a claim comes from: a set of these.
pub mod origin {
    /// The grammar of the quote's sentence.
    pub const RULE: u8 = 1;
    /// A report of the same sentence that covers the quote.
    pub const REPORT: u8 = 1 << 1;
    /// Another report of the same sentence.
    pub const BESIDE: u8 = 1 << 2;
    /// The sentence before.
    pub const INTRODUCED: u8 = 1 << 3;
    /// The paragraph before, which ends with a colon.
    pub const PARAGRAPH: u8 = 1 << 4;
    /// The speaker of the quote before in the paragraph.
    pub const BEFORE: u8 = 1 << 5;
    /// The speaker of the last quote of the paragraph before.
    pub const ABOVE: u8 = 1 << 6;
    /// The grammar of the next quote in the paragraph.
    pub const NEXT: u8 = 1 << 7;
}

/// Words that may name the speaker of a quote.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The tokens that name the source.
    pub source: Range<usize>,
    /// The tokens of the cue, where there is one.
    pub cue: Option<Range<usize>>,
    /// Where it comes from.
    pub origins: u8,
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
    fn new(source: Range<usize>, cue: Option<Range<usize>>, origin: u8) -> Self {
        Self { source, cue, origins: origin, tie: None, chance: 0.0, sure: 0.0, gap: 0 }
    }
}

/// The sources of a report that are taken into account.
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
    pub fn ruled(&mut self, line: &Line, at: usize, found: Option<&Attribution>, origin: u8) {
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
        for report in own {
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

    /// A speaker who was found for another quote.
    pub fn spoken(&mut self, source: Option<Range<usize>>, origin: u8) {
        if let Some(source) = source {
            self.add(Claim::new(source, None, origin));
        }
    }
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
}
