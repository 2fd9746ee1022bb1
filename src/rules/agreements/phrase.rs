//! What belongs to the name of an instrument, left and right of its head word.

mod heads;
mod right;

use super::View;
use crate::document::{Document, Gap, Shape, TokenKind};
use crate::gazetteer::kinds::{Family, LINKS};
use crate::gazetteer::lexicon::{Class, DATE_CLASSES};
use crate::rules::lists::link_bit;
pub(crate) use heads::{head_word, is_bare, single_heads};
pub(super) use right::right;

/// Tokens to either side of a head word; names of laws are long.
const LONGEST: usize = 28;

/// The start of a name whose head word begins at `start`; `law` lets more link words pass.
pub(super) fn left(view: &View<'_, '_>, start: usize, law: bool) -> usize {
    let document = view.document;
    if let Some(quoted) = quoted(view, start).filter(|_| law) {
        return quoted;
    }
    let mut at = start;
    let mut in_list = false;
    while at > 0 && start - at < LONGEST && document.tokens[at].gap < Gap::Line {
        let Some(next) = step_left(view, at, start, law, &mut in_list) else { break };
        at = next;
    }
    // words that open the sentence or the phrase are no part of the name
    while at < start && !opens_name(view, at) {
        at += 1;
    }
    joined_left(view, if law { at } else { behind_verb(view, at, start) })
}

/// Whether a year ends a date: "January 28, 2021", "June 2024".
fn ends_date(document: &Document<'_>, year: usize) -> bool {
    year > 0 && (document.is_punct(year - 1, b',') || is_date_word(document, year - 1))
}

/// Behind the verb of a headline: "Justice Department Obtains Comprehensive Agreement". A body and a word that ends as
/// verbs do are no part of the name.
fn behind_verb(view: &View<'_, '_>, left: usize, start: usize) -> usize {
    let Some(verb) = view.lists.entity_end(left).filter(|&end| end + 1 < start) else { return left };
    let token = view.document.tokens[verb];
    let text = view.document.token_text(verb);
    let verbal =
        token.kind == TokenKind::Word && token.shape == Shape::Capital && text.ends_with('s') && !text.ends_with("ss");
    if verbal { verb + 1 } else { left }
}

/// The start of a name in quotes: "the “Clean Rivers for Families and their Children Act of 2019”".
fn quoted(view: &View<'_, '_>, start: usize) -> Option<usize> {
    let document = view.document;
    let mut at = start;
    while at > 0 && start - at < LONGEST && document.tokens[at].gap < Gap::Line {
        at -= 1;
        let token = document.tokens[at];
        if token.kind == TokenKind::Punct && (token.is_punct(b'"') || document.token_text(at) == "“") {
            let opens = document.tokens[at + 1].gap == Gap::None && token.gap != Gap::None;
            return (opens && at + 1 < start && document.tokens[at + 1].is_capital()).then_some(at + 1);
        }
        // a title has small words, a sentence that is quoted has others: "“We deeply thank them for issuing the Harbour Law"
        let says = token.kind == TokenKind::Word
            && token.shape == Shape::Lower
            && (!document.is(at, Class::FUNCTION) || document.is(at, Class::FORM_OF_BE.union(Class::AUXILIARY)));
        if says
            || document.token_text(at) == "”"
            || token.is_punct(b';')
            || token.is_punct(b'.')
                && document.tokens[at + 1].gap != Gap::None
                && !document.is(at.saturating_sub(1), Class::ABBREVIATION)
                && at > 0
                && document.tokens[at - 1].len() > 1
        {
            return None;
        }
    }
    None
}

/// The start of a body or place of the lists that ends before `end`.
pub(super) fn entity_before(view: &View<'_, '_>, end: usize) -> Option<usize> {
    const LONGEST_ENTITY: usize = 8;
    (end.saturating_sub(LONGEST_ENTITY)..end).find(|&at| {
        view.document.tokens[at].is_capital()
            && view
                .lists
                .at(at)
                .any(|(m, f)| matches!(f, Family::Organization | Family::Place) && m.range.end as usize == end)
    })
}

fn opens_name(view: &View<'_, '_>, at: usize) -> bool {
    let document = view.document;
    let token = document.tokens[at];
    let year = is_year(document, at);
    let shouted = token.shape == Shape::Upper && token.len() > 1;
    let plain = super::cues::at(view, at, |cue| cue == super::cues::Cue::Plain).is_some();
    let function = document.is(at, Class::FUNCTION) && !shouted;
    (token.is_wordlike()
        && token.is_capital()
        && !function
        && !plain
        && !document.is(at, Class::ORDINAL_WORD.union(Class::NUMBER_WORD))
        || token.is_wordlike() && token.is_capital() && document.is(at, Class::ORDINAL_WORD))
        || year
        || token.kind == TokenKind::Mixed
}

