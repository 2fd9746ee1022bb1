//! The names behind an instrument: "between A and B", "with A and B", "awarded to A by B".

use super::{Found, agreement_at, is_state, mention_at, mention_ending, stands_for};
use crate::document::{Gap, Shape, Token, TokenKind, TokenRange};
use crate::extraction::{AgreementKind, EntityId};
use crate::gazetteer::lexicon::Class;
use crate::link::agreements::Context;
use crate::mention::Kind;
use crate::rules::agreements::cues::{self, Cue};

/// The names behind "between", "with", "among"; behind "to" and "by" of an award, behind "by" and "of" of a statement.
pub(super) fn behind(context: &Context<'_, '_>, range: TokenRange, kind: AgreementKind, found: &mut Found) {
    /// Close behind the mention the link word may lead up to its names in a few words.
    const CLOSE: usize = 6;
    /// Farther, behind the matter ("on critical minerals supply chains"), the name must follow at once.
    const REACH: usize = 18;
    let document = context.document;
    let start = range.end as usize;
    let end = document.sentences[document.sentence_of(range.start as usize)].end as usize;
    for at in start..end.min(start + REACH) {
        let both = document.is_word(at, "with") || document.is_word(at, "between") || document.is_word(at, "among");
        let link = both
            || kind == AgreementKind::Contract
                && (document.is_word(at, "to")
                    || document.is_word(at, "by")
                    || at == start && document.is_word(at, "from"))
            || matches!(kind, AgreementKind::Communique | AgreementKind::Declaration)
                && at == start
                && (document.is_word(at, "by") || document.is_word(at, "of"));
        let name = at + 1 + usize::from(document.is(at + 1, Class::DETERMINER));
        // "between Mr. Hale, Ambassador of Marland,"
        let titled =
            both && (name + 1..name + 4).any(|n| mention_at(context, n).is_some_and(|(_, m)| m.kind == Kind::Person));
        if link && (at < start + CLOSE || mention_at(context, name).is_some() || titled) {
            let known = found.parties.len();
            list(context, at + 1, end, kind, found);
            // "awarded to A by B"
            if both || kind != AgreementKind::Contract || found.parties.len() == known {
                return;
            }
        }
        let other = agreement_at(context, at)
            || document.is(at, Class::RELATIVE.union(Class::REPORTING_VERB))
            || document.is(at, Class::CONJUNCTION) && (at < start + 2 || !is_matter(context, at + 1));
        // a date, a verb of signing or a word on the matter may stand between ("today", "was awarded")
        let mark = document.tokens[at];
        // "worth $50 million with Marland"
        let passes = matches!(mark.first, b',' | b'-' | b'$' | b'%') || mark.first >= 0x80 && !mark.is_sentence_end();
        if other || mark.gap >= Gap::Line || mark.kind == TokenKind::Punct && !passes {
            return;
        }
    }
}

/// Whether a word behind "and" goes on with the matter: "on trade and investment with Kenya".
fn is_matter(context: &Context<'_, '_>, at: usize) -> bool {
    let document = context.document;
    document.token(at).is_some_and(Token::is_wordlike)
        && !document.is(at, Class::FUNCTION.union(Class::AUXILIARY).union(Class::PRONOUN))
        && mention_at(context, at).is_none()
}

