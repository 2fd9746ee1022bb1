//! Fits the model: an averaged perceptron over marked documents. The same samples and options give the same bytes.

use super::cues::{Cues, Source};
use super::features::{PLAIN, labels_before};
use super::{LABELS, Label, Model, begin, may_follow};
use crate::document::Document;
use crate::extractor::Extractor;
use crate::fast::FastMap;
use crate::mention::Kind;
use crate::rules::Lists;

/// A marked document.
#[derive(Debug, Clone)]
pub struct Sample {
    /// The text.
    pub text: String,
    /// What is marked: kind and bytes. Marks that cut tokens take them whole.
    pub marks: Vec<(Kind, usize, usize)>,
    /// Kinds that this set does not mark: where the model or the rules see one outside the marks, nothing is learnt.
    pub unmarked: Vec<Kind>,
    /// 0 for releases; another number for a set of other text or other customs. What is particular to such a set is
    /// learnt in features of its own, which are left out of the model.
    pub domain: u32,
}

/// How to fit.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Passes over the samples.
    pub epochs: u32,
    /// Seed of the order of samples.
    pub seed: u64,
    /// How many models, each of its own order, are averaged.
    pub models: u32,
    /// Features seen less often than this are left out.
    pub least: u32,
    /// How many features are kept, the heaviest first.
    pub keep: usize,
    /// Templates that are left out, a bit each: for ablations. See [`templates`].
    pub without: u64,
}

/// Groups of templates that an ablation leaves out together, by what they look at, in the order of the features.
const GROUPS: [(&str, &[usize]); 6] = [
    ("words", &[1, 2, 3, 4, 5, 6, 7, 20, 30, 34]),
    ("affixes", &[10, 11]),
    ("rules", &[12, 13, 14, 21, 22, 23, 24, 27, 28, 31]),
    ("lists", &[15, 16, 17, 33]),
    ("lexicons", &[19, 23, 28]),
    ("document", &[18]),
];

/// The templates of a group as bits: words, affixes, rules (what rules propose), lists, lexicons or document (how a
/// word is used elsewhere in it).
pub fn templates(group: &str) -> Option<u64> {
    let (_, numbers) = GROUPS.iter().find(|(name, _)| *name == group)?;
    Some(numbers.iter().fold(0, |bits, n| bits | 1 << n))
}

impl Default for Options {
    fn default() -> Self {
        Options { epochs: 8, seed: 1, models: 10, least: 2, keep: 28_000, without: 0 }
    }
}

/// A sample, read: cues and the label of every token; `None` where nothing is learnt.
struct Read {
    domain: u32,
    cues: Cues,
    gold: Vec<Option<Label>>,
    plain: Vec<[u32; PLAIN]>,
}

#[derive(Clone)]
struct Row {
    weights: [f32; LABELS],
    totals: [f64; LABELS],
    stamps: [u32; LABELS],
    seen: u32,
}

impl Default for Row {
    fn default() -> Self {
        Row { weights: [0.0; LABELS], totals: [0.0; LABELS], stamps: [0; LABELS], seen: 0 }
    }
}

/// Fits a model.
pub fn train(extractor: &Extractor, samples: &[Sample], options: Options) -> Vec<u8> {
    let samples: Vec<Read> = samples.iter().map(|s| read(extractor, s)).collect();
    let mut sum: FastMap<u32, Mean> = FastMap::default();
    for model in 0..options.models.max(1) {
        fit(&samples, options, options.seed + u64::from(model), &mut sum);
    }
    write(sum, options)
}

/// The mean weights of a feature over all steps and models.
#[derive(Default)]
struct Mean {
    weights: [f64; LABELS],
    seen: u32,
}

/// One averaged perceptron, added to `sum`.
fn fit(samples: &[Read], options: Options, seed: u64, sum: &mut FastMap<u32, Mean>) {
    let mut rows: FastMap<u32, Row> = FastMap::default();
    let mut step = 0u32;
    let mut order: Vec<usize> = (0..samples.len()).collect();
    let mut random = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    for epoch in 0..options.epochs {
        for n in (1..order.len()).rev() {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            order.swap(n, (random % (n as u64 + 1)) as usize);
        }
        for &n in &order {
            learn(&samples[n], options.without, &mut rows, &mut step, epoch == 0);
        }
    }
    for (feature, mut row) in rows {
        let mean = sum.entry(feature).or_default();
        mean.seen = mean.seen.max(row.seen);
        for l in 0..LABELS {
            row.totals[l] += f64::from(step - row.stamps[l]) * f64::from(row.weights[l]);
            mean.weights[l] += row.totals[l] / f64::from(step.max(1));
        }
    }
}

