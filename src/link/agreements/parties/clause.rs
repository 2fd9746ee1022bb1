//! Subject and agent of the verb that governs an instrument.

use super::{Found, bearers, is_approver, is_state, mention_at, mention_ending, reference, sides, stands_for};
use crate::document::{Gap, Shape, TokenKind, TokenRange};
use crate::extraction::{AgreementKind, EntityId, PersonId};
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::link::MentionIndex;
use crate::link::agreements::{Context, Governor, Place};
use crate::mention::Kind;
use crate::rules::agreements::cues::{self, Cue};
use crate::rules::lists::link_bit;

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
    // "announced by the spokesperson"
    if (governor.place != Place::Before || passive)
        && governor.cue != Cue::Announced
        && let Some(by) = agent(context, governor.verb.end as usize, sentence.end as usize)
    {
        let mut side = Found::default();
        let end = sentence.end as usize;
        sides::list(context, by + 1, end, AgreementKind::Agreement, &mut side);
        if governor.cue == Cue::Hand {
            signers_between(context, by + 1, end.min(by + 16), &mut side);
        }
        side.parties.retain(|id| !matches!(id, EntityId::Person(_)) && !is_approver(context, *id));
        found.add(side, !law);
    }
    if governor.cue == Cue::Hand && !law {
        represented(context, verb, sentence, found);
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
    let subject = if kind == AgreementKind::Contract { award(context, verb, first) } else { verb };
    subjects(context, subject, governor.cue, first, &mut side);
    // "we brought about an agreement between others"
    let others = document.is_word(range.end as usize, "between") || document.is_word(range.end as usize, "among");
    if side.parties.is_empty() && side.signers.is_empty() && !passive && !others {
        // "both leaders welcomed the signing of an agreement" that others may have signed
        if !document.is_word(governor.verb.end as usize - 1, "of") {
            side.parties.extend(reference::both_sides(context, first, verb));
        }
        if side.parties.is_empty() {
            side.parties.extend(issuer(context, verb));
        }
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

/// "signed on behalf of Marland", "signed by Admiral Hale for the Marland Navy": whom the signers stand for.
fn represented(context: &Context<'_, '_>, verb: usize, sentence: TokenRange, found: &mut Found) {
    /// Words from the verb of signing to the last that it governs.
    const REACH: usize = 60;
    let document = context.document;
    for at in verb..(sentence.end as usize).min(verb + REACH) {
        let behalf = document.is_word(at, "behalf") && document.is_word(at + 1, "of");
        let signer = || {
            mention_ending(context, at).is_some_and(|m| context.mentions[m].kind == Kind::Person)
                && at > verb
                && document.is_word(at, "for")
        };
        let link = if behalf { at + 1 } else { at };
        if behalf || signer() {
            let name = link + 1 + usize::from(document.is(link + 1, Class::DETERMINER));
            let side = mention_at(context, name).and_then(|(m, _)| context.entities.of_mention[m]);
            let side = side.filter(|id| is_state(context, *id) || matches!(id, EntityId::Organization(_)));
            side.into_iter().for_each(|id| found.party(id));
        }
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

/// "is being awarded a $9 million modification to a contract": the verb that has the winner as its subject.
fn award(context: &Context<'_, '_>, verb: usize, first: usize) -> usize {
    const REACH: usize = 24;
    let view = context.view();
    let awarded = |at: &usize| cues::at(&view, *at, |cue| cue == Cue::Signed).is_some() && is_passive(context, *at);
    (first.max(verb.saturating_sub(REACH)).max(1)..verb).rev().find(awarded).unwrap_or(verb)
}

/// The names that stand as subject before a verb: the last chain of names in the clause, not before `first`.
pub(super) fn subjects(context: &Context<'_, '_>, verb: usize, cue: Cue, first: usize, found: &mut Found) {
    const REACH: usize = 30;
    const GAP: usize = 5;
    let document = context.document;
    let start = (document.sentences[document.sentence_of(verb)].start as usize).max(first);
    if bearers::subjects(context, verb, start, cue == Cue::Hand, found) {
        return;
    }
    let mut chain: Vec<MentionIndex> = Vec::new();
    let mut at = verb;
    let mut gap = 0;
    while at > start && verb - at < REACH {
        if let Some(index) = mention_ending(context, at) {
            let mention = &context.mentions[index];
            // "the Marland Ministry of Water": the people's or country's name only describes the body
            let describes = matches!(mention.kind, Kind::Place | Kind::Demonym)
                && chain.last().is_some_and(|&last| {
                    let last = &context.mentions[last];
                    last.range.start as usize == at && last.kind == Kind::Organization
                });
            if mention.kind != Kind::Role && !describes {
                let before = (mention.range.start as usize).checked_sub(1);
                // "in Kenya signed": a place behind a preposition is no subject; "ministers of Kenya signed" is
                let led = before.is_some_and(|at| document.is(at, Class::PREPOSITION) && !document.is_word(at, "of"));
                // "at the UN", "announced by the UN"; "ministers from the UN" and "the director for it" are subjects
                let within = before.is_some_and(|at| {
                    let name = at - usize::from(at > 0 && document.is(at, Class::DETERMINER));
                    document.is(name, Class::PREPOSITION) && link_bit(document, name) & STANDS_FOR == 0
                });
                if led && matches!(mention.kind, Kind::Place | Kind::Demonym)
                    || within && mention.kind == Kind::Organization
                {
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
    for &index in chain.iter().rev().filter(|&&index| !is_seat(context, index)) {
        match context.entities.of_mention[index] {
            Some(id @ EntityId::Person(person)) => {
                let stands = stands_for(context, person, found);
                match cue {
                    Cue::Hand => found.signer(person),
                    // "Carver entered into an agreement with the port": who holds no office is bound himself
                    Cue::Signed if !stands && is_bound_himself(context, person, index, verb) => found.party(id),
                    _ => {}
                }
            }
            Some(id @ EntityId::Organization(_)) => found.party(id),
            // "Kenyan Foreign Minister Hale": the person already stands for the country
            Some(id) if is_state(context, id) => found.party(id),
            _ => {}
        }
    }
}

/// Whether somebody without an office is the subject of a verb of contracting himself: "Carver entered into", "Carver,
/// a broker, reached", not "Carvers employer entered into" or "Carver issued".
fn is_bound_himself(context: &Context<'_, '_>, PersonId(n): PersonId, mention: MentionIndex, verb: usize) -> bool {
    /// Words such as "has also" before the verb.
    const CLOSE: usize = 2;
    let document = context.document;
    let end = context.range(mention).end as usize;
    let contracts = document.is_word(verb, "entered") || document.is_word(verb, "reached");
    let own = document.is_punct(end, b',')
        || verb <= end + CLOSE && (end..verb).all(|at| document.is(at, Class::FUNCTION.union(Class::AUXILIARY)));
    contracts && own && context.offices.get(n as usize - 1).is_some_and(|office| !office.holds)
}

/// "Belmar, Marland": the country behind a comma says where the town is.
fn is_seat(context: &Context<'_, '_>, index: MentionIndex) -> bool {
    let mention = &context.mentions[index];
    let Some(comma) = (mention.range.start as usize).checked_sub(1) else { return false };
    mention.kind == Kind::Place
        && context.document.is_punct(comma, b',')
        && mention_ending(context, comma).is_some_and(|before| {
            context.mentions[before].kind == Kind::Place
                && context.entities.of_mention[before].is_some_and(|id| !is_state(context, id))
        })
}

/// `of`, `for`, `with`, `from`: behind them stands whom the subject stands for.
const STANDS_FOR: u16 = 1 | 1 << 1 | 1 << 7 | 1 << 10;

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

/// The names that open the clause of a verb: "Harbour Inc. (HI), a shipper in Dayton, Md., has agreed", "said that Harbour
/// Inc. will pay".
fn opening_names(context: &Context<'_, '_>, verb: usize) -> Vec<EntityId> {
    /// Words of a town that opens the text in capitals.
    const DATELINE: usize = 3;
    let document = context.document;
    let sentence = document.sentences[document.sentence_of(verb)].start as usize;
    let that = (sentence..verb).rev().find(|&at| document.is_word(at, "that"));
    let start = that.map_or(sentence, |at| at + 1);
    let shouted = |at: usize| document.tokens[at].shape == Shape::Upper && document.tokens[at].len() > DATELINE;
    // "BALTIMORE Harbour Inc. agreed"
    let town = mention_at(context, start)
        .filter(|(_, m)| m.kind == Kind::Place && shouted(start))
        .map_or(start, |(_, m)| m.range.end as usize);
    let (mut names, end) = super::subjects_from(context, town);
    // "Orlan Holdings subsidiary Harbour Inc. agreed"
    let noun = document.tokens[end].shape == Shape::Lower
        && !document.is(end, Class::AUXILIARY.union(Class::PREPOSITION))
        && end != verb;
    if noun {
        return Vec::new();
    }
    names.retain(|id| matches!(id, EntityId::Organization(_)));
    names
}

/// The bodies, or the only person, that are the subject of a verb.
pub(in crate::link::agreements) fn payers_before(context: &Context<'_, '_>, verb: usize) -> Vec<EntityId> {
    let names = opening_names(context, verb);
    if !names.is_empty() {
        return names;
    }
    let mut found = Found::default();
    subjects(context, verb, Cue::Hand, 0, &mut found);
    let bodies: Vec<EntityId> =
        found.parties.iter().copied().filter(|id| matches!(id, EntityId::Organization(_))).collect();
    let payers = match found.signers.as_slice() {
        [] => bodies,
        [person] if bodies.is_empty() => vec![EntityId::Person(*person)],
        _ => return Vec::new(),
    };
    // "Harbour Shipping, a subsidiary of Orlan Holdings, agreed to pay": not the one in between
    let document = context.document;
    let before = context.mentions.partition_point(|m| (m.range.start as usize) < verb);
    let within = |payer: EntityId| {
        let last = (0..before).rev().find(|&m| context.entities.of_mention[m] == Some(payer));
        let start = last.and_then(|last| (context.range(last).start as usize).checked_sub(1));
        let led = start.map(|at| if document.is(at, Class::DETERMINER) { at.saturating_sub(1) } else { at });
        led.is_some_and(|at| document.is(at, Class::PREPOSITION))
    };
    if payers.iter().any(|id| within(*id)) { Vec::new() } else { payers }
}

/// Whether a verb stands behind a form of "be": "was awarded", not "are entering into".
fn is_passive(context: &Context<'_, '_>, verb: usize) -> bool {
    let document = context.document;
    !document.token_text(verb).ends_with("ing") && document.is(verb - 1, Class::FORM_OF_BE)
}
