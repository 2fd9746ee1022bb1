//! Names of the lists in a text: every form that stands there, nested ones too. Which of them count is not decided here.

use super::compile::{Case, FormKind};
use super::index::{FormRecord, Index, Trie, What};
use super::kinds::Family;
use super::lexicon::Class;
use super::{Entry, EntryId, Gazetteers};
use crate::document::{Document, Gap, Token, TokenKind, TokenRange, WordId, fold::hash_folded};

/// A form of a list, found in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ListMatch {
    pub(crate) range: TokenRange,
    pub(crate) entry: EntryId,
    pub(crate) form: FormKind,
    /// What the entry is.
    pub(crate) what: What,
}

/// A token as the trie asks for it.
#[derive(Clone, Copy)]
struct Known {
    word: WordId,
    class: Class,
}

impl Gazetteers {
    /// All forms of the lists that stand in the document, in order of their starts, shorter ones first.
    pub(crate) fn matches(&self, document: &Document<'_>) -> Vec<ListMatch> {
        let mut out = Vec::with_capacity(document.tokens.len() / 3);
        let hides = !self.hidden.is_empty() || !self.hidden_forms.is_empty();
        scan(self.bundled, document, bundled(document), |range, form| {
            if !(hides && self.is_hidden(document, range, form)) {
                out.push(found(0, range, form));
            }
        });
        if let Some(custom) = &self.custom {
            let words = custom_words(custom, document);
            let known = |at: usize| Known { word: words[at], class: custom.classes(words[at]) };
            scan(custom, document, known, |range, form| out.push(found(1, range, form)));
            out.sort_by_key(|m| m.range);
        }
        out
    }

    /// Calls `found` with every form of the bundled lists that begins at a token.
    pub(crate) fn bundled_at(
        &self,
        document: &Document<'_>,
        start: usize,
        mut found: impl FnMut(TokenRange, Entry<'_>),
    ) {
        if start < document.tokens.len() {
            scan_at(
                self.bundled,
                self.bundled.trie(),
                document,
                start,
                &bundled(document),
                &mut |range, form: FormRecord| {
                    found(range, self.bundled.entry(form.entry));
                },
            );
        }
    }

    /// The body of the bundled lists that a run of words names.
    pub(crate) fn body_of_words(&self, words: impl IntoIterator<Item = WordId>) -> Option<EntryId> {
        let trie = self.bundled.trie();
        let mut words = words.into_iter();
        let mut node = trie.root(words.next()?);
        for word in words {
            node = trie.next(node, word);
        }
        let body = |form: &FormRecord| form.what().family() == Family::Organization && form.kind != FormKind::Plural;
        let form = trie.forms(node).find(|form| body(form) && !self.hidden.contains(&form.entry))?;
        Some(EntryId::new(0, form.entry))
    }

    fn is_hidden(&self, document: &Document<'_>, range: TokenRange, form: FormRecord) -> bool {
        self.hidden.contains(&form.entry)
            || !self.hidden_forms.is_empty()
                && self.hidden_forms.contains(&super::folded_form(document.range_text(range)))
    }
}

/// The words of a document as the bundled lists number them.
fn bundled(document: &Document<'_>) -> impl Fn(usize) -> Known {
    |at| Known { word: document.tokens[at].word, class: document.class(at) }
}

fn found(layer: usize, range: TokenRange, form: FormRecord) -> ListMatch {
    ListMatch { range, entry: EntryId::new(layer, form.entry), form: form.kind, what: form.what() }
}

fn custom_words(index: &Index, document: &Document<'_>) -> Vec<WordId> {
    let mut room = Vec::with_capacity(32);
    let hash = |t: &Token| hash_folded(document.text, t.start as usize, t.end as usize, &mut room);
    let trie = index.trie();
    document.tokens.iter().map(hash).map(|hash| trie.word(hash)).collect()
}

/// Walks the trie from every token.
fn scan(
    index: &Index,
    document: &Document<'_>,
    known: impl Fn(usize) -> Known,
    mut found: impl FnMut(TokenRange, FormRecord),
) {
    let trie = index.trie();
    for start in 0..document.tokens.len() {
        scan_at(index, trie, document, start, &known, &mut found);
    }
}

/// Walks the trie from one token.
#[inline]
fn scan_at(
    index: &Index,
    trie: Trie<'_>,
    document: &Document<'_>,
    start: usize,
    known: &impl Fn(usize) -> Known,
    found: &mut impl FnMut(TokenRange, FormRecord),
) {
    let first = known(start);
    if !first.class.intersects(Class::BEGINS) {
        return;
    }
    let mut node = trie.root(first.word);
    let mut end = start + 1;
    while node != 0 {
        let range = TokenRange::new(start, end);
        for form in trie.forms(node) {
            if is_written_so(index, document, range, form) {
                found(range, form);
            }
        }
        // a name does not run over a line that its author ended
        match document.token(end) {
            Some(token) if token.gap < Gap::Line => {
                let Known { word, class } = known(end);
                let pair = end == start + 1;
                if !class.intersects(Class::GOES_ON) || pair && !trie.may_begin(first.word, word) {
                    break;
                }
                node = trie.next(node, word);
            }
            _ => break,
        }
        end += 1;
    }
}

/// Whether the text writes the form as its case policy asks.
fn is_written_so(index: &Index, document: &Document<'_>, range: TokenRange, form: FormRecord) -> bool {
    match form.case {
        Case::Any => true,
        Case::Exact => same_letters(index, form, document, range),
        Case::Capital => document.tokens[range.indexes()]
            .iter()
            .take(16)
            .enumerate()
            .all(|(n, token)| form.capitals & 1 << n == 0 || has_capital(token)),
    }
}

fn has_capital(token: &Token) -> bool {
    token.is_capital() || matches!(token.kind, TokenKind::Number | TokenKind::Punct)
}

/// Whether a range of the text is the form to the letter, white space and typographic marks aside.
fn same_letters(index: &Index, form: FormRecord, document: &Document<'_>, range: TokenRange) -> bool {
    let text = document.range_text(range);
    let written = index.form_text(form);
    if text == written {
        return true;
    }
    let small = |text: &str| text.starts_with(|c: char| c.is_ascii_lowercase());
    small(text) == small(written) && letters(text).eq(letters(written))
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric())
}
