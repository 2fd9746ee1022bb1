//! Texts with the people, bodies and places that they name, each once, as lists and grammar alone read them.

mod bodies;
mod places;

use crate::document::{Document, TokenRange};
use crate::extractor::Extractor;
use crate::mention::{Kind, Mention};
use crate::rules::Lists;
use crate::rules::examples::unmark;

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

/// The bodies of a text, each with its number of mentions.
fn bodies(extractor: &Extractor, text: &str) -> Vec<String> {
    extractor.extract(text).organizations.iter().map(|o| format!("{} {}", o.name, o.mentions.len())).collect()
}

/// Reads a text in which marks stand for what the model alone reads: "The [organization:Agency] agreed."
pub(super) fn marked<T>(
    extractor: &Extractor,
    marked: &str,
    read: impl Fn(&Document<'_>, &Lists<'_>, &[Mention]) -> T,
) -> T {
    let (text, marks) = unmark(marked);
    let (document, mut mentions) = extractor.mentions(&text);
    for (kind, start, end) in marks {
        let kind = match kind.as_str() {
            "organization" => Kind::Organization,
            "demonym" => Kind::Demonym,
            _ => Kind::Place,
        };
        let at =
            |byte: usize| (0..document.tokens.len()).find(|&t| document.span(TokenRange::new(t, t + 1)).end > byte);
        let range = TokenRange::new(at(start).unwrap(), at(end - 1).unwrap() + 1);
        if !mentions.iter().any(|m| m.range == range) {
            mentions.retain(|m| m.range.end <= range.start || m.range.start >= range.end);
            mentions.push(Mention::by_rule(kind, range, "tests"));
        }
    }
    mentions.sort_by_key(|m| (m.range.start, std::cmp::Reverse(m.range.end)));
    read(&document, &Lists::new(&document, extractor.gazetteers()), &mentions)
}

/// The bodies of a text with marks.
fn marked_bodies(extractor: &Extractor, text: &str) -> Vec<String> {
    marked(extractor, text, |document, lists, mentions| {
        let name = |body: &super::Entity| body.name.map_or("?", |name| document.range_text(name)).to_owned();
        let entities = super::entities(document, lists, mentions);
        entities.organizations.iter().map(|body| format!("{} {}", name(body), body.mentions.len())).collect()
    })
}

/// What the text of a release says, where its head and its foot are the test.
const NEWS: &str = "SMALLBRIDGE, Ohio, May 5, 2021 - The new pier opened today, officials said at the ceremony. \
                    Visitors came from many towns along the river to see it.\n\nWork went on for two years.\n";

