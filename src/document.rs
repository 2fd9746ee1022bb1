//! The text as every stage sees it: tokens, sentences, zones. Nothing here copies text.

pub(crate) mod bits;
pub mod fold;
pub(crate) mod leftovers;
pub(crate) mod lines;
mod repair;
pub(crate) mod sentences;
pub(crate) mod structure;
pub mod token;
pub mod tokenize;

use crate::gazetteer::Gazetteers;
use crate::gazetteer::lexicon::Class;
use crate::mention::Mention;
pub use token::{Gap, Shape, Token, TokenKind, WordId};

/// A piece of the text in bytes, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// The byte behind the last.
    pub end: usize,
}

/// A run of tokens, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenRange {
    /// First token.
    pub start: u32,
    /// The token behind the last.
    pub end: u32,
}

impl TokenRange {
    /// The tokens from `start` up to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        TokenRange { start: start as u32, end: end as u32 }
    }

    /// Number of tokens.
    pub fn len(self) -> usize {
        (self.end.saturating_sub(self.start)) as usize
    }

    /// Whether it holds no token.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// As a range of indexes.
    pub fn indexes(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies inside (or is the same).
    pub fn contains(self, other: TokenRange) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether both share a token.
    pub fn overlaps(self, other: TokenRange) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// What the lexicons say of words, by word number.
#[derive(Clone, Copy)]
pub(crate) struct Words<'g> {
    pub(crate) gazetteers: &'g Gazetteers,
}

impl Words<'_> {
    pub(crate) fn has(&self, word: WordId, class: Class) -> bool {
        self.gazetteers.classes(word).intersects(class)
    }
}

/// A text with its tokens, sentences and zones.
pub struct Document<'t> {
    /// The text as given.
    pub text: &'t str,
    /// Its tokens, in order.
    pub tokens: Vec<Token>,
    /// Its sentences, in order; together they hold every token.
    pub sentences: Vec<TokenRange>,
    /// Its parts, in order; together they hold every token.
    pub zones: Vec<structure::Zone>,
    pub(crate) gazetteers: &'t Gazetteers,
    pub(crate) classes: Vec<Class>,
    /// The tokens that begin with a capital letter.
    pub(crate) capitals: bits::Bits,
}

impl<'t> Document<'t> {
    /// Tokens, word numbers and sentences of `text`; structure is found once names and dates are known.
    pub(crate) fn new(text: &'t str, gazetteers: &'t Gazetteers) -> Self {
        let mut tokens = tokenize::hashed(text);
        lines::soften(text, &mut tokens);
        let mut classes = gazetteers.number_words(&mut tokens);
        let dropped = leftovers::drop(text, &mut tokens, gazetteers);
        if repair::repair(text, &mut tokens, gazetteers) || dropped {
            classes = tokens.iter().map(|t| gazetteers.classes(t.word)).collect();
        }
        let sentences = sentences::sentences(&tokens, &Words { gazetteers });
        let capitals = bits::Bits::of(tokens.len(), |at| tokens[at].is_capital());
        Document { text, tokens, sentences, zones: Vec::new(), gazetteers, classes, capitals }
    }

    /// The text of one token.
    pub fn token_text(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |t| &self.text[t.start as usize..t.end as usize])
    }

    /// The bytes that a run of tokens covers.
    pub fn span(&self, range: TokenRange) -> Span {
        if range.is_empty() {
            return Span { start: 0, end: 0 };
        }
        Span {
            start: self.tokens[range.start as usize].start as usize,
            end: self.tokens[range.end as usize - 1].end as usize,
        }
    }

    /// The text of a run of tokens.
    pub fn range_text(&self, range: TokenRange) -> &'t str {
        let span = self.span(range);
        &self.text[span.start..span.end]
    }

    /// The index of the sentence that holds a token.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|s| s.end as usize <= token)
    }

    /// The lexicon classes of a token; none past the end.
    pub(crate) fn class(&self, at: usize) -> Class {
        self.classes.get(at).copied().unwrap_or(Class::NONE)
    }

    /// Whether the token at `at` is in any of the classes.
    pub(crate) fn is(&self, at: usize, class: Class) -> bool {
        self.class(at).intersects(class)
    }

    /// Whether the token at `at` exists and is this ASCII mark.
    pub(crate) fn is_punct(&self, at: usize, mark: u8) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is_punct(mark))
    }

    /// Whether the token at `at` is a hyphen or a dash.
    pub(crate) fn is_dash(&self, at: usize) -> bool {
        self.is_punct(at, b'-') || matches!(self.token_text(at), "–" | "—" | "―" | "−" | "‑" | "‐")
    }

    /// The token at `at`, if there is one.
    pub(crate) fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// Whether the token's folded form is this word (lower case, ASCII).
    #[inline]
    pub(crate) fn is_word(&self, at: usize, word: &str) -> bool {
        let as_long = self.tokens.get(at).map_or(word.is_empty(), |token| token.len() == word.len());
        as_long && self.token_text(at).eq_ignore_ascii_case(word)
    }

    /// The mentions of `mentions` (sorted by start) that begin inside `range`.
    pub(crate) fn mentions_in<'m>(&self, mentions: &'m [Mention], range: TokenRange) -> &'m [Mention] {
        let from = mentions.partition_point(|m| m.range.start < range.start);
        let to = mentions.partition_point(|m| m.range.start < range.end);
        &mentions[from..to]
    }
}
