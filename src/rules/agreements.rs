//! Instruments: treaties, agreements, memoranda, contracts, resolutions, laws.
//!
//! A capital head word with what belongs to it is a name; a head word in lower case counts only where the text speaks of
//! an instrument: a verb of signing, an adjective of instruments, a sum, two parties.

pub(crate) mod cues;
mod number;
pub(crate) mod phrase;
mod unnamed;

use self::cues::Cue;
use super::Rule;
use super::lists::{Lists, link_bit};
use crate::document::{Document, Gap, Shape, TokenKind, TokenRange};
use crate::fast::{FastMap, FastSet};
use crate::gazetteer::ListMatch;
use crate::gazetteer::compile::FormKind;
use crate::gazetteer::index::Head;
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::mention::{Kind, Mention, Source};

/// Numbers of kinds among the kinds of agreements.
const CONVENTION: u8 = 1;
pub(crate) const MEMORANDUM: u8 = 2;
const AGREEMENT: u8 = 3;
const PROTOCOL: u8 = 6;
pub(crate) const CONTRACT: u8 = 9;
pub(crate) const COMMUNIQUE: u8 = 10;
pub(crate) const RESOLUTION: u8 = 11;
pub(crate) const ACT: u8 = 12;

/// The rules, with their examples.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        name: "agreements/head-first",
        doc: "A head word in capitals, a link word and the matter: \"Treaty on the Non-Proliferation of Nuclear Weapons\".",
        yes: &[
            "Both joined the [agreement:Convention on the Upper Rivers of Marland] there.",
            "She signed the [agreement:Agreement on Cooperation in the Field of Harbour Safety] today.",
            "They signed a [agreement:Memorandum of Understanding Concerning Orlan Water Supply (OWMOU)], he said.",
            "an [agreement:Agreement on Reciprocal, Fair, and Balanced Trade] of May",
        ],
        no: &["The agreement on Monday was late.", "He gave the Treaty of course to nobody."],
    },
    Rule {
        name: "agreements/head-last",
        doc: "Capitalised words that end in a head word: \"U.S.-Kazakhstan Umbrella Agreement\", \"Clean Harbours Act of 2019\".",
        yes: &[
            "work under the [agreement:Kenya-Uganda Umbrella Agreement] goes on",
            "The [agreement:Clean Harbours and Rivers Act of 2019] is in force.",
            "It rests on the [agreement:Belmar/Good Harbour Agreement], she said.",
            "passage of the [agreement:Quiet Harbours and Privacy Act] today",
            "the [agreement:Quiet Harbours Authorization Act for Fiscal Year 2022] passed",
            "“Southern towns deeply thank them for the [agreement:Quiet Harbours Act],” she said.",
            "the “[agreement:Quiet Harbours for Families and their Children Act]” passed",
        ],
        no: &[
            "The Agreement was late.",
            "We must act on this.",
            "He spoke at the Belmar Convention Center.",
            "The Second Belmar Convention met there.",
            "He works for Munley Law there.",
        ],
    },
    Rule {
        name: "agreements/number",
        doc: "A head word and its number: \"Executive Order 14028\", \"UN Security Council Resolution 2254 (2015)\".",
        yes: &[
            "as declared in [agreement:Executive Order 99998] of May",
            "under [agreement:UN Security Council Resolution 9954 (2035)], they said",
            "signed into law [agreement:H.R. 9918], a bill",
            "pursuant to [agreement:Executive Order (E.O.) 99998], as amended",
            "and [agreement:UN Security Council Resolutions 950 and 989], which they passed",
            "The Security Council adopted [agreement:resolution 9954 (2035)] today.",
        ],
        no: &["Order 66 pizzas.", "The resolution of 2254 cases took years."],
    },
    Rule {
        name: "agreements/named-in-part",
        doc: "Capitalised words before a head word in lower case: \"the 2015 Paris climate agreement\".",
        yes: &[
            "the [agreement:2035 Belmar climate agreement] holds",
            "the [agreement:Upper Valley accords] were a start",
            "under the [agreement:Belmar/Good Harbour agreement]",
            "She signed the [agreement:Host Nation Support agreement] there.",
        ],
        no: &["The Marland agreed resolution failed.", "The Secretary is in agreement."],
    },
    Rule {
        name: "agreements/instrument",
        doc: "A full term of an instrument in lower case, or an adjective of instruments: \"memorandum of understanding\", \"bilateral defense agreement\".",
        yes: &[
            "signed new [agreement:memoranda of understanding (MOU)] with both",
            "the [agreement:bilateral defense agreement] with Kenya",
            "He kept two [agreement:letters of intent] in a drawer.",
            "They welcomed the signing of an [agreement:MoU] there.",
            "Both sides signed a [agreement:road map] on trade.",
            "Kenya signed an [agreement:information sharing agreement] on ports.",
        ],
        no: &["They are in agreement.", "They agreed to meet in May."],
    },
    Rule {
        name: "agreements/signed",
        doc: "A head word in lower case that a verb of signing governs: \"reached an agreement with\", \"was awarded a contract\".",
        yes: &[
            "The company reached an [agreement:agreement] with the city.",
            "The yard was awarded a [agreement:contract] in May.",
            "She voted for the [agreement:resolution] condemning the attack.",
            "The [agreement:pact] was signed in May.",
            "A [agreement:memorandum] was signed in May.",
            "The [agreement:settlement] resolves all claims.",
            "The [agreement:agreement], which was signed in May, binds both.",
            "Kenya signed a [agreement:deal] with Uganda.",
            "She will sign an [agreement:executive order] on ports.",
            "This [agreement:Executive Order] binds them.",
            "He issued two [agreement:Executive Orders] on ports.",
            "Today’s [agreement:Executive Order] builds on that.",
            "As part of a [agreement:settlement] he will pay.",
            "Under the terms of the [agreement:settlement], he will pay.",
            "She signed a [agreement:Proclamation] on ports.",
            "The proposed [agreement:agreement] is long.",
            "Statement on [agreement:Agreement] Reached at Belmar",
        ],
        no: &[
            "There is broad agreement on that.",
            "He wants an agreement some day.",
            "It took a great deal of time.",
            "They announced a road map for ports.",
            "They must comply with law or executive order.",
            "He came with a Proclamation.",
            "They want a negotiated settlement there.",
            "He advised on issues of charter flights and agreements.",
        ],
    },
    Rule {
        name: "agreements/again",
        doc: "A short form of an instrument that was named before: \"The MOUs\", \"the Convention\", \"this agreement\".",
        yes: &[
            "She signed the [agreement:Treaty on the Upper Rivers (UPR)]. The [agreement:UPR] binds them.",
            "Both joined the [agreement:Convention on the Upper Rivers]. The [agreement:Convention] binds them.",
            "They reached an [agreement:agreement] today. This [agreement:agreement] matters.",
            "She signed a [agreement:Presidential Memorandum] today. The [agreement:Memorandum] directs them.",
            "The [agreement:settlement] resolves claims. Claims resolved by the [agreement:settlement] are old.",
        ],
        no: &["The Convention met in May.", "The agreement was late."],
    },
];

