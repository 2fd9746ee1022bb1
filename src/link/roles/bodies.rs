//! Which body a title belongs to.

use super::super::{Entities, MentionIndex};
use super::{is_plural, is_torn};
use crate::document::{Document, Gap, TokenKind, TokenRange};
use crate::extraction::{Country, EntityId, OrganizationId};
use crate::gazetteer::lexicon::Class;
use crate::gazetteer::numbers::organization::MILITARY_SERVICE;
use crate::gazetteer::numbers::place::STATE;
use crate::mention::{Kind, Mention};
use crate::rules::Lists;
use crate::rules::lists::link_bit;
use crate::rules::organizations::abbreviates;

/// What is known of a title's body and country.
#[derive(Default)]
pub(super) struct Body {
    pub(super) organization: Option<OrganizationId>,
    pub(super) country: Option<Country>,
    /// Whether the body stands behind the title.
    pub(super) behind: bool,
}

/// The person right behind a title.
pub(super) fn person_behind_tight(mentions: &[Mention], index: MentionIndex) -> Option<MentionIndex> {
    let end = mentions[index].range.end;
    mentions.get(index + 1).filter(|m| m.kind == Kind::Person && m.range.start == end).map(|_| index + 1)
}

/// The service right before a rank: "Navy Capt. Jane Hale".
pub(super) fn service_before(mentions: &[Mention], entities: &Entities, index: MentionIndex) -> Option<OrganizationId> {
    let before = index.checked_sub(1).filter(|&b| mentions[b].range.end == mentions[index].range.start)?;
    match entities.of_mention.get(before).copied().flatten() {
        Some(id @ EntityId::Organization(body)) => {
            entities.get(id).is_some_and(|e| e.subkind == MILITARY_SERVICE).then_some(body)
        }
        _ => None,
    }
}

/// The body (and the country) that a title names: right before it, or behind "of", "for", "at", or a comma.
pub(super) fn body(document: &Document<'_>, mentions: &[Mention], entities: &Entities, index: MentionIndex) -> Body {
    let mut body = Body::default();
    if let Some(behind) = body_behind(document, mentions, index) {
        // "Ambassador to Kenya" is another country's, "Adviser to the Kenyan President" is Kenya's
        let sent = mentions[behind].range;
        let to = mentions[behind].kind != Kind::Organization
            && is_sent_to(document, sent.start as usize)
            && !mentions.get(behind + 1).is_some_and(|m| m.kind == Kind::Role && m.range.start == sent.end);
        if !to {
            body.take(entities, innermost(document, mentions, behind));
        }
    }
    body.behind = body.organization.is_some();
    body.take_before(document, mentions, entities, index);
    body
}

/// Whether "to" leads to a token, maybe over an article.
fn is_sent_to(document: &Document<'_>, at: usize) -> bool {
    let link = (at.saturating_sub(2)..at).rev().find(|&t| !document.is(t, Class::DETERMINER));
    link.is_some_and(|t| document.is_word(t, "to"))
}

/// The body (and the country) right before a title: "DTRA Director", "Kazakhstan's Minister of Energy", "Center (ARCIC)
/// Director", "Russian President".
pub(super) fn body_before(
    document: &Document<'_>,
    mentions: &[Mention],
    entities: &Entities,
    index: MentionIndex,
) -> Body {
    let mut body = Body::default();
    body.take_before(document, mentions, entities, index);
    body
}

impl Body {
    /// The body, or the country, that a mention names.
    pub(super) fn of(entities: &Entities, mention: MentionIndex) -> Body {
        let mut body = Body::default();
        body.take(entities, mention);
        body
    }

    /// Adds what a mention names, where nothing is known yet.
    fn take(&mut self, entities: &Entities, mention: MentionIndex) {
        let Some(id) = entities.of_mention[mention] else { return };
        if let EntityId::Organization(id) = id {
            self.organization = self.organization.or(Some(id));
        }
        if !matches!(id, EntityId::Person(_)) {
            self.country = self.country.or(entities.get(id).and_then(|e| e.country));
        }
    }

