//! Acronyms that the text defines in brackets, and what they abbreviate.

use crate::document::{Document, Shape, Token, TokenKind, TokenRange};
use crate::fast::Sieve;
use crate::mention::{Kind, Mention};

/// Acronyms in brackets behind the bodies found so far, and all later uses.
pub(super) fn acronyms(document: &Document<'_>, out: &mut Vec<Mention>) {
    let mut defined: Vec<(&str, u8, u32)> = Vec::new();
    let mut sieve = Sieve::default();
    let bodies: Vec<Mention> =
        out.iter().copied().filter(|m| m.kind == Kind::Organization && m.range.len() > 1).collect();
    for body in bodies {
        let Some(acronym) = defined_acronym(document, body.range) else { continue };
        if !is_acronym(&document.tokens[acronym.start as usize]) {
            continue;
        }
        let text = document.range_text(acronym);
        if !defined.iter().any(|d| d.0 == text) {
            defined.push((text, body.subkind.unwrap_or(16), body.range.end));
            sieve.insert(document.tokens[acronym.start as usize].hash);
        }
    }
    if defined.is_empty() {
        return;
    }
    for (at, token) in document.tokens.iter().enumerate() {
        if !sieve.may_hold(token.hash) || !is_acronym(token) {
            continue;
        }
        let text = &document.text[token.start as usize..token.end as usize];
        if let Some(&(_, kind, since)) = defined.iter().find(|d| d.0 == text)
            && at as u32 > since
        {
            out.push(
                Mention::by_rule(Kind::Organization, TokenRange::new(at, at + 1), "organizations/acronym")
                    .of_kind(kind),
            );
        }
    }
}

fn is_acronym(token: &Token) -> bool {
    token.len() >= 2
        && token.len() <= 12
        && matches!(token.kind, TokenKind::Word | TokenKind::Mixed | TokenKind::Initialism)
        && matches!(token.shape, Shape::Upper | Shape::Mixed)
}

/// The acronym of a body in a bracket right behind its name, if its letters abbreviate the name: "Upper Valley Irrigation
/// Authority (UVIA)".
pub(crate) fn defined_acronym(document: &Document<'_>, name: TokenRange) -> Option<TokenRange> {
    let open = name.end as usize;
    let token = document.token(open + 1)?;
    let bracket = document.is_punct(open, b'(') && document.is_punct(open + 2, b')') && token.len() > 1;
    let acronym = TokenRange::new(open + 1, open + 2);
    (bracket && abbreviates(document.range_text(acronym), document, name)).then_some(acronym)
}

/// Whether the letters of an acronym stand in order at the starts of a name's words, lower-case ones free to be left
/// out (Schwartz and Hearst's idea, strict on the first letter).
pub(crate) fn abbreviates(acronym: &str, document: &Document<'_>, name: TokenRange) -> bool {
    // the first letter begins the first word, or the second behind a country
    let begins =
        |at: usize, letter: char| document.token_text(at).chars().flat_map(char::to_lowercase).next() == Some(letter);
    let first = acronym.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase());
    let mut words = name.indexes().filter(|&at| document.tokens[at].is_wordlike()).take(2);
    if first.is_some_and(|letter| !words.any(|at| begins(at, letter))) {
        return false;
    }
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect();
    let words: Vec<WordStart> =
        name.indexes().filter(|&at| document.tokens[at].is_wordlike()).map(|at| WordStart::of(document, at)).collect();
    if letters.len() > 12 || words.len() > 16 {
        return false;
    }
    let small =
        |word: &WordStart| word.length <= 3 && !letters.contains(&word.letters[0]) || matches!(word.length, 2 | 3);
    // layers[n]: the numbers of words before which the first n letters can be spent, a bit each
    let mut layers: Vec<u32> = Vec::with_capacity(letters.len() + 1);
    // a country in front may be left out ("U.S. Central Command (CENTCOM)")
    let leaves_first = words.first().is_some_and(|w| w.length <= 4 && words.len() > letters.len());
    layers.push(if leaves_first { 0b11 } else { 0b01 });
    for spent in 0..letters.len() {
        let mut next = 0;
        for take in 1..=WordStart::LETTERS.min(spent + 1) {
            let from = spent + 1 - take;
            for (w, word) in words.iter().enumerate() {
                if layers[from] >> w & 1 == 1 && word.begins_with(&letters[from..=spent]) {
                    next |= 1 << (w + 1);
                }
            }
        }
        // small words may be left out
        for (w, _) in words.iter().enumerate().filter(|(_, word)| small(word)) {
            next |= (next >> w & 1) << (w + 1);
        }
        layers.push(next);
    }
    let spent = layers[letters.len()];
    spent >> words.len() & 1 == 1 || words.len() > 2 && spent >> (words.len() - 1) & 1 == 1
}

/// The first letters of a word, in lower case.
struct WordStart {
    letters: [char; Self::LETTERS],
    /// Letters of the whole word, as far as they count: five may be more.
    length: usize,
}

impl WordStart {
    /// So many letters of one word an acronym may take.
    const LETTERS: usize = 3;

    fn of(document: &Document<'_>, at: usize) -> Self {
        let mut start = WordStart { letters: ['\0'; Self::LETTERS], length: 0 };
        for c in document.token_text(at).chars().flat_map(char::to_lowercase).take(5) {
            if let Some(letter) = start.letters.get_mut(start.length) {
                *letter = c;
            }
            start.length += 1;
        }
        start
    }

    fn begins_with(&self, letters: &[char]) -> bool {
        letters.len() <= self.length && self.letters.starts_with(letters)
    }
}
