//! The bundled lists are in order and without the mistakes that a machine can see.
//!
//! `SNAPSHOTS=overwrite cargo test --test gazetteers` rewrites them sorted, in Unicode's normal form C and without
//! blanks at the ends; what needs a person stays and is named.
#![allow(clippy::unwrap_used)] // a test that cannot go on has failed

use std::path::Path;

use dateline::gazetteer::{Gazetteers, lint};

fn lists() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteers");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "tsv"))
        .collect();
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let mut text = std::fs::read_to_string(path).unwrap();
        if std::env::var_os("SNAPSHOTS").is_some_and(|mode| mode == "overwrite") {
            text = lint::canonical(&text);
            std::fs::write(path, &text).unwrap();
        }
        (format!("gazetteers/{}", path.file_name().unwrap().to_string_lossy()), text)
    };
    files.iter().map(read).collect()
}

#[test]
fn lists_are_without_mistakes() {
    let lists = lists();
    assert!(lists.len() > 20, "the lists were not found");
    let problems = lint::lint(&lists, &Gazetteers::bundled().unwrap());
    let shown: Vec<String> = problems.iter().take(50).map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{} problems, of which the first:\n{}", problems.len(), shown.join("\n"));
}
