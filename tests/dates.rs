//! Dates as users see them: the page of shapes, the rules for anchors and directions, and what holds for any text.
//!
//! `SNAPSHOTS=overwrite cargo test --test dates` rewrites the table of `docs/dates.md`.
#![allow(clippy::unwrap_used)] // a test that cannot go on has failed

use std::fmt::Write as _;
use std::path::Path;
use std::sync::LazyLock;

use dateline::dates::{DateSpan, Options, find_with};
use dateline::extraction::{Bound, DateType, ResolvedBy};
use dateline::{Anchor, Extractor};
use jiff::civil::date;
use proptest::prelude::*;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::new);

fn find<'t>(text: &'t str, options: &Options) -> Vec<DateSpan<'t>> {
    find_with(&EXTRACTOR, text, options)
}

fn issued() -> Options {
    Options { document_date: Some(date(2023, 11, 7)), ..Options::default() }
}

#[track_caller]
fn values(text: &str, options: &Options, want: &[(&str, &str)]) {
    let found = find(text, options);
    let got: Vec<_> = found.iter().map(|d| (d.text, d.value.as_deref().unwrap_or(""))).collect();
    assert_eq!(got, want, "{text}");
}

const START: &str = "<!-- the table is made by tests/dates.rs -->\n";
const END: &str = "<!-- end of the table -->";

