//! What the model alone reads needs grounds. A place stands where the text puts something there: "in Barakat", "Barakat and
//! Kabul", "Barakat, Ohio"; behind "Thank you," or before "said" it is somebody or nothing. A body does not end in a word of
//! things or titles: "Pier Rescue Initiative", "Distinguished Service Professor".

use super::consistency::{Run, words_key};
use crate::document::{Document, Gap, TokenKind};
use crate::fast::FastSet;
use crate::gazetteer::compile::FormKind;
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::gazetteer::numbers::other::PROGRAM;
use crate::mention::{Kind, Mention};
use crate::rules::Lists;

/// The runs without the places and bodies that neither a list nor a rule nor their surroundings and words know. `base` is
/// what lists and grammar read; runs stand in their order.
pub(super) fn keep(document: &Document<'_>, lists: &Lists<'_>, base: &[Mention], mut runs: Vec<Run>) -> Vec<Run> {
    runs.retain(|run| !(is_thing(document, lists, run) && !is_read(base, run)));
    let doubtful: Vec<usize> = (0..runs.len()).filter(|&n| is_doubtful(lists, base, &runs[n])).collect();
    if doubtful.is_empty() {
        return runs;
    }
    let mut stands = vec![true; runs.len()];
    doubtful.iter().for_each(|&n| stands[n] = is_led(document, lists, &runs[n]));
    // an enumeration is one kind of thing: from its first known place on, and back
    let known = |stands: &[bool], n: usize| runs[n].kind == Kind::Place && stands[n];
    let named: Vec<usize> = doubtful.iter().copied().filter(|&n| !is_direction(document, &runs[n])).collect();
    for &n in &named {
        stands[n] |= n > 0 && known(&stands, n - 1) && is_listed_beside(document, &runs[n - 1], &runs[n]);
    }
    for &n in named.iter().rev() {
        stands[n] |= n + 1 < runs.len() && known(&stands, n + 1) && is_listed_beside(document, &runs[n], &runs[n + 1]);
    }
    // the same name stands elsewhere as a place
    let placed: FastSet<u64> =
        doubtful.iter().filter(|&&n| stands[n]).map(|&n| words_key(document, runs[n].range)).collect();
    for &n in doubtful.iter().filter(|_| !placed.is_empty()) {
        stands[n] |= placed.contains(&words_key(document, runs[n].range));
    }
    let mut stands = stands.into_iter();
    runs.retain(|_| stands.next().unwrap_or(true));
    runs
}

/// Whether a list or a rule reads something of the same kind that begins where a run does.
fn is_read(base: &[Mention], run: &Run) -> bool {
    let from = base.partition_point(|m| m.range.start < run.range.start);
    base[from..].iter().take_while(|m| m.range.start == run.range.start).any(|m| m.kind == run.kind)
}

/// Whether what is taken for a body is a programme by its last word, or a title without a word of bodies.
fn is_thing(document: &Document<'_>, lists: &Lists<'_>, run: &Run) -> bool {
    let end = run.range.end as usize;
    let head = |at: usize| document.is(at, Class::BODY_HEAD) || lists.opens(at, Family::Organization);
    if run.kind != Kind::Organization || run.range.len() < 2 || head(end - 1) {
        return false;
    }
    // a forum or a conference may be a body, and "Mechanical Engineers" may have one
    let thing = |at: usize| {
        lists.head(at, Family::Other).is_some_and(|(m, head)| m.range.end as usize == end && head.kind == PROGRAM)
    };
    let title = |at: usize| {
        lists
            .title(at, |kind| kind <= 2)
            .is_some_and(|(m, _)| m.range.end as usize == end && m.form != FormKind::Plural)
    };
    let titled = document.is(end - 1, Class::TITLE_WORD) && run.range.indexes().any(title);
    titled && !run.range.indexes().any(head) || run.range.indexes().any(thing)
}

/// Whether nothing but the model says that a run is a place: no list, no rule, no word of a class of places in it.
fn is_doubtful(lists: &Lists<'_>, base: &[Mention], run: &Run) -> bool {
    run.kind == Kind::Place
        && run.range.len() == 1
        && !lists.speaks_of(run.range.start as usize, Family::Place)
        && !is_read(base, run)
}

/// Whether the words around a run put something there: "in", "to the", "the district" before it; "(Zarrow)"; "Zarrowby is a
/// village".
fn is_led(document: &Document<'_>, lists: &Lists<'_>, run: &Run) -> bool {
    let (start, end) = (run.range.start as usize, run.range.end as usize);
    if is_direction(document, run) {
        return is_quarter(document, start);
    }
    let bracket = |at: usize| document.is_punct(at, b'(') || document.is_punct(at, b')');
    if bracket(end) {
        return true;
    }
    if start == 0 || document.tokens[start].gap >= Gap::Line {
        return document.is(end, Class::FORM_OF_BE.union(Class::AUXILIARY));
    }
    let before = start - 1;
    lists.opens(before, Family::Place)
        || document.is(before, Class::DETERMINER.union(Class::PREPOSITION))
            && !document.is_word(before, "with")
            && !document.is_word(before, "by")
}

