//! Linked mentions to the output's types. No decision is taken here.

mod agreements;
pub(crate) mod dates;
pub(crate) mod document;
mod explain;
mod people;

use std::borrow::Cow;

use crate::document::{Document, TokenRange};
use crate::extraction::{
    Evidence, Form, Mention as OutMention, Organization, OrganizationId, OrganizationKind, Place, PlaceId, PlaceKind,
    Role, RoleId,
};
use crate::link::roles::LinkedRole;
use crate::link::{Entities, Entity, MentionIndex};
use crate::mention::{Kind, Mention, Source};
use crate::rules::Lists;
use crate::tagger::Weighing;

/// Everything that the output is made from.
pub(crate) struct Parts<'a, 't> {
    pub(crate) document: &'a Document<'t>,
    pub(crate) lists: &'a Lists<'t>,
    pub(crate) mentions: &'a [Mention],
    pub(crate) entities: &'a Entities,
    pub(crate) roles: &'a [LinkedRole],
    /// The body that issued the release.
    pub(crate) issuer: Option<OrganizationId>,
    /// What lists and grammar proposed, if mentions are to say why they are there.
    pub(crate) candidates: Option<&'a [Mention]>,
    /// What the fitted model weighs, if mentions are to say why they are there.
    pub(crate) weighing: Option<&'a Weighing<'a, 't>>,
}

impl<'t> Parts<'_, 't> {
    fn text(&self, range: TokenRange) -> Cow<'t, str> {
        Cow::Borrowed(self.document.range_text(range))
    }

    /// A name in one line: text with its line breaks and double spaces made one space.
    fn line(&self, range: TokenRange) -> Cow<'t, str> {
        one_line(self.document.range_text(range))
    }

    /// A mention as the output writes it.
    pub(crate) fn mention(&self, index: MentionIndex) -> OutMention<'t> {
        let mention = &self.mentions[index];
        let span = self.document.span(mention.range);
        OutMention {
            text: self.text(mention.range),
            start: span.start,
            end: span.end,
            form: (mention.kind == Kind::Demonym).then_some(Form::Demonym),
            source: self.source(mention),
            why: self.why(index),
        }
    }

    fn mentions_of(&self, entity: &Entity) -> Vec<OutMention<'t>> {
        let explained = |m: MentionIndex| {
            let mut mention = self.mention(m);
            mention.why.extend(self.joined(entity, m));
            mention
        };
        entity.mentions.iter().map(|&m| explained(m)).collect()
    }

    fn source(&self, mention: &Mention) -> Cow<'t, str> {
        match mention.source {
            Source::List(id) => {
                let entry = self.lists.gazetteers.entry(id);
                Cow::Owned(["list:", entry.list(), "/", entry.id()].concat())
            }
            Source::Rule(name) => Cow::Owned(["rule:", name].concat()),
            Source::Model => Cow::Borrowed("model:tagger"),
        }
    }

    pub(crate) fn organizations(&self) -> Vec<Organization<'t>> {
        let ids: Vec<Option<&str>> =
            self.entities.organizations.iter().map(|o| o.entry.map(|e| self.lists.gazetteers.entry(e).id())).collect();
        self.entities
            .organizations
            .iter()
            .enumerate()
            .map(|(n, body)| {
                let entry = body.entry.map(|e| self.lists.gazetteers.entry(e));
                let parent = entry.map(crate::gazetteer::Entry::parent).filter(|p| !p.is_empty());
                let known_parent = parent.and_then(|p| ids.iter().position(|id| *id == Some(p))).or(body.parent);
                let from_list = entry.map(crate::gazetteer::Entry::acronym).filter(|a| !a.is_empty());
                Organization {
                    id: OrganizationId(n as u32 + 1),
                    reference: entry.map(|e| e.id().into()),
                    name: match (entry, &body.composed) {
                        (Some(entry), _) => entry.name().into(),
                        (None, Some(composed)) => Cow::Owned(composed.clone()),
                        (None, None) => body.name.map_or(Cow::Borrowed(""), |r| self.line(r)),
                    },
                    acronym: from_list.map(Cow::Borrowed).or(body.acronym.map(|r| self.text(r))),
                    kind: OrganizationKind::ALL
                        .get(usize::from(body.subkind))
                        .copied()
                        .unwrap_or(OrganizationKind::Other),
                    country: body.country,
                    parent: match known_parent {
                        Some(parent) => Some(OrganizationId(parent as u32 + 1).to_string().into()),
                        None => parent.map(Into::into),
                    },
                    mentions: self.mentions_of(body),
                }
            })
            .collect()
    }

    pub(crate) fn places(&self) -> Vec<Place<'t>> {
        let ids: Vec<Option<&str>> =
            self.entities.places.iter().map(|p| p.entry.map(|e| self.lists.gazetteers.entry(e).id())).collect();
        self.entities
            .places
            .iter()
            .enumerate()
            .map(|(n, place)| {
                let entry = place.entry.map(|e| self.lists.gazetteers.entry(e));
                let parent = entry.map(crate::gazetteer::Entry::parent).filter(|p| !p.is_empty());
                let within = parent.and_then(|p| ids.iter().position(|id| *id == Some(p)));
                Place {
                    id: PlaceId(n as u32 + 1),
                    reference: entry.map(|e| e.id().into()),
                    name: entry
                        .map_or_else(|| place.name.map_or(Cow::Borrowed(""), |r| self.line(r)), |e| e.name().into()),
                    kind: PlaceKind::ALL.get(usize::from(place.subkind)).copied().unwrap_or(PlaceKind::Other),
                    country: place.country,
                    within: within.filter(|w| *w != n).map(|w| PlaceId(w as u32 + 1)),
                    mentions: self.mentions_of(place),
                }
            })
            .collect()
    }

    pub(crate) fn roles(&self) -> Vec<Role<'t>> {
        self.roles
            .iter()
            .enumerate()
            .map(|(n, role)| {
                let sentence = self.document.sentences[self.document.sentence_of(role.title.start as usize)];
                let span = self.document.span(sentence);
                Role {
                    id: RoleId(n as u32 + 1),
                    person: role.person,
                    title: self.line(role.title),
                    kind: role.kind,
                    status: role.status,
                    organization: role.organization,
                    country: role.country,
                    on_behalf_of: None,
                    evidence: Some(Evidence { start: span.start, end: span.end }),
                    mentions: role.mentions.iter().map(|&m| self.mention(m)).collect(),
                }
            })
            .collect()
    }
}

