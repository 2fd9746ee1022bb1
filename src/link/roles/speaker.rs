//! Who says "I": "As Attorney General, I led the case", in statements by one person and in transcripts.

use super::super::MentionIndex;
use super::subject::opening;
use crate::document::{Document, Gap, TokenKind};
use crate::gazetteer::lexicon::Class;
use crate::mention::{Kind, Mention};
use crate::rules::Lists;
use crate::rules::lists::link_bit;

/// Tokens between a title and "I": ", of California, ".
const BEFORE_I: usize = 8;
/// Tokens of the lines that name who makes a statement.
const LINE: usize = 60;
/// Mentions on both sides among which who speaks is looked for.
const NEAR: usize = 256;
/// Tokens before a title among which an open quotation is looked for.
const QUOTED: usize = 300;

/// The person who says of himself that he holds or held an office.
pub(super) fn speaker(
    document: &Document<'_>,
    lists: &Lists<'_>,
    mentions: &[Mention],
    index: MentionIndex,
) -> Option<MentionIndex> {
    let at = opening(document, lists, mentions, index);
    if !says_as(document, mentions[index].range.end as usize, at) && !says_was(document, at) {
        return None;
    }
    let labelled = |m: &MentionIndex| is_label(document, mentions, *m);
    if let Some(speaker) = (0..index).rev().take(NEAR).find(labelled) {
        return Some(speaker);
    }
    let transcript = (index + 1..mentions.len()).take(NEAR).any(|m| labelled(&m));
    let maker = maker(document, mentions).filter(|_| !transcript && !is_in_quotes(document, at));
    maker.filter(|maker| *maker < index)
}

/// "As Attorney General of California, I", where "as" opens what is said.
fn says_as(document: &Document<'_>, end: usize, at: usize) -> bool {
    let Some(link) = at.checked_sub(1).filter(|&t| document.is_word(t, "as")) else { return false };
    let opens = document.sentences.get(document.sentence_of(link)).is_some_and(|s| s.start as usize == link)
        || link > 0
            && (document.tokens[link - 1].kind == TokenKind::Punct
                || document.is_word(link - 1, "and")
                || document.is_word(link - 1, "now"));
    let i = (end..end + BEFORE_I).find(|&t| document.is_word(t, "i"));
    let plain = |t: usize| {
        document.tokens[t].is_capital()
            || document.is_punct(t, b',')
            || link_bit(document, t) != 0 && !document.is(t, Class::CONJUNCTION)
            || document.is(t, Class::DETERMINER)
    };
    opens && i.is_some_and(|i| (end..i).all(plain) && document.sentence_of(i) == document.sentence_of(link))
}

/// "when I was Vice President", "I served as Vice President".
fn says_was(document: &Document<'_>, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back);
    // "if I was president" was not
    let i = |back: usize| {
        before(back).is_some_and(|t| document.is_word(t, "i") && !(t > 0 && document.is_word(t - 1, "if")))
    };
    let is = before(1).is_some_and(|t| document.is(t, Class::FORM_OF_BE));
    let serves = before(1).is_some_and(|t| document.is_word(t, "as"))
        && before(2).is_some_and(|t| document.is(t, Class::ROLE_LINK));
    is && i(2) || serves && i(3)
}

/// "SECRETARY HALE: Good morning.": a name that opens its line, maybe behind its title, before a colon.
fn is_label(document: &Document<'_>, mentions: &[Mention], index: MentionIndex) -> bool {
    let mention = mentions[index];
    let first = first_of_name(mentions, index);
    mention.kind == Kind::Person
        && document.is_punct(mention.range.end as usize, b':')
        && document.tokens[first].gap >= Gap::Line
}

/// Where a name with its title begins.
fn first_of_name(mentions: &[Mention], index: MentionIndex) -> usize {
    let start = mentions[index].range.start;
    let title = index.checked_sub(1).map(|t| mentions[t]).filter(|t| t.kind == Kind::Role && t.range.end == start);
    title.map_or(start, |t| t.range.start) as usize
}

/// Who makes a statement: "Statement by President Jane Hale on …" in the first line, or "Jane Hale, Secretary of State" alone
/// in the second.
fn maker(document: &Document<'_>, mentions: &[Mention]) -> Option<MentionIndex> {
    let line_end = |from: usize| {
        let ends = |&t: &usize| document.tokens[t].gap >= Gap::Line;
        (from + 1..document.tokens.len().min(from + LINE)).find(ends)
    };
    let first = line_end(0)?;
    let people = || (0..mentions.len()).take_while(|&m| (mentions[m].range.start as usize) < first + LINE);
    let by = people().filter(|&m| mentions[m].kind == Kind::Person && (mentions[m].range.end as usize) <= first).find(
        |&m| {
            let before = first_of_name(mentions, m).checked_sub(1);
            before.is_some_and(|t| document.is_word(t, "by") || document.is_word(t, "from"))
        },
    );
    by.or_else(|| {
        let second = line_end(first)?;
        let m = people().find(|&m| mentions[m].kind == Kind::Person && mentions[m].range.start as usize == first)?;
        let title = mentions.get(m + 1).filter(|t| t.kind == Kind::Role)?;
        let comma = document.is_punct(mentions[m].range.end as usize, b',');
        (comma && title.range.start == mentions[m].range.end + 1 && title.range.end as usize == second).then_some(m)
    })
}

/// Whether a quotation that opens in the paragraph holds a token.
fn is_in_quotes(document: &Document<'_>, at: usize) -> bool {
    let mut straight = false;
    for t in (at.saturating_sub(QUOTED)..at).rev() {
        match document.token_text(t) {
            "“" => return true,
            "”" => return false,
            "\"" => straight = !straight,
            _ => {}
        }
        if document.tokens[t].gap >= Gap::Paragraph {
            break;
        }
    }
    straight
}
