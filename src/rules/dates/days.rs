//! Days: in every order and spelling that releases use.

use super::class::Class;
use super::expr::{Expr, Match, Place};
use super::glued;
use super::table::{Made, Row, day_in, list, made};
use crate::rules::calendar::{self, Value};
use crate::rules::holidays::Rule;

/// A run of days of one month: "3, 5 and 9".
macro_rules! days_listed {
    () => {
        "[day | nth] [, [day | nth]]? [, [day | nth]]? [, [day | nth]]? [,? ['and' | 'or'] | ,] [day | nth]"
    };
}

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "dates/month-day-year",
        pattern: "[weekday .? ,? 'the'?]? month .? 'the'? [day | nth] [[, | 'of']? year]?",
        make: |m| {
            // "March 20 years ago" is no day; "Nov 25" is
            m.not_amount()?;
            made(m.day_named()?)
        },
        yes: &[
            ("Oct. 30", "2023-10-30"),
            ("Monday, Oct. 30, 2023", "2023-10-30"),
            ("October\u{a0}30th, 2023", "2023-10-30"),
            ("The delegations of the two countries met again on [Sept.\n30, 2013]", "2013-09-30"),
            ("May 3", "2023-05-03"),
            ("June 20 of 1792", "1792-06-20"),
        ],
        no: &["30 February 2023", "Feb. 30, 2023", "may 3 of them", "the March 3-4-5 plan", "Oct. 32"],
    },
    Row {
        name: "dates/day-month-year",
        pattern: "[weekday .? ,?]? 'the'? [day | nth] ['of'? month .? [,? year]? | ~ - ~ month ~ - ~ year]",
        make: |m| made(m.day_named()?),
        yes: &[
            ("30 October 2023", "2023-10-30"),
            ("30th of October", "2023-10-30"),
            ("Wednesday, 19 June", "2024-06-19"),
            ("30-Oct-2023", "2023-10-30"),
        ],
        no: &["31 April", "8 may follow", "the 30 Marchers", "1.5 May"],
    },
    Row {
        name: "dates/day-month-short-year",
        pattern: "[weekday .? ,?]? [day | nth] [month .? short | ~ - ~ month ~ - ~ short]",
        make: |m| {
            m.ends_phrase()?;
            made(day_in(m.month(0)?, m.day(0)?, m.year(0))?)
        },
        yes: &[("30 Oct 23", "2023-10-30"), ("Mon, 6 Nov 23", "2023-11-06"), ("26-Oct-12", "2012-10-26")],
        no: &["on 12 May 20 soldiers", "30 Oct 2"],
    },
    Row {
        name: "dates/year-month-day",
        pattern: "year ~ - ~ short ~ - ~ short",
        make: |m| {
            let part = |n| m.nth(Class::Short, n).map(|v| v as i8);
            made(Expr::Fixed(Value::Day(calendar::new(m.nth(Class::Year, 0)? as i16, part(0)?, part(1)?)?)))
        },
        yes: &[("2023-10-30", "2023-10-30"), ("1999-01-02", "1999-01-02"), ("2024-02-29", "2024-02-29")],
        no: &["2023-13-30", "2023-02-29", "2023-2024-25"],
    },
    Row {
        name: "dates/figures-with-full-stops",
        pattern: "dotted",
        make: |m| {
            let mut parts = m.text(Class::Dotted).split('.').map(|p| (p.len(), p.parse::<i16>().unwrap_or(0)));
            let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
            let (year, month, day) = if first.0 == 4 { (first, second, third) } else { (third, second, first) };
            if year.0 != 4 || !(1000..2200).contains(&year.1) || month.0 > 2 || day.0 > 2 {
                return None;
            }
            // "09.14.2023" is how US releases write it
            let (month, day) = (month.1 as i8, day.1 as i8);
            let day_first = calendar::new(year.1, month, day);
            let month_first = (first.0 != 4).then(|| calendar::new(year.1, day, month)).flatten();
            let mut out = Made::of(Expr::Fixed(Value::Day(day_first.or(month_first)?)));
            out.ambiguous = day_first.is_some() && month_first.is_some() && day_first != month_first;
            Some(out)
        },
        yes: &[
            ("30.10.2023", "2023-10-30"),
            ("1.2.2023", "2023-02-01"),
            ("2023.10.30", "2023-10-30"),
            ("Date Posted: [09.14.2023]", "2023-09-14"),
        ],
        no: &["version 1.10.2", "13.30.2023", "2023.30.10", "section 3.4.20"],
    },
    Row {
        name: "dates/figures-with-strokes",
        pattern: "int ~ / ~ int ~ / ~ [year | short]",
        make: |m| {
            let (a, b) = (m.nth(Class::Int, 0)?, m.nth(Class::Int, 1)?);
            let (a, b, year) = (i8::try_from(a).ok()?, i8::try_from(b).ok()?, m.year(0)?);
            let (month_first, day_first) = (calendar::new(year, a, b), calendar::new(year, b, a));
            let mut out = Made::of(Expr::Fixed(Value::Day(month_first.or(day_first)?)));
            out.ambiguous = month_first.is_some() && day_first.is_some() && month_first != day_first;
            Some(out)
        },
        yes: &[
            ("10/30/2023", "2023-10-30"),
            ("30/10/2023", "2023-10-30"),
            ("12/7/2011", "2011-12-07"),
            ("04/05/23", "2023-04-05"),
        ],
        no: &["13/13/2023", "24/7/365", "2/30/2023"],
    },
    Row {
        name: "dates/nine-eleven",
        pattern: "int ~ / ~ int",
        make: |m| {
            let is = m.nth(Class::Int, 0)? == 9 && m.nth(Class::Int, 1)? == 11;
            if is { made(Expr::Fixed(Value::Day(calendar::new(2001, 9, 11)?))) } else { None }
        },
        yes: &[("9/11", "2001-09-11"), ("after [9/11]", "2001-09-11"), ("the [9/11] attacks", "2001-09-11")],
        no: &["24/7", "7/11", "9/12", "9/11/2012"],
    },
    Row {
        name: "dates/day-time-group-in-one-word",
        pattern: "stamp",
        make: |m| made(Expr::Fixed(glued::stamp(m.text(Class::Stamp))?)),
        yes: &[
            ("(U) [30OCT2023]", "2023-10-30"),
            ("251430ZJAN13", "2013-01-25T14:30Z"),
            ("251430DJan13", "2013-01-25T14:30+04:00"),
        ],
        no: &["31FEB2020", "45DEC2020", "30OKT2023"],
    },
    Row {
        name: "dates/day-time-group",
        pattern: "zulu month .? [year | short]?",
        make: |m| {
            let (day, clock) = glued::zulu(m.text(Class::Zulu))?;
            made(Expr::Clock(clock, Some(Box::new(day_in(m.month(0)?, day?, m.year(0))?))))
        },
        yes: &[
            ("301530Z OCT 23", "2023-10-30T15:30Z"),
            ("301530Z OCT 2023", "2023-10-30T15:30Z"),
            ("010900L Nov", "2023-11-01T09:00"),
        ],
        no: &["321530Z OCT 23", "302530Z OCT 23"],
    },
    Row {
        name: "dates/days-of-one-month-named-first",
        pattern: concat!("month .? ", days_listed!(), " [,? year]?"),
        make: |m| {
            m.not_amount()?;
            listed(m)
        },
        yes: &[
            ("On [May 3], [5] and [9, 2023]", "2023-05-03 2023-05-05 2023-05-09"),
            ("[February 25] and [26]", "2023-02-25 2023-02-26"),
            ("[May 3], [4], [5] and [6]", "2023-05-03 2023-05-04 2023-05-05 2023-05-06"),
        ],
        no: &["May 3 and 500 others", "May 3, 5 years ago"],
    },
    Row {
        name: "dates/days-of-one-month-named-last",
        pattern: concat!("'the'? ", days_listed!(), " 'of'? month .? [,? year]?"),
        make: listed,
        yes: &[
            ("on [3], [5] and [9 May 2023]", "2023-05-03 2023-05-05 2023-05-09"),
            ("[25] and [26 February]", "2023-02-25 2023-02-26"),
            ("[3rd] or [4th of May]", "2023-05-03 2023-05-04"),
        ],
        no: &["3 and 50 May", "2 and 31 April"],
    },
    Row {
        name: "dates/days-of-one-month-as-a-range-month-first",
        pattern: "month .? 'the'? [day | nth] [- | to] 'the'? [day | nth] [,? year]?",
        make: |m| {
            m.not_amount()?;
            range(m)
        },
        yes: &[
            ("October 25-26, 2016", "2016-10-25/2016-10-26"),
            ("March 26–30", "2023-03-26/2023-03-30"),
            ("Oct. 3 through 5", "2023-10-03/2023-10-05"),
        ],
        no: &["October 26-25", "Oct. 3-44", "May 3-1 win"],
    },
    Row {
        name: "dates/days-of-one-month-as-a-range-month-last",
        pattern: "[day | nth] [- | to] 'the'? [day | nth] 'of'? month .? [,? year]?",
        make: range,
        yes: &[
            ("11-13 Dec.", "2023-12-11/2023-12-13"),
            ("The delegations of the two countries met on [3–5\nMarch 2025]", "2025-03-03/2025-03-05"),
            ("9th to 11th of May", "2023-05-09/2023-05-11"),
        ],
        no: &["13-11 Dec.", "3-5 marchers"],
    },
    Row {
        name: "dates/days-of-one-month-as-a-range-short-year",
        pattern: "day - day month .? short",
        make: |m| {
            m.ends_phrase()?;
            range(m)
        },
        yes: &[
            ("25-26 Oct 12", "2012-10-25/2012-10-26"),
            ("1-3 Nov 23", "2023-11-01/2023-11-03"),
            ("9–11 May 22", "2022-05-09/2022-05-11"),
        ],
        no: &["25-26 Oct 12 soldiers", "26-25 Oct 12"],
    },
    Row {
        name: "dates/day-of-a-month-in-words",
        pattern: "[tens -]? [ordinal | nth] 'day' 'of' month .? [,? year]?",
        make: |m| {
            let tens = m.get(Class::Tens).unwrap_or(0);
            let day = tens + m.get(Class::Ordinal).or(m.get(Class::Nth))?;
            made(day_in(m.month(0)?, i8::try_from(day).ok()?, m.year(0))?)
        },
        yes: &[
            ("done this [sixth day of March], in the year of", "2023-03-06"),
            ("the [20th day of January, 2021]", "2021-01-20"),
            ("the [twenty-first day of October 2023]", "2023-10-21"),
        ],
        no: &["the sixth day of talks", "the thirty-fifth day of a dry March", "the second week of March"],
    },
    Row {
        name: "dates/day-of-the-month-alone",
        pattern: "nth",
        make: |m| {
            m.is_bare_day()?;
            made(Expr::In(Place::DayOfMonth(m.day(0)?), None))
        },
        yes: &[
            ("on the [20th].", "2023-10-20"),
            ("by the [3rd],", "2023-12-03"),
            ("On May 3 they met; on the [7th], they left.", "2023-05-07"),
        ],
        no: &[
            "the 20th anniversary",
            "on the 20th floor",
            "the 3rd Battalion",
            "during the 19th and 20th centuries",
            "at the 12th\nKenya-Uganda Dialogue",
        ],
    },
    Row {
        name: "dates/holiday",
        pattern: "holiday",
        make: |m| {
            // "on Thanksgiving" names a day, "happy Thanksgiving" and "celebrates Christmas" do not
            m.names_a_day()?;
            made(match m.holiday()? {
                Rule::Once(day) => Expr::Fixed(Value::Day(day)),
                rule => Expr::In(Place::Holiday(rule), None),
            })
        },
        yes: &[
            ("on [Thanksgiving]", "2023-11-23"),
            ("by [New Year’s Day]", "2024-01-01"),
            ("will open on [Christmas Eve]", "2023-12-24"),
            ("since [Memorial Day]", "2023-05-29"),
        ],
        no: &[
            "Message on Christmas",
            "Happy Thanksgiving",
            "the Easter Egg Roll",
            "celebrates Christmas",
            "the eve of Passover",
            "on Independence Day",
        ],
    },
    Row {
        name: "dates/this-holiday",
        pattern: "which holiday",
        make: |m| match (m.get(Class::Which)?, m.holiday()?) {
            (1 | 4 | 5 | 6 | 7, rule) => made(Expr::Place(Place::Holiday(rule), m.which()?)),
            _ => None,
        },
        yes: &[("This Passover", "2023-04-05"), ("last Christmas", "2022-12-25"), ("next Thanksgiving", "2023-11-23")],
        no: &["that Thanksgiving", "the Christmas season"],
    },
    Row {
        name: "dates/holiday-and-year",
        pattern: "holiday ,? year",
        make: |m| made(Expr::Fixed(Value::Day(m.holiday()?.day(m.year(0)?)?))),
        yes: &[("Christmas 1963", "1963-12-25"), ("Labor Day, 2022", "2022-09-05"), ("Good Friday 1998", "1998-04-10")],
        no: &["Christmas 196", "1963 Christmas"],
    },
    Row {
        name: "dates/weekday",
        pattern: "weekday .?",
        make: |m| {
            m.is_plain_weekday()?;
            made(Expr::Weekday(m.weekday()?, None))
        },
        yes: &[
            ("on [Monday]", "2023-11-06"),
            ("Friday", "2023-11-03"),
            ("will meet on [Friday]", "2023-11-10"),
            ("in southern Afghanistan [Friday].", "2023-11-03"),
        ],
        no: &[
            "Sun Tzu",
            "he sat",
            "the Mon River",
            "Good Friday Agreement",
            "on a Bloody Sunday",
            "Tuesday Morning Inc.",
        ],
    },
];

