//! Names of the lists in a text: every form that stands there, nested ones too. Which of them count is not decided here.

use super::compile::{Case, FormKind};
use super::index::{FormRecord, Index};
use super::{Entry, EntryId, Gazetteers};
use crate::document::{Document, Gap, Token, TokenKind, TokenRange, WordId, fold::fold_into};

/// A form of a list, found in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ListMatch {
    pub(crate) range: TokenRange,
    pub(crate) entry: EntryId,
    pub(crate) form: FormKind,
}

impl Gazetteers {
    /// All forms of the lists that stand in the document, in order of their starts, shorter ones first.
    pub(crate) fn matches(&self, document: &Document<'_>) -> Vec<ListMatch> {
        let mut out = Vec::new();
        let hides = !self.hidden_ids.is_empty() || !self.hidden_forms.is_empty();
        let words = |at: usize| document.tokens[at].word;
        scan(self.bundled, document, words, |range, form| {
            if !(hides && self.is_hidden(document, range, form)) {
                out.push(ListMatch { range, entry: EntryId::new(0, form.entry), form: form.kind });
            }
        });
        if let Some(custom) = &self.custom {
            let numbers = custom_numbers(custom, document);
            scan(
                custom,
                document,
                |at| numbers[at],
                |range, form| {
                    out.push(ListMatch { range, entry: EntryId::new(1, form.entry), form: form.kind });
                },
            );
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
        let words = |at: usize| document.tokens[at].word;
        if start < document.tokens.len() {
            scan_at(self.bundled, document, start, &words, &mut |range, form: FormRecord| {
                found(range, self.bundled.entry(form.entry));
            });
        }
    }

    fn is_hidden(&self, document: &Document<'_>, range: TokenRange, form: FormRecord) -> bool {
        self.hidden_ids.contains(self.bundled.entry(form.entry).id())
            || self.hidden_forms.contains(&super::folded_form(document.range_text(range)))
    }
}

fn custom_numbers(index: &Index, document: &Document<'_>) -> Vec<WordId> {
    let mut folded = Vec::with_capacity(32);
    (0..document.tokens.len())
        .map(|at| {
            folded.clear();
            fold_into(document.token_text(at), &mut folded);
            index.word(&folded)
        })
        .collect()
}

/// Walks the trie from every token.
fn scan(
    index: &Index,
    document: &Document<'_>,
    words: impl Fn(usize) -> WordId,
    mut found: impl FnMut(TokenRange, FormRecord),
) {
    for start in 0..document.tokens.len() {
        scan_at(index, document, start, &words, &mut found);
    }
}

/// Walks the trie from one token.
fn scan_at(
    index: &Index,
    document: &Document<'_>,
    start: usize,
    words: &impl Fn(usize) -> WordId,
    found: &mut impl FnMut(TokenRange, FormRecord),
) {
    let word = words(start);
    if word == 0 {
        return;
    }
    let mut node = index.root(word);
    let mut end = start + 1;
    while node != 0 {
        let range = TokenRange::new(start, end);
        for form in index.forms(node) {
            if is_written_so(index, document, range, form) {
                found(range, form);
            }
        }
        // a name does not run over a line that its author ended
        match document.token(end) {
            Some(token) if token.gap < Gap::Line && words(end) != 0 => node = index.next(node, words(end)),
            _ => break,
        }
        end += 1;
    }
}

/// Whether the text writes the form as its case policy asks.
fn is_written_so(index: &Index, document: &Document<'_>, range: TokenRange, form: FormRecord) -> bool {
    match form.case {
        Case::Any => true,
        Case::Exact => same_letters(index.form_text(form), document, range),
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
fn same_letters(form: &str, document: &Document<'_>, range: TokenRange) -> bool {
    let letters = |text: &str| -> Vec<char> { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let text = document.range_text(range);
    text == form || letters(text) == letters(form)
}
