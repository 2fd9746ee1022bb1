//! Which person a title belongs to, and which body.

use super::{Entities, MentionIndex};
use crate::document::{Document, Gap, Token, TokenKind, TokenRange, fold::fold};
use crate::extraction::{Country, EntityId, OrganizationId, PersonId, RoleKind, RoleStatus};
use crate::gazetteer::lexicon::Class;
use crate::mention::{Kind, Mention};
use crate::rules::Lists;
use crate::rules::lists::{COURTESY, link_bit};

/// A title tied to its person.
#[derive(Debug, Clone)]
pub(crate) struct LinkedRole {
    pub(crate) person: Option<PersonId>,
    pub(crate) title: TokenRange,
    pub(crate) kind: RoleKind,
    pub(crate) status: Option<RoleStatus>,
    pub(crate) organization: Option<OrganizationId>,
    pub(crate) country: Option<Country>,
    pub(crate) mentions: Vec<MentionIndex>,
}

/// Roles in order of first mention.
pub(crate) fn link(
    document: &Document<'_>,
    lists: &Lists<'_>,
    mentions: &[Mention],
    entities: &Entities,
    unnamed: bool,
) -> Vec<LinkedRole> {
    let mut roles: Vec<LinkedRole> = Vec::new();
    for (index, mention) in mentions.iter().enumerate().filter(|(_, m)| m.kind == Kind::Role) {
        let title = held_title(document, mention.range);
        let people = holders(document, lists, mentions, entities, index);
        let Body { organization, country } = body(document, mentions, entities, index);
        let organization = organization.or_else(|| body_of_title(document, lists, entities, mention.range));
        let kind = RoleKind::ALL.get(usize::from(mention.subkind.unwrap_or(0))).copied().unwrap_or(RoleKind::Office);
        let status = status(document, mention.range);
        let role = |person| LinkedRole {
            person,
            title,
            kind,
            status,
            organization: if kind == RoleKind::Rank { None } else { organization },
            country,
            mentions: vec![index],
        };
        if people.is_empty() && unnamed {
            roles.push(role(None));
        }
        for person in people {
            join(document, &mut roles, role(Some(person)));
        }
    }
    roles
}

/// The title itself: what somebody is a nominee for.
fn held_title(document: &Document<'_>, range: TokenRange) -> TokenRange {
    let start = range.start as usize;
    let nominee = document.is_word(start, "nominee") && link_bit(document, start + 1) != 0 && range.len() > 2;
    let article = usize::from(nominee && document.is(start + 2, Class::DETERMINER) && range.len() > 3);
    if nominee { TokenRange::new(start + 2 + article, range.end as usize) } else { range }
}

/// Adds a role, or joins it to one that says the same in other words.
fn join(document: &Document<'_>, roles: &mut Vec<LinkedRole>, new: LinkedRole) {
    let words = title_words(document, new.title);
    let same = roles.iter_mut().rev().find(|old| {
        old.person == new.person
            && (old.kind == RoleKind::Rank) == (new.kind == RoleKind::Rank)
            && (old.organization == new.organization || old.organization.is_none() || new.organization.is_none())
            && same_title(&title_words(document, old.title), &words)
    });
    match same {
        Some(old) => {
            old.mentions.extend(&new.mentions);
            if new.title.len() > old.title.len() {
                old.title = new.title;
            }
            old.organization = old.organization.or(new.organization);
            old.country = old.country.or(new.country);
            old.status = old.status.or(new.status);
        }
        None => roles.push(new),
    }
}

fn title_words(document: &Document<'_>, range: TokenRange) -> Vec<String> {
    range.indexes().filter(|&at| document.tokens[at].is_wordlike()).map(|at| fold(document.token_text(at))).collect()
}

/// "Secretary" and "Secretary of State", "DASD" and "Deputy Assistant Secretary of Defense (DASD)".
fn same_title(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && short.iter().all(|w| long.contains(w))
}

/// The people whom the title at a mention names.
fn holders(
    document: &Document<'_>,
    lists: &Lists<'_>,
    mentions: &[Mention],
    entities: &Entities,
    index: MentionIndex,
) -> Vec<PersonId> {
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
        return plural_or_one(person);
    }
    person_before(document, mentions, index).and_then(|p| person_of(entities, p)).into_iter().collect()
}

fn person_of(entities: &Entities, mention: MentionIndex) -> Option<PersonId> {
    match entities.of_mention.get(mention).copied().flatten() {
        Some(EntityId::Person(id)) => Some(id),
        _ => None,
    }
}

/// Whether a title's last or first word ends like a plural.
fn is_plural(document: &Document<'_>, range: TokenRange) -> bool {
    range.indexes().any(|at| {
        let text = document.token_text(at);
        text.len() > 4 && text.ends_with('s') && !text.ends_with("ss") && !text.ends_with("us")
    })
}

