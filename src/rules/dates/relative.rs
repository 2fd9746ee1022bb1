//! What is told from today or from the date before: yesterday, last week, two weeks ago, three days later.

use super::class::Class;
use super::expr::{Expr, Match, Place, Which};
use super::lengths::amount;
use super::table::{Made, Row, made};
use crate::rules::calendar::Unit;

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "dates/today",
        pattern: "[edge]? today [part]?",
        make: |m| {
            let offset = match m.get(Class::Today)? {
                1 | 5 => -1,
                3 => 1,
                _ => 0,
            };
            // "a healthier tomorrow"
            if offset == 1 && m.is_compared() {
                return None;
            }
            made(Expr::Today(offset))
        },
        yes: &[
            ("yesterday", "2023-11-06"),
            ("Today", "2023-11-07"),
            ("tomorrow morning", "2023-11-08"),
            ("overnight", "2023-11-06"),
            ("later today", "2023-11-07"),
        ],
        no: &["a cleaner and healthier tomorrow", "yesteryear", "todays", "to day"],
    },
    Row {
        name: "dates/this-week",
        pattern: "[edge 'the'?]? which which? unit",
        make: |m| {
            m.is_one_which()?;
            let (unit, mut which) = (m.unit()?, m.which()?);
            // "the next day" follows what was told
            if unit == Unit::Day && which == Which::Next {
                which = Which::Following;
            }
            if m.before(1).is_some_and(|b| m.ground.document.is_word(b, "to")) && unit == Unit::Day {
                // "to this day"
                return None;
            }
            // "these days", "last minute", "this second"; "past year" is a length, "the past years" too
            if m.is_plural()
                || unit < Unit::Day
                || m.get(Class::Which)? >= 12
                || m.is_old()
                || unit == Unit::Day && m.has(Class::Edge)
            {
                return None;
            }
            // "any previous year" is none, "over the last year" a length
            if m.is_any() {
                return None;
            }
            if m.spans(unit) {
                return made(Expr::Duration(m.length()?)).map(|made| made.with(m.edge()));
            }
            if m.get(Class::Which)? == 2 || m.get(Class::Which)? == 7 && unit > Unit::Week {
                return made(Expr::Duration(m.length()?)).map(|made| made.with(m.edge()));
            }
            made(Expr::Unit(unit, which)).map(|made| made.with(m.edge()))
        },
        yes: &[
            ("last week", "2023-W44"),
            ("this year", "2023"),
            ("next month", "2023-12"),
            ("this quarter", "2023-Q4"),
            ("earlier this month", "2023-11"),
            ("the [past year]", "P1Y"),
            ("over the [last month]", "P1M"),
            ("It began on May 3, 2020. The [following day]", "2020-05-04"),
        ],
        no: &["last minute", "any previous year", "these years", "this second", "last days", "that years"],
    },
    Row {
        name: "dates/this-weekend",
        pattern: "which 'weekend'",
        make: |m| made(Expr::Weekend(m.which()?)),
        yes: &[("this weekend", "2023-W45-WE"), ("last weekend", "2023-W44-WE"), ("next weekend", "2023-W46-WE")],
        no: &["a weekend", "these weekenders"],
    },
    Row {
        name: "dates/this-morning",
        pattern: "[edge 'the'?]? which which? part",
        make: |m| {
            m.is_one_which()?;
            if m.get(Class::Part)? > 32 || m.is_compound() {
                return None;
            }
            match m.which()? {
                Which::Last if m.get(Class::Part)? >= 3 => made(Expr::Today(-1)),
                Which::This => made(Expr::Today(0)),
                which @ (Which::Same | Which::Following | Which::Previous) => made(Expr::Unit(Unit::Day, which)),
                Which::Next => made(Expr::Unit(Unit::Day, Which::Following)),
                Which::Last | Which::Near => None,
            }
        },
        yes: &[
            ("this morning", "2023-11-07"),
            ("last night", "2023-11-06"),
            ("On May 3 they met. [That evening]", "2023-05-03"),
            ("early this morning", "2023-11-07"),
        ],
        no: &["these mornings", "last morning", "this night-club"],
    },
    Row {
        name: "dates/last-summer",
        pattern: "[edge 'the'?]? which which? [season | month .?]",
        make: |m| {
            let place = match m.season() {
                Some(season) => Place::Season(season),
                None => Place::Month(m.month(0)?),
            };
            m.is_one_which()?;
            // "the upcoming June 23" is a day
            if m.get(Class::Which)? >= 12 || m.bits(m.after()) & Class::Day.bit() != 0 {
                return None;
            }
            made(Expr::Place(place, m.which()?)).map(|made| made.with(m.edge()))
        },
        yes: &[
            ("last summer", "2023-SU"),
            ("this July", "2023-07"),
            ("next spring", "2024-SP"),
            ("last July", "2023-07"),
            ("this fall", "2023-FA"),
            ("next March", "2024-03"),
        ],
        no: &["this may be", "the last marches", "recent falls"],
    },
    Row {
        name: "dates/last-thursday",
        pattern: "which weekday [part]?",
        make: |m| if m.get(Class::Which)? >= 12 { None } else { made(Expr::Weekday(m.weekday()?, m.which())) },
        yes: &[("last Thursday", "2023-11-02"), ("next Friday", "2023-11-10"), ("this Sunday", "2023-11-12")],
        no: &["last thursdays", "recent Sunday"],
    },
    Row {
        name: "dates/last-months-day",
        pattern: "which month .? [day | nth]",
        make: |m| {
            let year = super::table::day_in(m.month(0)?, m.day(0)?, None)?;
            match m.get(Class::Which)? {
                1 | 4 | 6 => made(year),
                _ => None,
            }
        },
        yes: &[("this May 29", "2023-05-29"), ("this July 4th", "2023-07-04"), ("last Oct. 30", "2023-10-30")],
        no: &["the upcoming June 23", "this March 45"],
    },
    Row {
        name: "dates/this-day-forty-years-ago",
        pattern: concat!("which unit ", amount!(), " unit ago"),
        make: |m| {
            let unit = m.nth(Class::Unit, 1).and_then(Unit::of)?;
            if m.unit()? != Unit::Day || m.get(Class::Which)? != 4 {
                return None;
            }
            made(Expr::Anniversary(-i64::from(m.amount()??.checked_div(10)?), unit))
        },
        yes: &[
            ("On [this day 40 years ago]", "1983-11-07"),
            ("this day two centuries ago", "1823-11-07"),
            ("this day 242 years ago", "1781-11-07"),
        ],
        no: &["that day 40 years ago", "this week 40 years ago"],
    },
    Row {
        name: "dates/two-weeks-ago",
        pattern: concat!(amount!(), " -? unit ago [today]?"),
        make: |m| shift(m, true, -1, 0),
        yes: &[
            ("two weeks ago", "2023-10-24"),
            ("10 years ago", "2013"),
            ("Three months ago", "2023-08"),
            ("195 years ago", "1828"),
            ("75 years ago today", "1948-11-07"),
            ("24 hours ago", "2023-11-06"),
            ("two centuries ago", "18"),
        ],
        no: &["years agog", "ten ago", "a few weeks ago today"],
    },
    Row {
        name: "dates/a-year-ago",
        pattern: "unit ago [today]?",
        make: |m| {
            if m.is_plural() {
                return None;
            }
            m.article(&["a", "an"])?;
            shift(m, true, -1, 1)
        },
        yes: &[
            ("a year ago", "2022"),
            ("a week ago", "2023-10-31"),
            ("a century ago", "19"),
            ("a day ago", "2023-11-06"),
        ],
        no: &["years ago", "the year ago", "year ago"],
    },
    Row {
        name: "dates/three-days-later",
        pattern: concat!(amount!(), " unit later"),
        make: |m| if m.get(Class::Later)? == 1 { shift(m, false, 1, 0) } else { None },
        yes: &[
            ("On May 3, 2020 it began. [Three days later]", "2020-05-06"),
            ("In 1880 he came; [two years later]", "1882"),
            ("In May 2020 it began. [Two months later]", "2020-07"),
        ],
        no: &["three later", "two day laters"],
    },
    Row {
        name: "dates/a-year-later",
        pattern: "unit later",
        make: |m| {
            if m.is_plural() || m.get(Class::Later)? != 1 {
                return None;
            }
            m.article(&["a", "an", "the"])?;
            shift(m, false, 1, 1)
        },
        yes: &[
            ("It began on May 3, 2020 and ended [a week later].", "2020-05-10"),
            ("In 1880 he came; [a year later]", "1881"),
            ("In May 2020 it began. [A month later]", "2020-06"),
        ],
        no: &["years later", "year later", "this year later on"],
    },
    Row {
        name: "dates/three-days-earlier",
        pattern: concat!(amount!(), " unit earlier"),
        make: |m| {
            if m.get(Class::Earlier)? == 2 && !m.ends_clause() {
                return None;
            }
            shift(m, false, -1, 0)
        },
        yes: &[
            ("On May 3, 2020 it began. [Three days earlier]", "2020-04-30"),
            ("In 1880 he came; [two years earlier]", "1878"),
            ("On May 3, 2020 it began. [Two days before],", "2020-05-01"),
        ],
        no: &["three earlier", "two days before they came"],
    },
    Row {
        name: "dates/a-year-earlier",
        pattern: "unit earlier",
        make: |m| {
            if m.is_plural() || m.get(Class::Earlier)? != 1 && !m.ends_clause() {
                return None;
            }
            m.article(&["a", "an", "the"])?;
            shift(m, false, -1, 1)
        },
        yes: &[
            ("It began on May 3, 2020, [a week earlier].", "2020-04-26"),
            ("In 1880 he came; [a year earlier]", "1879"),
            ("On May 3, 2020 it began. [The day before],", "2020-05-02"),
        ],
        no: &["years earlier", "the day before they came", "day earlier"],
    },
    Row {
        name: "dates/the-end-of-the-year",
        pattern: "edge ['of' | 'in'] ['the' | which | 'the' fiscal | 'the' which] unit",
        make: |m| {
            let unit = m.unit()?;
            if m.is_plural() || unit < Unit::Day || m.is_old() {
                return None;
            }
            let which = m.which().unwrap_or(if unit == Unit::Day { return None } else { Which::Near });
            if m.has(Class::Fiscal) {
                return made(Expr::Fiscal(Which::This)).map(|made| made.with(m.edge()));
            }
            made(Expr::Unit(unit, which)).map(|made| made.with(m.edge()))
        },
        yes: &[
            ("by the [end of the year]", "2023"),
            ("end of this month", "2023-11"),
            ("the [end of the fiscal year]", "FY2024"),
            ("Late in the year", "2023"),
        ],
        no: &["end of the day", "the end of the years", "end of a year"],
    },
    Row {
        name: "dates/this-fiscal-year",
        pattern: "which fiscal unit",
        make: |m| if m.unit()? == Unit::Year && !m.is_plural() { made(Expr::Fiscal(m.which()?)) } else { None },
        yes: &[("this fiscal year", "FY2024"), ("last fiscal year", "FY2023"), ("next fiscal year", "FY2025")],
        no: &["this fiscal policy", "fiscal year"],
    },
    Row {
        name: "dates/year-end",
        pattern: "unit ~ possessive edge",
        make: |m| {
            if m.is_plural() || m.unit()? < Unit::Month || m.get(Class::Edge)? % 8 != 3 {
                return None;
            }
            made(Expr::Unit(m.unit()?, Which::Near)).map(|made| made.with(m.edge()))
        },
        yes: &[("by [year's end]", "2023"), ("month’s end", "2023-11"), ("by [year’s end].", "2023")],
        no: &["day's end", "years' end"],
    },
    Row {
        name: "dates/the-28th-of-that-month",
        pattern: "[nth | ordinal] 'of' ['the' | which] unit",
        make: |m| {
            if m.unit()? != Unit::Month || m.is_plural() {
                return None;
            }
            match m.which() {
                None | Some(Which::This | Which::Same) => made(Expr::In(Place::DayOfMonth(m.day(0)?), None)),
                _ => None,
            }
        },
        yes: &[
            ("On Aug. 8, 1919 it began. On the [28th of that month],", "1919-08-28"),
            ("the [first of the month]", "2023-11-01"),
            ("the [5th of this month]", "2023-11-05"),
        ],
        no: &["the first of the year", "the 45th of the month"],
    },
];

fn shift(m: &Match<'_, '_, '_>, present: bool, sign: i64, left: u32) -> Option<Made> {
    let unit = m.unit()?;
    let count = match m.amount()? {
        None if m.has(Class::Today) => return None,
        None => {
            let reference = Expr::Vague(if sign < 0 { "PAST_REF" } else { "FUTURE_REF" });
            return Some(Made::of(reference).vague().left(left + m.few_article()));
        }
        // a half of a unit is not counted out
        Some(tenths) if tenths % 10 != 0 => None,
        Some(tenths) => Some(sign * i64::from(tenths / 10)),
    };
    let left = left + m.few_article();
    let expr = if m.has(Class::Today) { Expr::Anniversary(count?, unit) } else { Expr::Shift(count, unit, present) };
    Some(Made::of(expr).left(left))
}
