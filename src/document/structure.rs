//! The parts of a release: header, title, byline, dateline, body, captions, boilerplate.

use super::TokenRange;
use crate::extraction::ZoneKind;

/// A part of the release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone {
    /// What it is.
    pub kind: ZoneKind,
    /// Its tokens.
    pub range: TokenRange,
}

/// What the shape of a release says.
#[derive(Debug, Clone, Default)]
pub struct Structure {
    /// Its parts, in order; together they hold every token.
    pub zones: Vec<Zone>,
    /// The headline.
    pub title: Option<TokenRange>,
    /// The dateline without its dash: "FORT BELVOIR, Va. (Nov. 7, 2023)".
    pub dateline: Option<TokenRange>,
    /// Runs of tokens above the text that hold the day of issue ("date 2023-11-07", "For Immediate Release March 3, 2021"), best first.
    pub header_dates: Vec<TokenRange>,
    /// Bylines and credits: what for, and the run of tokens that names the person (ranks and titles may stand in it).
    pub credits: Vec<(crate::extraction::CreditKind, TokenRange)>,
}
