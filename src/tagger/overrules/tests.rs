//! The rows' own examples, read by the whole extractor.

use super::{ROWS, SETTLED, apply};
use crate::document::{Document, TokenRange};
use crate::extractor::Extractor;
use crate::mention::Kind;
use crate::rules::Lists;
use crate::rules::dates::{self, Context};
use crate::rules::examples::unmark;
use crate::tagger::{Model, cues, features};

/// A list of the user's, for the examples of the row that asks for one.
const OWN: &str = "id\tkind\tname\nown-1\tagency\tPier Watch\nown-2\tagency\tBlue Lantern\n";

/// A mention: its kind and its bytes.
type Span = (String, usize, usize);

/// What the rows write over the labels of a text, each with its row, and what comes out of the extractor.
fn read(extractor: &Extractor, text: &str) -> (Vec<(&'static str, Span)>, Vec<Span>) {
    let document = Document::new(text, extractor.gazetteers());
    let lists = Lists::new(&document, extractor.gazetteers());
    let base = extractor.propose(&document, &lists, &dates::find(&document, &Context::default()));
    let model = Model::bundled().unwrap();
    let mut labels = features::decode(&cues::Source::new(&document, &lists, &base), model.weights().unwrap());
    let span = |kind: Kind, range: TokenRange| {
        let span = document.span(range);
        (kind.to_string(), span.start, span.end)
    };
    let rows = base
        .iter()
        .filter_map(|m| Some((apply(&document, &lists, m, &mut labels)?.name, span(m.kind, m.range))))
        .collect();
    let (_, found) = extractor.mentions(text);
    (rows, found.iter().map(|m| span(m.kind, m.range)).collect())
}

/// Each mark of a `yes` overrules by its own row and comes out; in no `no` the row overrules anything.
#[test]
fn rows_read_their_examples() {
    let extractor = Extractor::builder().gazetteer("own.tsv", OWN).build().unwrap();
    let mut wrong = Vec::new();
    for row in ROWS {
        for yes in row.yes {
            let (text, marks) = unmark(yes);
            let (rows, found) = read(&extractor, &text);
            assert!(!marks.is_empty(), "{}: nothing is marked in {yes:?}", row.name);
            for mark in marks {
                if !rows.contains(&(row.name, mark.clone())) || !found.contains(&mark) {
                    wrong.push(format!("{}: {mark:?} does not come by it in {yes:?}: {rows:?} {found:?}", row.name));
                }
            }
        }
        for no in row.no {
            let (rows, _) = read(&extractor, no);
            wrong.extend(rows.iter().filter(|r| r.0 == row.name).map(|r| format!("{}: {:?} in {no:?}", row.name, r.1)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn settled_rules_are_rules() {
    let all = crate::rules::all();
    for name in SETTLED {
        assert!(all.iter().any(|rule| rule.name == *name), "{name}");
    }
}
