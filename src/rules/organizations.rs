//! Bodies that no list holds: a head word and what belongs to it, units by their numbers, acronyms that the text defines.

use super::Rule;
use super::lists::{Lists, link_bit};
use crate::document::{Document, Gap, Shape, Token, TokenKind, TokenRange};
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::mention::{Kind, Mention};

/// The rules, with their examples.
pub(crate) const RULES: &[Rule] = &[
    Rule {
        name: "organizations/head-first",
        doc: "A head word, a link word and the field: \"Ministry of Water and Energy\", \"Embassy of Japan in Kabul\".",
        yes: &[
            "She heads the [organization:Ministry of Rivers and Forests] there.",
            "He visited the [organization:Embassy of Freedonia in Kabul] today.",
            "The [organization:Bureau of Harbour Safety] and the minister agreed.",
        ],
        no: &["They spoke of the ministry of the north.", "A department of great size was built."],
    },
    Rule {
        name: "organizations/head-last",
        doc: "Capitalised words that end in a head word: \"Danube River Commission\".",
        yes: &[
            "The [organization:Upper Valley Irrigation Authority] met in May.",
            "The [organization:Bluewater Shipping Council] met there.",
            "The [organization:Harbour Pilots Association] agreed.",
        ],
        no: &["The Agency said so.", "The shipping corporation said so."],
    },
    Rule {
        name: "organizations/legal-form",
        doc: "Capitalised words up to the legal form of a company: \"Harlow Marine Systems, Inc.\".",
        yes: &[
            "[organization:Harlow Marine Systems Inc.], Bath, Maine, was awarded a contract.",
            "Workers of [organization:Blue Dhow Shipping LLC] and [organization:Gulf Lantern Trading FZE] came.",
            "a contract with [organization:Orlovan, Ltd.] was signed",
        ],
        no: &["The company was limited to that.", "They wrote to Inc. of that city."],
    },
    Rule {
        name: "organizations/coordinated-head",
        doc: "One plural head word for several bodies: \"Ministries of Health, Agriculture and Energy\" is three.",
        yes: &[
            "The [organization:Ministries of Health], [organization:Agriculture] and [organization:Energy] agreed.",
            "the [organization:Departments of State] and [organization:Defense] said",
            "Officials of the [organization:Ministries of Justice] and [organization:Transport] met.",
        ],
        no: &["The ministries of many countries met.", "The Ministry of Health and Social Affairs agreed."],
    },
    Rule {
        name: "organizations/unit",
        doc: "A number and a head word of a unit, or a head word and its number: \"3rd Battalion, 321st Field Artillery Regiment\".",
        yes: &[
            "Soldiers of the [organization:3rd Battalion, 321st Field Artillery Regiment] fired.",
            "the [organization:97th Bomb Squadron] flew",
            "He leads [organization:Task Force 51] there.",
        ],
        no: &["the third battalion of the day", "It was the 3rd attempt by a task force."],
    },
    Rule {
        name: "organizations/government",
        doc: "A people and a word for its government or forces in lower case: \"the Iraqi government\".",
        yes: &[
            "The [organization:Iraqi government] agreed.",
            "Talks with the [organization:Kenyan parliament] went on.",
            "a statement of the [organization:Norwegian government]",
        ],
        no: &["The government agreed.", "Iraqi farmers agreed."],
    },
    Rule {
        name: "organizations/acronym",
        doc: "An acronym in brackets behind a body names it from then on: \"National Nuclear Center (NNC)\".",
        yes: &[
            "The [organization:Upper Valley Irrigation Authority] ([organization:UVIA]) met. The [organization:UVIA] agreed.",
            "the [organization:Harbour Pilots Association] ([organization:HPA]) and HPAs",
            "The [organization:Ministry of Rivers and Forests] ([organization:MRF]) was there.",
        ],
        no: &["The authority (UVIA) met.", "The minister (of water) met."],
    },
];

