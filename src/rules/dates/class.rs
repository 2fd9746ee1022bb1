//! What a token can be in a date: classes of words from `gazetteers/date-words.tsv`, classes of figures from here.

use super::glued;
use crate::document::{Document, Token, TokenKind};
use crate::gazetteer::lexicon;

/// This bit in a month, weekday or season marks a word with another meaning ("may", "sun", "fall").
pub(super) const WEAK: i32 = 32;
/// This bit in a month or weekday marks a short form, which takes a full stop.
pub(super) const SHORT_FORM: i32 = lexicon::SHORT_NAME as i32;

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident $text:literal,)*) => {
        /// A class of tokens; the first ones are those of the list, in its order.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Class { $($(#[$doc])* $name),* }

        impl Class {
            pub(super) const ALL: &'static [(Class, &'static str)] = &[$((Class::$name, $text)),*];
        }
    };
}

classes! {
    None "none",
    /// 1 to 12.
    Month "month",
    /// 1 Monday to 7 Sunday.
    Weekday "weekday",
    /// "Mondays"
    Weekdays "weekdays",
    /// 1 spring to 4 winter.
    Season "season",
    /// See `calendar::Unit`; 32 more for the plural.
    Unit "unit",
    Number "number",
    Tens "tens",
    Hundred "hundred",
    Ordinal "ordinal",
    /// "several": 1, "couple": 2
    Some "some",
    /// Yesterday 1, today 2, tomorrow 3, tonight 4, overnight 5.
    Today "today",
    /// Morning 1 to daytime 5; 32 more for the plural.
    Part "part",
    /// Hour of noon and midnight.
    Noon "noon",
    /// See `Which`.
    Which "which",
    /// "to" 1, "until" 2
    To "to",
    /// Start 1, middle 2, end 3.
    Edge "edge",
    /// About 1, more than 2, less than 3.
    Approx "approx",
    /// Present 1, past 2, future 3.
    Vague "vague",
    AmPm "ampm",
    /// Quarter hours east of UTC, 64 more; from 201 on US zones with summer time; 500 the local clock.
    Zone "zone",
    /// Before our era 1, of it 2.
    Era "era",
    /// "fiscal" 1, "financial" 2
    Fiscal "fiscal",
    /// "every" 1, "each" 2, "per" 3
    Every "every",
    Times "times",
    /// A unit of a set, 16 more for each further one in its period; 64 half a year.
    Set "set",
    Half "half",
    /// Words of what is to come.
    Future "future",
    /// Words of what has been.
    Past "past",
    Ago "ago",
    /// "later" 1, "after" 2
    Later "later",
    /// "earlier" 1, "before" 2
    Earlier "earlier",
    /// "in", "since", "of": words that a time may follow.
    Prep "prep",
    /// "Resolution", "Room", "No.": a number behind is none of time.
    Numbered "numbered",
    /// "feet", "troops": a number before is none of time.
    Measure "measure",
    /// The first word of a holiday; in a pattern it reads the whole name.
    Holiday "holiday",
    /// Words that patterns spell out; 1 for those that hold sentences together.
    Word "word",
    /// 1 to 31 in one or two figures.
    Day "day",
    /// Four figures from 1000 to 2199.
    Year "year",
    /// Two figures.
    Short "short",
    /// Any whole number up to a million.
    Int "int",
    /// "2.5": tenths.
    Decimal "decimal",
    /// "3:30", "15:30:05": seconds of the day, doubled, 1 more if seconds are written.
    Clock "clock",
    /// "30.10.2023"
    Dotted "dotted",
    /// "1530"
    Hours "hours",
    /// "30th"
    Nth "nth",
    /// "1990s": 199
    Decade "decade",
    /// "30OCT2023"
    Stamp "stamp",
    /// "1430Z", "301530Z", "3pm"
    Zulu "zulu",
    /// "FY24"
    FiscalYear "fiscalyear",
    /// "Q3"
    Q "q",
    /// A possessive.
    Possessive "possessive",
}

impl Class {
    pub(super) const fn bit(self) -> u64 {
        1 << self as u8
    }
}

/// What one token can be: the classes as bits, and the values of up to three readings.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Atom {
    pub(super) bits: u64,
    readings: [(u8, i32); 2],
    number: i32,
}

impl Atom {
    /// The value in a class.
    pub(super) fn value(&self, class: Class) -> i32 {
        let of_word = self.readings.iter().find(|(c, _)| *c == class as u8);
        of_word.map_or(self.number, |(_, value)| *value)
    }

    pub(super) fn of(bits: u64, number: i32) -> Atom {
        Atom { bits, number, ..Atom::default() }
    }
}

/// The classes of the token at `at`; none past the end.
pub(super) fn atom(document: &Document<'_>, at: usize) -> Atom {
    let Some(token) = document.token(at) else { return Atom::default() };
    match token.kind {
        TokenKind::Word | TokenKind::Initialism => {
            if !document.is(at, lexicon::Class::DATED) {
                return Atom::default();
            }
            let readings = document.gazetteers.date_readings(token.word);
            let mut atom = Atom::default();
            for (n, reading) in readings.into_iter().enumerate().filter(|(_, r)| *r != 0) {
                if let Some(class) = class_of(reading, token) {
                    atom.bits |= 1 << class;
                    atom.readings[n] = (class, i32::from(reading & 1023));
                }
            }
            atom
        }
        TokenKind::Number => number(document.token_text(at)),
        TokenKind::Mixed => glued::atom(document.token_text(at)),
        TokenKind::Possessive => Atom::of(Class::Possessive.bit(), 0),
        TokenKind::Address | TokenKind::Punct => Atom::default(),
    }
}

