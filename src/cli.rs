//! The command line's grammar, and nothing else.

pub mod chapters;

use clap::{
    Args, Parser, Subcommand, ValueEnum,
    builder::{NonEmptyStringValueParser, PossibleValuesParser},
    value_parser,
};
use clap_complete::Shell;
use quotidian::{
    config,
    tui::{
        At,
        keys::{Chord, KeyError},
    },
};
use std::{path::PathBuf, str::FromStr};

/// A terminal news reader that shows who and what an article names, and who said what.
#[derive(Debug, Parser)]
#[command(
    name = "quotidian",
    bin_name = "quotidian",
    version,
    override_usage = "quotidian [OPTIONS] [PATH]...\n       quotidian [OPTIONS] <COMMAND>",
    long_about = LONG_ABOUT,
    after_help = AFTER_HELP,
    after_long_help = chapters::help(),
    args_override_self = true
)]
pub struct Cli {
    #[command(flatten)]
    pub reader: Reader,
    // After the rest: its heading holds for all that follows.
    #[command(flatten)]
    pub settings: Settings,
    #[command(subcommand)]
    pub command: Option<Command>,
}

const LONG_ABOUT: &str = "\
A terminal news reader that shows who and what an article names, and who said what.

Opens article files (plain text, Markdown) and folders of them in three panes: headlines, the \
article, and its people, organizations, places and quotes. Without a PATH it opens a small \
library that is built in. `-` reads one article from standard input.

When standard output is not a terminal, or TERM is `dumb`, the chosen article (else the first) is \
printed instead, as `quotidian show` does; --at and --keys are refused then, as they need a screen.";

const AFTER_HELP: &str = "`quotidian --help` says more: examples, exit status, files.";

/// Settings that every command understands, here and in `QUOTIDIAN_OPTS`.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Settings")]
pub struct Settings {
    /// Read settings from this file
    #[arg(short, long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Colours
    #[arg(long, global = true, value_name = "NAME", value_parser = PossibleValuesParser::new(config::THEMES))]
    pub theme: Option<String>,
    /// Width of the text's column, 20 to 200
    #[arg(long, global = true, value_name = "COLUMNS", value_parser = width_parser())]
    pub width: Option<u16>,
}

/// `QUOTIDIAN_OPTS`, read like a command line that has settings only.
#[derive(Debug, Parser)]
#[command(
    name = "QUOTIDIAN_OPTS",
    no_binary_name = true,
    disable_help_flag = true,
    args_override_self = true
)]
pub struct EnvironmentOptions {
    #[command(flatten)]
    pub settings: Settings,
}

/// What the reader is told at its start.
#[derive(Args, Debug)]
pub struct Reader {
    /// Article files and folders; `-` is an article on standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Start on this article: its number in `list`, its id, its path, or words of its headline
    #[arg(long, value_name = "SELECTOR")]
    pub article: Option<String>,
    /// Start at a passage: `quote:3`, `entity:NAME`, or `line:20` of the file; all count from 1
    #[arg(long, value_name = "PASSAGE", value_parser = passage)]
    pub at: Option<At>,
    /// Type these keys at the start: `jj<Enter>`
    #[arg(long, value_name = "KEYS", value_parser = keys)]
    pub keys: Option<String>,
    /// Draw one screen of this size to standard output and exit: `120x40`
    #[arg(long, value_name = "WxH")]
    pub dump_screen: Option<Size>,
    /// How to write the screen
    #[arg(long, value_name = "FORMAT", value_enum, requires = "dump_screen")]
    pub format: Option<ScreenFormat>,
}

/// The size of a screen, in columns and rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    pub width: u16,
    pub height: u16,
}

impl FromStr for Size {
    type Err = String;

