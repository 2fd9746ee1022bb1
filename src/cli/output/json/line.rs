//! JSON on one line, as `serde_json` writes it, for what an extraction holds: strings are looked over eight bytes at a
//! time and copied whole, and the names of fields are copied as they stand in the program.

use serde::Serialize;
use serde::ser::{self, Impossible};
use serde_json::Error;

/// Appends a value to `out`.
///
/// # Errors
/// The value has a part that no output type has: a map whose keys are no strings, bytes, a variant with content.
pub(super) fn write(out: &mut Vec<u8>, value: &impl Serialize) -> Result<(), Error> {
    let mut line = Line { out: std::mem::take(out) };
    let written = value.serialize(&mut line);
    *out = line.out;
    written
}

struct Line {
    out: Vec<u8>,
}

fn unwritable() -> Error {
    ser::Error::custom("no output type holds such a value")
}

impl Line {
    fn string(&mut self, text: &str) {
        self.out.push(b'"');
        let bytes = text.as_bytes();
        if needs_no_escape(bytes) {
            self.out.extend_from_slice(bytes);
        } else {
            self.escaped(bytes);
        }
        self.out.push(b'"');
    }

    #[cold]
    fn escaped(&mut self, bytes: &[u8]) {
        for &b in bytes {
            let short = match b {
                b'"' | b'\\' => b,
                b'\n' => b'n',
                b'\r' => b'r',
                b'\t' => b't',
                0x08 => b'b',
                0x0c => b'f',
                ..0x20 => {
                    let hex = |n: u8| b"0123456789abcdef"[usize::from(n & 15)];
                    self.out.extend_from_slice(&[b'\\', b'u', b'0', b'0', hex(b >> 4), hex(b)]);
                    continue;
                }
                _ => {
                    self.out.push(b);
                    continue;
                }
            };
            self.out.extend_from_slice(&[b'\\', short]);
        }
    }

    fn number(&mut self, mut n: u64) {
        let mut digits = [0; 20];
        let mut at = digits.len();
        loop {
            at -= 1;
            digits[at] = b'0' + (n % 10) as u8;
            n /= 10;
            if n == 0 {
                break;
            }
        }
        self.out.extend_from_slice(&digits[at..]);
    }
}

/// Whether a string stands in JSON as it is: no control character, quote or backslash.
fn needs_no_escape(bytes: &[u8]) -> bool {
    let Some(last) = bytes.last_chunk::<8>() else {
        return match (bytes.first_chunk(), bytes.last_chunk()) {
            (Some(first), Some(last)) => {
                is_plain(u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last)))
            }
            _ => bytes.iter().all(|b| !matches!(b, ..0x20 | b'"' | b'\\')),
        };
    };
    // the last eight bytes may have been looked at before
    bytes.as_chunks::<8>().0.iter().chain([last]).all(|chunk| is_plain(u64::from_le_bytes(*chunk)))
}

/// The same of eight bytes: a byte that is below what is taken from it borrows, which shows in its upper bit.
const fn is_plain(eight: u64) -> bool {
    const ONES: u64 = u64::MAX / 255;
    let control = eight.wrapping_sub(ONES * 0x20);
    let quote = (eight ^ (ONES * b'"' as u64)).wrapping_sub(ONES);
    let backslash = (eight ^ (ONES * b'\\' as u64)).wrapping_sub(ONES);
    (control | quote | backslash) & !eight & ONES << 7 == 0
}

impl<'l> ser::Serializer for &'l mut Line {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Parts<'l>;
    type SerializeMap = Parts<'l>;
    type SerializeStruct = Parts<'l>;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeStructVariant = Impossible<(), Error>;

