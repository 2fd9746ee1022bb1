//! What an expression says before it is set against a date.

use super::class::{Class, WEAK};
use super::glued;
use super::pattern::{Caps, Ground};
use crate::document::TokenRange;
use crate::extraction::{DateModifier, Quantifier};
use crate::rules::calendar::{Clock, Length, Unit, Value, Zone};
use crate::rules::holidays;

/// A place in the calendar that may lack its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Month and day.
    Day(i8, i8),
    /// Weekday, month and day: "Monday, Nov. 23" chooses its year.
    DayOn(i8, i8, i8),
    Month(i8),
    /// A day of a month that stands elsewhere: "the 20th".
    DayOfMonth(i8),
    Quarter(i8),
    Half(i8),
    Season(i8),
    /// The week that holds a month's day.
    Week(i8, i8),
    /// A day of `holidays.tsv`.
    Holiday(holidays::Rule),
}

/// Which one of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// The one before the present.
    Last,
    /// The present one.
    This,
    /// The one after the present.
    Next,
    /// The one before what the text spoke of last.
    Previous,
    /// The one after that.
    Following,
    /// That one.
    Same,
    /// "the end of the year": this one, or in a history that one.
    Near,
}

impl Which {
    /// The reading of a value in `date-words.tsv`.
    pub(super) fn of(value: i32) -> Which {
        match value {
            1 | 2 => Which::Last,
            3 => Which::Previous,
            6..=8 => Which::Next,
            9 => Which::Following,
            10 | 11 => Which::Same,
            _ => Which::This,
        }
    }

    /// How many units it lies from where one counts.
    pub(super) fn offset(self) -> i64 {
        match self {
            Which::Last | Which::Previous => -1,
            Which::This | Which::Same | Which::Near => 0,
            Which::Next | Which::Following => 1,
        }
    }

    /// Whether one counts from the present and not from the text.
    pub(super) fn is_present(self) -> bool {
        matches!(self, Which::Last | Which::This | Which::Next)
    }
}

/// What an expression says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expr {
    /// Settled by its own words.
    Fixed(Value),
    /// A place in a year; without year it is resolved.
    In(Place, Option<i16>),
    /// A day of the week, perhaps "last", "next" …
    Weekday(i8, Option<Which>),
    /// "last month", "this year"
    Unit(Unit, Which),
    /// "this weekend"
    Weekend(Which),
    /// "this fiscal year"
    Fiscal(Which),
    /// "last summer", "this July"
    Place(Place, Which),
    /// "May of last year"
    OfYear(Place, Which),
    /// "75 years ago today": so many units from today, to the day.
    Anniversary(i64, Unit),
    /// So many days from today.
    Today(i64),
    /// "two weeks ago" (from the present), "three days later" (from the text), at the grain of the unit.
    Shift(Option<i64>, Unit, bool),
    /// "three days after May 4"
    ShiftFrom(i64, Unit, Box<Expr>),
    /// A time of some day.
    Clock(Clock, Option<Box<Expr>>),
    Duration(Length),
    Durations(Length, Length),
    /// A recurrence: period, quantifier, frequency.
    Set(Length, Option<Quantifier>, Option<u16>),
    /// A recurrence with a value of its own: "every Monday".
    SetOf(&'static str, i8),
    /// "every May 29"
    SetOfDay(i8, i8),
    Range(Box<Expr>, Box<Expr>),
    /// "today" in a history, "now".
    Vague(&'static str),
    /// It denotes a time that nothing settles.
    Open,
}

impl Expr {
    /// The year that the expression itself names.
    pub(super) fn own_year(&self) -> Option<i16> {
        match self {
            Expr::Fixed(value) => value.year(),
            Expr::In(_, year) => *year,
            Expr::Clock(_, Some(day)) => day.own_year(),
            Expr::Range(first, last) => first.own_year().or_else(|| last.own_year()),
            _ => None,
        }
    }

    /// The year of a day that the expression names in full; a month or a year alone often looks back or ahead ("since March
    /// 2020", "the Treaty of 1909", "by 2030").
    pub(super) fn year_of_day(&self) -> Option<i16> {
        match self {
            Expr::Fixed(value) => value.year().filter(|_| value.grain() == Unit::Day),
            Expr::In(place, year) => year.filter(|_| matches!(place, Place::Day(..) | Place::DayOn(..))),
            Expr::Range(first, last) => first.year_of_day().or_else(|| last.year_of_day()),
            _ => self.own_year(),
        }
    }
}

/// Sorts of expressions that patterns can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Anything with a place in time.
    Date,
    /// A day.
    Day,
    /// A day that names its month.
    CalendarDay,
    /// A month, a season, a year and the like.
    Period,
    Month,
    Year,
    Clock,
    /// A time with its day.
    Moment,
    Duration,
    Unit,
    Season,
    /// A range.
    Range,
}

