//! CSV: one line a mention.
use dateline::Extraction;
use dateline::extraction::Offsets;
pub(super) struct Csv {
    pub(super) offsets: Offsets,
}
impl super::Form for Csv {
    fn ending(&self) -> &'static str {
        ".csv"
    }
    fn document(&self, extraction: Extraction<'_>, text: &str, _out: &mut Vec<u8>, _: &mut Vec<u8>) {
        let _ = extraction.with_offsets(text, self.offsets);
    }
}
