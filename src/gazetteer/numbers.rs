//! The numbers of kinds in their families, for code that asks for one: read from the tables at compile time, so that a name
//! that no table has does not compile.

use super::kinds::{ORGANIZATION_KINDS, OTHER_KINDS, PLACE_KINDS, TITLE_KINDS};

/// The number of a kind.
const fn number(kinds: &[&str], name: &str) -> u8 {
    let mut n = 0;
    while n < kinds.len() {
        if same(kinds[n].as_bytes(), name.as_bytes()) {
            return n as u8;
        }
        n += 1;
    }
    panic!("no such kind")
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    let mut n = 0;
    while n < a.len() && n < b.len() && a[n] == b[n] {
        n += 1;
    }
    n == a.len() && n == b.len()
}

/// Kinds of organizations.
pub(crate) mod organization {
    use super::{ORGANIZATION_KINDS, number};

    pub(crate) const AGENCY: u8 = number(ORGANIZATION_KINDS, "agency");
    pub(crate) const MILITARY_SERVICE: u8 = number(ORGANIZATION_KINDS, "military_service");
    pub(crate) const GOVERNMENT: u8 = number(ORGANIZATION_KINDS, "government");
    pub(crate) const LEGISLATURE: u8 = number(ORGANIZATION_KINDS, "legislature");
    pub(crate) const COURT: u8 = number(ORGANIZATION_KINDS, "court");
    pub(crate) const COMPANY: u8 = number(ORGANIZATION_KINDS, "company");
    pub(crate) const UNIVERSITY: u8 = number(ORGANIZATION_KINDS, "university");
    pub(crate) const OTHER: u8 = number(ORGANIZATION_KINDS, "other");
    /// The last kind that belongs to a state: agency … court.
    pub(crate) const LAST_OF_STATES: u8 = COURT;
}

/// Kinds of places.
pub(crate) mod place {
    use super::{PLACE_KINDS, number};

    pub(crate) const COUNTRY: u8 = number(PLACE_KINDS, "country");
    pub(crate) const REGION: u8 = number(PLACE_KINDS, "region");
    pub(crate) const STATE: u8 = number(PLACE_KINDS, "state");
    pub(crate) const CITY: u8 = number(PLACE_KINDS, "city");
    pub(crate) const FACILITY: u8 = number(PLACE_KINDS, "facility");
    pub(crate) const WATER: u8 = number(PLACE_KINDS, "water");
    pub(crate) const OTHER: u8 = number(PLACE_KINDS, "other");
}

/// Kinds of titles.
pub(crate) mod title {
    use super::{TITLE_KINDS, number};

    pub(crate) const OFFICE: u8 = number(TITLE_KINDS, "office");
    pub(crate) const RANK: u8 = number(TITLE_KINDS, "rank");
    pub(crate) const OCCUPATION: u8 = number(TITLE_KINDS, "occupation");
    pub(crate) const COURTESY: u8 = number(TITLE_KINDS, "courtesy");
    pub(crate) const SUFFIX: u8 = number(TITLE_KINDS, "suffix");
}

/// Kinds of other proper names.
pub(crate) mod other {
    use super::{OTHER_KINDS, number};

    pub(crate) const EVENT: u8 = number(OTHER_KINDS, "event");
    pub(crate) const PROGRAM: u8 = number(OTHER_KINDS, "program");
    pub(crate) const RELIGION: u8 = number(OTHER_KINDS, "religion");
    pub(crate) const PEOPLE: u8 = number(OTHER_KINDS, "people");
}
