//! Bodies by what stands inside their names: an entry of the lists, a head word, a plural that was a possessive.

use super::{check, extractor, marked, marked_bodies};
use crate::gazetteer::kinds::ORGANIZATION_KINDS;
use crate::link::entities;

#[test]
fn a_possessive_that_lost_its_apostrophe() {
    let extractor = extractor();
    check(
        &[
            (
                "The Harbour Safety Office agreed. The [organization:Harbour Safety Offices] website opened.",
                &["Harbour Safety Office 2"],
            ),
            ("The Ferry Court agreed. The [organization:Ferry Courts] website opened.", &["Ferry Court 2"]),
            (
                "The Harbour Pilots Association met. The [organization:Harbour Pilots Associations] website opened.",
                &["Harbour Pilots Association 2"],
            ),
            // a list knows the plural as a name of its own
            ("The [organization:Royal Marine] met. The Royal Marines agreed.", &["Royal Marine 1", "Royal Marines 1"]),
            // the letter is lost inside, or there was none
            (
                "The Harbour Pilot Association met. The [organization:Harbour Pilots Association] agreed.",
                &["Harbour Pilot Association 1", "Harbour Pilots Association 1"],
            ),
            (
                "The [organization:Ferry Courts] website opened. The Ferry Court agreed.",
                &["Ferry Courts 1", "Ferry Court 1"],
            ),
        ],
        |text| marked_bodies(&extractor, text),
    );
}

#[test]
fn an_entry_behind_a_country_or_the_body_above() {
    let extractor = extractor();
    let references = |text: &str| -> Vec<String> {
        marked(&extractor, text, |document, lists, mentions| {
            let id = |e| lists.gazetteers.entry(e).id().to_owned();
            let bodies = entities(document, lists, mentions).organizations;
            bodies.iter().map(|body| body.entry.map_or("-".to_owned(), id)).collect()
        })
    };
    check(
        &[
            // a country, its people, its possessive
            ("The [organization:U.S. Department of State] agreed.", &["us-state"]),
            ("The [organization:American Bureau of Consular Affairs] agreed.", &["us-state-ca"]),
            ("The [organization:British Royal Marines] agreed.", &["gb-royal-marines"]),
            ("[organization:Britain's Royal Marines] agreed.", &["gb-royal-marines"]),
            // the body above
            ("The [organization:Justice Department Civil Rights Division] agreed.", &["us-doj-crt"]),
            ("The [organization:Justice Department Tax Division] agreed.", &["us-doj-tax"]),
            ("The [organization:Department of Justice Tax Division] agreed.", &["us-doj-tax"]),
            // of another country
            ("The [organization:Kenyan Department of State] agreed.", &["-"]),
            ("The [organization:FBI Royal Marines] agreed.", &["-"]),
            // what stands in front is neither, what stands behind goes on
            ("The [organization:Harbour Royal Marines] agreed.", &["-"]),
            ("The [organization:British Royal Marines of Harbours] agreed.", &["-"]),
        ],
        references,
    );
}

#[test]
fn the_kind_of_a_body_by_its_head_word() {
    let extractor = extractor();
    let kinds = |text: &str| -> Vec<String> {
        marked(&extractor, text, |document, lists, mentions| {
            let bodies = entities(document, lists, mentions).organizations;
            bodies.iter().map(|body| ORGANIZATION_KINDS[usize::from(body.subkind)].to_owned()).collect()
        })
    };
    check(
        &[
            // the last word ("The" keeps the rules from reading them)
            ("It is [organization:The Orlovan University] there.", &["university"]),
            ("It is [organization:The Orlovan Ministry Court] there.", &["court"]),
            // else the first
            ("It is [organization:The Court of the Orlovan Agency Pier] there.", &["court"]),
            ("It is [organization:The Orlovan University of Rivers] there.", &["university"]),
            // a unit has a number
            ("It is [organization:Tarrow Brigade] there.", &["agency"]),
            ("It is [organization:Tarrow Brigade 12] there.", &["military_unit"]),
            // no head word
            ("It is [organization:The Orlovan Marvane] there.", &["other"]),
            ("It is [organization:Orlovan of Marvane] there.", &["other"]),
        ],
        kinds,
    );
}
