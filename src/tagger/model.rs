//! The weights: a block of bytes that is ready as soon as it is in memory.
//!
//! Layout: magic, number of buckets (a power of two), the start of each bucket, then the buckets. A bucket holds features
//! of the same low bits: two bytes of the high bits, the number of weights, and (label, weight) pairs of a byte each.

use std::borrow::Cow;

use super::LABELS;

/// First bytes of every model; the digit is the version of the layout.
const MAGIC: &[u8; 8] = b"DLTAG001";

static BUNDLED: &[u8] = include_bytes!("../../gazetteers/tagger.bin");

/// A fitted model.
#[derive(Debug, Clone)]
pub struct Model {
    bytes: Cow<'static, [u8]>,
    mask: u32,
}

impl Model {
    /// The model that comes with the program, if there is one.
    pub(crate) fn bundled() -> Option<Self> {
        Self::open(BUNDLED)
    }

    /// Opens a model; `None` if the bytes are not one.
    pub fn open(bytes: impl Into<Cow<'static, [u8]>>) -> Option<Self> {
        let bytes = bytes.into();
        if !bytes.starts_with(MAGIC) {
            return None;
        }
        let buckets = read(&bytes, 8);
        (buckets.is_power_of_two() && bytes.len() >= 16 + 4 * buckets as usize)
            .then(|| Model { mask: buckets - 1, bytes })
    }

    /// Adds the weights of a feature to the scores of the labels.
    #[inline]
    pub(crate) fn add(&self, feature: u32, scores: &mut [i32; LABELS]) {
        let bucket = (feature & self.mask) as usize;
        let (mut at, end) = (read(&self.bytes, 12 + 4 * bucket) as usize, read(&self.bytes, 16 + 4 * bucket) as usize);
        let key = ((feature >> 16) as u16).to_le_bytes();
        while at + 3 <= end {
            let count = usize::from(self.bytes[at + 2]);
            if self.bytes[at..at + 2] == key {
                for pair in self.bytes[at + 3..at + 3 + 2 * count].chunks_exact(2) {
                    scores[usize::from(pair[0]) % LABELS] += i32::from(pair[1] as i8);
                }
                return;
            }
            at += 3 + 2 * count;
        }
    }

    /// The bytes of a model with these weights, the same for the same weights.
    pub(crate) fn write(mut features: Vec<(u32, Vec<(u8, i8)>)>) -> Vec<u8> {
        let buckets = (features.len() as u32 / 2).next_power_of_two().clamp(1, 1 << 16);
        let mask = buckets - 1;
        features.sort_by_key(|(feature, _)| (feature & mask, *feature));
        let mut starts = Vec::with_capacity(buckets as usize + 1);
        let mut body = Vec::new();
        let base = 16 + 4 * buckets;
        let mut next = features.iter().peekable();
        for bucket in 0..buckets {
            starts.push(base + body.len() as u32);
            let mut seen: Vec<u16> = Vec::new();
            while let Some((feature, weights)) = next.next_if(|(f, _)| f & mask == bucket) {
                let key = (feature >> 16) as u16;
                // two features that cannot be told apart: the first keeps the place
                if !seen.contains(&key) {
                    seen.push(key);
                    body.extend_from_slice(&key.to_le_bytes());
                    body.push(weights.len() as u8);
                    body.extend(weights.iter().flat_map(|(label, weight)| [*label, *weight as u8]));
                }
            }
        }
        starts.push(base + body.len() as u32);
        let mut out = MAGIC.to_vec();
        out.extend_from_slice(&buckets.to_le_bytes());
        out.extend(starts.iter().flat_map(|s| s.to_le_bytes()));
        out.extend_from_slice(&body);
        out
    }
}

#[inline]
fn read(bytes: &[u8], at: usize) -> u32 {
    match bytes.get(at..at + 4) {
        Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_read_back() {
        let features = vec![(0x0001_0007, vec![(1, 5), (3, -7)]), (0x0002_0007, vec![(1, 100)]), (9, vec![(2, -128)])];
        let model = Model::open(Model::write(features)).unwrap();
        let mut scores = [0; LABELS];
        model.add(0x0001_0007, &mut scores);
        model.add(0x0002_0007, &mut scores);
        model.add(9, &mut scores);
        model.add(12345, &mut scores);
        assert_eq!((scores[1], scores[2], scores[3]), (105, -128, -7));
    }
}
