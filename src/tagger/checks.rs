//! What the lists say against a run of the model: "the U.S." is no body, ISIL is no place, "Women" alone is nobody.

use super::consistency::Run;
use crate::document::{Document, Gap, Shape, TokenKind};
use crate::fast::FastSet;
use crate::gazetteer::ListMatch;
use crate::gazetteer::compile::FormKind;
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::mention::Kind;
use crate::rules::Lists;
use crate::rules::lists::{COURTESY, SUFFIX};

/// The runs with the kinds that the lists give their words, without those whose common words name nothing.
pub(super) fn check(document: &Document<'_>, lists: &Lists<'_>, runs: Vec<Run>) -> Vec<Run> {
    let people = runs.iter().filter(|run| run.kind == Kind::Person && run.range.len() > 1);
    let families: FastSet<u32> = people.map(|run| document.tokens[run.range.end as usize - 1].hash).collect();
    let letters = runs.iter().filter(|run| is_of_no_body(document, run));
    let letters: FastSet<u32> = letters.map(|run| document.tokens[run.range.start as usize].hash).collect();
    let none =
        |run: &Run| letters.contains(&document.tokens[run.range.start as usize].hash) && is_acronym(document, run);
    runs.into_iter().filter(|run| !none(run)).filter_map(|run| check_one(document, lists, &families, run)).collect()
}

/// Whether a run is some capital letters that stand for a body.
fn is_acronym(document: &Document<'_>, run: &Run) -> bool {
    run.kind == Kind::Organization
        && run.range.len() == 1
        && document.tokens[run.range.start as usize].shape == Shape::Upper
}

/// Whether letters in brackets stand for what no body is: "an explosive device (HBIED)", but "evaluation centre (VEC)".
fn is_of_no_body(document: &Document<'_>, run: &Run) -> bool {
    let at = run.range.start as usize;
    is_acronym(document, run)
        && at >= 2
        && document.is_punct(at - 1, b'(')
        && document.is_punct(at + 1, b')')
        && document.tokens[at - 2].kind == TokenKind::Word
        && !document.tokens[at - 2].is_capital()
        && !document.is(at - 2, Class::BODY_HEAD)
}

/// One run. `families` are the last words of people named in full.
fn check_one(document: &Document<'_>, lists: &Lists<'_>, families: &FastSet<u32>, run: Run) -> Option<Run> {
    let (start, end) = (run.range.start as usize, run.range.end as usize);
    let listed = |wanted: fn(Family, FormKind) -> bool| {
        lists.at(start).any(|(m, family)| m.range == run.range && wanted(family, m.form))
    };
    let body = || listed(|family, _| family == Family::Organization);
    let place = || listed(|family, form| family == Family::Place && form != FormKind::Demonym);
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
            let again = run.range.len() == 1 && families.contains(&document.tokens[start].hash);
            (again || is_titled(document, lists, start) && !is_joined(document, end, end)).then_some(run)
        }
        // "Medicare", "the Holocaust"; "Latinos" are a people
        Kind::Place | Kind::Organization if listed(|family, _| family == Family::Other) && !body() && !place() => {
            let people = |(m, family): (&ListMatch, Family)| family == Family::Other && lists.entry(m).kind() == PEOPLE;
            lists
                .at(start)
                .filter(|(m, _)| m.range == run.range)
                .any(people)
                .then_some(Run { kind: Kind::Demonym, ..run })
        }
        // "AI is one of": two capital letters behind no title are no name
        Kind::Person
            if run.range.len() == 1
                && document.tokens[start].shape == Shape::Upper
                && document.tokens[start].len() == 2
                && !families.contains(&document.tokens[start].hash)
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
        // "the County": a class of places
        Kind::Place if run.range.len() == 1 && is_class(document, lists, start) && !place() => None,
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
/// Action"): not a head word that may mean a body before it ("Department").
fn is_common(document: &Document<'_>, lists: &Lists<'_>, at: usize) -> bool {
    document.tokens[at].kind == TokenKind::Word
        && document.tokens[at].shape == Shape::Capital
        && document.is(at, Class::COMMON)
        && lists.head(at, Family::Organization).is_none()
        && (at > 0 && is_joined(document, at - 1, at)
            || is_joined(document, at + 1, at + 1)
            || at > 1 && document.is_word(at - 1, "of") && is_joined(document, at - 2, at - 1))
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

/// Number of `people` among the kinds of other names.
const PEOPLE: u8 = 11;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::TokenRange;
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
            (Organization, "Reserve [Affairs]", None),
            (Organization, "an explosive device ([HBIED]) there", None),
            (Organization, "the evaluation centre ([VEC]) there", Some(Organization)),
            (Organization, "the Fisheries Forum ([FIF]) in 2021", Some(Organization)),
            (Organization, "[HIV] treatment", None),
            (Organization, "[Labor] and Justice", Some(Organization)),
            (Organization, "the [Alliance] said", Some(Organization)),
            (Organization, "[Department] officials", Some(Organization)),
            (Organization, "[Dynkorp] officials", Some(Organization)),
            (Place, "an [ISIL]-held building", Some(Organization)),
            (Place, "[Medicare] claims", None),
            (Organization, "[Latino] voters", Some(Demonym)),
            (Place, "in the [UAE] today", Some(Place)),
            (Place, "residents of the [County]", None),
            (Place, "Lt. Gen. ([Ret]) Jane Hale", None),
            (Place, "Chief of [Operations]", None),
            (Place, "in [Orange County] today", Some(Place)),
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
