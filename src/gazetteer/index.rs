//! Compiled lists: one block of bytes that is ready as soon as it is in memory, so a process starts at no cost.
//!
//! A form is a path of words through a trie; the edges of the trie stand in one hash table keyed by (node, word). All
//! numbers are little-endian `u32`, the same on every machine. Shared with the build script.

use std::borrow::Cow;

use super::compile::{Case, FormKind};
use super::kinds::{FAMILIES, Family};
use super::lexicon::Class;
use crate::document::token::WordId;

/// First bytes of every index; the digit is the version of the layout.
pub(crate) const MAGIC: &[u8; 8] = b"DLINDEX3";
/// Numbers in an edge: node, word, next node.
pub(crate) const EDGE_SIZE: usize = 3;
/// What stands in place 0 of the table of words, so that no word has the number 0: no word has an even key.
pub(crate) const NO_WORD: u32 = 2;

/// Numbers of the sections, and the sizes of their records in `u32`s.
pub(crate) struct Layout;

impl Layout {
    pub(crate) const STRINGS: usize = 0;
    /// A hash table: key, classes, date readings, first node, which words may follow. A word's number is its place here,
    /// so that all that is known of it comes with it from memory.
    pub(crate) const WORDS: usize = 1;
    pub(crate) const EDGES: usize = 2;
    pub(crate) const NODES: usize = 3;
    pub(crate) const FORMS: usize = 4;
    pub(crate) const ENTRIES: usize = 5;
    pub(crate) const ATTRIBUTES: usize = 6;
    pub(crate) const LISTS: usize = 7;
    pub(crate) const SECTIONS: usize = 8;
    pub(crate) const WORD_FIELDS: usize = 5;
    pub(crate) const FORM_FIELDS: usize = 5;
    pub(crate) const ENTRY_FIELDS: usize = 13;
}

#[inline]
pub(crate) fn edge_hash(node: u32, word: u32) -> usize {
    let mixed = (u64::from(node) << 32 | u64::from(word)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 32) as usize
}

/// In the number of a node: some form goes on behind it.
pub(crate) const NODE_GOES_ON: u32 = 2;

/// The number of the n-th node; the lowest bit says whether forms end there.
pub(crate) fn mark_node(n: usize, ends: bool) -> u32 {
    (n as u32) << 2 | u32::from(ends)
}

/// Where the search for a word begins.
#[inline]
pub(crate) fn word_slot(hash: u64) -> usize {
    (hash >> 32) as usize
}

/// What tells a word from others in its place.
#[inline]
pub(crate) fn word_key(hash: u64) -> u32 {
    hash as u32 | 1
}

/// The bit of a word among those that may follow a first word: one in 32, so that most pairs of words which begin no form
/// are known before the table of edges is asked.
#[inline]
pub(crate) fn follow_bit(word: WordId) -> u32 {
    1 << (word % 32)
}

/// An opened index.
#[derive(Debug, Clone)]
pub(crate) struct Index {
    bytes: Cow<'static, [u8]>,
    sections: [(usize, usize); Layout::SECTIONS],
    word_mask: usize,
    edge_mask: usize,
}

/// A surface form at the end of a path.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FormRecord {
    pub(crate) entry: u32,
    pub(crate) kind: FormKind,
    pub(crate) case: Case,
    /// Bit n: the n-th token begins with a capital.
    pub(crate) capitals: u16,
    text: (u32, u32),
    what: What,
}

/// What the entry of a form is, packed: family, kind, and of a head word what it opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct What(u32);

impl What {
    /// The family of the entry.
    pub(crate) fn family(self) -> Family {
        FAMILIES[(self.0 & 0xff) as usize % FAMILIES.len()]
    }

    /// The number of its kind in the family.
    pub(crate) fn kind(self) -> u8 {
        (self.0 >> 8) as u8
    }

    /// What a head word opens: family, kind in it, where it stands.
    pub(crate) fn head(self) -> Head {
        Head {
            family: FAMILIES[(self.0 >> 16 & 0xff) as usize % FAMILIES.len()],
            kind: self.kind(),
            first: self.0 >> 24 & 1 != 0,
            last: self.0 >> 24 & 2 != 0,
            unit: self.0 >> 24 & 4 != 0,
        }
    }
}

impl FormRecord {
    /// What the entry is.
    pub(crate) fn what(&self) -> What {
        self.what
    }
}

