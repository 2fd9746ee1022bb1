//! Which line breaks are meant and which only wrap a paragraph.
//!
//! A break is soft if the first word of the next line would not have fitted on the line before, given the longest line
//! of its block: that is what every text filler does, at any width, so re-wrapping a text changes nothing. In a block of
//! short lines (an address, a signature, a list of names) nothing was filled and every break is meant.

use super::token::{Gap, Shape, Token, TokenKind};

/// A block whose longest line is shorter was not filled by a program.
const NARROWEST_FILL: u32 = 45;

/// Turns the soft line breaks among `tokens` into spaces.
pub(crate) fn soften(text: &str, tokens: &mut [Token]) {
    // where the lines of a block begin, in tokens from its start
    let mut starts = vec![0];
    let mut block = 0;
    for at in 1..=tokens.len() {
        match tokens.get(at).map_or(Gap::Paragraph, |t| t.gap) {
            Gap::Line => starts.push(at - block),
            Gap::Paragraph => {
                if starts.len() > 1 {
                    soften_block(text, &mut tokens[block..at], &starts);
                    starts.truncate(1);
                }
                block = at;
            }
            Gap::None | Gap::Space => {}
        }
    }
}

fn soften_block(text: &str, tokens: &mut [Token], starts: &[usize]) {
    let ends = starts[1..].iter().copied().chain([tokens.len()]);
    // widths in characters: a filler counts those
    let widths: Vec<u32> =
        starts.iter().zip(ends).map(|(&from, to)| indented(text, tokens[from].start, tokens[to - 1].end)).collect();
    let widest = widths.iter().copied().max().unwrap_or(0);
    // whether a line was full: the first word of the next would not have fitted
    let fills = |line: usize| {
        let start = starts[line];
        let word_end = (start + 1..tokens.len()).find(|&at| may_break(text, tokens, at)).unwrap_or(tokens.len());
        widths[line - 1] + 1 + width(text, tokens[start].start, tokens[word_end - 1].end) > widest
    };
    if widest < NARROWEST_FILL {
        // narrow lines were filled only if all of them are full and a sentence runs over some of their ends
        let runs_over = starts.len() > 3 && starts[1..].iter().any(|&at| tokens[at].shape == Shape::Lower);
        if widest < NARROWEST_FILL / 2 || !runs_over || !(1..starts.len()).all(fills) {
            return;
        }
    }
    let mut soft = vec![false; starts.len()];
    for (line, &start) in starts.iter().enumerate().skip(1) {
        soft[line] = fills(line) && !opens_item(tokens, start);
    }
    // links cut out of a page leave short lines inside its sentences: "signed memoranda of / understanding / with both"
    for (line, &start) in starts.iter().enumerate().skip(1) {
        if runs_on(tokens, start) || 4 * widths[line - 1] > 3 * widest && cuts_name(tokens, start) {
            tokens[start].gap = Gap::Space;
        }
    }
    for line in 1..starts.len() {
        // a headline is often the longest line of its block: what a filler made goes on or ends like a sentence; an item of
        // a list is no headline
        let alone = !soft[line - 1] && soft.get(line + 1) == Some(&false) && !opens_item(tokens, starts[line - 1]);
        if soft[line] && !(alone && !tokens[starts[line + 1] - 1].is_sentence_end()) {
            tokens[starts[line]].gap = Gap::Space;
        }
    }
}

/// Whether a filler may break a line in front of a token: behind a no-break space it does not.
fn may_break(text: &str, tokens: &[Token], at: usize) -> bool {
    let gap = text.get(tokens[at - 1].end as usize..tokens[at].start as usize).unwrap_or(" ");
    tokens[at].gap != Gap::None && !matches!(gap, "\u{a0}" | "\u{202f}" | "\u{2007}")
}

/// The width of a line with the blanks before its first word: a filler counts the indentation of a paragraph.
fn indented(text: &str, start: u32, end: u32) -> u32 {
    let before = text.get(..start as usize).unwrap_or_default();
    let blanks = before.chars().rev().take_while(|c| matches!(c, ' ' | '\u{a0}')).count();
    width(text, start, end) + blanks as u32
}

fn width(text: &str, start: u32, end: u32) -> u32 {
    text.get(start as usize..end as usize).map_or(end - start, |line| line.chars().count() as u32)
}

/// Whether a sentence plainly runs over the break before a token: a word before it, a word in lower case behind it.
fn runs_on(tokens: &[Token], at: usize) -> bool {
    let (before, token) = (tokens[at - 1], tokens[at]);
    token.kind == TokenKind::Word
        && token.shape == Shape::Lower
        && (before.is_wordlike() || before.is_punct(b','))
        // "info@harbour.example", "harbour.example/rivers"
        && !tokens.get(at + 1).is_some_and(|next| next.gap == Gap::None && matches!(next.first, b'@' | b'/'))
}

