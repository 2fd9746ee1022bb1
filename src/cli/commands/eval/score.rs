//! Figures, and answer sheets held against extractions.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;

use dateline::Extraction;
use serde_json::{Value, json};

/// How one kind was found.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) right: usize,
    pub(crate) gold: usize,
    pub(crate) found: usize,
    /// Further entities for an answer that was matched already.
    pub(crate) again: usize,
    pub(crate) misses: Vec<(String, String)>,
    pub(crate) extras: Vec<(String, String)>,
}

impl Tally {
    fn figures(&self) -> [f64; 3] {
        let share = |of: usize| if of == 0 { 0.0 } else { self.right as f64 / of as f64 };
        let (precision, recall) = (share(self.found + self.again), share(self.gold));
        let sum = precision + recall;
        [precision, recall, if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 }]
    }
}

/// The figures of all kinds.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    pub(crate) documents: usize,
    kinds: Vec<(&'static str, Tally)>,
}

impl Scores {
    pub(crate) fn of(&mut self, kind: &'static str) -> &mut Tally {
        let at = self.kinds.iter().position(|(k, _)| *k == kind).unwrap_or_else(|| {
            self.kinds.push((kind, Tally::default()));
            self.kinds.len() - 1
        });
        &mut self.kinds[at].1
    }

    pub(crate) fn table(&self, errors: bool) -> String {
        let documents = if self.documents == 1 { "document" } else { "documents" };
        let mut out = format!("{} {documents}\n", self.documents);
        let _ = writeln!(
            out,
            "{:<16}{:>10}{:>8}{:>8}{:>8}{:>8}{:>8}",
            "", "precision", "recall", "F1", "gold", "found", "again"
        );
        for (kind, tally) in &self.kinds {
            let [precision, recall, f1] = tally.figures();
            let Tally { gold, found, again, .. } = tally;
            let _ = writeln!(out, "{kind:<16}{precision:>10.3}{recall:>8.3}{f1:>8.3}{gold:>8}{found:>8}{again:>8}");
        }
        if errors {
            for (kind, tally) in &self.kinds {
                for (word, list) in [("miss", &tally.misses), ("extra", &tally.extras)] {
                    for (id, what) in list {
                        let _ = writeln!(
                            out,
                            "{word}\t{kind}\t{id}\t{}",
                            what.split_whitespace().collect::<Vec<_>>().join(" ")
                        );
                    }
                }
            }
        }
        out
    }

    pub(crate) fn json(&self) -> String {
        let kind = |(kind, t): &(&str, Tally)| {
            let [precision, recall, f1] = t.figures();
            let figures = json!({"precision": precision, "recall": recall, "f1": f1, "right": t.right,
                "gold": t.gold, "found": t.found, "again": t.again});
            ((*kind).to_owned(), figures)
        };
        let kinds: serde_json::Map<String, Value> = self.kinds.iter().map(kind).collect();
        format!("{}\n", json!({"documents": self.documents, "kinds": kinds}))
    }
}

/// A form to compare by: white space, case, quotes, marks at the ends, a leading article and a possessive do not count.
pub(crate) fn plain(text: &str) -> String {
    let folded = dateline::document::fold::fold(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    let trimmed = folded.trim_matches(|c: char| " .,;:\"()".contains(c));
    let bare = ["the ", "a ", "an "].iter().find_map(|article| trimmed.strip_prefix(article)).unwrap_or(trimmed);
    bare.strip_suffix("'s").or(bare.strip_suffix('\'')).unwrap_or(bare).to_owned()
}

fn string<'v>(value: &'v Value, field: &str) -> &'v str {
    value.get(field).and_then(Value::as_str).unwrap_or("")
}

fn list<'v>(value: &'v Value, field: &str) -> &'v [Value] {
    value.get(field).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// All that an entity is called, in an answer sheet or in an extraction.
fn forms(entity: &Value) -> BTreeSet<String> {
    let aliases = list(entity, "aliases").iter().filter_map(Value::as_str);
    let mentions = list(entity, "mentions").iter().map(|m| string(m, "text"));
    let named = ["name", "acronym", "text"].map(|field| string(entity, field));
    aliases.chain(mentions).chain(named).map(plain).filter(|form| !form.is_empty()).collect()
}

