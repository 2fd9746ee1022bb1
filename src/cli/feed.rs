//! What is to be done next: cuts the inputs into pieces of work.

use std::io::BufRead;
use std::sync::Arc;

use super::args::InputFormat;
use super::job::Job;
use super::lines::{LineBatches, Next};
use super::progress::size_of;
use super::report::{Counts, Message};
use super::source::{Found, Source, describe};

/// A piece of work.
pub(crate) struct Work {
    pub(crate) source: Arc<Source>,
    pub(crate) part: Part,
    /// Nothing more comes from this input.
    pub(crate) last: bool,
    /// How many bytes of the inputs it stands for, for the progress bar.
    pub(crate) read: u64,
}

/// What is to be done.
pub(crate) enum Part {
    /// Open this file and read it whole.
    File,
    /// Read this whole.
    Open(Box<dyn BufRead + Send>, InputFormat),
    /// The buffer holds lines, of which the first has this number.
    Lines(usize),
    /// Say that this failed.
    Failed(Message),
    /// The input ended.
    Nothing,
}

/// Cuts the inputs into pieces of work.
pub(crate) struct Feeder<'j> {
    job: &'j Job,
    walk: Box<dyn Iterator<Item = Found> + Send + 'j>,
    lines: Option<(Arc<Source>, Lines)>,
    pub(crate) counts: Counts,
}

impl<'j> Feeder<'j> {
    pub(crate) fn new(job: &'j Job) -> Self {
        Feeder { job, walk: Box::new(job.inputs.walk()), lines: None, counts: Counts::default() }
    }

    /// The next piece of work; lines are read into `buffer`.
    pub(crate) fn next(&mut self, buffer: &mut Vec<u8>) -> Option<Work> {
        loop {
            if let Some((source, lines)) = &mut self.lines {
                let work = next_lines(self.job, source, lines, buffer);
                if work.last {
                    self.lines = None;
                }
                return Some(work);
            }
            match self.walk.next()? {
                Found::Other => self.counts.other += 1,
                Found::Missing(message) => {
                    let source = Arc::new(Source::stdin(InputFormat::Text));
                    return Some(Work { source, part: Part::Failed(message), last: false, read: 0 });
                }
                Found::Source(source) => {
                    let exists = || self.job.target.file_of(&source, &*self.job.form).is_some_and(|path| path.exists());
                    if self.job.skip_existing && exists() {
                        self.counts.existing += 1;
                    } else if let Some(work) = self.start(source) {
                        return Some(work);
                    }
                }
            }
        }
    }

    /// Opens an input; `None` if it gives lines, which are next.
    fn start(&mut self, source: Source) -> Option<Work> {
        let source = Arc::new(source);
        let part = if source.path.is_some() && matches!(source.kind, InputFormat::Text | InputFormat::Html) {
            // the worker opens it, so that files are read side by side
            Part::File
        } else {
            match source.open() {
                Ok((reader, InputFormat::Jsonl)) => {
                    let lines = LineBatches::new(reader, self.job.reading.max_bytes as usize);
                    self.lines = Some((source, lines));
                    return None;
                }
                Ok((reader, kind)) => Part::Open(reader, kind),
                Err(error) => Part::Failed(Job::missing(&source, &error)),
            }
        };
        let read = size_of(&source).unwrap_or(0);
        Some(Work { source, part, last: true, read })
    }
}

type Lines = LineBatches<Box<dyn BufRead + Send>>;

fn next_lines(job: &Job, source: &Arc<Source>, lines: &mut Lines, buffer: &mut Vec<u8>) -> Work {
    let (part, last) = match lines.next(buffer) {
        Ok(Next::Lines(first)) => (Part::Lines(first), false),
        Ok(Next::TooLong(number)) => (Part::Failed(job.reading.too_long(source, number)), false),
        Ok(Next::End) => (Part::Nothing, true),
        Err(error) => (Part::Failed(Message::error(source.shown(), describe(&error))), true),
    };
    Work { source: Arc::clone(source), part, last, read: buffer.len() as u64 }
}
