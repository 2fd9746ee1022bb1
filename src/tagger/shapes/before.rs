//! The words that belong to a run and stand right before it, held by nothing.

use super::{OFFICE, RANK, Shapes, TITLE_WORDS};
use crate::document::{Gap, Shape, TokenKind, TokenRange};
use crate::gazetteer::lexicon::Class;
use crate::gazetteer::numbers::title::{COURTESY, SUFFIX};
use crate::mention::Kind;
use crate::tagger::consistency::Run;

impl Shapes<'_, '_> {
    /// Adds the words that belong to a run and stand right before it, held by nothing: the rank of a person ("Chief of Staff,
    /// General Orlovan"), the first words of a name, the service of a rank ("Army Sgt.").
    pub(super) fn before(&self, runs: Vec<Run>, taken: &[bool]) -> Vec<Run> {
        let document = self.document;
        let mut out: Vec<Run> = Vec::with_capacity(runs.len() + 8);
        let mut rest = runs.into_iter().peekable();
        while let Some(mut run) = rest.next() {
            // "Tamim Bin Hamad Orlovan", parted at the particle
            if let Some(given) = out.last_mut().filter(|given| self.is_parted(given, &run)) {
                given.range.end = run.range.end;
                continue;
            }
            let floor = out.last().map_or(0, |last| last.range.end as usize);
            let free = |from: usize, to: usize| {
                from >= floor
                    && (from..to).all(|t| !taken[t] && (document.tokens[t].is_capital() || document.is_punct(t, b'.')))
                    && (from + 1..=to).all(|t| document.tokens[t].gap == Gap::Space || document.is_punct(t, b'.'))
            };
            if run.kind == Kind::Person {
                self.first_words(&mut run, |at| free(at, at + 1));
                let next = rest.peek().map_or(u32::MAX, |next: &Run| next.range.start);
                self.last_word(&mut run, |at| !taken[at] && (at as u32) < next);
                if let Some(range) = self.rank_before(run.range.start as usize, free) {
                    out.push(Run { kind: Kind::Role, range });
                }
            }
            if run.kind == Kind::Organization {
                self.joined_word(&mut run, floor);
                self.front_words(&mut run, &mut out, |at| at >= floor && !taken[at]);
            }
            if run.kind == Kind::Role {
                self.modifiers(&mut run, |at| free(at, at + 1));
            }
            if run.kind == Kind::Role
                && let Some(range) = self.service_before(run.range, free)
            {
                out.push(Run { kind: Kind::Organization, range });
            }
            out.push(run);
        }
        out
    }

    /// Whether just a particle parts two runs of a person.
    fn is_parted(&self, given: &Run, run: &Run) -> bool {
        let at = given.range.end as usize;
        let tight = |at: usize| self.document.tokens[at].gap == Gap::Space;
        given.kind == Kind::Person
            && run.kind == Kind::Person
            && run.range.start as usize == at + 1
            && self.document.is(at, Class::PARTICLE)
            && tight(at)
            && tight(at + 1)
    }

    /// "Studies & Analysis Division", of which "&" parted the first word.
    fn joined_word(&self, run: &mut Run, floor: usize) {
        let document = self.document;
        let start = run.range.start as usize;
        if start < floor + 2 || !document.is_punct(start - 1, b'&') || document.tokens[start].gap != Gap::Space {
            return;
        }
        let word = &document.tokens[start - 2];
        let known = document.is(start - 2, Class::COMMON.union(Class::ORGANIZATION_WORD));
        if word.is_capital() && word.kind == TokenKind::Word && known && document.tokens[start - 1].gap == Gap::Space {
            run.range.start -= 2;
        }
    }

    /// "Senior Equal Opportunity Specialist", "Deputy Infrastructure Implementation Coordinator": words of English up to one
    /// that modifies titles.
    fn modifiers(&self, run: &mut Run, free: impl Fn(usize) -> bool) {
        let document = self.document;
        let start = run.range.start as usize;
        let known = |at: usize| {
            document.is(at, Class::COMMON.union(Class::TITLE_MODIFIER))
                && !document.is(at, Class::FUNCTION.union(Class::TITLE_STATUS))
        };
        // "Development Director", "Crown Prosecutor": a noun that names bodies, before the title of a person
        let noun = start > 0
            && free(start - 1)
            && document.tokens[start].is_capital()
            && document.is(start - 1, Class::ORGANIZATION_WORD)
            && document.is(start - 1, Class::COMMON)
            && !document.is(start - 1, Class::FUNCTION.union(Class::NAME).union(Class::REPORTING_VERB))
            && self.title_end(start, |kind| kind == OFFICE) == Some(run.range.end as usize);
        let words = (start.saturating_sub(TITLE_WORDS - 1)..start).rev().take_while(|&at| free(at) && known(at));
        let first = words.filter(|&at| document.is(at, Class::TITLE_MODIFIER)).last();
        if let Some(first) = first.filter(|_| document.tokens[start].is_capital()) {
            run.range.start = first as u32;
        } else if noun {
            run.range.start -= 1;
        }
    }

