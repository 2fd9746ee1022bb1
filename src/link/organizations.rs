//! Which mentions name one body: one list entry, one text, an acronym and its long form, "the Agency" behind its name.

use super::Entity;
use super::bodies::Bodies;
use super::countries::Countries;
use super::hierarchy;
use crate::document::{Document, Gap, Shape, TokenKind, TokenRange, fold::fold, fold::fold_words};
use crate::extraction::Country;
use crate::fast::{FastMap, map_for};
use crate::gazetteer::EntryId;
use crate::gazetteer::compile::FormKind;
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::gazetteer::numbers::organization::{AGENCY, LAST_OF_STATES, OTHER};
use crate::gazetteer::numbers::place::STATE;
use crate::mention::{Kind, Mention, Source};
use crate::rules::Lists;
use crate::rules::lists::is_country;
use crate::rules::organizations::defined_acronym;

/// Bodies in order of first mention.
pub(crate) fn link(document: &Document<'_>, lists: &Lists<'_>, mentions: &[Mention]) -> Vec<Entity> {
    let mut bodies = Bodies::new(document, lists, mentions);
    let named = mentions.iter().filter(|m| m.kind == Kind::Organization).count();
    let mut by_entry: FastMap<EntryId, usize> = map_for(named);
    let mut by_text: FastMap<String, usize> = map_for(named);
    let mut coordination = Coordination::default();
    let countries = countries(lists, mentions);
    let defined = defined(document, mentions);
    for (index, mention) in mentions.iter().enumerate().filter(|(_, m)| m.kind == Kind::Organization) {
        let piece = coordination.piece(document, lists, mention);
        let context = country_of(document, lists, mention.range).or(piece.as_ref().and_then(|p| p.country));
        let entry = choose(document, lists, &countries, mention, context);
        let key = match &piece {
            Some(Piece { name: Some(name), .. }) => fold(name),
            _ => key(document, mention.range),
        };
        // an acronym that stands before its definition: "IAPD Feature … International Army Programs Directorate (IAPD)"
        let key = match defined.get(&key).filter(|_| entry.is_none()) {
            Some(long) => long.clone(),
            None => key,
        };
        let number = company_of_first_word(document, &bodies, mention.range)
            .as_ref()
            .or(by_text.get(&key))
            .or_else(|| entry.and_then(|e| by_entry.get(&e)))
            .copied()
            .or_else(|| {
                // "the Army" is an entry of its own, "the Agency" is not
                let alone = entry.is_none();
                alone.then(|| antecedent(document, lists, &bodies, mention.range)).flatten()
            })
            .or_else(|| long_form(document, &bodies, mention.range))
            // a possessive that lost its apostrophe: "the Justice Departments website"
            .or_else(|| key.strip_suffix('s').filter(|_| entry.is_none()).and_then(|k| by_text.get(k)).copied());
        // "the Department" with nothing before it that it could mean
        if number.is_none() && entry.is_none() && is_head_alone(document, lists, mention.range) {
            continue;
        }
        let number = number.or_else(|| bracketed(document, mentions, &bodies, index));
        let number = number.unwrap_or_else(|| bodies.open(Entity { subkind: OTHER, ..Entity::default() }));
        by_text.entry(key).or_insert(number);
        bodies.add(number, index);
        let body = &mut bodies.all[number];
        if let Some(entry) = entry.filter(|_| body.entry.is_none()) {
            body.entry = Some(entry);
            by_entry.entry(entry).or_insert(number);
            body.subkind = lists.gazetteers.entry(entry).kind();
            body.country = lists.gazetteers.entry(entry).country().map(Country);
        }
        if body.entry.is_none() && body.subkind == OTHER {
            body.subkind = mention.subkind.or_else(|| kind_by_head(document, lists, mention.range)).unwrap_or(OTHER);
        }
        if body.name.is_none_or(|name| mention.range.len() > name.len() && mention.form != FormKind::Acronym) {
            body.name = Some(mention.range);
        }
        // a body of several states is none's; one that a list leaves open ("Air Force") is the country's that the text names
        let open = body.entry.is_none() || body.subkind <= LAST_OF_STATES;
        if body.country.is_none() && open {
            body.country = context;
        }
        if let Some(piece) = piece {
            body.composed = body.composed.take().or(piece.name);
            coordination.country = body.country;
        }
        // an acronym in brackets right behind belongs to this body
        if let Some(inner) = defined_acronym(document, mention.range) {
            body.acronym = body.acronym.or(Some(inner));
            by_text.entry(fold(document.range_text(inner))).or_insert(number);
        }
    }
    hierarchy::give_parents(document, lists, mentions, &mut bodies);
    bodies.all
}

