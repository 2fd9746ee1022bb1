//! What is said on standard error, in the order of the documents, and the count that becomes the exit status.

use std::io::Write;
use std::process::ExitCode;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// A document or an output failed.
    Error,
    /// It worked, but the reader should know something.
    Warning,
}

/// One line for standard error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) level: Level,
    /// `file` or `file:line`
    pub(crate) place: String,
    pub(crate) text: String,
}

impl Message {
    pub(crate) fn error(place: impl Into<String>, text: impl Into<String>) -> Self {
        Message { level: Level::Error, place: place.into(), text: text.into() }
    }

    pub(crate) fn warning(place: impl Into<String>, text: impl Into<String>) -> Self {
        Message { level: Level::Warning, place: place.into(), text: text.into() }
    }
}

/// What became of the documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) done: u64,
    pub(crate) failed: u64,
    /// Their output was there already.
    pub(crate) existing: u64,
    /// Files of a folder that are no texts by their names.
    pub(crate) other: u64,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, more: Counts) {
        self.done += more.done;
        self.failed += more.failed;
        self.existing += more.existing;
        self.other += more.other;
    }
}

impl Counts {
    /// The line at the end, if there is anything that the results do not say themselves.
    pub(crate) fn summary(&self) -> Option<String> {
        let Counts { done, failed, existing, other } = *self;
        if failed + existing + other == 0 {
            return None;
        }
        let mut line = format!("{done} {} done", if done == 1 { "document" } else { "documents" });
        for (count, what) in [(failed, "failed"), (existing, "already there"), (other, "other files passed over")] {
            if count > 0 {
                use std::fmt::Write;
                let _ = write!(line, ", {count} {what}");
            }
        }
        Some(line)
    }

    pub(crate) fn status(&self) -> ExitCode {
        if self.failed > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS }
    }
}

/// Writes a line to standard error; a closed standard error is no reason to stop.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// Says what is wrong with the call; nothing has been written.
pub(crate) fn usage(problem: &str) -> ExitCode {
    say(&format!("error: {problem}"));
    ExitCode::from(2)
}

impl std::fmt::Display for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.level {
            Level::Error => write!(f, "{}: {}", self.place, self.text),
            Level::Warning => write!(f, "{}: warning: {}", self.place, self.text),
        }
    }
}
