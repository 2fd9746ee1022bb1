//! The whole program over many releases: megabytes a second with one job and with two, and the most memory held.
//!
//! `cargo bench --bench corpus`; `DATELINE_FEED=FEED.jsonl[.gz] cargo bench --bench corpus` for a feed of one's own (field
//! `text`). Without it the releases of `fixtures/` are repeated up to 10 MB. Rates are bytes of text by the clock, best of
//! three; memory is read from /proc, where there is one.

#![allow(clippy::unwrap_used)] // a bench has nobody to report to

mod common;

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const BYTES: usize = 10_000_000;
const RUNS: usize = 3;

fn main() {
    if !common::measuring() {
        return;
    }
    let given = common::feed();
    let source = if given.is_some() { "DATELINE_FEED" } else { "fixtures/, repeated" };
    let texts = given.unwrap_or_else(repeated);
    let megabytes = texts.iter().map(String::len).sum::<usize>() as f64 / 1e6;
    println!("corpus: {} documents, {megabytes:.1} MB of text ({source})", texts.len());
    let feed = written(&texts);
    for (name, arguments) in [
        ("one job", &["-j", "1"] as &[_]),
        ("two jobs", &["-j", "2"]),
        ("one job, rules only", &["-j", "1", "--rules-only"]),
    ] {
        let runs: Vec<_> = (0..RUNS).map(|_| run(arguments, &feed)).collect();
        let seconds = runs.iter().map(|run| run.0).fold(f64::MAX, f64::min);
        let memory = runs.iter().filter_map(|run| run.1).max();
        let memory =
            memory.map_or_else(|| "not measured here".into(), |kilobytes| format!("{:.0} MB", kilobytes as f64 / 1e3));
        println!("  {name:20} {:6.1} MB/s   {seconds:6.2} s   peak memory {memory}", megabytes / seconds);
    }
    fs::remove_file(feed).unwrap();
}

fn repeated() -> Vec<String> {
    let releases = common::releases();
    let times = BYTES / releases.iter().map(String::len).sum::<usize>();
    releases.iter().cycle().take(releases.len() * times).cloned().collect()
}

fn written(texts: &[String]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("feed.jsonl");
    let mut feed = BufWriter::new(File::create(&path).unwrap());
    for text in texts {
        serde_json::to_writer(&mut feed, &serde_json::json!({ "text": text })).unwrap();
        feed.write_all(b"\n").unwrap();
    }
    feed.flush().unwrap();
    path
}

/// Seconds by the clock, and the most memory held, in kilobytes.
fn run(arguments: &[&str], feed: &PathBuf) -> (f64, Option<u64>) {
    let begin = Instant::now();
    let mut program = Command::new(env!("CARGO_BIN_EXE_dateline"));
    let mut process = program.arg("--quiet").args(arguments).arg(feed).stdout(Stdio::null()).spawn().unwrap();
    let figures = format!("/proc/{}/status", process.id());
    let mut peak = None;
    let status = loop {
        // the kernel keeps the peak, so the last look before the end is the one that counts
        let seen = fs::read_to_string(&figures).unwrap_or_default();
        let held = seen.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
        peak = peak.max(held);
        if let Some(status) = process.try_wait().unwrap() {
            break status;
        }
        sleep(Duration::from_millis(2));
    };
    assert!(status.success());
    (begin.elapsed().as_secs_f64(), peak)
}
