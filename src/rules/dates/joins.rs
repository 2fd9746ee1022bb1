//! What is built around dates that were found: "early October", "Tuesday morning", "10 a.m. on May 4", and ranges.

use super::class::{Class, atom};
use super::expr::{Expr, Match, Place, Sort};
use super::pattern::is_dash;
use super::table::{Made, Row, made};
use crate::rules::calendar::{Length, Unit, Value};

/// Second stage: one date and words around it.
pub(super) const AROUND: &[Row] = &[
    Row {
        name: "dates/early-october",
        pattern: "edge -? [['of' | 'in'] 'the'?]? [<period> | <year>]",
        make: |m| {
            let found = m.found(0)?;
            // "the end of 2022", but not "end 2022" or "beginning in 2022"
            let of = m.ground.document.is_word(m.range.start as usize + 1, "of");
            // "the start of the 2021 festival"
            let the = m.ground.document.is_word(found.range.start as usize - 1, "the") && found.is(Sort::Year);
            if m.get(Class::Edge)? > 8 && !of || the {
                return None;
            }
            Some(Made::of(m.expr(0)?).with(m.edge()).like(found))
        },
        yes: &[
            ("early October 2023", "2023-10"),
            ("mid-2010s", "201"),
            ("late July 2016", "2016-07"),
            ("the [end of 1990]", "1990"),
            ("early in 1914", "1914"),
            ("mid-June", "2023-06"),
        ],
        no: &["close 2022", "early bird", "beginning in 2019", "the start of the 2021 festival"],
    },
    Row {
        name: "dates/late-monday",
        pattern: "edge 'on'? <day>",
        make: |m| {
            if m.get(Class::Edge)? > 8 || m.found(0)?.is(Sort::Unit) {
                None
            } else {
                Some(Made::of(m.expr(0)?).like(m.found(0)?))
            }
        },
        yes: &[("late Monday", "2023-11-06"), ("early Oct. 30", "2023-10-30"), ("Early on May 2", "2023-05-02")],
        no: &["close Monday", "the end Monday"],
    },
    Row {
        name: "dates/tuesday-morning",
        pattern: "<day> ,? [edge]? part",
        make: |m| if m.get(Class::Part)? > 32 { None } else { Some(Made::of(m.expr(0)?).like(m.found(0)?)) },
        yes: &[
            ("Tuesday morning", "2023-11-07"),
            ("Oct. 30 evening", "2023-10-30"),
            ("Monday night", "2023-11-06"),
            ("Sunday afternoon", "2023-11-05"),
        ],
        no: &["Tuesday mornings", "Tuesday, the morning"],
    },
    Row {
        name: "dates/morning-of-a-day",
        pattern: "[edge]? part ['hours' | unit]? ['of' | 'on'] 'the'? <day>",
        make: |m| {
            if m.get(Class::Part)? > 32 || m.unit().is_some_and(|u| u != Unit::Hour) {
                return None;
            }
            Some(Made::of(m.expr(0)?).like(m.found(0)?))
        },
        yes: &[
            ("morning of January 28, 1986", "1986-01-28"),
            ("the [night of April 18, 1775]", "1775-04-18"),
            ("early morning hours of November 1, 1954", "1954-11-01"),
        ],
        no: &["nights of May 3", "morning of rain"],
    },
    Row {
        name: "dates/clock-and-day",
        pattern: "<clock> ,? ['on' | 'of']? 'the'? ,? <day> [( zone ) | zone]?",
        make: |m| moment(m, 0, 1),
        yes: &[
            ("10 a.m. Nov. 29, 2016", "2016-11-29T10:00"),
            ("3:30 p.m. EDT on May 31, 2022", "2022-05-31T15:30-04:00"),
            ("9:34 p.m., March 19 EST", "2023-03-19T21:34-05:00"),
            ("1530 local, 30 Oct. 2023", "2023-10-30T15:30"),
        ],
        no: &["10 a.m. and Nov. 29", "15:30 ratio May 3"],
    },
    Row {
        name: "dates/day-and-clock",
        pattern: "<day> ,? ['at' | 'by']? <clock>",
        make: |m| moment(m, 1, 0),
        yes: &[
            ("May 29, at 3 p.m.", "2023-05-29T15:00"),
            ("Nov. 29, 2016 at 10 a.m. EST", "2016-11-29T10:00-05:00"),
            ("Monday at 15:30", "2023-11-06T15:30"),
        ],
        no: &["May 29 and 3 p.m.", "May 29 to 3 p.m."],
    },
    Row {
        name: "dates/week-of-a-day",
        pattern: "unit 'of' 'the'? <calendar-day>",
        make: |m| {
            if m.unit()? != Unit::Week || m.is_plural() {
                return None;
            }
            // "the week of Nov. 23 through Nov. 27" is told by its days
            let (document, next) = (m.ground.document, m.after());
            let to = m.bits(next) & Class::To.bit() != 0 || is_dash(document, next);
            if to && m.ground.found_at(next + 1).is_some_and(|at| m.ground.found[at].is(Sort::Day)) {
                return None;
            }
            made(match m.expr(0)? {
                Expr::In(Place::Day(month, day) | Place::DayOn(_, month, day), None) => {
                    Expr::In(Place::Week(month, day), None)
                }
                Expr::Fixed(Value::Day(day)) => Expr::Fixed(Value::Week(crate::rules::calendar::monday(day)?)),
                _ => return None,
            })
        },
        yes: &[
            ("the [week of Oct. 30]", "2023-W44"),
            ("week of 30 October 2023", "2023-W44"),
            ("week of May 3", "2023-W18"),
        ],
        no: &["day of May 3", "weeks of May 3"],
    },
    Row {
        name: "dates/month-of-december",
        pattern: "unit 'of' <month>",
        make: |m| {
            if m.unit()? != Unit::Month || m.is_plural() {
                return None;
            }
            Some(Made::of(m.expr(0)?).like(m.found(0)?))
        },
        yes: &[
            ("in the [month of December]", "2023-12"),
            ("The delegations of the two countries met in the [month\nof May 2020]", "2020-05"),
            ("during the [month of\u{a0}March]", "2023-03"),
        ],
        no: &["the months of December and May", "a month of rain", "the week of December"],
    },
    Row {
        name: "dates/three-days-after-a-date",
        pattern: "<duration> [later | earlier] 'the'? <date>",
        make: |m| {
            let Expr::Duration(length) = m.expr(0)? else { return None };
            let sign = if m.has(Class::Later) { 1 } else { -1 };
            if m.get(Class::Later).or(m.get(Class::Earlier))? != 2 {
                return None;
            }
            let tenths = length.tenths.filter(|t| t % 10 == 0)?;
            made(Expr::ShiftFrom(sign * i64::from(tenths / 10), length.unit, Box::new(m.expr(1)?)))
        },
        yes: &[
            ("three days after May 4, 2020", "2020-05-07"),
            ("two years before 1914", "1912"),
            ("ten days before Oct. 30", "2023-10-20"),
        ],
        no: &["three days later May 4", "days after May 4"],
    },
    Row {
        name: "dates/last-week-of-august",
        pattern: "[<duration> | [which | ordinal] unit] 'of' 'the'? [<period> | <year>]",
        make: |m| {
            let document = m.ground.document;
            let length = match (m.expr(0)?, m.unit()) {
                (_, Some(unit)) if !m.is_plural() && unit >= Unit::Day => Length { tenths: Some(10), unit },
                (Expr::Duration(length), None) => {
                    let first = atom(document, m.range.start as usize).bits;
                    if first & (Class::Which.bit() | Class::Ordinal.bit()) == 0 {
                        return None;
                    }
                    length
                }
                _ => return None,
            };
            if length.unit >= Unit::Year || m.nth(Class::Which, 0).is_some_and(|w| w > 3) {
                return None;
            }
            made(Expr::Duration(length))
        },
        yes: &[
            ("the [last week of August]", "P1W"),
            ("the [first ten months of 1915]", "P10M"),
            ("the [last two weeks of February 1951]", "P2W"),
        ],
        no: &["two weeks of August", "this week of August", "the first year of 1915"],
    },
    Row {
        name: "dates/the-day-after-a-date",
        pattern: "unit [later | earlier] 'the'? <date>",
        make: |m| {
            m.article(&["a", "an", "the"])?;
            if m.is_plural() || m.unit()? < Unit::Day || m.get(Class::Later).or(m.get(Class::Earlier))? != 2 {
                return None;
            }
            made(Expr::ShiftFrom(if m.has(Class::Later) { 1 } else { -1 }, m.unit()?, Box::new(m.expr(0)?)))
        },
        yes: &[
            ("the [day after May 4, 2020]", "2020-05-05"),
            ("the [day before Oct. 30]", "2023-10-29"),
            ("the [year after 1914]", "1915"),
        ],
        no: &["days after May 4", "the day later May 4"],
    },
    Row {
        name: "dates/day-of-a-year-that-was-named",
        pattern: "<calendar-day> ,? ['of' 'the'?]? which unit",
        make: |m| {
            let Expr::In(place, None) = m.expr(0)? else { return None };
            let of = m.ground.document.is_word(m.found(0)?.range.end as usize, "of");
            // "July 11 last year", but "on July 11 that year" says "of" no more often than not
            if m.unit()? != Unit::Year || m.is_plural() || !of && !matches!(m.get(Class::Which)?, 1 | 4 | 6) {
                return None;
            }
            made(Expr::OfYear(place, m.which()?))
        },
        yes: &[
            ("In 1861 it began. On [July 25 of that year]", "1861-07-25"),
            ("[June 30 of last year]", "2022-06-30"),
            ("[May 3 of this year]", "2023-05-03"),
            ("the protest of [July 11th last year]", "2022-07-11"),
        ],
        no: &["June 30 of that week", "June 30, 2023 of that year"],
    },
];

