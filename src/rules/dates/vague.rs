//! Expressions without a place or a length of their own: "now", "recently", "the future", "several months". They are
//! mentions only if vague ones are asked for.

use super::class::{Class, WEAK};
use super::expr::Expr;
use super::table::{Made, Row, made};
use crate::rules::calendar::{Length, Unit};

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "dates/now-or-former",
        pattern: "vague",
        make: |m| reference(m.get(Class::Vague)?),
        yes: &[("now", "PRESENT_REF"), ("the [former] minister", "PAST_REF"), ("in the [future]", "FUTURE_REF")],
        no: &["knowing", "the formers"],
    },
    Row {
        name: "dates/the-past",
        pattern: "@'the' which",
        make: |m| if m.get(Class::Which)? == 2 && m.ends_clause() { reference(2) } else { None },
        yes: &[("in the [past].", "PAST_REF"), ("of the [past],", "PAST_REF"), ("in the [past]", "PAST_REF")],
        no: &["the past three", "the next"],
    },
    Row {
        name: "dates/this-time",
        pattern: "which ['time' | 'point' | 'moment' | 'period' | 'era']",
        make: |m| match m.get(Class::Which)? {
            4 | 5 => reference(1),
            10 | 11 => made(Expr::Open).map(Made::vague),
            _ => None,
        },
        yes: &[("at [this time]", "PRESENT_REF"), ("at [that time]", "none"), ("at the [same time]", "none")],
        no: &["last time", "next time"],
    },
    Row {
        name: "dates/these-days",
        pattern: "which unit",
        make: |m| {
            let day = m.unit()? == Unit::Day;
            match m.get(Class::Which) {
                // "these days"
                Some(12) if day && m.is_plural() => reference(1),
                Some(9 | 7 | 13 | 1 | 2 | 6) if m.is_plural() && m.unit()? >= Unit::Minute => {
                    made(Expr::Duration(Length { tenths: None, unit: m.unit()? })).map(Made::vague)
                }
                _ => None,
            }
        },
        yes: &[
            ("these days", "PRESENT_REF"),
            ("in [recent weeks]", "PXW"),
            ("the [following months]", "PXM"),
            ("last years", "PXY"),
        ],
        no: &["that day", "these years"],
    },
    Row {
        name: "dates/months-alone",
        pattern: "unit [later | earlier | ago]?",
        make: |m| {
            let known = m.unit()? >= Unit::Day && m.unit()? != Unit::Quarter;
            if !m.is_plural() || !known || m.class_before(1, Class::Int) || m.class_before(1, Class::Number) {
                return None;
            }
            if m.has(Class::Ago) || m.get(Class::Earlier) == Some(1) {
                return reference(2);
            }
            if m.get(Class::Later) == Some(1) {
                return reference(3);
            }
            if m.has(Class::Later) || m.has(Class::Earlier) {
                return None;
            }
            // "in days", "for months", "years of war"
            let signed = m.class_before(1, Class::Prep) || m.ground.document.is_word(m.after(), "of");
            if signed { made(Expr::Duration(Length { tenths: None, unit: m.unit()? })).map(Made::vague) } else { None }
        },
        yes: &[("for [months]", "PXM"), ("weeks later", "FUTURE_REF"), ("[days] of fighting", "PXD")],
        no: &["two days", "the day"],
    },
];

fn reference(kind: i32) -> Option<Made> {
    let name = match kind % WEAK {
        1 => "PRESENT_REF",
        2 => "PAST_REF",
        _ => "FUTURE_REF",
    };
    made(Expr::Vague(name)).map(Made::vague)
}
