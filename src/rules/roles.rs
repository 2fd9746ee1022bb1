//! Titles: an entry of the lists with what modifies it and the field that it governs.

use super::Rule;
use super::lists::{Lists, SUFFIX, link_bit};
use crate::document::{Document, Gap, TokenRange};
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::mention::{Kind, Mention};

/// The rules, with their examples.
pub(crate) const RULES: &[Rule] = &[Rule {
    name: "roles/title",
    doc: "A title of the lists with its modifiers and field, tied to a name or a body: \"Acting Assistant Secretary of State for Rivers\".",
    yes: &[
        "[role:Foreign Secretary] Jane Hale met [role:Minister of Energy] Luis Ortega.",
        "Jane Hale, [role:commander] of the 97th Bomb Squadron, said",
        "[role:Deputy Assistant Secretary of Defense (DASD) for Water and Energy (WE)] Jane Hale spoke.",
    ],
    no: &["They gave general advice.", "It was a major step in private life."],
}];

/// Number of `office` among the kinds of titles.
const OFFICE: u8 = 0;

/// A title in the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Title {
    /// With modifiers and field.
    pub(crate) range: TokenRange,
    /// Number of its kind among the kinds of titles.
    pub(crate) kind: u8,
    /// Whether it is written with a capital.
    pub(crate) capital: bool,
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
        let (start, end) = (m.range.start as usize, m.range.end as usize);
        let capital = document.tokens[start].is_capital();
        let floor = titles.last().map_or(0, |t| t.range.end as usize);
        let left = modifiers(document, start, floor);
        // only an office governs a field: "Workers of" a company have none
        let right = if entry.kind() == OFFICE { field(document, lists, end, entry.links(), capital) } else { end };
        titles.push(Title { range: TokenRange::new(left, right), kind: entry.kind(), capital });
        at = right.max(at + 1);
    }
    for (n, title) in titles.iter().enumerate() {
        if title.kind <= 2 && is_tied(document, lists, &titles, n) {
            let mention = Mention::by_rule(Kind::Role, title.range, "roles/title").of_kind(title.kind);
            out.push(mention);
        }
    }
    titles
}

/// "Acting", "former", "Deputy", "Principal" before a title.
fn modifiers(document: &Document<'_>, start: usize, floor: usize) -> usize {
    let mut at = start;
    while at > floor
        && start - at < 4
        && document.tokens[at].gap == Gap::Space
        && document.is(at - 1, Class::TITLE_MODIFIER.union(Class::ORDINAL_WORD))
    {
        // a modifier in lower case belongs to a title in lower case: "former Director" has status, not a longer title
        if document.tokens[at - 1].is_capital() != document.tokens[start].is_capital() {
            break;
        }
        at -= 1;
    }
    at
}

/// The end of the field behind a title: "(DASD) for Threat Reduction and Arms Control (TRAC)", "of Foreign Affairs".
///
/// A body or a country behind the link word is a name of its own and no part of the title.
fn field(document: &Document<'_>, lists: &Lists<'_>, end: usize, links: u16, capital: bool) -> usize {
    let mut end = end;
    let after_acronym = acronym(document, end);
    let link = after_acronym.unwrap_or(end);
    let bit = link_bit(document, link);
    let may =
        capital && (links & bit != 0 || bit & 0b11 != 0) && document.token(link).is_some_and(|t| t.gap == Gap::Space);
    if may {
        let first = if document.is_word(link + 1, "the") { link + 2 } else { link + 1 };
        let named = lists.names_entity(first) || lists.head(first, Family::Organization).is_some_and(|(_, h)| h.first);
        let portfolio = document
            .token(first)
            .is_some_and(|t| t.is_capital() && t.is_wordlike() && document.is(first, Class::COMMON));
        if portfolio
            && (!named || document.token_text(link) == "for")
            && let Some(right) = super::organizations::field(document, lists, link + 1)
        {
            end = right;
            return acronym(document, end).unwrap_or(end);
        }
    }
    after_acronym.filter(|_| may).unwrap_or(end)
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
    // "Jane Hale, commander of …", "Jane Hale, the commander of …"
    let before = if start > 0 && document.is(start - 1, Class::DETERMINER) { start - 1 } else { start };
    let comma = before > 1 && document.is_punct(before - 1, b',') && document.tokens[before - 2].is_capital();
    let body = document.is_word(end, "of") && {
        let first = if document.is_word(end + 1, "the") { end + 2 } else { end + 1 };
        document.token(first).is_some_and(super::super::document::token::Token::is_capital) && lists.names_entity(first)
    };
    comma && (body || title.kind != 2 || document.is(before - 2, Class::NAME))
}
