use super::*;

#[test]
fn what_a_title_says_of_its_time() {
    let extractor = Extractor::builder().rules_only(true).build().unwrap();
    for (text, want) in [
        ("Former President Rebecca Orlovan spoke.", Some(RoleStatus::Former)),
        ("Then-Secretary Rebecca Orlovan spoke.", Some(RoleStatus::Former)),
        ("Rebecca Orlovan, a former police officer, spoke.", Some(RoleStatus::Former)),
        ("Acting Director Rebecca Orlovan spoke.", Some(RoleStatus::Acting)),
        ("Interim Director Rebecca Orlovan spoke.", Some(RoleStatus::Acting)),
        ("Rebecca Orlovan, the acting director, spoke.", Some(RoleStatus::Acting)),
        ("President-elect Rebecca Orlovan spoke.", Some(RoleStatus::Designate)),
        ("Ambassador-designate Rebecca Orlovan spoke.", Some(RoleStatus::Designate)),
        ("Rebecca Orlovan, President-elect, spoke.", Some(RoleStatus::Designate)),
        ("Rebecca Orlovan, Nominee for Ambassador to Chad, spoke.", Some(RoleStatus::Nominee)),
        ("Rebecca Orlovan, of Maine, to be Ambassador to Chad.", Some(RoleStatus::Nominee)),
        ("They nominated Rebecca Orlovan to serve as Deputy Director.", Some(RoleStatus::Nominee)),
        ("Rebecca Orlovan: Candidate for Director of the Tax Division", Some(RoleStatus::Nominee)),
        ("Rebecca Orlovan, Nominee for U.S. Representative to the Council, spoke.", Some(RoleStatus::Nominee)),
        ("Former Tax Division Director Rebecca Orlovan spoke.", Some(RoleStatus::Former)),
        ("Rebecca Orlovan previously served as Director of the Tax Division.", Some(RoleStatus::Former)),
        ("Prior to that, Rebecca Orlovan was Director of the Tax Division.", Some(RoleStatus::Former)),
        (
            "Rebecca Orlovan is Director of the Tax Division. She previously served as Director of the Tax Division.",
            None,
        ),
        // the words speak of something else
        ("Director Rebecca Orlovan spoke of the former agreement.", None),
        ("President Rebecca Orlovan was acting well.", None),
        ("Director Rebecca Orlovan, elected in May, spoke.", None),
        ("Rebecca Orlovan came to serve as Deputy Director.", None),
        ("Rebecca Orlovan most recently served as Deputy Director.", None),
        ("Prior to that, Rebecca Orlovan lived here and is the Director of the Tax Division.", None),
        ("Rebecca Orlovan previously lived here and is the Director of the Tax Division.", None),
    ] {
        let extraction = extractor.extract(text);
        assert_eq!(extraction.roles.iter().map(|r| r.status).collect::<Vec<_>>(), [want], "{text}");
    }
}

#[test]
fn titles_that_say_the_same_are_one_role() {
    check(&[
        (
            "Secretary Rebecca Orlovan spoke. Secretary of State Rebecca Orlovan left.",
            &["Rebecca Orlovan | Secretary of State"],
        ),
        ("Colonel Rebecca Orlovan spoke. Col. Orlovan left.", &["Rebecca Orlovan | Col."]),
        (
            "Director Rebecca Orlovan spoke. Harbour Safety Agency Director Rebecca Orlovan left.",
            &["Rebecca Orlovan | Director | Harbour Safety Agency"],
        ),
        ("Acting Director Rebecca Orlovan spoke. Director Orlovan left.", &["Rebecca Orlovan | Acting Director"]),
        // a deputy's title is another
        (
            "President Rebecca Orlovan spoke. Vice President Orlovan left.",
            &["Rebecca Orlovan | President", "Rebecca Orlovan | Vice President"],
        ),
        (
            "Deputy Director Rebecca Orlovan spoke. Director Orlovan left.",
            &["Rebecca Orlovan | Deputy Director", "Rebecca Orlovan | Director"],
        ),
        (
            "Rebecca Orlovan, Nominee for General Counsel, is here. She is the Principal Deputy General Counsel.",
            &["Rebecca Orlovan | General Counsel", "Rebecca Orlovan | Principal Deputy General Counsel"],
        ),
        (
            "Rebecca Orlovan is the Deputy Secretary. She previously served as Secretary of State.",
            &["Rebecca Orlovan | Deputy Secretary", "Rebecca Orlovan | Secretary of State"],
        ),
        (
            "Rebecca Orlovan is the Director of the Tax Division. She previously served as Director.",
            &["Rebecca Orlovan | Director | Tax Division", "Rebecca Orlovan | Director"],
        ),
        (
            "Director Rebecca Orlovan spoke. Assistant Director of Rivers Orlovan left.",
            &["Rebecca Orlovan | Director", "Rebecca Orlovan | Assistant Director of Rivers"],
        ),
        (
            "Rebecca Orlovan previously served as Director. She is the Director of the Tax Division.",
            &["Rebecca Orlovan | Director", "Rebecca Orlovan | Director | Tax Division"],
        ),
        // another title, another person
        (
            "President Rebecca Orlovan spoke. Foreign Minister Rebecca Orlovan left.",
            &["Rebecca Orlovan | President", "Rebecca Orlovan | Foreign Minister"],
        ),
        (
            "Secretary Rebecca Orlovan spoke. Secretary Peter Marvane left.",
            &["Rebecca Orlovan | Secretary", "Peter Marvane | Secretary"],
        ),
    ]);
}
