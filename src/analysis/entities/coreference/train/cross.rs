//! Cross-validation: learns from a part of some texts and measures on the others.

use super::{
    LEAST,
    corpus::Text,
    learn::train,
    measure::{Tally, measure, report, report_speakers, speakers},
};
use quotidian::analysis::entities::coreference::model::Weights;

/// Learns from four fifths of some texts and measures on the others, five times.
pub(super) fn cross(texts: &[Text]) {
    const PARTS: usize = 5;
    let (mut with_gold, mut with_own) = (Tally::default(), Tally::default());
    let mut spoken = [0; 2];
    for part in 0..PARTS {
        let numbered = || texts.iter().enumerate();
        let tested = |at: usize| at % PARTS == part;
        let learnt: Vec<&Text> =
            numbered().filter(|(at, _)| !tested(*at)).map(|(_, t)| t).collect();
        let held: Vec<&Text> = numbered().filter(|(at, _)| tested(*at)).map(|(_, t)| t).collect();
        let (speaking, whole): (Vec<&Text>, Vec<&Text>) =
            held.into_iter().partition(|text| text.speakers.is_some());
        let weights = Weights::parse(&train(&learnt).table(LEAST));
        with_gold.add(measure(&whole, &weights, true));
        with_own.add(measure(&whole, &weights, false));
        let [right, all] = speakers(&speaking, &weights);
        spoken = [spoken[0] + right, spoken[1] + all];
    }
    report("gold names", &with_gold);
    report("own names", &with_own);
    report_speakers(spoken);
}
