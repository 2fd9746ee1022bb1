//! The fitted layer: a linear model labels tokens where lists and grammar leave things open or contradict each other.
//!
//! Rules say what they see; the model, trained on marked releases with the rules' own proposals among its features, knows
//! how far to trust each of them and what the words around suggest. This is the one place where evidence is weighed.

mod checks;
mod consistency;
mod cues;
mod edges;
mod evidence;
mod features;
mod grounds;
mod headline;
mod model;
pub(crate) mod overrules;
mod shapes;
pub mod train;

use crate::document::{Document, TokenRange};
use crate::gazetteer::compile::FormKind;
use crate::gazetteer::kinds::Family;
use crate::mention::{Kind, Mention, Source};
use crate::rules::Lists;
use consistency::Run;
pub(crate) use evidence::Weighing;
pub use model::Model;

/// Kinds that the model labels, in the order of their label numbers.
pub(crate) const KINDS: [Kind; 7] =
    [Kind::Person, Kind::Role, Kind::Organization, Kind::Place, Kind::Demonym, Kind::Agreement, Kind::Other];

/// Number of labels: outside, and begin and inside of each kind.
pub(crate) const LABELS: usize = 1 + 2 * KINDS.len();

/// 0 is outside, 2k + 1 begins the k-th kind, 2k + 2 goes on with it.
pub(crate) type Label = u8;

pub(crate) fn begin(kind: Kind) -> Option<Label> {
    KINDS.iter().position(|k| *k == kind).map(|k| 2 * k as Label + 1)
}

/// The kind of a label.
pub(crate) fn kind_of(label: Label) -> Option<Kind> {
    KINDS.get(usize::from(label.checked_sub(1)?) / 2).copied()
}

/// Whether `label` may follow `previous`: "inside" only behind its own kind.
pub(crate) const fn may_follow(previous: Label, label: Label) -> bool {
    label == 0 || label % 2 == 1 || previous == label || previous + 1 == label
}

/// The mentions that the model settles on, from what lists and grammar resolved.
pub(crate) fn tag(document: &Document<'_>, lists: &Lists<'_>, model: &Model, base: Vec<Mention>) -> Vec<Mention> {
    let Some(weights) = model.weights() else { return base };
    let mut labels = features::decode(&cues::Source::new(document, lists, &base), weights);
    for mention in &base {
        overrules::apply(document, lists, mention, &mut labels);
    }
    merge(document, lists, &labels, base)
}

/// Labelled runs as mentions; a run that lists or rules found too keeps their source.
fn merge(document: &Document<'_>, lists: &Lists<'_>, labels: &[Label], base: Vec<Mention>) -> Vec<Mention> {
    // dates and agreements are read by their own rules; names inside an agreement stay
    let own: Vec<Mention> = base.iter().filter(|m| matches!(m.kind, Kind::Date | Kind::Agreement)).copied().collect();
    let mut taken = vec![false; labels.len()];
    for mention in &own {
        taken[mention.range.indexes()].fill(true);
    }
    let runs =
        runs(labels).filter(|run| run.kind != Kind::Agreement && !run.range.indexes().any(|at| taken[at])).collect();
    let runs = consistency::settle(document, lists, &base, runs, &taken);
    let mut out: Vec<Mention> = runs
        .iter()
        .map(|run| {
            let from = base.partition_point(|m| m.range.start < run.range.start);
            let same = base[from..].iter().take_while(|m| m.range.start == run.range.start);
            let same = same.into_iter().find(|m| m.range == run.range && m.kind == run.kind);
            same.copied().unwrap_or_else(|| by_model(lists, run.kind, run.range))
        })
        .collect();
    let nested =
        base.iter().filter(|m| m.kind != Kind::Agreement && m.kind != Kind::Date && taken[m.range.start as usize]);
    out.extend(nested);
    out.extend(own);
    out.sort_by_key(|m| (m.range.start, std::cmp::Reverse(m.range.end), m.kind));
    out
}

/// The runs of the labels.
fn runs(labels: &[Label]) -> impl Iterator<Item = Run> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < labels.len() && kind_of(labels[at]).is_none() {
            at += 1;
        }
        let kind = kind_of(*labels.get(at)?)?;
        let start = at;
        at += 1;
        while at < labels.len() && labels[at] != 0 && labels[at].is_multiple_of(2) && kind_of(labels[at]) == Some(kind)
        {
            at += 1;
        }
        Some(Run { kind, range: TokenRange::new(start, at) })
    })
}

/// The kind of the longest title of the lists inside a run.
fn title_kind(lists: &Lists<'_>, range: TokenRange) -> Option<u8> {
    let titles = range.indexes().filter_map(|at| lists.title(at, |k| k <= 2));
    titles.max_by_key(|(m, _)| (m.range.len(), std::cmp::Reverse(m.range.start))).map(|(_, entry)| entry.kind())
}

/// A mention of the model, with the list entry of the same text if there is one.
fn by_model(lists: &Lists<'_>, kind: Kind, range: TokenRange) -> Mention {
    let family = match kind {
        Kind::Organization => Some(Family::Organization),
        Kind::Place | Kind::Demonym => Some(Family::Place),
        Kind::Role => Some(Family::Title),
        _ => None,
    };
    let owners = lists.at(range.start as usize).filter(|(m, f)| {
        Some(*f) == family && m.range == range && (m.form == FormKind::Demonym) == (kind == Kind::Demonym)
    });
    // the first owner; a town that is meant only before its state comes behind the larger one of its name
    let listed = owners.map(|(m, _)| *m).min_by_key(|m| !lists.entry(m).attribute("needs").is_empty());
    let title = (kind == Kind::Role).then(|| title_kind(lists, range)).flatten();
    match listed {
        Some(m) if kind != Kind::Role => Mention {
            kind,
            range,
            source: Source::List(m.entry),
            entry: Some(m.entry),
            form: m.form,
            subkind: Some(lists.entry(&m).kind()),
        },
        _ => Mention { kind, range, source: Source::Model, entry: None, form: FormKind::Name, subkind: title },
    }
}