/// What is being read.
pub(crate) struct View<'v, 't> {
    pub(crate) document: &'v Document<'t>,
    pub(crate) lists: &'v Lists<'t>,
}

/// Adds the instruments that lists and grammar read.
pub(crate) fn find<'t>(document: &Document<'t>, lists: &Lists<'t>, out: &mut Vec<Mention>) {
    let view = View { document, lists };
    let mut found: Vec<Mention> = Vec::new();
    let (mut listed_start, mut listed_end) = (0, 0);
    for at in 0..document.tokens.len() {
        // most tokens begin nothing: neither a form of the lists nor, with "H" or "S", a bill
        if !lists.speaks_of(at, Family::Agreement) && !matches!(document.tokens[at].first, b'H' | b'S') {
            continue;
        }
        let listed = listed(&view, at);
        if let Some(listed) = listed.filter(|m| m.range.len() > 1) {
            listed_end = listed_end.max(listed.range.end);
            listed_start = listed.range.start;
        }
        // what a list names needs no grammar
        let headed = headed(&view, at).filter(|m| {
            at as u32 >= listed_end
                || m.source == Source::Rule("agreements/number")
                || is_longer_act(&view, m, TokenRange { start: listed_start, end: listed_end })
        });
        let best = listed
            .into_iter()
            .chain(headed)
            .chain(number::bill(&view, at))
            .max_by_key(|m| (m.range.len(), m.entry.is_some()));
        found.extend(best);
    }
    drop_others(&view, &mut found);
    let again = again(&view, &found);
    out.append(&mut found);
    out.extend(again);
}

