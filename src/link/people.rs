//! Who is who: full names, family names and titles with family names that mean one person.

use super::{Entity, nicknames};
use crate::document::{Document, Gap, TokenKind, TokenRange, fold::fold};
use crate::fast::{FastMap, map_for};
use crate::gazetteer::lexicon::Class;
use crate::mention::{Kind, Mention};

/// A person while names are being joined.
struct Someone {
    entity: Entity,
    /// The folded words of the fullest name; initials are single letters.
    words: Vec<String>,
}

/// People in order of first mention.
pub(crate) fn link(document: &Document<'_>, mentions: &[Mention]) -> Vec<Entity> {
    let mut people: Vec<Someone> = Vec::new();
    // by each first and last word, the people that bear it, in order
    let named = mentions.iter().filter(|m| m.kind == Kind::Person).count();
    let mut bearers: FastMap<String, Vec<usize>> = map_for(2 * named);
    let mut latest: Option<(usize, u32)> = None;
    for (index, mention) in mentions.iter().enumerate().filter(|(_, m)| m.kind == Kind::Person) {
        let words = name_words(document, mention.range);
        let Some(last) = words.last() else { continue };
        let candidates = bearers.get(last).map_or(&[][..], Vec::as_slice);
        let first_candidates = bearers.get(&words[0]).map_or(&[][..], Vec::as_slice);
        let same = candidates
            .iter()
            .rev()
            .chain(first_candidates.iter().rev())
            .copied()
            .find(|&n| same_person(&people[n].words, &words));
        // "Sawan Shah, also known as Sunny"
        let alias =
            latest.filter(|(_, end)| is_alias(document, *end as usize, mention.range.start as usize)).map(|(n, _)| n);
        let number = alias.or(same).unwrap_or_else(|| {
            people.push(Someone { entity: Entity::default(), words: Vec::new() });
            people.len() - 1
        });
        latest = Some((number, mention.range.end));
        let someone = &mut people[number];
        someone.entity.mentions.push(index);
        if words.len() > someone.words.len() || someone.words.is_empty() {
            someone.entity.name = Some(mention.range);
            for word in [words.first(), words.last()].into_iter().flatten() {
                let list = bearers.entry(word.clone()).or_default();
                if !list.contains(&number) {
                    list.push(number);
                }
            }
            someone.words = words;
        }
    }
    people.into_iter().map(|s| s.entity).collect()
}

/// Tokens between two names of one person: ", 46, a/k/a".
const ALIAS: usize = 8;

/// Whether the words between two names make them one person's: ", also known as", "aka", "a/k/a"; "known for" does not.
fn is_alias(document: &Document<'_>, end: usize, start: usize) -> bool {
    let known = |at| !document.is_word(at, "known") || document.is_word(at + 1, "as");
    // indictments write "a/k/a", "f/k/a"
    let barred =
        |at: usize| document.is_word(at, "k") && document.is_punct(at - 1, b'/') && document.is_punct(at + 1, b'/');
    let links = |at: usize| document.is(at, Class::ALIAS_LINK) && known(at) || at > end && barred(at);
    start > end && start - end <= ALIAS && (end..start).any(links)
}

/// The folded words of a name without generation suffixes and punctuation.
pub(crate) fn name_words(document: &Document<'_>, range: TokenRange) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for at in range.indexes().filter(|&at| matches!(document.tokens[at].kind, TokenKind::Word | TokenKind::Initialism))
    {
        let word = fold(document.token_text(at));
        // "Thomas-Greenfield" is one word
        let joined =
            at > range.start as usize && document.tokens[at].gap == Gap::None && document.is_punct(at - 1, b'-');
        match words.last_mut().filter(|_| joined) {
            // the article of "al-Baroudi" is no part of the name by which it is known again
            Some(last) if document.is(at - 2, Class::PARTICLE) => *last = word,
            Some(last) => *last = format!("{last}-{word}"),
            None => words.push(word),
        }
    }
    // "de Kruif" alone is Mart de Kruif
    let leading = range.start as usize;
    if words.len() == 2 && document.is(leading, Class::PARTICLE) && !document.is(leading, Class::GIVEN_NAME) {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|w| matches!(w.as_str(), "jr" | "sr" | "ii" | "iii" | "iv")) {
        words.pop();
    }
    words
}

/// Whether two names can be one person's.
fn same_person(known: &[String], new: &[String]) -> bool {
    let (Some(known_last), Some(new_last)) = (known.last(), new.last()) else { return false };
    match (known.len(), new.len()) {
        // a family name alone: last, or first where it comes first ("Xi Jinping")
        (_, 1) => known_last == new_last || known[0] == new[0],
        (1, _) => known_last == new_last || known[0] == new[0],
        _ => {
            (known_last == new_last && given_names_agree(&known[0], &new[0]))
                || known == new
                || same_words(known, new)
                || known.starts_with(new)
                || new.starts_with(known)
                // "Farhad Mohseni Rad … Mohseni Rad"
                || known.ends_with(new)
                || new.ends_with(known)
        }
    }
}

/// "Joseph", "Joe" and "J.", "Tony" and "Antony" agree; "Jane" and "Luis" do not.
fn given_names_agree(a: &str, b: &str) -> bool {
    let initial = |x: &str, y: &str| x.trim_end_matches('.').len() == 1 && y.as_bytes().first() == x.as_bytes().first();
    a == b
        || initial(a, b)
        || initial(b, a)
        || nicknames::agree(a, b)
        || a.len() >= 3 && b.len() >= 3 && (a.ends_with(b) || b.ends_with(a) || a.as_bytes()[..3] == b.as_bytes()[..3])
}

/// "Hayashi Yoshimasa" and "Yoshimasa Hayashi".
fn same_words(a: &[String], b: &[String]) -> bool {
    a.len() == b.len() && a.len() == 2 && a[0] == b[1] && a[1] == b[0]
}
