//! With `--explain`: why a mention is there, what it won over, and what joined it to its entity.

use std::borrow::Cow;

use super::Parts;
use crate::document::TokenRange;
use crate::extraction::{EntityId, OrganizationId, PersonId, PlaceId};
use crate::link::agreements::LinkedAgreement;
use crate::link::{Entity, MentionIndex};
use crate::mention::{Kind, Mention, Source};
use crate::rules;

/// Rivals named for one mention at the most.
const RIVALS: usize = 4;

impl<'t> Parts<'_, 't> {
    /// Why a mention is there and what it won over; nothing unless asked for.
    pub(super) fn why(&self, index: MentionIndex) -> Vec<Cow<'t, str>> {
        let Some(candidates) = self.candidates else { return Vec::new() };
        let mention = &self.mentions[index];
        let mut why = vec![Cow::Owned(self.evidence(mention))];
        let weighed = self.weighing.map(|w| w.evidence(mention.kind, mention.range));
        why.extend(weighed.into_iter().flatten().map(Cow::Owned));
        let mut rivals: Vec<&Mention> = candidates
            .iter()
            .filter(|c| c.range.overlaps(mention.range) && (c.range != mention.range || c.kind != mention.kind))
            .collect();
        rivals.sort_by_key(|c| (std::cmp::Reverse(c.range.len()), c.range.start, c.kind));
        rivals.dedup_by_key(|c| (c.range, c.kind));
        for rival in rivals.into_iter().take(RIVALS) {
            let text = self.line(rival.range);
            why.push(Cow::Owned(format!("over the {} {text:?} ({})", rival.kind, self.source(rival))));
        }
        why
    }

    /// What speaks for a mention.
    fn evidence(&self, mention: &Mention) -> String {
        match mention.source {
            Source::List(id) => {
                let entry = self.lists.gazetteers.entry(id);
                format!("a form of the entry {} ({}) in the list {}", entry.id(), entry.name(), entry.list())
            }
            Source::Rule(name) => match rules::tables().into_iter().flat_map(|(_, t)| t).find(|rule| rule.name == name)
            {
                Some(rule) => rule.doc.to_owned(),
                None => format!("the rule {name}"),
            },
            Source::Model => format!("the fitted model reads a {} here", mention.kind),
        }
    }

    /// What joined a mention to its entity, or kept the first one apart from others that look like it; nothing unless asked
    /// for.
    pub(super) fn joined(&self, entity: &Entity, index: MentionIndex) -> Option<Cow<'t, str>> {
        self.candidates?;
        let first = *entity.mentions.first()?;
        if first != index {
            return Some(Cow::Owned(self.joined_by(first, index)));
        }
        let id = self.entities.of_mention.get(index).copied().flatten()?;
        let (all, number) = match id {
            EntityId::Person(PersonId(n)) => (&self.entities.people, n),
            EntityId::Organization(OrganizationId(n)) => (&self.entities.organizations, n),
            EntityId::Place(PlaceId(n)) => (&self.entities.places, n),
        };
        let before = all.get(..(number as usize).checked_sub(1)?)?;
        let other = before.iter().find_map(|other| {
            let (a, b) = (other.name?, entity.name?);
            self.shares_a_name(a, b).then_some((other, a))
        });
        let (other, name) = other?;
        Some(Cow::Owned(format!("kept apart from {:?}: {}", self.line(name), Self::difference(other, entity, id))))
    }

    /// What joined a mention of an agreement to its first one, or kept two of one head word apart.
    pub(super) fn joined_agreement(
        &self,
        all: &[LinkedAgreement],
        number: usize,
        index: MentionIndex,
    ) -> Option<Cow<'t, str>> {
        self.candidates?;
        let agreement = all.get(number)?;
        let first = *agreement.mentions.first()?;
        if first != index {
            return Some(Cow::Owned(self.joined_by(first, index)));
        }
        let other = all[..number].iter().find(|other| self.shares_a_name(other.text, agreement.text))?;
        let why = match (other.entry, agreement.entry) {
            (Some(a), Some(b)) if a != b => "another entry of a list",
            _ if other.kind != agreement.kind => "another kind of instrument",
            _ if other.named && agreement.named => "another name",
            _ if agreement.named || other.named => "one has a name, the other has none that refers to it",
            _ => "nothing here refers to it (\"the\", \"this\", the same words)",
        };
        Some(Cow::Owned(format!("kept apart from {:?}: {why}", self.line(other.text))))
    }

    fn joined_by(&self, first: MentionIndex, index: MentionIndex) -> String {
        let (mention, first) = (&self.mentions[index], &self.mentions[first]);
        let (text, name) = (self.line(mention.range), self.line(first.range));
        let by = if text == name {
            "the same words"
        } else if mention.entry.is_some() && mention.entry == first.entry {
            "the same entry of a list"
        } else if mention.kind == Kind::Person {
            "a part of the same name"
        } else if mention.range.len() == 1 {
            "its acronym, short name or head word"
        } else {
            "the same name with more or fewer words"
        };
        format!("joined to {name:?} by {by}")
    }

    /// Whether two names have their last word, or a whole name, in common.
    fn shares_a_name(&self, a: TokenRange, b: TokenRange) -> bool {
        let word = |range: TokenRange| {
            let words = || range.indexes().rev().filter(|&at| self.document.tokens[at].is_wordlike());
            words().next().map(|at| self.document.token_text(at))
        };
        word(a).is_some() && word(a) == word(b)
    }

    fn difference(a: &Entity, b: &Entity, id: EntityId) -> &'static str {
        if a.entry.zip(b.entry).is_some_and(|(a, b)| a != b) {
            "another entry of a list"
        } else if matches!(id, EntityId::Person(_)) {
            "the same family name, other given names"
        } else if a.country.zip(b.country).is_some_and(|(a, b)| a != b) {
            "another country"
        } else if a.subkind != b.subkind {
            "another kind"
        } else {
            "other words in its name"
        }
    }
}
