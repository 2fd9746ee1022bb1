//! HTML to text: what a reader of the page sees, with a blank line between blocks.
pub(crate) fn declared_encoding(_: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    None
}
pub(crate) fn to_text(html: &str) -> String {
    html.to_owned()
}
