//! What the lists say against a run of the model: "the U.S." is no body, ISIL is no place, "Women" alone is nobody.

use super::consistency::Run;
use crate::document::{Document, Gap, Shape, TokenKind, TokenRange};
use crate::fast::{FastMap, FastSet};
use crate::gazetteer::compile::FormKind;
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::gazetteer::numbers::other::{EVENT, PEOPLE, RELIGION};
use crate::gazetteer::numbers::place::{FACILITY, WATER};
use crate::gazetteer::numbers::title::{COURTESY, SUFFIX};
use crate::mention::Kind;
use crate::rules::Lists;
use crate::rules::organizations::abbreviates;

/// The runs with the kinds that the lists give their words, without those whose common words name nothing.
pub(super) fn check(document: &Document<'_>, lists: &Lists<'_>, runs: Vec<Run>) -> Vec<Run> {
    let people = runs.iter().filter(|run| run.kind == Kind::Person && run.range.len() > 1);
    let families: FastSet<u32> = people.map(|run| document.tokens[run.range.end as usize - 1].hash).collect();
    let alone = runs.iter().filter(|run| run.kind == Kind::Person && run.range.len() == 1);
    // the first place of each: there the title stands
    let alone: FastMap<u32, u32> =
        alone.rev().map(|run| (document.tokens[run.range.start as usize].hash, run.range.start)).collect();
    let before = |n: usize| n.checked_sub(1).map(|n| &runs[n]);
    let letters = runs.iter().enumerate().filter(|(n, run)| is_of_no_body(document, lists, before(*n), run));
    let letters: FastSet<u32> = letters.map(|(_, run)| document.tokens[run.range.start as usize].hash).collect();
    let none =
        |run: &Run| letters.contains(&document.tokens[run.range.start as usize].hash) && is_acronym(document, run);
    let people = People { families, alone };
    runs.into_iter().filter(|run| !none(run)).filter_map(|run| check_one(document, lists, &people, run)).collect()
}

/// Whether a run is some capital letters that stand for a body.
fn is_acronym(document: &Document<'_>, run: &Run) -> bool {
    matches!(run.kind, Kind::Organization | Kind::Place | Kind::Demonym)
        && run.range.len() == 1
        && document.tokens[run.range.start as usize].shape == Shape::Upper
}

/// Whether letters in brackets stand for what no body is: "an explosive device (HBIED)", "the Pier Load Survey (PLS)" where
/// nothing reads a name before the bracket; but "evaluation centre (VEC)".
fn is_of_no_body(document: &Document<'_>, lists: &Lists<'_>, before: Option<&Run>, run: &Run) -> bool {
    let at = run.range.start as usize;
    let bracketed = is_acronym(document, run)
        && at >= 2
        && document.is_punct(at - 1, b'(')
        && document.is_punct(at + 1, b')')
        && document.tokens[at - 2].kind == TokenKind::Word;
    if !bracketed {
        return false;
    }
    if !document.tokens[at - 2].is_capital() {
        return run.kind == Kind::Organization && !document.is(at - 2, Class::BODY_HEAD);
    }
    before.is_none_or(|before| (before.range.end as usize) < at - 1)
        && spelt_out(document, at).is_some_and(|long| !long.indexes().any(|t| may_head_a_body(document, lists, t)))
}

/// Whether a word heads bodies, or forums and conferences, which may be bodies.
fn may_head_a_body(document: &Document<'_>, lists: &Lists<'_>, at: usize) -> bool {
    let event = || lists.head(at, Family::Other).is_some_and(|(_, head)| head.kind == EVENT);
    document.is(at, Class::BODY_HEAD) || lists.opens(at, Family::Organization) || event()
}

/// Words of a name behind which its letters stand in brackets.
const SPELT: usize = 8;

