//! One line of JSON Lines: only the fields that are needed, the text without a copy where it holds no escapes.

use std::borrow::Cow;
use std::fmt;

use jiff::civil::Date;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};

/// Names of the fields to read.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub(crate) text: String,
    pub(crate) id: String,
    pub(crate) date: String,
    pub(crate) keep: Vec<String>,
}

/// What a line holds.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Record<'l> {
    pub(crate) text: Option<Cow<'l, str>>,
    pub(crate) id: Option<String>,
    pub(crate) date: Option<Value>,
    pub(crate) kept: Map<String, Value>,
    /// The text's field holds something else.
    wrong: bool,
}

impl Record<'_> {
    /// The same, no longer tied to the line.
    pub(crate) fn into_owned(self) -> Record<'static> {
        let Record { text, id, date, kept, wrong } = self;
        Record { text: text.map(|text| Cow::Owned(text.into_owned())), id, date, kept, wrong }
    }
}

/// Reads a line.
///
/// # Errors
/// What is wrong with it, in words.
pub(crate) fn parse<'l>(line: &'l str, fields: &Fields) -> Result<Record<'l>, String> {
    let mut json = serde_json::Deserializer::from_str(line);
    let broken = |error: serde_json::Error| {
        if error.is_data() && !line.trim_start().starts_with('{') {
            return "not a JSON object".to_owned();
        }
        format!("broken JSON: {}", error.to_string().replace(" at line 1 column", " at column"))
    };
    let record = RecordSeed(fields).deserialize(&mut json).map_err(broken)?;
    json.end().map_err(broken)?;
    match &record.text {
        Some(_) => Ok(record),
        None if record.wrong => Err(format!("the field `{}` is no text", fields.text)),
        None => Err(format!("no field `{}`; `--text-field` names another", fields.text)),
    }
}

struct RecordSeed<'f>(&'f Fields);

impl<'de> DeserializeSeed<'de> for RecordSeed<'_> {
    type Value = Record<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Record<'de>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for RecordSeed<'_> {
    type Value = Record<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record<'de>, A::Error> {
        let fields = self.0;
        let mut record = Record::default();
        while let Some(Text(Some(key))) = map.next_key::<Text<'de>>()? {
            let kept = fields.keep.iter().any(|k| *k == key);
            if key == fields.text && !kept {
                let Text(text) = map.next_value()?;
                record.wrong = text.is_none();
                record.text = text;
            } else if kept || key == fields.id || key == fields.date || key == fields.text {
                let value: Value = map.next_value()?;
                if key == fields.text {
                    record.text = value.as_str().map(|text| Cow::Owned(text.to_owned()));
                    record.wrong = record.text.is_none();
                }
                if key == fields.id {
                    record.id = match &value {
                        Value::String(id) => Some(id.clone()),
                        Value::Number(id) => Some(id.to_string()),
                        _ => None,
                    };
                }
                if key == fields.date {
                    record.date = Some(value.clone());
                }
                if kept {
                    record.kept.insert(key.into_owned(), value);
                }
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(record)
    }
}

/// A string, borrowed where it can be; `None` for any other value.
struct Text<'l>(Option<Cow<'l, str>>);

impl<'de> serde::Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Text(Some(Cow::Borrowed(text))))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Text(Some(Cow::Owned(text.to_owned()))))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Text(Some(Cow::Owned(text))))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Text(None))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Text(None))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Text(None))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(Text(None))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Text(None))
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Text(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Text(None))
    }
}

/// The calendar day of a record's date field, as feeds write it; the day in the zone that it states.
///
/// # Errors
/// The field is there but is no date.
pub(crate) fn day(value: &Value) -> Result<Option<Date>, String> {
    let unknown = || format!("the date {value} is not understood and not used");
    match value {
        Value::Null => Ok(None),
        Value::Number(seconds) => {
            // seconds or milliseconds since 1970, as APIs give them
            let seconds = seconds.as_i64().ok_or_else(unknown)?;
            let seconds = if seconds.abs() > 100_000_000_000 { seconds.div_euclid(1000) } else { seconds };
            if seconds.abs() < 100_000_000 {
                return Err(unknown());
            }
            let time = jiff::Timestamp::from_second(seconds).map_err(|_| unknown())?;
            Ok(Some(time.to_zoned(jiff::tz::TimeZone::UTC).date()))
        }
        Value::String(text) => match text.trim() {
            "" => Ok(None),
            text => day_of_text(text).map(Some).ok_or_else(unknown),
        },
        _ => Err(unknown()),
    }
}

