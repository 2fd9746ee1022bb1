//! Date mentions to the output: one item for each distinct text, value and bound ("in 2014" and "since 2014" name other
//! days).

use jiff::civil::Date;
use std::borrow::Cow;

use super::one_line;
use crate::document::structure::Structure;
use crate::document::{Document, TokenRange};
use crate::extraction::{Bound, DateId, DateItem, DateSource, DocumentDate, DocumentInfo, Mention};
use crate::fast::{FastMap, map_for};
use crate::rules::dates::DateMention;

/// What makes two mentions one item: text, value, bound.
type Key<'t, 'v> = (Cow<'t, str>, Option<&'v str>, Option<Bound>);

/// The items of some mentions, in order of first mention.
pub(crate) fn dates<'t>(document: &Document<'t>, mentions: &[DateMention]) -> Vec<DateItem<'t>> {
    let mut items: Vec<DateItem<'t>> = Vec::new();
    let mut seen: FastMap<Key<'t, '_>, usize> = map_for(mentions.len());
    for mention in mentions {
        let span = document.span(mention.range);
        let written = document.range_text(mention.range);
        let text = one_line(written);
        let out = Mention {
            text: Cow::Borrowed(written),
            start: span.start,
            end: span.end,
            form: None,
            source: Cow::Owned(["rule:", mention.rule].concat()),
            why: Vec::new(),
        };
        // a line break inside makes no other date
        let key = (text.clone(), mention.value.as_deref(), mention.bound);
        if let Some(&at) = seen.get(&key) {
            items[at].mentions.push(out);
            continue;
        }
        seen.insert(key, items.len());
        items.push(DateItem {
            id: DateId(items.len() as u32 + 1),
            text,
            kind: mention.kind,
            value: mention.value.clone().map(Cow::Owned),
            from: mention.from.map(|day| Cow::Owned(day.to_string())),
            to: mention.to.map(|day| Cow::Owned(day.to_string())),
            bound: mention.bound,
            modifier: mention.modifier,
            quant: mention.quant,
            freq: mention.freq.clone().map(Cow::Owned),
            calendar: mention.calendar,
            resolved_by: mention.resolved_by,
            vague: mention.vague,
            ambiguous: mention.ambiguous,
            mentions: vec![out],
        });
    }
    items
}

/// Writes the day of issue and the date of the dateline into what is said of the document.
pub(crate) fn date_document(
    document: &Document<'_>,
    structure: &Structure,
    info: &mut DocumentInfo<'_>,
    issued: Option<(Date, DateSource)>,
    items: &[DateItem<'_>],
) {
    info.date = issued.map(|(day, source)| DocumentDate { value: day.to_string(), source });
    if let (Some(range), Some(dateline)) = (structure.dateline, &mut info.dateline) {
        dateline.date = item_at(document, items, range);
    }
}

/// The first item with a mention inside a run of tokens.
pub(crate) fn item_at(document: &Document<'_>, items: &[DateItem<'_>], range: TokenRange) -> Option<DateId> {
    let span = document.span(range);
    let inside = |m: &Mention<'_>| span.start <= m.start && m.end <= span.end;
    items.iter().find(|item| item.mentions.iter().any(inside)).map(|item| item.id)
}
