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
    blocks: Vec<u32>,
}

impl<'t> Before<'t> {
    const BLOCK: usize = 32;

    fn new(bytes: &'t [u8], unit: Offsets) -> Self {
        let mut sum = 0u32;
        let blocks = bytes.chunks(Self::BLOCK).map(|block| {
            let before = sum;
            sum += units(block, unit) as u32;
            before
        });
        Before { bytes, unit, blocks: blocks.collect() }
    }

    fn count(&self, at: usize) -> usize {
        let at = at.min(self.bytes.len());
        let block = at / Self::BLOCK;
        let rest = self.bytes.get(block * Self::BLOCK..at).unwrap_or(&[]);
        match self.blocks.get(block) {
            Some(before) => *before as usize + units(rest, self.unit),
            // the text ends with a block
            None => self
                .blocks
                .last()
                .map_or(0, |before| *before as usize + units(&self.bytes[at - Self::BLOCK..], self.unit)),
        }
    }
}

/// How many units begin in some bytes.
fn units(bytes: &[u8], unit: Offsets) -> usize {
    let count = |wanted: fn(u8) -> bool| bytes.iter().map(|b| usize::from(wanted(*b))).sum::<usize>();
    let chars = count(|b| !(0x80..=0xbf).contains(&b));
    match unit {
        Offsets::Utf16 => chars + count(|b| b >= 0xf0),
        _ => chars,
    }
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
