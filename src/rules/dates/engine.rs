//! The tables compiled, and the three passes over the tokens: dates, what is built around them, ranges.

use once_cell::sync::OnceCell;

use super::Context;
use super::class::{Class, bits, may_be_dated};
use super::expr::{Found, Match};
use super::pattern::{Caps, Ground, Pattern};
use super::second::{Next, Second};
use super::table::Row;
use super::{clocks, days, joins, lengths, periods, relative, vague};
use crate::document::{Document, TokenRange};
use crate::gazetteer::Gazetteers;

/// All rows, by stage.
pub(super) const STAGES: [&[&[Row]]; 3] = [
    &[days::ROWS, periods::ROWS, relative::ROWS, lengths::ROWS, clocks::ROWS, vague::ROWS],
    &[joins::AROUND],
    &[joins::RANGES],
];

struct Stage {
    rows: Vec<(&'static Row, Pattern)>,
    /// The rows from here on read vague expressions: the last table of a stage.
    vague_from: u16,
    /// The rows that can begin with a class, and what may follow it.
    by_class: Vec<Vec<(u16, Second)>>,
    /// The rows that can begin with something found.
    by_found: Vec<(u16, Second)>,
    /// All classes that a row can begin with.
    mask: u64,
}

/// The compiled tables.
pub(super) struct Engine {
    stages: [Stage; 3],
    mask: u64,
}

static ENGINE: OnceCell<Engine> = OnceCell::new();

impl Engine {
    /// The tables; compiled once, against the bundled words, which are the same for every extractor.
    pub(super) fn get(gazetteers: &Gazetteers) -> &'static Engine {
        ENGINE.get_or_init(|| {
            let stages = STAGES.map(|tables| Stage::compile(tables, gazetteers));
            let mask = stages.iter().fold(0, |mask, stage| mask | stage.mask);
            Engine { stages, mask }
        })
    }

    /// All expressions of a range, sorted, none over another.
    pub(super) fn find(&self, document: &Document<'_>, range: TokenRange, context: &Context) -> Vec<Found> {
        let mut classes = vec![0; range.len()];
        let mut candidates: Vec<(u32, u64)> = Vec::with_capacity(range.len() / 8 + 8);
        for (at, class) in range.indexes().zip(&mut classes).filter(|(at, _)| may_be_dated(document, *at)) {
            *class = bits(document, at);
            if *class & self.mask != 0 {
                candidates.push((at as u32, *class));
            }
        }
        let mut found = Vec::new();
        for stage in &self.stages {
            found = stage.run(document, range, &classes, &candidates, &found, context);
            // before they can become part of a range
            found.retain(|f| context.vague || !f.vague);
        }
        found
    }
}

/// Places to try: the candidates that a row of the stage can begin with, and where something found begins ("a" of "a year
/// ago" is no candidate of its own).
fn merged(document: &Document<'_>, candidates: &[(u32, u64)], found: &[Found], mask: u64) -> Vec<(u32, u64)> {
    let mut out = Vec::with_capacity(candidates.len() / 2 + found.len());
    let mut starts = found.iter().map(|f| f.range.start).peekable();
    for &(at, candidate) in candidates {
        while let Some(start) = starts.next_if(|s| *s < at) {
            out.push((start, bits(document, start as usize)));
        }
        let is_found = starts.next_if_eq(&at).is_some();
        if is_found || candidate & mask != 0 {
            out.push((at, candidate));
        }
    }
    out.extend(starts.map(|start| (start, bits(document, start as usize))));
    out
}

