//! Instruments without a name: a head word in lower case with a reason to take it for one.

use super::cues::{self, Cue};
use super::{ACT, AGREEMENT, COMMUNIQUE, CONTRACT, MEMORANDUM, RESOLUTION, View, mention, phrase};
use crate::document::{Gap, Shape, TokenKind, TokenRange};
use crate::gazetteer::ListMatch;
use crate::gazetteer::compile::FormKind;
use crate::gazetteer::index::Head;
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::mention::Mention;

/// Words before a head word that may describe it.
const MOST_MODIFIERS: usize = 6;

/// What stands before a head word in lower case.
#[derive(Default)]
struct Before {
    start: usize,
    /// A word in capitals that is no people's adjective alone.
    name: bool,
    /// "bilateral", "trade", a body.
    kind_word: bool,
    amount: bool,
    /// Whether an article or a number opens the phrase.
    opened: bool,
}

/// The instrument whose head word is not (all) in capitals.
pub(super) fn read(view: &View<'_, '_>, m: &ListMatch, head: Head) -> Option<Mention> {
    let document = view.document;
    let (start, end) = (m.range.start as usize, m.range.end as usize);
    // "law", "act", "bill" in lower case are no names; "executive order" is
    let term = m.range.len() > 1;
    let order = head.kind == ACT && super::is_order(view, m);
    if head.kind == ACT && !order {
        return None;
    }
    let before = before(view, start, head.kind);
    let capital = document.tokens[start].is_capital();
    // "Agreement Reached at Belmar" in a headline has no article
    let verb = cues::verb_before(view, before.start)
        .or_else(|| cues::verb_after(view, end).filter(|(_, cue)| before.opened || capital && cue.is_event()));
    // "The settlement resolves claims"
    let binds = || before.opened && (cues::binds(view, end).is_some() || cues::told_of(view, end));
    let offered = is_offered(view, before.start);
    let ruled = before.opened && head.kind == AGREEMENT && rules_clause(view, before.start, end, verb);
    let governed = verb.is_some_and(|(_, cue)| cue.is_event()) || offered || ruled || binds();
    if cues::needs_hand(view, m.range, verb) {
        return None;
    }
    let close = phrase::bracket(view, end);
    let range = TokenRange::new(before.start, close.unwrap_or(end));
    let weak = cues::at(view, start, |cue| cue == Cue::WeakHead).is_some_and(|(r, _)| r.end as usize >= end);
    if weak && !governed && !bound(view, end)
        || cues::is_other(view, start) && !(governed && document.is_word(end, "that"))
        || head.kind == ACT && m.form == FormKind::Plural && !(governed && before.opened)
    {
        return None;
    }
    let resolved = head.kind == RESOLUTION && before.opened && speaks(view, range);
    let rule = if before.name && !capital && head.kind != ACT {
        "agreements/named-in-part"
    } else if head.kind == COMMUNIQUE || head.kind == ACT {
        // statements and orders are instruments where they are issued; an order that is still to be signed is one too
        // so is "this Executive Order" in capitals
        let told =
            governed || order && (verb.is_some() && (before.opened || capital) || term && capital && before.opened);
        return (told && (term || order && capital)).then(|| mention(range, "agreements/signed", head.kind));
    } else if term
        || m.form == FormKind::Acronym
        || before.kind_word
        || before.amount
        || close.is_some() && head.kind == MEMORANDUM
    {
        "agreements/instrument"
    } else if resolved
        || governed && (before.opened || offered || capital || m.form == FormKind::Plural || head.kind == CONTRACT)
        || bound(view, end) && (before.opened || capital && verb.is_some_and(|(_, cue)| cue.is_event()))
    {
        "agreements/signed"
    } else {
        return None;
    };
    // "peaceful resolution of conflicts": only bodies pass resolutions
    if head.kind == RESOLUTION && !before.kind_word && !before.name && !resolved {
        return None;
    }
    Some(mention(range, rule, head.kind))
}

/// "the resolution condemning the attack": what a body resolved.
fn speaks(view: &View<'_, '_>, range: TokenRange) -> bool {
    let document = view.document;
    let end = range.end as usize;
    // "a high-resolution imaging system"
    document.tokens[end - 1].gap != Gap::None
        && document
            .token(end)
            .is_some_and(|t| t.kind == TokenKind::Word && t.shape == Shape::Lower && t.gap == Gap::Space)
        && document.token_text(end).ends_with("ing")
        && !document.is(end, Class::FUNCTION)
}

/// "the proposed settlement": drawn up, not yet binding.
fn is_offered(view: &View<'_, '_>, start: usize) -> bool {
    start > 1 && view.document.is_word(start - 1, "proposed") && view.document.is(start - 2, Class::DETERMINER)
}

/// "as part of a settlement", "Under the terms of the settlement, they will pay": what is done under an instrument.
fn rules_clause(view: &View<'_, '_>, start: usize, end: usize, verb: Option<(TokenRange, Cue)>) -> bool {
    let document = view.document;
    let article = start.saturating_sub(1);
    let word = |back: usize, text: &str| article >= back && document.is_word(article - back, text);
    let part = word(1, "of") && word(2, "part") && word(3, "as");
    let under = || {
        verb.is_some_and(|(_, cue)| cue == Cue::InForce)
            && document.is_punct(end, b',')
            && document.is_word(document.sentences[document.sentence_of(start)].start as usize, "under")
    };
    part || under()
}

/// "between Kenya and Uganda", "with the city of Belmar" behind the head word.
fn bound(view: &View<'_, '_>, end: usize) -> bool {
    let document = view.document;
    let linked = document.is_word(end, "between") || document.is_word(end, "with");
    let next = end + 1 + usize::from(document.is(end + 1, Class::DETERMINER));
    linked && document.token(next).is_some_and(|t| t.is_capital() && t.gap < Gap::Line)
}