/// Third stage: from one date to another.
pub(super) const RANGES: &[Row] = &[
    Row {
        name: "dates/from-date-to-date",
        pattern: "[<date> | <moment>] ,? [- | to] ['at' 'least']? 'the'? [<date> | <moment>]",
        make: |m| {
            let (first, last) = (m.found(0)?, m.found(1)?);
            let clock = |f: &super::expr::Found| f.is(Sort::Clock);
            if clock(last) && !(clock(first) || first.is(Sort::Moment))
                || clock(first) && !(clock(last) || last.is(Sort::Moment))
            {
                return None;
            }
            pair(m, 0, 1)
        },
        yes: &[
            ("Oct. 30 to Nov. 2", "2023-10-30/2023-11-02"),
            ("from [May 15 through June 3]", "2023-05-15/2023-06-03"),
            ("30 Oct – 2 Nov 2023", "2023-10-30/2023-11-02"),
            ("Dec. 28, 2022 - Jan. 3, 2023", "2022-12-28/2023-01-03"),
            ("Dec. 28 to Jan. 3, 2023", "2022-12-28/2023-01-03"),
            ("July 2014 to June 2015", "2014-07/2015-06"),
            ("February to August 2009", "2009-02/2009-08"),
            ("8 a.m. to 3 p.m.", "2023-11-07T08:00/2023-11-07T15:00"),
            ("Monday to Friday", "2023-11-06/2023-11-10"),
        ],
        no: &["Oct. 30 and Nov. 2", "in 2019 and 2021", "May 3 to 10 a.m."],
    },
    Row {
        name: "dates/week-of-days",
        pattern: "unit 'of' 'the'? [<day> [- | to] 'the'? <day> | <range>]",
        make: |m| {
            if m.unit()? != Unit::Week || m.is_plural() {
                return None;
            }
            if m.found(1).is_some() { pair(m, 0, 1) } else { made(m.expr(0)?) }
        },
        yes: &[
            ("the [week of Monday, Nov. 6 through Friday, Nov. 10]", "2023-11-06/2023-11-10"),
            ("the [week of Oct. 16–Oct. 20, 2023]", "2023-10-16/2023-10-20"),
            ("The delegations of the two countries met in the [week\nof July 17 to July 21]", "2023-07-17/2023-07-21"),
            ("the [week of May 8-12]", "2023-05-08/2023-05-12"),
        ],
        no: &["the weeks of May 3 to May 20", "a day of May 3 to May 5", "the week of May 3"],
    },
    Row {
        name: "dates/between-dates",
        pattern: "@'between' [<date> | <moment>] 'and' 'the'? [<date> | <moment>]",
        make: |m| pair(m, 0, 1),
        yes: &[
            ("between [Oct. 30 and Nov. 2]", "2023-10-30/2023-11-02"),
            ("between [May 2020 and June 2021]", "2020-05/2021-06"),
            ("between [8 a.m. and 3 p.m.]", "2023-11-07T08:00/2023-11-07T15:00"),
        ],
        no: &["on Oct. 30 and Nov. 2", "between May and you"],
    },
    Row {
        name: "dates/hours-as-a-range",
        pattern: "[clock | hours | int] [- | to] [<clock> | <moment>]",
        make: |m| {
            let (zone, last_clock, day) = match m.expr(0)? {
                Expr::Clock(clock, day) => (clock.zone, clock, day),
                _ => return None,
            };
            let mut first = m.clock(0)?;
            first.zone = zone;
            // "9 to 11 a.m.": one mark for both; "11 to 1 p.m." starts before noon
            if !m.has(Class::Hours)
                && first.hour <= 12
                && last_clock.hour >= 12
                && first.hour % 12 + 12 < last_clock.hour
            {
                first.hour = first.hour % 12 + 12;
            }
            if (first.hour, first.minute) >= (last_clock.hour, last_clock.minute) {
                return None;
            }
            made(Expr::Range(Box::new(Expr::Clock(first, day)), m.expr(0).map(Box::new)?))
        },
        yes: &[
            ("9 to 11 a.m. on May 4", "2023-05-04T09:00/2023-05-04T11:00"),
            ("9-11 a.m.", "2023-11-07T09:00/2023-11-07T11:00"),
            ("1:30–3 p.m. EST", "2023-11-07T13:30-05:00/2023-11-07T15:00-05:00"),
            ("0900-1100 local", "2023-11-07T09:00/2023-11-07T11:00"),
        ],
        no: &["30 to 11 a.m.", "12 to 11 a.m. soldiers 9"],
    },
    Row {
        name: "dates/day-and-hours",
        pattern: "<day> ,? 'from'? [<clock> | clock | int] [- | to] <clock>",
        make: |m| {
            let day = Some(Box::new(m.expr(0)?));
            let clocks: Vec<_> = (1..=2).filter_map(|n| m.expr(n)).collect();
            let (first, last) = match clocks.as_slice() {
                [Expr::Clock(first, _), Expr::Clock(last, _)] => (*first, *last),
                [Expr::Clock(last, _)] => {
                    let mut first = m.clock(0)?;
                    first.zone = last.zone;
                    if first.hour % 12 + 12 < last.hour {
                        first.hour = first.hour % 12 + 12;
                    }
                    (first, *last)
                }
                _ => return None,
            };
            if (first.hour, first.minute) >= (last.hour, last.minute) {
                return None;
            }
            made(Expr::Range(Box::new(Expr::Clock(first, day.clone())), Box::new(Expr::Clock(last, day))))
        },
        yes: &[
            ("May 4 from 9 to 11 a.m.", "2023-05-04T09:00/2023-05-04T11:00"),
            ("May 4, 2020, from 1 p.m. to 3 p.m.", "2020-05-04T13:00/2020-05-04T15:00"),
            ("Monday, 9-11 a.m.", "2023-11-06T09:00/2023-11-06T11:00"),
        ],
        no: &["May 4 from 3 p.m. to 1 p.m.", "May 4 from 9"],
    },
];

fn moment(m: &Match<'_, '_, '_>, clock: usize, day: usize) -> Option<Made> {
    let Expr::Clock(mut time, None) = m.expr(clock)? else { return None };
    if m.has(Class::Zone) {
        time.zone = m.zone();
    }
    Some(Made::of(Expr::Clock(time, Some(Box::new(m.expr(day)?)))).like(m.found(day)?))
}

fn pair(m: &Match<'_, '_, '_>, first: usize, last: usize) -> Option<Made> {
    let (a, b) = (m.found(first)?, m.found(last)?);
    if a.vague || b.vague {
        return None;
    }
    Some(Made::of(Expr::Range(Box::new(a.expr.clone()), Box::new(b.expr.clone()))))
}
