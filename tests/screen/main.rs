//! The screen without a terminal: what a reader types, and what is on the screen then.

// Helpers of tests may stop a test, as tests may; the lints know only functions marked as tests.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod any;
mod article_actions;
mod frames;
mod help;
mod marks;
mod mono;
mod mouse;
mod moving;
mod naming;
mod narrowing;
mod news;
mod page;
mod screen;
mod searching;
mod sidebar;
mod stale;
mod together;
mod undo;
mod voices;
