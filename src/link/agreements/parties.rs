//! Who is bound by an instrument, and who signed it.

use super::merge::Group;
use super::{Context, Governor};
use crate::document::{Gap, Shape, TokenKind, TokenRange};
use crate::extraction::{AgreementKind, EntityId, OrganizationId, PersonId, PlaceId};
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::link::MentionIndex;
use crate::mention::{Kind, Source};
use crate::rules::agreements::cues::Cue;
use crate::rules::lists::is_country;

/// Numbers of `legislature` and `court` among the kinds of organizations: they pass, ratify and approve, but are no party.
const LEGISLATURE: u8 = 7;
const COURT: u8 = 8;

/// What the text says of one side.
#[derive(Default)]
struct Found {
    parties: Vec<EntityId>,
    signers: Vec<PersonId>,
}

impl Found {
    fn party(&mut self, id: EntityId) {
        if !self.parties.contains(&id) {
            self.parties.push(id);
        }
    }
}

/// Parties and signers, in order of the text.
pub(super) fn find(
    context: &Context<'_, '_>,
    group: &Group,
    governors: &[(MentionIndex, Option<Governor>)],
) -> (Vec<EntityId>, Vec<PersonId>) {
    let mut found = Found::default();
    let law = matches!(group.kind, AgreementKind::Act | AgreementKind::Resolution);
    for &(mention, governor) in governors {
        let range = context.range(mention);
        if !law {
            in_name(context, group, mention, &mut found);
            behind(context, range, group.kind, &mut found);
        }
        if let Some(governor) = governor {
            subject(context, range, governor, law, &mut found);
        }
    }
    if !law {
        from_list(context, group, &mut found);
    }
    if is_plea(context, group) {
        plea(context, group, &mut found);
    }
    one_side(context, &mut found.parties);
    (found.parties, found.signers)
}

/// The countries that a hyphen joins, the two sides of "between" in the name, the body that a settlement is named for.
fn in_name(context: &Context<'_, '_>, group: &Group, mention: MentionIndex, found: &mut Found) {
    let document = context.document;
    let range = context.range(mention);
    let named = context.entities.named_in(document, context.mentions, range);
    let countries: Vec<EntityId> = named.iter().copied().filter(|id| is_state(context, *id)).collect();
    let hyphen = range.indexes().any(|at| document.is_dash(at) || document.is_punct(at, b'/'));
    let between = range.indexes().find(|&at| document.is_word(at, "between"));
    if let Some(between) = between {
        side(context, between + 1, range.end as usize, group.kind, found);
    } else if countries.len() >= 2 && hyphen {
        countries.into_iter().for_each(|id| found.party(id));
    } else if context.mentions[mention].source == Source::Rule("agreements/head-last")
        && matches!(group.kind, AgreementKind::Agreement | AgreementKind::Contract)
    {
        named.into_iter().filter(|id| matches!(id, EntityId::Organization(_))).for_each(|id| found.party(id));
    }
}

/// "between A and B", "with A and B", "among", behind the mention; "to A" behind an award.
fn behind(context: &Context<'_, '_>, range: TokenRange, kind: AgreementKind, found: &mut Found) {
    const REACH: usize = 6;
    let document = context.document;
    let start = range.end as usize;
    let sentence_end = document.sentences[document.sentence_of(range.start as usize)].end as usize;
    for at in start..sentence_end.min(start + REACH) {
        let link = document.is_word(at, "with") || document.is_word(at, "between") || document.is_word(at, "among");
        let award = kind == AgreementKind::Contract && document.is_word(at, "to");
        if link || award {
            side(context, at + 1, sentence_end, kind, found);
            return;
        }
        let other = context.document.is(at, Class::CONJUNCTION) || agreement_at(context, at);
        if other {
            return;
        }
        // a date, a verb of signing or a word on the matter may stand between ("today", "was awarded")
        if document.tokens[at].kind == TokenKind::Punct && !document.is_punct(at, b',') {
            return;
        }
    }
}