impl Stage {
    fn compile(tables: &[&'static [Row]], gazetteers: &Gazetteers) -> Stage {
        let mut stage = Stage {
            rows: Vec::new(),
            by_class: Class::ALL.iter().map(|_| Vec::new()).collect(),
            by_found: Vec::new(),
            mask: 0,
            vague_from: u16::MAX,
        };
        for row in tables.iter().copied().flatten() {
            // a test compiles every pattern, so none is left out here
            let Ok(pattern) = Pattern::compile(row.pattern, gazetteers) else { continue };
            let (bits, found) = pattern.first();
            let number = stage.rows.len() as u16;
            if vague::ROWS.first().is_some_and(|first| first.name == row.name) {
                stage.vague_from = number;
            }
            for (class, list) in stage.by_class.iter_mut().enumerate() {
                if bits >> class & 1 == 1 {
                    list.push((number, pattern.second(Some(Class::ALL[class].0))));
                }
            }
            if found {
                stage.by_found.push((number, pattern.second(None)));
            }
            // words that patterns spell out begin none, they are too frequent
            stage.mask |= bits & !Class::Word.bit();
            stage.rows.push((row, pattern));
        }
        stage
    }

    /// One pass: at each place the longest match, of equal ones the first of the table. `found` is what is kept of the
    /// passes before.
    fn run(
        &self,
        document: &Document<'_>,
        range: TokenRange,
        classes: &[u64],
        candidates: &[(u32, u64)],
        found: &[Found],
        context: &Context,
    ) -> Vec<Found> {
        let mut ground = Ground {
            document,
            classes,
            start: range.start as usize,
            found,
            from: 0,
            end: range.end as usize,
            country: context.country,
        };
        let mut out: Vec<Found> = Vec::with_capacity(found.len() + 8);
        let mut caps = Caps::new();
        let last = if context.vague { u16::MAX } else { self.vague_from };
        let (mut next_found, mut free_from) = (0, range.start);
        for (at, bits) in merged(document, candidates, found, self.mask) {
            if at < free_from {
                continue;
            }
            // what an earlier pass found before this place stays
            while next_found < found.len() && found[next_found].range.end <= at {
                if found[next_found].range.start >= free_from {
                    out.push(found[next_found].clone());
                }
                next_found += 1;
            }
            ground.from = next_found;
            let inside = found.get(next_found).filter(|f| f.range.start <= at);
            if inside.is_some_and(|f| f.range.start < at) {
                continue;
            }
            let Some((row, end, made)) = self.best(&ground, at, bits, inside.is_some(), last, &mut caps) else {
                continue;
            };
            let start = at.saturating_sub(made.left);
            // no half of an earlier expression may be taken
            let torn = found[next_found..].iter().take_while(|f| f.range.start < end).any(|f| f.range.end > end);
            if torn || start < free_from || out.last().is_some_and(|f| f.range.end > start) {
                continue;
            }
            if made.list.is_empty() {
                out.push(Found {
                    range: TokenRange { start, end },
                    rule: row.name,
                    expr: made.expr,
                    modifier: made.modifier,
                    ambiguous: made.ambiguous,
                    vague: made.vague,
                });
            } else {
                for (range, expr) in made.list {
                    out.push(Found { range, rule: row.name, expr, modifier: None, ambiguous: false, vague: false });
                }
            }
            free_from = end;
        }
        out.extend(found.iter().skip(next_found).filter(|f| f.range.start >= free_from).cloned());
        out
    }

    fn best(
        &self,
        ground: &Ground<'_, '_>,
        at: u32,
        bits: u64,
        at_found: bool,
        last: u16,
        caps: &mut Caps,
    ) -> Option<(&'static Row, u32, super::table::Made)> {
        let mut best: Option<(u16, u32, super::table::Made)> = None;
        let next = Next::at(ground, at as usize + 1);
        let mut attempt = |number: u16, second: &Second, caps: &mut Caps| {
            if number >= last || !second.allows(next) {
                return;
            }
            let (row, pattern) = &self.rows[usize::from(number)];
            let Some(end) = pattern.run(ground, at as usize, caps) else { return };
            let end = end as u32;
            if best.as_ref().is_some_and(|(n, e, _)| *e > end || *e == end && *n <= number) {
                return;
            }
            let m = Match { ground, caps, range: TokenRange { start: at, end } };
            if let Some(made) = (row.make)(&m) {
                best = Some((number, end, made));
            }
        };
        let mut left = bits & self.mask;
        while left != 0 {
            let class = left.trailing_zeros() as usize;
            left &= left - 1;
            for (number, second) in &self.by_class[class] {
                attempt(*number, second, caps);
            }
        }
        if at_found {
            for (number, second) in &self.by_found {
                attempt(*number, second, caps);
            }
        }
        best.map(|(number, end, made)| (self.rows[usize::from(number)].0, end, made))
    }
}
