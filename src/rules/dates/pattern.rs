//! Patterns over token classes, compiled at start to a few instructions each and run by backtracking.
//!
//! | written | reads |
//! | --- | --- |
//! | `month` | a token of that class (`class.rs`); its value can be asked for |
//! | `'of'` | that word, in any case |
//! | `,` `.` `/` `(` `)` `:` `+` `-` | that mark; `-` any dash, `` ` `` any apostrophe |
//! | `<day>` | an expression of that sort that an earlier stage found (`expr.rs`) |
//! | `~` | nothing stands between the tokens here; elsewhere a space may |
//! | `x?` `[x y]?` `[x\|y z]` | optional parts and choices, the first that fits |
//! | `@'of'` | (at the start) the word before is that; no part of the mention |
//!
//! A pattern never reads across a line break that is meant, unless a small word of a unit follows it ("90↵days").

use super::class::{Class, SHORT_FORM, atom, bits};
use super::expr::{Found, Sort};
use super::second::Second;
use crate::document::{Document, Gap, Token, TokenKind, WordId};
use crate::extraction::Country;
use crate::gazetteer::Gazetteers;
use crate::rules::holidays;

#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    Class(Class),
    Word(WordId),
    Mark(u8),
    Found(Sort),
    Glued,
    /// Only at the start.
    Behind(WordId),
    /// Tries the first way, then the second.
    Split(u16, u16),
    Jump(u16),
}

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Pattern {
    steps: Vec<Step>,
}

/// What one element of a pattern read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cap {
    pub(super) class: Class,
    pub(super) value: i32,
    pub(super) at: u32,
}

/// The most elements of one match that are kept.
const CAPS: usize = 20;

/// What a match read, in order.
#[derive(Clone, Copy)]
pub(super) struct Caps {
    caps: [Cap; CAPS],
    len: usize,
}

impl Caps {
    pub(super) fn new() -> Self {
        Caps { caps: [Cap { class: Class::None, value: 0, at: 0 }; CAPS], len: 0 }
    }

    fn push(&mut self, class: Class, value: i32, at: usize) {
        if let Some(cap) = self.caps.get_mut(self.len) {
            *cap = Cap { class, value, at: at as u32 };
            self.len += 1;
        }
    }

    /// Whether the token before `at` is a month or weekday written in full.
    fn ends_in_full_name(&self, document: &Document<'_>, at: usize) -> bool {
        let last = self.all().last().filter(|cap| cap.at as usize + 1 == at);
        last.is_some_and(|c| {
            matches!(c.class, Class::Month | Class::Weekday) && atom(document, at - 1).value(c.class) & SHORT_FORM == 0
        })
    }

    pub(super) fn all(&self) -> &[Cap] {
        &self.caps[..self.len]
    }
}

/// Where patterns run: the tokens, and what earlier stages found (sorted).
#[derive(Clone, Copy)]
pub(super) struct Ground<'d, 't> {
    pub(super) document: &'d Document<'t>,
    /// The classes of the tokens of the range, as bits.
    pub(super) classes: &'d [u64],
    /// Where the range begins.
    pub(super) start: usize,
    pub(super) found: &'d [Found],
    /// The first of `found` that does not end before the place that is tried.
    pub(super) from: usize,
    /// Where the range that is read ends.
    pub(super) end: usize,
    /// Whose holidays are meant.
    pub(super) country: Option<Country>,
}

impl Ground<'_, '_> {
    /// The classes of a token.
    pub(super) fn bits(&self, at: usize) -> u64 {
        let inside = at.checked_sub(self.start).and_then(|n| self.classes.get(n));
        inside.copied().unwrap_or_else(|| bits(self.document, at))
    }

    /// What was found to begin at `at`, which is not before the place that is tried.
    pub(super) fn found_at(&self, at: usize) -> Option<usize> {
        let at = at as u32;
        let ahead = self.found.get(self.from..)?.iter().take_while(|f| f.range.start <= at);
        ahead.enumerate().find(|(_, f)| f.range.start == at).map(|(n, _)| self.from + n)
    }
}

/// Whether a line break that is meant stands before a token; nobody means one in "90↵days", "last↵year".
fn is_broken(ground: &Ground<'_, '_>, token: &Token, at: usize) -> bool {
    token.gap >= Gap::Line && (token.gap > Gap::Line || token.is_capital() || ground.bits(at) & Class::Unit.bit() == 0)
}

/// Whether a token is a dash of any width.
pub(super) fn is_dash(document: &Document<'_>, at: usize) -> bool {
    document.token(at).is_some_and(|t| {
        t.kind == TokenKind::Punct
            && (t.first == b'-' && t.len() <= 2
                || t.len() == 3 && matches!(document.token_text(at), "–" | "—" | "‐" | "‑" | "‒" | "−"))
    })
}

impl Pattern {
    /// Compiles a pattern; what is wrong with it, if it is.
    pub(super) fn compile(text: &str, gazetteers: &Gazetteers) -> Result<Pattern, String> {
        let mut compiler = Compiler { text, rest: text, gazetteers, steps: Vec::with_capacity(12) };
        compiler.choice()?;
        if compiler.rest.is_empty() {
            Ok(Pattern { steps: compiler.steps })
        } else {
            Err(format!("`{}` is left of {text}", compiler.rest))
        }
    }

