//! The lines above the story: release number, office, headline, byline, pictures, dateline.

use super::dateline;
use super::days::date_in;
use super::lines::{ends_sentence, is_item, is_prose, is_quoted, words};
use super::markers::Marker;
use super::{Labelled, View};
use crate::document::{Shape, TokenKind, TokenRange};
use crate::extraction::ZoneKind;
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;

/// Lines that are looked at for a dateline.
const DEEPEST_DATELINE: usize = 24;
/// Captions and summaries that may stand above a dateline.
const MOST_PROSE_ABOVE: usize = 3;
/// The longest headline, in words.
const LONGEST_TITLE: usize = 60;

/// What the lines above the story say.
#[derive(Default)]
pub(super) struct Head {
    pub(super) labelled: Vec<Labelled>,
    pub(super) title: Option<TokenRange>,
    pub(super) dateline: Option<TokenRange>,
    pub(super) dates: Vec<TokenRange>,
    /// The first line of the story.
    pub(super) body: usize,
}

/// What one line above the story looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    /// Number, office, link, time.
    Header,
    /// Header with nothing but the day of issue, or named so.
    Dated,
    Byline,
    Caption,
    /// May be the headline.
    Free,
    /// A short line that may be a headline if there is no better one.
    Label,
    Prose,
}

/// Reads the head and labels its lines, the dateline included.
pub(super) fn read(view: &View<'_, '_>) -> Head {
    let mut head = Head::default();
    let dateline = find_dateline(view);
    let looks = looks(view, dateline.as_ref().map(|(line, _)| *line));
    head.body = looks.len();
    let free = |want: Look| looks.iter().position(|&look| look == want);
    // "Minerals Security Partnership" heads a release that has no other headline
    let alone =
        || (dateline.is_none() && looks.first() == Some(&Look::Header) && is_office_title(view, &looks)).then_some(0);
    let title = free(Look::Free).or_else(|| free(Look::Label)).or_else(alone);
    head.title = title.map(|line| view.lines[line].range);
    let mut best = Vec::new();
    let mut other = Vec::new();
    for (line, look) in looks.iter().enumerate() {
        let range = view.lines[line].range;
        let kind = match look {
            Look::Header if title == Some(line) => ZoneKind::Title,
            Look::Header | Look::Dated | Look::Label if title != Some(line) => ZoneKind::Header,
            Look::Byline => ZoneKind::Byline,
            Look::Caption | Look::Prose => ZoneKind::Caption,
            Look::Free if title.is_some_and(|t| line > t + 1 && looks[line - 1] != Look::Free) => ZoneKind::Header,
            _ => ZoneKind::Title,
        };
        let outside = matches!(kind, ZoneKind::Header | ZoneKind::Byline);
        let quoted = is_quoted(view.document, range);
        if let Some(date) = date_in(view.document, range).filter(|_| outside && !quoted) {
            if *look == Look::Dated { best.push(date) } else { other.push(date) }
        }
        head.labelled.push((range, kind));
    }
    head.dates = best;
    head.dates.append(&mut other);
    if let Some((line, found)) = dateline {
        let range = view.lines[line].range;
        head.dateline = Some(found.range);
        head.labelled.push((TokenRange { start: range.start, end: found.story }, ZoneKind::Dateline));
        head.labelled.push((TokenRange { start: found.story, end: range.end }, ZoneKind::Body));
        head.body = line + 1;
    }
    head
}

/// The first line that opens with a dateline.
fn find_dateline(view: &View<'_, '_>) -> Option<(usize, dateline::Dateline)> {
    let mut prose = 0;
    for (n, line) in view.lines.iter().enumerate().take(DEEPEST_DATELINE) {
        let caption = view.markers.at(line.range.start).is_some_and(|(_, m)| m.is_picture());
        if caption {
            continue;
        }
        if let Some(found) = dateline::at_start(view, line.range) {
            // a headline may look like one; the story follows a dateline
            let story = found.story < line.range.end && is_prose(view.document, line.range);
            let below = found.story == line.range.end
                && view.lines.get(n + 1).is_some_and(|l| is_prose(view.document, l.range));
            if story || below || found.dated {
                return Some((n, found));
            }
        }
        prose += usize::from(is_prose(view.document, line.range));
        if prose > MOST_PROSE_ABOVE {
            break;
        }
    }
    None
}

