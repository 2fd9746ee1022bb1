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
mod model;
mod shapes;
pub mod train;

use crate::document::{Document, Gap, TokenKind, TokenRange};
use crate::gazetteer::compile::FormKind;
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::mention::{Kind, Mention, Source};
use crate::rules::lists::{COURTESY, is_country};
use crate::rules::{Lists, roles};
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

/// Rules that the model does not overrule: what they read is settled by form alone.
const SETTLED: &[&str] = &[
    "organizations/coordinated-head",
    "organizations/legal-form",
    "organizations/government",
    "organizations/government-of",
    "organizations/town-head",
];

/// The mentions that the model settles on, from what lists and grammar resolved.
pub(crate) fn tag(document: &Document<'_>, lists: &Lists<'_>, model: &Model, base: Vec<Mention>) -> Vec<Mention> {
    let Some(weights) = model.weights() else { return base };
    let mut labels = features::decode(&cues::Source::new(document, lists, &base), weights);
    for mention in &base {
        let custom = matches!(mention.source, Source::List(entry) if entry.is_custom());
        let settled = matches!(mention.source, Source::Rule(rule) if SETTLED.contains(&rule));
        // "Philip Jackson-Ames", "Tze-Ch'in Ong": no run parts a hyphenated name that a rule reads as a person's
        // and none a nickname in quotes from the name around it
        let hyphened = mention.kind == Kind::Person
            && mention.range.indexes().any(|at| {
                document.tokens[at].kind == TokenKind::Punct
                    && !document.is_punct(at, b'.')
                    && !document.is_punct(at, b',')
            });
        // "Syria" alone on a line heads what follows
        let (start, end) = (mention.range.start as usize, mention.range.end as usize);
        let country = mention.kind == Kind::Place
            && matches!(mention.source, Source::List(entry) if is_country(lists.gazetteers.entry(entry).kind()))
            && document.tokens[start].gap >= Gap::Line
            && document.token(end).is_none_or(|t| t.gap >= Gap::Line);
        // "MR PRICE:", "Ms. Hale": behind a courtesy title stands a person
        let titled = mention.kind == Kind::Person
            && behind_courtesy(lists, start)
            && labels[mention.range.indexes()].iter().all(|l| *l == 0);
        // "Deputy Assistant Secretary of Defense (DASD) for Threat Reduction (TR)" is one title
        let abbreviated = mention.kind == Kind::Role && mention.range.indexes().any(|at| document.is_punct(at, b'('));
        // "Jane Hale, a former Ohio state legislator, pleaded guilty": what an apposition says of a person
        let apposed = mention.kind == Kind::Role
            && labels[mention.range.indexes()].iter().all(|l| *l == 0)
            && roles::determiner_before(document, lists, start).is_some_and(|article| {
                article > 1
                    && (roles::says_what(document, article, |at| kind_of(labels[at]) == Some(Kind::Person))
                        || document.is_punct(article - 1, b',') && kind_of(labels[article - 2]) == Some(Kind::Person)
                        || document.is_word(article - 1, "as") && document.is(article - 2, Class::ROLE_LINK))
            });
        // "the President of the Republic, Luiz Orlovan, will travel"
        let called = mention.kind == Kind::Person && behind_title(document, &labels, mention.range);
        let apposed = apposed || mention.kind == Kind::Role && behind_name(document, &labels, mention.range);
        // "Assistant Secretary of the Air Force" is one title of the lists: no run ends inside it
        let whole = mention.kind == Kind::Role
            && Some(labels[start]) == begin(Kind::Role)
            && lists.title(start, |kind| kind <= 2).is_some_and(|(m, _)| m.range == mention.range);
        // "Special Envoy for the Red Sea and Horn of Africa": the area belongs to the title
        let area = mention.kind == Kind::Role
            && Some(labels[start]) == begin(Kind::Role)
            && mention.range.indexes().any(|at| {
                let first = at + 1 + usize::from(document.is(at + 1, Class::DETERMINER));
                let place = lists.entity_end(first).is_some() && lists.speaks_of(first, Family::Place);
                document.is_word(at, "for")
                    && labels[at] == 0
                    && place
                    && (!document.is(first, Class::DIRECTION) || lists.entity_end(first) > Some(first + 1))
            })
            && mention.range.indexes().all(|at| kind_of(labels[at]) != Some(Kind::Person));
        // "Minister of Security and the Interior": a portfolio goes on behind the title that opens it
        let range = mention.range;
        let portfolio = mention.kind == Kind::Role
            && Some(labels[start]) == begin(Kind::Role)
            && lists.title(start, |kind| kind == 0).is_some_and(|(m, _)| {
                m.range.end < range.end && m.range.indexes().any(|at| document.is(at, Class::PREPOSITION))
            })
            && range.indexes().all(|at| kind_of(labels[at]) != Some(Kind::Person))
            && labels.get(end).is_none_or(|label| *label == 0 || label % 2 == 1);
        let whole = whole || area || portfolio;
        if whole || custom || settled || hyphened || country || titled || abbreviated || apposed || called {
            overrule(&mut labels, mention);
        }
    }
    merge(document, lists, &labels, base)
}

