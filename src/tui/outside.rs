//! Other programs: browser, editor, a command to pipe to, and the shell's job control.

use super::message::Notice;
use crate::{config, text};
use std::{
    ffi::OsString,
    fs::File,
    io::{self, BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

/// A browser that has not failed by then works.
const AT_ONCE: Duration = Duration::from_millis(500);

/// What to do where an address cannot be opened.
const NO_BROWSER: &str = "set `browser` in the configuration, or $BROWSER";

/// Opens an address in the browser: exactly one argument, never through a shell, and nothing but
/// `http` and `https`. The browser is that of the configuration, else the first of `$BROWSER`, else
/// the system's. Waits a moment whether it fails. Gives what there is to say.
pub fn browse(url: &str, browser: Option<&config::Command>) -> Notice {
    let web = ["http://", "https://"].iter().any(|scheme| url.starts_with(scheme));
    if !web || url.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Notice::failed(format!("not an address of the web: {url}"));
    }
    let named = || {
        let list = std::env::var("BROWSER").ok()?;
        config::Command::from_line(list.split(':').next()?)
    };
    let browser = browser.cloned().or_else(named);
    let opened = match browser.as_ref() {
        Some(command) => {
            let mut command = Command::from(command);
            command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            command.spawn().and_then(early_end)
        }
        None => open::that_detached(url).map(|()| None),
    };
    match (opened, browser) {
        (Ok(Some(status)), Some(known)) if !status.success() => {
            Notice::failed(format!("{} failed ({status}); {NO_BROWSER}", known.program()))
        }
        (Ok(_), _) => Notice::said(format!("opened {url}")),
        (Err(error), Some(known)) => {
            Notice::failed(format!("cannot run {}: {error}; {NO_BROWSER}", known.program()))
        }
        // What the system tried is long and helps nobody.
        (Err(_), None) => Notice::failed(format!("no browser was found: {NO_BROWSER}")),
    }
}

/// How a program ended, if it did at once; else it is waited for by nobody but a thread of its own.
fn early_end(mut child: Child) -> io::Result<Option<ExitStatus>> {
    let (send, ended) = mpsc::channel();
    thread::spawn(move || send.send(child.wait()));
    ended.recv_timeout(AT_ONCE).ok().transpose()
}

/// Opens a file in the editor, at a line if it is known how to say that, and waits for it: the editor of
/// the configuration, else the one of `$VISUAL` or `$EDITOR`, else `vi`.
pub fn edit(path: &Path, line: usize, editor: Option<&config::Command>) -> Option<Notice> {
    let named = || {
        let lines = ["VISUAL", "EDITOR"].iter().filter_map(|name| std::env::var(name).ok());
        lines.filter_map(|line| config::Command::from_line(&line)).next()
    };
    let editor = editor.cloned().or_else(named).unwrap_or_else(|| config::Command::new("vi"));
    let run = Command::from(&editor).args(at_line(editor.program(), path, line)).status();
    run.err().map(|error| {
        let advice = "set `editor` in the configuration, or $EDITOR";
        Notice::failed(format!("cannot run {}: {error}; {advice}", editor.program()))
    })
}

/// A file and a line of it, as an editor wants them said. An editor that nobody knows gets the file
/// alone: it could take a line for another file.
fn at_line(editor: &str, path: &Path, line: usize) -> Vec<OsString> {
    let name = Path::new(editor).file_name().unwrap_or_default().to_string_lossy();
    // `vim.basic`, `emacs-nox` and `code-insiders` are what they begin with.
    let family = name.split(['.', '-']).next().unwrap_or_default();
    let with_line = || {
        let mut place = OsString::from(path);
        place.push(format!(":{line}"));
        place
    };
    match family {
        "vi" | "vim" | "nvim" | "view" | "gvim" | "rvim" | "ex" | "nvi" | "vile" | "kak"
        | "nano" | "rnano" | "pico" | "emacs" | "emacsclient" | "mg" | "zile" | "jove"
        | "micro" | "joe" | "jmacs" | "jstar" | "jpico" | "ne" | "gedit" => {
            vec![format!("+{line}").into(), path.into()]
        }
        "code" | "codium" | "vscodium" | "cursor" | "windsurf" => {
            vec!["--goto".into(), with_line()]
        }
        "hx" | "helix" | "subl" | "sublime_text" | "zed" | "zeditor" => vec![with_line()],
        _ => vec![path.into()],
    }
}

/// Gives a text to a command of the user's, run by the shell with the terminal as its output, and
/// waits until the user has seen it.
pub fn pipe(shell_command: &str, text: &str) -> Option<Notice> {
    let run = || -> io::Result<()> {
        let mut child =
            Command::new("sh").arg("-c").arg(shell_command).stdin(Stdio::piped()).spawn()?;
        if let Some(mut stdin) = child.stdin.take() {
            // A command that wants no more than the first lines closes the pipe: not an error.
            let _ = stdin.write_all(text::harmless(text).as_bytes());
        }
        let status = child.wait()?;
        let mut out = io::stdout();
        write!(out, "\n[{status}; Enter goes back to the article] ")?;
        out.flush()?;
        // Standard input may be the article: the keys come from the terminal.
        BufReader::new(File::open("/dev/tty")?).read_line(&mut String::new()).map(drop)
    };
    run().err().map(|error| Notice::failed(format!("cannot run the command: {error}")))
}

/// Stops the process as Ctrl-Z does; returns when the shell lets it go on.
pub fn suspend() {
    // Failing to stop leaves the program running, which is all one could wish for then.
    let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_editor_is_told_the_line_in_its_own_way_or_not_at_all() {
        for (editor, told) in [
            ("vi", "+6 a.md"),
            ("/usr/bin/vim.basic", "+6 a.md"),
            ("emacs-nox", "+6 a.md"),
            ("code", "--goto a.md:6"),
            ("code-insiders", "--goto a.md:6"),
            ("hx", "a.md:6"),
            ("/opt/sublime_text", "a.md:6"),
            ("xdg-open", "a.md"),
        ] {
            let words = at_line(editor, Path::new("a.md"), 6);
            assert_eq!(words.join(" ".as_ref()), *told, "{editor}");
        }
    }
}
