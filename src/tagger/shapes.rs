//! Where a title, a name and a body stand side by side, form settles where one ends and the next begins, whatever the model
//! made of a word that it had not seen: "First Deputy Minister of Defence | Lieutenant General | Ivan Orlovan".

mod before;
mod front;

use super::consistency::Run;
use crate::document::{Document, Gap, Shape, Token, TokenKind, TokenRange};
use crate::gazetteer::compile::FormKind;
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::gazetteer::numbers::title::{COURTESY, OCCUPATION, OFFICE, RANK};
use crate::mention::Kind;
use crate::rules::Lists;
use crate::rules::lists::{is_country, link_bit};
use crate::rules::people::begins_name;

/// Tokens of the longest run that is looked into.
const LONGEST: usize = 40;
/// Words of a name behind a body or a country.
const NAME_WORDS: usize = 5;
/// Blanks between the columns of a table.
const COLUMN: usize = 4;
/// Words of a title before a name.
const TITLE_WORDS: usize = 6;

/// The runs, parted where they hold a title and a name, two titles, or a body and a name; with the ranks and services that
/// stand right before them.
pub(super) fn part(document: &Document<'_>, lists: &Lists<'_>, runs: Vec<Run>, taken: &[bool]) -> Vec<Run> {
    let shapes = Shapes { document, lists };
    let mut out: Vec<Run> = Vec::with_capacity(runs.len() + 8);
    for mut run in runs {
        shapes.kind(&mut run, out.last());
        match run.kind {
            Kind::Role => shapes.role(run, &mut out),
            Kind::Organization | Kind::Place => shapes.body(run, &mut out),
            Kind::Person => shapes.person(run, &mut out),
            _ => out.push(run),
        }
    }
    shapes.before(out, taken)
}

struct Shapes<'a, 't> {
    document: &'a Document<'t>,
    lists: &'a Lists<'t>,
}

impl Shapes<'_, '_> {
    fn title_end(&self, at: usize, wanted: fn(u8) -> bool) -> Option<usize> {
        self.lists.title(at, wanted).map(|(m, _)| m.range.end as usize)
    }

    /// Whether a title of the lists runs over a token from before.
    fn covered(&self, start: usize, at: usize) -> bool {
        (start..at).any(|s| self.title_end(s, |kind| kind <= 2).is_some_and(|end| end > at))
    }

    /// Behind a title "Tarrow Borough Council" is a body, whatever it was taken for, "MP" alone a title.
    fn kind(&self, run: &mut Run, before: Option<&Run>) {
        let (start, last) = (run.range.start as usize, run.range.end as usize - 1);
        let head = |family| self.lists.head(last, family).is_some_and(|(m, _)| m.range.len() == 1);
        let led = before.is_some_and(|before| {
            let comma = before.range.end as usize + 1 == start && self.document.is_punct(start - 1, b',');
            before.kind == Kind::Role && (comma || self.is_led_by(before, start))
        });
        let body = run.kind == Kind::Place
            && led
            && last > start
            && self.document.is(last, Class::BODY_HEAD)
            && head(Family::Organization)
            && !head(Family::Place)
            && !self.lists.speaks_of(start, Family::Place);
        let title = run.kind == Kind::Organization
            && last == start
            && self.title_end(start, |kind| kind == OFFICE) == Some(last + 1)
            && self.lists.organization_end(start).is_none();
        // "at Fort Leonard Wood", "in Des Moines": a place of the lists of several words that names no body there
        let entry = |family| self.lists.at(start).any(|(m, f)| f == family && m.range == run.range);
        let place = run.kind == Kind::Organization
            && last > start
            && entry(Family::Place)
            && !entry(Family::Organization)
            && start > 0
            && self.document.is(start - 1, Class::PREPOSITION)
            && !self.document.is_word(start - 1, "by");
        if place {
            run.kind = Kind::Place;
        } else if body {
            run.kind = Kind::Organization;
        } else if title {
            run.kind = Kind::Role;
        }
    }

