//! From what an expression says to what it denotes: years that are left out, "last week", "three days later".

use jiff::civil::Date;

use super::expr::{Expr, Place, Which};
use crate::extraction::{Calendar, DateType, Quantifier, ResolvedBy};
use crate::rules::calendar::{self, Unit, Value};

/// A date without year and without a sign of its direction lies at most so many days back, else ahead.
const REACH: i32 = 270;

/// A date that the text says to lie ahead does so for at most so many days, if it also lies at most [`BEHIND`] back.
const AHEAD: i32 = 300;
const BEHIND: i32 = 65;

/// "the same day" is one of so many sentences before.
pub(super) const CLOSE: usize = 3;

/// A month without year that lies more than so many months before the one before it in a history is one of the next year.
const BACKWARDS: i8 = 10;

/// Which way a date without year or week lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// The text does not say.
    Unsaid,
    Past,
    Coming,
    /// Ahead, but rather just past than most of a year away: "said he would leave on July 24".
    Soon,
    /// Whichever lies nearer: "asked for a plan by Oct. 31".
    Near,
}

/// A value and what it rests on.
pub(super) type Settled = Option<(Value, ResolvedBy)>;

/// What expressions are set against; it changes as the text goes on.
pub(super) struct State {
    /// The day of issue and what said so.
    pub(super) document: Option<(Date, ResolvedBy)>,
    /// Bare expressions follow the date before them.
    pub(super) narrative: bool,
    /// The date before.
    pub(super) last: Option<Value>,
    /// The day before, when it was named by itself: an end of "July 18-25" is no day of which a clock tells.
    pub(super) day: Option<Date>,
    /// In a history, the year that its bare dates follow; a look back or ahead ("opened in 2004") does not change it.
    pub(super) thread: Option<Value>,
    /// Whether `last` stands in the same sentence.
    pub(super) near: bool,
    /// Whether `last` stands at most [`CLOSE`] sentences back.
    pub(super) close: bool,
    /// The year of the first day or month of the text that is named in full.
    pub(super) year: Option<i16>,
}

/// An expression with what it denotes.
#[derive(Debug, Default)]
pub(super) struct Resolved {
    pub(super) kind: Option<DateType>,
    pub(super) value: Option<String>,
    pub(super) days: Option<(Date, Date)>,
    pub(super) by: Option<ResolvedBy>,
    pub(super) quant: Option<Quantifier>,
    pub(super) freq: Option<String>,
    pub(super) calendar: Option<Calendar>,
    /// What a later expression may count from.
    pub(super) point: Option<Value>,
}

impl State {
    /// What `expr` denotes.
    pub(super) fn resolve(&self, expr: &Expr, direction: Direction) -> Resolved {
        match expr {
            Expr::Duration(length) => length_of(length.to_string(), DateType::Duration),
            Expr::Durations(a, b) => length_of(format!("{a}/{b}"), DateType::Duration),
            Expr::Set(length, quant, freq) => Resolved {
                quant: *quant,
                freq: freq.map(|n| format!("{n}X")),
                ..length_of(length.to_string(), DateType::Set)
            },
            Expr::SetOf(head, n) => {
                let value = match *head {
                    "XXXX-S" => format!("XXXX-{}", ["SP", "SU", "FA", "WI"][(*n - 1).clamp(0, 3) as usize]),
                    "XXXX-" => format!("XXXX-{n:02}"),
                    _ => format!("{head}{n}"),
                };
                Resolved { quant: Some(Quantifier::Every), ..length_of(value, DateType::Set) }
            }
            Expr::SetOfDay(month, day) => Resolved {
                quant: Some(Quantifier::Every),
                ..length_of(format!("XXXX-{month:02}-{day:02}"), DateType::Set)
            },
            Expr::Range(first, last) => self.range(first, last, direction),
            Expr::Vague(name) => {
                Resolved { kind: Some(DateType::Date), value: Some((*name).to_owned()), ..Resolved::default() }
            }
            _ => {
                let settled = self.point(expr, direction);
                let kind = if matches!(expr, Expr::Clock(..) | Expr::Fixed(Value::Moment(..))) {
                    DateType::Time
                } else {
                    DateType::Date
                };
                let Some((value, by)) = settled else { return Resolved { kind: Some(kind), ..Resolved::default() } };
                Resolved {
                    kind: Some(kind),
                    value: Some(value.to_string()),
                    days: value.days(),
                    by: Some(by),
                    calendar: if let Value::Fiscal(.., calendar) = value { Some(calendar) } else { None },
                    point: Some(value),
                    ..Resolved::default()
                }
            }
        }
    }

