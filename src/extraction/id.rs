//! Ids of a document's entities: a letter for the kind and a number, `p1`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $letter:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($letter, "{}"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, String> {
                text.strip_prefix($letter)
                    .and_then(|n| n.parse().ok())
                    .map($name)
                    .ok_or_else(|| format!("{text:?} is no id of the form {}1", $letter))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(short(&mut [0; 11], $letter, self.0))
            }
        }

        text_form!($name, concat!("^", $letter, "[1-9][0-9]*$"));
    )*};
}

/// A letter and a number in `room`: an extraction has hundreds of ids, and `Display` would write each in pieces.
fn short<'r>(room: &'r mut [u8; 11], letter: &str, mut n: u32) -> &'r str {
    let mut at = room.len();
    loop {
        at -= 1;
        room[at] = b'0' + (n % 10) as u8;
        n /= 10;
        if n == 0 {
            break;
        }
    }
    at -= 1;
    room[at] = letter.as_bytes().first().copied().unwrap_or(b'?');
    std::str::from_utf8(&room[at..]).unwrap_or("?")
}

/// Deserialization by way of `FromStr`, and the schema of such a string.
macro_rules! text_form {
    ($name:ident, $pattern:expr) => {
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                std::borrow::Cow::<str>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({"type": "string", "pattern": $pattern})
            }
        }
    };
}

ids! {
    /// A person: `p1`.
    PersonId = "p";
    /// A role: `r1`.
    RoleId = "r";
    /// An organization: `o1`.
    OrganizationId = "o";
    /// A place: `l1`.
    PlaceId = "l";
    /// A date: `d1`.
    DateId = "d";
    /// An agreement: `a1`.
    AgreementId = "a";
}

/// Anyone who can be a party: a person, an organization or a place (a state).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityId {
    /// A person.
    Person(PersonId),
    /// An organization.
    Organization(OrganizationId),
    /// A place.
    Place(PlaceId),
}

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EntityId::Person(id) => id.fmt(f),
            EntityId::Organization(id) => id.fmt(f),
            EntityId::Place(id) => id.fmt(f),
        }
    }
}

impl FromStr for EntityId {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text.as_bytes().first() {
            Some(b'p') => text.parse().map(EntityId::Person),
            Some(b'o') => text.parse().map(EntityId::Organization),
            _ => text.parse().map(EntityId::Place),
        }
    }
}

impl Serialize for EntityId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            EntityId::Person(id) => id.serialize(serializer),
            EntityId::Organization(id) => id.serialize(serializer),
            EntityId::Place(id) => id.serialize(serializer),
        }
    }
}

text_form!(EntityId, "^[pol][1-9][0-9]*$");

use super::Country;

impl Country {
    fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Country {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Country {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text.as_bytes() {
            &[a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => Ok(Country([a, b])),
            _ => Err(format!("{text:?} is no ISO 3166-1 alpha-2 code")),
        }
    }
}

text_form!(Country, "^[A-Z]{2}$");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_back() {
        assert_eq!("p12".parse(), Ok(PersonId(12)));
        assert_eq!("l3".parse(), Ok(EntityId::Place(PlaceId(3))));
        assert!("x3".parse::<EntityId>().is_err());
        assert_eq!(EntityId::Organization(OrganizationId(7)).to_string(), "o7");
        assert_eq!(serde_json::to_value(EntityId::Person(PersonId(u32::MAX))).unwrap(), "p4294967295");
        assert_eq!(serde_json::to_value([Country(*b"KZ")]).unwrap()[0], "KZ");
    }
}