fn day_of_text(text: &str) -> Option<Date> {
    // ISO 8601 and RFC 3339, with or without a time behind it
    let head = text.get(..10).unwrap_or(text);
    let time = text.get(10..).unwrap_or("");
    let starts_time = time.is_empty() || time.starts_with(['T', 't', ' ', '+', 'Z']);
    if starts_time && head.as_bytes().get(4) == Some(&b'-') {
        return head.parse().ok();
    }
    if let Some(date) = basic_iso(text) {
        return Some(date);
    }
    if let Ok(time) = jiff::fmt::rfc2822::parse(text) {
        return Some(time.date());
    }
    ["%B %d, %Y", "%b %d, %Y", "%b. %d, %Y", "%d %B %Y", "%d %b %Y", "%A, %B %d, %Y", "%a, %d %b %Y"]
        .iter()
        .find_map(|form| Date::strptime(form, text).ok())
}

/// `20231107`
fn basic_iso(text: &str) -> Option<Date> {
    if text.len() != 8 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let year: i16 = text[..4].parse().ok()?;
    if !(1900..2100).contains(&year) {
        return None;
    }
    Date::new(year, text[4..6].parse().ok()?, text[6..].parse().ok()?).ok()
}

/// The first ISO date in a file's name: `2023-11-07-kyiv.txt`, `release_20231107.txt`.
pub(crate) fn day_in_name(name: &str) -> Option<Date> {
    let bytes = name.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    for at in 0..bytes.len() {
        if !digit(at) || at > 0 && digit(at - 1) {
            continue;
        }
        for length in [10, 8] {
            let Some(piece) = name.get(at..at + length).filter(|_| !digit(at + length)) else { continue };
            let date = if length == 8 {
                basic_iso(piece)
            } else if piece.as_bytes()[4] == b'-' && piece.as_bytes()[7] == b'-' {
                piece.parse().ok()
            } else {
                None
            };
            if date.is_some() {
                return date;
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use serde_json::json;

    fn fields() -> Fields {
        Fields {
            text: "body".into(),
            id: "url".into(),
            date: "published".into(),
            keep: vec!["url".into(), "tags".into()],
        }
    }

    #[test]
    fn a_record_gives_the_named_fields() {
        let line = r#"{"x": [{"body": 1}], "body": "A\nB", "url": "u/1", "tags": ["a"], "published": "2023-11-07"}"#;
        let record = parse(line, &fields()).unwrap();
        assert_eq!(record.text.as_deref(), Some("A\nB"));
        assert_eq!(record.id.as_deref(), Some("u/1"));
        assert_eq!(Value::Object(record.kept), json!({"url": "u/1", "tags": ["a"]}));
        assert!(matches!(parse(r#"{"body": "plain"}"#, &fields()).unwrap().text, Some(Cow::Borrowed("plain"))));
    }

    #[test]
    fn errors_say_what_is_wrong() {
        for (line, said) in [
            (r#"{"body": "A""#, "broken JSON: EOF while parsing an object at column 12"),
            ("[1]", "not a JSON object"),
            (r#"{"text": "A"}"#, "no field `body`"),
            (r#"{"body": null}"#, "the field `body` is no text"),
            (r#"{"body": {"a": [1, 2.5, true]}}"#, "the field `body` is no text"),
            (r#"{"body": "A"} x"#, "broken JSON: trailing characters"),
        ] {
            let error = parse(line, &fields()).unwrap_err();
            assert!(error.starts_with(said), "{line}: {error}");
        }
    }

    #[test]
    fn days_as_feeds_write_them() {
        for value in [
            json!("2023-11-07"),
            json!("2023-11-07T23:30:00-05:00"),
            json!("2023-11-07 10:00:00"),
            json!("20231107"),
            json!("Tue, 07 Nov 2023 10:00:00 GMT"),
            json!("November 7, 2023"),
            json!("Nov. 7, 2023"),
            json!("7 November 2023"),
            json!(1_699_351_200),
            json!(1_699_351_200_000_i64),
        ] {
            assert_eq!(day(&value), Ok(Some(date(2023, 11, 7))), "{value}");
        }
        assert_eq!(day(&Value::Null), Ok(None));
        for value in [json!("2023"), json!("2023-02-30"), json!("soon"), json!(7), json!(["2023-11-07"])] {
            assert!(day(&value).is_err(), "{value}");
        }
    }

    #[test]
    fn days_in_names() {
        for (name, day) in [
            ("2023-11-07-kyiv.txt", Some(date(2023, 11, 7))),
            ("release_20231107.txt", Some(date(2023, 11, 7))),
            ("a-12-2023-11-07.txt", Some(date(2023, 11, 7))),
            ("2023-13-40.txt", None),
            ("120231107.txt", None),
            ("99999999.txt", None),
            ("kyiv.txt", None),
        ] {
            assert_eq!(day_in_name(name), day, "{name}");
        }
    }
}
