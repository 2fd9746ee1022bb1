//! Titles: an entry of the lists with what modifies it and the field that it governs.

use super::Rule;
use super::lists::{Lists, is_country, link_bit};
use crate::document::{Document, Gap, Shape, Token, TokenKind, TokenRange};
use crate::gazetteer::compile::FormKind;
use crate::gazetteer::kinds::{Family, LINKS};
use crate::gazetteer::lexicon::Class;
use crate::gazetteer::numbers::place::{REGION, WATER};
use crate::gazetteer::numbers::title::{OCCUPATION, OFFICE, SUFFIX};
use crate::gazetteer::{Entry, ListMatch};
use crate::mention::{Kind, Mention};

/// The rules, with their examples.
pub(crate) const RULES: &[Rule] = &[Rule {
    name: "roles/title",
    doc: "A title of the lists with its modifiers and field, tied to a name or a body: \"Acting Assistant Secretary of State for Rivers\".",
    yes: &[
        "[role:Foreign Secretary] Jane Hale met [role:Minister of Energy] Luis Ortega.",
        "Jane Hale, [role:commander] of the 97th Bomb Squadron, said",
        "She is [role:chairman] of the Border Trade Alliance.",
        "Jane Hale, [role:Member] of the Board of Governors of the Harbour Fund, said",
        "[role:Deputy Assistant Secretary of Defense (DASD) for Water and Energy (WE)] Jane Hale spoke.",
        // biographies and lists of delegations
        "[role:Senior Director for Transborder Security] Jane Hale came.",
        "[role:Special Envoy for Hostage Affairs] Jane Hale met former [role:Minister of Fisheries and Marine Resources] Luis Ortega.",
    ],
    no: &[
        "They gave general advice.",
        "The road is secretary to none.",
        "It was a major step in private life.",
        "The Office of the Special Envoy for Water Issues agreed.",
    ],
}];

/// A title in the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Title {
    /// With modifiers and field.
    pub(crate) range: TokenRange,
    /// Number of its kind among the kinds of titles.
    pub(crate) kind: u8,
    /// Whether it is written with a capital.
    pub(crate) capital: bool,
    /// Whether it is a plural, which several people may bear.
    pub(crate) plural: bool,
}

/// Reads all titles, courtesy titles among them, and adds those that can be roles.
pub(crate) fn find(document: &Document<'_>, lists: &Lists<'_>, out: &mut Vec<Mention>) -> Vec<Title> {
    let mut titles: Vec<Title> = Vec::new();
    let mut at = 0;
    while at < document.tokens.len() {
        let Some((m, entry)) = lists.title(at, |kind| kind != SUFFIX) else {
            at += 1;
            continue;
        };
        let parts = if m.range.len() > 2 { before_body(document, lists, m) } else { None };
        let (m, entry) = parts.unwrap_or((m, entry));
        let (start, end) = (m.range.start as usize, m.range.end as usize);
        let capital = document.tokens[start].is_capital();
        // "Chief District Judge": a modifier that is also a title opens the longer one
        let opens = end == start + 1
            && document.is(start, Class::TITLE_MODIFIER)
            && document.token(end).is_some_and(|t| t.gap == Gap::Space && t.is_capital() == capital)
            && lists.title(end, |kind| kind == OFFICE).is_some();
        if opens {
            at = end;
            continue;
        }
        let floor = titles.last().map_or(0, |t| t.range.end as usize);
        let left = modifiers(document, start, floor);
        let right = governed_end(document, lists, m, entry);
        let plural = m.form == FormKind::Plural;
        titles.push(Title { range: TokenRange::new(left, right), kind: entry.kind(), capital, plural });
        at = right.max(at + 1);
    }
    for (n, title) in titles.iter().enumerate() {
        if title.kind <= 2 && is_tied(document, lists, &titles, n) && !names_a_body(document, lists, title.range) {
            let mention = Mention::by_rule(Kind::Role, title.range, "roles/title").of_kind(title.kind);
            out.push(mention);
        }
    }
    titles
}

/// The shorter title where the words of a longer one begin a body's name: "Member | of the | Board of Governors".
fn before_body<'l, 'g>(
    document: &Document<'_>,
    lists: &'l Lists<'g>,
    m: &ListMatch,
) -> Option<(&'l ListMatch, Entry<'g>)> {
    let body = m.range.indexes().skip(1).find(|&at| {
        let head = lists.head(at, Family::Organization);
        head.is_some_and(|(head, _)| head.range.end > m.range.end && document.tokens[at].is_capital())
    })?;
    lists.title_before(m.range.start as usize, body)
}

