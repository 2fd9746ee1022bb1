//! The releases of `fixtures/`, for every test that reads them.

#![allow(dead_code)] // each test reads what it needs

use std::fs;
use std::path::{Path, PathBuf};

/// A release of `fixtures/`.
pub(crate) struct Fixture {
    /// `dvids/kosovo-medical-exchange`
    pub(crate) id: String,
    /// Where its text stands.
    pub(crate) path: PathBuf,
    /// The text.
    pub(crate) text: String,
}

/// All of them, by name.
pub(crate) fn fixtures() -> Vec<Fixture> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut found = Vec::new();
    for publisher in folder(&root) {
        for path in folder(&publisher).into_iter().filter(|p| p.extension().is_some_and(|e| e == "txt")) {
            let id = path.strip_prefix(&root).unwrap().with_extension("").display().to_string().replace('\\', "/");
            let text = fs::read_to_string(&path).unwrap();
            found.push(Fixture { id, path, text });
        }
    }
    assert!(found.len() >= 16, "only {} fixtures", found.len());
    found
}

fn folder(path: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(path) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}