/// One step to the left inside a name; `None` where it ends.
fn step_left(view: &View<'_, '_>, at: usize, start: usize, law: bool, in_list: &mut bool) -> Option<usize> {
    let document = view.document;
    let previous = at - 1;
    let token = document.tokens[previous];
    let before = |n: usize| previous >= n && is_name_word(view, previous - n);
    if is_name_word(view, previous) {
        // "Department of Defense Directive"
        return Some(entity_before(view, at).unwrap_or(previous).min(previous));
    }
    if is_year(document, previous) && at == start && !ends_date(document, previous)
        || token.kind == TokenKind::Number && law && at != start && before(1)
    {
        return Some(previous);
    }
    let glued = document.tokens[at].gap == Gap::None && token.gap == Gap::None;
    if token.kind == TokenKind::Punct
        && glued
        && (token.is_punct(b'-') || token.is_punct(b'/') || document.is_dash(previous))
        && before(1)
    {
        return Some(previous - 1);
    }
    // "Women's Health Act", not "Kenya's Water Act"
    if token.kind == TokenKind::Possessive
        && before(1)
        && document.is(previous - 1, Class::COMMON)
        && view.lists.entity_end(previous - 1).is_none()
    {
        return Some(previous - 1);
    }
    // link words stand between words of a name, not before its head word ("Professor of Law")
    if at == start {
        return None;
    }
    if token.is_punct(b'&') && before(1) {
        return Some(previous - 1);
    }
    if token.is_punct(b'.')
        && token.gap == Gap::None
        && law
        && before(1)
        && document.is(previous - 1, Class::ABBREVIATION)
    {
        return Some(previous - 1);
    }
    if token.is_punct(b',') && *in_list && before(1) {
        return Some(previous - 1);
    }
    if token.shape != Shape::Lower {
        return None;
    }
    let ends_instrument = |at: usize| view.lists.head(at, Family::Agreement).is_some();
    if document.is_word(previous, "and") {
        if before(1) && !ends_instrument(previous - 1) {
            return Some(previous - 1);
        }
        if law && previous >= 2 && document.is_punct(previous - 1, b',') && before(2) {
            *in_list = true;
            return Some(previous - 2);
        }
        return None;
    }
    if law && link_bit(document, previous) & LAW_LINKS != 0 && before(1) && !ends_instrument(previous - 1) {
        return Some(previous - 1);
    }
    // "National Science Foundation for the Future Act"
    let article = document.is(previous, Class::DETERMINER) && before(2) && link_bit(document, previous - 1) == FOR;
    (law && article && !ends_instrument(previous - 2)).then(|| previous - 2)
}

const FOR: u16 = 1 << 1;
/// `of`, `for`, `on`, `to`, `in`, `against`, `with`: inside the name of a law.
const LAW_LINKS: u16 = 1 | FOR | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 5 | 1 << 7;

/// A word in capitals that may belong to a name.
pub(super) fn is_name_word(view: &View<'_, '_>, at: usize) -> bool {
    let document = view.document;
    let token = document.tokens[at];
    let shouted = token.shape == Shape::Upper && token.len() > 1;
    token.is_wordlike()
        && (token.is_capital() || token.kind == TokenKind::Mixed)
        && !(document.is(at, Class::FUNCTION.union(Class::AUXILIARY))
            && !(shouted && !document.is(at, Class::DETERMINER.union(Class::PREPOSITION))))
        && (!document.is(at, Class::REPORTING_VERB.union(Class::MEETING_VERB)) || is_noun_of_name(document, at))
        && super::cues::at(view, at, |cue| cue.is_event() || cue == super::cues::Cue::Violated).is_none()
        && !is_date_word(document, at)
}

/// "the Host Nation Support agreement": behind an article and before more of a name a verb is none.
fn is_noun_of_name(document: &Document<'_>, at: usize) -> bool {
    let goes_on =
        document.token(at + 1).is_some_and(|t| t.is_wordlike() && t.shape == Shape::Capital && t.gap == Gap::Space);
    goes_on && at > 0 && document.is(at - 1, Class::DETERMINER)
}

