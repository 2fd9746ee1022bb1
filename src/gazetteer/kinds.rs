//! The kinds that lists may name, by family. The enums of the output list the same names in the same order (a test
//! compares them). This file is shared with the build script.

/// What an entry of a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Family {
    /// A body: agency, ministry, unit, company …
    Organization,
    /// A country, city, base, river …
    Place,
    /// A rank, office, occupation, courtesy title or post-nominal.
    Title,
    /// A treaty, an act …
    Agreement,
    /// A proper name of another sort: ships, operations, awards …
    Other,
    /// A head word that opens a pattern ("Ministry of", "Wing").
    Head,
    /// A phrase that marks a part of a release ("For Immediate Release", "Photo by").
    Marker,
}

/// All families, in the order of their numbers.
pub const FAMILIES: &[Family] = &[
    Family::Organization,
    Family::Place,
    Family::Title,
    Family::Agreement,
    Family::Other,
    Family::Head,
    Family::Marker,
];

impl Family {
    /// The kinds of the family.
    pub const fn kinds(self) -> &'static [&'static str] {
        match self {
            Family::Organization => ORGANIZATION_KINDS,
            Family::Place => PLACE_KINDS,
            Family::Title => TITLE_KINDS,
            Family::Agreement => AGREEMENT_KINDS,
            Family::Other => OTHER_KINDS,
            Family::Head => &[],
            Family::Marker => MARKER_KINDS,
        }
    }

    /// The number of a kind in its family.
    pub fn kind(self, name: &str) -> Option<u8> {
        self.kinds().iter().position(|k| *k == name).map(|n| n as u8)
    }
}

/// Kinds of organizations.
pub const ORGANIZATION_KINDS: &[&str] = &[
    "agency",
    "ministry",
    "department",
    "military_unit",
    "military_service",
    "command",
    "government",
    "legislature",
    "court",
    "company",
    "ngo",
    "intergovernmental",
    "university",
    "media",
    "armed_group",
    "party",
    "other",
];

/// Kinds of places. `territory` and `dissolved_state` are countries in the output.
pub const PLACE_KINDS: &[&str] =
    &["country", "region", "state", "city", "facility", "water", "other", "territory", "dissolved_state"];

/// Kinds of titles. Courtesy titles and post-nominals belong to the name and make no role.
pub const TITLE_KINDS: &[&str] = &["office", "rank", "occupation", "courtesy", "suffix"];

/// Kinds of agreements.
pub const AGREEMENT_KINDS: &[&str] = &[
    "treaty",
    "convention",
    "memorandum_of_understanding",
    "agreement",
    "arrangement",
    "declaration",
    "protocol",
    "pact",
    "accord",
    "contract",
    "communique",
    "resolution",
    "act",
    "other",
];

/// Kinds of proper names that are none of the above.
pub const OTHER_KINDS: &[&str] = &[
    "ship",
    "aircraft",
    "weapon",
    "vehicle",
    "operation",
    "exercise",
    "award",
    "event",
    "program",
    "holiday",
    "religion",
    "people",
    "work",
    "disease",
    "document",
    "technology",
    "other",
];

/// Words that may follow a title or a head word and lead to more of its name; a list's cell names some of them.
pub const LINKS: &[&str] = &[
    "of",
    "for",
    "on",
    "to",
    "in",
    "against",
    "at",
    "with",
    "between",
    "concerning",
    "from",
    "by",
    "regarding",
    "and",
];

/// The set of link words that a cell names, a bit each; unknown words are left out.
pub fn links<'a>(words: impl Iterator<Item = &'a str>) -> u16 {
    words.filter_map(|word| LINKS.iter().position(|link| *link == word)).fold(0, |set, bit| set | 1 << bit)
}

/// The family that the cell `family` of a head word names, and whether it is a unit.
pub fn opened_family(name: &str) -> Option<(Family, bool)> {
    Some(match name {
        "organization" => (Family::Organization, false),
        "unit" => (Family::Organization, true),
        "place" | "facility" | "water" => (Family::Place, false),
        "agreement" => (Family::Agreement, false),
        "other" => (Family::Other, false),
        _ => return None,
    })
}

/// Kinds of phrases that mark a part of a release.
pub const MARKER_KINDS: &[&str] = &[
    // lines above the text
    "release_line",
    "release_number",
    "issued_on",
    "attribution",
    "link_line",
    // who made it
    "byline",
    "photo_credit",
    "video_credit",
    "graphic_credit",
    "caption_end",
    // lines below the text
    "contact_line",
    "info_line",
    "about_line",
    "closing",
    "end_line",
    // words around instruments
    "verb_by_hand",
    "verb_signed",
    "verb_renewed",
    "verb_amended",
    "verb_terminated",
    "verb_proposed",
    "verb_in_force",
    "verb_violated",
    "agreement_plain_word",
    "agreement_kind_word",
    "agreement_weak_head",
    "agreement_not_word",
    "verb_party",
    "award_office",
    "agreement_hand_head",
    "verb_of_instrument",
    "both_sides",
    "verb_announced",
    "side_noun",
    // lines above a letter
    "salutation",
];
