//! The weights: a block of bytes that is ready as soon as it is in memory.
//!
//! Most features that a text has are not in the model, so a bitmap says first whether one can be: its lower bits are its
//! place there, and if another holds it, the next that is free. Counting the bits before gives the number of its row.
//!
//! Layout: magic, number of rows, the bitmap, for each 64 places the number of rows before them, the rows in order of
//! their places (two bytes of the feature's upper bits, a weight for each label, 128 more so that none is negative), one
//! byte behind them.

use std::borrow::Cow;

use super::LABELS;

/// First bytes of every model; the digit is the version of the layout.
const MAGIC: &[u8; 8] = b"DLTAG002";

static BUNDLED: &[u8] = include_bytes!("../../gazetteers/tagger.bin");

/// Places of the bitmap: five for each feature, so it is short enough to stay in the nearest cache.
const PLACES: usize = 1 << PLACE_BITS;
const PLACE_BITS: u32 = 17;
/// Bytes of a row.
const ROW: usize = 2 + LABELS;
/// Weights that are read at once: those of a row and one byte behind it.
const READ: usize = LABELS + 1;
/// More rows would not leave enough places free.
const MOST_ROWS: usize = PLACES / 3;

/// A fitted model.
#[derive(Debug, Clone)]
pub struct Model {
    bytes: Cow<'static, [u8]>,
}

/// What a weight of nought is written as; since every row adds it to all labels, their order is the same.
const NOUGHT: i8 = -128;

/// Sums of weights, one for each label and one that is not looked at: 16 bits each, four in a number, those of even and
/// those of odd labels apart, so that a row is added in a dozen instructions on every machine.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Scores([u64; READ / 4]);

impl Scores {
    #[inline]
    fn add(&mut self, weights: &[u8; READ]) {
        const EVEN: u64 = 0x00ff_00ff_00ff_00ff;
        for (sums, weights) in self.0.chunks_exact_mut(2).zip(weights.as_chunks().0) {
            let weights = u64::from_le_bytes(*weights);
            sums[0] += weights & EVEN;
            sums[1] += weights >> 8 & EVEN;
        }
    }

    /// The scores of the labels; only their differences mean something.
    #[inline]
    pub(crate) fn labels(self) -> [u16; LABELS] {
        std::array::from_fn(|label| (self.0[label / 8 * 2 + label % 2] >> (label % 8 / 2 * 16)) as u16)
    }
}

/// A model's parts.
#[derive(Clone, Copy)]
pub(crate) struct Weights<'m> {
    bitmap: &'m [u8; PLACES / 8],
    counts: &'m [u8; PLACES / 64 * 2],
    rows: &'m [u8],
}

impl Model {
    /// The model that comes with the program, if there is one.
    pub(crate) fn bundled() -> Option<Self> {
        Self::open(BUNDLED)
    }

    /// Opens a model; `None` if the bytes are not one.
    pub fn open(bytes: impl Into<Cow<'static, [u8]>>) -> Option<Self> {
        let model = Model { bytes: bytes.into() };
        model.weights().is_some().then_some(model)
    }

