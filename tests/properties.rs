//! What holds of every text, whatever it says.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::sync::LazyLock;
use std::thread;

use common::{Fixture, fixtures};
use dateline::extraction::{Mention, Offsets};
use dateline::{Extraction, Extractor};
use proptest::prelude::*;
use serde_json::Value;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::new);
static FIXTURES: LazyLock<Vec<Fixture>> = LazyLock::new(fixtures);
static WORDS: LazyLock<Vec<&str>> =
    LazyLock::new(|| FIXTURES.iter().flat_map(|f| f.text.split_inclusive(char::is_whitespace)).collect());

/// What may stand between two pieces.
const JOINTS: &[&str] = &[
    "", " ", "  ", "\n", "\n\n", "\r\n", "\u{a0}", " — ", ", ", ". ", "-", "’s ", "“", "”", "(", ")", "|", "/",
    "\u{301}", "\u{200d}", "\u{feff}", "🛰", "\u{202e}", "\0", "İ", "ﬁ", "ß", "₂", "年", "12", "$",
];

/// Pieces of one to eight words out of the fixtures, in any order, with anything between them.
fn shuffled() -> impl Strategy<Value = String> {
    let piece = (0..WORDS.len(), 1..9usize, prop::sample::select(JOINTS));
    prop::collection::vec(piece, 0..60).prop_map(|pieces| {
        let mut text = String::new();
        for (from, count, joint) in pieces {
            text.extend(WORDS.iter().skip(from).take(count).copied());
            text.push_str(joint);
        }
        text
    })
}

/// Up to 300 characters of any sort, or more of the sort that releases have.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof!["(?s).{0,300}", "[A-Za-z0-9 .,;:’'\"()/\n–—$%-]{0,600}", shuffled()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    /// Every mention is where it says, every id leads somewhere, every list is in order, and nothing panics.
    #[test]
    fn any_text_is_a_valid_release(text in any_text()) {
        let extraction = EXTRACTOR.extract(&text);
        check_mentions(&text, &extraction);
        check_references(&extraction);
        check_order(&extraction);
        check_dates(&extraction);
    }

    /// What is written reads back as the same.
    #[test]
    fn json_reads_back(text in shuffled()) {
        let extraction = EXTRACTOR.extract(&text);
        let json = serde_json::to_string(&extraction).unwrap();
        let back: Extraction<'_> = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&back, &extraction);
        prop_assert_eq!(extraction.into_owned(), back);
    }

    /// Offsets in other units cut the same pieces.
    #[test]
    fn other_offsets_cut_alike(text in any_text()) {
        let chars: Vec<char> = text.chars().collect();
        for_mentions(&EXTRACTOR.extract(&text).with_offsets(&text, Offsets::Char), |m| {
            assert_eq!(chars[m.start..m.end].iter().collect::<String>(), m.text);
        });
        let units: Vec<u16> = text.encode_utf16().collect();
        for_mentions(&EXTRACTOR.extract(&text).with_offsets(&text, Offsets::Utf16), |m| {
            assert_eq!(String::from_utf16(&units[m.start..m.end]).unwrap(), m.text);
        });
    }
}

/// The width of the lines says nothing.
#[test]
fn lines_of_any_width_say_the_same() {
    all_alike(
        (60..128)
            .step_by(6)
            .flat_map(|width| FIXTURES.iter().map(move |f| (f, width)))
            .map(|(fixture, width)| (format!("{} at {width}", fixture.id), &*fixture.text, wrap(&fixture.text, width))),
    );
}

/// How words are parted says nothing.
#[test]
fn blanks_of_any_kind_say_the_same() {
    all_alike(FIXTURES.iter().flat_map(|fixture| {
        let text = &*fixture.text;
        // Double blanks in lines of a fixed width make the lines' ends look meant.
        let wrapped = text.lines().all(|line| line.chars().count() <= 80);
        let mut others = vec![("line ends of Windows", text.replace('\n', "\r\n")), ("no-break spaces", typeset(text))];
        others.extend((!wrapped).then(|| ("double blanks", text.replace(' ', "  "))));
        others.into_iter().map(move |(name, other)| (format!("{} with {name}", fixture.id), text, other))
    }));
}

