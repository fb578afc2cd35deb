//! Counts how far the quotes of an analysis agree with a gold article.

use super::{
    format::{Gold, GoldQuote, Who},
    quoted::{self, Reliability, SAME, agreement, overlap, pairs, trimmed},
    scored::scores,
    tally::Tally,
};
use quotidian::{
    analysis::{Analysis, Quote, QuoteKind},
    span::Span,
};
use std::collections::HashSet;

scores! {
    /// Every tally of one article, or of all. A unit is one part of a direct or partial quote.
    Scores:
    /// Units of direct quotes, the same span; units of partial ones count neither way.
    direct_exact,
    /// The same, where four fifths agree.
    direct,
    /// Units of direct and partial quotes, the same span.
    quoted_exact,
    /// The same, where four fifths agree.
    quoted,
    /// Units found that are of the right kind.
    kind,
    /// Partial quotes within the right reported clause.
    within,
    /// Units found whose speaker's words overlap those marked.
    speaker_words,
    /// Units found with a named speaker: the same name.
    speaker_name,
    /// Units found whose speaker has no name.
    nameless,
    /// Units with the right name, or rightly without one, of all in the gold and all given.
    joint,
    /// Words of reported clauses, with the quoted fragments in them.
    reported,
    /// Reported clauses found (half their words agree): speaker's words.
    reported_words,
    /// Reported clauses found: the name, or rightly none.
    reported_name,
}

/// A part of a quote, trimmed of marks.
#[derive(Clone, Copy)]
struct Unit<'a, Q> {
    quote: &'a Q,
    span: Span,
}

/// One article's gold and analysis.
pub struct Comparison<'a> {
    gold: &'a Gold,
    analysis: &'a Analysis,
    golds: Vec<Unit<'a, GoldQuote>>,
    givens: Vec<Unit<'a, Quote>>,
    /// Units that are the same: of the gold, given.
    found: Vec<(usize, usize)>,
    /// Reported clauses of which at least half the words are the same: of the gold, given.
    clauses: Vec<(&'a GoldQuote, &'a Quote)>,
    /// The words of the text.
    tokens: Vec<Span>,
}

impl<'a> Comparison<'a> {
    /// Compares an analysis with the gold of the same article.
    pub fn new(gold: &'a Gold, analysis: &'a Analysis) -> Self {
        let text = gold.text.as_str();
        let quoted = |quote: &&GoldQuote| is_quoted(quote.kind);
        let golds = gold.quotes.iter().filter(quoted).flat_map(|quote| {
            quote.spans.iter().map(move |&span| Unit { quote, span: trimmed(text, span) })
        });
        let spoken = analysis.quotes.iter().filter(|quote| quote.kind != QuoteKind::Indirect);
        let givens = spoken.flat_map(|quote| {
            quote.spans.iter().map(move |&span| Unit { quote, span: trimmed(text, span) })
        });
        let givens = givens.filter(|unit| !unit.span.is_empty() && !is_excused(gold, unit));
        let (golds, givens): (Vec<_>, Vec<_>) = (golds.collect(), givens.collect());
        let found =
            pairs(golds.len(), givens.len(), SAME, |g, p| agreement(golds[g].span, givens[p].span));
        let tokens = tokens(text);
        let clauses = clauses(gold, analysis, &tokens);
        Self { gold, analysis, golds, givens, found, clauses, tokens }
    }

    /// All that is counted.
    pub fn scores(&self) -> Scores {
        let exact = |&(g, p): &(usize, usize)| self.golds[g].span == self.givens[p].span;
        let same: Vec<_> = self.found.iter().copied().filter(exact).collect();
        Scores {
            direct_exact: self.direct(&same),
            direct: self.direct(&self.found),
            quoted_exact: self.quoted(&same),
            quoted: self.quoted(&self.found),
            kind: self.kind(),
            within: self.within(),
            speaker_words: words_right(self.pairs()),
            speaker_name: self.speaker_name(),
            nameless: self.nameless(),
            joint: self.joint(),
            reported: self.reported(),
            reported_words: words_right(self.clauses.iter().copied()),
            reported_name: self.reported_name(),
        }
    }

