//! A batch: one feeder, some workers, one writer. What is in flight is bounded by a pool of buffers that goes round, and
//! results are written in the order of the documents whoever finished first.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use super::feed::{Feeder, Part, Work};
use super::job::Job;
use super::progress::Progress;
use super::report::{Counts, Level, Message, say};
use super::sink::{Stream, Target, write_whole};
use super::source::Source;

/// Buffers above this are given back to the system, so one large document does not stay in memory.
const KEPT: usize = 2 << 20;

/// What a piece of work needs and gives; it goes round from feeder to worker to writer and back.
#[derive(Default)]
struct Buffers {
    input: Vec<u8>,
    output: Vec<u8>,
    contents: Vec<u8>,
}

impl Buffers {
    fn clear(&mut self) {
        for buffer in [&mut self.input, &mut self.output, &mut self.contents] {
            buffer.clear();
            buffer.shrink_to(KEPT);
        }
    }
}

/// What came of a piece of work.
struct Done {
    work: Work,
    buffers: Buffers,
    messages: Vec<Message>,
    counts: Counts,
}

/// Runs a batch.
pub(crate) fn run(job: &Job) -> ExitCode {
    let mut feeder = Feeder::new(job);
    let mut writer = Writer::new(job);
    // one document needs no threads, and starting them would cost more than reading it
    let jobs = if job.one_document() { 1 } else { job.jobs };
    if jobs == 1 {
        let mut buffers = Buffers::default();
        while !writer.stopped {
            let Some(work) = feeder.next(&mut buffers.input) else { break };
            buffers = writer.write(Worker { job }.work(work, buffers));
        }
    } else {
        in_parallel(job, jobs, &mut feeder, &mut writer);
    }
    writer.counts += feeder.counts;
    writer.finish()
}

fn in_parallel(job: &Job, jobs: usize, feeder: &mut Feeder<'_>, writer: &mut Writer<'_>) {
    let stop = AtomicBool::new(false);
    let (give_back, pool) = channel::<Buffers>();
    for _ in 0..jobs * 3 {
        let _ = give_back.send(Buffers::default());
    }
    let (to_workers, from_feeder) = channel::<(u64, Work, Buffers)>();
    let (to_writer, from_workers) = channel::<(u64, Done)>();
    let from_feeder = Mutex::new(from_feeder);
    std::thread::scope(|scope| {
        let stopped = &stop;
        scope.spawn(move || feed(feeder, &pool, &to_workers, stopped));
        for _ in 0..jobs {
            let (from_feeder, to_writer) = (&from_feeder, to_writer.clone());
            scope.spawn(move || serve(job, from_feeder, &to_writer));
        }
        drop(to_writer);
        let mut waiting = BTreeMap::new();
        let mut turn = 0;
        for (number, done) in from_workers {
            waiting.insert(number, done);
            while let Some(done) = waiting.remove(&turn) {
                turn += 1;
                let buffers = if writer.stopped { done.buffers } else { writer.write(done) };
                let _ = give_back.send(buffers);
                stop.store(writer.stopped, Ordering::Relaxed);
            }
        }
    });
}

fn feed(
    feeder: &mut Feeder<'_>,
    pool: &Receiver<Buffers>,
    to_workers: &Sender<(u64, Work, Buffers)>,
    stop: &AtomicBool,
) {
    let mut number = 0;
    while let Ok(mut buffers) = pool.recv() {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        let Some(work) = feeder.next(&mut buffers.input) else { return };
        if to_workers.send((number, work, buffers)).is_err() {
            return;
        }
        number += 1;
    }
}

fn serve(job: &Job, from_feeder: &Mutex<Receiver<(u64, Work, Buffers)>>, to_writer: &Sender<(u64, Done)>) {
    let worker = Worker { job };
    loop {
        let next = match from_feeder.lock() {
            Ok(receiver) => receiver.recv(),
            Err(_) => return,
        };
        let Ok((number, work, buffers)) = next else { return };
        if to_writer.send((number, worker.work(work, buffers))).is_err() {
            return;
        }
    }
}

/// Reads, extracts and writes to memory (or to the file of its own that a whole document has).
struct Worker<'j> {
    job: &'j Job,
}

