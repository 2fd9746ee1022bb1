//! Agreements as entities: kind, status, parties, signers, frame, date, place, subject.

mod facts;
mod merge;
mod parties;

use super::roles::LinkedRole;
use super::{Entities, MentionIndex};
use crate::assemble::Parts;
use crate::document::structure::Structure;
use crate::document::{Document, TokenRange};
use crate::extraction::{AgreementKind, AgreementStatus, EntityId, PersonId, PlaceId};
use crate::gazetteer::EntryId;
use crate::mention::{Kind, Mention};
use crate::rules::Lists;
use crate::rules::agreements::View;
use crate::rules::agreements::cues::{self, Cue};
use crate::rules::dates::DateMention;

/// One instrument with all its mentions.
#[derive(Debug, Clone)]
pub(crate) struct LinkedAgreement {
    /// Its mentions, in order of the text.
    pub(crate) mentions: Vec<MentionIndex>,
    /// The list entry, if one names it.
    pub(crate) entry: Option<EntryId>,
    /// The fullest noun phrase, without its article.
    pub(crate) text: TokenRange,
    /// Whether that is a proper name.
    pub(crate) named: bool,
    pub(crate) kind: AgreementKind,
    pub(crate) acronym: Option<TokenRange>,
    pub(crate) status: AgreementStatus,
    pub(crate) parties: Vec<EntityId>,
    pub(crate) signers: Vec<PersonId>,
    /// Number of the frame in the list of agreements.
    pub(crate) under: Option<usize>,
    pub(crate) number: Option<TokenRange>,
    pub(crate) amount: Option<TokenRange>,
    /// The date that says when.
    pub(crate) date: Option<TokenRange>,
    pub(crate) place: Option<PlaceId>,
    pub(crate) subject: Option<TokenRange>,
}

/// What links are read from.
pub(crate) struct Context<'c, 't> {
    pub(crate) document: &'c Document<'t>,
    pub(crate) lists: &'c Lists<'t>,
    pub(crate) mentions: &'c [Mention],
    pub(crate) entities: &'c Entities,
    pub(crate) roles: &'c [LinkedRole],
    pub(crate) structure: &'c Structure,
    pub(crate) dates: &'c [DateMention],
}

impl<'c, 't> Context<'c, 't> {
    fn view(&self) -> View<'c, 't> {
        View { document: self.document, lists: self.lists }
    }

    fn range(&self, mention: MentionIndex) -> TokenRange {
        self.mentions[mention].range
    }
}

/// The verb that says what happened to a mention, and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Governor {
    pub(super) verb: TokenRange,
    pub(super) cue: Cue,
    /// Whether it stands before the mention.
    pub(super) before: bool,
}

/// The instruments of a document, in order of first mention.
pub(crate) fn link(parts: &Parts<'_, '_>, structure: &Structure, dates: &[DateMention]) -> Vec<LinkedAgreement> {
    let &Parts { document, lists, mentions, entities, roles, .. } = parts;
    in_context(&Context { document, lists, mentions, entities, roles, structure, dates })
}

fn in_context(context: &Context<'_, '_>) -> Vec<LinkedAgreement> {
    if !context.mentions.iter().any(|m| m.kind == Kind::Agreement) {
        return Vec::new();
    }
    let mut out: Vec<LinkedAgreement> =
        merge::groups(context).into_iter().map(|group| describe(context, group)).collect();
    signatures(context, &mut out);
    frames(context, &mut out);
    out
}

fn describe(context: &Context<'_, '_>, group: merge::Group) -> LinkedAgreement {
    let governors: Vec<(MentionIndex, Option<Governor>)> =
        group.mentions.iter().map(|&m| (m, governor(context, context.range(m)))).collect();
    let status = facts::status(group.kind, &governors);
    let (parties, signers) = parties::find(context, &group, &governors);
    let event = governors.iter().find_map(|(m, g)| g.filter(|g| g.cue.is_event()).map(|g| (*m, g)));
    LinkedAgreement {
        number: facts::number(context, &group),
        amount: facts::amount(context, &group),
        date: event.and_then(|(m, g)| facts::date(context, context.range(m), g)),
        place: event.and_then(|(m, g)| facts::place(context, context.range(m), g)),
        subject: facts::subject(context, &group),
        mentions: group.mentions,
        entry: group.entry,
        text: group.text,
        named: group.named,
        kind: group.kind,
        acronym: group.acronym,
        status,
        parties,
        signers,
        under: None,
    }
}

/// The verb that governs a mention: before it, else close behind it.
fn governor(context: &Context<'_, '_>, range: TokenRange) -> Option<Governor> {
    let view = context.view();
    let before = cues::verb_before(&view, range.start as usize).map(|(verb, cue)| Governor { verb, cue, before: true });
    let after = || cues::verb_after(&view, range.end as usize).map(|(verb, cue)| Governor { verb, cue, before: false });
    match before {
        // "under the treaty, signed in May": what happened says more than that it binds
        Some(found) if found.cue.is_event() => Some(found),
        other => after().filter(|a| a.cue.is_event() || other.is_none()).or(other),
    }
}

/// "The minister signed for Kenya.": signers of the instrument that the sentence before speaks of.
fn signatures(context: &Context<'_, '_>, agreements: &mut [LinkedAgreement]) {
    /// Sentences from the instrument to its signers.
    const REACH: usize = 3;
    let document = context.document;
    let view = context.view();
    for at in 0..document.tokens.len() {
        // looked up once a token only where the verb is one of the few
        let Some((verb, _)) = cues::at(&view, at, |cue| cue == Cue::Hand) else { continue };
        if !document.is_word(verb.end as usize, "for") && !document.is_word(verb.end as usize, "on") {
            continue;
        }
        let sentence = document.sentence_of(at);
        let last = agreements.iter_mut().filter(|a| a.status == AgreementStatus::Signed).filter_map(|a| {
            let before =
                a.mentions.iter().map(|&m| context.mentions[m].range.start).filter(|&start| start < at as u32).max()?;
            (document.sentence_of(before as usize) + REACH >= sentence).then_some((before, a))
        });
        if let Some((_, agreement)) = last.max_by_key(|(before, _)| *before) {
            for person in parties::signers_before(context, at) {
                if !agreement.signers.contains(&person) {
                    agreement.signers.push(person);
                }
            }
        }
    }
}

/// What is signed "under the U.S.-Kenya Umbrella Agreement" rests on it.
fn frames(context: &Context<'_, '_>, agreements: &mut [LinkedAgreement]) {
    let document = context.document;
    let view = context.view();
    for frame in 0..agreements.len() {
        for &mention in &agreements[frame].mentions.clone() {
            let range = context.range(mention);
            let Some((verb, Cue::InForce)) = cues::verb_before(&view, range.start as usize) else { continue };
            let sentence = document.sentence_of(range.start as usize);
            let resting = agreements.iter().position(|a| {
                a.mentions.iter().any(|&m| {
                    let other = context.range(m);
                    other.end <= verb.start && document.sentence_of(other.start as usize) == sentence
                })
            });
            if let Some(resting) =
                resting.filter(|&r| r != frame && agreements[r].under.is_none() && agreements[frame].under != Some(r))
            {
                let event = matches!(
                    agreements[resting].status,
                    AgreementStatus::Signed
                        | AgreementStatus::Renewed
                        | AgreementStatus::Amended
                        | AgreementStatus::Proposed
                );
                if event {
                    agreements[resting].under = Some(frame);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
