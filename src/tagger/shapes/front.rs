//! The front of a body's name that a run left out.

use super::Shapes;
use crate::document::{Gap, Shape, TokenKind, TokenRange};
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::mention::Kind;
use crate::tagger::consistency::Run;

/// Words of a name before the words of every day with which it ends.
const FRONT: usize = 6;

impl Shapes<'_, '_> {
    /// "Atrocity Early Warning | Task Force", "Architecture Integration and | Management Division": words of every day around a
    /// head word name no body by themselves, and with the capitalised words before them, behind a word in lower case, they
    /// do. In a headline every word has a capital, so nothing is known there. `free` says what no run holds.
    pub(super) fn front_words(&self, run: &mut Run, out: &mut Vec<Run>, free: impl Fn(usize) -> bool) {
        if run.kind != Kind::Organization || !self.is_generic(run.range) {
            return;
        }
        let document = self.document;
        let not = Class::FUNCTION.union(Class::TITLE_STATUS);
        let tight = |at: usize| document.tokens[at].gap == Gap::Space;
        let word = |at: usize| {
            let token = &document.tokens[at];
            free(at) && token.kind == TokenKind::Word && token.shape == Shape::Capital && !document.is(at, not)
        };
        let link = |at: usize| {
            document.is_punct(at, b'&')
                || document.is(at, Class::CONJUNCTION) && document.tokens[at].shape == Shape::Lower
        };
        let start = run.range.start as usize;
        let mut first = start;
        while first > 0 && start - first < FRONT && tight(first) {
            if word(first - 1) {
                first -= 1;
            } else if first > 1 && link(first - 1) && tight(first - 1) && word(first - 2) {
                first -= 2;
            } else {
                break;
            }
        }
        // "the Kenya Coordination | Task Force"
        let place =
            out.last().filter(|last| last.kind == Kind::Place && last.range.end as usize == first && tight(first));
        let place = place.map(|place| place.range.start as usize);
        let first = place.unwrap_or(first);
        let led = first > 0 && tight(first) && {
            let before = &document.tokens[first - 1];
            before.kind == TokenKind::Possessive || before.kind == TokenKind::Word && before.shape == Shape::Lower
        };
        if led {
            if place.is_some() {
                out.pop();
            }
            run.range.start = first as u32;
        }
    }

    /// Whether a name is words of every day with a head word among them, and no list has it.
    fn is_generic(&self, range: TokenRange) -> bool {
        let document = self.document;
        let common = |at: usize| document.is(at, Class::COMMON.union(Class::BODY_HEAD).union(Class::FUNCTION));
        range.indexes().all(common)
            && range.indexes().any(|at| self.lists.opens(at, Family::Organization))
            && !self.lists.at(range.start as usize).any(|(m, f)| f == Family::Organization && m.range == range)
    }
}
