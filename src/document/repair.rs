//! Damage that many archives share: apostrophes lost in conversion ("the FBIs Washington Field Office", "todays verdict"), all
//! of them or only those of one kind, and a space lost before a date or a title ("The White `HouseApril` 3, 2026"). Tokens are
//! cut where the text should have been; no character is touched.

use super::token::{Gap, Shape, Token, TokenKind};
use crate::fast::FastSet;
use crate::gazetteer::Gazetteers;
use crate::gazetteer::lexicon::Class;

/// A text this long has an apostrophe somewhere if it had any.
const LONG_ENOUGH: usize = 120;

/// Cuts damaged tokens in two; whether there are any.
pub(crate) fn repair(text: &str, tokens: &mut Vec<Token>, gazetteers: &Gazetteers) -> bool {
    let lost = has_lost_apostrophes(text, tokens);
    let names: FastSet<&str> = if lost { capitalised(text, tokens) } else { FastSet::default() };
    let mut cuts: Vec<(usize, u32, Gap)> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if token.kind != TokenKind::Word || token.len() < 3 {
            continue;
        }
        let mixed = token.shape == Shape::Mixed && token.word == 0;
        let capital = token.is_capital() && (lost || is_inside_capitals(tokens, at));
        if !mixed && !capital {
            continue;
        }
        let word = &text[token.start as usize..token.end as usize];
        if mixed && let Some((cut, gap)) = glued(word, text, tokens.get(at + 1), gazetteers) {
            cuts.push((at, token.start + cut, gap));
            continue;
        }
        let possessive = || {
            if lost {
                is_possessive(word, &names, tokens, at, gazetteers)
            } else {
                is_body_in_front(word, tokens, at, gazetteers)
            }
        };
        if capital && word.ends_with('s') && possessive() {
            cuts.push((at, token.end - 1, Gap::None));
        }
    }
    if cuts.is_empty() {
        return false;
    }
    let mut next = cuts.into_iter().peekable();
    let mut out = Vec::with_capacity(tokens.len() + 16);
    for (at, token) in tokens.iter().enumerate() {
        match next.next_if(|(cut_token, ..)| *cut_token == at) {
            Some((_, cut, gap)) => out.extend(split(text, *token, cut, gap, gazetteers)),
            None => out.push(*token),
        }
    }
    *tokens = out;
    true
}

/// Whether a long text has no apostrophe between or behind letters.
fn has_lost_apostrophes(text: &str, tokens: &[Token]) -> bool {
    let in_word = |(at, _): (usize, &str)| {
        let token = tokens.partition_point(|t| t.end as usize <= at);
        tokens.get(token).is_some_and(|t| t.start as usize <= at && t.kind == TokenKind::Word)
    };
    tokens.len() >= LONG_ENOUGH
        && !tokens.iter().any(|t| t.kind == TokenKind::Possessive)
        && !text.match_indices('\'').chain(text.match_indices('’')).any(in_word)
}

/// The capitalised words of a text.
fn capitalised<'t>(text: &'t str, tokens: &[Token]) -> FastSet<&'t str> {
    let words = tokens.iter().filter(|t| t.is_capital() && t.kind == TokenKind::Word);
    words.map(|t| &text[t.start as usize..t.end as usize]).collect()
}

/// Whether the day or year of a month stands here: "`HouseApril` 3" lost a space, "`LeMay` said" did not.
fn is_figure(token: Option<&Token>) -> bool {
    token.is_some_and(|t| t.gap == Gap::Space && t.first.is_ascii_digit())
}

/// Where a word ends and another with a capital begins that lost its space: a month before a figure, "The", the first word
/// of a title behind a word of English ("`LadyFirst` Lady"), anything behind a word that holds sentences together or reports
/// ("`saidSpecial` Agent", "`theNational` Guard"), a head word of bodies before "of" ("`SecretaryBureau` of Rivers").
/// "`FreshPoint`" and "`LeMay`" are names. With it the gap that was lost.
fn glued(word: &str, text: &str, next: Option<&Token>, gazetteers: &Gazetteers) -> Option<(u32, Gap)> {
    let cut = word.char_indices().skip(2).find(|(_, c)| c.is_uppercase())?.0;
    let (front, back) = word.split_at(cut);
    if !front.chars().skip(1).all(char::is_lowercase) {
        return None;
    }
    let (number, behind) = (gazetteers.word(front), gazetteers.classes(gazetteers.word(back)));
    let classes = gazetteers.classes(number);
    let small = front.starts_with(char::is_lowercase);
    let held = small
        && front.len() > 2
        && classes.intersects(Class::FUNCTION.union(Class::REPORTING_VERB))
        && !classes.intersects(Class::PARTICLE);
    let titled = front.len() > 3
        && back.len() > 3
        && classes.intersects(Class::COMMON)
        && !classes.intersects(Class::NAME.union(Class::BODY_HEAD))
        && behind.intersects(Class::TITLE_WORD)
        && !behind.intersects(Class::NAME.union(Class::BODY_HEAD));
    let of = next.is_some_and(|t| t.gap == Gap::Space && &text[t.start as usize..t.end as usize] == "of");
    let body = of && classes.intersects(Class::COMMON) && back.len() > 3 && behind.intersects(Class::BODY_HEAD);
    let month = number != 0 && is_figure(next) && is_month(gazetteers, back);
    let the = back == "The" && (number != 0 || front.len() > 4);
    let gap = match () {
        () if month || the => Gap::None,
        () if held && behind != Class::NONE => Gap::Space,
        // what was a line or a cell of its own
        () if titled || body => Gap::Line,
        () => return None,
    };
    Some((cut as u32, gap))
}

