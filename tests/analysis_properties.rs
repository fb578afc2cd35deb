//! What holds for the analysis of any text at all.

#![allow(clippy::expect_used, reason = "a test says what must hold")]

#[path = "sound/model.rs"]
mod model;
mod sound;

use cpu_time::ThreadTime;
use proptest::{prelude::*, sample::Index};
use quotidian::{
    analysis::{Analysis, analyse},
    article::{self, Article, Format},
};
use std::{
    fs,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

fn read(text: &str) -> Article {
    article::read(text.to_owned(), Format::Plain, "test".to_owned(), None)
}

/// See [`sound::check`].
fn check(article: &Article, analysis: &Analysis) -> Result<(), TestCaseError> {
    sound::check(article, analysis).map_err(TestCaseError::fail)
}

/// Pieces that news is made of, and that trip rules up when they meet in odd orders.
const PIECES: [&str; 54] = [
    "\"",
    "“",
    "”",
    "'",
    "’",
    "‘",
    "''",
    "``",
    "«",
    "»",
    "„",
    " said",
    " says",
    " told",
    ",",
    ".",
    ":",
    "?",
    "—",
    " - ",
    "\n",
    "\n\n",
    " Mr",
    " Ada",
    " Lund",
    " the",
    " police",
    " who",
    " according to",
    " he",
    " she",
    "'s",
    " US",
    " Department of Justice",
    " called",
    " saying",
    " (R-Fla.)",
    " 東京",
    " É",
    "\u{a0}",
    "ANNA:",
    " in",
    " and",
    " J.",
    " said that",
    " would",
    " wants to",
    " denied",
    " accused",
    " of",
    "Q:",
    "\n\n— ",
    " \"a\"",
    "”, ",
];

fn jumbled() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..120)
        .prop_map(|pieces| pieces.concat())
}

/// News with any character at all in it: controls, marks without a letter, what is not assigned.
fn disturbed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        2 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
}

/// Marks that quotes are told by.
const MARKS: &str = "\"“”'’‘«»„`:—";

/// What can happen to a good article on its way.
#[derive(Clone, Debug)]
enum Damage {
    /// Everything before a character is lost.
    Beheaded(Index),
    /// Everything from a character on is lost.
    Truncated(Index),
    /// Words change places.
    Shuffled(Vec<(Index, Index)>),
    /// Each mark is kept, lost, doubled or another one, as the numbers say by turns.
    Marks(Vec<u8>),
}

impl Damage {
    fn any() -> impl Strategy<Value = Self> {
        prop_oneof![
            any::<Index>().prop_map(Self::Beheaded),
            any::<Index>().prop_map(Self::Truncated),
            prop::collection::vec(any::<(Index, Index)>(), 1..400).prop_map(Self::Shuffled),
            prop::collection::vec(0_u8..8, 1..60).prop_map(Self::Marks),
        ]
    }

    fn done_to(&self, text: &str) -> String {
        let characters = text.chars().count();
        match self {
            Self::Beheaded(at) => text.chars().skip(at.index(characters)).collect(),
            Self::Truncated(at) => text.chars().take(at.index(characters)).collect(),
            Self::Shuffled(swaps) => {
                let mut words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
                let count = words.len();
                for (a, b) in swaps {
                    words.swap(a.index(count), b.index(count));
                }
                words.concat()
            }
            Self::Marks(turns) => {
                let mut turns = turns.iter().cycle();
                let damaged = |c: char| match (MARKS.contains(c), c) {
                    (false, c) => c.to_string(),
                    (true, c) => match turns.next() {
                        Some(0) => String::new(),
                        Some(1) => format!("{c}{c}"),
                        Some(2) => "\"".to_owned(),
                        Some(3) => "’".to_owned(),
                        _ => c.to_string(),
                    },
                };
                text.chars().map(damaged).collect()
            }
        }
    }
}

