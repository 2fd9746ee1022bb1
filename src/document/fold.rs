//! The folded form of a token, by which names are compared: lower case, plain letters, straight marks.
//!
//! Folding makes a key; it never moves an offset.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Appends the folded form of `text` to `out`.
///
/// ASCII is lowered; other letters lose their diacritics (`Erdoğan` and `Erdogan` are one name); typographic quotes and
/// dashes become ASCII; a hyphen that only breaks a word at the end of a line goes, and so does a soft hyphen.
pub fn fold_into(text: &str, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    if bytes.is_ascii() && !bytes.contains(&b'\n') {
        out.extend(bytes.iter().map(u8::to_ascii_lowercase));
        return;
    }
    let mut joining = false;
    for c in text.chars() {
        match c {
            // "coopera-\ntion": the hyphen was pushed before the line break was seen
            '\n' | '\r' | ' ' | '\t' if joining => {}
            '\n' | '\r' => {
                match out.last() {
                    Some(b'-') => drop(out.pop()),
                    _ => out.push(b' '),
                }
                joining = true;
            }
            _ => {
                joining = false;
                // marks are dropped, so their order does not matter and each character stands for itself
                decompose_canonical(c, |part| fold_char(part, out));
            }
        }
    }
}

/// The folded form as a string.
pub fn fold(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    fold_into(text, &mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// The folded form as a string in which one blank stands between words and none at the ends.
pub fn fold_words(text: &str) -> String {
    let folded = fold(text);
    let mut before = b' ';
    let plain = folded.bytes().all(|b| {
        let inner = b.is_ascii_graphic() || b == b' ' && before != b' ';
        before = b;
        inner
    });
    if plain && before != b' ' { folded } else { folded.split_whitespace().collect::<Vec<_>>().join(" ") }
}

fn fold_char(c: char, out: &mut Vec<u8>) {
    let plain = match c {
        'A'..='Z' => {
            out.push(c.to_ascii_lowercase() as u8);
            return;
        }
        c if c.is_ascii() => {
            out.push(c as u8);
            return;
        }
        c if is_combining_mark(c) => return,
        '\u{ad}' | '\u{200b}' | '\u{200d}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' => return,
        '‘' | '’' | '‛' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ' | '´' | 'ˈ' => "'",
        '“' | '”' | '„' | '«' | '»' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => "-",
        // letters that do not decompose
        'ı' => "i",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ł' | 'Ł' => "l",
        'ß' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        c => {
            let mut buffer = [0; 4];
            for lower in c.to_lowercase() {
                out.extend_from_slice(lower.encode_utf8(&mut buffer).as_bytes());
            }
            return;
        }
    };
    out.extend_from_slice(plain.as_bytes());
}

const K: u64 = 0x9E37_79B9_7F4A_7C15;

/// A hash of folded bytes, the same on every machine: it is stored in the compiled gazetteers.
pub fn hash(bytes: &[u8]) -> u64 {
    let mut h = K ^ bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let word = chunk.iter().rev().fold(0u64, |w, &b| w << 8 | u64::from(b));
        h = (h ^ word).wrapping_mul(K).rotate_left(29);
    }
    h = (h ^ less_than_eight(chunks.remainder())).wrapping_mul(K);
    h ^ h >> 32
}

/// Up to seven bytes as a number, the first in its lowest byte, from two reads that may share some.
#[inline]
fn less_than_eight(bytes: &[u8]) -> u64 {
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << (8 * (bytes.len() - 4));
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return u64::from(u16::from_le_bytes(*first)) | u64::from(u16::from_le_bytes(*last)) << (8 * (bytes.len() - 2));
    }
    bytes.first().map_or(0, |byte| u64::from(*byte))
}

/// The hash of the folded form of a piece of `text`; `folded` is room for it.
#[inline]
pub fn hash_folded(text: &str, start: usize, end: usize, folded: &mut Vec<u8>) -> u64 {
    hash_plain(text.as_bytes(), start, end).unwrap_or_else(|| {
        folded.clear();
        fold_into(text.get(start..end).unwrap_or(""), folded);
        hash(folded)
    })
}

/// Eight bytes of the same value.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// Up to eight bytes of `text` from `at`, those from `end` on zero.
#[inline]
fn eight(text: &[u8], at: usize, end: usize) -> u64 {
    let left = end - at;
    match text.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        Some(chunk) if left >= 8 => u64::from_le_bytes(*chunk),
        Some(chunk) => u64::from_le_bytes(*chunk) & ((1 << (8 * left)) - 1),
        None => text[at..end.min(text.len())].iter().rev().take(8).fold(0, |w, &b| w << 8 | u64::from(b)),
    }
}

/// A run of ASCII letters.
pub struct Letters {
    /// The byte behind the last.
    pub end: usize,
    /// The hash of its folded form.
    pub hash: u64,
    /// How many are upper and lower letters, two standing for more.
    pub upper: u32,
    /// See `upper`.
    pub lower: u32,
}

