//! Which body stands above one that no list knows, where the text puts them side by side: a department over its office in
//! the header, "the FBI's Boston Field Office", "the Economic Unit in the Bureau of Rivers".

use super::bodies::Bodies;
use super::{Entity, MentionIndex};
use crate::document::{Document, Gap, TokenKind, TokenRange};
use crate::gazetteer::kinds::Family;
use crate::gazetteer::lexicon::Class;
use crate::gazetteer::numbers::organization::LAST_OF_STATES;
use crate::mention::{Kind, Mention};
use crate::rules::Lists;

/// Words between a body and the one above it: "in the".
const BETWEEN: usize = 2;

/// Gives bodies without an entry the body above them, and its country if they have none.
pub(super) fn give_parents(
    document: &Document<'_>,
    lists: &Lists<'_>,
    mentions: &[Mention],
    bodies: &mut Bodies<'_, '_>,
) {
    for number in 0..bodies.all.len() {
        let body = &bodies.all[number];
        let Some(&first) = body.mentions.first().filter(|_| body.entry.is_none()) else { continue };
        if !is_office(lists, mentions[first].range) {
            continue;
        }
        let above = above(document, mentions, first).and_then(|mention| bodies.of_mention(mention));
        let above = above.filter(|&above| above != number && bodies.all[above].parent != Some(number));
        let Some(above) = above.filter(|&above| holds_offices(&bodies.all[above])) else { continue };
        let country = bodies.all[above].country;
        let body = &mut bodies.all[number];
        body.parent = Some(above);
        body.country = body.country.or(country);
    }
}

/// Whether a name has a head word of bodies: "Boston Field Office".
fn is_office(lists: &Lists<'_>, range: TokenRange) -> bool {
    range.len() > 1 && range.indexes().any(|at| lists.head(at, Family::Organization).is_some())
}

/// Whether a body is of a kind that has offices under it.
const fn holds_offices(body: &Entity) -> bool {
    body.subkind <= LAST_OF_STATES
}

/// The mention of the body above the one that is mentioned.
fn above(document: &Document<'_>, mentions: &[Mention], mention: MentionIndex) -> Option<MentionIndex> {
    let range = mentions[mention].range;
    let (start, end) = (range.start as usize, range.end as usize);
    let ends_line = |at: usize| document.token(at).is_none_or(|t| t.gap >= Gap::Line);
    let body = |m: MentionIndex| mentions.get(m).filter(|m| m.kind == Kind::Organization).map(|m| m.range);
    if let Some(before) = mention.checked_sub(1)
        && let Some(left) = body(before)
    {
        // "Department of Rivers / Office of Pier Affairs", each a line of its own
        let line = left.end as usize == start
            && document.tokens[start].gap == Gap::Line
            && ends_line(left.start as usize)
            && ends_line(end);
        // "the River Agency's Boston Field Office"
        let owner = left.end as usize + 1 == start
            && document.tokens[start - 1].kind == TokenKind::Possessive
            && document.tokens[start].gap <= Gap::Space;
        if line || owner {
            return Some(before);
        }
    }
    // "the Economic Unit of the River Agency"
    let right = body(mention + 1)?;
    let between = end..right.start as usize;
    let tied = (1..=BETWEEN).contains(&between.len())
        && (document.is_word(end, "of") || document.is_word(end, "at") || document.is_word(end, "in"))
        && between.clone().skip(1).all(|at| document.is(at, Class::DETERMINER))
        && (end..=right.start as usize).all(|at| document.tokens[at].gap <= Gap::Space);
    tied.then_some(mention + 1)
}

#[cfg(test)]
mod tests {
    use crate::Extractor;

    #[test]
    fn an_office_lies_under_the_body_beside_it() {
        let extractor = Extractor::builder().rules_only(true).build().unwrap();
        for (text, office, above) in [
            (
                "Department of State\nOffice of Pier Affairs\n\nMonday, May 3",
                "Office of Pier Affairs",
                "Department of State",
            ),
            ("the FBI's Harbour Field Office spoke", "Harbour Field Office", "Federal Bureau of Investigation"),
            ("the Pier Safety Agency in the Department of State spoke", "Pier Safety Agency", "Department of State"),
            (
                "the Office of Pier Affairs at the FBI spoke",
                "Office of Pier Affairs",
                "Federal Bureau of Investigation",
            ),
            // a line with more on it, a body that only stands near, a company
            ("The Department of State spoke.\nOffice of Pier Affairs\n\nMonday", "Office of Pier Affairs", ""),
            ("the FBI and the Harbour Field Office spoke", "Harbour Field Office", ""),
            ("the Office of Pier Affairs and the Department of State spoke", "Office of Pier Affairs", ""),
            ("the Office of Pier Affairs at Orlovan Ltd spoke", "Office of Pier Affairs", ""),
        ] {
            let extraction = extractor.extract(text);
            let body = extraction.organizations.iter().find(|o| o.name == office);
            let parent = body.and_then(|o| o.parent.as_deref()).map(|id| {
                let parent = extraction.organizations.iter().find(|o| o.id.to_string() == id);
                parent.map_or(String::new(), |o| o.name.to_string())
            });
            assert_eq!((body.is_some(), parent.unwrap_or_default().as_str()), (true, above), "{text}");
        }
    }
}
