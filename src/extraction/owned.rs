//! An extraction that no longer borrows the text.

use std::borrow::Cow;

use super::{
    Agreement, DateItem, Dateline, DocumentInfo, Extraction, Generator, Mention, Organization, Person, Place, Role,
    Subject,
};

/// Turns what is borrowed into what is owned.
trait Own {
    type Static;
    fn own(self) -> Self::Static;
}

impl Own for Cow<'_, str> {
    type Static = Cow<'static, str>;
    fn own(self) -> Self::Static {
        Cow::Owned(self.into_owned())
    }
}

impl<T: Own> Own for Option<T> {
    type Static = Option<T::Static>;
    fn own(self) -> Self::Static {
        self.map(Own::own)
    }
}

impl<T: Own> Own for Vec<T> {
    type Static = Vec<T::Static>;
    fn own(self) -> Self::Static {
        self.into_iter().map(Own::own).collect()
    }
}

/// For each type the fields that borrow, then those that do not.
macro_rules! owned {
    ($($name:ident { $($borrowed:ident),* } { $($plain:ident),* })*) => {$(
        impl Own for $name<'_> {
            type Static = $name<'static>;
            fn own(self) -> Self::Static {
                $name { $($borrowed: self.$borrowed.own(),)* $($plain: self.$plain),* }
            }
        }
    )*};
}

owned! {
    Generator { name, version, gazetteers } { offsets }
    DocumentInfo { id, title, dateline, warnings, text } { date, issuer, country, credits, zones, kept }
    Dateline { text } { places, date, start, end }
    Mention { text, source, why } { start, end, form }
    Person { name, given_name, family_name, honorific_prefix, honorific_suffix, mentions } { id }
    Role { title, mentions } { id, person, kind, status, organization, country, on_behalf_of, evidence }
    Organization { reference, name, acronym, parent, mentions } { id, kind, country }
    Place { reference, name, mentions } { id, kind, country, within }
    DateItem { text, value, from, to, freq, mentions }
        { id, kind, bound, modifier, quant, calendar, resolved_by, vague, ambiguous }
    Agreement { reference, text, name, acronym, number, amount, subject, mentions }
        { id, kind, status, parties, signers, under, date, place }
    Subject { text } { start, end }
}

impl Extraction<'_> {
    /// The same without a borrow of the text.
    pub fn into_owned(self) -> Extraction<'static> {
        Extraction {
            schema: self.schema.own(),
            generator: self.generator.own(),
            document: self.document.own(),
            people: self.people.own(),
            roles: self.roles.own(),
            organizations: self.organizations.own(),
            places: self.places.own(),
            dates: self.dates.own(),
            agreements: self.agreements.own(),
        }
    }
}