/// What a reader would enter of the agreements: all but offsets and words as written.
fn agreements(text: &str) -> Vec<Value> {
    let extraction = EXTRACTOR.extract(text);
    let json = serde_json::to_value(&extraction).unwrap();
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = |id: &Value| {
        let lists = ["people", "organizations", "places"];
        let mut all = lists.iter().flat_map(|list| json[*list].as_array().unwrap());
        all.find(|e| e["id"] == *id).map_or(Value::Null, |e| e["name"].clone())
    };
    let names = |list: &Value| list.as_array().unwrap().iter().map(name).collect::<Vec<_>>();
    let entry = |a: &Value| {
        let name = a["name"].as_str().map(line);
        serde_json::json!([name, a["kind"], a["status"], names(&a["parties"]), names(&a["signers"]), a["number"]])
    };
    json["agreements"].as_array().unwrap().iter().map(entry).collect()
}

const SIGNING: &str = "NAIROBI, Kenya (March 14, 2023) — Kenya and Uganda signed the Framework Agreement on Harbour Safety \
    on Tuesday. It rests on the U.S.-Kenya Umbrella Agreement, which isn't new. Under the terms of the settlement \
    agreement, Harbour Shipping Corporation will pay a fine.";

/// A hyphen at a line's end, and what markup leaves behind, change nothing in the agreements.
#[test]
fn damage_of_the_lines_leaves_the_agreements_alone() {
    let whole = agreements(SIGNING);
    assert_eq!(whole.len(), 3, "{whole:?}");
    for width in [48, 60, 72] {
        assert_eq!(agreements(&wrap(SIGNING, width)), whole, "at {width}");
        assert_eq!(agreements(&wrap(SIGNING, width).replace('\n', "\r\n")), whole, "at {width}");
    }
    for (from, to) in [
        ("Framework Agreement on Harbour", "Frame-\nwork Agreement on Harbour"),
        ("Umbrella Agreement", "Umbrella Agree-\nment"),
        ("Framework Agreement on", "Framework  Agreement  on"),
        ("Harbour Safety", "Harbour\u{a0}Safety"),
        ("settlement agreement", "settle-\nment agreement"),
        ("Harbour Safety", "Harbour&nbsp;Safety"),
        ("Harbour Safety", "<b>Harbour</b> Safety"),
        ("Umbrella Agreement", "<a href=\"https://x.example/y\">Umbrella Agreement</a>"),
    ] {
        assert!(SIGNING.contains(from), "{from}");
        let other = agreements(&SIGNING.replace(from, to));
        assert_eq!(without_hyphens(&other), without_hyphens(&whole), "{to:?}");
    }
}

/// What markup leaves in a text says nothing: blanks and marks as references, tags around words. Days, the dateline and
/// the day of issue are compared; names that are found again by their letters may miss one with a tag inside.
#[test]
fn leftovers_of_markup_say_nothing() {
    for fixture in FIXTURES.iter().filter(|f| !f.text.contains(['<', '&'])) {
        let text = &*fixture.text;
        // a dash inside a range of days is looked at by its letter
        let marks = text.replace('’', "&rsquo;").replace(" – ", " &ndash; ").replace(" — ", " &mdash; ");
        let whole = days(text);
        for (what, other) in [
            ("references for marks", marks),
            ("references for blanks", every(text, 7, "&nbsp;", "")),
            ("tags around words", every(text, 5, " <b>", "</b>")),
        ] {
            assert_eq!(days(&other), whole, "{} with {what}", fixture.id);
        }
    }
}

