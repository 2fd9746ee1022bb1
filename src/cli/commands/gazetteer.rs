//! `dateline gazetteer lint|find|stats`: the lists of names, looked at without a text.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand, ValueHint};
use dateline::gazetteer::compile::FormKind;
use dateline::gazetteer::{Entry, EntryId, Gazetteers, lint};

use crate::cli::args::Settings;
use crate::cli::job;
use crate::cli::report::say;
use crate::cli::sink::print;
use crate::cli::source::describe;

#[derive(Debug, Args)]
pub(crate) struct GazetteerArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Say what is wrong with lists, as `file:line: what`; status 1 if anything is
    Lint {
        /// Lists to check, together
        #[arg(required = true, value_hint = ValueHint::FilePath)]
        files: Vec<PathBuf>,
    },
    /// Show the entries that a text or id names; status 1 if there is none
    Find {
        /// A name, a part of one, or an id
        text: String,
        /// A list of names of your own, in front of the bundled ones (repeatable)
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        gazetteer: Vec<PathBuf>,
    },
    /// Count entries and surface forms by list and kind
    Stats {
        /// A list of names of your own, in front of the bundled ones (repeatable)
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        gazetteer: Vec<PathBuf>,
    },
}

pub(crate) fn run(args: GazetteerArgs, settings: Settings) -> Result<ExitCode, String> {
    match args.command {
        Command::Lint { files } => check(&files),
        Command::Find { text, gazetteer } => {
            let settings = Settings { gazetteer, ..Settings::default() }.over(settings);
            find(job::extractor(&settings)?.gazetteers(), &text)
        }
        Command::Stats { gazetteer } => {
            let settings = Settings { gazetteer, ..Settings::default() }.over(settings);
            print(&stats(job::extractor(&settings)?.gazetteers()))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn check(files: &[PathBuf]) -> Result<ExitCode, String> {
    let known = Gazetteers::bundled().map_err(|e| e.to_string())?;
    let read = |path: &PathBuf| match std::fs::read_to_string(path) {
        Ok(text) => Ok((path.display().to_string(), text)),
        Err(error) => Err(format!("{}: {}", path.display(), describe(&error))),
    };
    let texts = files.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let problems = lint::lint(&texts, &known);
    let lines: Vec<String> = problems.iter().map(|problem| format!("{problem}\n")).collect();
    print(&lines.concat())?;
    if problems.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    say(&format!("{} in {}", count(problems.len(), "problem"), count(files.len(), "list")));
    Ok(ExitCode::from(1))
}

fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// Words by which texts are compared: case does not count.
fn key(text: &str) -> String {
    text.split_whitespace().map(dateline::document::fold::fold).collect::<Vec<_>>().join(" ")
}

fn find(lists: &Gazetteers, text: &str) -> Result<ExitCode, String> {
    let wanted = key(text);
    // the whole form, then a form that begins with it, then one that holds it; in the order of the lists
    let mut found: Vec<(usize, EntryId, FormKind, &str)> = Vec::new();
    for (id, kind, form) in lists.surface_forms() {
        let form_key = key(form);
        let rank = match form_key.find(&wanted) {
            _ if lists.entry(id).id() == text => 0,
            Some(0) if form_key.len() == wanted.len() => 0,
            Some(0) => 1,
            Some(_) => 2,
            None => continue,
        };
        found.push((rank, id, kind, form));
    }
    found.sort_by_key(|(rank, id, ..)| (*rank, *id));
    let mut seen = std::collections::HashSet::new();
    found.retain(|(_, id, ..)| seen.insert(*id));
    let mut out = String::new();
    for (_, id, kind, form) in &found {
        let entry = lists.entry(*id);
        let _ = writeln!(out, "{}\t{}", describe_entry(entry), matched(entry, *kind, form));
    }
    let classes = lists.classes_of(text.trim());
    if !classes.is_empty() {
        let _ = writeln!(out, "word\t{}\t{}", text.trim(), classes.join(", "));
    }
    print(&out)?;
    Ok(if out.is_empty() { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// `us-dtra  agency  Defense Threat Reduction Agency  US  list:us-government`
fn describe_entry(entry: Entry<'_>) -> String {
    let country = entry.country().map(|c| String::from_utf8_lossy(&c).into_owned()).unwrap_or_default();
    let parent = entry.parent();
    let parent = if parent.is_empty() { String::new() } else { format!("\tin {parent}") };
    format!("{}\t{}\t{}\t{country}\tlist:{}{parent}", entry.id(), kind_name(entry), entry.name(), entry.list())
}

fn matched(entry: Entry<'_>, kind: FormKind, form: &str) -> String {
    if form == entry.name() { String::new() } else { format!("{}: {form}", form_name(kind)) }
}

fn kind_name(entry: Entry<'_>) -> &'static str {
    entry.family().kinds().get(usize::from(entry.kind())).copied().unwrap_or("")
}

fn form_name(kind: FormKind) -> &'static str {
    match kind {
        FormKind::Name => "name",
        FormKind::Alias => "alias",
        FormKind::Acronym => "acronym",
        FormKind::Demonym => "demonym",
        FormKind::Plural => "plural",
    }
}

/// How many there are, by list and by kind.
fn stats(lists: &Gazetteers) -> String {
    const FORMS: usize = 5;
    let mut by_list: BTreeMap<&str, [usize; FORMS + 1]> = BTreeMap::new();
    let mut by_kind: BTreeMap<String, [usize; FORMS + 1]> = BTreeMap::new();
    let name = |entry: Entry<'_>| match kind_name(entry) {
        "" => format!("{:?}", entry.family()).to_lowercase(),
        kind => format!("{:?} {kind}", entry.family()).to_lowercase(),
    };
    for (_, entry) in lists.entries() {
        by_list.entry(entry.list()).or_default()[0] += 1;
        by_kind.entry(name(entry)).or_default()[0] += 1;
    }
    for (id, kind, _) in lists.surface_forms() {
        let entry = lists.entry(id);
        by_list.entry(entry.list()).or_default()[1 + kind as usize] += 1;
        by_kind.entry(name(entry)).or_default()[1 + kind as usize] += 1;
    }
    let mut out = String::new();
    let mut table = |title: &str, rows: &mut dyn Iterator<Item = (String, [usize; FORMS + 1])>| {
        let heads = ["entries", "names", "aliases", "acronyms", "demonyms", "plurals"];
        let _ = write!(out, "{title:<36}");
        for head in heads {
            let _ = write!(out, "{head:>10}");
        }
        out.push('\n');
        let mut total = [0; FORMS + 1];
        for (name, counts) in rows.chain(std::iter::once((String::new(), [0; FORMS + 1]))) {
            let last = name.is_empty();
            let shown = if last { total } else { counts };
            let _ = write!(out, "{:<36}", if last { "all" } else { &name });
            for n in shown {
                let _ = write!(out, "{n:>10}");
            }
            out.push('\n');
            total.iter_mut().zip(counts).for_each(|(sum, n)| *sum += n);
        }
        out.push('\n');
    };
    table("list", &mut by_list.into_iter().map(|(list, counts)| (list.to_owned(), counts)));
    table("kind", &mut by_kind.into_iter());
    let _ = writeln!(out, "{:<36}{:>10}", "class of words", "words");
    for (class, words) in lists.lexicon_sizes() {
        let _ = writeln!(out, "{class:<36}{words:>10}");
    }
    let _ = writeln!(out, "\n{}", lists.hash());
    out
}
