//! Sentences with the roles that they give: "person | title | body", a body or a person that is not told left out.

mod biographies;
mod shared;
mod titles;

use crate::extraction::{EntityId, RoleStatus};
use crate::extractor::Extractor;
use crate::link::tests::marked;

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
        ("Rebecca Orlovan, 48, a former police officer, spoke.", &["Rebecca Orlovan | police officer"]),
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
        // biographies
        (
            "Rebecca Orlovan served as Chief of Staff to Ohio Governor Peter Marvane.",
            &["Rebecca Orlovan | Chief of Staff", "Peter Marvane | Governor"],
        ),
        (
            "Rebecca Orlovan, Senior Adviser to Kenyan President Peter Marvane, spoke.",
            &["Rebecca Orlovan | Senior Adviser", "Peter Marvane | President"],
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
        // "and" behind a body opens another's title
        (
            "Rebecca Orlovan, head of the Tax Division and Foreign Minister Peter Marvane came.",
            &["Rebecca Orlovan | head | Tax Division", "Peter Marvane | Foreign Minister"],
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
        // another person's body is not his, but the one that two share
        (
            "Trial Attorney Rebecca Orlovan and Peter Marvane of the Harbour Safety Agency spoke.",
            &["Rebecca Orlovan | Trial Attorney | Harbour Safety Agency"],
        ),
        ("President Rebecca Orlovan and Peter Marvane of Panama spoke.", &["Rebecca Orlovan | President"]),
        ("Secretary Rebecca Orlovan With Peter Marvane of the Harbour Safety Agency", &["Rebecca Orlovan | Secretary"]),
        // what somebody says of a body is not his
        ("Statement by President Rebecca Orlovan on Senate action", &["Rebecca Orlovan | President"]),
        (
            "Pentagon Press Secretary Air Force Brig. Gen. Peter Marvane spoke.",
            &["Peter Marvane | Press Secretary | Department of Defense", "Peter Marvane | Brig. Gen. | U.S. Air Force"],
        ),
        // what stands between the holder's comma and the next mark
        (
            "They met Director General Rebecca Orlovan, Ministry of Rivers, and others.",
            &["Rebecca Orlovan | Director General | Ministry of Rivers"],
        ),
        ("Director Rebecca Orlovan, Ministry of Rivers officials said, left.", &["Rebecca Orlovan | Director"]),
        (
            "They met Director Rebecca Orlovan, Ministry of Rivers, and Bureau of Water officials.",
            &["Rebecca Orlovan | Director"],
        ),
        // where somebody went is not what he heads
        (
            "He welcomed Prime Minister Rebecca Orlovan to the Ministry of Rivers.",
            &["Rebecca Orlovan | Prime Minister"],
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
        // a state's own
        (
            "The Department of Transportation agreed. Oregon Secretary of Transportation Rebecca Orlovan spoke.",
            &["Rebecca Orlovan | Secretary of Transportation"],
        ),
        (
            "The Department of Justice agreed. Foreign Minister Peter Marvane spoke.",
            &["Peter Marvane | Foreign Minister"],
        ),
    ]);
}

#[test]
fn a_title_behind_an_age_a_town_or_a_bracket() {
    check(&[
        (
            "Rebecca Orlovan, 54, of Smallbridge, Maine, a former police officer, spoke.",
            &["Rebecca Orlovan | police officer"],
        ),
        ("Rebecca Orlovan, 54, from Kenya, the Director General, spoke.", &["Rebecca Orlovan | Director General"]),
        ("Rebecca Orlovan, 48, Director General, spoke.", &["Rebecca Orlovan | Director General"]),
        // where somebody stands in a picture
        ("Rebecca Orlovan (2nd from right), Director General, spoke.", &["Rebecca Orlovan | Director General"]),
        ("Rebecca Orlovan (left), Foreign Minister, spoke.", &["Rebecca Orlovan | Foreign Minister"]),
        // letters behind the name, a party and a state
        ("Rebecca Orlovan CBE, Foreign Minister, spoke.", &["Rebecca Orlovan CBE | Foreign Minister"]),
        ("Rebecca Orlovan, D-Ohio, Chairman of the Senate, spoke.", &["Rebecca Orlovan | Chairman | U.S. Senate"]),
        ("Rebecca Orlovan, USN (Ret.), Foreign Minister, spoke.", &["Rebecca Orlovan | Foreign Minister"]),
        // a verb between them
        ("Rebecca Orlovan lives in Smallbridge, Maine, a former police officer said.", &[]),
        ("Rebecca Orlovan, 48, met the Director General.", &[]),
        ("Rebecca Orlovan (right) met the Foreign Minister.", &[]),
        ("Rebecca Orlovan (R-Mo.) met the Foreign Minister.", &[]),
    ]);
}

