//! Gazetteers: names that are known, and what is known of them.
//!
//! The bundled lists are compiled by the build script into an index that opens at no cost; a user's lists are compiled
//! when they are loaded, lie in front of the bundled ones and win over them.

pub mod compile;
pub(crate) mod index;
pub mod kinds;
pub mod lexicon;
pub mod lint;
mod matcher;
pub(crate) mod numbers;
mod survey;
pub mod table;

use once_cell::sync::OnceCell;

use crate::document::{Token, WordId, fold::fold, fold::hash_folded};
use crate::error::{Error, Result};
use crate::fast::FastSet;
pub use index::Entry;
use index::Index;
use lexicon::Class;
pub(crate) use matcher::ListMatch;
use table::Table;

/// Begins at a line of the cache.
#[repr(C, align(64))]
struct Aligned<T: ?Sized>(T);

static BUNDLED_NUMBERS: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/gazetteers.bin")));
static BUNDLED_TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/gazetteers.txt"));
static BUNDLED: OnceCell<Index> = OnceCell::new();

/// The number of an entry: its layer in the upper bits, its place in the layer's index below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryId(u32);

impl EntryId {
    const LAYER_BITS: u32 = 28;

    fn new(layer: usize, number: u32) -> Self {
        EntryId((layer as u32) << Self::LAYER_BITS | number)
    }

    fn layer(self) -> usize {
        (self.0 >> Self::LAYER_BITS) as usize
    }

    fn number(self) -> u32 {
        self.0 & ((1 << Self::LAYER_BITS) - 1)
    }

    /// As one number, in the same order.
    pub(crate) fn bits(self) -> u32 {
        self.0
    }

    /// Whether the entry comes from a list of the user.
    pub fn is_custom(self) -> bool {
        self.layer() > 0
    }
}

/// All lists in use.
pub struct Gazetteers {
    bundled: &'static Index,
    custom: Option<Index>,
    /// Numbers of bundled entries that a user's list replaces or an ignore list removes.
    hidden: FastSet<u32>,
    /// Folded surface forms that an ignore list removes.
    hidden_forms: FastSet<String>,
    hash: String,
    /// Folded names of the capitals, gathered when the first doubt asks for them.
    capitals: OnceCell<FastSet<String>>,
}

impl Gazetteers {
    /// The bundled lists.
    ///
    /// # Errors
    /// Only if the program was built wrongly.
    pub fn bundled() -> Result<Self> {
        Self::with_lists(&[], &[])
    }

    /// The bundled lists with a user's: (file name, text) of lists and of ignore lists.
    ///
    /// # Errors
    /// What is wrong in the lists, with file and line.
    pub fn with_lists(lists: &[(String, String)], ignored: &[(String, String)]) -> Result<Self> {
        let bundled =
            BUNDLED.get_or_try_init(|| Index::open(&BUNDLED_NUMBERS.0, BUNDLED_TEXT).ok_or_else(Error::bundled))?;
        let tables = parse(lists)?;
        let custom = if tables.is_empty() {
            None
        } else {
            let compiled = compile::compile(&tables).map_err(Error::list)?;
            Some(Index::open(compiled.numbers, compiled.text).ok_or_else(Error::bundled)?)
        };
        let ignored_tables = parse(ignored)?;
        let (replaced, removed) = (cells(&tables, "id"), cells(&ignored_tables, "id"));
        let hidden = |n: &u32| {
            let entry = bundled.entry(*n);
            replaced.contains(entry.id()) || removed.contains(entry.id())
        };
        let any = !replaced.is_empty() || !removed.is_empty();
        let hidden = (0..if any { bundled.entries() as u32 } else { 0 }).filter(hidden).collect();
        let hidden_forms = cells(&ignored_tables, "name").iter().map(|name| folded_form(name)).collect();
        let hash = hash_of(lists.iter().chain(ignored).map(|(_, text)| text.as_str()));
        Ok(Gazetteers { bundled, custom, hidden, hidden_forms, hash, capitals: OnceCell::new() })
    }

