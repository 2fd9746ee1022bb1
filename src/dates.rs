//! Dates by themselves: text and, if there is one, the day of issue in; dated spans out.
//!
//! ```
//! use dateline::dates::{self, Options};
//! use jiff::civil::date;
//!
//! let options = Options { document_date: Some(date(2023, 11, 7)), ..Options::default() };
//! let found = dates::find("The delegation visited from Oct. 30 to Nov. 2 and returned last week.", &options);
//! assert_eq!(found[0].text, "Oct. 30 to Nov. 2");
//! assert_eq!(found[0].value.as_deref(), Some("2023-10-30/2023-11-02"));
//! assert_eq!(found[0].from, Some(date(2023, 10, 30)));
//! assert_eq!(found[1].value.as_deref(), Some("2023-W44"));
//! ```
//!
//! Which shapes are read, how years that are left out are found, and what is no date stands in `docs/dates.md`.

use jiff::civil::Date;
use once_cell::sync::OnceCell;

use crate::document::Document;
use crate::extraction::{Bound, Calendar, Country, DateModifier, DateType, Quantifier, ResolvedBy};
use crate::extractor::{Anchor, Extractor};
use crate::rules::dates::{self as rules, Context};

/// What dates are set against. The default has no day of issue: then what depends on it has no value.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// The day of issue.
    pub document_date: Option<Date>,
    /// What a bare "in April" follows.
    pub anchor: Anchor,
    /// Whether "now" and "several months" are spans.
    pub vague: bool,
    /// The issuing country: it settles "04/05/2023", and which holidays are meant.
    pub country: Option<Country>,
}

/// A date, time, range, duration or recurrence in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct DateSpan<'t> {
    /// As written, without preposition: `text[start..end]`.
    pub text: &'t str,
    /// First byte.
    pub start: usize,
    /// The byte behind the last.
    pub end: usize,
    /// What sort of expression.
    pub kind: DateType,
    /// TIMEX3 value; `None` if the text does not settle it.
    pub value: Option<String>,
    /// First day.
    pub from: Option<Date>,
    /// Last day, inclusive.
    pub to: Option<Date>,
    /// "since 2014": the span is "2014".
    pub bound: Option<Bound>,
    /// "early October"
    pub modifier: Option<DateModifier>,
    /// "every two years"
    pub quant: Option<Quantifier>,
    /// TIMEX3 frequency, "2X" of "twice a month".
    pub freq: Option<String>,
    /// The rule that made days of a fiscal year.
    pub calendar: Option<Calendar>,
    /// What the value rests on.
    pub resolved_by: Option<ResolvedBy>,
    /// Only with [`Options::vague`].
    pub vague: bool,
    /// Day and month could change places.
    pub ambiguous: bool,
    /// The rule that read it, `dates/<rule name>`.
    pub rule: &'static str,
}

/// All dates of a text, in order, none over another.
///
/// The first call opens the bundled lists; to use an extractor's own, call [`find_with`].
pub fn find<'t>(text: &'t str, options: &Options) -> Vec<DateSpan<'t>> {
    static BUNDLED: OnceCell<Extractor> = OnceCell::new();
    let rules = || Extractor::builder().rules_only(true).build();
    match BUNDLED.get_or_try_init(rules) {
        Ok(extractor) => find_with(extractor, text, options),
        // the bundled lists are checked when the crate is built
        Err(_) => Vec::new(),
    }
}

/// All dates of a text, with an extractor at hand.
pub fn find_with<'t>(extractor: &'t Extractor, text: &'t str, options: &Options) -> Vec<DateSpan<'t>> {
    Prepared::new(extractor, text).find(options)
}

/// A text cut into words, to be read several times with other options.
pub struct Prepared<'t> {
    document: Document<'t>,
}

impl<'t> Prepared<'t> {
    /// Cuts a text.
    pub fn new(extractor: &'t Extractor, text: &'t str) -> Self {
        Prepared { document: Document::new(text, extractor.gazetteers()) }
    }

    /// All its dates, in order, none over another.
    pub fn find(&self, options: &Options) -> Vec<DateSpan<'t>> {
        let context = Context {
            document_date: options.document_date,
            resolved_by: ResolvedBy::DocumentDate,
            anchor: options.anchor,
            vague: options.vague,
            country: options.country,
        };
        let text = self.document.text;
        let span_of = |m: rules::DateMention| {
            let span = self.document.span(m.range);
            DateSpan {
                text: &text[span.start..span.end],
                start: span.start,
                end: span.end,
                kind: m.kind,
                value: m.value,
                from: m.from,
                to: m.to,
                bound: m.bound,
                modifier: m.modifier,
                quant: m.quant,
                freq: m.freq,
                calendar: m.calendar,
                resolved_by: m.resolved_by,
                vague: m.vague,
                ambiguous: m.ambiguous,
                rule: m.rule,
            }
        };
        rules::find(&self.document, &context).into_iter().map(span_of).collect()
    }
}
