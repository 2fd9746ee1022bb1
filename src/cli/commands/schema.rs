//! `dateline schema`: the JSON Schema of the output, made from its types.

use std::process::ExitCode;

use crate::cli::sink::print;

pub(crate) fn run() -> Result<ExitCode, String> {
    print(&format!("{:#}\n", dateline::extraction::schema()))?;
    Ok(ExitCode::SUCCESS)
}