impl Sort {
    pub(super) fn from_name(name: &str) -> Option<Sort> {
        Some(match name {
            "date" => Sort::Date,
            "day" => Sort::Day,
            "calendar-day" => Sort::CalendarDay,
            "period" => Sort::Period,
            "month" => Sort::Month,
            "year" => Sort::Year,
            "clock" => Sort::Clock,
            "moment" => Sort::Moment,
            "duration" => Sort::Duration,
            "unit" => Sort::Unit,
            "season" => Sort::Season,
            "range" => Sort::Range,
            _ => return None,
        })
    }
}

/// An expression in the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub(super) range: TokenRange,
    pub(super) rule: &'static str,
    pub(super) expr: Expr,
    pub(super) modifier: Option<DateModifier>,
    pub(super) ambiguous: bool,
    pub(super) vague: bool,
}

impl Found {
    pub(super) fn is(&self, sort: Sort) -> bool {
        use Place::{Day, DayOfMonth, DayOn, Half, Holiday, Month, Quarter, Season, Week};
        let e = &self.expr;
        match sort {
            Sort::Date => !matches!(
                e,
                Expr::Duration(_)
                    | Expr::Durations(..)
                    | Expr::Set(..)
                    | Expr::SetOf(..)
                    | Expr::SetOfDay(..)
                    | Expr::Range(..)
                    | Expr::Vague(_)
            ),
            Sort::Day => matches!(
                e,
                Expr::Fixed(Value::Day(_))
                    | Expr::In(Day(..) | DayOn(..) | DayOfMonth(_) | Holiday(_), _)
                    | Expr::Weekday(..)
                    | Expr::Today(_)
                    | Expr::Shift(_, Unit::Day, _)
                    | Expr::ShiftFrom(_, Unit::Day, _)
                    | Expr::Unit(Unit::Day, _)
            ),
            Sort::CalendarDay => matches!(e, Expr::Fixed(Value::Day(_)) | Expr::In(Day(..) | DayOn(..), _)),
            Sort::Month => matches!(
                e,
                Expr::In(Month(_), _)
                    | Expr::Fixed(Value::Month(..))
                    | Expr::Place(Month(_), _)
                    | Expr::OfYear(Month(_), _)
            ),
            Sort::Year => matches!(e, Expr::Fixed(Value::Year(_))),
            Sort::Season => matches!(e, Expr::In(Season(_), _) | Expr::Place(Season(_), _)),
            Sort::Unit => matches!(e, Expr::Unit(..)),
            Sort::Period => {
                matches!(
                    e,
                    Expr::In(Month(_) | Quarter(_) | Half(_) | Season(_) | Week(..), _)
                        | Expr::Unit(..)
                        | Expr::Place(..)
                        | Expr::OfYear(..)
                        | Expr::Fixed(
                            Value::Month(..)
                                | Value::Year(_)
                                | Value::Decade(_)
                                | Value::Century(_)
                                | Value::Fiscal(..)
                                | Value::Season(..)
                                | Value::Quarter(..)
                                | Value::Half(..)
                        )
                )
            }
            Sort::Clock => matches!(e, Expr::Clock(_, None)),
            Sort::Moment => matches!(e, Expr::Clock(_, Some(_)) | Expr::Fixed(Value::Moment(..))),
            Sort::Duration => matches!(e, Expr::Duration(_)),
            Sort::Range => matches!(e, Expr::Range(..)),
        }
    }
}

/// What a match read, with the ground that it stands on: what productions are made from.
pub(super) struct Match<'m, 'd, 't> {
    pub(super) ground: &'m Ground<'d, 't>,
    pub(super) caps: &'m Caps,
    pub(super) range: TokenRange,
}

