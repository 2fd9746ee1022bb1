//! Every output validates against the schema that is made from the types.
#![cfg(feature = "schema")]
#![allow(clippy::unwrap_used)] // a test that cannot go on has failed

use std::path::{Path, PathBuf};

use dateline::Extractor;
use dateline::extraction::{Offsets, schema};
use serde_json::{Value, json};

fn validator() -> jsonschema::Validator {
    jsonschema::validator_for(&schema()).unwrap()
}

/// A text in which every list of the output gets something.
const TEXT: &str = "\
WASHINGTON (Nov. 7, 2023) – Secretary of Defense Jane Hale and Kazakhstan’s Minister of Energy Luis Ortega signed a \
memorandum of understanding on May 3, 2023, the Department of Defense said.

Hale met Kazakh officials in Astana from Oct. 30 to Nov. 2. Every year since 2014 the Ministries of Health and Energy \
have renewed the Umbrella Agreement for 30 years.
";

fn texts(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts(&path, out);
        } else if path.extension().is_some_and(|e| e == "txt") {
            out.push(path);
        }
    }
}

fn assert_valid(validator: &jsonschema::Validator, extractor: &Extractor, text: &str, name: &str) {
    for unit in [Offsets::Byte, Offsets::Char, Offsets::Utf16] {
        let value = serde_json::to_value(extractor.extract(text).with_offsets(text, unit)).unwrap();
        let errors: Vec<String> =
            validator.iter_errors(&value).map(|e| format!("{name}: {} at {}", e, e.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
}

#[test]
fn extractions_are_valid() {
    let validator = validator();
    let extractor = Extractor::builder().vague_dates(true).unnamed_roles(true).explain(true).build().unwrap();
    assert_valid(&validator, &extractor, TEXT, "the text above");
    assert_valid(&validator, &extractor, "", "an empty text");
    let mut fixtures = Vec::new();
    texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"), &mut fixtures);
    for path in fixtures {
        let text = std::fs::read_to_string(&path).unwrap();
        assert_valid(&validator, &extractor, &text, &path.display().to_string());
    }
}

fn remove(value: &mut Value, field: &str) {
    value.as_object_mut().unwrap().remove(field);
}

/// What makes an extraction none.
type Edit = fn(&mut Value);

#[test]
fn the_schema_refuses_what_is_no_extraction() {
    let validator = validator();
    let extractor = Extractor::new();
    let good = serde_json::to_value(extractor.extract(TEXT)).unwrap();
    assert!(validator.is_valid(&good));
    let edits: [(&str, Edit); 6] = [
        ("a kind that does not exist", |v| v["places"][0]["kind"] = json!("planet")),
        ("an id of another form", |v| v["people"][0]["id"] = json!("x1")),
        ("a mention without a source", |v| remove(&mut v["people"][0]["mentions"][0], "source")),
        ("no list of places", |v| remove(v, "places")),
        ("a negative offset", |v| v["people"][0]["mentions"][0]["start"] = json!(-1)),
        ("a country in lower case", |v| v["places"][0]["country"] = json!("kz")),
    ];
    for (what, edit) in edits {
        let mut bad = good.clone();
        edit(&mut bad);
        assert!(!validator.is_valid(&bad), "the schema accepts {what}");
    }
}
