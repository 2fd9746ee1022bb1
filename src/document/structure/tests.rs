use super::*;
use crate::gazetteer::Gazetteers;

struct Seen {
    zones: Vec<(ZoneKind, String)>,
    title: String,
    dateline: String,
    dates: Vec<String>,
    credits: Vec<(CreditKind, String)>,
}

fn see(text: &str) -> Seen {
    let gazetteers = Gazetteers::bundled().unwrap();
    let document = Document::new(text, &gazetteers);
    let structure = find(&document, &Lists::new(&document, &gazetteers));
    let mut at = 0;
    for zone in &structure.zones {
        assert_eq!(zone.range.start, at, "zones follow each other: {text}");
        at = zone.range.end;
    }
    assert_eq!(at as usize, document.tokens.len(), "zones hold every token: {text}");
    let words = |range: TokenRange| document.range_text(range).split_whitespace().collect::<Vec<_>>().join(" ");
    Seen {
        zones: structure.zones.iter().map(|z| (z.kind, words(z.range))).collect(),
        title: structure.title.map(words).unwrap_or_default(),
        dateline: structure.dateline.map(words).unwrap_or_default(),
        dates: structure.header_dates.iter().map(|r| words(*r)).collect(),
        credits: structure.credits.iter().map(|(k, r)| (*k, words(*r))).collect(),
    }
}

const STORY: &str =
    "The two ministers opened a laboratory for water and soil in the northern valley on Tuesday morning.";

#[test]
fn datelines() {
    for (line, want) in [
        ("KABUL, Afghanistan (Jan. 25, 2013) – ", "KABUL, Afghanistan (Jan. 25, 2013)"),
        ("KABUL, Afghanistan (Oct. 15) - ", "KABUL, Afghanistan (Oct. 15)"),
        ("KABUL, Afghanistan (June 20, 2011)\n", "KABUL, Afghanistan (June 20, 2011)"),
        ("WASHINGTON, Oct. 3 — ", "WASHINGTON, Oct. 3"),
        ("WASHINGTON, Oct. 3, 2024 -- ", "WASHINGTON, Oct. 3, 2024"),
        ("FORT BELVOIR, Va.—", "FORT BELVOIR, Va."),
        ("JOINT BASE LANGLEY-EUSTIS, Va. - ", "JOINT BASE LANGLEY-EUSTIS, Va."),
        ("FT. LEAVENWORTH, Ks. - ", "FT. LEAVENWORTH, Ks."),
        ("WASHINGTON – ", "WASHINGTON"),
        ("WASHINGTON, D.C. — ", "WASHINGTON, D.C."),
        ("TAMPA, Fla., March 3, 2021 – ", "TAMPA, Fla., March 3, 2021"),
        ("SOUTHWEST ASIA, October 7, 2014 - ", "SOUTHWEST ASIA, October 7, 2014"),
        ("BAGHDAD –", "BAGHDAD"),
        ("LONDON (AP) - ", "LONDON (AP)"),
        ("Geneva, 3 March 2021 – ", "Geneva, 3 March 2021"),
        ("WASHINGTON ", "WASHINGTON"),
    ] {
        let seen = see(&format!("Ministers Open Laboratory\n\n{line}{STORY}"));
        assert_eq!(seen.dateline, want, "{line}");
        assert_eq!(seen.title, "Ministers Open Laboratory", "{line}");
        assert_eq!(seen.zones.last().unwrap(), &(ZoneKind::Body, STORY.to_owned()), "{line}");
    }
}

#[test]
fn no_datelines() {
    for line in [
        "U.S.-Kenyan talks went on. ",
        "NCTA – the association of rivers said so. ",
        "HOME IS WHERE THE HEART IS – said the First Lady. ",
        "On Tuesday – after a long night – ",
        "COVID-19 has changed much. ",
        "Kenya, which borders Uganda – ",
        "MR PRICE: Good afternoon. ",
    ] {
        assert_eq!(see(&format!("Ministers Open Laboratory\n\n{line}{STORY}")).dateline, "", "{line}");
    }
}

#[test]
fn header_lines_and_dates() {
    let seen = see(&format!(
        "Department of Justice\nOffice of Public Affairs\n\nFOR IMMEDIATE RELEASE\nFriday, June 26, 2015\n\nJury Convicts Smuggler of Rare Birds\n\n{STORY}"
    ));
    assert_eq!(seen.title, "Jury Convicts Smuggler of Rare Birds");
    assert_eq!(seen.dates, ["June 26, 2015"]);
    assert_eq!(seen.zones[0].0, ZoneKind::Header);
    let seen = see(&format!(
        "ISAF Joint Command - Afghanistan\n2011-08-S-040\nFor Immediate Release\n\n\nKABUL, Afghanistan (Aug. 14, 2011) – {STORY}"
    ));
    assert_eq!(seen.title, "");
    assert_eq!(
        seen.zones.iter().map(|z| z.0).collect::<Vec<_>>(),
        [ZoneKind::Header, ZoneKind::Dateline, ZoneKind::Body]
    );
    let seen = see(&format!(
        "River Talks End in Nairobi\n\nOffice of the Spokesperson\n\nThe following is attributable to Spokesperson Jane Hale:\n\n{STORY}"
    ));
    assert_eq!(seen.title, "River Talks End in Nairobi");
    assert_eq!(seen.zones.iter().map(|z| z.0).collect::<Vec<_>>(), [ZoneKind::Title, ZoneKind::Header, ZoneKind::Body]);
}

