//! Where a mention of lists or rules overrules the model: what form alone settles, and what the model leaves out of a name
//! or a title that it has half read.
//!
//! A row says for which kind of mention it asks, and when. The rows are tried in their order; the first that holds writes
//! the mention over the labels.

use super::{Label, begin, kind_of};
use crate::document::{Document, Gap, TokenKind};
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::gazetteer::numbers::title::COURTESY;
use crate::mention::{Kind, Mention, Source};
use crate::rules::lists::is_country;
use crate::rules::{Lists, RuleDoc, roles};

/// One exception from "the model settles".
pub(super) struct Row {
    /// `tagger/<name>`
    name: &'static str,
    /// What kind of text asked for it.
    doc: &'static str,
    /// The kind of mention that it concerns; none is every kind.
    kind: Option<Kind>,
    /// Whether a mention overrules the labels.
    holds: fn(&Case<'_, '_>) -> bool,
    /// Texts with the mentions marked that come out by this row.
    yes: &'static [&'static str],
    /// Texts in which it overrules nothing.
    no: &'static [&'static str],
}

/// The rows.
const ROWS: &[Row] = &[
    Row {
        name: "tagger/own-list",
        doc: "A name of the user's own lists (here \"Pier Watch\" and \"Blue Lantern\"), whatever stands around it.",
        kind: None,
        holds: |case| matches!(case.mention.source, Source::List(entry) if entry.is_custom()),
        yes: &[
            "The staff of [organization:Blue Lantern] Ltd came.",
            "Reports of [organization:Pier Watch] reached the harbour.",
            "[organization:PIER WATCH] AND [organization:BLUE LANTERN] MEET",
        ],
        no: &[
            "They stood on the pier watch in May.",
            "The Department of State agreed.",
            "A blue lantern hung in Kenya.",
        ],
    },
    Row {
        name: "tagger/settled-form",
        doc: "A body by its form alone: \"Departments of State and Defense\", \"Orlovan Ltd\", \"the government of Kenya\".",
        kind: None,
        holds: |case| matches!(case.mention.source, Source::Rule(rule) if SETTLED.contains(&rule)),
        yes: &[
            "The [organization:Departments of Rivers] and [organization:Forests] agreed.",
            "Talks with the [organization:Ghanaian government] went on.",
            "They bought it from [organization:Marvane Trading Ltd] in May.",
            "The [organization:government of Kenya] agreed.",
        ],
        no: &[
            "The Department of State agreed.",
            "It was the government that agreed.",
            "He works in trade for a firm of Kenyan farmers.",
        ],
    },
    Row {
        name: "tagger/listed-body",
        doc: "Wrapped lines and headlines: no run cuts a body of the lists of three words and more, but one may hold it.",
        kind: Some(Kind::Organization),
        holds: is_cut,
        yes: &[
            "He called for talks within the [organization:Conference on Disarmament] of a treaty.",
            "The first lady spoke of it during the 2025 [organization:United Nations General Assembly].",
            "We especially pay tribute to the [organization:Gold Star Mothers] whose children gave all.",
        ],
        no: &[
            "The Department of State agreed.",
            "NATO and the Army agreed.",
            "Jane Hale, Special Inspector General for Iraq Reconstruction, spoke.",
        ],
    },
    Row {
        name: "tagger/country-line",
        doc: "Travel notices and reports of strikes: \"Syria\" alone on a line heads what follows.",
        kind: Some(Kind::Place),
        holds: is_alone,
        yes: &[
            "[place:Iraq]\n\n- Near the river, one road was closed.",
            "Travel notices\n\n[place:Syria]\n\nThe road to the coast is closed.",
            "[place:Norway]\n\n- The bridge at the mill\n\n[place:Sweden]\n\n- The bridge at the ferry",
        ],
        no: &["Kenya is far away.", "Jordan and Kenya\n\nThe road is closed.", "Ohio\n\nThe road is closed."],
    },
    Row {
        name: "tagger/hyphened-name",
        doc: "Names with a hyphen, and nicknames in quotes: no run parts \"Philip Jackson-Ames\" or \"Tze-Ch'in Ong\".",
        kind: Some(Kind::Person),
        holds: has_mark,
        yes: &[
            "Remarks by [person:Philip Jackson-Ames] at the pier.",
            "Brig. Gen. [person:Richard \"Tex\" Marvane] said so.",
            "With [person:Anne-Marie Tarrow] and [person:Jean-Luc Marvane] in Accra.",
        ],
        no: &[
            "John F. Marlowe, Jr. spoke.",
            "They spoke of the Tarrow-Marvane plan for the river.",
            "The Anglo-Kenyan fleet left.",
        ],
    },
    Row {
        name: "tagger/courtesy-name",
        doc: "Transcripts and letters: \"MR PRICE:\", \"Ms. Hale\"; behind a courtesy title stands a person.",
        kind: Some(Kind::Person),
        holds: |case| {
            case.is_behind_courtesy() && !matches!(case.kind_at(case.start()), Some(Kind::Person | Kind::Role))
        },
        yes: &[
            "QUESTION: Why?\n\nMR WELLS: I do not know.\n\nQUESTION: When?\n\nMS [person:HALE]: Nor do I.",
            "MR [person:BAKER]: Good morning.",
            "MS [person:RIVERS]: Thank you. Next question.",
            "MR [person:BRIDGES]: Yes.\n\nQUESTION: Why?",
        ],
        no: &["Mr. President, thank you.", "Dear Sir, thank you.", "Secretary Orlovan came late."],
    },
    Row {
        name: "tagger/name-behind-title",
        doc: "Announcements of foreign ministries: \"the President of the Republic, Luiz Orlovan, will travel\".",
        kind: Some(Kind::Person),
        holds: is_behind_title,
        yes: &[
            "The Foreign Minister, [person:Rebecca Orlovan], will travel to Accra.",
            "The President of the Senate, [person:Luis Ortega], will travel.",
            "On Monday the Prime Minister, [person:Peter Marvane], opened the bridge.",
        ],
        no: &[
            "The Foreign Minister, Orlovan, will travel.",
            "In Accra, Peter Marvane, of Ohio, spoke.",
            "Minister Rebecca Orlovan spoke.",
        ],
    },
    Row {
        name: "tagger/abbreviated-title",
        doc: "Defense releases: \"Deputy Assistant Secretary of Defense (DASD) for Threat Reduction (TR)\" is one title.",
        kind: Some(Kind::Role),
        holds: |case| case.any(|at| case.document.is_punct(at, b'(')),
        yes: &[
            "[role:Deputy Assistant Secretary of Defense (DASD) for Threat Reduction (TR)] Rebecca Orlovan spoke.",
            "[role:Acting Comptroller of the Currency (OCC)] Peter Marvane spoke.",
            "President and [role:CEO of the Women of the Harbour (WOH)]",
        ],
        no: &[
            "The Director (of the pier) spoke.",
            "Rebecca Orlovan (Director) spoke.",
            "The Ministry of Rivers (MoR) agreed.",
        ],
    },
    Row {
        name: "tagger/apposed-title",
        doc: "Releases of prosecutors: what an article says of a person, \"Jane Hale, a former Ohio state legislator, pleaded\".",
        kind: Some(Kind::Role),
        holds: is_apposed,
        yes: &[
            "Rebecca Orlovan is a registered professional [role:engineer].",
            "Rebecca Orlovan, the [role:actress], spoke.",
            "Since then he has worked as a Kenyan [role:attorney].",
        ],
        no: &[
            "A certified public accountant came late.",
            "The river, a trusted aide said, is clean.",
            "He met a registered professional engineer.",
        ],
    },
    Row {
        name: "tagger/title-behind-name",
        doc: "Lists of nominations: \"Jane Hale, Nominee for Treasurer\"; captions: \"Orlovan, Brazilian army liaison officer, speaks\".",
        kind: Some(Kind::Role),
        holds: is_behind_name,
        yes: &[
            "Rebecca Orlovan, [role:Nominee] for Director of the Pier",
            "Quenby Tarrow, [role:Nominee] for Director of the Mint",
            "- Quenby Tarrow, [role:Nominee] for Treasurer\n- Rebecca Orlovan, Nominee for Member of the Board",
        ],
        no: &[
            "The nominee for the post came late.",
            "Peter Marvane came with a nominee.",
            "In Kenya, liaison officers spoke.",
        ],
    },
    Row {
        name: "tagger/listed-title",
        doc: "Biographies: \"Assistant Secretary of the Air Force\" is one title of the lists, and no run ends inside it.",
        kind: Some(Kind::Role),
        holds: |case| case.is_begun() && case.listed_end(|kind| kind <= 2) == Some(case.end()),
        yes: &[
            "Letter to the [role:Speaker of the House]",
            "She advised the [role:Secretary of the Navy] on it.",
            "He was [role:General of the Army].",
        ],
        no: &[
            "The river, a trusted aide said, is clean.",
            "The Houses of the town are old.",
            "Special Envoy for Water Rebecca Orlovan left.",
        ],
    },
    Row {
        name: "tagger/title-area",
        doc: "Foreign ministries' envoys: in \"Special Envoy for the Red Sea and Horn of Africa\" the area belongs to the title.",
        kind: Some(Kind::Role),
        holds: covers_area,
        yes: &[
            "The [role:Special Representative for the DPRK] spoke.",
            "The [role:U.S. Attorney for the District of Columbia] spoke.",
            "The [role:Director for the Arctic region] spoke.",
        ],
        no: &[
            "The Special Envoy for Water left.",
            "The Ambassador for the north left.",
            "The Director of Kenya spoke.",
        ],
    },
    Row {
        name: "tagger/title-portfolio",
        doc: "Governments with long portfolios: \"Minister of Security and the Interior\" goes on behind the title that opens it.",
        kind: Some(Kind::Role),
        holds: covers_portfolio,
        yes: &[
            "The [role:Minister of Security and the Interior] left.",
            "The [role:Minister of the Environment, Water, and Ecological Transition] spoke.",
            "The [role:Secretary of State for Rivers] spoke.",
        ],
        no: &[
            "The Minister of Energy left.",
            "The Minister of Security and the minister of water left.",
            "The Minister left.",
        ],
    },
];

