//! Whether a text is English: the share of its words that are the commonest words of English.
//!
//! Everything else in this crate is made for English; what is in another language is read as far as the rules hold, and
//! the reader should know.

use crate::document::{Document, TokenKind};
use crate::gazetteer::lexicon::Class;

/// Words that are looked at, from the start; headers in capitals and lists of names must not decide alone.
const SAMPLE: usize = 400;
/// With fewer words nothing can be said.
const FEWEST: usize = 20;
/// English prose has 35 to 50 % function words, a list of names under 20 %, other languages under 10 %.
const SHARE: f32 = 0.12;

/// Words that hold English sentences together. Names of the lists are passed over: "de" is a particle there.
const GRAMMAR: Class = Class(
    Class::CONJUNCTION.0
        | Class::PREPOSITION.0
        | Class::DETERMINER.0
        | Class::PRONOUN.0
        | Class::RELATIVE.0
        | Class::AUXILIARY.0,
);

/// What to say of a text that is not English.
pub(crate) fn warning(document: &Document<'_>) -> Option<&'static str> {
    is_foreign(document).then_some("this does not look like English, for which the rules are made")
}

/// Whether a text is in another language; one that is too short to tell is English.
pub(crate) fn is_foreign(document: &Document<'_>) -> bool {
    let (mut words, mut grammar) = (0, 0);
    for (at, token) in document.tokens.iter().enumerate() {
        if !matches!(token.kind, TokenKind::Word) {
            continue;
        }
        words += 1;
        let of_lexicon = document.is(at, GRAMMAR) && !document.is(at, Class::PARTICLE);
        grammar += usize::from(of_lexicon || document.is(at, Class::DETERMINER));
        // enough for a whole sample
        if words == SAMPLE || grammar as f32 >= SHARE * SAMPLE as f32 {
            break;
        }
    }
    words >= FEWEST && (grammar as f32) < SHARE * words as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Extractor;
    use crate::gazetteer::Gazetteers;

    fn is_foreign(text: &str) -> bool {
        let gazetteers = Gazetteers::bundled().unwrap();
        super::is_foreign(&Document::new(text, &gazetteers))
    }

    #[test]
    fn the_model_guesses_in_english_only() {
        let extractor = Extractor::new();
        let extraction = extractor.extract(
            "Declaración sobre migración. Nosotros, los Jefes de Estado y de Gobierno de la República de Panamá, Chile y \
             Estados Unidos Mexicanos, reunidos en Los Ángeles con motivo de la Novena Cumbre, Afirmamos nuestro \
             compromiso con la Plataforma Regional.",
        );
        let of_model =
            |mentions: &[crate::extraction::Mention<'_>]| mentions.iter().any(|m| m.source.starts_with("model:"));
        assert!(!extraction.document.warnings.is_empty());
        assert!(extraction.places.iter().any(|place| place.name == "Chile"));
        assert!(!extraction.people.iter().any(|person| of_model(&person.mentions)), "{:?}", extraction.people);
        assert!(
            !extraction.organizations.iter().any(|body| of_model(&body.mentions)),
            "{:?}",
            extraction.organizations
        );
        assert!(!extraction.places.iter().any(|place| of_model(&place.mentions)), "{:?}", extraction.places);
    }

    #[test]
    fn other_languages_are_noticed() {
        for text in [
            "Der Außenminister traf am Montag in Berlin mit seiner Kollegin zusammen, um über die Lage in der Region zu \
             sprechen. Beide betonten, dass die Zusammenarbeit zwischen den Ländern vertieft werden soll.",
            "Le ministre des Affaires étrangères a rencontré lundi à Paris son homologue pour parler de la situation dans \
             la région. Les deux ministres ont souligné que la coopération entre les pays devait être renforcée.",
            "El ministro se reunió el lunes en Madrid con su homólogo para hablar de la situación en la región. Ambos \
             subrayaron que la cooperación entre los países debe ser más estrecha en los próximos años.",
            "Министр иностранных дел встретился в понедельник в столице со своим коллегой, чтобы обсудить положение в \
             регионе. Обе стороны подчеркнули, что сотрудничество между странами должно быть расширено.",
        ] {
            assert!(is_foreign(text), "{text}");
        }
    }

    #[test]
    fn english_is_not_remarked_upon() {
        for text in [
            "The Foreign Secretary met her colleague in Berlin on Monday to talk about the region. Both said that the two \
             countries would work together more closely in the years to come.",
            "READOUT OF THE SECRETARY'S CALL WITH THE MINISTER OF DEFENSE. The Secretary spoke by phone with the Minister \
             and thanked him for the support.",
            "Kyiv, Lviv, Odesa.",
            "",
        ] {
            assert!(!is_foreign(text), "{text}");
        }
    }
}
