//! `dateline rules`
use clap::Args;
use std::process::ExitCode;
#[derive(Debug, Args)]
pub(crate) struct RulesArgs {}
pub(crate) fn run(_: &RulesArgs) -> Result<ExitCode, String> {
    Err("not built yet".into())
}
