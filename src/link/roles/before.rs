//! The name before a title: "Jane Hale, the director of", "Jane Hale (D-R.I.), Chairman", a signature over its title.

use super::super::MentionIndex;
use super::subject::is_agent;
use super::{is_candidate, is_torn, same_title};
use crate::document::{Document, Gap, TokenKind};
use crate::gazetteer::lexicon::Class;
use crate::gazetteer::numbers::title::{COURTESY, SUFFIX};
use crate::mention::{Kind, Mention};
use crate::rules::Lists;
use crate::rules::lists::link_bit;
use crate::rules::roles::determiner_before;

/// The person before a title: "Jane Hale, the director of", "Jane Hale, DTRA director", "Jane Hale (director)".
pub(super) fn person_before(
    document: &Document<'_>,
    lists: &Lists<'_>,
    mentions: &[Mention],
    index: MentionIndex,
) -> Option<MentionIndex> {
    let mut end = mentions[index].range.start as usize;
    let mut previous = index;
    // "Jane Hale, a former Ohio state legislator"
    if let Some(comma) = determiner_before(document, lists, end).and_then(|article| article.checked_sub(1))
        && document.is_punct(comma, b',')
    {
        let near = mentions[..index].iter().rev().take(BETWEEN).position(|m| m.range.end as usize <= comma);
        let person = near
            .map(|back| index - 1 - back)
            .filter(|&m| mentions[m].kind == Kind::Person && mentions[m].range.end as usize == comma);
        if person.is_some() {
            return person;
        }
        // "Jane Hale, 54, of Bath, Maine, a former company director"
        if let Some(person) = over_town(document, mentions, index, comma) {
            return Some(person);
        }
    }
    if let Some(person) = person_above(document, lists, mentions, index) {
        return Some(person);
    }
    let mut party = false;
    for _ in 0..5 {
        previous = previous.checked_sub(1)?;
        // "Senator Jane Hale (D-R.I.), Chairman of the committee"
        if let Some(open) = before_party(document, end) {
            end = open;
            party = true;
        }
        let mention = &mentions[previous];
        if mention.range.start as usize >= end {
            continue;
        }
        // "Secretary Jane Hale's special assistant" is another
        let owner = document.token(mention.range.end as usize).is_some_and(|t| t.kind == TokenKind::Possessive);
        if mention.kind == Kind::Person && owner {
            return None;
        }
        let mut between = mention.range.end as usize..end;
        if mention.kind == Kind::Person {
            between.start = behind_bracket(document, between.clone());
        }
        if matches!(mention.kind, Kind::Person | Kind::Organization) {
            between.start = behind_suffix(lists, between.start).min(end);
        }
        if between.len() > 7 || is_torn(document, mention.range.end as usize, end) {
            return None;
        }
        let plain = is_age(document, between.clone())
            || between.clone().all(|t| {
                ties(document, t)
                    || document.is_punct(t, b'&')
                    // "Governor Jane Hale (Ohio), Chairman"
                    || document.is_punct(t, b')') && mention.kind == Kind::Place
                    || document.tokens[t].kind == TokenKind::Possessive
                    || link_bit(document, t) != 0
                    || document.is(
                        t,
                        Class::DETERMINER
                            .union(Class::TITLE_MODIFIER)
                            .union(Class::ROLE_LINK)
                            .union(Class::RELATIVE)
                            .union(Class::OPENER),
                    )
            });
        // "…, commander, Coalition Force, and the president will be": "and the" begins what is said of another
        let another = mention.kind != Kind::Person
            && between.clone().any(|t| document.is_word(t, "and") && document.is(t + 1, Class::DETERMINER));
        if !plain || another && between.clone().any(|t| document.is_punct(t, b',')) {
            return None;
        }
        match mention.kind {
            Kind::Person => {
                let tied = between.clone().any(|t| ties(document, t) || document.is(t, Class::ROLE_LINK));
                let and = between.clone().any(|t| document.is_word(t, "and") || document.is_punct(t, b'&'));
                // "appointed by President Jane Hale to serve as Director"
                let serve = between.clone().any(|t| document.is(t, Class::ROLE_LINK));
                if serve && is_agent(document, mentions, previous) {
                    return None;
                }
                return ((tied || party) && !and).then_some(previous);
            }
            // "Jane Hale, Adviser to Minister of Energy Luis Ortega", "Adviser to the President and Vice President", but
            // "Adviser to the President and Director of the office"
            Kind::Role
                if mentions[previous + 1].kind == Kind::Role
                    && serves_too(document, mentions, index, previous + 1)
                    // but a nominee for an office is named for it
                    && !is_candidate(document, mention.range.start as usize)
                    && between.clone().any(|t| link_bit(document, t) != 0 && !document.is(t, Class::CONJUNCTION)) =>
            {
                return None;
            }
            Kind::Role | Kind::Organization | Kind::Place | Kind::Demonym => end = mention.range.start as usize,
            _ => return None,
        }
    }
    None
}

