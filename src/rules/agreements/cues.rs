//! Words around instruments, from `gazetteers/agreement-words.tsv`: what a verb makes of an instrument.

use super::View;
use crate::document::{Gap, TokenKind, TokenRange};
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;

/// What a word around an instrument says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cue {
    /// By a hand: the subject is a signer.
    Hand,
    /// Concluded otherwise.
    Signed,
    Renewed,
    Amended,
    Terminated,
    Proposed,
    InForce,
    Violated,
    /// No part of the name: "new", "current".
    Plain,
    /// Makes the head word an instrument: "bilateral", "trade".
    KindWord,
    /// A head word that is an instrument only where it is signed or issued: "truce", "joint statement".
    WeakHead,
    /// A phrase with a head word that is no instrument: "disaster declaration", "law school".
    Not,
    /// The subject is bound: "is a party to", "signatories to".
    Party,
    /// The subject awards the contract of the paragraph: "is the contracting activity".
    Office,
}

/// Number of the first of them among the kinds of markers (a test compares the names).
const FIRST: usize = 15;

/// By the names of the list, in their order.
const CUES: &[(&str, Cue)] = &[
    ("verb_by_hand", Cue::Hand),
    ("verb_signed", Cue::Signed),
    ("verb_renewed", Cue::Renewed),
    ("verb_amended", Cue::Amended),
    ("verb_terminated", Cue::Terminated),
    ("verb_proposed", Cue::Proposed),
    ("verb_in_force", Cue::InForce),
    ("verb_violated", Cue::Violated),
    ("agreement_plain_word", Cue::Plain),
    ("agreement_kind_word", Cue::KindWord),
    ("agreement_weak_head", Cue::WeakHead),
    ("agreement_not_word", Cue::Not),
    ("verb_party", Cue::Party),
    ("award_office", Cue::Office),
];

impl Cue {
    /// Whether something happened to the instrument.
    pub(crate) fn is_event(self) -> bool {
        matches!(self, Cue::Hand | Cue::Signed | Cue::Renewed | Cue::Amended | Cue::Terminated)
    }

    /// Whether it is a verb (or a preposition that does a verb's work).
    pub(crate) fn is_verb(self) -> bool {
        !matches!(self, Cue::Plain | Cue::KindWord | Cue::WeakHead | Cue::Not | Cue::Office)
    }
}

/// The longest cue of some sort that begins at a token.
pub(crate) fn at(view: &View<'_, '_>, token: usize, wanted: impl Fn(Cue) -> bool) -> Option<(TokenRange, Cue)> {
    view.lists
        .at(token)
        .filter(|(_, family)| *family == Family::Marker)
        .filter_map(|(m, _)| {
            let number = usize::from(view.lists.entry(m).kind()).checked_sub(FIRST)?;
            let (_, cue) = CUES.get(number)?;
            wanted(*cue).then_some((m.range, *cue))
        })
        .max_by_key(|(range, _)| range.end)
}

/// Whether a phrase that is no instrument covers the head word at a token.
pub(crate) fn is_other(view: &View<'_, '_>, head: usize) -> bool {
    (0..=3).any(|back| {
        let from = head.checked_sub(back).and_then(|from| at(view, from, |cue| cue == Cue::Not));
        from.is_some_and(|(range, _)| range.end as usize > head)
    })
}

/// How far a verb governs.
const REACH: usize = 9;

/// The nearest verb before a token, in its sentence.
pub(crate) fn verb_before(view: &View<'_, '_>, token: usize) -> Option<(TokenRange, Cue)> {
    let document = view.document;
    let mut at = token;
    for _ in 0..REACH {
        if at == 0 || document.tokens[at].gap >= Gap::Line {
            return None;
        }
        at -= 1;
        let mark = document.tokens[at];
        if mark.kind == TokenKind::Punct
            && matches!(mark.first, b'.' | b';' | b'!' | b'?')
            && document.tokens[at + 1].gap != Gap::None
        {
            return None;
        }
        // "agreed to go on as the agreements take shape"
        if document.is(at, Class::CONJUNCTION) && document.is(at, Class::PREPOSITION) {
            return None;
        }
        if let Some((range, cue)) = self::at(view, at, Cue::is_verb).filter(|(range, _)| range.end as usize <= token) {
            // "the pact that Kenya renewed, and an arrangement on tolls": that verb has its own object
            if other_clause(view, at, token) {
                continue;
            }
            // the phrase may begin earlier: "calls on Congress to pass", "entered into"
            let longer = (1..=4)
                .filter_map(|back| self::at(view, at.checked_sub(back)?, Cue::is_verb))
                .find(|(r, _)| r.end >= range.end && r.end as usize <= token);
            return Some(longer.unwrap_or((range, cue)));
        }
    }
    None
}

/// Whether a verb stands in a relative clause that ended before the token: a pronoun before it, ", and a" behind it.
fn other_clause(view: &View<'_, '_>, verb: usize, token: usize) -> bool {
    const NEAR: usize = 8;
    let document = view.document;
    let coordinated = (verb..token).any(|at| {
        document.is_punct(at, b',') && document.is_word(at + 1, "and") && document.is(at + 2, Class::DETERMINER)
    });
    coordinated
        && (verb.saturating_sub(NEAR)..verb)
            .rev()
            .take_while(|&at| !document.is_punct(at, b',') && !document.is_punct(at, b'.'))
            .any(|at| document.is(at, Class::RELATIVE))
}

/// The verb close behind a token: "was signed", "entered into force", "signed between".
pub(crate) fn verb_after(view: &View<'_, '_>, token: usize) -> Option<(TokenRange, Cue)> {
    const NEAR: usize = 5;
    let document = view.document;
    for at in token..document.tokens.len().min(token + NEAR) {
        let mark = document.tokens[at];
        let comma = mark.is_punct(b',');
        // "the treaty, signed in May": behind a comma only the very next word
        let ends = mark.gap >= Gap::Line || document.is(at, Class::CONJUNCTION);
        if ends || mark.kind == TokenKind::Punct && !(comma && at == token) {
            return None;
        }
        // "the agreement negotiations"
        let found = self::at(view, at, |cue| cue.is_verb() && (cue != Cue::Proposed || at == token));
        // "the treaty, to be signed in May"
        let leads = document.is_word(at, "to") || document.is(at, Class::AUXILIARY);
        if found.is_some() || at > token && document.is_punct(token, b',') && !leads {
            return found;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::kinds::MARKER_KINDS;

    #[test]
    fn cues_follow_the_kinds_of_the_list() {
        assert_eq!(CUES.iter().map(|(name, _)| *name).collect::<Vec<_>>(), MARKER_KINDS[FIRST..]);
    }
}
