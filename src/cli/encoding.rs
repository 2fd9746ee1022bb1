//! Bytes to text: byte-order mark, `--encoding`, UTF-8, else Windows-1252 with a warning. Nothing is guessed in silence.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// A text that was read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decoded<'b> {
    /// The text, without byte-order mark.
    pub(crate) text: Cow<'b, str>,
    /// What the reader should know of it.
    pub(crate) warning: Option<String>,
}

/// First bytes of files that are no text, and what to do with them.
const BINARIES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF, not a text: make a text of it first, with pdftotext for instance"),
    (b"PK\x03\x04", "a ZIP archive or an office document, not a text: save it as text or HTML first"),
    (b"\xd0\xcf\x11\xe0", "an office document, not a text: save it as text or HTML first"),
    (b"{\\rtf", "an RTF document, not a text: save it as text or HTML first"),
    (b"\x89PNG", "a picture, not a text"),
    (b"\xff\xd8\xff", "a picture, not a text"),
    (b"GIF8", "a picture, not a text"),
];

/// Reads bytes as text.
///
/// The encoding is that of the byte-order mark, else `chosen` (`--encoding`), else `declared` (an HTML page's own),
/// else UTF-8, else Windows-1252 with a warning.
///
/// # Errors
/// Why the bytes are no text.
pub(crate) fn decode<'b>(
    bytes: &'b [u8],
    chosen: Option<&'static Encoding>,
    declared: Option<&'static Encoding>,
) -> Result<Decoded<'b>, String> {
    if let Some((_, what)) = BINARIES.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err((*what).to_owned());
    }
    let (mark, mark_length) = Encoding::for_bom(bytes).unzip();
    let body = &bytes[mark_length.unwrap_or(0)..];
    let decoded = match mark.or(chosen) {
        Some(encoding) => by_name(body, encoding),
        None => match std::str::from_utf8(body) {
            Ok(text) => Decoded { text: Cow::Borrowed(text), warning: None },
            Err(_) if looks_binary(body) => return Err("binary, not a text".to_owned()),
            Err(error) => match declared.filter(|e| *e != UTF_8) {
                Some(encoding) => by_name(body, encoding),
                None => guessed(body, error.valid_up_to()),
            },
        },
    };
    if memchr::memchr(0, decoded.text.as_bytes()).is_some() {
        let hint = if mark.is_none() && chosen.is_none() { ", or UTF-16 that needs `--encoding utf-16le`" } else { "" };
        return Err(format!("a NUL byte in it: binary{hint}"));
    }
    Ok(decoded)
}

fn by_name<'b>(bytes: &'b [u8], encoding: &'static Encoding) -> Decoded<'b> {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let warning = malformed.then(|| format!("some bytes are no {}: U+FFFD stands for them", encoding.name()));
    Decoded { text, warning }
}

fn guessed(bytes: &[u8], valid: usize) -> Decoded<'_> {
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let warning = format!("not UTF-8 (byte {valid}): read as Windows-1252; `--encoding` says otherwise");
    Decoded { text, warning: Some(warning) }
}

/// More than one byte in 32 of the first 4 KB is a control character that no text holds.
fn looks_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let controls = head.iter().filter(|b| matches!(b, 1..=8 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f)).count();
    controls * 32 > head.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes, None, None).unwrap().text.into_owned()
    }

    #[test]
    fn a_mark_decides_and_is_no_part_of_the_text() {
        assert_eq!(text(b"\xef\xbb\xbfNew Delhi"), "New Delhi");
        assert_eq!(text(b"\xff\xfeK\0y\0i\0v\0"), "Kyiv");
        assert_eq!(text(b"\xfe\xff\0K\0y\0i\0v"), "Kyiv");
    }

    #[test]
    fn windows_1252_comes_with_a_warning() {
        let decoded = decode(b"the Minister\x92s visit", None, None).unwrap();
        assert_eq!(decoded.text, "the Minister\u{2019}s visit");
        assert!(decoded.warning.unwrap().contains("Windows-1252"));
    }

    #[test]
    fn what_is_said_goes_before_what_is_declared() {
        let russian = encoding_rs::WINDOWS_1251;
        let bytes = b"\xca\xe8\xe5\xe2";
        assert_eq!(decode(bytes, None, Some(russian)).unwrap().text, "Киев");
        assert_eq!(decode(bytes, Some(encoding_rs::KOI8_R), Some(russian)).unwrap().text, "йХЕБ");
        assert_eq!(decode("Київ".as_bytes(), None, Some(russian)).unwrap().text, "Київ");
    }

    #[test]
    fn binaries_are_refused() {
        for bytes in [&b"%PDF-1.7 \xff"[..], b"text\0text", b"\x80\x01\x02\x03\x04", b"K\0y\0i\0v\0"] {
            assert!(decode(bytes, None, None).is_err(), "{bytes:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_text_or_refused(bytes: Vec<u8>, declared: bool) {
            let declared = declared.then_some(encoding_rs::SHIFT_JIS);
            if let Ok(decoded) = decode(&bytes, None, declared) {
                proptest::prop_assert!(!decoded.text.contains('\0'));
                // what is not the bytes themselves comes with a warning, or a mark or a page said so
                let same = decoded.text.as_bytes() == bytes;
                let said = Encoding::for_bom(&bytes).is_some() || declared.is_some();
                proptest::prop_assert!(same || said || decoded.warning.is_some());
            }
        }

        #[test]
        fn utf_8_is_itself(text: String) {
            let marked = text.starts_with('\u{feff}');
            if let Ok(decoded) = decode(text.as_bytes(), None, None) {
                proptest::prop_assert_eq!(decoded.text.as_ref(), if marked { &text[3..] } else { &text[..] });
                proptest::prop_assert!(decoded.warning.is_none());
            }
        }
    }
}
