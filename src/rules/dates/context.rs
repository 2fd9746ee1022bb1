//! What the words around a date say of it: since, until, about, will, and whose year it shares.

use std::ops::Range;

use super::class::{Class, atom};
use super::expr::{Expr, Found, Which};
use super::resolve::Direction;
use crate::document::{Document, Gap, TokenKind};
use crate::extraction::{Bound, Country, DateModifier};
use crate::gazetteer::lexicon;
use crate::rules::calendar::{self, Value};

/// How far a verb may stand from its date.
const REACH: usize = 60;

/// A verb at most so many tokens before "on Oct. 12" speaks of it.
const CLOSE: usize = 5;
/// An infinitive at most so many tokens before a date without a verb of its own may speak of it.
const AIM: usize = 12;
/// A date at most so many tokens from the start opens its sentence: "Later, on May 12, they met".
const OPENS: usize = 3;

/// Takes "about", "more than", "at least", "nearly" before a duration into it.
pub(super) fn widen(document: &Document<'_>, found: &mut [Found]) {
    let mut free = 0;
    for one in found {
        if matches!(one.expr, Expr::Duration(_) | Expr::Durations(..) | Expr::Shift(..) | Expr::ShiftFrom(..))
            || matches!(one.expr, Expr::Clock(..) | Expr::Fixed(Value::Year(_) | Value::Month(..)))
                && is_about(document, one.range.start)
        {
            let start = one.range.start as usize;
            if let Some((tokens, modifier)) = approximation(document, start)
                && start - tokens >= free
                && (start - tokens + 1..=start).all(|at| document.tokens[at].gap <= Gap::Space)
            {
                one.range.start -= tokens as u32;
                one.modifier = Some(modifier);
            }
        }
        free = one.range.end as usize;
    }
}

/// "about 1910", "around March 1981", "ca. 466 BC"
fn is_about(document: &Document<'_>, start: u32) -> bool {
    let about = |at: usize| {
        let before = atom(document, at);
        before.bits & Class::Approx.bit() != 0
            && before.value(Class::Approx) == 1
            && before.bits & Class::Some.bit() == 0
    };
    (start as usize).checked_sub(1).is_some_and(about)
}

/// How many tokens before `start` say how exact an amount is, and what they say.
fn approximation(document: &Document<'_>, start: usize) -> Option<(usize, DateModifier)> {
    let word = |back: usize, text: &str| start >= back && document.is_word(start - back, text);
    if word(1, "than") {
        let article = usize::from(word(4, "a") && word(3, "little"));
        if word(2, "more") {
            return Some((2 + 2 * article, DateModifier::MoreThan));
        }
        if word(2, "less") || word(2, "fewer") {
            return Some((2, DateModifier::LessThan));
        }
    }
    if word(2, "at") && word(1, "least") {
        return Some((2, DateModifier::EqualOrMore));
    }
    if word(2, "at") && word(1, "most") || word(2, "up") && word(1, "to") {
        return Some((2, DateModifier::EqualOrLess));
    }
    if word(2, "close") && word(1, "to") {
        return Some((2, DateModifier::Approx));
    }
    let before = atom(document, start.checked_sub(1)?);
    if before.bits & Class::Approx.bit() == 0 {
        return None;
    }
    match before.value(Class::Approx) {
        // "over the", "under the" are no measure
        2 => Some((1, DateModifier::MoreThan)),
        3 => Some((1, DateModifier::LessThan)),
        _ => Some((1, DateModifier::Approx)),
    }
}

/// Gives a date without year the year of the next one in a list: "Dec. 3 and Dec. 5, 2015".
pub(super) fn share_years(document: &Document<'_>, found: &mut [Found]) {
    for at in (1..found.len()).rev() {
        let (head, tail) = found.split_at_mut(at);
        let (one, next) = (&mut head[at - 1], &tail[0]);
        let Expr::In(place, None) = one.expr else { continue };
        let year = match &next.expr {
            Expr::Fixed(value @ (Value::Day(_) | Value::Month(..) | Value::Season(..))) => value.year(),
            Expr::In(_, year) => *year,
            Expr::Range(first, _) => match **first {
                Expr::Fixed(value) => value.year(),
                _ => None,
            },
            _ => None,
        };
        let between = one.range.end as usize..next.range.start as usize;
        let listed = between.len() <= 2
            && !between.is_empty()
            && between.clone().all(|t| {
                document.is_punct(t, b',')
                    || document.is_word(t, "and")
                    || document.is_word(t, "or")
                    || document.is_punct(t, b'&')
            });
        if let Some(year) = year.filter(|_| listed) {
            one.expr = Expr::In(place, Some(year));
        }
    }
}

