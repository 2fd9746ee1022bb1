//! The output: what one release says, as typed data. These types are the JSON contract; the schema is made from them.
//!
//! Offsets are bytes into the text, end exclusive, until [`Extraction::with_offsets`] turns them into another unit.

mod id;
mod kinds;
mod offsets;
mod owned;
#[cfg(feature = "schema")]
mod schema;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use id::{AgreementId, DateId, EntityId, OrganizationId, PersonId, PlaceId, RoleId};
pub use kinds::{
    AgreementKind, AgreementStatus, Bound, Calendar, CreditKind, DateModifier, DateSource, DateType, Form,
    OrganizationKind, PlaceKind, Quantifier, ResolvedBy, RoleKind, RoleStatus, ZoneKind,
};
pub use offsets::Offsets;
#[cfg(feature = "schema")]
pub use schema::schema;

/// Version of the output's form.
pub const SCHEMA: &str = "dateline/1";

/// What one release says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Extraction<'t> {
    /// Version of this form: `dateline/1`.
    pub schema: Cow<'t, str>,
    /// What made it.
    pub generator: Generator<'t>,
    /// The release as a document.
    pub document: DocumentInfo<'t>,
    /// Named people.
    pub people: Vec<Person<'t>>,
    /// What they hold: one record a person, title and organization.
    pub roles: Vec<Role<'t>>,
    /// Named bodies.
    pub organizations: Vec<Organization<'t>>,
    /// Named places.
    pub places: Vec<Place<'t>>,
    /// Dates, ranges, times, durations and sets: one item for each distinct text, value and bound.
    pub dates: Vec<DateItem<'t>>,
    /// Instruments: what was signed, renewed, awarded or is referred to.
    pub agreements: Vec<Agreement<'t>>,
}

/// The program and the data that made an extraction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Generator<'t> {
    /// `dateline`
    pub name: Cow<'t, str>,
    /// Version of the program.
    pub version: Cow<'t, str>,
    /// Hash of all lists and weights in use.
    pub gazetteers: Cow<'t, str>,
    /// Unit of all offsets.
    pub offsets: Offsets,
}

/// The release as a document.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DocumentInfo<'t> {
    /// Where it came from: a file's name or the record's id field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Cow<'t, str>>,
    /// Its headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Cow<'t, str>>,
    /// The day on which it was issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<DocumentDate>,
    /// "FORT BELVOIR, Va. (Nov. 7, 2023)"
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dateline: Option<Dateline<'t>>,
    /// The body that issued it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<OrganizationId>,
    /// Country of the issuer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// Who wrote it and took its pictures.
    #[serde(default)]
    pub credits: Vec<Credit>,
    /// Its parts.
    #[serde(default)]
    pub zones: Vec<Zone>,
    /// What the reader should know: a guessed encoding, a text that is not English.
    #[serde(default)]
    pub warnings: Vec<Cow<'t, str>>,
    /// Fields of the input record that were asked for.
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    pub kept: serde_json::Map<String, serde_json::Value>,
    /// The decoded text itself, if asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Cow<'t, str>>,
}

/// The day of issue and where it was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DocumentDate {
    /// `2023-11-07`
    pub value: String,
    /// What said so.
    pub source: DateSource,
}

/// The line that opens the story: place and often date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Dateline<'t> {
    /// As written, without the dash.
    pub text: Cow<'t, str>,
    /// Its places.
    pub places: Vec<PlaceId>,
    /// Its date, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<DateId>,
    /// First offset.
    pub start: usize,
    /// Offset behind the last.
    pub end: usize,
}

/// A byline or a picture credit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Credit {
    /// For what.
    pub kind: CreditKind,
    /// To whom.
    pub person: PersonId,
}

/// A part of the release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Zone {
    /// What it is.
    pub kind: ZoneKind,
    /// First offset.
    pub start: usize,
    /// Offset behind the last.
    pub end: usize,
}

/// One place in the text that names an entity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Mention<'t> {
    /// As written: `text[start..end]`.
    pub text: Cow<'t, str>,
    /// First offset.
    pub start: usize,
    /// Offset behind the last.
    pub end: usize,
    /// `demonym` for "Kazakh", "Ukrainians".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
    /// Why it is there: `list:<file>/<entry id>`, `rule:<module>/<rule name>` or `model:<name>`.
    pub source: Cow<'t, str>,
    /// With `--explain`: the evidence, its rivals, how it was joined to its entity.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<Cow<'t, str>>,
}

/// A named person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Person<'t> {
    /// Id in this document: `p1`.
    pub id: PersonId,
    /// The longest form of the name, without title.
    pub name: Cow<'t, str>,
    /// Given names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_name: Option<Cow<'t, str>>,
    /// Family name, with its particles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_name: Option<Cow<'t, str>>,
    /// "Dr.", "Ms.", "Sir"
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub honorific_prefix: Option<Cow<'t, str>>,
    /// "Jr.", "`PhD`", "OBE"
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub honorific_suffix: Option<Cow<'t, str>>,
    /// Where it is named.
    pub mentions: Vec<Mention<'t>>,
}

/// A title that the text ties to a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Role<'t> {
    /// Id in this document: `r1`.
    pub id: RoleId,
    /// Who holds it; absent for a role that stands for a person that is not named (only with `--unnamed-roles`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// As written.
    pub title: Cow<'t, str>,
    /// What sort of title.
    pub kind: RoleKind,
    /// Whether it is held, was, or will be; absent for a plain holder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<RoleStatus>,
    /// The body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<OrganizationId>,
    /// The country, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// Whom a representative stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<EntityId>,
    /// The sentence that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// Where the title stands.
    pub mentions: Vec<Mention<'t>>,
}