/// Where a title of the lists ends with all that it governs; only an office governs a field: "Workers of" a company have none.
fn governed_end(document: &Document<'_>, lists: &Lists<'_>, m: &ListMatch, entry: Entry<'_>) -> usize {
    let (start, end) = (m.range.start as usize, m.range.end as usize);
    if entry.kind() != OFFICE {
        return end;
    }
    let capital = document.tokens[start].is_capital();
    let right = field(document, lists, end, entry, capital);
    if capital { portfolio(document, lists, start, right) } else { right }
}

/// The end of the office that a body is named after, from the word behind "Office of the": "Special Envoy for Water Issues".
pub(crate) fn office_end(document: &Document<'_>, lists: &Lists<'_>, at: usize) -> Option<usize> {
    let (mut first, modifier) = (at, Class::TITLE_MODIFIER);
    while first < at + 3 && document.token(first + 1).is_some_and(Token::is_capital) && document.is(first, modifier) {
        if lists.title(first, |kind| kind == OFFICE).is_some_and(|(m, _)| m.range.len() > 1) {
            break;
        }
        first += 1;
    }
    let (m, entry) = lists.title(first, |kind| kind == OFFICE)?;
    let end = governed_end(document, lists, m, entry);
    // the letters in brackets are the body's
    Some(if document.is_punct(end - 1, b')') && end > first + 3 { end - 3 } else { end })
}

/// Whether a title is part of a body's name: "Office of the Special Counsel for Water".
fn names_a_body(document: &Document<'_>, lists: &Lists<'_>, title: TokenRange) -> bool {
    let start = title.start as usize;
    let link = start.saturating_sub(1 + usize::from(start > 0 && document.is_word(start - 1, "the")));
    link > 0
        && document.is_word(link, "of")
        && document.tokens[start].is_capital()
        && document.tokens[link - 1].is_capital()
        && (link.saturating_sub(2)..link).any(|at| {
            lists.head(at, Family::Organization).is_some_and(|(m, head)| {
                head.first && m.range.end as usize == link && m.form != FormKind::Plural
            })
        })
        // "the Office of President Jane Hale"
        && document.token(title.end as usize).is_none_or(|t| !t.is_capital() || t.gap != Gap::Space)
}

/// "Acting", "former", "Deputy", "Principal" before a title.
fn modifiers(document: &Document<'_>, start: usize, floor: usize) -> usize {
    let mut at = start;
    while at > floor
        && start - at < 4
        && document.tokens[at].gap == Gap::Space
        && document.is(at - 1, Class::TITLE_MODIFIER.union(Class::ORDINAL_WORD))
    {
        // a modifier in lower case belongs to a title in lower case; "former Director" has status, not a longer title
        let apart = document.tokens[at - 1].is_capital() != document.tokens[start].is_capital();
        if apart || document.is(at - 1, Class::TITLE_STATUS) {
            break;
        }
        at -= 1;
    }
    at
}

