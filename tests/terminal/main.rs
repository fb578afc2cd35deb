//! The real program in a real pseudo-terminal.

// Helpers of tests may stop a test, as tests may; the lints know only functions marked as tests.
#![allow(clippy::expect_used, clippy::panic, clippy::print_stdout, clippy::unwrap_used)]
#![cfg(target_os = "linux")] // What a process does is read from /proc.

mod bytes;
mod desk;
mod hostile;
mod idle;
mod panics;
mod reading;
mod restoring;
mod scripted;
mod storm;
mod terminal;