#[test]
fn credits_and_captions() {
    let seen = see(&format!(
        " date 2023-11-07 Photo By Jane Hale | The director opens a hall...... read more read more Photo By Jane Hale | The director opens a hall in the north. see less | View Image Page\n\nFORT BELVOIR, Va.—{STORY}"
    ));
    assert_eq!(seen.dates, ["2023-11-07"]);
    assert_eq!(seen.credits, [(CreditKind::Photo, "Jane Hale".to_owned())]);
    assert_eq!(
        seen.zones.iter().map(|z| z.0).collect::<Vec<_>>(),
        [ZoneKind::Header, ZoneKind::Caption, ZoneKind::Dateline, ZoneKind::Body]
    );
    for (line, kind, who) in [
        ("Story by Sgt. 1st Class Ana Diaz", CreditKind::Story, "Sgt. 1st Class Ana Diaz"),
        ("By Jane Hale, Fires Division Public Affairs", CreditKind::Story, "Jane Hale"),
        ("By Major Luis Ortega, Training Division, March 24, 2015", CreditKind::Story, "Major Luis Ortega"),
        ("Photo Credit: Spc. Jane Doe", CreditKind::Photo, "Spc. Jane Doe"),
        (
            "Two soldiers cross a bridge at Camp Hale. (U.S. Army photo by Spc. Jane Doe)",
            CreditKind::Photo,
            "Spc. Jane Doe",
        ),
        (
            "Two soldiers cross a bridge at Camp Hale in the early morning. (Photo by MAJ Jane M. Doe.)",
            CreditKind::Photo,
            "MAJ Jane M. Doe",
        ),
    ] {
        let seen = see(&format!("Ministers Open Laboratory\n\n{line}\n\nFORT BELVOIR, Va. - {STORY}"));
        assert_eq!(seen.credits, [(kind, who.to_owned())], "{line}");
    }
    let seen = see(&format!("Doctrine for Rivers\n\nBy COL Jane Hale and Mr Luis Ortega, April 24, 2015\n\n{STORY}"));
    assert_eq!(
        seen.credits,
        [(CreditKind::Story, "COL Jane Hale".to_owned()), (CreditKind::Story, "Mr Luis Ortega".to_owned())]
    );
    assert_eq!(seen.dates, ["April 24, 2015"]);
}

#[test]
fn what_stands_below() {
    let seen = see(&format!(
        "Ministers Open Laboratory\n\n{STORY}\n\nFor more information, visit www.example.org.\n\n###\n\nAbout the Agency\n{STORY}"
    ));
    assert_eq!(
        seen.zones.iter().map(|z| z.0).collect::<Vec<_>>(),
        [ZoneKind::Title, ZoneKind::Body, ZoneKind::Boilerplate, ZoneKind::EndMark, ZoneKind::Boilerplate]
    );
    let seen = see(&format!(
        "Message on Rivers\n\nTO THE CONGRESS OF THE UNITED STATES:\n\n{STORY}\n\nJANE Q. HALE JR.\n\nTHE WHITE HOUSE,\nJuly 20, 2021."
    ));
    assert_eq!(seen.zones.last().unwrap().0, ZoneKind::Signature);
    assert_eq!(seen.dates, ["July 20, 2021"]);
}

#[test]
fn a_letter_begins_with_its_salutation() {
    let seen = see(&format!("Letter on Rivers\n\nDear Madam Speaker:\n\n{STORY}\n\nSincerely,\n\nJANE HALE"));
    assert_eq!(
        seen.zones.iter().map(|z| z.0).collect::<Vec<_>>(),
        [ZoneKind::Title, ZoneKind::Body, ZoneKind::Signature]
    );
}

#[test]
fn a_day_that_somebody_is_quoted_with_is_no_day_of_issue() {
    let long =
        "For too long, we have ignored the rivers of the north. For too long, we have kept silent about what is plain";
    for epigraph in [
        format!("“{long}.” – Jane Q. Hale, Jr. speaking at a hearing of the Senate, June 20, 1990"),
        format!("\"{long}.\" - Jane Hale, June 20, 1990"),
    ] {
        let seen = see(&format!("Ministers Open Laboratory\n\n{epigraph}\n\n{STORY}"));
        assert_eq!(seen.dates, Vec::<String>::new(), "{epigraph}");
        assert_eq!(seen.zones.last().unwrap().0, ZoneKind::Body);
    }
    let order = "On November 14, 1994, by Executive Order 99938, the President declared an emergency. ";
    let again = "The emergency declared in Executive Order 99938 of November 14, 1994, goes on.";
    let padding = "It has been renewed each year since. ".repeat(9);
    let seen = see(&format!("Notice on Rivers\n\n{order}{padding}{again}"));
    assert_eq!(seen.dates, Vec::<String>::new());
}

#[test]
fn any_text_has_zones() {
    for text in [
        "",
        "\n",
        "a",
        "###",
        "By",
        "Photo By",
        "|",
        "( ( (",
        "KABUL",
        "KABUL,",
        "KABUL, (",
        "By By By",
        "– – –",
        "Photo by | see less",
        "\u{feff}",
    ] {
        see(text);
    }
}
