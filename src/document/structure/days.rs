//! Days of issue in lines outside the story. Only the shape is looked at; values are the business of `rules::dates`.

use super::{Labelled, View};
use crate::document::{Document, TokenKind, TokenRange};
use crate::extraction::ZoneKind;

/// Number of the class `month` among the readings of a word.
const MONTH: u16 = 1;

/// Whether the token is the name of a month.
pub(super) fn is_month(document: &Document<'_>, at: usize) -> bool {
    document.token(at).is_some_and(|token| {
        token.is_capital() && document.gazetteers.date_readings(token.word).iter().any(|&r| r != 0 && r >> 10 == MONTH)
    })
}

fn number(document: &Document<'_>, at: usize, digits: std::ops::RangeInclusive<usize>) -> bool {
    document.token(at).is_some_and(|t| t.kind == TokenKind::Number && digits.contains(&t.len()))
}

/// The end of a full date (day, month and year) that begins at a token.
pub(super) fn date_at(document: &Document<'_>, at: usize) -> Option<usize> {
    let skip = |at: usize, mark: u8| if document.is_punct(at, mark) { at + 1 } else { at };
    // March 3, 2021 · Sept. 3 2021
    if is_month(document, at) {
        let day = skip(at + 1, b'.');
        let year = skip(day + 1, b',');
        return (number(document, day, 1..=2) && number(document, year, 4..=4)).then_some(year + 1);
    }
    // 3 March 2021
    if number(document, at, 1..=2) && is_month(document, at + 1) {
        let year = skip(skip(at + 2, b'.'), b',');
        return number(document, year, 4..=4).then_some(year + 1);
    }
    for mark in [b'-', b'/', b'.'] {
        let parts = document.is_punct(at + 1, mark) && document.is_punct(at + 3, mark);
        let iso = number(document, at, 4..=4) && number(document, at + 2, 1..=2) && number(document, at + 4, 1..=2);
        let usual = number(document, at, 1..=2) && number(document, at + 2, 1..=2) && number(document, at + 4, 4..=4);
        if parts && (iso || usual) {
            return Some(at + 5);
        }
    }
    // 11.07.2023 is one token
    let dotted = number(document, at, 8..=10) && document.token_text(at).bytes().filter(|&b| b == b'.').count() == 2;
    dotted.then_some(at + 1)
}

/// The first full date inside a range.
pub(super) fn date_in(document: &Document<'_>, range: TokenRange) -> Option<TokenRange> {
    let begins = |at: &usize| document.token(*at).is_some_and(|t| t.kind == TokenKind::Number || t.is_capital());
    range.indexes().filter(begins).find_map(|at| {
        let end = date_at(document, at)?;
        (end <= range.end as usize).then(|| TokenRange::new(at, end))
    })
}

/// The date under the signature of a letter or message: "THE WHITE HOUSE, July 20, 2021."
pub(super) fn signed(view: &View<'_, '_>, labelled: &[Labelled]) -> Option<TokenRange> {
    labelled
        .iter()
        .rev()
        .take_while(|(_, kind)| matches!(kind, ZoneKind::Signature | ZoneKind::EndMark))
        .find_map(|(range, _)| date_in(view.document, *range))
}