    fn from_str(given: &str) -> Result<Self, String> {
        const MOST: u16 = 1000;
        let side = |side: &str| side.parse().ok().filter(|side| (1..=MOST).contains(side));
        given
            .split_once('x')
            .and_then(|(width, height)| Some(Self { width: side(width)?, height: side(height)? }))
            .ok_or_else(|| format!("columns x rows, such as 120x40, each from 1 to {MOST}"))
    }
}

/// How a screen is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ScreenFormat {
    /// Characters only
    Text,
    /// A picture with all colours
    Svg,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// List articles, one a line
    #[command(long_about = LIST_ABOUT)]
    List(List),
    /// Print an article
    #[command(long_about = SHOW_ABOUT)]
    Show(Show),
    /// Write the names and quotes of articles as JSON Lines
    #[command(long_about = EXTRACT_ABOUT, after_long_help = EXTRACT_EXAMPLES)]
    Extract(Extract),
    /// List who and what articles name, one a line
    #[command(long_about = ENTITIES_ABOUT, after_long_help = ENTITIES_EXAMPLES)]
    Entities(Entities),
    /// List who said what, one quote a line
    #[command(long_about = QUOTES_ABOUT, after_long_help = QUOTES_EXAMPLES)]
    Quotes(Quotes),
    /// Print what was corrected by hand
    #[command(long_about = CORRECTIONS_ABOUT)]
    Corrections(Corrections),
    /// Print, find or check the settings
    Config(Config),
    /// Print a completion script for a shell
    #[command(long_about = COMPLETIONS_ABOUT)]
    Completions {
        /// For which shell
        shell: Shell,
    },
    /// Print the manual page: `quotidian man | man -l -`
    Man,
}

const LIST_ABOUT: &str = "\
List articles, one a line, in the order of the headlines pane: newest first where dates are known \
without opening every file, else by path, descending.

A line says the article's id, title, source, date of publication, number of words, number of quotes \
and whether it was read; `text` begins with the article's number and a `*` where it is unread, and ends \
with where it is. The number of quotes is what an earlier visit found; \
where there was none it is null (`csv` and `tsv`: empty, `text`: `·`) unless --analyse finds it now.";

/// `quotidian list`
#[derive(Args, Debug)]
pub struct List {
    /// Article files and folders; `-` is an article on standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How to write a line: JSON objects, comma- or tab-separated values, or text for people
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "text")]
    pub format: ListFormat,
    /// Analyse every article, to say how many quotes it has
    #[arg(long)]
    pub analyse: bool,
}

/// Another word for `json`, which is one object a line everywhere.
const JSON_LINES: &str = "jsonl";

/// How `list` writes a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    #[value(alias = JSON_LINES)]
    Json,
    Csv,
    Tsv,
    Text,
}

const SHOW_ABOUT: &str = "\
Print one article, the chosen one or else the first of `list`: headline, standfirst, byline and \
body, wrapped to the terminal's width but never wider than the reading width (--width, or the \
setting `width`). Styled only on a terminal.";

/// `quotidian show`
#[derive(Args, Debug)]
pub struct Show {
    /// Article files and folders; `-` is an article on standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Which article: its number in `list`, its id, its path, or words of its headline
    #[arg(long, value_name = "SELECTOR")]
    pub article: Option<String>,
    /// Do not wrap: every paragraph is one line
    #[arg(long)]
    pub plain: bool,
}

const EXTRACT_ABOUT: &str = "\
Write what articles say as JSON Lines (schema 1): one object per article, in the order of `list` \
or of the lines that came in, with its text, blocks, entities and quotes. Positions are counted in \
Unicode code points.