impl Match<'_, '_, '_> {
    /// The value of the n-th element of a class.
    pub(super) fn nth(&self, class: Class, n: usize) -> Option<i32> {
        self.caps.all().iter().filter(|c| c.class == class).nth(n).map(|c| c.value)
    }

    pub(super) fn get(&self, class: Class) -> Option<i32> {
        self.nth(class, 0)
    }

    pub(super) fn has(&self, class: Class) -> bool {
        self.get(class).is_some()
    }

    /// The text of the first element of a class.
    pub(super) fn text(&self, class: Class) -> &str {
        let cap = self.caps.all().iter().find(|c| c.class == class);
        cap.map_or("", |c| self.ground.document.token_text(c.at as usize))
    }

    /// The n-th expression that the pattern took over.
    pub(super) fn found(&self, n: usize) -> Option<&Found> {
        let cap = self.caps.all().iter().filter(|c| c.class == Class::None).nth(n)?;
        self.ground.found.get(cap.value as usize)
    }

    pub(super) fn expr(&self, n: usize) -> Option<Expr> {
        self.found(n).map(|f| f.expr.clone())
    }

    /// The rule of the holiday that the match read.
    pub(super) fn holiday(&self) -> Option<holidays::Rule> {
        let cap = self.caps.all().iter().find(|c| c.class == Class::Holiday)?;
        holidays::at(self.ground.document, cap.at as usize, self.ground.country).map(|(_, rule)| rule)
    }

    pub(super) fn month(&self, n: usize) -> Option<i8> {
        self.nth(Class::Month, n).map(|m| (m % WEAK) as i8)
    }

    /// The n-th day, of figures ("30") and ordinals ("30th") in their order.
    pub(super) fn day(&self, n: usize) -> Option<i8> {
        let day =
            self.caps.all().iter().filter(|c| matches!(c.class, Class::Day | Class::Nth | Class::Ordinal)).nth(n)?;
        (1..=31).contains(&day.value).then_some(day.value as i8)
    }

    /// The n-th year, of four figures and of two in their order; two are of this century up to 60.
    pub(super) fn year(&self, n: usize) -> Option<i16> {
        let year = self.caps.all().iter().filter(|c| matches!(c.class, Class::Year | Class::Short)).nth(n)?;
        Some(match year.class {
            Class::Short => year.value as i16 + if year.value > 60 { 1900 } else { 2000 },
            _ => year.value as i16,
        })
    }

    pub(super) fn weekday(&self) -> Option<i8> {
        self.get(Class::Weekday).map(|d| (d % WEAK) as i8)
    }

    pub(super) fn season(&self) -> Option<i8> {
        self.get(Class::Season).map(|s| (s % WEAK) as i8)
    }

    pub(super) fn unit(&self) -> Option<Unit> {
        self.get(Class::Unit).and_then(Unit::of)
    }

    pub(super) fn is_plural(&self) -> bool {
        self.get(Class::Unit).is_some_and(|u| u >= WEAK)
    }

    pub(super) fn which(&self) -> Option<Which> {
        self.get(Class::Which).map(Which::of)
    }

    /// A clock time of "3:30 p.m. EDT", "10 a.m.", "1530 local", "19:00", "10.30 am"; the n-th time of the match.
    pub(super) fn clock(&self, n: usize) -> Option<Clock> {
        let time = |c: Class| {
            matches!(
                c,
                Class::Clock | Class::Int | Class::Number | Class::Hours | Class::Decimal | Class::Noon | Class::Zulu
            )
        };
        let all = self.caps.all();
        let at = all.iter().enumerate().filter(|(_, c)| time(c.class)).nth(n)?.0;
        let cap = all[at];
        let zone = self.zone();
        if cap.class == Class::Zulu {
            let (_, mut clock) = glued::zulu(self.ground.document.token_text(cap.at as usize))?;
            if zone != Zone::Unstated {
                clock.zone = zone;
            }
            return Some(clock);
        }
        let (mut hour, minute, second) = match cap.class {
            Class::Int | Class::Number | Class::Noon => (cap.value, 0, None),
            Class::Hours => (cap.value / 100, cap.value % 100, None),
            _ => {
                let value = if cap.class == Class::Decimal { -cap.value } else { cap.value };
                let seconds = value / 2;
                (seconds / 3600, seconds / 60 % 60, (value % 2 == 1).then_some((seconds % 60) as i8))
            }
        };
        if hour > 23 || minute < 0 {
            return None;
        }
        if cap.class != Class::Noon {
            // "9 to 11 a.m.": the mark of the second counts for the first
            match all[at..].iter().find(|c| c.class == Class::AmPm).map(|c| c.value) {
                Some(3) if hour <= 24 => hour %= 24,
                Some(mark) if hour <= 12 => hour = hour % 12 + if mark == 2 { 12 } else { 0 },
                Some(_) if cap.class == Class::Int => return None,
                _ => {}
            }
        }
        Some(Clock { hour: hour as i8, minute: minute as i8, second, zone })
    }

    pub(super) fn zone(&self) -> Zone {
        match self.get(Class::Zone) {
            None | Some(500) => Zone::Unstated,
            Some(64) => Zone::Utc,
            Some(n @ 201..=204) => Zone::American((196 - n) as i8),
            Some(n) => Zone::Offset(((n - 64) * 15) as i16),
        }
    }

    /// An amount in tenths: "two", "twenty-one", "two hundred", "a", "2.5", "two and a half"; `None` is "some".
    #[allow(clippy::option_option)] // no amount, "some", or a number
    pub(super) fn amount(&self) -> Option<Option<u32>> {
        let mut total: Option<u32> = None;
        let mut some = false;
        for cap in self.caps.all() {
            let value = cap.value.max(0) as u32;
            match cap.class {
                Class::Int | Class::Number | Class::Tens => {
                    total = Some(total.unwrap_or(0).checked_add(value.checked_mul(10)?)?);
                }
                Class::Hundred => total = Some(total.unwrap_or(10).checked_mul(value)?),
                Class::Decimal if cap.value >= 0 => total = Some(value),
                Class::Half => total = Some(total.unwrap_or(0).checked_add(5)?),
                Class::Some if value == 2 => total = Some(20),
                Class::Some => some = true,
                _ => {}
            }
        }
        Some(if some { None } else { Some(total.unwrap_or(10)) })
    }

    pub(super) fn length(&self) -> Option<Length> {
        Some(Length { tenths: self.amount()?, unit: self.unit()? })
    }

    /// The modifier that an "early", "late", "the end of" says.
    pub(super) fn edge(&self) -> Option<DateModifier> {
        match self.get(Class::Edge)? % 8 {
            1 => Some(DateModifier::Start),
            2 => Some(DateModifier::Mid),
            _ => Some(DateModifier::End),
        }
    }
}
