//! Status, number, amount, date, place and subject of an instrument.

use super::merge::{self, Group};
use super::{Context, Governor, LinkedAgreement, Place, parties};
use crate::document::{Gap, TokenKind, TokenRange};
use crate::extraction::{AgreementKind, AgreementStatus, Bound, DateType, EntityId, PlaceId};
use crate::gazetteer::ListMatch;
use crate::gazetteer::compile::FormKind;
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::link::MentionIndex;
use crate::mention::{Kind, Source};
use crate::rules::agreements::cues::{self, Cue};
use crate::rules::agreements::phrase;

/// What happened to an instrument: the first event, else the first word on its being in force or planned.
pub(super) fn status(kind: AgreementKind, governors: &[(MentionIndex, Option<Governor>)]) -> AgreementStatus {
    let cues = || governors.iter().filter_map(|(_, g)| g.map(|g| g.cue));
    let of = |cue: Cue| match cue {
        Cue::Hand | Cue::Signed | Cue::Announced => AgreementStatus::Signed,
        Cue::Renewed => AgreementStatus::Renewed,
        Cue::Amended => AgreementStatus::Amended,
        Cue::Terminated => AgreementStatus::Terminated,
        Cue::Proposed => AgreementStatus::Proposed,
        Cue::InForce | Cue::Party => AgreementStatus::InForce,
        // a law that is broken binds; of a treaty that is no news
        Cue::Violated if kind == AgreementKind::Act => AgreementStatus::InForce,
        _ => AgreementStatus::Mentioned,
    };
    let first = cues().next();
    // what is only planned stays so, whatever is said of it later
    let event = cues().find(|cue| cue.is_event()).filter(|_| first != Some(Cue::Proposed));
    event.or(first).map_or(AgreementStatus::Mentioned, of)
}

/// "2254" of "Resolution 2254".
pub(super) fn number(context: &Context<'_, '_>, group: &Group) -> Option<TokenRange> {
    let document = context.document;
    if group.kind == AgreementKind::Contract {
        return group.mentions.iter().find_map(|&m| contract_number(context, context.range(m)));
    }
    group.mentions.iter().filter(|&&m| context.mentions[m].source == Source::Rule("agreements/number")).find_map(|&m| {
        let range = context.range(m);
        let is_number = |at: usize| matches!(document.tokens[at].kind, TokenKind::Number | TokenKind::Mixed);
        // "1982 Manual 100-5": the number stands behind the head word
        let first = range
            .indexes()
            .skip(usize::from(range.len() > 1))
            .find(|&at| is_number(at) && !phrase::is_year_in_brackets(document, at))?;
        let end = (first..range.end as usize)
            .take_while(|&at| is_number(at) || document.is_punct(at, b'-') || document.is_punct(at, b'/'))
            .last()?;
        Some(TokenRange::new(first, end + 1))
    })
}

/// "contract (N00024-22-C-2217)", "modification to contract N50054-20-D-0008", or in brackets at the paragraph's end.
fn contract_number(context: &Context<'_, '_>, range: TokenRange) -> Option<TokenRange> {
    /// The longest paragraph of an award.
    const LONGEST: usize = 260;
    /// "N00024-22-C-2217" has three hyphens.
    const PARTS: usize = 4;
    let document = context.document;
    let glued = |at: usize| document.token(at).is_some_and(|t| t.gap == Gap::None);
    for at in range.end as usize..document.tokens.len().min(range.end as usize + LONGEST) {
        let token = document.tokens[at];
        if token.gap >= Gap::Line {
            return None;
        }
        if !matches!(token.kind, TokenKind::Mixed | TokenKind::Number) {
            continue;
        }
        let mut end = at + 1;
        let mut parts = 1;
        while document.is_punct(end, b'-') && glued(end) && glued(end + 1) && document.tokens[end + 1].is_wordlike()
            || document.is_punct(end, b'-')
                && glued(end)
                && document.token(end + 1).is_some_and(|t| t.gap == Gap::None && t.kind == TokenKind::Number)
        {
            end += 2;
            parts += 1;
        }
        if parts >= PARTS {
            return Some(TokenRange::new(at, end));
        }
    }
    None
}