/// Adds the bodies that the grammar reads.
pub(crate) fn find(document: &Document<'_>, lists: &Lists<'_>, out: &mut Vec<Mention>) {
    let from = out.len();
    let mut at = 0;
    while at < document.tokens.len() {
        if let Some((range, kind)) = unit(document, lists, at) {
            out.push(Mention::by_rule(Kind::Organization, range, "organizations/unit").of_kind(kind));
            at = range.end as usize;
            continue;
        }
        if let Some(range) = legal_form(document, lists, at) {
            out.push(Mention::by_rule(Kind::Organization, range, "organizations/legal-form").of_kind(COMPANY));
        } else if let Some((m, head)) = lists.head(at, Family::Organization).filter(|(_, head)| !head.unit) {
            let (start, end) = (m.range.start as usize, m.range.end as usize);
            let links = lists.entry(m).links();
            if document.tokens[start].is_capital() {
                if m.form == crate::gazetteer::compile::FormKind::Plural {
                    coordinated(document, lists, start, end, head.kind, out);
                } else {
                    head_word(document, lists, start, end, links, head, out);
                }
            } else if let Some(range) = government(document, lists, start, end, head.kind) {
                out.push(Mention::by_rule(Kind::Organization, range, "organizations/government").of_kind(head.kind));
            }
        }
        at += 1;
    }
    acronyms(document, from, out);
}

/// Number of `office` among the kinds of titles: ranks and occupations may stand in a name ("Harbour Pilots Association").
const OFFICE: u8 = 0;
/// Number of `company` among the kinds of organizations.
const COMPANY: u8 = 9;

/// The company whose legal form stands at a token: "Harlow Marine Systems, Inc."
fn legal_form(document: &Document<'_>, lists: &Lists<'_>, at: usize) -> Option<TokenRange> {
    let token = document.token(at)?;
    if !document.is(at, Class::LEGAL_FORM) || !token.is_capital() || token.gap != Gap::Space || at == 0 {
        return None;
    }
    let comma = document.is_punct(at - 1, b',') && at > 1;
    let last = if comma { at - 1 } else { at };
    let start = extend_left(document, lists, last);
    // a name behind a comma may be the item of a list: "Smith, Jones, LLC" stays as it is
    let named = start < last && (start..last).any(|t| !document.is(t, Class::LEGAL_FORM));
    let end = if document.is_punct(at + 1, b'.') && document.tokens[at + 1].gap == Gap::None { at + 2 } else { at + 1 };
    named.then(|| TokenRange::new(start, end))
}

/// Kinds of bodies that a people's adjective names with a word in lower case.
fn is_of_a_people(kind: u8) -> bool {
    // government, legislature
    matches!(kind, 6 | 7)
}

/// "the Iraqi government"
fn government(document: &Document<'_>, lists: &Lists<'_>, start: usize, end: usize, kind: u8) -> Option<TokenRange> {
    if !is_of_a_people(kind) || start == 0 || end - start > 1 {
        return None;
    }
    (start.saturating_sub(3)..start)
        .find(|&at| {
            lists.country(document, at).is_some_and(|m| {
                m.range.end as usize == start && m.form == crate::gazetteer::compile::FormKind::Demonym
            })
        })
        .map(|at| TokenRange::new(at, end))
}

fn head_word(
    document: &Document<'_>,
    lists: &Lists<'_>,
    start: usize,
    end: usize,
    links: u16,
    head: crate::gazetteer::index::Head,
    out: &mut Vec<Mention>,
) {
    let left = extend_left(document, lists, start);
    // "Department of State Offers Reward": what a list holds ends where it ends, unless a connecting word goes on
    let known = lists.organization_end(start).filter(|&known| {
        known > end
            && document.token(known).is_some_and(|t| t.is_capital() && t.gap == Gap::Space)
            && connector(document, lists, known, true).is_none()
    });
    let linked = links & link_bit(document, end) != 0 && known.is_none();
    let right = if linked { field(document, lists, end + 1) } else { None };
    if let (true, Some(right)) = (head.first, right) {
        let range = TokenRange::new(left, right);
        out.push(Mention::by_rule(Kind::Organization, range, "organizations/head-first").of_kind(head.kind));
    } else if head.last && left < start {
        // "Kurdish Agency": an adjective of a people alone is enough; a lone direction or number is not
        let range = TokenRange::new(left, end);
        out.push(Mention::by_rule(Kind::Organization, range, "organizations/head-last").of_kind(head.kind));
    }
}