    /// "Ole Egberg Orlovan", where only the last word was read, "R. Clarke Orlovan", where the letter was left out.
    fn first_words(&self, run: &mut Run, free: impl Fn(usize) -> bool) {
        let document = self.document;
        let start = run.range.start as usize;
        let initial = start >= 2
            && document.is_punct(start - 1, b'.')
            && document.tokens[start - 1].gap == Gap::None
            && document.tokens[start].gap == Gap::Space
            && document.tokens[start - 2].len() == 1
            && document.tokens[start - 2].kind == TokenKind::Word
            && start
                .checked_sub(3)
                .is_none_or(|t| !document.tokens[t].is_capital() || document.tokens[start - 2].gap >= Gap::Line)
            && free(start - 2);
        if initial {
            run.range.start -= 2;
            return;
        }
        let known = Class::FUNCTION.union(Class::BODY_HEAD).union(Class::TITLE_WORD).union(Class::COMMON);
        let mut words = 0;
        let one = run.range.indexes().skip(1).all(|at| document.tokens[at].gap == Gap::None);
        while one && words < 2 && run.range.start > 0 {
            let at = run.range.start as usize - 1;
            let token = &document.tokens[at];
            let opens = document.sentences.get(document.sentence_of(at)).is_some_and(|s| s.start as usize == at);
            let name = token.kind == TokenKind::Word
                && token.shape == Shape::Capital
                && token.len() > 1
                && document.tokens[at + 1].shape == Shape::Capital
                && (document.is(at, Class::PARTICLE) || !document.is(at, known) && self.lists.at(at).next().is_none())
                && (document.is(at, Class::GIVEN_NAME) || !opens && token.gap == Gap::Space);
            if !(name && free(at)) {
                break;
            }
            run.range.start -= 1;
            words += 1;
        }
    }

    /// "Ambassador Rosalind Pike also met", where the family name is a word of English.
    fn last_word(&self, run: &mut Run, free: impl Fn(usize) -> bool) {
        let document = self.document;
        let at = run.range.end as usize;
        let given = run.range.len() == 1
            && document.is(at - 1, Class::GIVEN_NAME)
            && !document.is(at - 1, Class::FAMILY_NAME.union(Class::COMMON));
        let word = document.token(at).is_some_and(|t| {
            t.kind == TokenKind::Word && t.shape == Shape::Capital && t.gap == Gap::Space && t.len() > 2
        });
        let ends = document.token(at + 1).is_none_or(|t| !t.is_capital());
        let known = Class::FUNCTION.union(Class::BODY_HEAD).union(Class::TITLE_WORD);
        if given && word && ends && !document.is(at, known) && !self.lists.names_entity(at) && free(at) {
            run.range.end += 1;
        }
    }

    fn rank_before(&self, start: usize, free: impl Fn(usize, usize) -> bool) -> Option<TokenRange> {
        let mut end = start;
        // "Maj. Gen. (Ret.) Orlovan"
        if end > 1 && self.document.is_punct(end - 1, b')') {
            let suffix = |at: usize| self.lists.title(at, |kind| kind == SUFFIX).is_some();
            let open = (end.saturating_sub(4)..end - 1)
                .find(|&at| self.document.is_punct(at, b'(') && (suffix(at) || suffix(at + 1)));
            end = open.unwrap_or(end);
        }
        // "Admiral Sir Tony Orlovan"
        for _ in 0..2 {
            let courtesy =
                (end.saturating_sub(3)..end).find(|&at| self.title_end(at, |kind| kind == COURTESY) == Some(end));
            end = courtesy.unwrap_or(end);
        }
        let at =
            (end.saturating_sub(TITLE_WORDS)..end).find(|&at| self.title_end(at, |kind| kind <= RANK) == Some(end))?;
        free(at, end).then(|| TokenRange::new(at, end))
    }

    /// The service before a rank; before other titles a body that the lists know by its letters: "CIA Officer".
    fn service_before(&self, role: TokenRange, free: impl Fn(usize, usize) -> bool) -> Option<TokenRange> {
        let start = role.start as usize;
        let rank = self.lists.title(start, |kind| kind == RANK).is_some_and(|(m, _)| m.range == role);
        let letters = start > 0 && self.document.tokens[start - 1].shape == Shape::Upper;
        if !rank && !letters {
            return None;
        }
        let from =
            (start.saturating_sub(TITLE_WORDS)..start).find(|&at| self.lists.organization_end(at) == Some(start))?;
        free(from, start).then(|| TokenRange::new(from, start))
    }
}
