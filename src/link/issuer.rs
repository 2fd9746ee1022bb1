//! The body that issued a release, where its own header, byline, signature or "About" paragraph names it.

use super::Entities;
use super::roles::LinkedRole;
use crate::document::structure::Structure;
use crate::document::{Document, Gap, Shape, TokenRange};
use crate::extraction::{EntityId, OrganizationId, ZoneKind};
use crate::gazetteer::lexicon::Class;
use crate::mention::{Kind, Mention};

/// Where issuers stand, best first.
const ZONES: &[ZoneKind] = &[ZoneKind::Header, ZoneKind::Byline, ZoneKind::Signature, ZoneKind::EndMark];

/// The issuer; nothing where the text does not say.
pub(crate) fn find(
    document: &Document<'_>,
    structure: &Structure,
    mentions: &[Mention],
    entities: &Entities,
    roles: &[LinkedRole],
) -> Option<OrganizationId> {
    let zones = |kind: ZoneKind| structure.zones.iter().filter(move |zone| zone.kind == kind).map(|zone| zone.range);
    let named = |range: TokenRange| entities.named_in(document, mentions, range);
    // an office has a line of its own: "Office of the Spokesperson"; in a byline it may stand for the writer, a day behind it:
    // "By Information Integration Directorate, June 26, 2013"
    let opens_line = |body: OrganizationId| {
        entities.get(EntityId::Organization(body)).is_some_and(|entity| {
            entity.entry.is_some()
                || entity.mentions.first().is_some_and(|&m| {
                    let (start, end) = (mentions[m].range.start as usize, mentions[m].range.end as usize);
                    let colon = usize::from(start > 0 && document.is_punct(start - 1, b':'));
                    if let Some(by) = start.checked_sub(1 + colon).filter(|&at| document.is_word(at, "by")) {
                        return document.tokens[by].gap >= Gap::Line;
                    }
                    let first = start - usize::from(start > 0 && document.is(start - 1, Class::DETERMINER));
                    document.tokens[first].gap >= Gap::Line && document.token(end).is_none_or(|t| t.gap >= Gap::Line)
                })
        })
    };
    // "NAVY" and "ARMY" above the awards of each are headings of sections
    let sections = mentions.iter().any(|m| {
        let at = |token: u32| document.token(token as usize).is_none_or(|t| t.gap >= Gap::Line);
        m.kind == Kind::Organization
            && structure.zone_of(m.range.start) == Some(ZoneKind::Body)
            && at(m.range.start)
            && at(m.range.end)
            && document.tokens[m.range.indexes()].iter().all(|t| t.shape == Shape::Upper)
    });
    ZONES
        .iter()
        .filter(|kind| !sections || **kind != ZoneKind::Header)
        .find_map(|&kind| {
            zones(kind).find_map(|range| best(entities, &named(range), roles).filter(|body| opens_line(*body)))
        })
        .or_else(|| {
            // "About the Harbour Agency"
            zones(ZoneKind::Boilerplate).find_map(|range| {
                let opening = TokenRange { start: range.start, end: range.end.min(range.start + ABOUT) };
                let about = document.is_word(range.start as usize, "about");
                about.then(|| best(entities, &named(opening), &[])).flatten()
            })
        })
}

/// Tokens of the heading "About …".
const ABOUT: u32 = 10;

/// The first body that a list knows, else the first; else whom the first person of an office works for.
fn best(entities: &Entities, named: &[EntityId], roles: &[LinkedRole]) -> Option<OrganizationId> {
    let bodies = || {
        named.iter().filter_map(|id| match id {
            EntityId::Organization(body) => Some(*body),
            _ => None,
        })
    };
    let listed = |body: &OrganizationId| {
        entities.get(EntityId::Organization(*body)).is_some_and(|entity| entity.entry.is_some())
    };
    bodies().find(listed).or_else(|| bodies().next()).or_else(|| {
        named.iter().find_map(|id| {
            let EntityId::Person(person) = id else { return None };
            roles.iter().filter(|role| role.person == Some(*person)).find_map(|role| role.organization)
        })
    })
}