/// Words of a listed name that no longer is one by chance.
const LISTED: usize = 3;

/// Rules of the grammar whose mentions are settled by form alone.
const SETTLED: &[&str] = &[
    "organizations/coordinated-head",
    "organizations/legal-form",
    "organizations/government",
    "organizations/government-of",
    "organizations/town-head",
];

/// Tokens of a title with its body before a name.
const TITLE: usize = 12;

/// Words of a body between a name and a title in lower case.
const BODY: usize = 8;

/// Words of a courtesy title.
const COURTESY_WORDS: usize = 3;

/// The rows as `dateline rules` prints them.
pub(crate) fn docs() -> impl Iterator<Item = RuleDoc> {
    ROWS.iter().map(|row| RuleDoc {
        module: "tagger",
        name: row.name,
        pattern: "",
        doc: row.doc,
        yes: row.yes.iter().map(|text| (*text, "")).collect(),
        no: row.no.to_vec(),
    })
}

/// Writes a mention over the labels if a row lets it: which row.
pub(super) fn apply(
    document: &Document<'_>,
    lists: &Lists<'_>,
    mention: &Mention,
    labels: &mut [Label],
) -> Option<&'static Row> {
    let case = Case { document, lists, labels, mention };
    let row = ROWS.iter().find(|row| row.kind.is_none_or(|kind| kind == mention.kind) && (row.holds)(&case))?;
    write(labels, mention);
    Some(row)
}

