//! One decision a string a document: what the model read in one place holds where the same words stand again.

use crate::gazetteer::numbers::organization::LAST_OF_STATES;
use crate::gazetteer::numbers::title::{COURTESY, SUFFIX};
use std::collections::hash_map::Entry;

use super::{KINDS, checks, edges, grounds, headline, shapes};
use crate::document::fold::hash;
use crate::document::{Document, Gap, Shape, TokenKind, TokenRange};
use crate::fast::{FastMap, FastSet, Sieve};
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::mention::{Kind, Mention};
use crate::rules::Lists;
use crate::rules::organizations::defined_acronym;
use crate::rules::people::{is_headline_verb, office_before_name};

/// A labelled run of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) kind: Kind,
    pub(super) range: TokenRange,
}

/// Trims and completes the runs, then carries them to the other places where the same words stand. `base` is what lists
/// and grammar read; `taken` says which tokens other mentions hold (dates, settled rules).
pub(super) fn settle(
    document: &Document<'_>,
    lists: &Lists<'_>,
    base: &[Mention],
    runs: Vec<Run>,
    taken: &[bool],
) -> Vec<Run> {
    let mut pieces: Vec<Run> = Vec::with_capacity(runs.len() + 8);
    edges::close(document, lists, base, runs).into_iter().for_each(|run| split(document, lists, run, &mut pieces));
    let trimmed = pieces.into_iter().filter_map(|run| trim(document, lists, run)).collect();
    let mut runs = grounds::keep(document, lists, base, checks::check(document, lists, trimmed));
    join_nicknames(document, &mut runs);
    let mut runs = shapes::part(document, lists, runs, taken);
    let mut held = vec![NOT_HELD; document.tokens.len()];
    for (number, run) in runs.iter().enumerate() {
        held[run.range.indexes()].fill(number as u32);
    }
    cut_headlines(document, &mut runs, &mut held);
    whole_titles(document, lists, &mut runs, &mut held, taken);
    let known = Known::new(document, lists, &runs);
    let mut added: Vec<Run> = Vec::new();
    let mut dropped = vec![false; runs.len()];
    for at in document.capitals.within(0..document.tokens.len()) {
        let Some(run) = known.at(document, at) else { continue };
        let range = run.range;
        if range.indexes().any(|t| taken[t]) {
            continue;
        }
        let rivals = || held[range.indexes()].iter().filter(|n| **n != NOT_HELD).map(|n| *n as usize);
        // it stands in the way only of runs inside it, and only of others than itself
        let inside = rivals().all(|n| range.contains(runs[n].range) && !dropped[n]);
        let same = rivals().any(|n| runs[n].range == range && (runs[n].kind == run.kind || range.len() > 1));
        if !inside || same {
            continue;
        }
        rivals().for_each(|n| dropped[n] = true);
        added.push(run);
        held[range.indexes()].fill(NOT_HELD);
    }
    let mut out: Vec<Run> = runs.into_iter().zip(dropped).filter(|(_, dropped)| !dropped).map(|(run, _)| run).collect();
    out.extend(added);
    out.sort_by_key(|run| run.range);
    let mut end = 0;
    out.retain(|run| {
        let free = run.range.start >= end;
        if free {
            end = run.range.end;
        }
        free
    });
    out
}

/// Cuts what a headline adds to a name ("President Jane Q. Hale Unleashes") down to the name as it stands elsewhere.
fn cut_headlines(document: &Document<'_>, runs: &mut [Run], held: &mut [u32]) {
    let person = |run: &&mut Run| run.kind == Kind::Person && (2..=LONGEST_NAME).contains(&run.range.len());
    let names: FastSet<u64> = runs.iter_mut().filter(person).map(|run| words_key(document, run.range)).collect();
    for run in runs.iter_mut().filter(person).filter(|run| run.range.len() > 2) {
        let (start, end) = (run.range.start as usize, run.range.end as usize);
        let cut = (start + 2..end).find(|&cut| {
            (cut..end).all(|at| !document.is(at, Class::NAME) && document.tokens[at].kind == TokenKind::Word)
                && names.contains(&words_key(document, TokenRange::new(start, cut)))
        });
        if let Some(cut) = cut {
            run.range.end = cut as u32;
            held[cut..end].fill(NOT_HELD);
        }
    }
}

/// No run holds a token.
const NOT_HELD: u32 = u32::MAX;

/// Words by which a title of the lists may go on before a run.
const TITLE_FRONT: usize = 5;

