//! A document as it was read, on its way into the extractor.

use std::borrow::Cow;
use std::io::{BufRead, Read};

use dateline::extraction::{DateSource, Extraction};
use dateline::{Extractor, Input};
use jiff::civil::Date;
use serde_json::{Map, Value};

use super::args::{Encoding, InputFormat};
use super::encoding::decode;
use super::record::{self, Fields};
use super::report::Message;
use super::source::{Source, describe};
use super::{html, size_text};

/// How bytes become documents.
#[derive(Debug, Clone)]
pub(crate) struct Reading {
    pub(crate) fields: Fields,
    pub(crate) encoding: Option<Encoding>,
    pub(crate) max_bytes: u64,
}

/// A document with what is known of it from outside.
#[derive(Debug, Default)]
pub(crate) struct Document<'b> {
    pub(crate) text: Cow<'b, str>,
    pub(crate) id: Option<String>,
    date: Option<(Date, DateSource)>,
    /// For `document.warnings`; how it was read is said on standard error too.
    pub(crate) warnings: Vec<String>,
    kept: Map<String, Value>,
    /// The text was made from markup, so offsets mean nothing without it.
    pub(crate) made: bool,
}

impl Reading {
    /// Reads one whole document into `buffer`.
    pub(crate) fn fill(&self, reader: &mut dyn BufRead, buffer: &mut Vec<u8>) -> Result<(), String> {
        reader.take(self.max_bytes + 1).read_to_end(buffer).map_err(|e| describe(&e))?;
        if buffer.len() as u64 > self.max_bytes { Err(self.too_big()) } else { Ok(()) }
    }

    fn too_big(&self) -> String {
        format!("over --max-bytes ({})", size_text(self.max_bytes))
    }

    /// The document that a file or standard input is.
    pub(crate) fn whole<'b>(
        &self,
        source: &Source,
        kind: InputFormat,
        bytes: &'b [u8],
    ) -> Result<Document<'b>, Message> {
        let is_html = kind == InputFormat::Html;
        let declared = if is_html { html::declared_encoding(bytes) } else { None };
        let decoded =
            decode(bytes, self.encoding, declared).map_err(|problem| Message::error(source.shown(), problem))?;
        let text = if is_html { Cow::Owned(html::to_text(&decoded.text)) } else { decoded.text };
        self.checked(&text).map_err(|problem| Message::error(source.shown(), problem))?;
        let date = record::day_in_name(source.file_name()).map(|date| (date, DateSource::FileName));
        let warnings = decoded.warning.into_iter().collect();
        Ok(Document { text, id: source.id.clone(), date, warnings, made: is_html, kept: Map::new() })
    }

    /// The document that a line of JSON Lines is.
    pub(crate) fn line<'b>(&self, source: &Source, number: usize, line: &'b [u8]) -> Result<Document<'b>, Message> {
        self.record(source, number, line).map_err(|problem| Message::error(place(source, number), problem))
    }

    fn record<'b>(&self, source: &Source, number: usize, line: &'b [u8]) -> Result<Document<'b>, String> {
        if line.len() as u64 > self.max_bytes {
            return Err(self.too_big());
        }
        let decoded = decode(line, self.encoding, None)?;
        let mut warnings: Vec<String> = decoded.warning.into_iter().collect();
        let record = match decoded.text {
            Cow::Borrowed(line) => record::parse(line, &self.fields)?,
            Cow::Owned(line) => record::parse(&line, &self.fields)?.into_owned(),
        };
        let date = record.date.as_ref().map_or(Ok(None), record::day).unwrap_or_else(|problem| {
            warnings.push(problem);
            None
        });
        let text = record.text.unwrap_or_default();
        if memchr::memchr(0, text.as_bytes()).is_some() {
            return Err("a NUL character in the text".to_owned());
        }
        let stem = source.id.as_deref().unwrap_or("stdin");
        Ok(Document {
            text,
            id: Some(record.id.unwrap_or_else(|| format!("{stem}:{number}"))),
            date: date.map(|date| (date, DateSource::Record)),
            warnings,
            kept: record.kept,
            made: false,
        })
    }

    /// What a line says that was too long to be kept.
    pub(crate) fn too_long(&self, source: &Source, number: usize) -> Message {
        Message::error(place(source, number), self.too_big())
    }

    /// Decoding can make a text longer than its bytes; offsets are 32 bits wide.
    fn checked(&self, text: &str) -> Result<(), String> {
        if text.len() as u64 > u64::from(u32::MAX) { Err(self.too_big()) } else { Ok(()) }
    }
}

/// `file:line`
pub(crate) fn place(source: &Source, number: usize) -> String {
    format!("{}:{number}", source.shown())
}

impl Document<'_> {
    /// What it says.
    ///
    /// A panic of the extractor would be a bug; it must not take the other documents of a batch with it.
    pub(crate) fn extract<'d>(&'d self, extractor: &'d Extractor) -> Result<Extraction<'d>, String> {
        let input = Input { text: &self.text, id: self.id.as_deref(), date: self.date };
        let run = std::panic::AssertUnwindSafe(|| extractor.extract_input(&input));
        let mut extraction =
            std::panic::catch_unwind(run).map_err(|_| "the extractor failed: this is a bug".to_owned())?;
        extraction.document.warnings.extend(self.warnings.iter().map(|w| Cow::Borrowed(w.as_str())));
        extraction.document.kept.clone_from(&self.kept);
        if self.made {
            extraction.document.text = Some(Cow::Borrowed(&self.text));
        }
        Ok(extraction)
    }
}
