//! What bare expressions follow: the document's date, or the date before them.
//!
//! `Anchor::Auto` takes a text for a narrative if it names at least [`FEWEST`] days, months or years in full, if more than
//! [`SHARE`] of those lie in another year than the document's date (or it has none), and if it never says "today",
//! "yesterday" or "tomorrow". A release speaks from its day of issue; a history has no such day.

use super::Context;
use super::expr::{Expr, Found};
use crate::extractor::Anchor;

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
            let years =
                || found.iter().filter_map(|f| if let Expr::Fixed(value) = &f.expr { value.year() } else { None });
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