    fn range(&self, first: &Expr, last: &Expr, direction: Direction) -> Resolved {
        let unresolved = Resolved { kind: Some(DateType::Range), ..Resolved::default() };
        let Some(((a, by), (b, _))) = self.ends(first, last, direction) else { return unresolved };
        let days = match (a.days(), b.days()) {
            (Some((from, _)), Some((_, to))) if from <= to => Some((from, to)),
            (Some(_), Some(_)) => return unresolved,
            _ => None,
        };
        Resolved {
            value: Some(format!("{a}/{b}")),
            days,
            by: Some(by),
            calendar: if let Value::Fiscal(.., calendar) = b { Some(calendar) } else { None },
            // "1939-45 … in April" goes on from the start, "from May 3 to May 9 … on the 12th" from the end
            point: Some(if a.grain() >= Unit::Year { a } else { b }),
            ..unresolved
        }
    }

    /// Both ends of a range; the one with a year gives it to the other, across a year's end if need be.
    fn ends(
        &self,
        first: &Expr,
        last: &Expr,
        direction: Direction,
    ) -> Option<((Value, ResolvedBy), (Value, ResolvedBy))> {
        match (first, last) {
            (Expr::In(place, None), last) if !matches!(last, Expr::In(_, None)) => {
                let b = self.point(last, direction)?;
                let year = b.0.year()?;
                let a = in_year(*place, year)?;
                let a = if a.day()? > b.0.day()? { in_year(*place, year - 1)? } else { a };
                Some(((a, b.1), b))
            }
            (first, Expr::In(place, None)) => {
                let a = self.running(first, last).map_or_else(|| self.point(first, direction), Some)?;
                let year = a.0.year()?;
                let place = match (place, a.0.month()) {
                    (Place::DayOfMonth(day), Some(month)) => Place::Day(month, *day),
                    (place, _) => *place,
                };
                let b = in_year(place, year)?;
                let b = if b.day()? < a.0.day()? { in_year(place, year + 1)? } else { b };
                Some((a, (b, a.1)))
            }
            (first, Expr::Weekday(day, None)) => {
                let a = self.point(first, direction)?;
                let start = a.0.day()?;
                let ahead = (i64::from(*day) - i64::from(start.weekday().to_monday_one_offset())).rem_euclid(7);
                Some((a, (Value::Day(calendar::add(start, ahead, Unit::Day)?), a.1)))
            }
            // the day stands with one of the times
            (Expr::Clock(clock, None), Expr::Clock(_, Some(day))) => {
                let first = Expr::Clock(*clock, Some(day.clone()));
                Some((self.point(&first, direction)?, self.point(last, direction)?))
            }
            (Expr::Clock(_, Some(day)), Expr::Clock(clock, None)) => {
                let last = Expr::Clock(*clock, Some(day.clone()));
                Some((self.point(first, direction)?, self.point(&last, direction)?))
            }
            _ => Some((self.point(first, direction)?, self.point(last, direction)?)),
        }
    }

    /// The start of a range without years that the day of issue lies in: "from Feb. 23 through March 31", on Feb. 25.
    fn running(&self, first: &Expr, last: &Expr) -> Settled {
        let (Expr::In(first, None), Expr::In(last, None)) = (first, last) else { return None };
        let (base, by) = self.document.filter(|_| !self.narrative)?;
        let start = |year| in_year(*first, year).filter(|v| v.day().is_some_and(|day| day <= base));
        let holds = |a: &Value, year| {
            let b = in_year(*last, year).filter(|b| b.day() >= a.day()).or_else(|| in_year(*last, year + 1));
            b.and_then(Value::days).is_some_and(|(_, to)| to >= base)
        };
        let years = [base.year(), base.year() - 1];
        years.into_iter().find_map(|year| start(year).filter(|a| holds(a, year))).map(|a| (a, by))
    }

    /// The date before, unless it is coarser than what is counted.
    fn last_within(&self, unit: Unit) -> Option<Value> {
        self.last.filter(|v| v.grain() <= unit)
    }

    /// The day that the text spoke of last.
    fn before(&self, unit: Unit) -> Option<(Date, ResolvedBy)> {
        self.last_within(unit).and_then(Value::day).map(|day| (day, ResolvedBy::PrecedingDate))
    }

