//! `dateline completions SHELL`

use std::process::ExitCode;

use clap::{Args, CommandFactory};

use crate::cli::args::Cli;
use crate::cli::sink::print;

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// For this shell
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

pub(crate) fn run(args: &CompletionsArgs) -> Result<ExitCode, String> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "dateline", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(ExitCode::SUCCESS)
}
