//! Units by their numbers: "3rd Battalion, 321st Field Artillery Regiment", "Task Force 51/5".

use crate::document::{Document, Gap, Shape, Token, TokenKind, TokenRange};
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::rules::lists::Lists;

/// A unit that begins at a token: "3rd Battalion, 321st Field Artillery Regiment", "Task Force 51/5", "Company A".
pub(super) fn unit(document: &Document<'_>, lists: &Lists<'_>, start: usize) -> Option<(TokenRange, u8)> {
    let (mut end, kind) = one_unit(document, lists, start)?;
    // "3rd Battalion, 321st Field Artillery Regiment" is one body
    while document.is_punct(end, b',') {
        match one_unit(document, lists, end + 1) {
            Some((next, _)) if next - end < 12 => end = next,
            _ => break,
        }
    }
    Some((TokenRange::new(start, end), kind))
}

fn one_unit(document: &Document<'_>, lists: &Lists<'_>, start: usize) -> Option<(usize, u8)> {
    let token = document.token(start)?;
    if is_ordinal(document, token) {
        let mut at = start + 1;
        while let Some(next) = document.token(at).filter(|t| t.gap == Gap::Space && at - start < 8) {
            if let Some((m, head)) = lists.head(at, Family::Organization).filter(|_| next.is_capital())
                && head.unit
            {
                let end = m.range.end as usize;
                // "1st Cavalry Division Artillery", "2nd Brigade Combat Team"
                let more =
                    lists.head(end, Family::Organization).filter(|(_, h)| h.unit && document.tokens[end].is_capital());
                return Some((more.map_or(end, |(m, _)| m.range.end as usize), head.kind));
            }
            if !(next.is_capital() && next.is_wordlike()) || document.is(at, Class::FUNCTION) {
                return None;
            }
            at += 1;
        }
        return None;
    }
    let (m, head) = lists.head(start, Family::Organization).filter(|(_, head)| head.unit && head.first)?;
    let end = m.range.end as usize;
    let number = document.token(end).filter(|t| t.gap == Gap::Space && token.is_capital())?;
    let numbered = matches!(number.kind, TokenKind::Number | TokenKind::Mixed)
        || number.kind == TokenKind::Word && number.shape == Shape::Upper && number.len() == 1;
    if !numbered {
        return None;
    }
    let mut end = end + 1;
    // "Task Force 51/5"
    if document.is_punct(end, b'/')
        && document.token(end + 1).is_some_and(|t| t.kind == TokenKind::Number && t.gap == Gap::None)
    {
        end += 2;
    }
    Some((end, head.kind))
}

/// `3rd`, `101st`
fn is_ordinal(document: &Document<'_>, token: &Token) -> bool {
    if token.kind != TokenKind::Mixed {
        return false;
    }
    let text = &document.text[token.start as usize..token.end as usize];
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && matches!(&text[digits..], "st" | "nd" | "rd" | "th" | "d")
}
