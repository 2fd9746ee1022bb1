//! What the model looks at, as numbers: the word and its neighbours, their shapes and affixes, what lists and grammar
//! propose, how the word is used elsewhere in the document.

use super::Label;
use super::cues::{Cue, Cues, Source};
use super::model::{Scores, Weights};

/// Number of templates that do not look at labels.
pub(crate) const PLAIN: usize = 29;
/// Number of templates that look at the labels before.
pub(crate) const LABELLED: usize = 6;
/// Tokens that are read at a time: their cues stay in the nearer caches, and a long document needs no more memory.
const PORTION: usize = 384;

/// Labels by greedy decoding from left to right.
pub(super) fn decode(source: &Source<'_, '_>, weights: Weights<'_>) -> Vec<Label> {
    let mut labels = vec![0; source.len()];
    let mut cues = Cues::default();
    let mut from = 0;
    while from < labels.len() {
        source.read(from, PORTION, &mut cues);
        for at in cues.open() {
            let (previous, before) = labels_before(&labels, at);
            let going_on = cues.going_on(at, previous);
            if !cues.is_asked(at, going_on) {
                continue;
            }
            let mut scores = Scores::default();
            weights.add_all(&cues.plain(at), &mut scores);
            weights.add_all(&cues.labelled(at, previous, before), &mut scores);
            labels[at] = scores.best(going_on);
        }
        from = cues.tokens().end;
    }
    labels
}

/// The two labels before a token, as the features see them.
pub(super) fn labels_before(labels: &[Label], at: usize) -> (Label, Label) {
    let label = |n: usize| if at >= n { labels[at - n] } else { 0 };
    (label(1), label(2))
}

impl Cues {
    /// The features of a token that do not look at labels.
    #[inline]
    pub(super) fn plain(&self, at: usize) -> [u32; PLAIN] {
        let [p2, p1, c0, n1, n2] = self.around(at);
        [
            one(0, 0),
            one(1, c0.word),
            one(2, p1.word),
            one(3, n1.word),
            one(4, p2.word),
            one(5, n2.word),
            two(6, p1.word, c0.word),
            two(7, c0.word, n1.word),
            one(8, c0.shape | u32::from(c0.start) << SHAPE_BITS),
            two(9, c0.shape, p1.shape | n1.shape << SHAPE_BITS),
            two(10, c0.suffix, c0.shape),
            two(11, c0.prefix, c0.shape),
            one(12, c0.base),
            two(13, c0.base, labels(p1, n1)),
            two(14, c0.base, c0.word),
            one(15, c0.lists),
            two(16, p1.lists, c0.lists),
            two(17, c0.lists, n1.lists),
            two(18, c0.elsewhere, c0.shape),
            three(19, p1.names, c0.names, n1.names),
            two(20, p1.word, n1.word),
            two(21, c0.base, n1.word),
            two(22, c0.base, p1.word),
            two(23, c0.names, labels(c0, n1)),
            two(24, c0.run[1], label(c0)),
            two(25, c0.run[0], c0.shape),
            two(26, c0.run[1], c0.run[0]),
            two(27, c0.base, labels(p2, n2)),
            three(28, c0.names, n1.word, label(p1)),
        ]
    }

    /// The features that look at the labels before.
    #[inline]
    pub(super) fn labelled(&self, at: usize, previous: Label, before: Label) -> [u32; LABELLED] {
        let [_, p1, c0, n1, _] = self.around(at);
        let (l1, l2) = (u32::from(previous), u32::from(before));
        [
            two(32, l1, l2),
            two(33, c0.word, l1),
            two(34, c0.base, l1),
            two(35, c0.shape | n1.shape << SHAPE_BITS, l1),
            three(36, c0.lists, n1.lists, l1),
            three(37, p1.word, c0.shape, l1),
        ]
    }
}

/// Bits of a shape.
const SHAPE_BITS: u32 = 12;

/// The label that rules propose for a token.
fn label(cue: &Cue) -> u32 {
    cue.base & 15
}

fn labels(a: &Cue, b: &Cue) -> u32 {
    label(a) | label(b) << 4
}

const K: u64 = 0x9E37_79B9_7F4A_7C15;

/// A feature of one value as one number of 31 bits; the upper bit is free for the trainer.
#[inline]
fn one(template: u32, a: u32) -> u32 {
    mix(template, u64::from(a))
}

#[inline]
fn two(template: u32, a: u32, b: u32) -> u32 {
    mix(template, u64::from(a) | u64::from(b) << 32)
}

#[inline]
fn three(template: u32, a: u32, b: u32, c: u32) -> u32 {
    const C: u64 = 0xD6E8_FEB8_6659_FD93;
    mix(template, (u64::from(a) | u64::from(b) << 32) ^ u64::from(c + 1).wrapping_mul(C))
}

#[inline]
fn mix(template: u32, values: u64) -> u32 {
    // an odd multiplier of its own for each template, so that equal values do not meet
    const T: u64 = 0xBF58_476D_1CE4_E5B9;
    let own = u64::from(template + 1).wrapping_mul(T);
    ((values ^ own).wrapping_mul(K) >> 33) as u32
}