/// Settles "04/05/2023" by other dates of the text that can be read one way only, else by the country: day first but in
/// the US.
pub(super) fn order_figures(document: &Document<'_>, found: &mut [Found], country: Option<Country>) {
    if !found.iter().any(|f| f.ambiguous) {
        return;
    }
    let mut votes = 0;
    let figures = |f: &&Found| matches!(f.rule, "dates/figures-with-strokes" | "dates/figures-with-full-stops");
    for one in found.iter().filter(figures).filter(|f| !f.ambiguous) {
        // the first figures are the day's or the month's
        let Expr::Fixed(Value::Day(day)) = one.expr else { continue };
        let text = document.token_text(one.range.start as usize);
        let first = text.split('.').next().and_then(|f| f.parse::<i8>().ok());
        votes += i32::from(first == Some(day.day())) - i32::from(first == Some(day.month()));
    }
    let american = country.is_some_and(|c| c.0 == *b"US");
    for one in found.iter_mut().filter(|f| f.ambiguous) {
        // strokes are read month first and full stops day first, unless something speaks for the other way
        let flip = if one.rule == "dates/figures-with-strokes" {
            votes > 0 || votes == 0 && country.is_some() && !american
        } else {
            votes < 0 || votes == 0 && american
        };
        if flip
            && let Expr::Fixed(Value::Day(day)) = one.expr
            && let Some(day) = calendar::new(day.year(), day.day(), day.month())
        {
            one.expr = Expr::Fixed(Value::Day(day));
        }
        one.ambiguous = votes == 0;
    }
}

/// Which way a date lies, by the nearest verb or other sign in its sentence: first the words before it, nearest first,
/// then those behind.
pub(super) fn direction(document: &Document<'_>, found: &Found, bound: Option<Bound>, sentence: usize) -> Direction {
    if !needs_direction(&found.expr) {
        return Direction::Unsaid;
    }
    let range = document.sentences.get(sentence).copied().unwrap_or(found.range);
    let (start, end) = (found.range.start as usize, found.range.end as usize);
    let first = range.start as usize;
    let before = first.max(start.saturating_sub(REACH))..start;
    let after = end..(range.end as usize).min(end + REACH);
    let limit = matches!(bound, Some(Bound::By | Bound::Until | Bound::Before));
    let mut close_before = before.clone().rev().take(AIM);
    let said = before.rev().chain(after).find_map(|at| Some((at, sign(document, at, first, limit)?)));
    match said {
        // what has a limit lasts, unless it is told as past: then a limit near at hand may still lie ahead
        None if matches!(bound, Some(Bound::By | Bound::Until)) => Direction::Soon,
        Some((_, Direction::Past)) if limit => Direction::Near,
        _ if bound == Some(Bound::Since) || start > 1 && document.is_word(start - 2, "back") => Direction::Past,
        Some((_, Direction::Coming)) if !limit => Direction::Soon,
        Some((at, Direction::Past)) if is_close(document, start..end, first, at) => Direction::Past,
        // "called for reforms to permit elections in November"
        None | Some((_, Direction::Past)) => {
            let told = said.map_or(0, |(at, _)| at);
            // "in April he opened it"
            let behind = (end..end + 2)
                .any(|at| at < range.end as usize && sign(document, at, first, limit) == Some(Direction::Past));
            if behind {
                return Direction::Past;
            }
            let aims = close_before.any(|at| (at > told || told > start) && is_infinitive(document, at));
            if aims { Direction::Near } else { Direction::Unsaid }
        }
        Some((_, direction)) => direction,
    }
}

/// Whether a verb speaks of the date and of nothing else: "visited the region in July", "signed Oct. 12" and "On May 12,
/// they met", "accession in March has made it safer", other than "discussed the summit on May 12, which …" or "noted preparations for the June 29 summit".
fn is_close(document: &Document<'_>, date: Range<usize>, first: usize, at: usize) -> bool {
    let start = date.start;
    if at > start {
        return start <= first + OPENS || at <= date.end + 1;
    }
    let adverbial = document.is_word(start - 1, "in") || document.is_word(start - 1, "on");
    at + 1 == start || adverbial && start <= at + CLOSE
}

fn needs_direction(expr: &Expr) -> bool {
    match expr {
        Expr::In(_, None) => true,
        Expr::Weekday(_, None) => true,
        Expr::Clock(_, Some(day)) => needs_direction(day),
        Expr::Range(first, last) => needs_direction(first) || needs_direction(last),
        Expr::ShiftFrom(_, _, from) => needs_direction(from),
        _ => false,
    }
}

