//! List matches as the grammar asks for them: by the token where they begin.

use crate::document::Document;
use crate::gazetteer::compile::FormKind;
use crate::gazetteer::index::Head;
use crate::gazetteer::kinds::{Family, LINKS};
use crate::gazetteer::lexicon::Class;
use crate::gazetteer::numbers::place::{CITY, FACILITY, STATE};
use crate::gazetteer::{Entry, Gazetteers, ListMatch};
use crate::mention::{Kind, Mention, Source};

/// Words behind which a building is meant, not the body in it.
const WHERE: [&str; 6] = ["at", "in", "inside", "outside", "near", "around"];

/// The list matches of a document.
pub(crate) struct Lists<'g> {
    pub(crate) gazetteers: &'g Gazetteers,
    matches: Vec<ListMatch>,
    /// For each token, the number of its first match.
    starts: Vec<u32>,
    /// For each token, the families of its matches, so that most questions cost one look.
    families: Vec<Families>,
    /// Tokens of the longest match.
    longest: usize,
}

/// A set of families, a bit each; in the upper half those that head words open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Families(u16);

impl Families {
    const NONE: Families = Families(0);
    const ENTITY: Families = Families(1 << Family::Organization as u16 | 1 << Family::Place as u16);

    #[inline]
    const fn of(family: Family) -> Self {
        Families(1 << family as u16)
    }

    const fn opened(family: Family) -> Self {
        Families(1 << (8 + family as u16))
    }

    fn of_match(m: &ListMatch) -> Self {
        let family = m.what.family();
        let opened = if family == Family::Head { Self::opened(m.what.head().family) } else { Self::NONE };
        Self::of(family).or(opened)
    }

    const fn or(self, other: Self) -> Self {
        Families(self.0 | other.0)
    }

    #[inline]
    const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl<'g> Lists<'g> {
    pub(crate) fn new(document: &Document<'_>, gazetteers: &'g Gazetteers) -> Self {
        let matches = gazetteers.matches(document);
        let count = document.tokens.len();
        let mut starts = Vec::with_capacity(count + 2);
        let mut families = vec![Families::NONE; count];
        let mut longest = 0;
        for (number, m) in matches.iter().enumerate() {
            let start = m.range.start as usize;
            starts.resize(starts.len().max(start + 1), number as u32);
            families[start] = families[start].or(Families::of_match(m));
            longest = longest.max(m.range.len());
        }
        starts.resize(count + 2, matches.len() as u32);
        Lists { gazetteers, matches, starts, families, longest }
    }

    /// Whether a match of one of the families begins at a token.
    #[inline]
    fn has(&self, token: usize, families: Families) -> bool {
        self.families.get(token).is_some_and(|f| f.meets(families))
    }

    /// All matches in order of their starts.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&ListMatch, Family)> {
        self.matches.iter().map(|m| (m, m.what.family()))
    }

    /// The matches that may have tokens from `start` up to `end`, and maybe some before.
    pub(crate) fn overlapping(&self, start: usize, end: usize) -> &[ListMatch] {
        let number = |token: usize| self.starts.get(token).map_or(self.matches.len(), |n| *n as usize);
        &self.matches[number(start.saturating_sub(self.longest))..number(end)]
    }

    /// The matches that begin at a token, shorter ones first.
    #[inline]
    pub(crate) fn at(&self, token: usize) -> impl DoubleEndedIterator<Item = (&ListMatch, Family)> {
        let range = match (self.families.get(token), self.starts.get(token), self.starts.get(token + 1)) {
            (Some(families), Some(&from), Some(&to)) if *families != Families::NONE => from as usize..to as usize,
            _ => 0..0,
        };
        self.matches[range].iter().map(|m| (m, m.what.family()))
    }

