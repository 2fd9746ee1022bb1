//! Marks in a text held against mentions.

use std::collections::BTreeSet;

use dateline::Extraction;
use dateline::extraction::{Form, Mention, Offsets};
use serde_json::Value;

use super::score::{Scores, pair};

/// The kinds of marks, under the names that data sets give them.
const KINDS: &[(&str, &[&str])] = &[
    ("people", &["PERSON", "PER", "people", "person"]),
    ("organizations", &["ORG", "ORGANIZATION", "organizations", "organization"]),
    ("places", &["LOC", "GPE", "LOCATION", "places", "place"]),
    ("nationalities", &["NATIONALITY", "NORP", "demonym"]),
    ("roles", &["ROLE", "TITLE", "roles", "role"]),
    ("dates", &["DATE", "TIMEX3", "dates", "date"]),
    ("agreements", &["AGREEMENT", "agreements", "agreement"]),
];

type Mark = (usize, usize, String);

/// Scores the kinds that `types` names.
pub(crate) fn score(
    id: &str,
    extraction: &Extraction<'_>,
    text: &str,
    wanted: &[Value],
    types: &BTreeSet<String>,
    scores: &mut Scores,
) {
    scores.documents += 1;
    let x = extraction.clone().with_offsets(text, Offsets::Char);
    let characters: Vec<char> = text.chars().collect();
    for (kind, names) in KINDS.iter().filter(|(_, names)| names.iter().any(|name| types.contains(*name))) {
        let gold: BTreeSet<Mark> = wanted
            .iter()
            .filter(|span| span.get("type").and_then(Value::as_str).is_some_and(|t| names.contains(&t)))
            .filter_map(|span| {
                let at = |field: &str| span.get(field).and_then(Value::as_u64).map(|n| n as usize);
                let (start, end) = (at("start")?, at("end")?);
                Some((start, end, characters.get(start..end)?.iter().collect()))
            })
            .collect();
        let found = marks(kind, &x);
        let (gold, found): (Vec<Mark>, Vec<Mark>) = (gold.into_iter().collect(), found.into_iter().collect());
        let same = |a: &Mark, b: &Mark| if (a.0, a.1) == (b.0, b.1) { 1.0 } else { 0.0 };
        pair(id, &gold, &found, 1.0, same, |mark| mark.2.clone(), scores.of(kind));
    }
}

fn marks(kind: &str, x: &Extraction<'_>) -> BTreeSet<Mark> {
    let mut out = BTreeSet::new();
    let mut add = |mentions: &[Mention<'_>], demonyms: bool| {
        let fits = mentions.iter().filter(|m| (m.form == Some(Form::Demonym)) == demonyms);
        out.extend(fits.map(|m| (m.start, m.end, m.text.to_string())));
    };
    match kind {
        "people" => x.people.iter().for_each(|e| add(&e.mentions, false)),
        "organizations" => x.organizations.iter().for_each(|e| add(&e.mentions, false)),
        "places" => x.places.iter().for_each(|e| add(&e.mentions, false)),
        "nationalities" => x.places.iter().for_each(|e| add(&e.mentions, true)),
        "roles" => x.roles.iter().for_each(|e| add(&e.mentions, false)),
        "dates" => x.dates.iter().for_each(|e| add(&e.mentions, false)),
        _ => x.agreements.iter().for_each(|e| add(&e.mentions, false)),
    }
    out
}
