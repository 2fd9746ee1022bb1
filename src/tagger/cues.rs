//! What is known of each token before any label: its word and shape, what lists and rules say of it, how the word is used
//! elsewhere in the document.

use std::ops::Range;

use super::{KINDS, Label, begin};
use crate::document::bits::Bits;
use crate::document::fold::{fold_into, hash, hash_short, is_plain, plain_ends};
use crate::document::{Document, Gap, Token, TokenKind};
use crate::fast::{FastMap, Sieve};
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::mention::{Kind, Mention, Source as MentionSource};
use crate::rules::Lists;

/// What is known of a token.
#[derive(Clone, Copy, Default)]
pub(super) struct Cue {
    /// Hash of the folded word; of a number its form.
    pub(super) word: u32,
    pub(super) shape: u32,
    /// Hashes of the last and the first three bytes.
    pub(super) suffix: u32,
    pub(super) prefix: u32,
    /// Label and source of the rules' proposal.
    pub(super) base: u32,
    /// Which families of lists hold the token, and where in the name.
    pub(super) lists: u32,
    /// Classes of the lexicons that are worth a look.
    pub(super) names: u32,
    /// First and last word of the run of capitalised words that holds the token.
    pub(super) run: [u32; 2],
    /// How the word is used elsewhere in the document.
    pub(super) elsewhere: u32,
    /// Whether a sentence or a line begins here.
    pub(super) start: bool,
}

/// The cues around no token.
static NONE: [Cue; 2 * PAD + 1] = [Cue {
    word: 0,
    shape: 0,
    suffix: 0,
    prefix: 0,
    base: 0,
    lists: 0,
    names: 0,
    run: [0; 2],
    elsewhere: 0,
    start: false,
}; 2 * PAD + 1];

/// The cues of some tokens that follow each other, with some before and behind.
#[derive(Default)]
pub(crate) struct Cues {
    /// Two empty cues in front and behind.
    cues: Vec<Cue>,
    /// The token of the first cue behind the empty ones.
    first: usize,
    tokens: Range<usize>,
    /// The tokens from `first` on at which the model looks at all.
    open: Bits,
    /// Those among them with which a name may begin.
    begin: Bits,
    /// Those that it looks at or that stand close by; what others show is not even gathered.
    near: Bits,
    /// Those that the lists have as words for bodies, places and other things.
    classes: Bits,
}

/// Two empty cues stand in front and behind.
const PAD: usize = 2;
/// Tokens before and behind the ones that are read: as far as features and `open` look.
const MARGIN: usize = 8;
/// The slots of the words for bodies, places and other things.
const CLASSES: [u32; 3] = [24, 26, 30];
/// The longest run of capitalised words.
const LONGEST_RUN: usize = 16;

impl Cues {
    /// The cues of a whole document.
    pub(super) fn whole(source: &Source<'_, '_>) -> Self {
        let mut cues = Cues::default();
        source.read(0, source.len(), &mut cues);
        cues
    }

    /// The tokens that were read.
    pub(super) fn tokens(&self) -> Range<usize> {
        self.tokens.clone()
    }

    /// Those among them at which the model looks.
    pub(super) fn open(&self) -> impl Iterator<Item = usize> {
        self.open.within(self.tokens.start - self.first..self.tokens.end - self.first).map(|at| at + self.first)
    }

    /// Whether the model looks at a token.
    pub(super) fn is_open(&self, at: usize) -> bool {
        self.open.holds(at - self.first)
    }

    /// The label that a token could go on with, by the one before it: none where a sentence or a line begins.
    pub(super) fn going_on(&self, at: usize, previous: Label) -> Label {
        if self.cues[at - self.first + PAD].start { 0 } else { previous }
    }

    /// Whether there is a question, behind the label that a token could go on with: small words and marks begin no name.
    #[inline]
    pub(super) fn is_asked(&self, at: usize, going_on: Label) -> bool {
        going_on != 0 || self.begin.holds(at - self.first)
    }

    /// A token's cue between those of its neighbours.
    #[inline]
    pub(super) fn around(&self, at: usize) -> &[Cue; 2 * PAD + 1] {
        self.cues.get(at - self.first..).and_then(<[Cue]>::first_chunk).unwrap_or(&NONE)
    }
}

