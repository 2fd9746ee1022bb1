//! Whose title it is: the name behind it, the name before it, the subject of its sentence.

use super::super::{Entities, MentionIndex};
use super::is_plural;
use crate::document::{Document, Gap, Token, TokenKind, TokenRange};
use crate::extraction::{EntityId, PersonId};
use crate::gazetteer::lexicon::Class;
use crate::mention::{Kind, Mention};
use crate::rules::Lists;
use crate::rules::lists::{COURTESY, SUFFIX, link_bit};
use crate::rules::roles::determiner_before;

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
    if let Some(person) = person_behind(document, lists, mentions, index) {
        // "The Secretary and Foreign Minister Orlovan", where the text named its Secretary before
        let other = is_joined(document, mentions, index)
            && held().is_some_and(|holder| Some(holder) != person_of(entities, person));
        return if other { Vec::new() } else { plural_or_one(person) };
    }
    person_before(document, lists, mentions, index)
        .or_else(|| subject(document, mentions, entities, index))
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
    let led = mentions.get(index + 1).is_some_and(|m| m.kind == Kind::Person && m.range.start == mentions[index].range.end);
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

/// Tokens before a subject's name: titles, "Today,".
const OPENING: u32 = 6;
/// Mentions before a title among which its sentence's subject is looked for.
const SUBJECT: usize = 24;
/// Sentences over which "she" may reach back.
const REACH: usize = 4;

/// The subject of a sentence that says who holds an office: "Jane Hale, of Maine, a career member of the service, to be
/// Ambassador", "Jane Hale … She served as Deputy Director". Biographies and lists of nominations read so.
fn subject(
    document: &Document<'_>,
    mentions: &[Mention],
    entities: &Entities,
    index: MentionIndex,
) -> Option<MentionIndex> {
    let mut at = mentions[index].range.start as usize;
    // "as the U.S. Ambassador", "as NASA's Deputy Director"
    for mention in mentions[..index].iter().rev().take(2) {
        let end = mention.range.end as usize;
        let beside = end == at || end + 1 == at && document.tokens[end].kind == TokenKind::Possessive;
        if beside && matches!(mention.kind, Kind::Organization | Kind::Place | Kind::Demonym) {
            at = mention.range.start as usize;
        }
    }
    while at > 0 && document.is(at - 1, Class::DETERMINER.union(Class::TITLE_MODIFIER)) {
        at -= 1;
    }
    let link = at.checked_sub(1).filter(|&t| document.is(t, Class::ROLE_LINK))?;
    // "such as the Director" says nothing of anybody
    if document.is_word(link, "as") && !document.is(link.checked_sub(1)?, Class::ROLE_LINK) {
        return None;
    }
    let number = document.sentence_of(link);
    let sentence = document.sentences.get(number)?;
    let first = document.tokens.get(sentence.start as usize..link)?;
    if first.iter().skip(1).any(|t| t.gap >= Gap::Line) {
        return None;
    }
    let before = index.saturating_sub(SUBJECT);
    let people = |from: u32, to: u32| {
        (before..index).filter(move |&m| {
            let mention = &mentions[m];
            mention.kind == Kind::Person && mention.range.start >= from && mention.range.end <= to
        })
    };
    let one = |from: u32, to: u32| -> Option<MentionIndex> {
        let mut all = people(from, to);
        let first = all.next()?;
        let same = all.all(|m| entities.of_mention[m] == entities.of_mention[first]);
        (same && mentions[first].range.start - from <= OPENING).then_some(first)
    };
    if people(sentence.start, link as u32).next().is_some() {
        let subject = one(sentence.start, link as u32)?;
        let told = mentions[subject].range.end as usize..link;
        return (!told.clone().any(|t| document.is(t, Class::REPORTING_VERB))).then_some(subject);
    }
    let pronoun = |range: std::ops::Range<usize>| {
        range.clone().any(|t| {
            let word = document.token_text(t);
            word.eq_ignore_ascii_case("he") || word.eq_ignore_ascii_case("she")
        })
    };
    if !pronoun(sentence.start as usize..link) {
        return None;
    }
    for back in (number.saturating_sub(REACH)..number).rev() {
        let sentence = document.sentences[back];
        if people(sentence.start, sentence.end).next().is_some() {
            return one(sentence.start, sentence.end);
        }
    }
    None
}

fn person_of(entities: &Entities, mention: MentionIndex) -> Option<PersonId> {
    match entities.of_mention.get(mention).copied().flatten() {
        Some(EntityId::Person(id)) => Some(id),
        _ => None,
    }
}

/// Mentions between two people of a coordination: their towns and states.
const BETWEEN: usize = 4;