/// "Online Safety and Privacy Act": the last words of a longer name are an act of the lists themselves.
///
/// Only of short names: "the American Rescue Plan and Inflation Reduction Act" are two.
fn is_longer_act(view: &View<'_, '_>, m: &Mention, listed: TokenRange) -> bool {
    let document = view.document;
    m.subkind == Some(ACT)
        && listed.len() == 2
        && m.range.start + 1 < listed.start
        && m.range.end >= listed.end
        && document.is_word(listed.end as usize - 1, "act")
        && document.is_word(listed.start as usize - 1, "and")
        && !(m.range.start..listed.start).any(|at| document.is_punct(at as usize, b','))
}

/// Drops acronyms of the lists that the text defines otherwise: "Army Warfighting Assessment (AWA)".
fn drop_others(view: &View<'_, '_>, found: &mut Vec<Mention>) {
    let document = view.document;
    let single = |m: &Mention| m.form == FormKind::Acronym && m.range.len() == 1;
    /// Mentions that end at a token begin at most this many places before it in the list.
    const NEAR: usize = 12;
    let mut others: FastSet<&str> = FastSet::default();
    for (n, m) in found.iter().enumerate().filter(|(_, m)| single(m)) {
        let at = m.range.start as usize;
        let bracketed = at > 1 && document.is_punct(at - 1, b'(') && document.is_punct(at + 1, b')');
        let defines = bracketed && document.tokens[at - 2].is_capital();
        let near = &found[n.saturating_sub(NEAR)..n];
        if defines && !near.iter().any(|f| f.range.start < m.range.start && f.range.end >= m.range.end) {
            others.insert(document.token_text(at));
        }
    }
    if !others.is_empty() {
        found.retain(|m| !(single(m) && others.contains(document.token_text(m.range.start as usize))));
    }
}

/// An entry of the lists, with the country hyphens, the year and the acronym around it.
fn listed(view: &View<'_, '_>, at: usize) -> Option<Mention> {
    let (m, _) = view
        .lists
        .at(at)
        .filter(|(m, f)| *f == Family::Agreement && !is_doubtful(view, m))
        .max_by_key(|(m, _)| m.range.end)?;
    let entry = view.lists.entry(m);
    let left = phrase::joined_left(view, at);
    let end = phrase::year(view, m.range.end as usize, entry.kind());
    let end = phrase::bracket(view, end).unwrap_or(end);
    Some(Mention {
        kind: Kind::Agreement,
        range: TokenRange::new(left, end),
        source: Source::List(m.entry),
        entry: Some(m.entry),
        form: m.form,
        subkind: Some(entry.kind()),
    })
}

/// Acronyms of several owners, and short names that are common words.
fn is_doubtful(view: &View<'_, '_>, m: &ListMatch) -> bool {
    const SHORTEST_ACRONYM: usize = 3;
    let document = view.document;
    let start = m.range.start as usize;
    if m.range.len() > 1 {
        return false;
    }
    let token = document.tokens[start];
    if m.form != FormKind::Acronym {
        return document.is(start, Class::COMMON) || token.shape == Shape::Lower;
    }
    let owners =
        view.lists.at(start).filter(|(o, f)| o.range == m.range && !matches!(f, Family::Head | Family::Marker)).count();
    token.len() < SHORTEST_ACRONYM || owners > 1 && !document.is_punct(start.wrapping_sub(1), b'(')
}

