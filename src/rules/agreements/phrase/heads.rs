//! Head words inside a phrase, by which short forms are joined to it.

use super::super::View;
use crate::document::TokenRange;
use crate::gazetteer::compile::FormKind;
use crate::gazetteer::kinds::Family;

/// The head word of an instrument, in the singular form of the list, by which short forms are joined to it.
pub(crate) fn head_word<'v>(view: &View<'v, '_>, range: TokenRange) -> Option<&'v str> {
    let lists = view.lists;
    let heads = || {
        let at = range.indexes().rev().filter_map(|at| lists.head(at, Family::Agreement));
        at.map(|(m, _)| m).filter(|m| m.range.end <= range.end)
    };
    // "MOU" stands for its full term
    let acronym = || heads().find(|_| range.len() == 1);
    let m = heads().filter(|m| m.form != FormKind::Acronym).max_by_key(|m| m.range.end).or_else(acronym)?;
    let name = lists.entry(m).name();
    // "Umbrella Agreement" is an agreement
    Some(name.rsplit(' ').next().unwrap_or(name)).filter(|_| !name.contains(" of ")).or(Some(name))
}

/// The words of a phrase that are head words by themselves, in the list's form: "settlement", "agreement".
pub(crate) fn single_heads<'v>(view: &View<'v, '_>, range: TokenRange) -> impl Iterator<Item = &'v str> {
    let lists = view.lists;
    range.indexes().flat_map(move |at| lists.at(at)).filter_map(move |(m, family)| {
        let head = family == Family::Head && m.what.head().family == Family::Agreement && m.form != FormKind::Acronym;
        (head && m.range.len() == 1).then(|| lists.entry(m).name())
    })
}

/// Whether a phrase is only a head word: "agreement", "memoranda of understanding".
pub(crate) fn is_bare(view: &View<'_, '_>, range: TokenRange) -> bool {
    view.lists.head(range.start as usize, Family::Agreement).is_some_and(|(m, _)| m.range.end >= range.end)
}
