//! What the engine reaches on annotated news: `cargo run --release --example evaluate [FOLDER]`.
//!
//! Prints the figures as Markdown tables: how well names are found in each development set and in
//! other case, those not seen in training apart, how many "he" and "she" go to the right person, and how
//! fast. The folder (`../shared/data` when none is given) holds `ner/*.{train,dev}.jsonl`, packed or not,
//! and `ner/gum.dev.coref.jsonl.gz`.

mod coreference;
mod corpus;
mod scoring;
mod speed;
mod tally;

use corpus::{Annotated, Case, DEV_SETS};
use scoring::{KINDS, Known, Scores, score_all, score_tagger};
use std::{
    collections::BTreeSet,
    fmt::Write,
    path::{Path, PathBuf},
    process::ExitCode,
};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// What micro F1 must reach, in percent, in the order of the sets.
const F1_GOALS: [f64; 4] = [88.0, 96.0, 74.0, 69.0];

/// What the recall of unseen names in the first set must reach, in percent.
const UNSEEN_GOAL: f64 = 82.0;

/// The cases that the first set is written in, and the micro F1 to be reached, in percent.
const CASES: [(Case, &str, Option<f64>); 4] = [
    (Case::Upper, "UPPER CASE", Some(80.0)),
    (Case::Title, "Title Case (the UN’s → The UN’s)", Some(82.0)),
    (Case::Capitalised, "Title Case (the UN’s → The Un’S)", None),
    (Case::Lower, "lower case", Some(77.0)),
];

#[allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool for the terminal")]
fn main() -> ExitCode {
    let argument = std::env::args_os().nth(1);
    if argument.as_ref().is_some_and(|argument| argument == speed::START) {
        println!("{}", speed::start());
        return ExitCode::SUCCESS;
    }
    let usual = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    match report(&argument.map_or_else(usual, PathBuf::from)) {
        Ok(report) => {
            println!("{report}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!(
                "error: {error}\nGive the folder that holds ner/*.dev.jsonl as the argument."
            );
            ExitCode::FAILURE
        }
    }
}

fn report(data: &Path) -> Outcome<String> {
    let folder = corpus::folder(data)?;
    let read = |name: &str| corpus::read(&folder, &format!("{name}.dev"), Case::Given);
    let sets = DEV_SETS.iter().map(|name| read(name)).collect::<Result<Vec<_>, _>>()?;
    // While no other thread has been started: time is counted for the whole process.
    let speed = speed_table(&sets)?;
    let known = known(&folder)?;
    let scores: Vec<Scores> = sets.iter().map(|set| score_all(set, &known)).collect();
    let cases = case_table(&folder)?;
    let tagged: Vec<Scores> = sets.iter().map(|set| score_tagger(set)).collect();
    let he_and_she = coreference::table(&folder)?;
    let names = [set_table(&scores, &tagged), kind_table(&scores), seen_table(&scores), cases];
    Ok([names.join("\n"), he_and_she, speed].join("\n"))
}

/// The names of every training corpus in the folder.
fn known(folder: &Path) -> Outcome<Known> {
    let mut names = BTreeSet::new();
    for entry in std::fs::read_dir(folder)? {
        let file = entry?.file_name().to_string_lossy().into_owned();
        let name = file.strip_suffix(".gz").unwrap_or(&file).strip_suffix(".jsonl");
        names.extend(name.filter(|name| name.ends_with(".train")).map(str::to_owned));
    }
    let mut known = Known::new();
    for name in names {
        known.extend(scoring::names(&corpus::read(folder, &name, Case::Given)?));
    }
    Ok(known)
}

fn set_table(scores: &[Scores], tagged: &[Scores]) -> String {
    let mut table = "| dev set | micro F1 | goal | the tagger alone |\n\
                     | --- | --- | --- | --- |\n"
        .to_owned();
    for (((name, scores), tagged), goal) in DEV_SETS.iter().zip(scores).zip(tagged).zip(F1_GOALS) {
        let (all, alone) = (scores.micro().f1(), tagged.micro().f1());
        let _ = writeln!(table, "| {name} | {all:.2} | {goal:.0} | {alone:.2} |");
    }
    table
}

fn kind_table(scores: &[Scores]) -> String {
    let mut table = "| dev set | kind | precision | recall | F1 | annotated | given |\n\
                     | --- | --- | --- | --- | --- | --- | --- |\n"
        .to_owned();
    for (set, scores) in DEV_SETS.iter().zip(scores) {
        let kinds = KINDS.iter().map(|kind| format!("{kind:?}").to_lowercase());
        let rows = kinds.zip(scores.by_kind).chain([("all".to_owned(), scores.micro())]);
        for (kind, tally) in rows {
            let (precision, recall, f1) = (tally.precision(), tally.recall(), tally.f1());
            let _ = writeln!(
                table,
                "| {set} | {kind} | {precision:.2} | {recall:.2} | {f1:.2} | {} | {} |",
                tally.gold, tally.given
            );
        }
    }
    table
}

fn seen_table(scores: &[Scores]) -> String {
    let mut table = "| dev set | recall of names seen in training | of names not seen | goal |\n\
                     | --- | --- | --- | --- |\n"
        .to_owned();
    let goals =
        std::iter::once(format!("{UNSEEN_GOAL:.0}")).chain(std::iter::repeat(String::new()));
    for ((name, scores), goal) in DEV_SETS.iter().zip(scores).zip(goals) {
        let cell = |tally: tally::Tally| format!("{:.2} ({})", tally.recall(), tally.gold);
        let (known, unknown) = (cell(scores.known), cell(scores.unknown));
        let _ = writeln!(table, "| {name} | {known} | {unknown} | {goal} |");
    }
    table
}

fn case_table(folder: &Path) -> Outcome<String> {
    let set = DEV_SETS[0];
    let mut table = format!("| {set} written in | micro F1 | goal |\n| --- | --- | --- |\n");
    for (case, name, goal) in CASES {
        let texts = corpus::read(folder, &format!("{set}.dev"), case)?;
        let f1 = score_all(&texts, &Known::new()).micro().f1();
        let goal = goal.map_or_else(String::new, |goal| format!("{goal:.0}"));
        let _ = writeln!(table, "| {name} | {f1:.2} | {goal} |");
    }
    Ok(table)
}

fn speed_table(sets: &[Vec<Annotated>]) -> Outcome<String> {
    let articles: Vec<_> = sets.iter().flatten().map(|one| one.article.clone()).collect();
    let mut table = "| on one core, processor time | |\n| --- | --- |\n".to_owned();
    for speed::Pace { what, unit, per_second } in speed::paces(&articles) {
        let _ = writeln!(table, "| {what} | {} {unit} |", grouped(per_second));
    }
    let speed::Readiness { started, ready } = speed::readiness()?;
    let _ = writeln!(
        table,
        "| a first sentence analysed after process start | {:.2} ms, of them {:.2} ms before main |",
        ready.as_secs_f64() * 1e3,
        started.as_secs_f64() * 1e3
    );
    Ok(table)
}

/// A number to the nearest thousand, with commas.
fn grouped(number: f64) -> String {
    let thousands = (number / 1000.0).round() as u64;
    match (thousands / 1000, thousands % 1000) {
        (0, rest) => format!("{rest},000"),
        (millions, rest) => format!("{millions},{rest:03},000"),
    }
}