    /// Where "last", "this" and "next" count from, and where "that" and "the following" do.
    fn base(&self, which: Which, unit: Unit) -> Option<(Date, ResolvedBy)> {
        let before = || self.before(unit);
        if self.narrative {
            return if self.last.is_some() { before() } else { self.document };
        }
        if which.is_present() {
            // "this year" behind "launched in 2020" is the writer's, not the one before
            self.document
        } else if which == Which::Near {
            self.document.or_else(before)
        } else if self.close || unit > Unit::Day || self.last.is_none() {
            before().or(self.document)
        } else {
            None // "the same day" of something told without its date
        }
    }

    pub(super) fn point(&self, expr: &Expr, direction: Direction) -> Settled {
        match expr {
            Expr::Fixed(value) => Some((*value, ResolvedBy::Text)),
            Expr::In(place, Some(year)) => Some((in_year(*place, *year)?, ResolvedBy::Text)),
            Expr::In(place, None) => self.in_some_year(*place, direction),
            Expr::Place(place, which) => self.which_place(*place, *which),
            Expr::OfYear(place, which) => {
                let (base, by) = self.base(*which, Unit::Year)?;
                Some((in_year(*place, base.year() + which.offset() as i16)?, by))
            }
            Expr::Anniversary(count, unit) => {
                let (base, by) = self.document?;
                Some((Value::Day(calendar::add(base, *count, *unit)?), by))
            }
            Expr::Weekday(day, which) => self.weekday(*day, *which, direction),
            Expr::Unit(unit, which) => {
                let (base, by) = self.base(*which, *unit)?;
                Some((calendar::unit_of(base, which.offset(), *unit)?, by))
            }
            Expr::Weekend(which) => {
                let (base, by) = self.base(*which, Unit::Week)?;
                let saturday = calendar::add(calendar::monday(base)?, 5 + 7 * which.offset(), Unit::Day)?;
                Some((Value::Weekend(saturday), by))
            }
            Expr::Fiscal(which) => {
                let (base, by) = self.base(*which, Unit::Year)?;
                let year = base.year() + i16::from(base.month() >= 10) + which.offset() as i16;
                Some((Value::Fiscal(year, None, Calendar::UsFiscal), by))
            }
            Expr::Today(offset) => {
                // a history speaks of its own present
                if self.narrative {
                    return (*offset == 0).then_some((Value::Reference("PRESENT_REF"), ResolvedBy::Text));
                }
                let (day, by) = self.document?;
                Some((Value::Day(calendar::add(day, *offset, Unit::Day)?), by))
            }
            Expr::Shift(count, unit, present) => {
                // "two centuries later" counts from a date of the text, never from the day of issue
                let told = if *present { self.base(Which::Last, *unit) } else { self.before(*unit) };
                let (base, by) = told?;
                Some((shifted(base, (*count)?, *unit)?, by))
            }
            Expr::ShiftFrom(count, unit, from) => {
                let (base, by) = self.point(from, direction)?;
                Some((shifted(base.day().filter(|_| base.grain() <= *unit)?, *count, *unit)?, by))
            }
            Expr::Clock(clock, Some(day)) => {
                let (day, by) = self.point(day, direction)?;
                match day {
                    Value::Day(day) => Some((Value::Moment(day, *clock), by)),
                    _ => None,
                }
            }
            Expr::Clock(clock, None) => match self.last {
                Some(Value::Day(day) | Value::Moment(day, _)) if self.near || self.narrative => {
                    Some((Value::Moment(day, *clock), ResolvedBy::PrecedingDate))
                }
                _ => {
                    let before = self.day.map(|day| (day, ResolvedBy::PrecedingDate));
                    self.document.or(before).map(|(day, by)| (Value::Moment(day, *clock), by))
                }
            },
            _ => None,
        }
    }

