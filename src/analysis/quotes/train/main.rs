//! Trains the models of quotes and reported speech.

#![allow(clippy::print_stdout, clippy::print_stderr, missing_docs)]

mod learn;
mod polnear;

use learn::{Example, Learner, Random};
use polnear::{Annotated, Attribution};
use quotidian::{
    analysis::{
        document::Document,
        entities::{Named, coreference::Chains},
        lexicon::Lexicon,
        quotes::{
            self,
            assemble::Assembler,
            line::{Item, Line},
            marks::Segment,
            reporting::{
                self,
                Reporter,
                contents::{self, Bounds, Part, Scene},
                cues::{self, SIDES, Side},
                glossary::Glossary,
                sight::Sight,
                sources::Asked,
                weights::{self, slot},
            },
            speakers::{Case, Judge},
        },
        tagger::{model, spelling},
    },
    article::Prose,
    span::Span,
};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    path::PathBuf,
};

/// Articles are looked at for claims by models that have not seen them.
const FOLDS: usize = 2;

const SLOTS: usize = 1 << 20;

/// An article ready to look at.
struct Read<'a> {
    document: Document<'a>,
    named: Named,
    segments: Vec<Segment>,
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: std::sync::OnceLock<Lexicon> = std::sync::OnceLock::new();
    LEXICON.get_or_init(Lexicon::open)
}

fn read<'a>(annotated: &'a Annotated, prose: &Prose<'a>) -> Read<'a> {
    let document = Document::new(&annotated.article, prose, lexicon());
    let named = Named::new(&document);
    let segments = quotes::segments(&document);
    Read { document, named, segments }
}

impl<'a> Read<'a> {
    /// The lines of all blocks.
    fn lines(&self) -> Vec<Line<'_, 'a>> {
        let mut next = 0;
        let mut lines = Vec::new();
        for (number, section) in self.document.sections.iter().enumerate() {
            let from = next;
            while self.segments.get(next).is_some_and(|segment| segment.section == number) {
                next += 1;
            }
            if section.repeated || section.tokens.is_empty() {
                continue;
            }
            lines.push(Line::new(&self.document, &self.named, section.tokens.clone(), &self.segments, from..next));
        }
        lines
    }
}

/// Tokens of spans.
fn tokens(document: &Document, spans: &[Span]) -> Vec<usize> {
    let mut found = Vec::new();
    for span in spans {
        let mut at = document.token_at(span.start);
        while document.tokens.get(at).is_some_and(|t| (t.end as usize) <= span.end) {
            found.push(at);
            at += 1;
        }
    }
    found
}

struct Gold {
    source: Option<Vec<usize>>,
    cue: usize,
    side: Side,
    left: Option<Range<usize>>,
    right: Option<Range<usize>>,
    size: usize,
}

fn gold_of(line: &Line, read: &Read, attribution: &Attribution, cue_rate: &HashMap<u64, f32>) -> Option<Gold> {
    let document = &read.document;
    let cue_tokens: HashSet<usize> = tokens(document, &attribution.cue).into_iter().collect();
    let cues: Vec<usize> = (0..line.items.len())
        .filter(|&i| line.token(i).is_some_and(|t| cue_tokens.contains(&t)))
        .collect();
    let rate = |i: usize| {
        cue_rate.get(&spelling::hash(line.lower(i))).copied().unwrap_or(0.0)
    };
    let cue = cues.into_iter().reduce(|a, b| if rate(b) >= rate(a) { b } else { a })?;
    let sentence = line.sentences.iter().find(|s| s.contains(&cue))?;
    let covered = |i: usize| {
        let bytes = match line.items[i] {
            Item::Token(token) => document.tokens[token].range(),
            Item::Quote(quote) => read.segments[quote].words.clone(),
        };
        let inside: usize = attribution
            .content
            .iter()
            .map(|s| s.end.min(bytes.end).saturating_sub(s.start.max(bytes.start)))
            .sum();
        inside * 2 > bytes.len()
    };
    let all: Vec<usize> = sentence.clone().filter(|&i| i != cue && covered(i)).collect();
    let mark = |i: usize| line.quote(i).is_none() && !line.is_word(i) && line.lower(i) != ")";
    let span = |items: Vec<usize>| {
        let items: Vec<usize> = items;
        let first = items.iter().copied().find(|&i| !mark(i))?;
        let last = items.iter().rev().copied().find(|&i| !mark(i))?;
        Some(first..last + 1)
    };
    let left = span(all.iter().copied().filter(|&i| i < cue).collect());
    let right = span(all.iter().copied().filter(|&i| i > cue).collect());
    let side = match (&left, &right) {
        (None, None) => return None,
        (Some(_), None) => Side::Left,
        (None, Some(_)) => Side::Right,
        (Some(_), Some(_)) => Side::Both,
    };
    let source_tokens: HashSet<usize> = tokens(document, &attribution.source).into_iter().collect();
    let source: Vec<usize> = sentence
        .clone()
        .filter(|&i| line.token(i).is_some_and(|t| source_tokens.contains(&t)))
        .collect();
    let source = if attribution.source.is_empty() {
        Some(Vec::new())
    } else {
        Some(source).filter(|s| !s.is_empty())
    };
    Some(Gold { source, cue, side, left, right, size: all.len() })
}

