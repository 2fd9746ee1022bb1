//! One plural head word for several bodies, before them or behind them.

use super::heads::extend_left;
use crate::document::{Document, Gap, TokenRange, WordId};
use crate::gazetteer::EntryId;
use crate::gazetteer::compile::FormKind;
use crate::gazetteer::kinds::Family;
use crate::mention::{Kind, Mention};
use crate::rules::lists::Lists;

/// Words of one name before a head word behind several.
const WORDS: usize = 5;
/// Names before a head word behind several.
const NAMES: usize = 8;

/// "Ministries of Health, Agriculture, Energy, National Guard, and National Nuclear Center"
pub(super) fn head_first(
    document: &Document<'_>,
    lists: &Lists<'_>,
    start: usize,
    end: usize,
    kind: u8,
    out: &mut Vec<Mention>,
) {
    if !document.is_word(end, "of") {
        return;
    }
    let left = extend_left(document, lists, start);
    let mut at = end + 1;
    let mut pieces = 0;
    let from = out.len();
    while let Some(piece_end) = piece(document, at) {
        if pieces == 0 {
            out.push(
                Mention::by_rule(
                    Kind::Organization,
                    TokenRange::new(left, piece_end),
                    "organizations/coordinated-head",
                )
                .of_kind(kind),
            );
        } else {
            let range = TokenRange::new(at, piece_end);
            // a piece with a head word of its own ("National Nuclear Center") is no ministry
            let own = (at..piece_end)
                .rev()
                .find_map(|t| lists.head(t, Family::Organization).filter(|(m, _)| m.range.end as usize == piece_end));
            let kind = own.map_or(kind, |(_, head)| head.kind);
            out.push(Mention::by_rule(Kind::Organization, range, "organizations/coordinated-head").of_kind(kind));
        }
        pieces += 1;
        at = piece_end;
        let comma = document.is_punct(at, b',');
        if comma {
            at += 1;
        }
        let and = document.is_word(at, "and");
        if and {
            at += 1;
        }
        if !comma && !and || pieces > 20 || !document.token(at).is_some_and(|t| t.is_capital() && t.gap < Gap::Line) {
            break;
        }
    }
    if pieces < 2 {
        out.truncate(from);
    }
}

/// The end of one capitalised piece of a coordination.
fn piece(document: &Document<'_>, start: usize) -> Option<usize> {
    let mut at = start;
    while document.token(at).is_some_and(|t| t.is_capital() && t.is_wordlike() && (at == start || t.gap < Gap::Line)) {
        at += 1;
    }
    (at > start).then_some(at)
}

/// The bodies of the lists that a plural head word at a token names with the words before it: "State, Justice and Labor
/// Departments", "House Intelligence and Judiciary Committees".
pub(crate) fn head_last(document: &Document<'_>, lists: &Lists<'_>, start: usize) -> Vec<(TokenRange, EntryId)> {
    let Some((head, _)) = lists.head(start, Family::Organization).filter(|(m, _)| m.form == FormKind::Plural) else {
        return Vec::new();
    };
    let singular = lists.gazetteers.word(lists.entry(head).name());
    let capital = |at: usize| document.tokens[at].is_capital();
    if singular == 0 || start < 3 || document.tokens[start].gap != Gap::Space || !capital(start - 1) {
        return Vec::new();
    }
    let words = |from: usize, to: usize| document.tokens[from..to].iter().map(|t| t.word);
    let listed = |words: &mut dyn Iterator<Item = WordId>| lists.gazetteers.body_of_words(words.chain([singular]));
    // the longest name that ends there
    let name_before = |end: usize| {
        let goes_on = |at: &usize| {
            document.tokens[*at].is_wordlike() && (*at + 1 == end || document.tokens[*at + 1].gap == Gap::Space)
        };
        let first = (end.saturating_sub(WORDS)..end).rev().take_while(goes_on).last().unwrap_or(end);
        (first..end).filter(|&at| capital(at)).find_map(|at| Some((at, listed(&mut words(at, end))?)))
    };
    let ands = (start.saturating_sub(WORDS).max(1)..start - 1).rev();
    for and in ands.filter(|&and| document.is_word(and, "and") && capital(and + 1)) {
        let end = and - usize::from(document.is_punct(and - 1, b','));
        let Some((mut first, entry)) = name_before(end) else { continue };
        // the first name may lend its first word: "House Intelligence and Judiciary Committees"
        let last = listed(&mut words(and + 1, start))
            .or_else(|| listed(&mut words(first, first + 1).chain(words(and + 1, start))));
        let Some(last) = last else { continue };
        let mut bodies =
            vec![(TokenRange::new(and + 1, head.range.end as usize), last), (TokenRange::new(first, end), entry)];
        while bodies.len() < NAMES && first > 1 && document.is_punct(first - 1, b',') {
            let Some((before, entry)) = name_before(first - 1) else { break };
            bodies.push((TokenRange::new(before, first - 1), entry));
            first = before;
        }
        // "U.S. and British Armies": countries are named as such
        let of_country = |(range, body): &(TokenRange, EntryId)| {
            let end = range.end.min(start as u32) as usize;
            let country = lists.country(document, range.start as usize).filter(|m| m.range.end as usize == end);
            country.is_some_and(|m| lists.entry(m).country() == lists.gazetteers.entry(*body).country())
        };
        return if bodies.iter().any(of_country) { Vec::new() } else { bodies };
    }
    Vec::new()
}