#[test]
fn the_page_shows_every_shape() {
    let mut table = String::from("| rule | shape | read, with its value | left alone |\n| --- | --- | --- | --- |\n");
    let cell = |text: &str| text.replace('\n', "↵").replace('|', "\\|").replace('\u{a0}', "␣");
    for rule in dateline::rules::all().into_iter().filter(|rule| rule.module == "dates") {
        let yes: Vec<String> =
            rule.yes.iter().map(|(text, value)| format!("{} → `{}`", cell(text), value.replace(' ', "` `"))).collect();
        let no: Vec<String> = rule.no.iter().map(|text| cell(text)).collect();
        let name = rule.name.trim_start_matches("dates/");
        writeln!(table, "| {name} | `{}` | {} | {} |", cell(rule.pattern), yes.join("; "), no.join("; ")).unwrap();
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/dates.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (head, rest) = page.split_once(START).unwrap();
    let (_, tail) = rest.split_once(END).unwrap();
    let fresh = format!("{head}{START}{table}{END}{tail}");
    if std::env::var_os("SNAPSHOTS").is_some_and(|mode| mode == "overwrite") {
        std::fs::write(&path, fresh).unwrap();
    } else {
        assert!(fresh == page, "docs/dates.md is old: SNAPSHOTS=overwrite cargo test --test dates");
    }
}

#[test]
fn a_date_without_year_lies_before_the_day_of_issue_unless_the_text_looks_ahead() {
    let options = issued();
    values("The ministers met on Oct. 12.", &options, &[("Oct. 12", "2023-10-12")]);
    values("The ministers met on Dec. 12.", &options, &[("Dec. 12", "2022-12-12")]);
    values("The ministers will meet on Jan. 12.", &options, &[("Jan. 12", "2024-01-12")]);
    values("The talks, scheduled for Feb. 3, are open.", &options, &[("Feb. 3", "2024-02-03")]);
    values("The upcoming vote of March 3 is a test.", &options, &[("March 3", "2024-03-03")]);
    values("The vote will be held on Friday.", &options, &[("Friday", "2023-11-10")]);
    values("Kenya looks forward to the talks in Nairobi in May.", &options, &[("May", "2024-05")]);
    values("Kenya looked back on the talks in Nairobi in May.", &options, &[("May", "2023-05")]);
    values("Forces arrested a man on Friday.", &options, &[("Friday", "2023-11-03")]);
    values("Forces arrested a man on Tuesday.", &options, &[("Tuesday", "2023-11-07")]);
    // no verb, or one that may speak of something else: up to 270 days back, else ahead
    values("Dec. 1 Summit", &options, &[("Dec. 1", "2023-12-01")]);
    values("June 1 Summit", &options, &[("June 1", "2023-06-01")]);
    values("They discussed the need for progress at the summit on Dec. 1.", &options, &[("Dec. 1", "2023-12-01")]);
    values("They noted preparations for the Dec. 1 summit.", &options, &[("Dec. 1", "2023-12-01")]);
    values("They visited the region on Dec. 1.", &options, &[("Dec. 1", "2022-12-01")]);
    values("On Dec. 1, the ministers met.", &options, &[("Dec. 1", "2022-12-01")]);
    values("Back in December, we set it up.", &options, &[("December", "2022-12")]);
    // an infinitive may look ahead, a verb behind the date tells
    values("They spoke of the need to permit free elections in February.", &options, &[("February", "2024-02")]);
    values("He ordered a day to discuss it, and in February he chose a team.", &options, &[("February", "2023-02")]);
    // ahead by most of a year is just past
    values(
        "He said that he will travel from Nov. 6, yesterday.",
        &options,
        &[("Nov. 6", "2023-11-06"), ("yesterday", "2023-11-06")],
    );
    values("Prices rose less than expected in August.", &options, &[("August", "2023-08")]);
    values("The vote may be held in March.", &options, &[("March", "2024-03")]);
}

#[test]
fn the_same_day_is_one_of_the_sentences_before() {
    let near = "They met on May 3, 2020. He left the same day.";
    values(near, &issued(), &[("May 3, 2020", "2020-05-03"), ("same day", "2020-05-03")]);
    let far = "They met on May 3, 2020. He spoke. She spoke. All of them spoke. They ate. He left the same day.";
    values(far, &issued(), &[("May 3, 2020", "2020-05-03"), ("same day", "")]);
}

#[test]
fn a_clock_tells_of_a_day_and_not_of_the_end_of_a_range() {
    let schedule = "Schedule: July 23, 2021\n\n9:30 a.m. She meets Mr. Hale.\n\nShe is on travel from July 18-25, 2021.\n\n\
                    4:00 p.m. She speaks.";
    let found = [
        ("July 23, 2021", "2021-07-23"),
        ("9:30 a.m.", "2021-07-23T09:30"),
        ("July 18-25, 2021", "2021-07-18/2021-07-25"),
        ("4:00 p.m.", "2021-07-23T16:00"),
    ];
    values(schedule, &Options::default(), &found);
}

#[test]
fn limits_look_ahead() {
    let options = issued();
    values("Applications must be submitted by August 15.", &options, &[("August 15", "2024-08-15")]);
    values("The office is closed until March 3.", &options, &[("March 3", "2024-03-03")]);
    values("The court ordered the firm to comply by January 31.", &options, &[("January 31", "2024-01-31")]);
    values("He extended the order through August 15.", &options, &[("August 15", "2024-08-15")]);
    values("The law was not in force until September 1.", &options, &[("September 1", "2023-09-01")]);
    values("More than 40 have come since December 1.", &options, &[("December 1", "2022-12-01")]);
}

#[test]
fn a_weekday_settles_the_year() {
    let options = issued();
    values("Monday, Nov. 13", &options, &[("Monday, Nov. 13", "2023-11-13")]);
    values("They met on Thursday, June 20.", &options, &[("Thursday, June 20", "2024-06-20")]);
    values("Sunday, 13 November", &options, &[("Sunday, 13 November", "2022-11-13")]);
}

#[test]
fn a_range_that_is_running_is_this_years() {
    values(
        "From Nov. 1 through Dec. 15, teams will train.",
        &issued(),
        &[("Nov. 1 through Dec. 15", "2023-11-01/2023-12-15")],
    );
    values("It runs Oct. 20 to Jan. 3.", &issued(), &[("Oct. 20 to Jan. 3", "2023-10-20/2024-01-03")]);
}

#[test]
fn years_of_names_are_no_dates() {
    for text in ["the Army’s Force 2025 effort", "Unified Quest 2014 began", "Vision 2030", "“Army 2020” units"] {
        values(text, &issued(), &[]);
    }
    values("The Summit of 2014 and the May 2014 vote", &issued(), &[("2014", "2014"), ("May 2014", "2014-05")]);
    values("By 2030, Europe’s 2020 goal", &issued(), &[("2030", "2030"), ("2020", "2020")]);
}

#[test]
fn without_an_anchor_there_is_no_value() {
    let options = Options::default();
    values("They met yesterday and on May 3.", &options, &[("yesterday", ""), ("May 3", "")]);
    values("They met last week.", &options, &[("last week", "")]);
    let found = find("They met on May 3 and again on June 5, 2020.", &options);
    assert_eq!(found[0].value.as_deref(), Some("2020-05-03"));
    assert_eq!(found[0].resolved_by, Some(ResolvedBy::Context));
    // a year in passing is no anchor, one that opens its sentence is
    values("The harbour treaty of 1909 applies. On June 7 they met.", &options, &[("1909", "1909"), ("June 7", "")]);
    values("It will double by 2030. They met in March.", &options, &[("2030", "2030"), ("March", "")]);
    values("In 1950 they were in Pusan. On June 7 they met.", &options, &[("1950", "1950"), ("June 7", "1950-06-07")]);
    values(
        "They met on May 3, 2020. It will double by 2030. On June 7 they met again.",
        &options,
        &[("May 3, 2020", "2020-05-03"), ("2030", "2030"), ("June 7", "2020-06-07")],
    );
    // nor is a month that looks back
    values("They met on May 3. Since March 2020 all is well.", &options, &[("May 3", ""), ("March 2020", "2020-03")]);
    // "this year" is the writer's, whatever year stands before it
    let told = "The program, launched in 2020, has grown. This year it has doubled.";
    values(told, &Options::default(), &[("2020", "2020"), ("This year", "")]);
}

/// Six full dates of other years and no "today" make a history.
const HISTORY: &str = "On March 4, 1861, it began. On April 12, 1861, a fort fell. On July 21, 1861, they fought. On \
    March 8, 1862, ships met. On May 31, 1862, they fought again. On September 17, 1862, the worst day came. In \
    December they withdrew.";

#[test]
fn a_history_follows_its_own_dates() {
    let last = |text: &str, anchor: Anchor| {
        let options = Options { anchor, ..issued() };
        let found = find(text, &options);
        let last = found.last().unwrap();
        (last.value.clone().unwrap(), last.resolved_by.unwrap())
    };
    let told = ("1862-12".to_owned(), ResolvedBy::PrecedingDate);
    let issued = ("2022-12".to_owned(), ResolvedBy::DocumentDate);
    assert_eq!(last(HISTORY, Anchor::Auto), told);
    assert_eq!(last(HISTORY, Anchor::Document), issued);
    // a release that looks back speaks of today
    let release = format!("Officials today marked a battle. {HISTORY}");
    assert_eq!(last(&release, Anchor::Auto), issued);
    assert_eq!(last(&release, Anchor::Narrative), told);
    // and so does a text with few dates
    assert_eq!(last("On March 4, 1861, it began. They withdrew in December.", Anchor::Auto), issued);
}

#[test]
fn bounds_stand_beside_the_mention() {
    let options = issued();
    let one = |text: &str| {
        let found = find(text, &options);
        assert_eq!(found.len(), 1, "{text}");
        let day = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string()).unwrap_or_default();
        (found[0].text.to_owned(), found[0].bound, day(found[0].from), day(found[0].to))
    };
    let want = |text: &str, bound, from: &str, to: &str| (text.to_owned(), Some(bound), from.to_owned(), to.to_owned());
    assert_eq!(one("since 2014"), want("2014", Bound::Since, "2014-01-01", ""));
    assert_eq!(one("from 2010 onwards"), want("2010", Bound::Since, "2010-01-01", ""));
    assert_eq!(one("until Nov. 2"), want("Nov. 2", Bound::Until, "", "2023-11-02"));
    assert_eq!(one("by the end of the year"), want("end of the year", Bound::By, "", "2023-12-31"));
    assert_eq!(one("through fiscal year 2026"), want("fiscal year 2026", Bound::Until, "", "2026-09-30"));
    assert_eq!(one("after 2014"), want("2014", Bound::After, "2015-01-01", ""));
    assert_eq!(one("before the end of 2022"), want("end of 2022", Bound::Before, "", "2022-12-31"));
    assert_eq!(one("before May 2014"), want("May 2014", Bound::Before, "", "2014-04-30"));
}