impl Worker<'_> {
    fn work(&self, mut work: Work, mut buffers: Buffers) -> Done {
        let mut messages = Vec::new();
        let mut counts = Counts::default();
        match std::mem::replace(&mut work.part, Part::Nothing) {
            Part::Nothing => {}
            Part::Failed(message) => {
                counts.failed += 1;
                messages.push(message);
            }
            Part::File => match work.source.open() {
                Ok((reader, kind)) => self.whole(&work.source, reader, kind, &mut buffers, &mut messages, &mut counts),
                Err(error) => {
                    counts.failed += 1;
                    messages.push(Job::missing(&work.source, &error));
                }
            },
            Part::Open(reader, kind) => {
                self.whole(&work.source, reader, kind, &mut buffers, &mut messages, &mut counts);
            }
            Part::Lines(first) => self.lines(&work.source, first, &mut buffers, &mut messages, &mut counts),
        }
        Done { work, buffers, messages, counts }
    }

    fn whole(
        &self,
        source: &Source,
        mut reader: Box<dyn BufRead + Send>,
        kind: super::args::InputFormat,
        buffers: &mut Buffers,
        messages: &mut Vec<Message>,
        counts: &mut Counts,
    ) {
        let job = self.job;
        let own_file = match &job.target {
            Target::Folder(_) => job.target.file_of(source, &*job.form),
            _ => None,
        };
        let Buffers { input, output, contents } = buffers;
        let mut run = || -> Result<(), Message> {
            let failed = |problem| Message::error(source.shown(), problem);
            job.reading.fill(&mut *reader, input).map_err(failed)?;
            let document = job.reading.whole(source, kind, input)?;
            messages.extend(document.warnings.iter().map(|w| Message::warning(source.shown(), w.as_str())));
            let extraction = document.extract(&job.extractor).map_err(failed)?;
            if own_file.is_some() {
                job.form.begin(output);
            }
            job.form.document(extraction, &document.text, output, contents);
            if let Some(path) = &own_file {
                job.form.end(contents, output);
                write_whole(path, output).map_err(|problem| Message { text: problem, ..failed(String::new()) })?;
            }
            Ok(())
        };
        match run() {
            Ok(()) => counts.done += 1,
            Err(message) => {
                counts.failed += 1;
                messages.push(message);
            }
        }
        if own_file.is_some() {
            output.clear();
            contents.clear();
        }
    }

    fn lines(
        &self,
        source: &Source,
        first: usize,
        buffers: &mut Buffers,
        messages: &mut Vec<Message>,
        counts: &mut Counts,
    ) {
        let job = self.job;
        let Buffers { input, output, contents } = buffers;
        let mut start = 0;
        let mut number = first;
        while start < input.len() {
            let end = memchr::memchr(b'\n', &input[start..]).map_or(input.len(), |at| start + at);
            let line = input[start..end].trim_ascii();
            if !line.is_empty() {
                let place = || super::document::place(source, number);
                let result = job.reading.line(source, number, line).and_then(|document| {
                    messages.extend(document.warnings.iter().map(|w| Message::warning(place(), w.as_str())));
                    let extraction =
                        document.extract(&job.extractor).map_err(|problem| Message::error(place(), problem))?;
                    job.form.document(extraction, &document.text, output, contents);
                    Ok(())
                });
                match result {
                    Ok(()) => counts.done += 1,
                    Err(message) => {
                        counts.failed += 1;
                        messages.push(message);
                        if job.fail_fast {
                            return;
                        }
                    }
                }
            }
            start = end + 1;
            number += 1;
        }
    }
}

/// Writes results in order, says what is to be said, counts.
struct Writer<'j> {
    job: &'j Job,
    /// The stream that is open: for all documents, or for the lines of one input.
    stream: Option<Stream>,
    progress: Progress,
    counts: Counts,
    /// Nothing more is to be done.
    stopped: bool,
}

impl<'j> Writer<'j> {
    fn new(job: &'j Job) -> Self {
        let stream = match &job.target {
            Target::Stdout => Some(Stream::stdout()),
            Target::File(path) => Some(Stream::file(path.clone())),
            Target::Folder(_) => None,
        };
        Writer { job, stream, progress: Progress::new(job), counts: Counts::default(), stopped: false }
    }

    fn say(&self, message: &Message) {
        if message.level == Level::Error || !self.job.quiet {
            self.progress.around(|| say(&message.to_string()));
        }
    }

    /// Takes a result; gives its buffers back, empty.
    fn write(&mut self, done: Done) -> Buffers {
        let Done { work, mut buffers, messages, counts } = done;
        for message in &messages {
            self.say(message);
        }
        self.counts += counts;
        self.stopped |= self.job.fail_fast && counts.failed > 0;
        if let Err(problem) = self.put(&work, &buffers, counts) {
            self.progress.around(|| say(&problem));
            self.counts.failed += 1;
            self.stream = None;
            // a full disk or a lost output is not to be tried again for every document
            self.stopped = true;
        }
        self.progress.advance(work.read, self.counts.done);
        buffers.clear();
        buffers
    }

    fn put(&mut self, work: &Work, buffers: &Buffers, counts: Counts) -> Result<(), String> {
        let form = &*self.job.form;
        if let Target::Folder(_) = &self.job.target {
            // whole documents have been written by their workers; lines of one input make one file
            if self.stream.is_none() && !buffers.output.is_empty() {
                self.stream = self.job.target.file_of(&work.source, form).map(Stream::file);
            }
        }
        let Some(stream) = &mut self.stream else { return Ok(()) };
        stream.add(form, &buffers.output, &buffers.contents)?;
        if work.last && matches!(self.job.target, Target::Folder(_)) {
            let stream = self.stream.take().filter(|_| !self.stopped && counts.failed == 0);
            return stream.map_or(Ok(()), |stream| stream.finish(form, true));
        }
        if work.last && counts.failed > 0 && !self.job.many && self.job.target != Target::Stdout {
            // the one input broke off: half of it is no result
            self.stream = None;
        }
        Ok(())
    }

    fn finish(mut self) -> ExitCode {
        let whole = !self.stopped || self.job.target == Target::Stdout;
        if let Some(stream) = self.stream.take().filter(|_| whole)
            && let Err(problem) = stream.finish(&*self.job.form, self.counts.failed == 0)
        {
            say(&problem);
            self.counts.failed += 1;
        }
        self.progress.finish(self.counts.done);
        if !self.job.quiet
            && let Some(line) = self.counts.summary().filter(|_| self.job.many)
        {
            say(&line);
        }
        self.counts.status()
    }
}