/// Writes a mention over the labels; a run that it cuts goes as a whole.
fn write(labels: &mut [Label], mention: &Mention) {
    let range = mention.range.indexes();
    let Some(label) = begin(mention.kind) else { return };
    let inside = |label: Label| label != 0 && label.is_multiple_of(2);
    if inside(labels[range.start]) {
        let first = (0..range.start).rev().find(|&at| !inside(labels[at])).unwrap_or(range.start);
        labels[first..range.start].fill(0);
    }
    let end = (range.end..labels.len()).find(|&at| !inside(labels[at])).unwrap_or(labels.len());
    labels[range.end..end].fill(0);
    labels[range.clone()].fill(label + 1);
    labels[range.start] = label;
}

/// What a row looks at: a mention, and what the model made of the text so far.
struct Case<'a, 't> {
    document: &'a Document<'t>,
    lists: &'a Lists<'a>,
    labels: &'a [Label],
    mention: &'a Mention,
}

impl Case<'_, '_> {
    fn start(&self) -> usize {
        self.mention.range.start as usize
    }

    fn end(&self) -> usize {
        self.mention.range.end as usize
    }

    /// Whether some token of the mention is so.
    fn any(&self, is: impl FnMut(usize) -> bool) -> bool {
        self.mention.range.indexes().any(is)
    }

