//! A quick look at the second token of a match: it spares most attempts of patterns.

use super::class::Class;
use super::pattern::{Ground, Step};
use crate::document::{TokenKind, WordId};

/// A set of marks as bits; other marks than those of most patterns share one.
const fn mark_bit(mark: u8) -> u8 {
    match mark {
        b'-' => 1,
        b',' => 2,
        b'.' => 4,
        b'/' => 8,
        b'`' | b'\'' => 16,
        b'(' | b')' => 32,
        _ => 128,
    }
}

/// What the second token of a match can be.
#[derive(Debug, Default)]
pub(super) struct Second {
    /// Anything, or nothing.
    pub(super) any: bool,
    bits: u64,
    words: Vec<WordId>,
    /// See [`mark_bit`].
    marks: u8,
    found: bool,
}

/// A token as it is set against what a pattern allows second.
#[derive(Clone, Copy)]
pub(super) struct Next {
    bits: u64,
    word: WordId,
    marks: u8,
    found: bool,
}

impl Next {
    /// What stands at `at`.
    pub(super) fn at(ground: &Ground<'_, '_>, at: usize) -> Self {
        let token = ground.document.token(at);
        Next {
            bits: ground.bits(at),
            word: token.map_or(0, |t| t.word),
            marks: token.map_or(0, |t| match t.kind {
                TokenKind::Punct if t.len() > 1 => mark_bit(b'-') | mark_bit(b'`'),
                TokenKind::Punct => mark_bit(t.first),
                TokenKind::Possessive => mark_bit(b'`'),
                _ => 0,
            }),
            found: ground.found_at(at).is_some(),
        }
    }
}

impl Second {
    /// Allows what a step reads; the end of a pattern allows anything.
    pub(super) fn add(&mut self, step: Option<&Step>) {
        match step {
            Some(Step::Class(class)) if *class != Class::Holiday => self.bits |= class.bit(),
            Some(Step::Word(word)) => self.words.push(*word),
            Some(Step::Mark(mark)) => self.marks |= mark_bit(*mark),
            Some(Step::Found(_)) => self.found = true,
            _ => self.any = true,
        }
    }

    /// Whether a token can be second.
    #[inline]
    pub(super) fn allows(&self, next: Next) -> bool {
        self.any
            || self.bits & next.bits != 0
            || self.marks & next.marks != 0
            || self.found && next.found
            || self.words.contains(&next.word)
    }
}
