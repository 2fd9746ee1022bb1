//! Months, seasons, quarters, years, decades, centuries, fiscal years.

use super::class::Class;
use super::expr::{Expr, Match, Place};
use super::table::{Made, Row, made};
use crate::extraction::Calendar;
use crate::rules::calendar::{Unit, Value};

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "dates/month-year",
        pattern: "month .? ,? 'of'? year",
        make: |m| {
            m.is_of_a_day_that_exists()?;
            made(Expr::Fixed(Value::Month(m.year(0)?, m.month(0)?)))
        },
        yes: &[
            ("October 2023", "2023-10"),
            ("Oct. 2023", "2023-10"),
            ("May of 1831", "1831-05"),
            ("October, 1917", "1917-10"),
        ],
        no: &["march 2023", "October 20231", "May 500", "on 31\u{a0}April 2023 it ended"],
    },
    Row {
        name: "dates/month",
        pattern: "month .?",
        make: |m| {
            m.is_plain_month()?;
            m.is_of_a_day_that_exists()?;
            made(Expr::In(Place::Month(m.month(0)?), None))
        },
        yes: &[
            ("in [March]", "2023-03"),
            ("since [May]", "2023-05"),
            ("in [Sept.]", "2023-09"),
            ("December", "2023-12"),
            ("in [April] 31 soldiers left", "2023-04"),
        ],
        no: &[
            "they may come",
            "a protest March",
            "Mar Thoma",
            "May I ask",
            "April Smith came",
            "Theresa May said",
            "on April 31, 2023, it ended",
            "on the 30th of February",
        ],
    },
    Row {
        name: "dates/year",
        pattern: "year",
        make: |m| {
            m.is_plain_year()?;
            made(Expr::Fixed(Value::Year(m.get(Class::Year)? as i16)))
        },
        yes: &[
            ("in [2023]", "2023"),
            ("in [1614],", "1614"),
            ("Resolution 2254 ([2015])", "2015"),
            ("by [2030]", "2030"),
        ],
        no: &[
            "2023 soldiers",
            "Resolution 2254",
            "$2000",
            "No. 2015",
            "Section 1503",
            "2,023",
            "1500 people",
            "call 555-2000",
            "a 2000-lb bomb",
            "in 2000 feet",
            "2080, 2097, 2101, 2082",
        ],
    },
    Row {
        name: "dates/year-said-so",
        pattern: "[unit | fiscal]? year",
        make: |m| {
            if m.has(Class::Fiscal) || m.unit()? != Unit::Year || m.is_plural() {
                return None;
            }
            made(Expr::Fixed(Value::Year(m.year(0)?)))
        },
        yes: &[("the [year 1950]", "1950"), ("calendar [year 2023]", "2023"), ("Tax [Year 2010]", "2010")],
        no: &["10 years 2010", "day 2010"],
    },
    Row {
        name: "dates/year-as-a-range",
        pattern: "year [- | to] year",
        make: |m| {
            m.not_measured()?;
            years(m.year(0)?, m.year(1)?)
        },
        yes: &[("2019–2021", "2019/2021"), ("2022 to 2023", "2022/2023"), ("from [1997 to 2004]", "1997/2004")],
        no: &["2021-2019", "1500 to 1700 troops", "between 1500-1700 local"],
    },
    Row {
        name: "dates/year-as-a-range-short",
        pattern: "year ~ - ~ short",
        make: |m| {
            let (first, last) = (m.year(0)?, m.nth(Class::Short, 0)? as i16);
            if m.goes_on() {
                return None;
            }
            years(first, first - first % 100 + last)
        },
        yes: &[("1939-45", "1939/1945"), ("1957–60", "1957/1960"), ("in [2021-22]", "2021/2022")],
        no: &["1939-38", "1939-456", "2010-12-S-336"],
    },
    Row {
        name: "dates/years-between",
        pattern: "@'between' year 'and' year",
        make: |m| years(m.year(0)?, m.year(1)?),
        yes: &[
            ("between [2019 and 2021]", "2019/2021"),
            ("between [1939 and 1945]", "1939/1945"),
            ("Between [1997 and 2004]", "1997/2004"),
        ],
        no: &["in 2019 and 2021", "between 2021 and 2019"],
    },
    Row {
        name: "dates/year-before-our-era",
        pattern: "int era",
        make: |m| {
            m.is_length()?;
            let year = i16::try_from(m.get(Class::Int)?).ok().filter(|y| (1..9999).contains(y))?;
            // "1 AD" is rather the 1st Armored Division
            if m.get(Class::Era)? == 2 && year < 40 && !m.class_before(1, Class::Prep) {
                return None;
            }
            made(Expr::Fixed(Value::Year(if m.get(Class::Era)? == 1 { -year } else { year })))
        },
        yes: &[("50 BC", "BC0050"), ("490 B.C.", "BC0490"), ("410 AD", "0410")],
        no: &["50 BCC", "0 BC", "the 2-1 AD", "the brigade (2/1 AD)", "1 AD Soldiers"],
    },
    Row {
        name: "dates/month-or-season-before-our-era",
        pattern: "[month .? | season] 'of'? int era",
        make: |m| {
            let year = i16::try_from(m.get(Class::Int)?).ok().filter(|y| (1..9999).contains(y))?;
            let year = if m.get(Class::Era)? == 1 { -year } else { year };
            made(Expr::Fixed(match m.season() {
                Some(season) => Value::Season(year, season),
                None => Value::Month(year, m.month(0)?),
            }))
        },
        yes: &[("April 480 BC", "BC0480-04"), ("the [autumn of 481 BC]", "BC0481-FA"), ("March 44 B.C.", "BC0044-03")],
        no: &["may 480 BC", "April 480 BCE2"],
    },
    Row {
        name: "dates/years-before-our-era",
        pattern: "int [- | to] int era",
        make: |m| {
            let year = |n| i16::try_from(m.nth(Class::Int, n)?).ok().filter(|y| (1..9999).contains(y));
            let sign = if m.get(Class::Era)? == 1 { -1 } else { 1 };
            let (first, last) = (sign * year(0)?, sign * year(1)?);
            if first >= last {
                return None;
            }
            made(Expr::Range(Box::new(Expr::Fixed(Value::Year(first))), Box::new(Expr::Fixed(Value::Year(last)))))
        },
        yes: &[("499-493 BC", "BC0499/BC0493"), ("264 to 241 BC", "BC0264/BC0241"), ("30 to 60 AD", "0030/0060")],
        no: &["241-264 BC", "499-493"],
    },
    Row {
        name: "dates/quarter-and-year",
        pattern: "q [- | ,]? ['of']? [year | fiscalyear]",
        make: |m| quarter(m, m.get(Class::Q)? as i8),
        yes: &[("Q3 2023", "2023-Q3"), ("Q1 FY24", "FY2024-Q1"), ("Q2 of 2022", "2022-Q2")],
        no: &["Q5 2023", "Q3 results"],
    },
    Row {
        name: "dates/quarter",
        pattern: "[ordinal | nth] -? unit [[,? ['of' | 'in']? 'the'? [fiscal unit? | unit]? [year | short] | 'of' fiscalyear | fiscalyear]]?",
        make: |m| {
            let nth = m.nth(Class::Ordinal, 0).or(m.nth(Class::Nth, 0))?;
            if m.unit()? != Unit::Quarter || m.is_plural() || !(1..=4).contains(&nth) {
                return None;
            }
            quarter(m, nth as i8)
        },
        yes: &[
            ("third quarter", "2023-Q3"),
            ("first quarter of fiscal 2023", "FY2023-Q1"),
            ("second quarter of 2022", "2022-Q2"),
            ("4th quarter of fiscal year 2020", "FY2020-Q4"),
        ],
        no: &["the fifth quarter", "the third quarters", "the third month"],
    },
    Row {
        name: "dates/half-year",
        pattern: "[ordinal | nth] half 'of' [fiscal unit? | 'the' unit | unit | which unit]? [year | fiscalyear]?",
        make: |m| {
            let nth = m.nth(Class::Ordinal, 0).or(m.nth(Class::Nth, 0)).filter(|n| (1..=2).contains(n))? as i8;
            match m.year(0).or(m.get(Class::FiscalYear).map(|y| y as i16)) {
                Some(year) if m.has(Class::Fiscal) || m.has(Class::FiscalYear) => {
                    made(Expr::Fixed(Value::Fiscal(year, Some(nth + 10), m.fiscal_calendar())))
                }
                Some(year) => made(Expr::Fixed(Value::Half(year, nth))),
                None if m.unit() == Some(Unit::Year) => made(Expr::In(Place::Half(nth), None)),
                None => None,
            }
        },
        yes: &[
            ("first half of 2023", "2023-H1"),
            ("second half of fiscal year 2022", "FY2022-H2"),
            ("first half of the year", "2023-H1"),
        ],
        no: &["the second half of the game", "the third half of 2023"],
    },
    Row {
        name: "dates/season-and-year",
        pattern: "season ,? 'of'? year",
        make: |m| made(Expr::Fixed(Value::Season(m.year(0)?, m.season()?))),
        yes: &[("fall 2023", "2023-FA"), ("spring of 1789", "1789-SP"), ("Summer 2022", "2022-SU")],
        no: &["fall 202", "the fall of Kabul in 2021"],
    },
    Row {
        name: "dates/year-and-season",
        pattern: "year season",
        make: |m| {
            m.ends_in_no_name()?;
            made(Expr::Fixed(Value::Season(m.year(0)?, m.season()?)))
        },
        yes: &[("1982 summer", "1982-SU"), ("2023 spring", "2023-SP"), ("2022 winter", "2022-WI")],
        no: &["2022 fallen", "20 summer", "the 2028 Summer Olympics", "the 2022\u{a0}Winter Games"],
    },
    Row {
        name: "dates/season",
        pattern: "season",
        make: |m| {
            m.is_plain_season()?;
            made(Expr::In(Place::Season(m.season()?), None))
        },
        yes: &[
            ("in the [spring]", "2023-SP"),
            ("by [summer]", "2024-SU"),
            ("during the [winter]", "2023-WI"),
            ("in the [fall]", "2023-FA"),
        ],
        no: &[
            "prices fall",
            "a spring of water",
            "the Prague Spring",
            "by fall from height",
            "as prices continue to fall",
        ],
    },
    Row {
        name: "dates/fiscal-year",
        pattern: "[fiscal unit | fiscal ~? -?] [year | short]",
        make: |m| {
            let written = m.ground.document.token_text(m.range.start as usize);
            if m.has(Class::Unit) && (m.unit() != Some(Unit::Year) || m.is_plural())
                || !m.has(Class::Unit) && m.has(Class::Short) && written != "FY"
            {
                return None;
            }
            made(Expr::Fixed(Value::Fiscal(m.year(0)?, None, m.fiscal_calendar())))
        },
        yes: &[("fiscal year 2024", "FY2024"), ("FY 2024", "FY2024"), ("fiscal 2023", "FY2023"), ("FY 24", "FY2024")],
        no: &["fiscal 24", "fiscal policy 2024", "fiscal years 2024"],
    },
    Row {
        name: "dates/fiscal-year-in-one-word",
        pattern: "fiscalyear",
        make: |m| made(Expr::Fixed(Value::Fiscal(m.get(Class::FiscalYear)? as i16, None, m.fiscal_calendar()))),
        yes: &[("FY24", "FY2024"), ("FY2024", "FY2024"), ("in [FY99]", "FY1999")],
        no: &["FY2", "FY20245", "F24"],
    },
    Row {
        name: "dates/fiscal-years-as-a-range",
        pattern: "[fiscal unit | fiscal | fiscalyear] [[year | short]]? [- | to | 'and'] [year | short | fiscalyear]",
        make: |m| {
            let mut years = m.caps.all().iter().filter_map(|c| match c.class {
                Class::Year | Class::FiscalYear => Some(c.value as i16),
                Class::Short => Some(2000 + c.value as i16),
                _ => None,
            });
            let (first, last) = (years.next()?, years.next()?);
            let value = |y| Box::new(Expr::Fixed(Value::Fiscal(y, None, m.fiscal_calendar())));
            if first < last { made(Expr::Range(value(first), value(last))) } else { None }
        },
        yes: &[
            ("the [FY2021-2025] NDAA", "FY2021/FY2025"),
            ("fiscal years 2024 through 2026", "FY2024/FY2026"),
            ("FY 2021-25", "FY2021/FY2025"),
        ],
        no: &["FY2025-2021", "fiscal year 2024 to date"],
    },
    Row {
        name: "dates/decade",
        pattern: "decade era?",
        make: |m| {
            let decade = m.get(Class::Decade)? as i16;
            made(Expr::Fixed(Value::Decade(if m.get(Class::Era) == Some(1) { -decade } else { decade })))
        },
        yes: &[("the [1990s]", "199"), ("1870s", "187"), ("1980s", "198"), ("in the [90s]", "199")],
        no: &["the 1995s", "1990", "7s"],
    },
    Row {
        name: "dates/decade-with-an-apostrophe",
        pattern: "@'the' year ~ ` ~ 's'",
        make: |m| {
            let year = m.get(Class::Year)?;
            if year % 10 == 0 { made(Expr::Fixed(Value::Decade((year / 10) as i16))) } else { None }
        },
        yes: &[("the [1990's]", "199"), ("in the [1980’s]", "198"), ("The [2010's]", "201")],
        no: &["the 1995's", "1990's budget"],
    },
    Row {
        name: "dates/decade-of-years",
        pattern: "unit 'of' year 'to' year",
        make: |m| if m.unit()? == Unit::Decade { years(m.year(0)?, m.year(1)?) } else { None },
        yes: &[
            ("decade of 2030 to 2040", "2030/2040"),
            ("the [decade of 2010 to 2020]", "2010/2020"),
            ("a [decade of 1990 to 1999]", "1990/1999"),
        ],
        no: &["year of 2030 to 2040", "decade of 2030 to 2020"],
    },
    Row {
        name: "dates/century",
        pattern: "[tens -?]? [ordinal | nth] -? unit [era]?",
        make: |m| {
            let nth = m.nth(Class::Ordinal, 0).or(m.nth(Class::Nth, 0))? + m.get(Class::Tens).unwrap_or(0);
            if m.unit()? != Unit::Century || m.is_plural() || !(1..=40).contains(&nth) {
                return None;
            }
            let century = nth as i16 - 1;
            made(Expr::Fixed(Value::Century(if m.get(Class::Era) == Some(1) { -century - 1 } else { century })))
        },
        yes: &[
            ("19th century", "18"),
            ("eighteenth-century", "17"),
            ("the [twenty-first century]", "20"),
            ("9th century BC", "BC08"),
        ],
        no: &["the 99th century", "the first decade", "19th cent"],
    },
    Row {
        name: "dates/month-of-a-year-that-was-named",
        pattern: "[month | season | edge unit] ['of' | 'in'] which unit",
        make: |m| {
            if m.unit()? != Unit::Year || m.is_plural() || m.has(Class::Edge) {
                return None;
            }
            let place = match m.season() {
                Some(season) => Place::Season(season),
                None => Place::Month(m.month(0)?),
            };
            made(Expr::OfYear(place, m.which()?))
        },
        yes: &[
            ("In 1940 they came; [August of that year]", "1940-08"),
            ("April of last year", "2022-04"),
            ("spring of this year", "2023-SP"),
        ],
        no: &["August of that week", "May of these years"],
    },
];

fn years(first: i16, last: i16) -> Option<Made> {
    if first >= last || first < 1000 {
        return None;
    }
    made(Expr::Range(Box::new(Expr::Fixed(Value::Year(first))), Box::new(Expr::Fixed(Value::Year(last)))))
}

fn quarter(m: &Match<'_, '_, '_>, nth: i8) -> Option<Made> {
    if let Some(year) = m.get(Class::FiscalYear) {
        return made(Expr::Fixed(Value::Fiscal(year as i16, Some(nth), m.fiscal_calendar())));
    }
    match m.year(0) {
        Some(year) if m.has(Class::Fiscal) => made(Expr::Fixed(Value::Fiscal(year, Some(nth), m.fiscal_calendar()))),
        Some(year) => made(Expr::Fixed(Value::Quarter(year, nth))),
        None => made(Expr::In(Place::Quarter(nth), None)),
    }
}

impl Match<'_, '_, '_> {
    fn fiscal_calendar(&self) -> Calendar {
        if self.get(Class::Fiscal) == Some(2) { Calendar::UkFiscal } else { Calendar::UsFiscal }
    }
}
