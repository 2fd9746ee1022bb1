//! Places that no list holds: a class word with its name, and chains of places that a comma joins.

use super::Rule;
use super::lists::Lists;
use super::organizations::extend_left;
use crate::document::{Document, Gap, TokenKind, TokenRange};
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::gazetteer::numbers::place::{CITY, REGION, STATE};
use crate::mention::{Kind, Mention};

/// The rules, with their examples.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        name: "places/class-word-last",
        doc: "A name and its class word, which may be in lower case: \"Parwan province\", \"Hudson River\".",
        yes: &[
            "a village in [place:Zarabad district] yesterday",
            "near the [place:Blackstone River] they met",
            "in [place:Nad Qala district], [place:Orlan province]",
        ],
        no: &["in every province of the north", "The District agreed.", "The Civil and Criminal Divisions agreed."],
    },
    Rule {
        name: "places/class-word-first",
        doc: "A class word and its name: \"Camp Marlow\", \"Lake Orlan\", \"Fort Greenfield\".",
        yes: &[
            "soldiers at [place:Camp Marlow] trained",
            "at [place:Fort Greenfield] today",
            "across [place:Lake Orlan] by boat",
        ],
        no: &["a camp near the lake", "The fort was old."],
    },
    Rule {
        name: "places/comma-chain",
        doc: "A name, a comma and a state or country: \"Smallville, Ohio\".",
        yes: &[
            "a worker of [place:Smallbridge], [place:Ohio], said",
            "from [place:Orlandia], [place:Kenya], yesterday",
            "in [place:New Marlow], [place:Va.], today",
        ],
        no: &["He met Hale, Kenya said.", "They bought corn, Ohio said."],
    },
];

/// Adds the places that the grammar reads.
pub(crate) fn find(document: &Document<'_>, lists: &Lists<'_>, out: &mut Vec<Mention>) {
    for at in 0..document.tokens.len() {
        if let Some((m, head)) = lists.head(at, Family::Place) {
            let end = m.range.end as usize;
            if head.last {
                class_word_last(document, lists, at, end, head.kind, out);
            }
            if head.first && document.tokens[at].is_capital() {
                class_word_first(document, lists, at, end, head.kind, out);
            }
        }
        if document.is_punct(at, b',') {
            comma_chain(document, lists, at, out);
        }
    }
}

fn class_word_last(
    document: &Document<'_>,
    lists: &Lists<'_>,
    start: usize,
    end: usize,
    kind: u8,
    out: &mut Vec<Mention>,
) {
    let capital = document.tokens[start].is_capital();
    // in lower case only provinces, districts and the like stand behind their names
    if !capital && !matches!(kind, REGION | CITY) {
        return;
    }
    if document.tokens[start].gap != Gap::Space {
        return;
    }
    // "the Civil and Criminal Divisions" are bodies
    if capital && !super::organizations::bodies_of_one_head(document, lists, start).is_empty() {
        return;
    }
    let left = if capital { extend_left(document, lists, start) } else { short_left(document, start) };
    let only_direction =
        left + 1 == start && document.is(left, Class::DIRECTION.union(Class::ORDINAL_WORD).union(Class::NUMBER_WORD));
    if left < start
        && start - left <= 5
        && !only_direction
        && !is_person(document, left, start)
        && (capital || !is_state(lists, left, start))
        && !document.is(left, Class::TITLE_MODIFIER)
    {
        out.push(Mention::by_rule(Kind::Place, TokenRange::new(left, end), "places/class-word-last").of_kind(kind));
    }
}

/// Whether a country or a state of the lists stands before a class word in lower case: an "Ohio state legislator" is Ohio's.
fn is_state(lists: &Lists<'_>, left: usize, start: usize) -> bool {
    lists.at(left).any(|(m, family)| {
        family == Family::Place && m.range.end as usize == start && matches!(lists.entry(m).kind(), 0 | STATE)
    })
}