/// "$96 million" of a contract or a settlement: in the phrase, else close behind it.
pub(super) fn amount(context: &Context<'_, '_>, group: &Group) -> Option<TokenRange> {
    const REACH: u32 = 10;
    /// "an agreement worth $50 million", "a financing agreement for $750 million".
    const NEAR: u32 = 4;
    /// "awarded a $9,600,000 cost-plus-fixed-fee modification (P00012) to a previously awarded contract".
    const BACK: u32 = 24;
    /// Words from "awarded" to the sum: "a not-to-exceed".
    const GIVEN: u32 = 8;
    let document = context.document;
    if !matches!(group.kind, AgreementKind::Contract | AgreementKind::Agreement) {
        return None;
    }
    let limit = document.tokens.len() as u32;
    group.mentions.iter().find_map(|&m| {
        let range = context.range(m);
        let contract = group.kind == AgreementKind::Contract;
        let reach = if contract { REACH } else { NEAR };
        let sentence = document.sentences[document.sentence_of(range.start as usize)];
        let end = (range.end + reach).min(limit).min(sentence.end);
        // "under the agreement, Hale will forfeit $2 million"
        let comma = (range.end..end).find(|&at| !contract && document.is_punct(at as usize, b','));
        let end = comma.unwrap_or(end);
        let mark = (range.end..end).find(|&at| !contract && document.tokens[at as usize].is_capital());
        let awarded = |at: u32| {
            let verb = |back: u32| {
                let found = cues::at(&context.view(), at.checked_sub(back)? as usize, Cue::is_event)?;
                (found.0.end <= at).then_some(())
            };
            (1..=GIVEN).any(|back| verb(back).is_some())
        };
        let first = if contract { sentence.start.max(range.start.saturating_sub(BACK)) } else { range.start };
        let before = (first..range.start).rev().filter(|&at| document.is_punct(at as usize, b'$') && awarded(at));
        (range.start..mark.unwrap_or(end)).chain(before).find_map(|at| {
            let at = at as usize;
            let sign = document.is_punct(at, b'$') || matches!(document.token_text(at), "£" | "€");
            let number = document.token(at + 1).is_some_and(|t| matches!(t.kind, TokenKind::Number | TokenKind::Mixed));
            let unit = document.is(at + 2, Class::NUMBER_WORD);
            (sign && number).then(|| TokenRange::new(at, at + 2 + usize::from(unit)))
        })
    })
}

/// The only date of the sentence in which something happened, else the one that opens it: "Today, she signed an order on
/// what they announced on May 3."
pub(super) fn date(context: &Context<'_, '_>, range: TokenRange, governor: Governor) -> Option<TokenRange> {
    let document = context.document;
    let sentence = document.sentences[document.sentence_of(governor.verb.start as usize)];
    let first = context.dates.partition_point(|d| d.range.start < sentence.start);
    let mut dates = context.dates[first..]
        .iter()
        .take_while(|d| d.range.start < sentence.end)
        .filter(|d| matches!(d.kind, DateType::Date | DateType::Time) && !range.contains(d.range))
        // "extended until 2028" says no day of signing
        .filter(|d| !d.bound.is_some_and(|bound| matches!(bound, Bound::Until | Bound::By | Bound::Before)))
        // "under the Umbrella Agreement of 2014": the year of another instrument
        .filter(|d| !in_agreement(context, d.range));
    let opens = |date: TokenRange| {
        let start = date.start as usize;
        let led = start - usize::from(start > 0 && document.is(start - 1, Class::PREPOSITION));
        let first = led as u32 <= sentence.start || document.is_punct(led - 1, b':');
        first && date.end <= governor.verb.start
    };
    match (dates.next(), dates.next()) {
        (Some(only), None) => Some(only.range),
        (Some(first), Some(_)) => Some(first.range).filter(|first| opens(*first)),
        _ => None,
    }
}

/// The day right before the phrase: "the December 14, 2023 Memorandum of Understanding", "their 2006 trade agreement".
pub(super) fn own_date(context: &Context<'_, '_>, group: &Group) -> Option<TokenRange> {
    let tokens = &context.document.tokens;
    group.mentions.iter().find_map(|&m| {
        let TokenRange { start, end } = context.range(m);
        // "the 2021 Clean Harbours Act List": the year of the list
        if tokens.get(end as usize).is_some_and(|t| t.gap == Gap::Space && t.is_capital()) {
            return None;
        }
        let before = context.dates.partition_point(|d| d.range.start < start);
        let last = context.dates[..before].last().filter(|d| d.kind == DateType::Date && d.range.end == start)?;
        (tokens[start as usize].gap < Gap::Line).then_some(last.range)
    })
}

/// The last day that the clause before a token names: "On May 3, the President signed into law:".
pub(super) fn day_before(context: &Context<'_, '_>, at: usize) -> Option<TokenRange> {
    /// Words from the day to the colon.
    const REACH: u32 = 12;
    let behind = context.dates.partition_point(|d| (d.range.start as usize) < at);
    let last = context.dates[..behind].last().filter(|d| d.kind == DateType::Date)?;
    (last.range.end + REACH > at as u32).then_some(last.range)
}