    /// A place whose year is left out.
    fn in_some_year(&self, place: Place, direction: Direction) -> Settled {
        let last = match self.narrative {
            _ if self.near => self.last,
            true => self.thread.or(self.last),
            // without a day of issue a year in passing ("the Treaty of 1909", "by 2030") tells nothing of "June 7"
            false if self.document.is_none() => self.thread,
            false => self.last,
        };
        let before = last.and_then(|last| Some((last, last.year()?)));
        let document = if self.narrative && before.is_some() { None } else { self.document };
        if let Place::DayOfMonth(day) = place {
            if let Some((last, _)) = before.filter(|(last, _)| last.month().is_some()) {
                return Some((in_year(Place::Day(last.month()?, day), last.year()?)?, ResolvedBy::PrecedingDate));
            }
            let (base, by) = self.document?;
            let months =
                [0, -1, 1].map(|n| calendar::add(calendar::new(base.year(), base.month(), 1)?, n, Unit::Month));
            let days = months.into_iter().flatten().filter_map(|first| calendar::new(first.year(), first.month(), day));
            return Some((Value::Day(nearest(days, base, direction, 20)?), by));
        }
        match (document, before) {
            (Some((base, by)), _) => {
                let years = [base.year(), base.year() - 1, base.year() + 1];
                if let Place::Season(season) = place {
                    return Some((Value::Season(season_year(base, season, direction), season), by));
                }
                let values: Vec<Value> = years.iter().filter_map(|y| in_year(place, *y)).collect();
                // of a month that is running or a week that is, that one
                if let Some(now) = values.iter().find(|v| v.days().is_some_and(|(from, to)| from <= base && base <= to))
                {
                    return Some((*now, by));
                }
                if matches!(place, Place::Quarter(_) | Place::Half(_)) {
                    return values.first().map(|v| (*v, by));
                }
                let named: Vec<Value> = values.iter().copied().filter(|v| is_on(place, *v)).collect();
                let values = if named.is_empty() { values } else { named };
                let day = nearest(values.iter().filter_map(|v| v.day()), base, direction, REACH)?;
                values.into_iter().find(|v| v.day() == Some(day)).map(|v| (v, by))
            }
            (None, Some((last, year))) => {
                let value = in_year(place, year)?;
                // a history goes on: January after December is the next one
                let back = match (last.month(), value.month()) {
                    (Some(before), Some(now)) => before - now > BACKWARDS,
                    _ => false,
                };
                Some((if back { in_year(place, year + 1)? } else { value }, ResolvedBy::PrecedingDate))
            }
            (None, None) => Some((in_year(place, self.year?)?, ResolvedBy::Context)),
        }
    }

    /// "last summer", "this July", "August of that year".
    fn which_place(&self, place: Place, which: Which) -> Settled {
        let (base, by) = self.base(which, Unit::Year)?;
        if let Place::Season(season) = place {
            let (year, now) = calendar::season_of(base);
            let year = match which {
                Which::Last | Which::Previous => year - i16::from(season >= now || season == 4 && now != 4),
                Which::Next | Which::Following => year + i16::from(season <= now),
                _ => year + i16::from(season == 4 && base.month() > 2),
            };
            // the last winter that ended, by the year of its January
            let year = if season == 4 && matches!(which, Which::Last | Which::Previous) && base.month() > 2 {
                base.year()
            } else {
                year
            };
            return Some((Value::Season(year, season), by));
        }
        let values = [-1, 0, 1].map(|n| in_year(place, base.year() + n));
        let past = |v: &Value| v.days().is_some_and(|(_, to)| to < base);
        let coming = |v: &Value| v.days().is_some_and(|(from, _)| from > base);
        let mut all = values.iter().flatten();
        let value = match which {
            Which::Last | Which::Previous => all.rfind(|v| past(v)),
            Which::Next | Which::Following => all.find(|v| coming(v)),
            _ => values[1].as_ref(),
        };
        value.map(|v| (*v, by))
    }

    fn weekday(&self, day: i8, which: Option<Which>, direction: Direction) -> Settled {
        let (base, by) = self.base(which.unwrap_or(Which::This), Unit::Day)?;
        let today = base.weekday().to_monday_one_offset();
        let ahead = i64::from(day - today).rem_euclid(7);
        let offset = match which {
            Some(Which::Last | Which::Previous) => {
                if ahead == 0 {
                    -7
                } else {
                    ahead - 7
                }
            }
            Some(Which::Next | Which::Following) => {
                if ahead == 0 {
                    7
                } else {
                    ahead
                }
            }
            // the week of the calendar, Monday to Sunday
            Some(Which::This) => i64::from(day - today),
            Some(Which::Same | Which::Near) | None => match direction {
                _ if self.narrative => ahead,
                Direction::Coming | Direction::Soon => ahead,
                _ if ahead == 0 => 0,
                _ => ahead - 7,
            },
        };
        Some((Value::Day(calendar::add(base, offset, Unit::Day)?), by))
    }
}

