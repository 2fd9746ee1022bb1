//! Calendar arithmetic without text: what an expression denotes, its TIMEX3 value, its first and last day.

use std::fmt;

use jiff::civil::{Date, Weekday};

use crate::extraction::Calendar;

/// A length that dates are counted in, in order of length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Second = 1,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Fortnight,
}

impl Unit {
    pub(crate) const ALL: [Unit; 11] = [
        Unit::Second,
        Unit::Minute,
        Unit::Hour,
        Unit::Day,
        Unit::Week,
        Unit::Month,
        Unit::Quarter,
        Unit::Year,
        Unit::Decade,
        Unit::Century,
        Unit::Fortnight,
    ];

    /// The unit of a number in `date-words.tsv`; 32 more is the plural.
    pub(crate) fn of(number: i32) -> Option<Unit> {
        usize::try_from(number % 32).ok().and_then(|n| n.checked_sub(1)).and_then(|n| Unit::ALL.get(n).copied())
    }

    /// The letters of a TIMEX3 duration.
    fn letters(self) -> &'static str {
        match self {
            Unit::Second => "S",
            Unit::Minute | Unit::Month => "M",
            Unit::Hour => "H",
            Unit::Day => "D",
            Unit::Week | Unit::Fortnight => "W",
            Unit::Quarter => "Q",
            Unit::Year => "Y",
            Unit::Decade => "DE",
            Unit::Century => "CE",
        }
    }

    /// How many of its letter's units one is.
    fn multiple(self) -> u32 {
        if self == Unit::Fortnight { 2 } else { 1 }
    }

    /// Whether it is shorter than a day.
    pub(crate) fn is_clock(self) -> bool {
        self < Unit::Day
    }
}

/// A duration: tenths of a unit; `None` is "some".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Length {
    pub(crate) tenths: Option<u32>,
    pub(crate) unit: Unit,
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.unit.is_clock() { "PT" } else { "P" })?;
        match self.tenths.map(|n| n.saturating_mul(self.unit.multiple())) {
            None => f.write_str("X")?,
            Some(n) if n % 10 == 0 => write!(f, "{}", n / 10)?,
            Some(n) => write!(f, "{}.{}", n / 10, n % 10)?,
        }
        f.write_str(self.unit.letters())
    }
}

/// Time of day on a stated clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clock {
    pub(crate) hour: i8,
    pub(crate) minute: i8,
    pub(crate) second: Option<i8>,
    pub(crate) zone: Zone,
}

/// Which clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Zone {
    /// None is stated.
    Unstated,
    /// UTC.
    Utc,
    /// Minutes east of UTC.
    Offset(i16),
    /// "Eastern Time": standard offset in hours; summer time by the US rule of 2007 (second Sunday in March to the
    /// first in November).
    American(i8),
}

impl Clock {
    /// `T15:30-04:00`
    fn write(self, day: Date, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "T{:02}:{:02}", self.hour, self.minute)?;
        if let Some(second) = self.second {
            write!(f, ":{second:02}")?;
        }
        let minutes = match self.zone {
            Zone::Unstated => return Ok(()),
            Zone::Utc => return f.write_str("Z"),
            Zone::Offset(minutes) => minutes,
            Zone::American(hours) => (i16::from(hours) + i16::from(is_american_summer(day))) * 60,
        };
        let sign = if minutes < 0 { '-' } else { '+' };
        write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
    }
}

fn is_american_summer(day: Date) -> bool {
    let (first, last) = (nth_weekday(day.year(), 3, 2, 7), nth_weekday(day.year(), 11, 1, 7));
    first.zip(last).is_some_and(|(first, last)| first <= day && day < last)
}

/// What an expression denotes. Years before our era are negative: 490 BC is -490.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value {
    Day(Date),
    Moment(Date, Clock),
    Month(i16, i8),
    Year(i16),
    /// 199 is the 1990s.
    Decade(i16),
    /// 18 is the 19th century.
    Century(i16),
    /// A week by its Monday.
    Week(Date),
    /// A weekend by its Saturday.
    Weekend(Date),
    Quarter(i16, i8),
    Half(i16, i8),
    /// 1 spring, 2 summer, 3 autumn, 4 winter.
    Season(i16, i8),
    /// A fiscal year, with a quarter or (from 11 on) a half of it.
    Fiscal(i16, Option<i8>, Calendar),
    /// `PRESENT_REF` and its kind.
    Reference(&'static str),
}

