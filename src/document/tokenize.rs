//! Text to tokens, in one pass over the bytes.

use super::fold::{ascii_letters, hash_folded, hash_short, letters_of_eight};
use super::token::{Gap, Shape, Token, TokenKind};

/// Cuts `text` into tokens. Word numbers are left 0; `lines` says later which line breaks are meant.
///
/// Only the first 4 GiB are read: offsets are `u32`.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = hashed(text);
    tokens.iter_mut().for_each(|token| token.word = 0);
    tokens
}

/// The same, but the word of a token is the upper half of the hash of its folded form, for the lists to look it up.
pub(crate) fn hashed(text: &str) -> Vec<Token> {
    let bytes = &text.as_bytes()[..text.len().min(u32::MAX as usize)];
    let mut tokens = Tokens { text, list: Vec::with_capacity(bytes.len() / 5 + 8), folded: Vec::new() };
    let mut gap = Gap::Paragraph;
    let mut at = 0;
    while at < bytes.len() {
        let Some(class) = class_at(text, at) else { break };
        match class {
            Class::Space(width) => {
                gap = gap.max(Gap::Space);
                at += width;
                continue;
            }
            Class::Newline => {
                (at, gap) = line_break(bytes, at, gap);
                continue;
            }
            Class::Letter(_) => at = word(text, at, gap, &mut tokens),
            Class::Digit => at = number(text, at, gap, &mut tokens),
            Class::Apostrophe(width) => at = apostrophe(text, at, width, gap, &mut tokens),
            Class::Punct(width) => {
                let mut end = at + width;
                if width == 1 && matches!(bytes[at], b'.' | b'-' | b'*' | b'_' | b'#' | b'=' | b'~') {
                    while bytes.get(end) == Some(&bytes[at]) {
                        end += 1;
                    }
                }
                tokens.push(at, end, TokenKind::Punct, Shape::None, gap);
                at = end;
            }
        }
        // most tokens have a blank behind them
        let spaced = bytes.get(at) == Some(&b' ');
        gap = if spaced { Gap::Space } else { Gap::None };
        at += usize::from(spaced);
    }
    tokens.list
}

/// The tokens so far.
struct Tokens<'t> {
    text: &'t str,
    list: Vec<Token>,
    /// Room for folded forms.
    folded: Vec<u8>,
}

impl Tokens<'_> {
    fn push(&mut self, start: usize, end: usize, kind: TokenKind, shape: Shape, gap: Gap) {
        let hash = match self.text.as_bytes()[start..end] {
            [byte] => hash_short(byte.to_ascii_lowercase().into(), 1),
            _ => hash_folded(self.text, start, end, &mut self.folded),
        };
        self.push_hashed(start, end, kind, shape, gap, hash);
    }

    #[inline]
    fn push_hashed(&mut self, start: usize, end: usize, kind: TokenKind, shape: Shape, gap: Gap, hash: u64) {
        let first = self.text.as_bytes()[start];
        // U+2010 and U+2011 are hyphens
        let hyphen = first == 0xe2 && matches!(self.text.as_bytes()[start..end], [0xe2, 0x80, 0x90 | 0x91]);
        self.list.push(Token {
            start: start as u32,
            end: end as u32,
            word: (hash >> 32) as u32,
            hash: hash as u32,
            kind,
            shape,
            gap,
            first: if hyphen { b'-' } else { first },
        });
    }
}

/// The class of the character at a byte, with its width where that is not 1.
#[derive(Clone, Copy)]
enum Class {
    Space(usize),
    Newline,
    Letter(usize),
    Digit,
    Apostrophe(usize),
    Punct(usize),
}

#[inline]
fn class_at(text: &str, at: usize) -> Option<Class> {
    let byte = *text.as_bytes().get(at)?;
    Some(match byte {
        b'a'..=b'z' | b'A'..=b'Z' => Class::Letter(1),
        b'0'..=b'9' => Class::Digit,
        b'\n' => Class::Newline,
        0..=b' ' | 0x7f => Class::Space(1),
        b'\'' => Class::Apostrophe(1),
        0x80.. => wide_class(text.get(at..)?.chars().next()?),
        _ => Class::Punct(1),
    })
}

