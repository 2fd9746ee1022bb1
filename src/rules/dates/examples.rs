//! Runs the examples of all tables, on Tuesday, 7 November 2023.

use super::engine::STAGES;
use super::pattern::Pattern;
use super::{Context, DateMention, find};
use crate::document::Document;
use crate::gazetteer::Gazetteers;
use crate::rules::calendar;

fn read(gazetteers: &Gazetteers, text: &str, vague: bool) -> Vec<(String, DateMention)> {
    let document = Document::new(text, gazetteers);
    let context = Context { document_date: calendar::new(2023, 11, 7), vague, ..Context::default() };
    find(&document, &context).into_iter().map(|m| (document.range_text(m.range).to_owned(), m)).collect()
}

/// The text without brackets, and what stood in them (all of it without brackets).
fn marked(text: &str) -> (String, Vec<String>) {
    if !text.contains('[') {
        return (text.to_owned(), vec![text.to_owned()]);
    }
    let parts = text.split('[').skip(1).map(|p| p.split(']').next().unwrap().to_owned()).collect();
    (text.replace(['[', ']'], ""), parts)
}

#[test]
fn every_row_reads_its_examples() {
    let gazetteers = Gazetteers::bundled().unwrap();
    let mut wrong = Vec::new();
    for row in STAGES.iter().copied().flatten().copied().flatten() {
        if let Err(error) = Pattern::compile(row.pattern, &gazetteers) {
            wrong.push(format!("{}: {error}", row.name));
            continue;
        }
        let vague = super::vague::ROWS.iter().any(|r| r.name == row.name);
        if row.yes.len() < 3 || row.no.len() < 2 {
            wrong.push(format!("{}: too few examples", row.name));
        }
        for (text, values) in row.yes {
            let (text, want) = marked(text);
            let got = read(&gazetteers, &text, vague);
            let own: Vec<_> = got.iter().filter(|(_, m)| m.rule == row.name).collect();
            let texts: Vec<&str> = own.iter().map(|(t, _)| t.as_str()).collect();
            let got_values: Vec<&str> = own.iter().map(|(_, m)| m.value.as_deref().unwrap_or("none")).collect();
            if texts != want || got_values.join(" ") != *values {
                let all: Vec<_> = got.iter().map(|(t, m)| (t, m.rule, &m.value)).collect();
                wrong.push(format!("{}: {text:?} should be {want:?} = {values}, is {all:?}", row.name));
            }
        }
        for text in row.no {
            if let Some((t, m)) = read(&gazetteers, text, vague).iter().find(|(_, m)| m.rule == row.name) {
                wrong.push(format!("{}: reads {t:?} = {:?} in {text:?}", row.name, m.value));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn names_are_unique() {
    let mut names: Vec<_> = STAGES.iter().copied().flatten().copied().flatten().map(|r| r.name).collect();
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
}