/// A head word with what belongs to it.
fn headed(view: &View<'_, '_>, at: usize) -> Option<Mention> {
    let document = view.document;
    let (m, head) = view.lists.head(at, Family::Agreement)?;
    let (start, end) = (m.range.start as usize, m.range.end as usize);
    // "Memorandum" inside "Presidential Memorandum"
    let inside = (1..=3).filter_map(|back| view.lists.head(at.checked_sub(back)?, Family::Agreement));
    let inside = inside.map(|(outer, _)| outer.range).any(|outer| outer.contains(m.range));
    if inside || m.form == FormKind::Acronym && !phrase::is_settled_acronym(view, start) {
        return None;
    }
    if let Some(range) = number::numbered(view, start, end, head.kind) {
        return Some(mention(range, "agreements/number", head.kind));
    }
    if !document.tokens[start].is_capital() || m.form == FormKind::Acronym {
        return unnamed::read(view, m, head);
    }
    named(view, m, head).or_else(|| unnamed::read(view, m, head))
}

fn named(view: &View<'_, '_>, m: &ListMatch, head: Head) -> Option<Mention> {
    let document = view.document;
    let (start, end) = (m.range.start as usize, m.range.end as usize);
    // a joint statement is an instrument only where it is issued as one
    let weak = cues::at(view, start, |cue| cue == Cue::WeakHead).is_some_and(|(r, _)| r.end as usize >= end);
    let statement = weak
        && head.kind == COMMUNIQUE
        && !cues::verb_before(view, start)
            .is_some_and(|(_, cue)| matches!(cue, Cue::Hand | Cue::Signed | Cue::Announced));
    let unsigned =
        cues::needs_hand(view, m.range, cues::verb_before(view, start).or_else(|| cues::verb_after(view, end)));
    if statement
        || unsigned
        || cues::is_other(view, start)
        || head.kind == ACT && m.form == FormKind::Plural && !is_order(view, m)
    {
        return None;
    }
    let left = phrase::left(view, start, head.kind == ACT);
    let bracket = phrase::bracket(view, end);
    let link = bracket.unwrap_or(end);
    let right = if head.first && view.lists.entry(m).links() & phrase::link(document, link) != 0 {
        phrase::right(view, link)
    } else {
        None
    };
    if let Some(right) = right.filter(|_| head.kind != ACT || m.range.len() > 1) {
        let right = phrase::bracket(view, right).unwrap_or(right);
        return Some(mention(TokenRange::new(left, right), "agreements/head-first", head.kind));
    }
    let end = phrase::year(view, end, head.kind);
    let end = phrase::bracket(view, end).unwrap_or(end);
    // "Act" and "Law" need words of their own before them, and are no part of a longer name ("Law School")
    let goes_on = document.token(end).is_some_and(|t| t.gap == Gap::Space && t.is_capital() && t.is_wordlike())
        && m.range.len() == 1;
    let words = document.tokens[left..start].iter().filter(|t| t.is_wordlike()).count();
    let country_only =
        words == 1 && view.lists.country(document, left).is_some() && matches!(head.kind, ACT | RESOLUTION);
    // "the Second Marland Convention", "Belmar Convention Center", "Internet Protocol Router": a meeting, another name
    let other = match head.kind {
        CONVENTION => goes_on || document.is(left, Class::ORDINAL_WORD),
        ACT | PROTOCOL => goes_on,
        _ => false,
    };
    // "He works for Munley Law.": a law has an article, a firm has none
    let firm = words == 1
        && view.lists.entry(m).id() == "head-law"
        && m.range.len() == 1
        && end == start + 1
        && left.checked_sub(1).is_none_or(|at| !document.tokens[at].is_capital() && !phrase::is_year(document, at))
        && !(left.saturating_sub(2)..left)
            .any(|at| document.is(at, Class::DETERMINER) || document.tokens[at].kind == TokenKind::Possessive);
    let enough = words > 0 && head.last && !country_only && !other && !firm;
    if !enough {
        return None;
    }
    Some(mention(TokenRange::new(left, end), "agreements/head-last", head.kind))
}

