//! "The President signed", "the Secretary and Foreign Minister signed": people whom only their offices name there.

use super::{Found, stands_for};
use crate::document::{Gap, TokenRange};
use crate::extraction::PersonId;
use crate::gazetteer::lexicon::Class;
use crate::gazetteer::numbers::title::OFFICE;
use crate::link::agreements::Context;
use crate::rules::lists::link_bit;

/// Adds those who bear the offices that stand as subject before a verb; whether any stand there.
pub(super) fn subjects(context: &Context<'_, '_>, verb: usize, first: usize, by_hand: bool, found: &mut Found) -> bool {
    /// Offices that "and" joins.
    const MOST: usize = 3;
    let document = context.document;
    let mut end = behind_adverbs(context, verb, first);
    let mut offices: Vec<TokenRange> = Vec::new();
    let (mut led, mut joined) = (false, false);
    while let Some(office) = office_ending(context, end, first).filter(|_| offices.len() < MOST) {
        offices.push(office);
        joined = false;
        let start = office.start as usize;
        led = start > 0 && document.is(start - 1, Class::DEFINITE);
        let joint = (start - usize::from(led)).checked_sub(1);
        let Some(and) = joint.filter(|&at| at >= first && document.is_word(at, "and")) else { break };
        (end, joined) = (and, true);
    }
    // "NASA and the Secretary signed": names are read elsewhere
    if !led || joined {
        return false;
    }
    for &office in offices.iter().rev() {
        if let Some(person) = bearer(context, office) {
            stands_for(context, person, found);
            if by_hand {
                found.signer(person);
            }
        }
    }
    true
}

/// Where the subject ends: before "has", "also", "today".
fn behind_adverbs(context: &Context<'_, '_>, verb: usize, first: usize) -> usize {
    const ADVERBS: usize = 2;
    let document = context.document;
    let passes = |at: usize| {
        document.is(at, Class::AUXILIARY)
            || document.is_word(at, "also")
            || document.is_word(at, "today")
            || document.is_word(at, "recently")
    };
    let adverbs = (first..verb).rev().take(ADVERBS).take_while(|&at| passes(at)).count();
    verb - adverbs
}

/// The office of the lists that ends right before a token.
fn office_ending(context: &Context<'_, '_>, end: usize, first: usize) -> Option<TokenRange> {
    const LONGEST: usize = 5;
    let whole = |start: usize| {
        let (m, _) = context.lists.title(start, |kind| kind == OFFICE)?;
        (m.range.end as usize == end).then_some(m.range)
    };
    let apart = end > 0 && context.document.token(end).is_some_and(|t| t.gap < Gap::Line);
    (first.max(end.saturating_sub(LONGEST))..end).find_map(whole).filter(|_| apart)
}

/// The only person of the text who bears an office: "the Secretary" of "Secretary of State Jane Hale".
fn bearer(context: &Context<'_, '_>, office: TokenRange) -> Option<PersonId> {
    let document = context.document;
    let same = |a: usize, b: usize| document.token_text(a).eq_ignore_ascii_case(document.token_text(b));
    let bears = |title: TokenRange| {
        let rest = title.start as usize + office.len();
        title.len() >= office.len()
            && office.indexes().zip(title.indexes()).all(|(a, b)| same(a, b))
            && (rest == title.end as usize || link_bit(document, rest) != 0)
    };
    let mut bearers = context.titles.iter().filter(|(title, _)| bears(*title)).map(|(_, person)| *person);
    let only = bearers.next()?;
    bearers.all(|other| other == only).then_some(only)
}
