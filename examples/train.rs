//! Fits the tagger's weights from marked releases and writes them; with `--folds N` measures by cross-validation instead.
//!
//! ```text
//! cargo run --release --example train -- [--folds N [--errors] [--rules-only] [--without GROUP]…] [--out gazetteers/tagger.bin] DATA.jsonl …
//! ```
//! A line of DATA: `{"id", "text", "spans": [{"start", "end", "type"}]}`, offsets in Unicode code points. Types are those
//! of releases-train (Person, Role, Organisation, Location, Nationality, Agreement, Name), of re3d and of `CoNLL` sets
//! (PERSON, ORG, LOC). Kinds that a file never marks are left open where it has no mark.

use std::collections::{BTreeMap, HashSet};
use std::error::Error;

use dateline::Extractor;
use dateline::mention::Kind;
use dateline::tagger::Model;
use dateline::tagger::train::{Options, Sample, templates, train};

fn main() -> Result<(), Box<dyn Error>> {
    let mut files = Vec::new();
    let (mut folds, mut errors, mut out, mut options) =
        (0, false, String::from("gazetteers/tagger.bin"), Options::default());
    let mut rules_only = false;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or(format!("{arg} needs a value"));
        match arg.as_str() {
            "--folds" => folds = value()?.parse()?,
            "--out" => out = value()?,
            "--epochs" => options.epochs = value()?.parse()?,
            "--seed" => options.seed = value()?.parse()?,
            "--models" => options.models = value()?.parse()?,
            "--keep" => options.keep = value()?.parse()?,
            "--least" => options.least = value()?.parse()?,
            "--without" => options.without |= templates(&value()?).ok_or("no such group of templates")?,
            "--rules-only" => rules_only = true,
            "--errors" => errors = true,
            _ => files.push(arg),
        }
    }
    let rules = Extractor::builder().rules_only(true).build()?;
    let mut sets: Vec<Vec<Sample>> = files.iter().map(|f| load(f)).collect::<Result<_, _>>()?;
    // the first set is the one that the model is for
    for (domain, set) in sets.iter_mut().enumerate() {
        set.iter_mut().for_each(|sample| sample.domain = domain as u32);
    }
    if folds > 1 {
        return cross_validate(&rules, &sets, folds, errors, options, rules_only);
    }
    let samples: Vec<Sample> = sets.into_iter().flatten().collect();
    let bytes = train(&rules, &samples, options);
    std::fs::write(&out, &bytes)?;
    println!("{} documents, {} bytes -> {out}", samples.len(), bytes.len());
    Ok(())
}

/// Scores the first set by folds over its documents; the other sets are always trained on.
fn cross_validate(
    rules: &Extractor,
    sets: &[Vec<Sample>],
    folds: usize,
    errors: bool,
    options: Options,
    rules_only: bool,
) -> Result<(), Box<dyn Error>> {
    let mut tallies: BTreeMap<Kind, [usize; 3]> = BTreeMap::new();
    let (marked, others) = sets.split_first().ok_or("no data")?;
    for fold in 0..folds {
        let part =
            |held: bool| marked.iter().enumerate().filter(move |(n, _)| (n % folds == fold) == held).map(|(_, s)| s);
        let samples: Vec<Sample> = part(false).chain(others.iter().flatten()).cloned().collect();
        let extractor = if rules_only {
            rules.clone()
        } else {
            let model = Model::open(train(rules, &samples, options)).ok_or("the trainer wrote no model")?;
            Extractor::builder().model(model).build()?
        };
        for sample in part(true) {
            let found: HashSet<_> = extractor.spans(&sample.text).into_iter().collect();
            let gold: HashSet<_> = sample.marks.iter().copied().collect();
            if errors {
                let line = |sign: &str, &(kind, start, end): &(Kind, usize, usize)| {
                    let text = sample.text[start..end].replace('\n', " ");
                    let around = |at: usize, n: usize| {
                        sample.text[at.min(sample.text.len())..].chars().take(n).collect::<String>().replace('\n', " ")
                    };
                    let before: String =
                        sample.text[..start].chars().rev().take(30).collect::<Vec<_>>().into_iter().rev().collect();
                    println!("{sign}\t{kind}\t{text}\t…{} [] {}…", before.replace('\n', " "), around(end, 30));
                };
                let mut list: Vec<_> = found.symmetric_difference(&gold).collect();
                list.sort_by_key(|m| m.1);
                for m in list {
                    line(if gold.contains(m) { "miss" } else { "extra" }, m);
                }
            }
            for (tally, set) in [
                (0, found.intersection(&gold).copied().collect::<Vec<_>>()),
                (1, found.iter().copied().collect()),
                (2, gold.iter().copied().collect()),
            ] {
                for (kind, ..) in set {
                    tallies.entry(kind).or_default()[tally] += 1;
                }
            }
        }
    }
    for (kind, [right, found, gold]) in tallies {
        let (p, r) = (right as f64 / found.max(1) as f64, right as f64 / gold.max(1) as f64);
        println!(
            "{kind:14} P {:5.1}  R {:5.1}  F1 {:5.1}   gold {gold}",
            100.0 * p,
            100.0 * r,
            200.0 * p * r / (p + r).max(1e-9)
        );
    }
    Ok(())
}

fn load(file: &str) -> Result<Vec<Sample>, Box<dyn Error>> {
    let mut samples = Vec::new();
    let mut marked: HashSet<Kind> = HashSet::new();
    for line in std::fs::read_to_string(file)?.lines() {
        let record: serde_json::Value = serde_json::from_str(line)?;
        let text = record["text"].as_str().ok_or("a record has no text")?.to_owned();
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut marks = Vec::new();
        for span in record["spans"].as_array().ok_or("a record has no spans")? {
            let unsure = span["confidence"].as_f64().is_some_and(|c| c < 0.5);
            let Some(kind) = kind(span["type"].as_str().unwrap_or("")).filter(|_| !unsure) else { continue };
            let offset = |key: &str| span[key].as_u64().and_then(|n| bytes.get(n as usize).copied());
            let (Some(start), Some(end)) = (offset("start"), offset("end")) else { continue };
            marked.insert(kind);
            marks.push((kind, start, end));
        }
        marks.sort_by_key(|m| (m.1, std::cmp::Reverse(m.2)));
        // of nested marks the outer counts
        let mut last = 0;
        marks.retain(|m| {
            m.1 >= last && {
                last = m.2;
                true
            }
        });
        samples.push(Sample { text, marks, unmarked: Vec::new(), domain: 0 });
    }
    let all = [Kind::Person, Kind::Role, Kind::Organization, Kind::Place, Kind::Demonym, Kind::Agreement, Kind::Other];
    let unmarked: Vec<Kind> = all.into_iter().filter(|k| !marked.contains(k)).collect();
    for sample in &mut samples {
        sample.unmarked.clone_from(&unmarked);
    }
    Ok(samples)
}

fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "Person" | "PERSON" => Kind::Person,
        "Role" => Kind::Role,
        "Organisation" | "ORG" => Kind::Organization,
        "Location" | "LOC" => Kind::Place,
        "Nationality" | "NATIONALITY" => Kind::Demonym,
        "Agreement" => Kind::Agreement,
        "Name" => Kind::Other,
        _ => return None,
    })
}
