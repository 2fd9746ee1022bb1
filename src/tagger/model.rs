//! The weights: a block of bytes that is ready as soon as it is in memory.
//!
//! A perfect hash leads from a feature to its row: its upper bits choose a displacement, which was searched for when the
//! model was written so that all rows fill a table without gaps. The row says whether it is the feature's; weights of one
//! that the model does not hold are masked, not jumped over, since three in four are held and no guess would be right.
//!
//! Layout: magic, number of rows, the displacements (two bytes each), the rows (two bytes of the feature's lower bits, a
//! weight for each label but "outside", whose weight is nought: only differences count).

use std::borrow::Cow;
use std::hint::{black_box, select_unpredictable};

use super::{LABELS, Label, may_follow};

/// First bytes of every model; the digit is the version of the layout.
const MAGIC: &[u8; 8] = b"DLTAG004";

static BUNDLED: &[u8] = include_bytes!("../../gazetteers/tagger.bin");

/// Displacements: one for three or four features.
const GROUPS: usize = 1 << GROUP_BITS;
const GROUP_BITS: u32 = 13;
/// Bits of a feature.
const FEATURE_BITS: u32 = 31;
/// A row: the bits of its feature, then a weight for each label from 1 on. Sixteen bytes are added in half a dozen
/// instructions, and a line of the cache holds four.
type Row = [u8; ROW];
const ROW: usize = KEY + LABELS - 1;
/// Bytes of a row that its feature takes.
const KEY: usize = 2;
/// What a label's number has to be moved by to be its place in a row.
const BEFORE: usize = KEY - 1;

/// A fitted model.
#[derive(Debug, Clone)]
pub struct Model {
    bytes: Cow<'static, [u8]>,
}

/// Sums of weights: what stands at a row's key means nothing, then one for each label from 1 on. The sum of "outside" is
/// nought.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Scores([i16; ROW]);

impl Scores {
    /// Adds the weights of a row.
    #[inline]
    fn add(&mut self, row: &Row) {
        for (sum, weight) in self.0.iter_mut().zip(row) {
            *sum += i16::from(*weight as i8);
        }
    }

    /// The sums, far below all others where a label may not follow.
    #[inline]
    fn allowed(&self, previous: Label) -> [i16; ROW] {
        let barred = BARRED.get(usize::from(previous)).unwrap_or(&BARRED[0]);
        std::array::from_fn(|n| self.0[n] + barred[n])
    }

    /// The best label that may follow; among equals the smallest.
    #[inline]
    pub(crate) fn best(&self, previous: Label) -> Label {
        let scores = self.allowed(previous);
        let best = scores.iter().fold(0, |best, score| best.max(*score));
        let places = (0..ROW).fold(0, |places, n| places | u16::from(scores[n] == best) << n);
        if best == 0 { 0 } else { places.trailing_zeros().saturating_sub(BEFORE as u32) as Label }
    }

    /// The scores of the labels.
    pub(crate) fn labels(&self) -> [i32; LABELS] {
        std::array::from_fn(|label| if label == 0 { 0 } else { self.0[label + BEFORE].into() })
    }
}

/// What bars the sums of labels that may not follow each label, and of the keys, more than weights can make up for.
static BARRED: [[i16; ROW]; LABELS] = {
    let mut barred = [[i16::MIN / 2; ROW]; LABELS];
    let (mut previous, mut label) = (0, 1);
    while previous < LABELS {
        if may_follow(previous as Label, label as Label) {
            barred[previous][label + BEFORE] = 0;
        }
        label += 1;
        if label == LABELS {
            (previous, label) = (previous + 1, 1);
        }
    }
    barred
};

/// What stands in for a row that the model does not hold.
static NONE: Row = [0; ROW];

/// A model's parts.
#[derive(Clone, Copy)]
pub(crate) struct Weights<'m> {
    displacements: &'m [[u8; 2]; GROUPS],
    rows: &'m [Row],
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
        let count = u32::from_le_bytes(*count);
        let (displacements, rows) = bytes.split_at_checked(2 * GROUPS)?;
        let displacements = displacements.as_chunks().0.first_chunk()?;
        let (rows, rest) = rows.as_chunks();
        (rows.len() == count as usize && rest.is_empty()).then_some(Weights { displacements, rows })
    }

    /// The bytes of a model with these weights, the same for the same weights; those of "outside" are nought.
    pub(crate) fn write(mut features: Vec<(u32, [i8; LABELS])>) -> Vec<u8> {
        features.sort_by_key(|(feature, _)| *feature);
        features.dedup_by_key(|(feature, _)| *feature);
        // a few rows stay empty if a table without gaps cannot be found
        let mut count = features.len().max(1) as u32;
        let (displacements, places) = loop {
            match arrange(&features, count) {
                Some(found) => break found,
                None => count += count / 256 + 1,
            }
        };
        let mut out = MAGIC.to_vec();
        out.extend_from_slice(&count.to_le_bytes());
        out.extend(displacements.iter().flat_map(|d| d.to_le_bytes()));
        for place in places {
            let (key, weights) = place.map_or((0, [0; LABELS]), |n| (key(features[n].0), features[n].1));
            out.extend_from_slice(&key.to_le_bytes());
            out.extend(weights[1..].iter().map(|weight| *weight as u8));
        }
        out
    }
}