/// Adds the parties of a list of names that begins at a token: "both the National Guard and NNC leadership".
fn side(context: &Context<'_, '_>, start: usize, limit: usize, kind: AgreementKind, found: &mut Found) {
    const SKIP: usize = 4;
    let document = context.document;
    let mut at = start;
    let mut skipped = 0;
    let mut any = false;
    let mut wide = false;
    while at < limit {
        if let Some((index, mention)) = mention_at(context, at) {
            let end = mention.range.end as usize;
            match context.entities.of_mention[index] {
                Some(id) if mention.kind != Kind::Person => {
                    let place = matches!(id, EntityId::Place(_));
                    // "Washington County, Missouri": the state only says where
                    let within = place && wide && document.is_punct(at - 1, b',');
                    if !place
                        || is_state(context, id) && !within
                        || matches!(
                            kind,
                            AgreementKind::Agreement
                                | AgreementKind::Contract
                                | AgreementKind::MemorandumOfUnderstanding
                        ) && !within
                    {
                        found.party(id);
                        any = true;
                    }
                    wide = place && !is_state(context, id);
                }
                Some(EntityId::Person(person)) => {
                    any |= stands_for(context, person, found);
                }
                _ => {}
            }
            at = end;
            skipped = 0;
            continue;
        }
        let token = document.tokens[at];
        let joins = document.is_punct(at, b',')
            || document.is(at, Class::CONJUNCTION.union(Class::DETERMINER))
            || token.kind == TokenKind::Possessive
            || document.is_word(at, "of");
        if joins {
            at += 1;
            continue;
        }
        let stops = document
            .is(at, Class::PREPOSITION.union(Class::AUXILIARY).union(Class::RELATIVE).union(Class::PRONOUN))
            || token.kind == TokenKind::Punct && token.first != b'-'
            || token.gap >= Gap::Line;
        if stops || skipped >= SKIP || any && !leads_on(context, at, limit) {
            return;
        }
        skipped += 1;
        at += 1;
    }
}

/// Whether an "and" follows soon: "NNC leadership and the ministry".
fn leads_on(context: &Context<'_, '_>, at: usize, limit: usize) -> bool {
    const NEAR: usize = 3;
    let document = context.document;
    (at..limit.min(at + NEAR)).any(|n| document.is_word(n, "and"))
        && document.tokens[at].shape == Shape::Lower
        && !document.is(at, Class::REPORTING_VERB.union(Class::MEETING_VERB))
}

/// The subject of the verb that governs the mention: parties, or signers and whom they stand for.
fn subject(context: &Context<'_, '_>, range: TokenRange, governor: Governor, law: bool, found: &mut Found) {
    let document = context.document;
    let verb = governor.verb.start as usize;
    let commitment = governor.cue == Cue::InForce && verb > 0 && mention_ending(context, verb).is_some();
    if commitment && governor.before && !law {
        // "the U.S. commitment to the treaty"
        if let Some(id) = mention_ending(context, verb)
            .and_then(|m| context.entities.of_mention[m])
            .filter(|id| is_state(context, *id))
        {
            let noun = document.tokens[verb].shape == Shape::Lower && !document.is(verb, Class::PREPOSITION);
            if noun {
                found.party(id);
            }
        }
        return;
    }
    if !(governor.cue.is_event() || governor.cue == Cue::Proposed) {
        return;
    }
    let passive = verb > 0 && is_passive(context, verb);
    if !governor.before || passive {
        // "was signed by A and B"
        let end = document.sentences[document.sentence_of(range.start as usize)].end as usize;
        let by = governor.verb.end as usize;
        if document.is_word(by, "by") {
            let mut ends = Found::default();
            side(context, by + 1, end, AgreementKind::Agreement, &mut ends);
            signers_between(context, by + 1, end.min(by + 16), governor.cue, &mut ends);
            merge(found, ends, law);
        }
        if !passive || law {
            return;
        }
    }
    let mut side = Found::default();
    subjects(context, verb, governor.cue, &mut side);
    side.parties.retain(|id| !is_approver(context, *id));
    merge(found, side, law);
}

fn merge(found: &mut Found, side: Found, law: bool) {
    if !law {
        side.parties.into_iter().for_each(|id| found.party(id));
    }
    for person in side.signers {
        if !found.signers.contains(&person) {
            found.signers.push(person);
        }
    }
}

