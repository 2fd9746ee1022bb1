//! Bodies by their form: a company by its legal form, the government of a country.

use super::{COMPANY, extend_left};
use crate::document::{Document, Gap, Shape, TokenRange};
use crate::gazetteer::compile::FormKind;
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::gazetteer::numbers::title::SUFFIX;
use crate::rules::lists::Lists;

/// The company whose legal form stands at a token: "Harlow Marine Systems, Inc."
pub(super) fn legal_form(document: &Document<'_>, lists: &Lists<'_>, at: usize) -> Option<TokenRange> {
    let token = document.token(at)?;
    if !document.is(at, Class::LEGAL_FORM) || !token.is_capital() || token.gap != Gap::Space || at == 0 {
        return None;
    }
    // "Security Forces and Company B": a company of soldiers
    let letter = document.token(at + 1).is_some_and(|t| t.len() == 1 && t.shape == Shape::Upper && t.gap == Gap::Space);
    if letter {
        return None;
    }
    // "Jane Hale, Co-Chair"
    if document.is_punct(at + 1, b'-') && document.tokens[at + 1].gap == Gap::None {
        return None;
    }
    let comma = document.is_punct(at - 1, b',') && at > 1;
    let last = if comma { at - 1 } else { at };
    let start = extend_left(document, lists, last);
    let start = behind_another(document, lists, start, last);
    // a name behind a comma may be the item of a list: "Smith, Jones, LLC" stays as it is
    let named = start < last && (start..last).any(|t| !document.is(t, Class::LEGAL_FORM));
    let end = if document.is_punct(at + 1, b'.') && document.tokens[at + 1].gap == Gap::None { at + 2 } else { at + 1 };
    named.then(|| TokenRange::new(start, end))
}

/// Where the last name of several begins, from the start of all: "Boeing and | Harlow Marine Systems", where the lists know the
/// company before "and", and "M.D. and | Harlow Clinics", where letters behind a person's name stand there.
pub(super) fn behind_another(document: &Document<'_>, lists: &Lists<'_>, start: usize, last: usize) -> usize {
    let company = |at: usize| {
        lists.overlapping(start, at).iter().any(|m| {
            m.range.end as usize == at
                && m.range.start as usize >= start
                && m.what.family() == Family::Organization
                && m.what.kind() == COMPANY
        })
    };
    let letters =
        |at: usize| lists.title(start, |kind| kind == SUFFIX).is_some_and(|(m, _)| m.range.end as usize == at);
    let and = (start + 1..last.saturating_sub(1)).rfind(|&at| {
        document.is_word(at, "and") && !document.is(at + 1, Class::LEGAL_FORM) && (company(at) || letters(at))
    });
    and.map_or(start, |and| and + 1)
}

/// Kinds of bodies that a people's adjective names with a word in lower case.
fn is_of_a_people(kind: u8) -> bool {
    // government, legislature
    matches!(kind, 6 | 7)
}

/// "the Iraqi government"
pub(super) fn government(
    document: &Document<'_>,
    lists: &Lists<'_>,
    start: usize,
    end: usize,
    kind: u8,
) -> Option<TokenRange> {
    if !is_of_a_people(kind) || start == 0 || end - start > 1 {
        return None;
    }
    (start.saturating_sub(3)..start)
        .find(|&at| {
            lists.country(document, at).is_some_and(|m| m.range.end as usize == start && m.form == FormKind::Demonym)
        })
        .map(|at| TokenRange::new(at, end))
}

/// "the government of Ethiopia", also "of the Philippines".
pub(super) fn government_of(
    document: &Document<'_>,
    lists: &Lists<'_>,
    start: usize,
    end: usize,
    kind: u8,
) -> Option<TokenRange> {
    if !is_of_a_people(kind) || end - start > 1 || !document.is_word(end, "of") {
        return None;
    }
    let first = if document.is_word(end + 1, "the") { end + 2 } else { end + 1 };
    let country = lists.country(document, first).filter(|m| m.form != FormKind::Demonym)?;
    Some(TokenRange::new(start, country.range.end as usize))
}
