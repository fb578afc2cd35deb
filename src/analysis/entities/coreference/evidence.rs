//! What names and pronouns together tell of the sex of somebody named.
//!
//! Evidence adds up, a woman's positive, a man's negative; one pronoun that surely takes up the name weighs one.

use super::discourse::Source;
use crate::analysis::entities::linking::{Linked, Sex};

/// What a first name on a list weighs: one pronoun that fits nobody else does not shake it.
const LISTED: f32 = 3.0;
/// What a first name weighs that is used like those of one sex.
const LIKENESS: f32 = 1.2;
/// What the endings of a name weigh.
const ENDING: f32 = 0.7;
/// How much a pronoun weighs that follows another one.
pub(super) const REPEATED: f32 = 0.2;

/// What the sources of the sex must weigh at least, the surest first.
const LEAST: [(f32, Source); 3] = [(2.0, Source::Strong), (1.0, Source::Fair), (0.4, Source::Weak)];

/// What the name of an entity tells.
pub(super) fn of_name(linked: &Linked) -> f32 {
    let sign = |sex: Sex| match sex {
        Sex::Female => 1.0,
        Sex::Male => -1.0,
        Sex::Unknown => 0.0,
    };
    match (linked.sex, linked.likely) {
        (Sex::Unknown, Sex::Unknown) => sign(linked.hint) * ENDING,
        (Sex::Unknown, likely) => sign(likely) * LIKENESS,
        (listed, _) => sign(listed) * LISTED,
    }
}

/// The sex that evidence speaks for, and how strong it is.
pub(super) fn weighed(evidence: f32) -> (Sex, Source) {
    let sex = if evidence > 0.0 { Sex::Female } else { Sex::Male };
    let source = LEAST.iter().find(|(least, _)| evidence.abs() >= *least);
    source.map_or((Sex::Unknown, Source::Nothing), |(_, source)| (sex, *source))
}