/// The piece of text that a link rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Evidence {
    /// First offset.
    pub start: usize,
    /// Offset behind the last.
    pub end: usize,
}

/// A named body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Organization<'t> {
    /// Id in this document: `o1`.
    pub id: OrganizationId,
    /// Stable id of the gazetteer entry.
    #[serde(rename = "ref", default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Cow<'t, str>>,
    /// Canonical name from the list, else the fullest form of the text.
    pub name: Cow<'t, str>,
    /// Acronym from the list or the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acronym: Option<Cow<'t, str>>,
    /// What sort of body.
    pub kind: OrganizationKind,
    /// Its country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// The body that it belongs to: an id of this document or a `ref`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Cow<'t, str>>,
    /// Where it is named.
    pub mentions: Vec<Mention<'t>>,
}

/// A named place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Place<'t> {
    /// Id in this document: `l1`.
    pub id: PlaceId,
    /// Stable id of the gazetteer entry.
    #[serde(rename = "ref", default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Cow<'t, str>>,
    /// Canonical name from the list, else the fullest form of the text.
    pub name: Cow<'t, str>,
    /// What sort of place.
    pub kind: PlaceKind,
    /// Its country; its own code for a country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// A place of this document that holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<PlaceId>,
    /// Where it is named.
    pub mentions: Vec<Mention<'t>>,
}

/// A date, a range, a time, a duration or a set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DateItem<'t> {
    /// Id in this document: `d1`.
    pub id: DateId,
    /// As written, without preposition.
    pub text: Cow<'t, str>,
    /// What sort of expression.
    #[serde(rename = "type")]
    pub kind: DateType,
    /// TIMEX3 value; absent if the text does not settle it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Cow<'t, str>>,
    /// First calendar day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Cow<'t, str>>,
    /// Last calendar day, inclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Cow<'t, str>>,
    /// "since 2014": the mention is "2014", the bound `since`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<Bound>,
    /// TIMEX3 modifier: "early October" is `START`.
    #[serde(rename = "mod", default, skip_serializing_if = "Option::is_none")]
    pub modifier: Option<DateModifier>,
    /// TIMEX3 quantifier of a set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quant: Option<Quantifier>,
    /// TIMEX3 frequency of a set: "twice a month" is `2X`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freq: Option<Cow<'t, str>>,
    /// The rule that made calendar days of a fiscal year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<Calendar>,
    /// What the value rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved_by: Option<ResolvedBy>,
    /// "now", "recently" (only with `--vague-dates`).
    #[serde(default, skip_serializing_if = "is_false")]
    pub vague: bool,
    /// "04/05/2023": day and month could change places.
    #[serde(default, skip_serializing_if = "is_false")]
    pub ambiguous: bool,
    /// Where it is named.
    pub mentions: Vec<Mention<'t>>,
}

/// An instrument between parties, or a law.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Agreement<'t> {
    /// Id in this document: `a1`.
    pub id: AgreementId,
    /// Stable id of the gazetteer entry.
    #[serde(rename = "ref", default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Cow<'t, str>>,
    /// The noun phrase without its article.
    pub text: Cow<'t, str>,
    /// Its proper name, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Cow<'t, str>>,
    /// What sort of instrument.
    pub kind: AgreementKind,
    /// Acronym from the list or the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acronym: Option<Cow<'t, str>>,
    /// What happened to it, by verb and tense.
    pub status: AgreementStatus,
    /// Who concluded it.
    pub parties: Vec<EntityId>,
    /// Who signed.
    pub signers: Vec<PersonId>,
    /// The frame that it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under: Option<AgreementId>,
    /// "2254" of a resolution, "N00019-20-C-0001" of a contract.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Cow<'t, str>>,
    /// "$96 million" of a contract or settlement, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Cow<'t, str>>,
    /// When it was signed or awarded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<DateId>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceId>,
    /// What it is for: "to codify joint goals".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Subject<'t>>,
    /// Where it is named.
    pub mentions: Vec<Mention<'t>>,
}

/// What an agreement is for, as written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Subject<'t> {
    /// As written.
    pub text: Cow<'t, str>,
    /// First offset.
    pub start: usize,
    /// Offset behind the last.
    pub end: usize,
}

/// An ISO 3166-1 alpha-2 code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country(pub [u8; 2]);

#[allow(clippy::trivially_copy_pass_by_ref)] // serde's signature
fn is_false(b: &bool) -> bool {
    !b
}

impl<'t> Extraction<'t> {
    /// The person of an id.
    pub fn person(&self, id: PersonId) -> Option<&Person<'t>> {
        self.people.iter().find(|p| p.id == id)
    }

    /// The organization of an id.
    pub fn organization(&self, id: OrganizationId) -> Option<&Organization<'t>> {
        self.organizations.iter().find(|o| o.id == id)
    }

    /// The place of an id.
    pub fn place(&self, id: PlaceId) -> Option<&Place<'t>> {
        self.places.iter().find(|p| p.id == id)
    }

    /// The date of an id.
    pub fn date(&self, id: DateId) -> Option<&DateItem<'t>> {
        self.dates.iter().find(|d| d.id == id)
    }

    /// The agreement of an id.
    pub fn agreement(&self, id: AgreementId) -> Option<&Agreement<'t>> {
        self.agreements.iter().find(|a| a.id == id)
    }
}
