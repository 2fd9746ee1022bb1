//! Any text is a valid release: no panic, and every mention is the piece of the text that it says it is.
#![no_main]

use dateline::extraction::Mention;
use dateline::{Extraction, Extractor};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::builder().vague_dates(true).unnamed_roles(true).explain(true).build().unwrap());

fn mentions<'x, 't>(x: &'x Extraction<'t>) -> impl Iterator<Item = &'x Mention<'t>> {
    let people = x.people.iter().flat_map(|e| &e.mentions);
    let roles = x.roles.iter().flat_map(|e| &e.mentions);
    let organizations = x.organizations.iter().flat_map(|e| &e.mentions);
    let places = x.places.iter().flat_map(|e| &e.mentions);
    let dates = x.dates.iter().flat_map(|e| &e.mentions);
    let agreements = x.agreements.iter().flat_map(|e| &e.mentions);
    people.chain(roles).chain(organizations).chain(places).chain(dates).chain(agreements)
}

fuzz_target!(|text: &str| {
    let extraction = EXTRACTOR.extract(text);
    for mention in mentions(&extraction) {
        assert_eq!(&text[mention.start..mention.end], mention.text);
    }
});
