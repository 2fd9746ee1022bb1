//! `dateline schema`: the JSON Schema of the output, made from its types.

use std::process::ExitCode;

use dateline::Extraction;

use crate::cli::sink::print;

pub(crate) fn run() -> Result<ExitCode, String> {
    let schema = schemars::schema_for!(Extraction<'static>);
    let text = serde_json::to_string_pretty(&schema).map_err(|e| e.to_string())?;
    print(&format!("{text}\n"))?;
    Ok(ExitCode::SUCCESS)
}
