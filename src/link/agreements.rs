//! Agreements as entities: kind, status, parties, signers, frame, date, place, subject.

mod facts;
mod merge;
mod parties;
mod settlements;

use super::roles::LinkedRole;
use super::{Entities, MentionIndex};
use crate::assemble::Parts;
use crate::document::structure::Structure;
use crate::document::{Document, Gap, TokenKind, TokenRange};
use crate::extraction::{
    AgreementKind, AgreementStatus, Country, EntityId, OrganizationId, PersonId, PlaceId, RoleKind, RoleStatus,
};
use crate::fast::FastMap;
use crate::gazetteer::EntryId;
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::mention::{Kind, Mention, Source};
use crate::rules::Lists;
use crate::rules::agreements::View;
use crate::rules::agreements::cues::{self, Cue};
use crate::rules::dates::DateMention;
use crate::rules::lists::is_country;

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
    /// For each person the first body and country of an office.
    pub(crate) offices: Vec<Office>,
    /// The offices that people hold, with them.
    pub(crate) titles: Vec<(TokenRange, PersonId)>,
    /// The body that issued the release.
    pub(crate) issuer: Option<OrganizationId>,
    pub(crate) structure: &'c Structure,
    pub(crate) dates: &'c [DateMention],
}

/// Whom a person stands for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Office {
    pub(crate) body: Option<OrganizationId>,
    pub(crate) country: Option<PlaceId>,
    /// Whether the person holds an office now.
    pub(crate) holds: bool,
}

/// The offices that people hold now, with them.
fn titles(roles: &[LinkedRole]) -> Vec<(TokenRange, PersonId)> {
    let held = roles.iter().filter(|role| role.kind == RoleKind::Office && role.status.is_none());
    held.filter_map(|role| Some((role.title, role.person?))).collect()
}

/// Whom the people of a document stand for, in order of their ids.
fn offices(entities: &Entities, roles: &[LinkedRole]) -> Vec<Office> {
    let mut countries: FastMap<Country, PlaceId> = FastMap::default();
    for (n, place) in entities.places.iter().enumerate().filter(|(_, p)| is_country(p.subkind)) {
        if let Some(code) = place.country {
            countries.entry(code).or_insert(PlaceId(n as u32 + 1));
        }
    }
    let mut out = vec![Office::default(); entities.people.len()];
    for role in roles {
        let Some(PersonId(n)) = role.person else { continue };
        let Some(office) = out.get_mut(n as usize - 1) else { continue };
        office.holds |= role.kind == RoleKind::Office && role.status != Some(RoleStatus::Former);
        office.body = office.body.or(role.organization);
        office.country = office.country.or_else(|| countries.get(&role.country?).copied());
    }
    out
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
    pub(super) place: Place,
}

/// Where a verb stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Before the mention.
    Before,
    /// Behind it, as its own verb: "the treaty was signed".
    After,
    /// Behind it, with a subject between: "the treaty that Kenya signed".
    Relative,
}

/// The instruments of a document, in order of first mention.
pub(crate) fn link(parts: &Parts<'_, '_>, structure: &Structure, dates: &[DateMention]) -> Vec<LinkedAgreement> {
    let &Parts { document, lists, mentions, entities, roles, issuer, .. } = parts;
    if !mentions.iter().any(|m| m.kind == Kind::Agreement) {
        return Vec::new();
    }
    let (offices, titles) = (offices(entities, roles), titles(roles));
    in_context(&Context { document, lists, mentions, entities, offices, titles, issuer, structure, dates })
}

fn in_context(context: &Context<'_, '_>) -> Vec<LinkedAgreement> {
    let mut out: Vec<LinkedAgreement> =
        merge::groups(context).into_iter().map(|group| describe(context, group)).collect();
    out.retain(|agreement| !facts::is_of_a_sort(context, agreement));
    settlements::add_payer(context, &mut out);
    signed_lists(context, &mut out);
    signatures(context, &mut out);
    frames(context, &mut out);
    out
}

fn describe(context: &Context<'_, '_>, group: merge::Group) -> LinkedAgreement {
    let governors: Vec<(MentionIndex, Option<Governor>)> =
        group.mentions.iter().map(|&m| (m, governed(context, group.kind, context.range(m)))).collect();
    let status = facts::status(group.kind, &governors);
    let (mut parties, signers) = parties::find(context, &group, &governors);
    let event = governors.iter().find_map(|(m, g)| g.filter(|g| g.cue.is_event()).map(|g| (*m, g)));
    let ordered = facts::is_order(context, &group, &parties);
    if ordered {
        parties.clear();
    }
    LinkedAgreement {
        number: facts::number(context, &group),
        amount: facts::amount(context, &group),
        date: event
            .and_then(|(m, g)| facts::date(context, context.range(m), g))
            .or_else(|| facts::own_date(context, &group)),
        place: event.and_then(|(m, g)| facts::place(context, group.kind, context.range(m), g)),
        subject: facts::subject(context, &group, &governors),
        mentions: group.mentions,
        entry: group.entry,
        text: group.text,
        named: group.named,
        kind: if ordered { AgreementKind::Act } else { group.kind },
        acronym: group.acronym,
        status,
        parties,
        signers,
        under: None,
    }
}

