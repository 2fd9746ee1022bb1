//! Compiles `gazetteers/*.tsv` into one block of bytes that the library opens at no cost.
//!
//! The code is the library's own, so names are cut and folded in one way only.

#![allow(dead_code, unused_imports, unreachable_pub, missing_docs)]
#![allow(clippy::expect_used)] // a build that cannot go on stops, and says why

use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/document"]
mod document {
    pub mod fold;
    pub mod token;
    pub mod tokenize;
}
#[path = "src/fast.rs"]
mod fast;
#[path = "src/gazetteer"]
mod gazetteer {
    pub mod compile;
    pub mod index;
    pub mod kinds;
    pub mod lexicon;
    pub mod table;
}

use gazetteer::table::Table;
use sha2::Digest;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=gazetteers");
    for shared in ["src/document", "src/fast.rs", "src/gazetteer"] {
        println!("cargo:rerun-if-changed={shared}");
    }
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let files = lists(&root.join("gazetteers"));
    let mut problems = Vec::new();
    let mut tables = Vec::new();
    for (name, text) in &files {
        match Table::parse(name, text) {
            Ok(table) => tables.push(table),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() {
        match gazetteer::compile::compile(&tables) {
            Ok(compiled) => {
                fs::write(out.join("gazetteers.bin"), compiled.numbers).expect("OUT_DIR can be written");
                fs::write(out.join("gazetteers.txt"), compiled.text).expect("OUT_DIR can be written");
            }
            Err(found) => problems = found,
        }
    }
    let mut hash = sha2::Sha256::new();
    for (name, text) in &files {
        hash.update(name.as_bytes());
        hash.update(text.as_bytes());
    }
    let hash = hash.finalize().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    println!("cargo:rustc-env=DATELINE_GAZETTEERS={hash}");
    for problem in &problems {
        println!("cargo:warning=gazetteers/{problem}");
    }
    assert!(problems.is_empty(), "the gazetteers have {} problems, named above", problems.len());
}

/// The lists of a folder, sorted by name so that every build numbers words alike.
fn lists(folder: &Path) -> Vec<(String, String)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder gazetteers stands beside Cargo.toml")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "tsv"))
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).expect("the lists are UTF-8"))
        })
        .collect()
}
