//! Acronyms that the text defines in brackets, and what they abbreviate.

use crate::document::{Document, Shape, Token, TokenKind, TokenRange};
use crate::mention::{Kind, Mention};

/// Acronyms in brackets behind the bodies found so far, and all later uses.
pub(super) fn acronyms(document: &Document<'_>, out: &mut Vec<Mention>) {
    let mut defined: Vec<(&str, u8, u32)> = Vec::new();
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
        }
    }
    if defined.is_empty() {
        return;
    }
    for (at, token) in document.tokens.iter().enumerate() {
        if !is_acronym(token) {
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
    let words: Vec<Vec<char>> = name
        .indexes()
        .filter(|&at| document.tokens[at].is_wordlike())
        .map(|at| document.token_text(at).chars().flat_map(char::to_lowercase).collect())
        .collect();
    if letters.len() > 12 || words.len() > 16 {
        return false;
    }
    // reached[w]: the letters so far are spent on the words before the w-th
    let mut reached = vec![false; words.len() + 1];
    // a country in front may be left out ("U.S. Central Command (CENTCOM)")
    reached[0] = true;
    reached[1.min(words.len())] |= words.first().is_some_and(|w| w.len() <= 4 && words.len() > letters.len());
    let small = |w: usize| words[w].len() <= 3 && !letters.contains(&words[w][0]) || matches!(words[w].len(), 2 | 3);
    let mut spent = 0;
    let mut layers = vec![reached];
    while spent < letters.len() {
        let mut next = vec![false; words.len() + 1];
        for take in 1..=3usize.min(spent + 1) {
            let from = spent + 1 - take;
            for w in 0..words.len() {
                if layers[from][w] && words[w].get(..take) == Some(&letters[from..=spent]) {
                    next[w + 1] = true;
                }
            }
        }
        for w in 0..words.len() {
            // small words may be left out
            next[w + 1] |= next[w] && small(w);
        }
        layers.push(next);
        spent += 1;
    }
    layers[spent][words.len()] || words.len() > 2 && layers[spent][words.len() - 1]
}
