//! Fits the tagger's weights from marked releases and writes them, or measures.
//!
//! ```text
//! cargo run --release --example train -- DATA.jsonl …                        writes gazetteers/tagger.bin (--out FILE)
//! cargo run --release --example train -- --folds 5 DATA.jsonl …              scores the first file by cross-validation
//! cargo run --release --example train -- --test OTHER.jsonl DATA.jsonl …     scores a file that is not trained on
//! ```
//! Both measures take `--rules-only`, `--without GROUP` (see [`templates`]) and `--errors`, which lists every miss and extra.
//!
//! A line of DATA: `{"id", "text", "spans": [{"start", "end", "type"}]}`, offsets in Unicode code points. Types are those
//! of releases-train (Person, Role, Organisation, Location, Nationality, Agreement, Name), of re3d and of `CoNLL` sets
//! (PERSON, ORG, LOC). Kinds that a file never marks are left open where it has no mark.

use std::collections::{BTreeMap, HashSet};
use std::error::Error;

use dateline::Extractor;
use dateline::mention::Kind;
use dateline::tagger::Model;
use dateline::tagger::train::{Options, Read, Sample, read, templates, train};

fn main() -> Result<(), Box<dyn Error>> {
    let mut files = Vec::new();
    let mut tests = Vec::new();
    let (mut folds, mut errors, mut out, mut options) = (0, false, String::new(), Options::default());
    let mut rules_only = false;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or(format!("{arg} needs a value"));
        match arg.as_str() {
            "--folds" => folds = value()?.parse()?,
            "--test" => tests.push(value()?),
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
    let reads: Vec<Vec<Read>> =
        sets.iter().map(|set| set.iter().map(|sample| read(&rules, sample)).collect()).collect();
    let fit = |reads: Vec<&Read>| -> Result<(Extractor, Vec<u8>), Box<dyn Error>> {
        if rules_only {
            return Ok((rules.clone(), Vec::new()));
        }
        let bytes = train(&reads, options);
        let model = Model::open(bytes.clone()).ok_or("the trainer wrote no model")?;
        Ok((Extractor::builder().model(model).build()?, bytes))
    };
    if folds > 1 {
        let mut tally = Tally::default();
        let (marked, others) = reads.split_first().ok_or("no data")?;
        for fold in 0..folds {
            let part = marked.iter().enumerate().filter(|(n, _)| n % folds != fold).map(|(_, r)| r);
            let (extractor, _) = fit(part.chain(others.iter().flatten()).collect())?;
            for (_, sample) in sets[0].iter().enumerate().filter(|(n, _)| n % folds == fold) {
                tally.score(&extractor, sample, errors);
            }
        }
        tally.print(&format!("{folds} folds"));
    }
    if folds < 2 && tests.is_empty() && out.is_empty() {
        out.push_str("gazetteers/tagger.bin");
    }
    if !tests.is_empty() || !out.is_empty() {
        let (extractor, bytes) = fit(reads.iter().flatten().collect())?;
        for test in tests {
            let mut tally = Tally::default();
            for sample in &load(&test)? {
                tally.score(&extractor, sample, errors);
            }
            tally.print(&test);
        }
        if !out.is_empty() {
            std::fs::write(&out, &bytes)?;
            println!("{} documents, {} bytes -> {out}", sets.iter().flatten().count(), bytes.len());
        }
    }
    Ok(())
}

/// Right, found and marked mentions of each kind.
#[derive(Default)]
struct Tally(BTreeMap<Kind, [usize; 3]>);

impl Tally {
    fn score(&mut self, extractor: &Extractor, sample: &Sample, errors: bool) {
        let known = |kind: Kind| !sample.unmarked.contains(&kind) && kind != Kind::Date;
        let found: HashSet<_> = extractor.spans(&sample.text).into_iter().filter(|m| known(m.0)).collect();
        let gold: HashSet<_> = sample.marks.iter().copied().collect();
        if errors {
            let mut list: Vec<_> = found.symmetric_difference(&gold).collect();
            list.sort_by_key(|m| (m.1, m.2, m.0));
            for &(kind, start, end) in list {
                let sign = if gold.contains(&(kind, start, end)) { "miss" } else { "extra" };
                let text = sample.text[start..end].replace('\n', " ");
                let before: Vec<char> = sample.text[..start].chars().rev().take(30).collect();
                let before: String = before.into_iter().rev().collect::<String>().replace('\n', " ");
                let after: String = sample.text[end..].chars().take(30).collect::<String>().replace('\n', " ");
                println!("{sign}\t{kind}\t{text}\t…{before} [] {after}…");
            }
        }
        for (tally, set) in [
            (0, found.intersection(&gold).copied().collect::<Vec<_>>()),
            (1, found.iter().copied().collect()),
            (2, gold.iter().copied().collect()),
        ] {
            for (kind, ..) in set {
                self.0.entry(kind).or_default()[tally] += 1;
            }
        }
    }

    fn print(&self, what: &str) {
        println!("== {what}");
        let line = |name: &str, [right, found, gold]: [usize; 3]| {
            let (p, r) = (100.0 * right as f64 / found.max(1) as f64, 100.0 * right as f64 / gold.max(1) as f64);
            println!("{name:14} P {p:5.1}  R {r:5.1}  F1 {:5.1}   gold {gold}", 2.0 * p * r / (p + r).max(1e-9));
        };
        let mut all = [0; 3];
        for (kind, tally) in &self.0 {
            line(&kind.to_string(), *tally);
            all.iter_mut().zip(tally).for_each(|(all, n)| *all += n);
        }
        line("all", all);
    }
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
