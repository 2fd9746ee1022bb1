//! A head word and what belongs to it: "Ministry of Water and Energy", "Danube River Commission".

use super::COMPANY;
use super::forms::behind_another;
use crate::document::{Document, Gap, Shape, TokenKind, TokenRange};
use crate::gazetteer::compile::FormKind;
use crate::gazetteer::index::Head;
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::gazetteer::numbers::organization::UNIVERSITY;
use crate::gazetteer::numbers::place::{CITY, REGION, STATE};
use crate::gazetteer::numbers::title::{COURTESY, OFFICE};
use crate::mention::{Kind, Mention};
use crate::rules::lists::{Lists, link_bit};
use crate::rules::people::begins_name;
use crate::rules::roles::office_end;

pub(super) fn head_word(
    document: &Document<'_>,
    lists: &Lists<'_>,
    start: usize,
    end: usize,
    links: u16,
    head: Head,
    out: &mut Vec<Mention>,
) {
    let left = extend_left(document, lists, start);
    let left = if head.kind == COMPANY { behind_another(document, lists, left, start) } else { left };
    // "Department of State Offers Reward": what a list holds ends where it ends, unless a connecting word goes on
    let known = lists.organization_end(start).filter(|&known| {
        known > end
            && document.token(known).is_some_and(|t| t.is_capital() && t.gap == Gap::Space)
            && connector(document, lists, known, true).is_none()
    });
    let linked = links & link_bit(document, end) != 0 && known.is_none();
    let right = if linked { field(document, lists, end + 1) } else { None };
    // "Office of the Special Envoy for Water Issues": an office with all that it governs
    let office = linked
        .then(|| office_end(document, lists, end + 1 + usize::from(document.is_word(end + 1, "the"))))
        .flatten()
        .filter(|&to| document.token(to).is_none_or(|t| !t.is_capital() || t.gap != Gap::Space));
    let right = right.max(office);
    let right = right.map(|right| if head.kind == UNIVERSITY { campus(document, lists, right) } else { right });
    if let (true, Some(right)) = (head.first, right) {
        let range = TokenRange::new(left, right);
        out.push(Mention::by_rule(Kind::Organization, range, "organizations/head-first").of_kind(head.kind));
    } else if let Some(town) = town_before(document, lists, left).filter(|_| head.last && end - left > 1) {
        let range = TokenRange::new(town, end);
        out.push(Mention::by_rule(Kind::Organization, range, "organizations/town-head").of_kind(head.kind));
    } else if head.last && left < start {
        // "Kurdish Agency": an adjective of a people alone is enough; a lone direction or number is not
        let end = if head.kind == UNIVERSITY { campus(document, lists, end) } else { end };
        let range = TokenRange::new(left, end);
        out.push(Mention::by_rule(Kind::Organization, range, "organizations/head-last").of_kind(head.kind));
    }
}

/// Where a university ends with the town of its campus: "University of Wisconsin – Oshkosh".
fn campus(document: &Document<'_>, lists: &Lists<'_>, end: usize) -> usize {
    let dash = document.token(end).is_some_and(|t| t.gap < Gap::Line) && matches!(document.token_text(end), "–" | "-");
    let town = lists.at(end + 1).filter(|(m, family)| *family == Family::Place && m.what.kind() == CITY);
    let town = town.map(|(m, _)| m.range.end as usize).max();
    town.filter(|_| dash && document.tokens[end + 1].gap < Gap::Line).unwrap_or(end)
}

/// Where the town or county begins whose body stands behind its state: "Bath, Maine, | Police Department".
fn town_before(document: &Document<'_>, lists: &Lists<'_>, at: usize) -> Option<usize> {
    let place = |end: usize, wanted: fn(u8) -> bool| {
        let places = lists.overlapping(end, end).iter().filter(|m| {
            m.what.family() == Family::Place
                && m.form != FormKind::Demonym
                && m.range.end as usize == end
                && wanted(m.what.kind())
        });
        places.map(|m| m.range.start as usize).min()
    };
    let comma = |at: usize| at > 0 && document.is_punct(at - 1, b',');
    if !comma(at) || document.tokens[at].gap != Gap::Space {
        return None;
    }
    let state = place(at - 1, |kind| kind == STATE)?;
    let town = if comma(state) { place(state - 1, |kind| kind == CITY || kind == REGION) } else { None };
    // "Clay County" that no list has
    let county = || {
        let last = state.checked_sub(2).filter(|_| comma(state))?;
        let class = lists.head(last, Family::Place).is_some() && document.tokens[last].is_capital();
        (class && last > 0 && document.tokens[last - 1].is_capital()).then(|| last - 1)
    };
    town.or_else(county)
}