struct Y(i16);

impl fmt::Display for Y {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 < 0 { write!(f, "BC{:04}", -i32::from(self.0)) } else { write!(f, "{:04}", self.0) }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = |f: &mut fmt::Formatter<'_>, d: Date| write!(f, "{}-{:02}-{:02}", Y(d.year()), d.month(), d.day());
        match *self {
            Value::Day(d) => day(f, d),
            Value::Moment(d, clock) => {
                day(f, d)?;
                clock.write(d, f)
            }
            Value::Month(y, m) => write!(f, "{}-{m:02}", Y(y)),
            Value::Year(y) => write!(f, "{}", Y(y)),
            Value::Decade(d) if d < 0 => write!(f, "BC{:03}", -d),
            Value::Decade(d) => write!(f, "{d:03}"),
            Value::Century(c) if c < 0 => write!(f, "BC{:02}", -c - 1),
            Value::Century(c) => write!(f, "{c:02}"),
            Value::Week(d) => {
                let week = d.iso_week_date();
                write!(f, "{:04}-W{:02}", week.year(), week.week())
            }
            Value::Weekend(d) => {
                let week = d.iso_week_date();
                write!(f, "{:04}-W{:02}-WE", week.year(), week.week())
            }
            Value::Quarter(y, q) => write!(f, "{}-Q{q}", Y(y)),
            Value::Half(y, h) => write!(f, "{}-H{h}", Y(y)),
            Value::Season(y, s) => {
                write!(f, "{}-{}", Y(y), ["SP", "SU", "FA", "WI"][(s - 1).clamp(0, 3) as usize])
            }
            Value::Fiscal(y, part, _) => {
                write!(f, "FY{y:04}")?;
                match part {
                    None => Ok(()),
                    Some(half @ 11..) => write!(f, "-H{}", half - 10),
                    Some(quarter) => write!(f, "-Q{quarter}"),
                }
            }
            Value::Reference(name) => f.write_str(name),
        }
    }
}

impl Value {
    /// First and last day, both inclusive.
    pub(crate) fn days(self) -> Option<(Date, Date)> {
        match self {
            Value::Day(d) | Value::Moment(d, _) => Some((d, d)),
            Value::Month(y, m) => months(y, m, 1),
            Value::Year(y) => months(y, 1, 12),
            Value::Decade(d) if d > 0 => Some((new(d * 10, 1, 1)?, new(d * 10 + 9, 12, 31)?)),
            Value::Century(c) if c >= 0 => Some((new(c * 100 + 1, 1, 1)?, new(c * 100 + 100, 12, 31)?)),
            Value::Week(d) => Some((d, add(d, 6, Unit::Day)?)),
            Value::Weekend(d) => Some((d, add(d, 1, Unit::Day)?)),
            Value::Quarter(y, q) => months(y, 3 * q - 2, 3),
            Value::Half(y, h) => months(y, 6 * h - 5, 6),
            Value::Fiscal(y, part, calendar) => {
                let first = match calendar {
                    Calendar::UsFiscal => new(y - 1, 10, 1)?,
                    Calendar::UkFiscal => new(y, 4, 1)?,
                };
                let (skip, length) = match part {
                    None => (0, 12),
                    Some(half @ 11..) => (6 * (half - 11), 6),
                    Some(quarter) => (3 * (quarter - 1), 3),
                };
                let from = add(first, skip.into(), Unit::Month)?;
                Some((from, add(from, length, Unit::Month)?.yesterday().ok()?))
            }
            // seasons begin on no agreed day
            Value::Season(..) | Value::Reference(_) | Value::Decade(_) | Value::Century(_) => None,
        }
    }

    /// A day to count from: the first one.
    pub(crate) fn day(self) -> Option<Date> {
        match self {
            Value::Season(y, s) => new(y, [3, 6, 9, 12][(s - 1).clamp(0, 3) as usize], 1),
            // years before our era count like others, though no calendar of theirs is ours
            Value::Year(y) if y <= 0 => new(y, 1, 1),
            Value::Month(y, m) if y <= 0 => new(y, m, 1),
            _ => self.days().map(|(first, _)| first),
        }
    }