/// Lets a title be as long as the lists have it, where nothing else holds the words but a head word alone: "Department
/// Spokesperson".
fn whole_titles(document: &Document<'_>, lists: &Lists<'_>, runs: &mut Vec<Run>, held: &mut [u32], taken: &[bool]) {
    let mut gone = vec![false; runs.len()];
    for number in 0..runs.len() {
        if runs[number].kind != Kind::Role {
            continue;
        }
        let (start, end) = (runs[number].range.start as usize, runs[number].range.end as usize);
        let head = |t: usize| {
            document.is(t, Class::BODY_HEAD) && runs.get(held[t] as usize).is_some_and(|run| run.range.len() == 1)
        };
        let free = |range: std::ops::Range<usize>| range.clone().all(|t| (held[t] == NOT_HELD || head(t)) && !taken[t]);
        let title = |at: usize| lists.title(at, |kind| kind <= 2).map(|(m, _)| m.range.end as usize);
        let front = (start.saturating_sub(TITLE_FRONT)..start)
            .find(|&at| title(at).is_some_and(|to| to >= end) && free(at..start))
            .unwrap_or(start);
        let end = title(front).filter(|&to| to > end && free(end..to)).unwrap_or(end);
        held[front..start].iter().filter(|held| **held != NOT_HELD).for_each(|held| gone[*held as usize] = true);
        runs[number].range = TokenRange::new(front, end);
        held[front..end].fill(number as u32);
    }
    if !gone.contains(&true) {
        return;
    }
    let mut gone = gone.into_iter();
    runs.retain(|_| !gone.next().unwrap_or(false));
    held.fill(NOT_HELD);
    for (number, run) in runs.iter().enumerate() {
        held[run.range.indexes()].fill(number as u32);
    }
}

/// Names that one run holds. Companies side by side: "Blue Dhow Shipping LLC and Gulf Lantern Trading FZE" is two.
fn split(document: &Document<'_>, lists: &Lists<'_>, run: Run, out: &mut Vec<Run>) {
    let mut start = run.range.start as usize;
    let end = run.range.end as usize;
    // "President Hale Designates Luis Ortega", "President Hale Designates Fentanyl": a verb parts two people
    if run.kind == Kind::Person
        && let Some(verb) = (start..end.saturating_sub(1)).find(|&at| headline::is_third_person(document, at))
    {
        if verb > start {
            out.push(Run { kind: run.kind, range: TokenRange::new(start, verb) });
        }
        start = verb + 1;
        if !document.is(start, Class::NAME) {
            return;
        }
    }
    if run.kind == Kind::Organization {
        // "Defense Threat Reduction Agency Director": a body of the lists and a title
        let body = lists.at(start).rfind(|(m, f)| *f == Family::Organization && (m.range.end as usize) < end);
        if let Some((body, _)) = body.filter(|(m, _)| m.range.len() > 1 || document.tokens[start].shape == Shape::Upper)
        {
            let cut = body.range.end as usize;
            let title = lists.title(cut, |kind| kind <= 1).is_some_and(|(m, _)| m.range.end as usize == end);
            if title {
                let run = |kind, start, end| Run { kind, range: TokenRange::new(start, end) };
                out.extend([run(Kind::Organization, start, cut), run(Kind::Role, cut, end)]);
                return;
            }
        }
        for at in start + 1..end {
            let behind = if document.is_punct(at - 1, b'.') { at.checked_sub(2) } else { Some(at - 1) };
            let ends = behind.is_some_and(|t| t > start && document.is(t, Class::LEGAL_FORM));
            if ends && document.is_word(at, "and") && at + 1 < end {
                out.push(Run { kind: run.kind, range: TokenRange::new(start, at) });
                start = at + 1;
            }
        }
    }
    out.push(Run { kind: run.kind, range: TokenRange::new(start, end) });
}