With --jsonl articles come in as JSON objects, one a line: `text`, and where known `id`, `title`, \
`source` and `published` (a date as articles state it; one that cannot be read is ignored). Where \
there is no id, the number of the line is the id. What cannot be read becomes \
{\"schema\":1,\"id\":…,\"error\":\"…\"} in its place, the rest goes on, and the exit status is 3.";

const EXTRACT_EXAMPLES: &str = "\
Examples:
  quotidian extract ~/news | jq -r '.quotes[] | [.speaker.name, .text] | @tsv'
  quotidian extract --jsonl - < articles.jsonl > analyses.jsonl
  some-fetcher | quotidian extract -        one article on standard input";

/// `quotidian extract`
#[derive(Args, Debug)]
pub struct Extract {
    /// Article files and folders; `-` is an article on standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Read articles as JSON Lines from this file; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "paths")]
    pub jsonl: Option<PathBuf>,
    /// How to write it: JSON objects are all there is
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "json")]
    pub format: ExtractFormat,
    /// Leave corrections made by hand aside
    #[arg(long)]
    pub uncorrected: bool,
}

/// How `extract` writes an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExtractFormat {
    #[value(alias = JSON_LINES)]
    Json,
}

const ENTITIES_ABOUT: &str = "\
List who and what articles name: one line for each entity of each article, articles in the order of \
`list` or of the lines that came in, in each article first what it is most about.

A line says the article's id, the number of the entity in it (as `extract` has it), its kind, name, \
roles, salience (how much the article is about it, 0 to 1), and how often it is mentioned: in all, and \
in `json` by name, described, by pronoun. Photographers and agencies that are named in credits only are \
left out unless --with-credits asks for them.

What cannot be read is named on standard error (`json`: an object with `error` in its place), the rest \
goes on, and the exit status is 3.";

const ENTITIES_EXAMPLES: &str = "\
Examples:
  quotidian entities ~/news --kind person --min-mentions 3
  quotidian entities ~/news --kind organization --format tsv | cut -f 4 | sort | uniq -c | sort -rn
  some-fetcher | quotidian entities - --format json | jq -r .name";

/// `quotidian entities`
#[derive(Args, Debug)]
pub struct Entities {
    /// Article files and folders; `-` is an article on standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Read articles as JSON Lines from this file; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "paths")]
    pub jsonl: Option<PathBuf>,
    /// Only entities of these kinds
    #[arg(long, value_name = "KIND", value_enum, value_delimiter = ',')]
    pub kind: Vec<Kind>,
    /// Only entities with at least this many mentions
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub min_mentions: usize,
    /// Photographers and agencies of pictures, too
    #[arg(long)]
    pub with_credits: bool,
    /// How to write a line: JSON objects, comma- or tab-separated values, or text for people
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "text")]
    pub format: ListFormat,
    /// Leave corrections made by hand aside
    #[arg(long)]
    pub uncorrected: bool,
}

/// A kind of entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    Person,
    Organization,
    Location,
    Misc,
}

const QUOTES_ABOUT: &str = "\
List who said what: one line for each quote, articles in the order of `list` or of the lines that came \
in, in each article as the quotes follow in the text.

--by takes any name the article has for a speaker, or the words for a source without a name; --about \
takes whole words, all of which must be in the quote or its sentence. Case and accents do not count.

`text` says kind, speaker, words and article; `json` is one object a line: the article's `article` (its \
id), `title`, `source` and `published`, the quote as `extract` has it, and its `paragraph` (of one longer \
than 16 KiB, 16 KiB around where the quote begins); `csv` follows RFC 4180, with a heading, `tsv` has none; `markdown` is block quotes with speaker, article and date.

Where no quote is found the exit status is 1. What cannot be read is named on standard error (`json`: an \
object with `error` in its place), the rest goes on, and the exit status is 3.";

const QUOTES_EXAMPLES: &str = "\
Examples:
  quotidian quotes ~/news --by Moreau --about 'harbour vote'
  quotidian quotes ~/news --kind direct,partial --format csv > quotes.csv
  quotidian quotes ~/news --by officials --format markdown
  some-fetcher | quotidian quotes - --format json | jq -r '[.speaker.name, .text] | @tsv'";

