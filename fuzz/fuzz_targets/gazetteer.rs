//! A list of the user's is used or refused with a reason; what lint makes canonical stays so.
#![no_main]

use dateline::Extractor;
use dateline::gazetteer::{Gazetteers, lint};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static KNOWN: LazyLock<Gazetteers> = LazyLock::new(|| Gazetteers::bundled().unwrap());

fuzz_target!(|text: &str| {
    match Extractor::builder().gazetteer("user.tsv", text).build() {
        Ok(extractor) => drop(extractor.extract(text)),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    let _ = lint::lint(&[("user.tsv".to_owned(), text.to_owned())], &KNOWN);
    let canonical = lint::canonical(text);
    assert_eq!(lint::canonical(&canonical), canonical);
});