/// The names that stand as subject before a verb: the last chain of names in the clause.
fn subjects(context: &Context<'_, '_>, verb: usize, cue: Cue, found: &mut Found) {
    const REACH: usize = 24;
    const GAP: usize = 5;
    let document = context.document;
    let start = document.sentences[document.sentence_of(verb)].start as usize;
    let mut chain: Vec<MentionIndex> = Vec::new();
    let mut at = verb;
    let mut gap = 0;
    while at > start && verb - at < REACH {
        if let Some(index) = mention_ending(context, at) {
            let mention = &context.mentions[index];
            match mention.kind {
                Kind::Person | Kind::Organization | Kind::Place | Kind::Demonym => {
                    // "in Kenya signed": a place behind a preposition is no subject
                    let led =
                        mention.range.start > 0 && document.is(mention.range.start as usize - 1, Class::PREPOSITION);
                    if led && mention.kind != Kind::Organization && mention.kind != Kind::Person {
                        gap += 1;
                    } else {
                        chain.push(index);
                        gap = 0;
                    }
                }
                _ => {}
            }
            at = mention.range.start as usize;
            continue;
        }
        at -= 1;
        let joins = document.is_punct(at, b',')
            || document.is(at, Class::CONJUNCTION.union(Class::DETERMINER))
            || document.tokens[at].kind == TokenKind::Possessive;
        if joins {
            continue;
        }
        gap += 1;
        let stop = document.is_punct(at, b';')
            || document.is_punct(at, b':')
            || document.is(at, Class::REPORTING_VERB) && !chain.is_empty();
        if stop || gap > GAP || !chain.is_empty() && gap > 1 {
            break;
        }
    }
    for &index in chain.iter().rev() {
        match context.entities.of_mention[index] {
            Some(EntityId::Person(person)) => {
                stands_for(context, person, found);
                if cue == Cue::Hand && !found.signers.contains(&person) {
                    found.signers.push(person);
                }
            }
            Some(id @ EntityId::Organization(_)) => found.party(id),
            Some(id) if is_state(context, id) => {
                // "Kenyan Foreign Minister Hale": the person already stands for the country
                found.party(id);
            }
            _ => {}
        }
    }
}

fn signers_between(context: &Context<'_, '_>, start: usize, end: usize, cue: Cue, found: &mut Found) {
    if cue != Cue::Hand {
        return;
    }
    for id in context.entities.named_in(context.document, context.mentions, TokenRange::new(start, end)) {
        if let EntityId::Person(person) = id
            && !found.signers.contains(&person)
        {
            found.signers.push(person);
        }
    }
}

/// The people who stand as subject before a verb of signing.
pub(super) fn signers_before(context: &Context<'_, '_>, verb: usize) -> Vec<PersonId> {
    let mut found = Found::default();
    if verb > 0 && !is_passive(context, verb) {
        subjects(context, verb, Cue::Hand, &mut found);
    }
    found.signers
}

/// Adds the body of a person's office, else its country; whether there is one.
fn stands_for(context: &Context<'_, '_>, person: PersonId, found: &mut Found) -> bool {
    let Some(office) = context.offices.get(person.0 as usize - 1) else { return false };
    let stands = office.body.map(EntityId::Organization).or(office.country.map(EntityId::Place));
    if let Some(id) = stands {
        found.party(id);
    }
    stands.is_some()
}

/// Parties that the list knows, if all of them are spoken of.
fn from_list(context: &Context<'_, '_>, group: &Group, found: &mut Found) {
    let Some(entry) = group.entry else { return };
    let ids: Vec<&str> =
        context.lists.gazetteers.entry(entry).attribute("parties").split('|').filter(|id| !id.is_empty()).collect();
    let known: Vec<EntityId> = ids.iter().filter_map(|id| by_entry_id(context, id)).collect();
    if ids.len() >= 2 && known.len() == ids.len() {
        known.into_iter().for_each(|id| found.party(id));
    }
}