#[test]
fn who_issued_a_release() {
    let extractor = extractor();
    let issuer = |text: &str| -> Vec<String> {
        let text = text.replace("NEWS", NEWS);
        let extraction = extractor.extract(&text);
        let body = |id| extraction.organizations.iter().find(|o| o.id == id).map(|o| o.name.to_string());
        extraction.document.issuer.and_then(body).into_iter().collect()
    };
    check(
        &[
            // a header
            (
                "Office of Harbour Safety\nFOR IMMEDIATE RELEASE\nMay 5, 2021\n\nPier Opens\n\nNEWS",
                &["Office of Harbour Safety"],
            ),
            ("Department of the Army\n\nPier Opens\n\nNEWS", &["Department of the Army"]),
            (
                "Office of the Pier\nDepartment of the Army\nFOR IMMEDIATE RELEASE\n\nPier Opens\n\nNEWS",
                &["Department of the Army"],
            ),
            // a byline, by the body that it names; a header goes before it
            ("Pier Opens\n\nBy Rebecca Orlovan, Department of the Army\n\nNEWS", &["Department of the Army"]),
            (
                "Department of Justice\n\nPier Opens\n\nBy Rebecca Orlovan, Department of the Army\n\nNEWS",
                &["Department of Justice"],
            ),
            // which may be the writer
            ("Pier Opens\n\nBy Harbour Safety Agency, May 5, 2021\n\nNEWS", &["Harbour Safety Agency"]),
            ("Pier Opens\n\nBy: Harbour Safety Agency\n\nNEWS", &["Harbour Safety Agency"]),
            ("Pier Opens\n\nStory by Harbour Safety Agency Staff\n\nNEWS", &[]),
            // a signature
            ("Pier Opens\n\nNEWS\nSincerely,\n\nRebecca Orlovan\nHarbour Safety Agency\n", &["Harbour Safety Agency"]),
            ("Pier Opens\n\nNEWS\nSincerely,\n\nRebecca Orlovan\nDepartment of Justice\n", &["Department of Justice"]),
            // a paragraph "About"
            (
                "Pier Opens\n\nNEWS\n###\n\nAbout the Harbour Safety Agency\n\nIt keeps the piers safe.\n",
                &["Harbour Safety Agency"],
            ),
            (
                "Pier Opens\n\nNEWS\nAbout the Department of Justice\n\nIt keeps the piers safe.\n",
                &["Department of Justice"],
            ),
            // by the office of the person who signs
            (
                "Pier Opens\n\nBy Rebecca Orlovan\n\nNEWSRebecca Orlovan, Director of the Department of Justice, agreed.\n",
                &["Department of Justice"],
            ),
            (
                "Pier Opens\n\nNEWSDepartment of Justice Director Rebecca Orlovan agreed.\n\nSincerely,\n\nRebecca Orlovan\n",
                &["Department of Justice"],
            ),
            (
                "Pier Opens\n\nBy Rebecca Orlovan and Peter Marvane\n\nNEWSPeter Marvane, Director of the FBI, agreed.\n",
                &["Federal Bureau of Investigation"],
            ),
            // without an office, in another's, or of a body that no list knows
            ("Pier Opens\n\nBy Rebecca Orlovan\n\nNEWSPeter Marvane, Director of the FBI, agreed.\n", &[]),
            ("Pier Opens\n\nBy Rebecca Orlovan\n\nNEWSRebecca Orlovan, Director, met the FBI.\n", &[]),
            (
                "Pier Opens\n\nBy Rebecca Orlovan\n\nNEWSRebecca Orlovan, Director of the Harbour Safety Agency, agreed.\n",
                &[],
            ),
            // a body of which the text or the headline speaks issues nothing
            ("Pier Opens\n\nNEWS", &[]),
            ("Pier Opens\n\nNEWSThe Department of Justice agreed.\n", &[]),
            ("Pier Opens at Department of Justice\n\nNEWS", &[]),
            // nor does an office that stands in a byline among other words
            ("Pier Opens\n\nBy Rebecca Orlovan, Director, Harbour Safety Agency\n\nNEWS", &[]),
            // what stands below the end is about the body only if it says so
            ("Pier Opens\n\nNEWS\n###\n\nThe Harbour Safety Agency keeps the piers safe.\n", &[]),
            // headings of sections in capitals
            ("NASA\n\nAwards\n\nNEWS\nNASA\n\nIt was given a pier.\n\nNATO\n\nIt was given a pier.\n", &[]),
        ],
        issuer,
    );
}

#[test]
fn a_head_word_alone_means_the_last_body_that_has_it() {
    let extractor = extractor();
    check(
        &[
            ("The Harbour Safety Agency met. The [organization:Agency] agreed.", &["Harbour Safety Agency 2"]),
            ("The Department of Justice met. The [organization:Department] agreed.", &["Department of Justice 2"]),
            ("The Ministry of Rivers met. Later the [organization:Ministry] agreed.", &["Ministry of Rivers 2"]),
            (
                "The Department of Justice met the Department of Labor. The [organization:Department] agreed.",
                &["Department of Justice 1", "Department of Labor 2"],
            ),
            (
                "The Harbour Safety Agency met. The FBI met. The [organization:Agency] agreed.",
                &["Harbour Safety Agency 2", "FBI 1"],
            ),
            // no body of that word, or none before
            ("The Harbour Safety Agency met. The [organization:Department] agreed.", &["Harbour Safety Agency 1"]),
            ("The [organization:Agency] agreed.", &[]),
            ("The [organization:Agency] agreed. The Harbour Safety Agency met.", &["Harbour Safety Agency 1"]),
            // a name of its own is no head word alone
            (
                "The Department of Justice met. The Department of Labor agreed.",
                &["Department of Justice 1", "Department of Labor 1"],
            ),
        ],
        |text| marked_bodies(&extractor, text),
    );
}

