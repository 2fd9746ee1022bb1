//! Offsets in other units than bytes, made once, at output.

use serde::{Deserialize, Serialize};

use super::Extraction;

/// Unit of the offsets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Offsets {
    /// Bytes of the UTF-8 text: the library's own.
    #[default]
    Byte,
    /// Unicode code points: what Python and most tools index by; the command line's default.
    Char,
    /// UTF-16 code units: JavaScript, Java, C#.
    Utf16,
}

/// How many units stand before a byte: counted once up to each block.
struct Before<'t> {
    bytes: &'t [u8],
    unit: Offsets,
    /// The units before each block, and before what is left behind the last.
    blocks: Vec<u32>,
}

impl<'t> Before<'t> {
    fn new(bytes: &'t [u8], unit: Offsets) -> Self {
        let whole = bytes.as_chunks().0;
        let mut blocks = Vec::with_capacity(whole.len() + 1);
        let mut sum = 0;
        blocks.push(sum);
        for block in whole {
            sum += units_of_block(u64::from_le_bytes(*block), unit);
            blocks.push(sum);
        }
        Before { bytes, unit, blocks }
    }

    fn count(&self, at: usize) -> usize {
        let at = at.min(self.bytes.len());
        let block = at / 8;
        let rest = self.bytes[block * 8..at].iter().map(|b| units(*b, self.unit));
        self.blocks[block] as usize + rest.sum::<usize>()
    }
}

/// How many units begin with a byte: none inside a character, two with one that UTF-16 writes as a pair.
fn units(byte: u8, unit: Offsets) -> usize {
    let begins = !matches!(byte, 0x80..=0xbf);
    usize::from(begins) + usize::from(byte >= 0xf0 && unit == Offsets::Utf16)
}

/// The same of eight bytes at once: the upper bit of each is set where it counts, then these bits are added up.
fn units_of_block(block: u64, unit: Offsets) -> u32 {
    const ONES: u64 = u64::MAX / 255;
    let sum = |bits: u64| ((bits >> 7 & ONES).wrapping_mul(ONES) >> 56) as u32;
    let pairs = if unit == Offsets::Utf16 { sum(block & block << 1 & block << 2 & block << 3) } else { 0 };
    sum(!block | block << 1) + pairs
}

impl Extraction<'_> {
    /// Turns byte offsets into `unit`. `text` is the text that was extracted from.
    ///
    /// Does nothing if the offsets are in that unit already; offsets that are no longer bytes cannot be turned again.
    #[must_use]
    pub fn with_offsets(mut self, text: &str, unit: Offsets) -> Self {
        if self.generator.offsets == unit || self.generator.offsets != Offsets::Byte {
            return self;
        }
        self.generator.offsets = unit;
        if text.is_ascii() {
            return self;
        }
        let before = Before::new(text.as_bytes(), unit);
        self.each_offset(|offset| *offset = before.count(*offset));
        self
    }

    /// Visits every offset that the extraction holds.
    fn each_offset<'a>(&'a mut self, mut visit: impl FnMut(&'a mut usize)) {
        let mut both = |start: &'a mut usize, end: &'a mut usize| {
            visit(start);
            visit(end);
        };
        for zone in &mut self.document.zones {
            both(&mut zone.start, &mut zone.end);
        }
        if let Some(dateline) = &mut self.document.dateline {
            both(&mut dateline.start, &mut dateline.end);
        }
        let mut mentions: Vec<&'a mut Vec<super::Mention<'_>>> = Vec::new();
        mentions.extend(self.people.iter_mut().map(|e| &mut e.mentions));
        mentions.extend(self.organizations.iter_mut().map(|e| &mut e.mentions));
        mentions.extend(self.places.iter_mut().map(|e| &mut e.mentions));
        mentions.extend(self.dates.iter_mut().map(|e| &mut e.mentions));
        for role in &mut self.roles {
            if let Some(evidence) = &mut role.evidence {
                both(&mut evidence.start, &mut evidence.end);
            }
            mentions.push(&mut role.mentions);
        }
        for agreement in &mut self.agreements {
            if let Some(subject) = &mut agreement.subject {
                both(&mut subject.start, &mut subject.end);
            }
            mentions.push(&mut agreement.mentions);
        }
        for mention in mentions.into_iter().flatten() {
            both(&mut mention.start, &mut mention.end);
        }
    }
}