/// `quotidian quotes`
#[derive(Args, Debug)]
pub struct Quotes {
    /// Article files and folders; `-` is an article on standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Read articles as JSON Lines from this file; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "paths")]
    pub jsonl: Option<PathBuf>,
    /// Only what somebody said: a name, a surname, or words such as `officials`
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub by: Option<String>,
    /// Only quotes with all of these words, in them or in their sentence
    #[arg(long, value_name = "WORDS", value_parser = NonEmptyStringValueParser::new())]
    pub about: Option<String>,
    /// Only quotes of these kinds: whole clauses, fragments within a sentence, reported speech
    #[arg(long, value_name = "KIND", value_enum, value_delimiter = ',')]
    pub kind: Vec<QuoteKind>,
    /// How to write a quote: text for people, JSON objects, comma- or tab-separated values, block quotes
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "text")]
    pub format: QuotesFormat,
    /// Leave corrections made by hand aside
    #[arg(long)]
    pub uncorrected: bool,
}

/// A kind of quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum QuoteKind {
    Direct,
    Partial,
    Indirect,
}

/// How `quotes` writes a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum QuotesFormat {
    Text,
    #[value(alias = JSON_LINES)]
    Json,
    Csv,
    Tsv,
    Markdown,
}

const CORRECTIONS_ABOUT: &str = "\
Print what was corrected by hand in the reader, one correction a line. As JSON Lines they are test \
cases: `article` is the SHA-256 of the article's text, `id` what it was called, `start`, `end` and \
`words` are what is corrected (positions are code points of the text), `excerpt` is what stands around \
it, and `right` is what is right: {\"kind\":…}, {\"same_as\":{…}} (with `whole`: all that was taken for \
the same goes along), {\"apart_from\":{…}}, or of a quote that begins there {\"speaker\":{…}} (`named`: \
whether these words stand for somebody the article names) or {\"speaker\":null} for nobody.

They are kept with the read marks, never among the articles, and hold for the same text wherever it is.";

/// `quotidian corrections`
#[derive(Args, Debug)]
pub struct Corrections {
    /// How to write a line: JSON objects, or text for people
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "text")]
    pub format: CorrectionsFormat,
}

/// How `corrections` writes a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CorrectionsFormat {
    #[value(alias = JSON_LINES)]
    Json,
    Text,
}

/// `quotidian config`
#[derive(Args, Debug)]
pub struct Config {
    #[command(subcommand)]
    pub command: ConfigCommand,
}

#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Print the settings in force, as a configuration file
    Print {
        /// Print the defaults instead, with comments: a file to start from
        #[arg(long)]
        default: bool,
    },
    /// Print where the configuration file is, or would be
    Path,
    /// Look for mistakes in the configuration file
    Check,
}

const COMPLETIONS_ABOUT: &str = "\
Print a completion script for a shell. For example:
  quotidian completions bash > ~/.local/share/bash-completion/completions/quotidian
  quotidian completions fish > ~/.config/fish/completions/quotidian.fish
  quotidian completions zsh > \"${fpath[1]}/_quotidian\"";

fn width_parser() -> clap::builder::RangedI64ValueParser<u16> {
    let (least, most) = config::WIDTHS.into_inner();
    value_parser!(u16).range(i64::from(least)..=i64::from(most))
}

/// Keys to type, if they are some.
fn keys(given: &str) -> Result<String, KeyError> {
    Chord::sequence(given).map(|_| given.to_owned())
}

/// A passage to start at.
fn passage(given: &str) -> Result<At, String> {
    let number = |number: &str| number.parse().ok().filter(|&number| number > 0);
    let at = match given.split_once(':') {
        Some(("quote", count)) => number(count).map(At::Quote),
        Some(("line", count)) => number(count).map(At::Line),
        Some(("entity", name)) if !name.trim().is_empty() => Some(At::Entity(name.into())),
        _ => None,
    };
    at.ok_or_else(|| "write quote:N, entity:NAME or line:N, with N from 1".into())
}
