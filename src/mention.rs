//! A mention: a run of tokens that names something, what it names, and which list or rule says so.

use std::fmt;

use crate::document::TokenRange;
use crate::gazetteer::EntryId;
use crate::gazetteer::compile::FormKind;

/// What a mention names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A person, without title.
    Person,
    /// A title.
    Role,
    /// A body.
    Organization,
    /// A place.
    Place,
    /// "Kazakh", "Ukrainians": a place by its people.
    Demonym,
    /// A date, range, time, duration or set.
    Date,
    /// An instrument.
    Agreement,
    /// A proper name of another sort: it is no output, but nothing else may be there.
    Other,
}

/// Why a mention is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// An entry of a list.
    List(EntryId),
    /// A rule, by `<module>/<rule name>`.
    Rule(&'static str),
    /// The fitted model.
    Model,
}

/// A run of tokens that names something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// What it names.
    pub kind: Kind,
    /// Its tokens.
    pub range: TokenRange,
    /// Why it is there.
    pub source: Source,
    /// The entry that it names, where a list has it.
    pub entry: Option<EntryId>,
    /// How the entry is named.
    pub form: FormKind,
    /// Number of the kind in its family (see `gazetteer::kinds`), where a list or a head word gives it.
    pub subkind: Option<u8>,
}

impl Mention {
    /// A mention found by a rule.
    pub fn by_rule(kind: Kind, range: TokenRange, rule: &'static str) -> Self {
        Mention { kind, range, source: Source::Rule(rule), entry: None, form: FormKind::Name, subkind: None }
    }

    /// The same with the number of its kind.
    #[must_use]
    pub fn of_kind(mut self, subkind: u8) -> Self {
        self.subkind = Some(subkind);
        self
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::Person => "person",
            Kind::Role => "role",
            Kind::Organization => "organization",
            Kind::Place => "place",
            Kind::Demonym => "demonym",
            Kind::Date => "date",
            Kind::Agreement => "agreement",
            Kind::Other => "other name",
        })
    }
}