/// Whether a title is that of somebody whom another serves: the one named, or one with an article or of the same office.
fn serves_too(document: &Document<'_>, mentions: &[Mention], index: MentionIndex, served: MentionIndex) -> bool {
    let own = mentions[index].range;
    let article = own.start > 0 && document.is(own.start as usize - 1, Class::DETERMINER);
    served == index || article || same_title(document, mentions[served].range, own)
}

/// Mentions between a name and what is said of it.
const BETWEEN: usize = 4;

/// The person whose age and town stand before a comma.
fn over_town(document: &Document<'_>, mentions: &[Mention], index: MentionIndex, comma: usize) -> Option<MentionIndex> {
    let mut end = comma;
    for at in (index.saturating_sub(BETWEEN)..index).rev() {
        let mention = &mentions[at];
        if mention.range.start as usize >= comma {
            continue;
        }
        let between = (mention.range.end as usize)..end;
        let plain = between.len() <= BETWEEN
            && between.clone().all(|t| {
                document.is_punct(t, b',')
                    || document.tokens[t].kind == TokenKind::Number
                    || document.is_word(t, "of")
                    || document.is_word(t, "from")
            });
        match mention.kind {
            Kind::Person if plain && document.is_punct(mention.range.end as usize, b',') => return Some(at),
            Kind::Place if plain => end = mention.range.start as usize,
            _ => return None,
        }
    }
    None
}

/// The person of a signature: a name alone on its line and the title on the next.
fn person_above(
    document: &Document<'_>,
    lists: &Lists<'_>,
    mentions: &[Mention],
    index: MentionIndex,
) -> Option<MentionIndex> {
    let title = mentions[index].range;
    let above = index.checked_sub(1)?;
    let name = mentions[above];
    let (first, end) = (name.range.start as usize, title.end as usize);
    let courtesy = (first.saturating_sub(2)..first)
        .find(|&at| lists.title(at, |kind| kind == COURTESY).is_some_and(|(m, _)| m.range.end as usize >= first));
    let alone = document.tokens[courtesy.unwrap_or(first)].gap >= Gap::Line || courtesy.unwrap_or(first) == 0;
    let next_line = name.range.end == title.start && document.tokens[title.start as usize].gap == Gap::Line;
    let office = document.token(end).is_none_or(|t| t.gap >= Gap::Line)
        || document.is_punct(end, b',')
        || link_bit(document, end) != 0;
    (name.kind == Kind::Person && alone && next_line && office).then_some(above)
}

/// Tokens of a bracket that gives a member's party and state.
const PARTY: usize = 7;

/// The token where a party and a state begin that end before a comma or a title: "(R-Mo.), ", ", D-R.I., ".
fn before_party(document: &Document<'_>, end: usize) -> Option<usize> {
    let end = if end > 0 && document.is_punct(end - 1, b',') { end - 1 } else { end };
    (end.saturating_sub(PARTY)..end).rev().find(|&at| {
        let letter = document.token(at + 1).is_some_and(|t| t.len() == 1 && t.is_capital());
        let opens = (document.is_punct(at, b'(') || document.is_punct(at, b',')) && letter;
        opens && document.is_punct(at + 2, b'-') && at + 3 < end
    })
}

/// The end of a post-nominal behind a name or its service: "Jane Hale CBE, Commander", "Jane Hale, USN (Ret.), Commander".
fn behind_suffix(lists: &Lists<'_>, start: usize) -> usize {
    lists.title(start, |kind| kind == SUFFIX).map_or(start, |(m, _)| m.range.end as usize)
}

/// Tokens of a bracket in a caption.
const CAPTION: usize = 6;

/// The end of a bracket behind a name that says where it stands in a picture: "Jane Hale (2nd from right), Director".
fn behind_bracket(document: &Document<'_>, between: std::ops::Range<usize>) -> usize {
    let start = between.start;
    if !document.is_punct(start, b'(') {
        return start;
    }
    let close = (start + 1..between.end.min(start + 1 + CAPTION)).find(|&t| document.is_punct(t, b')'));
    close.filter(|&close| document.is_punct(close + 1, b',')).map_or(start, |close| close + 1)
}

/// Whether tokens behind a name are an age and what leads to a town or a title: ", 38, of", ", 42, a".
fn is_age(document: &Document<'_>, mut between: std::ops::Range<usize>) -> bool {
    between.clone().any(|t| document.tokens[t].kind == TokenKind::Number)
        && document.is_punct(between.start, b',')
        && between.all(|t| {
            document.tokens[t].kind == TokenKind::Number
                || document.is_punct(t, b',')
                || document.is_word(t, "of")
                || document.is(t, Class::DETERMINER.union(Class::TITLE_MODIFIER))
        })
}

/// Comma, bracket or dash, or the colon of "Jane Hale: Nominee for Director".
fn ties(document: &Document<'_>, at: usize) -> bool {
    let token = &document.tokens[at];
    let mark = token.kind == TokenKind::Punct && (matches!(token.first, b',' | b'(' | b'-') || token.first == 0xe2);
    mark || token.is_punct(b':') && is_candidate(document, at + 1)
}