/// Golds of a line by cue item.
fn golds(line: &Line, read: &Read, annotated: &Annotated, cue_rate: &HashMap<u64, f32>) -> HashMap<usize, Gold> {
    let mut found: HashMap<usize, Gold> = HashMap::new();
    for attribution in &annotated.attributions {
        if let Some(gold) = gold_of(line, read, attribution, cue_rate) {
            let better = found.get(&gold.cue).is_none_or(|known| known.size < gold.size);
            if better {
                found.insert(gold.cue, gold);
            }
        }
    }
    found
}

fn slots(collect: impl FnOnce(&mut dyn FnMut(u64))) -> Vec<u32> {
    let mut found = Vec::new();
    collect(&mut |feature| found.push(slot(feature, SLOTS) as u32));
    found
}

fn side_example(sight: &Sight, sentence: &Range<usize>, at: usize, side: Side) -> Example {
    let mut units = vec![Vec::new(); 4];
    cues::features(sight, sentence, at, &mut |feature| {
        for (unit, slot) in units.iter_mut().zip(weights::slots(feature, SLOTS)).skip(1) {
            unit.push(slot as u32);
        }
    });
    Example { units, candidates: (0..4).map(|n| vec![n]).collect(), right: side as usize, weight: 1.0 }
}

/// Of phrases, the one that names a source: the first person's name if at most one comma stands
/// before it, else the earliest. `phrases` are token ranges, `source` the tokens of the gold.
fn naming(read: &Read, phrases: &[Range<usize>], source: &[usize]) -> Option<usize> {
    let person = |t: &usize| read.named.person_at(*t).is_some();
    let first = source.iter().copied().find(person).filter(|&name| {
        source.iter().take_while(|&&t| t < name).filter(|&&t| read.document.of(t) == ",").count() < 2
    });
    let last = first.map(|name| {
        (name..).take_while(|&t| read.named.name_at(t) == read.named.name_at(name)).last().unwrap_or(name)
    });
    let mut overlapping: Vec<usize> =
        (0..phrases.len()).filter(|&n| phrases[n].clone().any(|t| source.contains(&t))).collect();
    let key = |&n: &usize| {
        let phrase = &phrases[n];
        (last != Some(phrase.end - 1), phrase.end, usize::MAX - phrase.len())
    };
    overlapping.sort_by_key(key);
    overlapping.first().copied()
}

