//! The language of `fixtures/**/*.facts`: one fact a line, `<what> <subject> | <key> <value> | …`.
//!
//! | what | subject | keys |
//! | --- | --- | --- |
//! | `issued` | the day of issue | `source` |
//! | `title` | the headline | |
//! | `dateline` | its text | |
//! | `issuer` | a name of the body that issued it | `country` |
//! | `credit` | a person's name | `kind` |
//! | `person` | the whole name | `given`, `family`, `prefix`, `suffix`, `alias`; `role` and behind it its `org`, `status`, `kind`, `country` |
//! | `organization` | its name, or a form in the text | `name`, `kind`, `country`, `acronym`, `ref`, `alias`, `parent` |
//! | `place` | its name, or a form in the text | `kind`, `country`, `within`, `ref`, `alias`, `form` |
//! | `date` | `<text> = <value>`, the value `none` if there is none | `type`, `bound`, `mod`, `quant`, `by`, `from`, `to` |
//! | `agreement` | its text or name | `kind`, `status`, `acronym`, `parties`, `signers`, `under`, `number`, `amount`, `date`, `place` |
//! | `count` | `people 3` | |
//! | `no person`, `no place` … | what must not be found | |
//!
//! Where a reader could write it either way, the ways stand in a row: `up to 15 years // 15 years`.
//! White space counts as one blank everywhere. Of several records with one subject one must have all that is asked.

use dateline::Extraction;
use serde_json::Value;

/// Why a fact does not hold.
pub(crate) enum Failure {
    /// The extraction says otherwise.
    Wrong(String),
    /// The line is no fact.
    Unreadable(String),
}

use Failure::{Unreadable, Wrong};

type Checked = Result<(), Failure>;

/// Whether a fact holds of an extraction.
pub(crate) fn check(extraction: &Extraction<'_>, line: &str) -> Checked {
    let json = serde_json::to_value(extraction).map_err(|e| Unreadable(e.to_string()))?;
    let mut parts = line.split(" | ").map(str::trim);
    let (what, subject) =
        parts.next().and_then(|p| p.split_once(' ')).ok_or_else(|| Unreadable("no subject".into()))?;
    let keys: Vec<(&str, &str)> = parts
        .map(|p| p.split_once(' ').ok_or_else(|| Unreadable(format!("no value for {p}"))))
        .collect::<Result<_, _>>()?;
    let world = World { json: &json };
    match what {
        "issued" => world.document("/document/date/value", subject).and_then(|()| match keys[..] {
            [] => Ok(()),
            [("source", source)] => world.document("/document/date/source", source),
            _ => Err(Unreadable("only source is known".into())),
        }),
        "title" => world.document("/document/title", subject),
        "dateline" => world.document("/document/dateline/text", subject),
        "issuer" => world.issuer(subject, &keys),
        "credit" => world.credit(subject, &keys),
        "count" => world.count(subject),
        "no" => world.absent(subject),
        _ => world.record(what, subject, &keys),
    }
}

struct World<'j> {
    json: &'j Value,
}