fn is_month(gazetteers: &Gazetteers, word: &str) -> bool {
    let month = crate::gazetteer::lexicon::DATE_CLASSES.iter().position(|c| *c == "month").unwrap_or(0) as u16;
    word.len() >= 3 && gazetteers.date_readings(gazetteers.word(word)).iter().any(|r| *r != 0 && r >> 10 == month)
}

/// Whether a capitalised word in -s is one with its apostrophe lost: no word itself but a known one with an s ("FBIs",
/// "Navys"), or the end of a body's name with more of a name behind it ("Justice Departments Civil Division").
fn is_possessive(word: &str, names: &FastSet<&str>, tokens: &[Token], at: usize, gazetteers: &Gazetteers) -> bool {
    let stem = &word[..word.len() - 1];
    let Some(next) = tokens.get(at + 1).filter(|t| t.gap == Gap::Space && t.is_wordlike()) else { return false };
    let stem_word = gazetteers.word(stem);
    if tokens[at].word == 0 {
        // a word that no list has, but without its s a list or this text
        return (stem_word != 0 || names.contains(stem)) && stem.len() > 2
            || stem.bytes().all(|b| b.is_ascii_uppercase());
    }
    let behind_name =
        at > 0 && tokens[at].gap == Gap::Space && tokens[at - 1].is_capital() && tokens[at - 1].is_wordlike();
    // "the Department of Justices Tax Division"
    let of_body = at > 1
        && text_is(tokens, at - 1, 2)
        && gazetteers.classes(tokens[at - 2].word).intersects(Class::BODY_HEAD)
        && tokens[at - 2].is_capital();
    if of_body && next.is_capital() && gazetteers.classes(stem_word).intersects(Class::ORGANIZATION_WORD) {
        return true;
    }
    let goes_on = !gazetteers.classes(next.word).intersects(Class::FUNCTION.union(Class::AUXILIARY));
    behind_name
        && is_body(word, tokens, at, gazetteers)
        && goes_on
        && (next.is_capital() || !gazetteers.classes(tokens[at].word).intersects(Class::COMMON))
}

/// Whether a word in -s is a head word of bodies with an s, and no word of names itself.
fn is_body(word: &str, tokens: &[Token], at: usize, gazetteers: &Gazetteers) -> bool {
    let stem_word = gazetteers.word(&word[..word.len() - 1]);
    // "United Nations Convention", "Armed Forces Legal Centre": the word in -s stands in names of its own; "Marine Corps Maj. Gen.
    // Hale": a head word is whole
    let own = Class::ORGANIZATION_WORD.union(Class::PLACE_WORD).union(Class::BODY_HEAD);
    gazetteers.classes(stem_word).intersects(Class::BODY_HEAD) && !gazetteers.classes(tokens[at].word).intersects(own)
}

/// Whether a word stands between two others with capitals.
fn is_inside_capitals(tokens: &[Token], at: usize) -> bool {
    let joined = |t: &Token| t.gap == Gap::Space && t.is_capital() && t.is_wordlike();
    at > 0 && tokens[at].gap == Gap::Space && tokens[at - 1].is_capital() && tokens.get(at + 1).is_some_and(joined)
}

/// Whether a word in -s ends the name of one body with that of another behind it, in a text that kept other apostrophes:
/// "the Justice Departments Civil Division". "The State and Defense Departments" are two.
fn is_body_in_front(word: &str, tokens: &[Token], at: usize, gazetteers: &Gazetteers) -> bool {
    let heads = |at: usize| gazetteers.classes(tokens[at].word).intersects(Class::BODY_HEAD);
    let behind =
        (at + 1..tokens.len().min(at + 6)).take_while(|&t| tokens[t].is_wordlike() && tokens[t].gap <= Gap::Space);
    let single = at > 1 && !gazetteers.classes(tokens[at - 2].word).intersects(Class::CONJUNCTION);
    single && is_body(word, tokens, at, gazetteers) && behind.filter(|&t| tokens[t].is_capital()).any(heads)
}

