//! The form of a rule, and what the productions of all tables share.

use super::expr::{Expr, Found, Match, Place};
use crate::document::TokenRange;
use crate::extraction::DateModifier;
use crate::rules::calendar::{self, Value};

/// A written shape of a date.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    /// The shape in words; mentions carry it as `dates/<name>`.
    pub(crate) name: &'static str,
    /// See `pattern.rs`.
    pub(crate) pattern: &'static str,
    /// What a match says; `None` if it is no date after all.
    pub(super) make: fn(&Match<'_, '_, '_>) -> Option<Made>,
    /// Texts and their values, read on Tuesday, 7 November 2023; `[…]` marks the mention if it is not the whole.
    pub(crate) yes: &'static [(&'static str, &'static str)],
    /// Texts that this rule must leave alone.
    pub(crate) no: &'static [&'static str],
}

/// What a match says.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) expr: Expr,
    pub(super) modifier: Option<DateModifier>,
    pub(super) ambiguous: bool,
    pub(super) vague: bool,
    /// So many tokens before the match belong to the mention.
    pub(super) left: u32,
    /// Several mentions in place of one.
    pub(super) list: Vec<(TokenRange, Expr)>,
}

impl Made {
    pub(super) fn of(expr: Expr) -> Made {
        Made { expr, modifier: None, ambiguous: false, vague: false, left: 0, list: Vec::new() }
    }

    pub(super) fn with(mut self, modifier: Option<DateModifier>) -> Made {
        self.modifier = modifier;
        self
    }

    pub(super) fn vague(mut self) -> Made {
        self.vague = true;
        self
    }

    pub(super) fn left(mut self, tokens: u32) -> Made {
        self.left = tokens;
        self
    }

    /// Keeps what was known of an expression that the match wraps.
    pub(super) fn like(mut self, found: &Found) -> Made {
        self.modifier = self.modifier.or(found.modifier);
        self.ambiguous |= found.ambiguous;
        self.vague |= found.vague;
        self
    }
}

#[allow(clippy::unnecessary_wraps)] // the last line of most productions
pub(super) fn made(expr: Expr) -> Option<Made> {
    Some(Made::of(expr))
}

/// A day of a month; `None` if there is no such day.
pub(super) fn day_in(month: i8, day: i8, year: Option<i16>) -> Option<Expr> {
    // a leap day may stand without its year
    let date = calendar::new(year.unwrap_or(2024), month, day)?;
    Some(match year {
        Some(_) => Expr::Fixed(Value::Day(date)),
        None => Expr::In(Place::Day(month, day), None),
    })
}

/// Several mentions: each begins at its token, ends before the joint to the next; the first begins and the last ends
/// with the match.
#[allow(clippy::unnecessary_wraps)]
pub(super) fn list(m: &Match<'_, '_, '_>, parts: Vec<(u32, Expr)>) -> Option<Made> {
    let mut out = Made::of(Expr::Open);
    let count = parts.len();
    for (n, (at, expr)) in parts.into_iter().enumerate() {
        let start = if n == 0 { m.range.start } else { at };
        let end = if n + 1 == count { m.range.end } else { at + 1 };
        out.list.push((TokenRange { start, end }, expr));
    }
    Some(out)
}
