//! Subject and agent of the verb that governs an instrument.

use super::{Found, is_approver, is_state, mention_ending, sides, stands_for};
use crate::document::{Gap, Shape, TokenKind, TokenRange};
use crate::extraction::{AgreementKind, EntityId, PersonId};
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::link::MentionIndex;
use crate::link::agreements::{Context, Governor, Place};
use crate::mention::Kind;
use crate::rules::agreements::cues::{self, Cue};

/// Parties and signers that the clause of a mention names.
pub(super) fn read(
    context: &Context<'_, '_>,
    range: TokenRange,
    governor: Governor,
    kind: AgreementKind,
    found: &mut Found,
) {
    let document = context.document;
    let verb = governor.verb.start as usize;
    let law = matches!(kind, AgreementKind::Act | AgreementKind::Resolution);
    if governor.cue == Cue::InForce {
        if governor.place == Place::Before && !law {
            commitment(context, verb, found);
        }
        return;
    }
    if !(governor.cue.is_event() || matches!(governor.cue, Cue::Proposed | Cue::Party)) {
        return;
    }
    let sentence = document.sentences[document.sentence_of(range.start as usize)];
    let passive = governor.cue != Cue::Party && verb > 0 && is_passive(context, verb);
    if (governor.place != Place::Before || passive)
        && let Some(by) = agent(context, governor.verb.end as usize, sentence.end as usize)
    {
        let mut side = Found::default();
        let end = sentence.end as usize;
        sides::list(context, by + 1, end, AgreementKind::Agreement, &mut side);
        if governor.cue == Cue::Hand {
            signers_between(context, by + 1, end.min(by + 16), &mut side);
        }
        side.parties.retain(|id| !matches!(id, EntityId::Person(_)));
        found.add(side, !law);
    }
    // "Marland is not a party to the treaty"
    let denied = |at: usize| document.is_word(at, "not") || document.is_word(at, "never") || document.is_word(at, "no");
    if governor.cue == Cue::Party && (verb.saturating_sub(3)..verb).any(denied) {
        return;
    }
    let first = match governor.place {
        Place::Before => sentence.start as usize,
        // "the treaty that Kenya and Uganda signed"
        Place::Relative => range.end as usize,
        Place::After => return,
    };
    // "the yard was awarded a contract"
    if passive && (kind != AgreementKind::Contract || governor.place != Place::Before) {
        return;
    }
    let mut side = Found::default();
    subjects(context, verb, governor.cue, first, &mut side);
    // "we brought about an agreement between others"
    let others = document.is_word(range.end as usize, "between") || document.is_word(range.end as usize, "among");
    if side.parties.is_empty() && side.signers.is_empty() && !passive && !others {
        side.parties.extend(issuer(context, verb));
    }
    side.parties.retain(|id| !is_approver(context, *id));
    found.add(side, !law);
    // "concluded with Kenya an agreement", "talks between Kenya and Uganda on an agreement"
    let link = governor.verb.end as usize;
    if governor.place == Place::Before && !law && (document.is_word(link, "with") || document.is_word(link, "between"))
    {
        sides::list(context, link + 1, range.start as usize, kind, found);
    }
}

/// "the U.S. commitment to the treaty"
fn commitment(context: &Context<'_, '_>, verb: usize, found: &mut Found) {
    let document = context.document;
    let noun = document.tokens[verb].shape == Shape::Lower && !document.is(verb, Class::PREPOSITION);
    let holder = (verb > 0 && noun).then(|| mention_ending(context, verb)).flatten();
    let holder = holder.and_then(|m| context.entities.of_mention[m]).filter(|id| is_state(context, *id));
    holder.into_iter().for_each(|id| found.party(id));
}

/// The "by" close behind a verb: "signed by", "signed on May 3 in Tokyo by".
fn agent(context: &Context<'_, '_>, from: usize, limit: usize) -> Option<usize> {
    const REACH: usize = 8;
    let document = context.document;
    for at in from..limit.min(from + REACH) {
        if document.is_word(at, "by") {
            return Some(at);
        }
        let mark = document.tokens[at];
        let ends = document.is(at, Class::CONJUNCTION.union(Class::RELATIVE).union(Class::AUXILIARY))
            || mark.gap >= Gap::Line
            || mark.kind == TokenKind::Punct && !matches!(mark.first, b',' | b'.')
            || cues::at(&context.view(), at, Cue::is_verb).is_some();
        if ends {
            return None;
        }
    }
    None
}

