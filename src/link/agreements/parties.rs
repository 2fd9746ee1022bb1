//! Who is bound by an instrument, and who signed it.

mod bearers;
mod clause;
mod reference;
mod sides;

use super::merge::Group;
use super::settlements::is_settlement;
use super::{Context, Governor, facts};
use crate::document::{Gap, TokenKind, TokenRange};
use crate::extraction::{AgreementKind, EntityId, OrganizationId, PersonId, PlaceId};
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::gazetteer::numbers::organization::{COURT, GOVERNMENT, LEGISLATURE};
use crate::link::MentionIndex;
use crate::mention::{Kind, Mention, Source};
use crate::rules::agreements::cues::{self, Cue};
use crate::rules::lists::is_country;
pub(super) use clause::{payers_before, signers_before};

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

    fn signer(&mut self, person: PersonId) {
        if !self.signers.contains(&person) {
            self.signers.push(person);
        }
    }

    fn add(&mut self, other: Found, parties: bool) {
        if parties {
            other.parties.into_iter().for_each(|id| self.party(id));
        }
        other.signers.into_iter().for_each(|person| self.signer(person));
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
            owner(context, group, range, &mut found);
            let known = found.parties.len();
            sides::behind(context, range, group.kind, &mut found);
            // "filed with the court": it hears them
            if !is_linked(context, range) {
                let mut at = 0;
                found.parties.retain(|id| {
                    at += 1;
                    at <= known || !is_court(context, *id)
                });
            }
            pair(context, range, &mut found);
            possessor(context, group, range, &mut found);
            bound(context, group, range, &mut found);
        }
        if law {
            giver(context, range, &mut found);
        }
        if let Some(governor) = governor {
            clause::read(context, range, governor, group.kind, &mut found);
        }
        if group.kind == AgreementKind::Contract {
            award_office(context, range, &mut found);
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
        sides::list(context, between + 1, range.end as usize, group.kind, found);
    } else if countries.len() >= 2 && hyphen {
        countries.into_iter().for_each(|id| found.party(id));
    } else if context.mentions[mention].source == Source::Rule("agreements/head-last")
        && matches!(group.kind, AgreementKind::Agreement | AgreementKind::Contract)
    {
        named.into_iter().filter(|id| matches!(id, EntityId::Organization(_))).for_each(|id| found.party(id));
    }
}

/// Whose it is: "Marland's peace accord", "the U.S. agreement with Kenya".
fn owner(context: &Context<'_, '_>, group: &Group, range: TokenRange, found: &mut Found) {
    /// Words between the owner and the phrase: "Marland's 2016 accord".
    const BETWEEN: usize = 2;
    let document = context.document;
    if matches!(group.kind, AgreementKind::Other) {
        return;
    }
    let start = range.start as usize;
    let owned = (start.saturating_sub(BETWEEN + 1)..start)
        .rev()
        .find(|&at| document.tokens[at].kind == TokenKind::Possessive)
        .filter(|&at| !document.tokens[at..start].iter().any(|t| t.gap >= Gap::Line));
    let end = match owned {
        Some(possessive) => possessive,
        // "the U.S. recent agreement with Kenya"
        None if document.is_word(range.end as usize, "with") => {
            let plain = |at: usize| cues::at(&context.view(), at, |cue| cue == Cue::Plain).is_some();
            start - usize::from(start > 0 && plain(start - 1))
        }
        None => return,
    };
    let party = mention_ending(context, end)
        .filter(|&m| owned.is_some() || !starts_with(context, m, group.text))
        .and_then(|m| context.entities.of_mention[m])
        .filter(|id| is_state(context, *id) || matches!(id, EntityId::Organization(_)));
    // "Sweden and Finland's accession protocols"
    let other = owned
        .and(mention_ending(context, end))
        .map(|m| context.range(m).start as usize)
        .filter(|&first| first > 0 && document.is_word(first - 1, "and"))
        .and_then(|first| mention_ending(context, first - 1))
        .and_then(|m| context.entities.of_mention[m])
        .filter(|id| is_state(context, *id) && party.is_some_and(|party| is_state(context, party)));
    other.into_iter().chain(party).for_each(|id| found.party(id));
}