    /// Counts the answers of both sorts with their confidences.
    pub fn add_confidences(&self, quoted: &mut Reliability, reported: &mut Reliability) {
        for (gold, given) in self.pairs() {
            quoted.add(given.confidence, self.is_name_right(gold, given));
        }
        // A clause that is not in the gold is a wrong answer: its confidence speaks for both, clause
        // and source.
        let clauses = self.analysis.quotes.iter().filter(|quote| quote.kind == QuoteKind::Indirect);
        for clause in clauses {
            let mut found = self.clauses.iter().filter(|(_, given)| std::ptr::eq(*given, clause));
            let is_right = found.any(|&(gold, given)| self.is_name_right(gold, given));
            reported.add(clause.confidence, is_right);
        }
    }

    /// The quotes of the units found.
    fn pairs(&self) -> impl Iterator<Item = (&'a GoldQuote, &'a Quote)> {
        self.found.iter().map(|&(g, p)| (self.golds[g].quote, self.givens[p].quote))
    }

    fn quoted(&self, found: &[(usize, usize)]) -> Tally {
        Tally { right: found.len(), gold: self.golds.len(), given: self.givens.len() }
    }

    /// Whatever touches partial quotes alone is neither right nor wrong here.
    fn direct(&self, found: &[(usize, usize)]) -> Tally {
        let is_direct = |gold: &Unit<GoldQuote>| gold.quote.kind == Some(QuoteKind::Direct);
        let counts = |unit: &&Unit<Quote>| {
            let mut touched = self.golds.iter().filter(|gold| gold.span.overlaps(unit.span));
            let is_free = touched.clone().next().is_none();
            is_free || touched.any(is_direct)
        };
        Tally {
            right: found.iter().filter(|(g, _)| is_direct(&self.golds[*g])).count(),
            gold: self.golds.iter().filter(|gold| is_direct(gold)).count(),
            given: self.givens.iter().filter(counts).count(),
        }
    }

    fn kind(&self) -> Tally {
        let right = self.pairs().filter(|(gold, given)| gold.kind == Some(given.kind)).count();
        Tally { right, gold: self.found.len(), given: self.found.len() }
    }

    fn within(&self) -> Tally {
        let around = |gold: &GoldQuote, given: &Quote| {
            let (gold, given) = (gold.within?, given.within?);
            let spans = &self.gold.quotes[gold].spans;
            let touches = |span: &Span| spans.iter().any(|own| own.overlaps(*span));
            Some(self.analysis.quotes[given].spans.iter().any(touches))
        };
        Tally {
            right: self.pairs().filter(|(gold, given)| around(gold, given) == Some(true)).count(),
            gold: self.golds.iter().filter(|gold| gold.quote.within.is_some()).count(),
            given: self.givens.iter().filter(|given| given.quote.within.is_some()).count(),
        }
    }

    fn is_name_right(&self, gold: &GoldQuote, given: &Quote) -> bool {
        let given = self.analysis.speaker_name(given);
        match &gold.speaker {
            Who::Named(names) => {
                given.is_some_and(|given| names.iter().any(|name| bare(name) == bare(given)))
            }
            Who::Unnamed | Who::Nobody => given.is_none(),
        }
    }

    fn speaker_name(&self) -> Tally {
        let right = |(gold, given): &(&GoldQuote, &Quote)| {
            is_named(gold) && self.is_name_right(gold, given)
        };
        Tally {
            right: self.pairs().filter(right).count(),
            gold: self.pairs().filter(|(gold, _)| is_named(gold)).count(),
            given: self.pairs().filter(|(_, q)| self.analysis.speaker_name(q).is_some()).count(),
        }
    }

    fn nameless(&self) -> Tally {
        let right = |(gold, given): &(&GoldQuote, &Quote)| {
            !is_named(gold) && self.is_name_right(gold, given)
        };
        Tally {
            right: self.pairs().filter(right).count(),
            gold: self.pairs().filter(|(gold, _)| !is_named(gold)).count(),
            given: self.pairs().filter(|(_, q)| self.analysis.speaker_name(q).is_none()).count(),
        }
    }

    fn joint(&self) -> Tally {
        let right = |(gold, given): &(&GoldQuote, &Quote)| self.is_name_right(gold, given);
        Tally { right: self.pairs().filter(right).count(), ..self.quoted(&self.found) }
    }