    /// Gives a title back what a body before it took: "Kenyan | Cabinet Secretary", "NHS England | National Medical Director".
    fn reclaim(&self, run: &mut Run, out: &mut [Run]) {
        let document = self.document;
        let (start, end) = (run.range.start as usize, run.range.end as usize);
        let Some(before) = out.last_mut() else { return };
        let first = before.range.start as usize;
        let near = before.range.end as usize == start && (2..=LONGEST).contains(&before.range.len());
        if before.kind != Kind::Organization || !near {
            return;
        }
        // "ISAF Joint Command | Chief of Operations": a body of the lists is whole
        let whole = self.lists.organization_end(first) == Some(start);
        let crossing = (first + 1..start).filter(|_| !whole).find(|&at| {
            self.title_end(at, |kind| kind <= 2).is_some_and(|to| to > start && to <= end)
                && document.tokens[at].is_capital()
                // "Department of | Homeland Security Secretary" would leave half a body
                && !document.is(at - 1, Class::FUNCTION)
        });
        let word = |at: usize| {
            document.is(at, Class::TITLE_MODIFIER.union(Class::COMMON)) && !document.is(at, Class::BODY_HEAD)
        };
        let entry =
            self.lists.organization_end(first).filter(|&at| at < start && at + 2 >= start && (at..start).all(word));
        let Some(cut) = crossing.or(entry) else { return };
        run.range.start = cut as u32;
        before.range.end = cut as u32;
        let people = self.lists.country(document, first).filter(|m| m.range.end as usize == cut);
        if let Some(people) = people {
            before.kind = if people.form == FormKind::Demonym { Kind::Demonym } else { Kind::Place };
        }
    }

    /// "Force Commander | Lieutenant General", "Deputy Minister of Rivers | Ambassador", "Envoy for Water | Beth Orlovan".
    fn role(&self, run: Run, out: &mut Vec<Run>) {
        let mut run = run;
        if run.range.len() > LONGEST {
            out.push(run);
            return;
        }
        self.reclaim(&mut run, out);
        // "chief | nurse"
        let modifier = |last: &&mut Run| {
            last.kind == Kind::Role
                && last.range.len() == 1
                && last.range.end == run.range.start
                && self.document.is(last.range.start as usize, Class::TITLE_MODIFIER)
        };
        if let Some(last) = out.last_mut().filter(modifier) {
            last.range.end = run.range.end;
            return;
        }
        // "His Honour | Judge"
        let courtesy = self.title_end(run.range.start as usize, |kind| kind == COURTESY);
        if let Some(at) =
            courtesy.filter(|&at| self.title_end(at, |kind| kind <= 2).is_some_and(|to| to <= run.range.end as usize))
        {
            run.range.start = at as u32;
        }
        let (start, end) = (run.range.start as usize, run.range.end as usize);
        // "State Department | Spokesperson", but not "Army General"
        let whole = self.title_end(start, |kind| kind <= 2) == Some(end);
        let body = self.lists.organization_end(start).filter(|&at| {
            !whole
                && at < end
                && self.lists.title(at, |kind| kind <= 2).is_some_and(|(m, _)| m.range.end as usize == end)
                && (at > start + 1 || self.document.tokens[start].shape == Shape::Upper)
        });
        if let Some(at) = body {
            out.push(Run { kind: Kind::Organization, range: TokenRange::new(start, at) });
            out.push(Run { kind: Kind::Role, range: TokenRange::new(at, end) });
            return;
        }
        // "Minister of Rivers of the Republic of South Africa": the country is its own
        let link = (start + 1..end).find(|&at| {
            let first = at + 1 + usize::from(self.document.is(at + 1, Class::DETERMINER));
            self.document.is_word(at, "of")
                && self.document.token(first).is_some_and(Token::is_capital)
                && self
                    .lists
                    .at(first)
                    .any(|(m, f)| f == Family::Place && m.range.end as usize == end && is_country(m.what.kind()))
                && !whole
        });
        if let Some(link) = link.filter(|&link| !self.covered(start, link)) {
            let first = link + 1 + usize::from(self.document.is(link + 1, Class::DETERMINER));
            out.push(Run { kind: Kind::Role, range: TokenRange::new(start, link) });
            out.push(Run { kind: Kind::Place, range: TokenRange::new(first, end) });
            return;
        }
        // "Deputy Assistant Secretary for Water in the | Bureau of Rivers"
        let inside = (start + 1..end - 1).find_map(|at| {
            let first = at + 1 + usize::from(self.document.is(at + 1, Class::DETERMINER));
            let says_where = self.document.is_word(at, "in") || self.document.is_word(at, "at");
            let head = self.lists.head(first, Family::Organization).is_some_and(|(_, head)| head.first);
            let body = head || self.lists.organization_end(first).is_some();
            (says_where && body && first < end && !whole && !self.covered(start, first)).then_some((at, first))
        });
        if let Some((link, first)) = inside {
            out.push(Run { kind: Kind::Role, range: TokenRange::new(start, link) });
            out.push(Run { kind: Kind::Organization, range: TokenRange::new(first, end) });
            return;
        }
        // "Area Director for the | Environment Agency"
        let governed = (start + 1..end - 1).find_map(|at| {
            let first = at + 1 + usize::from(self.document.is(at + 1, Class::DETERMINER));
            let body = self.lists.organization_end(first).filter(|&to| to <= end && to > first + 1)?;
            let title = link_bit(self.document, at) != 0 && self.title_end(start, |kind| kind <= 2) == Some(at);
            (title && !whole && !self.covered(start, first)).then_some((at, first, body))
        });
        if let Some((link, first, body)) = governed {
            out.push(Run { kind: Kind::Role, range: TokenRange::new(start, link) });
            out.push(Run { kind: Kind::Organization, range: TokenRange::new(first, body) });
            return;
        }
        // "Press Secretary to | Minister for Rivers"
        let served = (start + 1..end - 1).find(|&at| {
            link_bit(self.document, at) != 0
                && self.title_end(start, |kind| kind <= 2) == Some(at)
                && self.title_end(at + 1, |kind| kind <= RANK).is_some()
                && !whole
        });
        if let Some(link) = served {
            out.push(Run { kind: Kind::Role, range: TokenRange::new(start, link) });
            self.role(Run { kind: Kind::Role, range: TokenRange::new(link + 1, end) }, out);
            return;
        }
        let ends_title = |at: usize| (start..at).any(|s| self.title_end(s, |kind| kind <= 2) == Some(at));
        let governs = |at: usize| (start..at).any(|t| link_bit(self.document, t) != 0);
        for at in start + 1..end {
            if self.document.tokens[at].gap >= Gap::Line || self.covered(start, at) {
                continue;
            }
            let capital = self.document.tokens[at].is_capital();
            let rank = self.title_end(at, |kind| kind == RANK) == Some(end) && ends_title(at);
            let office = self.title_end(at, |kind| kind == OFFICE) == Some(end) && ends_title(at) && governs(at)
                // "National Medical Director | Professor"
                || self.title_end(at, |kind| kind == OCCUPATION) == Some(end) && ends_title(at);
            let person = begins_name(self.document, self.lists, at)
                && (start..at).any(|s| self.title_end(s, |kind| kind <= 2).is_some_and(|to| to <= at));
            if capital && (rank || office || person) {
                let kind = if person { Kind::Person } else { Kind::Role };
                out.push(Run { kind: Kind::Role, range: TokenRange::new(start, at) });
                out.push(Run { kind, range: TokenRange::new(at, end) });
                return;
            }
        }
        out.push(run);
    }

