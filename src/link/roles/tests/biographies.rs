//! Biographies and lists of nominations: the subject, what it was, and what it is named for.

use super::check;

#[test]
fn the_subject_of_a_sentence_holds_its_title() {
    check(&[
        ("Rebecca Orlovan, of Maine, to be Ambassador to Chad.", &["Rebecca Orlovan | Ambassador"]),
        ("Rebecca Orlovan is here. She served as Deputy Director.", &["Rebecca Orlovan | Deputy Director"]),
        ("Rebecca Orlovan currently serves as Director General.", &["Rebecca Orlovan | Director General"]),
        ("Rebecca Orlovan met officials such as the Director General.", &[]),
        ("Rebecca Orlovan and Peter Marvane came. She served as Deputy Director.", &[]),
        (
            "Rebecca Orlovan, an adviser to Peter Marvane, will serve as Deputy Director.",
            &["Rebecca Orlovan | adviser", "Rebecca Orlovan | Deputy Director"],
        ),
        (
            "As Deputy Director of the Tax Division, Rebecca Orlovan led ten people.",
            &["Rebecca Orlovan | Deputy Director | Tax Division"],
        ),
        ("Rebecca Orlovan is here. As Deputy Director, she led ten people.", &["Rebecca Orlovan | Deputy Director"]),
        (
            "Rebecca Orlovan, who most recently served as Deputy Director, is here.",
            &["Rebecca Orlovan | Deputy Director"],
        ),
        ("As Deputy Director of the Tax Division, ten people led Rebecca Orlovan.", &[]),
        ("As the Deputy Director said, Kenya met Rebecca Orlovan.", &[]),
        // a biography goes on about its person
        (
            "Rebecca Orlovan was Counsel to Senator Peter Marvane. She served as Deputy Director.",
            &["Rebecca Orlovan | Counsel", "Peter Marvane | Senator", "Rebecca Orlovan | Deputy Director"],
        ),
        ("Rebecca Orlovan appointed Peter Marvane. He served as Deputy Director.", &[]),
        (
            "Rebecca Orlovan is here. She met Peter Marvane. She served as Deputy Director.",
            &["Rebecca Orlovan | Deputy Director"],
        ),
        ("Rebecca Orlovan is here. She met Peter Marvane. He served as Deputy Director.", &[]),
        ("Rebecca Orlovan joined the Tax Division in 2012 as Deputy Director.", &["Rebecca Orlovan | Deputy Director"]),
        // by whom somebody was appointed, and whom he served
        (
            "Rebecca Orlovan was appointed by Presidents Peter Marvane and Luis Ortega to serve as Deputy Director.",
            &["Peter Marvane | Presidents", "Luis Ortega | Presidents", "Rebecca Orlovan | Deputy Director"],
        ),
        ("Rebecca Orlovan served as a Law Clerk to the Honorable Ann Roe.", &["Rebecca Orlovan | Law Clerk"]),
        // what somebody is named for, over the end of a line
        (
            "Rebecca Orlovan, Nominee for\nDeputy Director of the Tax Division\n\nShe is here.",
            &["Rebecca Orlovan | Deputy Director | Tax Division"],
        ),
        (
            "Rebecca Orlovan, Nominee for Ambassador to Malta Vice Admiral Ann Roe, Nominee for Deputy Director",
            &["Rebecca Orlovan | Ambassador", "Ann Roe | Vice Admiral", "Ann Roe | Deputy Director"],
        ),
        ("Rebecca Orlovan: Candidate for Deputy Director", &["Rebecca Orlovan | Deputy Director"]),
        ("Rebecca Orlovan: Deputy Director is a fine office.", &[]),
    ]);
}

#[test]
fn one_verb_leads_to_all_offices_of_a_biography() {
    check(&[
        (
            "Rebecca Orlovan served as Deputy Director of the Tax Division, Chief of Staff at the Criminal Division, and as Legal Adviser to the Antitrust Division.",
            &[
                "Rebecca Orlovan | Deputy Director | Tax Division",
                "Rebecca Orlovan | Chief of Staff | Criminal Division",
                "Rebecca Orlovan | Legal Adviser | Antitrust Division",
            ],
        ),
        (
            "Rebecca Orlovan is the Director of the Tax Division and a Chief Counsel of the Criminal Division.",
            &["Rebecca Orlovan | Director | Tax Division", "Rebecca Orlovan | Chief Counsel | Criminal Division"],
        ),
        (
            "Rebecca Orlovan was most recently the Deputy Director of the Tax Division.",
            &["Rebecca Orlovan | Deputy Director | Tax Division"],
        ),
        (
            "Rebecca Orlovan served for two years in Kabul as Deputy Director of the Tax Division.",
            &["Rebecca Orlovan | Deputy Director | Tax Division"],
        ),
        (
            "Rebecca Orlovan served as Adviser to the Secretary and Director of the Tax Division.",
            &["Rebecca Orlovan | Adviser", "Rebecca Orlovan | Director | Tax Division"],
        ),
        (
            "Rebecca Orlovan was President of the Tax Division. She became Executive Vice President.",
            &["Rebecca Orlovan | President | Tax Division", "Rebecca Orlovan | Executive Vice President"],
        ),
        // what others do or are
        (
            "Rebecca Orlovan is here. She served as Deputy Director of the Tax Division, the Secretary said.",
            &["Rebecca Orlovan | Deputy Director | Tax Division"],
        ),
        ("Rebecca Orlovan served as Adviser to the President and Vice President.", &["Rebecca Orlovan | Adviser"]),
        (
            "Rebecca Orlovan was Deputy Director of the Tax Division where she met the Chief of Staff of the Criminal Division.",
            &["Rebecca Orlovan | Deputy Director | Tax Division"],
        ),
        ("Rebecca Orlovan thanked Kenya for its work as Chair of the Tax Division.", &[]),
    ]);
}
