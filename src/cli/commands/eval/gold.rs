//! Answers and the texts that they belong to.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use serde_json::Value;

use crate::cli::args::InputFormat;
use crate::cli::document::{Document, Reading};
use crate::cli::source::{Inputs, Source, describe};

/// What should have been found.
pub(crate) enum Answers {
    /// Entities, roles, dates and agreements.
    Sheet(Value),
    /// Marks in the text, and the types that any of the documents has: a document without dates says something too.
    Spans(Vec<Value>, Rc<BTreeSet<String>>),
}

/// Takes a document's id, the document or why there is none, and its answers.
type Visit<'v> = &'v mut dyn FnMut(&str, Result<Document<'_>, String>, Answers);

/// Calls `visit` with each document's id, the document or why there is none, and its answers.
pub(crate) fn each(gold: &Path, texts: Option<&Path>, reading: &Reading, visit: Visit<'_>) -> Result<(), String> {
    if gold.is_dir() {
        return folder(gold, texts, reading, visit);
    }
    let mut documents = Vec::new();
    let mut types = BTreeSet::new();
    for (source, number, line) in lines(gold)? {
        let place = format!("{}:{number}", gold.display());
        let mut value: Value = serde_json::from_str(&line).map_err(|e| format!("{place}: broken JSON: {e}"))?;
        let Some(Value::Array(spans)) = value.get_mut("spans").map(Value::take) else {
            return Err(format!("{place}: no list `spans`"));
        };
        types.extend(spans.iter().filter_map(|span| span.get("type")?.as_str()).map(str::to_owned));
        let id = value.get(&reading.fields.id).and_then(Value::as_str).unwrap_or(&place).to_owned();
        documents.push((id, source, number, line, spans));
    }
    let types = Rc::new(types);
    for (id, source, number, line, spans) in documents {
        let document = reading.line(&source, number, line.as_bytes()).map_err(|message| message.text);
        visit(&id, document, Answers::Spans(spans, Rc::clone(&types)));
    }
    Ok(())
}

fn folder(gold: &Path, texts: Option<&Path>, reading: &Reading, visit: Visit<'_>) -> Result<(), String> {
    let said = |path: &Path, error: &std::io::Error| format!("{}: {}", path.display(), describe(error));
    let mut sheets: Vec<PathBuf> = fs::read_dir(gold)
        .map_err(|e| said(gold, &e))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .collect();
    sheets.sort();
    let records = match texts {
        Some(path) if !path.is_dir() => Some(records(path, reading)?),
        _ => None,
    };
    for sheet in sheets {
        let id = sheet.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let json = fs::read_to_string(&sheet).map_err(|e| said(&sheet, &e))?;
        let value: Value = serde_json::from_str(&json).map_err(|e| format!("{}: broken JSON: {e}", sheet.display()))?;
        if let Some(records) = &records {
            let document = match records.get(&id) {
                Some((source, number, line)) => {
                    reading.line(source, *number, line.as_bytes()).map_err(|message| message.text)
                }
                None => Err("no text of this id".to_owned()),
            };
            visit(&id, document, Answers::Sheet(value));
            continue;
        }
        match text_of(&id, texts.unwrap_or(gold)) {
            Some(source) => {
                let mut bytes = Vec::new();
                let opened = source.open().map_err(|e| describe(&e)).and_then(|(mut reader, kind)| {
                    reading.fill(&mut *reader, &mut bytes)?;
                    Ok(kind)
                });
                let document =
                    opened.and_then(|kind| reading.whole(&source, kind, &bytes).map_err(|message| message.text));
                visit(&id, document, Answers::Sheet(value));
            }
            None => visit(&id, Err("no text of this name".to_owned()), Answers::Sheet(value)),
        }
    }
    Ok(())
}

/// `a.txt` for `a.json`, and for `a.txt.json` too.
fn text_of(id: &str, folder: &Path) -> Option<Source> {
    let names = ["", ".txt", ".text", ".md", ".html", ".htm", ".txt.gz"];
    let path = names.iter().map(|ending| folder.join(format!("{id}{ending}"))).find(|path| path.is_file())?;
    Inputs::new(&[path], InputFormat::Auto).single()
}

type Line = (Source, usize, String);

fn records(path: &Path, reading: &Reading) -> Result<HashMap<String, Line>, String> {
    let mut found = HashMap::new();
    for (source, number, line) in lines(path)? {
        let document = reading.line(&source, number, line.as_bytes()).map_err(|message| message.to_string())?;
        if let Some(id) = document.id {
            found.insert(id, (source, number, line));
        }
    }
    Ok(found)
}

/// The lines that are not empty, with their numbers.
fn lines(path: &Path) -> Result<Vec<Line>, String> {
    let said = |error: std::io::Error| format!("{}: {}", path.display(), describe(&error));
    let source = Inputs::new(&[path.to_owned()], InputFormat::Jsonl).single();
    let source = source.ok_or_else(|| format!("{}: a folder", path.display()))?;
    let (mut reader, _) = source.open().map_err(said)?;
    let mut text = String::new();
    std::io::Read::read_to_string(&mut reader, &mut text).map_err(said)?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    Ok(lines.map(|(n, line)| (source.clone(), n + 1, Cow::from(line).into_owned())).collect())
}