/// The start of what a hyphen, a slash or a dash between two countries joins to a name: "U.S.-Kenya …", "United States – Kenya …".
pub(super) fn joined_left(view: &View<'_, '_>, start: usize) -> usize {
    const LONGEST_COUNTRY: usize = 5;
    let document = view.document;
    let Some(mark) = start.checked_sub(1).filter(|&m| m > 0 && document.tokens[start].gap < Gap::Line) else {
        return start;
    };
    let joins = document.is_dash(mark) || document.is_punct(mark, b'/') && document.tokens[start].gap == Gap::None;
    if !joins || view.lists.entity_end(start).is_none() {
        return start;
    }
    (mark.saturating_sub(LONGEST_COUNTRY)..mark)
        .find(|&at| view.lists.country(document, at).is_some_and(|m| m.range.end as usize == mark))
        .unwrap_or(start)
}

/// The link words at a token, a bit each of `kinds::LINKS`; capitals do no harm here ("Concerning").
pub(crate) fn link(document: &Document<'_>, at: usize) -> u16 {
    LINKS.iter().position(|word| document.is_word(at, word)).map_or(0, |bit| 1 << bit)
}

/// Whether the token is the name of a month or a weekday and not another word.
pub(crate) fn is_date_word(document: &Document<'_>, at: usize) -> bool {
    let Some(token) = document.token(at) else { return false };
    let day = document
        .gazetteers
        .date_readings(token.word)
        .iter()
        .any(|&r| matches!(DATE_CLASSES.get(usize::from(r >> 10)), Some(&("month" | "weekday"))) && r != 0);
    day && token.is_capital()
}

/// Whether the token is a year.
pub(super) fn is_year(document: &Document<'_>, at: usize) -> bool {
    document.token(at).is_some_and(|t| t.kind == TokenKind::Number && t.len() == 4)
        && matches!(document.token_text(at).as_bytes()[..2], [b'1', b'5'..=b'9'] | [b'2', b'0' | b'1'])
        && document.token_text(at).bytes().all(|b| b.is_ascii_digit())
}

/// The end of the year of an instrument: "Act of 2019", "Act, 2021", "Act for Fiscal Year 2019".
pub(super) fn year(view: &View<'_, '_>, end: usize, kind: u8) -> usize {
    let document = view.document;
    let link = document.is_word(end, "of") || kind == super::ACT && document.is_punct(end, b',');
    let fiscal = kind == super::ACT
        && (document.is_word(end, "for") || document.is_word(end, "of"))
        && document.is_word(end + 1, "fiscal")
        && document.is_word(end + 2, "year")
        && is_year(document, end + 3);
    match () {
        () if fiscal => end + 4,
        () if link && is_year(document, end + 1) => end + 2,
        () => end,
    }
}

/// The end of an acronym in brackets: "(NPT)".
pub(super) fn bracket(view: &View<'_, '_>, at: usize) -> Option<usize> {
    let document = view.document;
    let token = document.token(at + 1)?;
    let acronym =
        token.is_wordlike() && matches!(token.shape, Shape::Upper | Shape::Mixed) && (2..=12).contains(&token.len());
    if !document.is_punct(at, b'(') || !acronym {
        return None;
    }
    let mut end = at + 2;
    // "(MCM MOU)"
    let second = document.token(end).is_some_and(|t| t.is_wordlike() && t.shape == Shape::Upper && t.gap == Gap::Space);
    end += usize::from(second && view.lists.head(end, Family::Agreement).is_some());
    // "(A/CPPNM)"
    while (document.is_punct(end, b'/') || document.is_punct(end, b'-')) && end < at + 5 {
        end += 2;
    }
    document.is_punct(end, b')').then_some(end + 1)
}

/// Acronyms of head words ("SPA", "DCA") mean many things: only those whose full term stands in brackets before them, and
/// those that every release uses, count.
pub(super) fn is_settled_acronym(view: &View<'_, '_>, at: usize) -> bool {
    let text = view.document.token_text(at);
    // several head words of that acronym, or a body of that name
    let owners = view.lists.at(at).filter(|(m, f)| m.range.len() == 1 && *f != Family::Marker).count();
    owners == 1 && text.to_ascii_uppercase().starts_with("MO")
}

/// "a", "an", "no", "any": opens something new.
pub(crate) fn is_indefinite(document: &Document<'_>, at: usize) -> bool {
    !document.is(at, Class::DEFINITE)
}

/// Whether a number is a year in brackets: "Resolution 2254 (2015)".
pub(crate) fn is_year_in_brackets(document: &Document<'_>, at: usize) -> bool {
    at > 0 && document.is_punct(at - 1, b'(') && is_year(document, at)
}