    /// "Chairperson of the Senate | Orlo Marvane", "Minister of Defence of the Kingdom of Denmark | Troels Orlovan".
    fn body(&self, run: Run, out: &mut Vec<Run>) {
        // "Ambassador to Chad Marc Orlovan", where the family name was taken for a place
        let at = run.range.start as usize;
        let document = self.document;
        let given = run.kind == Kind::Place
            && run.range.len() == 1
            && at > 0
            && document.tokens[at].gap == Gap::Space
            && document.tokens[at - 1].is_capital()
            && document.is(at - 1, Class::GIVEN_NAME)
            && !document.is(at - 1, Class::FUNCTION)
            && out.last().is_some_and(|last| last.range.end as usize == at - 1)
            && self.lists.at(at).next().is_none();
        if given {
            out.push(Run { kind: Kind::Person, range: TokenRange::new(at - 1, at + 1) });
            return;
        }
        let cut =
            out.last().filter(|last| self.is_led_by(last, run.range.start as usize)).and_then(|_| self.name_in(run));
        match cut {
            Some(cut) => {
                out.push(Run { kind: run.kind, range: TokenRange::new(run.range.start as usize, cut) });
                out.push(Run { kind: Kind::Person, range: TokenRange::new(cut, run.range.end as usize) });
            }
            None => out.push(run),
        }
    }

    /// Whether a title stands before a body with just "of the" between.
    fn is_led_by(&self, last: &Run, start: usize) -> bool {
        let end = last.range.end as usize;
        let between = end..start;
        last.kind == Kind::Role
            && (1..=2).contains(&between.len())
            && link_bit(self.document, end) != 0
            && between.clone().skip(1).all(|t| self.document.is(t, Class::DETERMINER))
    }

