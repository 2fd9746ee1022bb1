//! People: a title and a name, a name and what is said of it, and later mentions by family name.

use super::Rule;
use super::lists::Lists;
use super::roles::Title;
use crate::document::{Document, Gap, Shape, Token, TokenKind, TokenRange};
use crate::fast::Sieve;
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::gazetteer::numbers::title::{COURTESY, OCCUPATION, OFFICE, SUFFIX};
use crate::mention::{Kind, Mention};

/// The rules, with their examples.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        name: "people/title-name",
        doc: "A title, rank or courtesy title and the name behind it: \"Lt. Gen. Jane Q. Hale\".",
        yes: &[
            "Foreign Secretary [person:Jane Hale] met Minister of Energy [person:Luis Ortega].",
            "Lt. Gen. [person:Ana B. de Vries] said so.",
            "Brig. Gen. [person:Richard \"Tex\" Marvane] said so.",
            "Mr. [person:Orlovan] met Secretary [person:Hale]’s envoy.",
            "They met His Majesty King [person:Abdullah II] there.",
        ],
        no: &["The President of Kenya spoke.", "Minister of Energy and Director General met."],
    },
    Rule {
        name: "people/given-name",
        doc: "A given name and a family name that is no common word: \"Rebecca Orlovan\".",
        yes: &[
            "A talk with [person:Rebecca Orlovan] took place.",
            "[person:Maria del Carmen Ortega] and [person:John F. Marlowe, Jr.] came.",
            "It was [person:Peter van den Berg] who came.",
        ],
        no: &["The Victoria Station was closed.", "The Grant Agreement came in."],
    },
    Rule {
        name: "people/name-says",
        doc: "A name of two or three words before or behind a verb of saying: \"said Orlo Marvane\".",
        yes: &[
            "“It works,” said [person:Orlo Marvane].",
            "[person:Quenby Tarrow] said it works.",
            "It works, [person:Adeko Tarrowby] added.",
        ],
        no: &["The Board said so.", "Officials said North Korea would come."],
    },
    Rule {
        name: "people/name-age",
        doc: "A name and an age between commas, as in releases of prosecutors: \"Orlo Marvane, 38, of Bath\".",
        yes: &[
            "[person:Orlo Marvane], 38, of Bath, was charged.",
            "A jury convicted [person:Quenby Tarrow], 56, today.",
            "[person:Adeko Tarrowby], 21, and two others were there.",
        ],
        no: &["The Board, 38, was there.", "On May 5, 20, it rained."],
    },
    Rule {
        name: "people/name-title",
        doc: "A name, a comma and a title: \"Orlo Marvane, commander of\".",
        yes: &[
            "[person:Orlo Marvane], commander of the unit, came.",
            "[person:Quenby Tarrow], the director of the office, came.",
            "Later [person:Adeko Tarrowby], spokesman, came.",
        ],
        no: &["The Board, director of all, came.", "In Kabul, commander and staff met."],
    },
    Rule {
        name: "people/family-name-again",
        doc: "The family name of a person who was named in full: \"Hersman\" after \"Rebecca Hersman\".",
        yes: &[
            "Foreign Secretary [person:Jane Orlovan] came. [person:Orlovan] spoke.",
            "Mr. [person:Luis Marvane] met us. Later [person:Marvane] left.",
            "A talk with [person:Rebecca Orlovan] took place. [person:Orlovan]’s words",
        ],
        no: &["Orlovan spoke.", "The Orlovan river is long."],
    },
];

/// Adds the people that the grammar reads.
pub(crate) fn find(document: &Document<'_>, lists: &Lists<'_>, titles: &[Title], out: &mut Vec<Mention>) {
    let from = out.len();
    titled(document, lists, titles, out);
    free(document, lists, titles, out);
    again(document, from, out);
}

fn push(out: &mut Vec<Mention>, range: TokenRange, rule: &'static str) {
    out.push(Mention::by_rule(Kind::Person, range, rule));
}

