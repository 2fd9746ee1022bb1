//! One page that a person can read, without anything from elsewhere: each text with its mentions marked, and tables.
//!
//! Documents are written by several workers, so the list of contents comes last in the file and is shown first.

use std::fmt::Write;

use dateline::Extraction;
use dateline::extraction::{Agreement, EntityId, Mention, Role};
use serde::Serialize;

use super::Form;

pub(super) struct Page;

const HEAD: &str = concat!(
    "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n",
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
    "<title>Releases read by dateline</title>\n<style>\n",
    include_str!("page.css"),
    "</style>\n</head>\n<body>\n<main>\n"
);

impl Form for Page {
    fn ending(&self) -> &'static str {
        ".html"
    }

    fn begin(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(HEAD.as_bytes());
    }

    fn document(&self, extraction: Extraction<'_>, text: &str, out: &mut Vec<u8>, contents: &mut Vec<u8>) {
        let page = Writer { x: &extraction, text, anchor: anchor(&extraction) };
        out.extend_from_slice(page.article().as_bytes());
        let entry = format!("<li><a href=\"#{}\">{}</a></li>\n", page.anchor, escape(page.title()));
        contents.extend_from_slice(entry.as_bytes());
    }

    fn end(&self, contents: &[u8], out: &mut Vec<u8>) {
        out.extend_from_slice(b"</main>\n");
        if memchr::memchr_iter(b'\n', contents).count() > 1 {
            out.extend_from_slice(b"<nav class=\"contents\">\n<h1>Releases</h1>\n<ol>\n");
            out.extend_from_slice(contents);
            out.extend_from_slice(b"</ol>\n</nav>\n");
        }
        let foot = concat!("<footer>dateline ", env!("CARGO_PKG_VERSION"), "</footer>\n</body>\n</html>\n");
        out.extend_from_slice(foot.as_bytes());
    }
}

/// A name for links that depends on the document alone.
fn anchor(extraction: &Extraction<'_>) -> String {
    let id = extraction.document.id.as_deref().unwrap_or("");
    let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    format!("d{hash:016x}")
}

/// The text with everything escaped that means something in HTML.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

/// A piece of the text; many empty lines are shown as one.
fn reading(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut ends = 0;
    for line in text.split_inclusive('\n') {
        let blank = line.trim().is_empty() && line.ends_with('\n');
        ends = if blank { ends + 1 } else { 0 };
        if ends < 3 {
            out.push_str(&escape(line));
        }
    }
    out
}

/// An enumeration in words: `military_unit` as "military unit".
fn word(value: impl Serialize) -> String {
    let name = serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned));
    name.unwrap_or_default().replace('_', " ")
}

/// A mention with its list and what it names.
type Marked<'x> = (&'x Mention<'x>, &'static str, &'x str);

struct Writer<'x> {
    x: &'x Extraction<'x>,
    text: &'x str,
    anchor: String,
}

impl<'x> Writer<'x> {
    fn title(&self) -> &str {
        let document = &self.x.document;
        document.title.as_deref().or(document.id.as_deref()).unwrap_or("Release")
    }

    fn article(&self) -> String {
        let mut out = format!("<article id=\"{}\">\n<h2>{}</h2>\n", self.anchor, escape(self.title()));
        let _ = writeln!(out, "<p class=\"about\">{}</p>", self.about());
        for warning in &self.x.document.warnings {
            let _ = writeln!(out, "<p class=\"warning\">{}</p>", escape(warning));
        }
        let _ = write!(out, "<div class=\"two\">\n<div class=\"text\">{}</div>\n<div>\n", self.marked_text());
        self.tables(&mut out);
        out.push_str("</div>\n</div>\n</article>\n");
        out
    }

