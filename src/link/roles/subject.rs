//! The subject of a sentence that says who holds an office.

use super::super::{Entities, MentionIndex};
use super::offices::verb;
use crate::document::{Document, Gap, TokenKind};
use crate::gazetteer::lexicon::Class;
use crate::mention::{Kind, Mention};
use crate::rules::Lists;
use crate::rules::roles::determiner_before;

/// Tokens before a subject's name: titles, "Today,".
const OPENING: u32 = 6;

/// Mentions before a title among which its sentence's subject is looked for.
const SUBJECT: usize = 64;

/// Sentences over which "she" may reach back to one that tells of somebody, and to one that just names him.
const REACH: usize = 12;
const NEAR: usize = 4;

/// Mentions behind a title among which its holder is looked for.
const BETWEEN: usize = 8;

/// Mentions before a name that belong to it: its title, others of that title.
const AGENTS: usize = 3;

/// Tokens behind a name among which the verb of its sentence begins.
const TOLD: usize = 2;

/// Where a title begins with what stands before it, its body or country and its article.
pub(super) fn opening(document: &Document<'_>, lists: &Lists<'_>, mentions: &[Mention], index: MentionIndex) -> usize {
    let mut at = mentions[index].range.start as usize;
    // "as the U.S. Ambassador", "as NASA's Deputy Director"
    for mention in mentions[..index].iter().rev().take(2) {
        let end = mention.range.end as usize;
        let beside = end == at || end + 1 == at && document.tokens[end].kind == TokenKind::Possessive;
        if beside && matches!(mention.kind, Kind::Organization | Kind::Place | Kind::Demonym) {
            at = mention.range.start as usize;
        }
    }
    // "She is an experienced regulatory attorney"
    at = determiner_before(document, lists, at).unwrap_or(at);
    while at > 0 && document.is(at - 1, Class::DETERMINER.union(Class::TITLE_MODIFIER)) {
        at -= 1;
    }
    at
}

/// The subject of a sentence that says who holds an office: "Jane Hale, of Maine, a career member of the service, to be
/// Ambassador", "Jane Hale … She served as Deputy Director". Biographies and lists of nominations read so.
pub(super) fn subject(
    document: &Document<'_>,
    lists: &Lists<'_>,
    mentions: &[Mention],
    entities: &Entities,
    index: MentionIndex,
) -> Option<MentionIndex> {
    let text = Text { document, mentions, entities };
    if let Some(after) = as_opens(document, lists, mentions, index) {
        return text.told_behind(mentions[index].range.end as usize, after, index);
    }
    let link = verb(document, lists, mentions, index)?;
    let number = document.sentence_of(link);
    let sentence = document.sentences.get(number)?;
    let first = document.tokens.get(sentence.start as usize..link)?;
    if first.iter().skip(1).any(|t| t.gap >= Gap::Line) {
        return None;
    }
    if let Some((subject, others)) = text.told_of(sentence.start, link as u32, index) {
        let told = mentions[subject].range.end as usize..link;
        let said = told.clone().any(|t| document.is(t, Class::REPORTING_VERB));
        return (!others && !said && text.opens(subject, sentence.start)).then_some(subject);
    }
    let (_, she) = pronoun(document, sentence.start as usize..link)?;
    text.antecedent(number, she, index)
}

/// The end of the sentence that "As" opens before a title: "As Director of the agency, Jane Hale led".
fn as_opens(document: &Document<'_>, lists: &Lists<'_>, mentions: &[Mention], index: MentionIndex) -> Option<usize> {
    let link = opening(document, lists, mentions, index).checked_sub(1).filter(|&t| document.is_word(t, "As"))?;
    let sentence = document.sentences.get(document.sentence_of(link))?;
    (sentence.start as usize == link).then_some(sentence.end as usize)
}

/// Commas behind a title among which the one before its holder is looked for.
const COMMAS: usize = 3;
/// Tokens behind a title among which its holder is named.
const BEHIND: usize = 24;

/// A document's sentences with the people whom they name.
struct Text<'a, 't> {
    document: &'a Document<'t>,
    mentions: &'a [Mention],
    entities: &'a Entities,
}

impl Text<'_, '_> {
    /// The people named before a mention among some tokens.
    fn named(&self, from: u32, to: u32, index: MentionIndex) -> impl Iterator<Item = MentionIndex> {
        (index.saturating_sub(SUBJECT)..index).filter(move |&m| {
            let mention = &self.mentions[m];
            mention.kind == Kind::Person && mention.range.start >= from && mention.range.end <= to
        })
    }

