//! The names behind an instrument: "between A and B", "with A and B", "awarded to A by B".

use super::{Found, agreement_at, is_state, mention_at, stands_for};
use crate::document::{Gap, Shape, Token, TokenKind, TokenRange};
use crate::extraction::{AgreementKind, EntityId};
use crate::gazetteer::lexicon::Class;
use crate::link::agreements::Context;
use crate::mention::Kind;

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
            || kind == AgreementKind::Contract && (document.is_word(at, "to") || document.is_word(at, "by"))
            || matches!(kind, AgreementKind::Communique | AgreementKind::Declaration)
                && at == start
                && (document.is_word(at, "by") || document.is_word(at, "of"));
        let name = at + 1 + usize::from(document.is(at + 1, Class::DETERMINER));
        if link && (at < start + CLOSE || mention_at(context, name).is_some()) {
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
        if other || mark.gap >= Gap::Line || mark.kind == TokenKind::Punct && !matches!(mark.first, b',' | b'-') {
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
                    let binds = matches!(
                        kind,
                        AgreementKind::Agreement | AgreementKind::Contract | AgreementKind::MemorandumOfUnderstanding
                    );
                    if !place || !within && !modifies && (is_state(context, id) || binds) {
                        found.party(id);
                        any = true;
                    }
                    wide = !is_state(context, id);
                    body = !place;
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
