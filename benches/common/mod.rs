//! What the benches read: the releases of `fixtures/`, and texts that no one writes.

#![allow(dead_code, clippy::unwrap_used)] // each bench reads what it needs; a bench has nobody to report to

use std::fs;
use std::path::Path;

/// The releases of `fixtures/`, by name.
pub(crate) fn releases() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let folders = fs::read_dir(root).unwrap().filter_map(|folder| fs::read_dir(folder.ok()?.path()).ok());
    let mut files: Vec<_> = folders.flatten().map(|file| file.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    files.sort();
    files.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// A text that no one writes: a piece over and over, then its end as often.
pub(crate) struct Hard {
    pub(crate) name: String,
    piece: String,
    end: String,
}

impl Hard {
    /// At most `bytes` of it.
    pub(crate) fn text(&self, bytes: usize) -> String {
        let times = bytes / (self.piece.len() + self.end.len());
        self.piece.repeat(times) + &self.end.repeat(times)
    }
}

/// The texts of `benches/hard.json`, which `tools/speed.py` reads too.
pub(crate) fn hard() -> Vec<Hard> {
    let rows: Vec<Vec<String>> = serde_json::from_str(include_str!("../hard.json")).unwrap();
    let text = |row: Vec<String>| {
        let mut row = row.into_iter();
        let mut next = || row.next().unwrap_or_default();
        Hard { name: next(), piece: next(), end: next() }
    };
    rows.into_iter().map(text).collect()
}

/// The texts of the feed that `DATELINE_FEED` names: JSON Lines, packed if its name ends in `.gz`.
#[cfg(feature = "cli")] // which unpacks
pub(crate) fn feed() -> Option<Vec<String>> {
    let path = std::env::var_os("DATELINE_FEED")?;
    let bytes = fs::read(&path).unwrap();
    let lines = if Path::new(&path).extension().is_some_and(|e| e == "gz") {
        let mut unpacked = String::new();
        std::io::Read::read_to_string(&mut flate2::read::MultiGzDecoder::new(bytes.as_slice()), &mut unpacked).unwrap();
        unpacked
    } else {
        String::from_utf8(bytes).unwrap()
    };
    let text = |line: &str| {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        record["text"].as_str().unwrap_or_default().to_owned()
    };
    Some(lines.lines().filter(|line| !line.is_empty()).map(text).collect())
}

/// Whether `cargo bench` is what runs this, not `cargo test --all-targets`.
pub(crate) fn measuring() -> bool {
    std::env::args().any(|argument| argument == "--bench")
}