fn sign(document: &Document<'_>, at: usize, first: usize, limit: bool) -> Option<Direction> {
    let token = document.token(at)?;
    if token.kind != TokenKind::Word {
        return None;
    }
    // "looks forward to the talks in May"
    if document.is_word(at, "forward") && at > first && document.token_text(at - 1).starts_with("look") {
        return Some(Direction::Coming);
    }
    let atom_here = atom(document, at);
    let bits = atom_here.bits;
    // "may" and not "May"; "extended until March 3", but not "extended on March 3"
    // "higher than expected"
    let compared = at > first && (document.is_word(at - 1, "than") || document.is_word(at - 1, "as"));
    if bits & Class::Future.bit() != 0
        && !compared
        && bits & Class::Month.bit() == 0
        && (limit || atom_here.value(Class::Future) == 1)
    {
        return Some(Direction::Coming);
    }
    // "asked them to leave by Friday"
    if limit && is_infinitive(document, at) {
        return Some(Direction::Coming);
    }
    let told = |at: usize| {
        atom(document, at).bits & Class::Past.bit() != 0
            || document.token(at).is_some_and(|t| !t.is_capital() && t.len() > 4)
                && document.token_text(at).ends_with("ed")
    };
    // "we have met", but not "when we have this fair in June"
    let have = document.is_word(at, "have") || document.is_word(at, "has");
    let reported = !token.is_capital() && document.is(at, lexicon::Class::REPORTING_VERB);
    let past = (told(at) || reported) && !(have && !told(at + 1));
    if !past {
        return None;
    }
    // "will be held", "is to be held", "may be held"
    let ahead = |at: usize| atom(document, at).bits & Class::Future.bit() != 0 || document.is_word(at, "be");
    let coming = (at.saturating_sub(3).max(first)..at).any(ahead);
    Some(if coming { Direction::Coming } else { Direction::Past })
}

/// "to" before a verb, as far as one can tell: a small word that is none of grammar.
fn is_infinitive(document: &Document<'_>, at: usize) -> bool {
    document.is_word(at, "to")
        && document.token(at + 1).is_some_and(|t| t.kind == TokenKind::Word && !t.is_capital())
        && !document.is(at + 1, lexicon::Class::DETERMINER)
        && atom(document, at + 1).bits & !Class::Word.bit() == 0
}

/// The bound that the words beside a date set.
pub(super) fn bound(document: &Document<'_>, found: &Found) -> Option<Bound> {
    let (start, end) = (found.range.start as usize, found.range.end as usize);
    // "the list that we went through yesterday"
    let told = matches!(found.expr, Expr::Today(n) if n < 0) || matches!(found.expr, Expr::Unit(_, Which::Last));
    let behind = |text: &str| document.is_word(end, text) && !document.tokens[end].is_capital();
    if behind("onwards")
        || behind("onward")
        || behind("forward")
        || behind("on") && !document.is(end + 1, lexicon::Class::DETERMINER) && from_before(document, start)
    {
        return Some(Bound::Since);
    }
    if behind("and") && document.is_word(end + 1, "beyond") {
        return Some(Bound::Since);
    }
    let mut at = start.checked_sub(1)?;
    while at > 0
        && (document.is_word(at, "the")
            || document.is_word(at, "about")
            || document.is_word(at, "around")
            || document.is_word(at, "least")
            || document.is_word(at, "at"))
    {
        at -= 1;
    }
    let word = |text: &str| document.is_word(at, text);
    if document.tokens[at + 1..=start].iter().any(|t| t.gap >= Gap::Line) {
        return None;
    }
    if word("since") {
        Some(Bound::Since)
    } else if word("until") || word("till") || !told && (word("through") || word("thru")) {
        Some(Bound::Until)
    } else if word("by") {
        // "caused by the February 24 attack", "made by 2002 amendments"
        let noun = is_noun_behind(document, end)
            && (at + 1 < start || end - start == 1 && is_plural(document.token_text(end)));
        (!noun).then_some(Bound::By)
    } else if word("after") {
        Some(Bound::After)
    } else if word("before") || word("to") && at > 0 && document.is_word(at - 1, "prior") {
        Some(Bound::Before)
    } else if word("than") && at > 1 && document.is_word(at - 1, "later") && document.is_word(at - 2, "no") {
        Some(Bound::By)
    } else {
        None
    }
}

/// A date stands before a word of content: "the February 24 attack".
fn is_noun_behind(document: &Document<'_>, end: usize) -> bool {
    document.token(end).is_some_and(|t| t.gap == Gap::Space && t.kind == TokenKind::Word && !t.is_capital())
        && atom(document, end).bits == 0
}

/// "amendments", but not "across"
fn is_plural(word: &str) -> bool {
    word.ends_with('s') && !word.ends_with("ss")
}

fn from_before(document: &Document<'_>, start: usize) -> bool {
    start.checked_sub(1).is_some_and(|at| {
        document.is_word(at, "from") || document.is_word(at, "the") && at > 0 && document.is_word(at - 1, "from")
    })
}