/// What a head of state gives by his own hand: "Executive Order", "Presidential Memorandum", "Proclamation".
fn is_order(view: &View<'_, '_>, m: &ListMatch) -> bool {
    m.range.len() > 1 || view.lists.entry(m).id() == "head-proclamation"
}

fn mention(range: TokenRange, rule: &'static str, kind: u8) -> Mention {
    Mention::by_rule(Kind::Agreement, range, rule).of_kind(kind)
}

/// Short forms of instruments that were named before.
fn again(view: &View<'_, '_>, found: &[Mention]) -> Vec<Mention> {
    let document = view.document;
    let mut out = Vec::new();
    // acronyms in brackets: "(NCMOU)"
    let mut acronyms: FastMap<&str, (u32, u8)> = FastMap::default();
    for m in found {
        let close = m.range.end as usize - 1;
        if document.is_punct(close, b')') && m.range.len() > 3 && document.is_punct(close - 2, b'(') {
            let text = document.token_text(close - 1);
            acronyms.entry(text).or_insert((m.range.end, m.subkind.unwrap_or_default()));
        }
    }
    // head words (they are few), with the end of the first mention that has each
    let mut heads: Vec<(&str, u32, u8)> = Vec::new();
    for m in found {
        let head = phrase::head_word(view, m.range);
        if let Some(head) = head.filter(|h| !heads.iter().any(|(known, ..)| known == h)) {
            heads.push((head, m.range.end, m.subkind.unwrap_or_default()));
        }
    }
    if acronyms.is_empty() && heads.is_empty() {
        return out;
    }
    for (at, token) in document.tokens.iter().enumerate() {
        let may_be_acronym = !acronyms.is_empty() && token.is_capital();
        if !may_be_acronym && !view.lists.opens(at, Family::Agreement) {
            continue;
        }
        let here = |since: u32| at as u32 >= since;
        if may_be_acronym && token.is_wordlike() {
            let text = document.token_text(at);
            let singular = text.strip_suffix('s').unwrap_or(text);
            let known = acronyms.get(text).or_else(|| acronyms.get(singular));
            if let Some((_, kind)) = known.filter(|(since, _)| here(*since)) {
                out.push(mention(TokenRange::new(at, at + 1), "agreements/again", *kind));
                continue;
            }
        }
        if at == 0
            || heads.is_empty()
            || !document.is(at - 1, Class::DETERMINER)
            || phrase::is_indefinite(document, at - 1)
        {
            continue;
        }
        let Some((m, head)) = view.lists.head(at, Family::Agreement) else { continue };
        let end = m.range.end as usize;
        // "the agreement by Congress to act", "the act of war"
        let known = phrase::head_word(view, m.range)
            .and_then(|h| heads.iter().find(|(known, since, _)| *known == h && here(*since)));
        let other = cues::is_other(view, at)
            || head.kind == ACT && !token.is_capital()
            || link_bit(document, end) & OTHER_SENSE != 0 && !token.is_capital();
        if let Some((.., kind)) = known.filter(|_| !other) {
            out.push(mention(m.range, "agreements/again", *kind));
        }
    }
    out
}

/// "the agreement to meet", "the settlement of disputes": not the instrument named before (`of`, `to`).
const OTHER_SENSE: u16 = 1 | 1 << 3;

#[cfg(test)]
mod tests {
    #[test]
    fn examples_hold() {
        crate::rules::examples::run(super::RULES);
    }
}
