//! No name begins or ends with a word that links names: "U.S. Embassy in", "of Croatia Ministry of Interior".

use super::consistency::Run;
use super::headline;
use crate::document::{Document, Gap, Shape, TokenKind};
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::mention::{Kind, Mention};
use crate::rules::Lists;

/// Runs whose last word leads on ("Lumbee Tribe of" + "North Carolina") go on as lists and grammar read them, or over the
/// name behind "of"; else the word goes, and with it a head word that it leaves alone ("Office of the" Special Envoy).
/// "In" never belongs to a name that it ends: it says where the body is. Runs stay in their order and share no token.
pub(super) fn close(document: &Document<'_>, lists: &Lists<'_>, base: &[Mention], runs: Vec<Run>) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::with_capacity(runs.len());
    let mut rest = runs.into_iter().peekable();
    while let Some(mut run) = rest.next() {
        // "St." Petersburg: no run ends inside a place of the lists
        let listed = listed_end(base, run).filter(|end| rest.peek().is_none_or(|next| !cuts(*next, *end)));
        if let Some(end) = listed.filter(|_| run.kind == Kind::Place) {
            run.range.end = end;
            while rest.next_if(|next| next.range.start < end).is_some() {}
        }
        // "University of Wisconsin" | "Oshkosh", with a dash between
        if let Some(end) =
            campus_end(document, base, run).filter(|end| rest.peek().is_none_or(|next| !cuts(*next, *end)))
        {
            run.range.end = end;
            while rest.next_if(|next| next.range.start < end).is_some() {}
        }
        // "Minsk Group | Co-Chairs": a title with a hyphen is whole
        if run.kind == Kind::Organization && cuts_title(document, lists, run) {
            run.range.end -= 1;
            if run.range.is_empty() {
                continue;
            }
        }
        // "Orlandry | Hale, of Florida, to be": a given name that no list has
        let free = out.last().is_none_or(|before| before.range.end < run.range.start);
        if run.kind == Kind::Person && free && given_before(document, lists, run.range.start as usize) {
            run.range.start -= 1;
        }
        if run.kind == Kind::Organization
            && let Some(end) = body_before_verb(document, base, run)
        {
            run.range.end = end;
        }
        // "North" | "Dakota Army National Guard"
        if run.kind == Kind::Place
            && let Some(next) = rest.peek_mut().filter(|next| parts_a_place(lists, run, **next))
        {
            next.range.start = run.range.start;
            continue;
        }
        // "Abu Dhabi Sheikh" Khalid: what stands between a place and a name is a title
        if run.kind == Kind::Place
            && let Some(end) = place_before_title(lists, run)
        {
            run.range.end = end;
        }
        let cut = matches!(run.kind, Kind::Organization | Kind::Place) && run.range.len() > 1;
        if cut && opens_line(document, lists, run) {
            run.range.start += 1;
        }
        if !cut || !is_link(document, run.range.start) && !is_link(document, run.range.end - 1) {
            out.push(run);
            continue;
        }
        while run.range.len() > 1 && is_link(document, run.range.start) {
            run.range.start += 1;
        }
        let last = run.range.end - 1;
        if is_link(document, last) && !document.is_word(last as usize, "in") {
            let joined = || rest.peek().and_then(|next| joined_end(document, run, *next));
            let end = read_end(lists, base, run).or_else(joined).unwrap_or(run.range.end);
            run.range.end = end;
            while let Some(next) = rest.next_if(|next| next.range.start < end) {
                // a run that begins inside belongs to this name, with all its words
                run.range.end = next.range.end.max(end);
                // "District of" a place + "Columbia School of Law" a body
                if next.kind == Kind::Organization {
                    run.kind = next.kind;
                }
            }
        }
        while run.range.len() > 1 && is_link(document, run.range.end - 1) {
            run.range.end -= 1;
        }
        let start = run.range.start as usize;
        let bare = run.range.len() == 1 && run.range.end <= last && lists.head(start, Family::Organization).is_some();
        if !bare {
            out.push(run);
        }
    }
    out
}

/// Whether a token is a word between names, written small: "of", "and", "the".
fn is_link(document: &Document<'_>, at: u32) -> bool {
    const LINK: Class = Class::PREPOSITION.union(Class::CONJUNCTION).union(Class::DETERMINER);
    document.is(at as usize, LINK) && !document.tokens[at as usize].is_capital()
}

/// "- Near Kobani, four strikes": a link word with the capital of a sentence before a place of the lists.
fn opens_line(document: &Document<'_>, lists: &Lists<'_>, run: Run) -> bool {
    let (start, end) = (run.range.start as usize, run.range.end as usize);
    let place = |at: usize| lists.at(at).any(|(m, f)| f == Family::Place && m.range.end as usize == end);
    document.is(start, Class::PREPOSITION) && place(start + 1) && !place(start)
}

