//! Making foreign text harmless, and measuring it in columns.
//!
//! Everything that comes from a file, a pipe or the network passes [`harmless`] before it reaches
//! the terminal, standard output, standard error or a log. What has passed has a second virtue:
//! every character is as wide as it is by itself, so that all terminals agree where a row ends.

mod fit;
mod harmless;
#[cfg(test)]
mod tests;
mod words;

pub use fit::{pad, truncate, width};
pub(crate) use harmless::{Edit, edits};
pub use harmless::{harmless, harmless_line};
pub use words::{Plain, folded, plain};