/// "President Hale's executive order": whoever gave it signed it.
fn giver(context: &Context<'_, '_>, range: TokenRange, found: &mut Found) {
    let order = context.lists.head(range.start as usize, Family::Agreement);
    let order = order.is_some_and(|(m, _)| context.lists.entry(m).id() == "head-executive-order");
    let possessive = (range.start as usize).checked_sub(1).filter(|_| order);
    let owner = possessive.filter(|&at| context.document.tokens[at].kind == TokenKind::Possessive);
    let person = owner.and_then(|at| mention_ending(context, at)).and_then(|m| context.entities.of_mention[m]);
    if let Some(EntityId::Person(person)) = person {
        found.signer(person);
    }
}

/// Whether a mention stands inside the phrase itself.
fn starts_with(context: &Context<'_, '_>, mention: MentionIndex, text: TokenRange) -> bool {
    text.contains(context.range(mention))
}

/// "Under the settlement, Harbour Shipping will pay …": who is the subject behind it is bound.
fn bound(context: &Context<'_, '_>, group: &Group, range: TokenRange, found: &mut Found) {
    /// Words that may open the sentence before the instrument: "Under the terms of the".
    const OPENING: u32 = 7;
    let document = context.document;
    let sentence = document.sentences[document.sentence_of(range.start as usize)];
    // "Under the agreement signed today,"
    let comma = (range.end as usize..range.end as usize + 5)
        .find(|&at| document.token(at).is_none_or(|t| t.kind == TokenKind::Punct))
        .unwrap_or(range.end as usize);
    let led = document.is(sentence.start as usize, Class::PREPOSITION)
        || document.is_word(sentence.start as usize, "as") && document.is_word(sentence.start as usize + 1, "part");
    let opens = led
        && range.start - sentence.start <= OPENING
        && !context.document.mentions_in(context.mentions, sentence).iter().any(|m| m.range.end <= range.start);
    if !opens || !document.is_punct(comma, b',') {
        return;
    }
    let (subjects, end) = subjects_from(context, comma + 1);
    let acts = document.tokens.get(end).is_some_and(|t| {
        t.kind != TokenKind::Possessive
            && !t.is_capital()
            && (document.is(end, Class::AUXILIARY)
                || document.is_word(end, "agreed")
                || cues::at(&context.view(), end, Cue::is_verb).is_some())
            // who is paid need not have agreed
            && !document.is_word(end + 1, "receive")
    });
    let private = group.kind == AgreementKind::Agreement && !group.named;
    let settled = is_settlement(context, group.kind, group.text);
    // "Under the agreement, Hale was sent to the north"
    let sent = document.is(end, Class::FORM_OF_BE) && !is_obliged(context, end + 1);
    for id in subjects.into_iter().filter(|_| acts) {
        match id {
            EntityId::Person(_) if sent => {}
            EntityId::Person(person) if private && (settled || !stands_for(context, person, found)) => found.party(id),
            EntityId::Organization(_) if !is_approver(context, id) => found.party(id),
            // "Under the settlement, Belmar will spend": a town has settled, too
            EntityId::Place(_) if private || is_state(context, id) => found.party(id),
            _ => {}
        }
    }
}

/// "is required to", "are to", "were also prohibited from"
fn is_obliged(context: &Context<'_, '_>, at: usize) -> bool {
    let document = context.document;
    let at = at + usize::from(document.is_word(at, "also"));
    ["required", "obliged", "obligated", "prohibited", "barred", "bound", "to"].iter().any(|w| document.is_word(at, w))
}

/// The names from a token on that commas and "and" join, and where they end: "the two companies Harbour Inc. (HI) and
/// Orlan Ltd. will pay".
fn subjects_from(context: &Context<'_, '_>, start: usize) -> (Vec<EntityId>, usize) {
    const MOST: usize = 6;
    let document = context.document;
    let mut found = Vec::new();
    let (mut at, mut end) = (start, start);
    for _ in 0..MOST {
        let name = at + usize::from(document.is(at, Class::DETERMINER));
        let Some((index, mention)) = mention_at(context, name) else { break };
        found.extend(context.entities.of_mention[index]);
        end = mention.range.end as usize;
        // "Harbour Inc. (HI)"
        if document.is_punct(end, b'(') && document.is_punct(end + 2, b')') {
            end += 3;
        }
        let comma = usize::from(document.is_punct(end, b','));
        at = end + comma + usize::from(document.is_word(end + comma, "and"));
        if at == end {
            break;
        }
    }
    (found, end)
}