/// The class of a character outside ASCII.
fn wide_class(c: char) -> Class {
    let width = c.len_utf8();
    match c {
        '’' | '‘' | 'ʼ' => Class::Apostrophe(width),
        // a mark at the start of a token belongs to no letter, inside one `letters` takes it along
        c if c.is_alphanumeric() || is_mark(c) || c == '\u{ad}' => Class::Letter(width),
        // format characters without a width part words as blanks do
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' => Class::Space(width),
        c if c.is_whitespace() => Class::Space(width),
        _ => Class::Punct(width),
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | 'ʿ' | 'ʾ' | 'ʻ')
}

/// Reads white space from a line break on: one break or a blank line.
fn line_break(bytes: &[u8], mut at: usize, gap: Gap) -> (usize, Gap) {
    let mut breaks = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\n' => breaks += 1,
            b' ' | b'\t' | b'\r' => {}
            _ => break,
        }
        at += 1;
    }
    let seen = usize::from(gap >= Gap::Line);
    (at, if breaks + seen > 1 || gap == Gap::Paragraph { Gap::Paragraph } else { Gap::Line })
}

/// The end of the run of letters, digits and marks from `at`, and whether it holds a digit.
fn letters(text: &str, mut at: usize) -> (usize, bool) {
    let mut digits = false;
    loop {
        while let Some(byte) = text.as_bytes().get(at).filter(|b| b.is_ascii_alphanumeric()) {
            digits |= byte.is_ascii_digit();
            at += 1;
        }
        match class_at(text, at) {
            Some(Class::Letter(width)) => at += width,
            Some(Class::Digit) => {
                digits = true;
                at += 1;
            }
            _ => return (at, digits),
        }
    }
}

/// Where a word goes on behind a hyphen at the end of a line ("coopera-\n  tion"), if it does.
fn broken_word(bytes: &[u8], at: usize) -> Option<usize> {
    if bytes.get(at) != Some(&b'-') {
        return None;
    }
    let mut next = at + 1;
    let mut breaks = 0;
    while let Some(b' ' | b'\t' | b'\r' | b'\n') = bytes.get(next) {
        breaks += usize::from(bytes[next] == b'\n');
        next += 1;
    }
    (breaks == 1 && bytes.get(next)?.is_ascii_lowercase()).then_some(next)
}

fn word(text: &str, start: usize, gap: Gap, tokens: &mut Tokens<'_>) -> usize {
    let bytes = text.as_bytes();
    if let Some(letters) = ascii_letters(bytes, start)
        && is_all(text, start, letters.end)
    {
        let shape = shape(letters.upper, letters.lower, bytes[start].is_ascii_uppercase());
        tokens.push_hashed(start, letters.end, TokenKind::Word, shape, gap, letters.hash);
        return letters.end;
    }
    if let Some(end) = initialism(bytes, start) {
        tokens.push(start, end, TokenKind::Initialism, shape_of(text, start, end), gap);
        return end;
    }
    if let Some(end) = address(bytes, start) {
        tokens.push(start, end, TokenKind::Address, Shape::None, gap);
        return end;
    }
    let (mut end, mut digits) = letters(text, start);
    loop {
        if let Some(next) = broken_word(bytes, end) {
            (end, digits) = letters(text, next);
            continue;
        }
        // an apostrophe stays inside a name (O’Brien, Da’esh) and a contraction, but not before a possessive s
        let Some(Class::Apostrophe(width)) = class_at(text, end) else { break };
        let (after, _) = letters(text, end + width);
        let tail = &bytes[end + width..after];
        if tail.is_empty()
            || tail == b"s"
            || tail == b"S"
            || !matches!(class_at(text, end + width), Some(Class::Letter(_)))
        {
            break;
        }
        end = after;
    }
    if bytes.get(end) == Some(&b'@') && bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric) {
        let end = address_end(bytes, end);
        tokens.push(start, end, TokenKind::Address, Shape::None, gap);
        return end;
    }
    let kind = if digits { TokenKind::Mixed } else { TokenKind::Word };
    tokens.push(start, end, kind, shape_of(text, start, end), gap);
    end
}

