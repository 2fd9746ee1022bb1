//! The release as a document: title, dateline, credits, zones.

use super::one_line;
use crate::document::structure::{self, Structure};
use crate::document::{Document, TokenRange};
use crate::extraction::{Credit, Dateline, DocumentInfo, EntityId, OrganizationId, Zone};
use crate::link::Entities;
use crate::mention::Mention;

/// Entities with the mentions that they number.
pub(crate) type Named<'e> = (&'e Entities, &'e [Mention]);

/// What the structure says of the document. Persons and places stay out where no entities are given.
pub(crate) fn info<'t>(
    document: &Document<'t>,
    structure: &Structure,
    named: Option<Named<'_>>,
    id: Option<&'t str>,
) -> DocumentInfo<'t> {
    let mut credits: Vec<Credit> = Vec::new();
    for (kind, range) in &structure.credits {
        let person = named_in(document, named, *range).find_map(|id| match id {
            EntityId::Person(person) => Some(person),
            _ => None,
        });
        if let Some(credit) = person.map(|person| Credit { kind: *kind, person }).filter(|c| !credits.contains(c)) {
            credits.push(credit);
        }
    }
    let zone = |zone: &structure::Zone| {
        let span = document.span(zone.range);
        Zone { kind: zone.kind, start: span.start, end: span.end }
    };
    DocumentInfo {
        id: id.map(Into::into),
        title: structure.title.map(|range| one_line(document.range_text(range))),
        dateline: structure.dateline.map(|range| dateline(document, named, range)),
        credits,
        zones: structure.zones.iter().map(zone).collect(),
        warnings: crate::language::warning(document).map(Into::into).into_iter().collect(),
        ..DocumentInfo::default()
    }
}

/// Writes the issuer and its country into what is said of the document.
pub(crate) fn issued_by(info: &mut DocumentInfo<'_>, issuer: Option<OrganizationId>, entities: &Entities) {
    info.issuer = issuer;
    let body = issuer.and_then(|body| entities.get(EntityId::Organization(body)));
    // the country of a body that no list holds is only read from its surroundings
    info.country = body.filter(|body| body.entry.is_some()).and_then(|body| body.country);
}

fn dateline<'t>(document: &Document<'t>, named: Option<Named<'_>>, range: TokenRange) -> Dateline<'t> {
    let span = document.span(range);
    let places = named_in(document, named, range).filter_map(|id| match id {
        EntityId::Place(place) => Some(place),
        _ => None,
    });
    let text = document.range_text(range).into();
    Dateline { text, places: places.collect(), date: None, start: span.start, end: span.end }
}

fn named_in(document: &Document<'_>, named: Option<Named<'_>>, range: TokenRange) -> impl Iterator<Item = EntityId> {
    named.map(|(entities, mentions)| entities.named_in(document, mentions, range)).unwrap_or_default().into_iter()
}