/// The capitalised words right before the bracket around some letters that these letters abbreviate.
fn spelt_out(document: &Document<'_>, at: usize) -> Option<TokenRange> {
    let end = at - 1;
    let starts = (end.saturating_sub(SPELT)..end.saturating_sub(1)).rev();
    let starts = starts.take_while(|&t| document.tokens[t].is_wordlike() && document.tokens[t + 1].gap <= Gap::Space);
    let mut names = starts.filter(|&t| document.tokens[t].is_capital()).map(|t| TokenRange::new(t, end));
    names.find(|name| abbreviates(document.token_text(at), document, *name))
}

/// The people of a text, by the hashes of their words.
struct People {
    /// The last words of people named in full.
    families: FastSet<u32>,
    /// Words that stand alone for somebody, each with its first token.
    alone: FastMap<u32, u32>,
}

/// One run.
fn check_one(document: &Document<'_>, lists: &Lists<'_>, people: &People, run: Run) -> Option<Run> {
    let (start, end) = (run.range.start as usize, run.range.end as usize);
    let listed = |wanted: fn(Family, FormKind) -> bool| {
        lists.at(start).any(|(m, family)| m.range == run.range && wanted(family, m.form))
    };
    let body = || listed(|family, _| family == Family::Organization);
    let place = || listed(|family, form| family == Family::Place && form != FormKind::Demonym);
    // "the Reading tracks"
    let is_definite = || run.kind == Kind::Place && start > 0 && document.is(start - 1, Class::DETERMINER);
    let of = |kind| Some(Run { kind, ..run });
    match run.kind {
        // "the U.S. and the European Commission"
        Kind::Organization if lists.country(document, start).is_some_and(|m| m.range == run.range) && !body() => {
            of(if place() { Kind::Place } else { Kind::Demonym })
        }
        // "HIV", "Juneau, AK"
        Kind::Organization if is_acronym(document, &run) && !body() && listed(names_else) => None,
        Kind::Organization if run.range.len() == 1 && is_common(document, lists, start) && !body() => None,
        // "Nicaraguan Regime Accountable": words of every day without a head word among them
        Kind::Organization if run.range.len() > 1 && !body() && is_plain(document, lists, &run) => None,
        // "AI", "Managing Partner"; "Sessions" behind "Jeff Sessions" or a title is a name
        Kind::Person if run.range.indexes().all(|at| is_nameless(document, at)) => {
            let again = run.range.len() == 1 && people.families.contains(&document.tokens[start].hash);
            (again || is_titled(document, lists, start) && !is_joined(document, end, end)).then_some(run)
        }
        Kind::Demonym if run.range.indexes().any(|at| is_of_a_place(lists, at, end)) => Some(run),
        // "Japan-U.S. ties" names the country itself
        Kind::Demonym if place() => of(Kind::Place),
        // "AI", "Brown"
        Kind::Demonym
            if (is_acronym(document, &run) || run.range.len() == 1 && document.is(start, Class::COMMON))
                && !listed(|family, _| matches!(family, Family::Place | Family::Other)) =>
        {
            None
        }
        // "Medicare", "the Holocaust"; "Latinos" are a part of a people, "Yazidis" are one
        Kind::Demonym | Kind::Place | Kind::Organization
            if listed(|family, _| family == Family::Other) && !body() && !place() =>
        {
            let other = lists.at(start).filter(|(m, family)| m.range == run.range && *family == Family::Other);
            let religion = run.kind == Kind::Demonym;
            let people = |kind: u8| kind == PEOPLE || religion && kind == RELIGION;
            let mut people = other.map(|(m, _)| lists.entry(m)).filter(|entry| people(entry.kind()));
            people.any(|entry| entry.country().is_none()).then_some(Run { kind: Kind::Demonym, ..run })
        }
        // "Black women", "Tribal-owned": a word of every day that says which
        Kind::Organization | Kind::Place
            if run.range.len() == 1 && describes(document, lists, start) && !is_definite() && !body() && !place() =>
        {
            None
        }
        // "a Hale doctrine" where "President Hale" stands too
        Kind::Organization | Kind::Place
            if run.range.len() == 1
                && document.tokens[start].shape == Shape::Capital
                && !document.is(start, Class::COMMON)
                && people
                    .alone
                    .get(&document.tokens[start].hash)
                    .is_some_and(|&first| is_titled(document, lists, first as usize))
                && !body()
                && !place() =>
        {
            of(Kind::Person)
        }
        // "AI is one of": two capital letters behind no title are no name
        Kind::Person
            if run.range.len() == 1
                && document.tokens[start].shape == Shape::Upper
                && document.tokens[start].len() == 2
                && !people.families.contains(&document.tokens[start].hash)
                && !is_titled(document, lists, start) =>
        {
            None
        }
        // "Dame" Eleanor
        Kind::Person if lists.title(start, |kind| kind == COURTESY).is_some_and(|(m, _)| m.range == run.range) => None,
        // "an ISIL-held building"
        Kind::Place if run.range.len() == 1 && document.tokens[start].shape == Shape::Upper && body() && !place() => {
            of(Kind::Organization)
        }
        // "Lt. Gen. (Ret.)"
        Kind::Place | Kind::Organization
            if !body()
                && !place()
                && (start.saturating_sub(1)..=start)
                    .any(|at| lists.title(at, |k| k == SUFFIX).is_some_and(|(m, _)| m.range.contains(run.range))) =>
        {
            None
        }
        // "the County", "a Power Plant": a class of places; "St." alone
        Kind::Place if run.range.len() == 1 && is_class(document, lists, start) && !place() => None,
        Kind::Place if (is_head_alone(lists, &run) || is_shortened(document, &run)) && !place() => None,
        _ => Some(run),
    }
}