impl Index {
    /// Opens an index; `None` if the bytes are not one.
    pub(crate) fn open(bytes: impl Into<Cow<'static, [u8]>>) -> Option<Self> {
        let bytes = bytes.into();
        if !bytes.starts_with(MAGIC) {
            return None;
        }
        let mut sections = [(0, 0); Layout::SECTIONS];
        for (n, section) in sections.iter_mut().enumerate() {
            let at = MAGIC.len() + 8 * n;
            *section = (read(&bytes, at) as usize, read(&bytes, at + 4) as usize);
        }
        let slots = |section: usize, size: usize| (sections[section].1 / 4 / size).wrapping_sub(1);
        let (word_mask, edge_mask) = (slots(Layout::WORDS, Layout::WORD_FIELDS), slots(Layout::EDGES, EDGE_SIZE));
        Some(Index { bytes, sections, word_mask, edge_mask })
    }

    #[inline]
    fn number(&self, section: usize, at: usize) -> u32 {
        read(&self.bytes, self.sections[section].0 + 4 * at)
    }

    fn string(&self, at: u32, len: u32) -> &str {
        std::str::from_utf8(self.string_bytes(at, len)).unwrap_or("")
    }

    #[inline]
    fn string_bytes(&self, at: u32, len: u32) -> &[u8] {
        let start = self.sections[Layout::STRINGS].0 + at as usize;
        self.bytes.get(start..start + len as usize).unwrap_or(&[])
    }

    /// The number of a word by the hash of its folded form; 0 if no list has it.
    ///
    /// The hash alone tells words apart: its lower half stands in the table, its upper half says where. That a word of
    /// no list is taken for one of them happens once in 10^13 words.
    #[inline]
    pub(crate) fn word(&self, hash: u64) -> WordId {
        let mut slot = word_slot(hash) & self.word_mask;
        loop {
            let key = self.number(Layout::WORDS, slot * Layout::WORD_FIELDS);
            if key == word_key(hash) {
                return slot as WordId;
            }
            if key == 0 {
                return 0;
            }
            slot = (slot + 1) & self.word_mask;
        }
    }

    /// All word numbers are below this; not all of them are words.
    pub(crate) fn words(&self) -> usize {
        self.word_mask + 1
    }

    #[inline]
    pub(crate) fn classes(&self, word: WordId) -> Class {
        Class(self.number(Layout::WORDS, word as usize * Layout::WORD_FIELDS + 1))
    }

    /// The date readings of a word: `class << 10 | value`, 0 for none.
    #[inline]
    pub(crate) fn dates(&self, word: WordId) -> [u16; 2] {
        let packed = self.number(Layout::WORDS, word as usize * Layout::WORD_FIELDS + 2);
        [packed as u16, (packed >> 16) as u16]
    }

    /// The trie node behind a first word, 0 if no form begins with it; and the bits of the words that may follow.
    #[inline]
    pub(crate) fn root(&self, word: WordId) -> (u32, u32) {
        let at = word as usize * Layout::WORD_FIELDS + 3;
        (self.number(Layout::WORDS, at), self.number(Layout::WORDS, at + 1))
    }

    /// The node behind `node` and a word; 0 if no form goes on with it.
    #[inline]
    pub(crate) fn next(&self, node: u32, word: WordId) -> u32 {
        if node & NODE_GOES_ON == 0 {
            return 0;
        }
        let mut slot = edge_hash(node, word) & self.edge_mask;
        loop {
            let at = slot * EDGE_SIZE;
            let next = self.number(Layout::EDGES, at + 2);
            if next == 0 || self.number(Layout::EDGES, at) == node && self.number(Layout::EDGES, at + 1) == word {
                return next;
            }
            slot = (slot + 1) & self.edge_mask;
        }
    }

