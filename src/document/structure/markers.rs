//! Phrases that mark a line, from `gazetteers/markers.tsv`.

use crate::document::TokenRange;
use crate::extraction::CreditKind;
use crate::gazetteer::kinds::{Family, MARKER_KINDS};
use crate::rules::Lists;

/// What a phrase marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    Release,
    Number,
    Issued,
    Attribution,
    Link,
    Byline,
    Photo,
    Video,
    Graphic,
    CaptionEnd,
    Contact,
    Info,
    About,
    Closing,
    End,
    /// "Dear Mr. Speaker:"
    Salutation,
}

/// By the names of the list, in their order; those behind them belong to other modules.
const KINDS: &[Marker] = &[
    Marker::Release,
    Marker::Number,
    Marker::Issued,
    Marker::Attribution,
    Marker::Link,
    Marker::Byline,
    Marker::Photo,
    Marker::Video,
    Marker::Graphic,
    Marker::CaptionEnd,
    Marker::Contact,
    Marker::Info,
    Marker::About,
    Marker::Closing,
    Marker::End,
];

impl Marker {
    /// What a credit that it opens is for.
    pub(super) fn credit(self) -> Option<CreditKind> {
        match self {
            Marker::Byline => Some(CreditKind::Story),
            Marker::Photo => Some(CreditKind::Photo),
            Marker::Video => Some(CreditKind::Video),
            Marker::Graphic => Some(CreditKind::Graphic),
            _ => None,
        }
    }

    /// Whether it opens the credit of a picture.
    pub(super) fn is_picture(self) -> bool {
        matches!(self, Marker::Photo | Marker::Video | Marker::Graphic)
    }
}

/// The markers of a document, in order, the longest one of each start.
pub(super) struct Markers {
    found: Vec<(TokenRange, Marker)>,
}

impl Markers {
    pub(super) fn of(lists: &Lists<'_>) -> Self {
        debug_assert!(KINDS.len() <= MARKER_KINDS.len());
        let mut found: Vec<(TokenRange, Marker)> = Vec::new();
        for (m, _) in lists.all().filter(|(_, family)| *family == Family::Marker) {
            let kind = lists.entry(m).kind() as usize;
            let named = || (MARKER_KINDS.get(kind) == Some(&"salutation")).then_some(&Marker::Salutation);
            let Some(&marker) = KINDS.get(kind).or_else(named) else { continue };
            match found.last_mut() {
                Some(last) if last.0.start == m.range.start => *last = (m.range, marker),
                _ => found.push((m.range, marker)),
            }
        }
        Markers { found }
    }

    /// The marker that begins at a token.
    pub(super) fn at(&self, token: u32) -> Option<(TokenRange, Marker)> {
        let at = self.found.partition_point(|(range, _)| range.start < token);
        self.found.get(at).filter(|(range, _)| range.start == token).copied()
    }

    /// The markers that begin inside a range.
    pub(super) fn within(&self, range: TokenRange) -> &[(TokenRange, Marker)] {
        let from = self.found.partition_point(|(r, _)| r.start < range.start);
        let to = self.found.partition_point(|(r, _)| r.start < range.end);
        &self.found[from..to.max(from)]
    }
}
