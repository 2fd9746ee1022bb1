//! Words around instruments, from `gazetteers/agreement-words.tsv`: what a verb makes of an instrument.

use super::{View, phrase};
use crate::document::{Document, Gap, Shape, Token, TokenKind, TokenRange};
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
    /// A head word that is an instrument only under signatures: "deal", "road map".
    HandHead,
    /// What an instrument does itself: "the settlement resolves", "the agreement provides for".
    Binds,
    /// Two sides that were named before: "the two countries", "both governments".
    BothSides,
    /// Said to the public: whoever does so need not be a party.
    Announced,
    /// Stands for the state whose name is before it: "Kenyan officials".
    SideNoun,
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
    ("agreement_hand_head", Cue::HandHead),
    ("verb_of_instrument", Cue::Binds),
    ("both_sides", Cue::BothSides),
    ("verb_announced", Cue::Announced),
    ("side_noun", Cue::SideNoun),
];

impl Cue {
    /// Whether something happened to the instrument.
    pub(crate) fn is_event(self) -> bool {
        matches!(self, Cue::Hand | Cue::Signed | Cue::Announced | Cue::Renewed | Cue::Amended | Cue::Terminated)
    }

    /// Whether it is a verb (or a preposition that does a verb's work).
    pub(crate) fn is_verb(self) -> bool {
        self.is_event() || matches!(self, Cue::Proposed | Cue::InForce | Cue::Violated | Cue::Party)
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

/// Whether a head word is an instrument only under signatures, and there are none: "a great deal", "the road map".
pub(crate) fn needs_hand(view: &View<'_, '_>, head: TokenRange, verb: Option<(TokenRange, Cue)>) -> bool {
    at(view, head.start as usize, |cue| cue == Cue::HandHead).is_some_and(|(range, _)| range.end >= head.end)
        && !verb.is_some_and(|(_, cue)| cue == Cue::Hand)
}

/// How far a verb governs.
const REACH: usize = 9;

/// The nearest verb before a token, in its sentence.
pub(crate) fn verb_before(view: &View<'_, '_>, token: usize) -> Option<(TokenRange, Cue)> {
    let document = view.document;
    let mut at = token;
    let mut attribute = None;
    for _ in 0..REACH {
        if at == 0 || document.tokens[at].gap >= Gap::Line {
            return attribute;
        }
        at -= 1;
        let mark = document.tokens[at];
        if mark.kind == TokenKind::Punct
            && matches!(mark.first, b'.' | b';' | b'!' | b'?')
            && document.tokens[at + 1].gap != Gap::None
        {
            return attribute;
        }
        // "issued guidance that asks them to establish data agreements": the verb between has the object
        if at + 1 < token && is_other_infinitive(view, at) {
            return attribute;
        }
        // "announced that, due to the agreement, it is able": what was announced is the clause
        if document.is_word(at, "that") && opens_clause(document, at + 1, token) {
            return attribute;
        }
        // "agreed to go on as the agreements take shape"
        if document.is(at, Class::CONJUNCTION) && document.is(at, Class::PREPOSITION) {
            return attribute;
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
            let found = longer.unwrap_or((range, cue));
            if attribute.is_none() && is_attribute(document, found.0, token) {
                attribute = Some(found);
                at = found.0.start as usize;
                continue;
            }
            return Some(found);
        }
    }
    attribute
}

/// Whether a clause of its own begins before an instrument: "that the agreement", not "that historic agreement".
fn opens_clause(document: &Document<'_>, from: usize, token: usize) -> bool {
    (from..token).any(|at| {
        document.tokens[at].kind == TokenKind::Punct
            || document.tokens[at].is_capital()
            || document
                .is(at, Class::DETERMINER.union(Class::PRONOUN).union(Class::AUXILIARY).union(Class::PREPOSITION))
    })
}

/// "to establish": an infinitive that says nothing of an instrument.
fn is_other_infinitive(view: &View<'_, '_>, at: usize) -> bool {
    let document = view.document;
    let verb = at + 1;
    document.is_word(at, "to")
        && document.token(verb).is_some_and(|t| t.kind == TokenKind::Word && t.shape == Shape::Lower)
        && !document.is(verb, Class::FUNCTION.union(Class::AUXILIARY).union(Class::NUMBER_WORD))
        && !document.token_text(verb).ends_with("ly")
        && self::at(view, verb, |cue| cue.is_verb() || matches!(cue, Cue::Plain | Cue::KindWord)).is_none()
        && view.lists.head(verb, Family::Agreement).is_none()
        && document.is(verb, Class::COMMON)
        && (verb + 1..verb + 4).any(|n| document.is(n, Class::DETERMINER) || document.token_text(n).ends_with('s'))
}

/// Whether a participle only describes the instrument: "a previously awarded contract", "the signed agreement".
fn is_attribute(document: &Document<'_>, verb: TokenRange, token: usize) -> bool {
    let Some(before) = (verb.start as usize).checked_sub(1) else { return false };
    verb.end as usize == token
        && document.token_text(token - 1).ends_with('d')
        && (document.is(before, Class::DETERMINER) || document.token_text(before).ends_with("ly"))
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
        // "the protocol amending the agreement": it does so itself
        let own = found
            .is_some_and(|(range, cue)| cue.is_event() && document.token_text(range.start as usize).ends_with("ing"));
        if own {
            return None;
        }
        // "the treaty, to be signed in May"
        let leads = document.is_word(at, "to") || document.is(at, Class::AUXILIARY);
        if found.is_some() || at > token && document.is_punct(token, b',') && !leads {
            return found;
        }
    }
    None
}

/// The verb behind the matter and the parties of an instrument that is its subject: "the treaty between Kenya and Uganda
/// on water was signed", "the agreement with Kenya entered into force".
pub(crate) fn verb_over_sides(view: &View<'_, '_>, range: TokenRange) -> Option<(TokenRange, Cue)> {
    const REACH: usize = 30;
    /// Words between the auxiliary and its participle: "has today been formally".
    const NEAR: usize = 4;
    let document = view.document;
    let end = range.end as usize;
    let before = (range.start as usize).checked_sub(1).filter(|&at| document.tokens[at + 1].gap < Gap::Line);
    let article = before.filter(|&at| document.is(at, Class::DETERMINER));
    let led = match article {
        Some(article) => article.checked_sub(1).filter(|&at| document.tokens[at + 1].gap < Gap::Line),
        None => before,
    };
    let named_sides = (range.start as usize..end).any(|at| document.is_word(at, "between"));
    let subject = led.is_none_or(|at| !document.is(at, Class::PREPOSITION));
    if !subject || !named_sides && phrase::link(document, end) == 0 {
        return None;
    }
    let limit = (document.sentences[document.sentence_of(range.start as usize)].end as usize).min(end + REACH);
    for at in end..limit {
        let mark = document.tokens[at];
        let listed = mark.is_punct(b',')
            && (document.is_word(at + 1, "and") || document.tokens.get(at + 1).is_some_and(Token::is_capital));
        let ends = mark.gap >= Gap::Line
            || document.is(at, Class::RELATIVE.union(Class::REPORTING_VERB).union(Class::PRONOUN))
            || mark.kind == TokenKind::Punct && !listed && !matches!(mark.first, b'-' | b'.' | b'(' | b')');
        if ends {
            return None;
        }
        if document.is(at, Class::AUXILIARY) {
            return (at + 1..limit.min(at + 1 + NEAR))
                .find_map(|verb| self::at(view, verb, |cue| cue.is_event() || cue == Cue::InForce))
                .filter(|(range, cue)| {
                    *cue == Cue::InForce || document.token_text(range.start as usize).ends_with('d')
                });
        }
        if let Some(found) = self::at(view, at, Cue::is_verb) {
            let finite = matches!(found.1, Cue::InForce | Cue::Terminated) && !document.is(at, Class::PREPOSITION);
            return Some(found).filter(|_| finite && at > end);
        }
    }
    None
}

/// "the agreement, which was signed in 2010"
pub(crate) fn told_of(view: &View<'_, '_>, end: usize) -> bool {
    let document = view.document;
    let pronoun = end + usize::from(document.is_punct(end, b','));
    let verb = pronoun + 2;
    document.is(pronoun, Class::RELATIVE)
        && document.is(verb - 1, Class::AUXILIARY)
        && at(view, verb, Cue::is_event)
            .is_some_and(|(range, _)| document.token_text(range.start as usize).ends_with('d'))
}

/// Whether the instrument is what binds: "resolves", "would require" behind it.
pub(crate) fn binds(view: &View<'_, '_>, end: usize) -> Option<(TokenRange, Cue)> {
    let document = view.document;
    let modal = document.is(end, Class::AUXILIARY);
    let also = document.is_word(end, "also");
    let (range, _) = at(view, end + usize::from(modal || also), |cue| cue == Cue::Binds)?;
    let cue = if document.is_word(end, "would") { Cue::Proposed } else { Cue::InForce };
    Some((range, cue))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::kinds::MARKER_KINDS;

    #[test]
    fn cues_follow_the_kinds_of_the_list() {
        assert_eq!(CUES.iter().map(|(name, _)| *name).collect::<Vec<_>>(), MARKER_KINDS[FIRST..FIRST + CUES.len()]);
    }
}