/// Where a longer place of the lists ends.
fn listed_end(base: &[Mention], run: Run) -> Option<u32> {
    let from = base.partition_point(|m| m.range.start < run.range.start);
    let same = base[from..].iter().take_while(|m| m.range.start == run.range.start);
    let listed = same.filter(|m| m.kind == Kind::Place && m.entry.is_some() && m.range.end > run.range.end);
    listed.map(|m| m.range.end).max()
}

/// Where a university that grammar read ends with the town behind its dash.
fn campus_end(document: &Document<'_>, base: &[Mention], run: Run) -> Option<u32> {
    let end = run.range.end as usize;
    let dash = run.kind == Kind::Organization
        && document.token(end).is_some_and(|t| t.kind == TokenKind::Punct && t.len() <= 3)
        && matches!(document.token_text(end), "–" | "-");
    let from = base.partition_point(|m| m.range.start < run.range.start);
    let same = base[from..].iter().take_while(|m| dash && m.range.start == run.range.start);
    let read = same.filter(|m| m.kind == Kind::Organization && m.entry.is_none() && m.range.end > run.range.end);
    read.map(|m| m.range.end).max()
}

/// Whether a word that no list has opens its line before a family name that stands alone.
fn given_before(document: &Document<'_>, lists: &Lists<'_>, family: usize) -> bool {
    let Some(given) = family.checked_sub(1) else { return false };
    let token = document.tokens[given];
    token.gap >= Gap::Line
        && token.kind == TokenKind::Word
        && token.shape == Shape::Capital
        && token.word == 0
        && document.tokens[family].gap == Gap::Space
        && document.is(family, Class::FAMILY_NAME)
        && lists.at(given).next().is_none()
}

/// Whether a place of the lists begins with a run and ends inside the body right behind it.
fn parts_a_place(lists: &Lists<'_>, run: Run, next: Run) -> bool {
    let inside = |end: u32| end > run.range.end && cuts(next, end);
    next.kind == Kind::Organization
        && next.range.start == run.range.end
        && lists.at(run.range.start as usize).any(|(m, f)| f == Family::Place && inside(m.range.end))
}

/// Where a body that lists or grammar read ends before the verb of a headline: "Orlovan Administration Tackles Methane
/// Emissions" over "to tackle methane emissions".
fn body_before_verb(document: &Document<'_>, base: &[Mention], run: Run) -> Option<u32> {
    let from = base.partition_point(|m| m.range.start < run.range.start);
    let same = base[from..].iter().take_while(|m| m.range.start == run.range.start);
    let bodies = same.filter(|m| m.kind == Kind::Organization && m.range.end < run.range.end);
    // "the Harbour Office and the Pier Office Sign Accord"
    let several = run.range.start > 0 && document.is(run.range.start as usize - 1, Class::CONJUNCTION);
    let verb = |at: usize| headline::is_third_person(document, at) || several && headline::is_base_form(document, at);
    bodies.map(|m| m.range.end).filter(|end| verb(*end as usize)).max()
}

/// Where a place of the lists ends before the title that is all the rest of a run.
fn place_before_title(lists: &Lists<'_>, run: Run) -> Option<u32> {
    let (start, end) = (run.range.start as usize, run.range.end as usize);
    let titled = |at: usize| lists.title(at, |_| true).is_some_and(|(m, _)| m.range.end as usize == end);
    let places = lists.at(start).filter(|(m, f)| *f == Family::Place && (m.range.end as usize) < end);
    places.map(|(m, _)| m.range.end).filter(|place| titled(*place as usize)).max()
}

/// Whether a run ends inside a title that begins with its last word and goes on behind a hyphen.
fn cuts_title(document: &Document<'_>, lists: &Lists<'_>, run: Run) -> bool {
    let (last, end) = (run.range.end as usize - 1, run.range.end as usize);
    document.is_punct(end, b'-')
        && document.tokens[end].gap == Gap::None
        && lists.title(last, |kind| kind <= 2).is_some_and(|(m, _)| m.range.end as usize > end)
}

/// Whether a run begins before an end and goes on behind it.
fn cuts(run: Run, end: u32) -> bool {
    run.range.start < end && run.range.end > end
}

/// Where a longer name ends that lists or grammar read from the same first word on.
fn read_end(lists: &Lists<'_>, base: &[Mention], run: Run) -> Option<u32> {
    let from = base.partition_point(|m| m.range.start < run.range.start);
    let read = base[from..]
        .iter()
        .take_while(|m| m.range.start == run.range.start)
        .filter(|m| matches!(m.kind, Kind::Organization | Kind::Place))
        .map(|m| m.range.end);
    let listed = lists.organization_end(run.range.start as usize).map(|end| end as u32);
    read.chain(listed).filter(|end| *end > run.range.end).max()
}

