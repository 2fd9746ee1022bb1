//! Compiled lists: numbers and text that are ready as soon as they are in memory, so a process starts at no cost.
//!
//! A form is a path of words through a trie. A node stands with its forms and its edges in one place, and the nodes of a
//! path one behind the other: a text asks for a few lines of memory of what is larger than the cache. All numbers are
//! little-endian `u32`, the same on every machine. Shared with the build script.

use std::borrow::Cow;

use super::compile::{Case, FormKind};
use super::kinds::{FAMILIES, Family};
use super::lexicon::Class;
use crate::document::token::WordId;

/// First bytes of every index; the digit is the version of the layout.
pub(crate) const MAGIC: &[u8; 8] = b"DLINDEX5";
/// What stands in place 0 of the table of words, so that no word has the number 0: no word has an even key.
pub(crate) const NO_WORD: u32 = 2;

/// Numbers of the sections, and the sizes of their records in `u32`s.
pub(crate) struct Layout;

impl Layout {
    /// A hash table: key, classes, first node, neighbours (see [`Neighbours`]). A word's number is its place here, so that
    /// all that most tokens are asked for comes with it from memory, in one line of the cache.
    pub(crate) const WORDS: usize = 0;
    /// The nodes, each with the number of its edges and whether it has forms (see [`NODE_ENDS`]), its forms, its edges in
    /// the order of their words.
    pub(crate) const NODES: usize = 1;
    /// A hash table: the words of dates, with their readings.
    pub(crate) const DATES: usize = 2;
    pub(crate) const ENTRIES: usize = 3;
    pub(crate) const ATTRIBUTES: usize = 4;
    pub(crate) const LISTS: usize = 5;
    pub(crate) const SECTIONS: usize = 6;
    /// Where the first section begins: at a line of the cache, so that no word lies across two.
    pub(crate) const FIRST: usize = 64;
    pub(crate) const WORD_FIELDS: usize = 4;
    pub(crate) const DATE_FIELDS: usize = 2;
    pub(crate) const EDGE_FIELDS: usize = 2;
    pub(crate) const FORM_FIELDS: usize = 5;
    pub(crate) const ENTRY_FIELDS: usize = 13;
}

/// Lists as they were compiled.
#[derive(Debug)]
pub struct Compiled {
    /// The sections, behind a table of where each begins.
    pub numbers: Vec<u8>,
    /// All strings.
    pub text: String,
}

/// In the number of a node, the rest of which is its place, and in its first number: forms end there.
pub(crate) const NODE_ENDS: u32 = 1;
/// In the number of a node: some form goes on behind it.
pub(crate) const NODE_GOES_ON: u32 = 2;
/// How many bits those are.
pub(crate) const NODE_BITS: u32 = 2;
/// Of the first number of a node the bits that do not count its edges.
pub(crate) const HEADER_BITS: u32 = 1;
/// In the second number of a form: another of the same node follows.
pub(crate) const MORE_FORMS: u32 = 1 << 15;

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

/// Which words may stand behind a word that begins a form, and before one as the first: a bit for each sixteenth of all
/// words, so that most pairs of words which begin no form are known before the table of edges is asked.
#[derive(Clone, Copy, Default)]
pub(crate) struct Neighbours(pub(crate) u32);

impl Neighbours {
    const WIDTH: u32 = 16;

    fn behind(word: WordId) -> u32 {
        1 << (word % Self::WIDTH)
    }

    fn before(word: WordId) -> u32 {
        1 << (Self::WIDTH + word % Self::WIDTH)
    }

    /// Notes a pair of words that begins a form.
    pub(crate) fn join(table: &mut [Neighbours], first: WordId, second: WordId) {
        table[first as usize].0 |= Self::behind(second);
        table[second as usize].0 |= Self::before(first);
    }

    /// Whether two words, and these their neighbours, may begin a form; false is certain.
    #[inline]
    fn may_join(self, first: WordId, of_second: Neighbours, second: WordId) -> bool {
        self.0 & Self::behind(second) != 0 && of_second.0 & Self::before(first) != 0
    }
}