impl Match<'_, '_, '_> {
    /// A day of a month, with the weekday if that is to settle the year.
    fn day_named(&self) -> Option<Expr> {
        Some(match (day_in(self.month(0)?, self.day(0)?, self.year(0))?, self.weekday()) {
            (Expr::In(Place::Day(month, day), None), Some(weekday)) => {
                Expr::In(Place::DayOn(weekday, month, day), None)
            }
            (expr, _) => expr,
        })
    }
}

fn range(m: &Match<'_, '_, '_>) -> Option<Made> {
    let (first, last) = (m.day(0)?, m.day(1)?);
    let (month, year) = (m.month(0)?, m.year(0));
    if first >= last {
        return None;
    }
    made(Expr::Range(Box::new(day_in(month, first, year)?), Box::new(day_in(month, last, year)?)))
}

fn listed(m: &Match<'_, '_, '_>) -> Option<Made> {
    let (month, year) = (m.month(0)?, m.year(0));
    let days = m.caps.all().iter().filter(|c| matches!(c.class, Class::Day | Class::Nth));
    let mut out = Vec::new();
    for cap in days {
        let day = (1..=31).contains(&cap.value).then_some(cap.value as i8)?;
        out.push((cap.at, day_in(month, day, year)?));
    }
    list(m, out)
}
