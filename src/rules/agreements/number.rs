//! Instruments with a number: resolutions, orders, bills.

use super::{ACT, RESOLUTION, View, mention, phrase};
use crate::document::{TokenKind, TokenRange};
use crate::mention::Mention;

/// "Executive Order 14028", "Resolution 2254 (2015)", "Executive Orders 13400 and 14098"
pub(super) fn numbered(view: &View<'_, '_>, start: usize, end: usize, kind: u8) -> Option<TokenRange> {
    let document = view.document;
    // "adopted resolution 2254": the Security Council's own style
    let small = !document.tokens[start].is_capital();
    if small && !(kind == RESOLUTION && is_long(view, end) || kind == ACT && end > start + 1) {
        return None;
    }
    // "Executive Order (E.O.) 13224"
    let mut at = phrase::bracket(view, end).unwrap_or(end);
    // "No. 1701"
    if document.is_word(at, "no") || document.is_word(at, "number") {
        at += 1 + usize::from(document.is_punct(at + 1, b'.'));
    } else if document.is_punct(at, b'-') {
        at += 1;
    }
    let mut end = number(view, at)?;
    let plural = document.token_text(at.min(end) - 1).ends_with('s');
    while document.is_word(end, "and") || document.is_punct(end, b',') {
        let Some(next) = number(view, end + 1).filter(|_| plural || is_long(view, end + 1) && is_long(view, at)) else {
            break;
        };
        end = next;
    }
    // the year
    if document.is_punct(end, b'(') && document.is_punct(end + 2, b')') && is_year(view, end + 1) {
        end += 3;
    }
    // "the manual and Department of Defense Directive 99.1": the body that gave it opens its name
    let left = phrase::entity_before(view, start).unwrap_or_else(|| phrase::left(view, start, kind == ACT));
    Some(TokenRange::new(left, end))
}

/// The end of a number with its parts: "14028", "117-58", "ES-11/1", "5000.01".
fn number(view: &View<'_, '_>, at: usize) -> Option<usize> {
    let document = view.document;
    let token = document.token(at)?;
    if !matches!(token.kind, TokenKind::Number | TokenKind::Mixed)
        || token.first == b'$'
        || !token.first.is_ascii_digit()
    {
        return None;
    }
    let mut end = at + 1;
    while (document.is_punct(end, b'-') || document.is_punct(end, b'/'))
        && document.tokens[end].gap == crate::document::Gap::None
        && document.token(end + 1).is_some_and(|t| t.kind == TokenKind::Number && t.gap == crate::document::Gap::None)
    {
        end += 2;
    }
    Some(end)
}

fn is_long(view: &View<'_, '_>, at: usize) -> bool {
    view.document.token(at).is_some_and(|t| t.kind == TokenKind::Number && t.len() >= 4)
}

fn is_year(view: &View<'_, '_>, at: usize) -> bool {
    phrase::is_year(view.document, at)
}

/// A bill of the US Congress: "H.R. 3490", "S. 2393", "H.J.Res. 140".
pub(super) fn bill(view: &View<'_, '_>, at: usize) -> Option<Mention> {
    let document = view.document;
    let token = document.token(at)?;
    let text = document.token_text(at);
    let end = match (token.kind, text) {
        (TokenKind::Initialism, "H.R.") => at + 1,
        (TokenKind::Word, "S") if document.is_punct(at + 1, b'.') => at + 2,
        // the resolution's own stop may be part of the token before it
        (TokenKind::Initialism, "H.J." | "S.J." | "H.Con." | "S.Con." | "H." | "S.")
            if document.is_word(at + 1, "res") =>
        {
            at + 2 + usize::from(document.is_punct(at + 2, b'.'))
        }
        _ => return None,
    };
    let number = document.token(end).filter(|t| {
        t.kind == TokenKind::Number
            && t.len() <= 5
            && !document.text[t.start as usize..t.end as usize].contains(['.', ','])
    })?;
    let _ = number;
    Some(mention(TokenRange::new(at, end + 1), "agreements/number", ACT))
}