/// Whether a run of ASCII letters is a whole word: no letters, apostrophe or address go on behind it. Most are.
#[inline]
fn is_all(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    match bytes.get(end) {
        _ if end == start => false,
        None | Some(b' ' | b',' | b'\n') => true,
        Some(b'.') => end - start > 1 && !(end - start == 3 && bytes[start] | 0x20 == b'w'),
        Some(b'-') => broken_word(bytes, end).is_none(),
        Some(b'\'' | b'@' | b':') => false,
        Some(_) => matches!(class_at(text, end), Some(Class::Space(_) | Class::Newline | Class::Punct(_))),
    }
}

/// `U.S.`, `a.m.`, `U.S.A`: single ASCII letters, each with its full stop, at least two.
fn initialism(bytes: &[u8], start: usize) -> Option<usize> {
    let pair = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic) && bytes.get(at + 1) == Some(&b'.');
    if !(pair(start) && bytes.get(start + 2).is_some_and(u8::is_ascii_alphabetic)) {
        return None;
    }
    let mut at = start;
    while pair(at) {
        at += 2;
    }
    let letter = |at: usize| bytes.get(at).is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80);
    if letter(at) {
        if letter(at + 1) {
            // "J.Smith" or "U.S.Army": the run ends where a longer word begins
            return (at - start >= 4).then_some(at);
        }
        at += 1;
    }
    (at - start >= 3).then_some(at)
}

fn address(bytes: &[u8], start: usize) -> Option<usize> {
    let rest = &bytes[start..];
    if !matches!(rest[0] | 0x20, b'h' | b'w') {
        return None;
    }
    let lower = |prefix: &[u8]| rest.len() > prefix.len() && rest[..prefix.len()].eq_ignore_ascii_case(prefix);
    (lower(b"http://") || lower(b"https://") || lower(b"www.")).then(|| address_end(bytes, start))
}

fn address_end(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(|&b| b > b' ' && b < 0x7f && !matches!(b, b'"' | b'<' | b'>' | b')' | b']' | b'|'))
    {
        at += 1;
    }
    while matches!(bytes[at - 1], b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'') {
        at -= 1;
    }
    at
}

fn number(text: &str, start: usize, gap: Gap, tokens: &mut Tokens<'_>) -> usize {
    let bytes = text.as_bytes();
    let digits = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        at
    };
    let mut end = digits(start);
    let mut plain = true;
    let mut group = start;
    loop {
        let next = digits(end + 1);
        let inner = match bytes.get(end) {
            Some(b'.' | b':') => next > end + 1,
            // a comma only between three digits: "1,500", but not "May 3,5" or "in 2019,2021"
            Some(b',') => next == end + 4 && end - group <= 3,
            _ => false,
        };
        if !inner {
            break;
        }
        plain = false;
        group = end + 1;
        end = next;
    }
    // "10a.m." is a number and an initialism
    let clock = matches!(bytes.get(end), Some(b'a' | b'p' | b'A' | b'P')) && bytes.get(end + 1) == Some(&b'.');
    if plain && !clock && matches!(class_at(text, end), Some(Class::Letter(_))) {
        let (end, _) = letters(text, end);
        tokens.push(start, end, TokenKind::Mixed, shape_of(text, start, end), gap);
        return end;
    }
    tokens.push(start, end, TokenKind::Number, Shape::None, gap);
    end
}

fn apostrophe(text: &str, start: usize, width: usize, gap: Gap, tokens: &mut Tokens<'_>) -> usize {
    let bytes = text.as_bytes();
    let end = start + width;
    let behind_word = gap == Gap::None && tokens.list.last().is_some_and(Token::is_wordlike);
    let letter_next = matches!(class_at(text, end), Some(Class::Letter(_)));
    if behind_word && matches!(bytes.get(end), Some(b's' | b'S')) {
        let (after, _) = letters(text, end);
        if after == end + 1 {
            tokens.push(start, after, TokenKind::Possessive, Shape::Lower, gap);
            return after;
        }
    }
    // "the States' policy"
    let plural = behind_word && !letter_next && start > 0 && matches!(bytes[start - 1], b's' | b'S');
    let kind = if plural { TokenKind::Possessive } else { TokenKind::Punct };
    tokens.push(start, end, kind, Shape::None, gap);
    end
}