/// A document as cues are made from it.
pub(super) struct Source<'a, 't> {
    document: &'a Document<'t>,
    lists: &'a Lists<'t>,
    base: &'a [Mention],
    /// Tokens of the longest mention.
    longest: u32,
    uses: FastMap<u32, u32>,
}

impl<'a, 't> Source<'a, 't> {
    /// `base` are the proposals of the rules, sorted by start.
    pub(super) fn new(document: &'a Document<'t>, lists: &'a Lists<'t>, base: &'a [Mention]) -> Self {
        let longest = base.iter().map(|m| m.range.end - m.range.start).max().unwrap_or(0);
        Source { document, lists, base, longest, uses: uses(document, base) }
    }

    /// How many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.document.tokens.len()
    }

    /// Reads `count` tokens from `from` on, or a few more so that no run of capitalised words is torn.
    pub(super) fn read(&self, from: usize, count: usize, cues: &mut Cues) {
        let tokens = &self.document.tokens;
        // sets of tokens are joined by their words of 64
        let first = from.saturating_sub(MARGIN) & !63;
        let end = tokens.len().min(from + count + LONGEST_RUN + MARGIN);
        cues.first = first;
        cues.cues.clear();
        cues.cues.resize(end - first + 2 * PAD, Cue::default());
        let read = &mut cues.cues[PAD..end - first + PAD];
        let (open, begin, near, classes) = (&mut cues.open, &mut cues.begin, &mut cues.near, &mut cues.classes);
        for set in [&mut *open, begin, classes] {
            set.reset(read.len());
        }
        self.listed(first, read, begin, classes);
        self.proposed(first, read);
        self.open(first, read.len(), classes, begin, open);
        near.clone_from(open);
        near.widen();
        let to = self.runs(from, from + count, first, read);
        self.words(first, read, open, near);
        cues.tokens = from..to;
    }

    /// What the tokens show by themselves.
    fn words(&self, first: usize, cues: &mut [Cue], open: &Bits, near: &Bits) {
        const WORTH: u32 = Class::NAME.0
            | Class::COMMON.0
            | Class::FUNCTION.0
            | Class::TITLE_MODIFIER.0
            | Class::DIRECTION.0
            | Class::TITLE_WORD.0
            | Class::ORGANIZATION_WORD.0
            | Class::PLACE_WORD.0;
        let document = self.document;
        for at in near.within(0..cues.len()) {
            let (cue, token, open) = (&mut cues[at], &document.tokens[first + at], open.holds(at));
            cue.word = word(document, token);
            let length = length(document, token) as u32;
            cue.shape =
                token.kind as u32 | (token.shape as u32) << 3 | (token.gap.min(Gap::Line) as u32) << 6 | length << 9;
            cue.names = document.class(first + at).0 & WORTH;
            cue.start = token.gap >= Gap::Line;
            if open && token.is_capital() {
                cue.elsewhere = self.uses.get(&cue.word).copied().unwrap_or(0);
            }
            if open && token.is_wordlike() {
                (cue.prefix, cue.suffix) = affixes(document.text, token);
            }
        }
        let sentences = &document.sentences;
        let next = sentences.partition_point(|s| (s.start as usize) < first);
        for sentence in &sentences[next..] {
            let Some(cue) = cues.get_mut(sentence.start as usize - first) else { break };
            cue.start = true;
        }
    }

    /// The ends of each run of capitalised words, small words inside it allowed; where the last one that begins before
    /// `to` ends.
    fn runs(&self, from: usize, to: usize, first: usize, cues: &mut [Cue]) -> usize {
        let document = self.document;
        let mut start = from;
        while start < to.min(document.tokens.len()) {
            let Some(capital) = document.capitals.next(start).filter(|at| *at < to) else {
                return to.min(document.tokens.len());
            };
            start = capital;
            let (mut end, mut last) = (start + 1, start);
            while let Some(token) =
                document.token(end).filter(|t| t.gap < Gap::Line && end - last <= 3 && end - start < LONGEST_RUN)
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
            let run = [start, last].map(|at| word(document, &document.tokens[at]));
            for cue in &mut cues[start - first..=last - first] {
                cue.run = run;
            }
            start = last + 1;
        }
        start
    }

    /// The families whose lists hold each token: two bits each for begin and inside, and kinds where they matter. Names,
    /// titles and words for agreements, which may be names in small letters too, are put into one set, the words for
    /// bodies, places and other things into another.
    fn listed(&self, first: usize, cues: &mut [Cue], names: &mut Bits, classes: &mut Bits) {
        for m in self.lists.overlapping(first, first + cues.len()) {
            let slot = match m.what.family() {
                Family::Organization => 0,
                Family::Place => match m.what.kind() {
                    0 | 7 | 8 => 2,
                    1 | 2 => 4,
                    3 => 6,
                    _ => 8,
                },
                Family::Title => match m.what.kind() {
                    0 => 10,
                    1 => 12,
                    2 => 14,
                    3 => 16,
                    _ => 18,
                },
                Family::Agreement => 20,
                Family::Other => 22,
                Family::Head => match m.what.head().family {
                    Family::Organization => 24,
                    Family::Place => 26,
                    Family::Agreement => 28,
                    _ => 30,
                },
                // words that mark parts of a release name nothing
                Family::Marker => continue,
            };
            let held = if CLASSES.contains(&slot) { &mut *classes } else { &mut *names };
            for at in m.range.indexes() {
                if let Some(cue) = at.checked_sub(first).and_then(|at| cues.get_mut(at)) {
                    cue.lists |= if at == m.range.start as usize { 1 } else { 2 } << slot;
                    held.insert(at - first);
                }
            }
        }
    }

    /// The mentions that have tokens in a range.
    fn mentions(&self, first: usize, end: usize) -> &[Mention] {
        let from = self.base.partition_point(|m| m.range.start + self.longest <= first as u32);
        let to = self.base.partition_point(|m| (m.range.start as usize) < end);
        &self.base[from..to.max(from)]
    }

    /// The rules' proposals: label in the lower four bits, source above; of nested ones the outer.
    fn proposed(&self, first: usize, cues: &mut [Cue]) {
        for mention in self.mentions(first, first + cues.len()) {
            let label = begin(mention.kind);
            let source = match mention.source {
                MentionSource::List(_) => 1,
                MentionSource::Model => 2,
                MentionSource::Rule(name) => (hash(name.as_bytes()) as u32 & 0xffff) + 3,
            };
            let date = if mention.kind == Kind::Date { 1 << 20 } else { 0 };
            for (at, cue) in held(mention, first, cues) {
                if let Some(label) = label.filter(|_| cue.base & 15 == 0) {
                    cue.base |= u32::from(label) + u32::from(at != mention.range.start as usize);
                }
                if cue.base >> 4 == 0 {
                    cue.base |= source << 4 | date;
                }
            }
        }
    }

    /// The tokens that the model looks at: capitals, what rules and lists propose, and what stands between or behind them.
    /// `begin` holds the names of the lists, and in the end all with which a name may begin.
    fn open(&self, first: usize, count: usize, classes: &Bits, begin: &mut Bits, open: &mut Bits) {
        let mentions = self.mentions(first, first + count);
        let held = |mention: &Mention| {
            let range = mention.range.indexes();
            range.start.max(first) - first..range.end.clamp(first, first + count) - first
        };
        open.join(&self.document.capitals, first);
        self.without_openers(first, count, open);
        for mention in mentions.iter().filter(|m| m.kind != Kind::Date) {
            held(mention).for_each(|at| open.insert(at));
        }
        begin.join(open, 0);
        // "of", "and", "for the" between capitals
        open.close_gaps();
        open.join(begin, 0);
        // "the Kunar governor's office"
        for at in classes.within(1..count) {
            if open.holds(at - 1) {
                open.insert(at);
            }
        }
        for mention in mentions.iter().filter(|m| m.kind == Kind::Date) {
            held(mention).for_each(|at| {
                open.remove(at);
                begin.remove(at);
            });
        }
    }

    /// Takes out the "The" and "In" that begin sentences.
    fn without_openers(&self, first: usize, count: usize, capitals: &mut Bits) {
        let sentences = &self.document.sentences;
        let next = sentences.partition_point(|s| (s.start as usize) < first);
        for at in sentences[next..].iter().map(|s| s.start as usize).take_while(|at| *at < first + count) {
            if self.document.is(at, Class::FUNCTION) && !self.document.is(at, Class::NAME) {
                capitals.remove(at - first);
            }
        }
    }
}