/// The run of ASCII letters from a byte on, read eight at a time; nothing if it is very long.
#[inline]
pub fn ascii_letters(text: &[u8], start: usize) -> Option<Letters> {
    let mut blocks = [0; 4];
    let (mut upper, mut lower) = (0, 0);
    for n in 0..blocks.len() {
        let at = start + 8 * n;
        let word = eight(text, at, text.len());
        // this bit tells small letters from capitals, and the other marks stay none with it
        let lowered = word | each(0x20);
        let stop = (between(lowered & !each(0x80), b'a', b'z') & !word) ^ each(0x80);
        // the bytes before the first that is no letter
        let letters = if stop == 0 { u64::MAX } else { ((stop & stop.wrapping_neg()) >> 7) - 1 };
        blocks[n] = lowered & letters;
        upper += some(!word << 2 & letters & each(0x80));
        lower += some(word << 2 & letters & each(0x80));
        if stop != 0 {
            let end = at + (stop.trailing_zeros() / 8) as usize;
            let mut h = K ^ (end - start) as u64;
            for block in &blocks[..n] {
                h = (h ^ block).wrapping_mul(K).rotate_left(29);
            }
            h = (h ^ blocks[n]).wrapping_mul(K);
            return Some(Letters { end, hash: h ^ h >> 32, upper, lower });
        }
    }
    None
}

/// The hash of a folded form of at most seven bytes, the first in the lowest byte of `word`.
#[inline]
pub fn hash_short(word: u64, length: usize) -> u64 {
    let h = (K ^ length as u64 ^ word).wrapping_mul(K);
    h ^ h >> 32
}

/// The first and the last bytes of a piece of text, in lower case, up to `count` of each (less than eight); nothing
/// unless folding the piece is but lowering it.
#[inline]
pub fn plain_ends(text: &[u8], start: usize, end: usize, count: usize) -> Option<(u64, u64, usize)> {
    let length = count.min(end - start);
    let part = |at: usize| lower_eight(eight(text, at, at + length));
    is_plain(text, start, end).then(|| (part(start), part(end - length), length))
}

/// How many bytes are marked, two standing for more.
#[inline]
fn some(found: u64) -> u32 {
    u32::from(found != 0) + u32::from(found & found.wrapping_sub(1) != 0)
}

/// Whether eight bytes are ASCII without line break, so that folding them is lowering them.
#[inline]
const fn is_plain_eight(word: u64) -> bool {
    let breaks = word ^ each(b'\n');
    (word | breaks.wrapping_sub(each(1)) & !breaks) & each(0x80) == 0
}

/// Of eight ASCII bytes the upper bit of those between two.
#[inline]
const fn between(word: u64, first: u8, last: u8) -> u64 {
    (word + each(0x80 - first)) & !(word + each(0x80 - last - 1)) & each(0x80)
}

/// Eight ASCII bytes in lower case.
#[inline]
const fn lower_eight(word: u64) -> u64 {
    word | between(word, b'A', b'Z') >> 2
}

/// How many of the eight bytes from `at` are upper and lower letters, two standing for more; nothing outside ASCII.
#[inline]
pub fn letters_of_eight(text: &[u8], at: usize, end: usize) -> Option<(u32, u32)> {
    let word = eight(text, at, end);
    (word & each(0x80) == 0).then(|| (some(between(word, b'A', b'Z')), some(between(word, b'a', b'z'))))
}

/// Whether folding a piece of text is but lowering it.
#[inline]
pub fn is_plain(text: &[u8], start: usize, end: usize) -> bool {
    let mut at = start;
    while at < end {
        if !is_plain_eight(eight(text, at, end)) {
            return false;
        }
        at += 8;
    }
    true
}

/// The same as [`hash`] of the folded form, for ASCII without a line break: eight bytes at a time, and no copy.
#[inline]
fn hash_plain(text: &[u8], start: usize, end: usize) -> Option<u64> {
    let mut h = K ^ (end - start) as u64;
    let mut at = start;
    while at + 8 <= end {
        let word = eight(text, at, end);
        if !is_plain_eight(word) {
            return None;
        }
        h = (h ^ lower_eight(word)).wrapping_mul(K).rotate_left(29);
        at += 8;
    }
    let word = if at < end { eight(text, at, end) } else { 0 };
    if !is_plain_eight(word) {
        return None;
    }
    h = (h ^ lower_eight(word)).wrapping_mul(K);
    Some(h ^ h >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_case_marks_and_quotes() {
        for (text, folded) in [
            ("Kazakhstan", "kazakhstan"),
            ("Da’esh", "da'esh"),
            ("Erdoğan", "erdogan"),
            ("São", "sao"),
            ("nonprolif-\r\neration", "nonproliferation"),
            ("Corps of\nEngineers", "corps of engineers"),
            ("Łódź", "lodz"),
            ("coopera-\ntion", "cooperation"),
            ("coopera-\r\n   tion", "cooperation"),
            ("–", "-"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn plain_text_is_hashed_without_a_copy() {
        let text = "Z[@`az{AZ Nonproliferation Kazakhstan's Da’esh coopera-\ntion I ÉT U.S.A";
        let mut room = Vec::new();
        for start in text.char_indices().map(|(at, _)| at) {
            for end in text.char_indices().map(|(at, _)| at).chain([text.len()]).filter(|end| *end >= start) {
                let piece = &text[start..end];
                let folded = fold(piece);
                assert_eq!(hash_folded(text, start, end, &mut room), hash(folded.as_bytes()), "{piece:?}");
                assert_eq!(is_plain(text.as_bytes(), start, end), folded == piece.to_ascii_lowercase(), "{piece:?}");
            }
        }
    }
}