impl<'j> World<'j> {
    fn list(&self, name: &str) -> &'j [Value] {
        self.json[name].as_array().map_or(&[], Vec::as_slice)
    }

    fn document(&self, pointer: &str, expected: &str) -> Checked {
        let found = self.json.pointer(pointer).and_then(Value::as_str).unwrap_or("nothing");
        same(found, expected).then_some(()).ok_or_else(|| Wrong(format!("found {found}")))
    }

    fn issuer(&self, name: &str, keys: &[(&str, &str)]) -> Checked {
        let document = &self.json["document"];
        let known = self.names(&document["issuer"]).iter().any(|n| same(n, name));
        match keys {
            [] if known => Ok(()),
            [("country", country)] if known && document["country"].as_str() == Some(country) => Ok(()),
            [] | [("country", _)] => Err(Wrong(format!("issuer {} of {}", document["issuer"], document["country"]))),
            _ => Err(Unreadable("only country is known".into())),
        }
    }

    fn credit(&self, name: &str, keys: &[(&str, &str)]) -> Checked {
        let credits = self.json["document"]["credits"].as_array().map_or(&[][..], Vec::as_slice);
        let fits = |credit: &&Value| {
            self.names(&credit["person"]).iter().any(|n| same(n, name))
                && keys.iter().all(|(key, value)| credit[*key].as_str() == Some(value))
        };
        credits.iter().find(fits).map(|_| ()).ok_or_else(|| Wrong(format!("credits are {credits:?}")))
    }

    fn count(&self, subject: &str) -> Checked {
        let (list, number) = subject.split_once(' ').ok_or_else(|| Unreadable("no number".into()))?;
        let found = self.json[list].as_array().ok_or_else(|| Unreadable(format!("no list {list}")))?;
        let names: Vec<String> = found.iter().map(label).collect();
        if names.len().to_string() == number { Ok(()) } else { Err(Wrong(format!("found {}: {names:?}", names.len()))) }
    }

    fn absent(&self, subject: &str) -> Checked {
        let (what, form) = subject.split_once(' ').ok_or_else(|| Unreadable("no form".into()))?;
        let list = plural(what)?;
        match self.list(list).iter().find(|record| forms(record).any(|f| same(f, form))) {
            Some(record) => Err(Wrong(format!("found {}", label(record)))),
            None => Ok(()),
        }
    }

    fn record(&self, what: &str, subject: &str, keys: &[(&str, &str)]) -> Checked {
        let list = plural(what)?;
        let (subject, value) = match what {
            "date" => subject.rsplit_once(" = ").ok_or_else(|| Unreadable("a date needs = value".into()))?,
            _ => (subject, ""),
        };
        let named = |record: &&Value| match what {
            // A person goes by the whole name, so that one who is found by a part of it is no success.
            "person" => record["name"].as_str().is_some_and(|n| same(n, subject)),
            "date" => record["text"].as_str().is_some_and(|t| same(t, subject)),
            _ => forms(record).any(|f| same(f, subject)),
        };
        let named: Vec<&Value> = self.list(list).iter().filter(named).collect();
        if named.is_empty() {
            let all: Vec<String> = self.list(list).iter().map(label).collect();
            return Err(Wrong(format!("not found; {list}: {all:?}")));
        }
        let mut why = String::new();
        for record in named {
            if what == "date" && record["value"].as_str().unwrap_or("none") != value {
                why = format!("value is {}", record["value"]);
                continue;
            }
            match if what == "person" { self.person(record, keys) } else { self.keys(record, keys) } {
                Err(Wrong(w)) => why = w,
                other => return other,
            }
        }
        Err(Wrong(why))
    }

    /// A person's keys, then its roles, each with the keys behind it.
    fn person(&self, record: &Value, keys: &[(&str, &str)]) -> Checked {
        let first_role = keys.iter().position(|(key, _)| *key == "role").unwrap_or(keys.len());
        self.keys(record, &keys[..first_role])?;
        let held = || self.list("roles").iter().filter(|role| role["person"] == record["id"]);
        let mut rest = &keys[first_role..];
        while let Some(((_, title), behind)) = rest.split_first() {
            let next = behind.iter().position(|(key, _)| *key == "role").unwrap_or(behind.len());
            let mut why = None;
            let fits = held().filter(|role| role["title"].as_str().is_some_and(|t| same(t, title))).any(|role| {
                let checked = self.keys(role, &behind[..next]);
                let fits = checked.is_ok();
                why = checked.err().or(why.take());
                fits
            });
            if !fits {
                let titles: Vec<String> = held().map(|role| self.role(role)).collect();
                return Err(why.unwrap_or_else(|| Wrong(format!("no role {title}; has {titles:?}"))));
            }
            rest = &behind[next..];
        }
        Ok(())
    }

    fn role(&self, role: &Value) -> String {
        let body = self.names(&role["organization"]).into_iter().next().unwrap_or_default();
        format!("{} @ {body}", role["title"].as_str().unwrap_or_default())
    }

    fn keys(&self, record: &Value, keys: &[(&str, &str)]) -> Checked {
        for (key, expected) in keys {
            let field = match *key {
                "given" => "given_name",
                "family" => "family_name",
                "prefix" => "honorific_prefix",
                "suffix" => "honorific_suffix",
                "by" => "resolved_by",
                "org" => "organization",
                other => other,
            };
            let fits = match *key {
                "alias" => forms(record).any(|f| same(f, expected)),
                "form" => mentions(record).any(|m| m["form"].as_str() == Some(expected)),
                "org" | "within" | "under" | "place" | "parent" => self.is(&record[field], expected),
                "date" => self.is(&record[field], expected),
                "parties" | "signers" => self.are(&record[field], expected),
                _ if *expected == "none" => record[field].is_null(),
                _ => record[field].as_str().is_some_and(|v| same(v, expected)),
            };
            if !fits {
                let found = match &record[field] {
                    Value::Array(ids) => ids.iter().map(|id| self.names(id).join("/")).collect::<Vec<_>>().join("; "),
                    other => format!("{other} {:?}", self.names(other)),
                };
                return Err(Wrong(format!("{key} is {found}, forms {:?}", forms(record).collect::<Vec<_>>())));
            }
        }
        Ok(())
    }

    fn is(&self, id: &Value, expected: &str) -> bool {
        match expected {
            "none" => id.is_null(),
            _ => id.as_str() == Some(expected) || self.names(id).iter().any(|n| same(n, expected)),
        }
    }

    fn are(&self, ids: &Value, expected: &str) -> bool {
        let ids = ids.as_array().map_or(&[][..], Vec::as_slice);
        let expected: Vec<&str> = expected.split(';').map(str::trim).filter(|e| *e != "none").collect();
        ids.len() == expected.len() && expected.iter().all(|name| ids.iter().any(|id| self.is(id, name)))
    }

    /// All names of the record of an id.
    fn names(&self, id: &Value) -> Vec<&'j str> {
        const LISTS: [&str; 5] = ["people", "organizations", "places", "dates", "agreements"];
        let all = LISTS.iter().flat_map(|list| self.list(list));
        all.filter(|record| record["id"] == *id).flat_map(forms).collect()
    }
}

fn plural(what: &str) -> Result<&'static str, Failure> {
    Ok(match what {
        "person" => "people",
        "organization" => "organizations",
        "place" => "places",
        "date" => "dates",
        "agreement" => "agreements",
        _ => return Err(Unreadable(format!("{what} is no kind of fact"))),
    })
}

fn mentions(record: &Value) -> impl Iterator<Item = &Value> {
    record["mentions"].as_array().map_or(&[][..], Vec::as_slice).iter()
}

/// All forms of a record's name.
fn forms(record: &Value) -> impl Iterator<Item = &str> {
    let own = ["name", "text", "acronym"].into_iter().filter_map(|field| record[field].as_str());
    own.chain(mentions(record).filter_map(|m| m["text"].as_str()))
}

fn label(record: &Value) -> String {
    let name = record["name"].as_str().or(record["text"].as_str()).or(record["title"].as_str()).unwrap_or("?");
    match record["value"].as_str() {
        Some(value) => format!("{name} = {value}"),
        None => name.to_owned(),
    }
}

/// Whether a found text is what a fact expects, or one of the ways to write it.
fn same(found: &str, expected: &str) -> bool {
    expected.split(" // ").any(|way| found.split_whitespace().eq(way.split_whitespace()))
}
