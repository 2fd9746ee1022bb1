//! The only place that decides between mentions which share text.
//!
//! Longer mentions win; among equals the more reliable source. Mentions never cross. Names stay inside an agreement, whose
//! parties they are ("U.S." in "U.S.-Kazakhstan Umbrella Agreement"); everywhere else the outermost name stands alone.

use crate::document::Document;
use crate::mention::{Kind, Mention, Source};

/// How far a source is trusted against another of the same length. Higher wins.
const TRUST: &[(&str, u8)] = &[
    ("organizations/coordinated-head", 95),
    ("organizations/legal-form", 92),
    ("organizations/unit", 90),
    ("people/title-name", 80),
    ("organizations/acronym", 78),
    ("people/family-name-again", 74),
    ("organizations/government", 72),
    ("roles/title", 70),
    ("people/given-name", 66),
    ("places/class-word-last", 62),
    ("places/class-word-first", 62),
    ("organizations/head-first", 60),
    ("organizations/head-last", 58),
    ("people/name-age", 67),
    ("people/name-title", 50),
    ("people/name-says", 48),
    ("places/comma-chain", 40),
];

/// Trust in lists, by what they name.
fn list_trust(kind: Kind) -> u8 {
    match kind {
        Kind::Other => 76,
        Kind::Organization => 68,
        Kind::Demonym => 65,
        Kind::Place => 64,
        _ => 60,
    }
}

fn trust(mention: &Mention) -> u8 {
    match mention.source {
        // the user knows better
        Source::List(entry) if entry.is_custom() => 255,
        _ if mention.kind == Kind::Date => 100,
        Source::List(_) => list_trust(mention.kind),
        Source::Rule(name) => TRUST.iter().find(|(rule, _)| *rule == name).map_or(55, |(_, trust)| *trust),
        Source::Model => 85,
    }
}

/// Whether a mention may stay inside another.
fn may_nest(inner: Kind, outer: Kind) -> bool {
    outer == Kind::Agreement && matches!(inner, Kind::Place | Kind::Demonym | Kind::Organization)
}

/// The place of a candidate in the order in which they are asked, as one number: the user's first, then dates, which are
/// read by their form, whatever their length; longer ones, more trusted ones, those that begin first.
fn rank(m: &Mention) -> u128 {
    let (len, trust) = (m.range.len() as u32, trust(m));
    let bits = [
        (u32::from(trust != 255), 1),
        (u32::from(m.kind != Kind::Date), 1),
        (u32::MAX - len, 32),
        (u32::from(255 - trust), 8),
        (m.range.start, 32),
        (m.kind as u32, 8),
        (u32::from(m.entry.is_some()), 1),
        (m.entry.map_or(0, crate::gazetteer::EntryId::bits), 32),
    ];
    bits.into_iter().fold(0, |rank, (value, width)| rank << width | u128::from(value))
}

/// The mentions that stand, sorted by start, outer ones first.
pub(crate) fn resolve(document: &Document<'_>, candidates: Vec<Mention>) -> Vec<Mention> {
    let mut order: Vec<(u128, u32)> = candidates.iter().zip(0..).map(|(m, n)| (rank(m), n)).collect();
    order.sort_unstable();
    // for each token the kind of the agreement over it and whether a plain mention holds it
    let mut taken = vec![Taken::Free; document.tokens.len()];
    let mut out: Vec<Mention> = Vec::with_capacity(candidates.len());
    for mention in order.into_iter().map(|(_, n)| candidates[n as usize]) {
        let range = mention.range.indexes();
        let all = |wanted: fn(Taken) -> bool| taken[range.clone()].iter().all(|t| wanted(*t));
        let stands = match mention.kind {
            // "the Clean Air Act of 1990": a date may stand inside an agreement, but neither cuts the other
            Kind::Agreement => {
                all(|t| matches!(t, Taken::Free | Taken::Date))
                    && !cuts_date(&taken, range.start)
                    && !cuts_date(&taken, range.end)
            }
            kind => all(|t| t == Taken::Free) || may_nest(kind, Kind::Agreement) && all(|t| t == Taken::Agreement),
        };
        if stands {
            let holder = match mention.kind {
                Kind::Agreement => Taken::Agreement,
                Kind::Date => Taken::Date,
                _ => Taken::Name,
            };
            for token in taken[range].iter_mut().filter(|t| **t != Taken::Date) {
                *token = holder;
            }
            out.push(mention);
        }
    }
    out.sort_by_key(|m| (m.range.start, std::cmp::Reverse(m.range.end)));
    out
}

/// Whether a date goes on over a boundary between tokens.
fn cuts_date(taken: &[Taken], at: usize) -> bool {
    at > 0 && at < taken.len() && taken[at - 1] == Taken::Date && taken[at] == Taken::Date
}

/// What holds a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    Free,
    Date,
    Agreement,
    Name,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::TokenRange;
    use crate::gazetteer::Gazetteers;

    fn rule(kind: Kind, start: usize, end: usize, rule: &'static str) -> Mention {
        Mention::by_rule(kind, TokenRange::new(start, end), rule)
    }

    #[test]
    fn longer_wins_and_nothing_crosses() {
        let lists = Gazetteers::bundled().unwrap();
        let document = Document::new("a b c d e", &lists);
        let long = rule(Kind::Organization, 0, 3, "organizations/head-last");
        let crossing = rule(Kind::Person, 2, 4, "people/title-name");
        let apart = rule(Kind::Person, 3, 5, "people/title-name");
        assert_eq!(resolve(&document, vec![crossing, apart, long]), [long, apart]);
    }

    #[test]
    fn parties_stay_inside_an_agreement() {
        let lists = Gazetteers::bundled().unwrap();
        let document = Document::new("a b c d e", &lists);
        let frame = rule(Kind::Agreement, 0, 4, "agreements/named");
        let place = rule(Kind::Place, 0, 1, "places/comma-chain");
        let person = rule(Kind::Person, 1, 2, "people/title-name");
        assert_eq!(resolve(&document, vec![person, place, frame]), [frame, place]);
    }
}