#[test]
fn vague_ones_are_found_if_asked_for() {
    let text = "The former minister now waits for several months.";
    values(text, &issued(), &[]);
    let vague = Options { vague: true, ..issued() };
    values(text, &vague, &[("former", "PAST_REF"), ("now", "PRESENT_REF"), ("several months", "PXM")]);
    assert!(find(text, &vague).iter().all(|d| d.vague));
}

#[test]
fn figures_with_strokes_follow_the_text() {
    values("03/04/2023", &issued(), &[("03/04/2023", "2023-03-04")]);
    assert!(find("03/04/2023", &issued())[0].ambiguous);
    values("25/12/2022 and 03/04/2023", &issued(), &[("25/12/2022", "2022-12-25"), ("03/04/2023", "2023-04-03")]);
    assert!(!find("25/12/2022 and 03/04/2023", &issued())[1].ambiguous);
    values("03.04.2023", &issued(), &[("03.04.2023", "2023-04-03")]);
    values("09.14.2023 and 03.04.2023", &issued(), &[("09.14.2023", "2023-09-14"), ("03.04.2023", "2023-03-04")]);
}

/// Pieces that dates are made of, and some that they are not.
fn piece() -> impl Strategy<Value = String> {
    let words = [
        "Oct.",
        "October",
        "May",
        "March",
        "Monday",
        "Tues.",
        "30",
        "31",
        "2",
        "2023",
        "1939",
        "45",
        "99",
        "30th",
        "1st",
        ",",
        "-",
        "–",
        "/",
        "to",
        "through",
        "between",
        "from",
        "and",
        "until",
        "since",
        "the",
        "of",
        "early",
        "end",
        "last",
        "next",
        "this",
        "that",
        "following",
        "week",
        "weeks",
        "month",
        "year",
        "years",
        "quarter",
        "two",
        "three",
        "ago",
        "later",
        "earlier",
        "before",
        "after",
        "10",
        "a.m.",
        "p.m.",
        "3:30",
        "EDT",
        "1530",
        "noon",
        "FY24",
        "fiscal",
        "Q3",
        "1990s",
        "19th",
        "century",
        "251430ZJAN13",
        "30OCT2023",
        "31FEB2020",
        "301530Z",
        "every",
        "each",
        "twice",
        "a",
        "annual",
        "spring",
        "fall",
        "Christmas",
        "BC",
        "490",
        "9/11",
        "10/30/2023",
        "30.10.2023",
        "2023-10-30",
        "yesterday",
        "today",
        "morning",
        "first",
        "half",
        "\n",
        "\n\n",
        "Feb.",
        "29",
        "will",
        "met",
        "’s",
        "over",
        "more",
        "than",
        "0",
        "9999",
        "'",
        "(",
        ")",
    ];
    (proptest::sample::select(words.to_vec()), prop::bool::weighted(0.85))
        .prop_map(|(word, space)| format!("{word}{}", if space { " " } else { "" }))
}