fn learn(sample: &Read, without: u64, rows: &mut FastMap<u32, Row>, step: &mut u32, first: bool) {
    let mut labels: Vec<Label> = vec![0; sample.plain.len()];
    for at in 0..sample.plain.len() {
        if !sample.cues.is_open(at) {
            continue;
        }
        *step += 1;
        let (previous, before) = labels_before(&labels, at);
        let labelled = sample.cues.labelled(at, previous, before);
        let domain = own_features(sample.domain, &sample.plain[at]);
        let kept = |(n, _): &(usize, &u32)| without & 1 << n == 0;
        let shared = || sample.plain[at].iter().chain(&labelled).enumerate().filter(kept).map(|(_, feature)| feature);
        let features = || shared().chain(&domain);
        let mut scores = [0f32; LABELS];
        for feature in features() {
            if first {
                rows.entry(*feature).or_default().seen += 1;
            }
            if let Some(row) = rows.get(feature) {
                for (score, weight) in scores.iter_mut().zip(&row.weights) {
                    *score += weight;
                }
            }
        }
        let may = if sample.cues.starts(at) { 0 } else { previous };
        let guess = best(&scores, may);
        labels[at] = guess;
        let Some(gold) = sample.gold[at] else { continue };
        // behind a wrong guess a name cannot go on: the best that is left is to begin it here
        let gold = if may_follow(may, gold) { gold } else { gold - 1 };
        if gold != guess {
            for feature in features() {
                let row = rows.entry(*feature).or_default();
                row.add(gold, 1.0, *step);
                row.add(guess, -1.0, *step);
            }
        }
    }
}

/// The best label that may follow; among equals the smallest.
fn best(scores: &[f32; LABELS], previous: Label) -> Label {
    let mut best = 0;
    for label in 1..LABELS as Label {
        if may_follow(previous, label) && scores[usize::from(label)] > scores[usize::from(best)] {
            best = label;
        }
    }
    best
}

/// Plain features that sets of another domain have a second time, for themselves.
const OWN: [usize; 7] = [0, 1, 8, 12, 15, 19, 24];

/// The features of a domain of its own; marked in the lowest bit, which the others leave free.
fn own_features(domain: u32, plain: &[u32; PLAIN]) -> Vec<u32> {
    if domain == 0 {
        return Vec::new();
    }
    OWN.iter().map(|&n| (plain[n] ^ domain.wrapping_mul(0x9E37_79B9)) | OWN_BIT).collect()
}

/// Features of a domain of its own have this bit, the model's never.
const OWN_BIT: u32 = 1 << 31;

impl Row {
    fn add(&mut self, label: Label, by: f32, step: u32) {
        let l = usize::from(label);
        self.totals[l] += f64::from(step - self.stamps[l]) * f64::from(self.weights[l]);
        self.stamps[l] = step;
        self.weights[l] += by;
    }
}

/// Prunes and rounds.
fn write(sum: FastMap<u32, Mean>, options: Options) -> Vec<u8> {
    let mut averaged: Vec<(u32, [f64; LABELS], f64)> = sum
        .into_iter()
        .filter(|(feature, _)| feature & OWN_BIT == 0)
        .filter(|(_, mean)| mean.seen >= options.least || mean.seen == 0)
        .map(|(feature, mean)| {
            let weight = mean.weights.iter().fold(0f64, |m, w| m.max(w.abs()));
            (feature, mean.weights, weight * f64::from(mean.seen.max(1)).sqrt().min(8.0))
        })
        .collect();
    averaged.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
    averaged.truncate(options.keep);
    let most = averaged.iter().flat_map(|(_, w, _)| w.iter()).fold(0f64, |m, w| m.max(w.abs())).max(1e-9);
    // the heaviest few may be cut off so that the many keep their shades
    let scale = 127.0 / most.min(24.0 * f64::from(options.models.max(1)));
    let features = averaged
        .into_iter()
        .map(|(feature, mean, _)| (feature, mean.map(|w| (w * scale).round().clamp(-127.0, 127.0) as i8)))
        .filter(|(_, weights)| *weights != [0; LABELS])
        .collect();
    Model::write(features)
}

fn read(extractor: &Extractor, sample: &Sample) -> Read {
    let document = Document::new(&sample.text, extractor.gazetteers());
    let lists = Lists::new(&document, extractor.gazetteers());
    let dates = crate::rules::dates::find(&document, &crate::rules::dates::Context::default());
    let base = extractor.propose(&document, &lists, &dates);
    let cues = Cues::whole(&Source::new(&document, &lists, &base));
    let mut gold: Vec<Option<Label>> = vec![Some(0); document.tokens.len()];
    for mention in base.iter().filter(|m| sample.unmarked.contains(&m.kind)) {
        gold[mention.range.indexes()].fill(None);
    }
    for &(kind, start, end) in &sample.marks {
        let Some(label) = begin(kind) else { continue };
        let first = document.tokens.partition_point(|t| (t.end as usize) <= start);
        let last = document.tokens.partition_point(|t| (t.start as usize) < end);
        if first < last {
            gold[first..last].fill(Some(label + 1));
            gold[first] = Some(label);
        }
    }
    let plain = cues.tokens().map(|at| cues.plain(at)).collect();
    Read { domain: sample.domain, cues, gold, plain }
}