    pub(crate) fn entry(&self, m: &ListMatch) -> Entry<'g> {
        self.gazetteers.entry(m.entry)
    }

    /// The longest title of the given kinds at a token.
    #[inline]
    pub(crate) fn title(&self, token: usize, wanted: fn(u8) -> bool) -> Option<(&ListMatch, Entry<'g>)> {
        self.has(token, Families::of(Family::Title)).then(|| self.longest_title(token, wanted)).flatten()
    }

    fn longest_title(&self, token: usize, wanted: fn(u8) -> bool) -> Option<(&ListMatch, Entry<'g>)> {
        self.at(token)
            .filter(|(m, f)| *f == Family::Title && wanted(m.what.kind()))
            .max_by_key(|(m, _)| m.range.end)
            .map(|(m, _)| (m, self.entry(m)))
    }

    /// The longest title at a token that ends before another.
    pub(crate) fn title_before(&self, token: usize, end: usize) -> Option<(&ListMatch, Entry<'g>)> {
        self.at(token)
            .filter(|(m, f)| *f == Family::Title && m.range.end as usize <= end)
            .max_by_key(|(m, _)| m.range.end)
            .map(|(m, _)| (m, self.entry(m)))
    }

    /// Whether a head word of a family begins at a token.
    #[inline]
    pub(crate) fn opens(&self, token: usize, family: Family) -> bool {
        self.has(token, Families::opened(family))
    }

    /// The longest head word of a family at a token.
    #[inline]
    pub(crate) fn head(&self, token: usize, family: Family) -> Option<(&ListMatch, Head)> {
        self.opens(token, family).then(|| self.longest_head(token, family)).flatten()
    }

    fn longest_head(&self, token: usize, family: Family) -> Option<(&ListMatch, Head)> {
        self.at(token)
            .filter(|(_, f)| *f == Family::Head)
            .map(|(m, _)| (m, m.what.head()))
            .filter(|(_, head)| head.family == family)
            .max_by_key(|(m, _)| m.range.end)
    }

    /// Whether a match of a family or a head word that opens one begins at a token.
    #[inline]
    pub(crate) fn speaks_of(&self, token: usize, family: Family) -> bool {
        self.has(token, Families::of(family).or(Families::opened(family)))
    }

    /// Whether a match that names a body, a place or an agreement begins at a token.
    pub(crate) fn names_entity(&self, token: usize) -> bool {
        self.has(token, Families::ENTITY.or(Families::of(Family::Agreement)))
    }

    /// The end of the longest body or place that begins at a token.
    pub(crate) fn entity_end(&self, token: usize) -> Option<usize> {
        if !self.has(token, Families::ENTITY) {
            return None;
        }
        self.at(token)
            .filter(|(_, f)| matches!(f, Family::Organization | Family::Place))
            .map(|(m, _)| m.range.end as usize)
            .max()
    }

    /// The end of the longest body that begins at a token.
    pub(crate) fn organization_end(&self, token: usize) -> Option<usize> {
        if !self.has(token, Families::of(Family::Organization)) {
            return None;
        }
        self.at(token).filter(|(_, f)| *f == Family::Organization).map(|(m, _)| m.range.end as usize).max()
    }

    /// The end of a country, its adjective or its people at a token.
    pub(crate) fn country(&self, document: &Document<'_>, token: usize) -> Option<&ListMatch> {
        if !self.has(token, Families::of(Family::Place)) {
            return None;
        }
        self.at(token)
            .filter(|(m, f)| *f == Family::Place && (m.form == FormKind::Demonym || is_country(m.what.kind())))
            .map(|(m, _)| m)
            .filter(|_| document.token(token).is_some_and(crate::document::Token::is_capital))
            .max_by_key(|m| m.range.end)
    }

    /// Whether an abbreviation of a place stands where one does: that of a state behind a comma, in brackets or behind a
    /// hyphen ("Bath, ME", "(D-VA)"); "MS PORTER", "IN SUPPORT" and "voter ID" are no states.
    pub(crate) fn is_postal(&self, document: &Document<'_>, m: &ListMatch) -> bool {
        let (start, end) = (m.range.start as usize, m.range.end as usize);
        let state = self.entry(m).kind() == STATE && document.tokens[start].len() == 2;
        let before = |mark| start > 0 && document.is_punct(start - 1, mark);
        let zip = document.token(end).is_some_and(|t| t.kind == crate::document::TokenKind::Number && t.len() == 5);
        !state || before(b',') || before(b'(') || before(b'-') || zip || self.is_behind_its_town(m)
    }

    /// Whether letters that also abbreviate a state stand behind a town, with or without a comma.
    fn is_state_of_town(&self, document: &Document<'_>, m: &ListMatch) -> bool {
        let start = m.range.start as usize;
        if document.tokens[start].len() != 2 || start == 0 {
            return false;
        }
        let state = self.at(start).find(|(other, family)| {
            *family == Family::Place && other.range == m.range && self.entry(other).kind() == STATE
        });
        state.is_some_and(|(state, _)| document.is_punct(start - 1, b',') || self.is_behind_its_town(state))
    }

    /// "Pittsburgh PA": whether a town of a state ends where its abbreviation begins.
    fn is_behind_its_town(&self, state: &ListMatch) -> bool {
        let (start, id) = (state.range.start as usize, self.entry(state).id());
        (start.saturating_sub(3)..start).flat_map(|at| self.at(at)).any(|(town, family)| {
            family == Family::Place && town.range.end as usize == start && self.entry(town).parent() == id
        })
    }

    /// Whether the name of a body means its seat: "at the Pentagon", "outside the Kremlin".
    fn is_seat(&self, document: &Document<'_>, m: &ListMatch) -> bool {
        let start = m.range.start as usize;
        if !self.has(start, Families::of(Family::Place)) || start == 0 {
            return false;
        }
        let led = if document.is_word(start - 1, "the") { start.saturating_sub(2) } else { start - 1 };
        WHERE.iter().any(|word| document.is_word(led, word))
            && self.at(start).any(|(other, family)| {
                family == Family::Place && other.range == m.range && other.what.kind() == FACILITY
            })
    }

    /// List matches as candidates. One form of several owners is one candidate for each.
    pub(crate) fn mentions(&self, document: &Document<'_>) -> Vec<Mention> {
        let mut out = Vec::with_capacity(self.matches.len());
        for (m, family) in self.all() {
            let kind = match family {
                Family::Organization => Kind::Organization,
                Family::Place if m.form == FormKind::Demonym => Kind::Demonym,
                Family::Place => Kind::Place,
                Family::Other => Kind::Other,
                // titles, heads and agreements become mentions by grammar, markers never
                Family::Title | Family::Head | Family::Agreement | Family::Marker => continue,
            };
            if family == Family::Place && m.form == FormKind::Acronym && !self.is_postal(document, m) {
                continue;
            }
            // a town that is meant only before its state is proposed by the larger one of its name
            if family == Family::Place && m.what.kind() == CITY && !self.entry(m).attribute("needs").is_empty() {
                continue;
            }
            // "Allentown, PA" is no Palestinian Authority
            if family == Family::Organization && m.form == FormKind::Acronym && self.is_state_of_town(document, m) {
                continue;
            }
            if family == Family::Organization && self.is_seat(document, m) {
                continue;
            }
            // a name that is also a common word ("Reading") counts only by context
            let single = m.range.len() == 1;
            let token = document.tokens[m.range.start as usize];
            let common = single
                && document.is(m.range.start as usize, Class::COMMON)
                && token.shape != crate::document::Shape::Upper
                && m.form != FormKind::Acronym
                && family != Family::Place;
            if common {
                continue;
            }
            out.push(Mention {
                kind,
                range: m.range,
                source: Source::List(m.entry),
                entry: Some(m.entry),
                form: m.form,
                subkind: Some(m.what.kind()),
            });
        }
        out
    }
}

