//! The line that opens the story: "KABUL, Afghanistan (Jan. 25, 2013) –", "WASHINGTON, Oct. 3 —", "LONDON (AP) -".

use super::View;
use super::days::{date_at, is_month};
use crate::document::{Document, Gap, Shape, TokenKind, TokenRange};
use crate::gazetteer::kinds::Family;

/// A dateline and where the story begins behind its dash.
pub(super) struct Dateline {
    pub(super) range: TokenRange,
    pub(super) story: u32,
    /// Whether it holds a day.
    pub(super) dated: bool,
}

/// The longest name of a place here: "NAVAL SUPPORT ACTIVITY SOUDA BAY".
const LONGEST_PLACE: usize = 6;
/// Parts behind the first: "BAGRAM AIRFIELD, Parwan province, Afghanistan".
const MOST_PARTS: usize = 3;
/// Tokens in brackets: "(Army News Service, Jan. 5, 2013)".
const LONGEST_BRACKET: usize = 12;

/// The dateline with which a line opens.
pub(super) fn at_start(view: &View<'_, '_>, line: TokenRange) -> Option<Dateline> {
    let document = view.document;
    let limit = line.end as usize;
    let start = line.start as usize;
    let listed = listed_place(view, start, limit);
    let mut at = upper_run(document, start, limit).max(listed).unwrap_or(start);
    if at == start {
        return None;
    }
    let shouted = document.tokens[start].shape == Shape::Upper || document.tokens[start].kind == TokenKind::Initialism;
    let mut known = listed == Some(at);
    let mut parts = 0;
    let mut dated = false;
    while parts < MOST_PARTS && document.is_punct(at, b',') && at < limit {
        if let Some(end) = day(document, at + 1, limit) {
            (at, dated) = (end, true);
            break;
        }
        let Some(end) = part(view, at + 1, limit) else { break };
        known |= listed_place(view, at + 1, limit).is_some();
        at = end;
        parts += 1;
    }
    // a comma may stand before the dash: "WASHINGTON, D.C., –"
    let mut end = at;
    let mut bracket = false;
    if document.is_punct(at, b'(') {
        let close = (at + 1..limit.min(at + LONGEST_BRACKET)).find(|&n| document.is_punct(n, b')'))?;
        dated |= (at + 1..close).any(|n| is_month(document, n) || date_at(document, n).is_some());
        bracket = true;
        (at, end) = (close + 1, close + 1);
    } else if let Some(close) = agency(document, at, limit) {
        at = close;
    }
    if document.is_punct(at, b',') {
        at += 1;
    }
    let opens = |story: usize| document.token(story).is_some_and(|t| story < limit && !matches!(t.shape, Shape::Lower));
    let range = TokenRange::new(start, end);
    if at < limit && document.is_dash(at) && is_apart(document, at) {
        let enough = known || dated && shouted || bracket && shouted || parts > 0 && shouted;
        return (enough && (opens(at + 1) || at + 1 == limit)).then_some(Dateline {
            range,
            story: at as u32 + 1,
            dated,
        });
    }
    // "KABUL, Afghanistan (Jan. 25, 2013)", the dash left out
    if dated && shouted && (bracket || parts > 0 || known) && (opens(at) || at == limit) {
        return Some(Dateline { range, story: at as u32, dated });
    }
    // "WASHINGTON The Justice Department …": the dash was lost on the way
    let word = document.token(at).is_some_and(|t| t.is_wordlike() && (t.shape == Shape::Capital || t.len() == 1));
    let lost = word && at < limit && !bracket && shouted && parts == 0 && listed == Some(at) && is_town(view, range);
    (lost && super::lines::is_prose(document, line)).then_some(Dateline { range, story: at as u32, dated })
}

/// The end of the longest place of the lists at a token.
fn listed_place(view: &View<'_, '_>, start: usize, limit: usize) -> Option<usize> {
    view.matches_at(start as u32)
        .filter(|(m, family)| m.range.end as usize <= limit && *family == Family::Place)
        .map(|(m, _)| m.range.end as usize)
        .max()
}

