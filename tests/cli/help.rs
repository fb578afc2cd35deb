//! Help, manual and completions.

use crate::desk::{Desk, stderr, stdout};

#[test]
fn help_and_manual_say_what_the_exit_status_means() {
    let desk = Desk::new();
    let help = stdout(&desk.run(&["--help"]).success());
    let manual = stdout(&desk.run(&["man"]).success());
    assert!(manual.starts_with(".ie") || manual.contains(".TH quotidian 1"), "{manual}");
    for section in [
        "SYNOPSIS",
        "OPTIONS",
        "COMMANDS",
        "KEYS",
        "ACTIONS",
        "EXIT STATUS",
        "ENVIRONMENT",
        "FILES",
    ] {
        let heading = [format!("\n.SH {section}\n"), format!("\n.SH \"{section}\"\n")];
        assert!(heading.iter().any(|heading| manual.contains(heading)), "no {section}");
    }
    for status in ["130", "143", "1", "2", "3"] {
        assert!(help.contains(&format!("\n  {status}  ")), "{status} in help");
        assert!(manual.contains(&format!("\\fB{status}\\fR")), "{status} in the manual");
    }
    for option in ["--article", "--at", "--keys", "--dump-screen", "--format", "--theme", "--width"]
    {
        assert!(help.contains(option), "{option} in help");
        assert!(manual.replace("\\-", "-").contains(option), "{option} in the manual");
    }
}

#[test]
fn every_shell_has_completions_for_every_command() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = stdout(&desk.run(&["completions", shell]).success());
        for command in ["list", "show", "extract", "quotes", "config", "completions", "man"] {
            assert!(script.contains(command), "{command} in {shell}");
        }
    }
}

#[test]
fn the_manual_shows_the_keys_in_force() {
    let desk = Desk::new();
    let quits = |manual: &str| manual.contains("\\fBZZ") || manual.contains("ZZ\\fR");
    assert!(!quits(&stdout(&desk.run(&["man"]).success())));
    let file = "home/config/quotidian/config.toml";
    desk.file(file, "[keys.bind]\n\"ZZ\" = \"quit\"\n");
    assert!(quits(&stdout(&desk.run(&["man"]).success())));
    desk.file(file, "[keys.bind]\n\"ZZ\" = \"fly\"\n");
    for command in [&["man"][..], &["config", "check"]] {
        let run = desk.run(command).code(2);
        assert!(stderr(&run).contains("fly"), "{}", stderr(&run));
    }
}
