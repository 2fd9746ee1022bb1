//! `dateline explain FILE`: in words what was found, where it stands and which rule or list says so.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueHint};
use dateline::Extraction;
use dateline::extraction::{Country, EntityId, Mention};
use dateline::rules;
use serde::Serialize;

use crate::cli::args::{OutputArgs, Settings, When};
use crate::cli::job::Job;
use crate::cli::output::Form;
use crate::cli::{config, run};

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    #[command(flatten)]
    settings: Settings,
    /// Files and folders to read; none or `-` is standard input
    #[arg(value_hint = ValueHint::AnyPath)]
    files: Vec<PathBuf>,
}

pub(crate) fn run(args: ExplainArgs, settings: Settings, output: OutputArgs) -> Result<ExitCode, String> {
    let (mut settings, output) = config::merge(args.settings.over(settings), output)?;
    settings.explain = Some(true);
    let output = OutputArgs { output: output.output, progress: Some(When::Never), ..OutputArgs::default() };
    let mut job = Job::new(&settings, &output, &args.files)?;
    job.form = Box::new(Words);
    job.jobs = 1;
    Ok(run::run(&job))
}

/// The extraction in words.
struct Words;

impl Form for Words {
    fn ending(&self) -> &'static str {
        ".explained.txt"
    }

    fn document(&self, extraction: Extraction<'_>, text: &str, out: &mut Vec<u8>, _contents: &mut Vec<u8>) {
        let mut writer = Writer { lines: Lines::new(text), out: String::new(), sources: BTreeSet::new() };
        writer.document(&extraction);
        writer.lists(&extraction);
        writer.rules();
        out.extend_from_slice(writer.out.as_bytes());
        out.push(b'\n');
    }
}

/// Where lines begin.
struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1)).collect();
        Lines { text, starts }
    }

    /// `line:column`, both from 1, columns in characters.
    fn place(&self, at: usize) -> String {
        let line = self.starts.partition_point(|start| *start <= at);
        let start = self.starts.get(line.wrapping_sub(1)).copied().unwrap_or(0);
        format!("{line}:{}", self.text.get(start..at).map_or(0, |t| t.chars().count()) + 1)
    }
}

struct Writer<'t> {
    lines: Lines<'t>,
    out: String,
    /// The sources in use, for the list at the end.
    sources: BTreeSet<String>,
}

/// An enumeration in words.
fn word(value: impl Serialize) -> String {
    let name = serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned));
    name.unwrap_or_default().replace('_', " ")
}

fn country(code: Option<Country>) -> Option<String> {
    code.map(|c| c.to_string())
}

/// A part with words before it, if there is one.
fn labelled(label: &str, value: Option<impl std::fmt::Display>) -> Option<String> {
    value.map(|v| format!("{label} {v}"))
}