/// Whether the lists know a town or base of this name: countries open many sentences.
fn is_town(view: &View<'_, '_>, range: TokenRange) -> bool {
    view.matches_at(range.start).any(|(m, family)| {
        let kind = Family::Place.kinds().get(view.lists.entry(m).kind() as usize);
        m.range == range && family == Family::Place && matches!(kind, Some(&("city" | "facility")))
    })
}

/// The end of a run of words in capitals: "JOINT BASE LANGLEY-EUSTIS", "FT. LEAVENWORTH".
fn upper_run(document: &Document<'_>, start: usize, limit: usize) -> Option<usize> {
    let mut at = start;
    let mut letters = 0;
    while at < limit && at < start + 2 * LONGEST_PLACE {
        let token = document.tokens[at];
        let glued = token.gap == Gap::None;
        let upper = token.shape == Shape::Upper
            && (token.len() > 1 || letters == 0 && !document.is(at, crate::gazetteer::lexicon::Class::DETERMINER));
        let joins = token.kind == TokenKind::Punct
            && glued
            && matches!(token.first, b'-' | b'.' | b'/')
            && document
                .token(at + 1)
                .is_some_and(|next| next.shape == Shape::Upper && (token.first == b'.') == (next.gap == Gap::Space));
        let possessive = token.kind == TokenKind::Possessive;
        if upper && token.is_wordlike() {
            letters += token.len();
        } else if at == start || !(joins || possessive) {
            break;
        }
        at += 1;
    }
    (letters >= 3).then_some(at)
}

/// The end of a part behind a comma: "Va.", "Afghanistan", "Parwan province".
fn part(view: &View<'_, '_>, start: usize, limit: usize) -> Option<usize> {
    let document = view.document;
    let mut at = listed_place(view, start, limit).unwrap_or(start);
    while at < limit && at < start + LONGEST_PLACE {
        let token = document.tokens[at];
        let capital = token.is_wordlike() && token.is_capital();
        let class_word = at > start && token.shape == Shape::Lower && document.tokens[at - 1].is_capital();
        let inner = at > start
            && token.kind == TokenKind::Punct
            && token.gap == Gap::None
            && matches!(token.first, b'-' | b'.')
            && !is_dash_before_text(document, at);
        if !(capital || class_word || inner) || token.gap >= Gap::Line {
            break;
        }
        at += 1;
    }
    (at > start).then_some(at)
}

/// "Va.-The": a hyphen that ends the dateline though no blank stands around it.
fn is_dash_before_text(document: &Document<'_>, at: usize) -> bool {
    document.is_punct(at, b'-') && document.is_punct(at - 1, b'.')
}

/// The end of a day behind a comma: "Oct. 3", "March 3, 2021", "3 March 2021".
fn day(document: &Document<'_>, start: usize, limit: usize) -> Option<usize> {
    // "WASHINGTON, Friday, Oct. 3"
    if let Some(end) = date_at(document, start) {
        return (end <= limit).then_some(end);
    }
    let number =
        |at: usize| at < limit && document.tokens[at].kind == TokenKind::Number && document.tokens[at].len() <= 2;
    if is_month(document, start) {
        let at = if document.is_punct(start + 1, b'.') { start + 2 } else { start + 1 };
        return number(at).then_some(at + 1);
    }
    (number(start) && is_month(document, start + 1))
        .then(|| start + if document.is_punct(start + 2, b'.') { 3 } else { 2 })
}

/// The end of "/`PRNewswire`/".
fn agency(document: &Document<'_>, at: usize, limit: usize) -> Option<usize> {
    const LONGEST: usize = 5;
    if !document.is_punct(at, b'/') {
        return None;
    }
    (at + 2..limit.min(at + LONGEST)).find(|&n| document.is_punct(n, b'/')).map(|n| n + 1)
}

/// Whether a dash parts rather than joins: white space on a side, a long dash, or a full stop before it.
fn is_apart(document: &Document<'_>, at: usize) -> bool {
    document.tokens[at].gap != Gap::None
        || document.token(at + 1).is_none_or(|next| next.gap != Gap::None)
        || document.token_text(at) != "-"
        || at > 0 && (document.is_punct(at - 1, b'.') || document.is_punct(at - 1, b')'))
}
