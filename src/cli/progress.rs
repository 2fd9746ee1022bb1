//! How far a batch is, on standard error: only where somebody looks.

use std::cell::Cell;
use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::args::When;
use super::job::Job;
use super::report::say;
use super::source::Found;

/// More inputs than this are worth a bar.
const FEW: usize = 3;

/// Between two lines where there is no terminal to draw a bar on (`--progress always` in a log).
const PAUSE: Duration = Duration::from_secs(5);

/// A progress bar, lines in a log, or nothing.
pub(crate) enum Progress {
    Nothing,
    Bar(ProgressBar),
    Log(Cell<Instant>),
}

impl Progress {
    pub(crate) fn new(job: &Job) -> Self {
        let terminal = std::io::stderr().is_terminal();
        match job.progress {
            _ if job.quiet => Progress::Nothing,
            When::Never => Progress::Nothing,
            When::Auto if !job.many || !terminal => Progress::Nothing,
            When::Always if !terminal => Progress::Log(Cell::new(Instant::now())),
            When::Auto | When::Always => bar(job).map_or(Progress::Nothing, Progress::Bar),
        }
    }

    /// Counts what was read and shows how many documents are done.
    pub(crate) fn advance(&self, bytes: u64, documents: u64) {
        match self {
            Progress::Bar(bar) => {
                bar.inc(bytes);
                bar.set_message(format!("{documents} documents"));
            }
            Progress::Log(last) if last.get().elapsed() > PAUSE => {
                last.set(Instant::now());
                say(&format!("{documents} documents so far"));
            }
            Progress::Log(_) | Progress::Nothing => {}
        }
    }

    /// Runs something that writes to standard error.
    pub(crate) fn around(&self, run: impl FnOnce()) {
        match self {
            Progress::Bar(bar) => bar.suspend(run),
            _ => run(),
        }
    }

    pub(crate) fn finish(&self, documents: u64) {
        match self {
            Progress::Nothing => {}
            Progress::Bar(bar) => bar.finish_and_clear(),
            Progress::Log(_) => say(&format!("{documents} documents")),
        }
    }
}

fn bar(job: &Job) -> Option<ProgressBar> {
    let (mut files, mut bytes, mut known, mut lines) = (0, 0, true, false);
    for found in job.inputs.walk() {
        if let Found::Source(source) = found {
            files += 1;
            let size = size_of(&source);
            known &= size.is_some();
            bytes += size.unwrap_or(0);
            lines |= source.kind == super::args::InputFormat::Jsonl;
        }
    }
    if job.progress == When::Auto && files <= FEW && !lines {
        return None;
    }
    let bar = if known { ProgressBar::new(bytes) } else { ProgressBar::no_length() };
    let form = if known { "{wide_bar} {bytes}/{total_bytes} {msg} {eta}" } else { "{spinner} {bytes} {msg} {elapsed}" };
    Some(bar.with_style(ProgressStyle::with_template(form).unwrap_or_else(|_| ProgressStyle::default_bar())))
}

/// The size of an input as far as it is known: packed files and pipes tell nothing of what they hold.
pub(crate) fn size_of(source: &super::source::Source) -> Option<u64> {
    let path = source.path.as_ref()?;
    let packed = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("gz"));
    let data = std::fs::metadata(path).ok()?;
    (data.is_file() && !packed).then_some(data.len())
}
