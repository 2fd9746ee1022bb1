//! What bare expressions follow: the document's date, or the date before them.
//!
//! `Anchor::Auto` takes a text for a narrative if it names at least [`FEWEST`] days, months or years in full, if more than
//! [`SHARE`] of those lie in another year than the document's date (or it has none), and if it never says "today",
//! "yesterday" or "tomorrow". A release speaks from its day of issue; a history has no such day.

use super::Context;
use super::expr::{Expr, Found};
use crate::document::TokenRange;
use crate::extractor::Anchor;
use crate::rules::calendar::{Unit, Value};

/// So many full dates make a history possible.
const FEWEST: usize = 6;
/// So many of ten must lie outside the document's own year.
const SHARE: usize = 7;

/// Whether bare expressions follow the date before them.
pub(super) fn is_narrative(found: &[Found], context: &Context) -> bool {
    match context.anchor {
        Anchor::Document => false,
        Anchor::Narrative => true,
        Anchor::Auto => {
            let years = || found.iter().filter_map(|f| f.expr.own_year());
            let all = years().count();
            let away = match context.document_date {
                Some(date) => years().filter(|y| (i32::from(*y) - i32::from(date.year())).abs() > 1).count(),
                None => all,
            };
            let speaks = found.iter().any(|f| matches!(f.expr, Expr::Today(_)));
            all >= FEWEST && away * 10 > all * SHARE && !speaks
        }
    }
}

/// A year, month or day so far from the thread of a history is a look back or ahead.
const FAR_ASIDE: i32 = 50;
/// A bare year leads a history on only if it stands among the first tokens of its sentence: "In 1862, …".
const LEADS: u32 = 3;

/// Whether a date leaves the thread of a history only for the moment: "the previous year", "planned for 1976".
pub(super) fn is_aside(found: &Found, point: Value, thread: Option<Value>, sentence: TokenRange) -> bool {
    let told = match &found.expr {
        Expr::Unit(_, which) | Expr::Place(_, which) | Expr::OfYear(_, which) | Expr::Weekend(which) => {
            which.offset() >= 0
        }
        Expr::Shift(count, ..) => count.is_some_and(|n| n > 0),
        _ => true,
    };
    let Some(year) = point.year() else { return false };
    let coarse = point.grain() >= Unit::Year && found.range.start > sentence.start + LEADS;
    let far = |thread: i16| (i32::from(year) - i32::from(thread)).abs() > FAR_ASIDE;
    coarse || thread.and_then(Value::year).is_some_and(|thread| !told || far(thread))
}
