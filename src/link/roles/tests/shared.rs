//! Bodies and countries that stand once for several titles, or in a title itself.

use super::check;
use crate::extractor::Extractor;

#[test]
fn members_of_a_list_share_the_body_that_stands_once() {
    let hale = "Rebecca Orlovan | Senior Counsel | Tax Division";
    check(&[
        (
            "Tax Division Senior Counsel Rebecca Orlovan and Trial Attorney Peter Marvane spoke.",
            &[hale, "Peter Marvane | Trial Attorney | Tax Division"],
        ),
        (
            "Tax Division Senior Counsel Rebecca Orlovan, Assistant Chief Ann Roe, and Trial Attorney Peter Marvane spoke.",
            &[hale, "Ann Roe | Assistant Chief | Tax Division", "Peter Marvane | Trial Attorney | Tax Division"],
        ),
        (
            "Assistant Chief Rebecca Orlovan and Trial Attorney Peter Marvane of the Tax Division spoke.",
            &["Rebecca Orlovan | Assistant Chief | Tax Division", "Peter Marvane | Trial Attorney | Tax Division"],
        ),
        (
            "Assistant Chief Rebecca Orlovan, Trial Attorney Ann Roe and Trial Attorney Peter Marvane of the Tax Division spoke.",
            &[
                "Rebecca Orlovan | Assistant Chief | Tax Division",
                "Ann Roe | Trial Attorney | Tax Division",
                "Peter Marvane | Trial Attorney | Tax Division",
            ],
        ),
        // titles that the lists tie to another body, that serve somebody, that have no body over them
        (
            "Tax Division Senior Counsel Rebecca Orlovan and Assistant U.S. Attorney Peter Marvane spoke.",
            &[hale, "Peter Marvane | Assistant U.S. Attorney"],
        ),
        (
            "Tax Division Senior Counsel Rebecca Orlovan and Sheriff Peter Marvane spoke.",
            &[hale, "Peter Marvane | Sheriff"],
        ),
        (
            "Tax Division Director Rebecca Orlovan and Port Coordinator Peter Marvane spoke.",
            &["Rebecca Orlovan | Director | Tax Division", "Peter Marvane | Coordinator"],
        ),
        (
            "Tax Division Senior Counsel Rebecca Orlovan met Trial Attorney Peter Marvane.",
            &[hale, "Peter Marvane | Trial Attorney"],
        ),
    ]);
}

#[test]
fn members_of_a_list_share_the_country_that_stands_once() {
    let extractor = Extractor::builder().rules_only(true).build().unwrap();
    for (text, want) in [
        ("Kenyan President Rebecca Orlovan, Prime Minister Peter Marvane and others came.", ["KE", "KE"]),
        ("Kenyan President Rebecca Orlovan and Foreign Minister Marvane came.", ["KE", "KE"]),
        ("Norwegian Prime Minister Rebecca Orlovan, and President Peter Marvane came.", ["NO", "NO"]),
        ("Kenyan President Rebecca Orlovan and Vice President Peter Marvane came.", ["KE", "KE"]),
        // one of each title to a country; who is known; a verb; a title of the United States
        ("Kenyan President Rebecca Orlovan and President Peter Marvane came.", ["KE", ""]),
        ("Kenyan President Rebecca Orlovan and Secretary Marvane came.", ["KE", ""]),
        ("Kenyan President Rebecca Orlovan met Prime Minister Peter Marvane.", ["KE", ""]),
        ("Kenyan President Rebecca Orlovan, Secretary of State Peter Marvane and others came.", ["KE", "US"]),
    ] {
        let extraction = extractor.extract(text);
        let got: Vec<_> = extraction.roles.iter().map(|r| r.country.map_or(String::new(), |c| c.to_string())).collect();
        assert_eq!(got, want, "{text}");
    }
}

#[test]
fn the_country_of_an_office() {
    let extractor = Extractor::builder().rules_only(true).build().unwrap();
    for (text, want) in [
        // offices that the lists know as one country's
        ("Secretary of State Rebecca Orlovan spoke.", "US"),
        ("U.S. District Judge Rebecca Orlovan spoke.", "US"),
        ("Ranking Member Rebecca Orlovan spoke.", "US"),
        ("President Rebecca Orlovan of Kenya spoke.", "KE"),
        ("Kenyan Secretary of State Rebecca Orlovan spoke.", "KE"),
        ("Governor Rebecca Orlovan (Ohio) spoke.", "US"),
        ("Senator Rebecca Orlovan (R-Ohio) spoke.", "US"),
        ("Rebecca Orlovan, U.S. Ambassador to Norway, spoke.", "US"),
        ("Rebecca Orlovan, Kenyan Ambassador to Norway, spoke.", "KE"),
        ("Ambassador Rebecca Orlovan of Norway spoke.", "NO"),
        ("Rebecca Orlovan, Adviser to the Kenyan President, spoke.", "KE"),
        // an envoy's country is not the one where he is sent
        ("Rebecca Orlovan, Ambassador to Kenya, spoke.", ""),
        // where somebody was is not whose office it is
        ("He joined Foreign Minister Rebecca Orlovan in Kenya.", ""),
        ("He welcomed President Rebecca Orlovan to Kenya.", ""),
        ("Foreign Minister Rebecca Orlovan spoke.", ""),
        ("Foreign Minister Rebecca Orlovan (in Kenya) spoke.", ""),
    ] {
        let extraction = extractor.extract(text);
        let got: Vec<_> = extraction.roles.iter().map(|r| r.country.map_or(String::new(), |c| c.to_string())).collect();
        assert_eq!(got, [want], "{text}");
    }
}

#[test]
fn who_says_i() {
    let statement = "Statement by Governor Rebecca Orlovan on Rivers\n\nThe rivers matter.";
    let press = "Press Office Rules\n\nThe office met.";
    let extractor = Extractor::builder().rules_only(true).build().unwrap();
    for (text, want) in [
        (format!("{statement} As Foreign Minister, I led the talks.\n"), true),
        (format!("{statement} When I was Foreign Minister, we met.\n"), true),
        (format!("{statement} I served as Foreign Minister then.\n"), true),
        ("River Day\n\nRebecca Orlovan, Governor\n\nNow as Foreign Minister, I say so.\n".into(), true),
        (format!("{press}\n\nGOVERNOR ORLOVAN: As Foreign Minister, I led the talks.\n"), true),
        // somebody is quoted, nobody speaks, another "as"
        (format!("{statement} “As Foreign Minister, I led the talks,” one said.\n"), false),
        (format!("{press} As Foreign Minister, I led the talks.\n"), false),
        (format!("{statement} If confirmed as Foreign Minister, I will say so.\n"), false),
        (format!("{statement} As the Foreign Minister said, I know it.\n"), false),
    ] {
        let extraction = extractor.extract(&text);
        let holds = extraction.roles.iter().any(|r| r.title == "Foreign Minister" && r.person.is_some());
        assert_eq!(holds, want, "{text}");
    }
}