    /// The kind that the model gives a token.
    fn kind_at(&self, at: usize) -> Option<Kind> {
        kind_of(self.labels[at])
    }

    /// Whether the model reads nothing there.
    fn is_free(&self) -> bool {
        self.labels[self.mention.range.indexes()].iter().all(|label| *label == 0)
    }

    /// Whether the model reads a mention of the same kind that begins there.
    fn is_begun(&self) -> bool {
        Some(self.labels[self.start()]) == begin(self.mention.kind)
    }

    /// Whether the model reads a person there.
    fn holds_person(&self) -> bool {
        self.any(|at| self.kind_at(at) == Some(Kind::Person))
    }

    /// Where a title of the lists ends that begins as the mention does.
    fn listed_end(&self, wanted: fn(u8) -> bool) -> Option<usize> {
        self.lists.title(self.start(), wanted).map(|(m, _)| m.range.end as usize)
    }

    /// Whether a courtesy title ends right before the mention.
    fn is_behind_courtesy(&self) -> bool {
        let start = self.start();
        (start.saturating_sub(COURTESY_WORDS)..start)
            .any(|at| self.lists.title(at, |kind| kind == COURTESY).is_some_and(|(m, _)| m.range.end as usize == start))
    }
}

/// A body of the lists of several words whose own words the model reads as something else or as part of it, while no run
/// goes over either of its ends.
fn is_cut(case: &Case<'_, '_>) -> bool {
    let (start, end) = (case.start(), case.end());
    let inside = |at: usize| case.labels.get(at).is_some_and(|label| *label != 0 && label.is_multiple_of(2));
    let whole = case.is_begun() && (start + 1..end).all(inside);
    matches!(case.mention.source, Source::List(_))
        && case.mention.range.len() >= LISTED
        && !inside(start)
        && !inside(end)
        && !whole
        && !case.any(|at| case.kind_at(at) == Some(Kind::Role))
        && !case.is_free()
}

/// A country of the lists with a line to itself.
fn is_alone(case: &Case<'_, '_>) -> bool {
    let gazetteers = case.lists.gazetteers;
    matches!(case.mention.source, Source::List(entry) if is_country(gazetteers.entry(entry).kind()))
        && case.document.tokens[case.start()].gap >= Gap::Line
        && case.document.token(case.end()).is_none_or(|token| token.gap >= Gap::Line)
}

/// A name with a hyphen, an apostrophe or quotes in it.
fn has_mark(case: &Case<'_, '_>) -> bool {
    case.any(|at| {
        case.document.tokens[at].kind == TokenKind::Punct
            && !case.document.is_punct(at, b'.')
            && !case.document.is_punct(at, b',')
    })
}

