//! Reads all `.txt` files of a folder, on every core, and counts in how many each body is named.
//!
//! `cargo run --release --example folder -- releases/`

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use dateline::{Extractor, Input};

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let folder = std::env::args().nth(1).ok_or("give me a folder of releases")?;
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));

    // built once, shared by all threads
    let extractor = Extractor::new();
    let next = AtomicUsize::new(0);
    let counts: Mutex<BTreeMap<String, usize>> = Mutex::default();

    let work = || -> Result<(), Box<dyn Error + Send + Sync>> {
        while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            let text = std::fs::read_to_string(path)?;
            let release = extractor.extract_input(&Input { text: &text, id: path.to_str(), ..Input::default() });
            let mut counts = counts.lock().map_err(|_| "another thread failed")?;
            for body in &release.organizations {
                *counts.entry(body.name.to_string()).or_default() += 1;
            }
        }
        Ok(())
    };
    let workers = std::thread::available_parallelism()?.get();
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        running.into_iter().try_for_each(|worker| worker.join().map_err(|_| "a thread panicked")?)
    })?;

    let counts = counts.into_inner().map_err(|_| "a thread failed")?;
    let mut sorted: Vec<_> = counts.into_iter().collect();
    sorted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (name, count) in sorted.iter().take(20) {
        println!("{count:5}  {name}");
    }
    Ok(())
}