/// How many words two texts share, as F1; small words aside.
fn shared_words(a: &str, b: &str) -> f64 {
    let words = |text: &str| -> BTreeMap<String, usize> {
        let text = plain(text);
        let mut counts = BTreeMap::new();
        for word in text.split(|c: char| !c.is_alphanumeric() && c != '&').filter(|w| !w.is_empty()) {
            if !["of", "for", "and", "to", "in", "the", "a", "an"].contains(&word) {
                *counts.entry(word.to_owned()).or_insert(0) += 1;
            }
        }
        counts
    };
    let (a, b) = (words(a), words(b));
    let common: usize = a.iter().map(|(word, n)| b.get(word).map_or(0, |m| *n.min(m))).sum();
    let all: usize = a.values().sum::<usize>() + b.values().sum::<usize>();
    if all == 0 { 0.0 } else { 2.0 * common as f64 / all as f64 }
}

/// Holds an extraction against an answer sheet (or against another extraction).
pub(crate) fn sheet(id: &str, extraction: &Extraction<'_>, sheet: &Value, scores: &mut Scores) {
    scores.documents += 1;
    let found = serde_json::to_value(extraction).unwrap_or_default();
    for kind in ["people", "organizations", "places"] {
        if sheet.get(kind).is_some() {
            entities(id, list(sheet, kind), list(&found, kind), scores.of(kind));
        }
    }
    if let Some(wanted) = roles_of(sheet) {
        roles(id, &wanted, &roles_of(&found).unwrap_or_default(), scores.of("roles"));
    }
    if sheet.get("dates").is_some() {
        dates(id, list(sheet, "dates"), list(&found, "dates"), scores.of("dates"));
    }
    if sheet.get("agreements").is_some() {
        agreements(id, list(sheet, "agreements"), list(&found, "agreements"), scores.of("agreements"));
    }
}

fn entities(id: &str, gold: &[Value], found: &[Value], tally: &mut Tally) {
    let gold_forms: Vec<BTreeSet<String>> = gold.iter().map(forms).collect();
    let mut matched = vec![false; gold.len()];
    for entity in found {
        let own = forms(entity);
        let shared = |at: usize| {
            let name = usize::from(own.contains(&plain(string(&gold[at], "name"))));
            own.intersection(&gold_forms[at]).count() + name
        };
        // the answer that shares the most forms; of equals the first
        let best = (0..gold.len())
            .map(|at| (shared(at), at))
            .filter(|(n, _)| *n > 0)
            .max_by_key(|(n, at)| (*n, usize::MAX - at));
        match best {
            None => {
                tally.found += 1;
                tally.extras.push((id.to_owned(), string(entity, "name").to_owned()));
            }
            Some((_, at)) if matched[at] => tally.again += 1,
            Some((_, at)) => {
                matched[at] = true;
                tally.found += 1;
                tally.right += 1;
            }
        }
    }
    tally.gold += gold.len();
    let missed = gold.iter().zip(&matched).filter(|(_, matched)| !**matched);
    tally.misses.extend(missed.map(|(entity, _)| (id.to_owned(), string(entity, "name").to_owned())));
}

/// A role: the forms of its person, the title, the title with the body.
struct Held {
    person: BTreeSet<String>,
    title: String,
    full: String,
}

/// Roles stand with their people in answer sheets and in a list of their own in extractions.
fn roles_of(value: &Value) -> Option<Vec<Held>> {
    let by_id = |kind: &str| -> HashMap<String, &Value> {
        list(value, kind).iter().map(|entity| (string(entity, "id").to_owned(), entity)).collect()
    };
    let held = |person: BTreeSet<String>, role: &Value, body: &str| {
        let title = string(role, "title").to_owned();
        Held { person, full: format!("{title} {body}"), title }
    };
    if value.get("roles").is_some() {
        let (people, bodies) = (by_id("people"), by_id("organizations"));
        let roles = list(value, "roles").iter().map(|role| {
            let name = string(role, "person");
            let person = people.get(name).map_or_else(|| BTreeSet::from([plain(name)]), |p| forms(p));
            let body = bodies.get(string(role, "organization"));
            held(person, role, body.map_or(string(role, "organization"), |o| string(o, "name")))
        });
        return Some(roles.collect());
    }
    let people = list(value, "people");
    people.iter().any(|p| p.get("roles").is_some()).then(|| {
        let of = |p| list(p, "roles").iter().map(move |role| held(forms(p), role, string(role, "organization")));
        people.iter().flat_map(of).collect()
    })
}

