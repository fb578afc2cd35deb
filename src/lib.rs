//! Quotidian: a terminal news reader that shows who and what an article names, and who said what.
//!
//! There is one way through the house, and each room knows only those before it:
//!
//! ```text
//! bytes ──► Article ──► Analysis ──► a frame on the screen, or a line of JSON
//! ```
//!
//! - [`span`]: where something is in a text, the currency of all the other rooms.
//! - [`text`]: making foreign text harmless, and measuring it in columns.
//! - `files`: keeping a file that several readers may write, and nobody else may read.
//! - [`article`]: bytes to text to blocks, one reader per format.
//! - [`analysis`]: what an article says: entities, quotes, speakers.
//! - [`corrections`]: what a reader put right, applied to any analysis of the same text.
//! - [`library`]: which articles there are, where they are kept, what was read.
//! - [`layout`]: an article wrapped to a width, as a table of lines.
//! - [`config`]: the user's settings and the directories they live in.
//! - [`schema`]: an article and what it says as a line of JSON.
//! - [`wording`]: a quote as people write it: its words, who said it, where.
//! - [`tui`]: the screen: state, messages, panes.

pub mod analysis;
pub mod article;
pub mod config;
pub mod corrections;
mod files;
pub mod layout;
pub mod library;
pub mod schema;
pub mod span;
pub mod text;
pub mod tui;
pub mod wording;
