//! Durations and recurrences.

use super::class::Class;
use super::expr::{Expr, Match};
use super::table::{Made, Row, made};
use crate::extraction::Quantifier;
use crate::rules::calendar::{Length, Unit};

/// An amount: "two", "twenty-one", "two hundred", "1,500", "2.5", "two and a half", "several".
macro_rules! amount {
    () => {
        "[[int | decimal | tens -? number | tens | number] [hundred]? [-? 'and' -? 'a' -? half]? | hundred | 'a' some 'of'? | some]"
    };
}
pub(super) use amount;

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "dates/duration",
        pattern: concat!(amount!(), " -? unit"),
        make: |m| {
            m.is_length()?;
            // "0930 hours" is a time, "three quarters" a part
            let ordinal =
                m.unit()? == Unit::Second && !m.is_plural() && m.ground.document.token(m.after() - 1)?.is_capital();
            // "which it will one day": some time, no length
            let once = m.get(Class::Number) == Some(1) && m.unit()? == Unit::Day && m.range.len() == 2;
            if once && !m.is_counted() {
                return None;
            }
            if m.text(Class::Int).starts_with('0') || m.unit()? == Unit::Quarter || ordinal {
                return None;
            }
            duration(m)
        },
        yes: &[
            ("30 years", "P30Y"),
            ("two-year", "P2Y"),
            ("24-hour", "PT24H"),
            ("twenty-one days", "P21D"),
            ("two and a half years", "P2.5Y"),
            ("45\u{a0}minutes", "PT45M"),
            ("four decades", "P4DE"),
            ("1,460 years", "P1460Y"),
            ("two hundred years", "P200Y"),
        ],
        no: &[
            "a 25-year-old man",
            "60 years of age",
            "25 years old",
            "second day",
            "30 yearlings",
            "No. 5 Day",
            "three-quarters of them",
            "June 23 Second Conference",
            "as it will one day, they hope",
            "the “60 Minutes” broadcast",
        ],
    },
    Row {
        name: "dates/duration-between-amounts",
        pattern: "[int | number | decimal] [- | 'to' | 'or'] [int | number | decimal] -? unit",
        make: |m| {
            m.is_length()?;
            let unit = m.unit()?;
            let tenths = |n: usize| {
                let cap = m
                    .caps
                    .all()
                    .iter()
                    .filter(|c| matches!(c.class, Class::Int | Class::Number | Class::Decimal))
                    .nth(n)?;
                u32::try_from(if cap.class == Class::Decimal { cap.value } else { cap.value.checked_mul(10)? }).ok()
            };
            let (first, last) = (tenths(0)?, tenths(1)?);
            if first >= last {
                return None;
            }
            let length = |tenths| Length { tenths: Some(tenths), unit };
            made(Expr::Durations(length(first), length(last)))
        },
        yes: &[("36 to 72 hours", "PT36H/PT72H"), ("two to five years", "P2Y/P5Y"), ("12-13 years", "P12Y/P13Y")],
        no: &["5 to 2 years", "3 to 2 days"],
    },
    Row {
        name: "dates/a-year",
        pattern: "unit",
        make: |m| {
            let unit = m.unit()?;
            if m.is_plural() || unit < Unit::Hour || matches!(unit, Unit::Quarter | Unit::Day) {
                return None;
            }
            m.article(&["a", "an"])?;
            m.is_length()?;
            if m.is_rate() {
                return None;
            }
            Some(Made::of(Expr::Duration(m.length()?)).left(1))
        },
        yes: &[("for [a year]", "P1Y"), ("in [a month]", "P1M"), ("within [an hour]", "PT1H")],
        no: &["a year-old", "the year", "a second", "$5 a week", "a day"],
    },
    Row {
        name: "dates/a-year-and-a-half",
        pattern: "which? unit 'and' 'a' half",
        make: |m| {
            let unit = m.unit()?;
            if m.is_plural() || unit < Unit::Hour || unit == Unit::Quarter {
                return None;
            }
            m.is_length()?;
            let length = Expr::Duration(Length { tenths: Some(15), unit });
            match m.get(Class::Which) {
                // "last", "past", "previous"
                Some(1..=3) => made(length),
                Some(_) => None,
                None => {
                    m.article(&["a", "an"])?;
                    Some(Made::of(length).left(1))
                }
            }
        },
        yes: &[
            ("for [a year and a half]", "P1.5Y"),
            ("in the [last year and a half]", "P1.5Y"),
            ("within [an hour and a half]", "PT1.5H"),
            ("over this [past decade and a half]", "P1.5DE"),
        ],
        no: &["that year and a half of it", "the day and a half", "a year and a half-old child"],
    },
    Row {
        name: "dates/half-a-century",
        pattern: "[half 'a' unit | half -? unit | 'a' half unit | which half unit]",
        make: |m| {
            if m.unit()? < Unit::Hour || m.is_plural() {
                return None;
            }
            made(Expr::Duration(Length { tenths: Some(5), unit: m.unit()? }))
        },
        yes: &[("half a century", "P0.5CE"), ("half-hour", "PT0.5H"), ("[last half century]", "P0.5CE")],
        no: &["half a second", "half years"],
    },
    Row {
        name: "dates/year-long",
        pattern: "unit - 'long'",
        make: |m| {
            if m.unit()? > Unit::Minute {
                Some(Made::of(Expr::Duration(Length {
                    tenths: if m.is_plural() { None } else { Some(10) },
                    unit: m.unit()?,
                })))
            } else {
                None
            }
        },
        yes: &[("month-long", "P1M"), ("week-long", "P1W"), ("a [year-long]", "P1Y")],
        no: &["second-long", "mile-long"],
    },
    Row {
        name: "dates/the-past-three-years",
        pattern: concat!("[which | ordinal] ", amount!(), " -? unit"),
        make: |m| {
            m.is_length()?;
            let article = m.before(1).is_some_and(|b| m.ground.document.is_word(b, "the"));
            match m.get(Class::Which) {
                None | Some(1 | 2 | 3 | 6 | 7 | 8) => {}
                Some(9) if article => {}
                _ => return None,
            }
            duration(m)
        },
        yes: &[
            ("the [past three years]", "P3Y"),
            ("the [last 24 hours]", "PT24H"),
            ("over the [next two weeks]", "P2W"),
            ("the [first two months]", "P2M"),
        ],
        no: &["the past three", "that two years", "this six-month course", "following 2 hours of talks"],
    },
    Row {
        name: "dates/every",
        pattern: "every [unit | part | [int | number | ordinal | tens] unit]",
        make: |m| {
            let every = m.get(Class::Every)?;
            if every == 3 && m.is_plural() {
                return None;
            }
            let unit = match m.get(Class::Part) {
                Some(_) => Unit::Day,
                None => m.unit()?,
            };
            let count = m
                .get(Class::Int)
                .or(m.get(Class::Number))
                .or(m.get(Class::Ordinal))
                .or(m.get(Class::Tens))
                .unwrap_or(1);
            // "186,000 miles per second" is a speed
            if count < 1 || m.is_old() || every == 3 && unit < Unit::Day {
                return None;
            }
            let length = Length { tenths: Some(u32::try_from(count).ok()?.checked_mul(10)?), unit };
            made(Expr::Set(length, (every != 3).then_some(Quantifier::Every), None))
        },
        yes: &[
            ("every two years", "P2Y"),
            ("each year", "P1Y"),
            ("every day", "P1D"),
            ("per month", "P1M"),
            ("every third day", "P3D"),
            ("every night", "P1D"),
        ],
        no: &["every years old man", "per se", "each other", "40 miles per\nhour"],
    },
    Row {
        name: "dates/every-monday",
        pattern: "every [weekday | month .? [day | nth]? | season]",
        make: |m| {
            if let Some(day) = m.day(0) {
                return made(Expr::SetOfDay(m.month(0)?, day));
            }
            made(if let Some(day) = m.weekday() {
                Expr::SetOf("XXXX-WXX-", day)
            } else if let Some(season) = m.season() {
                Expr::SetOf("XXXX-S", season)
            } else {
                Expr::SetOf("XXXX-", m.month(0)?)
            })
        },
        yes: &[
            ("every Monday", "XXXX-WXX-1"),
            ("each spring", "XXXX-SP"),
            ("every May", "XXXX-05"),
            ("every May 29", "XXXX-05-29"),
        ],
        no: &["every march", "per may"],
    },
    Row {
        name: "dates/mondays",
        pattern: "weekdays",
        make: |m| made(Expr::SetOf("XXXX-WXX-", m.get(Class::Weekdays)? as i8)),
        yes: &[("on [Mondays]", "XXXX-WXX-1"), ("Fridays", "XXXX-WXX-5"), ("on [Sundays]", "XXXX-WXX-7")],
        no: &["mondays", "Monday"],
    },
    Row {
        name: "dates/annual",
        pattern: "set",
        make: |m| {
            let value = m.get(Class::Set)?;
            let twice = m.hyphened("bi");
            let half = m.hyphened("semi") && value == 8;
            let length = if value == 64 {
                Length { tenths: Some(60), unit: Unit::Month }
            } else {
                Length { tenths: Some((value as u32 / 16 + 1) * 10), unit: Unit::of(value % 16)? }
            };
            m.is_recurrence()?;
            if half {
                let six = Length { tenths: Some(60), unit: Unit::Month };
                return Some(Made::of(Expr::Set(six, None, None)).left(2));
            }
            if let (true, Some(tenths)) = (twice, length.tenths) {
                return Some(Made::of(Expr::Set(Length { tenths: Some(2 * tenths), ..length }, None, None)).left(2));
            }
            made(Expr::Set(length, None, None))
        },
        yes: &[
            ("annual", "P1Y"),
            ("biennial", "P2Y"),
            ("daily", "P1D"),
            ("the [annual] meeting", "P1Y"),
            ("semiannual", "P6M"),
            ("bi-annual", "P2Y"),
            ("a [semi-annual] event", "P6M"),
        ],
        no: &["Daily Mail", "the Weekly Standard", "annuals"],
    },
    Row {
        name: "dates/twice-a-month",
        pattern: "[times | [int | number] 'times'] ['a' | 'an' | every] unit",
        make: |m| {
            let count = m.get(Class::Times).or(m.get(Class::Int)).or(m.get(Class::Number))?;
            made(Expr::Set(Length { tenths: Some(10), unit: m.unit()? }, None, u16::try_from(count).ok()))
        },
        yes: &[("twice a month", "P1M"), ("three times a year", "P1Y"), ("once each day", "P1D")],
        no: &["three times the year", "once upon a time"],
    },
];

fn duration(m: &Match<'_, '_, '_>) -> Option<Made> {
    let length = m.length()?;
    if length.tenths == Some(0) || length.tenths.is_none() && !m.is_plural() {
        return None;
    }
    Some(Made { vague: length.tenths.is_none(), ..Made::of(Expr::Duration(length)) }.left(m.few_article()))
}
