//! Bodies while their mentions are joined, with what later mentions ask for kept by word and letter, so that a mention of
//! a long document costs no more than one of a short one.

use super::{Entity, MentionIndex};
use crate::document::{Document, TokenRange, WordId};
use crate::fast::FastMap;
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::mention::{Kind, Mention};
use crate::rules::Lists;
use crate::rules::organizations::abbreviates;

/// Words of one body's names that are kept.
const MOST_WORDS: usize = 64;
/// Long names of one first letter that an acronym is set against, the last ones.
const NEAR: usize = 256;

/// Bodies in order of first mention.
pub(super) struct Bodies<'d, 't> {
    pub(super) all: Vec<Entity>,
    document: &'d Document<'t>,
    mentions: &'d [Mention],
    /// By first word: the first company whose name begins with it.
    companies: FastMap<&'t str, usize>,
    /// The head words that stand alone somewhere ("the Department"): what will be asked for.
    asked: Vec<WordId>,
    /// For each body those of them in its names of several words.
    words: Vec<Vec<WordId>>,
    /// By such a word: the body that was mentioned last.
    latest: FastMap<WordId, usize>,
    /// By a letter with which its acronym may begin: the bodies with long names.
    letters: FastMap<char, Vec<usize>>,
    /// For each mention its body.
    of_mention: Vec<Option<usize>>,
}

impl<'d, 't> Bodies<'d, 't> {
    pub(super) fn new(document: &'d Document<'t>, lists: &Lists<'_>, mentions: &'d [Mention]) -> Self {
        let alone = mentions.iter().filter(|m| m.kind == Kind::Organization && m.range.len() == 1);
        let heads = alone.map(|m| m.range.start as usize).filter(|&at| lists.opens(at, Family::Organization));
        let mut asked: Vec<WordId> = heads.map(|at| document.tokens[at].word).filter(|word| *word != 0).collect();
        asked.sort_unstable();
        asked.dedup();
        Bodies {
            all: Vec::new(),
            document,
            mentions,
            companies: FastMap::default(),
            asked,
            words: Vec::new(),
            latest: FastMap::default(),
            letters: FastMap::default(),
            of_mention: vec![None; mentions.len()],
        }
    }

    /// A new body without mentions.
    pub(super) fn open(&mut self, body: Entity) -> usize {
        self.all.push(body);
        self.words.push(Vec::new());
        self.all.len() - 1
    }

    /// Adds a mention to a body.
    pub(super) fn add(&mut self, number: usize, mention: MentionIndex) {
        let document = self.document;
        let range = self.mentions[mention].range;
        self.of_mention[mention] = Some(number);
        let first = self.all[number].mentions.is_empty();
        self.all[number].mentions.push(mention);
        if range.len() > 1 && !self.asked.is_empty() {
            let words = &mut self.words[number];
            let asked = |word: &WordId| self.asked.binary_search(word).is_ok();
            for word in document.tokens[range.indexes()].iter().map(|t| t.word).filter(asked) {
                if words.len() < MOST_WORDS && !words.contains(&word) {
                    words.push(word);
                }
            }
        }
        for &word in &self.words[number] {
            self.latest.insert(word, number);
        }
        if first {
            self.index_name(number, range);
        }
    }

    /// Notes the first name of a body.
    fn index_name(&mut self, number: usize, range: TokenRange) {
        let document = self.document;
        if range.len() > 1 && range.indexes().any(|at| document.is(at, Class::LEGAL_FORM)) {
            self.companies.entry(document.token_text(range.start as usize)).or_insert(number);
        }
        if range.len() > 2 {
            let words = range.indexes().filter(|&at| document.tokens[at].is_wordlike()).take(2);
            let initial = |at| document.token_text(at).chars().flat_map(char::to_lowercase).next();
            let mut last = None;
            for letter in words.filter_map(initial) {
                if last != Some(letter) {
                    self.letters.entry(letter).or_default().push(number);
                }
                last = Some(letter);
            }
        }
    }

    /// The first company whose name begins with a word.
    pub(super) fn company(&self, word: &str) -> Option<usize> {
        self.companies.get(word).copied()
    }

    /// The body mentioned last of those with a word in a name of several words.
    pub(super) fn latest_with(&self, word: WordId) -> Option<usize> {
        self.latest.get(&word).copied()
    }

    /// The body of a mention.
    pub(super) fn of_mention(&self, mention: MentionIndex) -> Option<usize> {
        self.of_mention.get(mention).copied().flatten()
    }

    /// The body without acronym whose first name, a long one, an acronym abbreviates, if just one does.
    pub(super) fn long_form(&self, acronym: &str) -> Option<usize> {
        let letter = acronym.chars().find(|c| c.is_alphanumeric())?.to_ascii_lowercase();
        let near = self.letters.get(&letter)?;
        let mut fits = near[near.len().saturating_sub(NEAR)..].iter().copied().filter(|&number| {
            let body = &self.all[number];
            let name = body.mentions.first().map(|&m| self.mentions[m].range);
            body.acronym.is_none() && name.is_some_and(|name| abbreviates(acronym, self.document, name))
        });
        match (fits.next(), fits.next()) {
            (Some(number), None) => Some(number),
            _ => None,
        }
    }
}