/// The name behind each title; several behind a plural ("Senators Smith and Jones").
fn titled(document: &Document<'_>, lists: &Lists<'_>, titles: &[Title], out: &mut Vec<Mention>) {
    for title in titles {
        let start = title.range.end as usize;
        if !title.capital || document.token(start).is_none_or(|t| t.gap >= Gap::Line) {
            // "spokesman John Kirby": a title in lower case needs a known name behind it
            if !(document.is(start, Class::GIVEN_NAME) && document.token(start).is_some_and(|t| t.gap == Gap::Space)) {
                continue;
            }
        }
        // "His Majesty King Abdullah": the name stands behind the office
        if title.kind == COURTESY && office_before_name(document, lists, start).is_some() {
            continue;
        }
        let Some(range) = name(document, lists, start, title.kind == COURTESY || title.kind == 1) else { continue };
        // "Defense Contractor Harlow": behind an occupation one unknown word may be a company
        let unknown = title.kind == OCCUPATION && range.len() == 1 && !document.is(start, Class::NAME);
        if unknown || is_headline_verb(document, range) {
            continue;
        }
        push(out, range, "people/title-name");
        // "Deputy Chiefs Jane V. Hale and M. Kendall Day"
        let mut end = range.end as usize;
        while title.plural && document.token(end).is_some() {
            let comma = usize::from(document.is_punct(end, b','));
            let and = usize::from(document.is_word(end + comma, "and"));
            let next = end + comma + and;
            if next == end || lists.title(next, |_| true).is_some() {
                break;
            }
            let Some(range) = name(document, lists, next, false).filter(|r| r.len() > 1) else { break };
            push(out, range, "people/title-name");
            end = range.end as usize;
        }
    }
}

/// The end of an office of one word behind a courtesy title and before a given name: "His Majesty | King | Abdullah II".
pub(crate) fn office_before_name(document: &Document<'_>, lists: &Lists<'_>, at: usize) -> Option<usize> {
    let courtesy = (at.saturating_sub(3)..at)
        .any(|t| lists.title(t, |kind| kind == COURTESY).is_some_and(|(m, _)| m.range.end as usize == at));
    let (m, _) = lists.title(at, |kind| kind == OFFICE).filter(|(m, _)| courtesy && m.range.len() == 1)?;
    let next = m.range.end as usize;
    let name = document.token(next).is_some_and(|t| t.is_capital() && t.gap == Gap::Space);
    (name && document.is(next, Class::GIVEN_NAME)).then_some(next)
}

/// Tokens from the start of a document in which its headline stands.
pub(crate) const HEADLINE: u32 = 100;

/// Whether one word behind a title in a headline is its verb: "Former Sergeants Plead Guilty" over "pleaded guilty today".
pub(crate) fn is_headline_verb(document: &Document<'_>, range: TokenRange) -> bool {
    let at = range.start as usize;
    if range.start >= HEADLINE || range.len() > 1 || document.is(at, Class::NAME) {
        return false;
    }
    if document.is(at, Class::REPORTING_VERB) {
        return true;
    }
    let verb = document.token_text(at).to_lowercase();
    let stem: String = verb.chars().take(verb.chars().count().max(5) - 1).collect();
    let Some(&first) = stem.as_bytes().first() else { return false };
    document.tokens.iter().enumerate().any(|(other, token)| {
        token.first == first && token.shape == Shape::Lower && document.token_text(other).starts_with(&stem)
    })
}

/// Names without a title before them.
fn free(document: &Document<'_>, lists: &Lists<'_>, titles: &[Title], out: &mut Vec<Mention>) {
    let mut at = 0;
    let mut next_title = 0;
    while let Some(next) = document.capitals.next(at) {
        at = next;
        let token = document.tokens[at];
        // behind a capital a letter is the middle of a name: "Shailo P. Bharrat"
        let inside = at > 0 && token.gap == Gap::Space && document.tokens[at - 1].is_capital();
        let initial = !inside && is_initial(document, at);
        if !(token.kind == TokenKind::Word || initial) || document.is(at, Class::FUNCTION) && !initial {
            at += 1;
            continue;
        }
        while titles.get(next_title).is_some_and(|t| (t.range.end as usize) <= at) {
            next_title += 1;
        }
        if titles.get(next_title).is_some_and(|t| t.range.start as usize <= at) {
            at = titles[next_title].range.end as usize;
            continue;
        }
        if let Some(end) = common_surname(document, lists, at) {
            push(out, TokenRange::new(at, end), "people/given-name");
            at = end;
            continue;
        }
        // most capitals stand alone, where a sentence begins
        let range = (initial || may_go_on(document, at + 1)).then(|| name(document, lists, at, false)).flatten();
        let Some(range) = range else {
            at += 1;
            continue;
        };
        let end = range.end as usize;
        let words =
            (at..end).filter(|&t| document.tokens[t].kind == TokenKind::Word && document.tokens[t].len() > 1).count();
        let listed = lists.entity_end(at).is_some_and(|e| e >= end);
        if words >= 2 && !listed {
            // "E. Rae Tarrow": the given name may stand behind an initial
            let given = (at..end).find(|&t| document.tokens[t].len() > 1 && document.tokens[t].kind == TokenKind::Word);
            let one_sentence = !initial || document.sentence_of(at) == document.sentence_of(end - 1);
            // "May God bless": a verb that opens a sentence is a given name only before a known family name
            let verb = document.is(at, Class::AUXILIARY) && !document.is(end - 1, Class::FAMILY_NAME);
            if given.is_some_and(|t| document.is(t, Class::GIVEN_NAME))
                && surname_fits(document, end)
                && one_sentence
                && !verb
            {
                push(out, range, "people/given-name");
            } else if words <= 3 && says(document, at, end) && !common(document, range) {
                push(out, range, "people/name-says");
            } else if words <= 4 && age_follows(document, end) && !common(document, range) {
                push(out, range, "people/name-age");
            } else if words <= 4 && title_follows(document, titles, end) && !common(document, range) {
                push(out, range, "people/name-title");
            }
        }
        at = end;
    }
}