/// The person next in a coordination: "Smith and Jones", "Smith, Jones".
fn next_coordinated(document: &Document<'_>, mentions: &[Mention], person: MentionIndex) -> Option<MentionIndex> {
    let mut at = mentions[person].range.end as usize;
    let mut joined = false;
    while document.is_punct(at, b',') || document.is_word(at, "and") {
        joined = true;
        at += 1;
    }
    let next = person + 1;
    (joined && mentions.get(next).is_some_and(|m| m.kind == Kind::Person && m.range.start as usize == at))
        .then_some(next)
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
        let comma = between.clone().any(|t| document.is_punct(t, b','));
        match mention.kind {
            Kind::Person => {
                // "the director, Jane Hale" but not "He met the director, and Jane Hale left"
                let and = between.clone().any(|t| document.is_word(t, "and"));
                return (!and && !(comma && list_of_people(document, mentions, next, index))).then_some(next);
            }
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
/// before it already.
fn list_of_people(document: &Document<'_>, mentions: &[Mention], _person: MentionIndex, index: MentionIndex) -> bool {
    person_before(document, mentions, index).is_some()
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
        }
    }
}

/// The person before a title: "Jane Hale, the director of", "Jane Hale, DTRA director", "Jane Hale (director)".
fn person_before(document: &Document<'_>, mentions: &[Mention], index: MentionIndex) -> Option<MentionIndex> {
    let mut end = mentions[index].range.start as usize;
    let mut previous = index;
    for _ in 0..4 {
        previous = previous.checked_sub(1)?;
        let mention = &mentions[previous];
        let between = mention.range.end as usize..end;
        if between.len() > 7
            || document.tokens.get(mention.range.end as usize..=end)?.iter().any(|t| t.gap >= Gap::Line)
        {
            return None;
        }
        let plain = between.clone().all(|t| {
            is_comma_or_bracket(&document.tokens[t])
                || document.tokens[t].kind == TokenKind::Possessive
                || link_bit(document, t) != 0
                || document.is(
                    t,
                    Class::DETERMINER.union(Class::TITLE_MODIFIER).union(Class::ROLE_LINK).union(Class::RELATIVE),
                )
        });
        if !plain {
            return None;
        }
        match mention.kind {
            Kind::Person => {
                let tied = between
                    .clone()
                    .any(|t| is_comma_or_bracket(&document.tokens[t]) || document.is(t, Class::ROLE_LINK));
                let and = between.clone().any(|t| document.is_word(t, "and"));
                return (tied && !and).then_some(previous);
            }
            Kind::Role | Kind::Organization | Kind::Place | Kind::Demonym => end = mention.range.start as usize,
            _ => return None,
        }
    }
    None
}

/// Comma, bracket or dash.
fn is_comma_or_bracket(token: &Token) -> bool {
    token.kind == TokenKind::Punct && (matches!(token.first, b',' | b'(' | b'-') || token.first == 0xe2)
}

/// What is known of a title's body and country.
#[derive(Default)]
struct Body {
    organization: Option<OrganizationId>,
    country: Option<Country>,
}

/// The body (and the country) that a title names: right before it, or behind "of", "for", "at", or a comma.
fn body(document: &Document<'_>, mentions: &[Mention], entities: &Entities, index: MentionIndex) -> Body {
    let mut body = Body::default();
    let mut take = |mention: MentionIndex| match entities.of_mention[mention] {
        Some(EntityId::Organization(id)) => {
            body.organization = body.organization.or(Some(id));
            body.country = body.country.or(entities.get(EntityId::Organization(id)).and_then(|e| e.country));
        }
        Some(EntityId::Place(id)) => {
            body.country = body.country.or(entities.get(EntityId::Place(id)).and_then(|e| e.country));
        }
        _ => {}
    };
    if let Some(behind) = body_behind(document, mentions, index) {
        take(innermost(document, mentions, behind));
    }
    // before: "DTRA Director", "Kazakhstan's Minister of Energy", "Center (ARCIC) Director", "Russian President"
    let mut start = mentions[index].range.start as usize;
    for previous in (index.saturating_sub(4)..index).rev() {
        let mention = &mentions[previous];
        let between = mention.range.end as usize..start;
        let tight = between.clone().all(|t| {
            let token = &document.tokens[t];
            token.kind == TokenKind::Possessive
                || token.is_punct(b'(')
                || token.is_punct(b')')
                || token.is_punct(b'-')
                || document.is(t, Class::TITLE_MODIFIER)
                || mention.kind == Kind::Role && link_bit(document, t) != 0
        });
        if between.len() > 2 || !tight || document.tokens[start].gap >= Gap::Line {
            break;
        }
        match mention.kind {
            Kind::Organization | Kind::Place | Kind::Demonym => take(previous),
            // "President and Director": the body before both
            Kind::Role => {}
            _ => break,
        }
        start = mention.range.start as usize;
    }
    body
}