    /// The year that it lies in, where that is one year.
    pub(crate) fn year(self) -> Option<i16> {
        Some(match self {
            Value::Day(d) | Value::Moment(d, _) | Value::Week(d) | Value::Weekend(d) => d.year(),
            Value::Month(y, _)
            | Value::Year(y)
            | Value::Quarter(y, _)
            | Value::Half(y, _)
            | Value::Season(y, _)
            | Value::Fiscal(y, ..) => y,
            Value::Decade(_) | Value::Century(_) | Value::Reference(_) => return None,
        })
    }

    /// The month that it lies in, where that is one month.
    pub(crate) fn month(self) -> Option<i8> {
        match self {
            Value::Day(d) | Value::Moment(d, _) | Value::Week(d) | Value::Weekend(d) => Some(d.month()),
            Value::Month(_, m) => Some(m),
            _ => None,
        }
    }

    /// How fine it is.
    pub(crate) fn grain(self) -> Unit {
        match self {
            Value::Day(_) | Value::Moment(..) | Value::Weekend(_) | Value::Reference(_) => Unit::Day,
            Value::Week(_) => Unit::Week,
            Value::Month(..) => Unit::Month,
            Value::Quarter(..) | Value::Half(..) | Value::Season(..) => Unit::Quarter,
            Value::Year(_) | Value::Fiscal(..) => Unit::Year,
            Value::Decade(_) => Unit::Decade,
            Value::Century(_) => Unit::Century,
        }
    }
}

/// A day, if there is such a day.
pub(crate) fn new(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

fn months(year: i16, first: i8, count: i64) -> Option<(Date, Date)> {
    if year <= 0 {
        return None;
    }
    let from = new(year, first, 1)?;
    Some((from, add(from, count, Unit::Month)?.yesterday().ok()?))
}

/// The day so many units later (or, below 0, earlier).
pub(crate) fn add(day: Date, count: i64, unit: Unit) -> Option<Date> {
    let span = jiff::Span::new();
    let span = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return None,
        Unit::Day => span.try_days(count),
        Unit::Week => span.try_weeks(count),
        Unit::Fortnight => span.try_weeks(count.checked_mul(2)?),
        Unit::Month => span.try_months(count),
        Unit::Quarter => span.try_months(count.checked_mul(3)?),
        Unit::Year => span.try_years(count),
        Unit::Decade => span.try_years(count.checked_mul(10)?),
        Unit::Century => span.try_years(count.checked_mul(100)?),
    };
    day.checked_add(span.ok()?).ok()
}

/// The unit of the calendar that holds `day`, moved by `count`.
pub(crate) fn unit_of(day: Date, count: i64, unit: Unit) -> Option<Value> {
    let moved = add(day, count, unit)?;
    Some(match unit {
        Unit::Week | Unit::Fortnight => Value::Week(monday(moved)?),
        Unit::Month => Value::Month(moved.year(), moved.month()),
        Unit::Quarter => Value::Quarter(moved.year(), (moved.month() + 2) / 3),
        Unit::Year => Value::Year(moved.year()),
        Unit::Decade => Value::Decade(moved.year().div_euclid(10)),
        Unit::Century => Value::Century(moved.year().div_euclid(100)),
        _ => Value::Day(moved),
    })
}

/// The Monday of a day's week.
pub(crate) fn monday(day: Date) -> Option<Date> {
    add(day, -i64::from(day.weekday().to_monday_zero_offset()), Unit::Day)
}

/// The season of a day, by whole months: spring is March to May. Winter is named for the year of its January but in
/// December itself.
pub(crate) fn season_of(day: Date) -> (i16, i8) {
    (day.year(), [4, 4, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4][(day.month() - 1) as usize])
}

/// Days from `a` to `b`.
pub(crate) fn days_between(a: Date, b: Date) -> i32 {
    a.until(b).map_or(0, |span| span.get_days())
}

/// The n-th weekday (1 Monday to 7 Sunday) of a month; below 0 counted from its end.
pub(crate) fn nth_weekday(year: i16, month: i8, nth: i8, weekday: i8) -> Option<Date> {
    new(year, month, 1)?.nth_weekday_of_month(nth, Weekday::from_monday_one_offset(weekday).ok()?).ok()
}

