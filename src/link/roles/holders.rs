//! Whose title it is: the name behind it, the name before it, the subject of its sentence.

use super::super::{Entities, MentionIndex};
use super::before::person_before;
use super::series::{list_of_people, next_coordinated};
use super::speaker::speaker;
use super::subject::subject;
use super::{is_candidate_for, is_plural};
use crate::document::{Document, Gap, TokenKind, TokenRange};
use crate::extraction::{EntityId, PersonId};
use crate::gazetteer::lexicon::Class;
use crate::gazetteer::numbers::title::{COURTESY, SUFFIX};
use crate::mention::{Kind, Mention};
use crate::rules::Lists;
use crate::rules::lists::link_bit;

/// The people whom the title at a mention names. `held` says who bears it right before the name
/// somewhere in the document.
pub(super) fn holders(
    document: &Document<'_>,
    lists: &Lists<'_>,
    mentions: &[Mention],
    entities: &Entities,
    index: MentionIndex,
    held: impl Fn() -> Option<PersonId>,
) -> Vec<PersonId> {
    // "the President's adviser Jane Hale": whose office it is stands elsewhere
    let end = mentions[index].range.end as usize;
    if document.token(end).is_some_and(|t| t.kind == TokenKind::Possessive) {
        return Vec::new();
    }
    // "Jane Hale, Adviser to the President, …" and "Counselor to the President Jane Hale" say nothing of the president,
    // "secretary to the governor-general, Lord Orlovan" does
    if let Some(first) = governor(document, mentions, index) {
        let tight = mentions.get(index + 1).is_some_and(|m| m.range.start as usize == end);
        if tight || person_before(document, lists, mentions, first).is_some() {
            return Vec::new();
        }
        let named = person_behind(document, lists, mentions, index).and_then(|person| person_of(entities, person));
        return named.into_iter().collect();
    }
    let plural_or_one = |person: MentionIndex| -> Vec<PersonId> {
        let mut out: Vec<PersonId> = person_of(entities, person).into_iter().collect();
        // "Senators Smith and Jones", "Lapierre, Martin and Hale"
        if is_plural(document, mentions[index].range) {
            let mut last = person;
            while let Some(next) = next_coordinated(document, mentions, last) {
                out.extend(person_of(entities, next));
                last = next;
            }
        }
        out
    };
    // "Jane Hale, Nominee for Director of the agency" at the end of a line, whatever name opens the next
    if is_candidate_for(document, mentions[index].range)
        && let Some(person) = person_before(document, lists, mentions, index)
    {
        return plural_or_one(person);
    }
    if let Some(person) = person_behind(document, lists, mentions, index) {
        // "The Secretary and Foreign Minister Orlovan", where the text named its Secretary before
        let other = is_joined(document, mentions, index)
            && held().is_some_and(|holder| Some(holder) != person_of(entities, person));
        return if other { Vec::new() } else { plural_or_one(person) };
    }
    person_before(document, lists, mentions, index)
        .or_else(|| person_of_first(document, lists, mentions, index))
        .or_else(|| subject(document, lists, mentions, entities, index))
        .or_else(|| speaker(document, lists, mentions, index))
        .and_then(|p| person_of(entities, p))
        .into_iter()
        .collect()
}

/// Titles right before names that are kept.
const BORNE: usize = 64;

/// The titles that stand right before names, with the people who bear them.
pub(super) fn borne(mentions: &[Mention], entities: &Entities) -> Vec<(TokenRange, PersonId)> {
    let pairs = mentions.windows(2).enumerate().filter(|(_, pair)| {
        pair[0].kind == Kind::Role && pair[1].kind == Kind::Person && pair[0].range.end == pair[1].range.start
    });
    pairs.filter_map(|(n, pair)| Some((pair[0].range, person_of(entities, n + 1)?))).take(BORNE).collect()
}

/// The title which another serves, where this one is named for it: "Adviser to the UAE President", "Envoy of the
/// Secretary-General".
fn governor(document: &Document<'_>, mentions: &[Mention], index: MentionIndex) -> Option<MentionIndex> {
    let mut at = mentions[index].range.start as usize;
    let mut previous = index.checked_sub(1)?;
    // "Commander of the Armed Forces General Jane Hale"
    let led =
        mentions.get(index + 1).is_some_and(|m| m.kind == Kind::Person && m.range.start == mentions[index].range.end);
    let body = mentions[previous];
    if body.range.end as usize == at && !led && matches!(body.kind, Kind::Place | Kind::Demonym | Kind::Organization) {
        at = body.range.start as usize;
        previous = previous.checked_sub(1)?;
    }
    let article = at.checked_sub(1).filter(|&t| document.is(t, Class::DETERMINER))?;
    let link = mentions[previous].range.end as usize;
    let serves = mentions[previous].kind == Kind::Role && link + 1 == article && link_bit(document, link) != 0;
    serves.then_some(previous)
}

/// Whether "and" and another title stand behind a title with its article: "The Secretary and Foreign Minister".
fn is_joined(document: &Document<'_>, mentions: &[Mention], index: MentionIndex) -> bool {
    let (start, end) = (mentions[index].range.start as usize, mentions[index].range.end as usize);
    start > 0 && document.is(start - 1, Class::DETERMINER) && document.is_word(end, "and")
}

/// Tokens between two titles of one person.
const JOINED: usize = 8;