/// Whether a run is words of English, of a people or a place, none of which heads a body.
fn is_plain(document: &Document<'_>, lists: &Lists<'_>, run: &Run) -> bool {
    run.range.indexes().all(|at| {
        let token = document.tokens[at];
        let common = document.is(at, Class::COMMON) && !document.is(at, Class::NAME) && token.shape == Shape::Capital;
        let people = || lists.country(document, at).is_some_and(|m| m.form == FormKind::Demonym);
        let mark = !token.is_wordlike() || document.is(at, Class::FUNCTION) && !token.is_capital();
        (common || mark || people()) && lists.head(at, Family::Organization).is_none()
    })
}

/// Whether a capitalised word of every day is a splinter of a longer name ("America First", "Reserve Affairs", "Plan of
/// Action") or counted ("Article 4"): not a head word that may mean a body before it ("Department").
fn is_common(document: &Document<'_>, lists: &Lists<'_>, at: usize) -> bool {
    document.tokens[at].kind == TokenKind::Word
        && document.tokens[at].shape == Shape::Capital
        && document.is(at, Class::COMMON)
        && lists.head(at, Family::Organization).is_none()
        && (at > 0 && is_joined(document, at - 1, at)
            || is_joined(document, at + 1, at + 1)
            || document.token(at + 1).is_some_and(|t| t.kind == TokenKind::Number && t.gap == Gap::Space)
            || at > 1 && document.is_word(at - 1, "of") && is_joined(document, at - 2, at - 1))
}

/// Whether the lists have the people of a place at a token.
fn is_of_a_place(lists: &Lists<'_>, at: usize, end: usize) -> bool {
    lists.at(at).any(|(m, f)| f == Family::Place && m.form == FormKind::Demonym && m.range.end as usize <= end)
}

/// Whether a capitalised word of every day stands before what it describes: "Black women", "Tribal-owned", but "Labor said"
/// and "Treasury issued".
fn describes(document: &Document<'_>, lists: &Lists<'_>, at: usize) -> bool {
    let word = |at: usize| document.token(at).filter(|t| t.kind == TokenKind::Word && t.shape == Shape::Lower);
    let hyphen = document.is_punct(at + 1, b'-') && document.tokens[at + 1].gap == Gap::None;
    let next = at + 1 + usize::from(hyphen);
    let verb = Class::FUNCTION.union(Class::REPORTING_VERB).union(Class::AUXILIARY);
    document.is(at, Class::COMMON)
        && document.tokens[at].shape == Shape::Capital
        && lists.head(at, Family::Organization).is_none()
        && word(next).is_some_and(|t| t.gap == if hyphen { Gap::None } else { Gap::Space })
        && (hyphen || !document.is(next, verb) && !document.token_text(next).ends_with("ed"))
}