/// The body behind a title: "commander of U.S. Central Command", "Director, Requirements Integration Directorate",
/// "Director (DTRA) Rebecca Hersman", "Trial Attorney David Cora of the National Security Division".
fn body_behind(document: &Document<'_>, mentions: &[Mention], index: MentionIndex) -> Option<MentionIndex> {
    let is_body = |m: &Mention| matches!(m.kind, Kind::Organization | Kind::Place | Kind::Demonym);
    let (mut from, mut next) = (mentions[index].range.end as usize, index + 1);
    for step in 0..3 {
        let mention = mentions.get(next)?;
        let between = from..mention.range.start as usize;
        if between.len() > 3 || document.tokens[between.start..=between.end].iter().any(|t| t.gap >= Gap::Line) {
            return None;
        }
        let mut words = between.clone();
        let first = words.next();
        let rest = words.all(|t| document.is(t, Class::DETERMINER));
        let linked = first.is_some_and(|t| link_bit(document, t) != 0 && !document.is(t, Class::CONJUNCTION)) && rest;
        let bracket = first.is_some_and(|t| document.is_punct(t, b'('));
        let comma = first.is_some_and(|t| document.is_punct(t, b',')) && mention.kind == Kind::Organization;
        if is_body(mention) && (linked || step == 0 && (bracket || comma && rest)) {
            return Some(next);
        }
        // step over the holder and further titles: "Lt. Gen. David Halverson of the command"
        let holder = matches!(mention.kind, Kind::Person | Kind::Role) && between.len() <= 1;
        if !holder {
            return None;
        }
        from = mention.range.end as usize;
        next += 1;
    }
    None
}

/// Of "the Justice Department's National Security Division" the last.
fn innermost(document: &Document<'_>, mentions: &[Mention], mut body: MentionIndex) -> MentionIndex {
    while let Some(next) = mentions.get(body + 1).filter(|m| m.kind == Kind::Organization) {
        let between = mentions[body].range.end as usize..next.range.start as usize;
        if between.len() != 1 || document.tokens[between.start].kind != TokenKind::Possessive {
            break;
        }
        body += 1;
    }
    body
}

/// The body that a title's own words name, if the document speaks of it: "Secretary of Defense" and the Department of
/// Defense; or the parent that the list of titles gives: "Assistant Attorney General" and the Department of Justice.
fn body_of_title(
    document: &Document<'_>,
    lists: &Lists<'_>,
    entities: &Entities,
    title: TokenRange,
) -> Option<OrganizationId> {
    let id = |n: usize| OrganizationId(n as u32 + 1);
    let parent = title.indexes().find_map(|at| {
        let (_, entry) = lists.title(at, |kind| kind == 0)?;
        Some(entry.parent()).filter(|p| !p.is_empty())
    });
    if let Some(parent) = parent {
        let named = entities
            .organizations
            .iter()
            .position(|o| o.entry.is_some_and(|e| lists.gazetteers.entry(e).id() == parent));
        if let Some(n) = named {
            return Some(id(n));
        }
    }
    let field =
        title.indexes().skip(1).find(|&at| document.is_word(at - 1, "of") && document.tokens[at].is_capital())?;
    let word = document.tokens[field].word;
    let named = entities.organizations.iter().position(|o| {
        // a department or a ministry
        matches!(o.subkind, 1 | 2)
            && o.entry.is_some()
            && o.name.is_some_and(|name| name.len() <= 4 && name.indexes().any(|at| document.tokens[at].word == word))
    });
    named.filter(|_| word != 0).map(id)
}

/// "Acting", "former", "then-", "nominee" in or before a title.
fn status(document: &Document<'_>, range: TokenRange) -> Option<RoleStatus> {
    let (start, end) = (range.start as usize, range.end as usize);
    let near = (start.saturating_sub(2)..start + 1).chain(end.saturating_sub(1)..end + 2);
    for at in near {
        if at >= document.tokens.len() {
            break;
        }
        let word = document.token_text(at);
        let inside = at >= start && at < end;
        let before = at < start && document.tokens[at + 1..=start].iter().all(|t| t.gap <= Gap::Space);
        if !(inside || before || at >= end && document.tokens[at].gap <= Gap::Space) {
            continue;
        }
        if word.eq_ignore_ascii_case("acting") || word.eq_ignore_ascii_case("interim") {
            return Some(RoleStatus::Acting);
        }
        if at < end && (word.eq_ignore_ascii_case("former") || word.eq_ignore_ascii_case("then")) {
            return Some(RoleStatus::Former);
        }
        if word.eq_ignore_ascii_case("nominee") {
            return Some(RoleStatus::Nominee);
        }
        if word.eq_ignore_ascii_case("designate") || word.eq_ignore_ascii_case("elect") {
            return Some(RoleStatus::Designate);
        }
    }
    None
}
