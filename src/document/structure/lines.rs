//! Lines: what stands between two meant line breaks. Feeds often put a caption, its credit and its links on one line, so
//! such a line is cut further.

use super::markers::{Marker, Markers};
use crate::document::{Document, Gap, Token, TokenKind, TokenRange};

/// Above the story, a line with bars is cut at them: "Sep 16, 2015 | by Jane Hale".
const HEAD_LINES: usize = 12;
/// A line of bars that is longer is text.
const LONGEST_BARRED: usize = 40;

/// A line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) range: TokenRange,
    /// Whether a blank line stands above it.
    pub(super) opens_paragraph: bool,
}

/// Cuts the document into lines; together they hold every token.
pub(super) fn cut(document: &Document<'_>, markers: &Markers) -> Vec<Line> {
    let tokens = &document.tokens;
    let mut out = Vec::new();
    let mut start = 0;
    let barred = document.text.contains('|');
    for at in 1..=tokens.len() {
        if at == tokens.len() || tokens[at].gap >= Gap::Line {
            let line = Line { range: TokenRange::new(start, at), opens_paragraph: tokens[start].gap == Gap::Paragraph };
            cut_line(document, markers, line, barred, &mut out);
            start = at;
        }
    }
    out
}

/// `barred` says whether there are bars at all.
fn cut_line(document: &Document<'_>, markers: &Markers, line: Line, barred: bool, out: &mut Vec<Line>) {
    let mut rest = line;
    let mut push = |range: TokenRange, rest: &mut Line| {
        out.push(Line { range, opens_paragraph: rest.opens_paragraph });
        *rest = Line { range: TokenRange { start: range.end, end: rest.range.end }, opens_paragraph: false };
    };
    // a caption: credit, bar, text, links
    let found = markers.within(line.range);
    let bar = |range: TokenRange| {
        let mut tokens = if barred { range.indexes() } else { 0..0 };
        tokens.find(|&at| document.is_punct(at, b'|')).map(|at| at as u32)
    };
    let opener = found.iter().find(|(_, marker)| marker.is_picture()).map(|(range, _)| range.start);
    if let (Some(opener), Some(bar)) = (opener, bar(line.range)) {
        if opener < bar || found.iter().any(|(_, m)| *m == Marker::CaptionEnd) {
            if opener > line.range.start {
                push(TokenRange { start: line.range.start, end: opener }, &mut rest);
            }
            let end = found
                .iter()
                .rev()
                .find(|(range, m)| *m == Marker::CaptionEnd && range.start > opener)
                .map_or(line.range.end, |(range, _)| range.end);
            push(TokenRange { start: opener, end }, &mut rest);
        }
    } else if let Some(end) = crumbs(document, line.range) {
        push(TokenRange { start: line.range.start, end }, &mut rest);
    } else if bar(line.range).is_some()
        && has_parts(document, found, line.range)
        && out_is_head(line, HEAD_LINES, document)
        && line.range.len() <= LONGEST_BARRED
    {
        while let Some(at) = bar(rest.range).filter(|&at| at + 1 < rest.range.end) {
            push(TokenRange { start: rest.range.start, end: at + 1 }, &mut rest);
        }
    }
    if !rest.range.is_empty() {
        push(rest.range, &mut rest);
    }
}

/// The end of what a feed puts before the story, office, headline and day over and over, on the story's own line.
fn crumbs(document: &Document<'_>, range: TokenRange) -> Option<u32> {
    const LONGEST: u32 = 260;
    const HEAD: u32 = 60;
    if range.len() < HEAD as usize || range.start > LONGEST {
        return None;
    }
    let limit = range.end.min(range.start + LONGEST);
    let first = super::days::date_in(document, TokenRange { start: range.start, end: limit.min(range.start + HEAD) })?;
    let text = document.range_text(first);
    let again = (first.end..limit).rev().find_map(|at| {
        let end = super::days::date_at(document, at as usize)? as u32;
        // "The White House November 3, 2025 … The White House November 3, 2025", not two orders of one day
        let before = document.token_text(first.start.checked_sub(1)? as usize) == document.token_text(at as usize - 1);
        (before && document.range_text(TokenRange { start: at, end }) == text).then_some(end)
    })?;
    Some(again).filter(|&end| end < range.end)
}

/// Whether a line with bars holds a date or a byline: a bar may stand in a headline, too.
fn has_parts(document: &Document<'_>, found: &[(TokenRange, Marker)], range: TokenRange) -> bool {
    found.iter().any(|(r, m)| {
        *m == Marker::Byline && r.start > range.start && document.is_punct(r.start as usize - 1, b'|')
            || matches!(m, Marker::Release | Marker::Issued)
    }) || super::days::date_in(document, range).is_some()
}

/// Whether a line stands near the top: few line breaks before it.
fn out_is_head(line: Line, most: usize, document: &Document<'_>) -> bool {
    // the tokens of a head are few, so counting them is bounded
    const LONGEST_HEAD: u32 = 300;
    line.range.start < LONGEST_HEAD
        && document.tokens[..line.range.start as usize].iter().filter(|t| t.gap >= Gap::Line).count() < most
}

/// Number of words and numbers in a line.
pub(super) fn words(document: &Document<'_>, range: TokenRange) -> usize {
    words_of(document, range).count()
}

fn words_of<'d>(document: &'d Document<'_>, range: TokenRange) -> impl Iterator<Item = &'d Token> {
    document.tokens[range.indexes()].iter().filter(|t| t.is_wordlike() || t.kind == TokenKind::Number)
}

/// Whether a line ends as a sentence does.
pub(super) fn ends_sentence(document: &Document<'_>, range: TokenRange) -> bool {
    let mut end = range.end as usize;
    while end > range.start as usize {
        let token = document.tokens[end - 1];
        if token.kind != TokenKind::Punct {
            return false;
        }
        match token.first {
            b'.' | b'!' | b'?' => return true,
            b')' | b']' | b'"' | b'\'' => end -= 1,
            // a closing typographic quote
            0xe2 => end -= 1,
            _ => return false,
        }
    }
    false
}

/// Whether a line is text that is read, not a heading.
pub(super) fn is_prose(document: &Document<'_>, range: TokenRange) -> bool {
    const SHORTEST: usize = 9;
    const LONGEST_HEADING: usize = 45;
    let count = words_of(document, range).take(LONGEST_HEADING).count();
    if count == LONGEST_HEADING {
        return true;
    }
    if count < SHORTEST {
        return false;
    }
    let sentences = document.sentence_of(range.end as usize - 1) - document.sentence_of(range.start as usize);
    ends_sentence(document, range) || sentences > 0
}

/// Whether a line is an item of a list.
pub(super) fn is_item(document: &Document<'_>, range: TokenRange) -> bool {
    let first = document.tokens[range.start as usize];
    first.kind == TokenKind::Punct
        && (matches!(first.first, b'-' | b'*') || first.first >= 0x80)
        && document.token(range.start as usize + 1).is_some_and(|next| next.gap == Gap::Space)
}

/// Whether words of somebody stand in a line, or who said them: "… the obvious.” – Jane Hale, June 20, 1990".
pub(super) fn is_quoted(document: &Document<'_>, range: TokenRange) -> bool {
    let mark = |at: usize| document.is_punct(at, b'"') || matches!(document.token_text(at), "“" | "”");
    document.is_dash(range.start as usize) || range.indexes().any(mark)
}