/// Whether a capitalised word stands at a token, with nothing but a space at another between it and its neighbour.
fn is_joined(document: &Document<'_>, at: usize, gap: usize) -> bool {
    let beside = document.token(gap).is_some_and(|t| t.gap == Gap::Space);
    beside && document.token(at).is_some_and(|t| t.kind == TokenKind::Word && t.is_capital())
}

/// Whether no name is in a token: a mark, a common word, or a few capital letters, that no list of names has.
fn is_nameless(document: &Document<'_>, at: usize) -> bool {
    let token = document.tokens[at];
    let letters = token.shape == Shape::Upper && token.len() <= 3;
    !document.is(at, Class::NAME) && (!token.is_wordlike() || letters || document.is(at, Class::COMMON))
}

/// Whether the short form of something that is no body.
fn names_else(family: Family, form: FormKind) -> bool {
    form == FormKind::Acronym && matches!(family, Family::Other | Family::Place)
}

/// Words by which a title may stand before a name.
const TITLE_WORDS: usize = 6;

/// Whether a title or courtesy title ends right before a token. "General Terms" and "Major Defense" have none.
fn is_titled(document: &Document<'_>, lists: &Lists<'_>, start: usize) -> bool {
    (start.saturating_sub(TITLE_WORDS)..start).any(|at| {
        lists.title(at, |kind| kind != SUFFIX).is_some_and(|(m, entry)| {
            let plain = m.range.len() == 1 && entry.kind() != COURTESY && document.is(at, Class::COMMON);
            m.range.end as usize == start && !plain
        })
    })
}

/// Whether a common word means a class of places, or is the field of a title or body ("Chief of Operations"). "The Gulf" is a
/// place by itself.
fn is_class(document: &Document<'_>, lists: &Lists<'_>, at: usize) -> bool {
    let field = at > 1
        && document.is_word(at - 1, "of")
        && document.is(at - 2, Class::TITLE_WORD.union(Class::BODY_HEAD))
        && !document.is(at, Class::DIRECTION.union(Class::NAME));
    document.is(at, Class::COMMON) && (field || lists.head(at, Family::Place).is_some())
}

/// Whether a place is a head word and nothing else: "Museum" of the Harbour. "The Gulf" is a place by itself, and so may be
/// a region of several words: "the Federal District".
fn is_head_alone(lists: &Lists<'_>, run: &Run) -> bool {
    lists
        .head(run.range.start as usize, Family::Place)
        .filter(|(m, _)| m.range == run.range)
        .is_some_and(|(m, head)| head.kind == FACILITY || m.range.len() == 1 && head.kind != WATER)
}