/// The tokens of a mention among the cues from `first` on.
fn held<'c>(mention: &Mention, first: usize, cues: &'c mut [Cue]) -> impl Iterator<Item = (usize, &'c mut Cue)> {
    let range = mention.range.indexes();
    let from = range.start.max(first);
    let to = range.end.min(first + cues.len()).max(from);
    (from..to).zip(&mut cues[from - first..to - first])
}

/// A number for a token's word, equal for equal words; numbers of one form are one word ("2023" and "1987").
#[inline]
fn word(document: &Document<'_>, token: &Token) -> u32 {
    // a mark that folding drops may stand before the first figure
    let may_be_number = token.first.is_ascii_digit() || token.first >= 0x80 && token.kind == TokenKind::Mixed;
    if may_be_number { number_form(text(document, token)).unwrap_or(token.hash) } else { token.hash }
}

/// The form of a word that begins with a digit.
fn number_form(text: &str) -> Option<u32> {
    let mut folded = Vec::new();
    let bytes = if is_plain(text.as_bytes(), 0, text.len()) {
        text.as_bytes()
    } else {
        fold_into(text, &mut folded);
        &folded
    };
    let form = |b: u8| u32::from(if b.is_ascii_digit() { b'0' } else { b.to_ascii_lowercase() });
    let number = bytes.first().is_some_and(u8::is_ascii_digit);
    number.then(|| bytes.iter().fold(7u32, |h, b| h.wrapping_mul(31).wrapping_add(form(*b))))
}

