//! For `--explain`: the features that speak for a mention and against it.

use super::cues::{Cues, Source};
use super::features::{LABELLED, PLAIN, labels_before};
use super::model::{Scores, Weights};
use super::{LABELS, Label, Model, begin, may_follow};
use crate::document::{Document, TokenRange};
use crate::mention::{Kind, Mention};
use crate::rules::Lists;

/// What each feature looks at, in the order in which [`Cues`] gives them; `{0}` is the token, `{-1}` the one before.
const LOOKS_AT: [&str; PLAIN + LABELLED] = [
    "how often there are such names at all",
    "the word {0}",
    "{-1} before it",
    "{+1} behind it",
    "{-2} two before it",
    "{+2} two behind it",
    "{-1} and {0}",
    "{0} and {+1}",
    "how {0} is written",
    "how {0} and its neighbours are written",
    "the ending of {0}",
    "the beginning of {0}",
    "what the rules propose for {0}",
    "what the rules propose for {0} and its neighbours",
    "what the rules propose for {0}, by the word",
    "the lists that hold {0}",
    "the lists that hold {-1} and {0}",
    "the lists that hold {0} and {+1}",
    "how {0} is used elsewhere in the text",
    "the kinds of word of {-1}, {0} and {+1}",
    "{-1} and {+1} around it",
    "what the rules propose for {0} before {+1}",
    "what the rules propose for {0} behind {-1}",
    "the kind of word of {0} and what the rules propose",
    "the last word of the capitalised run",
    "the first word of the capitalised run",
    "the first and the last word of the capitalised run",
    "what the rules propose two words around {0}",
    "the kind of word of {0} before {+1}",
    "the two labels before {0}",
    "{0} behind what was read before",
    "what the rules propose for {0} behind what was read before",
    "how {0} is written behind what was read before",
    "the lists that hold {0} and {+1} behind what was read before",
    "{-1} before {0} and what was read before",
];

/// Features named on each side at the most.
const NAMED: usize = 3;

/// What the model weighs in a document whose mentions are settled.
pub(crate) struct Weighing<'a, 't> {
    document: &'a Document<'t>,
    weights: Weights<'a>,
    cues: Cues,
    labels: Vec<Label>,
}

impl<'a, 't> Weighing<'a, 't> {
    /// `base` are the proposals of the rules, `mentions` what was settled on; `None` if the model is empty.
    pub(crate) fn new(
        document: &'a Document<'t>,
        lists: &'a Lists<'t>,
        model: &'a Model,
        base: &[Mention],
        mentions: &[Mention],
    ) -> Option<Self> {
        let weights = model.weights()?;
        let cues = Cues::whole(&Source::new(document, lists, base));
        let mut labels = vec![0; document.tokens.len()];
        // of nested mentions the outer one stands first
        for mention in mentions {
            let Some(label) = begin(mention.kind) else { continue };
            let range = mention.range.indexes();
            if labels[range.clone()].iter().all(|l| *l == 0) {
                labels[range.clone()].fill(label + 1);
                labels[range.start] = label;
            }
        }
        Some(Weighing { document, weights, cues, labels })
    }

    /// In words, the features that speak most for a mention and most against it; nothing if the model does not look.
    pub(crate) fn evidence(&self, kind: Kind, range: TokenRange) -> Vec<String> {
        let Some(label) = begin(kind) else { return Vec::new() };
        let start = range.start as usize;
        let mut weighed: Vec<(i32, String)> = Vec::new();
        for at in range.indexes().filter(|&at| self.cues.is_open(at)) {
            self.weigh(at, if at == start { label } else { label + 1 }, &mut weighed);
        }
        weighed.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        weighed.dedup_by(|a, b| a.1 == b.1);
        let told = |sign: &str, features: Vec<&(i32, String)>| {
            let told: Vec<String> = features.iter().map(|(weight, what)| format!("{what} ({weight:+})")).collect();
            (!told.is_empty()).then(|| format!("the model, {sign}: {}", told.join("; ")))
        };
        let speaking = weighed.iter().take(NAMED).filter(|w| w.0 > 0).collect();
        let against = weighed.iter().rev().take(NAMED).filter(|w| w.0 < 0).collect();
        [told("for", speaking), told("against", against)].into_iter().flatten().collect()
    }

    /// Each feature of a token with the difference that it makes between a label and the best other one.
    fn weigh(&self, at: usize, label: Label, out: &mut Vec<(i32, String)>) {
        let (previous, before) = labels_before(&self.labels, at);
        let features = self.cues.plain(at).into_iter().chain(self.cues.labelled(at, previous, before));
        let rows: Vec<[i32; LABELS]> = features.map(|feature| self.row(feature)).collect();
        let sum = |l: Label| rows.iter().map(|row| row[usize::from(l)]).sum::<i32>();
        let follows = self.cues.going_on(at, previous);
        let others = (0..LABELS as Label).filter(|&l| l != label && may_follow(follows, l));
        let Some(rival) = others.max_by_key(|&l| (sum(l), std::cmp::Reverse(l))) else { return };
        for (row, pattern) in rows.iter().zip(LOOKS_AT) {
            let weight = row[usize::from(label)] - row[usize::from(rival)];
            if weight != 0 {
                out.push((weight, self.words(pattern, at)));
            }
        }
    }

    /// A feature's weights; only their differences mean something.
    fn row(&self, feature: u32) -> [i32; LABELS] {
        let mut scores = Scores::default();
        self.weights.add(feature, &mut scores);
        scores.labels()
    }

    /// A pattern with the words in their places.
    fn words(&self, pattern: &str, at: usize) -> String {
        let places = [("{-2}", -2), ("{-1}", -1), ("{0}", 0), ("{+1}", 1), ("{+2}", 2)];
        places.iter().fold(pattern.to_owned(), |text, (place, offset)| {
            if !text.contains(place) {
                return text;
            }
            let token = at.checked_add_signed(*offset).filter(|t| *t < self.document.tokens.len());
            let word = token.map_or("nothing".to_owned(), |t| format!("{:?}", self.document.token_text(t)));
            text.replace(place, &word)
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::Extractor;

    #[test]
    fn a_mention_names_what_speaks_for_it() {
        let extractor = Extractor::builder().explain(true).build().unwrap();
        let text = "KABUL, Afghanistan – Colonel Ana Diaz, commander of the Logistics Cell, met Governor Haji Karim.";
        let extraction = extractor.extract(text);
        let why: Vec<&str> =
            extraction.people.iter().flat_map(|p| &p.mentions).flat_map(|m| &m.why).map(AsRef::as_ref).collect();
        assert!(why.iter().any(|line| line.starts_with("the model, for: ")), "{why:?}");
        let rules = Extractor::builder().explain(true).rules_only(true).build().unwrap();
        let extraction = rules.extract(text);
        let why = extraction.people.iter().flat_map(|p| &p.mentions).flat_map(|m| &m.why).collect::<Vec<_>>();
        assert!(!why.is_empty() && why.iter().all(|line| !line.starts_with("the model")), "{why:?}");
    }
}