/// The start of the capitalised words before `start` that belong to a name.
pub(crate) fn extend_left(document: &Document<'_>, lists: &Lists<'_>, start: usize) -> usize {
    let mut at = start;
    let mut steps = 0;
    while at > 0 && steps < 8 {
        let previous = at - 1;
        if document.tokens[at].gap >= Gap::Line {
            break;
        }
        let token = &document.tokens[previous];
        let glue = token.is_punct(b'-') && document.tokens[at].gap == Gap::None
            || token.is_punct(b'&')
            || document.is_word(previous, "and")
                && previous > 0
                && is_name_word(document, lists, previous - 1)
                && document.tokens[previous - 1].is_capital();
        if glue {
            // what ends in a legal form is a name of its own
            if previous == 0
                || !is_name_word(document, lists, previous - 1)
                || document.is(previous - 1, Class::LEGAL_FORM)
            {
                break;
            }
            at = previous - 1;
            steps += 2;
            continue;
        }
        if !is_name_word(document, lists, previous) || document.is(previous, Class::LEGAL_FORM) {
            break;
        }
        at = previous;
        steps += 1;
    }
    // a word that opens the sentence and is only common English is no part of the name
    while at < start && document.is(at, Class::FUNCTION) {
        at += 1;
    }
    at
}

/// Whether a token can stand inside the capitalised run of a name.
fn is_name_word(document: &Document<'_>, lists: &Lists<'_>, at: usize) -> bool {
    let token = &document.tokens[at];
    token.is_capital()
        && token.is_wordlike()
        && !document.is(at, Class::FUNCTION)
        && lists.title(at, |kind| kind == OFFICE || kind == super::lists::COURTESY).is_none()
}

/// The end of the field behind a link word: capitalised words with "of", "and", "the", "for" and commas between them.
pub(crate) fn field(document: &Document<'_>, lists: &Lists<'_>, start: usize) -> Option<usize> {
    let mut at = start;
    let mut end = None;
    let mut words = 0;
    while let Some(token) = document.token(at) {
        if token.gap >= Gap::Line || words > 12 {
            break;
        }
        if let Some(entity) = lists.entity_end(at).filter(|_| token.is_capital()) {
            at = entity;
            end = Some(at);
            words += 1;
        } else if token.is_capital()
            && token.is_wordlike()
            && !(document.is(at, Class::FUNCTION) && token.shape != Shape::Upper)
        {
            if words > 0
                && (lists.title(at, |kind| kind <= 1).is_some() || super::people::begins_name(document, lists, at))
            {
                break;
            }
            at += 1;
            end = Some(at);
            words += 1;
        } else if let Some(next) = connector(document, lists, at, end.is_some()) {
            at = next;
        } else {
            break;
        }
    }
    end
}

/// Steps over a connecting word inside a field, if the field goes on behind it.
fn connector(document: &Document<'_>, lists: &Lists<'_>, at: usize, inside: bool) -> Option<usize> {
    let token = document.token(at)?;
    let text = document.token_text(at);
    let next_capital = |at: usize| document.token(at).is_some_and(|t| t.is_capital() && t.gap < Gap::Line);
    if token.is_punct(b'-') && token.gap == Gap::None && inside {
        return Some(at + 1);
    }
    if !inside {
        return (text == "the" && next_capital(at + 1)).then_some(at + 1);
    }
    match text {
        "of" | "for" | "in" => {
            let next = if document.is_word(at + 1, "the") { at + 2 } else { at + 1 };
            // "Embassy of Japan in Kabul", but "Ministry of Health in May"
            (next_capital(next) && (text == "of" || lists.names_entity(next))).then_some(next)
        }
        "and" | "&" => {
            let next = at + 1;
            let other = lists.at(next).any(|(m, f)| {
                matches!(f, Family::Title | Family::Organization | Family::Agreement)
                    || f == Family::Place
                    || f == Family::Head && link_bit(document, m.range.end as usize) & 1 != 0
            });
            // "the Office for the Northern District and Heather Hale of the Section"
            let person = super::people::begins_name(document, lists, next);
            (next_capital(next) && !other && !person).then_some(next)
        }
        _ => None,
    }
}