#[test]
fn a_second_title_behind_a_body() {
    check(&[
        (
            "Rebecca Orlovan, Deputy Commander, Harbour Safety Agency, and Director General, spoke.",
            &["Rebecca Orlovan | Deputy Commander | Harbour Safety Agency", "Rebecca Orlovan | Director General"],
        ),
        (
            "Rebecca Orlovan, Director of the Harbour Safety Agency and Chairman of the Senate, spoke.",
            &["Rebecca Orlovan | Director | Harbour Safety Agency", "Rebecca Orlovan | Chairman | U.S. Senate"],
        ),
        (
            "Rebecca Orlovan, Deputy Commander of the Harbour Safety Agency, and Foreign Minister, spoke.",
            &["Rebecca Orlovan | Deputy Commander | Harbour Safety Agency", "Rebecca Orlovan | Foreign Minister"],
        ),
        (
            "Rebecca Orlovan, President & CEO, Harbour Safety Agency",
            &["Rebecca Orlovan | President | Harbour Safety Agency", "Rebecca Orlovan | CEO | Harbour Safety Agency"],
        ),
        (
            "Rebecca Orlovan, Adviser to the Secretary and Director of the Harbour Safety Agency",
            &["Rebecca Orlovan | Adviser", "Rebecca Orlovan | Director | Harbour Safety Agency"],
        ),
        ("Rebecca Orlovan, Adviser to the President and Vice President", &["Rebecca Orlovan | Adviser"]),
        // whom somebody serves ends his title
        (
            "Rebecca Orlovan, Assistant to the President and Director of the Harbour Safety Agency, spoke.",
            &["Rebecca Orlovan | Assistant to the President", "Rebecca Orlovan | Director | Harbour Safety Agency"],
        ),
        (
            "- Rebecca Orlovan (Ohio), Chairman of the Senate\n- Director Peter Marvane\n",
            &["Rebecca Orlovan | Chairman | U.S. Senate", "Peter Marvane | Director"],
        ),
        // another person or a verb stands between
        (
            "Rebecca Orlovan, Director General, met Peter Marvane and the Foreign Minister.",
            &["Rebecca Orlovan | Director General"],
        ),
        (
            "Rebecca Orlovan, Director General, met Kenya and Foreign Minister Peter Marvane.",
            &["Rebecca Orlovan | Director General", "Peter Marvane | Foreign Minister"],
        ),
    ]);
}

#[test]
fn who_appoints_is_another_than_the_one_appointed() {
    check(&[
        ("The President nominated Rebecca Orlovan on Monday.", &[]),
        ("The Secretary appointed Ambassador Rebecca Orlovan.", &["Rebecca Orlovan | Ambassador"]),
        (
            "The President nominated Rebecca Orlovan to serve as Deputy Director.",
            &["Rebecca Orlovan | Deputy Director"],
        ),
        // such a word before the title, or behind a comma, says of whom the title speaks
        ("The newly appointed Foreign Minister, Rebecca Orlovan, spoke.", &["Rebecca Orlovan | Foreign Minister"]),
        (
            "The Director General, retired Lt. Gen. Rebecca Orlovan, spoke.",
            &["Rebecca Orlovan | Director General", "Rebecca Orlovan | Lt. Gen."],
        ),
    ]);
}

#[test]
fn a_plural_title_names_several() {
    check(&[
        (
            "Senators Rebecca Orlovan, 54, of Bath, Maine, and Peter Marvane spoke.",
            &["Rebecca Orlovan | Senators", "Peter Marvane | Senators"],
        ),
        (
            "Judges Rebecca Orlovan, Peter Marvane, and Luis Ortega spoke.",
            &["Rebecca Orlovan | Judges", "Peter Marvane | Judges", "Luis Ortega | Judges"],
        ),
        (
            "Both Ministers Rebecca Orlovan and Peter Marvane spoke.",
            &["Rebecca Orlovan | Ministers", "Peter Marvane | Ministers"],
        ),
        (
            "Trial Attorneys Rebecca Orlovan, Peter Marvane and Luis Ortega of the Harbour Safety Agency spoke.",
            &[
                "Rebecca Orlovan | Trial Attorneys | Harbour Safety Agency",
                "Peter Marvane | Trial Attorneys | Harbour Safety Agency",
                "Luis Ortega | Trial Attorneys | Harbour Safety Agency",
            ],
        ),
        // one title, a verb, the next sentence
        ("Senator Rebecca Orlovan and Peter Marvane spoke.", &["Rebecca Orlovan | Senator"]),
        ("Senators Rebecca Orlovan met Peter Marvane.", &["Rebecca Orlovan | Senators"]),
        ("Senators Rebecca Orlovan. Peter Marvane spoke.", &["Rebecca Orlovan | Senators"]),
    ]);
}