/// The end of the field behind a title: "(DASD) for Threat Reduction and Arms Control (TRAC)", "of Foreign Affairs".
///
/// A body or a country behind the link word is a name of its own and no part of the title.
fn field(document: &Document<'_>, lists: &Lists<'_>, end: usize, entry: Entry<'_>, capital: bool) -> usize {
    let links = entry.links();
    let mut end = end;
    let after_acronym = acronym(document, end);
    let link = after_acronym.unwrap_or(end);
    let bit = link_bit(document, link);
    let may =
        capital && (links & bit != 0 || bit & 0b11 != 0) && document.token(link).is_some_and(|t| t.gap == Gap::Space);
    if may {
        let first = if document.is_word(link + 1, "the") { link + 2 } else { link + 1 };
        if document.is_word(link, "for")
            && let Some(right) = area(document, lists, first, entry)
        {
            return right;
        }
        if document.is_word(link, "for")
            && let Some(right) = unlisted_area(document, lists, link + 1)
        {
            return right;
        }
        let named = lists.names_entity(first) || lists.head(first, Family::Organization).is_some_and(|(_, h)| h.first);
        // "Press Secretary to Foreign Minister": a title is nobody's field, but "Envoy for Hostage Affairs"
        let title = lists.title(first, |kind| kind <= 2);
        if title.is_some_and(|(m, entry)| !document.is_word(link, "for") || !is_noun(document, m, entry)) {
            return after_acronym.filter(|_| may).unwrap_or(end);
        }
        // "Deputy Assistant Secretary for African Affairs"
        let people = |at: usize| {
            let adjective = lists.at(at).any(|(m, f)| f == Family::Place && m.form == FormKind::Demonym);
            let noun = document.token(at + 1).is_some_and(|t| t.is_capital() && t.gap < Gap::Line)
                && document.is(at + 1, Class::COMMON);
            adjective && document.is_word(link, "for") && noun
        };
        let portfolio = document
            .token(first)
            .is_some_and(|t| t.is_capital() && t.is_wordlike() && (document.is(first, Class::COMMON) || people(first)))
            // "Envoy for Compact Negotiations"
            || lists.head(first, Family::Agreement).is_some() && is_common_noun(document, first + 1);
        if portfolio
            && (!named || document.token_text(link) == "for")
            && let Some(right) = super::organizations::field(document, lists, link + 1)
        {
            // "Director General of the Force Development Command": a body's head word ends the field, so it is a body
            if lists.head(first, Family::Organization).is_some() || document.is(right - 1, Class::BODY_HEAD) {
                return after_acronym.filter(|_| may).unwrap_or(end);
            }
            end = field_end(document, lists, first, right);
            return acronym(document, end).unwrap_or(end);
        }
    }
    after_acronym.filter(|_| may).unwrap_or(end)
}

/// The end of an area of work that a word of no list opens before common ones: "Transborder Security", "Probabilistic Risk
/// Assessment"; a class of places or bodies among them makes a name.
fn unlisted_area(document: &Document<'_>, lists: &Lists<'_>, first: usize) -> Option<usize> {
    let token = document.token(first)?;
    let unlisted = token.shape == Shape::Capital
        && token.kind == TokenKind::Word
        && token.len() > 4
        && !document.is(first, Class::NAME.union(Class::FUNCTION).union(Class::COMMON))
        && lists.at(first).next().is_none();
    if !unlisted {
        return None;
    }
    let noun = |at: usize| is_common_noun(document, at) && !document.is(at, Class::FUNCTION);
    let mut end = first + 1;
    while end < first + PORTFOLIO && (noun(end) || document.is_word(end, "and") && noun(end + 1)) {
        end += 1;
    }
    let class = |at: usize| lists.opens(at, Family::Place) || lists.opens(at, Family::Organization);
    (end > first + 1 && !(first + 1..end).any(class)).then_some(end)
}

/// Whether a capitalised word of every day goes on behind another.
fn is_common_noun(document: &Document<'_>, at: usize) -> bool {
    document.token(at).is_some_and(|t| t.is_capital() && t.gap == Gap::Space)
        && document.is(at, Class::COMMON)
        && !document.is(at, Class::NAME)
}

/// Whether an occupation is the noun of a field: "Hostage | Affairs", "Marine | Resources".
fn is_noun(document: &Document<'_>, m: &ListMatch, entry: Entry<'_>) -> bool {
    entry.kind() == OCCUPATION && is_common_noun(document, m.range.end as usize)
}

/// Places of an area of work.
const AREA: usize = 6;

/// The end of the area that an envoy or a department's official works for: "Special Representative for the Sahel", "Deputy
/// Assistant Secretary of Defense for Russia, Ukraine, and Eurasia". Regions of no one country are anybody's area, countries
/// that of titles which also work "on" something and of those whose body the list gives; a judge's district is none.
fn area(document: &Document<'_>, lists: &Lists<'_>, first: usize, entry: Entry<'_>) -> Option<usize> {
    let on = LINKS.iter().position(|link| *link == "on").map_or(0, |bit| 1 << bit);
    let of_countries = entry.links() & on != 0 || !entry.parent().is_empty();
    let place = |at: usize| {
        let places = lists.at(at).filter(|(m, family)| {
            let place = lists.entry(m);
            let region = matches!(place.kind(), REGION | WATER) && place.country().is_none();
            *family == Family::Place
                && m.form != FormKind::Demonym
                && (region || of_countries && is_country(place.kind()))
        });
        places.map(|(m, _)| m.range.end as usize).max().filter(|_| document.tokens[at].is_capital())
    };
    let mut end = place(first)?;
    for _ in 0..AREA {
        let comma = usize::from(document.is_punct(end, b','));
        let and = usize::from(document.is_word(end + comma, "and"));
        let the = usize::from(document.is_word(end + comma + and, "the"));
        match place(end + comma + and + the).filter(|_| comma + and > 0) {
            Some(next) => end = next,
            None => break,
        }
    }
    // "Special Representative for North Korea Policy"
    while document.token(end).is_some_and(|t| t.is_capital() && t.gap == Gap::Space)
        && document.is(end, Class::COMMON)
        && !document.is(end, Class::NAME)
        && lists.title(end, |_| true).is_none()
    {
        end += 1;
    }
    Some(end)
}

