//! People as Popolo writes them: name, given and family name, honorifics.

use crate::gazetteer::numbers::title::{COURTESY, SUFFIX};
use std::borrow::Cow;

use super::{Parts, one_line};
use crate::document::{TokenKind, TokenRange};
use crate::extraction::{Person, PersonId};
use crate::gazetteer::lexicon::Class;

impl<'t> Parts<'_, 't> {
    pub(crate) fn people(&self) -> Vec<Person<'t>> {
        self.entities
            .people
            .iter()
            .enumerate()
            .map(|(n, person)| {
                let range = person.name.unwrap_or(TokenRange::new(0, 0));
                let (given, family) = self.name_parts(range);
                Person {
                    id: PersonId(n as u32 + 1),
                    name: self.line(range),
                    given_name: given.map(|r| self.line(r)),
                    family_name: family.map(|r| self.line(r)),
                    honorific_prefix: person
                        .mentions
                        .iter()
                        .find_map(|&m| self.courtesy_before(self.mentions[m].range)),
                    honorific_suffix: person.mentions.iter().find_map(|&m| self.suffix(self.mentions[m].range)),
                    mentions: self.mentions_of(person),
                }
            })
            .collect()
    }

    /// Given and family name; particles belong to the family name, generation suffixes to none.
    fn name_parts(&self, range: TokenRange) -> (Option<TokenRange>, Option<TokenRange>) {
        let words: Vec<usize> = range
            .indexes()
            .filter(|&at| matches!(self.document.tokens[at].kind, TokenKind::Word | TokenKind::Initialism))
            .filter(|&at| at == range.start as usize || self.lists.title(at, |kind| kind == SUFFIX).is_none())
            .collect();
        let Some((&first, &last)) = words.first().zip(words.last()) else { return (None, None) };
        // particles and the first half of a hyphenated name belong to the family name
        let mut family = last;
        while family > first {
            let hyphen = self.document.is_punct(family - 1, b'-');
            let particle =
                self.document.is(family - 1, Class::PARTICLE) && !self.document.tokens[family - 1].is_capital();
            if !hyphen && !particle {
                break;
            }
            family -= if hyphen && family >= first + 2 { 2 } else { 1 };
        }
        let given = (family > first).then(|| TokenRange::new(first, family));
        (given, Some(TokenRange::new(family, last + 1)))
    }

    /// "Dr.", "Sir" right before a name.
    fn courtesy_before(&self, range: TokenRange) -> Option<Cow<'t, str>> {
        let start = range.start as usize;
        // a title that holds a courtesy begins before it, and only what stands inside the title begins between them
        const INSIDE: usize = 64;
        (start.saturating_sub(3)..start).find_map(|at| {
            let (m, _) = self.lists.title(at, |kind| kind == COURTESY)?;
            let behind = self.mentions.partition_point(|r| r.range.start <= m.range.start);
            let before = &self.mentions[behind.saturating_sub(INSIDE)..behind];
            let in_title = before.iter().any(|r| r.kind == crate::mention::Kind::Role && r.range.contains(m.range));
            (m.range.end as usize == start && !in_title).then(|| one_line(self.document.range_text(m.range)))
        })
    }

    /// "Jr.", "`PhD`" at the end of a name or behind its comma.
    fn suffix(&self, range: TokenRange) -> Option<Cow<'t, str>> {
        let end = range.end as usize;
        let behind = if self.document.is_punct(end, b',') { end + 1 } else { end };
        (range.start as usize + 1..end).chain([behind]).find_map(|at| {
            let (m, _) = self.lists.title(at, |kind| kind == SUFFIX)?;
            Some(one_line(self.document.range_text(m.range)))
        })
    }
}
