//! What the model looks at: the word and its neighbours, their shapes and affixes, what lists and grammar propose, and
//! how the word is used elsewhere in the document.

use std::collections::HashMap;

use super::{LABELS, Label, Model, labels_of, may_follow};
use crate::document::fold::{fold_into, hash};
use crate::document::{Document, Gap, TokenKind};
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::mention::{Kind, Mention, Source};
use crate::rules::Lists;

/// Number of templates that do not look at labels.
pub(crate) const PLAIN: usize = 29;
/// Number of templates that look at the labels before.
pub(crate) const LABELLED: usize = 6;

/// What is known of a token before any label.
#[derive(Clone, Copy, Default)]
struct Cue {
    word: u32,
    shape: u32,
    suffix: u32,
    prefix: u32,
    /// Label and source of the rules' proposal.
    base: u32,
    /// Which families of lists hold the token, and where in the name.
    lists: u32,
    classes: u32,
    /// First and last word of the run of capitalised words that holds the token.
    run: [u32; 2],
    /// How the word is used elsewhere in the document.
    elsewhere: u32,
    /// Whether a sentence or a line begins here.
    start: bool,
    /// Whether the model looks at the token at all.
    open: bool,
}

/// The cues of a document.
pub(crate) struct Cues {
    /// Two empty cues in front and behind.
    cues: Vec<Cue>,
}

/// Two empty cues stand in front.
const PAD: usize = 2;

impl Cues {
    pub(crate) fn new(document: &Document<'_>, lists: &Lists<'_>, base: &[Mention]) -> Self {
        let count = document.tokens.len();
        let mut cues = vec![Cue::default(); count + 2 * PAD];
        let mut folded = Vec::with_capacity(32);
        for (at, token) in document.tokens.iter().enumerate() {
            let cue = &mut cues[at + PAD];
            folded.clear();
            fold_into(document.token_text(at), &mut folded);
            cue.word =
                if folded.first().is_some_and(u8::is_ascii_digit) { digits(&folded) } else { hash(&folded) as u32 };
            if token.is_wordlike() {
                cue.suffix = hash(&folded[folded.len().saturating_sub(3)..]) as u32;
                cue.prefix = hash(&folded[..folded.len().min(3)]) as u32;
            }
            let length = folded.len().min(4) as u32;
            cue.shape =
                token.kind as u32 | (token.shape as u32) << 3 | (token.gap.min(Gap::Line) as u32) << 6 | length << 9;
            cue.classes = document.class(at).0;
            cue.start = token.gap >= Gap::Line;
        }
        for sentence in &document.sentences {
            cues[sentence.start as usize + PAD].start = true;
        }
        add_runs(document, &mut cues);
        add_lists(lists, &mut cues);
        add_base(count, base, &mut cues);
        add_elsewhere(document, base, &mut cues);
        open(document, base, &mut cues);
        Cues { cues }
    }

    /// How many tokens there are.
    pub(crate) fn len(&self) -> usize {
        self.cues.len() - 2 * PAD
    }

    /// Whether the model looks at a token.
    pub(crate) fn is_open(&self, at: usize) -> bool {
        self.cues[at + PAD].open
    }

    /// Hashes of the features of a token that do not look at labels.
    pub(crate) fn plain(&self, at: usize) -> [u32; PLAIN] {
        let c = &self.cues[at..=at + 2 * PAD];
        let (p2, p1, c0, n1, n2) = (&c[0], &c[1], &c[2], &c[3], &c[4]);
        let names = |c: &Cue| {
            const WORTH: u32 = Class::NAME.0
                | Class::COMMON.0
                | Class::FUNCTION.0
                | Class::TITLE_MODIFIER.0
                | Class::DIRECTION.0
                | Class::TITLE_WORD.0
                | Class::ORGANIZATION_WORD.0
                | Class::PLACE_WORD.0;
            c.classes & WORTH
        };
        [
            feature(0, 0, 0, 0),
            feature(1, c0.word, 0, 0),
            feature(2, p1.word, 0, 0),
            feature(3, n1.word, 0, 0),
            feature(4, p2.word, 0, 0),
            feature(5, n2.word, 0, 0),
            feature(6, p1.word, c0.word, 0),
            feature(7, c0.word, n1.word, 0),
            feature(8, c0.shape, u32::from(c0.start), 0),
            feature(9, p1.shape, c0.shape, n1.shape),
            feature(10, c0.suffix, c0.shape, 0),
            feature(11, c0.prefix, c0.shape, 0),
            feature(12, c0.base, 0, 0),
            feature(13, p1.base & 15, c0.base, n1.base & 15),
            feature(14, c0.base, c0.word, 0),
            feature(15, c0.lists, 0, 0),
            feature(16, p1.lists, c0.lists, 0),
            feature(17, c0.lists, n1.lists, 0),
            feature(18, c0.elsewhere, c0.shape, 0),
            feature(19, names(p1), names(c0), names(n1)),
            feature(20, p1.word, n1.word, 0),
            feature(21, c0.base, n1.word, 0),
            feature(22, c0.base, p1.word, 0),
            feature(23, names(c0), c0.base & 15, n1.base & 15),
            feature(24, c0.run[1], c0.base & 15, 0),
            feature(25, c0.run[0], c0.shape, 0),
            feature(26, c0.run[1], c0.run[0], 0),
            feature(27, p2.base & 15, c0.base, n2.base & 15),
            feature(28, p1.base & 15, n1.word, names(c0)),
        ]
    }