/// A run without marks at its ends, with the particle that belongs to it; nothing if no capital or digit is left.
fn trim(document: &Document<'_>, lists: &Lists<'_>, run: Run) -> Option<Run> {
    let (mut start, mut end) = (run.range.start as usize, run.range.end as usize);
    let loose = |at: usize| {
        let token = &document.tokens[at];
        token.kind == TokenKind::Possessive || token.kind == TokenKind::Punct && !token.is_punct(b'.')
    };
    while start < end
        && (loose(start)
            || document.tokens[start].is_punct(b'.')
            || document.is(start, Class::DETERMINER) && !document.tokens[start].is_capital())
    {
        start += 1;
    }
    // a bracket that opens inside closes inside
    let opens = |range: std::ops::Range<usize>| range.filter(|&t| document.is_punct(t, b'(')).count();
    let closes = |range: std::ops::Range<usize>| range.filter(|&t| document.is_punct(t, b')')).count();
    while start < end
        && loose(end - 1)
        && !(document.is_punct(end - 1, b')') && opens(start..end) == closes(start..end))
    {
        end -= 1;
    }
    if run.kind == Kind::Person && document.token(end).is_some() && closes(start..end) > opens(start..end) {
        end = (start..end).find(|&t| document.is_punct(t, b')')).unwrap_or(end);
    }
    let courtesy = |at: usize| lists.title(at, |kind| kind == COURTESY).map(|(m, _)| m.range.end as usize);
    if run.kind == Kind::Role {
        // "Former | Secretary": how a title is held is no part of it
        while start + 1 < end && document.is(start, Class::TITLE_STATUS) {
            start += 1;
        }
        // "Assistant Secretary of" the Air Force
        while end > start + 1
            && document.is(end - 1, Class::PREPOSITION.union(Class::CONJUNCTION))
            && !document.tokens[end - 1].is_capital()
        {
            end -= 1;
        }
        // "Admiral Sir", but not "First Lady"
        let titled = |end: usize| {
            (start..end).any(|at| lists.title(at, |kind| kind <= 2).is_some_and(|(m, _)| m.range.end as usize == end))
        };
        while end > start + 1 && courtesy(end - 1) == Some(end) && !titled(end) {
            end -= 1;
        }
    }
    if run.kind == Kind::Person {
        // "Dame Eleanor Whitcombe MP"
        while let Some(next) = courtesy(start).filter(|next| *next < end) {
            start = next;
        }
        // "His Majesty King | Abdullah II"
        if let Some(next) = office_before_name(document, lists, start).filter(|next| *next < end) {
            start = next;
        }
        // "Melania Trump Previews": a headline's verb is no name
        let common_end = |at: usize| document.is(at, Class::COMMON) && !document.is(at, Class::NAME);
        // "Lieutenant General Bashall CBE"
        let suffix_end = |at: usize| {
            lists
                .title(at, |kind| kind == SUFFIX)
                .is_some_and(|(m, _)| m.range.len() == 1 && document.token_text(at).len() < 4)
                && matches!(document.tokens[at].shape, Shape::Upper | Shape::Mixed)
                && !document.token_text(at).bytes().all(|b| matches!(b, b'I' | b'V'))
        };
        let headline =
            document.token(end).is_none_or(|t| t.gap >= Gap::Line || t.is_capital() || t.kind == TokenKind::Number);
        while end > start + 1
            && document.tokens[end - 1].kind == TokenKind::Word
            && (headline && common_end(end - 1) || suffix_end(end - 1))
        {
            end -= 1;
        }
        // "Taliban Commander Captured in Kandahar", "Leader, Detains 2 Suspects" over "captured yesterday", "detained"
        let inflected = document.token_text(start).ends_with(['s', 'd']);
        let verb = (document.is(start, Class::COMMON) || inflected)
            && is_headline_verb(document, TokenRange::new(start, start + 1));
        if verb && (start + 1..end).all(|at| document.tokens[at].kind == TokenKind::Number) {
            return None;
        }
        // "I’ll", "Mr. Secretary"
        let title = lists.title(start, |kind| kind <= 2).is_some_and(|(m, _)| m.range.end as usize >= end);
        if end == start + 1 && document.is(start, Class::FUNCTION) || title && !document.is(start, Class::NAME) {
            return None;
        }
        start = with_particles(document, start);
    }
    // "Department of Defense Employee Pleads": a headline's words behind a body of the lists
    if run.kind == Kind::Organization {
        end = listed_end(document, lists, start, end);
    }
    // a title has a word of the lists in it, and a letter alone is nobody
    let word = |at: usize| document.tokens[at].is_wordlike() && document.tokens[at].len() > 1;
    let empty = match run.kind {
        Kind::Role => !(start..end).any(|at| lists.title(at, |kind| kind <= 2).is_some()),
        Kind::Person => !(start..end).any(word),
        Kind::Place => lists.at(start).any(|(m, f)| {
            f == Family::Place
                && m.form == crate::gazetteer::compile::FormKind::Acronym
                && m.range.end as usize == end
                && !lists.is_postal(document, m)
        }),
        _ => false,
    };
    if empty {
        return None;
    }
    let named = (start..end).any(|t| document.tokens[t].is_capital() || document.tokens[t].kind == TokenKind::Mixed);
    (start < end && (named || run.kind == Kind::Role))
        .then(|| Run { kind: run.kind, range: TokenRange::new(start, end) })
}

