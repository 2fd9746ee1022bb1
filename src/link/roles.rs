//! Which person a title belongs to, and which body.

use super::{Entities, MentionIndex};
use crate::document::{Document, Gap, TokenKind, TokenRange, fold::fold};
use crate::extraction::{Country, EntityId, OrganizationId, PersonId, RoleKind, RoleStatus};
use crate::gazetteer::lexicon::Class;
use crate::mention::{Kind, Mention};

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
    mentions: &[Mention],
    entities: &Entities,
    unnamed: bool,
) -> Vec<LinkedRole> {
    let mut roles: Vec<LinkedRole> = Vec::new();
    for (index, mention) in mentions.iter().enumerate().filter(|(_, m)| m.kind == Kind::Role) {
        let people = holders(document, mentions, entities, index);
        let (organization, country) = body(document, mentions, entities, index);
        let kind = RoleKind::ALL.get(usize::from(mention.subkind.unwrap_or(0))).copied().unwrap_or(RoleKind::Office);
        let status = status(document, mention.range);
        let role = |person| LinkedRole {
            person,
            title: mention.range,
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
fn holders(document: &Document<'_>, mentions: &[Mention], entities: &Entities, index: MentionIndex) -> Vec<PersonId> {
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
    if let Some(person) = person_behind(document, mentions, index) {
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
fn person_behind(document: &Document<'_>, mentions: &[Mention], index: MentionIndex) -> Option<MentionIndex> {
    let mut at = mentions[index].range.end as usize;
    let mut next = index + 1;
    for _ in 0..5 {
        let mention = mentions.get(next)?;
        let start = mention.range.start as usize;
        let between = at..start;
        if between.len() > 4 || !between.clone().all(|t| is_bridge(document, t)) {
            return None;
        }
        if document.tokens[at.min(document.tokens.len() - 1)..=start].iter().any(|t| t.gap == Gap::Paragraph) {
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
fn is_bridge(document: &Document<'_>, at: usize) -> bool {
    let token = document.tokens[at];
    match token.kind {
        TokenKind::Punct => matches!(token.first, b',' | b'(' | b')' | b'.' | b'-'),
        TokenKind::Possessive => true,
        _ => {
            document.is_word(at, "and")
                || document.is_word(at, "of")
                || document.is_word(at, "for")
                || document.is_word(at, "the")
                || document.is_word(at, "to")
                || document.is(at, Class::TITLE_MODIFIER)
                || matches!(document.token_text(at), "Dr" | "Mr" | "Ms" | "Mrs" | "Sir" | "Dame" | "Miss")
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
        if between.len() > 5
            || document.tokens.get(mention.range.end as usize..=end)?.iter().any(|t| t.gap == Gap::Paragraph)
        {
            return None;
        }
        let plain = between.clone().all(|t| {
            let token = document.tokens[t];
            token.is_punct(b',')
                || token.is_punct(b'(')
                || token.is_punct(b'-')
                || token.kind == TokenKind::Possessive
                || token.first == 0xe2 && token.kind == TokenKind::Punct
                || document.is(t, Class::DETERMINER.union(Class::TITLE_MODIFIER))
                || matches!(
                    document.token_text(t),
                    "and"
                        | "of"
                        | "for"
                        | "as"
                        | "is"
                        | "was"
                        | "serves"
                        | "served"
                        | "be"
                        | "who"
                        | "to"
                        | "currently"
                        | "also"
                        | "named"
                        | "appointed"
                        | "became"
                )
        });
        if !plain {
            return None;
        }
        match mention.kind {
            Kind::Person => {
                let tied = between.clone().any(|t| {
                    let token = document.tokens[t];
                    token.is_punct(b',')
                        || token.is_punct(b'(')
                        || token.first == 0xe2 && token.kind == TokenKind::Punct
                        || matches!(document.token_text(t), "as" | "is" | "was" | "serves" | "served" | "be")
                });
                let and = between.clone().any(|t| document.is_word(t, "and"));
                return (tied && !and).then_some(previous);
            }
            Kind::Role | Kind::Organization | Kind::Place | Kind::Demonym => end = mention.range.start as usize,
            _ => return None,
        }
    }
    None
}

/// The body (and the country) that a title names: right before it, or behind "of", "for", "at".
fn body(
    document: &Document<'_>,
    mentions: &[Mention],
    entities: &Entities,
    index: MentionIndex,
) -> (Option<OrganizationId>, Option<Country>) {
    let range = mentions[index].range;
    let mut country = None;
    let mut organization = None;
    let mut take = |id: Option<EntityId>| match id {
        Some(EntityId::Organization(id)) => {
            organization = organization.or(Some(id));
            country = country.or(entities.get(EntityId::Organization(id)).and_then(|e| e.country));
        }
        Some(EntityId::Place(id)) => country = country.or(entities.get(EntityId::Place(id)).and_then(|e| e.country)),
        _ => {}
    };
    // behind: "commander of U.S. Central Command", "spokesperson for the ministry"
    if let Some(next) = mentions.get(index + 1) {
        let between = range.end as usize..next.range.start as usize;
        let link = between
            .clone()
            .next()
            .is_some_and(|t| matches!(document.token_text(t), "of" | "for" | "at" | "to" | "in" | "with"));
        if link && between.len() <= 3 && between.clone().skip(1).all(|t| document.is(t, Class::DETERMINER)) {
            take(entities.of_mention[index + 1]);
        }
        // "Director (DTRA) Rebecca Hersman"
        if between.len() == 1 && document.is_punct(range.end as usize, b'(') {
            take(entities.of_mention[index + 1]);
        }
    }
    // before: "DTRA Director", "Kazakhstan's Minister of Energy", "Russian President"
    let mut start = range.start as usize;
    for previous in (index.saturating_sub(3)..index).rev() {
        let mention = &mentions[previous];
        let between = mention.range.end as usize..start;
        let tight = between.clone().all(|t| {
            document.tokens[t].kind == TokenKind::Possessive
                || document.is(t, Class::TITLE_MODIFIER)
                || document.is_punct(t, b'-')
                || document.is_word(t, "and") && mention.kind == Kind::Role
        });
        if between.len() > 2 || !tight || document.tokens[start].gap >= Gap::Line {
            break;
        }
        match mention.kind {
            Kind::Organization | Kind::Place | Kind::Demonym => take(entities.of_mention[previous]),
            // "President and Director": the body before both
            Kind::Role => {}
            _ => break,
        }
        start = mention.range.start as usize;
    }
    (organization, country)
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