proptest! {
    #[test]
    fn jumbled_news_is_analysed_soundly(text in jumbled()) {
        let article = read(&text);
        let analysis = analyse(&article);
        check(&article, &analysis)?;
        prop_assert_eq!(analysis, analyse(&article), "not deterministic");
    }

    #[test]
    fn any_text_is_analysed_soundly(text in "\\PC{0,400}") {
        let article = read(&text);
        check(&article, &analyse(&article))?;
    }

    #[test]
    fn any_characters_are_analysed_soundly(text in disturbed(), is_markdown in any::<bool>()) {
        let format = if is_markdown { Format::Markdown } else { Format::Plain };
        let article = article::read(text, format, "test".to_owned(), None);
        check(&article, &analyse(&article))?;
    }

    #[test]
    fn damaged_articles_are_analysed_soundly(
        which in any::<Index>(),
        damages in prop::collection::vec(Damage::any(), 1..4),
    ) {
        let articles = built_in();
        let Article { text, .. } = which.get(&articles);
        let damaged = damages.iter().fold(text.clone(), |text, damage| match text.trim() {
            "" => text,
            _ => damage.done_to(&text),
        });
        for format in [Format::Plain, Format::Markdown] {
            let article = article::read(damaged.clone(), format, "test".to_owned(), None);
            check(&article, &analyse(&article))?;
        }
    }

    #[test]
    fn markdown_is_carried_back_to_the_given_text(text in jumbled()) {
        let text = format!("# *A* headline\n\n{}", text.replace("Lund", "**Lund**").replace('”', "&#8221;"));
        let article = article::read(text, Format::Markdown, "test".to_owned(), None);
        check(&article, &analyse(&article))?;
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The articles that are built in.
fn built_in() -> Vec<Article> {
    let entries = fs::read_dir(root().join("articles")).expect("articles are built in");
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("the folder can be read").path()).collect();
    paths.sort();
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).ok()?;
        Some(article::read(text, Format::of_path(path)?, "test".to_owned(), None))
    };
    paths.iter().filter_map(read).collect()
}

/// What the fuzzer found worth keeping, and what it began with.
fn kept_by_fuzzer(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = root().join("tests/fuzz/corpus").join(target);
    let entries = fs::read_dir(folder).expect("there is a corpus");
    let paths = entries.map(|entry| entry.expect("the folder can be read").path());
    let kept: Vec<_> = paths.map(|path| (path.clone(), fs::read(path).expect("a file"))).collect();
    assert!(kept.len() > 5, "only {} files for {target}", kept.len());
    kept
}

#[test]
fn what_the_fuzzer_kept_is_analysed_soundly() {
    for (path, bytes) in kept_by_fuzzer("analyse") {
        assert_eq!(sound::check_bytes(&bytes), Ok(()), "{}", path.display());
    }
    kept_by_fuzzer("model").iter().for_each(|(_, bytes)| model::check(bytes));
}

#[test]
fn every_thread_finds_the_same_whatever_it_read_before() {
    let articles = built_in();
    assert!(articles.len() > 4, "only {} articles are built in", articles.len());
    let alone: Vec<Analysis> = articles.iter().map(analyse).collect();
    assert!(alone.iter().any(|analysis| !analysis.entities.is_empty()));
    thread::scope(|scope| {
        for first in 0..4 {
            let (articles, alone) = (&articles, &alone);
            scope.spawn(move || {
                for step in 0..articles.len() {
                    let at = (first * 7 + step) % articles.len();
                    assert_eq!(analyse(&articles[at]), alone[at], "article {at}");
                }
            });
        }
    });
}

#[test]
fn every_run_writes_the_same_bytes_on_any_number_of_threads() {
    let extract = |threads: &str| {
        let mut command = assert_cmd::Command::cargo_bin("quotidian").expect("it is built");
        command.arg("extract").arg(root().join("articles")).env("RAYON_NUM_THREADS", threads);
        command.assert().success().get_output().stdout.clone()
    };
    let once = extract("1");
    assert!(once.len() > 10_000, "{} bytes", once.len());
    assert_eq!(once, extract("1"));
    assert_eq!(once, extract("4"));
}