/// Where a family name begins with what a hyphen or a space ties to it: "al-Ghazi", "de Kruif", "von der Leyen".
fn with_particles(document: &Document<'_>, mut start: usize) -> usize {
    let particle = |at: usize| document.is(at, Class::PARTICLE) && !document.is(at, Class::FUNCTION);
    while start >= 2
        && document.is_punct(start - 1, b'-')
        && document.tokens[start].gap == Gap::None
        && document.tokens[start - 1].gap == Gap::None
        && document.tokens[start - 2].is_capital()
        && document.tokens[start - 2].kind == TokenKind::Word
    {
        // "Brooks-LaSure"
        start -= 2;
    }
    if start >= 2
        && document.is_punct(start - 1, b'-')
        && document.tokens[start].gap == Gap::None
        && particle(start - 2)
    {
        start -= 2;
    } else {
        while start >= 1
            && document.tokens[start].gap == Gap::Space
            && particle(start - 1)
            && !document.tokens[start - 1].is_capital()
        {
            start -= 1;
        }
    }
    start
}

/// Where a body of a state that the lists have ends, if what a run adds to it are common words without a head word.
fn listed_end(document: &Document<'_>, lists: &Lists<'_>, start: usize, end: usize) -> usize {
    let body = lists.at(start).rfind(|(m, f)| *f == Family::Organization && m.range.end as usize <= end);
    // "an ISIL VBIED", "a NATO C-130": a thing of the lists behind a body of the lists
    let thing = body
        .map(|(m, _)| m.range.end as usize)
        .filter(|&cut| cut < end && lists.at(cut).any(|(m, f)| f == Family::Other && m.range.end as usize == end));
    if let Some(cut) = thing {
        return cut;
    }
    let Some((body, _)) = body.filter(|(m, _)| lists.entry(m).kind() <= LAST_OF_STATES) else { return end };
    let cut = body.range.end as usize;
    let loose = |at: usize| {
        let token = document.tokens[at];
        token.is_capital()
            && token.kind == TokenKind::Word
            && token.shape == Shape::Capital
            && document.is(at, Class::COMMON)
            && document.tokens[at].gap == Gap::Space
            && lists.head(at, Family::Organization).is_none()
            && !lists.names_entity(at)
    };
    // "Employee", "Contractor Employee"; "Pentagon Press" is a name
    let person = lists.title(end - 1, |kind| kind <= 2).is_some() || document.is(end - 1, Class::REPORTING_VERB);
    if cut < end && person && (cut..end).all(loose) { cut } else { end }
}

/// "Lawrence (Larry) Rieger", "Richard “Tex” Coe": two runs of a person around one word in brackets or quotes, whatever
/// that word was taken for.
fn join_nicknames(document: &Document<'_>, runs: &mut Vec<Run>) {
    let mark = |at: usize| {
        document.token(at).is_some_and(|t| {
            t.kind == TokenKind::Punct && (matches!(t.first, b'(' | b')' | b'"' | b'\'') || t.first == 0xe2)
        })
    };
    let mut out: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs.drain(..) {
        let start = run.range.start as usize;
        let nickname = run.kind == Kind::Person && start >= 4 && mark(start - 1) && mark(start - 3);
        if nickname && document.tokens[start - 2].is_capital() {
            let given_end = start as u32 - 3;
            let given = out.iter().rposition(|r| r.range.end <= given_end);
            if let Some(given) = given.filter(|&g| out[g].kind == Kind::Person && out[g].range.end == given_end) {
                out.truncate(given + 1);
                out[given].range.end = run.range.end;
                continue;
            }
        }
        out.push(run);
    }
    *runs = out;
}

/// A longer run is no name that would stand again.
const LONGEST_NAME: usize = 40; // a bit each in a number of 64

/// What the runs say of words that stand elsewhere. Words are known by their hashes.
struct Known {
    /// The first words of names, by the hashes of their folded forms.
    firsts: Sieve,
    /// By first word: the lengths of the names of several words that begin with it, a bit each.
    lengths: FastMap<u64, u64>,
    /// By all their words: the kinds of those names.
    names: FastMap<u64, Kind>,
    /// By word: the family names of people named in full, and acronyms, with the token from which they hold.
    words: FastMap<u64, (Kind, u32)>,
}