    /// Words of what was said in no direct quote; those of a quote that stands alone count neither way.
    fn reported(&self) -> Tally {
        let inside = |spans: &[Span]| inside(&self.tokens, spans);
        let of_gold = |is_reported: bool| -> HashSet<usize> {
            let reports = |quote: &&GoldQuote| {
                (quote.kind == Some(QuoteKind::Indirect) || quote.within.is_some()) == is_reported
            };
            let quotes = self.gold.quotes.iter().filter(|quote| quote.kind.is_some());
            quotes.filter(reports).flat_map(|quote| inside(&quote.spans)).collect()
        };
        let (gold, alone) = (of_gold(true), of_gold(false));
        let excused = |quote: &&Quote| {
            let mut units = quote.spans.iter().map(|&span| Unit { quote: *quote, span });
            units.all(|unit| is_excused(self.gold, &unit))
        };
        let quotes = self.analysis.quotes.iter().filter(|quote| !excused(quote));
        let given: HashSet<usize> = quotes.flat_map(|quote| inside(&quote.spans)).collect();
        Tally::of(&gold, &given.difference(&alone).copied().collect())
    }

    fn reported_name(&self) -> Tally {
        let right = self.clauses.iter().filter(|(gold, given)| self.is_name_right(gold, given));
        let (right, all) = (right.count(), self.clauses.len());
        Tally { right, gold: all, given: all }
    }
}

fn is_quoted(kind: Option<QuoteKind>) -> bool {
    matches!(kind, Some(QuoteKind::Direct | QuoteKind::Partial))
}

fn is_named(gold: &GoldQuote) -> bool {
    matches!(gold.speaker, Who::Named(_))
}

/// Whether a unit is one of those that are no quotes, given as partial and without a speaker.
fn is_excused(gold: &Gold, unit: &Unit<Quote>) -> bool {
    let is_modest = unit.quote.kind == QuoteKind::Partial && unit.quote.speaker.is_none();
    let mut others = gold.quotes.iter().filter(|quote| quote.kind.is_none());
    is_modest && others.any(|quote| overlap(quote.spans[0], unit.span) > 0)
}

/// Pairs whose speaker's words are marked, and of them those where the words given overlap.
fn words_right<'a>(pairs: impl Iterator<Item = (&'a GoldQuote, &'a Quote)>) -> Tally {
    let mut tally = Tally::default();
    for (gold, given) in pairs.filter(|(gold, _)| !gold.sources.is_empty()) {
        let speaker = given.speaker.as_ref();
        let right = speaker.is_some_and(|s| gold.sources.iter().any(|own| own.overlaps(s.span)));
        tally +=
            Tally { right: usize::from(right), gold: 1, given: usize::from(speaker.is_some()) };
    }
    tally
}

/// The words of a text, in bytes.
fn tokens(text: &str) -> Vec<Span> {
    let characters: Vec<char> = text.chars().collect();
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let words = quoted::tokens(&characters);
    words.into_iter().map(|word| Span::new(bytes[word.start], bytes[word.end])).collect()
}

/// Which tokens lie inside the spans.
fn inside(tokens: &[Span], spans: &[Span]) -> HashSet<usize> {
    let is_inside = |token: &Span| spans.iter().any(|span| span.covers(*token));
    (0..tokens.len()).filter(|&at| is_inside(&tokens[at])).collect()
}

/// Reported clauses of the gold and those given that have at least half their words in common.
fn clauses<'a>(
    gold: &'a Gold,
    analysis: &'a Analysis,
    tokens: &[Span],
) -> Vec<(&'a GoldQuote, &'a Quote)> {
    let is_reported = |quote: &&GoldQuote| quote.kind == Some(QuoteKind::Indirect);
    let golds: Vec<_> = gold.quotes.iter().filter(is_reported).collect();
    let given = analysis.quotes.iter().filter(|quote| quote.kind == QuoteKind::Indirect);
    let givens: Vec<_> = given.collect();
    let of_gold: Vec<_> = golds.iter().map(|quote| inside(tokens, &quote.spans)).collect();
    let of_given: Vec<_> = givens.iter().map(|quote| inside(tokens, &quote.spans)).collect();
    let found = pairs(golds.len(), givens.len(), 0.5, |g, p| {
        let shared = of_gold[g].intersection(&of_given[p]).count();
        shared as f64 / of_gold[g].union(&of_given[p]).count().max(1) as f64
    });
    found.into_iter().map(|(g, p)| (golds[g], givens[p])).collect()
}

/// A name as names are compared: upper and lower case alike, without “the”.
fn bare(name: &str) -> String {
    let lower = name.to_lowercase();
    lower.strip_prefix("the ").unwrap_or(&lower).to_owned()
}
