//! Instructions a byte, counted by callgrind, which a noisy machine does not change: by stage, for the whole, for the start
//! of the program, and for texts that no one writes at two sizes.
//!
//! `cargo bench --bench instructions`; needs valgrind, and says so where there is none. Reads the releases of `fixtures/`,
//! or every 30th of the feed that `DATELINE_FEED` names (JSON Lines, field `text`). A stage costs what a run with two rounds
//! of it counts more than a run with one, so what is done once is not in it.

#![allow(clippy::unwrap_used)] // a bench has nobody to report to

mod common;

use std::hint::black_box;
use std::process::{Command, Stdio};

use dateline::Extractor;
use dateline::dates::{Options, Prepared};
use dateline::document::tokenize::tokenize;
use dateline::extraction::Offsets;

const RELEASE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/dvids/kosovo-medical-exchange.txt");
/// Says to the process below callgrind what it is to do: a stage and its rounds, or a hard text and its size.
const WORK: &str = "DATELINE_INSTRUCTIONS";
/// Sizes of the hard texts; what the first costs is taken off the others, as what is done once.
const SIZES: [usize; 3] = [2_000, 10_000, 40_000];

type Stage = (&'static str, fn(&Readers, &str));

/// Each does what the one before it does, and something more.
const STAGES: &[Stage] = &[
    ("tokens", |_, text| drop(black_box(tokenize(text)))),
    ("folding, sentences", |with, text| drop(black_box(Prepared::new(&with.full, text)))),
    ("dates", |with, text| drop(black_box(Prepared::new(&with.full, text).find(&Options::default())))),
    ("lists and rules", |with, text| drop(black_box(with.rules.spans(text)))),
    ("tagger", |with, text| drop(black_box(with.full.spans(text)))),
    ("structure, links, records", |with, text| drop(black_box(with.full.extract(text)))),
    ("offsets, JSON", |with, text| {
        drop(black_box(serde_json::to_vec(&with.full.extract(text).with_offsets(text, Offsets::Char)).unwrap()));
    }),
];

struct Readers {
    full: Extractor,
    rules: Extractor,
}

fn main() {
    if let Ok(work) = std::env::var(WORK) {
        return below_callgrind(&work);
    }
    if !common::measuring() {
        return;
    }
    if !Command::new("valgrind").arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success()) {
        println!(
            "instructions: SKIPPED, nothing was counted: valgrind is not installed (Debian: apt install valgrind)"
        );
        return;
    }
    let bytes: usize = sample().iter().map(String::len).sum();
    println!("instructions, {} releases, {:.1} KB", sample().len(), bytes as f64 / 1e3);
    stages(bytes);
    start();
    hard();
}

fn sample() -> Vec<String> {
    common::feed().map_or_else(common::releases, |texts| texts.into_iter().step_by(30).collect())
}

fn stages(bytes: usize) {
    let cost = |name: &str| (own(&format!("{name}|2")) as f64 - own(&format!("{name}|1")) as f64) / bytes as f64;
    let costs: Vec<f64> = STAGES.iter().map(|(name, _)| cost(name)).collect();
    let whole = costs.last().copied().unwrap_or_default();
    let before = std::iter::once(0.0).chain(costs.iter().copied());
    for (((name, _), cost), before) in STAGES.iter().zip(&costs).zip(before) {
        println!("  {name:28} {:8.1} a byte {:6.1} %", cost - before, 100.0 * (cost - before) / whole);
    }
    println!("  {:28} {whole:8.1} a byte", "whole");
}

fn start() {
    let program = env!("CARGO_BIN_EXE_dateline");
    for (name, argument) in [("program, no work (--version)", "--version"), ("program, one release", RELEASE)] {
        println!("  {name:28} {:8.2} million", counted(Command::new(program).arg(argument), program) as f64 / 1e6);
    }
}

fn hard() {
    println!("texts that no one writes: a byte up to {} KB, and how many times that beyond", SIZES[1] / 1000);
    for text in common::hard() {
        let [small, middle, large] = SIZES.map(|size| own(&format!("{}|{size}", text.name)) as f64);
        let near = (middle - small) / (SIZES[1] - SIZES[0]) as f64;
        let far = (large - middle) / (SIZES[2] - SIZES[1]) as f64;
        println!("  {:28} {near:8.1} a byte {:6.2} times", text.name, far / near);
    }
}

/// Instructions of this program with a piece of work.
fn own(work: &str) -> u64 {
    let program = std::env::current_exe().unwrap();
    let program = program.to_str().unwrap();
    counted(Command::new(program).env(WORK, work), program)
}

/// Instructions of a program, with the arguments and the environment of `command`.
fn counted(command: &Command, program: &str) -> u64 {
    let mut callgrind = Command::new("valgrind");
    callgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null", program]).args(command.get_args());
    callgrind.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let output = callgrind.stdout(Stdio::null()).output().unwrap();
    let report = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{report}");
    let collected = report.lines().find_map(|line| line.split("Collected :").nth(1));
    collected
        .and_then(|count| count.trim().parse().ok())
        .unwrap_or_else(|| panic!("callgrind counted nothing: {report}"))
}

fn below_callgrind(work: &str) {
    let (name, count) = work.split_once('|').unwrap();
    let count: usize = count.parse().unwrap();
    let rules = Extractor::builder().rules_only(true).build().unwrap();
    let with = Readers { full: Extractor::new(), rules };
    if let Some((_, stage)) = STAGES.iter().find(|(stage, _)| *stage == name) {
        let sample = sample();
        for _ in 0..count {
            sample.iter().for_each(|text| stage(&with, text));
        }
    } else {
        let text = common::hard().into_iter().find(|text| text.name == name).unwrap().text(count);
        drop(black_box(with.full.extract(&text)));
    }
}