/// Whether a name may go on with a token: [`name`] goes over capitals, particles and some marks.
fn may_go_on(document: &Document<'_>, at: usize) -> bool {
    document.token(at).is_some_and(|t| match t.kind {
        TokenKind::Punct => !matches!(t.first, b',' | b'.'),
        _ => t.is_capital() || document.is(at, Class::PARTICLE),
    })
}

/// Whether a letter with its full stop stands at a token, as in front of a name: "E. Rae Tarrow", "J.R. Hale".
fn is_initial(document: &Document<'_>, at: usize) -> bool {
    document.token(at).is_some_and(|t| {
        t.is_capital()
            && (t.kind == TokenKind::Initialism
                || t.len() == 1 && document.is_punct(at + 1, b'.') && document.tokens[at + 1].gap == Gap::None)
    })
}

/// Whether a full name begins at a token by its words alone: a given name and behind it an initial or what may be a
/// family name. Fields and coordinations of bodies end before it: "Ministry of Rivers Luis Ortega".
pub(crate) fn begins_name(document: &Document<'_>, lists: &Lists<'_>, at: usize) -> bool {
    let word = |at: usize| document.token(at).filter(|t: &&Token| t.is_capital() && t.kind == TokenKind::Word);
    if word(at).is_none()
        || !document.is(at, Class::GIVEN_NAME)
        || document.is(at, Class::FUNCTION)
        || lists.entity_end(at).is_some_and(|end| end > at + 1)
    {
        return false;
    }
    let body = Class::BODY_HEAD.union(Class::ORGANIZATION_WORD).union(Class::PLACE_WORD).union(Class::COMMON);
    let family = document.is(at + 1, Class::FAMILY_NAME) && !document.is(at + 1, Class::BODY_HEAD);
    word(at + 1).filter(|t| t.gap == Gap::Space).is_some_and(|_| {
        is_initial(document, at + 1)
            || family && (!document.is(at, Class::COMMON) || !document.is(at + 1, Class::COMMON))
            || !document.is(at, Class::COMMON) && !document.is(at + 1, body)
            // "Beth Van Orlovan"
            || !document.is(at, Class::COMMON) && document.is(at + 1, Class::PARTICLE)
    })
}

/// Whether the last word of a name may be a family name: known, or no common word of English.
fn surname_fits(document: &Document<'_>, end: usize) -> bool {
    let last = (0..end).rev().find(|&t| document.tokens[t].kind == TokenKind::Word && document.tokens[t].len() > 2);
    last.is_some_and(|t| document.is(t, Class::FAMILY_NAME) || !document.is(t, Class::COMMON))
}

/// The end of a full name whose family name is a common word: "the confirmation of Rachel Brand to". The given name is no
/// place ("Charlotte Airport"), the family name no head word, and text in lower case goes on behind it.
fn common_surname(document: &Document<'_>, lists: &Lists<'_>, at: usize) -> Option<usize> {
    let next = document.token(at + 1)?;
    if !document.is(at, Class::GIVEN_NAME) || document.is(at, Class::COMMON.union(Class::PLACE_WORD)) {
        return None;
    }
    let word = next.is_capital() && next.kind == TokenKind::Word && next.gap == Gap::Space && next.len() > 2;
    let free = !document.is(at + 1, Class::FUNCTION.union(Class::BODY_HEAD).union(Class::TITLE_WORD))
        && lists.at(at + 1).next().is_none()
        && lists.entity_end(at).is_none();
    let before = at.checked_sub(1).filter(|_| document.tokens[at].gap < Gap::Line)?;
    let running = document.tokens[before].shape == Shape::Lower && !document.is(before, Class::DETERMINER);
    let behind = document.token(at + 2).is_some_and(|t| t.shape == Shape::Lower && t.gap == Gap::Space);
    (word && free && running && behind).then_some(at + 2)
}