/// The person of the title to which "and" joins this one: "Jane Hale, deputy commander, Futures, and director of the centre".
fn person_of_first(
    document: &Document<'_>,
    lists: &Lists<'_>,
    mentions: &[Mention],
    index: MentionIndex,
) -> Option<MentionIndex> {
    let start = mentions[index].range.start as usize;
    let and = start.checked_sub(1).filter(|&at| document.is_word(at, "and") || document.is_punct(at, b'&'))?;
    let first = mentions[index.saturating_sub(3)..index].iter().rposition(|m| m.kind == Kind::Role)?;
    let first = index.saturating_sub(3) + first;
    let between = mentions[first].range.end as usize..and;
    let bodies = mentions[first + 1..index].iter().all(|m| matches!(m.kind, Kind::Organization | Kind::Place));
    let plain = between.len() <= JOINED
        && between.clone().all(|t| {
            document.is_punct(t, b',')
                || document.tokens[t].is_capital()
                || document.is(t, Class::DETERMINER)
                || link_bit(document, t) != 0
        });
    (bodies && plain && document.sentence_of(between.start) == document.sentence_of(start))
        .then(|| person_before(document, lists, mentions, first))
        .flatten()
}

fn person_of(entities: &Entities, mention: MentionIndex) -> Option<PersonId> {
    match entities.of_mention.get(mention).copied().flatten() {
        Some(EntityId::Person(id)) => Some(id),
        _ => None,
    }
}

/// The person behind a title, over a further title, a body in between or an acronym in brackets.
fn person_behind(
    document: &Document<'_>,
    lists: &Lists<'_>,
    mentions: &[Mention],
    index: MentionIndex,
) -> Option<MentionIndex> {
    let mut at = mentions[index].range.end as usize;
    let mut next = index + 1;
    let mut listed = None;
    let mut served = false;
    for _ in 0..5 {
        let mention = mentions.get(next)?;
        let start = mention.range.start as usize;
        let between = at..start;
        // "the newly elected president, retired General Hale", but "The President nominated Jane Hale"
        if document.is(at, Class::ROLE_LINK)
            || between.len() > 4
            || !between.clone().all(|t| is_bridge(document, lists, t))
        {
            return None;
        }
        if document.tokens[at.min(document.tokens.len() - 1)..=start].iter().any(|t| t.gap >= Gap::Line) {
            return None;
        }
        // "…, Deputy Director, Training Center. Lt. Col. Hale": the next sentence's name is another's
        // but "Gen. (Ret.) Hale" is one name
        let suffix = document.is_punct(at, b'(') && start > 0 && document.is_punct(start - 1, b')');
        if !suffix && document.sentence_of(at.saturating_sub(1)) != document.sentence_of(start) {
            return None;
        }
        // "law clerk to Supreme Court Justice Orlovan", "Chief of Staff to Ohio Governor Orlovan" are not Orlovan
        let to = |t: usize| document.is_word(t, "to") || document.is_word(t, "for");
        let office = mention.kind == Kind::Role && mention.subkind == Some(0);
        if office && served && between.is_empty() {
            return None;
        }
        // "Special Representative for the DPRK Ambassador Orlovan" is
        let of_one = mention.kind != Kind::Role && !between.clone().any(|t| document.is(t, Class::DETERMINER));
        served |= (mention.kind == Kind::Organization || of_one) && between.clone().any(to);
        // "Press Secretary to Minister Orlovan" is not Orlovan
        let serves = between.clone().any(|t| link_bit(document, t) != 0 && !document.is(t, Class::CONJUNCTION));
        if mention.kind == Kind::Role && serves && !between.clone().any(|t| document.is(t, Class::DETERMINER)) {
            return None;
        }
        let comma = between.clone().any(|t| document.is_punct(t, b','));
        let and = between.clone().any(|t| document.is_word(t, "and"));
        // "Jane Hale, head of the division and Attorney Luis Ortega": his title, not hers
        let body = next > index + 1 && mentions[next - 1].kind == Kind::Organization;
        if and && body && mention.kind == Kind::Role && person_before(document, lists, mentions, index).is_some() {
            return None;
        }
        // "to be Judge for Ohio, vice Jane Hale": whom somebody follows
        if comma && between.clone().any(|t| document.is_word(t, "vice")) {
            return None;
        }
        // "Hale, the deputy chief, and Maj. Gen. Ortega": behind a comma another's title follows
        if comma && (and || *listed.get_or_insert_with(|| list_of_people(document, lists, mentions, index))) {
            return None;
        }
        match mention.kind {
            // "the director, Jane Hale" but neither "He met the director, and Jane Hale left" nor "clerk to the Honorable Jane Hale"
            Kind::Person => return (!and && !(serves && next == index + 1)).then_some(next),
            // "Director General", "president and chief executive Jane Hale", "Director (DTRA) Rebecca Hersman"
            Kind::Role | Kind::Organization | Kind::Place | Kind::Demonym => {
                at = mention.range.end as usize;
                next += 1;
            }
            _ => return None,
        }
    }
    None
}

/// Tokens that may stand between a title and its holder.
fn is_bridge(document: &Document<'_>, lists: &Lists<'_>, at: usize) -> bool {
    let token = document.tokens[at];
    match token.kind {
        TokenKind::Punct => matches!(token.first, b',' | b'(' | b')' | b'.' | b'-'),
        TokenKind::Possessive => true,
        _ => {
            link_bit(document, at) != 0
                || document.is(at, Class::TITLE_MODIFIER.union(Class::DETERMINER))
                || lists.title(at, |kind| kind == COURTESY).is_some()
                // "Maj. Gen. (Ret.) Jane Hale"
                || (at.saturating_sub(1)..=at).any(|t| lists.title(t, |kind| kind == SUFFIX).is_some())
        }
    }
}