fn before(view: &View<'_, '_>, start: usize, kind: u8) -> Before {
    let document = view.document;
    let mut found = Before { start, ..Before::default() };
    let mut at = start;
    for _ in 0..MOST_MODIFIERS {
        if at == 0 || document.tokens[at].gap >= Gap::Line {
            break;
        }
        let previous = at - 1;
        let token = document.tokens[previous];
        // "A" opens a sentence, "ALL" is an acronym
        if document.is(previous, Class::DETERMINER) && (token.shape != Shape::Upper || token.len() == 1) {
            found.opened = true;
            break;
        }
        // "today's Executive Order", "the President's Executive Order"
        if token.kind == TokenKind::Possessive && kind == ACT {
            found.opened = true;
            break;
        }
        // "$96 million contract"
        if let Some(from) = amount(view, at).filter(|_| kind == CONTRACT || kind == 3) {
            found.amount = true;
            (at, found.start) = (from, from);
            continue;
        }
        if token.kind == TokenKind::Number || document.is(previous, Class::NUMBER_WORD) && !token.is_capital() {
            if phrase::is_year(document, previous) && found.name {
                found.start = previous;
            }
            // "the May 27 agreement": the day is all that tells it from others
            if at == start && previous > 0 && phrase::is_date_word(document, previous - 1) {
                found.start = previous - 1;
                found.kind_word = true;
            }
            found.opened = true;
            break;
        }
        let glued = token.kind == TokenKind::Punct && document.tokens[at].gap == Gap::None && token.gap == Gap::None;
        if glued && matches!(token.first, b'-' | b'/') && previous > 0 {
            at = previous - 1;
            let capital = document.tokens[at].is_capital();
            found.name |= capital && !document.tokens[previous + 1].shape.eq(&Shape::Lower);
            if let Some((cue, _)) = word_before(view, at, previous + 2) {
                found.kind_word |= cue == Cue::KindWord;
            }
            found.start = at;
            continue;
        }
        if !token.is_wordlike()
            || document.is(previous, STOP) && !token.is_capital()
            || document.is(previous, Class::FUNCTION)
        {
            break;
        }
        if token.is_capital() {
            // a body or a people before it is a party or an author, no part of the phrase
            if let Some(from) = phrase::entity_before(view, at) {
                let town = view
                    .lists
                    .at(from)
                    .any(|(m, f)| f == Family::Place && m.range.end as usize == at && m.form != FormKind::Demonym);
                found.kind_word |= kind != CONTRACT && body_ending(view, at);
                if !town || kind == CONTRACT {
                    found.opened = true;
                    break;
                }
                found.name = true;
                (at, found.start) = (from, from);
                continue;
            }
            if !phrase::is_name_word(view, previous) {
                break;
            }
            let kind_word = word_before(view, previous, at).filter(|(cue, _)| *cue == Cue::KindWord);
            found.kind_word |= kind_word.is_some();
            found.name |= kind_word.is_none() && token.shape != Shape::Upper;
            (at, found.start) = (previous, previous);
            continue;
        }
        match word_before(view, previous, at) {
            // what stands left of "new" is no part of the phrase
            Some((Cue::Plain, _)) => {
                found.opened = true;
                break;
            }
            Some((Cue::KindWord, from)) => {
                found.kind_word = true;
                (at, found.start) = (from, from);
            }
            // an adjective that no list knows belongs to the phrase only between parts of it
            _ if found.name => break,
            _ if cues::at(view, previous, Cue::is_verb).is_some() => break,
            _ => at = previous,
        }
    }
    found
}

/// Words that end the phrase to the left.
const STOP: Class = Class(
    Class::PREPOSITION.0
        | Class::CONJUNCTION.0
        | Class::PRONOUN.0
        | Class::AUXILIARY.0
        | Class::RELATIVE.0
        | Class::REPORTING_VERB.0,
);

/// The cue that ends before `end` and begins at `at` or a little before it.
fn word_before(view: &View<'_, '_>, at: usize, end: usize) -> Option<(Cue, usize)> {
    (0..=3).rev().find_map(|back| {
        let from = at.checked_sub(back)?;
        let (range, cue) = cues::at(view, from, |cue| matches!(cue, Cue::Plain | Cue::KindWord))?;
        (range.end as usize == end).then_some((cue, from))
    })
}

/// Whether a body of the lists ends before `end`: "UN General Assembly resolution".
fn body_ending(view: &View<'_, '_>, end: usize) -> bool {
    (1..=6).any(|back| {
        end.checked_sub(back)
            .is_some_and(|at| view.lists.at(at).any(|(m, f)| f == Family::Organization && m.range.end as usize == end))
    })
}

/// The start of an amount that ends before `end`: "$96 million", "$185M", "£2.4 billion".
pub(super) fn amount(view: &View<'_, '_>, end: usize) -> Option<usize> {
    let document = view.document;
    let is_currency = |at: usize| document.is_punct(at, b'$') || matches!(document.token_text(at), "£" | "€");
    let number = |at: usize| document.token(at).is_some_and(|t| matches!(t.kind, TokenKind::Number | TokenKind::Mixed));
    let unit = end.checked_sub(1)?;
    let at = if number(unit) {
        unit
    } else {
        unit.checked_sub(1).filter(|&n| {
            number(n)
                && document.is(unit, Class::NUMBER_WORD.union(Class::COMMON))
                && !document.tokens[unit].is_capital()
        })?
    };
    // "$96-million contract"
    let sign = at.checked_sub(1)?;
    is_currency(sign).then_some(sign)
}
