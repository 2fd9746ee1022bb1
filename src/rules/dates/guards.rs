//! What stands beside a match and makes it a date or none: "in May", "2023 soldiers", "Resolution 2254".

use super::class::{Class, SHORT_FORM, WEAK, atom};
use super::expr::Match;
use super::pattern::is_dash;
use super::table::day_in;
use crate::document::{Gap, Shape, Token, TokenKind};
use crate::rules::calendar::Unit;

/// So many tokens around a bare "1530" may show that times are written so.
const NEAR: usize = 60;

impl Match<'_, '_, '_> {
    /// The classes of a token.
    pub(super) fn bits(&self, at: usize) -> u64 {
        self.ground.bits(at)
    }

    pub(super) fn after(&self) -> usize {
        self.range.end as usize
    }

    /// The place of the token so many before the match, in the same line.
    pub(super) fn before(&self, count: usize) -> Option<usize> {
        let start = self.range.start as usize;
        let at = start.checked_sub(count)?;
        self.ground.document.tokens[at + 1..=start].iter().all(|t| t.gap < Gap::Line).then_some(at)
    }

    /// Whether the token so many before the match is in a class.
    pub(super) fn class_before(&self, count: usize, class: Class) -> bool {
        self.before(count).is_some_and(|at| self.bits(at) & class.bit() != 0)
    }

    /// Whether a token is a word that holds sentences together.
    pub(super) fn is_function(&self, at: usize) -> bool {
        let atom = atom(self.ground.document, at);
        atom.bits & (Class::Prep.bit() | Class::Past.bit() | Class::Future.bit()) != 0
            || atom.bits & Class::Word.bit() != 0 && atom.value(Class::Word) == 1
    }

    /// A word before that a time follows: "in", "since", "of", "last", "early".
    pub(super) fn time_before(&self) -> bool {
        [Class::Prep, Class::Which, Class::Edge, Class::To, Class::Every].iter().any(|c| self.class_before(1, *c))
    }

    /// A capitalised word that is none of time; "Good Friday Agreement": first words of holidays are words of names too.
    fn is_name(&self, at: usize) -> bool {
        let none = !(Class::Holiday.bit() | Class::Numbered.bit() | Class::Measure.bit());
        let word = self.ground.document.token(at).is_some_and(|t| t.kind == TokenKind::Word && t.is_capital());
        word && self.bits(at) & none == 0
    }

    /// A name goes on on either side: a capitalised word that is none of time.
    fn beside_name(&self) -> bool {
        let document = self.ground.document;
        let next = document.token(self.after()).is_some_and(|t| t.gap == Gap::Space) && self.is_name(self.after());
        let before = self
            .before(1)
            .is_some_and(|at| self.is_name(at) && document.token(at + 1).is_some_and(|t| t.gap == Gap::Space));
        next || before
    }

    /// The match is not followed by a unit or more figures: "March 20 years ago", "Oct. 3-44".
    pub(super) fn not_amount(&self) -> Option<()> {
        let document = self.ground.document;
        if self.caps.all().last().is_some_and(|c| c.class == Class::Year) {
            return Some(());
        }
        let Some(next) = document.token(self.after()) else { return Some(()) };
        if self.bits(self.after()) & (Class::Unit.bit() | Class::Measure.bit()) != 0 && next.gap <= Gap::Space {
            return None;
        }
        let number =
            document.token(self.after() + 1).is_some_and(|t| t.gap == Gap::None && t.kind == TokenKind::Number);
        if is_dash(document, self.after()) && next.gap == Gap::None && number {
            // another day may follow, no other figures
            let end = self.after() + 2;
            let more = is_dash(document, end) && document.token(end).is_some_and(|t| t.gap == Gap::None);
            if self.bits(self.after() + 1) & Class::Day.bit() == 0 || more {
                return None;
            }
        }
        Some(())
    }

    /// Nothing behind that a number would count: a mark, a capital, the end.
    pub(super) fn ends_phrase(&self) -> Option<()> {
        match self.ground.document.token(self.after()) {
            None => Some(()),
            Some(t) if t.gap >= Gap::Line || t.kind == TokenKind::Punct => Some(()),
            Some(t) if t.kind == TokenKind::Word => (t.is_capital() || self.is_function(self.after())).then_some(()),
            _ => None,
        }
    }

    /// No name goes on behind: "2028 Summer Olympics".
    pub(super) fn ends_in_no_name(&self) -> Option<()> {
        let document = self.ground.document;
        let name = |t: &Token| t.kind == TokenKind::Word && t.is_capital() && t.gap == Gap::Space;
        let last = document.token(self.after().checked_sub(1)?)?;
        (!(last.is_capital() && document.token(self.after()).is_some_and(name))).then_some(())
    }

    /// Nothing follows in the clause.
    pub(super) fn ends_clause(&self) -> bool {
        self.ground.document.token(self.after()).is_none_or(|t| t.gap >= Gap::Line || t.kind == TokenKind::Punct)
    }

    /// A hyphen joins the match to a word behind it: "night-club".
    pub(super) fn is_compound(&self) -> bool {
        let document = self.ground.document;
        let glued = |at: usize| document.token(at).is_some_and(|t| t.gap == Gap::None);
        is_dash(document, self.after())
            && glued(self.after())
            && glued(self.after() + 1)
            && document.tokens[self.after() + 1].is_wordlike()
    }

    /// More figures or letters are glued on by a dash: "2010-12-S-336".
    pub(super) fn goes_on(&self) -> bool {
        let document = self.ground.document;
        let glued = |at: usize| document.token(at).is_some_and(|t| t.gap == Gap::None);
        is_dash(document, self.after()) && glued(self.after()) && glued(self.after() + 1)
    }

    /// Nothing behind makes figures a count or a time: "1500 to 1700 troops".
    pub(super) fn not_measured(&self) -> Option<()> {
        let none = Class::Measure.bit() | Class::AmPm.bit() | Class::Zone.bit() | Class::Unit.bit();
        (self.bits(self.after()) & none == 0 || self.ends_clause()).then_some(())
    }

    /// "No. 5", "Room 5", "Resolution 5".
    fn is_numbered(&self) -> bool {
        let stop = self.before(1).is_some_and(|b| self.ground.document.is_punct(b, b'.'));
        self.class_before(1, Class::Numbered) || stop && self.class_before(2, Class::Numbered)
    }

    /// "on the 20th" with nothing behind that it could count.
    pub(super) fn is_bare_day(&self) -> Option<()> {
        let document = self.ground.document;
        // "in the 19th and 20th centuries"
        let counted = |at: usize| {
            self.bits(at) & Class::Unit.bit() != 0
                || document.token(at).is_some_and(|t| t.kind == TokenKind::Word && t.gap == Gap::Space)
                    && !self.is_function(at)
        };
        let free = match document.token(self.after()) {
            None => true,
            // "at the 12th / Kenya-Uganda Dialogue": a name goes on in the next line
            Some(t) if t.gap >= Gap::Line => t.gap >= Gap::Paragraph || !t.is_wordlike(),
            Some(t) if t.kind == TokenKind::Punct => !is_dash(document, self.after()),
            Some(t) => {
                let listed = self.bits(self.after() + 1) & Class::Nth.bit() != 0;
                t.kind == TokenKind::Word
                    && self.is_function(self.after())
                    && !document.is_word(self.after(), "of")
                    && !(listed && counted(self.after() + 2))
            }
        };
        (document.is_word(self.before(1)?, "the") && self.class_before(2, Class::Prep) && free).then_some(())
    }

    /// A weekday that is no part of a name; "Sun", "Mon" need a full stop or a comma behind.
    pub(super) fn is_plain_weekday(&self) -> Option<()> {
        let document = self.ground.document;
        let stop = self.range.len() > 1;
        if self.get(Class::Weekday)? & WEAK != 0 && !(stop || document.is_punct(self.after(), b',')) {
            return None;
        }
        // "in southern Afghanistan Friday", but not "Good Friday", "Friday Prayers"
        let next = document.token(self.after()).is_some_and(|t| t.gap == Gap::Space) && self.is_name(self.after());
        let feast = self
            .before(1)
            .is_some_and(|at| document.tokens[at].is_capital() && self.bits(at) & Class::Holiday.bit() != 0);
        let short = self.get(Class::Weekday)? & SHORT_FORM != 0;
        let free = if short { !self.beside_name() } else { !next && !feast };
        (free || self.time_before()).then_some(())
    }

    /// A month alone: "May", "March" and "Mar" only behind a word of time, others not beside a name ("April Smith").
    pub(super) fn is_plain_month(&self) -> Option<()> {
        let weak = self.get(Class::Month)? & WEAK != 0;
        let name_next = self.beside_name();
        if self.time_before() && !(weak && name_next) {
            return Some(());
        }
        (!weak && !name_next).then_some(())
    }

    /// No figure beside the month makes it a day that no calendar has: "April 31, 2023", "the 30th of February". The month
    /// of an impossible date is no date either; "In April 31 soldiers died" counts soldiers.
    pub(super) fn is_of_a_day_that_exists(&self) -> Option<()> {
        let document = self.ground.document;
        let month = self.month(0)?;
        let impossible = |at: usize| {
            let atom = atom(document, at);
            let class = [Class::Day, Class::Nth].into_iter().find(|class| atom.bits & class.bit() != 0);
            class.is_some_and(|class| day_in(month, atom.value(class) as i8, None).is_none())
        };
        let counts = |at: usize| {
            let next = document.token(at + 1).filter(|t| t.gap == Gap::Space && t.kind == TokenKind::Word);
            next.is_some_and(|t| !t.is_capital()) && !self.is_function(at + 1)
        };
        let behind = document.token(self.after()).is_some_and(|t| t.gap == Gap::Space);
        if behind && impossible(self.after()) && !counts(self.after()) {
            return None;
        }
        let of = self.before(1).is_some_and(|at| document.is_word(at, "of"));
        (!self.before(if of { 2 } else { 1 }).is_some_and(impossible)).then_some(())
    }

    /// A season alone, behind "in", "the", "this".
    pub(super) fn is_plain_season(&self) -> Option<()> {
        let document = self.ground.document;
        let article = self.before(1).is_some_and(|at| document.is_word(at, "the"));
        let preposition =
            self.class_before(if article { 2 } else { 1 }, Class::Prep) || self.class_before(1, Class::Edge);
        let weak = self.get(Class::Season)? & WEAK != 0;
        // "prices continue to fall", "from spring to fall"
        if self.before(1).is_some_and(|at| document.is_word(at, "to")) && !self.class_before(2, Class::Season) {
            return None;
        }
        // "in the fall of Kabul" and "by fall from height" speak of no season
        let tail = self.bits(self.after()) & Class::Prep.bit() != 0
            || document.token(self.range.start as usize)?.is_capital() && self.beside_name();
        self.ends_in_no_name()?;
        (preposition && !(weak && tail)).then_some(())
    }

    /// "at 0330", and "at 1530" where such times stand near: a time of day without a mark of its own.
    pub(super) fn is_hours(&self) -> Option<()> {
        let document = self.ground.document;
        let at = self.range.start as usize;
        let zero =
            |at: usize| document.token(at).is_some_and(|t| t.first == b'0') && self.bits(at) & Class::Hours.bit() != 0;
        let about = self.class_before(1, Class::Approx);
        let before = self.before(if about { 2 } else { 1 })?;
        let led = if zero(at) {
            self.bits(before) & (Class::Prep.bit() | Class::To.bit()) != 0
        } else {
            let near = at.saturating_sub(NEAR)..(at + NEAR).min(document.tokens.len());
            document.is_word(before, "at")
                && near.into_iter().any(|n| {
                    zero(n)
                        || self.bits(n) & Class::Hours.bit() != 0
                            && self.bits(n + 1) & (Class::Zone.bit() | Class::Unit.bit()) != 0
                })
        };
        let text = document.token_text(at);
        (led && text.len() == 4 && !self.goes_on()).then_some(())?;
        self.not_measured()
    }

    /// A year alone: no count, no number of something.
    pub(super) fn is_plain_year(&self) -> Option<()> {
        let document = self.ground.document;
        let at = self.range.start as usize;
        let year = self.get(Class::Year)?;
        let token = document.token(at)?;
        // "2080, 2097, 2101" count incidents
        let recent = (1900..2070).contains(&year);
        let (mut signed, mut determined) = (false, false);
        if self.bits(at) & Class::Hours.bit() != 0 && self.is_hours().is_some() {
            return None;
        }
        if let Some(before) = self.before(1) {
            let previous = document.token(before)?;
            let bits = self.bits(before);
            if token.gap == Gap::None {
                let opens = matches!(previous.first, b'(' | b'[' | b'"' | b'\'')
                    || previous.first == 0xe2 && !is_dash(document, before);
                let dash = is_dash(document, before)
                    && (before.checked_sub(1).is_some_and(|b| self.bits(b) & Class::Edge.bit() != 0)
                        || previous.first == 0xe2);
                if previous.kind == TokenKind::Punct && !(opens || dash) || previous.kind != TokenKind::Punct {
                    return None;
                }
                signed = opens || dash;
            }
            if self.is_numbered()
                || matches!(previous.first, b'$' | b'#')
                || document.token_text(before) == "£"
                || document.token_text(before) == "€"
            {
                return None;
            }
            // "Force 2025", "Unified Quest 2014", "Vision 2030": the year is part of the name
            let name = Class::Holiday.bit() | Class::Numbered.bit() | Class::Measure.bit() | Class::Word.bit();
            if token.gap >= Gap::Space
                && previous.kind == TokenKind::Word
                && previous.is_capital()
                && bits & !name == 0
                && !self.is_function(before)
            {
                return None;
            }
            signed |= bits & (Class::Prep.bit() | Class::To.bit() | Class::Edge.bit() | Class::Approx.bit()) != 0;
            determined = self.is_function(before) || previous.kind == TokenKind::Possessive || previous.is_capital();
        }
        let Some(next) = document.token(self.after()).filter(|t| t.gap < Gap::Line) else {
            return (recent || signed).then_some(());
        };
        let bits = self.bits(self.after());
        if next.gap == Gap::None {
            // "2012-10-S-008", "2000-lb"; a wide dash may be an aside
            let joins = is_dash(document, self.after()) && next.first == b'-';
            let more =
                document.token(self.after() + 1).is_some_and(|t| t.gap == Gap::None && t.kind != TokenKind::Punct);
            if joins && more || matches!(next.first, b'%' | b'/' | b'+' | b'@') {
                return None;
            }
        } else if next.is_wordlike() {
            if bits & (Class::Measure.bit() | Class::AmPm.bit() | Class::Zone.bit()) != 0
                || bits & Class::Unit.bit() != 0 && !next.is_capital()
            {
                return None;
            }
            let lower = !next.is_capital() && !self.is_function(self.after()) && bits & !Class::Unit.bit() == 0;
            if lower {
                // "the 1777 campaign", but not "the 1500 soldiers"
                let one = year >= 1600 && !document.token_text(self.after()).ends_with('s');
                return (recent && (signed || determined) || signed && year >= 1500 || determined && one).then_some(());
            }
        }
        (recent || signed).then_some(())
    }

    /// "a year old", "a two-year-old", "60 years of age": an age, which is no duration here.
    pub(super) fn is_old(&self) -> bool {
        let document = self.ground.document;
        let dash = is_dash(document, self.after());
        let at = self.after() + usize::from(dash);
        let old = document.is_word(at, "old") || document.is_word(at, "olds");
        let of_age = document.is_word(at, "of") && document.is_word(at + 1, "age");
        let aged = self.before(1).is_some_and(|b| document.is_word(b, "aged") || document.is_word(b, "age"));
        old || of_age || aged
    }

    /// A length and no age, no clause of another sort.
    pub(super) fn is_length(&self) -> Option<()> {
        let glued = self.ground.document.token(self.range.start as usize)?.gap == Gap::None
            && self.before(1).is_some_and(|b| {
                let token = self.ground.document.tokens[b];
                token.is_wordlike()
                    || is_dash(self.ground.document, b)
                    || matches!(token.first, b'$' | b'.' | b'#' | b'/')
            });
        let numbered = self.is_numbered();
        (!self.is_old() && !glued && !numbered && !self.is_quoted_name()).then_some(())
    }

    /// “60 Minutes”: in capitals and in quotation marks of its own a length is a name.
    fn is_quoted_name(&self) -> bool {
        let document = self.ground.document;
        let quote = |at: usize| matches!(document.token_text(at), "\"" | "“" | "”" | "‘" | "’");
        let capital = document.token(self.after().wrapping_sub(1)).is_some_and(Token::is_capital);
        capital
            && self.before(1).is_some_and(quote)
            && document.token(self.after()).is_some_and(|t| t.gap == Gap::None)
            && quote(self.after())
    }

    /// "for one day", "12 months and one day", "one day before": a length, where a bare "one day" is just some time.
    pub(super) fn is_counted(&self) -> bool {
        let document = self.ground.document;
        let word = |text: &str| self.before(1).is_some_and(|at| document.is_word(at, text));
        self.class_before(1, Class::Prep)
            || self.class_before(1, Class::Approx)
            || word("than")
            || word("and") && self.class_before(2, Class::Unit)
            || self.bits(self.after()) & (Class::Later.bit() | Class::Earlier.bit()) != 0
    }

    /// One of some articles stands before the match.
    pub(super) fn article(&self, articles: &[&str]) -> Option<()> {
        let before = self.before(1)?;
        articles.iter().any(|w| self.ground.document.is_word(before, w)).then_some(())
    }

    /// "$5 a week", "twice a year": the article means "each".
    pub(super) fn is_rate(&self) -> bool {
        let document = self.ground.document;
        self.before(2).is_some_and(|b| {
            document.token(b).is_some_and(|t| t.kind == TokenKind::Number)
                || self.bits(b) & (Class::Times.bit() | Class::Unit.bit() | Class::Number.bit() | Class::Measure.bit())
                    != 0
        })
    }

    /// "annual" and the like as an adjective and no part of a name ("the Daily Mail").
    pub(super) fn is_recurrence(&self) -> Option<()> {
        let document = self.ground.document;
        let token = document.token(self.range.start as usize)?;
        let word = |at: usize| document.token(at).is_some_and(|t| t.kind == TokenKind::Word && t.is_capital());
        // "Daily Mail", "Apple Daily"
        let name = token.shape == Shape::Capital
            && (word(self.after()) || self.before(1).is_some_and(word) && !word(self.after()));
        (!name).then_some(())
    }

    /// One token to the left, if "a" stands before a "few" that begins the match.
    pub(super) fn few_article(&self) -> u32 {
        let few = self.bits(self.range.start as usize) & Class::Some.bit() != 0;
        let article = || self.before(1).is_some_and(|b| self.ground.document.is_word(b, "a"));
        u32::from(few && article())
    }

    /// A word and a hyphen are glued before the match: "bi-annual".
    pub(super) fn hyphened(&self, word: &str) -> bool {
        let document = self.ground.document;
        let glued = document.token(self.range.start as usize).is_some_and(|t| t.gap == Gap::None);
        glued
            && self.before(1).is_some_and(|b| is_dash(document, b))
            && self.before(2).is_some_and(|b| document.is_word(b, word))
    }

    /// "on", "by", "since" before a holiday make it a day; "of" and "for" do not.
    pub(super) fn names_a_day(&self) -> Option<()> {
        let before = self.before(1)?;
        let bound = Class::To.bit() | Class::Later.bit() | Class::Earlier.bit();
        let document = self.ground.document;
        let plain = ["on", "by", "since", "around"].iter().any(|w| document.is_word(before, w));
        // "Statement by President Biden on Passover", "Message on Christmas": titles tell what they are about
        if document.is_word(before, "on") && self.before(2).is_some_and(|at| document.tokens[at].is_capital()) {
            return None;
        }
        (plain || self.bits(before) & bound != 0).then_some(())
    }

    /// Two words such as "that same"; "that this" is another matter.
    pub(super) fn is_one_which(&self) -> Option<()> {
        self.nth(Class::Which, 1).is_none_or(|second| second == 10).then_some(())
    }

    /// "any previous year", "each following day": no certain one.
    pub(super) fn is_any(&self) -> bool {
        let any = |at: usize| ["any", "no"].iter().any(|w| self.ground.document.is_word(at, w));
        self.class_before(1, Class::Every) || self.before(1).is_some_and(any)
    }

    /// "over the last year", "in the next month": a length that ends or begins now.
    pub(super) fn spans(&self, unit: Unit) -> bool {
        let document = self.ground.document;
        let within =
            |at: usize| ["over", "in", "during", "within", "throughout"].iter().any(|w| document.is_word(at, w));
        unit >= Unit::Week
            && matches!(self.get(Class::Which), Some(1 | 6))
            && !self.has(Class::Edge)
            && self.before(1).is_some_and(|at| document.is_word(at, "the"))
            && self.before(2).is_some_and(within)
    }

    /// A comparative stands before the match: "a better tomorrow".
    pub(super) fn is_compared(&self) -> bool {
        let document = self.ground.document;
        self.before(1).is_some_and(|at| {
            let text = document.token_text(at);
            self.bits(at) == 0 && text.len() > 4 && text.ends_with("er") && !document.tokens[at].is_capital()
        })
    }
}
