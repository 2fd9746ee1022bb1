//! Sentences with the roles that they give: "person | title | body", a body or a person that is not told left out.

use crate::extractor::Extractor;

/// The roles of a text as rules and lists alone read it.
fn roles(extractor: &Extractor, text: &str) -> Vec<String> {
    let extraction = extractor.extract(text);
    let body = |id| extraction.organizations.iter().find(|o| o.id == id).map_or("", |o| o.name.as_ref());
    let person = |id| extraction.people.iter().find(|p| p.id == id).map_or("", |p| p.name.as_ref());
    extraction
        .roles
        .iter()
        .map(|role| {
            let holder = role.person.map_or("", person);
            let title = role.title.as_ref();
            match role.organization {
                Some(id) => format!("{holder} | {title} | {}", body(id)),
                None => format!("{holder} | {title}"),
            }
        })
        .collect()
}

/// Checks sentences with all of their roles.
fn check(table: &[(&str, &[&str])]) {
    let extractor = Extractor::builder().rules_only(true).build().unwrap();
    let mut wrong = Vec::new();
    for (text, want) in table {
        let got = roles(&extractor, text);
        if got != *want {
            wrong.push(format!("{text:?}\n  want {want:?}\n  got  {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_title_names_who_stands_behind_it() {
    check(&[
        ("Foreign Minister Rebecca Orlovan spoke.", &["Rebecca Orlovan | Foreign Minister"]),
        ("The Director General, Rebecca Orlovan, spoke.", &["Rebecca Orlovan | Director General"]),
        ("Maj. Gen. (Ret.) Peter Marvane spoke.", &["Peter Marvane | Maj. Gen."]),
        (
            "Senators Rebecca Orlovan and Peter Marvane spoke.",
            &["Rebecca Orlovan | Senators", "Peter Marvane | Senators"],
        ),
        (
            "Reps. Rebecca Orlovan (R-Mo.) and Peter Marvane (D-Ohio) spoke.",
            &["Rebecca Orlovan | Reps.", "Peter Marvane | Reps."],
        ),
        // the next sentence's name is another's
        ("He met the Foreign Minister. Rebecca Orlovan left.", &[]),
        ("He met the Foreign Minister, and Rebecca Orlovan left.", &[]),
    ]);
}

#[test]
fn a_title_names_who_stands_before_it() {
    check(&[
        ("Rebecca Orlovan, the Foreign Minister, spoke.", &["Rebecca Orlovan | Foreign Minister"]),
        ("Rebecca Orlovan, 48, a former police officer, spoke.", &["Rebecca Orlovan | former police officer"]),
        ("Rebecca Orlovan (D-Ohio), Chairman of the Senate, spoke.", &["Rebecca Orlovan | Chairman | U.S. Senate"]),
        ("Rebecca Orlovan was in Kabul. The Foreign Minister spoke.", &[]),
        ("Rebecca Orlovan and the Foreign Minister spoke.", &[]),
    ]);
}

#[test]
fn a_signature_stands_over_its_title() {
    check(&[
        ("It is signed.\n\nRebecca Orlovan\nForeign Minister\n", &["Rebecca Orlovan | Foreign Minister"]),
        ("It is signed.\n\nMr. Peter Marvane\nAmbassador of Belgium\n", &["Peter Marvane | Ambassador"]),
        (
            "It is signed.\n\nRebecca Orlovan\nDirector, Harbour Safety Agency\n",
            &["Rebecca Orlovan | Director | Harbour Safety Agency"],
        ),
        // a blank line parts them, and a line that goes on is no signature
        ("He met Rebecca Orlovan\n\nForeign Minister\n", &[]),
        ("They met Rebecca Orlovan\nForeign Minister\n", &[]),
    ]);
}

#[test]
fn whom_a_title_serves_is_another() {
    check(&[
        ("Rebecca Orlovan, Press Officer to the Foreign Minister, spoke.", &["Rebecca Orlovan | Press Officer"]),
        (
            "Rebecca Orlovan, Diplomatic Adviser to the Kenyan President, and Peter Marvane spoke.",
            &["Rebecca Orlovan | Diplomatic Adviser"],
        ),
        (
            "Secretary Rebecca Orlovan's Adviser, Peter Marvane, spoke.",
            &["Rebecca Orlovan | Secretary", "Peter Marvane | Adviser"],
        ),
        ("The President's Adviser Rebecca Orlovan spoke.", &["Rebecca Orlovan | Adviser"]),
        (
            "Rebecca Orlovan, Press Secretary to Foreign Minister Peter Marvane, spoke.",
            &["Rebecca Orlovan | Press Secretary", "Peter Marvane | Foreign Minister"],
        ),
        ("The secretary to the Governor-General, Lord Peter Marvane, spoke.", &["Peter Marvane | Governor-General"]),
    ]);
}

#[test]
fn titles_and_names_by_turns() {
    check(&[
        (
            "They met the Director General, Rebecca Orlovan, the Foreign Minister, Peter Marvane, and the Press Officer, Luis Ortega.",
            &["Rebecca Orlovan | Director General", "Peter Marvane | Foreign Minister", "Luis Ortega | Press Officer"],
        ),
        (
            "They met Rebecca Orlovan, Director General, Peter Marvane, Foreign Minister, and Luis Ortega, Press Officer.",
            &["Rebecca Orlovan | Director General", "Peter Marvane | Foreign Minister", "Luis Ortega | Press Officer"],
        ),
        (
            "Secretary of State Rebecca Orlovan, the Chairwoman, Peter Marvane and others came.",
            &["Rebecca Orlovan | Secretary of State", "Rebecca Orlovan | Chairwoman"],
        ),
        (
            "The Secretary and Foreign Minister Peter Marvane met. Secretary Rebecca Orlovan spoke.",
            &["Peter Marvane | Foreign Minister", "Rebecca Orlovan | Secretary"],
        ),
        (
            "President and Chief Executive Officer Rebecca Orlovan spoke.",
            &["Rebecca Orlovan | President", "Rebecca Orlovan | Chief Executive Officer"],
        ),
        ("to be Ambassador to Chad, vice Peter Marvane, resigned", &[]),
    ]);
}

#[test]
fn the_body_of_a_title() {
    check(&[
        (
            "Rebecca Orlovan, commander of U.S. Central Command, spoke.",
            &["Rebecca Orlovan | commander | U.S. Central Command"],
        ),
        (
            "NATO Secretary General Rebecca Orlovan spoke.",
            &["Rebecca Orlovan | Secretary General | North Atlantic Treaty Organization"],
        ),
        (
            "Rebecca Orlovan, a medic assigned to the 97th Airborne Division, spoke.",
            &["Rebecca Orlovan | medic | 97th Airborne Division"],
        ),
        (
            "Secretary of Agriculture Rebecca Orlovan, Director of the Harbour Safety Agency Peter Marvane and others came.",
            &["Rebecca Orlovan | Secretary of Agriculture", "Peter Marvane | Director | Harbour Safety Agency"],
        ),
        // what somebody says of a body is not his
        ("Statement by President Rebecca Orlovan on Senate action", &["Rebecca Orlovan | President"]),
        (
            "Pentagon Press Secretary Air Force Brig. Gen. Peter Marvane spoke.",
            &["Peter Marvane | Press Secretary | Department of Defense", "Peter Marvane | Brig. Gen. | U.S. Air Force"],
        ),
    ]);
}

#[test]
fn the_body_that_a_title_implies() {
    check(&[
        (
            "The Department of State agreed. Secretary of State Rebecca Orlovan spoke.",
            &["Rebecca Orlovan | Secretary of State | Department of State"],
        ),
        (
            "The Department of Justice agreed, Attorney General Peter Marvane said.",
            &["Peter Marvane | Attorney General | Department of Justice"],
        ),
        (
            "Secretary of Defense Rebecca Orlovan spoke at the Department of Defense.",
            &["Rebecca Orlovan | Secretary of Defense | Department of Defense"],
        ),
        ("Secretary of State Rebecca Orlovan spoke.", &["Rebecca Orlovan | Secretary of State"]),
        (
            "The Department of Justice agreed. Foreign Minister Peter Marvane spoke.",
            &["Peter Marvane | Foreign Minister"],
        ),
    ]);
}

#[test]
fn the_subject_of_a_sentence_holds_its_title() {
    check(&[
        ("Rebecca Orlovan, of Maine, to be Ambassador to Chad.", &["Rebecca Orlovan | Ambassador"]),
        ("Rebecca Orlovan is here. She served as Deputy Director.", &["Rebecca Orlovan | Deputy Director"]),
        ("Rebecca Orlovan currently serves as Director General.", &["Rebecca Orlovan | Director General"]),
        ("Rebecca Orlovan met officials such as the Director General.", &[]),
        ("Rebecca Orlovan and Peter Marvane came. She served as Deputy Director.", &[]),
    ]);
}
