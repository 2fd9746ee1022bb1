//! Forms of the output. A form is one file below and a line in [`form`].

mod csv;
mod html;
mod json;

use dateline::Extraction;
use dateline::extraction::Offsets;

use super::args::FormatName;

/// A form of the output. Documents are written by several workers at once, each into bytes of its own.
pub(crate) trait Form: Send + Sync {
    /// What is put behind the names of inputs: `.json`.
    fn ending(&self) -> &'static str;

    /// What stands before the first document.
    fn begin(&self, _out: &mut Vec<u8>) {}

    /// One document, with offsets in bytes. What it adds to `contents` comes back at the end.
    fn document(&self, extraction: Extraction<'_>, text: &str, out: &mut Vec<u8>, contents: &mut Vec<u8>);

    /// What stands behind the last document.
    fn end(&self, _contents: &[u8], _out: &mut Vec<u8>) {}
}

/// Makes a form by its name.
pub(crate) fn form(name: FormatName, offsets: Offsets, with_text: bool, pretty: bool) -> Box<dyn Form> {
    match name {
        FormatName::Json => Box::new(json::Json { offsets, with_text, pretty, ending: ".json" }),
        FormatName::Jsonl => Box::new(json::Json { offsets, with_text, pretty: false, ending: ".jsonl" }),
        FormatName::Csv => Box::new(csv::Csv { offsets }),
        FormatName::Html => Box::new(html::Page),
    }
}
