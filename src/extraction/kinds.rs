//! The enumerations of the output, all in `snake_case` but for what TIMEX3 writes in capitals.

use serde::{Deserialize, Serialize};

macro_rules! enumeration {
    ($($(#[$doc:meta])* $name:ident $case:literal { $($(#[$variant_doc:meta])* $variant:ident),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = $case)]
        pub enum $name { $($(#[$variant_doc])* $variant),* }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];
        }
    )*};
}

enumeration! {
    /// What sort of body an organization is.
    OrganizationKind "snake_case" {
        /// An agency, bureau, office or other part of an administration.
        Agency,
        /// A ministry.
        Ministry,
        /// A department.
        Department,
        /// A unit or formation.
        MilitaryUnit,
        /// An army, navy, police or other service.
        MilitaryService,
        /// A command or headquarters.
        Command,
        /// A government.
        Government,
        /// A parliament, a chamber or a committee of one.
        Legislature,
        /// A court.
        Court,
        /// A company.
        Company,
        /// A body outside governments and business.
        Ngo,
        /// A body of several states.
        Intergovernmental,
        /// A university or college.
        University,
        /// A newspaper, an agency, a broadcaster.
        Media,
        /// An armed group.
        ArmedGroup,
        /// A political party.
        Party,
        /// Any other.
        Other,
    }
    /// What sort of place.
    PlaceKind "snake_case" {
        /// A country or territory.
        Country,
        /// A province, district or informal region.
        Region,
        /// A state of the US.
        State,
        /// A city, town or village.
        City,
        /// A base, building, test site.
        Facility,
        /// A sea, river, strait.
        Water,
        /// Any other.
        Other,
    }
    /// What sort of title.
    RoleKind "snake_case" {
        /// An office: "Director", "Minister of Energy".
        Office,
        /// A rank: "Lt. Gen."
        Rank,
        /// An occupation: "analyst".
        Occupation,
    }
    /// How a title is held, where it is not plainly held.
    RoleStatus "snake_case" {
        /// In an acting capacity.
        Acting,
        /// No longer.
        Former,
        /// Proposed for it.
        Nominee,
        /// Chosen for it.
        Designate,
    }
    /// What sort of instrument.
    AgreementKind "snake_case" {
        /// A treaty.
        Treaty,
        /// A convention.
        Convention,
        /// A memorandum of understanding, of agreement or of intent.
        MemorandumOfUnderstanding,
        /// An agreement, a settlement, a plea.
        Agreement,
        /// An arrangement.
        Arrangement,
        /// A declaration.
        Declaration,
        /// A protocol.
        Protocol,
        /// A pact.
        Pact,
        /// An accord.
        Accord,
        /// A contract.
        Contract,
        /// A joint statement or communiqué.
        Communique,
        /// A resolution.
        Resolution,
        /// A law, an executive order.
        Act,
        /// Any other.
        Other,
    }
    /// What happened to an instrument.
    AgreementStatus "snake_case" {
        /// Signed or concluded.
        Signed,
        /// Renewed or extended.
        Renewed,
        /// Planned or negotiated.
        Proposed,
        /// In force.
        InForce,
        /// Amended.
        Amended,
        /// Ended.
        Terminated,
        /// Only spoken of.
        Mentioned,
    }
    /// What sort of expression of time.
    DateType "snake_case" {
        /// A day, week, month, year.
        Date,
        /// A clock time.
        Time,
        /// From one date to another, both inclusive.
        Range,
        /// A length of time.
        Duration,
        /// A recurrence.
        Set,
    }
    /// What a date's value rests on.
    ResolvedBy "snake_case" {
        /// The expression itself.
        Text,
        /// The day of issue.
        DocumentDate,
        /// The date in the dateline.
        Dateline,
        /// The date before it in the text.
        PrecedingDate,
        /// Other words of the sentence.
        Context,
    }
    /// An end that a preposition leaves open.
    Bound "snake_case" {
        /// "since 2014", "from 2010 onwards"
        Since,
        /// "until Nov. 2", "through fiscal year 2026"
        Until,
        /// "by the end of the year"
        By,
        /// "after 2014"
        After,
        /// "before 2014"
        Before,
    }
    /// TIMEX3 modifiers.
    DateModifier "SCREAMING_SNAKE_CASE" {
        /// "early October"
        Start,
        /// "mid-October"
        Mid,
        /// "late October"
        End,
        /// "about three years"
        Approx,
        /// "more than three years"
        MoreThan,
        /// "less than three years"
        LessThan,
        /// "at least three years"
        EqualOrMore,
        /// "up to three years"
        EqualOrLess,
    }
    /// TIMEX3 quantifiers of sets.
    Quantifier "SCREAMING_SNAKE_CASE" {
        /// "every", "each"
        Every,
        /// "some"
        Some,
    }
    /// Calendars other than the civil one.
    Calendar "snake_case" {
        /// The fiscal year of the US Government: 1 October to 30 September, named for the year in which it ends.
        UsFiscal,
        /// The fiscal year of the UK Government: 1 April to 31 March.
        UkFiscal,
    }
    /// Where the day of issue was found.
    DateSource "snake_case" {
        /// Given by the caller (`--date`).
        Option,
        /// A line above the text.
        Header,
        /// The dateline.
        Dateline,
        /// The record's date field.
        Record,
        /// An ISO date in the file's name.
        FileName,
    }
    /// The form of a mention that is no plain name.
    Form "snake_case" {
        /// "Kazakh", "Ukrainians"
        Demonym,
    }
    /// What a credit is for.
    CreditKind "snake_case" {
        /// A picture.
        Photo,
        /// A film.
        Video,
        /// The text.
        Story,
        /// A drawing.
        Graphic,
    }
    /// Parts of a release.
    ZoneKind "snake_case" {
        /// Lines above the text: release number, office, contact.
        Header,
        /// The headline.
        Title,
        /// "By …", "Story by …"
        Byline,
        /// "KABUL, Afghanistan (Jan. 25, 2013) –"
        Dateline,
        /// The text itself.
        Body,
        /// Text of a picture.
        Caption,
        /// "About the agency", "For more information"
        Boilerplate,
        /// Signature block.
        Signature,
        /// "###", "-30-"
        EndMark,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::kinds;

    /// Lists name kinds by number; the enums must count alike.
    #[test]
    fn enums_match_the_kinds_of_the_lists() {
        fn names<T: Serialize>(all: &[T]) -> Vec<String> {
            all.iter().map(|k| serde_json::to_value(k).unwrap().as_str().unwrap().to_owned()).collect()
        }
        assert_eq!(names(OrganizationKind::ALL), kinds::ORGANIZATION_KINDS);
        assert_eq!(names(AgreementKind::ALL), kinds::AGREEMENT_KINDS);
        assert_eq!(names(PlaceKind::ALL), kinds::PLACE_KINDS[..PlaceKind::ALL.len()]);
        assert_eq!(names(RoleKind::ALL), kinds::TITLE_KINDS[..RoleKind::ALL.len()]);
    }
}