    fn take_before(&mut self, document: &Document<'_>, mentions: &[Mention], entities: &Entities, index: MentionIndex) {
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
            let torn = || document.tokens[between.start..=start].iter().any(|t| t.gap >= Gap::Line);
            if between.len() > 2 || !tight || torn() {
                break;
            }
            match mention.kind {
                Kind::Organization | Kind::Place | Kind::Demonym => self.take(entities, previous),
                // "President and Director": the body before both
                Kind::Role => {}
                _ => break,
            }
            start = mention.range.start as usize;
        }
    }
}

/// The body behind a title: "commander of U.S. Central Command", "Director, Requirements Integration Directorate",
/// "Director (DTRA) Rebecca Hersman", "Trial Attorney David Cora of the National Security Division".
pub(super) fn body_behind(document: &Document<'_>, mentions: &[Mention], index: MentionIndex) -> Option<MentionIndex> {
    let is_body = |m: &Mention| matches!(m.kind, Kind::Organization | Kind::Place | Kind::Demonym);
    let (mut from, mut next) = (mentions[index].range.end as usize, index + 1);
    let plural = is_plural(document, mentions[index].range);
    // "Assistant to the President and Director of the agency": whom he serves ends the title
    let serves = mentions[index].range.indexes().any(|t| document.is_word(t, "to"));
    let mut holder = false;
    for step in 0..if plural { MOST_HOLDERS } else { 3 } {
        let mention = mentions.get(next)?;
        let between = from..mention.range.start as usize;
        if between.len() > 4 || is_torn(document, between.start, between.end) {
            return None;
        }
        let mut words = between.clone();
        let first = words.next();
        let rest = words.all(|t| document.is(t, Class::DETERMINER));
        let link = |t: usize| link_bit(document, t) != 0 && !document.is(t, Class::CONJUNCTION);
        // "a medic assigned to the 97th Division"
        let assigned = step == 0
            && first.is_some_and(|t| document.is(t, Class::ROLE_LINK))
            && between.clone().skip(1).any(link)
            && between.clone().skip(1).all(|t| link(t) || document.is(t, Class::ROLE_LINK.union(Class::DETERMINER)));
        let linked = first.is_some_and(link) && rest || assigned;
        // behind the holder "on" leads to what was said: "Statement by President Jane Hale on Senate Greens", "to" and "in"
        // where somebody went: "welcomed President Jane Hale to the White House", "joined Secretary Jane Hale in Panama"
        let topic = step > 0
            && first.is_some_and(|t| {
                let where_to = document.is_word(t, "to")
                    || mention.kind != Kind::Organization && PLACED.iter().any(|word| document.is_word(t, word));
                where_to || document.is_word(t, "on") || document.is_word(t, "against")
            });
        let linked = linked && !topic;
        // "Joint Compliance Expert (JCE)" is the title's own acronym
        let own = || abbreviates(document.range_text(mention.range), document, mentions[index].range);
        let bracket = first.is_some_and(|t| document.is_punct(t, b'(')) && !own();
        let comma = first.is_some_and(|t| document.is_punct(t, b',')) && mention.kind == Kind::Organization;
        // "Hale, Commander Personnel and Support Command, spoke": a body right behind that leads to no name
        // and one before a further title is that one's ("Press Secretary Air Force Brig. Gen. Hale")
        let leads = mentions
            .get(next + 1)
            .filter(|m| matches!(m.kind, Kind::Person | Kind::Role) && m.range.start == mention.range.end)
            .is_some_and(|m| document.tokens[m.range.start as usize].gap < Gap::Line);
        let tight = step == 0 && between.is_empty() && mention.kind == Kind::Organization && !leads;
        // "Director-General Jane Hale, Ministry of Rivers, and": the body between the holder's comma and the next
        let set_off =
            holder && step == 1 && comma && rest && between.len() == 1 && is_set_off(document, mentions, next);
        // "Governor Jane Hale (Ohio)", "Senator Jane Hale (R-Mo.)": where she is from
        let home = holder
            && mention.kind == Kind::Place
            && document.is_punct(mention.range.end as usize, b')')
            && between.clone().enumerate().all(|(n, t)| match n {
                0 => document.is_punct(t, b'('),
                1 => document.tokens[t].is_capital() && document.tokens[t].len() == 1,
                _ => between.len() == 3 && document.is_punct(t, b'-'),
            });
        // "President and CEO, Harbour Agency" holds both
        let shared = step > 0 && !holder && mentions[next - 1].kind == Kind::Role;
        let beside = step == 0 && bracket || (step == 0 || shared) && comma && rest && !leads;
        if is_body(mention) && (linked || tight || set_off || beside || home) {
            return Some(next);
        }
        // step over the holder and further titles ("Lt. Gen. David Halverson of the command"), over all of a plural
        // title's ("Trial Attorneys Jane Hale, Luis Ortega and Ann Roe of the Fraud Section")
        let listed = plural
            && between.len() <= 2
            && between.clone().all(|t| document.is_punct(t, b',') || document.is(t, Class::CONJUNCTION));
        // "Senior Counsel Jane Hale and Luis Ortega of the Fraud Section" share it; behind other words another person
        // has his own ("Secretary Jane Hale With Luis Ortega of the Post"), as another's title has behind the holder
        // ("Secretary Hale, Director of the office")
        let joined = between.clone().all(|t| document.is(t, Class::CONJUNCTION)) && is_before_body(mentions, next);
        let steps = match mention.kind {
            Kind::Person => !holder || listed || joined,
            Kind::Role => !holder && !serves,
            _ => false,
        };
        if !steps || between.len() > 1 && !listed {
            return None;
        }
        holder |= mention.kind == Kind::Person;
        from = mention.range.end as usize;
        next += 1;
    }
    None
}

