//! Bodies that no list holds: a head word and what belongs to it, units by their numbers, acronyms that the text defines.

mod acronyms;
mod coordinated;
mod forms;
mod heads;
mod units;

use super::Rule;
use super::lists::Lists;
use crate::document::{Document, TokenKind};
use crate::gazetteer::compile::FormKind;
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::gazetteer::numbers::organization::COMPANY;
use crate::mention::{Kind, Mention};
pub(crate) use acronyms::{abbreviates, defined_acronym};
pub(crate) use coordinated::head_last as bodies_of_one_head;
pub(crate) use heads::{extend_left, field, unknown_name};

/// The rules, with their examples.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        name: "organizations/head-first",
        doc: "A head word, a link word and the field: \"Ministry of Water and Energy\", \"Embassy of Japan in Kabul\".",
        yes: &[
            "She heads the [organization:Ministry of Rivers and Forests] there.",
            "He visited the [organization:Embassy of Freedonia in Kabul] today.",
            "The [organization:Bureau of Harbour Safety] and the minister agreed.",
            "The [organization:Office of the Special Envoy for Water Issues] agreed.",
            "- [organization:University of Wisconsin – Oshkosh]",
        ],
        no: &["They spoke of the ministry of the north.", "A department of great size was built."],
    },
    Rule {
        name: "organizations/head-last",
        doc: "Capitalised words that end in a head word: \"Danube River Commission\".",
        yes: &[
            "The [organization:Upper Valley Irrigation Authority] met in May.",
            "The [organization:Bluewater Shipping Council] met there.",
            "The [organization:Harbour Pilots Association] agreed.",
        ],
        no: &["The Agency said so.", "The shipping corporation said so."],
    },
    // releases of prosecutors: "the Norfolk, Virginia, Field Office"
    Rule {
        name: "organizations/town-head",
        doc: "A town or county, its state and a head word: \"Bath, Maine, Police Department\".",
        yes: &[
            "The [organization:Norfolk, Virginia, Police Department] helped.",
            "agents of the [organization:Omaha, Nebraska, Field Office] came",
            "The [organization:Clay County, Florida, Sheriff’s Office] helped.",
        ],
        no: &["In Norfolk, Virginia, Police came.", "He lives in Omaha, Nebraska, and works there."],
    },
    Rule {
        name: "organizations/legal-form",
        doc: "Capitalised words up to the legal form of a company: \"Harlow Marine Systems, Inc.\".",
        yes: &[
            "[organization:Harlow Marine Systems Inc.], Bath, Maine, was awarded a contract.",
            "Workers of [organization:Blue Dhow Shipping LLC] and [organization:Gulf Lantern Trading FZE] came.",
            "a contract with [organization:Orlovan, Ltd.] was signed",
            // lists of the companies of a case or a contract
            "They sued [organization:Johnson & Johnson] and [organization:Harlow Marine Systems, Inc.] there.",
            "Contracts went to [organization:Boeing], [organization:Lockheed Martin] and [organization:Blue Dhow Shipping LLC] then.",
            "They met [organization:Boeing] and [organization:Blue Dhow Freight and Shipping LLC] there.",
        ],
        no: &[
            "The company was limited to that.",
            "They wrote to Inc. of that city.",
            "Orlo Marvane, Co-Chair of the forum, said so.",
            "The Orlovan Guard and Company B fought there.",
        ],
    },
    Rule {
        name: "organizations/coordinated-head",
        doc: "One plural head word for several bodies: \"Ministries of Health, Agriculture and Energy\" is three, \"the State and Justice Departments\" two.",
        yes: &[
            "The [organization:Ministries of Health], [organization:Agriculture] and [organization:Energy] agreed.",
            "the [organization:Departments of State] and [organization:Defense] said",
            "Officials of the [organization:Ministries of Justice] and [organization:Transport] met.",
            // behind the names only for bodies of the lists, in releases on cases and read-outs of meetings
            "The [organization:State] and [organization:Justice Departments] agreed.",
            "trial attorneys of the [organization:Civil] and [organization:Criminal Divisions]",
            "He met the [organization:House Intelligence] and [organization:Judiciary Committees].",
            "the [organization:State], [organization:Treasury] and [organization:Labor Departments]",
        ],
        no: &[
            "The ministries of many countries met.",
            "The Ministry of Health and Social Affairs agreed.",
            "They met Federal and State Agencies.",
            "the Executive and Legislative Branches",
            "the U.S. and British Armies",
        ],
    },
    Rule {
        name: "organizations/unit",
        doc: "A number and a head word of a unit, or a head word and its number: \"3rd Battalion, 321st Field Artillery Regiment\".",
        yes: &[
            "Soldiers of the [organization:3rd Battalion, 321st Field Artillery Regiment] fired.",
            "the [organization:97th Bomb Squadron] flew",
            "He leads [organization:Task Force 51] there.",
        ],
        no: &["the third battalion of the day", "It was the 3rd attempt by a task force."],
    },
    Rule {
        name: "organizations/government",
        doc: "A people and a word for its government or forces in lower case: \"the Iraqi government\".",
        yes: &[
            "The [organization:Iraqi government] agreed.",
            "Talks with the [organization:Kenyan parliament] went on.",
            "a statement of the [organization:Norwegian government]",
        ],
        no: &["The government agreed.", "Iraqi farmers agreed."],
    },
    // releases of foreign ministries: "the spokesman of the government of Somalia"
    Rule {
        name: "organizations/government-of",
        doc: "A word for a government in lower case and the country that it governs: \"the government of Ethiopia\".",
        yes: &[
            "the announcement by the [organization:government of Ethiopia] of a truce",
            "We call on the [organization:government of Sudan] to follow.",
            "spying for the [organization:government of the Philippines] began",
        ],
        no: &["The government of the province met.", "a government of laws", "The people of Sudan have no government."],
    },
    Rule {
        name: "organizations/acronym",
        doc: "An acronym in brackets behind a body names it from then on: \"National Nuclear Center (NNC)\".",
        yes: &[
            "The [organization:Upper Valley Irrigation Authority] ([organization:UVIA]) met. The [organization:UVIA] agreed.",
            "the [organization:Harbour Pilots Association] ([organization:HPA]) and HPAs",
            "The [organization:Ministry of Rivers and Forests] ([organization:MRF]) was there.",
        ],
        no: &["The authority (UVIA) met.", "The minister (of water) met."],
    },
];

