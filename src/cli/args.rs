//! What can be said on the command line, and in a `--config` file under the same names.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::TypedValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use dateline::extraction::Offsets;
use jiff::civil::Date;
use serde::Deserialize;

const AFTER_HELP: &str = "\
Exit status: 0 all documents done; 1 some failed or were missing (each named on standard error); 2 wrong usage.
A file that is called like a command is given as `./rules` or behind `--`.";

/// Reads official releases and emits who, in what role, for which body, where, when, and what was signed, as JSON.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, after_help = AFTER_HELP)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) settings: Settings,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    /// Files and folders to read; none or `-` is standard input
    #[arg(value_hint = ValueHint::AnyPath)]
    pub(crate) files: Vec<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// The commands beside extraction.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Score extractions against gold answers: precision, recall and F1 by kind
    Eval(crate::cli::commands::eval::EvalArgs),
    /// Tell in words what was found in a file, and why
    Explain(crate::cli::commands::explain::ExplainArgs),
    /// Print the rules with their examples
    Rules(crate::cli::commands::rules::RulesArgs),
    /// Print the JSON Schema of the output
    Schema,
    /// Check, search and count the lists of names
    Gazetteer(crate::cli::commands::gazetteer::GazetteerArgs),
    /// Print a completion script for a shell
    Completions(crate::cli::commands::completions::CompletionsArgs),
}

/// What decides how documents are read and what is found in them. Works before and after a command that extracts.
#[derive(Debug, Clone, Default, Args, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub(crate) struct Settings {
    /// The documents' date, over all that they say themselves (2023-11-07)
    #[arg(long, value_name = "DATE", value_parser = date, help_heading = "Extraction")]
    #[serde(deserialize_with = "date_option")]
    pub(crate) date: Option<Date>,
    /// What a bare "in April" follows [default: auto]
    #[arg(long, value_enum, help_heading = "Extraction")]
    pub(crate) anchor: Option<Anchor>,
    /// Also give vague dates: now, recently, several months
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", help_heading = "Extraction", hide_possible_values = true)]
    pub(crate) vague_dates: Option<bool>,
    /// Also give roles of people that are not named
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", help_heading = "Extraction", hide_possible_values = true)]
    pub(crate) unnamed_roles: Option<bool>,
    /// Use lists and rules alone, without the fitted model
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", help_heading = "Extraction", hide_possible_values = true)]
    pub(crate) rules_only: Option<bool>,
    /// Add to each mention why it is there
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", help_heading = "Extraction", hide_possible_values = true)]
    pub(crate) explain: Option<bool>,
    /// A list of names of your own, in front of the bundled ones (repeatable)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Extraction")]
    pub(crate) gazetteer: Vec<PathBuf>,
    /// A list of entries (id) and surface forms (name) that do not count (repeatable)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Extraction")]
    pub(crate) ignore: Vec<PathBuf>,

    /// What the input is [default: auto, by name and first bytes]
    #[arg(long, value_enum, help_heading = "Input")]
    pub(crate) input_format: Option<InputFormat>,
    /// Encoding of input without a byte-order mark [default: UTF-8, else Windows-1252 with a warning]
    #[arg(long, value_name = "LABEL", value_parser = encoding, help_heading = "Input")]
    #[serde(deserialize_with = "encoding_option")]
    pub(crate) encoding: Option<Encoding>,
    /// JSON Lines: the field that holds the text [default: text]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub(crate) text_field: Option<String>,
    /// JSON Lines: the field that holds the id [default: id]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub(crate) id_field: Option<String>,
    /// JSON Lines: the field that holds the date of publication [default: date]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub(crate) date_field: Option<String>,
    /// JSON Lines: a field to copy to `document.kept` (repeatable)
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub(crate) keep_field: Vec<String>,
    /// Refuse documents over this size: 500k, 64MiB, 1G [default: 256MiB]
    #[arg(long, value_name = "SIZE", value_parser = size, help_heading = "Input")]
    #[serde(deserialize_with = "size_option")]
    pub(crate) max_bytes: Option<u64>,

    /// A TOML file with any of these options under their long names; options given here win
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Running")]
    #[serde(skip)]
    pub(crate) config: Option<PathBuf>,
    /// Say nothing on standard error but errors
    #[arg(short, long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", help_heading = "Running", hide_possible_values = true)]
    pub(crate) quiet: Option<bool>,
}

