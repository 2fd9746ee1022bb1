//! The perceptron: features as numbered rows, passes in an order of their own, the mean of all steps.

use super::{Options, Read, Task};
use crate::fast::FastMap;
use crate::tagger::features::{LABELLED, PLAIN, labels_before};
use crate::tagger::{LABELS, Label, may_follow};

/// Plain features that sets of another domain have a second time, for themselves.
const OWN: [usize; 7] = [0, 1, 8, 12, 15, 19, 24];

/// Features of a domain of its own have this bit, the model's never.
pub(super) const OWN_BIT: u32 = 1 << 31;

/// Features that the ones of a token are made of: plain, then labelled, then those of the domain.
const ALL: usize = PLAIN + LABELLED + OWN.len();

/// Weights of a row; one label more than there are, so that a row fills a line of the cache.
type Row = [f32; LABELS + 1];

/// The row of features that are left out: no weights, never changed.
const NO_ROW: u32 = 0;

/// What is learnt from, with rows in place of features.
pub(super) struct Course<'r> {
    lessons: Vec<Lesson<'r>>,
    rows: FastMap<u32, u32>,
    /// By row: how often the feature was seen.
    seen: Vec<u32>,
    options: Options,
}

struct Lesson<'r> {
    read: &'r Read,
    /// For each token that is looked at: its place, rows of its plain features and of those of the domain.
    tokens: Vec<(u32, [u32; PLAIN], [u32; OWN.len()])>,
}

/// The mean weights of a feature, and how often it was seen.
pub(super) struct Mean {
    pub(super) feature: u32,
    pub(super) weights: [f64; LABELS],
    pub(super) seen: u32,
}

impl<'r> Course<'r> {
    pub(super) fn new(samples: &[&'r Read], options: Options) -> Self {
        let mut seen: FastMap<u32, u32> = FastMap::default();
        let mut order: Vec<u32> = Vec::new();
        for read in samples {
            for at in read.open() {
                if read.tasks[at] == Task::Guess {
                    continue;
                }
                let (previous, before) = read.gold_before(at);
                if !read.cues.is_asked(at, read.cues.going_on(at, previous)) {
                    continue;
                }
                let plain = read.cues.plain(at);
                let labelled = read.cues.labelled(at, previous, before);
                for feature in
                    plain.into_iter().chain(labelled).chain(own_features(read.domain, &plain).into_iter().flatten())
                {
                    let seen = seen.entry(feature).or_insert(0);
                    *seen += 1;
                    if *seen == options.least.max(1) {
                        order.push(feature);
                    }
                }
            }
        }
        let counts = order.iter().map(|feature| seen[feature]);
        let counts: Vec<u32> = [0].into_iter().chain(counts).collect();
        let rows: FastMap<u32, u32> = order.into_iter().zip(1..).collect();
        let row = |feature: u32| rows.get(&feature).copied().unwrap_or(NO_ROW);
        let lessons = samples
            .iter()
            .map(|read| {
                let token = |at: usize| {
                    let plain = read.cues.plain(at);
                    let own = own_features(read.domain, &plain);
                    let mut plain = plain.map(row);
                    plain.iter_mut().enumerate().filter(|(n, _)| options.without & 1 << n != 0).for_each(|(_, r)| {
                        *r = NO_ROW;
                    });
                    (at as u32, plain, own.map_or([NO_ROW; OWN.len()], |own| own.map(row)))
                };
                Lesson { read, tokens: read.open().map(token).collect() }
            })
            .collect();
        Course { lessons, rows, seen: counts, options }
    }

    /// The mean of some models, each of its own order.
    pub(super) fn means(&self) -> Vec<Mean> {
        let models = self.options.models.max(1);
        let mut sums: Vec<[f64; LABELS]> = vec![[0.0; LABELS]; self.seen.len()];
        let mut others: FastMap<u32, Mean> = FastMap::default();
        for model in 0..models {
            Pupil::new(self, self.options.seed + u64::from(model)).learn(&mut sums, &mut others);
        }
        let known = self.rows.iter().map(|(&feature, &row)| Mean {
            feature,
            weights: sums[row as usize],
            seen: self.seen[row as usize],
        });
        let mut means: Vec<Mean> = known.chain(others.into_values().filter(|m| m.seen >= self.options.least)).collect();
        means.sort_by_key(|mean| mean.feature);
        means
    }
}

/// The features of a domain of its own; the first has none.
fn own_features(domain: u32, plain: &[u32; PLAIN]) -> Option<[u32; OWN.len()]> {
    (domain > 0).then(|| OWN.map(|n| (plain[n] ^ domain.wrapping_mul(0x9E37_79B9)) | OWN_BIT))
}

/// One model that learns.
struct Pupil<'c> {
    course: &'c Course<'c>,
    weights: Vec<Row>,
    /// Each change times the step at which it was made: what the mean has less than the last weights.
    moved: Vec<[f64; LABELS]>,
    /// Rows of features that came up only with labels that the model guessed; by row from the first of them on.
    own_rows: FastMap<u32, u32>,
    own_features: Vec<(u32, u32)>,
    step: u32,
    random: u64,
}

