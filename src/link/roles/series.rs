//! Series of people: several names under one title, names and titles by turns.

use super::super::MentionIndex;
use super::before::person_before;
use crate::document::{Document, Gap, TokenKind};
use crate::gazetteer::lexicon::Class;
use crate::mention::{Kind, Mention};
use crate::rules::Lists;
use crate::rules::lists::link_bit;

/// Tokens of a bracket that gives a member's party and state.
const PARTY: usize = 7;

/// Whether the name behind a comma is the next item of a list rather than this title's holder: the title has a name
/// before it already, and that name is not the holder of a title before it.
pub(super) fn list_of_people(
    document: &Document<'_>,
    lists: &Lists<'_>,
    mentions: &[Mention],
    index: MentionIndex,
) -> bool {
    person_before(document, lists, mentions, index).is_some_and(|person| !title_opens(document, mentions, person))
}

/// People of a list with their titles.
const LISTED: usize = 16;

/// Whether a list of people gives each title before its name: "the Director General, Jane Hale, the Secretary for Rivers,
/// Luis Ortega, …". What the list begins with decides.
fn title_opens(document: &Document<'_>, mentions: &[Mention], person: MentionIndex) -> bool {
    let comma = |range: std::ops::Range<usize>| range.into_iter().any(|t| document.is_punct(t, b','));
    let mut person = person;
    for _ in 0..LISTED {
        let mut start = mentions[person].range.start as usize;
        let (mut titles, mut steps) = (0, 0);
        let mut at = person;
        let previous = loop {
            let Some(previous) = at.checked_sub(1) else { break None };
            let between = mentions[previous].range.end as usize..start;
            let near = between.len() <= 3
                && document.tokens[between.start..=start].iter().all(|t| t.gap < Gap::Line)
                && between.clone().all(|t| {
                    document.tokens[t].kind == TokenKind::Possessive
                        || document.tokens[t].kind == TokenKind::Punct && !document.tokens[t].is_punct(b';')
                        || link_bit(document, t) != 0
                        || document.is(t, Class::DETERMINER.union(Class::CONJUNCTION).union(Class::TITLE_MODIFIER))
                        || document.tokens[t].is_capital() && document.tokens[t].len() <= 3
                });
            // "Secretary Jane Hale, the chair": a name right behind its title is no item of such a list
            if !near || steps > LISTED || at == person && mentions[previous].kind != Kind::Person && !comma(between) {
                break None;
            }
            if mentions[previous].kind == Kind::Person {
                break Some(previous);
            }
            titles += usize::from(mentions[previous].kind == Kind::Role);
            steps += 1;
            start = mentions[previous].range.start as usize;
            at = previous;
        };
        match previous {
            _ if titles == 0 => return false,
            Some(previous) => person = previous,
            None => return true,
        }
    }
    false
}

/// Mentions between two people of a coordination: their towns and states.
const BETWEEN: usize = 4;

/// The person next in a coordination: "Smith and Jones", "Smith, Jones", "Smith, 42, of Bath, Maine, and Jones".
pub(super) fn next_coordinated(
    document: &Document<'_>,
    mentions: &[Mention],
    person: MentionIndex,
) -> Option<MentionIndex> {
    let mut at = mentions[person].range.end as usize;
    let mut joined = false;
    for next in person + 1..=person + 1 + BETWEEN {
        let mention = mentions.get(next)?;
        if (mention.range.start as usize) < at {
            continue;
        }
        while at < mention.range.start as usize {
            // "Smith (R-MO) and Jones"
            if let Some(behind) = behind_party(document, at) {
                at = behind;
                break;
            }
            let comma = document.is_punct(at, b',');
            joined |= comma || document.is_word(at, "and");
            // an age, "of" a town
            let age = document.tokens[at].kind == TokenKind::Number || document.is_word(at, "of");
            if !(comma || age || document.is_word(at, "and") || document.is_word(at, "both")) {
                return None;
            }
            at += 1;
        }
        if (mention.range.start as usize) < at {
            continue;
        }
        match mention.kind {
            Kind::Person => return joined.then_some(next),
            Kind::Place if joined => at = mention.range.end as usize,
            // a courtesy title or a state behind its town
            _ => return None,
        }
    }
    None
}

/// The token behind a bracket that opens at `at` and gives a party and a state: "(R-Mo.)".
fn behind_party(document: &Document<'_>, at: usize) -> Option<usize> {
    let letter = document.token(at + 1).is_some_and(|t| t.len() == 1 && t.is_capital());
    let opens = document.is_punct(at, b'(') && letter && document.is_punct(at + 2, b'-');
    opens.then(|| (at + 3..at + PARTY).find(|&t| document.is_punct(t, b')'))).flatten().map(|close| close + 1)
}
