//! `quotidian man`: the manual page, with the keys in force.

use super::{Context, Failure, output};
use crate::cli::{
    Cli,
    chapters::{CHAPTERS, Chapter},
};
use clap::{Arg, Command, CommandFactory};
use clap_mangen::{
    Man,
    roff::{Roff, bold, roman},
};
use quotidian::{
    text::harmless,
    tui::{action::Action, keys::KeyMap},
};
use std::io::{self, Write};

pub fn run(context: &Context) -> Result<(), Failure> {
    let keys = context.keys()?;
    let mut page = Vec::new();
    write(&mut page, &keys).map_err(Failure::Output)?;
    output::print(&String::from_utf8_lossy(&page))
}

fn write(page: &mut impl Write, keys: &KeyMap) -> io::Result<()> {
    let mut command = Cli::command();
    command.build();
    let man = Man::new(command.clone()).manual("Quotidian");
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    man.render_options_section(page)?;
    let mut roff = Roff::new();
    commands(&mut roff, &command);
    key_map(&mut roff, keys);
    actions(&mut roff);
    CHAPTERS.iter().for_each(|chapter| closing(&mut roff, chapter));
    // Without the preamble that the title brought already.
    page.write_all(roff.to_roff().as_bytes())
}

fn commands(roff: &mut Roff, command: &Command) {
    roff.control("SH", ["COMMANDS"]);
    for command in command.get_subcommands().filter(|command| command.get_name() != "help") {
        roff.control("SS", [usage(command).as_str()]);
        let about = command.get_long_about().or(command.get_about());
        paragraphs(roff, &about.map(ToString::to_string).unwrap_or_default());
        for argument in command.get_arguments().filter(|argument| is_own(argument)) {
            let help = argument.get_help().map(ToString::to_string);
            term(roff, &argument.to_string(), &help.unwrap_or_default());
        }
        for part in command.get_subcommands().filter(|part| part.get_name() != "help") {
            let about = part.get_about().map(ToString::to_string);
            term(roff, part.get_name(), &about.unwrap_or_default());
        }
    }
}

fn usage(command: &Command) -> String {
    let usage = command.clone().render_usage().to_string();
    usage.trim_start_matches("Usage: ").to_owned()
}

/// Whether an argument belongs to this command, and is not one that all have.
fn is_own(argument: &Arg) -> bool {
    !argument.is_global_set() && !matches!(argument.get_id().as_str(), "help" | "version")
}

fn key_map(roff: &mut Roff, keys: &KeyMap) {
    roff.control("SH", ["KEYS"]);
    paragraphs(roff, "The keys in force, as the configuration file has them.");
    for (title, bindings) in keys.sections() {
        roff.control("SS", [title.as_str()]);
        bindings.iter().for_each(|(keys, what)| term(roff, keys, what));
    }
}

/// The names that the configuration file binds keys to.
fn actions(roff: &mut Roff) {
    roff.control("SH", ["ACTIONS"]);
    paragraphs(roff, "What keys can be bound to in the configuration file, under [keys.bind].");
    Action::ALL.iter().for_each(|action| term(roff, action.name(), action.help()));
}

fn closing(roff: &mut Roff, chapter: &Chapter) {
    roff.control("SH", [chapter.title.to_uppercase().as_str()]);
    chapter.terms.iter().for_each(|(name, meaning)| term(roff, name, meaning));
}

fn term(roff: &mut Roff, name: &str, meaning: &str) {
    roff.control("TP", []);
    roff.text([bold(harmless(name))]);
    roff.text([roman(harmless(meaning))]);
}

fn paragraphs(roff: &mut Roff, text: &str) {
    for line in text.lines() {
        if line.is_empty() {
            roff.control("PP", []);
        } else {
            roff.text([roman(line)]);
        }
    }
}