/// The looks of the lines up to the story.
fn looks(view: &View<'_, '_>, dateline: Option<usize>) -> Vec<Look> {
    let mut out: Vec<Look> = Vec::new();
    let mut titled = false;
    for (n, line) in view.lines.iter().enumerate() {
        if dateline == Some(n) {
            break;
        }
        let look = look(view, line.range, titled);
        if dateline.is_none() {
            let heading = titled && look == Look::Free && (ends_colon(view, line.range) || is_body_heading(view, n));
            let label = titled && look == Look::Label && !out.contains(&Look::Byline) && is_body_heading(view, n);
            if look == Look::Prose || heading || label || is_item(view.document, line.range) {
                break;
            }
        }
        titled |= look == Look::Free;
        out.push(look);
    }
    // "Syria" above a list is a heading of the story, if nothing above it is a headline
    if dateline.is_none() && !out.contains(&Look::Free) {
        let place = |n: &usize| out[*n] == Look::Label && is_place(view, view.lines[*n].range);
        let keep = (0..out.len()).find(place).unwrap_or(out.len());
        out.truncate(keep);
    }
    // without story below, the lines are the story
    if dateline.is_none() && out.len() == view.lines.len() {
        let keep = out.iter().position(|look| *look == Look::Free).map_or(0, |n| n + 1);
        out.truncate(keep);
    }
    out
}

fn look(view: &View<'_, '_>, range: TokenRange, titled: bool) -> Look {
    let document = view.document;
    let count = words(document, range);
    if let Some((marker, kind)) = view.markers.at(range.start) {
        let whole = marker.end + 2 >= range.end;
        let named = document.token(marker.end as usize).is_some_and(|t| t.is_capital() || t.kind == TokenKind::Punct);
        match kind {
            Marker::Photo | Marker::Video | Marker::Graphic => return Look::Caption,
            Marker::CaptionEnd if whole => return Look::Caption,
            Marker::Release | Marker::Link | Marker::Number if whole => return Look::Header,
            Marker::Issued | Marker::Release if date_in(document, range).is_some() && count <= 12 => {
                return Look::Dated;
            }
            Marker::Number if count <= 6 => return Look::Header,
            Marker::Attribution => return Look::Header,
            Marker::Salutation if titled && ends_address(view, range) => return Look::Prose,
            Marker::Contact if count <= 14 => return Look::Header,
            Marker::Byline if named && is_byline(view, marker, range) => return Look::Byline,
            _ => {}
        }
    }
    if ends_with_credit(view, range) {
        return Look::Caption;
    }
    // what a feed puts before the story ends with the day of issue
    let tail = TokenRange { start: range.end.saturating_sub(5).max(range.start), end: range.end };
    let dated = date_in(document, tail).is_some_and(|d| d.end == range.end);
    if titled && dated && count > LONGEST_TITLE / 4 && !is_quoted(document, range) {
        return Look::Dated;
    }
    // a headline may hold full stops ("Roe v. Wade", "Inc."), but it is no sentence
    let headline = !titled && (!ends_sentence(document, range) || is_title_case(view, range));
    if count > LONGEST_TITLE || !headline && is_prose(document, range) || titled && is_speech(view, range) {
        return Look::Prose;
    }
    if let Some(date) = date_in(document, range) {
        // a weekday may stand beside it; below a headline an office or a place, too
        if words(document, date) + if titled { 3 } else { 1 } >= count {
            return Look::Dated;
        }
    }
    if count == 0 || is_number_line(view, range) || is_office(view, range) {
        return Look::Header;
    }
    if range.start > 0 && is_speaker(view, range) {
        return Look::Byline;
    }
    if titled && document.tokens[range.start as usize].kind == TokenKind::Number {
        return Look::Header;
    }
    if count < 3 { Look::Label } else { Look::Free }
}

/// "By Jane Hale, Fires Division": a name, not "By the authority vested in me" or "By the Numbers: …".
fn is_byline(view: &View<'_, '_>, marker: TokenRange, range: TokenRange) -> bool {
    let document = view.document;
    let colon = (marker.end + 1..range.end).any(|at| document.is_punct(at as usize, b':'));
    !colon
        && !document.is(marker.end as usize, Class::DETERMINER)
        && (!is_prose(document, range) || words(document, range) <= LONGEST_TITLE && !ends_sentence(document, range))
}

/// Whether most words have capitals.
fn is_title_case(view: &View<'_, '_>, range: TokenRange) -> bool {
    let words = || view.document.tokens[range.indexes()].iter().filter(|t| t.is_wordlike());
    5 * words().filter(|t| t.is_capital()).count() >= 3 * words().count()
}

/// "MR HALE: Good afternoon.": a speaker in capitals.
fn is_speech(view: &View<'_, '_>, range: TokenRange) -> bool {
    const LONGEST_SPEAKER: usize = 6;
    let document = view.document;
    let colon = range.indexes().take(LONGEST_SPEAKER).find(|&at| document.is_punct(at, b':'));
    colon.is_some_and(|colon| {
        colon + 1 < range.end as usize
            && colon > range.start as usize
            && document.tokens[range.start as usize..colon]
                .iter()
                .all(|t| t.shape == Shape::Upper || t.kind == TokenKind::Punct)
    })
}