    /// Id, date, dateline and issuer in one line.
    fn about(&self) -> String {
        let document = &self.x.document;
        let issuer = document.issuer.and_then(|id| self.x.organization(id)).map(|o| o.name.to_string());
        let date = document.date.as_ref().map(|d| d.value.clone());
        let dateline = document.dateline.as_ref().map(|d| d.text.to_string());
        let parts = [document.id.as_deref().map(str::to_owned), date, dateline, issuer];
        parts.into_iter().flatten().map(|part| escape(&part)).collect::<Vec<_>>().join(" · ")
    }

    fn mentions(&self) -> Vec<Marked<'x>> {
        let x = self.x;
        let mut all: Vec<Marked<'x>> = Vec::new();
        let mut add = |list, name: &'x str, mentions: &'x [Mention<'x>]| {
            all.extend(mentions.iter().map(|mention| (mention, list, name)));
        };
        x.people.iter().for_each(|e| add("people", &e.name, &e.mentions));
        x.roles.iter().for_each(|e| add("roles", &e.title, &e.mentions));
        x.organizations.iter().for_each(|e| add("organizations", &e.name, &e.mentions));
        x.places.iter().for_each(|e| add("places", &e.name, &e.mentions));
        x.dates.iter().for_each(|e| add("dates", e.value.as_deref().unwrap_or("no value"), &e.mentions));
        x.agreements.iter().for_each(|e| add("agreements", &e.text, &e.mentions));
        // the outer one first; the same span of two lists stays in the order of the lists
        all.sort_by_key(|(m, ..)| (m.start, std::cmp::Reverse(m.end)));
        all.dedup_by_key(|(m, list, _)| (m.start, m.end, *list));
        all
    }

    fn marked_text(&self) -> String {
        let mut out = String::with_capacity(self.text.len() * 2);
        let mut open: Vec<usize> = Vec::new();
        let mut at = 0;
        for (mention, list, name) in self.mentions() {
            while let Some(end) = open.pop_if(|end| *end <= mention.start) {
                self.close(&mut out, &mut at, end);
            }
            // one that would cross has no place in markup; extraction gives none
            if open.last().is_some_and(|end| mention.end > *end) || mention.start < at {
                continue;
            }
            out.push_str(&reading(&self.text[at..mention.start]));
            at = mention.start;
            let _ = write!(out, "<mark class=\"{list}\" title=\"{}\">", escape(name));
            open.push(mention.end);
        }
        while let Some(end) = open.pop() {
            self.close(&mut out, &mut at, end);
        }
        out.push_str(&reading(self.text[at..].trim_end()));
        out
    }

    fn close(&self, out: &mut String, at: &mut usize, end: usize) {
        out.push_str(&reading(&self.text[*at..end]));
        out.push_str("</mark>");
        *at = end;
    }

    fn tables(&self, out: &mut String) {
        let x = self.x;
        let country = |c: Option<dateline::extraction::Country>| c.map(|c| c.to_string()).unwrap_or_default();
        let people = x.people.iter().map(|p| {
            let roles = x.roles.iter().filter(|r| r.person == Some(p.id)).map(|r| self.role(r));
            vec![p.name.to_string(), roles.collect::<Vec<_>>().join("; ")]
        });
        table(out, "people", "People", &["Name", "Roles"], people.collect());
        let nobody = x.roles.iter().filter(|r| r.person.is_none()).map(|r| vec![self.role(r)]);
        table(out, "roles", "Roles without a name", &["Role"], nobody.collect());
        let organizations = x.organizations.iter().map(|o| {
            let acronym = o.acronym.as_ref().filter(|a| **a != o.name).map(|a| format!(" ({a})")).unwrap_or_default();
            vec![format!("{}{acronym}", o.name), word(o.kind), country(o.country)]
        });
        table(out, "organizations", "Organizations", &["Name", "Kind", "Country"], organizations.collect());
        let places = x.places.iter().map(|l| vec![l.name.to_string(), word(l.kind), country(l.country)]);
        table(out, "places", "Places", &["Name", "Kind", "Country"], places.collect());
        let dates = x.dates.iter().map(|d| {
            let bound = d.bound.map(|b| format!("{} ", word(b))).unwrap_or_default();
            vec![format!("{bound}{}", d.text), d.value.as_deref().unwrap_or("").to_owned(), word(d.kind)]
        });
        table(out, "dates", "Dates", &["Text", "Value", "Type"], dates.collect());
        let agreements = x.agreements.iter().map(|a| self.agreement(a));
        table(out, "agreements", "Agreements", &["Text", "Status", "Parties", "Signed by"], agreements.collect());
        let lists =
            [x.people.len(), x.organizations.len(), x.places.len(), x.dates.len(), x.agreements.len(), x.roles.len()];
        if lists.iter().all(|n| *n == 0) {
            out.push_str("<p class=\"none\">Nothing was found in this text.</p>\n");
        }
    }

    fn role(&self, role: &Role<'_>) -> String {
        let status = role.status.map(|s| format!("{} ", word(s))).unwrap_or_default();
        let body = role.organization.and_then(|id| self.x.organization(id)).map(|o| format!(", {}", o.name));
        format!("{status}{}{}", role.title, body.unwrap_or_default())
    }

    fn agreement(&self, a: &Agreement<'_>) -> Vec<String> {
        let person = |id| self.x.person(id).map(|p| p.name.to_string());
        let parties = a.parties.iter().filter_map(|id| match *id {
            EntityId::Person(id) => person(id),
            EntityId::Organization(id) => self.x.organization(id).map(|o| o.name.to_string()),
            EntityId::Place(id) => self.x.place(id).map(|l| l.name.to_string()),
        });
        let signers = a.signers.iter().filter_map(|id| person(*id));
        let text = a.name.as_deref().unwrap_or(&a.text).to_owned();
        vec![text, word(a.status), parties.collect::<Vec<_>>().join(", "), signers.collect::<Vec<_>>().join(", ")]
    }
}