/// Whether a run is a shortened word and nothing else: "St."
fn is_shortened(document: &Document<'_>, run: &Run) -> bool {
    let start = run.range.start as usize;
    run.range.len() == 2 && document.is(start, Class::ABBREVIATION) && document.is_punct(start + 1, b'.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Gazetteers;

    /// What becomes of a run of a kind over the words in brackets.
    fn checked(kind: Kind, marked: &str) -> Option<Kind> {
        let gazetteers = Gazetteers::bundled().unwrap();
        let text = marked.replace(['[', ']'], "");
        let document = Document::new(&text, &gazetteers);
        let lists = Lists::new(&document, &gazetteers);
        let at = |byte: usize| document.tokens.partition_point(|t| (t.start as usize) < byte);
        let (open, close) = (marked.find('[').unwrap(), marked.find(']').unwrap() - 1);
        let run = Run { kind, range: TokenRange::new(at(open), at(close)) };
        check(&document, &lists, vec![run]).first().map(|run| run.kind)
    }

    #[test]
    fn lists_and_common_words_speak_against_a_run() {
        use Kind::{Demonym, Organization, Person, Place};
        for (kind, text, left) in [
            (Organization, "the [United States] and the European Union", Some(Place)),
            (Organization, "[French] and Italian Armies", Some(Demonym)),
            (Organization, "the [Pentagon] said", Some(Organization)),
            (Organization, "the [Nicaraguan Regime Accountable] there", None),
            (Organization, "for [Child Care] today", None),
            (Organization, "the [Harbour Pilots Association] said", Some(Organization)),
            (Organization, "the [Orlovan Family] said", Some(Organization)),
            (Organization, "America [First] policies", None),
            (Organization, "the Plan of [Action] that", None),
            (Organization, "under [Article] 4 of it", None),
            (Organization, "Reserve [Affairs]", None),
            (Organization, "an explosive device ([HBIED]) there", None),
            (Organization, "the evaluation centre ([VEC]) there", Some(Organization)),
            (Organization, "the Fisheries Forum ([FIF]) in 2021", Some(Organization)),
            (Organization, "the Pier Load Survey ([PLS]) in 2021", None),
            (Place, "the Pier Load Survey ([PLS]) in 2021", None),
            (Organization, "the Pier Load Agency ([PLA]) in 2021", Some(Organization)),
            (Organization, "the Survey of Rivers ([ROS]) in 2021", Some(Organization)),
            (Organization, "[HIV] treatment", None),
            (Organization, "[Labor] and Justice", Some(Organization)),
            (Organization, "the [Alliance] said", Some(Organization)),
            (Organization, "[Department] officials", Some(Organization)),
            (Organization, "[Dynkorp] officials", Some(Organization)),
            (Place, "an [ISIL]-held building", Some(Organization)),
            (Place, "[Medicare] claims", None),
            (Organization, "[Latino] voters", None),
            (Demonym, "[Latino] voters", None),
            (Demonym, "[Yazidi] voters", Some(Demonym)),
            (Organization, "[Uyghur] voters", Some(Demonym)),
            (Demonym, "[Medicaid] claims", None),
            (Demonym, "when [AI] writes", None),
            (Demonym, "Black and [Brown] people", None),
            (Demonym, "[Kenyan] voters", Some(Demonym)),
            (Demonym, "[Cuban American] voters", Some(Demonym)),
            (Demonym, "[Kenya]-backed", Some(Place)),
            (Organization, "[Black] women", None),
            (Organization, "[Tribal]-owned", None),
            (Organization, "[Labor] said", Some(Organization)),
            (Organization, "[Labor] issued it", Some(Organization)),
            (Place, "in the [UAE] today", Some(Place)),
            (Place, "residents of the [County]", None),
            (Place, "Lt. Gen. ([Ret]) Jane Hale", None),
            (Place, "Chief of [Operations]", None),
            (Place, "in [Orange County] today", Some(Place)),
            (Place, "a [Power Plant] there", None),
            (Place, "in [St.] Zarrow", None),
            (Place, "in the [Gulf] today", Some(Place)),
            (Place, "in the [Federal District] today", Some(Place)),
            (Place, "in [Black]-owned firms", None),
            (Person, "[Baker] said", Some(Person)),
            (Person, "[BRILLIANT] said", None),
            (Person, "Attorney General [Sessions] said", Some(Person)),
            (Person, "Deputy Director [Affairs] Board", None),
            (Person, "General [Terms] of trade", None),
            (Person, "Mr. [Sides] wanted", Some(Person)),
            (Person, "[Sessions] of the committee", None),
            (Person, "[Managing Partner]", None),
            (Person, "[J. R. Zyrnoff]", Some(Person)),
            (Person, "as [AI] is one of them", None),
            (Person, "as Mr. [XU] is one of them", Some(Person)),
        ] {
            assert_eq!(checked(kind, text), left, "{text}");
        }
    }
}
