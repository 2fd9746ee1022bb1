//! Who wrote the story and took its pictures.

use super::days::is_month;
use super::markers::Marker;
use super::{Labelled, View};
use crate::document::{Document, Gap, TokenKind, TokenRange};
use crate::extraction::{CreditKind, ZoneKind};

/// Tokens that a rank and a name may take: "Mass Communication Specialist 3rd Class Jane M. Hale-Ortega".
const LONGEST_NAME: u32 = 14;

/// The credits, in order of the text, each person once a kind.
pub(super) fn find(view: &View<'_, '_>, labelled: &[Labelled]) -> Vec<(CreditKind, TokenRange)> {
    let mut out = Vec::new();
    for (line, zone) in labelled {
        for (marker, kind) in view.markers.within(*line) {
            let Some(credit) = kind.credit() else { continue };
            let opens = marker.start == line.start;
            let counts = match kind {
                Marker::Byline => opens && *zone == ZoneKind::Byline,
                _ => opens && *zone == ZoneKind::Caption || is_bracketed(view.document, *marker, *line),
            };
            if counts {
                names(view.document, TokenRange { start: marker.end, end: line.end }, credit, &mut out);
            }
        }
    }
    out
}

/// Whether a marker stands in brackets with little before it: "(U.S. Army photo by …)".
pub(super) fn is_bracketed(document: &Document<'_>, marker: TokenRange, line: TokenRange) -> bool {
    const LONGEST_OWNER: u32 = 6;
    let from = line.start.max(marker.start.saturating_sub(LONGEST_OWNER));
    (from..marker.start)
        .rev()
        .find(|&at| document.tokens[at as usize].kind == TokenKind::Punct && !document.is_punct(at as usize, b'.'))
        .is_some_and(|at| document.is_punct(at as usize, b'('))
}

/// The names behind a marker, joined by "and".
fn names(document: &Document<'_>, range: TokenRange, credit: CreditKind, out: &mut Vec<(CreditKind, TokenRange)>) {
    let mut at = range.start;
    while at < range.end && document.is_punct(at as usize, b':') {
        at += 1;
    }
    loop {
        let end = name_end(document, at, range.end);
        let name = TokenRange { start: at, end };
        if !name.is_empty() && !repeats(document, out, credit, name) {
            out.push((credit, name));
        }
        let mut next = end;
        // "Sgt. Jane Hale (TRADOC) and Luis Ortega"
        if document.is_punct(next as usize, b'(') {
            const LONGEST_BRACKET: u32 = 10;
            next = (next..range.end.min(next + LONGEST_BRACKET))
                .find(|&n| document.is_punct(n as usize, b')'))
                .map_or(next, |n| n + 1);
        }
        if next >= range.end
            || name.is_empty()
            || !(document.is_word(next as usize, "and") || document.is_punct(next as usize, b'&'))
        {
            return;
        }
        at = next + 1;
    }
}

/// The end of a rank and name.
fn name_end(document: &Document<'_>, start: u32, limit: u32) -> u32 {
    let mut at = start;
    while at < limit.min(start + LONGEST_NAME) {
        let n = at as usize;
        let token = document.tokens[n];
        let inner = at > start
            && token.kind == TokenKind::Punct
            && token.gap == Gap::None
            && (token.first == b'-' || token.first == b'.');
        let stop = token.gap >= Gap::Line && at > start
            || is_month(document, n)
            || inner && token.first == b'-' && document.token(n + 1).is_some_and(|t| t.gap != Gap::None)
            || !inner && document.is_dash(n)
            || !(inner
                || token.kind == TokenKind::Mixed
                || token.is_wordlike()
                    && (token.is_capital()
                        || at > start && document.is(n, crate::gazetteer::lexicon::Class::PARTICLE)));
        if stop {
            break;
        }
        at += 1;
    }
    // the full stop of the sentence is no part of the name, that of "Jr." is
    while at > start && document.is_punct(at as usize - 1, b'.') && document.tokens[at as usize - 2].len() > 2 {
        at -= 1;
    }
    at
}

fn repeats(document: &Document<'_>, out: &[(CreditKind, TokenRange)], credit: CreditKind, name: TokenRange) -> bool {
    out.iter().any(|(kind, range)| *kind == credit && document.range_text(*range) == document.range_text(name))
}
