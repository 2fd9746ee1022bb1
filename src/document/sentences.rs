//! Sentences: ranges of tokens that no full stop of an abbreviation cuts.

use super::token::{Gap, Token, TokenKind};
use super::{TokenRange, Words};
use crate::gazetteer::lexicon::Class;

/// Cuts `tokens` into sentences. Blank lines and meant line breaks always end one.
pub(crate) fn sentences(tokens: &[Token], words: &Words<'_>) -> Vec<TokenRange> {
    let mut out = Vec::with_capacity(tokens.len() / 20 + 1);
    let mut start = 0;
    // the last token that closes nothing: a run of brackets is not walked anew for each of them
    let mut stop = 0;
    for (at, pair) in (1..).zip(tokens.windows(2)) {
        let [before, next] = pair else { break };
        if !is_closer(*before) {
            stop = at - 1;
        }
        let may_end = before.kind == TokenKind::Punct || before.kind == TokenKind::Initialism;
        if next.gap >= Gap::Line || may_end && ends_before(tokens, at, stop.max(start), words) {
            out.push(TokenRange::new(start, at));
            start = at;
        }
    }
    if !tokens.is_empty() {
        out.push(TokenRange::new(start, tokens.len()));
    }
    out
}

/// Whether a sentence ends between `at - 1` and `at`; `stop` is the last token before closing quotes and brackets.
fn ends_before(tokens: &[Token], at: usize, stop: usize, words: &Words<'_>) -> bool {
    let next = tokens[at];
    if next.gap == Gap::None {
        return false;
    }
    let token = tokens[stop];
    let opens = next.is_capital() || next.kind == TokenKind::Number || is_opener(next);
    match token.kind {
        TokenKind::Punct if matches!(token.first, b'!' | b'?') => opens,
        TokenKind::Punct if token.first == b'.' && token.len() != 2 => {
            opens && !is_abbreviation(tokens, stop, at, words)
        }
        // "in the U.S. The": an initialism ends a sentence only before a word that opens sentences
        TokenKind::Initialism => next.is_capital() && words.has(next.word, Class::FUNCTION),
        _ => false,
    }
}

/// Whether the full stop at `stop` belongs to the word before it: "Lt.", "Va.", an initial, "No. 5", "Jan. 3".
fn is_abbreviation(tokens: &[Token], stop: usize, next: usize, words: &Words<'_>) -> bool {
    let Some(word) = stop.checked_sub(1).map(|at| tokens[at]) else { return false };
    if tokens[stop].gap != Gap::None || stop + 1 != next || !word.is_wordlike() {
        return false;
    }
    let initial = word.len() == 1 && word.is_capital();
    if initial {
        return true;
    }
    words.has(word.word, Class::ABBREVIATION)
        && word.is_capital()
        // "in Fairfax, Va. The": a word that opens sentences ends the doubt
        && !(words.has(tokens[next].word, Class::FUNCTION) && tokens[next].is_capital())
}

fn is_closer(token: Token) -> bool {
    token.kind == TokenKind::Punct && (matches!(token.first, b'"' | b'\'' | b')' | b']') || is_quote(token))
}

fn is_opener(token: Token) -> bool {
    token.kind == TokenKind::Punct && (matches!(token.first, b'"' | b'\'' | b'(' | b'[') || is_quote(token))
}

/// A curly quote: three bytes from 0xe2.
fn is_quote(token: Token) -> bool {
    token.first == 0xe2 && token.len() == 3
}