fn is_value(kind: DateType, value: &str) -> bool {
    let forms = regex::Regex::new(
        r"(?x)^(?:
            (?:BC)?[0-9X]{4}(?:-(?:[0-9]{2}(?:-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?)?
                |W[0-9]{2}(?:-WE)?|WXX-[1-7]|Q[1-4]|H[12]|SP|SU|FA|WI))?
            |(?:BC)?[0-9]{2,3}
            |FY[0-9]{4}(?:-[QH][1-4])?
            |PT?(?:X|[0-9]+(?:\.[0-9])?)(?:S|M|H|D|W|Q|Y|DE|CE)
            |PRESENT_REF|PAST_REF|FUTURE_REF)$",
    );
    let forms = forms.unwrap();
    match value.split_once('/') {
        Some((a, b)) => matches!(kind, DateType::Range | DateType::Duration) && forms.is_match(a) && forms.is_match(b),
        None => kind != DateType::Range && forms.is_match(value),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn any_text_gives_well_formed_dates(pieces in prop::collection::vec(piece(), 1..14), vague: bool, narrative: bool, dated: bool) {
        let text = pieces.concat();
        let options = Options {
            document_date: dated.then_some(date(2024, 2, 29)),
            anchor: if narrative { Anchor::Narrative } else { Anchor::Document },
            vague,
            country: None,
        };
        let mut end = 0;
        for found in find(&text, &options) {
            prop_assert!(found.start >= end && found.start < found.end, "{found:?} in {text:?}");
            prop_assert_eq!(&text[found.start..found.end], found.text);
            end = found.end;
            if let Some(value) = &found.value {
                prop_assert!(is_value(found.kind, value), "{found:?} in {text:?}");
            }
            if let (Some(from), Some(to)) = (found.from, found.to) {
                prop_assert!(from <= to, "{found:?} in {text:?}");
            }
        }
    }

    #[test]
    fn no_text_is_too_odd(text in "\\PC{0,60}") {
        let _ = find(&text, &issued());
    }
}