fn source_example(asked: &Asked, read: &Read, source: &[usize]) -> Option<Example> {
    let phrases = asked.phrases();
    let mut units: Vec<Vec<u32>> =
        phrases.iter().map(|p| slots(|mut row| asked.features(p, &mut row))).collect();
    units.push(slots(|mut row| asked.unnamed(&mut row)));
    let right =
        if source.is_empty() { phrases.len() } else { {
        let line = asked.sight.line;
        let tokens = |items: Range<usize>| line.tokens(items).unwrap_or(0..0);
        let ranges: Vec<_> = phrases.iter().map(|phrase| tokens(phrase.items.clone())).collect();
        let source: Vec<usize> = source.iter().filter_map(|&i| line.token(i)).collect();
        naming(read, &ranges, &source)?
    } };
    let candidates = (0..units.len() as u32).map(|n| vec![n]).collect();
    Some(Example { units, candidates, right, weight: 1.0 })
}

#[derive(Default, Debug)]
struct Claimed {
    cases: usize,
    nothing: usize,
    nobody: usize,
    unclaimed: usize,
}

/// Answers as the annotators did, and notes the cases.
struct Teacher<'a> {
    annotated: &'a Annotated,
    read: &'a Read<'a>,
    examples: Vec<Example>,
    tally: &'a mut Claimed,
}

impl Teacher<'_> {
    fn right(&self, case: &Case) -> Option<usize> {
        let shared = |spans: &[Span], words: &Range<usize>| -> usize {
            spans.iter().map(|s| s.end.min(words.end).saturating_sub(s.start.max(words.start))).sum()
        };
        let covering = |x: &&Attribution| shared(&x.content, &case.words) * 2 > case.words.len();
        let size = |x: &&Attribution| x.content.iter().map(|s| s.end - s.start).sum::<usize>();
        let Some(own) = self.annotated.attributions.iter().filter(covering).min_by_key(size) else {
            return Some(case.claims.len() + 1);
        };
        if own.source.is_empty() {
            return Some(case.claims.len());
        }
        let claims: Vec<_> = case.claims.iter().map(|claim| claim.source.clone()).collect();
        naming(self.read, &claims, &tokens(&self.read.document, &own.source))
    }
}

impl Judge for Teacher<'_> {
    fn chances(&mut self, case: &Case) -> Vec<f32> {
        let count = case.features.len();
        let right = self.right(case);
        self.tally.cases += 1;
        match right {
            Some(right) => {
                self.tally.nothing += usize::from(right + 1 == count);
                self.tally.nobody += usize::from(right + 2 == count);
                let unit = |features: &Vec<u64>| features.iter().map(|&f| slot(f, SLOTS) as u32).collect();
                let units: Vec<Vec<u32>> = case.features.iter().map(unit).collect();
                let candidates = (0..count as u32).map(|n| vec![n]).collect();
                self.examples.push(Example { units, candidates, right, weight: 1.0 });
            }
            None => self.tally.unclaimed += 1,
        }
        let right = right.unwrap_or(count - 2);
        (0..count).map(|n| f32::from(u8::from(n == right))).collect()
    }
}

fn claim_examples(
    annotated: &Annotated,
    read: &Read,
    learner: &Learner,
    names: &model::Model,
    cue_words: &HashSet<u64>,
    tally: &mut Claimed,
) -> Vec<Example> {
    let glossary = Glossary::new(&read.document, &names.clusters, |w| cue_words.contains(&w));
    let reporter = Reporter { weigh: learner, glossary };
    let quoted: Vec<Range<usize>> =
        read.segments.iter().map(|segment| quotes::kinds::tokens(&read.document, segment)).collect();
    let chains = Chains::new(&read.document, &read.named, &quoted);
    let mut teacher = Teacher { annotated, read, examples: Vec::new(), tally };
    Assembler::new(&read.document, &read.named, &chains, &read.segments, &reporter).run(&mut teacher);
    teacher.examples
}

#[derive(Default)]
struct Coverage {
    parts: usize,
    exact: usize,
    skipped: usize,
}