impl Known {
    fn new(document: &Document<'_>, lists: &Lists<'_>, runs: &[Run]) -> Self {
        let mut known = Known {
            firsts: Sieve::default(),
            lengths: FastMap::default(),
            names: FastMap::default(),
            words: FastMap::default(),
        };
        let mut votes: FastMap<(u64, usize), [u32; KINDS.len()]> = FastMap::default();
        let text = |run: &Run| (hash(document.range_text(run.range).as_bytes()), run.range.len());
        for run in runs.iter().filter(|r| r.range.len() > 1) {
            let votes = votes.entry(text(run)).or_default();
            KINDS.iter().zip(votes).filter(|(kind, _)| **kind == run.kind).for_each(|(_, votes)| *votes += 1);
        }
        for run in runs.iter().filter(|r| r.range.len() > 1 && !matches!(r.kind, Kind::Role | Kind::Agreement)) {
            // the kind that most places have, the first among equals
            let votes = votes.get(&text(run)).into_iter().flatten().zip(KINDS);
            let kind = votes.max_by_key(|(votes, kind)| (**votes, std::cmp::Reverse(*kind))).map_or(run.kind, |v| v.1);
            if run.range.len() <= LONGEST_NAME {
                known.name(document, run.range, kind);
            }
            if run.kind == Kind::Person {
                let last = run
                    .range
                    .indexes()
                    .rev()
                    .find(|&t| document.tokens[t].kind == TokenKind::Word && document.tokens[t].len() > 2);
                if let Some(last) = last.filter(|&t| is_distinct(document, lists, t)) {
                    known.firsts.insert(document.tokens[last].hash);
                    known.words.entry(key(document, last)).or_insert((Kind::Person, run.range.end));
                }
            }
            if run.kind == Kind::Organization
                && let Some(acronym) = defined_acronym(document, run.range)
            {
                let at = acronym.start as usize;
                known.firsts.insert(document.tokens[at].hash);
                known.words.entry(key(document, at)).or_insert((Kind::Organization, run.range.end));
            }
        }
        known
    }

    fn name(&mut self, document: &Document<'_>, range: TokenRange, kind: Kind) {
        if let Entry::Vacant(free) = self.names.entry(words_key(document, range)) {
            free.insert(kind);
            self.firsts.insert(document.tokens[range.start as usize].hash);
            *self.lengths.entry(key(document, range.start as usize)).or_default() |= 1 << range.len();
        }
    }

    /// What is known of the words that begin at a token with a capital.
    fn at(&self, document: &Document<'_>, at: usize) -> Option<Run> {
        if !self.firsts.may_hold(document.tokens[at].hash) {
            return None;
        }
        let key = key(document, at);
        let mut lengths = self.lengths.get(&key).copied().unwrap_or(0);
        while let Some(length) = lengths.checked_ilog2() {
            lengths ^= 1 << length;
            let range = TokenRange::new(at, at + length as usize);
            if range.end as usize <= document.tokens.len()
                && let Some(&kind) = self.names.get(&words_key(document, range))
            {
                return Some(Run { kind, range });
            }
        }
        let (kind, since) = *self.words.get(&key)?;
        let beside = |t: Option<usize>| {
            t.and_then(|t| document.token(t)).is_some_and(|t| t.is_capital() && t.kind == TokenKind::Word)
        };
        let next_is_name = document.token(at + 1).is_some_and(|t| t.gap == Gap::Space) && beside(Some(at + 1));
        let alone = kind != Kind::Person || !next_is_name;
        (at as u32 >= since && alone).then(|| Run { kind, range: TokenRange::new(at, at + 1) })
    }
}

/// A word by its letters, in exact case.
fn key(document: &Document<'_>, at: usize) -> u64 {
    hash(document.token_text(at).as_bytes())
}

/// Some words, each by its letters, in exact case.
pub(super) fn words_key(document: &Document<'_>, range: TokenRange) -> u64 {
    const K: u64 = 0x9E37_79B9_7F4A_7C15;
    range.indexes().fold(K, |all, at| (all.rotate_left(23) ^ key(document, at)).wrapping_mul(K))
}

/// Whether a family name alone can only mean the person: no common word, no country, no organization.
fn is_distinct(document: &Document<'_>, lists: &Lists<'_>, at: usize) -> bool {
    let common = document.is(at, Class::COMMON) && !document.is(at, Class::FAMILY_NAME);
    !common && lists.country(document, at).is_none()
}

#[cfg(test)]
mod tests;