/// Easter Sunday of the Gregorian calendar, by the method of Meeus, Jones and Butcher, with their letters.
#[allow(clippy::many_single_char_names)]
pub(crate) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    new(year, (n / 31) as i8, (n % 31 + 1) as i8)
}

/// The first day of Passover (15 Nisan) in the Gregorian calendar: 163 days before the next Hebrew new year, which is
/// counted in days and parts (1080 to the hour) from the molad of creation, with its four postponements.
pub(crate) fn passover(year: i16) -> Option<Date> {
    let new_year = new_year_day(i64::from(year) + 3761);
    add(new(2000, 1, 1)?, new_year - HEBREW_DAYS_TO_2000 - 163, Unit::Day)
}

/// Days of the Hebrew count before 1 January 2000.
const HEBREW_DAYS_TO_2000: i64 = 2_103_547;

/// The day of the Hebrew count on which a year begins, its length corrected so that no year has a forbidden one.
fn new_year_day(year: i64) -> i64 {
    let (before, day, after) = (molad_day(year - 1), molad_day(year), molad_day(year + 1));
    let delay = if after - day == 356 { 2 } else { i64::from(day - before == 382) };
    day + delay
}

/// The day of a year's first molad (after noon: the next day), moved off Sunday, Wednesday and Friday.
fn molad_day(year: i64) -> i64 {
    let months = (235 * year - 234).div_euclid(19);
    let day = 29 * months + (12_084 + 13_753 * months).div_euclid(25_920);
    day + i64::from((3 * (day + 1)).rem_euclid(7) < 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_timex3() {
        let day = new(2023, 10, 30).unwrap();
        let clock = |zone| Clock { hour: 15, minute: 30, second: None, zone };
        for (value, text) in [
            (Value::Day(day), "2023-10-30"),
            (Value::Week(day), "2023-W44"),
            (Value::Decade(199), "199"),
            (Value::Century(18), "18"),
            (Value::Year(-50), "BC0050"),
            (Value::Season(2023, 3), "2023-FA"),
            (Value::Fiscal(2023, Some(1), Calendar::UsFiscal), "FY2023-Q1"),
            (Value::Moment(day, clock(Zone::American(-5))), "2023-10-30T15:30-04:00"),
            (Value::Moment(new(2023, 11, 5).unwrap(), clock(Zone::American(-5))), "2023-11-05T15:30-05:00"),
            (Value::Moment(day, clock(Zone::Utc)), "2023-10-30T15:30Z"),
            (Value::Moment(day, clock(Zone::Offset(270))), "2023-10-30T15:30+04:30"),
        ] {
            assert_eq!(value.to_string(), text);
        }
    }

    #[test]
    fn fiscal_years_are_the_government_s() {
        let days = |value: Value| value.days().map(|(a, b)| format!("{a} {b}")).unwrap();
        assert_eq!(days(Value::Fiscal(2024, None, Calendar::UsFiscal)), "2023-10-01 2024-09-30");
        assert_eq!(days(Value::Fiscal(2024, Some(2), Calendar::UsFiscal)), "2024-01-01 2024-03-31");
        assert_eq!(days(Value::Fiscal(2024, None, Calendar::UkFiscal)), "2024-04-01 2025-03-31");
        assert_eq!(days(Value::Half(2023, 2)), "2023-07-01 2023-12-31");
        assert_eq!(days(Value::Century(19)), "1901-01-01 2000-12-31");
    }

    #[test]
    fn easter_sundays() {
        for (year, month, day) in [(2019, 4, 21), (2022, 4, 17), (2024, 3, 31), (2038, 4, 25)] {
            assert_eq!(easter(year), new(year, month, day));
        }
    }

    #[test]
    fn lengths_are_timex3() {
        for (tenths, unit, text) in [
            (Some(300), Unit::Year, "P30Y"),
            (Some(15), Unit::Hour, "PT1.5H"),
            (None, Unit::Month, "PXM"),
            (Some(20), Unit::Fortnight, "P4W"),
            (Some(10), Unit::Century, "P1CE"),
        ] {
            assert_eq!(Length { tenths, unit }.to_string(), text);
        }
    }
}