/// The issuer, where the subject is "we" or its kind of body: "The Department today signed".
fn issuer(context: &Context<'_, '_>, verb: usize) -> Option<EntityId> {
    /// Words between the subject and its verb: "have today also".
    const BETWEEN: usize = 4;
    let document = context.document;
    let issuer = context.issuer?;
    let subkind = context.entities.get(EntityId::Organization(issuer))?.subkind;
    for at in (verb.saturating_sub(BETWEEN)..verb).rev() {
        let same = context.lists.head(at, Family::Organization).is_some_and(|(_, head)| head.kind == subkind);
        let the = at > 0 && document.is(at - 1, Class::DETERMINER);
        if document.is_word(at, "we") || same && the {
            return Some(EntityId::Organization(issuer));
        }
        if document.tokens[at].kind == TokenKind::Punct || document.is(at, Class::PREPOSITION.union(Class::RELATIVE)) {
            return None;
        }
    }
    None
}

/// The names that stand as subject before a verb: the last chain of names in the clause, not before `first`.
pub(super) fn subjects(context: &Context<'_, '_>, verb: usize, cue: Cue, first: usize, found: &mut Found) {
    const REACH: usize = 30;
    const GAP: usize = 5;
    let document = context.document;
    let start = (document.sentences[document.sentence_of(verb)].start as usize).max(first);
    let mut chain: Vec<MentionIndex> = Vec::new();
    let mut at = verb;
    let mut gap = 0;
    while at > start && verb - at < REACH {
        if let Some(index) = mention_ending(context, at) {
            let mention = &context.mentions[index];
            if mention.kind != Kind::Role {
                let before = (mention.range.start as usize).checked_sub(1);
                // "in Kenya signed": a place behind a preposition is no subject; "ministers of Kenya signed" is
                let led = before.is_some_and(|at| document.is(at, Class::PREPOSITION) && !document.is_word(at, "of"));
                if led && matches!(mention.kind, Kind::Place | Kind::Demonym) {
                    gap += 1;
                } else {
                    chain.push(index);
                    gap = 0;
                }
            }
            at = mention.range.start as usize;
            continue;
        }
        at -= 1;
        let joins = document.is_punct(at, b',')
            || document.is(at, Class::CONJUNCTION.union(Class::DETERMINER))
            || document.tokens[at].kind == TokenKind::Possessive
            // "commander of the wing"
            || !chain.is_empty() && document.is_word(at, "of");
        if joins {
            continue;
        }
        gap += 1;
        let stop = document.is_punct(at, b';')
            || document.is_punct(at, b':')
            || document.tokens[at + 1].gap >= Gap::Line
            || document.is(at, Class::REPORTING_VERB) && !chain.is_empty();
        if stop || gap > GAP || !chain.is_empty() && gap > 1 {
            break;
        }
    }
    for &index in chain.iter().rev() {
        match context.entities.of_mention[index] {
            Some(EntityId::Person(person)) => {
                stands_for(context, person, found);
                if cue == Cue::Hand {
                    found.signer(person);
                }
            }
            Some(id @ EntityId::Organization(_)) => found.party(id),
            // "Kenyan Foreign Minister Hale": the person already stands for the country
            Some(id) if is_state(context, id) => found.party(id),
            _ => {}
        }
    }
}

fn signers_between(context: &Context<'_, '_>, start: usize, end: usize, found: &mut Found) {
    for id in context.entities.named_in(context.document, context.mentions, TokenRange::new(start, end)) {
        if let EntityId::Person(person) = id {
            found.signer(person);
        }
    }
}

/// The people who stand as subject before a verb of signing.
pub(in crate::link::agreements) fn signers_before(context: &Context<'_, '_>, verb: usize) -> Vec<PersonId> {
    let mut found = Found::default();
    if verb > 0 && !is_passive(context, verb) {
        subjects(context, verb, Cue::Hand, 0, &mut found);
    }
    found.signers
}

/// Whether a verb stands behind a form of "be": "was awarded", not "are entering into".
fn is_passive(context: &Context<'_, '_>, verb: usize) -> bool {
    !context.document.token_text(verb).ends_with("ing")
        && context.document.is(verb - 1, Class::AUXILIARY)
        && matches!(context.document.token_text(verb - 1), "was" | "were" | "been" | "be" | "is" | "are" | "being")
}
