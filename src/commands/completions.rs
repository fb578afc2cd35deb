//! `quotidian completions`: what a shell needs to complete the command line.

use super::{Failure, output};
use crate::cli::Cli;
use clap::CommandFactory;
use clap_complete::{Shell, generate};

pub fn run(shell: Shell) -> Result<(), Failure> {
    // Written to memory first: the generator panics when its writer fails.
    let mut script = Vec::new();
    generate(shell, &mut Cli::command(), "quotidian", &mut script);
    output::print(&String::from_utf8_lossy(&script))
}