/// "The Harbour Command is the contracting activity": whoever awards the contracts of the paragraph.
fn award_office(context: &Context<'_, '_>, range: TokenRange, found: &mut Found) {
    /// The longest paragraph of an award.
    const LONGEST: usize = 260;
    let document = context.document;
    let view = context.view();
    let start = range.end as usize;
    let end = (start..document.tokens.len().min(start + LONGEST))
        .find(|&at| document.tokens[at].gap >= Gap::Line)
        .unwrap_or(document.tokens.len().min(start + LONGEST));
    let office = (start..end).find(|&at| cues::at(&view, at, |cue| cue == Cue::Office).is_some());
    if let Some(at) = office {
        let mut side = Found::default();
        clause::subjects(context, at, Cue::Office, 0, &mut side);
        side.parties.into_iter().filter(|id| matches!(id, EntityId::Organization(_))).for_each(|id| found.party(id));
    }
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

/// A plea binds the person who pleads: the one it is named for ("Hale Plea Agreement"), the first one of its sentence who
/// is no official ("Judge Hale accepted the plea agreement"), else the last one before it.
fn plea(context: &Context<'_, '_>, group: &Group, found: &mut Found) {
    /// Mentions before the sentence that are looked at.
    const NEAR: usize = 40;
    let document = context.document;
    let person = |index: usize| match context.entities.of_mention[index] {
        Some(id @ EntityId::Person(_)) => {
            let start = context.range(index).start as usize;
            let told = start > 0 && document.is(start - 1, Class::REPORTING_VERB);
            (!told && !is_titled(context, index)).then_some(id)
        }
        _ => None,
    };
    let private = |index: usize| {
        person(index).filter(|id| match id {
            EntityId::Person(PersonId(n)) => !context.offices.get(*n as usize - 1).is_some_and(|office| office.holds),
            _ => false,
        })
    };
    // "guidance on charging and plea agreements" is nobody's
    let own = group.mentions.iter().filter(|&&mention| !facts::is_several(context, context.range(mention)));
    let pleads = own.copied().find_map(|mention| {
        let range = context.range(mention);
        if document.tokens[range.start as usize].is_capital() && range.len() > 2 {
            return named_for(context, range);
        }
        let sentence = document.sentences[document.sentence_of(range.start as usize)];
        let first = context.mentions.partition_point(|m| m.range.start < sentence.start);
        let behind = context.mentions.partition_point(|m| m.range.start < sentence.end);
        let here = (first..behind).find_map(person);
        here.or_else(|| (first.saturating_sub(NEAR)..first).rev().find_map(private))
    });
    // "Chung, a Korean citizen": no state pleads, but one may be the other side
    let with = group.mentions.iter().any(|&m| is_linked(context, context.range(m)));
    found.parties.retain(|p| match p {
        EntityId::Person(_) => Some(*p) == pleads,
        EntityId::Place(_) => with,
        EntityId::Organization(_) => true,
    });
    pleads.into_iter().for_each(|id| found.party(id));
}

/// The person whose family name stands in a phrase.
fn named_for(context: &Context<'_, '_>, range: TokenRange) -> Option<EntityId> {
    let document = context.document;
    let ends_so = |m: MentionIndex| {
        let family = document.token_text(context.range(m).end as usize - 1);
        range.indexes().any(|at| document.token_text(at) == family)
    };
    let at = context.entities.people.iter().position(|person| person.mentions.iter().any(|&m| ends_so(m)))?;
    Some(EntityId::Person(PersonId(at as u32 + 1)))
}

/// Whether a title stands right before a person: "Judge Hale".
fn is_titled(context: &Context<'_, '_>, person: MentionIndex) -> bool {
    person
        .checked_sub(1)
        .map(|before| &context.mentions[before])
        .is_some_and(|before| before.kind == Kind::Role && before.range.end == context.range(person).start)
}

fn is_plea(context: &Context<'_, '_>, group: &Group) -> bool {
    group.text.indexes().any(|at| {
        context
            .lists
            .head(at, Family::Agreement)
            .is_some_and(|(m, _)| context.lists.entry(m).id() == "head-plea-agreement")
    })
}

fn is_state(context: &Context<'_, '_>, id: EntityId) -> bool {
    matches!(id, EntityId::Place(_)) && context.entities.get(id).is_some_and(|e| is_country(e.subkind))
}

fn is_approver(context: &Context<'_, '_>, id: EntityId) -> bool {
    matches!(id, EntityId::Organization(_))
        && context.entities.get(id).is_some_and(|e| matches!(e.subkind, LEGISLATURE | COURT))
}

/// Whether the sides follow at once: "with", "between".
pub(super) fn is_linked(context: &Context<'_, '_>, range: TokenRange) -> bool {
    let end = range.end as usize;
    context.document.is_word(end, "with") || context.document.is_word(end, "between")
}

fn is_court(context: &Context<'_, '_>, id: EntityId) -> bool {
    matches!(id, EntityId::Organization(_)) && context.entities.get(id).is_some_and(|e| e.subkind == COURT)
}

/// "the Kenyan-Ugandan peace agreement": the two that a dash joins before it.
fn pair(context: &Context<'_, '_>, range: TokenRange, found: &mut Found) {
    let document = context.document;
    let state = |end: usize| {
        let index = mention_ending(context, end)?;
        let id = context.entities.of_mention[index].filter(|id| is_state(context, *id))?;
        Some((context.range(index).start as usize, id))
    };
    let plain = |at: usize| cues::at(&context.view(), at, |cue| cue == Cue::Plain).is_some();
    let start = range.start as usize;
    let end = start - usize::from(start > 0 && plain(start - 1));
    let Some((second, last)) = state(end).filter(|_| document.tokens[start].gap < Gap::Line) else { return };
    let Some(dash) = second.checked_sub(1).filter(|&at| document.is_dash(at)) else { return };
    if let Some((_, first)) = state(dash) {
        found.party(first);
        found.party(last);
    }
}

/// "Kenya and its agreement with Uganda": the only one who is named before "its" in the sentence; "Kenya and Uganda spoke of
/// their trade agreement": the only two.
fn possessor(context: &Context<'_, '_>, group: &Group, range: TokenRange, found: &mut Found) {
    const BETWEEN: usize = 2;
    let document = context.document;
    let start = range.start as usize;
    let with = document.is_word(range.end as usize, "with");
    let one = |at: usize| with && document.is_word(at, "its");
    let two = |at: usize| !with && group.entry.is_none() && document.is_word(at, "their");
    let owner = (start.saturating_sub(BETWEEN + 1)..start).rev().find(|&at| one(at) || two(at));
    let Some(owner) = owner else { return };
    let sentence = document.sentences[document.sentence_of(start)];
    if owner < sentence.start as usize {
        return;
    }
    let first = context.mentions.partition_point(|m| m.range.start < sentence.start);
    let last = context.mentions.partition_point(|m| (m.range.start as usize) < owner);
    let mut sides: Vec<EntityId> = Vec::new();
    for id in (first..last).filter_map(|m| context.entities.of_mention[m]) {
        let side = matches!(id, EntityId::Organization(_)) || is_state(context, id);
        if side && !sides.contains(&id) {
            sides.push(id);
        }
    }
    let both = sides.len() == 2 && sides.iter().all(|id| is_state(context, *id));
    if sides.len() == 1 && one(owner) || both && two(owner) {
        sides.into_iter().for_each(|id| found.party(id));
    }
}

fn agreement_at(context: &Context<'_, '_>, at: usize) -> bool {
    let first = context.mentions.partition_point(|m| (m.range.start as usize) < at);
    context.mentions[first..].iter().take_while(|m| m.range.start as usize == at).any(|m| m.kind == Kind::Agreement)
}

/// A country and its government are one side, and so are a city and "City of …".
fn one_side(context: &Context<'_, '_>, parties: &mut Vec<EntityId>) {
    let bodies: Vec<&crate::link::Entity> = parties
        .iter()
        .filter(|id| matches!(id, EntityId::Organization(_)))
        .filter_map(|id| context.entities.get(*id))
        .collect();
    let governs = |code| bodies.iter().any(|b| b.subkind == GOVERNMENT && b.country == Some(code));
    let document = context.document;
    let names = |place: &crate::link::Entity| {
        let name = place.name.map(|range| document.range_text(range));
        name.is_some_and(|name| bodies.iter().filter_map(|b| b.name).any(|b| document.range_text(b).ends_with(name)))
    };
    parties.retain(|id| {
        let Some(entity) = context.entities.get(*id).filter(|_| matches!(id, EntityId::Place(_))) else { return true };
        if is_country(entity.subkind) { !entity.country.is_some_and(governs) } else { !names(entity) }
    });
}

/// The outermost mention that begins at a token.
fn mention_at<'c>(context: &Context<'c, '_>, at: usize) -> Option<(MentionIndex, &'c Mention)> {
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
