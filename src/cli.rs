//! The command line: arguments become a checked job, a job runs, what happened becomes the exit status.

mod args;
mod commands;
mod config;
mod document;
mod encoding;
mod feed;
mod html;
mod job;
mod lines;
mod output;
mod progress;
mod record;
mod report;
mod run;
mod sink;
mod source;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Cli, Command};
use report::usage;

/// The program: 0 all done, 1 something failed, 2 wrong usage.
pub(crate) fn main() -> ExitCode {
    let cli = Cli::parse();
    if cli.is_bare() {
        let help = Cli::command().render_help();
        report::say(&help.to_string());
        return ExitCode::from(2);
    }
    dispatch(cli).unwrap_or_else(|problem| usage(&problem))
}

fn dispatch(cli: Cli) -> Result<ExitCode, String> {
    let Cli { settings, output, files, command } = cli;
    match command {
        None => {
            let (settings, output) = config::merge(settings, output)?;
            Ok(run::run(&job::Job::new(&settings, &output, &files)?))
        }
        Some(Command::Eval(args)) => commands::eval::run(args, settings, output),
        Some(Command::Explain(args)) => commands::explain::run(args, settings, output),
        Some(Command::Rules(args)) => commands::rules::run(&args),
        Some(Command::Schema) => commands::schema::run(),
        Some(Command::Gazetteer(args)) => commands::gazetteer::run(args, settings),
        Some(Command::Completions(args)) => commands::completions::run(&args),
    }
}

/// `268435456` as `256 MiB`; what is no whole number of a unit stays in bytes.
fn size_text(bytes: u64) -> String {
    for (shift, unit) in [(30, "GiB"), (20, "MiB"), (10, "KiB")] {
        if bytes > 0 && bytes.is_multiple_of(1 << shift) {
            return format!("{} {unit}", bytes >> shift);
        }
    }
    format!("{bytes} bytes")
}