/// The verb that governs a mention; of a law that only describes a noun ("joins a False Claims Act lawsuit") none does.
fn governed(context: &Context<'_, '_>, kind: AgreementKind, range: TokenRange) -> Option<Governor> {
    let document = context.document;
    let end = range.end as usize;
    let participle = |text: &str| text.ends_with("ing") || text.ends_with("ed");
    // "an order re-establishing the board"
    let last = if document.is_punct(end + 1, b'-') { end + 2 } else { end };
    let describes = kind == AgreementKind::Act
        && document.token(end).is_some()
        && !participle(document.token_text(last))
        && document.token(end).is_some_and(|t| t.kind == TokenKind::Word && t.gap == Gap::Space)
        && !document.is(end, Class::FUNCTION.union(Class::AUXILIARY).union(Class::REPORTING_VERB))
        && cues::at(&context.view(), end, Cue::is_verb).is_none();
    // "by extending the plan's cost savings": what is its is the object
    let owns = document.token(end).is_some_and(|t| t.kind == TokenKind::Possessive);
    governor(context, range)
        .filter(|g| !(describes && g.cue.is_event() || owns && g.place == Place::Before && g.cue != Cue::InForce))
}

/// The verb that governs a mention: before it, else close behind it.
fn governor(context: &Context<'_, '_>, range: TokenRange) -> Option<Governor> {
    let view = context.view();
    let at = |place| move |(verb, cue)| planned(context, Governor { verb, cue, place });
    let before = cues::verb_before(&view, range.start as usize).map(at(Place::Before));
    let after = cues::verb_after(&view, range.end as usize).map(at(Place::After));
    match before {
        // "the conclusion of talks on a treaty, to be signed in May"
        Some(_) if after.is_some_and(|a| a.cue == Cue::Proposed) && comma_behind(context, range) => after,
        // "under the treaty, signed in May": what happened says more than that it binds
        Some(found) if found.cue.is_event() => Some(found),
        other => {
            let after = after.or_else(|| relative(context, range).map(at(Place::Relative)));
            let over = || {
                let over = cues::verb_over_sides(&view, range).or_else(|| cues::binds(&view, range.end as usize));
                over.map(at(Place::After)).filter(|_| other.is_none())
            };
            after.or_else(over).filter(|a| a.cue.is_event() || other.is_none()).or(other)
        }
    }
}

fn comma_behind(context: &Context<'_, '_>, range: TokenRange) -> bool {
    context.document.is_punct(range.end as usize, b',')
}

/// "to be signed in May", "will be signed": what is still to happen.
fn planned(context: &Context<'_, '_>, governor: Governor) -> Governor {
    let document = context.document;
    let verb = governor.verb.start as usize;
    let coming = verb > 1
        && document.is_word(verb - 1, "be")
        && (document.is_word(verb - 2, "to") || document.is(verb - 2, Class::AUXILIARY));
    // "with a view to concluding an agreement"
    let aimed = verb > 0 && document.is_word(verb - 1, "to") && document.token_text(verb).ends_with("ing");
    // "as amended by the Clean Harbours Act": what is done by an instrument is not done to it
    let agent = governor.place == Place::Before && document.is_word(governor.verb.end as usize, "by");
    let cue = match governor.cue {
        cue if agent && cue.is_event() => Cue::InForce,
        // until then it binds
        Cue::Terminated if coming => Cue::InForce,
        cue if (coming || aimed) && cue.is_event() => Cue::Proposed,
        cue => cue,
    };
    Governor { cue, ..governor }
}

/// The verb of a relative clause behind a mention: "the treaty that Kenya and Uganda renewed".
fn relative(context: &Context<'_, '_>, range: TokenRange) -> Option<(TokenRange, Cue)> {
    const REACH: usize = 18;
    /// Words between the pronoun and its verb or its subject.
    const NEAR: usize = 3;
    let document = context.document;
    let view = context.view();
    let pronoun = range.end as usize + usize::from(document.is_punct(range.end as usize, b','));
    if !document.is(pronoun, Class::RELATIVE) {
        return None;
    }
    let end = (document.sentences[document.sentence_of(pronoun)].end as usize).min(pronoun + REACH);
    let names = |at: usize| {
        let first = context.mentions.partition_point(|m| (m.range.start as usize) < at);
        context.mentions.get(first).is_some_and(|m| (m.range.start as usize) < at + NEAR)
    };
    let verb = (pronoun + 1..end).find_map(|at| {
        let found = cues::at(&view, at, Cue::is_verb)?;
        (found.1 != Cue::InForce || at <= pronoun + NEAR).then_some(found)
    })?;
    // "which was signed", "which expired.", not "which suspends entry"
    let start = verb.0.start as usize;
    let own = document.is(start - 1, Class::AUXILIARY)
        || verb.1 == Cue::InForce
        || document.token(verb.0.end as usize).is_none_or(|t| t.kind == TokenKind::Punct);
    (start <= pronoun + NEAR && own || names(pronoun + 1)).then_some(verb)
}