    /// The parts of the model.
    pub(crate) fn weights(&self) -> Option<Weights<'_>> {
        let bytes = self.bytes.strip_prefix(MAGIC)?;
        let (count, bytes) = bytes.split_first_chunk::<4>()?;
        let (bitmap, bytes) = bytes.split_first_chunk()?;
        let (counts, rows) = bytes.split_first_chunk()?;
        let whole = rows.len() == u32::from_le_bytes(*count) as usize * ROW + 1;
        whole.then_some(Weights { bitmap, counts, rows })
    }

    /// The bytes of a model with these weights, the same for the same weights. Of features that the model cannot tell
    /// apart the first of the sorted ones keeps its place.
    pub(crate) fn write(mut features: Vec<(u32, [i8; LABELS])>) -> Vec<u8> {
        features.sort_by_key(|(feature, _)| (place(*feature), *feature));
        features.dedup_by_key(|(feature, _)| *feature);
        features.truncate(MOST_ROWS);
        let mut rows: Vec<Option<&(u32, [i8; LABELS])>> = vec![None; PLACES];
        for row in &features {
            let mut at = place(row.0);
            while rows[at].is_some() {
                at = (at + 1) % PLACES;
            }
            rows[at] = Some(row);
        }
        let mut out = MAGIC.to_vec();
        out.extend_from_slice(&(features.len() as u32).to_le_bytes());
        out.extend(
            rows.chunks(8).map(|eight| eight.iter().rev().fold(0u8, |bits, row| bits << 1 | u8::from(row.is_some()))),
        );
        let mut before = 0u16;
        for places in rows.chunks(64) {
            out.extend_from_slice(&before.to_le_bytes());
            before += places.iter().flatten().count() as u16;
        }
        for (feature, weights) in rows.into_iter().flatten() {
            out.extend_from_slice(&key(*feature).to_le_bytes());
            out.extend(weights.iter().map(|weight| (*weight ^ NOUGHT) as u8));
        }
        out.push(0);
        out
    }
}

/// The place at which the search for a feature begins.
fn place(feature: u32) -> usize {
    feature as usize % PLACES
}

/// The bits by which a row knows its feature.
fn key(feature: u32) -> u16 {
    (feature >> PLACE_BITS) as u16
}

impl Weights<'_> {
    /// Whether a feature can have weights; most have none.
    #[inline]
    pub(crate) fn may_hold(self, feature: u32) -> bool {
        let place = place(feature);
        self.bitmap[place / 8] >> (place % 8) & 1 == 1
    }

    /// Adds the weights of a feature to the scores of the labels.
    #[inline]
    pub(crate) fn add(self, feature: u32, scores: &mut Scores) {
        let mut place = place(feature);
        let key = key(feature).to_le_bytes();
        loop {
            let (word, bit) = (place / 64, place % 64);
            let taken = self.bitmap.as_chunks::<8>().0[word];
            let taken = u64::from_le_bytes(taken);
            if taken >> bit & 1 == 0 {
                return;
            }
            let before = u16::from_le_bytes(self.counts.as_chunks::<2>().0[word]);
            let row = usize::from(before) + (taken & ((1 << bit) - 1)).count_ones() as usize;
            let row = self.rows.get(row * ROW..).and_then(<[u8]>::first_chunk::<{ 2 + READ }>);
            let Some([first, second, weights @ ..]) = row else { return };
            if [*first, *second] == key {
                scores.add(weights);
                return;
            }
            place = (place + 1) % PLACES;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_read_back() {
        let weights = |pairs: &[(usize, i8)]| {
            let mut row = [0; LABELS];
            pairs.iter().for_each(|(label, weight)| row[*label] = *weight);
            row
        };
        // the first three want one place, the last two the last
        let last = PLACES as u32 - 1;
        let features = vec![
            (7, weights(&[(1, 5), (3, -7)])),
            (7 | 1 << PLACE_BITS, weights(&[(1, 100)])),
            (8, weights(&[(2, -128)])),
            (last, weights(&[(14, 9)])),
            (last | 3 << PLACE_BITS, weights(&[(14, 1)])),
        ];
        let known: Vec<u32> = features.iter().map(|f| f.0).collect();
        let model = Model::open(Model::write(features)).unwrap();
        let weights = model.weights().unwrap();
        let mut scores = Scores::default();
        for feature in known.into_iter().chain([12345, 300, 7 | 2 << PLACE_BITS]) {
            weights.add(feature, &mut scores);
        }
        let scores = scores.labels().map(|score| i32::from(score) - 5 * 128);
        assert_eq!(scores[1..4], [105, -128, -7]);
        assert_eq!((scores[0], scores[14]), (0, 10));
        assert!(weights.may_hold(7) && !weights.may_hold(12345));
    }

    #[test]
    fn other_bytes_are_no_model() {
        assert!(Model::open(&b"DLTAG002"[..]).is_none());
        let mut bytes = Model::write(vec![(7, [1; LABELS])]);
        bytes.pop();
        assert!(Model::open(bytes).is_none());
    }
}
