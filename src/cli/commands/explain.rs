//! `dateline explain`
use clap::Args;
use std::process::ExitCode;
#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {}
pub(crate) fn run(
    _: ExplainArgs,
    _: crate::cli::args::Settings,
    _: crate::cli::args::OutputArgs,
) -> Result<ExitCode, String> {
    Err("not built yet".into())
}