/// Whether a token is a word in lower case of this length: "of".
fn text_is(tokens: &[Token], at: usize, len: usize) -> bool {
    tokens[at].len() == len && tokens[at].shape == Shape::Lower && tokens[at].first == b'o'
}

fn split(text: &str, token: Token, cut: u32, gap: Gap, gazetteers: &Gazetteers) -> [Token; 2] {
    let piece = |start: u32, end: u32| &text[start as usize..end as usize];
    let mut front = gazetteers.numbered(text, Token { end: cut, ..token });
    front.shape = match piece(token.start, cut) {
        front if front.chars().all(char::is_uppercase) => Shape::Upper,
        front if front.starts_with(char::is_lowercase) => Shape::Lower,
        _ => Shape::Capital,
    };
    let tail = piece(cut, token.end);
    let possessive = tail == "s";
    let mut back = Token {
        start: cut,
        kind: if possessive { TokenKind::Possessive } else { TokenKind::Word },
        shape: if possessive { Shape::Lower } else { Shape::Capital },
        gap,
        first: tail.as_bytes()[0],
        ..token
    };
    back = gazetteers.numbered(text, back);
    if possessive {
        back.word = gazetteers.word("'s");
    }
    [front, back]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    #[track_caller]
    fn cut(text: &str, want: &[&str]) {
        let gazetteers = Gazetteers::bundled().unwrap();
        // long enough to tell that apostrophes are missing
        let padded = format!("{text} {}", "the officials of the office spoke of it ".repeat(20));
        let document = Document::new(&padded, &gazetteers);
        let tokens: Vec<&str> = (0..want.len()).map(|at| document.token_text(at)).collect();
        assert_eq!(tokens, want);
    }

    #[test]
    fn lost_apostrophes_are_cut() {
        cut("the FBIs Miami Field Office", &["the", "FBI", "s", "Miami", "Field", "Office"]);
        cut("the Justice Departments Civil Division", &["the", "Justice", "Department", "s", "Civil", "Division"]);
        cut("the United Nations Convention", &["the", "United", "Nations", "Convention"]);
        cut("an Armed Forces Legal Centre", &["an", "Armed", "Forces", "Legal", "Centre"]);
        cut("two Departments of State", &["two", "Departments", "of", "State"]);
    }

    #[test]
    fn some_apostrophes_are_lost_where_others_are_kept() {
        cut("FBI's Justice Departments Civil Division", &["FBI", "'s", "Justice", "Department", "s", "Civil"]);
        cut("FBI's Criminal Divisions Fraud Section", &["FBI", "'s", "Criminal", "Division", "s", "Fraud"]);
        cut("FBI's Civil Rights Divisions Voting Section", &["FBI", "'s", "Civil", "Rights", "Division", "s"]);
        // several, no other body behind, a word of its own
        cut(
            "FBI's State and Defense Departments Civil Office",
            &["FBI", "'s", "State", "and", "Defense", "Departments"],
        );
        cut("FBI's Justice Departments Monday", &["FBI", "'s", "Justice", "Departments", "Monday"]);
        cut("FBI's FBIs Miami Field Office", &["FBI", "'s", "FBIs", "Miami"]);
        cut("FBI's Armed Forces Legal Office", &["FBI", "'s", "Armed", "Forces", "Legal"]);
    }

    #[test]
    fn a_word_behind_a_lost_space_is_cut_off() {
        cut("Acting SecretaryBureau of Rivers", &["Acting", "Secretary", "Bureau", "of", "Rivers"]);
        cut("for Pier AffairsBureau of Rivers", &["for", "Pier", "Affairs", "Bureau", "of", "Rivers"]);
        cut("the MetroBureau of Rivers", &["the", "MetroBureau", "of", "Rivers"]);
        cut("a HomeOffice unit", &["a", "HomeOffice", "unit"]);
        cut("The White HouseApril 3, 2026", &["The", "White", "House", "April", "3"]);
        cut("of TocquevilleThe White House", &["of", "Tocqueville", "The", "White", "House"]);
        cut("the LadyFirst Lady", &["the", "Lady", "First", "Lady"]);
        cut("he saidSpecial Agent Hale", &["he", "said", "Special", "Agent", "Hale"]);
        cut("the FreshPoint store", &["the", "FreshPoint", "store"]);
        cut("the SmithGroup bank", &["the", "SmithGroup", "bank"]);
        cut("an InterAmerican bank", &["an", "InterAmerican", "bank"]);
        cut("McMarch said", &["McMarch", "said"]);
        cut("The White HouseApril said", &["The", "White", "HouseApril", "said"]);
    }
}