#[test]
fn an_acronym_means_the_name_that_it_abbreviates() {
    let extractor = extractor();
    check(
        &[
            // without a definition
            (
                "The Upper Valley Irrigation Authority met. [organization:UVIA] agreed.",
                &["Upper Valley Irrigation Authority 2"],
            ),
            ("The Marland Ocean Directorate met. The MOD agreed.", &["Marland Ocean Directorate 2"]),
            // the definition stands behind
            (
                "[organization:UVIA] agreed. Later the Upper Valley Irrigation Authority (UVIA) met.",
                &["Upper Valley Irrigation Authority 3"],
            ),
            // a bracket right behind a name in another language
            (
                "The [organization:Foraj Marland] ([organization:KPT]) met. [organization:KPT] agreed.",
                &["Foraj Marland 3"],
            ),
            // a company is known by its first word, whatever else a list calls so
            ("KRT Cables Inc. agreed. [organization:KRT] met.", &["KRT Cables Inc. 2"]),
            ("FBI Cables Inc. agreed. FBI met.", &["FBI Cables Inc. 2"]),
            // other letters
            (
                "The Upper Valley Irrigation Authority met. [organization:UVTA] agreed.",
                &["Upper Valley Irrigation Authority 1", "UVTA 1"],
            ),
            ("The [organization:Foraj Marland] met ([organization:KPT]).", &["Foraj Marland 1", "KPT 1"]),
            // two names of the same letters
            (
                "The Upper Valley Irrigation Authority met the United Village Irrigation Authority. [organization:UVIA] agreed.",
                &["Upper Valley Irrigation Authority 1", "United Village Irrigation Authority 1", "UVIA 1"],
            ),
        ],
        |text| marked_bodies(&extractor, text),
    );
}

#[test]
fn a_head_word_over_several_bodies() {
    let extractor = extractor();
    check(
        &[
            (
                "The Ministries of Health, Energy and Labour met.",
                &["Ministry of Health 1", "Ministry of Energy 1", "Ministry of Labour 1"],
            ),
            ("The Departments of Labor and Energy agreed.", &["Department of Labor 1", "Department of Energy 1"]),
            (
                "The Kenyan Ministries of Health and Energy met.",
                &["Kenyan Ministry of Health 1", "Ministry of Energy 1"],
            ),
            // one body of two fields
            ("The Ministry of Health and Social Affairs met.", &["Ministry of Health and Social Affairs 1"]),
            ("The ministries of many countries met.", &[]),
        ],
        |text| bodies(&extractor, text),
    );
}

#[test]
fn the_country_of_a_body() {
    let extractor = extractor();
    let countries = |text: &str| -> Vec<String> {
        let extraction = extractor.extract(text);
        extraction.organizations.iter().map(|o| o.country.map_or("-".to_owned(), |c| c.to_string())).collect()
    };
    check(
        &[
            ("Kenya's Ministry of Rivers met.", &["KE"]),
            ("The Norwegian Ministry of Rivers met.", &["NO"]),
            ("The Ministry of Rivers of Norway met.", &["NO"]),
            ("The University of Rhode Island met.", &["US"]),
            ("The German Ministry of Defence met.", &["DE"]),
            // a country beside it says nothing
            ("He left Kenya. The Ministry of Rivers met.", &["-"]),
            ("In Kenya, the Harbour Pilots Association met.", &["-"]),
        ],
        countries,
    );
}

#[test]
fn one_place_inside_the_next() {
    let extractor = extractor();
    let places = |text: &str| -> Vec<String> {
        let extraction = extractor.extract(text);
        let place = |p: &crate::extraction::Place<'_>| {
            format!("{} {}", p.reference.as_deref().unwrap_or("-"), p.country.map_or("-".to_owned(), |c| c.to_string()))
        };
        extraction.places.iter().map(place).collect()
    };
    check(
        &[
            // a state behind the comma chooses the town, a town before it the state
            ("They met in Portland, Oregon, on Monday.", &["us-or-city-portland US", "us-OR US"]),
            ("They met in Portland, Maine, on Monday.", &["us-me-city-portland US", "us-ME US"]),
            ("They met in Seattle, Washington, on Monday.", &["us-wa-city-seattle US", "us-WA US"]),
            ("They met in Paris, France, on Monday.", &["fr-city-paris FR", "iso-FR FR"]),
            // towns that no list holds lie where the next place lies
            ("They met at Orlan Airfield, Parwan province, Afghanistan.", &["- AF", "af-parwan AF", "iso-AF AF"]),
            ("They met in Orlan District, Kenya.", &["- KE", "iso-KE KE"]),
            // an enumeration is no holder
            ("They met in Kenya, Norway and Chad.", &["iso-KE KE", "iso-NO NO", "iso-TD TD"]),
            ("They met in Oregon, Washington, Idaho and Ohio.", &["us-OR US", "us-WA US", "us-ID US", "us-OH US"]),
            // nothing says where
            ("They left Kenya for Norway and met in Orlan District.", &["iso-KE KE", "iso-NO NO", "- NO"]),
        ],
        places,
    );
}