/// What becomes of the results.
#[derive(Debug, Clone, Default, Args, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub(crate) struct OutputArgs {
    /// Where to write: a file for one input, a folder for a folder or several [default: standard output]
    #[arg(short, long, value_name = "PATH", value_hint = ValueHint::AnyPath, help_heading = "Output")]
    #[serde(skip)]
    pub(crate) output: Option<PathBuf>,
    /// Form of the output [default: json, one object a document; a line each for several]
    #[arg(short, long, value_enum, help_heading = "Output")]
    pub(crate) format: Option<FormatName>,
    /// Unit of all offsets [default: char]
    #[arg(long, value_parser = offsets_parser(), help_heading = "Output")]
    pub(crate) offsets: Option<Offsets>,
    /// Put the text itself into `document.text`
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", help_heading = "Output", hide_possible_values = true)]
    pub(crate) with_text: Option<bool>,
    /// Indent JSON [default: only on a terminal]
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", help_heading = "Output", hide_possible_values = true)]
    pub(crate) pretty: Option<bool>,
    /// Leave documents alone whose output exists: goes on with a batch
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", help_heading = "Output", hide_possible_values = true)]
    pub(crate) skip_existing: Option<bool>,
    /// How many documents to work on at once [default: the number of cores]
    #[arg(short, long, value_name = "N", help_heading = "Running")]
    pub(crate) jobs: Option<std::num::NonZeroUsize>,
    /// Stop at the first document that fails
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL", help_heading = "Running", hide_possible_values = true)]
    pub(crate) fail_fast: Option<bool>,
    /// Show how far it is [default: auto, for more than a few documents on a terminal]
    #[arg(long, value_enum, help_heading = "Running")]
    pub(crate) progress: Option<When>,
}

/// What the input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum InputFormat {
    /// By the file's name, else by its first bytes
    #[default]
    Auto,
    /// Plain text or Markdown: one document
    Text,
    /// HTML: one document
    Html,
    /// JSON Lines: a document a line
    Jsonl,
}

/// What the output looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum FormatName {
    /// One object a document
    Json,
    /// One line a document
    Jsonl,
    /// One line a mention
    Csv,
    /// A page that a person can read
    Html,
}

/// What a bare "in April" follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Anchor {
    /// The document's date in news, the date before it in histories
    Auto,
    /// The document's date
    Document,
    /// The date before it in the text
    Narrative,
}

/// When to show progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum When {
    /// For more than a few documents, if standard error is a terminal
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Settings {
    /// These settings, and what they leave open from `other`; lists add up, those of `other` first.
    pub(crate) fn over(self, other: Settings) -> Settings {
        Settings {
            date: self.date.or(other.date),
            anchor: self.anchor.or(other.anchor),
            vague_dates: self.vague_dates.or(other.vague_dates),
            unnamed_roles: self.unnamed_roles.or(other.unnamed_roles),
            rules_only: self.rules_only.or(other.rules_only),
            explain: self.explain.or(other.explain),
            gazetteer: [other.gazetteer, self.gazetteer].concat(),
            ignore: [other.ignore, self.ignore].concat(),
            input_format: self.input_format.or(other.input_format),
            encoding: self.encoding.or(other.encoding),
            text_field: self.text_field.or(other.text_field),
            id_field: self.id_field.or(other.id_field),
            date_field: self.date_field.or(other.date_field),
            keep_field: [other.keep_field, self.keep_field].concat(),
            max_bytes: self.max_bytes.or(other.max_bytes),
            config: self.config.or(other.config),
            quiet: self.quiet.or(other.quiet),
        }
    }
}

impl OutputArgs {
    /// These, and what they leave open from `other`.
    pub(crate) fn over(self, other: OutputArgs) -> OutputArgs {
        OutputArgs {
            output: self.output.or(other.output),
            format: self.format.or(other.format),
            offsets: self.offsets.or(other.offsets),
            with_text: self.with_text.or(other.with_text),
            pretty: self.pretty.or(other.pretty),
            skip_existing: self.skip_existing.or(other.skip_existing),
            jobs: self.jobs.or(other.jobs),
            fail_fast: self.fail_fast.or(other.fail_fast),
            progress: self.progress.or(other.progress),
        }
    }
}