fn by_entry_id(context: &Context<'_, '_>, id: &str) -> Option<EntityId> {
    let is = |entity: &crate::link::Entity| entity.entry.is_some_and(|e| context.lists.gazetteers.entry(e).id() == id);
    let place = context.entities.places.iter().position(is).map(|n| EntityId::Place(PlaceId(n as u32 + 1)));
    place.or_else(|| {
        context.entities.organizations.iter().position(is).map(|n| EntityId::Organization(OrganizationId(n as u32 + 1)))
    })
}

/// A plea binds the person who pleads: the first one named in its sentence.
fn plea(context: &Context<'_, '_>, group: &Group, found: &mut Found) {
    let document = context.document;
    for &mention in &group.mentions {
        let sentence = document.sentences[document.sentence_of(context.range(mention).start as usize)];
        let person = context
            .entities
            .named_in(document, context.mentions, sentence)
            .into_iter()
            .find(|id| matches!(id, EntityId::Person(_)));
        if let Some(person) = person {
            found.parties.retain(|p| !matches!(p, EntityId::Person(_)));
            found.party(person);
            return;
        }
    }
}

fn is_plea(context: &Context<'_, '_>, group: &Group) -> bool {
    group.text.indexes().any(|at| {
        context
            .lists
            .head(at, Family::Agreement)
            .is_some_and(|(m, _)| context.lists.entry(m).id() == "head-plea-agreement")
    })
}

/// Whether a verb stands behind a form of "be": "was awarded".
fn is_passive(context: &Context<'_, '_>, verb: usize) -> bool {
    context.document.is(verb - 1, Class::AUXILIARY)
        && matches!(context.document.token_text(verb - 1), "was" | "were" | "been" | "be" | "is" | "are" | "being")
}

fn is_state(context: &Context<'_, '_>, id: EntityId) -> bool {
    matches!(id, EntityId::Place(_)) && context.entities.get(id).is_some_and(|e| is_country(e.subkind))
}

fn is_approver(context: &Context<'_, '_>, id: EntityId) -> bool {
    matches!(id, EntityId::Organization(_))
        && context.entities.get(id).is_some_and(|e| matches!(e.subkind, LEGISLATURE | COURT))
}

fn agreement_at(context: &Context<'_, '_>, at: usize) -> bool {
    let first = context.mentions.partition_point(|m| (m.range.start as usize) < at);
    context.mentions[first..].iter().take_while(|m| m.range.start as usize == at).any(|m| m.kind == Kind::Agreement)
}

/// A country and its government are one side.
fn one_side(context: &Context<'_, '_>, parties: &mut Vec<EntityId>) {
    const GOVERNMENT: u8 = 6;
    let governed: Vec<_> = parties
        .iter()
        .filter(|id| matches!(id, EntityId::Organization(_)))
        .filter_map(|id| context.entities.get(*id))
        .filter(|body| body.subkind == GOVERNMENT)
        .filter_map(|body| body.country)
        .collect();
    parties.retain(|id| {
        let country = context.entities.get(*id).and_then(|e| e.country);
        !is_state(context, *id) || country.is_none_or(|code| !governed.contains(&code))
    });
}

/// The outermost mention that begins at a token.
fn mention_at<'c>(context: &Context<'c, '_>, at: usize) -> Option<(MentionIndex, &'c crate::mention::Mention)> {
    let first = context.mentions.partition_point(|m| (m.range.start as usize) < at);
    context.mentions[first..]
        .iter()
        .enumerate()
        .take_while(|(_, m)| m.range.start as usize == at)
        .find(|(_, m)| matches!(m.kind, Kind::Person | Kind::Organization | Kind::Place | Kind::Demonym))
        .map(|(n, m)| (first + n, m))
}

/// A mention of somebody that ends right before a token (titles are stepped over by the caller's gap).
fn mention_ending(context: &Context<'_, '_>, at: usize) -> Option<MentionIndex> {
    let before = context.mentions.partition_point(|m| (m.range.start as usize) < at);
    context.mentions[before.saturating_sub(4)..before]
        .iter()
        .rposition(|m| m.range.end as usize == at && !matches!(m.kind, Kind::Agreement | Kind::Date | Kind::Other))
        .map(|n| before.saturating_sub(4) + n)
}
