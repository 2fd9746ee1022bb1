//! The matter of an instrument, behind its head word and a link word: "on Cooperation in the Field of Harbour Safety".

use super::super::View;
use super::{LONGEST, is_date_word, is_year, link};
use crate::document::{Document, Gap, Shape, TokenKind};
use crate::gazetteer::compile::FormKind;
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::gazetteer::numbers::place::CITY;

/// The end of the matter behind a link word at `at`.
pub(in crate::rules::agreements) fn right(view: &View<'_, '_>, at: usize) -> Option<usize> {
    let document = view.document;
    let mut end = None;
    let mut now = at;
    let mut between = false;
    let mut listing = false;
    while now < document.tokens.len() && now < at + LONGEST + 12 {
        let token = document.tokens[now];
        if token.gap >= Gap::Line {
            break;
        }
        if let Some(entity) =
            view.lists.entity_end(now).filter(|_| token.is_capital() && now > at && !is_date_word(document, now))
        {
            now = entity;
            end = Some(now);
        } else if now > at && is_matter_word(view, now) {
            if end.is_some()
                && view.lists.title(now, |kind| kind == 0 || kind == 1).is_some()
                && document.is_word(now - 1, "and")
            {
                break;
            }
            now += 1;
            end = Some(now);
        } else if end == Some(now)
            && (token.kind == TokenKind::Possessive
                || token.gap == Gap::None && (token.is_punct(b'-') || token.is_punct(b'/') || token.is_punct(b'+')))
        {
            now += 1;
        } else if end.is_none() || end == Some(now) {
            between |= document.is_word(now, "between");
            let Some(next) = connectors(view, now, between, listing) else { break };
            listing |= document.is_punct(now, b',');
            now = next;
        } else {
            break;
        }
    }
    end
}

/// Where the name goes on behind link words and articles: "in the Field of", ", and".
fn connectors(view: &View<'_, '_>, start: usize, between: bool, listing: bool) -> Option<usize> {
    const MOST: usize = 3;
    let document = view.document;
    let mut at = start;
    if document.is_punct(at, b',') {
        // the last of "Reciprocal, Fair, and Balanced Trade"
        let last = listing && document.is_word(at + 1, "and") && is_matter_word(view, at + 2);
        return if last { Some(at + 2) } else { list_item(view, at) };
    }
    while at < start + MOST {
        let word = document.tokens.get(at)?;
        let bits = link(document, at);
        let links = !document.tokens[at].is_capital() || bits != 0;
        if !word.is_wordlike() || !links {
            break;
        }
        // "the Convention on Rivers and the Kenya-Uganda Agreement" are two
        let second = document.is_word(at, "and") && document.is(at + 1, Class::DETERMINER);
        // "Agreement to Ensure …" in a headline: behind "to" stands an instrument or an article
        let purpose = document.is_word(at, "to")
            && !document.is(at + 1, Class::DETERMINER)
            && !(at + 1..at + 6).any(|n| view.lists.head(n, Family::Agreement).is_some());
        let stops = (bits & STOPS != 0 || second || purpose) && !between;
        if stops
            || !(bits != 0
                || document.is(at, Class::DETERMINER) && !document.is(at, Class::RELATIVE)
                || document.is(at, Class::PREPOSITION) && bits == 0 && document.is_word(at, "relating"))
        {
            break;
        }
        at += 1;
    }
    let next = document.token(at)?;
    let town = document.is_word(at - usize::from(at > start), "in") && is_town(view, at);
    (at > start && next.gap < Gap::Line && is_matter_word(view, at) && !town).then_some(at)
}

/// `at`, `with`, `from`, `by`: what follows is no matter of an instrument but a party or a place.
const STOPS: u16 = 1 << 6 | 1 << 7 | 1 << 10 | 1 << 11;

/// "…, Public Health, and Safe Communities": a comma goes on only where an "and" closes the list.
fn list_item(view: &View<'_, '_>, comma: usize) -> Option<usize> {
    const REACH: usize = 8;
    let document = view.document;
    let mut at = comma + 1;
    while at < comma + REACH {
        if document.is_punct(at, b',') && document.is_word(at + 1, "and") && is_matter_word(view, at + 2) {
            return is_matter_word(view, comma + 1)
                .then_some(comma + 1)
                .or_else(|| document.is_word(comma + 1, "and").then_some(comma + 2));
        }
        if at == comma + 1 && document.is_word(at, "and") && is_matter_word(view, at + 1) {
            return None;
        }
        if !(at < document.tokens.len() && (is_matter_word(view, at) || document.is_punct(at, b','))) {
            return None;
        }
        at += 1;
    }
    None
}

fn is_matter_word(view: &View<'_, '_>, at: usize) -> bool {
    let document = view.document;
    document.token(at).is_some_and(|t| {
        t.is_wordlike()
            && t.is_capital()
            && (t.shape == Shape::Upper || !document.is(at, Class::FUNCTION) || is_noun_here(document, at))
            && !is_date_word(document, at)
            || t.kind == TokenKind::Number
                && t.len() == 4
                && at > 0
                && document.tokens[at - 1].is_capital()
                && is_year(document, at)
    })
}

/// "Mine" in "Mine Countermeasures" is no pronoun.
fn is_noun_here(document: &Document<'_>, at: usize) -> bool {
    document.is(at, Class::PRONOUN)
        && document.token(at + 1).is_some_and(|t| t.is_wordlike() && t.shape == Shape::Capital && t.gap == Gap::Space)
}

fn is_town(view: &View<'_, '_>, at: usize) -> bool {
    view.lists
        .at(at)
        .any(|(m, f)| f == Family::Place && view.lists.entry(m).kind() == CITY && m.form != FormKind::Demonym)
}
