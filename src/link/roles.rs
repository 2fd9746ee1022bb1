//! Which person a title belongs to, and which body.

mod before;
mod bodies;
mod holders;
mod offices;
mod series;
mod shared;
mod speaker;
mod subject;
#[cfg(test)]
mod tests;

use super::{Entities, MentionIndex};
use crate::document::{Document, Gap, Shape, TokenRange, fold::fold};
use crate::extraction::{Country, EntityId, OrganizationId, PersonId, RoleKind, RoleStatus};
use crate::gazetteer::EntryId;
use crate::gazetteer::lexicon::Class;
use crate::mention::{Kind, Mention};
use crate::rules::Lists;
use crate::rules::lists::link_bit;

/// A title tied to its person.
#[derive(Debug, Clone)]
pub(crate) struct LinkedRole {
    pub(crate) person: Option<PersonId>,
    pub(crate) title: TokenRange,
    pub(crate) kind: RoleKind,
    pub(crate) status: Option<RoleStatus>,
    pub(crate) organization: Option<OrganizationId>,
    pub(crate) country: Option<Country>,
    /// Whether the body is only what the title implies, so that one which the text names goes before it.
    pub(crate) implied: bool,
    /// Whether a biography tells it as past: no other that its person holds.
    pub(crate) past: bool,
    pub(crate) mentions: Vec<MentionIndex>,
}

/// Roles in order of first mention.
pub(crate) fn link(
    document: &Document<'_>,
    lists: &Lists<'_>,
    mentions: &[Mention],
    entities: &Entities,
    unnamed: bool,
) -> Vec<LinkedRole> {
    let mut roles: Vec<LinkedRole> = Vec::new();
    let borne = holders::borne(mentions, entities);
    for (index, mention) in mentions.iter().enumerate().filter(|(_, m)| m.kind == Kind::Role) {
        let title = held_title(document, mention.range);
        let held = || borne.iter().find(|(range, _)| same_title(document, *range, title)).map(|(_, person)| *person);
        let people = holders::holders(document, lists, mentions, entities, index, held);
        let mut body = bodies::body(document, mentions, entities, index);
        if body.organization.is_none() && body.country.is_none() {
            body = shared::shared(document, lists, mentions, entities, index);
        }
        let bodies::Body { organization, country, behind } = body;
        // "Secretary of State", "U.S. Attorney": an office of one country
        let country = country.or_else(|| country_of(lists, title));
        let implied = organization.is_none();
        let organization = organization
            .or_else(|| {
                let own = !bodies::is_of_a_state(mentions, entities, index);
                own.then(|| bodies::body_of_title(document, lists, entities, mention.range, country)).flatten()
            })
            .or_else(|| bodies::body_of_district(document, mentions, entities, index));
        let mut kind =
            RoleKind::ALL.get(usize::from(mention.subkind.unwrap_or(0))).copied().unwrap_or(RoleKind::Office);
        // "Jane Hale, Commander, Royal Navy" has an office, "Commander Jane Hale" a rank
        if kind == RoleKind::Rank && behind && bodies::person_behind_tight(mentions, index).is_none() {
            kind = RoleKind::Office;
        }
        let of_body = || entities.get(EntityId::Organization(organization?))?.country;
        let country = country.or_else(|| if kind == RoleKind::Rank { None } else { of_body() });
        let organization = match kind {
            RoleKind::Rank => bodies::service_before(mentions, entities, index),
            _ => organization,
        };
        let status = status(document, mention.range).or_else(|| status_before(document, lists, mentions, index));
        // "previously served as"
        let told = status.is_none() && bodies::person_behind_tight(mentions, index).is_none();
        let past = told && offices::is_past(document, lists, mentions, index);
        let status = status.or(past.then_some(RoleStatus::Former));
        let role = |person| LinkedRole {
            person,
            title,
            kind,
            status,
            organization,
            country,
            implied,
            past,
            mentions: vec![index],
        };
        // "Nominee for NASA Administrator": what stands behind is the title
        if is_bare_nominee(document, title) {
            continue;
        }
        if people.is_empty() && unnamed {
            roles.push(role(None));
        }
        for person in people {
            join(document, lists, &mut roles, role(Some(person)));
        }
    }
    roles
}

/// The title itself: what somebody is a nominee for.
fn held_title(document: &Document<'_>, range: TokenRange) -> TokenRange {
    let start = range.start as usize;
    let nominee = document.is_word(start, "nominee") && link_bit(document, start + 1) != 0 && range.len() > 2;
    let article = usize::from(nominee && document.is(start + 2, Class::DETERMINER) && range.len() > 3);
    if nominee { TokenRange::new(start + 2 + article, range.end as usize) } else { range }
}

