//! Fits the model: an averaged perceptron over marked documents. The same samples and options give the same bytes.

mod perceptron;

use super::cues::{Cues, Source};
use super::{LABELS, Label, Model, begin};
use crate::document::Document;
use crate::extractor::Extractor;
use crate::mention::Kind;
use crate::rules::Lists;
use perceptron::{Course, Mean, OWN_BIT};

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

/// Templates as bits, by the name of their group (words, affixes, rules: what rules propose, lists, lexicons or document:
/// how a word is used elsewhere in it), or by the number of one.
pub fn templates(group: &str) -> Option<u64> {
    if let Ok(number) = group.parse::<u32>() {
        return 1u64.checked_shl(number);
    }
    let (_, numbers) = GROUPS.iter().find(|(name, _)| *name == group)?;
    Some(numbers.iter().fold(0, |bits, n| bits | 1 << n))
}

impl Default for Options {
    fn default() -> Self {
        Options { epochs: 12, seed: 1, models: 30, least: 2, keep: 30_000, without: 0 }
    }
}

/// What is done with a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Task {
    /// Its label is learnt.
    Learn(Label),
    /// It is labelled and nothing learnt.
    Guess,
}

/// A sample, read: what is known of every token, and its task.
pub struct Read {
    domain: u32,
    cues: Cues,
    tasks: Vec<Task>,
    /// Labels of the kinds that are not marked, a bit each.
    unmarked: u32,
}

impl Read {
    /// The tokens that the model looks at.
    fn open(&self) -> impl Iterator<Item = usize> {
        (0..self.tasks.len()).filter(|&at| self.cues.is_open(at))
    }

    /// The two labels before a token as they are marked.
    fn gold_before(&self, at: usize) -> (Label, Label) {
        let label = |n: usize| {
            at.checked_sub(n).filter(|at| self.cues.is_open(*at)).map_or(0, |at| match self.tasks[at] {
                Task::Learn(label) => label,
                Task::Guess => 0,
            })
        };
        (label(1), label(2))
    }
}

/// Fits a model.
pub fn train(samples: &[&Read], options: Options) -> Vec<u8> {
    write(Course::new(samples, options).means(), options)
}

/// Prunes and rounds.
fn write(means: Vec<Mean>, options: Options) -> Vec<u8> {
    let mut averaged: Vec<(u32, [f64; LABELS], f64)> = means
        .into_iter()
        .filter(|mean| mean.feature & OWN_BIT == 0)
        .map(|mean| {
            // only differences count: the model holds no weights of "outside"
            let weights = mean.weights.map(|weight| weight - mean.weights[0]);
            let weight = mean.weights.iter().fold(0f64, |m, w| m.max(w.abs()));
            (mean.feature, weights, weight * f64::from(mean.seen.max(1)).sqrt().min(8.0))
        })
        .collect();
    averaged.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
    averaged.truncate(options.keep);
    let most = averaged.iter().flat_map(|(_, w, _)| w.iter()).fold(0f64, |m, w| m.max(w.abs())).max(1e-9);
    // the heaviest few may be cut off so that the many keep their shades
    let scale = 127.0 / most.min(30.0 * f64::from(options.models.max(1)));
    let features = averaged
        .into_iter()
        .map(|(feature, mean, _)| (feature, mean.map(|w| (w * scale).round().clamp(-127.0, 127.0) as i8)))
        .filter(|(_, weights)| *weights != [0; LABELS])
        .collect();
    Model::write(features)
}

/// Reads a sample: what lists and rules say of it.
pub fn read(extractor: &Extractor, sample: &Sample) -> Read {
    let document = Document::new(&sample.text, extractor.gazetteers());
    let lists = Lists::new(&document, extractor.gazetteers());
    let dates = crate::rules::dates::find(&document, &crate::rules::dates::Context::default());
    let base = extractor.propose(&document, &lists, &dates);
    let cues = Cues::whole(&Source::new(&document, &lists, &base));
    let mut tasks: Vec<Task> = vec![Task::Learn(0); document.tokens.len()];
    for mention in base.iter().filter(|m| sample.unmarked.contains(&m.kind)) {
        tasks[mention.range.indexes()].fill(Task::Guess);
    }
    let tokens = |start: usize, end: usize| {
        let first = document.tokens.partition_point(|t| (t.end as usize) <= start);
        first..document.tokens.partition_point(|t| (t.start as usize) < end).max(first)
    };
    for &(kind, start, end) in &sample.marks {
        let Some(label) = begin(kind) else { continue };
        let range = tokens(start, end);
        if !range.is_empty() {
            tasks[range.clone()].fill(Task::Learn(label + 1));
            tasks[range.start] = Task::Learn(label);
        }
    }
    let unmarked = sample.unmarked.iter().filter_map(|kind| begin(*kind)).fold(0, |bits, l| bits | 3 << l);
    Read { domain: sample.domain, cues, tasks, unmarked }
}