/// "signed a memorandum directing the agencies", "Memorandum on Ports": one without sides is an order.
pub(super) fn is_order(context: &Context<'_, '_>, group: &Group, parties: &[EntityId]) -> bool {
    let head = context.lists.head(group.text.start as usize, Family::Agreement);
    let memorandum =
        head.is_some_and(|(m, _)| m.form != FormKind::Plural && context.lists.entry(m).id() == "head-memorandum");
    // "Memorandum of Terms"
    let other = context.document.is_word(group.text.end as usize, "of");
    // one country is that of the president who signs
    let sided = parties.len() > 1 || parties.iter().any(|id| !matches!(id, EntityId::Place(_)));
    memorandum && !other && !sided && !group.mentions.iter().any(|&m| parties::is_linked(context, context.range(m)))
}

/// "plea agreements", "guiding principles", without an article of those that were named before.
pub(super) fn is_several(context: &Context<'_, '_>, range: TokenRange) -> bool {
    let head = range.indexes().rev().find_map(|at| context.lists.head(at, Family::Agreement));
    let several = |head: &ListMatch| {
        let principles = head.range.len() == 2 && context.lists.entry(head).id() == "head-statement-of-principles";
        head.form == FormKind::Plural || principles
    };
    head.is_some_and(|(head, _)| several(head)) && !merge::is_definite(context, range)
}

/// "signs cooperative agreements", "win 27 government contracts": a sort of instruments, none of its own.
pub(super) fn is_of_a_sort(context: &Context<'_, '_>, agreement: &LinkedAgreement) -> bool {
    let told =
        !matches!(agreement.status, AgreementStatus::Mentioned | AgreementStatus::Proposed | AgreementStatus::InForce);
    let known = agreement.named && !phrase::is_bare(&context.view(), agreement.text)
        || agreement.entry.is_some()
        || agreement.number.is_some()
        || agreement.amount.is_some()
        || agreement.acronym.is_some()
        || !agreement.parties.is_empty()
        || !agreement.signers.is_empty();
    let kept = matches!(agreement.kind, AgreementKind::Act | AgreementKind::Resolution | AgreementKind::Communique);
    !told && !known && !kept && agreement.mentions.iter().all(|&m| is_several(context, context.range(m)))
}

fn in_agreement(context: &Context<'_, '_>, range: TokenRange) -> bool {
    /// Mentions inside the longest name.
    const NEAR: usize = 8;
    let behind = context.mentions.partition_point(|m| m.range.start <= range.start);
    context.mentions[behind.saturating_sub(NEAR)..behind]
        .iter()
        .any(|m| m.kind == Kind::Agreement && m.range.contains(range))
}

/// The place behind "in" or "at" in the sentence of the signing.
pub(super) fn place(
    context: &Context<'_, '_>,
    kind: AgreementKind,
    range: TokenRange,
    governor: Governor,
) -> Option<PlaceId> {
    let document = context.document;
    // "signed into law a bill that names a post office in Tupelo": the law's matter says nothing of its place
    let signed = matches!(governor.cue, Cue::Hand)
        && !matches!(kind, AgreementKind::Act | AgreementKind::Resolution)
        && document.sentence_of(governor.verb.start as usize) == document.sentence_of(range.start as usize);
    if !signed {
        return None;
    }
    let sentence = document.sentences[document.sentence_of(range.start as usize)];
    // "to place a nurse in Des Moines": a purpose or a relative clause has places of its own
    let view = context.view();
    let from = governor.verb.end.max(range.end) as usize;
    let ends = |at: usize| {
        document.is(at, Class::RELATIVE)
            || document.is_punct(at, b';')
            || document.is_word(at, "to")
                && document.token(at + 1).is_some_and(|t| t.shape == crate::document::Shape::Lower)
            || cues::at(&view, at, Cue::is_verb).is_some() && document.is(at, Class::CONJUNCTION)
    };
    let end = (from..sentence.end as usize).find(|&at| ends(at)).unwrap_or(sentence.end as usize);
    let behind = TokenRange { start: governor.verb.end, end: end as u32 };
    let first = context.mentions.partition_point(|m| m.range.start < behind.start);
    document.mentions_in(context.mentions, behind).iter().enumerate().find_map(|(n, m)| {
        let at = m.range.start as usize;
        let led = at > 0 && (document.is_word(at - 1, "in") || document.is_word(at - 1, "at"));
        match context.entities.of_mention.get(first + n).copied().flatten() {
            Some(EntityId::Place(place)) if led && m.kind == Kind::Place && !range.contains(m.range) => Some(place),
            _ => None,
        }
    })
}