/// A name of several words between commas right behind a title; behind a title's body only where nothing else holds the
/// name: "Head of Operations at the agency, Rob Orlovan,".
fn is_behind_title(case: &Case<'_, '_>) -> bool {
    let (document, start) = (case.document, case.start());
    let between = case.mention.range.len() > 1
        && start > 1
        && document.is_punct(start - 1, b',')
        && document.is_punct(case.end(), b',');
    if !between {
        return false;
    }
    match case.kind_at(start - 2) {
        Some(Kind::Role) => case.kind_at(start) != Some(Kind::Role),
        Some(Kind::Organization | Kind::Place) => {
            case.is_free() && (start.saturating_sub(TITLE)..start).any(|at| case.kind_at(at) == Some(Kind::Role))
        }
        _ => false,
    }
}

/// A title that nothing else holds behind an article that says what a person is: "He is a former legislator", "Jane Hale, a
/// legislator", "served as a legislator".
fn is_apposed(case: &Case<'_, '_>) -> bool {
    let document = case.document;
    let name = |at: usize| case.kind_at(at) == Some(Kind::Person);
    case.is_free()
        && roles::determiner_before(document, case.lists, case.start()).is_some_and(|article| {
            article > 1
                && (roles::says_what(document, article, name)
                    || document.is_punct(article - 1, b',') && name(article - 2)
                    || document.is_word(article - 1, "as") && document.is(article - 2, Class::ROLE_LINK))
        })
}

/// A title that nothing else holds right behind a name's comma, maybe over its body: "Orlovan, liaison officer, …".
fn is_behind_name(case: &Case<'_, '_>) -> bool {
    let (document, start, end) = (case.document, case.start(), case.end());
    if !case.is_free() {
        return false;
    }
    let body = |at: &usize| {
        matches!(case.kind_at(*at), Some(Kind::Organization | Kind::Place | Kind::Demonym))
            || document.tokens[*at].kind == TokenKind::Possessive
    };
    let front = (start.saturating_sub(BODY)..start).rev().take_while(body).last().unwrap_or(start);
    let comma = front > 1 && document.is_punct(front - 1, b',') && case.kind_at(front - 2) == Some(Kind::Person);
    let ends = document
        .token(end)
        .is_none_or(|t| t.gap >= Gap::Line || t.kind == TokenKind::Punct || document.is(end, Class::PREPOSITION));
    comma && ends && document.tokens[front..=start].iter().all(|t| t.gap < Gap::Line)
}

/// A title that the model begins, with the area behind its "for", which the model leaves out.
fn covers_area(case: &Case<'_, '_>) -> bool {
    let (document, lists) = (case.document, case.lists);
    let area = |at: usize| {
        let first = at + 1 + usize::from(document.is(at + 1, Class::DETERMINER));
        lists.entity_end(first).is_some_and(|end| !document.is(first, Class::DIRECTION) || end > first + 1)
            && lists.speaks_of(first, Family::Place)
    };
    case.is_begun()
        && case.any(|at| document.is_word(at, "for") && case.labels[at] == 0 && area(at))
        && !case.holds_person()
}

/// A title that the model begins and that goes on behind an office of the lists with its field, up to where another run may
/// begin.
fn covers_portfolio(case: &Case<'_, '_>) -> bool {
    let (start, end) = (case.start(), case.end());
    let opened = |office: usize| office < end && (start..office).any(|at| case.document.is(at, Class::PREPOSITION));
    case.is_begun()
        && case.listed_end(|kind| kind == 0).is_some_and(opened)
        // "and the Interior" is nobody
        && !case.any(|at| case.kind_at(at) == Some(Kind::Person) && !case.document.is(at - 1, Class::DETERMINER))
        && case.labels.get(end).is_none_or(|label| *label == 0 || label % 2 == 1)
}

#[cfg(test)]
mod tests;