fn roles(id: &str, gold: &[Held], found: &[Held], tally: &mut Tally) {
    let likeness = |g: &Held, f: &Held| {
        if g.person.is_disjoint(&f.person) {
            return 0.0;
        }
        shared_words(&f.title, &g.title).max(shared_words(&f.full, &g.title))
    };
    let name = |held: &Held| format!("{}, {}", held.person.first().map_or("", String::as_str), held.title);
    pair(id, gold, found, 0.66, likeness, name, tally);
}

fn dates(id: &str, gold: &[Value], found: &[Value], tally: &mut Tally) {
    let distinct = |dates: &[Value]| -> Vec<(String, String)> {
        let mut seen = BTreeSet::new();
        dates
            .iter()
            .filter(|d| d.get("vague") != Some(&Value::Bool(true)))
            .map(|d| (plain(string(d, "text")), string(d, "value").to_owned()))
            .filter(|d| seen.insert(d.clone()))
            .collect()
    };
    let likeness = |(a, want): &(String, String), (b, value): &(String, String)| match () {
        () if want != value || a.is_empty() || b.is_empty() => 0.0,
        () if a == b => 1.0,
        () if a.contains(b.as_str()) || b.contains(a.as_str()) => 0.5,
        () => 0.0,
    };
    let name = |(text, value): &(String, String)| format!("{text} = {value}");
    pair(id, &distinct(gold), &distinct(found), 0.5, likeness, name, tally);
}

fn agreements(id: &str, gold: &[Value], found: &[Value], tally: &mut Tally) {
    let likeness = |g: &Value, f: &Value| {
        let mentions = list(f, "mentions").iter().map(|m| string(m, "text"));
        mentions
            .chain([string(f, "text"), string(f, "name")])
            .map(|text| shared_words(text, string(g, "text")))
            .fold(0.0, f64::max)
    };
    pair(id, gold, found, 0.5, likeness, |a| string(a, "text").to_owned(), tally);
}

/// Gives each answer the likest of what was found and is still free, if it is like enough.
pub(crate) fn pair<T>(
    id: &str,
    gold: &[T],
    found: &[T],
    enough: f64,
    likeness: impl Fn(&T, &T) -> f64,
    name: impl Fn(&T) -> String,
    tally: &mut Tally,
) {
    let mut used = vec![false; found.len()];
    for wanted in gold {
        let mut best: Option<(f64, usize)> = None;
        for (at, item) in found.iter().enumerate().filter(|(at, _)| !used[*at]) {
            let likeness = likeness(wanted, item);
            if likeness >= enough && best.is_none_or(|(most, _)| likeness > most) {
                best = Some((likeness, at));
            }
        }
        match best {
            Some((_, at)) => {
                used[at] = true;
                tally.right += 1;
            }
            None => tally.misses.push((id.to_owned(), name(wanted))),
        }
    }
    tally.gold += gold.len();
    tally.found += found.len();
    let extra = found.iter().zip(&used).filter(|(_, used)| !**used);
    tally.extras.extend(extra.map(|(item, _)| (id.to_owned(), name(item))));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_compared_as_readers_do() {
        assert_eq!(plain("The  Ministry\nof Health’s"), "ministry of health");
        assert!((shared_words("Director of the Agency", "director, agency") - 1.0).abs() < 1e-9);
        assert!(shared_words("", "") < 1e-9);
    }

    #[test]
    fn each_answer_is_matched_once() {
        let gold = [json!({"name": "Jane Hale", "aliases": ["Hale"]}), json!({"name": "Luis Ortega"})];
        let found = [json!({"name": "Hale"}), json!({"name": "Jane Hale"}), json!({"name": "Kyiv"})];
        let mut tally = Tally::default();
        entities("d", &gold, &found, &mut tally);
        assert_eq!((tally.right, tally.gold, tally.found, tally.again), (1, 2, 2, 1));
        assert_eq!(tally.misses, [("d".to_owned(), "Luis Ortega".to_owned())]);
        assert_eq!(tally.extras, [("d".to_owned(), "Kyiv".to_owned())]);
    }

    #[test]
    fn an_extraction_answers_itself() {
        let text = "Defense Secretary Jane Hale met Minister of Energy Luis Ortega in Kyiv on May 3, 2023.";
        let extractor = dateline::Extractor::new();
        let extraction = extractor.extract(text);
        let mut scores = Scores::default();
        sheet("d", &extraction, &serde_json::to_value(&extraction).unwrap(), &mut scores);
        assert!(scores.of("people").right > 0);
        for (kind, tally) in &scores.kinds {
            assert_eq!((tally.right, tally.found, tally.again), (tally.gold, tally.gold, 0), "{kind}");
        }
    }
}