    /// The classes that a match can begin with, and whether it can begin with something found.
    pub(super) fn first(&self) -> (u64, bool) {
        let (mut bits, mut found) = (0, false);
        let mut todo = vec![0u16];
        while let Some(at) = todo.pop() {
            match self.steps.get(usize::from(at)) {
                Some(Step::Class(class)) => bits |= class.bit(),
                Some(Step::Word(_)) => bits |= Class::Word.bit(),
                Some(Step::Found(_)) => found = true,
                Some(Step::Glued | Step::Behind(_)) => todo.push(at + 1),
                Some(Step::Split(a, b)) => todo.extend([*a, *b]),
                Some(Step::Jump(a)) => todo.push(*a),
                Some(Step::Mark(_)) | None => {}
            }
        }
        (bits, found)
    }

    /// What can stand behind the first token of a match, if that is read as `first` (`None`: something found): a quick
    /// look at the second spares most attempts.
    pub(super) fn second(&self, first: Option<Class>) -> Second {
        let mut second = Second::default();
        for at in self.readers(0) {
            match self.steps.get(usize::from(at)) {
                // what was found has any length, and so has the name of a holiday
                Some(Step::Found(_)) if first.is_none() => second.any = true,
                Some(Step::Class(Class::Holiday)) if first == Some(Class::Holiday) => second.any = true,
                Some(step @ (Step::Class(_) | Step::Word(_))) => {
                    // a word that the pattern spells out may have any class
                    if matches!(step, Step::Class(class) if first != Some(*class)) || first.is_none() {
                        continue;
                    }
                    for next in self.readers(at + 1) {
                        second.add(self.steps.get(usize::from(next)));
                    }
                }
                _ => {}
            }
        }
        second
    }

    /// The steps that read a token, as the first ones from `at` on; the end of the steps among them.
    fn readers(&self, at: u16) -> Vec<u16> {
        let (mut out, mut todo) = (Vec::new(), vec![at]);
        while let Some(at) = todo.pop() {
            match self.steps.get(usize::from(at)) {
                Some(Step::Glued | Step::Behind(_)) => todo.push(at + 1),
                Some(Step::Split(a, b)) => todo.extend([*a, *b]),
                Some(Step::Jump(a)) => todo.push(*a),
                _ => out.push(at),
            }
        }
        out
    }

    /// The end of the match at `at`, if there is one.
    pub(super) fn run(&self, ground: &Ground<'_, '_>, at: usize, caps: &mut Caps) -> Option<usize> {
        caps.len = 0;
        let end = self.step(0, ground, at, at, false, caps)?;
        // values only for what fits: most attempts fail
        for cap in &mut caps.caps[..caps.len] {
            if !matches!(cap.class, Class::None | Class::Holiday) {
                cap.value = atom(ground.document, cap.at as usize).value(cap.class);
            }
        }
        Some(end)
    }

    /// Whether a branch may fit at a token, by its first step alone.
    #[inline]
    fn can_begin(&self, pc: u16, ground: &Ground<'_, '_>, at: usize) -> bool {
        match self.steps.get(usize::from(pc)) {
            Some(Step::Class(class)) => ground.bits(at) & class.bit() != 0,
            Some(Step::Word(word)) => ground.document.token(at).is_some_and(|token| token.word == *word),
            Some(Step::Mark(_)) => ground.document.token(at).is_some_and(|token| token.kind == TokenKind::Punct),
            _ => true,
        }
    }

    fn step(
        &self,
        mut pc: usize,
        ground: &Ground<'_, '_>,
        start: usize,
        mut at: usize,
        mut glued: bool,
        caps: &mut Caps,
    ) -> Option<usize> {
        let document = ground.document;
        loop {
            let Some(step) = self.steps.get(pc) else { return Some(at) };
            match *step {
                Step::Glued => glued = true,
                Step::Behind(word) => {
                    let before = document.token(start.checked_sub(1)?)?;
                    if before.word != word {
                        return None;
                    }
                }
                Step::Jump(to) => {
                    pc = usize::from(to);
                    continue;
                }
                // most branches fail at their first token: no need to go into them
                Step::Split(first, second) if !self.can_begin(first, ground, at) => {
                    pc = usize::from(second);
                    continue;
                }
                Step::Split(first, second) => {
                    let kept = caps.len;
                    if let Some(end) = self.step(usize::from(first), ground, start, at, glued, caps) {
                        return Some(end);
                    }
                    caps.len = kept;
                    pc = usize::from(second);
                    continue;
                }
                Step::Class(_) | Step::Word(_) | Step::Mark(_) | Step::Found(_) => {
                    if at >= ground.end {
                        return None;
                    }
                    let token = document.token(at)?;
                    if at > start && (is_broken(ground, token, at) || glued && token.gap != Gap::None) {
                        return None;
                    }
                    glued = false;
                    match *step {
                        Step::Word(word) if token.word == word => at += 1,
                        Step::Mark(b'-') if is_dash(document, at) => at += 1,
                        Step::Mark(b'`') if matches!(document.token_text(at), "'" | "’") => at += 1,
                        // "in March." ends a sentence, "in Sept." may not
                        Step::Mark(b'.') if caps.ends_in_full_name(document, at) => return None,
                        Step::Mark(mark) if token.is_punct(mark) && token.len() == 1 => at += 1,
                        Step::Class(Class::Holiday) => {
                            if ground.bits(at) & Class::Holiday.bit() == 0 {
                                return None;
                            }
                            let (end, _) = holidays::at(document, at, ground.country)?;
                            caps.push(Class::Holiday, 0, at);
                            at = end;
                        }
                        Step::Class(class) => {
                            if ground.bits(at) & class.bit() == 0 {
                                return None;
                            }
                            caps.push(class, 0, at);
                            at += 1;
                        }
                        Step::Found(sort) => {
                            let index = ground.found_at(at)?;
                            let found = &ground.found[index];
                            if !found.is(sort) || found.range.end as usize > ground.end {
                                return None;
                            }
                            caps.push(Class::None, index as i32, at);
                            at = found.range.end as usize;
                        }
                        _ => return None,
                    }
                }
            }
            pc += 1;
        }
    }
}