fn shape_of(text: &str, start: usize, end: usize) -> Shape {
    let bytes = text.as_bytes();
    let (mut upper, mut lower) = (0u32, 0u32);
    let mut first_upper = bytes[start].is_ascii_uppercase();
    let mut at = start;
    while at < end {
        let Some((capitals, small)) = letters_of_eight(bytes, at, end) else {
            (upper, lower, first_upper) = wide_letters(&text[start..end]);
            break;
        };
        upper += capitals;
        lower += small;
        at += 8;
    }
    shape(upper, lower, first_upper)
}

/// The shape of a word with so many capitals and small letters.
#[inline]
fn shape(upper: u32, lower: u32, first_upper: bool) -> Shape {
    match (upper, lower) {
        (0, 0) => Shape::None,
        (0, _) => Shape::Lower,
        (_, 0) => Shape::Upper,
        (1, _) if first_upper => Shape::Capital,
        _ => Shape::Mixed,
    }
}

/// How many capitals and small letters a word has, and whether it begins with a capital.
fn wide_letters(text: &str) -> (u32, u32, bool) {
    let count = |wanted: fn(char) -> bool| text.chars().filter(|c| wanted(*c)).count() as u32;
    (count(char::is_uppercase), count(char::is_lowercase), text.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn pieces(text: &str, want: &[&str]) {
        let got: Vec<&str> = tokenize(text).iter().map(|t| &text[t.start as usize..t.end as usize]).collect();
        assert_eq!(got, want, "{text:?}");
    }

    #[test]
    fn cuts_words_and_marks() {
        pieces("FORT BELVOIR, Va.—The", &["FORT", "BELVOIR", ",", "Va", ".", "—", "The"]);
        pieces("U.S.-Kazakhstan", &["U.S.", "-", "Kazakhstan"]);
        pieces("Kazakhstan’s O’Brien don't", &["Kazakhstan", "’s", "O’Brien", "don't"]);
        pieces("the States' policy", &["the", "States", "'", "policy"]);
        pieces("al-Qa'ida in Mar’a.", &["al", "-", "Qa'ida", "in", "Mar’a", "."]);
        pieces("J. Smith, J.R. Smith", &["J", ".", "Smith", ",", "J.R.", "Smith"]);
    }

    #[test]
    fn cuts_numbers() {
        pieces("3:30 p.m. on 1,500 2023-10-30", &["3:30", "p.m.", "on", "1,500", "2023", "-", "10", "-", "30"]);
        pieces("30OCT2023 FY24 3rd 1990s 10a.m.", &["30OCT2023", "FY24", "3rd", "1990s", "10", "a.m."]);
        pieces("in 2019,2021 and 30.10.2023.", &["in", "2019", ",", "2021", "and", "30.10.2023", "."]);
    }

    #[test]
    fn joins_words_broken_at_line_ends() {
        pieces("nuclear coopera-\ntion with U.S.-\nled", &["nuclear", "coopera-\ntion", "with", "U.S.", "-", "led"]);
    }

    #[test]
    fn keeps_addresses_whole() {
        pieces("visit www.dtra.mil.", &["visit", "www.dtra.mil", "."]);
        pieces("press@state.gov, https://a.b/c?d.", &["press@state.gov", ",", "https://a.b/c?d", "."]);
    }

    #[test]
    fn gaps_tell_lines_from_paragraphs() {
        let gaps: Vec<Gap> = tokenize("a b\nc\n\nd\r\n \r\ne").iter().map(|t| t.gap).collect();
        assert_eq!(gaps, [Gap::Paragraph, Gap::Space, Gap::Line, Gap::Paragraph, Gap::Paragraph]);
    }
}
