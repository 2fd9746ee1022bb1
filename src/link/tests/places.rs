//! Places by what stands inside their names and around them.

use super::{check, extractor, marked};
use crate::extractor::Extractor;
use crate::gazetteer::kinds::PLACE_KINDS;
use crate::link::entities;

/// The places of a text with marks, each as "entry kind country".
fn places(extractor: &Extractor, text: &str) -> Vec<String> {
    marked(extractor, text, |document, lists, mentions| {
        let places = entities(document, lists, mentions).places;
        let place = |place: &crate::link::Entity| {
            let entry = place.entry.map_or("-", |e| lists.gazetteers.entry(e).id());
            let country = place.country.map_or("-".to_owned(), |c| c.to_string());
            format!("{entry} {} {country}", PLACE_KINDS[usize::from(place.subkind)])
        };
        places.iter().map(place).collect()
    })
}

/// Checks the places of texts.
fn check_places(table: &[(&str, &[&str])]) {
    let extractor = extractor();
    check(table, |text| places(&extractor, text));
}

#[test]
fn a_class_word_behind_the_name_of_a_region() {
    check_places(&[
        ("They met in [place:Parwan province] today.", &["af-parwan region AF"]),
        ("They met in [place:Helmand Province] today.", &["af-helmand region AF"]),
        ("They met in [place:Bavaria State] today.", &["de-bavaria region DE"]),
        // a class word of other countries, or of no region
        ("They met in [place:La Paz County] today.", &["- region -"]),
        ("They met in [place:Parwan River] today.", &["- water -"]),
        // no region of the lists
        ("They met in [place:Orlan province] today.", &["- region -"]),
    ]);
}

#[test]
fn a_people_that_another_word_tells_apart() {
    check_places(&[
        ("The [demonym:Cuban Norwegians] met.", &["iso-NO country NO"]),
        ("The [demonym:Orlan Kenyans] met.", &["iso-KE country KE"]),
        ("The [demonym:northern Norwegians] met.", &["iso-NO country NO"]),
        // the last word is no people, or there is no other
        ("The [demonym:Cuban Marvanes] met.", &["- other -"]),
        ("The [demonym:Marvanes] met.", &["- other -"]),
        // a place is no people
        ("They met in [place:Orlan Kenya] today.", &["- other KE"]),
    ]);
}

#[test]
fn the_kind_of_a_place_by_its_head_word() {
    check_places(&[
        // "the" keeps the rules from reading them
        ("They met at [place:the Orlan River] today.", &["- water -"]),
        ("They met at [place:the Orlan Airfield] today.", &["- facility -"]),
        ("They met in [place:the Orlan District] today.", &["- region -"]),
        // the last one counts
        ("They met at [place:the Orlan River Airfield] today.", &["- facility -"]),
        // no head word
        ("They met in [place:Orlan] today.", &["- other -"]),
        ("They met in [place:Orlan Marvane] today.", &["- other -"]),
    ]);
}

#[test]
fn a_capital_goes_before_a_state_of_its_name() {
    let dc = "us-dc-city-washington city US";
    check_places(&[
        ("They met in Washington on Monday.", &[dc]),
        ("They left Oregon for Washington.", &["us-OR state US", dc]),
        ("Kenya agreed. Officials in Washington agreed too.", &["iso-KE country KE", dc]),
        // what stands beside it says that the state is meant
        ("They met in Seattle, Washington, on Monday.", &["us-wa-city-seattle city US", "us-WA state US"]),
        ("They live in Oregon, Washington and Idaho.", &["us-OR state US", dc, "us-ID state US"]),
        // a country goes before both
        ("They met in Georgia on Monday.", &["iso-GE country GE"]),
    ]);
}

#[test]
fn a_place_that_no_list_holds_lies_in_the_country_of_its_text() {
    check_places(&[
        // the country of the sentence
        (
            "They left Chad. From Kenya they came to [place:Orlan].",
            &["iso-TD country TD", "iso-KE country KE", "- other KE"],
        ),
        (
            "The Norwegian delegation met in [place:Orlan]. Kenya agreed.",
            &["iso-NO country NO", "- other NO", "iso-KE country KE"],
        ),
        // the only one of the document
        ("Kenya agreed. They met in [place:Orlan].", &["iso-KE country KE", "- other KE"]),
        ("They met in [place:Orlan]. Kenya agreed.", &["- other KE", "iso-KE country KE"]),
        ("The Kenyan Air Force agreed. They met in [place:Orlan].", &["- other KE"]),
        // one of two, or none
        ("Kenya and Chad agreed. They met in [place:Orlan].", &["iso-KE country KE", "iso-TD country TD", "- other -"]),
        ("In [place:Orlan] Kenya and Chad agreed.", &["- other -", "iso-KE country KE", "iso-TD country TD"]),
        ("They met in [place:Orlan].", &["- other -"]),
    ]);
}

#[test]
fn a_region_that_was_named_with_its_class() {
    check_places(&[
        ("They met in [place:Baghlan province], mainly in [place:Baghlan].", &["af-baghlan region AF"]),
        ("They met in [place:Kandahar province] and left [place:Kandahar].", &["af-kandahar region AF"]),
        // nothing tells that the region is meant
        ("They met in [place:Baghlan].", &["af-city-baghlan city AF"]),
        (
            "They met in [place:Parwan province] and in [place:Baghlan].",
            &["af-parwan region AF", "af-city-baghlan city AF"],
        ),
    ]);
}

#[test]
fn a_direction_is_a_region() {
    check_places(&[
        ("In Kenya they asked the [place:West] to wait.", &["iso-KE country KE", "- region -"]),
        ("They met in [place:Northwest Ohio] today.", &["- region US"]),
        ("In Kenya they met in [place:Southern Zarrowby].", &["iso-KE country KE", "- region KE"]),
        // other words say nothing, and a class of places says more
        ("In Kenya they met in [place:Zarrowby].", &["iso-KE country KE", "- other KE"]),
        ("They met at the [place:West River] today.", &["- water -"]),
    ]);
}