/// The person next in a coordination: "Smith and Jones", "Smith, Jones", "Smith, 42, of Bath, Maine, and Jones".
fn next_coordinated(document: &Document<'_>, mentions: &[Mention], person: MentionIndex) -> Option<MentionIndex> {
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

/// Tokens of a bracket that gives a member's party and state.
const PARTY: usize = 7;

/// The token behind a bracket that opens at `at` and gives a party and a state: "(R-Mo.)".
fn behind_party(document: &Document<'_>, at: usize) -> Option<usize> {
    let letter = document.token(at + 1).is_some_and(|t| t.len() == 1 && t.is_capital());
    let opens = document.is_punct(at, b'(') && letter && document.is_punct(at + 2, b'-');
    opens.then(|| (at + 3..at + PARTY).find(|&t| document.is_punct(t, b')'))).flatten().map(|close| close + 1)
}

/// The token where a party and a state begin that end before a comma or a title: "(R-Mo.), ", ", D-R.I., ".
fn before_party(document: &Document<'_>, end: usize) -> Option<usize> {
    let end = if end > 0 && document.is_punct(end - 1, b',') { end - 1 } else { end };
    (end.saturating_sub(PARTY)..end).rev().find(|&at| {
        let letter = document.token(at + 1).is_some_and(|t| t.len() == 1 && t.is_capital());
        let opens = (document.is_punct(at, b'(') || document.is_punct(at, b',')) && letter;
        opens && document.is_punct(at + 2, b'-') && at + 3 < end
    })
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
    for _ in 0..5 {
        let mention = mentions.get(next)?;
        let start = mention.range.start as usize;
        let between = at..start;
        if between.len() > 4 || !between.clone().all(|t| is_bridge(document, lists, t)) {
            return None;
        }
        if document.tokens[at.min(document.tokens.len() - 1)..=start].iter().any(|t| t.gap >= Gap::Line) {
            return None;
        }
        // "…, Deputy Director, Training Center. Lt. Col. Hale": the next sentence's name is another's
        if document.sentence_of(at.saturating_sub(1)) != document.sentence_of(start) {
            return None;
        }
        // "Press Secretary to Minister Orlovan" is not Orlovan
        let serves = between.clone().any(|t| link_bit(document, t) != 0 && !document.is(t, Class::CONJUNCTION));
        if mention.kind == Kind::Role && serves && !between.clone().any(|t| document.is(t, Class::DETERMINER)) {
            return None;
        }
        let comma = between.clone().any(|t| document.is_punct(t, b','));
        // "to be Judge for Ohio, vice Jane Hale": whom somebody follows
        if comma && between.clone().any(|t| document.is_word(t, "vice")) {
            return None;
        }
        // "Hale, the deputy chief, and Maj. Gen. Ortega": behind a comma another's title follows
        let and = between.clone().any(|t| document.is_word(t, "and"));
        if comma && (and || *listed.get_or_insert_with(|| list_of_people(document, lists, mentions, index))) {
            return None;
        }
        match mention.kind {
            // "the director, Jane Hale" but not "He met the director, and Jane Hale left"
            Kind::Person => return (!and).then_some(next),
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

/// Whether the name behind a comma is the next item of a list rather than this title's holder: the title has a name
/// before it already, and that name is not the holder of a title before it.
fn list_of_people(document: &Document<'_>, lists: &Lists<'_>, mentions: &[Mention], index: MentionIndex) -> bool {
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
        let mut titles = 0;
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
            if !near || at == person && mentions[previous].kind != Kind::Person && !comma(between) {
                break None;
            }
            if mentions[previous].kind == Kind::Person {
                break Some(previous);
            }
            titles += usize::from(mentions[previous].kind == Kind::Role);
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

/// The person before a title: "Jane Hale, the director of", "Jane Hale, DTRA director", "Jane Hale (director)".
fn person_before(
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
        let mut between = mention.range.end as usize..end;
        if mention.kind == Kind::Person {
            between.start = behind_suffix(lists, behind_bracket(document, between.clone()));
        }
        if between.len() > 7
            || document.tokens.get(mention.range.end as usize..=end)?.iter().any(|t| t.gap >= Gap::Line)
        {
            return None;
        }
        let plain = is_age(document, between.clone())
            || between.clone().all(|t| {
                is_comma_or_bracket(&document.tokens[t])
                    || document.tokens[t].kind == TokenKind::Possessive
                    || link_bit(document, t) != 0
                    || document.is(
                        t,
                        Class::DETERMINER.union(Class::TITLE_MODIFIER).union(Class::ROLE_LINK).union(Class::RELATIVE),
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
                let tied = between
                    .clone()
                    .any(|t| is_comma_or_bracket(&document.tokens[t]) || document.is(t, Class::ROLE_LINK));
                let and = between.clone().any(|t| document.is_word(t, "and"));
                return ((tied || party) && !and).then_some(previous);
            }
            // "Jane Hale, Adviser to Minister of Energy Luis Ortega"
            Kind::Role
                if mentions[previous + 1].kind == Kind::Role
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

/// The end of a post-nominal behind a name: "Jane Hale CBE, Commander".
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

/// Comma, bracket or dash.
fn is_comma_or_bracket(token: &Token) -> bool {
    token.kind == TokenKind::Punct && (matches!(token.first, b',' | b'(' | b'-') || token.first == 0xe2)
}
