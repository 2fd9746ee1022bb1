//! CSV (RFC 4180): one line a mention, for spreadsheets.

use std::io::Write;

use dateline::Extraction;
use dateline::extraction::{Mention, Offsets};
use serde::Serialize;

use super::Form;

const COLUMNS: &str = "document,list,id,name,kind,value,country,ref,text,start,end,source";

pub(super) struct Csv {
    pub(super) offsets: Offsets,
}

/// What all mentions of one entity share.
#[derive(Default)]
struct Entity<'e> {
    list: &'e str,
    id: String,
    name: &'e str,
    kind: String,
    value: &'e str,
    country: String,
    reference: &'e str,
}

impl Form for Csv {
    fn ending(&self) -> &'static str {
        ".csv"
    }

    fn begin(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(COLUMNS.as_bytes());
        out.extend_from_slice(b"\r\n");
    }

    fn document(&self, extraction: Extraction<'_>, text: &str, out: &mut Vec<u8>, _contents: &mut Vec<u8>) {
        let x = extraction.with_offsets(text, self.offsets);
        let document = x.document.id.as_deref().unwrap_or("");
        let mut rows = |entity: &Entity<'_>, mentions: &[Mention<'_>]| {
            for mention in mentions {
                row(out, document, entity, mention);
            }
        };
        let country = |code: Option<dateline::extraction::Country>| code.map(|c| c.to_string()).unwrap_or_default();
        for p in &x.people {
            rows(&Entity { list: "people", id: p.id.to_string(), name: &p.name, ..Entity::default() }, &p.mentions);
        }
        for r in &x.roles {
            // the person is what a reader of the line asks for
            let person = r.person.and_then(|id| x.person(id)).map_or("", |p| &*p.name);
            let (id, kind) = (r.id.to_string(), word(&r.kind));
            let entity = Entity {
                list: "roles",
                id,
                name: &r.title,
                kind,
                value: person,
                country: country(r.country),
                reference: "",
            };
            rows(&entity, &r.mentions);
        }
        for o in &x.organizations {
            let (id, kind, country) = (o.id.to_string(), word(&o.kind), country(o.country));
            let reference = o.reference.as_deref().unwrap_or("");
            rows(
                &Entity { list: "organizations", id, name: &o.name, kind, value: "", country, reference },
                &o.mentions,
            );
        }
        for l in &x.places {
            let (id, kind, country) = (l.id.to_string(), word(&l.kind), country(l.country));
            let reference = l.reference.as_deref().unwrap_or("");
            rows(&Entity { list: "places", id, name: &l.name, kind, value: "", country, reference }, &l.mentions);
        }
        for d in &x.dates {
            let (id, kind) = (d.id.to_string(), word(&d.kind));
            let value = d.value.as_deref().unwrap_or("");
            rows(&Entity { list: "dates", id, name: &d.text, kind, value, ..Entity::default() }, &d.mentions);
        }
        for a in &x.agreements {
            let (id, kind) = (a.id.to_string(), word(&a.kind));
            let (name, reference) = (a.name.as_deref().unwrap_or(&a.text), a.reference.as_deref().unwrap_or(""));
            rows(&Entity { list: "agreements", id, name, kind, reference, ..Entity::default() }, &a.mentions);
        }
    }
}

fn row(out: &mut Vec<u8>, document: &str, entity: &Entity<'_>, mention: &Mention<'_>) {
    let before =
        [document, entity.list, &entity.id, entity.name, &entity.kind, entity.value, &entity.country, entity.reference];
    for value in before {
        cell(out, value);
        out.push(b',');
    }
    cell(out, &mention.text);
    // writing to memory cannot fail
    let _ = write!(out, ",{},{},", mention.start, mention.end);
    cell(out, &mention.source);
    out.extend_from_slice(b"\r\n");
}

/// An enumeration as JSON writes it.
fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A cell: quoted where it must be; what a spreadsheet would run as a formula is kept from that by an apostrophe.
fn cell(out: &mut Vec<u8>, value: &str) {
    let formula = value.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if !formula && !value.contains([',', '"', '\n', '\r']) {
        out.extend_from_slice(value.as_bytes());
        return;
    }
    out.push(b'"');
    if formula {
        out.push(b'\'');
    }
    out.extend_from_slice(value.replace('"', "\"\"").as_bytes());
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        for (value, written) in
            [("a b", "a b"), ("a,b", "\"a,b\""), ("\"a\"\nb", "\"\"\"a\"\"\nb\""), ("=1+1", "\"'=1+1\"")]
        {
            let mut out = Vec::new();
            cell(&mut out, value);
            assert_eq!(String::from_utf8(out).unwrap(), written);
        }
    }
}