/// What trips rules up when there is nothing else in a text.
const SHAPES: [&str; 48] = [
    "\"",
    "'",
    "“",
    "’ ",
    "a",
    "A",
    "A ",
    "Mr ",
    "\"a\" ",
    "'a ",
    "\"a\" said ",
    "say \"x\" ",
    "He said A said ",
    "of A of ",
    "(",
    "Ada Lund, ",
    "X: \"y\"\n\n",
    "A.",
    "http://",
    "a'b",
    "--",
    "\u{a0}",
    "Ada Lund saying “No”, ",
    "in A, the B of C, said ",
    "東",
    "s' 's ",
    "John Adam\n\n",
    "“A\n\n",
    "A-b-",
    "1,",
    "a@",
    "Aé",
    "Ada Lund, the mayor of Norholt, who was the chair of ",
    "He told her that she said it was his. ",
    "\" ",
    "''",
    "``a'' ",
    "„a“",
    "«»",
    "\"A\n\n",
    "said ",
    "said that ",
    "and he said that she would ",
    "according to ",
    "wants to urge them to ",
    "that \"a\" ",
    "Q: a\n\nA: b\n\n",
    "\"a\"\n\n— Ada\n\n",
];

/// What trips linking up: a name that differs each time, from a word that does.
const NAMINGS: [fn(&str) -> String; 5] = [
    |word| format!("{word} said. "),
    |word| format!("{word} Lund and Ms Lund met. "),
    |word| format!("Ada {word} told him that he knew. "),
    |word| format!("The {word} Group (TG) and the {word} company, it said.\n\n"),
    |word| format!("Mr {word}, the minister of {word}ia, ‘{word}’ and the minister. "),
];

/// What is said once, and what follows it without end: conversations, quotes far from their speaker.
const TAILS: [(&str, &str); 4] = [
    ("“Go,” Ada Lund said.\n\n", "“No, not yet.”\n\n"),
    ("“Go,” Ada Lund said.\n\n“No,” said Piet Anders.\n\n", "“Not yet.”\n\n"),
    ("Ada Lund said she was glad. ", "“It was so.” "),
    ("“Go,” Ada Lund said, “and ", "“take it,” "),
];

/// A capitalised word of its own for every number.
fn word(mut number: usize) -> String {
    let mut word = String::from("K");
    loop {
        word.extend(char::from_u32('a' as u32 + (number % 26) as u32));
        number /= 26;
        if number == 0 {
            return word;
        }
    }
}

/// A text of every shape and naming, of about `length` bytes each.
fn hostile(length: usize) -> impl Iterator<Item = Article> {
    let shapes = SHAPES.iter().map(move |shape| shape.repeat(length / shape.len()));
    let tails =
        TAILS.iter().map(move |(head, tail)| head.to_string() + &tail.repeat(length / tail.len()));
    let namings = NAMINGS.iter().map(move |naming| {
        let parts = (0..).map(|number| naming(&word(number)));
        let mut text = String::new();
        parts
            .take_while(|part| {
                text.push_str(part);
                text.len() < length
            })
            .for_each(drop);
        text
    });
    shapes.chain(tails).chain(namings).map(|text| read(&text))
}

/// The first words of a text, to tell it from others.
fn opening(article: &Article) -> String {
    article.text.chars().take(60).collect()
}

/// The processor time that an analysis takes: other work on the machine does not count.
fn taken(article: &Article) -> Duration {
    let start = ThreadTime::now();
    analyse(article);
    start.elapsed()
}

/// What a megabyte may take: a second where it is all marks or one word, as is promised of an optimised build;
/// more where every word is a cue or a name, which asks all models of each. A build that is not optimised has
/// some seconds more.
fn most(article: &Article) -> Duration {
    let words = article.text.split_whitespace().filter(|word| word.contains(char::is_alphabetic));
    let (optimised, other) = if words.take(2).count() > 1 { (4, 12) } else { (1, 4) };
    Duration::from_secs(if cfg!(debug_assertions) { other } else { optimised })
}

#[test]
fn hostile_texts_take_no_more_than_seconds() {
    for article in hostile(1_000_000) {
        let taken = taken(&article);
        assert!(taken < most(&article), "{:?} took {taken:?}", opening(&article));
    }
}

/// Twice the text takes twice the time, whatever it is made of; four times would be quadratic.
///
/// A busy machine still makes caches cold, which only adds to the time: of several tries the best counts.
#[test]
fn hostile_texts_take_linear_time() {
    for (short, long) in hostile(150_000).zip(hostile(300_000)) {
        let (mut least, mut most) = (Duration::MAX, Duration::MAX);
        let is_linear = (0..12).any(|_| {
            least = least.min(taken(&short));
            most = most.min(taken(&long));
            most < least * 3
        });
        assert!(is_linear, "{:?}: {least:?}, twice as long {most:?}", opening(&short));
    }
}
