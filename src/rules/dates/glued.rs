//! Dates that are one token: "30OCT2023", "251430ZJAN13", "FY24", "1990s", "30th", "3pm".

use super::class::{Atom, Class};
use crate::rules::calendar::{self, Clock, Value, Zone};

/// The classes of a token of letters and figures.
pub(super) fn atom(text: &str) -> Atom {
    let bytes = text.as_bytes();
    let figures = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    if !text.is_ascii() || bytes.len() > 16 {
        return Atom::default();
    }
    let (head, tail) = text.split_at(figures);
    let number: Option<i32> = head.parse().ok();
    let is = |word: &str| tail.eq_ignore_ascii_case(word);
    match (figures, number) {
        (0, _) => word_then_figures(text),
        (1..=3, Some(n)) if is("st") || is("nd") || is("rd") || is("th") => Atom::with(Class::Nth, n),
        (4, Some(n)) if tail == "s" && n % 10 == 0 && n >= 1000 => Atom::with(Class::Decade, n / 10),
        (3, Some(n)) if tail == "s" && n % 10 == 0 => Atom::with(Class::Decade, n / 10),
        (2, Some(n)) if tail == "s" && n % 10 == 0 => {
            Atom::with(Class::Decade, if n >= 30 { 190 } else { 200 } + n / 10)
        }
        (1 | 2, Some(1..=12)) if is("am") || is("pm") => Atom::with(Class::Zulu, 0),
        (1, Some(n @ 1..=4)) if is("q") => Atom::with(Class::Q, n),
        (4 | 6, _) if is("z") || is("l") || is("hrs") || is("h") || is("hr") => Atom::with(Class::Zulu, 0),
        (1.., _) if stamp(text).is_some() => Atom::with(Class::Stamp, 0),
        _ => Atom::default(),
    }
}

/// "FY24", "FY2024", "Q3"
fn word_then_figures(text: &str) -> Atom {
    let at = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let (word, figures) = text.split_at(at);
    let Ok(n) = figures.parse::<i32>() else { return Atom::default() };
    match (word, figures.len()) {
        ("FY" | "fy", 2) => Atom::with(Class::FiscalYear, 2000 + n - if n > 60 { 100 } else { 0 }),
        ("FY" | "fy", 4) if (1900..2200).contains(&n) => Atom::with(Class::FiscalYear, n),
        ("Q", 1) if (1..=4).contains(&n) => Atom::with(Class::Q, n),
        _ => Atom::default(),
    }
}

impl Atom {
    fn with(class: Class, number: i32) -> Atom {
        Atom::of(class.bit(), number)
    }
}

const MONTHS: &[u8; 36] = b"JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";

/// The number of a month by its first three letters.
fn month(letters: &str) -> Option<i8> {
    let upper = letters.get(..3)?.to_ascii_uppercase();
    let at = MONTHS.chunks(3).position(|m| m == upper.as_bytes())?;
    Some(at as i8 + 1)
}

fn year(figures: &str) -> Option<i16> {
    let n: i16 = figures.parse().ok()?;
    match figures.len() {
        4 if (1000..2200).contains(&n) => Some(n),
        2 => Some(if n > 60 { 1900 } else { 2000 } + n),
        _ => None,
    }
}

/// The clock of a military zone letter: A is one hour east of UTC, Z is UTC; J is the local clock, and so is L in use.
fn zone(letter: u8) -> Zone {
    let hours = match letter.to_ascii_uppercase() {
        b'Z' => return Zone::Utc,
        letter @ b'A'..=b'I' => letter - b'A' + 1,
        letter @ (b'K' | b'M') => letter - b'A',
        letter @ b'N'..=b'Y' => return Zone::Offset(-60 * i16::from(letter - b'N' + 1)),
        _ => return Zone::Unstated,
    };
    Zone::Offset(60 * i16::from(hours))
}

/// The value of "30OCT2023", "30Oct23" (a day) or "251430ZJAN13" (a moment); `None` for anything else, as "45DEC2020".
pub(super) fn stamp(text: &str) -> Option<Value> {
    let figures = text.find(|c: char| c.is_ascii_alphabetic())?;
    let (head, rest) = text.split_at(figures);
    let letters = rest.find(|c: char| c.is_ascii_digit())?;
    let (word, tail) = rest.split_at(letters);
    let year = year(tail)?;
    match (head.len(), word.len()) {
        (1 | 2, 3 | 4) => Some(Value::Day(calendar::new(year, month(word)?, head.parse().ok()?)?)),
        (6, 4) => {
            let day = calendar::new(year, month(&word[1..])?, head[..2].parse().ok()?)?;
            Some(Value::Moment(day, hours(&head[2..], zone(word.as_bytes()[0]))?))
        }
        _ => None,
    }
}

fn hours(figures: &str, zone: Zone) -> Option<Clock> {
    let (hour, minute): (i8, i8) = (figures.get(..2)?.parse().ok()?, figures.get(2..4)?.parse().ok()?);
    (hour < 24 && minute < 60).then_some(Clock { hour, minute, second: None, zone })
}

/// The day of the month, if one is written, and the time of "1430Z", "301530Z", "0930L" and "3pm".
pub(super) fn zulu(text: &str) -> Option<(Option<i8>, Clock)> {
    let figures = text.find(|c: char| c.is_ascii_alphabetic())?;
    let (head, tail) = text.split_at(figures);
    let zone =
        if tail.len() == 1 && !tail.eq_ignore_ascii_case("h") { zone(tail.as_bytes()[0]) } else { Zone::Unstated };
    match head.len() {
        6 => Some((Some(head[..2].parse().ok().filter(|d| (1..=31).contains(d))?), hours(&head[2..], zone)?)),
        4 => Some((None, hours(head, zone)?)),
        _ => {
            let hour: i8 = head.parse().ok()?;
            let hour = hour % 12 + if tail.as_bytes()[0].eq_ignore_ascii_case(&b'p') { 12 } else { 0 };
            Some((None, Clock { hour, minute: 0, second: None, zone: Zone::Unstated }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps() {
        let value = |text| stamp(text).map(|v| v.to_string()).unwrap_or_default();
        assert_eq!(value("30OCT2023"), "2023-10-30");
        assert_eq!(value("3Oct98"), "1998-10-03");
        assert_eq!(value("251430ZJAN13"), "2013-01-25T14:30Z");
        assert_eq!(value("251430DJAN13"), "2013-01-25T14:30+04:00");
        assert_eq!(value("251430RJAN13"), "2013-01-25T14:30-05:00");
        for odd in ["31FEB2020", "252530ZJAN13", "30ABC2023", "F16", "OCT23", "30", "é30"] {
            assert_eq!(value(odd), "", "{odd}");
        }
    }

    #[test]
    fn zulus() {
        assert_eq!(zulu("301530Z").unwrap().0, Some(30));
        assert_eq!(zulu("3pm").unwrap().1.hour, 15);
        assert_eq!(zulu("12am").unwrap().1.hour, 0);
        assert_eq!(zulu("2530Z"), None);
    }
}