impl Writer<'_> {
    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn document(&mut self, x: &Extraction<'_>) {
        let document = &x.document;
        let name = document.id.as_deref().unwrap_or("standard input");
        self.line(&format!("{name}\n{}", "=".repeat(name.chars().count())));
        let issuer = document.issuer.and_then(|id| x.organization(id)).map(|o| format!("{} ({})", o.name, o.id));
        let rows = [
            labelled("title:", document.title.as_deref()),
            document.date.as_ref().map(|d| format!("date: {}, from the {}", d.value, word(d.source))),
            labelled("dateline:", document.dateline.as_ref().map(|d| &*d.text)),
            labelled("issuer:", issuer),
        ];
        for row in rows.into_iter().flatten() {
            self.line(&row);
        }
        for warning in &document.warnings {
            self.line(&format!("warning: {warning}"));
        }
    }

    fn lists(&mut self, x: &Extraction<'_>) {
        self.heading("People", x.people.len());
        for p in &x.people {
            let parts = [labelled("given", p.given_name.as_deref()), labelled("family", p.family_name.as_deref())];
            self.item(&p.id, &p.name, parts, &p.mentions);
        }
        self.heading("Roles", x.roles.len());
        for r in &x.roles {
            let holder = r.person.and_then(|id| x.person(id)).map(|p| &*p.name);
            let body = r.organization.and_then(|id| x.organization(id)).map(|o| &*o.name);
            let sentence = r.evidence.map(|e| self.lines.place(e.start));
            let parts = [
                Some(word(r.kind)),
                r.status.map(word),
                labelled("held by", holder),
                labelled("at", body),
                country(r.country),
                labelled("said by the sentence at", sentence),
            ];
            self.item(&r.id, &r.title, parts, &r.mentions);
        }
        self.heading("Organizations", x.organizations.len());
        for o in &x.organizations {
            let parts = [
                Some(word(o.kind)),
                o.acronym.as_deref().map(str::to_owned),
                country(o.country),
                labelled("part of", o.parent.as_deref()),
                labelled("known as", o.reference.as_deref()),
            ];
            self.item(&o.id, &o.name, parts, &o.mentions);
        }
        self.heading("Places", x.places.len());
        for l in &x.places {
            let within = l.within.and_then(|id| x.place(id)).map(|p| &*p.name);
            let parts = [
                Some(word(l.kind)),
                country(l.country),
                labelled("in", within),
                labelled("known as", l.reference.as_deref()),
            ];
            self.item(&l.id, &l.name, parts, &l.mentions);
        }
        self.heading("Dates", x.dates.len());
        for d in &x.dates {
            let parts = [
                Some(word(d.kind)),
                Some(d.value.as_deref().unwrap_or("no value: the text does not settle it").to_owned()),
                d.bound.map(word),
                labelled("by the", d.resolved_by.map(word)),
            ];
            self.item(&d.id, &d.text, parts, &d.mentions);
        }
        self.heading("Agreements", x.agreements.len());
        for a in &x.agreements {
            let parties: Vec<String> = a.parties.iter().map(|id| name_of(x, *id)).collect();
            let signers: Vec<String> = a.signers.iter().map(|id| name_of(x, EntityId::Person(*id))).collect();
            let list = |names: Vec<String>| (!names.is_empty()).then(|| names.join("; "));
            let parts = [
                Some(word(a.kind)),
                Some(word(a.status)),
                labelled("between", list(parties)),
                labelled("signed by", list(signers)),
                labelled("under", a.under),
            ];
            self.item(&a.id, &a.text, parts, &a.mentions);
        }
    }

    fn heading(&mut self, title: &str, count: usize) {
        self.line(&format!("\n{title}: {}", if count == 0 { "none".to_owned() } else { count.to_string() }));
    }

    fn item(
        &mut self,
        id: &impl std::fmt::Display,
        name: &str,
        parts: impl IntoIterator<Item = Option<String>>,
        mentions: &[Mention<'_>],
    ) {
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let about = if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) };
        self.line(&format!("  {id} {}{about}", one_line(name)));
        for mention in mentions {
            let place = self.lines.place(mention.start);
            self.line(&format!("      {place:<8} \"{}\"  {}", one_line(&mention.text), mention.source));
            for why in &mention.why {
                self.line(&format!("               {why}"));
            }
            self.sources.insert(mention.source.to_string());
        }
    }

    /// What the rules in use say of themselves.
    fn rules(&mut self) {
        let used: Vec<_> =
            rules::all().into_iter().filter(|r| self.sources.contains(&format!("rule:{}", r.name))).collect();
        if used.is_empty() {
            return;
        }
        self.line("\nThe rules named above");
        for rule in used {
            let _ = writeln!(self.out, "  {}: {}", rule.name, rule.doc);
        }
    }
}

fn name_of(x: &Extraction<'_>, id: EntityId) -> String {
    let name = match id {
        EntityId::Person(id) => x.person(id).map(|p| &p.name),
        EntityId::Organization(id) => x.organization(id).map(|o| &o.name),
        EntityId::Place(id) => x.place(id).map(|l| &l.name),
    };
    name.map_or_else(|| id.to_string(), |name| format!("{} ({id})", one_line(name)))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