/// "Ministries of Health, Agriculture, Energy, National Guard, and National Nuclear Center"
fn coordinated(document: &Document<'_>, lists: &Lists<'_>, start: usize, end: usize, kind: u8, out: &mut Vec<Mention>) {
    if !document.is_word(end, "of") {
        return;
    }
    let left = extend_left(document, lists, start);
    let mut at = end + 1;
    let mut pieces = 0;
    let from = out.len();
    while let Some(piece_end) = piece(document, at) {
        if pieces == 0 {
            out.push(
                Mention::by_rule(
                    Kind::Organization,
                    TokenRange::new(left, piece_end),
                    "organizations/coordinated-head",
                )
                .of_kind(kind),
            );
        } else {
            let range = TokenRange::new(at, piece_end);
            // a piece with a head word of its own ("National Nuclear Center") is no ministry
            let own = (at..piece_end)
                .rev()
                .find_map(|t| lists.head(t, Family::Organization).filter(|(m, _)| m.range.end as usize == piece_end));
            let kind = own.map_or(kind, |(_, head)| head.kind);
            out.push(Mention::by_rule(Kind::Organization, range, "organizations/coordinated-head").of_kind(kind));
        }
        pieces += 1;
        at = piece_end;
        let comma = document.is_punct(at, b',');
        if comma {
            at += 1;
        }
        let and = document.is_word(at, "and");
        if and {
            at += 1;
        }
        if !comma && !and || pieces > 20 || !document.token(at).is_some_and(|t| t.is_capital() && t.gap < Gap::Line) {
            break;
        }
    }
    if pieces < 2 {
        out.truncate(from);
    }
}

/// The end of one capitalised piece of a coordination.
fn piece(document: &Document<'_>, start: usize) -> Option<usize> {
    let mut at = start;
    while document.token(at).is_some_and(|t| t.is_capital() && t.is_wordlike() && (at == start || t.gap < Gap::Line)) {
        at += 1;
    }
    (at > start).then_some(at)
}

/// A unit that begins at a token: "3rd Battalion, 321st Field Artillery Regiment", "Task Force 51/5", "Company A".
fn unit(document: &Document<'_>, lists: &Lists<'_>, start: usize) -> Option<(TokenRange, u8)> {
    let (mut end, kind) = one_unit(document, lists, start)?;
    // "3rd Battalion, 321st Field Artillery Regiment" is one body
    while document.is_punct(end, b',') {
        match one_unit(document, lists, end + 1) {
            Some((next, _)) if next - end < 12 => end = next,
            _ => break,
        }
    }
    Some((TokenRange::new(start, end), kind))
}

fn one_unit(document: &Document<'_>, lists: &Lists<'_>, start: usize) -> Option<(usize, u8)> {
    let token = document.token(start)?;
    if is_ordinal(document, token) {
        let mut at = start + 1;
        while let Some(next) = document.token(at).filter(|t| t.gap == Gap::Space && at - start < 8) {
            if let Some((m, head)) = lists.head(at, Family::Organization).filter(|_| next.is_capital())
                && head.unit
            {
                let end = m.range.end as usize;
                // "1st Cavalry Division Artillery", "2nd Brigade Combat Team"
                let more =
                    lists.head(end, Family::Organization).filter(|(_, h)| h.unit && document.tokens[end].is_capital());
                return Some((more.map_or(end, |(m, _)| m.range.end as usize), head.kind));
            }
            if !(next.is_capital() && next.is_wordlike()) || document.is(at, Class::FUNCTION) {
                return None;
            }
            at += 1;
        }
        return None;
    }
    let (m, head) = lists.head(start, Family::Organization).filter(|(_, head)| head.unit && head.first)?;
    let end = m.range.end as usize;
    let number = document.token(end).filter(|t| t.gap == Gap::Space && token.is_capital())?;
    let numbered = matches!(number.kind, TokenKind::Number | TokenKind::Mixed)
        || number.kind == TokenKind::Word && number.shape == Shape::Upper && number.len() == 1;
    if !numbered {
        return None;
    }
    let mut end = end + 1;
    // "Task Force 51/5"
    if document.is_punct(end, b'/')
        && document.token(end + 1).is_some_and(|t| t.kind == TokenKind::Number && t.gap == Gap::None)
    {
        end += 2;
    }
    Some((end, head.kind))
}