/// An opened index.
#[derive(Debug, Clone)]
pub(crate) struct Index {
    numbers: Cow<'static, [u8]>,
    text: Cow<'static, str>,
    sections: [(usize, usize); Layout::SECTIONS],
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
    /// Whether another form of the same node follows.
    more: bool,
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

impl Index {
    /// Opens an index; `None` if the numbers are not one's.
    pub(crate) fn open(numbers: impl Into<Cow<'static, [u8]>>, text: impl Into<Cow<'static, str>>) -> Option<Self> {
        let numbers = numbers.into();
        if !numbers.starts_with(MAGIC) {
            return None;
        }
        let mut sections = [(0, 0); Layout::SECTIONS];
        for (n, section) in sections.iter_mut().enumerate() {
            let at = MAGIC.len() + 8 * n;
            *section = (read(&numbers, at) as usize, read(&numbers, at + 4) as usize);
        }
        Some(Index { numbers, text: text.into(), sections })
    }

    #[inline]
    fn number(&self, section: usize, at: usize) -> u32 {
        read(&self.numbers, self.sections[section].0 + 4 * at)
    }

    #[inline]
    fn string(&self, at: u32, len: u32) -> &str {
        self.text.get(at as usize..at as usize + len as usize).unwrap_or("")
    }

    /// The records of a section, of `N` bytes each.
    fn records<const N: usize>(&self, section: usize) -> &[[u8; N]] {
        let (start, length) = self.sections[section];
        self.numbers.get(start..start + length).map_or(&[], |bytes| bytes.as_chunks().0)
    }

    /// What a scan of a text asks for at every token.
    pub(crate) fn trie(&self) -> Trie<'_> {
        Trie { words: self.records(Layout::WORDS), nodes: self.records(Layout::NODES) }
    }

    /// The number of a word by the hash of its folded form; 0 if no list has it.
    pub(crate) fn word(&self, hash: u64) -> WordId {
        self.trie().word(hash)
    }

    /// All word numbers are below this; not all of them are words.
    pub(crate) fn words(&self) -> usize {
        self.sections[Layout::WORDS].1 / 4 / Layout::WORD_FIELDS
    }

    #[inline]
    pub(crate) fn classes(&self, word: WordId) -> Class {
        Class(self.number(Layout::WORDS, word as usize * Layout::WORD_FIELDS + 1))
    }

    /// The date readings of a word: `class << 10 | value`, 0 for none.
    #[inline]
    pub(crate) fn dates(&self, word: WordId) -> [u16; 2] {
        let table: &[[u8; 4 * Layout::DATE_FIELDS]] = self.records(Layout::DATES);
        let mask = table.len().wrapping_sub(1);
        let mut slot = word as usize & mask;
        while let Some(record) = table.get(slot).filter(|record| field(record, 0) != 0) {
            if field(record, 0) == word {
                let packed = field(record, 1);
                return [packed as u16, (packed >> 16) as u16];
            }
            slot = (slot + 1) & mask;
        }
        [0, 0]
    }

    /// All surface forms.
    pub(crate) fn forms(&self) -> impl Iterator<Item = FormRecord> {
        let trie = self.trie();
        let mut at = 0;
        let nodes = std::iter::from_fn(move || {
            let header = u32::from_le_bytes(*trie.nodes.get(at)?);
            let node = (at as u32) << NODE_BITS | header & NODE_ENDS;
            at = trie.edges_at(node) + Layout::EDGE_FIELDS * (header >> HEADER_BITS) as usize;
            Some(trie.forms(node))
        });
        nodes.flatten()
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

/// The words and nodes of an index.
#[derive(Clone, Copy)]
pub(crate) struct Trie<'i> {
    words: &'i [[u8; 4 * Layout::WORD_FIELDS]],
    nodes: &'i [[u8; 4]],
}

impl<'i> Trie<'i> {
    /// The number of a word by the hash of its folded form; 0 if no list has it.
    ///
    /// The hash alone tells words apart: its lower half stands in the table, its upper half says where. That a word of
    /// no list is taken for one of them happens once in 10^13 words.
    #[inline]
    pub(crate) fn word(self, hash: u64) -> WordId {
        let mask = self.words.len().wrapping_sub(1);
        let mut slot = word_slot(hash) & mask;
        while let Some(word) = self.words.get(slot) {
            let key = field(word, 0);
            if key == word_key(hash) {
                return slot as WordId;
            }
            if key == 0 {
                return 0;
            }
            slot = (slot + 1) & mask;
        }
        0
    }