    /// The forms that end at a node.
    pub(crate) fn forms(&self, node: u32) -> impl Iterator<Item = FormRecord> + '_ {
        let at = 2 * (node >> 2) as usize;
        let ends = node & 1 == 1;
        let first = if ends { self.number(Layout::NODES, at) as usize } else { 0 };
        let count = if ends { self.number(Layout::NODES, at + 1) as usize } else { 0 };
        (first..first + count).map(|n| self.form(n))
    }

    /// How many surface forms there are.
    pub(crate) fn form_count(&self) -> usize {
        self.sections[Layout::FORMS].1 / 4 / Layout::FORM_FIELDS
    }

    /// A form by number.
    pub(crate) fn form(&self, n: usize) -> FormRecord {
        let at = n * Layout::FORM_FIELDS;
        let packed = self.number(Layout::FORMS, at + 1);
        FormRecord {
            entry: self.number(Layout::FORMS, at),
            kind: match packed & 0xff {
                0 => FormKind::Name,
                1 => FormKind::Alias,
                2 => FormKind::Acronym,
                3 => FormKind::Demonym,
                _ => FormKind::Plural,
            },
            case: match packed >> 8 & 0xff {
                0 => Case::Exact,
                1 => Case::Capital,
                _ => Case::Any,
            },
            capitals: (packed >> 16) as u16,
            text: (self.number(Layout::FORMS, at + 2), self.number(Layout::FORMS, at + 3)),
            what: What(self.number(Layout::FORMS, at + 4)),
        }
    }

    /// The bytes of the form as the list writes it.
    #[inline]
    pub(crate) fn form_bytes(&self, form: FormRecord) -> &[u8] {
        self.string_bytes(form.text.0, form.text.1)
    }

    /// The form as the list writes it.
    pub(crate) fn form_text(&self, form: FormRecord) -> &str {
        self.string(form.text.0, form.text.1)
    }

    /// How many entries there are.
    pub(crate) fn entries(&self) -> usize {
        self.sections[Layout::ENTRIES].1 / 4 / Layout::ENTRY_FIELDS
    }

    pub(crate) fn entry(&self, number: u32) -> Entry<'_> {
        Entry { index: self, at: number as usize * Layout::ENTRY_FIELDS }
    }
}

#[inline]
fn read(bytes: &[u8], at: usize) -> u32 {
    match bytes.get(at..at + 4) {
        Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
        _ => 0,
    }
}

/// One entity of a list.
#[derive(Clone, Copy)]
pub struct Entry<'g> {
    index: &'g Index,
    at: usize,
}

impl<'g> Entry<'g> {
    fn number(self, field: usize) -> u32 {
        self.index.number(Layout::ENTRIES, self.at + field)
    }

    fn string(self, field: usize) -> &'g str {
        self.index.string(self.number(2 * field), self.number(2 * field + 1))
    }

    /// The stable id, `us-dtra`.
    pub fn id(self) -> &'g str {
        self.string(0)
    }

    /// The canonical name.
    pub fn name(self) -> &'g str {
        self.string(1)
    }

    /// The id of the entry that it belongs to, or "".
    pub fn parent(self) -> &'g str {
        self.string(2)
    }

    /// Its first acronym, or "".
    pub fn acronym(self) -> &'g str {
        self.string(3)
    }

    /// What it is.
    pub fn family(self) -> Family {
        FAMILIES[(self.number(8) & 0xff) as usize % FAMILIES.len()]
    }

    /// The number of its kind in the family.
    pub fn kind(self) -> u8 {
        (self.number(8) >> 8) as u8
    }

    /// ISO 3166-1 alpha-2, if it has a country.
    pub fn country(self) -> Option<[u8; 2]> {
        match ((self.number(8) >> 16) as u16).to_le_bytes() {
            [0, 0] => None,
            code => Some(code),
        }
    }

    /// The words that may follow a title or a head word: a bit for each of `kinds::LINKS`.
    pub(crate) fn links(self) -> u16 {
        self.number(12) as u16
    }

    /// The name of its list.
    pub fn list(self) -> &'g str {
        let list = self.number(9) as usize;
        self.index.string(self.index.number(Layout::LISTS, 2 * list), self.index.number(Layout::LISTS, 2 * list + 1))
    }

    /// A column of its kind ("after", "parties"), or "".
    pub fn attribute(self, name: &str) -> &'g str {
        let first = self.number(10) as usize;
        (first..first + self.number(11) as usize)
            .find_map(|n| {
                let part = |k: usize| self.index.number(Layout::ATTRIBUTES, 4 * n + k);
                (self.index.string_bytes(part(0), part(1)) == name.as_bytes())
                    .then(|| self.index.string(part(2), part(3)))
            })
            .unwrap_or("")
    }
}

/// A head word: "Ministry" opens an organization of the kind ministry and stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) family: Family,
    /// Number of the kind in the family.
    pub(crate) kind: u8,
    /// "Ministry of X"
    pub(crate) first: bool,
    /// "X Agency"
    pub(crate) last: bool,
    /// A military unit, numbered: "3rd Battalion".
    pub(crate) unit: bool,
}