/// Whether a kind of places is a country, a territory or a former state.
pub(crate) fn is_country(kind: u8) -> bool {
    matches!(kind, 0 | 7 | 8)
}

/// The bit of a link word, if the token is one.
pub(crate) fn link_bit(document: &Document<'_>, token: usize) -> u16 {
    let text = document.token_text(token);
    LINKS.iter().position(|link| text == *link).map_or(0, |bit| 1 << bit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_building_is_meant_where_something_is() {
        let gazetteers = Gazetteers::bundled().unwrap();
        for (text, kinds) in [
            ("They met at the Pentagon today.", vec![Kind::Place]),
            ("People outside the Kremlin waited.", vec![Kind::Place]),
            ("PEOPLE INSIDE THE PENTAGON", vec![Kind::Place]),
            ("The Pentagon said so.", vec![Kind::Organization, Kind::Place]),
            ("They spoke with the Kremlin.", vec![Kind::Organization, Kind::Place]),
            ("He works at NATO today.", vec![Kind::Organization]),
        ] {
            let document = Document::new(text, &gazetteers);
            let mut found: Vec<Kind> =
                Lists::new(&document, &gazetteers).mentions(&document).iter().map(|m| m.kind).collect();
            found.sort_unstable();
            assert_eq!(found, kinds, "{text}");
        }
    }
}