/// Whether a run is a direction.
fn is_direction(document: &Document<'_>, run: &Run) -> bool {
    document.is(run.range.start as usize, Class::DIRECTION)
}

/// Whether a direction is a part of the world, "the West": not "Western sanctions" nor the "South" of "South and Southeast Asia".
fn is_quarter(document: &Document<'_>, at: usize) -> bool {
    let shared = (document.is(at + 1, Class::CONJUNCTION) || document.is_punct(at + 1, b','))
        && document.is(at + 2, Class::DIRECTION)
        && document.tokens[at + 2].is_capital();
    // "the East / Jerusalem hospitals"
    let goes_on =
        document.token(at + 1).is_some_and(|t| t.kind == TokenKind::Word && t.is_capital() && t.gap < Gap::Paragraph);
    let noun = !document.token_text(at).ends_with("ern") && !shared && !goes_on;
    at > 0 && document.is(at - 1, Class::DETERMINER) && noun
}

/// Whether only a comma or "and" stands between two runs.
fn is_listed_beside(document: &Document<'_>, left: &Run, right: &Run) -> bool {
    let between = left.range.end as usize..right.range.start as usize;
    (1..=2).contains(&between.len())
        && between.clone().all(|at| {
            document.tokens[at].gap < Gap::Line
                && (document.is(at, Class::CONJUNCTION)
                    || [b',', b';', b'&'].iter().any(|&mark| document.is_punct(at, mark)))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::TokenRange;
    use crate::gazetteer::Gazetteers;

    /// The places in brackets and bodies in braces that are left.
    fn kept(marked: &str) -> Vec<String> {
        let gazetteers = Gazetteers::bundled().unwrap();
        let text = marked.replace(['[', ']', '{', '}'], "");
        let document = Document::new(&text, &gazetteers);
        let lists = Lists::new(&document, &gazetteers);
        let at = |byte: usize| document.tokens.partition_point(|t| (t.start as usize) < byte);
        let mut runs = Vec::new();
        let (mut plain, mut open) = (0, 0);
        for mark in marked.chars() {
            match mark {
                '[' | '{' => open = plain,
                ']' => runs.push(Run { kind: Kind::Place, range: TokenRange::new(at(open), at(plain)) }),
                '}' => runs.push(Run { kind: Kind::Organization, range: TokenRange::new(at(open), at(plain)) }),
                other => plain += other.len_utf8(),
            }
        }
        let runs = keep(&document, &lists, &[], runs);
        runs.iter().map(|run| document.range_text(run.range).to_owned()).collect()
    }

    #[test]
    fn a_place_of_no_list_stands_where_something_is() {
        for (marked, left) in [
            ("They came from [Zarrowby] today.", vec!["Zarrowby"]),
            ("They saw the [Zarrowby] docks.", vec!["Zarrowby"]),
            ("Zarrow ([Zarrowby]) is far.", vec!["Zarrowby"]),
            ("[Zarrowby] is a village.", vec!["Zarrowby"]),
            ("all of district [Zarrowby] was there", vec!["Zarrowby"]),
            ("[Zarrowby], [Kenya], is far.", vec!["Zarrowby", "Kenya"]),
            ("the counties of [Zarrowby], [Orlovby] and [Marvanby]", vec!["Zarrowby", "Orlovby", "Marvanby"]),
            ("[Zarrowby] fell. They left [Zarrowby]. It lies in [Zarrowby].", vec!["Zarrowby", "Zarrowby", "Zarrowby"]),
            ("They asked the [West] and the [North] to wait.", vec!["West", "North"]),
            ("They saw [Zarrow County] and [Kenya].", vec!["Zarrow County", "Kenya"]),
            // somebody, a thing, a firm, a field of study
            ("Thank you, [Zarrowby].", vec![]),
            ("MR HALE: [Zarrowby], we do not know.", vec![]),
            ("a partnership with [Zarrowby] on it", vec![]),
            ("They bought [Zarrowby] devices.", vec![]),
            ("the [Western] sanctions in [South] and [Southeast Asia]", vec!["Southeast Asia"]),
            ("in the [East] and South China Seas", vec![]),
            ("the [East]\nZarrowby hospitals", vec![]),
            ("They had [Better] days.", vec![]),
        ] {
            assert_eq!(kept(marked), left, "{marked}");
        }
    }

    #[test]
    fn a_body_ends_in_no_word_of_things_or_titles() {
        for (marked, left) in [
            ("the {Zarrowby Rescue Council} met", vec!["Zarrowby Rescue Council"]),
            ("the {Office of the Prosecutor General} met", vec!["Office of the Prosecutor General"]),
            ("the {Zarrowby} group met", vec!["Zarrowby"]),
            ("the {Zarrowby River Forum} met", vec!["Zarrowby River Forum"]),
            ("the {Orlovan Mechanical Engineers} met", vec!["Orlovan Mechanical Engineers"]),
            ("the {Zarrowby Rescue Initiative} began", vec![]),
            ("under the {Zarrowby Water Program} they", vec![]),
            ("an {Orlovan Press Secretary} came", vec![]),
        ] {
            assert_eq!(kept(marked), left, "{marked}");
        }
    }
}
