//! The lines of the story and those below it: captions, signature, end mark, boilerplate.

use super::head::ends_with_credit;
use super::lines::{ends_sentence, is_prose, words};
use super::markers::Marker;
use super::{Labelled, View};
use crate::document::{Shape, TokenKind, TokenRange};
use crate::extraction::ZoneKind;

/// Contact and information lines stand in the last part of a text: this many tokens at most follow them.
const LONGEST_FOOT: u32 = 250;
/// Lines of a signature block.
const LONGEST_SIGNATURE: usize = 6;

/// Labels the lines from `first` on.
pub(super) fn read(view: &View<'_, '_>, first: usize, out: &mut Vec<Labelled>) {
    let document = view.document;
    let last = document.tokens.len() as u32;
    let signature = signature(view, first);
    let mut ended = false;
    let mut about = false;
    let mut contact = false;
    for (n, line) in view.lines.iter().enumerate().skip(first) {
        let range = line.range;
        let marker = view.markers.at(range.start);
        let whole = marker.is_some_and(|(m, _)| m.end == range.end);
        let near_end = last - range.start <= LONGEST_FOOT.max(last / 5);
        let kind = marker.map(|(_, kind)| kind);
        let short = !is_prose(document, range);
        let label = match kind {
            Some(Marker::End) if whole => {
                ended = true;
                ZoneKind::EndMark
            }
            Some(kind) if kind.is_picture() && names_somebody(view, range) => ZoneKind::Caption,
            Some(Marker::CaptionEnd) if whole && out.last().is_some_and(|(_, k)| *k == ZoneKind::Caption) => {
                ZoneKind::Caption
            }
            Some(Marker::CaptionEnd) if whole => ZoneKind::Boilerplate,
            Some(Marker::Byline) if short && marker.is_some_and(|(m, _)| m.len() > 1) => ZoneKind::Byline,
            _ if signature.is_some_and(|s| s == n) => ZoneKind::Signature,
            _ if signature.is_some_and(|s| n > s) && !ended && short => ZoneKind::Signature,
            _ if ended || about => ZoneKind::Boilerplate,
            Some(Marker::About)
                if short
                    && !ends_sentence(document, range)
                    && words(document, range) <= 10
                    && last - range.start <= last / 2 =>
            {
                about = true;
                ZoneKind::Boilerplate
            }
            Some(Marker::Info) if near_end => ZoneKind::Boilerplate,
            Some(Marker::Contact) if near_end => {
                contact = true;
                ZoneKind::Boilerplate
            }
            Some(Marker::Link) if whole => ZoneKind::Boilerplate,
            _ if contact && short => ZoneKind::Boilerplate,
            _ if ends_with_credit(view, range) => ZoneKind::Caption,
            _ => ZoneKind::Body,
        };
        out.push((range, label));
    }
}

fn names_somebody(view: &View<'_, '_>, range: TokenRange) -> bool {
    view.markers.at(range.start).is_some_and(|(marker, _)| {
        view.document.token(marker.end as usize).is_none_or(|t| t.is_capital() || t.kind == TokenKind::Punct)
    })
}

/// The line with which a signature block at the end opens: "Sincerely,", or a name in capitals.
fn signature(view: &View<'_, '_>, first: usize) -> Option<usize> {
    let document = view.document;
    let lines = view.lines;
    let mut end = lines.len();
    while end > first && is_end_mark(view, lines[end - 1].range) {
        end -= 1;
    }
    let from = end.saturating_sub(LONGEST_SIGNATURE).max(first);
    let block = lines[from..end].iter().rposition(|l| is_prose(document, l.range)).map_or(from, |n| from + n + 1);
    let closing = (block..end).find(|&n| {
        view.markers
            .at(lines[n].range.start)
            .is_some_and(|(m, kind)| kind == Marker::Closing && m.end + 1 >= lines[n].range.end)
    });
    // "JOSEPH R. BIDEN JR.", alone in capitals
    let name = || {
        (block..end).find(|&n| {
            let range = lines[n].range;
            let tokens = &document.tokens[range.indexes()];
            let shouted =
                tokens.iter().all(|t| t.kind == TokenKind::Punct || t.is_wordlike() && t.shape == Shape::Upper);
            shouted && lines[n].opens_paragraph && (2..=6).contains(&words(document, range)) && n > first
        })
    };
    closing.or_else(name)
}

fn is_end_mark(view: &View<'_, '_>, range: TokenRange) -> bool {
    view.markers.at(range.start).is_some_and(|(m, kind)| kind == Marker::End && m.end == range.end)
}
