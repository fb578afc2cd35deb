//! When nothing happens, nothing is done.

use crate::{desk::Desk, terminal::Terminal};
use std::fs;

/// How often the threads of a process gave the processor away: how often they woke up.
fn wake_ups(pid: u32) -> u64 {
    let tasks = fs::read_dir(format!("/proc/{pid}/task")).unwrap();
    let status = |task: fs::DirEntry| fs::read_to_string(task.path().join("status")).ok();
    let count = |status: String| {
        let line = status.lines().find(|line| line.starts_with("voluntary_ctxt_switches"))?;
        line.split_whitespace().last()?.parse::<u64>().ok()
    };
    tasks.filter_map(Result::ok).filter_map(status).filter_map(count).sum()
}

/// Looks that must agree, one after another, before a process counts as idle: a second and a half,
/// within which anything that polls would have woken.
const LOOKS: usize = 75;

#[test]
fn an_idle_reader_never_wakes_and_writes_nothing() {
    let desk = Desk::new();
    let mut terminal = Terminal::open(&desk);
    terminal.wait_for("Tobias Renn");
    desk.put("news/2026-03-05-new.txt", "Something new\n\nIt happened today.\n");
    terminal.wait_for("Something new"); // The watch has begun, and was heard.
    terminal.send("c\r").wait_for("go there"); // A flash begins, and will end.
    let pid = terminal.pid();
    let now = || (wake_ups(pid), terminal.look().bytes.len());
    let (mut last, mut same) = (now(), 0);
    terminal.wait_outside("idle", || {
        let next = now();
        same = if next == last { same + 1 } else { 0 };
        last = next;
        same >= LOOKS
    });
    assert_eq!(terminal.send("Q").end_restored(), 0);
}
