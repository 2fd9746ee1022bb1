//! A page that a person can read.
use dateline::Extraction;
pub(super) struct Page;
impl super::Form for Page {
    fn ending(&self) -> &'static str {
        ".html"
    }
    fn document(&self, _: Extraction<'_>, _: &str, _: &mut Vec<u8>, _: &mut Vec<u8>) {}
}