/// The acronyms in brackets behind the bodies whose names they abbreviate, each with the key of the name.
fn defined(document: &Document<'_>, mentions: &[Mention]) -> FastMap<String, String> {
    let mut out = FastMap::default();
    for mention in mentions.iter().filter(|m| m.kind == Kind::Organization && m.range.len() > 1) {
        if let Some(acronym) = defined_acronym(document, mention.range) {
            out.entry(fold(document.range_text(acronym))).or_insert_with(|| key(document, mention.range));
        }
    }
    out
}

/// The company whose name begins with an acronym ("AMC Entertainment Inc. … AMC"): the text goes before a list that knows
/// another owner of the letters.
fn company_of_first_word(document: &Document<'_>, bodies: &Bodies<'_, '_>, range: TokenRange) -> Option<usize> {
    let token = document.tokens[range.start as usize];
    let acronym = range.len() == 1 && token.shape == Shape::Upper && token.len() >= 3;
    acronym.then(|| bodies.company(document.range_text(range))).flatten()
}

/// A coordination of bodies under one head word, while its pieces are read.
#[derive(Default)]
struct Coordination {
    /// The head word in the singular and its kind.
    head: Option<(String, u8)>,
    country: Option<Country>,
    /// The token behind the last piece.
    end: u32,
}

/// One body of a coordination.
struct Piece {
    /// Its full name, where the head word belongs to it.
    name: Option<String>,
    /// The country that it shares with the pieces before.
    country: Option<Country>,
}

impl Coordination {
    /// What a mention is in a coordination; nothing if it is in none.
    fn piece(&mut self, document: &Document<'_>, lists: &Lists<'_>, mention: &Mention) -> Option<Piece> {
        // what the lists name is a body of its own
        if mention.source != Source::Rule("organizations/coordinated-head") || mention.entry.is_some() {
            return None;
        }
        let range = mention.range;
        let goes_on = range.start.saturating_sub(self.end) <= 3 && self.end > 0;
        self.end = range.end;
        let plural = range.indexes().find_map(|at| {
            let (m, head) = lists.head(at, Family::Organization).filter(|(m, _)| m.form == FormKind::Plural)?;
            Some((m.range, lists.entry(m).name().to_owned(), head.kind))
        });
        if let Some((head, name, kind)) = plural {
            // "Ministries of Health" is the Ministry of Health
            let before = document.range_text(TokenRange::new(range.start as usize, head.start as usize));
            let behind = document.range_text(TokenRange::new(head.end as usize, range.end as usize));
            self.head = Some((name.clone(), kind));
            self.country = None;
            let name = [before, &name, behind].join(" ");
            return Some(Piece { name: Some(name.split_whitespace().collect::<Vec<_>>().join(" ")), country: None });
        }
        let (head, kind) = self.head.as_ref().filter(|_| goes_on)?;
        let own = mention.subkind != Some(*kind);
        let name = (!own).then(|| format!("{head} of {}", document.range_text(range)));
        Some(Piece { name, country: self.country })
    }
}

/// How often the unambiguous places of a document name each country.
fn countries(lists: &Lists<'_>, mentions: &[Mention]) -> Countries {
    let mut counts = Countries::default();
    for mention in mentions.iter().filter(|m| matches!(m.kind, Kind::Place | Kind::Demonym)) {
        if let Some(code) = mention.entry.and_then(|e| lists.gazetteers.entry(e).country()) {
            counts.add(code);
        }
    }
    counts
}

/// The entry that a mention names. Where several bodies bear the name ("MOD", "National Guard") the country that the
/// text gives decides, else the countries of the document; a body of another country than the text says is not meant.
fn choose(
    document: &Document<'_>,
    lists: &Lists<'_>,
    countries: &Countries,
    mention: &Mention,
    context: Option<Country>,
) -> Option<EntryId> {
    let range = mention.range;
    let country = |id: EntryId| lists.gazetteers.entry(id).country();
    let owners: Vec<EntryId> = lists
        .at(range.start as usize)
        .filter(|(m, f)| *f == Family::Organization && m.range == range)
        .map(|(m, _)| m.entry)
        .collect();
    let fits = |id: &EntryId| country(*id).is_none() || context.is_none_or(|c| country(*id) == Some(c.0));
    match owners[..] {
        [] => mention.entry.or_else(|| known_inside(document, lists, range)),
        // "Kazakhstan's DTRA programs": an acronym with one owner is its owner's
        [only] => Some(only).filter(|id| {
            // "Bureau of Indian Affairs": a people in a listed name says nothing of its country
            id.is_custom()
                || mention.form == FormKind::Acronym
                || fits(id)
                || country_inside(document, lists, range).is_some()
        }),
        _ => {
            let weight = |id: &EntryId| country(*id).map_or(0, |c| countries.count(c));
            let best = owners
                .iter()
                .filter(|id| fits(id))
                .max_by_key(|id| (id.is_custom(), weight(id), std::cmp::Reverse(**id)))?;
            let rivals =
                owners.iter().filter(|id| fits(id) && weight(id) == weight(best) && country(**id) != country(*best));
            (best.is_custom() || rivals.count() == 0).then_some(*best)
        }
    }
}