/// Every mention of the agreements by its start, with the number of its agreement.
fn by_start(context: &Context<'_, '_>, agreements: &[LinkedAgreement]) -> Vec<(u32, usize)> {
    let starts = agreements.iter().enumerate().flat_map(|(n, a)| a.mentions.iter().map(move |&m| (m, n)));
    let mut out: Vec<(u32, usize)> = starts.map(|(m, n)| (context.range(m).start, n)).collect();
    out.sort_unstable();
    out
}

/// "On May 3, the President signed into law: H.R. 9918, …; and S. 98, …": every law of the list, and its day.
fn signed_lists(context: &Context<'_, '_>, agreements: &mut [LinkedAgreement]) {
    /// A longer list is none.
    const LONGEST: u32 = 1500;
    let document = context.document;
    let view = context.view();
    let item = |m: MentionIndex| context.mentions[m].source == Source::Rule("agreements/number");
    let law = |a: &LinkedAgreement| a.kind == AgreementKind::Act && a.mentions.iter().any(|&m| item(m));
    if !agreements.iter().any(law) {
        return;
    }
    let mentions = by_start(context, agreements);
    let opens = |at: &usize| {
        document.is_punct(*at, b':')
            && (1..=3).filter_map(|back| at.checked_sub(back)).any(|verb| {
                cues::at(&view, verb, |cue| cue == Cue::Hand).is_some_and(|(range, _)| range.end as usize == *at)
            })
    };
    let Some(colon) = (0..document.tokens.len()).find(opens) else { return };
    let colon = colon as u32;
    let mut last = document.sentence_of(colon as usize);
    let day = facts::day_before(context, colon as usize);
    let first = mentions.partition_point(|(start, _)| *start < colon);
    for &(start, n) in mentions[first..].iter().take_while(|(start, _)| *start < colon + LONGEST) {
        let sentence = document.sentence_of(start as usize);
        // an item may stand on a line of its own
        if sentence > last + 1 {
            break;
        }
        let item = context.mentions.iter().any(|m| {
            m.range.start == start && matches!(m.source, Source::Rule("agreements/number")) && m.kind == Kind::Agreement
        });
        if item {
            last = sentence;
            let law = &mut agreements[n];
            if law.kind == AgreementKind::Act && law.status == AgreementStatus::Mentioned {
                law.status = AgreementStatus::Signed;
            }
            if law.status == AgreementStatus::Signed {
                law.date = law.date.or(day);
            }
        }
    }
}

/// "The minister signed for Kenya.": signers of the instrument that the sentence before speaks of.
fn signatures(context: &Context<'_, '_>, agreements: &mut [LinkedAgreement]) {
    /// Sentences from the instrument to its signers.
    const REACH: usize = 3;
    /// Mentions that are looked at.
    const NEAR: usize = 8;
    let document = context.document;
    let view = context.view();
    let mentions = by_start(context, agreements);
    for (m, _) in context.lists.all().filter(|(_, family)| *family == Family::Marker) {
        let at = m.range.start as usize;
        let end = m.range.end as usize;
        if !(document.is_word(end, "for") || document.is_word(end, "on"))
            || cues::at(&view, at, |c| c == Cue::Hand).is_none()
        {
            continue;
        }
        let sentence = document.sentence_of(at);
        let before = mentions.partition_point(|(start, _)| *start < m.range.start);
        let signed = mentions[before.saturating_sub(NEAR)..before].iter().rev().find(|(start, n)| {
            agreements[*n].status == AgreementStatus::Signed
                && document.sentence_of(*start as usize) + REACH >= sentence
        });
        if let Some(&(_, n)) = signed {
            for person in parties::signers_before(context, at) {
                if !agreements[n].signers.contains(&person) {
                    agreements[n].signers.push(person);
                }
            }
        }
    }
}

/// What is signed "under the U.S.-Kenya Umbrella Agreement" rests on it.
fn frames(context: &Context<'_, '_>, agreements: &mut [LinkedAgreement]) {
    /// Mentions that are looked at.
    const NEAR: usize = 4;
    let document = context.document;
    let view = context.view();
    let mentions = by_start(context, agreements);
    for (at, &(start, frame)) in mentions.iter().enumerate() {
        let Some((verb, Cue::InForce)) = cues::verb_before(&view, start as usize) else { continue };
        let sentence = document.sentences[document.sentence_of(start as usize)];
        let resting = mentions[at.saturating_sub(NEAR)..at].iter().rev().find(|(other, n)| {
            *n != frame && *other < verb.start && *other >= sentence.start && is_event(agreements[*n].status)
        });
        if let Some(&(_, resting)) = resting
            && agreements[resting].under.is_none()
            && agreements[frame].under != Some(resting)
        {
            agreements[resting].under = Some(frame);
        }
    }
}

fn is_event(status: AgreementStatus) -> bool {
    use AgreementStatus::{Amended, Proposed, Renewed, Signed};
    matches!(status, Signed | Renewed | Amended | Proposed)
}

#[cfg(test)]
mod tests;
