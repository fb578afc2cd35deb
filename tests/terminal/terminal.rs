//! A real pseudo-terminal with a program in it. One waits for conditions, never for a time.

use crate::desk::Desk;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::{
    env, fs,
    io::{Read, Write},
    num::NonZeroU16,
    path::Path,
    process::Command,
    sync::{Arc, Condvar, Mutex, MutexGuard},
    thread,
    time::{Duration, Instant},
};
use vt100::{MouseProtocolMode, Parser};

/// A condition that does not hold by then never will.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often conditions are looked at that nobody tells of.
const LOOK: Duration = Duration::from_millis(20);

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_quotidian");

/// What came from the program so far.
pub struct Seen {
    /// The screen as a terminal shows it.
    pub parser: Parser,
    /// Every byte.
    pub bytes: Vec<u8>,
    /// Whether nothing more can come.
    pub closed: bool,
}

impl Seen {
    pub fn text(&self) -> String {
        self.parser.screen().contents()
    }

    pub fn shows(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    /// Whether the terminal is as a shell expects it, but for its line settings.
    pub fn is_given_back(&self) -> bool {
        let screen = self.parser.screen();
        !screen.alternate_screen()
            && !screen.hide_cursor()
            && !screen.bracketed_paste()
            && screen.mouse_protocol_mode() == MouseProtocolMode::None
    }
}

/// A terminal, and the program that runs in it.
pub struct Terminal {
    seen: Arc<(Mutex<Seen>, Condvar)>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    pub child: Box<dyn Child + Send + Sync>,
    before: String,
}

impl Terminal {
    /// The reader on a terminal of 120 by 40, on the articles of a desk.
    pub fn open(desk: &Desk) -> Self {
        Self::run(desk, &["news"])
    }

    /// The reader with other arguments.
    pub fn run(desk: &Desk, args: &[&str]) -> Self {
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(args);
        Self::start(desk, command, &[])
    }

    /// A line of shell in which `$q` is the program.
    pub fn shell(desk: &Desk, line: &str) -> Self {
        let mut command = CommandBuilder::new("/bin/sh");
        command.args(["-c", line]);
        Self::start(desk, command, &[])
    }

    pub fn start(desk: &Desk, mut command: CommandBuilder, variables: &[(&str, &str)]) -> Self {
        let pair = native_pty_system().openpty(size(120, 40)).unwrap();
        command.env_clear();
        command.cwd(desk.path(""));
        for (name, value) in [("TERM", "xterm-256color"), ("PATH", "/usr/bin:/bin"), ("q", PROGRAM)]
        {
            command.env(name, value);
        }
        for (name, folder) in [
            ("HOME", "home"),
            ("XDG_CONFIG_HOME", "home/config"),
            ("XDG_STATE_HOME", "home/state"),
            ("XDG_CACHE_HOME", "home/cache"),
        ] {
            command.env(name, desk.path(folder));
        }
        for (name, value) in variables {
            command.env(name, value);
        }
        let before = settings(&*pair.master);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let parser = parser(120, 40);
        let seen = Seen { parser, bytes: Vec::new(), closed: false };
        let seen = Arc::new((Mutex::new(seen), Condvar::new()));
        let writer = pair.master.take_writer().unwrap();
        let mut output = pair.master.try_clone_reader().unwrap();
        let shared = Arc::clone(&seen);
        thread::spawn(move || listen(&mut output, &shared));
        Self { seen, master: pair.master, writer, child, before }
    }

    /// Types bytes as a terminal sends them.
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) -> &mut Self {
        self.writer.write_all(bytes.as_ref()).unwrap();
        self.writer.flush().unwrap();
        self
    }