/// Adds the bodies that the grammar reads.
pub(crate) fn find(document: &Document<'_>, lists: &Lists<'_>, out: &mut Vec<Mention>) {
    let mut at = 0;
    while at < document.tokens.len() {
        // most tokens begin nothing
        let begins = lists.opens(at, Family::Organization)
            || document.tokens[at].kind == TokenKind::Mixed
            || document.is(at, Class::LEGAL_FORM);
        if !begins {
            at += 1;
            continue;
        }
        for (range, entry) in coordinated::head_last(document, lists, at) {
            let kind = lists.gazetteers.entry(entry).kind();
            let body = Mention::by_rule(Kind::Organization, range, "organizations/coordinated-head").of_kind(kind);
            out.push(Mention { entry: Some(entry), ..body });
        }
        if let Some((range, kind)) = units::unit(document, lists, at) {
            out.push(Mention::by_rule(Kind::Organization, range, "organizations/unit").of_kind(kind));
            at = range.end as usize;
            continue;
        }
        if let Some(range) = forms::legal_form(document, lists, at) {
            out.push(Mention::by_rule(Kind::Organization, range, "organizations/legal-form").of_kind(COMPANY));
        } else if let Some((m, head)) = lists.head(at, Family::Organization).filter(|(_, head)| !head.unit) {
            let (start, end) = (m.range.start as usize, m.range.end as usize);
            let links = lists.entry(m).links();
            if document.tokens[start].is_capital() {
                if m.form == FormKind::Plural {
                    coordinated::head_first(document, lists, start, end, head.kind, out);
                } else {
                    heads::head_word(document, lists, start, end, links, head, out);
                }
            } else if let Some(range) = forms::government(document, lists, start, end, head.kind) {
                out.push(Mention::by_rule(Kind::Organization, range, "organizations/government").of_kind(head.kind));
            } else if m.form != FormKind::Plural
                && let Some(range) = forms::government_of(document, lists, start, end, head.kind)
            {
                out.push(Mention::by_rule(Kind::Organization, range, "organizations/government-of").of_kind(head.kind));
            }
        }
        at += 1;
    }
    acronyms::acronyms(document, out);
}