/// Where the name behind "of" or "of the" ends, if a run ends in that.
fn joined_end(document: &Document<'_>, run: Run, next: Run) -> Option<u32> {
    let article = |at: u32| document.is(at as usize, Class::DETERMINER) && is_link(document, at);
    let last = run.range.end - 1;
    let link = if article(last) { last - 1 } else { last };
    let behind = next.range.start == run.range.end || next.range.start == run.range.end + 1 && article(run.range.end);
    let together = (run.range.end..=next.range.start).all(|at| document.tokens[at as usize].gap <= Gap::Line);
    // "Office of the" + "President"
    let office = next.kind == Kind::Role && article(last) && next.range.len() <= 2;
    let name = office || matches!(next.kind, Kind::Organization | Kind::Place);
    (behind && together && name && document.is_word(link as usize, "of")).then_some(next.range.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::TokenRange;
    use crate::gazetteer::Gazetteers;

    /// The names of a text in which `[` and `]` mark runs of bodies, `{` and `}` runs of places.
    fn closed(marked: &str) -> Vec<String> {
        let lists = Gazetteers::bundled().unwrap();
        let text = marked.replace(['[', ']', '{', '}'], "");
        let document = Document::new(&text, &lists);
        let matches = Lists::new(&document, &lists);
        let mut runs = Vec::new();
        let (mut plain, mut open) = (0, 0);
        for mark in marked.chars() {
            match mark {
                '[' | '{' => open = plain,
                ']' | '}' => {
                    let at = |byte: usize| document.tokens.partition_point(|t| (t.start as usize) < byte);
                    let kind = if mark == ']' { Kind::Organization } else { Kind::Place };
                    runs.push(Run { kind, range: TokenRange::new(at(open), at(plain)) });
                }
                other => plain += other.len_utf8(),
            }
        }
        let runs = close(&document, &matches, &[], runs);
        runs.iter().map(|run| document.range_text(run.range).to_owned()).collect()
    }

    #[test]
    fn a_name_goes_on_behind_its_link() {
        for (marked, names) in [
            ("the [U.S. Embassy in] {Hanoi}, Vietnam", vec!["U.S. Embassy", "Hanoi"]),
            ("{District of} [Columbia School of Law] taught", vec!["District of Columbia School of Law"]),
            ("- {Near Kobani}, four", vec!["Kobani"]),
            ("the {Near East} said", vec!["Near East"]),
            ("the {North} [Dakota Army National Guard] left", vec!["North Dakota Army National Guard"]),
            ("Crown Prince of {Abu Dhabi Sheikh} Omar", vec!["Abu Dhabi"]),
            ("{Ohio Governor} Hale and {New York Mayor} Ames", vec!["Ohio", "New York"]),
            (
                "in {Crown Point}, {Prince George's County} and {Queens}",
                vec!["Crown Point", "Prince George's County", "Queens"],
            ),
            ("the {Kenya} [Army National Guard] left", vec!["Kenya", "Army National Guard"]),
            ("the [Department of] {Energy} said", vec!["Department of Energy"]),
            ("the [Office of the] Special Envoy", vec![]),
            ("the [Lumbee Tribe of] {North Carolina} said", vec!["Lumbee Tribe of North Carolina"]),
            ("the {District of} the {Virgin Islands} ruled", vec!["District of the Virgin Islands"]),
            ("a [Reward for] {Honduras} and", vec!["Reward", "Honduras"]),
            ("the [Minsk Group Co]-Chairs met", vec!["Minsk Group"]),
            ("the [Harbour Co]-Operative met", vec!["Harbour Co"]),
            ("[National Security and] Intelligence", vec!["National Security"]),
            ("the {Czech Republic of} April 30", vec!["Czech Republic"]),
            ("Republic [of Croatia Ministry of Interior] said", vec!["Croatia Ministry of Interior"]),
            ("[Member States of], in {Oslo}", vec!["Member States", "Oslo"]),
        ] {
            assert_eq!(closed(marked), names, "{marked}");
        }
    }

    #[test]
    fn a_given_name_of_no_list_opens_the_line() {
        let lists = Gazetteers::bundled().unwrap();
        for (text, yes) in [
            ("Markovenzy Hale, of Ohio, to be Director.", true),
            ("They came.\n\nOrlandry Hale spoke.", true),
            ("- item\nTarrowen Hale, of Ohio", true),
            // a word of the lists, a word inside a line, a word in lower case
            ("Today Hale spoke.", false),
            ("They met Orlandry Hale.", false),
            ("orlandry Hale spoke.", false),
        ] {
            let document = Document::new(text, &lists);
            let matches = Lists::new(&document, &lists);
            let hale = (0..document.tokens.len()).find(|&at| document.token_text(at) == "Hale").unwrap();
            assert_eq!(given_before(&document, &matches, hale), yes, "{text}");
        }
    }
}