#[test]
fn another_name_of_one_person() {
    let extractor = extractor();
    let people = |text: &str| -> Vec<String> {
        extractor.extract(text).people.iter().map(|p| format!("{} {}", p.name, p.mentions.len())).collect()
    };
    check(
        &[
            ("Rebecca Orlovan, also known as Jane Marvane, spoke.", &["Rebecca Orlovan 2"]),
            ("Rebecca Orlovan, aka Jane Marvane, spoke.", &["Rebecca Orlovan 2"]),
            ("Rebecca Orlovan, better known as Jane Marvane, spoke.", &["Rebecca Orlovan 2"]),
            ("Rebecca Orlovan, a/k/a Jane Marvane, a/k/a Ann Roe, spoke.", &["Rebecca Orlovan 3"]),
            ("Rebecca Orlovan, f/k/a Jane Marvane, spoke.", &["Rebecca Orlovan 2"]),
            ("Rebecca Orlovan and/or Jane Marvane spoke.", &["Rebecca Orlovan 1", "Jane Marvane 1"]),
            ("Rebecca Orlovan and Jane Marvane spoke.", &["Rebecca Orlovan 1", "Jane Marvane 1"]),
            ("Rebecca Orlovan and I have known Jane Marvane.", &["Rebecca Orlovan 1", "Jane Marvane 1"]),
            ("Rebecca Orlovan, known to Jane Marvane, spoke.", &["Rebecca Orlovan 1", "Jane Marvane 1"]),
        ],
        people,
    );
}

#[test]
fn parts_of_a_name_in_another_order() {
    let extractor = extractor();
    let people = |text: &str| -> Vec<String> {
        extractor.extract(text).people.iter().map(|p| format!("{} {}", p.name, p.mentions.len())).collect()
    };
    check(
        &[
            // the family name first, a particle before it
            ("Minister Orlovan Rebecca spoke. Rebecca Orlovan left.", &["Orlovan Rebecca 2"]),
            ("Rebecca de Orlovan spoke. Minister de Orlovan left.", &["Rebecca de Orlovan 2"]),
            ("Rebecca Marvane-Orlovan spoke. Minister Marvane-Orlovan left.", &["Rebecca Marvane-Orlovan 2"]),
            // half of a double name, another particle's name
            ("Rebecca Marvane-Orlovan spoke. Peter Orlovan left.", &["Rebecca Marvane-Orlovan 1", "Peter Orlovan 1"]),
            ("Rebecca de Orlovan spoke. Peter de Orlovan left.", &["Rebecca de Orlovan 1", "Peter de Orlovan 1"]),
        ],
        people,
    );
}

#[test]
fn a_country_chooses_among_bodies_of_one_name() {
    let extractor = extractor();
    let references = |text: &str| -> Vec<String> {
        let extraction = extractor.extract(text);
        extraction.organizations.iter().map(|o| o.reference.as_deref().unwrap_or("-").to_owned()).collect()
    };
    check(
        &[
            ("The Kenyan Ministry of Defence met.", &["ke-mod"]),
            ("The Indian Army met.", &["in-army"]),
            ("The Ministry of Defence of Norway met.", &["no-mod"]),
            ("Kenya left. The Kenyan Air Force met.", &["ke-kenya-air-force"]),
            // nothing says whose
            ("The Ministry of Rivers met.", &["-"]),
            ("The Kenyan Department of State met.", &["-"]),
        ],
        references,
    );
}