impl<'c> Pupil<'c> {
    fn new(course: &'c Course<'c>, seed: u64) -> Self {
        let rows = course.seen.len();
        Pupil {
            course,
            weights: vec![[0.0; LABELS + 1]; rows],
            moved: vec![[0.0; LABELS]; rows],
            own_rows: FastMap::default(),
            own_features: Vec::new(),
            step: 0,
            random: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1,
        }
    }

    fn random(&mut self) -> u64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        self.random
    }

    fn learn(mut self, sums: &mut [[f64; LABELS]], others: &mut FastMap<u32, Mean>) {
        let course = self.course;
        let mut order: Vec<usize> = (0..course.lessons.len()).collect();
        for _ in 0..course.options.epochs {
            for n in (1..order.len()).rev() {
                order.swap(n, (self.random() % (n as u64 + 1)) as usize);
            }
            order.iter().for_each(|&n| self.lesson(&course.lessons[n]));
        }
        let steps = f64::from(self.step.max(1));
        let mean = |row: usize, label: usize| f64::from(self.weights[row][label]) - self.moved[row][label] / steps;
        for (row, sum) in sums.iter_mut().enumerate() {
            sum.iter_mut().enumerate().for_each(|(label, sum)| *sum += mean(row, label));
        }
        for (n, &(feature, seen)) in self.own_features.iter().enumerate() {
            let other = others.entry(feature).or_insert(Mean { feature, weights: [0.0; LABELS], seen: 0 });
            other.seen = other.seen.max(seen);
            for (label, weight) in other.weights.iter_mut().enumerate() {
                *weight += mean(course.seen.len() + n, label);
            }
        }
    }

    fn lesson(&mut self, lesson: &Lesson<'_>) {
        let (read, options) = (lesson.read, self.course.options);
        let mut labels: Vec<Label> = vec![0; read.tasks.len()];
        for &(at, plain, own) in &lesson.tokens {
            let at = at as usize;
            let (previous, before) = labels_before(&labels, at);
            let may = read.cues.going_on(at, previous);
            if !read.cues.is_asked(at, may) {
                continue;
            }
            self.step += 1;
            let labelled = read.cues.labelled(at, previous, before);
            let mut rows = [NO_ROW; ALL];
            rows[..PLAIN].copy_from_slice(&plain);
            for (n, feature) in labelled.iter().enumerate().filter(|(n, _)| options.without & 1 << (PLAIN + n) == 0) {
                let row = self.course.rows.get(feature).or_else(|| self.own_rows.get(feature));
                rows[PLAIN + n] = row.copied().unwrap_or(NO_ROW);
            }
            rows[PLAIN + LABELLED..].copy_from_slice(&own);
            let mut scores: Row = [0.0; LABELS + 1];
            for &row in &rows {
                scores.iter_mut().zip(&self.weights[row as usize]).for_each(|(score, weight)| *score += weight);
            }
            let guess = best(&scores, may);
            labels[at] = guess;
            let Task::Learn(gold) = read.tasks[at] else { continue };
            // behind a wrong guess a name cannot go on: the best that is left is to begin it here
            let gold = if may_follow(may, gold) { gold } else { gold - 1 };
            if gold == guess || gold == 0 && read.unmarked & 1 << guess != 0 {
                continue;
            }
            for (n, feature) in labelled.iter().enumerate().filter(|(n, _)| options.without & 1 << (PLAIN + n) == 0) {
                if rows[PLAIN + n] == NO_ROW {
                    rows[PLAIN + n] = self.new_row(*feature);
                } else if let Some(n) = (rows[PLAIN + n] as usize).checked_sub(self.course.seen.len()) {
                    self.own_features[n].1 += 1;
                }
            }
            for &row in rows.iter().filter(|row| **row != NO_ROW) {
                self.add(row, gold, 1.0);
                self.add(row, guess, -1.0);
            }
        }
    }

    fn new_row(&mut self, feature: u32) -> u32 {
        let row = self.weights.len() as u32;
        self.own_rows.insert(feature, row);
        self.own_features.push((feature, 1));
        self.weights.push([0.0; LABELS + 1]);
        self.moved.push([0.0; LABELS]);
        row
    }

    fn add(&mut self, row: u32, label: Label, by: f32) {
        let (row, label) = (row as usize, usize::from(label));
        self.weights[row][label] += by;
        self.moved[row][label] += f64::from(by) * f64::from(self.step);
    }
}

/// The best label that may follow; among equals the smallest.
fn best(scores: &Row, previous: Label) -> Label {
    let mut best = 0;
    for label in 1..LABELS as Label {
        if may_follow(previous, label) && scores[usize::from(label)] > scores[usize::from(best)] {
            best = label;
        }
    }
    best
}
