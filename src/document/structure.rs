//! The parts of a release: header, title, byline, dateline, body, captions, boilerplate.
//!
//! The text is cut into lines; the lines above the story are told apart first, then those below it. Phrases that mark a
//! line ("For Immediate Release", "Photo by") stand in `gazetteers/markers.tsv`.

mod credits;
mod dateline;
mod days;
mod foot;
mod head;
mod lines;
mod markers;

use super::{Document, TokenRange};
use crate::extraction::{CreditKind, ZoneKind};
use crate::gazetteer::ListMatch;
use crate::gazetteer::kinds::Family;
use crate::rules::Lists;
use lines::Line;

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
pub(crate) struct Structure {
    /// Its parts, in order; together they hold every token.
    pub zones: Vec<Zone>,
    /// The headline.
    pub title: Option<TokenRange>,
    /// The dateline without its dash: "FORT BELVOIR, Va. (Nov. 7, 2023)".
    pub dateline: Option<TokenRange>,
    /// Runs of tokens outside the story that are the day of issue ("2023-11-07", "March 3, 2021"), best first.
    pub header_dates: Vec<TokenRange>,
    /// Bylines and credits: what for, and the run of tokens that names the person (ranks and titles may stand in it).
    pub credits: Vec<(CreditKind, TokenRange)>,
}

impl Structure {
    /// The zone of a token.
    pub(crate) fn zone_of(&self, token: u32) -> Option<ZoneKind> {
        let at = self.zones.partition_point(|zone| zone.range.end <= token);
        self.zones.get(at).map(|zone| zone.kind)
    }
}

/// A line with what it was found to be.
type Labelled = (TokenRange, ZoneKind);

/// The parts of a document; `lists` are all its matches in the gazetteers.
pub(crate) fn find<'t>(document: &Document<'t>, lists: &Lists<'t>) -> Structure {
    let markers = markers::Markers::of(lists);
    let lines = lines::cut(document, &markers);
    let view = View { document, lists, markers: &markers, lines: &lines };
    let head = head::read(&view);
    let mut labelled = head.labelled;
    foot::read(&view, head.body, &mut labelled);
    let mut header_dates = head.dates;
    header_dates.extend(days::signed(&view, &labelled));
    Structure {
        credits: credits::find(&view, &labelled),
        zones: zones(labelled),
        title: head.title,
        dateline: head.dateline,
        header_dates,
    }
}

/// What every part of this module looks at.
struct View<'v, 't> {
    document: &'v Document<'t>,
    lists: &'v Lists<'t>,
    markers: &'v markers::Markers,
    lines: &'v [Line],
}

impl View<'_, '_> {
    /// The list matches that begin at a token.
    fn matches_at(&self, token: u32) -> impl Iterator<Item = (&ListMatch, Family)> {
        self.lists.at(token as usize)
    }
}

/// Neighbours of one kind become one zone.
fn zones(labelled: Vec<Labelled>) -> Vec<Zone> {
    let mut out: Vec<Zone> = Vec::new();
    for (range, kind) in labelled {
        match out.last_mut() {
            _ if range.is_empty() => {}
            Some(last) if last.kind == kind => last.range.end = range.end,
            _ => out.push(Zone { kind, range }),
        }
    }
    out
}

#[cfg(test)]
mod tests;
