//! Classes of single words ("said" reports, "van" belongs to a name), a bit each.
//!
//! The words themselves stand in `gazetteers/words.tsv`, `given-names.tsv` and `family-names.tsv`. This file is shared
//! with the build script.

/// A set of word classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Class(pub u32);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:literal, $text:literal;)*) => {
        impl Class {
            $($(#[$doc])* pub const $name: Class = Class(1 << $bit);)*

            /// The class that a list calls by this name.
            pub fn from_name(name: &str) -> Option<Class> {
                match name {
                    $($text => Some(Class::$name),)*
                    _ => None,
                }
            }

            /// The names of all classes, as lists write them.
            pub const NAMES: &'static [&'static str] = &[$($text),*];
        }
    };
}

classes! {
    /// A given name of some culture.
    GIVEN_NAME = 0, "given_name";
    /// A family name of some culture.
    FAMILY_NAME = 1, "family_name";
    /// One of the frequent words of English.
    COMMON = 2, "common";
    /// `said`, `announced`
    REPORTING_VERB = 3, "reporting_verb";
    /// `met`, `hosted`, `welcomed`
    MEETING_VERB = 4, "meeting_verb";
    /// `signed`, `concluded`, `ratified`
    SIGNING_VERB = 5, "signing_verb";
    /// A particle of names: `van`, `bin`, `al`
    PARTICLE = 6, "particle";
    /// `and`, `or`, `but`
    CONJUNCTION = 7, "conjunction";
    /// `of`, `in`, `under`
    PREPOSITION = 8, "preposition";
    /// `the`, `a`, `this`
    DETERMINER = 9, "determiner";
    /// `he`, `she`, `they`
    PRONOUN = 10, "pronoun";
    /// `who`, `which`
    RELATIVE = 11, "relative";
    /// `two`, `dozen`
    NUMBER_WORD = 12, "number_word";
    /// Modifies a title: `acting`, `former`, `deputy`
    TITLE_MODIFIER = 13, "modifier_title";
    /// Says how a title is held and is no part of it: `former`, `outgoing`
    TITLE_STATUS = 14, "status_of_title";
    /// `first`, `second`
    ORDINAL_WORD = 15, "ordinal_word";
    /// `north`, `eastern`
    DIRECTION = 16, "direction";
    /// Takes a full stop that ends no sentence: `Lt`, `Va`, `Oct`
    ABBREVIATION = 17, "abbreviation";
    /// A word of some title ("Minister").
    TITLE_WORD = 18, "title_word";
    /// A word of some organization in the lists.
    ORGANIZATION_WORD = 19, "organization_word";
    /// A word of some place in the lists.
    PLACE_WORD = 20, "place_word";
    /// Ties a person to a title: `as`, `is`, `served`, `appointed`
    ROLE_LINK = 24, "role_link";
    /// Ends the name of a company: `Inc`, `LLC`, `GmbH`
    LEGAL_FORM = 25, "legal_form";
    /// Ties a name to another of the same person: `aka`, `known` (as)
    ALIAS_LINK = 26, "alias_link";
    /// A head word of organizations in the singular: `Department`, `Division`
    BODY_HEAD = 23, "body_head";
    /// An adverb or other word that opens a sentence and no name: `However`, `Meanwhile`
    OPENER = 21, "opener";
    /// A form of `be`, `have`, `do`, `will`
    AUXILIARY = 22, "auxiliary";
    /// Makes a participle passive: `was`, `been`
    FORM_OF_BE = 27, "form_of_be";
    /// Speaks of something named before: `the`, `these`, `its`
    DEFINITE = 28, "definite";
}

impl Class {
    /// No class.
    pub const NONE: Class = Class(0);
    /// Has date readings. This and the next two are no classes of the lists but notes for a quick look.
    pub(crate) const DATED: Class = Class(1 << 29);
    /// Begins a form of some entry.
    pub(crate) const BEGINS: Class = Class(1 << 30);
    /// Stands in a form of some entry behind the first word.
    pub(crate) const GOES_ON: Class = Class(1 << 31);
    /// Words that hold sentences together and open them.
    pub const FUNCTION: Class = Class(
        Class::CONJUNCTION.0
            | Class::PREPOSITION.0
            | Class::DETERMINER.0
            | Class::PRONOUN.0
            | Class::RELATIVE.0
            | Class::OPENER.0,
    );
    /// Given and family names.
    pub const NAME: Class = Class(Class::GIVEN_NAME.0 | Class::FAMILY_NAME.0);

    /// Whether both share a class.
    pub const fn intersects(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    #[must_use]
    pub const fn union(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

/// This bit in the value of a month or weekday marks a short form, which takes a full stop.
pub const SHORT_NAME: u16 = 64;

/// The classes of words that dates are made of, as `gazetteers/date-words.tsv` names them. A word's readings are kept
/// as `class << 10 | value`, two at most ("second" is an ordinal and a unit).
pub const DATE_CLASSES: &[&str] = &[
    "none", "month", "weekday", "weekdays", "season", "unit", "number", "tens", "hundred", "ordinal", "some", "today",
    "part", "noon", "which", "to", "edge", "approx", "vague", "ampm", "zone", "era", "fiscal", "every", "times", "set",
    "half", "future", "past", "ago", "later", "earlier", "prep", "numbered", "measure", "holiday", "word",
];
