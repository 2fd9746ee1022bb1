//! What the members of a list of people share: the country or the body that stands once, before the first title or behind
//! the last name. Read-outs ("Israeli President A, Prime Minister B") and the last lines of releases on cases ("Tax
//! Division Senior Counsel A and Trial Attorney B", "Assistant Chief A and Trial Attorney B of the Fraud Section").

use super::super::{Entities, MentionIndex};
use super::bodies::{Body, body_before, body_behind};
use super::{is_deputy, same_title};
use crate::document::{Document, Gap, TokenRange};
use crate::extraction::EntityId;
use crate::gazetteer::kinds::LINKS;
use crate::gazetteer::lexicon::Class;
use crate::gazetteer::numbers::organization::GOVERNMENT;
use crate::gazetteer::numbers::title::{OCCUPATION, OFFICE};
use crate::mention::{Kind, Mention};
use crate::rules::Lists;

/// Members of a list over which a country or body is carried.
const MEMBERS: usize = 8;

/// What a title without body and country of its own shares with the titles beside it.
pub(super) fn shared(
    document: &Document<'_>,
    lists: &Lists<'_>,
    mentions: &[Mention],
    entities: &Entities,
    index: MentionIndex,
) -> Body {
    let list = List { document, lists, mentions, entities };
    if !list.is_open(index) {
        return Body::default();
    }
    list.before_first(index).or_else(|| list.behind_last(index)).unwrap_or_default()
}

/// A document's lists of people with their titles.
struct List<'a, 'g, 't> {
    document: &'a Document<'t>,
    lists: &'a Lists<'g>,
    mentions: &'a [Mention],
    entities: &'a Entities,
}

impl List<'_, '_, '_> {
    /// What stands before the first title of the list that ends with a title.
    fn before_first(&self, index: MentionIndex) -> Option<Body> {
        let own = self.mentions[index].range;
        let mut first = index;
        for _ in 0..MEMBERS {
            first = self.previous(first)?;
            // "Egyptian President A, President B": of one title there is one to a country
            let title = self.mentions[first].range;
            if same_title(self.document, title, own) && !is_deputy(self.document, self.lists, title, own) {
                return None;
            }
            let body = body_before(self.document, self.mentions, self.entities, first);
            if let Some(id) = body.organization
                && self.entities.get(EntityId::Organization(id)).is_some_and(|e| e.subkind != GOVERNMENT)
            {
                return (self.is_staff(index) && self.is_staff(first)).then_some(body);
            }
            if body.country.is_some() {
                return self.is_new(index).then_some(body);
            }
        }
        None
    }

    /// What stands behind the last name of the list that begins with a title: "A, Trial Attorney B and Trial Attorney C of
    /// the section".
    fn behind_last(&self, index: MentionIndex) -> Option<Body> {
        let mut last = index;
        for _ in 0..MEMBERS {
            let next = last + 2;
            let own = |at| body_before(self.document, self.mentions, self.entities, at).country.is_some();
            if !self.is_staff(last) || self.previous(next) != Some(last) || !self.is_open(next) || own(next) {
                return None;
            }
            let and = self.document.is_word(self.mentions[next].range.start as usize - 1, "and");
            last = next;
            if and {
                break;
            }
        }
        let of = self.mentions[last + 1].range.end as usize;
        let body = Body::of(self.entities, body_behind(self.document, self.mentions, last)?);
        (self.document.is_word(of, "of") && body.organization.is_some()).then_some(body)
    }

    /// The title and holder before a title, if comma or "and" alone lead from the one to the other.
    fn previous(&self, index: MentionIndex) -> Option<MentionIndex> {
        let first = index.checked_sub(2)?;
        let [title, person, next] = self.mentions.get(first..=index)? else { return None };
        let between = person.range.end as usize..next.range.start as usize;
        let plain = !between.is_empty()
            && between.clone().all(|t| self.document.is_punct(t, b',') || self.document.is_word(t, "and"))
            && self.document.tokens[between.start..=between.end].iter().all(|t| t.gap < Gap::Line);
        (plain && is_title(*title) && self.holds(first, person)).then_some(first)
    }

    /// Whether a title stands right before a name.
    fn holds(&self, index: MentionIndex, person: &Mention) -> bool {
        let end = self.mentions[index].range.end;
        person.kind == Kind::Person && person.range.start == end && self.document.tokens[end as usize].gap < Gap::Line
    }

    /// Whether a title before its holder's name may be any country's or body's: the lists tie it to none.
    fn is_open(&self, index: MentionIndex) -> bool {
        let title = self.mentions[index];
        let tied = |at| {
            let entry = self.lists.title(at, |kind| kind == OFFICE || kind == OCCUPATION).map(|(_, entry)| entry);
            entry.is_some_and(|e| e.country().is_some() || !e.parent().is_empty())
        };
        is_title(title)
            && self.document.tokens[title.range.start as usize].is_capital()
            && self.mentions.get(index + 1).is_some_and(|person| self.holds(index, person))
            && !title.range.indexes().any(tied)
    }

    /// Whether a title in a list names who is told of here for the first time, with a full name or a full title: "Prime
    /// Minister Hale" and "President Jane Hale", but "Israeli President A, Secretary Hale".
    fn is_new(&self, index: MentionIndex) -> bool {
        let person = index + 1;
        let first = self.entities.of_mention[person]
            .and_then(|id| self.entities.get(id))
            .is_some_and(|e| e.mentions.first() == Some(&person));
        first && (self.words(self.mentions[person].range) > 1 || self.words(self.mentions[index].range) > 1)
    }

    /// Whether a title in a list is that of a member of a body's staff: a full name, and a title of several words that
    /// serves nobody ("Trial Attorney Jane Hale", but "Director Jane Hale", "Special Adviser Jane Hale").
    fn is_staff(&self, index: MentionIndex) -> bool {
        let to = LINKS.iter().position(|link| *link == "to").map_or(0, |bit| 1 << bit);
        let title = self.mentions[index].range;
        let serves = self
            .lists
            .title(title.start as usize, |kind| kind == OFFICE || kind == OCCUPATION)
            .is_some_and(|(_, e)| e.links() & to != 0);
        self.words(title) > 1 && !serves && self.words(self.mentions[index + 1].range) > 1
    }

    fn words(&self, range: TokenRange) -> usize {
        range
            .indexes()
            .filter(|&t| self.document.tokens[t].is_wordlike() && !self.document.is(t, Class::CONJUNCTION))
            .count()
    }
}

/// Whether a mention is a title that somebody holds of a country or body, not a rank.
fn is_title(title: Mention) -> bool {
    title.kind == Kind::Role && matches!(title.subkind.unwrap_or(OFFICE), OFFICE | OCCUPATION)
}
