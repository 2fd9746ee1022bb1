use super::*;
use crate::gazetteer::Gazetteers;

/// The pieces of a run of people that holds the first line of a text from `first` to `last`.
fn pieces(text: &str, first: &str, last: &str) -> Vec<String> {
    let gazetteers = Gazetteers::bundled().unwrap();
    let document = Document::new(text, &gazetteers);
    let lists = Lists::new(&document, &gazetteers);
    let at = |word: &str| (0..document.tokens.len()).find(|&at| document.token_text(at) == word).unwrap();
    let run = Run { kind: Kind::Person, range: TokenRange::new(at(first), at(last) + 1) };
    let mut out = Vec::new();
    split(&document, &lists, run, &mut out);
    out.iter().map(|run| document.range_text(run.range).to_owned()).collect()
}

#[test]
fn a_verb_of_a_headline_parts_people() {
    let named = "President Orlovan Nominates Luis Ortega\n\nHe nominated Mr. Ortega.";
    assert_eq!(pieces(named, "Orlovan", "Ortega"), ["Orlovan", "Luis Ortega"]);
    let thing = "President Orlovan Designates Quorvan River\n\nHe designated the river.";
    assert_eq!(pieces(thing, "Orlovan", "River"), ["Orlovan"]);
    let verb = "Statement Designates Quorvan\n\nIt designated the river.";
    assert!(pieces(verb, "Designates", "Quorvan").is_empty());
    // no verb elsewhere in the text, and a family name that looks like one
    assert_eq!(pieces("Meeting with Luis Tarrows Orlovan\n\nThey met.", "Luis", "Orlovan"), ["Luis Tarrows Orlovan"]);
    assert_eq!(pieces("Ann Marks Orlovan spoke\n\nShe marked it.", "Ann", "Orlovan"), ["Ann Marks Orlovan"]);
}