/// Whether the words before a class word make it a family name: "E. Rae Woods", "Thomas B.W. Hall", "Brian Hall".
fn is_person(document: &Document<'_>, left: usize, start: usize) -> bool {
    let given = |at: usize| document.is(at, Class::GIVEN_NAME) && !document.is(at, Class::COMMON);
    let initial = |at: usize| {
        let token = &document.tokens[at];
        token.len() == 1 && token.kind == TokenKind::Word || token.kind == TokenKind::Initialism
    };
    let family = document.is(start, Class::FAMILY_NAME);
    let before = left.checked_sub(1).filter(|&at| document.is_punct(at, b'.')).and_then(|at| at.checked_sub(1));
    let known = Class::FAMILY_NAME.union(Class::PLACE_WORD);
    family
        && (initial(start - 1)
            || before.is_some_and(initial) && given(left)
            || given(start - 1) && !document.is(start - 1, known))
}

/// The capitalised name right before a class word in lower case, hyphens and apostrophes in it: "Nahr-e Saraj district".
fn short_left(document: &Document<'_>, start: usize) -> usize {
    let mut at = start;
    while at > 0 && start - at < 6 {
        let token = &document.tokens[at - 1];
        let inner_hyphen = token.is_punct(b'-') && at < start && document.tokens[at].gap == Gap::None;
        let particle = token.len() <= 2 && at < start && document.is_punct(at, b'-');
        let word = token.is_capital()
            && token.kind == TokenKind::Word
            && !document.is(at - 1, Class::FUNCTION)
            && (at == start || document.tokens[at].gap < Gap::Line);
        if !(inner_hyphen || particle || word) {
            break;
        }
        at -= 1;
    }
    while at < start && !document.tokens[at].is_capital() {
        at += 1;
    }
    at
}

fn class_word_first(
    document: &Document<'_>,
    lists: &Lists<'_>,
    start: usize,
    end: usize,
    kind: u8,
    out: &mut Vec<Mention>,
) {
    // "Kingdom of Denmark Troels Orlovan": a name behind what a list holds is another's
    let listed = lists.entity_end(start).filter(|&listed| listed > end);
    if listed.is_some_and(|listed| super::organizations::unknown_name(document, lists, listed)) {
        return;
    }
    let mut at = end;
    while at < end + 3
        && document.token(at).is_some_and(|t| t.is_capital() && t.kind == TokenKind::Word && t.gap == Gap::Space)
        && !document.is(at, Class::FUNCTION)
        && lists.title(at, |k| k <= 1).is_none()
    {
        at += 1;
    }
    if at > end {
        out.push(Mention::by_rule(Kind::Place, TokenRange::new(start, at), "places/class-word-first").of_kind(kind));
    }
}

/// "Smallville, Ohio": an unknown name before a comma and a state or country, behind a preposition.
fn comma_chain(document: &Document<'_>, lists: &Lists<'_>, comma: usize, out: &mut Vec<Mention>) {
    let holder = lists.at(comma + 1).any(|(m, family)| {
        family == Family::Place
            && matches!(lists.entry(m).kind(), 0 | 1 | 2 | 7)
            && m.form != crate::gazetteer::compile::FormKind::Demonym
    });
    if !holder {
        return;
    }
    let mut left = comma;
    while left > 0
        && comma - left < 3
        && document.tokens[left - 1].is_capital()
        && document.tokens[left - 1].kind == TokenKind::Word
        && (left == comma || document.tokens[left].gap < Gap::Line)
        && !document.is(left - 1, Class::FUNCTION)
    {
        left -= 1;
    }
    let behind_preposition = left > 0 && document.is(left - 1, Class::PREPOSITION);
    if left < comma && behind_preposition {
        out.push(Mention::by_rule(Kind::Place, TokenRange::new(left, comma), "places/comma-chain").of_kind(CITY));
    }
}
