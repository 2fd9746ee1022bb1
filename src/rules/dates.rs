//! Dates, times, ranges, durations and recurrences: what the text says and what it denotes.
//!
//! Shapes stand in tables of patterns over token classes (`days.rs`, `periods.rs`, `relative.rs`, `lengths.rs`,
//! `clocks.rs`, `joins.rs`), each with its examples; words stand in `gazetteers/date-words.tsv`; the arithmetic in
//! `rules/calendar.rs`. Nothing here reads a clock.

mod anchor;
mod class;
mod clocks;
mod context;
mod days;
mod engine;
#[cfg(test)]
mod examples;
mod expr;
mod glued;
mod guards;
mod joins;
mod lengths;
mod pattern;
mod periods;
mod relative;
mod resolve;
mod second;
mod table;
mod vague;

use jiff::civil::Date;

use crate::document::{Document, TokenRange};
use crate::extraction::{Bound, Calendar, Country, DateModifier, DateSource, DateType, Quantifier, ResolvedBy};
use crate::extractor::Anchor;
use crate::rules::RuleDoc;
use crate::rules::calendar::{self, Unit, Value};
use engine::Engine;
use expr::{Expr, Found};
use resolve::State;

/// What dates are set against.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context {
    /// The day of issue.
    pub(crate) document_date: Option<Date>,
    /// What values that rest on it report: `DocumentDate` or `Dateline`.
    pub(crate) resolved_by: ResolvedBy,
    /// What bare expressions follow.
    pub(crate) anchor: Anchor,
    /// Whether "now" and "several months" are mentions.
    pub(crate) vague: bool,
    /// The issuing country, for the order of day and month and for holidays.
    pub(crate) country: Option<Country>,
}

impl Context {
    /// The context of a document that was issued on a day.
    pub(crate) fn issued(date: Option<(Date, DateSource)>, anchor: Anchor, vague: bool) -> Self {
        let dateline = date.is_some_and(|(_, source)| source == DateSource::Dateline);
        Context {
            document_date: date.map(|(day, _)| day),
            resolved_by: if dateline { ResolvedBy::Dateline } else { ResolvedBy::DocumentDate },
            anchor,
            vague,
            country: None,
        }
    }
}

impl Default for Context {
    fn default() -> Self {
        Context {
            document_date: None,
            resolved_by: ResolvedBy::DocumentDate,
            anchor: Anchor::Auto,
            vague: false,
            country: None,
        }
    }
}

/// A date in the text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DateMention {
    /// Its tokens, without preposition.
    pub(crate) range: TokenRange,
    /// `dates/<rule name>`
    pub(crate) rule: &'static str,
    pub(crate) kind: DateType,
    /// TIMEX3.
    pub(crate) value: Option<String>,
    /// First day.
    pub(crate) from: Option<Date>,
    /// Last day, inclusive.
    pub(crate) to: Option<Date>,
    pub(crate) bound: Option<Bound>,
    pub(crate) modifier: Option<DateModifier>,
    pub(crate) quant: Option<Quantifier>,
    /// TIMEX3, "2X".
    pub(crate) freq: Option<String>,
    pub(crate) calendar: Option<Calendar>,
    pub(crate) resolved_by: Option<ResolvedBy>,
    pub(crate) vague: bool,
    pub(crate) ambiguous: bool,
}

/// The shapes, as `dateline rules dates` and `docs/dates.md` show them.
pub(crate) fn docs() -> impl Iterator<Item = RuleDoc> {
    engine::STAGES.into_iter().flatten().copied().flatten().map(|row| RuleDoc {
        module: "dates",
        name: row.name,
        pattern: row.pattern,
        doc: "",
        yes: row.yes.to_vec(),
        no: row.no.to_vec(),
    })
}

/// All dates of a document, in order, none over another.
pub(crate) fn find(document: &Document<'_>, context: &Context) -> Vec<DateMention> {
    find_in(document, TokenRange::new(0, document.tokens.len()), context)
}

