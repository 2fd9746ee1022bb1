//! The time of a start: of the extractor, and of the whole program with one short release.
//!
//! `cargo bench --bench cold_start`

#![allow(clippy::unwrap_used)]

use std::process::{Command, Stdio};

use dateline::Extractor;

const RELEASE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/dvids/kosovo-medical-exchange.txt");

fn main() {
    divan::main();
}

#[divan::bench]
fn extractor() -> Extractor {
    Extractor::new()
}

#[divan::bench]
fn extractor_with_a_list_of_ones_own() -> Extractor {
    const LIST: &str = "id\tkind\tname\naa-river\tagency\tOffice of Rivers\n";
    Extractor::builder().gazetteer("own.tsv", LIST).build().unwrap()
}

/// A process from start to end.
#[divan::bench(sample_count = 200)]
fn program_with_one_release() {
    run(&[RELEASE]);
}

/// The same without work: what starting a process costs here.
#[divan::bench(sample_count = 200)]
fn program_without_work() {
    run(&["--version"]);
}

fn run(arguments: &[&str]) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_dateline"));
    assert!(program.args(arguments).stdout(Stdio::null()).status().unwrap().success());
}