fn length_of(value: String, kind: DateType) -> Resolved {
    Resolved { kind: Some(kind), value: Some(value), ..Resolved::default() }
}

/// So many units from a day, at the grain of the unit.
fn shifted(base: Date, count: i64, unit: Unit) -> Option<Value> {
    match unit {
        Unit::Hour if count % 24 == 0 => Some(Value::Day(calendar::add(base, count / 24, Unit::Day)?)),
        Unit::Second | Unit::Minute | Unit::Hour => None,
        Unit::Decade => Some(Value::Year(calendar::add(base, count, unit)?.year())),
        Unit::Week | Unit::Fortnight => Some(Value::Day(calendar::add(base, count, unit)?)),
        _ => calendar::unit_of(base, count, unit),
    }
}

/// The day of a place next to another day; if the place names a weekday, of the days that lie on it.
pub(super) fn next_to(place: Place, near: Date) -> Option<Date> {
    let years = [near.year() - 1, near.year(), near.year() + 1];
    let values = || years.into_iter().filter_map(|year| in_year(place, year));
    let nearest = |value: &Value| value.day().map(|day| calendar::days_between(day, near).abs());
    values().filter(|v| is_on(place, *v)).min_by_key(nearest).or_else(|| values().min_by_key(nearest))?.day()
}

/// Whether a value lies on the weekday that its place names.
fn is_on(place: Place, value: Value) -> bool {
    match (place, value) {
        (Place::DayOn(weekday, ..), Value::Day(day)) => day.weekday().to_monday_one_offset() == weekday,
        _ => false,
    }
}

fn in_year(place: Place, year: i16) -> Option<Value> {
    Some(match place {
        Place::Day(month, day) | Place::DayOn(_, month, day) => Value::Day(calendar::new(year, month, day)?),
        Place::Month(month) => Value::Month(year, month),
        Place::Quarter(q) => Value::Quarter(year, q),
        Place::Half(h) => Value::Half(year, h),
        Place::Season(s) => Value::Season(year, s),
        Place::Week(month, day) => Value::Week(calendar::monday(calendar::new(year, month, day)?)?),
        Place::Holiday(rule) => Value::Day(rule.day(year)?),
        Place::DayOfMonth(_) => return None,
    })
}

/// The year of a bare season: the running or the last one, the next one if the text looks ahead.
fn season_year(base: Date, season: i8, direction: Direction) -> i16 {
    let (year, now) = calendar::season_of(base);
    match direction {
        Direction::Coming | Direction::Soon if season < now && now != 4 => year + 1,
        Direction::Coming | Direction::Soon if season == 4 && base.month() > 2 => year + 1,
        Direction::Past | Direction::Unsaid | Direction::Near if season > now && !(now == 1 && season == 2) => {
            year - i16::from(season != 4)
        }
        _ => year,
    }
}

/// The candidate nearest to a day: of those before it unless the text looks ahead; where it does not say, one ahead is
/// taken if the one before lies further back than `reach` days.
fn nearest(days: impl Iterator<Item = Date>, base: Date, direction: Direction, reach: i32) -> Option<Date> {
    let (mut past, mut coming): (Option<Date>, Option<Date>) = (None, None);
    for day in days {
        if day <= base {
            past = past.max(Some(day));
        }
        if day >= base {
            coming = Some(coming.map_or(day, |c| c.min(day)));
        }
    }
    match direction {
        Direction::Coming => coming.or(past),
        Direction::Soon => match (past, coming) {
            (Some(past), Some(coming)) => {
                let far = calendar::days_between(base, coming) > AHEAD && calendar::days_between(past, base) <= BEHIND;
                Some(if far { past } else { coming })
            }
            (past, coming) => coming.or(past),
        },
        Direction::Past => past.or(coming),
        Direction::Near => match (past, coming) {
            (Some(past), Some(coming)) => {
                let back = calendar::days_between(past, base) < calendar::days_between(base, coming);
                Some(if back { past } else { coming })
            }
            (past, coming) => past.or(coming),
        },
        Direction::Unsaid => match (past, coming) {
            (Some(past), Some(coming)) => Some(if calendar::days_between(past, base) <= reach { past } else { coming }),
            (past, coming) => past.or(coming),
        },
    }
}