/// Whether a word of the range is a common word of English and no name, or a word of bodies.
fn common(document: &Document<'_>, range: TokenRange) -> bool {
    range.indexes().any(|at| {
        document.is(at, Class::COMMON.union(Class::DIRECTION).union(Class::TITLE_WORD)) && !document.is(at, Class::NAME)
    })
}

fn says(document: &Document<'_>, start: usize, end: usize) -> bool {
    let before = start > 0
        && document.is(start - 1, Class::REPORTING_VERB)
        && document.tokens[start - 1].shape == Shape::Lower
        && document.tokens.get(end).is_none_or(|t| t.kind == TokenKind::Punct);
    let behind = document.is(end, Class::REPORTING_VERB) && document.tokens[end].shape == Shape::Lower;
    before || behind
}

/// ", 38, of": an age between commas.
fn age_follows(document: &Document<'_>, end: usize) -> bool {
    let age = document.token(end + 1).filter(|t| t.kind == TokenKind::Number && t.len() == 2);
    document.is_punct(end, b',')
        && age.is_some_and(|_| document.token_text(end + 1).parse::<u8>().is_ok_and(|age| age > 15))
        && document.is_punct(end + 2, b',')
        && document.token(end + 3).is_some_and(|t| t.shape == Shape::Lower && t.gap == Gap::Space)
}

fn title_follows(document: &Document<'_>, titles: &[Title], end: usize) -> bool {
    if !document.is_punct(end, b',') {
        return false;
    }
    let first = if document.is(end + 1, Class::DETERMINER) { end + 2 } else { end + 1 };
    titles.binary_search_by_key(&(first as u32), |t| t.range.start).is_ok_and(|n| titles[n].kind <= 2)
}

/// A personal name from a token on: capitalised words, initials, particles, hyphens, a suffix.
///
/// `titled` says that a title vouches for it, so one word that is also in a list may do.
pub(crate) fn name(document: &Document<'_>, lists: &Lists<'_>, start: usize, titled: bool) -> Option<TokenRange> {
    let mut at = start;
    let mut end = None;
    let mut words = 0;
    while let Some(token) = document.token(at) {
        if at > start && token.gap >= Gap::Line || words >= 6 {
            break;
        }
        if is_name_part(document, lists, at, start, titled) {
            at += 1;
            // an initial takes its full stop along
            if token.len() == 1 && document.is_punct(at, b'.') && document.tokens[at].gap == Gap::None {
                at += 1;
            } else {
                end = Some(at);
            }
            words += 1;
            continue;
        }
        // "Richard “Tex” Coe", "Lawrence (Larry) Rieger"
        if end == Some(at) && nickname(document, at) && is_name_part(document, lists, at + 3, start, titled) {
            at += 3;
            continue;
        }
        // "Kim Jong-un", "al-Sisi", "Saint-Exupéry"
        let hyphen = token.is_punct(b'-') && token.gap == Gap::None && token.len() == 1;
        let next_tight = document.token(at + 1).is_some_and(|t| t.gap == Gap::None && t.kind == TokenKind::Word);
        if hyphen && next_tight && end == Some(at) {
            at += 2;
            end = Some(at);
            continue;
        }
        // "Peter van den Berg", "Mohammed bin Salman", "Abdel Fattah el-Sisi"
        if token.shape == Shape::Lower && document.is(at, Class::PARTICLE) && words > 0 && particle_leads(document, at)
        {
            at += 1;
            if document.is_punct(at, b'-') {
                at += 1;
            }
            continue;
        }
        break;
    }
    let mut end = end?;
    if words == 1 && document.tokens[start].len() == 1 {
        return None;
    }
    // "John F. Marlowe, Jr."
    let comma = usize::from(document.is_punct(end, b','));
    if let Some((m, _)) = lists.title(end + comma, |kind| kind == SUFFIX).filter(|_| words > 1)
        && document.tokens[end + comma].gap < Gap::Line
        && is_generation(document, end + comma)
    {
        end = m.range.end as usize;
        // the full stop of "Jr." belongs to it
        if document.is_punct(end, b'.')
            && document.tokens[end].gap == Gap::None
            && document.tokens[end - 1].is_wordlike()
        {
            end += 1;
        }
    }
    Some(TokenRange::new(start, end))
}