/// Marks that join or part letters without being seen.
const INVISIBLE: [char; 3] = ['\u{200b}', '\u{2060}', '\u{feff}'];

/// Text in one line, without invisible marks; borrowed if it is one already.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    let (mut before, mut plain) = (0, true);
    for b in text.bytes() {
        plain &= !matches!(b, b'\n' | b'\r' | b'\t' | b'<' | b'&') && !(b == b' ' && before == b' ');
        // U+00A0, and the last bytes of the invisible marks
        plain &= !matches!((before, b), (0xc2 | 0x81, 0xa0) | (0x80, 0x8b) | (0xbb, 0xbf));
        before = b;
    }
    if plain {
        return Cow::Borrowed(text);
    }
    let plain = crate::document::leftovers::plain(text);
    let visible = plain.as_deref().unwrap_or(text).replace(INVISIBLE, "");
    Cow::Owned(visible.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_visible_line() {
        for (text, line) in [
            ("Harbour\n  Safety\u{a0}Agency", "Harbour Safety Agency"),
            ("Orlovan-\u{2060}Hale Office", "Orlovan-Hale Office"),
            ("Pier\u{200b}Watch", "PierWatch"),
            ("Ministère de l’Intérieur", "Ministère de l’Intérieur"),
        ] {
            assert_eq!(one_line(text), line);
        }
        assert!(matches!(one_line("Ministère de l’Intérieur"), Cow::Borrowed(_)));
    }
}