/// Whether a name is one head word: "Department", "Departments".
fn is_head_alone(document: &Document<'_>, lists: &Lists<'_>, range: TokenRange) -> bool {
    let at = range.start as usize;
    let plural =
        || lists.head(at, Family::Organization).is_some_and(|(m, _)| m.form == FormKind::Plural && m.range == range);
    range.len() == 1 && document.tokens[at].shape == Shape::Capital && (document.is(at, Class::BODY_HEAD) || plural())
}

/// The body right before a bracket that holds just this acronym, whatever its letters: names in other languages have
/// acronyms that abbreviate nothing in English.
fn bracketed(document: &Document<'_>, mentions: &[Mention], bodies: &Bodies<'_, '_>, index: usize) -> Option<usize> {
    // mentions that may begin inside the one right before
    const NEAR: usize = 32;
    let range = mentions[index].range;
    let (start, end) = (range.start as usize, range.end as usize);
    let acronym = range.len() == 1 && document.tokens[start].shape == Shape::Upper;
    if !acronym || start == 0 || !document.is_punct(start - 1, b'(') || !document.is_punct(end, b')') {
        return None;
    }
    let near = index.saturating_sub(NEAR);
    let before = mentions[near..index]
        .iter()
        .rposition(|m| m.kind == Kind::Organization && m.range.end as usize == start - 1)?;
    bodies.of_mention(near + before).filter(|&body| bodies.all[body].acronym.is_none())
}

/// A text by which equal mentions meet: folded words without "U.S." or an article in front.
fn key(document: &Document<'_>, range: TokenRange) -> String {
    let text = fold_words(document.range_text(range));
    for prefix in ["the ", "u.s. ", "us ", "united states "] {
        if let Some(rest) = text.strip_prefix(prefix).filter(|rest| rest.len() > 3) {
            return rest.to_owned();
        }
    }
    text
}

/// The list entry that a longer mention ends with ("U.S. Department of State", where the list has the rest), if what
/// stands in front is a country.
fn known_inside(document: &Document<'_>, lists: &Lists<'_>, range: TokenRange) -> Option<EntryId> {
    // what stands in front: a country ("U.S. Department of State") or the body above ("Justice Department Civil Rights Division")
    let start = range.start as usize;
    let country = lists.country(document, start).map(|m| (m.range.end, lists.entry(m).country()));
    let above = lists
        .at(start)
        .filter(|(m, f)| *f == Family::Organization && m.range.end < range.end)
        .map(|(m, _)| (m.range.end, lists.entry(m).country()))
        .next_back();
    [country, above].into_iter().flatten().find_map(|(end, code)| {
        // a possessive may stand between
        let rest = (end as usize..end as usize + 2).find(|&at| lists.names_entity(at))?;
        let known = lists.at(rest).filter(|(m, f)| *f == Family::Organization && m.range.end == range.end);
        known.map(|(m, _)| m.entry).find(|&e| {
            let own = lists.gazetteers.entry(e).country();
            own == code || own.is_none()
        })
    })
}

/// The kind of the last head word in a name, else of the first. A word of units ("Division") makes a unit only with a
/// number; else it is an office.
pub(crate) fn kind_by_head(document: &Document<'_>, lists: &Lists<'_>, range: TokenRange) -> Option<u8> {
    let heads = || range.indexes().filter_map(|at| lists.head(at, Family::Organization));
    let (_, head) = heads().rfind(|(m, h)| h.last && m.range.end == range.end).or_else(|| heads().next())?;
    let numbered = range.indexes().any(|at| matches!(document.tokens[at].kind, TokenKind::Mixed | TokenKind::Number));
    Some(if head.unit && !numbered { AGENCY } else { head.kind })
}