#[test]
fn a_body_beside_a_title() {
    let agency: &[&str] = &["Rebecca Orlovan | Director | Harbour Safety Agency"];
    let none: &[&str] = &["Rebecca Orlovan | Director"];
    check(&[
        ("Harbour Safety Agency Director Rebecca Orlovan spoke.", agency),
        ("Harbour Safety Agency (HSA) Director Rebecca Orlovan spoke.", agency),
        ("The Harbour Safety Agency's Director Rebecca Orlovan spoke.", agency),
        ("Rebecca Orlovan, Harbour Safety Agency Director, spoke.", agency),
        ("Director Rebecca Orlovan of the Harbour Safety Agency spoke.", agency),
        (
            "Director (NASA) Rebecca Orlovan spoke.",
            &["Rebecca Orlovan | Director | National Aeronautics and Space Administration"],
        ),
        // of two the inner one
        (
            "Rebecca Orlovan, Director of the Department of Justice's National Security Division, spoke.",
            &["Rebecca Orlovan | Director | National Security Division"],
        ),
        ("Director Rebecca Orlovan met the Harbour Safety Agency.", none),
        ("Rebecca Orlovan, Director. The Harbour Safety Agency met.", none),
        ("Director Rebecca Orlovan on the Harbour Safety Agency", none),
    ]);
}

#[test]
fn a_service_before_a_rank() {
    check(&[
        ("Navy Capt. Rebecca Orlovan spoke.", &["Rebecca Orlovan | Capt. | U.S. Navy"]),
        ("U.S. Army Maj. Gen. Rebecca Orlovan spoke.", &["Rebecca Orlovan | Maj. Gen. | U.S. Army"]),
        ("Air Force Lt. Col. Rebecca Orlovan spoke.", &["Rebecca Orlovan | Lt. Col. | U.S. Air Force"]),
        ("The Navy met Capt. Rebecca Orlovan.", &["Rebecca Orlovan | Capt."]),
        ("NASA Capt. Rebecca Orlovan spoke.", &["Rebecca Orlovan | Capt."]),
    ]);
}

#[test]
fn a_department_before_its_spokesperson() {
    check(&[
        (
            "The Department of Justice agreed. Department Spokesperson Rebecca Orlovan spoke.",
            &["Rebecca Orlovan | Department Spokesperson | Department of Justice"],
        ),
        (
            "At the Department of Labor the Department Spokesperson, Rebecca Orlovan, spoke.",
            &["Rebecca Orlovan | Department Spokesperson | Department of Labor"],
        ),
        (
            "The Department of Labor agreed. Secretary of Labor Rebecca Orlovan spoke.",
            &["Rebecca Orlovan | Secretary of Labor | Department of Labor"],
        ),
        // one that is named later, two departments, no department, another country's
        (
            "Rebecca Orlovan, Department Spokesperson\n\nSee the release of the Department of Labor.",
            &["Rebecca Orlovan | Department Spokesperson"],
        ),
        (
            "The Department of Justice met the Department of Labor. Department Spokesperson Rebecca Orlovan spoke.",
            &["Rebecca Orlovan | Department Spokesperson"],
        ),
        (
            "The FBI agreed. Department Spokesperson Rebecca Orlovan spoke.",
            &["Rebecca Orlovan | Department Spokesperson"],
        ),
        (
            "The Kenyan Ministry of Defence met. Norway's Minister of Defence Rebecca Orlovan spoke.",
            &["Rebecca Orlovan | Minister of Defence"],
        ),
    ]);
}

#[test]
fn the_court_or_office_of_a_district() {
    let extractor = Extractor::builder().rules_only(true).build().unwrap();
    let body = |text: &str| {
        marked(&extractor, text, |document, lists, mentions| {
            let entities = crate::link::entities(document, lists, mentions);
            let roles = super::link(document, lists, mentions, &entities, false);
            let name = |role: &super::LinkedRole| entities.get(EntityId::Organization(role.organization?))?.name;
            roles.first().and_then(name).map_or(String::new(), |name| document.range_text(name).to_owned())
        })
    };
    let court = "U.S. District Court for the Eastern District of Ohio";
    let office = "U.S. Attorney's Office for the District of Maine";
    for (text, want) in [
        (
            "The U.S. District Court for the Eastern District of Ohio agreed, said U.S. District Judge Rebecca Orlovan of the [place:Eastern District of Ohio].",
            court,
        ),
        (
            "U.S. District Judge Rebecca Orlovan of the [place:Eastern District of Ohio] opened the U.S. District Court for the Eastern District of Ohio.",
            court,
        ),
        (
            "The U.S. Attorney's Office for the District of Maine met. U.S. Attorney Rebecca Orlovan for the [place:District of Maine] spoke.",
            office,
        ),
        // another district, another office
        (
            "The U.S. District Court for the Eastern District of Ohio agreed, said U.S. District Judge Rebecca Orlovan of the [place:District of Maine].",
            "",
        ),
        (
            "The U.S. Attorney's Office for the District of Maine met. Foreign Minister Rebecca Orlovan of the [place:District of Maine] spoke.",
            "",
        ),
    ] {
        assert_eq!(body(text), want, "{text}");
    }
}