/// An encoding by one of its names.
pub(crate) type Encoding = &'static encoding_rs::Encoding;

fn encoding(label: &str) -> Result<Encoding, String> {
    encoding_rs::Encoding::for_label(label.as_bytes())
        .ok_or_else(|| "no known encoding; try utf-8, windows-1252, utf-16le, windows-1251".to_owned())
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "no calendar day of the form 2023-11-07".to_owned())
}

/// `500k`, `64MiB`, `1G`: all units are powers of 1024, as `ls -h` and `head -c` read them.
pub(crate) fn size(text: &str) -> Result<u64, String> {
    const MOST: u64 = u32::MAX as u64;
    let wrong = || "no size; write 500000, 500k, 64MiB or 1G".to_owned();
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let number: u64 = text[..digits].parse().map_err(|_| wrong())?;
    let unit = match text[digits..].trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" | "kib" => 1 << 10,
        "m" | "mb" | "mib" => 1 << 20,
        "g" | "gb" | "gib" => 1 << 30,
        _ => return Err(wrong()),
    };
    match number.checked_mul(unit) {
        Some(bytes) if bytes <= MOST => Ok(bytes),
        _ => Err("a document is at most 4 GiB".to_owned()),
    }
}

fn offsets_parser() -> impl TypedValueParser<Value = Offsets> {
    clap::builder::PossibleValuesParser::new(["byte", "char", "utf16"]).map(|name| match name.as_str() {
        "byte" => Offsets::Byte,
        "utf16" => Offsets::Utf16,
        _ => Offsets::Char,
    })
}

fn parsed<'de, D: serde::Deserializer<'de>, T>(
    deserializer: D,
    parse: fn(&str) -> Result<T, String>,
) -> Result<Option<T>, D::Error> {
    /// TOML writes dates and numbers without quotes; all read as the text that the option would be given.
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Value {
        Text(String),
        Number(u64),
        Date(toml::value::Datetime),
    }
    let text = match Value::deserialize(deserializer)? {
        Value::Text(text) => text,
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
    };
    parse(&text).map(Some).map_err(|e| serde::de::Error::custom(format!("{text:?}: {e}")))
}

fn date_option<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    parsed(deserializer, date)
}

fn size_option<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    parsed(deserializer, size)
}

fn encoding_option<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Encoding>, D::Error> {
    parsed(deserializer, encoding)
}

/// The commands' names, for "did you mean".
pub(crate) fn command_like(word: &OsStr) -> Option<&'static str> {
    const NAMES: [&str; 6] = ["eval", "explain", "rules", "schema", "gazetteer", "completions"];
    let word = word.to_str()?.to_ascii_lowercase();
    NAMES.into_iter().find(|name| distance(&word, name) <= if name.len() > 5 { 2 } else { 1 })
}

/// How many letters must be put in, left out, changed or swapped with a neighbour.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 2 {
        return usize::MAX;
    }
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            rows[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let mut best = (rows[i - 1][j] + 1)
                    .min(rows[i][j - 1] + 1)
                    .min(rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]));
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    best = best.min(rows[i - 2][j - 2] + 1);
                }
                best
            };
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        for (text, bytes) in [("500", 500), ("64MiB", 64 << 20), ("1 k", 1024), ("1G", 1 << 30)] {
            assert_eq!(size(text), Ok(bytes), "{text}");
        }
        for text in ["", "k", "-1", "1.5M", "12x", "99G", "99999999999999999999"] {
            assert!(size(text).is_err(), "{text}");
        }
    }

    #[test]
    fn near_commands() {
        for (word, name) in
            [("shcema", Some("schema")), ("Rule", Some("rules")), ("rlues", Some("rules")), ("release", None)]
        {
            assert_eq!(command_like(OsStr::new(word)), name, "{word}");
        }
    }

    #[test]
    fn arguments_are_consistent() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }
}
