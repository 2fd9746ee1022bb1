//! Verbs of headlines, which are written like names: "Hale Nominates Luis Ortega", "and the Pier Office Sign Accord".

use crate::document::{Document, TokenKind};
use crate::gazetteer::lexicon::Class;
use crate::rules::people::HEADLINE;

/// Whether a word is a verb in the third person: it says something, or the text has it as a verb elsewhere ("Tackles" over
/// "to tackle", "Reaches" over "reached").
pub(super) fn is_third_person(document: &Document<'_>, at: usize) -> bool {
    let Some(word) = candidate(document, at) else { return false };
    let Some(base) = word.strip_suffix('s') else { return false };
    let short = word.strip_suffix("es").filter(|base| base.len() > 2);
    document.is(at, Class::REPORTING_VERB)
        || is_verb_elsewhere(document, at, base)
        || short.is_some_and(|base| is_verb_elsewhere(document, at, base))
}

/// Whether a word is a verb that speaks of several: "Sign" over "signed".
pub(super) fn is_base_form(document: &Document<'_>, at: usize) -> bool {
    candidate(document, at).is_some_and(|word| is_verb_elsewhere(document, at, &word))
}

/// A capitalised word of a headline that is no name, in lower case.
fn candidate(document: &Document<'_>, at: usize) -> Option<String> {
    document.token(at).filter(|t| at < HEADLINE as usize && t.is_capital() && t.kind == TokenKind::Word)?;
    (!document.is(at, Class::NAME)).then(|| document.token_text(at).to_lowercase())
}

/// Whether a text has a verb, which a word begins with, in other forms: "to tackle", "tackled", "tackling".
fn is_verb_elsewhere(document: &Document<'_>, at: usize, base: &str) -> bool {
    let first = document.tokens[at].first.to_ascii_lowercase();
    (1..document.tokens.len()).filter(|&t| document.tokens[t].first == first).any(|t| {
        match document.token_text(t).strip_prefix(base) {
            Some("") => document.is_word(t - 1, "to"),
            Some("d") => base.ends_with('e'),
            Some(ending) => matches!(ending, "ed" | "ing"),
            None => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Gazetteers;

    fn check(of: fn(&Document<'_>, usize) -> bool, table: &[(&str, &str, bool)]) {
        let lists = Gazetteers::bundled().unwrap();
        for (text, word, yes) in table {
            let document = Document::new(text, &lists);
            let at = (0..document.tokens.len()).find(|&at| document.token_text(at) == *word).unwrap();
            assert_eq!(of(&document, at), *yes, "{text}");
        }
    }

    #[test]
    fn one_has_a_verb_in_the_third_person() {
        check(
            is_third_person,
            &[
                ("Pier Office Tackles Floods\n\nIt wants to tackle floods.", "Tackles", true),
                ("Pier Office Reaches Accord\n\nIt reached an accord.", "Reaches", true),
                ("Pier Office Announces Accord\n\nMore to come.", "Announces", true),
                ("Pier Office Members Meet\n\nThe members met.", "Members", false),
                ("Pier Office Waters\n\nThe water rose.", "Waters", false),
                ("Pier Office Analysis\n\nThe analysis was read.", "Analysis", false),
            ],
        );
    }

    #[test]
    fn several_have_a_verb_in_its_base_form() {
        check(
            is_base_form,
            &[
                ("Harbour Office and Pier Office Sign Accord\n\nThey signed an accord.", "Sign", true),
                ("Harbour Office and Pier Office Announce Accord\n\nThey announced it.", "Announce", true),
                ("Harbour Office and Pier Office Reach Accord\n\nThey reached it.", "Reach", true),
                ("Harbour Office and Pier Office Staff\n\nTheir staff met.", "Staff", false),
                ("Harbour Office and Pier Office Member\n\nA member spoke.", "Member", false),
            ],
        );
    }
}
