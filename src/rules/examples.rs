//! Runs the rules' own examples.

use super::Rule;
use crate::extractor::Extractor;
use crate::mention::{Kind, Source};

/// A text without its marks, and the marks: (kind, start, end).
pub(crate) fn unmark(marked: &str) -> (String, Vec<(String, usize, usize)>) {
    let (mut text, mut marks, mut open) = (String::new(), Vec::new(), Vec::new());
    let mut rest = marked;
    while let Some(at) = rest.find(['[', ']']) {
        text.push_str(&rest[..at]);
        if rest.as_bytes()[at] == b'[' {
            let colon = rest[at..].find(':').map_or(rest.len(), |n| at + n);
            open.push((rest[at + 1..colon].to_owned(), text.len()));
            rest = &rest[colon + 1..];
        } else {
            let (kind, start) = open.pop().expect("every ] closes a [");
            marks.push((kind, start, text.len()));
            rest = &rest[at + 1..];
        }
    }
    text.push_str(rest);
    marks.sort_by_key(|m| (m.1, std::cmp::Reverse(m.2)));
    (text, marks)
}

/// Checks that each `yes` yields its marks (and no other mention of those kinds), at least one of them by this rule, and
/// that no `no` is read by it.
pub(crate) fn run(rules: &[Rule]) {
    let extractor = Extractor::builder().rules_only(true).build().unwrap();
    let mut wrong = Vec::new();
    for rule in rules {
        assert!(rule.yes.len() >= 3 && rule.no.len() >= 2, "{} has too few examples", rule.name);
        for yes in rule.yes {
            let (text, want) = unmark(yes);
            let got = mentions(&extractor, &text);
            for (kind, start, end) in &want {
                if !got.iter().any(|(k, s, e, _)| k == kind && s == start && e == end) {
                    wrong.push(format!(
                        "{}: {kind} {:?} is not found in {yes:?}; found: {got:?}",
                        rule.name,
                        &text[*start..*end]
                    ));
                }
            }
            for (kind, start, end, _) in &got {
                if want.iter().any(|w| w.0 == *kind) && !want.iter().any(|w| (&w.0, w.1, w.2) == (kind, *start, *end)) {
                    wrong.push(format!(
                        "{}: {kind} {:?} should not be found in {yes:?}",
                        rule.name,
                        &text[*start..*end]
                    ));
                }
            }
            if !got.iter().any(|g| g.3 == rule.name) {
                wrong.push(format!("{}: is not the rule that reads {yes:?}; {got:?}", rule.name));
            }
        }
        for no in rule.no {
            let (text, _) = unmark(no);
            for (kind, start, end, name) in mentions(&extractor, &text) {
                if name == rule.name {
                    wrong.push(format!("{}: {kind} {:?} should not be found in {no:?}", rule.name, &text[start..end]));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn mentions(extractor: &Extractor, text: &str) -> Vec<(String, usize, usize, &'static str)> {
    let (document, mentions) = extractor.mentions(text);
    mentions
        .iter()
        .filter(|m| m.kind != Kind::Other)
        .map(|m| {
            let span = document.span(m.range);
            let rule = match m.source {
                Source::Rule(name) => name,
                Source::List(_) => "list",
                Source::Model => "model",
            };
            (m.kind.to_string(), span.start, span.end, rule)
        })
        .collect()
}