    /// Hashes of the features that look at the labels before.
    pub(crate) fn labelled(&self, at: usize, previous: Label, before: Label) -> [u32; LABELLED] {
        let c = &self.cues[at..=at + 2 * PAD];
        let (p1, c0, n1) = (&c[1], &c[2], &c[3]);
        let (l1, l2) = (u32::from(previous), u32::from(before));
        [
            feature(32, l1, l2, 0),
            feature(33, l1, c0.word, 0),
            feature(34, l1, c0.base, 0),
            feature(35, l1, c0.shape, n1.shape),
            feature(36, l1, c0.lists, n1.lists),
            feature(37, l1, p1.word, c0.shape),
        ]
    }

    /// Labels by greedy decoding from left to right.
    pub(crate) fn decode(&self, model: &Model) -> Vec<Label> {
        let mut labels = vec![0; self.len()];
        for at in 0..self.len() {
            if !self.is_open(at) {
                continue;
            }
            let (previous, before) = self.labels_before(&labels, at);
            let mut scores = [0i32; LABELS];
            for feature in self.plain(at) {
                model.add(feature, &mut scores);
            }
            for feature in self.labelled(at, previous, before) {
                model.add(feature, &mut scores);
            }
            labels[at] = best(&scores, if self.cues[at + PAD].start { 0 } else { previous });
        }
        labels
    }

    /// The two labels before a token, as the features see them.
    pub(crate) fn labels_before(&self, labels: &[Label], at: usize) -> (Label, Label) {
        let label = |n: usize| if at >= n { labels[at - n] } else { 0 };
        (label(1), label(2))
    }

    /// The label that no longer may go on over the start of a line.
    pub(crate) fn starts(&self, at: usize) -> bool {
        self.cues[at + PAD].start
    }
}

/// The best label that may follow; among equals the smallest.
pub(crate) fn best<T: PartialOrd + Copy>(scores: &[T; LABELS], previous: Label) -> Label {
    let mut best = 0;
    for label in 1..LABELS as Label {
        if may_follow(previous, label) && scores[usize::from(label)] > scores[usize::from(best)] {
            best = label;
        }
    }
    best
}

/// A feature as one number: its template and up to three values.
fn feature(template: u32, a: u32, b: u32, c: u32) -> u32 {
    const K: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut h = u64::from(template + 1).wrapping_mul(K);
    for value in [a, b, c] {
        h = (h ^ u64::from(value)).wrapping_mul(K).rotate_left(23);
    }
    // the upper bit is free for the trainer
    ((h >> 32) as u32 ^ h as u32) & 0x7fff_ffff
}

/// Numbers by their form: "2023" and "1987" are one word.
fn digits(folded: &[u8]) -> u32 {
    let form = |b: u8| u32::from(if b.is_ascii_digit() { b'0' } else { b });
    folded.iter().fold(7u32, |h, b| h.wrapping_mul(31).wrapping_add(form(*b)))
}