/// "Nominee", "Candidate" before what somebody is to become.
fn is_candidate(document: &Document<'_>, at: usize) -> bool {
    let word = document.token_text(at);
    word.eq_ignore_ascii_case("nominee") || word.eq_ignore_ascii_case("candidate")
}

/// Whether a title is what somebody is a candidate for: "Nominee for Director".
fn is_candidate_for(document: &Document<'_>, title: TokenRange) -> bool {
    let start = title.start as usize;
    is_candidate(document, start)
        || start > 1 && document.is_word(start - 1, "for") && is_candidate(document, start - 2)
}

/// Whether a line ends between two tokens, other than behind a word that leads on: "Director of", "Nominee for".
fn is_torn(document: &Document<'_>, from: usize, to: usize) -> bool {
    let goes_on = |t: usize| t > from && (link_bit(document, t - 1) != 0 || document.is(t - 1, Class::DETERMINER));
    (from..=to).any(|t| match document.token(t).map(|token| token.gap) {
        Some(gap) if gap < Gap::Line => false,
        Some(Gap::Line) => !goes_on(t),
        _ => true,
    })
}

/// Whether a title is just "Nominee for" or "Nominee to be".
fn is_bare_nominee(document: &Document<'_>, title: TokenRange) -> bool {
    let end = title.end as usize;
    let word = title.len() == 1 && is_candidate(document, title.start as usize);
    word && (document.is_word(end, "for") || document.is_word(end, "to"))
}

/// Adds a role, or joins it to one that says the same in other words.
fn join(document: &Document<'_>, lists: &Lists<'_>, roles: &mut Vec<LinkedRole>, new: LinkedRole) {
    let entry = entry_of(lists, new.title);
    let same = roles.iter_mut().rev().find(|old| {
        old.person == new.person
            && (old.kind == RoleKind::Rank) == (new.kind == RoleKind::Rank)
            && (old.organization == new.organization || old.implied || new.implied)
            // who is to become Assistant Secretary was no Acting Assistant Secretary for that
            && (is_nominee(old) == is_nominee(&new) || old.title.len() == new.title.len())
            && (old.past == new.past || !old.implied && !new.implied && old.title.len() == new.title.len())
            && (entry.is_some() && entry_of(lists, old.title) == entry
                || same_title(document, old.title, new.title) && !is_deputy(document, lists, old.title, new.title))
    });
    match same {
        Some(old) => {
            old.mentions.extend(&new.mentions);
            if new.title.len() > old.title.len() {
                old.title = new.title;
            }
            if old.implied && new.organization.is_some() {
                old.organization = new.organization;
                old.implied = new.implied;
            }
            old.country = old.country.or(new.country);
            // what is told as past may be held today
            if old.past && !new.past {
                old.status = new.status;
                old.past = false;
            } else if old.past == new.past {
                old.status = old.status.or(new.status);
            }
        }
        None => roles.push(new),
    }
}

/// Whether a role is one that somebody is named for.
fn is_nominee(role: &LinkedRole) -> bool {
    role.status == Some(RoleStatus::Nominee)
}

/// The title of the lists that stands there: "COL" and "Colonel" are one.
fn entry_of(lists: &Lists<'_>, title: TokenRange) -> Option<EntryId> {
    lists.title(title.start as usize, |kind| kind <= 2).filter(|(m, _)| m.range == title).map(|(m, _)| m.entry)
}

/// The country whose office the lists know a whole title as.
fn country_of(lists: &Lists<'_>, title: TokenRange) -> Option<Country> {
    let (m, entry) = lists.title(title.start as usize, |kind| kind == 0)?;
    entry.country().filter(|_| m.range == title).map(Country)
}

