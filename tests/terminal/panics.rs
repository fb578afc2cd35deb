//! Mistakes of the program itself.

use crate::{desk::Desk, terminal::Terminal};
use portable_pty::CommandBuilder;
use quotidian::{
    config::{Config, Dirs},
    library::{Listing, Shelf},
    tui::{
        self, Options,
        message::{Job, Message},
        worker::{Workers, Workplace},
    },
};
use std::{env, path::PathBuf, sync::Arc};

#[test]
fn a_mistake_on_the_screen_gives_the_terminal_back_and_says_what_happened() {
    let desk = Desk::new();
    let mut command = CommandBuilder::new(env::current_exe().unwrap());
    command.args(["--exact", "panics::inside", "--ignored", "--nocapture", "--test-threads=1"]);
    let mut terminal = Terminal::start(&desk, command, &[]);
    assert_eq!(terminal.end_restored(), 101);
    let seen = terminal.look();
    let taken = seen.bytes.windows(7).any(|bytes| bytes == b"[?1049h");
    assert!(taken, "the screen was taken over before: {}", seen.text());
    assert!(seen.shows("panicked at"), "{}", seen.text());
}

/// A column without any width is more than the screen can bear; settings never have one.
#[test]
#[ignore = "runs in the terminal of another test"]
fn inside() {
    let mut config = Config::read_or_default(&PathBuf::from("none.toml")).unwrap();
    config.width = 0;
    let dirs = Dirs { config_file: "none.toml".into(), state: "state".into() };
    let shelf = Shelf { paths: vec!["news".into()], given: None };
    let options =
        Options { shelf, listing: None, article: None, at: None, keys: None, config, dirs };
    let outcome = tui::run(options);
    println!("{:?}", outcome.map(|outcome| outcome.status));
}

#[test]
fn a_mistake_in_the_background_is_told_and_ends_nothing() {
    let (tell, told) = std::sync::mpsc::channel();
    let place = Arc::new(Workplace::default());
    let workers = Workers::start(&place, move |message| tell.send(message).unwrap()).unwrap();
    // There is no such entry: a mistake that no listing of ours makes.
    workers.give(Job::Open(7, Arc::new(Listing::default()), 3));
    let Message::Opened(7, Err(why)) = told.recv().unwrap() else { panic!("no answer") };
    assert!(why.contains("cannot be shown"), "{why}");
    workers.give(Job::Count(1, Arc::new(Listing::default()), vec![3]));
    let Message::Report(notice) = told.recv().unwrap() else { panic!("no answer") };
    assert!(notice.error, "{notice:?}");
    let given = Arc::new(Listing::given(b"Bridge opens\n\nPeople came.\n".to_vec()));
    workers.give(Job::Open(8, given, 0));
    let Message::Opened(8, Ok(opened)) = told.recv().unwrap() else { panic!("no answer") };
    assert_eq!(opened.article.headline(), "Bridge opens");
    workers.finish();
}
