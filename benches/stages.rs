//! Speed of the parts and of the whole, on the releases of `fixtures/` and on texts made to be hard.
//!
//! `cargo bench --bench stages`; a throughput in the table is bytes of text.

#![allow(clippy::unwrap_used)]

mod common;

use std::sync::LazyLock;

use dateline::Extractor;
use dateline::dates::{Options, Prepared};
use dateline::document::tokenize::tokenize;
use dateline::extraction::Offsets;
use divan::Bencher;
use divan::counter::BytesCount;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::new);
static RELEASES: LazyLock<Vec<String>> = LazyLock::new(common::releases);

fn main() {
    divan::main();
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

/// Tokens, their folded forms, sentences.
#[divan::bench]
fn document(bencher: Bencher) {
    on_releases(bencher, |text| drop(divan::black_box(Prepared::new(&EXTRACTOR, text))));
}

/// Dates of a document that is cut already.
#[divan::bench]
fn dates(bencher: Bencher) {
    let prepared: Vec<_> = RELEASES.iter().map(|text| Prepared::new(&EXTRACTOR, text)).collect();
    let bytes: usize = RELEASES.iter().map(String::len).sum();
    let read = || prepared.iter().map(|document| document.find(&Options::default()).len()).sum::<usize>();
    bencher.counter(BytesCount::new(bytes)).bench_local(read);
}

/// All mentions, without structure, links and output.
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
    let sizes = [("250 KB", 250_000), ("1 MB", 1_000_000)];
    let sized = |text: common::Hard| {
        sizes.map(|(size, bytes)| Hard { name: format!("{}, {size}", text.name), text: text.text(bytes) })
    };
    common::hard().into_iter().flat_map(sized).collect()
}