/// The start of the capitalised words before `start` that belong to a name.
pub(crate) fn extend_left(document: &Document<'_>, lists: &Lists<'_>, start: usize) -> usize {
    let mut at = start;
    let mut steps = 0;
    while at > 0 && steps < 8 {
        let previous = at - 1;
        if document.tokens[at].gap >= Gap::Line {
            break;
        }
        let token = &document.tokens[previous];
        let glue = token.is_punct(b'-') && document.tokens[at].gap == Gap::None
            || token.is_punct(b'&')
            || document.is_word(previous, "and")
                && previous > 0
                && is_name_word(document, lists, previous - 1)
                && document.tokens[previous - 1].is_capital();
        if glue {
            // what ends in a legal form is a name of its own
            if previous == 0
                || !is_name_word(document, lists, previous - 1)
                || document.is(previous - 1, Class::LEGAL_FORM)
                // "House Mike Orlovan and Senate": a name before "and" is a person's
                || previous > 1 && begins_name(document, lists, previous - 2)
            {
                break;
            }
            at = previous - 1;
            steps += 2;
            continue;
        }
        if !is_name_word(document, lists, previous) || document.is(previous, Class::LEGAL_FORM) {
            break;
        }
        at = previous;
        steps += 1;
    }
    // a word that opens the sentence and is only common English is no part of the name
    while at < start && document.is(at, Class::FUNCTION) {
        at += 1;
    }
    at
}

/// Whether a token can stand inside the capitalised run of a name.
fn is_name_word(document: &Document<'_>, lists: &Lists<'_>, at: usize) -> bool {
    let token = &document.tokens[at];
    token.is_capital()
        && token.is_wordlike()
        && !document.is(at, Class::FUNCTION)
        && lists.title(at, |kind| kind == OFFICE || kind == COURTESY).is_none()
}

/// The end of the field behind a link word: capitalised words with "of", "and", "the", "for" and commas between them.
pub(crate) fn field(document: &Document<'_>, lists: &Lists<'_>, start: usize) -> Option<usize> {
    let mut at = start;
    let mut end = None;
    let mut words = 0;
    while let Some(token) = document.token(at) {
        if token.gap >= Gap::Line || words > 12 {
            break;
        }
        if let Some(entity) = lists.entity_end(at).filter(|_| token.is_capital()) {
            at = entity;
            end = Some(at);
            words += 1;
            // "Ministers of the Kingdom of Denmark Troels Orlovan"
            if unknown_name(document, lists, at) {
                break;
            }
        } else if token.is_capital()
            && token.is_wordlike()
            && !(document.is(at, Class::FUNCTION) && token.shape != Shape::Upper)
        {
            if words > 0 && (lists.title(at, |kind| kind <= 1).is_some() || begins_name(document, lists, at)) {
                break;
            }
            at += 1;
            end = Some(at);
            words += 1;
        } else if let Some(next) = connector(document, lists, at, end.is_some()) {
            at = next;
        } else {
            break;
        }
    }
    end
}

/// Whether two or three words that no list and no dictionary knows stand at a token, and a word in lower case or a mark
/// behind them: a name that follows a body or a country.
pub(crate) fn unknown_name(document: &Document<'_>, lists: &Lists<'_>, at: usize) -> bool {
    let known = Class::COMMON.union(Class::ORGANIZATION_WORD).union(Class::PLACE_WORD).union(Class::FUNCTION);
    let word = |at: usize| {
        document.token(at).is_some_and(|t| {
            t.is_capital()
                && t.kind == TokenKind::Word
                && t.shape == Shape::Capital
                && t.gap == Gap::Space
                && t.len() > 2
        }) && (!document.is(at, known) || document.is(at, Class::GIVEN_NAME) && !document.is(at, Class::FUNCTION))
            && lists.at(at).next().is_none()
    };
    let words = (at..at + 4).take_while(|&at| word(at)).count();
    let ends = document.token(at + words).is_none_or(|t| !t.is_capital() || t.gap >= Gap::Line);
    (2..=3).contains(&words) && ends
}

/// Steps over a connecting word inside a field, if the field goes on behind it.
fn connector(document: &Document<'_>, lists: &Lists<'_>, at: usize, inside: bool) -> Option<usize> {
    let token = document.token(at)?;
    let text = document.token_text(at);
    let next_capital = |at: usize| document.token(at).is_some_and(|t| t.is_capital() && t.gap < Gap::Line);
    if token.is_punct(b'-') && token.gap == Gap::None && inside {
        return Some(at + 1);
    }
    if !inside {
        return (text == "the" && next_capital(at + 1)).then_some(at + 1);
    }
    match text {
        "of" | "for" | "in" => {
            let next = if document.is_word(at + 1, "the") { at + 2 } else { at + 1 };
            // "Embassy of Japan in Kabul", but "Ministry of Health in May"
            (next_capital(next) && (text == "of" || lists.names_entity(next))).then_some(next)
        }
        "and" | "&" => {
            let next = at + 1;
            let other = lists.at(next).any(|(m, f)| {
                matches!(f, Family::Title | Family::Organization | Family::Agreement)
                    || f == Family::Place
                    || f == Family::Head && link_bit(document, m.range.end as usize) & 1 != 0
            });
            // "the Office for the Northern District and Heather Hale of the Section"
            let person = begins_name(document, lists, next);
            (next_capital(next) && !other && !person).then_some(next)
        }
        _ => None,
    }
}
