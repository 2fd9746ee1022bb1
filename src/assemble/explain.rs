//! With `--explain`: why a mention is there, what it won over, and what joined it to its entity.

use std::borrow::Cow;

use super::Parts;
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

    /// What joined a mention to its entity; nothing for the first one and unless asked for.
    pub(super) fn joined(&self, entity: &Entity, index: MentionIndex) -> Option<Cow<'t, str>> {
        let first = *entity.mentions.first()?;
        if self.candidates.is_none() || first == index {
            return None;
        }
        let (mention, first) = (&self.mentions[index], &self.mentions[first]);
        let (text, name) = (self.line(mention.range), self.line(first.range));
        let by = if text == name {
            "the same words"
        } else if mention.entry.is_some() && mention.entry == entity.entry {
            "the same entry of a list"
        } else if mention.kind == Kind::Person {
            "a part of the same name"
        } else if mention.range.len() == 1 {
            "its acronym, short name or head word"
        } else {
            "the same name with more or fewer words"
        };
        Some(Cow::Owned(format!("joined to {name:?} by {by}")))
    }
}