fn table(out: &mut String, list: &str, title: &str, columns: &[&str], rows: Vec<Vec<String>>) {
    if rows.is_empty() {
        return;
    }
    let _ = write!(out, "<h3><span class=\"{list}\">{title}</span></h3>\n<table>\n<tr>");
    for column in columns {
        let _ = write!(out, "<th>{column}</th>");
    }
    out.push_str("</tr>\n");
    for row in rows {
        out.push_str("<tr>");
        for cell in row {
            let _ = write!(out, "<td>{}</td>", escape(&cell));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table>\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline::Extractor;

    #[test]
    fn markup_in_a_text_stays_text() {
        let extractor = Extractor::new();
        let text = "<script>alert('x')</script> & \"Kyiv\"";
        let mut out = Vec::new();
        Page.document(extractor.extract(text), text, &mut out, &mut Vec::new());
        let page = String::from_utf8(out).unwrap();
        assert!(
            !page.contains("<script") && page.contains("&lt;script&gt;") && page.contains("&amp; &quot;"),
            "{page}"
        );
    }

    #[test]
    fn marks_nest_and_never_cross() {
        let extractor = Extractor::new();
        let text = "abcdefgh";
        let mention = |start: usize, end: usize| Mention {
            text: text[start..end].into(),
            start,
            end,
            form: None,
            source: "rule:x/y".into(),
            why: Vec::new(),
        };
        let mut x = extractor.extract(text);
        x.agreements.push(serde_json::from_value(serde_json::json!({
            "id": "a1", "text": "a", "kind": "act", "status": "mentioned", "parties": [], "signers": [], "mentions": []
        })).unwrap());
        x.agreements[0].mentions = vec![mention(0, 5), mention(1, 2), mention(4, 7), mention(5, 6)];
        let marked = Writer { x: &x, text, anchor: String::new() }.marked_text();
        let plain = marked.replace(" class=\"agreements\" title=\"a\"", "");
        assert_eq!(plain, "<mark>a<mark>b</mark>cde</mark><mark>f</mark>gh");
    }
}