/// Whether the next mention is a body, not a country ("President Jane Hale and Luis Ortega of Panama").
fn is_before_body(mentions: &[Mention], index: MentionIndex) -> bool {
    mentions.get(index + 1).is_some_and(|m| m.kind == Kind::Organization)
}

/// Words that lead from a holder to the place where he was.
const PLACED: &[&str] = &["in", "at", "from", "with", "between", "by"];

/// Whether a body stands between a comma and what ends it: a mark, or a line, not a verb of its own.
fn is_set_off(document: &Document<'_>, mentions: &[Mention], body: MentionIndex) -> bool {
    let end = mentions[body].range.end as usize;
    let ends = document.token(end).is_none_or(|t| t.gap >= Gap::Line);
    let mark = [b',', b';', b'.', b')'].iter().any(|mark| document.is_punct(end, *mark));
    // "Director Jane Hale, the agency said": an article opens another thing; "Hale, Bureau of Rivers, and Ministry of …"
    // lists bodies
    let another = mentions.get(body + 1).filter(|m| m.kind == Kind::Organization).is_some_and(|m| {
        let between = end..m.range.start as usize;
        between.len() <= 3
            && between
                .clone()
                .all(|t| document.is_punct(t, b',') || document.is(t, Class::CONJUNCTION.union(Class::DETERMINER)))
    });
    (ends || mark) && !another
}

/// Holders of one plural title that are read.
const MOST_HOLDERS: usize = 12;

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

/// Whether a state stands right before a title: "Maryland Secretary of Transportation" heads no department of the union.
pub(super) fn is_of_a_state(mentions: &[Mention], entities: &Entities, index: MentionIndex) -> bool {
    let before = index.checked_sub(1).filter(|&b| mentions[b].range.end == mentions[index].range.start);
    let place = before.and_then(|b| entities.of_mention.get(b).copied().flatten());
    place.is_some_and(|id| matches!(id, EntityId::Place(_)) && entities.get(id).is_some_and(|e| e.subkind == STATE))
}

