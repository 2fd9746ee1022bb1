//! The offices that a biography lists behind one verb: "served as Director of A, Deputy Director of B, and Counsel at C".

use super::subject::opening;
use super::{is_deputy, same_title};
use crate::document::{Document, Gap, Token, TokenKind};
use crate::gazetteer::lexicon::Class;
use crate::gazetteer::numbers::title::RANK;
use crate::link::MentionIndex;
use crate::mention::{Kind, Mention};
use crate::rules::Lists;
use crate::rules::lists::link_bit;

/// Offices over which a list is followed back to its verb.
const OFFICES: usize = 12;
/// Mentions between two offices of a list: their bodies, towns and states.
const BETWEEN: usize = 8;
/// Tokens between two offices of a list.
const APART: usize = 40;
/// Tokens between "served" and "as": where and how long.
const SERVED: usize = 40;

/// The word that says what somebody is or was and leads to a title: right before it, or before the first of the offices
/// among which it is listed.
pub(super) fn verb(
    document: &Document<'_>,
    lists: &Lists<'_>,
    mentions: &[Mention],
    index: MentionIndex,
) -> Option<usize> {
    let own = mentions[index].range;
    let mut at = opening(document, lists, mentions, index);
    if let Some(verb) = verb_before(document, mentions, index, at) {
        return Some(verb);
    }
    // ranks are told one by one; "served as Director of A, the Secretary said": an article may open what another does
    if mentions[index].subkind == Some(RANK) || at < own.start as usize && !is_stated(document, own.end as usize) {
        return None;
    }
    let article = (at..own.start as usize).any(|t| document.is(t, Class::DETERMINER));
    let mut index = index;
    for step in 0..OFFICES {
        let back = mentions[..index]
            .iter()
            .rev()
            .take(BETWEEN)
            .position(|m| m.kind != Kind::Organization && m.kind != Kind::Place && m.kind != Kind::Demonym)?;
        let previous = index - 1 - back;
        let office = mentions[previous];
        let link = at.checked_sub(1)?;
        if office.kind != Kind::Role || !is_listed(document, office.range.end as usize, at) {
            return None;
        }
        // "Adviser to the President, Director of A": whom he serves, unless it reads on as "the President and Vice President"
        let serves = link_bit(document, link) != 0 && !document.is(link, Class::CONJUNCTION);
        let joins = document.is_punct(link, b',')
            || document.is_punct(link, b';')
            || document.is_punct(link, b'&')
            || document.is(link, Class::CONJUNCTION)
            || document.is_word(link, "as")
            || document.is_word(link, "then");
        if !(joins || serves && step > 0) {
            return None;
        }
        let start = opening(document, lists, mentions, previous);
        let served =
            start.checked_sub(1).is_some_and(|t| link_bit(document, t) != 0 && !document.is(t, Class::CONJUNCTION));
        let like = same_title(document, office.range, own) || is_deputy(document, lists, office.range, own);
        if served && joins && (article || like) {
            return None;
        }
        if let Some(verb) = verb_before(document, mentions, previous, start) {
            return Some(verb);
        }
        (index, at) = (previous, start);
    }
    None
}

/// Words before a verb that say when.
const WHEN: usize = 2;

/// Whether the sentence that leads to a title says that somebody held it before: "previously served as", "Prior to that, she
/// was".
pub(super) fn is_past(document: &Document<'_>, lists: &Lists<'_>, mentions: &[Mention], index: MentionIndex) -> bool {
    let said = |t: usize| {
        let word = document.token_text(t);
        word.eq_ignore_ascii_case("previously") || word.eq_ignore_ascii_case("formerly")
    };
    // "Prior to that, she was counsel, and is now the director"
    let present = |t: usize| ["is", "serves", "currently"].iter().any(|word| document.is_word(t, word));
    verb(document, lists, mentions, index).is_some_and(|verb| {
        let sentence = document.sentences.get(document.sentence_of(verb));
        let opens = sentence.is_some_and(|s| said(s.start as usize) || document.is_word(s.start as usize, "Prior"));
        let near = verb.saturating_sub(WHEN)..=verb;
        opens && !near.clone().any(present) || near.clone().any(said)
    })
}

/// The word right before a title's opening that says what somebody is or was: "is", "became", "served as", "was most
/// recently", "served for two years as".
fn verb_before(document: &Document<'_>, mentions: &[Mention], index: MentionIndex, at: usize) -> Option<usize> {
    let link = at.checked_sub(1)?;
    let before = link.checked_sub(1)?;
    if !document.is_word(link, "as") {
        let adverb =
            document.token_text(link).ends_with("ly") && document.is(before, Class::ROLE_LINK.union(Class::DETERMINER));
        return (document.is(link, Class::ROLE_LINK) || adverb).then_some(link);
    }
    if document.is(before, Class::ROLE_LINK) {
        return Some(link);
    }
    // "such as the Director" says nothing of anybody
    if document.is_word(before, "such") {
        return None;
    }
    let first = document.sentences.get(document.sentence_of(link))?.start as usize;
    let verb = (first.max(link.saturating_sub(SERVED))..link).rev().find(|&t| {
        document.is(t, Class::ROLE_LINK)
            && !document.is(t, Class::AUXILIARY.union(Class::OPENER))
            && document.token_text(t) != "who"
    });
    // "joined the Senate in 2021 as", "will return to the White House as": behind a body or a year it says how
    let ends = || {
        let near = mentions[..index].iter().rev().take(BETWEEN).find(|m| m.range.end as usize <= link);
        near.is_some_and(|m| m.kind == Kind::Organization && m.range.end as usize == link)
            || document.tokens[before].kind == TokenKind::Number
    };
    verb.or_else(|| ends().then_some(link))
}

/// Whether nothing but bodies, places and years stands between two offices.
fn is_listed(document: &Document<'_>, from: usize, to: usize) -> bool {
    let plain = |t: usize| {
        let token = &document.tokens[t];
        let word = Class::CONJUNCTION
            .union(Class::DETERMINER)
            .union(Class::PREPOSITION)
            .union(Class::TITLE_MODIFIER)
            .union(Class::OPENER);
        token.is_capital()
            || matches!(token.kind, TokenKind::Punct | TokenKind::Number | TokenKind::Possessive)
            || document.is(t, word)
            || document.is_word(t, "well")
    };
    let near = to > from && to - from <= APART && document.sentence_of(from - 1) == document.sentence_of(to - 1);
    near && document.tokens[from..=to.min(document.tokens.len() - 1)].iter().all(|t| t.gap < Gap::Line)
        && (from..to).all(plain)
}

/// Whether a title ends what is said of it: no verb stands behind it.
fn is_stated(document: &Document<'_>, end: usize) -> bool {
    document.token(end).is_none_or(|t: &Token| !t.is_wordlike() || t.is_capital())
        || document.is(end, Class::CONJUNCTION.union(Class::PREPOSITION))
        || link_bit(document, end) != 0
}