/// What it is for: the words behind a link word in its name, or "to …", "on …" behind it and its parties.
///
/// Behind a name that is only spoken of, "to …" belongs to the verb of the sentence: there it counts where something
/// happened to the instrument, or where it has no name.
pub(super) fn subject(
    context: &Context<'_, '_>,
    group: &Group,
    governors: &[(MentionIndex, Option<Governor>)],
) -> Option<TokenRange> {
    let told = governors
        .iter()
        .filter(|(_, g)| !group.named || g.is_some_and(|g| g.place == Place::Before && g.cue.is_event()));
    in_name(context, group.text).or_else(|| told.map(|(m, _)| *m).find_map(|m| behind(context, context.range(m))))
}

fn in_name(context: &Context<'_, '_>, range: TokenRange) -> Option<TokenRange> {
    let document = context.document;
    let link = range.indexes().find(|&at| phrase::link(document, at) & MATTER != 0 && at > range.start as usize)?;
    let mut end = range.end;
    if document.is_punct(end as usize - 1, b')') && range.len() > 4 && document.is_punct(end as usize - 3, b'(') {
        end -= 3;
    }
    // "Agreement on Mutual Assistance between Kenya and Uganda": the parties are no matter
    let sides = (link + 1..end as usize).find(|&at| document.is_word(at, "between"));
    end = sides.map_or(end, |at| at as u32);
    (link as u32 + 1 < end).then(|| TokenRange { start: link as u32 + 1, end })
}

/// `on`, `concerning`, `regarding`
const MATTER: u16 = 1 << 2 | 1 << 9 | 1 << 12;

fn behind(context: &Context<'_, '_>, range: TokenRange) -> Option<TokenRange> {
    const LONGEST: usize = 40;
    const PARTIES: usize = 14;
    let document = context.document;
    let view = context.view();
    let end = document.sentences[document.sentence_of(range.start as usize)].end as usize;
    let start = range.end as usize;
    // "… with both A and B to codify joint goals"
    let opens = |at: usize| {
        let matter = phrase::link(document, at) & MATTER != 0
            && !phrase::is_date_word(document, at + 1)
            // "signed on behalf of Kenya"
            && !document.is_word(at + 1, "behalf")
            && document.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Word);
        let purpose = document.is_word(at, "to")
            && document.token(at + 1).is_some_and(|t| t.shape == crate::document::Shape::Lower)
            && !document.is(at + 1, Class::DETERMINER);
        matter || purpose
    };
    let with = document.is_word(start, "with") || document.is_word(start, "between");
    let reach = if with { PARTIES } else { 1 };
    let from =
        (start..end.min(start + reach)).take_while(|&at| !document.is_punct(at, b',') || with).find(|&at| opens(at))?;
    let stop = |at: usize| {
        document.tokens[at].gap >= Gap::Line
            || document.is_punct(at, b';')
            || document.is_punct(at, b',')
                && !document.token(at + 1).is_some_and(crate::document::token::Token::is_capital)
            || cues::at(&view, at, |cue| cue == Cue::InForce).is_some()
    };
    let mut to = (from + 1..end.min(from + LONGEST)).find(|&at| stop(at)).unwrap_or(end.min(from + LONGEST));
    to = before_day(context, from, to);
    while to > from && document.tokens[to - 1].kind == TokenKind::Punct && !document.is_punct(to - 1, b')') {
        to -= 1;
    }
    (to > from + 1).then(|| TokenRange::new(from, to))
}

/// Where the matter ends before its day: "on military cooperation [in Belmar] [on Friday]".
fn before_day(context: &Context<'_, '_>, from: usize, to: usize) -> usize {
    let document = context.document;
    let led = |at: usize| at > from + 2 && document.is(at - 1, Class::PREPOSITION);
    let first = context.dates.partition_point(|d| (d.range.start as usize) < from);
    let Some(day) = context.dates[first..].iter().map(|d| d.range.start as usize).find(|&at| at < to && led(at)) else {
        return to;
    };
    let place = context.mentions.partition_point(|m| (m.range.start as usize) < from);
    let place = document.mentions_in(&context.mentions[place..], TokenRange::new(from, day));
    let town = place.iter().find(|m| m.kind == Kind::Place && m.range.end as usize == day - 1);
    town.map(|m| m.range.start as usize).filter(|&at| led(at)).map_or(day - 1, |at| at - 1)
}