/// `3rd`, `101st`
fn is_ordinal(document: &Document<'_>, token: &Token) -> bool {
    let text = &document.text[token.start as usize..token.end as usize];
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    token.kind == TokenKind::Mixed && digits > 0 && matches!(&text[digits..], "st" | "nd" | "rd" | "th" | "d")
}

/// Acronyms in brackets behind the bodies found so far, and all later uses.
fn acronyms(document: &Document<'_>, from: usize, out: &mut Vec<Mention>) {
    let mut defined: Vec<(&str, u8, u32)> = Vec::new();
    let bodies: Vec<Mention> =
        out.iter().copied().filter(|m| m.kind == Kind::Organization && m.range.len() > 1).collect();
    let _ = from;
    for body in bodies {
        let open = body.range.end as usize;
        if !document.is_punct(open, b'(') {
            continue;
        }
        let Some(acronym) = document.token(open + 1).filter(|t| is_acronym(t)) else { continue };
        if !document.is_punct(open + 2, b')') {
            continue;
        }
        let text = &document.text[acronym.start as usize..acronym.end as usize];
        if abbreviates(text, document, body.range) && !defined.iter().any(|d| d.0 == text) {
            defined.push((text, body.subkind.unwrap_or(16), open as u32));
        }
    }
    if defined.is_empty() {
        return;
    }
    for (at, token) in document.tokens.iter().enumerate() {
        if !is_acronym(token) {
            continue;
        }
        let text = &document.text[token.start as usize..token.end as usize];
        if let Some(&(_, kind, since)) = defined.iter().find(|d| d.0 == text)
            && at as u32 > since
        {
            out.push(
                Mention::by_rule(Kind::Organization, TokenRange::new(at, at + 1), "organizations/acronym")
                    .of_kind(kind),
            );
        }
    }
}

fn is_acronym(token: &Token) -> bool {
    token.len() >= 2
        && token.len() <= 12
        && matches!(token.kind, TokenKind::Word | TokenKind::Mixed | TokenKind::Initialism)
        && matches!(token.shape, Shape::Upper | Shape::Mixed)
}

/// Whether the letters of an acronym stand in order at the starts of a name's words, lower-case ones free to be left
/// out (Schwartz and Hearst's idea, strict on the first letter).
pub(crate) fn abbreviates(acronym: &str, document: &Document<'_>, name: TokenRange) -> bool {
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect();
    let words: Vec<Vec<char>> = name
        .indexes()
        .filter(|&at| document.tokens[at].is_wordlike())
        .map(|at| document.token_text(at).chars().flat_map(char::to_lowercase).collect())
        .collect();
    if letters.len() > 12 || words.len() > 16 {
        return false;
    }
    // reached[w]: the letters so far are spent on the words before the w-th
    let mut reached = vec![false; words.len() + 1];
    // a country in front may be left out ("U.S. Central Command (CENTCOM)")
    reached[0] = true;
    reached[1.min(words.len())] |= words.first().is_some_and(|w| w.len() <= 4 && words.len() > letters.len());
    let small = |w: usize| words[w].len() <= 3 && !letters.contains(&words[w][0]) || matches!(words[w].len(), 2 | 3);
    let mut spent = 0;
    let mut layers = vec![reached];
    while spent < letters.len() {
        let mut next = vec![false; words.len() + 1];
        for take in 1..=3usize.min(spent + 1) {
            let from = spent + 1 - take;
            for w in 0..words.len() {
                if layers[from][w] && words[w].get(..take) == Some(&letters[from..=spent]) {
                    next[w + 1] = true;
                }
            }
        }
        for w in 0..words.len() {
            // small words may be left out
            next[w + 1] |= next[w] && small(w);
        }
        layers.push(next);
        spent += 1;
    }
    layers[spent][words.len()] || words.len() > 2 && layers[spent][words.len() - 1]
}