/// Adds the parties of a list of names that begins at a token: "both the National Guard and NNC leadership".
pub(super) fn list(context: &Context<'_, '_>, start: usize, limit: usize, kind: AgreementKind, found: &mut Found) {
    const SKIP: usize = 4;
    let document = context.document;
    let mut at = start;
    let mut skipped = 0;
    let mut any = false;
    let mut wide = false;
    let mut body = false;
    while at < limit {
        if let Some((index, mention)) = mention_at(context, at) {
            let end = mention.range.end as usize;
            match context.entities.of_mention[index] {
                Some(id) if mention.kind != Kind::Person => {
                    let place = matches!(id, EntityId::Place(_));
                    // "Washington County, Missouri": the state only says where
                    // "Harbour Shipping Inc. of Dayton"
                    let seat = place && body && (document.is_word(at - 1, "of") || document.is_word(at - 1, "in"));
                    let within = seat || place && wide && document.is_punct(at - 1, b',');
                    // "a North Carolina clinic", "the Kenyan Foreign Minister": the name that follows is the party
                    let goes_on = end < limit && document.tokens[end].gap < Gap::Line;
                    let modifies =
                        goes_on && place && mention_at(context, end).is_some_and(|(_, m)| m.kind != Kind::Demonym);
                    // "the Belmar law firm of Hale & Carver", "the North Sea partners"
                    let of_noun = if mention.kind == Kind::Demonym {
                        describes_noun(context, end)
                    } else {
                        // "between U.S. company Harbour Inc. and": a name must follow
                        place
                            && town_describes_noun(context, end)
                            && (!is_state(context, id) || named_soon(context, end))
                    };
                    let binds = matches!(
                        kind,
                        AgreementKind::Agreement | AgreementKind::Contract | AgreementKind::MemorandumOfUnderstanding
                    );
                    if !place || !within && !modifies && !of_noun && (is_state(context, id) || binds) {
                        found.party(id);
                        any = true;
                    }
                    wide = !is_state(context, id);
                    body = !place;
                    // "among Kenyan political parties": one side without a name
                    any |= of_noun && !named_soon(context, end);
                }
                Some(EntityId::Person(person)) => {
                    if !stands_for(context, person, found) {
                        found.party(EntityId::Person(person));
                    }
                    any = true;
                }
                _ => {}
            }
            at = end;
            skipped = 0;
            continue;
        }
        let token = document.tokens[at];
        // "Jane Hale, Ambassador of Marland to Kenya, and": her title is no further party
        if any
            && at > 0
            && document.is_punct(at - 1, b',')
            && let Some(end) = title_end(context, at, limit)
        {
            at = end;
            continue;
        }
        // "the Minister of Water of Marland and the Secretary of State of Kenya"
        // "the U.S. Secretary of Defense and the Kenyan Minister of Water"
        let second =
            any && (document.is(at - 1, Class::CONJUNCTION.union(Class::DETERMINER)) || country_ends(context, at));
        if let Some(end) = role_at(context, at).filter(|_| second) {
            // "the Kenyan Minister of the Armed Forces": the country is the side
            let field = end + 1 + usize::from(document.is(end + 1, Class::DETERMINER));
            let within = document.is_word(end, "of") && country_ends(context, at);
            at = mention_at(context, field).filter(|_| within).map_or(end, |(_, m)| m.range.end as usize);
            continue;
        }
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

/// The comma behind a title in apposition.
fn title_end(context: &Context<'_, '_>, at: usize, limit: usize) -> Option<usize> {
    const LONGEST: usize = 14;
    let titled = role_at(context, at).is_some();
    let limit = limit.min(at + LONGEST);
    let ends = |n: usize| context.document.is_punct(n, b',') || context.document.is_punct(n, b';');
    titled.then(|| (at..limit).find(|&n| ends(n)).unwrap_or(limit))
}

/// Whether a country ends right before a token.
fn country_ends(context: &Context<'_, '_>, at: usize) -> bool {
    mention_ending(context, at).and_then(|m| context.entities.of_mention[m]).is_some_and(|id| is_state(context, id))
}

/// The end of a title that begins at a token.
fn role_at(context: &Context<'_, '_>, at: usize) -> Option<usize> {
    let first = context.mentions.partition_point(|m| (m.range.start as usize) < at);
    let here = context.mentions[first..].iter().take_while(|m| m.range.start as usize == at);
    here.filter(|m| m.kind == Kind::Role).map(|m| m.range.end as usize).max()
}

/// "Kenyan company Harbour Shipping": the name behind the noun.
fn named_soon(context: &Context<'_, '_>, at: usize) -> bool {
    const NEAR: usize = 4;
    let document = context.document;
    (at..at + NEAR)
        .take_while(|&n| document.token(n).is_some_and(Token::is_wordlike))
        // "the Belmar law firm of Hale & Carver"
        .take_while(|&n| !document.is(n, Class::FUNCTION.union(Class::AUXILIARY)) || document.is_word(n, "of"))
        .any(|n| mention_at(context, n).is_some())
}

/// "a Kenyan company", not "Kenyan officials": the noun behind a people's name is no side of its own.
fn describes_noun(context: &Context<'_, '_>, at: usize) -> bool {
    let document = context.document;
    document.token(at).is_some_and(|t| t.kind == TokenKind::Word && t.shape == Shape::Lower && t.gap == Gap::Space)
        && !document.is(at, Class::FUNCTION.union(Class::AUXILIARY))
        && cues::at(&context.view(), at, |cue| cue == Cue::SideNoun).is_none()
}

/// "the Belmar law firm", "Upper Valley partners", not "Belmar today" or "Belmar requires the town to".
fn town_describes_noun(context: &Context<'_, '_>, at: usize) -> bool {
    let document = context.document;
    let verb = document.is(at, Class::REPORTING_VERB)
        || cues::at(&context.view(), at, |cue| cue.is_verb() || cue == Cue::Binds).is_some()
        || document.is(at + 1, Class::DETERMINER.union(Class::PRONOUN))
        || document.is_word(at + 1, "that");
    let day = |word| document.gazetteers.date_readings(word).iter().any(|&reading| reading != 0);
    describes_noun(context, at) && !verb && !day(document.tokens[at].word)
}

/// Whether an "and" follows soon: "NNC leadership and the ministry".
fn leads_on(context: &Context<'_, '_>, at: usize, limit: usize) -> bool {
    const NEAR: usize = 3;
    let document = context.document;
    (at..limit.min(at + NEAR)).take_while(|&n| !document.is_punct(n, b',')).any(|n| document.is_word(n, "and"))
        && document.tokens[at].shape == Shape::Lower
        && !document.is(at, Class::REPORTING_VERB.union(Class::MEETING_VERB))
}