/// "the Agency", "the Department": a head word alone means the last body whose name has it.
fn antecedent(document: &Document<'_>, lists: &Lists<'_>, bodies: &Bodies<'_, '_>, range: TokenRange) -> Option<usize> {
    if range.len() != 1 {
        return None;
    }
    lists.head(range.start as usize, Family::Organization)?;
    bodies.latest_with(document.tokens[range.start as usize].word)
}

/// The body whose long name an acronym abbreviates, if just one does.
fn long_form(document: &Document<'_>, bodies: &Bodies<'_, '_>, range: TokenRange) -> Option<usize> {
    let token = document.tokens[range.start as usize];
    let acronym = range.len() == 1 && token.shape != Shape::Capital && (3..=8).contains(&token.len());
    acronym.then(|| bodies.long_form(document.range_text(range))).flatten()
}

/// The end and the country of the country, the state or the people at a token.
fn country_at(lists: &Lists<'_>, at: usize) -> Option<(usize, Country)> {
    lists
        .at(at)
        .filter(|(m, f)| {
            // "University of Rhode Island": a state says its country too
            let kind = m.what.kind();
            *f == Family::Place && (is_country(kind) || kind == STATE || m.form == FormKind::Demonym)
        })
        .max_by_key(|(m, _)| m.range.end)
        .and_then(|(m, _)| Some((m.range.end as usize, Country(lists.entry(m).country()?))))
}

/// The first country inside a name. An office for some people's affairs ("Office of Iranian Affairs") is not theirs.
fn country_inside(document: &Document<'_>, lists: &Lists<'_>, range: TokenRange) -> Option<Country> {
    let (start, end) = (range.start as usize, range.end as usize);
    let affairs = document.is_word(end - 1, "Affairs");
    let state = |at: usize| lists.at(at).any(|(m, f)| f == Family::Place && lists.entry(m).kind() == STATE);
    let field = |at: usize| affairs && at > start && document.is(at - 1, Class::PREPOSITION) && !state(at);
    range.indexes().find_map(|at| country_at(lists, at).filter(|(to, _)| *to <= end && !field(at))).map(|(_, c)| c)
}

/// The country that the text gives a body: in its name, or possessive or adjective before it.
fn country_of(document: &Document<'_>, lists: &Lists<'_>, range: TokenRange) -> Option<Country> {
    let start = range.start as usize;
    let place = |at: usize| country_at(lists, at);
    // "Kazakhstan's Ministry", "the Kazakh Ministry"
    let before = (start.saturating_sub(6)..start).find_map(|at| {
        let (end, country) = place(at)?;
        // a headline ends in "Travel to Chad", and the next line names the office that issues it
        if document.tokens[end.min(start)..=start].iter().any(|t| t.gap >= Gap::Line) {
            return None;
        }
        let possessive = document.token(end).is_some_and(|t| t.kind == crate::document::TokenKind::Possessive);
        (end == start || possessive && end + 1 == start).then_some(country)
    });
    before.or_else(|| country_inside(document, lists, range)).or_else(|| {
        // "the Ministry of Health of Kazakhstan"
        let of = range.end as usize;
        document
            .is_word(of, "of")
            .then(|| place(if document.is_word(of + 1, "the") { of + 2 } else { of + 1 }))
            .flatten()
            .map(|(_, c)| c)
    })
}

#[cfg(test)]
mod tests {
    use crate::Extractor;

    #[test]
    fn a_people_in_a_listed_name_says_nothing_of_its_country() {
        let text = "The Bureau of Indian Affairs and the Indian Army agreed.";
        let extraction = Extractor::new().extract(text).into_owned();
        let references: Vec<_> = extraction.organizations.iter().filter_map(|o| o.reference.as_deref()).collect();
        assert_eq!(references, ["us-bia", "in-army"]);
    }

    #[test]
    fn an_office_for_the_affairs_of_a_people_is_not_theirs() {
        let extractor = Extractor::new();
        for (text, want) in [
            ("She led the Office of Kenyan Affairs.", None),
            ("She led the Bureau for Chad Affairs.", None),
            ("She led the Kenyan Ministry of Veterans Affairs.", Some("KE")),
            ("She led the Kenyan Rivers Institute.", Some("KE")),
            ("She led the Academy of Kenyan Sciences.", Some("KE")),
            ("She led the Office of Hawaiian Affairs.", Some("US")),
        ] {
            let extraction = extractor.extract(text);
            let got = extraction.organizations.iter().find_map(|o| o.country.as_ref().map(ToString::to_string));
            assert_eq!(got.as_deref(), want, "{text}");
        }
    }
}
