//! `dateline rules [dates|people|…]`: the rule tables with their examples.

use std::fmt::Write;
use std::process::ExitCode;

use clap::Args;
use dateline::rules;

use crate::cli::sink::print;

#[derive(Debug, Args)]
pub(crate) struct RulesArgs {
    /// Only those of these modules (`dates`, `people`, `tagger`) or this name (`people/title-name`, as in a mention's `source`)
    names: Vec<String>,
}

pub(crate) fn run(args: &RulesArgs) -> Result<ExitCode, String> {
    let all = rules::all();
    let wanted = |rule: &rules::RuleDoc, name: &str| {
        let name = name.strip_prefix("rule:").unwrap_or(name);
        rule.module == name || rule.name == name
    };
    for name in &args.names {
        if !all.iter().any(|rule| wanted(rule, name)) {
            let mut modules: Vec<&str> = all.iter().map(|rule| rule.module).collect();
            modules.dedup();
            return Err(format!("no rules called `{name}`; there are those of {}", modules.join(", ")));
        }
    }
    let mut out = String::new();
    for rule in all.iter().filter(|rule| args.names.is_empty() || args.names.iter().any(|name| wanted(rule, name))) {
        describe(rule, &mut out);
    }
    print(&out)?;
    Ok(ExitCode::SUCCESS)
}

fn describe(rule: &rules::RuleDoc, out: &mut String) {
    // writing to a string cannot fail
    let _ = writeln!(out, "{}\n    {}", rule.name, rule.doc);
    if !rule.pattern.is_empty() {
        let _ = writeln!(out, "    pattern  {}", one_line(rule.pattern));
    }
    for (text, value) in &rule.yes {
        let value = if value.is_empty() { String::new() } else { format!("  ->  {value}") };
        let _ = writeln!(out, "    yes      {}{value}", one_line(text));
    }
    for text in &rule.no {
        let _ = writeln!(out, "    no       {}", one_line(text));
    }
    out.push('\n');
}

/// Line breaks in examples are part of them.
fn one_line(text: &str) -> String {
    text.replace('\n', "\\n")
}