/// The dateline, the day of issue and all days of a text, leftovers taken out.
fn days(text: &str) -> Vec<String> {
    let json = serde_json::to_value(EXTRACTOR.extract(text)).unwrap();
    let line = |v: &Value| {
        let text = without_markup(v.as_str().unwrap_or_default()).replace(['–', '—'], "-").replace('’', "'");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let document = &json["document"];
    let mut out = vec![line(&document["dateline"]["text"]), line(&document["date"]["value"])];
    out.extend(json["dates"].as_array().unwrap().iter().map(|d| format!("{} {}", line(&d["text"]), d["value"])));
    out
}

/// Every so many blanks inside a line written otherwise, and the word behind each closed with a tag.
fn every(text: &str, count: usize, blank: &str, close: &str) -> String {
    let mut seen = 0;
    let mut out = String::with_capacity(2 * text.len());
    let mut rest = text;
    while let Some(at) = rest.find(' ') {
        let (before, behind) = (&rest[..at], &rest[at + 1..]);
        out.push_str(before);
        let word = behind.find(|c: char| !c.is_alphanumeric()).unwrap_or(behind.len());
        let inside = before.ends_with(|c: char| c.is_alphanumeric()) && word > 0 && behind[word..].starts_with(' ');
        seen += usize::from(inside);
        if inside && seen % count == 0 {
            out.push_str(blank);
            out.push_str(&behind[..word]);
            out.push_str(close);
            rest = &behind[word..];
        } else {
            out.push(' ');
            rest = behind;
        }
    }
    out.push_str(rest);
    out
}

/// A mention with the leftovers that this test puts in taken out again.
fn without_markup(text: &str) -> String {
    let pairs = [
        ("&nbsp;", " "),
        ("&rsquo;", "’"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&ndash;", "–"),
        ("&mdash;", "—"),
        ("<b>", ""),
        ("</b>", ""),
    ];
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// A name broken by a hyphen is written as it stands.
fn without_hyphens(agreements: &[Value]) -> String {
    serde_json::to_string(agreements).unwrap().replace("- ", "")
}

/// The caption tells what the story tells: one entry.
#[test]
fn caption_and_story_speak_of_one_agreement() {
    let caption = "Photo By Jane Hale | Ministers of Kenya and Uganda sign the Framework Agreement on Harbour Safety in \
        Nairobi, March 14, 2023. see less | View Image Page";
    let both = agreements(&format!("Kenya and Uganda Sign Agreement\n\n{caption}\n\n{SIGNING}"));
    assert_eq!(both.len(), 3, "{both:?}");
}

/// No-break spaces where careful writers put them: behind numbers and abbreviations.
fn typeset(text: &str) -> String {
    let mut before = ' ';
    let typeset = text.chars().map(|c| {
        let bound = c == ' ' && (before.is_ascii_digit() || before == '.');
        before = c;
        if bound { '\u{a0}' } else { c }
    });
    typeset.collect()
}

#[test]
fn the_same_text_says_the_same_in_every_thread() {
    let all = || FIXTURES.iter().map(|f| EXTRACTOR.extract(&f.text).into_owned()).collect::<Vec<_>>();
    let first = all();
    thread::scope(|scope| {
        let others: Vec<_> = (0..3).map(|_| scope.spawn(all)).collect();
        for other in others {
            assert!(other.join().unwrap() == first, "another thread says otherwise");
        }
    });
    let again = Extractor::new();
    for (fixture, first) in FIXTURES.iter().zip(&first) {
        assert!(again.extract(&fixture.text) == *first, "{}: another extractor says otherwise", fixture.id);
    }
}

fn for_mentions(extraction: &Extraction<'_>, mut visit: impl FnMut(&Mention<'_>)) {
    for (_, mentions) in lists(extraction).into_iter().flat_map(|(_, list)| list) {
        mentions.iter().for_each(&mut visit);
    }
}

type List<'e> = Vec<(String, &'e [Mention<'e>])>;

/// Every list with the ids and mentions of its records.
fn lists<'e>(e: &'e Extraction<'_>) -> [(&'static str, List<'e>); 6] {
    [
        ("people", e.people.iter().map(|r| (r.id.to_string(), &r.mentions[..])).collect()),
        ("roles", e.roles.iter().map(|r| (r.id.to_string(), &r.mentions[..])).collect()),
        ("organizations", e.organizations.iter().map(|r| (r.id.to_string(), &r.mentions[..])).collect()),
        ("places", e.places.iter().map(|r| (r.id.to_string(), &r.mentions[..])).collect()),
        ("dates", e.dates.iter().map(|r| (r.id.to_string(), &r.mentions[..])).collect()),
        ("agreements", e.agreements.iter().map(|r| (r.id.to_string(), &r.mentions[..])).collect()),
    ]
}

fn check_mentions(text: &str, extraction: &Extraction<'_>) {
    let mut spans = Vec::new();
    for_mentions(extraction, |m| {
        assert_eq!(text.get(m.start..m.end), Some(&*m.text), "{m:?}");
        assert!(!m.text.trim().is_empty() && !m.source.is_empty(), "{m:?}");
        spans.push((m.start, m.end));
    });
    let mut cuts: Vec<(usize, usize)> = extraction.document.zones.iter().map(|z| (z.start, z.end)).collect();
    if let Some(line) = &extraction.document.dateline {
        assert_eq!(text.get(line.start..line.end), Some(&*line.text));
    }
    cuts.extend(extraction.roles.iter().filter_map(|r| r.evidence).map(|e| (e.start, e.end)));
    for subject in extraction.agreements.iter().filter_map(|a| a.subject.as_ref()) {
        assert_eq!(text.get(subject.start..subject.end), Some(&*subject.text));
    }
    for (start, end) in cuts {
        assert!(start < end && text.get(start..end).is_some(), "{start}..{end} is no piece of the text");
    }
    check_nesting(text, spans);
}

/// Mentions lie inside each other or apart, never across.
fn check_nesting(text: &str, mut spans: Vec<(usize, usize)>) {
    spans.sort_by_key(|&(start, end)| (start, std::cmp::Reverse(end)));
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (start, end) in spans {
        open.retain(|outer| outer.1 > start);
        if let Some(outer) = open.last() {
            assert!(end <= outer.1, "{:?} crosses {:?}", &text[start..end], &text[outer.0..outer.1]);
        }
        open.push((start, end));
    }
}

/// Ids are counted from one; every reference names a record of its list.
fn check_references(extraction: &Extraction<'_>) {
    let mut known = Vec::new();
    for (name, list) in lists(extraction) {
        for (number, (id, mentions)) in list.into_iter().enumerate() {
            assert_eq!(id[1..], (number + 1).to_string(), "{name}");
            assert!(!mentions.is_empty(), "{id} has no mention");
            known.push(id);
        }
    }
    let json = serde_json::to_value(extraction).unwrap();
    let mut seen = Vec::new();
    references(&json, &mut seen);
    for reference in seen {
        assert!(known.contains(&reference), "{reference} leads nowhere");
    }
}

fn references(value: &Value, seen: &mut Vec<String>) {
    const FIELDS: &[&str] = &[
        "person",
        "organization",
        "on_behalf_of",
        "within",
        "parties",
        "signers",
        "under",
        "date",
        "place",
        "places",
        "issuer",
    ];
    match value {
        Value::Array(items) => items.iter().for_each(|item| references(item, seen)),
        Value::Object(fields) => {
            for (name, field) in fields {
                match field {
                    Value::String(id) if FIELDS.contains(&name.as_str()) => seen.push(id.clone()),
                    Value::Array(ids) if FIELDS.contains(&name.as_str()) => {
                        seen.extend(ids.iter().filter_map(Value::as_str).map(str::to_owned));
                        references(field, seen);
                    }
                    other => references(other, seen),
                }
            }
        }
        _ => {}
    }
}

/// Lists are in order of first mention, and so are the mentions of each record.
fn check_order(extraction: &Extraction<'_>) {
    for (name, list) in lists(extraction) {
        let firsts: Vec<usize> = list.iter().filter_map(|(_, mentions)| Some(mentions.first()?.start)).collect();
        assert!(firsts.is_sorted(), "{name} are out of order: {firsts:?}");
        for (id, mentions) in list {
            assert!(mentions.is_sorted_by_key(|m| m.start), "mentions of {id} are out of order");
        }
    }
}

/// No range ends before it starts.
fn check_dates(extraction: &Extraction<'_>) {
    for date in &extraction.dates {
        if let (Some(from), Some(to)) = (date.from.as_deref(), date.to.as_deref()) {
            let before_christ = from.starts_with("BC") || to.starts_with("BC");
            assert!(before_christ || from <= to, "{} is {from} to {to}", date.text);
        }
    }
}

/// Breaks every paragraph anew at `width`, whether it stood in one line or was wrapped before. Lists stay as they are.
fn wrap(text: &str, width: usize) -> String {
    let paragraphs = text.split("\n\n").map(|block| {
        let lines: Vec<&str> = block.trim_end().split('\n').collect();
        let full = lines[..lines.len() - 1].iter().all(|l| (55..=80).contains(&l.chars().count()) && !l.ends_with('-'));
        if full && !lines.iter().any(|l| l.starts_with("- ")) {
            break_line(&lines.join(" "), width)
        } else {
            block.to_owned()
        }
    });
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

fn break_line(line: &str, width: usize) -> String {
    let (mut broken, mut column) = (String::new(), 0);
    for word in line.split(' ') {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > width {
            broken.push('\n');
            column = 0;
        } else if !broken.is_empty() {
            broken.push(' ');
            column += 1;
        }
        broken.push_str(word);
        column += length;
    }
    broken
}

/// Texts that differ only in white space give the same but for white space and offsets.
fn all_alike<'a>(pairs: impl Iterator<Item = (String, &'a str, String)>) {
    let wrong: Vec<String> = pairs
        .filter_map(|(what, text, other)| {
            let difference = difference(&EXTRACTOR.extract(text), &EXTRACTOR.extract(&other))?;
            Some(format!("{what}: {difference}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} texts differ:\n{}", wrong.len(), wrong.join("\n"));
}

fn difference(one: &Extraction<'_>, two: &Extraction<'_>) -> Option<String> {
    let (one, two) = (without_offsets(one), without_offsets(two));
    for list in ["people", "organizations", "places", "dates", "agreements", "roles", "document"] {
        if one[list] == two[list] {
            continue;
        }
        let (old, new) =
            (serde_json::to_string_pretty(&one[list]).ok()?, serde_json::to_string_pretty(&two[list]).ok()?);
        let same = old.lines().zip(new.lines()).take_while(|(a, b)| a == b).count();
        let near = |json: &str| json.lines().skip(same).take(3).map(str::trim).collect::<Vec<_>>().join(" ");
        let before: Vec<&str> = old.lines().skip(same.saturating_sub(2)).take(2).map(str::trim).collect();
        return Some(format!("{list}: after {}: {} -- but -- {}", before.join(" "), near(&old), near(&new)));
    }
    None
}

/// The extraction with blanks made one and without offsets.
fn without_offsets(extraction: &Extraction<'_>) -> Value {
    fn clean(value: &mut Value) {
        match value {
            Value::String(text) => *text = text.split_whitespace().collect::<Vec<_>>().join(" "),
            Value::Array(items) => items.iter_mut().for_each(clean),
            Value::Object(fields) => {
                fields.remove("start");
                fields.remove("end");
                fields.values_mut().for_each(clean);
            }
            _ => {}
        }
    }
    let mut json = serde_json::to_value(extraction).unwrap();
    clean(&mut json);
    json
}