/// The ends of each run of capitalised words, small words inside it allowed.
fn add_runs(document: &Document<'_>, cues: &mut [Cue]) {
    let mut start = 0;
    while start < document.tokens.len() {
        if !document.tokens[start].is_capital() {
            start += 1;
            continue;
        }
        let (mut end, mut last) = (start + 1, start);
        while let Some(token) = document.token(end).filter(|t| t.gap < Gap::Line && end - last <= 3 && end - start < 16)
        {
            if token.is_capital() {
                last = end;
            } else if !document.is(end, Class::PREPOSITION.union(Class::CONJUNCTION).union(Class::DETERMINER))
                && !token.is_punct(b'-')
                && !token.is_punct(b'&')
            {
                break;
            }
            end += 1;
        }
        let run = [cues[start + PAD].word, cues[last + PAD].word];
        for cue in &mut cues[start + PAD..=last + PAD] {
            cue.run = run;
        }
        start = last + 1;
    }
}

/// The families whose lists hold each token: two bits each for begin and inside, and kinds where they matter.
fn add_lists(lists: &Lists<'_>, cues: &mut [Cue]) {
    for (m, family) in lists.all() {
        let entry = lists.entry(m);
        let slot = match family {
            Family::Organization => 0,
            Family::Place => match entry.kind() {
                0 | 7 | 8 => 2,
                1 | 2 => 4,
                3 => 6,
                _ => 8,
            },
            Family::Title => match entry.kind() {
                0 => 10,
                1 => 12,
                2 => 14,
                3 => 16,
                _ => 18,
            },
            Family::Agreement => 20,
            Family::Other => 22,
            Family::Head => match entry.head().family {
                Family::Organization => 24,
                Family::Place => 26,
                Family::Agreement => 28,
                _ => 30,
            },
            // words that mark parts of a release name nothing
            Family::Marker => continue,
        };
        for at in m.range.indexes() {
            cues[at + PAD].lists |= if at == m.range.start as usize { 1 } else { 2 } << slot;
        }
    }
}

/// The rules' proposals: label in the lower four bits, source above.
fn add_base(count: usize, base: &[Mention], cues: &mut [Cue]) {
    for (at, label) in labels_of(count, base).into_iter().enumerate() {
        cues[at + PAD].base = u32::from(label);
    }
    for mention in base {
        let source = match mention.source {
            Source::List(_) => 1,
            Source::Model => 2,
            Source::Rule(name) => (hash(name.as_bytes()) as u32 & 0xffff) + 3,
        };
        let date = if mention.kind == Kind::Date { 1 << 20 } else { 0 };
        for at in mention.range.indexes() {
            let cue = &mut cues[at + PAD];
            if cue.base >> 4 == 0 {
                cue.base |= source << 4 | date;
            }
        }
    }
}

/// How each capitalised word is used elsewhere in the document: as which kinds the rules see it, and whether in lower case.
fn add_elsewhere(document: &Document<'_>, base: &[Mention], cues: &mut [Cue]) {
    let mut uses: HashMap<u32, u32> = HashMap::new();
    for mention in base {
        let Some(kind) = super::KINDS.iter().position(|k| *k == mention.kind) else { continue };
        for at in mention.range.indexes() {
            *uses.entry(cues[at + PAD].word).or_insert(0) |= 1 << kind;
        }
    }
    for (at, token) in document.tokens.iter().enumerate() {
        if token.kind == TokenKind::Word && !token.is_capital() && token.len() > 2 {
            *uses.entry(cues[at + PAD].word).or_insert(0) |= 1 << 8;
        }
    }
    for (at, token) in document.tokens.iter().enumerate() {
        if token.is_capital() {
            cues[at + PAD].elsewhere = uses.get(&cues[at + PAD].word).copied().unwrap_or(0);
        }
    }
}

/// The tokens that the model looks at: capitals, what rules propose, and what stands between or beside them.
fn open(document: &Document<'_>, base: &[Mention], cues: &mut [Cue]) {
    for mention in base {
        for at in mention.range.indexes() {
            cues[at + PAD].open = mention.kind != Kind::Date;
        }
    }
    let mut last = None;
    for (at, token) in document.tokens.iter().enumerate() {
        if token.is_capital() || cues[at + PAD].open {
            // "of", "and", "for the" between capitals
            if let Some(last) = last.filter(|l| at - l <= 4) {
                for between in last..at {
                    cues[between + PAD].open = true;
                }
            }
            cues[at + PAD].open = true;
            last = Some(at);
        }
        // titles, class words and number words in lower case beside a capital
        if cues[at + PAD].lists != 0 {
            cues[at + PAD].open = true;
        }
    }
    for mention in base.iter().filter(|m| m.kind == Kind::Date) {
        for at in mention.range.indexes() {
            cues[at + PAD].open = false;
        }
    }
}
