//! JSON: one object a document, on one line or indented.

mod line;

use std::borrow::Cow;

use dateline::Extraction;
use dateline::extraction::Offsets;

use super::Form;

pub(super) struct Json {
    pub(super) offsets: Offsets,
    pub(super) with_text: bool,
    pub(super) pretty: bool,
    pub(super) ending: &'static str,
}

impl Form for Json {
    fn ending(&self) -> &'static str {
        self.ending
    }

    fn document(&self, extraction: Extraction<'_>, text: &str, out: &mut Vec<u8>, _contents: &mut Vec<u8>) {
        let mut extraction = extraction.with_offsets(text, self.offsets);
        let text = self.with_text.then(|| Cow::Owned(text.to_owned()));
        extraction.document.text = text.or(extraction.document.text);
        // writing to memory cannot fail, and every part of an extraction has a form in JSON
        let written = if self.pretty {
            serde_json::to_writer_pretty(&mut *out, &extraction)
        } else {
            line::write(out, &extraction)
        };
        debug_assert!(written.is_ok(), "an extraction has a form in JSON");
        out.push(b'\n');
    }
}
