//! Public holidays and observances: the day that a rule of `gazetteers/holidays.tsv` gives in a year.

use jiff::civil::Date;

use super::calendar::{self, Unit};
use crate::document::Document;
use crate::extraction::Country;

/// How the day of a holiday is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    /// Month and day.
    Day(i8, i8),
    /// One day for good.
    Once(Date),
    /// The n-th weekday of a month (month, n, weekday), and so many days on.
    Weekday(i8, i8, i8, i8),
    /// So many days from Easter Sunday.
    Easter(i16),
    /// So many days from the first day of Passover.
    Passover(i16),
}

impl Rule {
    /// Reads a rule as the list writes it: `12-25`, `1944-06-06`, `11.4.4+1`, `easter-2`, `passover+163`.
    pub(crate) fn parse(text: &str) -> Option<Rule> {
        for (name, make) in [("easter", Rule::Easter as fn(i16) -> Rule), ("passover", Rule::Passover)] {
            if let Some(days) = text.strip_prefix(name) {
                return Some(make(if days.is_empty() { 0 } else { days.parse().ok()? }));
            }
        }
        if text.len() == 10 {
            return text.parse().ok().map(Rule::Once);
        }
        if text.contains('.') {
            let (place, days) = text.split_once('+').unwrap_or((text, "0"));
            let mut parts = place.split('.').map(str::parse::<i8>);
            let (month, nth, weekday) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
            return Some(Rule::Weekday(month, nth, weekday, days.parse().ok()?));
        }
        let (month, day) = text.split_once('-')?;
        Some(Rule::Day(month.parse().ok()?, day.parse().ok()?))
    }

    /// The day in a year.
    pub(crate) fn day(self, year: i16) -> Option<Date> {
        match self {
            Rule::Day(month, day) => calendar::new(year, month, day),
            Rule::Once(day) => Some(day),
            Rule::Weekday(month, nth, weekday, days) => {
                calendar::add(calendar::nth_weekday(year, month, nth, weekday)?, days.into(), Unit::Day)
            }
            Rule::Easter(days) => calendar::add(calendar::easter(year)?, days.into(), Unit::Day),
            Rule::Passover(days) => calendar::add(calendar::passover(year)?, days.into(), Unit::Day),
        }
    }
}

/// The longest holiday whose name begins at a token: the token behind it, and its rule. A name that means another day
/// elsewhere counts only for its own country.
pub(crate) fn at(document: &Document<'_>, start: usize, country: Option<Country>) -> Option<(usize, Rule)> {
    let mut best = None;
    document.gazetteers.bundled_at(document, start, |range, entry| {
        let rule = entry.attribute("rule");
        let own = entry.country().is_none_or(|code| country.is_some_and(|c| c.0 == code));
        if !rule.is_empty() && own && best.is_none_or(|(end, _)| end <= range.end as usize) {
            // of two readings of one name, that of the country wins
            let settled = best.is_some_and(|(end, _)| end == range.end as usize) && entry.country().is_none();
            if !settled {
                best = Rule::parse(rule).map(|rule| (range.end as usize, rule)).or(best);
            }
        }
    });
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Gazetteers;

    #[test]
    fn rules_give_days() {
        for (rule, year, day) in [
            ("12-25", 2023, "2023-12-25"),
            ("11.4.4", 2023, "2023-11-23"),
            ("11.1.1+1", 2022, "2022-11-08"),
            ("5.-1.1", 2024, "2024-05-27"),
            ("easter-2", 2024, "2024-03-29"),
            ("passover-1", 2022, "2022-04-15"),
            ("passover-1", 2024, "2024-04-22"),
            ("passover+163", 2023, "2023-09-16"),
            ("1944-06-06", 2023, "1944-06-06"),
        ] {
            assert_eq!(Rule::parse(rule).unwrap().day(year).unwrap().to_string(), day, "{rule}");
        }
    }

    #[test]
    fn every_rule_of_the_list_can_be_read() {
        let gazetteers = Gazetteers::bundled().unwrap();
        let mut count = 0;
        for (_, entry) in gazetteers.entries().filter(|(_, e)| e.list() == "holidays") {
            let rule = Rule::parse(entry.attribute("rule"));
            assert!(rule.is_some_and(|r| r.day(2023).is_some()), "{}", entry.id());
            count += 1;
        }
        assert!(count > 50);
    }
}