/// "2013-01-S-017", "No. 17-234"
fn is_number_line(view: &View<'_, '_>, range: TokenRange) -> bool {
    const LONGEST: usize = 60;
    let tokens = &view.document.tokens[range.indexes()];
    let digits = tokens.iter().any(|t| t.kind == TokenKind::Number || t.kind == TokenKind::Mixed);
    let letters: usize = tokens.iter().filter(|t| t.kind == TokenKind::Word).map(crate::document::Token::len).sum();
    digits && letters <= 4 && tokens.len() <= LONGEST
}

/// A line that names a body, with its parent or place: "ISAF Joint Command - Afghanistan", "Office of Public Affairs".
fn is_office(view: &View<'_, '_>, range: TokenRange) -> bool {
    const LONGEST: usize = 12;
    const LONGEST_OFFICE: usize = 6;
    let document = view.document;
    if words(document, range) > LONGEST {
        return false;
    }
    let family = |at: u32, wanted: &[Family]| {
        view.matches_at(at)
            .filter(|(m, family)| m.range.end <= range.end && wanted.contains(family))
            .map(|(m, _)| m.range.end)
            .max()
    };
    // "The White House"
    let mut at = range.start + u32::from(document.is(range.start as usize, Class::DETERMINER));
    let mut bodies = false;
    while at < range.end {
        if let Some(end) = family(at, &[Family::Organization, Family::Place]) {
            bodies |= family(at, &[Family::Organization]).is_some();
            at = end;
        } else if document.tokens[at as usize].kind == TokenKind::Punct {
            at += 1;
        } else {
            break;
        }
    }
    if at == range.end && (bodies || all_upper(view, range)) {
        return true;
    }
    // "Office of the Spokesperson": a head word, then "of"
    let head = view.lists.head(range.start as usize, Family::Organization);
    let head = head.is_some_and(|(m, _)| m.range == range || document.is_word(m.range.end as usize, "of"));
    head && words(document, range) <= LONGEST_OFFICE
        && !document.tokens[range.indexes()].iter().any(|t| t.kind == TokenKind::Number)
}

/// Whether the first line, a body's name, is the only line above the story that could head it.
fn is_office_title(view: &View<'_, '_>, looks: &[Look]) -> bool {
    let line = |n: usize| view.lines.get(n).map(|l| l.range);
    line(0).is_some_and(|range| view.markers.at(range.start).is_none() && !is_number_line(view, range))
        && (1..looks.len()).all(|n| line(n).is_none_or(|range| !is_number_line(view, range)))
        && view.lines.get(1).is_some_and(|l| l.opens_paragraph)
}

fn is_place(view: &View<'_, '_>, range: TokenRange) -> bool {
    view.matches_at(range.start).any(|(m, family)| m.range == range && family == Family::Place)
}

fn all_upper(view: &View<'_, '_>, range: TokenRange) -> bool {
    view.document.tokens[range.indexes()].iter().all(|t| !matches!(t.shape, Shape::Lower | Shape::Capital))
}

/// "Ned Price, Department Spokesperson": a name, a comma, a title.
fn is_speaker(view: &View<'_, '_>, range: TokenRange) -> bool {
    const LONGEST: usize = 16;
    let document = view.document;
    let Some(comma) = range.indexes().find(|&at| document.is_punct(at, b',')) else { return false };
    let title = |at: u32| view.matches_at(at).any(|(_, family)| family == Family::Title);
    let name =
        document.tokens[range.start as usize..comma].iter().all(|t| t.is_capital() || t.kind == TokenKind::Punct);
    (2..=6).contains(&(comma - range.start as usize))
        && words(document, range) <= LONGEST
        && name
        && (comma as u32 + 1..range.end).any(title)
}

/// "… Camp Guernsey. (Photo Credit: Maj. Jane Hale)"
pub(super) fn ends_with_credit(view: &View<'_, '_>, range: TokenRange) -> bool {
    const LONGEST: u32 = 24;
    let tail = TokenRange { start: range.start.max(range.end.saturating_sub(LONGEST)), end: range.end };
    view.markers
        .within(tail)
        .iter()
        .any(|(marker, kind)| kind.is_picture() && super::credits::is_bracketed(view.document, *marker, range))
}

/// A title is followed by its story; a line under it that a paragraph follows is a heading of the story.
fn is_body_heading(view: &View<'_, '_>, line: usize) -> bool {
    line >= 2
        && view.lines[line].opens_paragraph
        && view.lines.get(line + 1).is_some_and(|l| is_prose(view.document, l.range) || is_item(view.document, l.range))
}

/// "Dear Mr. Speaker:", "Dear friends,"
fn ends_address(view: &View<'_, '_>, range: TokenRange) -> bool {
    let last = range.end as usize - 1;
    // "(Dear Mr. Chairman:)"
    let last = last - usize::from(view.document.is_punct(last, b')') && last > range.start as usize);
    view.document.is_punct(last, b':') || view.document.is_punct(last, b',')
}

fn ends_colon(view: &View<'_, '_>, range: TokenRange) -> bool {
    view.document.is_punct(range.end as usize - 1, b':')
}