/// Whether one title is that of the other's deputy: "Vice President" and "President", two offices of the lists of which the
/// one is the other behind a modifier, as "Executive Vice President" is; "Deputy" makes a deputy of any.
fn is_deputy(document: &Document<'_>, lists: &Lists<'_>, a: TokenRange, b: TokenRange) -> bool {
    let (mut short, mut long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let deputy = |title: TokenRange| title.indexes().any(|at| document.token_text(at).eq_ignore_ascii_case("deputy"));
    let acronym = short.len() == 1 && document.tokens[short.start as usize].shape == Shape::Upper;
    if deputy(long) != deputy(short) && !acronym {
        return true;
    }
    let modifier = |at: u32| {
        let at = at as usize;
        document.is(at, Class::TITLE_MODIFIER) && !document.is(at, Class::TITLE_STATUS)
    };
    // "Assistant Director of Rivers": what stands before its field
    for title in [&mut short, &mut long] {
        let link = title.indexes().skip(1).find(|&at| link_bit(document, at) != 0);
        title.end = link.map_or(title.end, |at| at as u32);
    }
    while long.len() > short.len() + 1 && document.is(long.start as usize, Class::TITLE_MODIFIER) {
        long.start += 1;
    }
    long.len() == short.len() + 1
        && modifier(long.start)
        && (long.indexes().skip(1)).zip(short.indexes()).all(|(a, b)| same_word(document, a, b))
        && entry_of(lists, long).is_some()
        && entry_of(lists, short).is_some()
}

/// "Secretary" and "Secretary of State", "DASD" and "Deputy Assistant Secretary of Defense (DASD)": whether all words of
/// one stand in the other.
fn same_title(document: &Document<'_>, a: TokenRange, b: TokenRange) -> bool {
    let words = |title: TokenRange| title.indexes().filter(|&at| document.tokens[at].is_wordlike());
    let (short, long) = if words(a).count() <= words(b).count() { (a, b) } else { (b, a) };
    words(short).next().is_some() && words(short).all(|word| words(long).any(|other| same_word(document, word, other)))
}

/// Whether two tokens have one folded form.
fn same_word(document: &Document<'_>, a: usize, b: usize) -> bool {
    let (text, other) = (document.token_text(a), document.token_text(b));
    document.tokens[a].hash == document.tokens[b].hash
        && (text.eq_ignore_ascii_case(other) || fold(text) == fold(other))
}

/// Whether a title's last or first word ends like a plural.
fn is_plural(document: &Document<'_>, range: TokenRange) -> bool {
    range.indexes().any(|at| {
        let text = document.token_text(at);
        text.len() > 3 && text.ends_with('s') && !text.ends_with("ss") && !text.ends_with("us")
    })
}

/// Whether a title is what somebody is named for: "of Maine, to be an Ambassador", "to nominate her to serve as Director".
fn is_nomination(document: &Document<'_>, start: usize) -> bool {
    let before = |skip: fn(&Document<'_>, usize) -> bool| {
        (start.saturating_sub(4)..start).rev().find(|&t| !document.is(t, Class::DETERMINER) && !skip(document, t))
    };
    // "Nominee for U.S. Representative to the council"
    let capital = before(|document, t| document.tokens[t].is_capital());
    if capital.is_some_and(|t| t > 0 && document.is_word(t, "for") && is_candidate(document, t - 1)) {
        return true;
    }
    let Some(link) = before(|_, _| false) else { return false };
    if document.is_word(link, "be") {
        return link > 0 && document.is_word(link - 1, "to");
    }
    let serve = document.is_word(link, "as") && link > 1 && document.is_word(link - 2, "to");
    let sentence = document.sentences.get(document.sentence_of(link)).filter(|_| serve);
    sentence.is_some_and(|s| {
        (s.start.max(link.saturating_sub(NOMINATION) as u32) as usize..link)
            .any(|t| document.token_text(t).get(..7).is_some_and(|stem| stem.eq_ignore_ascii_case("nominat")))
    })
}

/// Tokens before a title among which a nomination is looked for.
const NOMINATION: usize = 60;

/// "Former", "acting" before the body or country of a title: "former NASA Administrator".
fn status_before(
    document: &Document<'_>,
    lists: &Lists<'_>,
    mentions: &[Mention],
    index: MentionIndex,
) -> Option<RoleStatus> {
    let start = mentions[index].range.start as usize;
    let words = subject::opening(document, lists, mentions, index)..start;
    let has = |word: &str| words.clone().any(|t| document.token_text(t).eq_ignore_ascii_case(word));
    if has("former") { Some(RoleStatus::Former) } else { has("acting").then_some(RoleStatus::Acting) }
}

/// "Acting", "former", "then-", "nominee" in or before a title.
fn status(document: &Document<'_>, range: TokenRange) -> Option<RoleStatus> {
    let (start, end) = (range.start as usize, range.end as usize);
    if is_nomination(document, start) {
        return Some(RoleStatus::Nominee);
    }
    let near = (start.saturating_sub(2)..start + 1).chain(end.saturating_sub(1)..end + 2);
    for at in near {
        if at >= document.tokens.len() {
            break;
        }
        let word = document.token_text(at);
        let inside = at >= start && at < end;
        let before = at < start && document.tokens[at + 1..=start].iter().all(|t| t.gap <= Gap::Space);
        if !(inside || before || at >= end && document.tokens[at].gap <= Gap::Space) {
            continue;
        }
        if word.eq_ignore_ascii_case("acting") || word.eq_ignore_ascii_case("interim") {
            return Some(RoleStatus::Acting);
        }
        if at < end && (word.eq_ignore_ascii_case("former") || word.eq_ignore_ascii_case("then")) {
            return Some(RoleStatus::Former);
        }
        if word.eq_ignore_ascii_case("nominee") {
            return Some(RoleStatus::Nominee);
        }
        if word.eq_ignore_ascii_case("designate") || word.eq_ignore_ascii_case("elect") {
            return Some(RoleStatus::Designate);
        }
    }
    None
}