/// The end of a field whose last words may be a name that no list knows: "Representative on Climate Issues Orlovan". Words
/// of a field are known words of English.
fn field_end(document: &Document<'_>, lists: &Lists<'_>, first: usize, right: usize) -> usize {
    let known = Class::COMMON
        .union(Class::ORGANIZATION_WORD)
        .union(Class::TITLE_WORD)
        .union(Class::PLACE_WORD)
        .union(Class::DIRECTION);
    let name = |at: usize| {
        let token = document.tokens[at];
        token.is_capital() && token.is_wordlike() && !document.is(at, known) && !lists.names_entity(at)
    };
    let cut = (first + 1..right).rev().take_while(|&at| name(at)).last();
    cut.filter(|&at| document.tokens[at - 1].is_capital() && right - at <= 3).unwrap_or(right)
}

/// Words of a portfolio.
const PORTFOLIO: usize = 12;

/// The end of a portfolio that goes on behind the title which opens it: "Minister of Environment and Sustainable Rivers",
/// "Minister of the Environment, Water, and Ecological Transition". Behind a comma it goes on only if "and" follows.
fn portfolio(document: &Document<'_>, lists: &Lists<'_>, start: usize, end: usize) -> usize {
    let governs = (start + 1..end).any(|at| document.is_word(at, "of") || document.is_word(at, "for"));
    if !governs {
        return end;
    }
    let word = |at: usize| {
        // "European Integration"
        let people = lists.country(document, at).is_some_and(|m| m.form == FormKind::Demonym)
            && document.token(at + 1).is_some_and(|t| t.is_capital() && t.gap == Gap::Space)
            && document.is(at + 1, Class::COMMON);
        document.token(at).is_some_and(|t| t.is_capital() && t.is_wordlike() && t.gap == Gap::Space)
            && !document.is(at, Class::FUNCTION)
            && (!lists.names_entity(at) || people)
            && lists.title(at, |_| true).is_none_or(|(m, entry)| is_noun(document, m, entry))
            && !super::people::begins_name(document, lists, at)
    };
    let noun = |at: usize| document.is(at, Class::COMMON) && !document.is(at, Class::NAME);
    let (mut at, mut last) = (end, end);
    // "Minister for International Development Cooperation"
    while at < end + 3 && word(at) && noun(at) && document.is(at, Class::ORGANIZATION_WORD) {
        at += 1;
        last = at;
    }
    while at < end + PORTFOLIO {
        let comma = usize::from(document.is_punct(at, b','));
        let and = usize::from(document.is_word(at + comma, "and") || document.is_punct(at + comma, b'&'));
        // "Minister of Security and the Interior"
        let the = usize::from(and > 0 && document.is_word(at + comma + and, "the"));
        let first = at + comma + and + the;
        let known = document.is(first, Class::COMMON) || lists.country(document, first).is_some();
        // "Minister of Agriculture and Livestock,": a word that no list knows closes a portfolio
        let closes = and > 0
            && document.token(first).is_some_and(|t| t.shape == Shape::Capital && t.len() > 4)
            && !document.is(first, Class::NAME)
            && lists.at(first).next().is_none()
            && document.token(first + 1).is_none_or(|t| !t.is_capital() || t.gap >= Gap::Line);
        let known = known || closes || document.is(first, Class::ORGANIZATION_WORD);
        if first == at || !word(first) || !known {
            break;
        }
        at = first + 1;
        while at < end + PORTFOLIO && word(at) {
            at += 1;
        }
        if and > 0 {
            last = at;
            break;
        }
    }
    last
}

/// The end of "(DASD)" behind a title.
fn acronym(document: &Document<'_>, at: usize) -> Option<usize> {
    let token = document.token(at + 1)?;
    (document.is_punct(at, b'(') && token.shape == crate::document::Shape::Upper && document.is_punct(at + 2, b')'))
        .then_some(at + 3)
}