/// The body that a title's own words name, if the document speaks of it: "Secretary of Defense" and the Department of
/// Defense; or the parent that the list of titles gives: "Assistant Attorney General" and the Department of Justice.
pub(super) fn body_of_title(
    document: &Document<'_>,
    lists: &Lists<'_>,
    entities: &Entities,
    title: TokenRange,
    country: Option<Country>,
) -> Option<OrganizationId> {
    let id = |n: usize| OrganizationId(n as u32 + 1);
    // "the Kenyan Minister of Rivers" does not head Norway's ministry
    let fits = |n: usize| match (country, entities.organizations[n].country) {
        (Some(country), Some(own)) => country == own,
        _ => true,
    };
    let parent = title.indexes().find_map(|at| {
        let (_, entry) = lists.title(at, |kind| kind == 0)?;
        Some(entry.parent()).filter(|p| !p.is_empty())
    });
    if let Some(parent) = parent {
        let named = entities
            .organizations
            .iter()
            .position(|o| o.entry.is_some_and(|e| lists.gazetteers.entry(e).id() == parent));
        if let Some(n) = named.filter(|n| fits(*n)) {
            return Some(id(n));
        }
    }
    // "Department Spokesperson": the one department that was named before; one named later is spoken of
    let head = title.start as usize;
    if document.is(head, Class::BODY_HEAD) && title.len() > 1 {
        let word = document.tokens[head].word;
        let mut named = entities.organizations.iter().enumerate().filter(|(_, o)| {
            let has_word = |name: TokenRange| name.indexes().any(|at| document.tokens[at].word == word);
            o.entry.is_some() && o.name.is_some_and(|name| name.start < title.start && has_word(name))
        });
        return match (named.next(), named.next()) {
            (Some((n, _)), None) => Some(id(n)),
            _ => None,
        };
    }
    let field =
        title.indexes().skip(1).find(|&at| document.is_word(at - 1, "of") && document.tokens[at].is_capital())?;
    let word = document.tokens[field].word;
    let named = entities.organizations.iter().position(|o| {
        // a department or a ministry
        matches!(o.subkind, 1 | 2)
            && o.entry.is_some()
            && o.name.is_some_and(|name| {
                // "Department of Rivers", "Rivers Department", not "Department of Inland Rivers"
                let field = |at: usize| at == name.start as usize || document.is_word(at - 1, "of");
                name.len() <= 4 && name.indexes().any(|at| document.tokens[at].word == word && field(at))
            })
    });
    named.filter(|n| word != 0 && fits(*n)).map(id)
}

/// The court or office of the district that stands behind a title, if the document names it elsewhere: "U.S. District Judge
/// Jane Hale of the Eastern District of Ohio" sits in the "U.S. District Court for the Eastern District of Ohio", a "U.S.
/// Attorney for" that district heads its "U.S. Attorney's Office".
pub(super) fn body_of_district(
    document: &Document<'_>,
    mentions: &[Mention],
    entities: &Entities,
    index: MentionIndex,
) -> Option<OrganizationId> {
    let title = mentions[index].range;
    let place = body_behind(document, mentions, index).filter(|&m| mentions[m].kind == Kind::Place)?;
    let district = mentions[place].range;
    let text = document.range_text(district);
    let shares_word = |name: TokenRange| {
        name.indexes().any(|at| {
            let word = document.token_text(at);
            word.len() > 4
                && title.indexes().any(|t| document.token_text(t).len() > 4 && word.starts_with(document.token_text(t)))
        })
    };
    let found = entities.organizations.iter().position(|body| {
        body.name.is_some_and(|name| {
            let front = name.end.saturating_sub(district.len() as u32);
            front > name.start
                && document.range_text(TokenRange::new(front as usize, name.end as usize)) == text
                && shares_word(TokenRange::new(name.start as usize, front as usize))
        })
    });
    found.map(|n| OrganizationId(n as u32 + 1))
}