/// Whether a token may be of any class; most are of none.
#[inline]
pub(super) fn may_be_dated(document: &Document<'_>, at: usize) -> bool {
    document.is(at, lexicon::Class::DATED)
        || document
            .token(at)
            .is_some_and(|token| matches!(token.kind, TokenKind::Number | TokenKind::Mixed | TokenKind::Possessive))
}

/// The classes of the token at `at` alone, as bits.
pub(super) fn bits(document: &Document<'_>, at: usize) -> u64 {
    let Some(token) = document.token(at) else { return 0 };
    match token.kind {
        TokenKind::Word | TokenKind::Initialism => {
            if !document.is(at, lexicon::Class::DATED) {
                return 0;
            }
            let [first, second] = document.gazetteers.date_readings(token.word);
            let bit = |reading| class_of(reading, token).map_or(0, |class| 1 << class);
            // a reading of 0 is none
            (bit(first) | bit(second)) & !Class::None.bit()
        }
        TokenKind::Punct => 0,
        _ => atom(document, at).bits,
    }
}

/// Classes of names: months, weekdays and holidays are written with a capital.
const CAPITAL: u64 = Class::Month.bit() | Class::Weekday.bit() | Class::Weekdays.bit() | Class::Holiday.bit();

/// The class of a word's reading, unless the token is not written so.
#[inline]
fn class_of(reading: u16, token: &Token) -> Option<u8> {
    let class = (reading >> 10) as u8;
    (CAPITAL >> class & 1 == 0 || token.is_capital()).then_some(class)
}

/// The classes of a number token.
fn number(text: &str) -> Atom {
    let bytes = text.as_bytes();
    if bytes.iter().all(u8::is_ascii_digit) {
        let Some(n) = (bytes.len() <= 7).then(|| text.parse::<i32>().ok()).flatten() else { return Atom::default() };
        let mut bits = Class::Int.bit();
        match bytes.len() {
            1 | 2 => {
                if (1..=31).contains(&n) {
                    bits |= Class::Day.bit();
                }
                if bytes.len() == 2 {
                    bits |= Class::Short.bit();
                }
            }
            4 => {
                if (1000..=2199).contains(&n) {
                    bits |= Class::Year.bit();
                }
                if n / 100 < 24 && n % 100 < 60 {
                    bits |= Class::Hours.bit();
                }
            }
            _ => {}
        }
        return Atom::of(bits, n);
    }
    if bytes.contains(&b':') {
        return clock(text).map_or(Atom::default(), |seconds| Atom::of(Class::Clock.bit(), seconds));
    }
    if bytes.contains(&b',') {
        let value = text
            .bytes()
            .filter(u8::is_ascii_digit)
            .try_fold(0i32, |n, b| n.checked_mul(10)?.checked_add((b - b'0').into()));
        return match value {
            Some(n) if n < 1_000_000 && !bytes.contains(&b'.') => Atom::of(Class::Int.bit(), n),
            _ => Atom::default(),
        };
    }
    match text.split_once('.') {
        Some((whole, tenth)) if tenth.len() == 1 && whole.len() <= 4 => {
            let tenths = whole.parse::<i32>().unwrap_or(0) * 10 + i32::from(tenth.as_bytes()[0] - b'0');
            Atom::of(Class::Decimal.bit(), tenths)
        }
        _ if text.split('.').count() == 3 => Atom::of(Class::Dotted.bit(), 0),
        // "10.30 a.m."
        Some((hour, minute)) if hour.len() <= 2 && minute.len() == 2 => {
            clock(text).map_or(Atom::default(), |seconds| Atom::of(Class::Decimal.bit(), -seconds))
        }
        _ => Atom::default(),
    }
}

/// Seconds of the day, doubled, with 1 for written seconds, of "3:30", "15.30" or "15:30:05".
fn clock(text: &str) -> Option<i32> {
    let mut parts = text.split([':', '.']);
    let hour: i32 = parts.next().filter(|p| p.len() <= 2)?.parse().ok()?;
    let minute: i32 = parts.next().filter(|p| p.len() == 2)?.parse().ok()?;
    let second = parts.next();
    let seconds: i32 = second.map_or(Some(0), |p| p.parse().ok())?;
    if hour > 23 || minute > 59 || seconds > 59 || parts.next().is_some() || second.is_some_and(|p| p.len() != 2) {
        return None;
    }
    Some((hour * 3600 + minute * 60 + seconds) * 2 + i32::from(second.is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::lexicon::DATE_CLASSES;

    #[test]
    fn classes_of_the_list_count_alike() {
        for (n, name) in DATE_CLASSES.iter().enumerate() {
            assert_eq!(Class::ALL[n].1, *name);
            assert_eq!(Class::ALL[n].0 as usize, n);
        }
        assert!(Class::ALL.len() <= 64);
    }

    #[test]
    fn numbers_have_classes() {
        let has = |text, class: Class| number(text).bits & class.bit() != 0;
        assert!(has("30", Class::Day) && has("30", Class::Short) && !has("32", Class::Day));
        assert!(has("2023", Class::Year) && has("1530", Class::Hours) && !has("1570", Class::Hours));
        assert!(has("3:30", Class::Clock) && !has("3:70", Class::Clock) && !has("24:00", Class::Clock));
        assert_eq!(number("1,460").value(Class::Int), 1460);
        assert_eq!(number("2.5").value(Class::Decimal), 25);
        assert_eq!(number("99999999999").bits, 0);
    }
}
