//! Every release of `fixtures/` against its reviewed answer.
//!
//! Beside `<slug>.txt` stand `<slug>.json`, the whole extraction, which `SNAPSHOTS=overwrite cargo test --test fixtures`
//! writes anew, and `<slug>.facts`, a list by hand of what a careful reader takes from the text. The facts are checked on
//! their own, so that a snapshot cannot bless an error.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;
mod facts;

use std::{env, fs};

use common::{Fixture, fixtures};
use dateline::{Extraction, Extractor, Input};

fn extract<'t>(extractor: &'t Extractor, fixture: &'t Fixture) -> Extraction<'t> {
    extractor.extract_input(&Input { text: &fixture.text, id: Some(&fixture.id), ..Input::default() })
}

#[test]
fn answers_are_as_reviewed() {
    let overwrite = env::var_os("SNAPSHOTS").is_some_and(|v| v == "overwrite");
    let extractor = Extractor::new();
    let mut changed = Vec::new();
    for fixture in fixtures() {
        let mut extraction = extract(&extractor, &fixture);
        // What changes with every list and every release of the program says nothing about this text.
        extraction.generator.gazetteers = "".into();
        extraction.generator.version = "".into();
        let now = serde_json::to_string_pretty(&extraction).unwrap() + "\n";
        let path = fixture.path.with_extension("json");
        let reviewed = fs::read_to_string(&path).unwrap_or_default();
        if now == reviewed {
            continue;
        }
        if overwrite {
            fs::write(&path, now).unwrap();
        } else {
            changed.push(format!("{}.json: {}", fixture.id, first_difference(&reviewed, &now)));
        }
    }
    assert!(
        changed.is_empty(),
        "{}\nIf the new answers are right: SNAPSHOTS=overwrite cargo test --test fixtures, then read the difference.",
        changed.join("\n")
    );
}

fn first_difference(reviewed: &str, now: &str) -> String {
    let (mut old, mut new) = (reviewed.lines(), now.lines());
    for number in 1.. {
        match (old.next(), new.next()) {
            (None, None) => break,
            (old, new) if old != new => {
                return format!(
                    "line {number}: was {}, is {}",
                    old.unwrap_or("absent").trim(),
                    new.unwrap_or("absent").trim()
                );
            }
            _ => {}
        }
    }
    "line ends differ".to_owned()
}

#[test]
fn facts_hold() {
    let extractor = Extractor::new();
    let mut wrong = Vec::new();
    for fixture in fixtures() {
        let extraction = extract(&extractor, &fixture);
        let path = fixture.path.with_extension("facts");
        let lines = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let mut expected = 0;
        let mut holds = true;
        for (number, line) in lines.lines().enumerate() {
            if line.trim() == "# not yet" {
                holds = false;
            }
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            expected += 1;
            let at = format!("{}.facts:{}", fixture.id, number + 1);
            match (facts::check(&extraction, line), holds) {
                (Ok(()), true) | (Err(facts::Failure::Wrong(_)), false) => {}
                (Ok(()), false) => wrong.push(format!("{at}: holds now, move it up: {line}")),
                (Err(facts::Failure::Wrong(why)), true) => wrong.push(format!("{at}: {line}\n    {why}")),
                (Err(facts::Failure::Unreadable(why)), _) => wrong.push(format!("{at}: {why}: {line}")),
            }
        }
        assert!(expected >= 8, "{}.facts has {expected} facts", fixture.id);
    }
    assert!(wrong.is_empty(), "{} facts are not as written:\n{}", wrong.len(), wrong.join("\n"));
}
