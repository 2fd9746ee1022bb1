//! Mentions to entities: who is who, which body a title belongs to, what an agreement binds.
//!
//! Entities are numbered in order of their first mention, so the n-th of a list has the output id n + 1.

pub(crate) mod agreements;
mod bodies;
mod countries;
mod hierarchy;
pub(crate) mod issuer;
mod nicknames;
mod organizations;
mod people;
mod places;
pub(crate) mod roles;
#[cfg(test)]
mod tests;

use crate::document::{Document, TokenRange};
use crate::extraction::{Country, EntityId, OrganizationId, PersonId, PlaceId};
use crate::gazetteer::EntryId;
use crate::mention::Mention;
use crate::rules::Lists;

/// Number of a mention in the final, sorted list.
pub(crate) type MentionIndex = usize;

/// A person, a body or a place with all its mentions.
#[derive(Debug, Clone, Default)]
pub(crate) struct Entity {
    /// Its mentions, in order of the text.
    pub(crate) mentions: Vec<MentionIndex>,
    /// The list entry, if one names it.
    pub(crate) entry: Option<EntryId>,
    /// The fullest name in the text.
    pub(crate) name: Option<TokenRange>,
    /// Its name put together from a coordination: "Ministry of Energy" out of "Ministries of Health, Agriculture, Energy".
    pub(crate) composed: Option<String>,
    /// Its acronym, where the text defines one.
    pub(crate) acronym: Option<TokenRange>,
    /// The body above it, where the text says so: its number among the bodies.
    pub(crate) parent: Option<usize>,
    /// Its country.
    pub(crate) country: Option<Country>,
    /// Number of its kind in the family.
    pub(crate) subkind: u8,
}

/// All entities of a document that can act.
#[derive(Debug, Default)]
pub(crate) struct Entities {
    /// People, in order of first mention: the n-th is `PersonId(n + 1)`.
    pub(crate) people: Vec<Entity>,
    /// Bodies.
    pub(crate) organizations: Vec<Entity>,
    /// Places.
    pub(crate) places: Vec<Entity>,
    /// For each mention of the final list, the entity that it names.
    pub(crate) of_mention: Vec<Option<EntityId>>,
}

/// Joins the mentions of people, bodies and places.
pub(crate) fn entities(document: &Document<'_>, lists: &Lists<'_>, mentions: &[Mention]) -> Entities {
    let people = people::link(document, mentions);
    let organizations = organizations::link(document, lists, mentions);
    let places = places::link(document, lists, mentions);
    let mut of_mention = vec![None; mentions.len()];
    let mut note = |entities: &[Entity], id: fn(u32) -> EntityId| {
        for (number, entity) in entities.iter().enumerate() {
            for &mention in &entity.mentions {
                of_mention[mention] = Some(id(number as u32 + 1));
            }
        }
    };
    note(&people, |n| EntityId::Person(PersonId(n)));
    note(&organizations, |n| EntityId::Organization(OrganizationId(n)));
    note(&places, |n| EntityId::Place(PlaceId(n)));
    Entities { people, organizations, places, of_mention }
}

impl Entities {
    /// The entity behind an id.
    pub(crate) fn get(&self, id: EntityId) -> Option<&Entity> {
        match id {
            EntityId::Person(PersonId(n)) => self.people.get(n as usize - 1),
            EntityId::Organization(OrganizationId(n)) => self.organizations.get(n as usize - 1),
            EntityId::Place(PlaceId(n)) => self.places.get(n as usize - 1),
        }
    }

    /// The entities named inside a run of tokens, in order, each once.
    pub(crate) fn named_in(&self, document: &Document<'_>, mentions: &[Mention], range: TokenRange) -> Vec<EntityId> {
        let first = mentions.partition_point(|m| m.range.start < range.start);
        let mut out = Vec::new();
        for (offset, mention) in document.mentions_in(mentions, range).iter().enumerate() {
            if let Some(id) = self.of_mention.get(first + offset).copied().flatten()
                && mention.range.end <= range.end
                && !out.contains(&id)
            {
                out.push(id);
            }
        }
        out
    }
}
