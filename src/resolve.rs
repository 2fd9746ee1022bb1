//! The only place that decides between mentions which share text.
//!
//! Longer mentions win; among equals the more reliable source. Mentions never cross. Names stay inside an agreement, whose
//! parties they are ("U.S." in "U.S.-Kazakhstan Umbrella Agreement"); everywhere else the outermost name stands alone.

use crate::document::Document;
use crate::fast::FastSet;
use crate::gazetteer::compile::FormKind;
use crate::mention::{Kind, Mention, Source};

/// How far a source is trusted against another of the same length. Higher wins.
const TRUST: &[(&str, u8)] = &[
    ("organizations/coordinated-head", 95),
    ("organizations/legal-form", 92),
    ("organizations/unit", 90),
    ("organizations/town-head", 88),
    ("people/title-name", 80),
    ("organizations/acronym", 78),
    ("people/family-name-again", 74),
    ("organizations/government", 72),
    ("organizations/government-of", 72),
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

/// Rules whose bodies may be parties of the agreement in whose name they stand. A head word behind its name there says
/// what the agreement is about: "Treaty on Conventional Armed Forces", "Safe Streets Act".
const PARTIES: &[&str] = &[
    "organizations/acronym",
    "organizations/coordinated-head",
    "organizations/government",
    "organizations/government-of",
    "organizations/head-first",
    "organizations/legal-form",
    "organizations/unit",
];

/// Whether a mention may stay inside an agreement.
fn may_be_party(mention: &Mention) -> bool {
    match mention.source {
        Source::Rule(name) => PARTIES.contains(&name),
        _ => matches!(mention.kind, Kind::Place | Kind::Demonym | Kind::Organization),
    }
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
pub(crate) fn resolve(document: &Document<'_>, mut candidates: Vec<Mention>) -> Vec<Mention> {
    let defined = agreement_acronyms(document, &candidates);
    candidates.retain(|m| !is_agreement_acronym(document, &defined, m));
    // lists and rules each give theirs in order of the text, so this merges a few sorted runs
    candidates.sort_by_key(|m| m.range.start);
    // for each token the kind of the agreement over it and whether a plain mention holds it
    let mut taken = vec![Taken::Free; document.tokens.len()];
    let mut order: Vec<(u128, Mention)> = Vec::new();
    let mut out: Vec<Mention> = Vec::with_capacity(candidates.len());
    // only those that share text or touch are rivals: most stand alone
    let mut end = 0;
    let rivals = candidates.chunk_by(|before, next| {
        end = before.range.end.max(end);
        next.range.start <= end
    });
    for rivals in rivals {
        if let [only] = rivals {
            out.push(*only);
            continue;
        }
        order.clear();
        order.extend(rivals.iter().map(|m| (rank(m), *m)));
        order.sort_by_key(|(rank, _)| *rank);
        settle(&order, &mut taken, &mut out);
    }
    out
}

/// Adds those of some rivals that stand, sorted by start, outer ones first.
fn settle(order: &[(u128, Mention)], taken: &mut [Taken], out: &mut Vec<Mention>) {
    let first = out.len();
    for (_, mention) in order {
        let range = mention.range.indexes();
        let all = |wanted: fn(Taken) -> bool| taken[range.clone()].iter().all(|t| wanted(*t));
        let stands = match mention.kind {
            // "the Clean Air Act of 1990": a date may stand inside an agreement, but neither cuts the other
            Kind::Agreement => {
                all(|t| matches!(t, Taken::Free | Taken::Date))
                    && !cuts_date(taken, range.start)
                    && !cuts_date(taken, range.end)
            }
            _ => all(|t| t == Taken::Free) || may_be_party(mention) && all(|t| t == Taken::Agreement),
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
            out.push(*mention);
        }
    }
    out[first..].sort_by_key(|m| (m.range.start, std::cmp::Reverse(m.range.end)));
}

/// The acronyms in brackets that end the names of agreements: "Treaty on Conventional Armed Forces in Europe (CFE)".
fn agreement_acronyms<'t>(document: &Document<'t>, candidates: &[Mention]) -> FastSet<&'t str> {
    let ends =
        candidates.iter().filter(|m| m.kind == Kind::Agreement && m.range.len() > 4).map(|m| m.range.end as usize);
    let bracketed = |end: &usize| document.is_punct(end - 1, b')') && document.is_punct(end - 3, b'(');
    let ends: Vec<usize> = ends.filter(bracketed).collect();
    if ends.is_empty() {
        return FastSet::default();
    }
    // "Memorandum of Understanding with the Harbour Research Institute (HRI)": the letters are the body's
    let bodies = candidates.iter().filter(|m| m.kind == Kind::Organization);
    let bodies: FastSet<usize> = bodies.map(|m| m.range.end as usize).collect();
    ends.into_iter().filter(|end| !bodies.contains(&(end - 3))).map(|end| document.token_text(end - 2)).collect()
}

/// Whether letters that the lists know as a body's are the text's own short form of an agreement.
fn is_agreement_acronym(document: &Document<'_>, defined: &FastSet<&str>, m: &Mention) -> bool {
    let listed = m.kind == Kind::Organization && m.range.len() == 1 && m.form == FormKind::Acronym;
    listed && trust(m) != 255 && defined.contains(document.range_text(m.range))
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
    fn letters_that_the_text_gives_an_agreement_are_no_body() {
        let lists = Gazetteers::bundled().unwrap();
        for (text, left) in [
            ("Treaty on Armed Forces in Europe (CFE) and CFE", 1),
            ("Treaty on Armed Forces in Europe and CFE", 2),
            ("Treaty on Armed Forces in Europe (ABC) and CFE", 2),
        ] {
            let document = Document::new(text, &lists);
            let last = document.tokens.len();
            let frame = rule(Kind::Agreement, 0, last - 2, "agreements/named");
            let mut body = rule(Kind::Organization, last - 1, last, "organizations/acronym");
            body.form = FormKind::Acronym;
            assert_eq!(resolve(&document, vec![frame, body]).len(), left, "{text}");
        }
    }

    #[test]
    fn parties_stay_inside_an_agreement() {
        let lists = Gazetteers::bundled().unwrap();
        let document = Document::new("a b c d e", &lists);
        let frame = rule(Kind::Agreement, 0, 4, "agreements/named");
        let body = rule(Kind::Organization, 0, 1, "organizations/government");
        let person = rule(Kind::Person, 1, 2, "people/title-name");
        let subject = rule(Kind::Organization, 2, 4, "organizations/head-last");
        assert_eq!(resolve(&document, vec![person, body, subject, frame]), [frame, body]);
    }
}