fn part_example(scene: &Scene, part: Part, gold: &Range<usize>, coverage: &mut Coverage) -> Option<Example> {
    let Bounds { starts, ends } = contents::bounds(scene.sight, &scene.sentence, scene.at, part.right);
    let mut units: Vec<Vec<u32>> = Vec::new();
    for &s in &starts {
        units.push(slots(|mut row| scene.start(part, s, &mut row)));
    }
    for &e in &ends {
        units.push(slots(|mut row| scene.end(part, e, &mut row)));
    }
    let mut candidates = Vec::new();
    let mut best = (0.0f32, 0);
    for (i, &s) in starts.iter().enumerate() {
        for (j, &e) in ends.iter().enumerate() {
            if s >= e {
                continue;
            }
            let shared = e.min(gold.end).saturating_sub(s.max(gold.start)) as f32;
            let iou = shared / ((e - s) as f32 + gold.len() as f32 - shared);
            if iou > best.0 {
                best = (iou, candidates.len());
            }
            candidates.push(vec![i as u32, (starts.len() + j) as u32, units.len() as u32]);
            units.push(slots(|mut row| scene.whole(part, s..e, &mut row)));
        }
    }
    coverage.parts += 1;
    coverage.exact += usize::from(best.0 > 0.999);
    if best.0 < 0.6 {
        coverage.skipped += 1;
        return None;
    }
    Some(Example { units, candidates, right: best.1, weight: 1.0 })
}

#[derive(Default, Debug)]
struct Tally {
    tp: usize,
    fp: usize,
    fn_: usize,
}