    fn serialize_bool(self, yes: bool) -> Result<(), Error> {
        self.out.extend_from_slice(if yes { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_i8(self, n: i8) -> Result<(), Error> {
        self.serialize_i64(n.into())
    }

    fn serialize_i16(self, n: i16) -> Result<(), Error> {
        self.serialize_i64(n.into())
    }

    fn serialize_i32(self, n: i32) -> Result<(), Error> {
        self.serialize_i64(n.into())
    }

    fn serialize_i64(self, n: i64) -> Result<(), Error> {
        if n < 0 {
            self.out.push(b'-');
        }
        self.number(n.unsigned_abs());
        Ok(())
    }

    fn serialize_u8(self, n: u8) -> Result<(), Error> {
        self.serialize_u64(n.into())
    }

    fn serialize_u16(self, n: u16) -> Result<(), Error> {
        self.serialize_u64(n.into())
    }

    fn serialize_u32(self, n: u32) -> Result<(), Error> {
        self.serialize_u64(n.into())
    }

    fn serialize_u64(self, n: u64) -> Result<(), Error> {
        self.number(n);
        Ok(())
    }

    fn serialize_f32(self, n: f32) -> Result<(), Error> {
        serde_json::to_writer(&mut self.out, &n)
    }

    fn serialize_f64(self, n: f64) -> Result<(), Error> {
        serde_json::to_writer(&mut self.out, &n)
    }

    fn serialize_char(self, c: char) -> Result<(), Error> {
        self.serialize_str(c.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> Result<(), Error> {
        self.string(text);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Error> {
        Err(unwritable())
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.out.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Error> {
        Err(unwritable())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'l>, Error> {
        self.out.push(b'[');
        Ok(Parts { line: self, any: false })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Parts<'l>, Error> {
        self.out.push(b'{');
        Ok(Parts { line: self, any: false })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts<'l>, Error> {
        self.serialize_map(None)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Error> {
        Err(unwritable())
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Error> {
        Err(unwritable())
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        Err(unwritable())
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        Err(unwritable())
    }
}

/// What has been opened and is being filled.
struct Parts<'l> {
    line: &'l mut Line,
    /// Something stands in it already.
    any: bool,
}

impl Parts<'_> {
    #[inline]
    fn comma(&mut self) {
        if self.any {
            self.line.out.push(b',');
        }
        self.any = true;
    }
}

impl ser::SerializeSeq for Parts<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.comma();
        value.serialize(&mut *self.line)
    }

    fn end(self) -> Result<(), Error> {
        self.line.out.push(b']');
        Ok(())
    }
}

impl ser::SerializeStruct for Parts<'_> {
    type Ok = ();
    type Error = Error;

    // inlined so that each name is copied as a constant
    #[allow(clippy::inline_always)]
    #[inline(always)]
    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        debug_assert!(needs_no_escape(name.as_bytes()), "names of fields are plain words");
        self.comma();
        self.line.out.push(b'"');
        self.line.out.extend_from_slice(name.as_bytes());
        self.line.out.extend_from_slice(b"\":");
        value.serialize(&mut *self.line)
    }

    fn end(self) -> Result<(), Error> {
        self.line.out.push(b'}');
        Ok(())
    }
}

impl ser::SerializeMap for Parts<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.comma();
        let start = self.line.out.len();
        key.serialize(&mut *self.line)?;
        // a key that is no string would make no JSON
        if self.line.out.get(start) == Some(&b'"') { Ok(()) } else { Err(unwritable()) }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.line.out.push(b':');
        value.serialize(&mut *self.line)
    }

    fn end(self) -> Result<(), Error> {
        self.line.out.push(b'}');
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn written(value: &impl Serialize) -> String {
        let mut out = Vec::new();
        write(&mut out, value).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// Every byte that is special, at every place of the blocks of eight and behind them.
    #[test]
    fn strings_are_those_of_serde_json() {
        let special =
            (0..0x20).map(char::from).chain(['"', '\\', '/', ' ', '!', '#', '[', ']', '\u{7f}', 'é', '’', '😀']);
        for c in special {
            for before in 0..20 {
                for behind in [0, 1, 7, 9] {
                    let text = format!("{}{c}{}", "a".repeat(before), "é".repeat(behind));
                    assert_eq!(written(&text), serde_json::to_string(&text).unwrap());
                }
            }
        }
    }

    #[test]
    fn values_are_those_of_serde_json() {
        let value = json!({
            "a\"b": [1, -1, 0, u64::MAX, i64::MIN, 1.5, 1e300, -0.0],
            "empty": {"list": [], "object": {}, "text": ""},
            "null": Value::Null,
            "yes": [true, false],
        });
        assert_eq!(written(&value), serde_json::to_string(&value).unwrap());
    }

    #[test]
    fn an_extraction_is_that_of_serde_json() {
        let extractor = dateline::Extractor::new();
        let extraction = extractor.extract(
            "WASHINGTON, Nov. 7, 2023 – Secretary of Defense Jane \"Jay\" Hale signed a memorandum of understanding with \
             Kazakhstan’s Ministry of Energy on 3-5 May 2023.",
        );
        assert!(!extraction.people.is_empty() && !extraction.dates.is_empty());
        assert_eq!(written(&extraction), serde_json::to_string(&extraction).unwrap());
    }
}
