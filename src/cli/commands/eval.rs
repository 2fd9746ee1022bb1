//! `dateline eval`
use clap::Args;
use std::process::ExitCode;
#[derive(Debug, Args)]
pub(crate) struct EvalArgs {}
pub(crate) fn run(
    _: EvalArgs,
    _: crate::cli::args::Settings,
    _: crate::cli::args::OutputArgs,
) -> Result<ExitCode, String> {
    Err("not built yet".into())
}
