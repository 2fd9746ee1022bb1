//! Arguments and configuration, checked: a job is what can be run, with every default filled in.

use std::ffi::OsStr;
use std::io::{self, IsTerminal};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use dateline::Extractor;
use dateline::extraction::Offsets;

use super::args::{self, Anchor, Cli, FormatName, InputFormat, OutputArgs, Settings, When};
use super::document::Reading;
use super::output::{Form, form};
use super::record::Fields;
use super::report::Message;
use super::sink::Target;
use super::source::{Inputs, Source, describe};

/// What is to be done with some inputs.
#[allow(clippy::struct_excessive_bools)] // options of a command line are independent of each other
pub(crate) struct Job {
    pub(crate) inputs: Inputs,
    /// Whether there can be more than one document.
    pub(crate) many: bool,
    pub(crate) reading: Reading,
    pub(crate) extractor: Extractor,
    pub(crate) target: Target,
    pub(crate) form: Box<dyn Form>,
    pub(crate) jobs: usize,
    pub(crate) skip_existing: bool,
    pub(crate) fail_fast: bool,
    pub(crate) progress: When,
    pub(crate) quiet: bool,
}

impl Job {
    /// Checks what was asked for.
    pub(crate) fn new(settings: &Settings, output: &OutputArgs, files: &[PathBuf]) -> Result<Self, String> {
        let stdin = [PathBuf::from("-")];
        let files = if files.is_empty() { &stdin } else { files };
        let mut inputs = Inputs::new(files, settings.input_format.unwrap_or_default());
        let single = inputs.single();
        let many = single.as_ref().is_none_or(|source| source.kind == InputFormat::Jsonl);
        let name = output.format.or_else(|| output.output.as_deref().and_then(format_of)).unwrap_or(FormatName::Json);
        let target = match &output.output {
            None => Target::Stdout,
            Some(path) => target(path, single.as_ref()),
        };
        let is = |flag: Option<bool>| flag.unwrap_or(false);
        let terminal = || target == Target::Stdout && !many && io::stdout().is_terminal();
        let pretty = output.pretty.unwrap_or_else(terminal);
        let form = form(name, output.offsets.unwrap_or(Offsets::Char), is(output.with_text), pretty);
        match &target {
            Target::Folder(folder) => {
                if let Some((one, other)) = inputs.clash() {
                    let (one, other) = (one.display(), other.display());
                    return Err(format!(
                        "{one} and {other} would be written to the same place in {}",
                        folder.display()
                    ));
                }
                inputs.set_except(folder);
            }
            Target::Stdout if is(output.skip_existing) => {
                return Err("--skip-existing needs --output, the place where results exist".to_owned());
            }
            Target::File(path) => {
                let same = |source: &Source| source.path.as_ref().is_some_and(|input| is_same(input, path));
                if single.as_ref().is_some_and(same) {
                    return Err(format!("{} is the input: the result would take its place", path.display()));
                }
            }
            Target::Stdout => {}
        }
        Ok(Job {
            many,
            reading: reading(settings),
            extractor: extractor(settings)?,
            target,
            form,
            jobs: jobs(output.jobs),
            skip_existing: is(output.skip_existing),
            fail_fast: is(output.fail_fast),
            progress: output.progress.unwrap_or_default(),
            quiet: is(settings.quiet),
            inputs,
        })
    }

    /// Whether there is one input that is one document.
    pub(crate) fn one_document(&self) -> bool {
        self.inputs.single().is_some_and(|source| matches!(source.kind, InputFormat::Text | InputFormat::Html))
    }

    /// What to say of an input that cannot be opened.
    pub(crate) fn missing(source: &Source, error: &io::Error) -> Message {
        let mut text = describe(error);
        let word = source.path.as_deref().map_or(OsStr::new(""), Path::as_os_str);
        if error.kind() == io::ErrorKind::NotFound
            && let Some(command) = args::command_like(word)
        {
            text = format!("{text}; did you mean `{command}`?");
        }
        Message::error(source.shown(), text)
    }
}

/// How the settings say that bytes become documents.
pub(crate) fn reading(settings: &Settings) -> Reading {
    let field = |name: &Option<String>, default: &str| name.clone().unwrap_or_else(|| default.to_owned());
    Reading {
        fields: Fields {
            text: field(&settings.text_field, "text"),
            id: field(&settings.id_field, "id"),
            date: field(&settings.date_field, "date"),
            keep: settings.keep_field.clone(),
        },
        encoding: settings.encoding,
        max_bytes: settings.max_bytes.unwrap_or(256 << 20),
    }
}

/// The extractor that the settings describe.
pub(crate) fn extractor(settings: &Settings) -> Result<Extractor, String> {
    let is = |flag: Option<bool>| flag.unwrap_or(false);
    let said = |error: dateline::Error| error.to_string();
    let mut builder = Extractor::builder()
        .vague_dates(is(settings.vague_dates))
        .unnamed_roles(is(settings.unnamed_roles))
        .rules_only(is(settings.rules_only))
        .explain(is(settings.explain))
        .anchor(match settings.anchor {
            None | Some(Anchor::Auto) => dateline::Anchor::Auto,
            Some(Anchor::Document) => dateline::Anchor::Document,
            Some(Anchor::Narrative) => dateline::Anchor::Narrative,
        });
    if let Some(date) = settings.date {
        builder = builder.document_date(date);
    }
    for file in &settings.gazetteer {
        builder = builder.gazetteer_file(file).map_err(said)?;
    }
    for file in &settings.ignore {
        builder = builder.ignore_file(file).map_err(said)?;
    }
    builder.build().map_err(said)
}

/// The number of workers.
pub(crate) fn jobs(asked: Option<NonZeroUsize>) -> usize {
    asked.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get)
}

/// The form that the name of an output file promises.
fn format_of(path: &Path) -> Option<FormatName> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "json" => Some(FormatName::Json),
        "jsonl" | "ndjson" => Some(FormatName::Jsonl),
        "csv" => Some(FormatName::Csv),
        "html" | "htm" => Some(FormatName::Html),
        _ => None,
    }
}

/// What `--output` names: for several documents a folder, unless it looks like a file (`report.html`) and is none yet.
fn target(path: &Path, single: Option<&Source>) -> Target {
    let slash = path.as_os_str().to_str().is_some_and(|p| p.ends_with(std::path::is_separator));
    let is_folder = path.is_dir() || slash;
    if is_folder || single.is_none() && format_of(path).is_none() {
        Target::Folder(path.to_owned())
    } else {
        Target::File(path.to_owned())
    }
}

fn is_same(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

impl Cli {
    /// Whether there is neither a file, nor a command, nor anything piped in.
    pub(crate) fn is_bare(&self) -> bool {
        self.files.is_empty() && self.command.is_none() && io::stdin().is_terminal()
    }
}