    /// Where a name begins inside what was taken for a body or a country: behind an entry of the lists, or behind the last
    /// word of English that is no name.
    fn name_in(&self, run: Run) -> Option<usize> {
        let document = self.document;
        let (start, end) = (run.range.start as usize, run.range.end as usize);
        let listed = |from: usize| {
            let entries = self.lists.at(from).filter(|(_, f)| matches!(f, Family::Organization | Family::Place));
            entries.map(|(m, _)| m.range.end as usize).filter(|to| *to <= end).max()
        };
        let known = Class::COMMON.union(Class::ORGANIZATION_WORD).union(Class::BODY_HEAD);
        let word = |at: usize| {
            let token = &document.tokens[at];
            token.is_capital()
                && matches!(token.kind, TokenKind::Word | TokenKind::Initialism)
                && token.shape != Shape::Upper
                && token.gap == Gap::Space
                && !document.is(at, Class::FUNCTION.union(Class::BODY_HEAD))
                && !self.lists.at(at).any(|(m, f)| m.range.len() > 1 && !matches!(f, Family::Head))
        };
        let first = (start + 1..end).rev().take(NAME_WORDS).take_while(|&at| word(at)).last()?;
        let unknown =
            |at: usize| document.is(at, Class::NAME) || !document.is(at, known) && !self.lists.names_entity(at);
        (first..end - 1).find(|&at| {
            let behind_entry = (start..at).any(|from| listed(from) == Some(at));
            let behind_word = document.is(at - 1, known) && !document.is(at, known);
            (behind_entry || behind_word || begins_name(document, self.lists, at))
                && (unknown(at) || document.is(at, Class::NAME))
                && (at + 1..end).all(unknown)
        })
    }

    /// "Colonel | Pavlo Orlovan"; an ALL-CAPS family name goes to the name behind it: "Vice-Minister | MIYAGI Aya".
    fn person(&self, run: Run, out: &mut Vec<Run>) {
        let document = self.document;
        let (start, end) = (run.range.start as usize, run.range.end as usize);
        let cut = self.title_end(start, |kind| kind <= RANK).filter(|&cut| {
            cut < end && document.tokens[cut].is_capital() && (cut > start + 1 || !document.is(start, Class::NAME))
        });
        if let Some(cut) = cut {
            out.push(Run { kind: Kind::Role, range: TokenRange::new(start, cut) });
            out.push(Run { kind: Kind::Person, range: TokenRange::new(cut, end) });
            return;
        }
        // two names in the columns of a table of signatures
        let column = (start + 1..end.min(start + LONGEST)).find(|&at| {
            let between = document.text.get(document.tokens[at - 1].end as usize..document.tokens[at].start as usize);
            between.is_some_and(|text| text.len() >= COLUMN && text.bytes().all(|b| b == b' '))
        });
        if let Some(at) = column.filter(|_| end - start <= LONGEST) {
            self.person(Run { kind: Kind::Person, range: TokenRange::new(start, at) }, out);
            self.person(Run { kind: Kind::Person, range: TokenRange::new(at, end) }, out);
            return;
        }
        let mut start = start;
        if let Some(last) = out.last_mut().filter(|last| last.kind == Kind::Role && last.range.end as usize == start) {
            let at = start - 1;
            let token = &document.tokens[at];
            let family = last.range.len() > 1
                && token.shape == Shape::Upper
                && token.len() >= 3
                && document.tokens[last.range.start as usize].shape != Shape::Upper
                && document.tokens[start].shape == Shape::Capital
                && !self.covered(last.range.start as usize, at)
                && !self.lists.at(at).any(|(_, f)| !matches!(f, Family::Place));
            if family {
                last.range.end = at as u32;
                start = at;
            }
        }
        // "Tel." and "Fax:" at the start of a line
        let label = end == start + 1
            && !document.is(start, Class::NAME)
            && document.tokens[start].gap >= Gap::Line
            && (document.is_punct(end, b'.') || document.is_punct(end, b':'))
            && document.token(end + 1).is_some_and(|t| t.gap < Gap::Line && !t.is_capital());
        if !label {
            out.push(Run { kind: Kind::Person, range: TokenRange::new(start, end) });
        }
    }
}

#[cfg(test)]
mod tests;