/// Displacements by which each of some features has a row of `count` to itself, and the number of the feature in each.
fn arrange(features: &[(u32, [i8; LABELS])], count: u32) -> Option<(Vec<u16>, Vec<Option<usize>>)> {
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); GROUPS];
    for (n, (feature, _)) in features.iter().enumerate() {
        groups[group(*feature)].push(n);
    }
    let mut order: Vec<usize> = (0..GROUPS).collect();
    // the large ones while there is room
    order.sort_by_key(|g| (std::cmp::Reverse(groups[*g].len()), *g));
    let mut displacements = vec![0; GROUPS];
    let mut rows = vec![None; count as usize];
    for g in order {
        let fits = |d: &u16| {
            let mut taken: Vec<usize> = groups[g].iter().map(|&n| row(features[n].0, *d, count)).collect();
            taken.sort_unstable();
            taken.windows(2).all(|two| two[0] != two[1]) && taken.iter().all(|&at| rows[at].is_none())
        };
        let found = (0..=u16::MAX).find(fits)?;
        displacements[g] = found;
        groups[g].iter().for_each(|&n| rows[row(features[n].0, found, count)] = Some(n));
    }
    Some((displacements, rows))
}

/// The displacement that a feature uses.
#[inline]
fn group(feature: u32) -> usize {
    (feature >> (FEATURE_BITS - GROUP_BITS)) as usize % GROUPS
}

/// The row of a feature.
#[inline]
fn row(feature: u32, displacement: u16, count: u32) -> usize {
    let mixed = (feature ^ u32::from(displacement).wrapping_mul(0x9E37_79B1)).wrapping_mul(0x85EB_CA6B);
    ((u64::from(mixed) * u64::from(count)) >> 32) as usize
}

/// The bits by which a row knows its feature.
#[inline]
fn key(feature: u32) -> u16 {
    feature as u16
}

impl<'m> Weights<'m> {
    /// Adds the weights of features to the scores of the labels.
    pub(crate) fn add_all(self, features: &[u32], scores: &mut Scores) {
        let mut sums = *scores;
        for feature in features {
            sums.add(self.find(*feature));
        }
        // all sums are asked for, or the compiler would leave the key's out and add the others by ones and twos
        *scores = black_box(sums);
    }

    /// Adds the weights of a feature to the scores of the labels.
    #[inline]
    pub(crate) fn add(self, feature: u32, scores: &mut Scores) {
        self.add_all(&[feature], scores);
    }

    /// The row of a feature.
    #[inline]
    fn find(self, feature: u32) -> &'m Row {
        let displacement = u16::from_le_bytes(self.displacements[group(feature)]);
        let Some(found) = self.rows.get(row(feature, displacement, self.rows.len() as u32)) else { return &NONE };
        // no jump, since one in four would be guessed wrong
        select_unpredictable(found.starts_with(&key(feature).to_le_bytes()), found, &NONE)
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
        let features = vec![
            (7, weights(&[(1, 5), (3, -7)])),
            (7 | 1 << 16, weights(&[(1, 100)])),
            (8, weights(&[(2, -128)])),
            (u32::MAX >> 1, weights(&[(14, 10)])),
        ];
        let known: Vec<u32> = features.iter().map(|f| f.0).collect();
        let model = Model::open(Model::write(features)).unwrap();
        let weights = model.weights().unwrap();
        let mut scores = Scores::default();
        for feature in known.into_iter().chain([12345, 9]) {
            weights.add(feature, &mut scores);
        }
        let scores = scores.labels();
        assert_eq!(scores[1..4], [105, -128, -7]);
        assert_eq!((scores[0], scores[14]), (0, 10));
    }

    #[test]
    fn many_rows_are_told_apart() {
        let feature = |n: u32| n.wrapping_mul(0x9E37_79B1) >> 1;
        let label = |n: u32| 1 + n as usize % (LABELS - 1);
        let rows = (0..5000).map(|n| {
            let mut row = [0; LABELS];
            row[label(n)] = 1 + (n % 100) as i8;
            (feature(n), row)
        });
        let model = Model::open(Model::write(rows.collect())).unwrap();
        let weights = model.weights().unwrap();
        for n in 0..5000 {
            let mut scores = Scores::default();
            weights.add(feature(n), &mut scores);
            assert_eq!(scores.labels()[label(n)], 1 + (n % 100) as i32);
        }
    }

    #[test]
    fn other_bytes_are_no_model() {
        assert!(Model::open(&b"DLTAG004"[..]).is_none());
        let mut bytes = Model::write(vec![(7, [1; LABELS])]);
        bytes.pop();
        assert!(Model::open(bytes).is_none());
    }
}