/// Whether something ties a title to a person: a name behind it, a comma or a body before it, "of" a body.
fn is_tied(document: &Document<'_>, lists: &Lists<'_>, titles: &[Title], n: usize) -> bool {
    let title = titles[n];
    let (start, end) = (title.range.start as usize, title.range.end as usize);
    let name_behind = document.token(end).is_some_and(|t| {
        t.is_capital() && t.gap == Gap::Space && t.is_wordlike() && !document.is(end, Class::FUNCTION)
    });
    let next_title = titles.get(n + 1).is_some_and(|t| t.range.start as usize == end);
    if title.capital {
        return true;
    }
    if name_behind || next_title {
        return true;
    }
    // "Jane Hale, commander of …", "Jane Hale, the commander of …", "Jane Hale, a former Ohio state legislator"
    let before = determiner_before(document, lists, start).unwrap_or(start);
    let comma = before > 1 && document.is_punct(before - 1, b',') && document.tokens[before - 2].is_capital();
    // "Jane Hale, a former Ohio state legislator, …", "served as a police officer with …"
    // … and, with what it governs, "is chairman of the board"
    if (before < start || link_bit(document, end) != 0) && is_apposition(document, lists, before) {
        return true;
    }
    let body = document.is_word(end, "of") && {
        let first = if document.is_word(end + 1, "the") { end + 2 } else { end + 1 };
        document.token(first).is_some_and(super::super::document::token::Token::is_capital) && lists.names_entity(first)
    };
    comma && (body || title.kind != 2 || document.is(before - 2, Class::NAME))
}

/// Words that may stand between the article of an apposition and its title.
const APPOSITION: usize = 5;

/// The article before a title in lower case, over adjectives, nouns and places: "a former Ohio state legislator".
pub(crate) fn determiner_before(document: &Document<'_>, lists: &Lists<'_>, start: usize) -> Option<usize> {
    let verb = Class::AUXILIARY.union(Class::REPORTING_VERB).union(Class::MEETING_VERB).union(Class::SIGNING_VERB);
    let mut at = start;
    while at > 0 && start - at <= APPOSITION && document.tokens[at].gap < Gap::Line {
        at -= 1;
        let token = document.tokens[at];
        if document.is(at, Class::DETERMINER) {
            return Some(at);
        }
        // "the ship's commanding officer"
        let joined = token.is_punct(b'-') && token.gap == Gap::None || token.kind == TokenKind::Possessive;
        let plain = token.is_wordlike() && !document.is(at, Class::FUNCTION.union(verb));
        let place = token.is_capital() && lists.speaks_of(at, Family::Place);
        if !(joined || plain && (!token.is_capital() || place)) {
            return None;
        }
    }
    None
}

/// Whether an article opens what is said of the name before it: behind a name's comma, or behind "served as".
fn is_apposition(document: &Document<'_>, lists: &Lists<'_>, article: usize) -> bool {
    let name = |at: usize| {
        let known = document.is(at, Class::NAME) || at > 0 && document.is(at - 1, Class::GIVEN_NAME);
        document.tokens[at].is_capital() && known && !lists.speaks_of(at, Family::Organization)
    };
    // "Jane Hale, 48, a former police officer"
    let age =
        article > 3 && document.tokens[article - 2].kind == TokenKind::Number && document.is_punct(article - 3, b',');
    let before = if age { article - 2 } else { article };
    let comma =
        before > 1 && document.is_punct(before - 1, b',') && document.is_punct(article - 1, b',') && name(before - 2);
    comma
        || says_what(document, article, name)
        || article > 1 && document.is_word(article - 1, "as") && document.is(article - 2, Class::ROLE_LINK)
}

/// Whether an article opens what a person is said to be: "Hale was a member of the committee", "She is a former director".
pub(crate) fn says_what(document: &Document<'_>, article: usize, name: impl Fn(usize) -> bool) -> bool {
    let is = article > 1
        && document.is(article - 1, Class::AUXILIARY)
        && document.is(article - 1, Class::ROLE_LINK)
        && document.tokens[article].shape == Shape::Lower;
    let pronoun = |at: usize| {
        let word = document.token_text(at);
        word.eq_ignore_ascii_case("he") || word.eq_ignore_ascii_case("she")
    };
    is && (name(article - 2) || pronoun(article - 2))
}
