//! The command line as a black box: the real binary, real files, nothing of this machine's own.

// Helpers of tests may stop a test, as tests may; the lints know only functions marked as tests.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod config;
mod desk;
mod entities;
mod exit;
mod extract;
mod harm;
mod help;
mod list;
mod quotes;
mod screen;
mod show;
