//! `dateline eval GOLD`: scores what is extracted against answers that people gave.

mod gold;
mod score;
mod spans;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueHint};

use crate::cli::args::{OutputArgs, Settings};
use crate::cli::report::say;
use crate::cli::sink::print;
use crate::cli::{config, job};
use gold::Answers;
use score::Scores;

const LONG: &str = "\
Score extractions against gold answers: precision, recall and F1 by kind.

GOLD is a folder of answers, or JSON Lines:
  folder      one `<id>.json` a document, in the form of dateline's output or as an answer sheet (people with
              `name`, `aliases` and `roles`, organizations, places, dates, agreements). The text is `<id>.txt` beside
              it, or in the folder or JSON Lines file that `--texts` names.
  JSON Lines  a document a line: its text and `spans`, each with `start`, `end` (code points) and `type` (PERSON,
              ORG, LOC, ROLE, DATE, AGREEMENT or the names of dateline's lists).

In a folder an entity is right when one of its forms is one of the answer's, a role when its person is right and its
title shares two thirds of its words, a date when text and value agree, an agreement when the texts share half of
their words. Spans are right when both ends are. Lists that an answer does not have are not scored.";

#[derive(Debug, Args)]
#[command(long_about = LONG)]
pub(crate) struct EvalArgs {
    /// A folder of `<id>.json`, or JSON Lines with spans
    #[arg(value_hint = ValueHint::AnyPath)]
    gold: PathBuf,
    /// Where the texts are, if not beside the answers: a folder or JSON Lines
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    texts: Option<PathBuf>,
    /// List every miss and every extra
    #[arg(long)]
    errors: bool,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    settings: Settings,
}

pub(crate) fn run(args: EvalArgs, settings: Settings, output: OutputArgs) -> Result<ExitCode, String> {
    let (settings, _) = config::merge(args.settings.over(settings), output)?;
    let extractor = job::extractor(&settings)?;
    let reading = job::reading(&settings);
    let mut scores = Scores::default();
    let mut failed = 0;
    gold::each(&args.gold, args.texts.as_deref(), &reading, &mut |id, document, answers| {
        let result = document.and_then(|document| {
            let extraction = document.extract(&extractor)?;
            match answers {
                Answers::Sheet(sheet) => score::sheet(id, &extraction, &sheet, &mut scores),
                Answers::Spans(wanted, types) => {
                    spans::score(id, &extraction, &document.text, &wanted, &types, &mut scores);
                }
            }
            Ok(())
        });
        if let Err(problem) = result {
            failed += 1;
            say(&format!("{id}: {problem}"));
        }
    })?;
    if scores.documents == 0 && failed == 0 {
        return Err(format!("{}: no answers in it", args.gold.display()));
    }
    print(&if args.json { scores.json() } else { scores.table(args.errors) })?;
    Ok(ExitCode::from(u8::from(failed > 0)))
}
