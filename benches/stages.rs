//! Speed of the parts and of the whole, on the releases of `fixtures/` and on texts made to be hard.
//!
//! `cargo bench --bench stages`; a throughput in the table is bytes of text.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use dateline::Extractor;
use dateline::document::tokenize::tokenize;
use dateline::extraction::Offsets;
use divan::Bencher;
use divan::counter::BytesCount;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::new);
static RELEASES: LazyLock<Vec<String>> = LazyLock::new(releases);

fn main() {
    divan::main();
}

/// The releases of `fixtures/`, by name.
fn releases() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let folders = fs::read_dir(root).unwrap().filter_map(|folder| fs::read_dir(folder.ok()?.path()).ok());
    let mut files: Vec<_> = folders.flatten().map(|file| file.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    files.sort();
    files.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// Runs `stage` on every release.
fn on_releases<T>(bencher: Bencher, stage: impl Fn(&str) -> T + Sync) {
    let bytes: usize = RELEASES.iter().map(String::len).sum();
    LazyLock::force(&EXTRACTOR);
    bencher.counter(BytesCount::new(bytes)).bench(|| RELEASES.iter().map(|text| stage(text)).collect::<Vec<_>>());
}

#[divan::bench]
fn tokens(bencher: Bencher) {
    on_releases(bencher, tokenize);
}

/// All mentions without dates, links and output.
#[divan::bench]
fn names(bencher: Bencher) {
    on_releases(bencher, |text| EXTRACTOR.spans(text));
}

#[divan::bench]
fn extract(bencher: Bencher) {
    on_releases(bencher, |text| EXTRACTOR.extract(text).people.len());
}

/// Lists and rules without the tagger.
#[divan::bench]
fn extract_rules_only(bencher: Bencher) {
    let extractor = Extractor::builder().rules_only(true).build().unwrap();
    on_releases(bencher, |text| extractor.extract(text).people.len());
}

/// What the command line does with one text: extraction, offsets in characters, JSON.
#[divan::bench]
fn extract_to_json(bencher: Bencher) {
    on_releases(bencher, |text| {
        serde_json::to_vec(&EXTRACTOR.extract(text).with_offsets(text, Offsets::Char)).unwrap()
    });
}

/// Texts that no one writes, at two sizes: four times the text must take about four times as long.
#[divan::bench(args = hard_texts(), sample_count = 3, sample_size = 1)]
fn hard(bencher: Bencher, text: &Hard) {
    LazyLock::force(&EXTRACTOR);
    bencher.counter(BytesCount::new(text.text.len())).bench(|| EXTRACTOR.extract(&text.text).people.len());
}

struct Hard {
    name: String,
    text: String,
}

impl std::fmt::Display for Hard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name)
    }
}

fn hard_texts() -> Vec<Hard> {
    let pieces: &[(&str, &str)] = &[
        ("one word", "Kazakhstan "),
        ("capitals", "A"),
        ("single capitals", "B "),
        ("brackets", "("),
        ("digits", "1234567890"),
        ("dates", "May 3, 5 and 9, 2023, "),
        ("no spaces", "TheMinistryOfDefense,Kabul-"),
        ("all caps", "THE MINISTRY OF DEFENSE OF IRAQ SAID "),
        ("combining marks", "e\u{301}\u{323}"),
        ("one title", "Director "),
        ("coordination", "Ministries of Health, Energy, "),
        ("names", "Gen. Jane Hale, commander of the 97th Bomb Squadron, "),
        ("acronyms", "Office of Rivers (OR) "),
        ("agreements", "memorandum of understanding between Iraq and "),
        ("line breaks", "x\n"),
        ("quotes", "“’"),
    ];
    let sizes = [("250 KB", 250_000), ("1 MB", 1_000_000)];
    let sized = pieces.iter().flat_map(|piece| sizes.iter().map(move |size| (piece, size)));
    sized
        .map(|((name, piece), (size, bytes))| Hard {
            name: format!("{name}, {size}"),
            text: piece.repeat(bytes / piece.len()),
        })
        .collect()
}
