//! Tokens: the units that every later stage speaks in. A token owns no text.

/// Number of a folded word in the vocabulary of the bundled gazetteers; 0 is "in no list".
pub type WordId = u32;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum TokenKind {
    /// Letters, inner apostrophes among them: `Kazakhstan`, `O’Brien`, `Da’esh`.
    Word,
    /// Letters with a full stop after each: `U.S.`, `a.m.`, `D.C.`
    Initialism,
    /// Digits with inner `.`, `,` or `:`: `2023`, `1,500`, `3:30`, `30.10.2023`.
    Number,
    /// Letters and digits together: `3rd`, `FY24`, `1990s`, `30OCT2023`.
    Mixed,
    /// The `’s` (or the bare `’` behind a plural) of a possessive.
    Possessive,
    /// A web or mail address.
    Address,
    /// One punctuation mark or symbol, or a run of the same one.
    Punct,
}

/// How the letters of a token are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Shape {
    /// No letters.
    None,
    /// `agency`
    Lower,
    /// `Agency`
    Capital,
    /// `DTRA`, `A`
    Upper,
    /// `McGurk`, `iPhone`, `DoD`
    Mixed,
}

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Gap {
    /// Nothing.
    None,
    /// White space; also a line break that only wraps a paragraph.
    Space,
    /// A line break that the author meant.
    Line,
    /// A blank line, or the start of the text.
    Paragraph,
}

/// A piece of the text, in bytes from its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// The byte behind the last.
    pub end: u32,
    /// The folded form's number in the vocabulary.
    pub word: WordId,
    /// Hash of the folded form, which words outside the vocabulary have too.
    pub hash: u32,
    /// What it is made of.
    pub kind: TokenKind,
    /// How its letters are written.
    pub shape: Shape,
    /// What stands before it.
    pub gap: Gap,
    /// Its first byte, for a cheap look at punctuation.
    pub first: u8,
}

impl Token {
    /// Whether the token begins with a capital letter.
    #[inline]
    pub fn is_capital(&self) -> bool {
        match self.shape {
            Shape::Capital | Shape::Upper => true,
            Shape::Mixed => !self.first.is_ascii_lowercase() && !self.first.is_ascii_digit(),
            Shape::Lower | Shape::None => false,
        }
    }

    /// Whether the token is this ASCII punctuation mark (or a run of it).
    pub fn is_punct(&self, mark: u8) -> bool {
        self.kind == TokenKind::Punct && self.first == mark
    }

    /// Whether the token is a word in the wide sense: letters, an initialism, or letters with digits.
    pub fn is_wordlike(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Initialism | TokenKind::Mixed)
    }

    /// Whether the token is a mark with which sentences end, closing quotes and brackets among them.
    pub fn is_sentence_end(&self) -> bool {
        self.kind == TokenKind::Punct
            && (matches!(self.first, b'.' | b'!' | b'?' | b':' | b';' | b'"' | b')') || self.first >= 0x80)
    }

    /// Length in bytes, never zero.
    #[allow(clippy::len_without_is_empty)]
    pub fn len(&self) -> usize {
        (self.end - self.start) as usize
    }
}