/// "Jr.", "II": post-nominals that are part of a name, as against degrees and orders.
fn is_generation(document: &Document<'_>, at: usize) -> bool {
    let text = document.token_text(at);
    matches!(text.as_bytes().first(), Some(b'J' | b'S' | b'I' | b'V')) && text.len() <= 3
}

fn is_name_part(document: &Document<'_>, lists: &Lists<'_>, at: usize, start: usize, titled: bool) -> bool {
    let Some(token) = document.token(at) else { return false };
    if !token.is_capital() || !matches!(token.kind, TokenKind::Word | TokenKind::Initialism) {
        return false;
    }
    if token.kind == TokenKind::Initialism {
        // "J.R. Smith", but not "U.S."
        return !lists.names_entity(at);
    }
    if document.is(at, Class::FUNCTION) && !document.is(at, Class::NAME) {
        return false;
    }
    let initial = token.len() == 1;
    if initial {
        return document.is_punct(at + 1, b'.') || at > start;
    }
    if at > start
        && lists.title(at, |kind| kind <= 2).is_some_and(|(m, _)| m.range.len() > 1 || !document.is(at, Class::NAME))
    {
        return false;
    }
    // a body or a place of several words is no part of a name; one word may be ("Austin", "Jordan")
    let listed = lists.at(at).any(|(m, f)| {
        matches!(f, Family::Organization | Family::Place | Family::Agreement | Family::Other)
            && (m.range.len() > 1 && m.range.end as usize > at + 1
                || f != Family::Place && !document.is(at, Class::NAME))
    });
    if listed {
        return false;
    }
    let head = !document.is(at, Class::NAME) && lists.at(at).any(|(_, f)| f == Family::Head);
    if head {
        return false;
    }
    let common = document.is(at, Class::COMMON) && !document.is(at, Class::NAME);
    !common || titled && at == start
}

/// Whether one capitalised word in quotes or brackets stands at a token.
fn nickname(document: &Document<'_>, at: usize) -> bool {
    let mark = |at: usize| {
        document.token(at).is_some_and(|t| {
            t.kind == TokenKind::Punct && (matches!(t.first, b'(' | b')' | b'"' | b'\'') || t.first == 0xe2)
        })
    };
    mark(at) && mark(at + 2) && document.token(at + 1).is_some_and(|t| t.is_capital() && t.kind == TokenKind::Word)
}

/// Whether a particle leads to a capitalised name, maybe over another particle.
fn particle_leads(document: &Document<'_>, at: usize) -> bool {
    let next = |n: usize| document.token(at + n).filter(|t: &&Token| t.gap < Gap::Line);
    let capital = |n: usize| next(n).is_some_and(|t| t.is_capital() && t.kind == TokenKind::Word);
    capital(1)
        || next(1).is_some_and(|t| t.is_punct(b'-')) && capital(2)
        || document.is(at + 1, Class::PARTICLE) && capital(2)
}

/// Later mentions of the people found by their last word.
fn again(document: &Document<'_>, from: usize, out: &mut Vec<Mention>) {
    let mut surnames: Vec<(u32, &str, u32)> = Vec::new();
    for person in &out[from..] {
        let last = person
            .range
            .indexes()
            .rev()
            .find(|&t| document.tokens[t].kind == TokenKind::Word && document.tokens[t].len() > 2);
        if let Some(last) = last.filter(|&t| !is_generation(document, t) || document.tokens[t].len() > 3) {
            let tail = document.tokens[last];
            // a hyphenated or al- name is compared by its last part, which is enough to find it
            surnames.push((tail.word, document.token_text(last), last as u32));
        }
    }
    surnames.sort_unstable();
    surnames.dedup_by_key(|s| (s.0, s.1));
    if surnames.is_empty() {
        return;
    }
    let mut sieve = Sieve::default();
    surnames.iter().for_each(|s| sieve.insert(document.tokens[s.2 as usize].hash));
    for at in document.capitals.within(0..document.tokens.len()) {
        let token = document.tokens[at];
        if !sieve.may_hold(token.hash) || token.kind != TokenKind::Word || token.len() < 3 {
            continue;
        }
        let text = document.token_text(at);
        let found = surnames.binary_search_by(|s| (s.0, s.1).cmp(&(token.word, text)));
        if found.is_ok_and(|n| surnames[n].2 < at as u32) {
            let common = document.is(at, Class::COMMON) && !document.is(at, Class::NAME);
            let inside = document
                .token(at + 1)
                .is_some_and(|t| t.is_capital() && t.gap == Gap::Space && t.kind == TokenKind::Word);
            if !common && !inside {
                push(out, TokenRange::new(at, at + 1), "people/family-name-again");
            }
        }
    }
}