/// The first day in a run of tokens, a missing year made the one that brings it next to `near`.
pub(crate) fn day_in(document: &Document<'_>, range: TokenRange, near: Option<Date>) -> Option<Date> {
    let found = Engine::get(document.gazetteers).find(document, range, &Context::default());
    found.into_iter().find_map(|one| match one.expr {
        Expr::Fixed(calendar::Value::Day(day) | calendar::Value::Moment(day, _)) => Some(day),
        Expr::In(place @ (expr::Place::Day(..) | expr::Place::DayOn(..)), None) => resolve::next_to(place, near?),
        _ => None,
    })
}

/// All dates of a run of tokens.
pub(crate) fn find_in(document: &Document<'_>, range: TokenRange, context: &Context) -> Vec<DateMention> {
    let mut found = Engine::get(document.gazetteers).find(document, range, context);
    context::widen(document, &mut found);
    context::share_years(document, &mut found);
    context::order_figures(document, &mut found, context.country);
    let mut state = State {
        document: context.document_date.map(|day| (day, context.resolved_by)),
        narrative: anchor::is_narrative(&found, context),
        last: None,
        day: None,
        thread: None,
        near: false,
        close: false,
        // without a day of issue, the first day or month in full gives the year
        year: found.iter().find_map(|f| f.expr.year_of_day()),
    };
    let mut last_sentence = usize::MAX;
    let mut out = Vec::with_capacity(found.len());
    for one in found {
        let sentence = document.sentence_of(one.range.start as usize);
        state.near = sentence == last_sentence;
        state.close = last_sentence <= sentence && sentence - last_sentence <= resolve::CLOSE;
        let mention = mention(document, &one, &mut state, sentence, &mut last_sentence);
        out.push(mention);
    }
    out
}

fn mention(
    document: &Document<'_>,
    found: &Found,
    state: &mut State,
    sentence: usize,
    last_sentence: &mut usize,
) -> DateMention {
    let timeless = matches!(
        found.expr,
        Expr::Duration(_) | Expr::Durations(..) | Expr::Set(..) | Expr::SetOf(..) | Expr::SetOfDay(..)
    );
    let bound = if timeless { None } else { context::bound(document, found) };
    let direction = context::direction(document, found, bound, sentence);
    let resolved = state.resolve(&found.expr, direction);
    if let Some(point) = resolved.point.filter(|p| p.year().is_some()) {
        let within = document.sentences.get(sentence).copied().unwrap_or(found.range);
        if !anchor::is_aside(found, point, state.thread, within) {
            state.thread = Some(point);
        }
        state.last = Some(point);
        if let Value::Day(day) | Value::Moment(day, _) = point
            && resolved.kind != Some(DateType::Range)
        {
            state.day = Some(day);
        }
        *last_sentence = sentence;
    }
    let (mut from, mut to) = resolved.days.unzip();
    match bound {
        Some(Bound::Since) => to = None,
        Some(Bound::Until | Bound::By) => from = None,
        Some(Bound::After) => (from, to) = (to.and_then(|day| calendar::add(day, 1, Unit::Day)), None),
        // "before the end of 2022" lasts to the end of it
        Some(Bound::Before) if found.modifier == Some(DateModifier::End) => from = None,
        Some(Bound::Before) => (from, to) = (None, from.and_then(|day| calendar::add(day, -1, Unit::Day))),
        None => {}
    }
    DateMention {
        range: found.range,
        rule: found.rule,
        kind: resolved.kind.unwrap_or(DateType::Date),
        value: resolved.value,
        from,
        to,
        bound,
        modifier: found.modifier,
        quant: resolved.quant,
        freq: resolved.freq,
        calendar: resolved.calendar,
        resolved_by: resolved.by,
        vague: found.vague,
        ambiguous: found.ambiguous,
    }
}