/// Whether a courtesy title ends right before a token.
fn behind_courtesy(lists: &Lists<'_>, start: usize) -> bool {
    (start.saturating_sub(3)..start)
        .any(|at| lists.title(at, |kind| kind == COURTESY).is_some_and(|(m, _)| m.range.end as usize == start))
}

/// Whether a name of several words stands between commas right behind a title: "the President of the Republic, Luiz Orlovan,
/// will travel"; behind a title's body only where nothing else holds it: "Head of Operations at the agency, Rob Orlovan,".
fn behind_title(document: &Document<'_>, labels: &[Label], range: TokenRange) -> bool {
    let (start, end) = (range.start as usize, range.end as usize);
    let between = range.len() > 1 && start > 1 && document.is_punct(start - 1, b',') && document.is_punct(end, b',');
    if !between {
        return false;
    }
    let free = labels[range.indexes()].iter().all(|label| *label == 0);
    match kind_of(labels[start - 2]) {
        Some(Kind::Role) => kind_of(labels[start]) != Some(Kind::Role),
        Some(Kind::Organization | Kind::Place) => {
            free && labels[start.saturating_sub(TITLE)..start].iter().any(|label| kind_of(*label) == Some(Kind::Role))
        }
        _ => false,
    }
}

/// Tokens of a title with its body before a name.
const TITLE: usize = 12;

/// Words of a body between a name and a title in lower case.
const BODY: usize = 8;

/// Whether a title that nothing else holds stands right behind a name's comma, maybe over its body: "Orlovan, liaison officer,
/// …", "Orlovan, Brazilian army liaison officer,".
fn behind_name(document: &Document<'_>, labels: &[Label], range: TokenRange) -> bool {
    let start = range.start as usize;
    if !labels[range.indexes()].iter().all(|label| *label == 0) {
        return false;
    }
    let body = |at: usize| matches!(kind_of(labels[at]), Some(Kind::Organization | Kind::Place | Kind::Demonym));
    let of_body = |at: &usize| body(*at) || document.tokens[*at].kind == TokenKind::Possessive;
    let front = (start.saturating_sub(BODY)..start).rev().take_while(of_body).last().unwrap_or(start);
    let comma = front > 1 && document.is_punct(front - 1, b',') && kind_of(labels[front - 2]) == Some(Kind::Person);
    let end = range.end as usize;
    let ends = document
        .token(end)
        .is_none_or(|t| t.gap >= Gap::Line || t.kind == TokenKind::Punct || document.is(end, Class::PREPOSITION));
    comma && ends && document.tokens[front..=start].iter().all(|t| t.gap < Gap::Line)
}

/// Writes a mention over the labels; a run that it cuts goes as a whole.
fn overrule(labels: &mut [Label], mention: &Mention) {
    let range = mention.range.indexes();
    let Some(label) = begin(mention.kind) else { return };
    let inside = |label: Label| label != 0 && label.is_multiple_of(2);
    if inside(labels[range.start]) {
        let first = (0..range.start).rev().find(|&at| !inside(labels[at])).unwrap_or(range.start);
        labels[first..range.start].fill(0);
    }
    let end = (range.end..labels.len()).find(|&at| !inside(labels[at])).unwrap_or(labels.len());
    labels[range.end..end].fill(0);
    labels[range.clone()].fill(label + 1);
    labels[range.start] = label;
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