    /// Looks at what there is now.
    pub fn look(&self) -> MutexGuard<'_, Seen> {
        self.seen.0.lock().unwrap()
    }

    /// Waits until something holds of what came from the program.
    pub fn wait(&mut self, what: &str, holds: impl Fn(&Seen) -> bool) -> &mut Self {
        let end = Instant::now() + PATIENCE;
        let mut seen = self.look();
        while !holds(&seen) {
            let left = end.saturating_duration_since(Instant::now());
            let tail = String::from_utf8_lossy(&seen.bytes[seen.bytes.len().saturating_sub(300)..])
                .escape_debug()
                .to_string();
            assert!(!left.is_zero(), "not seen: {what}\n{}\n{tail}", seen.text());
            seen = self.seen.1.wait_timeout(seen, left).unwrap().0;
        }
        drop(seen);
        self
    }

    /// Waits until these words are on the screen.
    pub fn wait_for(&mut self, words: &str) -> &mut Self {
        self.wait(words, |seen| seen.shows(words))
    }

    /// Types, and waits until words are on the screen.
    pub fn type_until(&mut self, keys: &str, words: &str) -> &mut Self {
        self.send(keys).wait_for(words);
        self
    }

    /// Waits until something holds that the terminal knows nothing about.
    pub fn wait_outside(&self, what: &str, mut holds: impl FnMut() -> bool) {
        let end = Instant::now() + PATIENCE;
        while !holds() {
            assert!(Instant::now() < end, "not so: {what}\n{}", self.look().text());
            // Bytes from the program, too, are a reason to look again.
            let seen = self.look();
            drop(self.seen.1.wait_timeout(seen, LOOK).unwrap());
        }
    }

    pub fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Sends a signal by its name.
    pub fn signal(&self, name: &str) {
        let line = format!("kill -{name} {}", self.pid());
        assert!(Command::new("/bin/sh").args(["-c", &line]).status().unwrap().success());
    }

    /// Whether the process is stopped, as the system has it.
    pub fn is_stopped(&self) -> bool {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.pid())).unwrap_or_default();
        stat.rsplit(')').next().unwrap_or_default().trim_start().starts_with('T')
    }

    /// Waits for the end of the program and of all it wrote; gives the exit status.
    pub fn end(&mut self) -> u32 {
        self.wait("the end", |seen| seen.closed);
        let status = self.child.wait().unwrap();
        assert_eq!(status.signal(), None, "it must end by itself");
        status.exit_code()
    }

    /// Waits for the end, and says that the terminal is as it was before.
    pub fn end_restored(&mut self) -> u32 {
        let status = self.end();
        assert!(self.look().is_given_back(), "{}", self.look().text());
        assert_eq!(self.settings(), self.before, "settings of the line");
        status
    }

    /// The settings of the line (echo, line by line, signals …) in words that can be compared.
    pub fn settings(&self) -> String {
        settings(&*self.master)
    }

    /// The settings before the program began.
    pub fn settings_before(&self) -> &str {
        &self.before
    }

    /// Tells the program that the terminal has another size. What is shown is not followed.
    pub fn resize_blindly(&self, columns: u16, rows: u16) {
        self.master.resize(size(columns, rows)).unwrap();
    }

    /// Another size; the screen is taken for empty until the program draws it.
    pub fn resize(&self, columns: u16, rows: u16) {
        self.look().parser = parser(columns, rows);
        self.resize_blindly(columns, rows);
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A test that failed leaves no process behind; one that did not has none left.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn listen(output: &mut dyn Read, shared: &(Mutex<Seen>, Condvar)) {
    let mut buffer = [0; 64 * 1024];
    loop {
        let length = output.read(&mut buffer).unwrap_or(0);
        let mut seen = shared.0.lock().unwrap();
        seen.parser.process(&buffer[..length]);
        seen.bytes.extend_from_slice(&buffer[..length]);
        seen.closed = length == 0;
        shared.1.notify_all();
        if length == 0 {
            return;
        }
    }
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn parser(columns: u16, rows: u16) -> Parser {
    let at_least_one = |side| NonZeroU16::new(side).expect("a size");
    Parser::new(at_least_one(rows), at_least_one(columns), 0)
}

fn settings(master: &(dyn MasterPty + Send)) -> String {
    format!("{:?}", master.get_termios().expect("settings of a terminal"))
}

/// A folder or file beside the project, or `None` after saying that the test is skipped.
pub fn shared(name: &str) -> Option<std::path::PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
    if !path.exists() {
        println!("skipped: ../shared/{name} is not there");
        return None;
    }
    Some(path)
}