    /// The first who is no object, else the first, and whether others are told of as well.
    fn told_of(&self, from: u32, to: u32, index: MentionIndex) -> Option<(MentionIndex, bool)> {
        let object = |m: MentionIndex| is_object(self.document, self.mentions, m);
        let subject = self.named(from, to, index).find(|&m| !object(m));
        let first = subject.or_else(|| self.named(from, to, index).next())?;
        let entity = |m: MentionIndex| self.entities.of_mention[m];
        let same = |m: MentionIndex| entity(m) == entity(first) || subject.is_some() && object(m);
        Some((first, !self.named(from, to, index).all(same)))
    }

    /// Whether a name stands near the beginning of its sentence.
    fn opens(&self, person: MentionIndex, from: u32) -> bool {
        self.mentions[person].range.start - from <= OPENING
    }

    /// Who is meant by "he" or "she" in a sentence.
    fn antecedent(&self, number: usize, she: bool, index: MentionIndex) -> Option<MentionIndex> {
        let Text { document, mentions, .. } = *self;
        for back in (number.saturating_sub(REACH)..number).rev() {
            let sentence = document.sentences[back];
            let Some((first, others)) = self.told_of(sentence.start, sentence.end, index) else { continue };
            // "He worked for Jane Hale": goes on about him
            let name = mentions[first].range;
            if let Some((at, other)) = pronoun(document, sentence.start as usize..name.start as usize)
                && at - sentence.start as usize <= OPENING as usize
            {
                if she == other {
                    continue;
                }
                return None;
            }
            // "Jane Hale was counsel to Luis Ortega" tells of her, "Jane Hale named Luis Ortega" of him
            let verb = (name.end as usize..name.end as usize + TOLD).find(|&t| !document.is(t, Class::OPENER));
            let told = verb.filter(|&t| document.is(t, Class::ROLE_LINK)).is_some_and(|t| {
                let object = mentions.get(first + 1).filter(|m| m.kind == Kind::Person);
                object.is_none_or(|m| m.range.start as usize > t + 2)
            });
            let near = !others && number - back <= NEAR;
            return ((told || near) && self.opens(first, sentence.start)).then_some(first);
        }
        None
    }

    /// Who stands behind a comma that ends a title and its body: "…, Jane Hale led", "…, she led".
    fn told_behind(&self, from: usize, to: usize, index: MentionIndex) -> Option<MentionIndex> {
        let Text { document, mentions, .. } = *self;
        let commas = (from..to.min(from + BEHIND)).filter(|&t| document.is_punct(t, b',')).take(COMMAS);
        for start in commas.map(|comma| comma + 1) {
            if let Some((_, she)) = pronoun(document, start..start + 1) {
                return self.antecedent(document.sentence_of(from), she, index);
            }
            let mut behind = mentions[index..].iter().enumerate().take(BETWEEN);
            let person = behind.find(|(_, m)| m.kind == Kind::Person && m.range.start as usize == start);
            if let Some((n, m)) = person {
                // "As Director, Jane Hale's adviser, …" and "…, Jane Hale, Luis Ortega"
                let verb = document.token(m.range.end as usize).is_some_and(|t| t.kind == TokenKind::Word);
                return verb.then_some(index + n);
            }
        }
        None
    }
}

/// Whether a name tells by whom something was done: "appointed by President Hale", "by Presidents Hale and Ortega".
pub(super) fn is_agent(document: &Document<'_>, mentions: &[Mention], person: MentionIndex) -> bool {
    before_name(document, mentions, person).is_some_and(|t| document.is_word(t, "by"))
}

/// Whether a name stands behind a preposition, so that it is no subject: "adviser to President Hale".
fn is_object(document: &Document<'_>, mentions: &[Mention], person: MentionIndex) -> bool {
    before_name(document, mentions, person).is_some_and(|t| document.is(t, Class::PREPOSITION))
}

/// The token before a name with its title and others of that title.
fn before_name(document: &Document<'_>, mentions: &[Mention], person: MentionIndex) -> Option<usize> {
    let mut start = mentions[person].range.start as usize;
    for before in (person.saturating_sub(AGENTS)..person).rev() {
        let mention = &mentions[before];
        let between = mention.range.end as usize..start;
        let title = mention.kind == Kind::Role && between.is_empty() && document.tokens[start].gap < Gap::Line;
        let joined = mention.kind == Kind::Person && between.len() == 1 && document.is_word(between.start, "and");
        if !(title || joined) {
            break;
        }
        start = mention.range.start as usize;
    }
    start.checked_sub(1).filter(|_| document.tokens[start].gap < Gap::Line)
}

/// Where "he" or "she" first stands among some tokens, and whether it is "she".
fn pronoun(document: &Document<'_>, range: std::ops::Range<usize>) -> Option<(usize, bool)> {
    range.into_iter().find_map(|t| {
        let word = document.token_text(t);
        let she = word.eq_ignore_ascii_case("she");
        (she || word.eq_ignore_ascii_case("he")).then_some((t, she))
    })
}