/// Whether a break cuts a name that a no-break space held together when the lines were filled: "President Jane / Q. Hale",
/// "President Jane Q. / Hale signed".
fn cuts_name(tokens: &[Token], at: usize) -> bool {
    let initial = |n: usize| {
        tokens[n].is_capital()
            && tokens[n].len() == 1
            && tokens.get(n + 1).is_some_and(|stop| stop.is_punct(b'.') && stop.gap == Gap::None)
    };
    let name =
        |n: usize| tokens.get(n).is_some_and(|t| t.kind == TokenKind::Word && t.shape == Shape::Capital && t.len() > 1);
    // not the first of a list of members: "Board of Rivers / Q. Jane Hale, Chair"
    let goes_on = |n: usize| {
        tokens.get(n).is_some_and(|t| t.gap == Gap::Space && t.shape == Shape::Lower || t.kind == TokenKind::Possessive)
    };
    let before = name(at - 1) && initial(at) && name(at + 2) && tokens[at + 2].gap == Gap::Space && goes_on(at + 3);
    let behind = at > 2 && name(at - 3) && initial(at - 2) && tokens[at - 2].gap == Gap::Space && name(at);
    before || behind
}

/// Whether a line begins like an item of a list: "- the", "• the", "* the".
fn opens_item(tokens: &[Token], at: usize) -> bool {
    let token = tokens[at];
    token.kind == TokenKind::Punct
        && (matches!(token.first, b'-' | b'*') || token.len() == 3 && token.first == 0xe2)
        && tokens.get(at + 1).is_some_and(|next| next.gap == Gap::Space)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tokenize::tokenize;

    #[track_caller]
    fn line_breaks(text: &str, want: usize) {
        let mut tokens = tokenize(text);
        soften(text, &mut tokens);
        assert_eq!(tokens.iter().filter(|t| t.gap == Gap::Line).count(), want, "{text}");
    }

    #[test]
    fn wrapped_paragraphs_have_no_breaks() {
        line_breaks(
            "The Secretary met the Foreign Minister of Kenya in Nairobi\nto discuss regional security and the drought in the north\nof the country.",
            0,
        );
    }

    #[test]
    fn short_lines_are_lines() {
        line_breaks("Jane Hale\nDirector\nOffice of Rivers", 2);
    }

    #[test]
    fn a_line_that_had_room_ends_where_its_author_ended_it() {
        line_breaks(
            "KABUL, Afghanistan (Jan. 25, 2013)\nIn Maiwand district, Kandahar province, yesterday, a combined force arrested a leader.",
            1,
        );
    }

    #[test]
    fn a_headline_above_short_lines_is_a_line() {
        line_breaks(
            "Force Captures Leader of Smugglers, Detains Two of Them\nJoint River Command - Kenya\n2010-10-CA-1\nFor Immediate Release",
            3,
        );
    }

    #[test]
    fn a_sentence_runs_over_the_short_lines_that_links_left() {
        line_breaks(
            "The Harbour Agency and the River Agency of the north have signed memoranda of\nunderstanding\nwith both ministries to support the initiative, and so on.",
            0,
        );
    }

    #[test]
    fn a_name_runs_over_a_break() {
        line_breaks(
            "RIVERS ARE GOOD FOR ALL OF US: Today, President Jane\nQ. Hale signed an order on the rivers of the long north\nand of the south",
            0,
        );
        line_breaks(
            "RIVERS ARE GOOD FOR ALL: Today, President Jane Q.\nHale signed an order on the rivers of the long north and\nof the south",
            0,
        );
        line_breaks("Jane Q.\nHale River Office of the Northern Harbours and the Lower Rivers there", 1);
    }

    #[test]
    fn items_of_a_list_stay_apart() {
        line_breaks(
            "The following measures were taken by the two governments today:\n- the opening of a joint office for water and for the rivers of\nthe north",
            1,
        );
    }

    #[test]
    fn an_item_of_two_lines_needs_no_full_stop() {
        line_breaks(
            "- Rebecca Orlovan, Nominee for Alternate Representative of the United\nStates of America for Rivers\n- Peter Marvane, Nominee for Treasurer",
            1,
        );
        line_breaks(
            "Pier Agency Opens a Harbour Office in the North of the United\nStates of America\n- Peter Marvane, Nominee for Treasurer",
            2,
        );
    }
}
