//! What the model looks at, as numbers: the word and its neighbours, their shapes and affixes, what lists and grammar
//! propose, how the word is used elsewhere in the document.

use super::Label;
use super::cues::{Cue, Cues, Source};
use super::model::{Scores, Weights};

/// Templates of each stage: those that settle most tokens come first, see [`decode`].
const FIRST: usize = 10;
const SECOND: usize = 9;
const THIRD: usize = 10;
/// Templates of the first stage that look at the labels before, and those of the third.
const FIRST_LABELLED: usize = 2;
const THIRD_LABELLED: usize = 4;

/// Number of templates that do not look at labels.
pub(crate) const PLAIN: usize = FIRST + SECOND + THIRD;
/// Number of templates that look at the labels before.
pub(crate) const LABELLED: usize = FIRST_LABELLED + THIRD_LABELLED;

/// Tokens that are read at a time: their cues stay in the nearer caches, and a long document needs no more memory.
const PORTION: usize = 384;

/// By how much a label has to lead after the first stage and after the second so that the rest is not asked. The stages
/// and the leads were chosen on the corpus: seven tokens in ten are settled by the first stage and nine by the second,
/// and one in a thousand would be labelled otherwise by all templates.
const LEADS: [i16; 2] = [170, 100];

/// Labels by greedy decoding from left to right.
pub(super) fn decode(source: &Source<'_, '_>, weights: Weights<'_>) -> Vec<Label> {
    let mut labels = vec![0; source.len()];
    let mut cues = Cues::default();
    let mut from = 0;
    while from < labels.len() {
        source.read(from, PORTION, &mut cues);
        for at in cues.open() {
            let before = labels_before(&labels, at);
            let follows = if cues.starts(at) { 0 } else { before.0 };
            let around = cues.around(at);
            let mut scores = Scores::default();
            weights.add_all(&first(around), &mut scores);
            weights.add_all(&first_labelled(around, before), &mut scores);
            if !scores.leads_by(LEADS[0], follows) {
                weights.add_all(&second(around), &mut scores);
                if !scores.leads_by(LEADS[1], follows) {
                    weights.add_all(&third(around), &mut scores);
                    weights.add_all(&third_labelled(around, before), &mut scores);
                }
            }
            labels[at] = scores.best(follows);
        }
        from = cues.tokens().end;
    }
    labels
}

/// The two labels before a token, as the features see them: the nearer one first.
pub(super) fn labels_before(labels: &[Label], at: usize) -> (Label, Label) {
    let label = |n: usize| if at >= n { labels[at - n] } else { 0 };
    (label(1), label(2))
}

impl Cues {
    /// The features of a token that do not look at labels, in the order of their stages.
    pub(super) fn plain(&self, at: usize) -> [u32; PLAIN] {
        let around = self.around(at);
        joined([&first(around), &second(around), &third(around)])
    }

    /// The features that look at the labels before.
    pub(super) fn labelled(&self, at: usize, previous: Label, before: Label) -> [u32; LABELLED] {
        let (around, labels) = (self.around(at), (previous, before));
        joined([&first_labelled(around, labels), &third_labelled(around, labels), &[]])
    }
}

/// Features of several stages as one array.
fn joined<const N: usize>(stages: [&[u32]; 3]) -> [u32; N] {
    let mut all = stages.into_iter().flatten();
    std::array::from_fn(|_| all.next().copied().unwrap_or(0))
}

/// A token's cue between those of its neighbours.
type Around = [Cue; 5];

#[inline]
fn first([_, p1, c0, n1, _]: &Around) -> [u32; FIRST] {
    [
        one(0, 0),
        one(1, p1.word),
        one(2, n1.word),
        one(3, c0.shape | u32::from(c0.start) << SHAPE_BITS),
        two(4, c0.shape, p1.shape | n1.shape << SHAPE_BITS),
        one(5, c0.base),
        two(6, c0.base, labels(p1, n1)),
        one(7, c0.lists),
        two(8, c0.elsewhere, c0.shape),
        two(9, c0.names, labels(c0, n1)),
    ]
}

#[inline]
fn first_labelled([_, _, c0, _, _]: &Around, (previous, before): (Label, Label)) -> [u32; FIRST_LABELLED] {
    [two(32, previous.into(), before.into()), two(33, c0.word, previous.into())]
}

#[inline]
fn second([p2, p1, c0, n1, n2]: &Around) -> [u32; SECOND] {
    [
        one(10, c0.word),
        one(11, p2.word),
        two(12, c0.suffix, c0.shape),
        two(13, c0.lists, n1.lists),
        three(14, p1.names, c0.names, n1.names),
        two(15, c0.base, p1.word),
        two(16, c0.run[1], label(c0)),
        two(17, c0.run[0], c0.shape),
        two(18, c0.base, labels(p2, n2)),
    ]
}

#[inline]
fn third([_, p1, c0, n1, n2]: &Around) -> [u32; THIRD] {
    [
        one(19, n2.word),
        two(20, p1.word, c0.word),
        two(21, c0.word, n1.word),
        two(22, c0.prefix, c0.shape),
        two(23, c0.base, c0.word),
        two(24, p1.lists, c0.lists),
        two(25, p1.word, n1.word),
        two(26, c0.base, n1.word),
        two(27, c0.run[1], c0.run[0]),
        three(28, c0.names, n1.word, label(p1)),
    ]
}

#[inline]
fn third_labelled([_, p1, c0, n1, _]: &Around, (previous, _): (Label, Label)) -> [u32; THIRD_LABELLED] {
    let previous = u32::from(previous);
    [
        two(34, c0.base, previous),
        two(35, c0.shape | n1.shape << SHAPE_BITS, previous),
        three(36, c0.lists, n1.lists, previous),
        three(37, p1.word, c0.shape, previous),
    ]
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
