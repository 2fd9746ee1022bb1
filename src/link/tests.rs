//! Texts with the people, bodies and places that they name, each once, as lists and grammar alone read them.

use crate::extractor::Extractor;

fn extractor() -> Extractor {
    Extractor::builder().rules_only(true).build().unwrap()
}

/// Checks what a text names against a table.
fn check(table: &[(&str, &[&str])], read: impl Fn(&str) -> Vec<String>) {
    let wrong: Vec<String> = table
        .iter()
        .filter_map(|(text, want)| {
            let got = read(text);
            (got != *want).then(|| format!("{text:?}\n  want {want:?}\n  got  {got:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_of_one_person() {
    let extractor = extractor();
    let people = |text: &str| -> Vec<String> {
        extractor.extract(text).people.iter().map(|p| format!("{} {}", p.name, p.mentions.len())).collect()
    };
    check(
        &[
            // a family name alone, a title and a family name
            ("Foreign Secretary Rebecca Orlovan spoke. Orlovan left.", &["Rebecca Orlovan 2"]),
            ("Rebecca Orlovan spoke. Secretary Orlovan left.", &["Rebecca Orlovan 2"]),
            // initials, short forms, generation suffixes
            ("Joseph R. Orlovan, Jr. spoke. Later Joe Orlovan left.", &["Joseph R. Orlovan, Jr. 2"]),
            ("Robert Orlovan spoke. Later Bob Orlovan left.", &["Robert Orlovan 2"]),
            ("Rebecca J. Orlovan spoke. Later Rebecca Orlovan left.", &["Rebecca J. Orlovan 2"]),
            ("Mustafa al-Orlovan spoke. Later Mustafa Al-Orlovan left.", &["Mustafa al-Orlovan 2"]),
            // both family names
            ("Rebecca Marvane Orlovan spoke. Later Marvane Orlovan left.", &["Rebecca Marvane Orlovan 2"]),
            // two of one family stay two
            ("Rebecca Orlovan spoke. Later Peter Orlovan left.", &["Rebecca Orlovan 1", "Peter Orlovan 1"]),
            ("Robert Orlovan spoke. Later Joe Orlovan left.", &["Robert Orlovan 1", "Joe Orlovan 1"]),
            ("Rebecca Orlovan spoke. Later Rebecca Marvane left.", &["Rebecca Orlovan 1", "Rebecca Marvane 1"]),
        ],
        people,
    );
}

#[test]
fn names_of_one_body() {
    let extractor = extractor();
    let bodies = |text: &str| -> Vec<String> {
        let extraction = extractor.extract(text);
        let body = |o: &crate::extraction::Organization<'_>| {
            let country = o.country.map_or(String::new(), |c| c.to_string());
            format!("{} {} {country}", o.name, o.mentions.len()).trim_end().to_owned()
        };
        extraction.organizations.iter().map(body).collect()
    };
    check(
        &[
            // an acronym that the text defines, before and behind its definition
            (
                "The Upper Valley Irrigation Authority (UVIA) met. The UVIA agreed.",
                &["Upper Valley Irrigation Authority 3"],
            ),
            ("The Harbour Pilots Association (HPA) met. The HPA agreed.", &["Harbour Pilots Association 3"]),
            // the letters abbreviate nothing
            ("The Harbour Pilots Association (in May) met.", &["Harbour Pilots Association 1"]),
            // a head word alone names nothing
            ("The Agency met. It was late.", &[]),
            ("The Agencies met. It was late.", &[]),
            // the country that the text gives
            ("the Kenyan Ministry of Rivers and Forests met", &["Kenyan Ministry of Rivers and Forests 1 KE"]),
            ("the Ministry of Water and Energy of Norway met", &["Ministry of Water and Energy of Norway 1 NO"]),
            ("Travel to Chad\nHarbour Safety Agency\n", &["Harbour Safety Agency 1"]),
            (
                "We call on the government of Ethiopia to help. The government of Ethiopia agreed.",
                &["government of Ethiopia 2 ET"],
            ),
        ],
        bodies,
    );
}

#[test]
fn names_of_one_place() {
    let extractor = extractor();
    let places = |text: &str| -> Vec<String> {
        let extraction = extractor.extract(text);
        let place = |p: &crate::extraction::Place<'_>| {
            let country = p.country.map_or(String::new(), |c| c.to_string());
            format!("{} {country}", p.name).trim_end().to_owned()
        };
        extraction.places.iter().map(place).collect()
    };
    check(
        &[
            ("He came to Kenya and left Kenya in May.", &["Kenya KE"]),
            ("He lives in Smallbridge, Ohio, today.", &["Smallbridge US", "Ohio US"]),
            ("He lives in Parwan province, Afghanistan, today.", &["Parwan AF", "Afghanistan AF"]),
            // a demonym gives its country
            ("The Kenyan farmers met.", &["Kenya KE"]),
            ("He lives in Orlandia today.", &[]),
            ("He met the Board today.", &[]),
        ],
        places,
    );
}
