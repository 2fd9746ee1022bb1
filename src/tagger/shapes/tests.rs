//! Runs and what they are parted into.

use super::*;
use crate::gazetteer::Gazetteers;
use crate::rules::examples::unmark;

/// The runs of a text in which they are marked as in the examples of the rules, parted, each as "kind:text".
fn parted(marked: &str) -> Vec<String> {
    let gazetteers = Gazetteers::bundled().unwrap();
    let (text, marks) = unmark(marked);
    let document = Document::new(&text, &gazetteers);
    let lists = Lists::new(&document, &gazetteers);
    let at = |byte: usize| document.tokens.partition_point(|t| (t.start as usize) < byte);
    let kinds = [Kind::Person, Kind::Role, Kind::Organization, Kind::Place];
    let runs = marks
        .iter()
        .map(|(kind, start, end)| {
            let kind = *kinds.iter().find(|k| k.to_string() == *kind).expect("a kind that the model labels");
            Run { kind, range: TokenRange::new(at(*start), at(*end)) }
        })
        .collect();
    let free = vec![false; document.tokens.len()];
    let runs = part(&document, &lists, runs, &free);
    runs.iter().map(|run| format!("{}:{}", run.kind, document.range_text(run.range))).collect()
}

/// Checks that runs come out as the second text marks them.
fn check(table: &[(&str, &[&str])]) {
    for (marked, want) in table {
        assert_eq!(parted(marked), *want, "{marked}");
    }
}

#[test]
fn two_titles_are_two_runs() {
    check(&[
        (
            "the [role:First Deputy Minister of Defence Lieutenant General] [person:Ivan Orlovan] spoke",
            &["role:First Deputy Minister of Defence", "role:Lieutenant General", "person:Ivan Orlovan"],
        ),
        (
            "[role:Force Commander Major General] [person:Ivan Orlovan] spoke",
            &["role:Force Commander", "role:Major General", "person:Ivan Orlovan"],
        ),
        (
            "[role:Press Secretary to Minister for Foreign Affairs] [person:Ivan Orlovan] spoke",
            &["role:Press Secretary", "role:Minister for Foreign Affairs", "person:Ivan Orlovan"],
        ),
        ("the [role:Director General] [person:Ivan Orlovan]", &["role:Director General", "person:Ivan Orlovan"]),
        ("the [role:Lieutenant General] [person:Ivan Orlovan]", &["role:Lieutenant General", "person:Ivan Orlovan"]),
        ("the [role:Attorney General] [person:Ivan Orlovan]", &["role:Attorney General", "person:Ivan Orlovan"]),
    ]);
}

#[test]
fn a_name_behind_a_title_or_a_body_is_a_run_of_its_own() {
    check(&[
        (
            "[role:Ambassador-at-Large for War Crimes Issues Rebecca Van Orlovan], who spoke",
            &["role:Ambassador-at-Large for War Crimes Issues", "person:Rebecca Van Orlovan"],
        ),
        (
            "[role:Minister of Defence] of the [place:Kingdom of Denmark Troels Orlovan] in Kyiv",
            &["role:Minister of Defence", "place:Kingdom of Denmark", "person:Troels Orlovan"],
        ),
        (
            "the [role:Chairperson] of the [organization:Senate Orlo Marvane] and others",
            &["role:Chairperson", "organization:Senate", "person:Orlo Marvane"],
        ),
        ("[person:Colonel Pavlo Orlovan] spoke", &["role:Colonel", "person:Pavlo Orlovan"]),
        ("by [role:Vice-Minister MIYAGI] [person:Aya], who", &["role:Vice-Minister", "person:MIYAGI Aya"]),
        (
            "[role:Director] of the [organization:Harbour Safety Agency], who",
            &["role:Director", "organization:Harbour Safety Agency"],
        ),
        ("visits to the [organization:Senate Orlo Marvane] ship", &["organization:Senate Orlo Marvane"]),
    ]);
}

#[test]
fn what_stands_right_before_a_run_belongs_to_it() {
    check(&[
        ("the Chief of Staff, General [person:Ivan Orlovan], spoke", &["role:General", "person:Ivan Orlovan"]),
        ("with Admiral Sir [person:Ivan Orlovan] in May", &["role:Admiral", "person:Ivan Orlovan"]),
        ("by Maj. Gen. (Ret.) [person:Ivan Orlovan] in May", &["role:Maj. Gen.", "person:Ivan Orlovan"]),
        ("with Peter Marvane [person:Orlovan] in May", &["person:Peter Marvane Orlovan"]),
        ("vice R. [person:Clarke Orlovan], resigned", &["person:R. Clarke Orlovan"]),
        ("the Senior Equal Opportunity [role:Specialist] spoke", &["role:Senior Equal Opportunity Specialist"]),
        ("and Army [role:Sgt.] [person:Ivan Orlovan]", &["organization:Army", "role:Sgt.", "person:Ivan Orlovan"]),
        ("The Board [person:Orlovan] spoke", &["person:Orlovan"]),
        ("Plan B. [person:Clarke Orlovan] spoke", &["person:Clarke Orlovan"]),
    ]);
}

#[test]
fn a_body_or_a_country_is_no_part_of_a_title() {
    check(&[
        (
            "[role:State Department Spokesperson] [person:Ivan Orlovan]",
            &["organization:State Department", "role:Spokesperson", "person:Ivan Orlovan"],
        ),
        (
            "the [role:Minister of Rivers of the Republic of South Africa], who",
            &["role:Minister of Rivers", "place:Republic of South Africa"],
        ),
        ("a [role:Secretary of State], who", &["role:Secretary of State"]),
        ("an [role:Army General], who", &["role:Army General"]),
        ("[person:Tel]. +32 2 555", &[]),
        ("[person:Ivan Orlovan        Peter Marvane] signed", &["person:Ivan Orlovan", "person:Peter Marvane"]),
    ]);
}

#[test]
fn a_body_of_words_of_every_day_has_its_front() {
    check(&[
        (
            "the Atrocity Early Warning [organization:Task Force] met",
            &["organization:Atrocity Early Warning Task Force"],
        ),
        (
            "its Pier Integration and [organization:Management Division] met",
            &["organization:Pier Integration and Management Division"],
        ),
        (
            "the [place:Zarrowby] Coordination [organization:Task Force] met",
            &["organization:Zarrowby Coordination Task Force"],
        ),
        ("Kenya's River [organization:Advisory Committee] met", &["organization:River Advisory Committee"]),
        // no word in lower case before it, a word that opens a sentence, a name of its own, what another run holds
        ("Hale Announces River [organization:Task Force]", &["organization:Task Force"]),
        ("However, the [organization:Task Force] met", &["organization:Task Force"]),
        ("the old Pier [organization:Zarrowby Committee] met", &["organization:Zarrowby Committee"]),
        ("the [place:Zarrowby]'s [organization:Task Force] met", &["place:Zarrowby", "organization:Task Force"]),
        (
            "They left [place:Zarrowby]. [organization:Task Force] staff met",
            &["place:Zarrowby", "organization:Task Force"],
        ),
    ]);
}