    /// Hash of all lists in use, `sha256:…` of the bundled ones with that of a user's behind it.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The entry of a number.
    pub fn entry(&self, id: EntryId) -> Entry<'_> {
        match &self.custom {
            Some(custom) if id.layer() > 0 => custom.entry(id.number()),
            _ => self.bundled.entry(id.number()),
        }
    }

    /// All entries with their numbers, the user's last.
    pub fn entries(&self) -> impl Iterator<Item = (EntryId, Entry<'_>)> {
        let bundled = (0..self.bundled.entries() as u32).map(|n| EntryId::new(0, n));
        let custom = (0..self.custom.as_ref().map_or(0, Index::entries) as u32).map(|n| EntryId::new(1, n));
        bundled.chain(custom).map(|id| (id, self.entry(id)))
    }

    /// Whether a city is the capital of its country, as the list of countries names it.
    pub(crate) fn is_capital(&self, city: Entry<'_>) -> bool {
        let capitals = self.capitals.get_or_init(|| {
            let countries = self.entries().map(|(_, e)| e).filter(|e| e.family() == kinds::Family::Place);
            countries.filter(|e| !e.attribute("capital").is_empty()).map(|e| fold(e.attribute("capital"))).collect()
        });
        let name = fold(city.name());
        capitals.contains(&name)
            || capitals.iter().any(|c| c.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with(',')))
    }

    /// The lexicon classes of a word.
    pub(crate) fn classes(&self, word: WordId) -> Class {
        self.bundled.classes(word)
    }

    /// The date readings of a word: `class << 10 | value` (see [`lexicon::DATE_CLASSES`]), 0 for none.
    pub(crate) fn date_readings(&self, word: WordId) -> [u16; 2] {
        self.bundled.dates(word)
    }

    /// The number of a word by its text; 0 if no bundled list has it.
    pub(crate) fn word(&self, text: &str) -> WordId {
        self.bundled.word(hash_folded(text, 0, text.len(), &mut Vec::new()))
    }

    /// How many words the bundled lists know; word numbers are below this.
    pub(crate) fn word_count(&self) -> usize {
        self.bundled.words()
    }

    /// Gives every token of the tokenizer, which holds the hash of its folded form, its number; their classes.
    pub(crate) fn number_words(&self, tokens: &mut [Token]) -> Vec<Class> {
        let trie = self.bundled.trie();
        let number = |token: &mut Token| {
            token.word = trie.word(u64::from(token.word) << 32 | u64::from(token.hash));
            trie.classes(token.word)
        };
        tokens.iter_mut().map(number).collect()
    }

    /// A token with the number of its folded form.
    pub(crate) fn numbered(&self, text: &str, mut token: Token) -> Token {
        let hash = hash_folded(text, token.start as usize, token.end as usize, &mut Vec::new());
        (token.word, token.hash) = (self.bundled.word(hash), hash as u32);
        token
    }
}

/// The cells of a column that are not empty.
fn cells<'t>(tables: &[Table<'t>], column: &str) -> FastSet<&'t str> {
    let cells = tables.iter().flat_map(|table| {
        let number = table.column(column);
        table.rows.iter().map(move |row| row.cell(number))
    });
    cells.filter(|cell| !cell.is_empty()).collect()
}

fn parse(files: &[(String, String)]) -> Result<Vec<Table<'_>>> {
    files.iter().map(|(name, text)| Table::parse(name, text).map_err(|p| Error::list(vec![p]))).collect()
}

/// The folded words of a form, joined by one space: the key of ignore lists.
fn folded_form(text: &str) -> String {
    let tokens = crate::document::tokenize::tokenize(text);
    let words: Vec<String> =
        tokens.iter().map(|t| crate::document::fold::fold(&text[t.start as usize..t.end as usize])).collect();
    words.join(" ")
}

/// The bundled lists' hash, made at build time, and one of a user's texts.
fn hash_of<'a>(custom: impl Iterator<Item = &'a str>) -> String {
    let mut out = format!("sha256:{}", env!("DATELINE_GAZETTEERS"));
    let own = custom.fold(None, |h: Option<u64>, text| {
        Some(h.unwrap_or(0).rotate_left(7) ^ crate::document::fold::hash(text.as_bytes()))
    });
    if let Some(own) = own {
        use std::fmt::Write;
        let _ = write!(out, "+{own:016x}");
    }
    out
}