/// The length of a token's folded form, four standing for more.
#[inline]
fn length(document: &Document<'_>, token: &Token) -> usize {
    let (start, end) = (token.start as usize, token.end as usize);
    // what folds to less than half of its length holds a byte outside ASCII or a line break early on
    if is_plain(document.text.as_bytes(), start, end.min(start + 8)) {
        return token.len().min(LONG);
    }
    let mut folded = Vec::new();
    fold_into(text(document, token), &mut folded);
    folded.len().min(LONG)
}

/// All lengths from here on are one.
const LONG: usize = 4;

fn text<'t>(document: &Document<'t>, token: &Token) -> &'t str {
    document.text.get(token.start as usize..token.end as usize).unwrap_or("")
}

/// Hashes of the first and the last three bytes of a folded word.
#[inline]
fn affixes(text: &str, token: &Token) -> (u32, u32) {
    const LONGEST: usize = 3;
    let (start, end) = (token.start as usize, token.end as usize);
    if let Some((first, last, length)) = plain_ends(text.as_bytes(), start, end, LONGEST) {
        return (hash_short(first, length) as u32, hash_short(last, length) as u32);
    }
    let mut folded = Vec::new();
    fold_into(text.get(start..end).unwrap_or(""), &mut folded);
    let affix = folded.len().min(LONGEST);
    (hash(&folded[..affix]) as u32, hash(&folded[folded.len() - affix..]) as u32)
}

/// How each capitalised word is used in the document: as which kinds the rules see it, and whether in lower case.
fn uses(document: &Document<'_>, base: &[Mention]) -> FastMap<u32, u32> {
    let mut uses: FastMap<u32, u32> = FastMap::default();
    let mut capitals = Sieve::default();
    for at in document.capitals.within(0..document.tokens.len()) {
        let word = word(document, &document.tokens[at]);
        capitals.insert(word);
        uses.entry(word).or_insert(0);
    }
    for mention in base {
        let Some(kind) = KINDS.iter().position(|k| *k == mention.kind) else { continue };
        for token in &document.tokens[mention.range.indexes()] {
            if let Some(uses) = uses.get_mut(&word(document, token)) {
                *uses |= 1 << kind;
            }
        }
    }
    for token in &document.tokens {
        if capitals.may_hold(token.hash)
            && token.kind == TokenKind::Word
            && !token.is_capital()
            && token.len() > 2
            && let Some(uses) = uses.get_mut(&word(document, token))
        {
            *uses |= 1 << 8;
        }
    }
    uses
}
