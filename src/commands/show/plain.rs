//! An article for pipes: every paragraph one line, an empty line between two.

use crate::commands::{Failure, Output};
use quotidian::article::{Article, printed};

/// Prints `article` unwrapped.
pub fn print(article: &Article) -> Result<(), Failure> {
    let mut output = Output::new();
    for (index, paragraph) in printed::paragraphs(article).enumerate() {
        if index > 0 {
            output.line("")?;
        }
        output.line(&paragraph)?;
    }
    output.finish()
}