impl Tally {
    fn f1(&self) -> (f64, f64, f64) {
        let p = self.tp as f64 / (self.tp + self.fp).max(1) as f64;
        let r = self.tp as f64 / (self.tp + self.fn_).max(1) as f64;
        (p, r, 2.0 * p * r / (p + r).max(1e-9))
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let data = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/quotes"));
    let train = polnear::read(&data.join("polnear.train.jsonl.gz"))?;
    let dev = polnear::read(&data.join("polnear.dev.jsonl.gz"))?;
    let names = model::embedded()?;
    // How often each word is (in) a cue.
    let mut seen: HashMap<u64, (f32, f32)> = HashMap::new();
    let proses: Vec<Prose> = train.iter().map(|a| a.article.prose()).collect();
    let reads: Vec<Read> = train.iter().zip(&proses).map(|(a, prose)| read(a, prose)).collect();
    for (a, r) in train.iter().zip(&reads) {
        let cues: HashSet<usize> = a.attributions.iter().flat_map(|x| tokens(&r.document, &x.cue)).collect();
        for token in 0..r.document.tokens.len() {
            let entry = seen.entry(spelling::hash(r.document.lower(token))).or_default();
            entry.0 += f32::from(u8::from(cues.contains(&token)));
            entry.1 += 1.0;
        }
    }
    let rate: HashMap<u64, f32> = seen.iter().map(|(&w, &(c, n))| (w, c / (n + 3.0))).collect();
    let cue_words: HashSet<u64> =
        seen.iter().filter(|(_, (c, n))| *c >= 2.0 && c / n > 0.04).map(|(&w, _)| w).collect();
    println!("{} cue words", cue_words.len());
    let mut by_article: Vec<Vec<Example>> = Vec::new();
    let mut coverage = Coverage::default();
    let mut sourced = (0, 0);
    let (mut claim, mut claimed) = (Vec::new(), Claimed::default());
    let (mut missed, mut total) = (0, 0);
    for (a, r) in train.iter().zip(&reads) {
        let (mut examples, mut parts) = (Vec::new(), Vec::new());
        let glossary = Glossary::new(&r.document, &names.clusters, |w| cue_words.contains(&w));
        for line in r.lines() {
            let sight = Sight::new(&line, &glossary);
            let golds = golds(&line, r, a, &rate);
            total += golds.len();
            missed += golds.keys().filter(|&&at| !sight.may_be_cue(at)).count();
            for sentence in &line.sentences {
                for at in sentence.clone().filter(|&at| sight.may_be_cue(at)) {
                    let gold = golds.get(&at);
                    examples.push(side_example(&sight, sentence, at, gold.map_or(Side::None, |g| g.side)));
                    let Some(gold) = gold else { continue };
                    let scene = Scene { sight: &sight, sentence: sentence.clone(), at };
                    let both = gold.side == Side::Both;
                    if let Some(source) = &gold.source {
                        let content: Vec<_> = gold.left.iter().chain(&gold.right).cloned().collect();
                        let asked = Asked { sight: &sight, sentence: sentence.clone(), at, content: &content };
                        sourced.1 += 1;
                        if let Some(example) = source_example(&asked, r, source) {
                            sourced.0 += 1;
                            parts.push(example);
                        }
                    }
                    if let Some(left) = &gold.left {
                        parts.extend(part_example(&scene, Part { right: false, both }, left, &mut coverage));
                    }
                    if let Some(right) = &gold.right {
                        parts.extend(part_example(&scene, Part { right: true, both }, right, &mut coverage));
                    }
                }
            }
        }
        examples.extend(parts);
        by_article.push(examples);
    }
    println!("{total} cues, {missed} no candidates; parts {} exact {} skipped {}", coverage.parts, coverage.exact, coverage.skipped);
    println!("sources {sourced:?}");
    let mut random = Random(1);
    let arg = |n: usize, or: f64| std::env::args().nth(n).and_then(|a| a.parse().ok()).unwrap_or(or);
    let (epochs, pace, dropout) = (arg(1, 5.0) as usize, arg(2, 0.05) as f32, arg(3, 0.3));
    // Who said a quote is learnt from what models find that have not seen the article.
    for fold in 0..FOLDS {
        let mut learner = Learner::new(SLOTS);
        let others = by_article.iter().enumerate().filter(|(n, _)| n % FOLDS != fold).flat_map(|(_, e)| e);
        learner.learn(&others.collect::<Vec<_>>(), epochs, pace, dropout, &mut random);
        learner.finish();
        for number in (0..train.len()).filter(|n| n % FOLDS == fold) {
            let found = claim_examples(&train[number], &reads[number], &learner, &names, &cue_words, &mut claimed);
            claim.push((number, found));
        }
    }
    claim.sort_by_key(|(number, _)| *number);
    println!("claims {claimed:?}");
    let examples: Vec<&Example> = by_article.iter().flatten().chain(claim.iter().flat_map(|(_, e)| e)).chain(claim.iter().flat_map(|(_, e)| e)).collect();
    let mut learner = Learner::new(SLOTS);
    learner.learn(&examples, epochs, pace, dropout, &mut random);
    learner.finish();
    let unit = 4.0f32 / 127.0;
    let bytes: Vec<i8> =
        learner.weights.iter().map(|w| (w / unit).round().clamp(-127.0, 127.0) as i8).collect();
    let mut cues: Vec<u64> = cue_words.iter().copied().collect();
    cues.sort_unstable();
    let clipped = learner.weights.iter().filter(|w| w.abs() > 4.0).count();
    println!("{clipped} clipped");
    for (w, b) in learner.weights.iter_mut().zip(&bytes) {
        *w = f32::from(*b) * unit;
    }
    let out = concat!(env!("CARGO_MANIFEST_DIR"), "/src/analysis/model/quotes.model");
    std::fs::write(out, reporting::model::write("{\"date\":\"2026-11-25\"}", &cues, &bytes, unit))?;
    let both = learner;
    // Dev.
    let proses: Vec<Prose> = dev.iter().map(|a| a.article.prose()).collect();
    let reads: Vec<Read> = dev.iter().zip(&proses).map(|(a, prose)| read(a, prose)).collect();
    let thresholds = [0.15f32, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5];
    let mut tallies: Vec<Tally> = thresholds.iter().map(|_| Tally::default()).collect();
    let mut cue_tally: Vec<Tally> = thresholds.iter().map(|_| Tally::default()).collect();
    let mut oracle = Tally::default();
    let mut side_right = (0, 0);
    let mut source_right = (0, 0, 0);
    for (a, r) in dev.iter().zip(&reads) {
        let document = &r.document;
        let glossary = Glossary::new(document, &names.clusters, |w| cue_words.contains(&w));
        let words = |spans: &[Span]| -> HashSet<usize> {
            tokens(document, spans).into_iter().filter(|&t| document.tokens[t].is_word() || document.shape(t) == quotidian::analysis::tokens::Shape::Number).collect()
        };
        let direct: HashSet<usize> = a.attributions.iter().filter(|x| x.direct).flat_map(|x| words(&x.content)).collect();
        let gold: HashSet<usize> = a.attributions.iter().filter(|x| !x.direct).flat_map(|x| words(&x.content)).collect();
        let mut found: Vec<HashSet<usize>> = thresholds.iter().map(|_| HashSet::new()).collect();
        let mut with_gold_cues: HashSet<usize> = HashSet::new();
        for line in r.lines() {
            let sight = Sight::new(&line, &glossary);
            let golds = golds(&line, r, a, &rate);
            let reports = reporting::reports(&both, &sight, 0.02);
            for report in &reports {
                let is = golds.get(&report.cue);
                for (k, &t) in thresholds.iter().enumerate() {
                    if report.chance >= t {
                        if is.is_some() { cue_tally[k].tp += 1 } else { cue_tally[k].fp += 1 }
                    }
                }
                let items = report.content.iter().flat_map(|c| c.clone());
                let spans: Vec<Span> = items
                    .map(|i| match line.items[i] {
                        Item::Token(t) => Span::new(document.tokens[t].start as usize, document.tokens[t].end as usize),
                        Item::Quote(q) => Span::new(r.segments[q].words.start, r.segments[q].words.end),
                    })
                    .collect();
                if report.content.iter().flat_map(|c| c.clone()).all(|i| line.quote(i).is_some()) {
                    continue;
                }
                let own = words(&spans);
                if is.is_some() {
                    with_gold_cues.extend(own.iter().filter(|t| !direct.contains(t)));
                }
                for (k, &t) in thresholds.iter().enumerate() {
                    if report.chance >= t {
                        found[k].extend(own.iter().filter(|t| !direct.contains(t)));
                    }
                }
            }
            for (at, g) in &golds {
                side_right.1 += 1;
                if let Some(source) = &g.source {
                    let sentence = line.sentences.iter().find(|s| s.contains(at)).unwrap();
                    let content: Vec<_> = g.left.iter().chain(&g.right).cloned().collect();
                    let asked = Asked { sight: &sight, sentence: sentence.clone(), at: *at, content: &content };
                    let found = reporting::sources_of(&both, &asked).remove(0).0;
                    let rule = quotidian::analysis::quotes::subjects::subject(&line, sentence.start, *at);
                    let ok = |p: &Option<Range<usize>>| match p {
                        None => source.is_empty(),
                        Some(p) => p.clone().any(|i| source.contains(&i)),
                    };
                    source_right.1 += 1;
                    source_right.0 += usize::from(ok(&found));
                    source_right.2 += usize::from(ok(&rule));
                }
                let sentence = line.sentences.iter().find(|s| s.contains(at)).unwrap();
                if sight.may_be_cue(*at) {
                    let p = reporting::sides(&both, &sight, sentence, *at);
                    let best = (1..4).reduce(|x, y| if p[y] > p[x] { y } else { x }).unwrap();
                    side_right.0 += usize::from(SIDES[best] == g.side);
                }
                for (k, _) in thresholds.iter().enumerate() {
                    cue_tally[k].fn_ += 1;
                }
            }
        }
        for (k, set) in found.iter().enumerate() {
            tallies[k].tp += set.intersection(&gold).count();
            tallies[k].fp += set.difference(&gold).count();
            tallies[k].fn_ += gold.difference(set).count();
        }
        oracle.tp += with_gold_cues.intersection(&gold).count();
        oracle.fp += with_gold_cues.difference(&gold).count();
        oracle.fn_ += gold.difference(&with_gold_cues).count();
    }
    for (k, t) in thresholds.iter().enumerate() {
        cue_tally[k].fn_ -= cue_tally[k].tp;
        println!("{t}: tokens {:.3?} cues {:.3?}", tallies[k].f1(), cue_tally[k].f1());
    }
    println!("gold cues: {:.3?}; sides right {:?}; sources right, of, by rule {:?}", oracle.f1(), side_right, source_right);
    Ok(())
}

