//! `dateline gazetteer`
use clap::Args;
use std::process::ExitCode;
#[derive(Debug, Args)]
pub(crate) struct GazetteerArgs {}
pub(crate) fn run(_: GazetteerArgs, _: crate::cli::args::Settings) -> Result<ExitCode, String> {
    Err("not built yet".into())
}