    /// The lexicon classes of a word.
    #[inline]
    pub(crate) fn classes(self, word: WordId) -> Class {
        Class(self.words.get(word as usize).map_or(0, |word| field(word, 1)))
    }

    /// The node behind a first word, 0 if no form begins with it.
    #[inline]
    pub(crate) fn root(self, word: WordId) -> u32 {
        self.words.get(word as usize).map_or(0, |word| field(word, 2))
    }

    /// Whether a form may begin with two words; false is certain.
    #[inline]
    pub(crate) fn may_begin(self, first: WordId, second: WordId) -> bool {
        let of = |word: WordId| Neighbours(self.words.get(word as usize).map_or(0, |word| field(word, 3)));
        of(first).may_join(first, of(second), second)
    }

    /// The node behind `node` and a word; 0 if no form goes on with it.
    #[inline]
    pub(crate) fn next(self, node: u32, word: WordId) -> u32 {
        if node & NODE_GOES_ON == 0 {
            return 0;
        }
        let header = self.nodes.get((node >> NODE_BITS) as usize).map_or(0, |header| u32::from_le_bytes(*header));
        let (first, count) = (self.edges_at(node), (header >> HEADER_BITS) as usize);
        let edges: &[[[u8; 4]; Layout::EDGE_FIELDS]] =
            self.nodes.get(first..first + Layout::EDGE_FIELDS * count).map_or(&[], |edges| edges.as_chunks().0);
        match edges.binary_search_by_key(&word, |[word, _]| u32::from_le_bytes(*word)) {
            Ok(n) => u32::from_le_bytes(edges[n][1]),
            Err(_) => 0,
        }
    }

    /// The forms that end at a node.
    #[inline]
    pub(crate) fn forms(self, node: u32) -> impl Iterator<Item = FormRecord> + 'i {
        let first = if node & NODE_ENDS == 0 { self.nodes.len() } else { (node >> NODE_BITS) as usize + 1 };
        let mut more = true;
        let forms = self.nodes.get(first..).map_or(&[][..], |forms| forms.as_chunks().0);
        forms.iter().map(FormRecord::read).take_while(move |form| std::mem::replace(&mut more, form.more))
    }

    /// Where the edges of a node begin.
    #[inline]
    fn edges_at(self, node: u32) -> usize {
        (node >> NODE_BITS) as usize + 1 + Layout::FORM_FIELDS * self.forms(node).count()
    }
}

impl FormRecord {
    #[inline]
    fn read(record: &[[u8; 4]; Layout::FORM_FIELDS]) -> Self {
        let [entry, packed, at, length, what] = record.map(u32::from_le_bytes);
        FormRecord {
            entry,
            kind: match packed & 0xff {
                0 => FormKind::Name,
                1 => FormKind::Alias,
                2 => FormKind::Acronym,
                3 => FormKind::Demonym,
                _ => FormKind::Plural,
            },
            case: match packed >> 8 & 0x7f {
                0 => Case::Exact,
                1 => Case::Capital,
                _ => Case::Any,
            },
            capitals: (packed >> 16) as u16,
            text: (at, length),
            what: What(what),
            more: packed & MORE_FORMS != 0,
        }
    }

    /// What the entry is.
    pub(crate) fn what(&self) -> What {
        self.what
    }
}

/// The n-th number of a record.
#[inline]
fn field<const N: usize>(record: &[u8; N], n: usize) -> u32 {
    record.as_chunks().0.get(n).map_or(0, |bytes| u32::from_le_bytes(*bytes))
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
                (self.index.string(part(0), part(1)) == name).then(|| self.index.string(part(2), part(3)))
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