struct Compiler<'p> {
    text: &'p str,
    rest: &'p str,
    gazetteers: &'p Gazetteers,
    steps: Vec<Step>,
}

impl Compiler<'_> {
    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// Alternatives up to `]` or the end.
    fn choice(&mut self) -> Result<(), String> {
        let start = self.steps.len();
        let mut jumps = Vec::new();
        let mut branch = start;
        loop {
            self.sequence()?;
            if !self.rest.starts_with('|') {
                break;
            }
            self.rest = &self.rest[1..];
            // the branch so far moves one on, behind a split
            jumps.push(self.steps.len() + 1);
            self.insert(branch, Step::Split(branch as u16 + 1, self.steps.len() as u16 + 2));
            self.steps.push(Step::Jump(0));
            branch = self.steps.len();
        }
        let end = self.steps.len() as u16;
        for at in jumps {
            self.steps[at] = Step::Jump(end);
        }
        Ok(())
    }

    /// Puts a step in front of others that follow it only.
    fn insert(&mut self, at: usize, step: Step) {
        self.steps.insert(at, step);
        for later in &mut self.steps[at + 1..] {
            match later {
                Step::Split(a, b) => {
                    *a += 1;
                    *b += 1;
                }
                Step::Jump(a) => *a += 1,
                _ => {}
            }
        }
    }

    fn sequence(&mut self) -> Result<(), String> {
        loop {
            self.skip_space();
            if self.rest.is_empty() || self.rest.starts_with([']', '|']) {
                return Ok(());
            }
            let start = self.steps.len();
            self.element()?;
            if self.rest.starts_with('?') {
                self.rest = &self.rest[1..];
                self.insert(start, Step::Split(start as u16 + 1, self.steps.len() as u16 + 1));
            }
        }
    }

    fn element(&mut self) -> Result<(), String> {
        let wrong = |what: &str| Err(format!("{what} in {}", self.text));
        let mut chars = self.rest.chars();
        let first = chars.next().unwrap_or(' ');
        match first {
            '[' => {
                self.rest = &self.rest[1..];
                self.choice()?;
                if !self.rest.starts_with(']') {
                    return Err(format!("no ] in {}", self.text));
                }
                self.rest = &self.rest[1..];
                return Ok(());
            }
            '~' => self.steps.push(Step::Glued),
            '@' => {
                self.rest = &self.rest[1..];
                let word = self.quoted()?;
                self.steps.push(Step::Behind(word));
                return Ok(());
            }
            '\'' => {
                let word = self.quoted()?;
                self.steps.push(Step::Word(word));
                return Ok(());
            }
            '<' => {
                let Some((name, rest)) = self.rest[1..].split_once('>') else { return wrong("no >") };
                let Some(sort) = Sort::from_name(name) else { return wrong(name) };
                self.steps.push(Step::Found(sort));
                self.rest = rest;
                return Ok(());
            }
            'a'..='z' => {
                let end = self.rest.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(self.rest.len());
                let name = &self.rest[..end];
                let Some((class, _)) = Class::ALL.iter().find(|(_, n)| *n == name) else { return wrong(name) };
                self.steps.push(Step::Class(*class));
                self.rest = &self.rest[end..];
                return Ok(());
            }
            mark if mark.is_ascii_punctuation() => self.steps.push(Step::Mark(mark as u8)),
            _ => return wrong("a stray character"),
        }
        self.rest = &self.rest[1..];
        Ok(())
    }

    fn quoted(&mut self) -> Result<WordId, String> {
        let mut parts = self.rest.splitn(3, '\'');
        let (Some(""), Some(word), Some(rest)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(format!("a quote is open in {}", self.text));
        };
        self.rest = rest;
        match self.gazetteers.word(word) {
            0 => Err(format!("`{word}` of {} is missing in date-words.tsv", self.text)),
            number => Ok(number),
        }
    }
}
