//! What markup leaves behind in texts that were cut out of pages: tags ("the `<b>`Upper`</b>` Rivers") and character
//! references ("May`&nbsp;`3", "Kenya`&rsquo;`s"). No stage sees them: tags and blanks go, a mark stands for its reference.
//! No character is touched, so offsets stay.

use super::token::{Gap, Shape, Token, TokenKind};
use super::tokenize::tokenize;
use crate::gazetteer::Gazetteers;

/// The longest tag, in bytes.
const LONGEST_TAG: usize = 400;

/// Names of elements that leave tags in texts, and the gap that each makes.
const ELEMENTS: &[(&str, Gap)] = &[
    ("a", Gap::None),
    ("abbr", Gap::None),
    ("b", Gap::None),
    ("blockquote", Gap::Paragraph),
    ("br", Gap::Line),
    ("div", Gap::Paragraph),
    ("em", Gap::None),
    ("font", Gap::None),
    ("h1", Gap::Paragraph),
    ("h2", Gap::Paragraph),
    ("h3", Gap::Paragraph),
    ("h4", Gap::Paragraph),
    ("i", Gap::None),
    ("img", Gap::None),
    ("li", Gap::Paragraph),
    ("ol", Gap::Paragraph),
    ("p", Gap::Paragraph),
    ("small", Gap::None),
    ("span", Gap::None),
    ("strong", Gap::None),
    ("sub", Gap::None),
    ("sup", Gap::None),
    ("table", Gap::Paragraph),
    ("td", Gap::Line),
    ("th", Gap::Line),
    ("tr", Gap::Line),
    ("u", Gap::None),
    ("ul", Gap::Paragraph),
];

/// Character references and what each stands for.
const REFERENCES: &[(&str, &str)] = &[
    ("amp", "&"),
    ("apos", "'"),
    ("bull", "•"),
    ("emsp", " "),
    ("ensp", " "),
    ("gt", ">"),
    ("hellip", "…"),
    ("ldquo", "“"),
    ("lsquo", "‘"),
    ("lt", "<"),
    ("mdash", "—"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("quot", "\""),
    ("rdquo", "”"),
    ("rsquo", "’"),
    ("thinsp", " "),
    ("#160", " "),
    ("#34", "\""),
    ("#38", "&"),
    ("#39", "'"),
    ("#8211", "–"),
    ("#8212", "—"),
    ("#8216", "‘"),
    ("#8217", "’"),
    ("#8220", "“"),
    ("#8221", "”"),
    ("#8230", "…"),
    ("#x27", "'"),
    ("#xa0", " "),
];

/// A leftover: where it ends, and what it stands for.
enum Leftover {
    Tag(usize, Gap),
    Blank(usize),
    Mark(usize, &'static str),
}

/// Takes the leftovers out of the tokens; whether there were any.
pub(crate) fn drop(text: &str, tokens: &mut Vec<Token>, gazetteers: &Gazetteers) -> bool {
    let opens = |token: &Token| token.is_punct(b'<') || token.is_punct(b'&');
    if !tokens.iter().any(|token| opens(token) && leftover(text, token).is_some()) {
        return false;
    }
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut pending = Gap::None;
    let mut skip = 0;
    for (at, token) in tokens.iter().enumerate() {
        if (token.end as usize) <= skip {
            continue;
        }
        match leftover(text, token).filter(|_| opens(token)) {
            Some(Leftover::Tag(end, gap)) => {
                (skip, pending) = (end, pending.max(gap).max(token.gap));
            }
            Some(Leftover::Blank(end)) => {
                (skip, pending) = (end, pending.max(Gap::Space).max(token.gap));
            }
            Some(Leftover::Mark(mut end, mark)) => {
                // dashes and quotes by the marks that every stage knows, as the text has no such letters
                let mut form = match mark {
                    "–" | "—" => "-",
                    "“" | "”" => "\"",
                    "‘" | "’" => "'",
                    other => other,
                }
                .to_owned();
                // "Kenya&rsquo;s"
                let next = tokens[at..].iter().find(|t| t.start as usize >= end);
                if let Some(next) = next.filter(|t| t.start as usize == end && &text[end..t.end as usize] == "s")
                    && matches!(mark, "'" | "’")
                    && token.gap == Gap::None
                {
                    form.push('s');
                    end = next.end as usize;
                }
                out.extend(standing_for(&form, token, end, pending, gazetteers));
                (skip, pending) = (end, Gap::None);
            }
            None => {
                out.push(Token { gap: token.gap.max(pending), ..*token });
                pending = Gap::None;
            }
        }
    }
    *tokens = out;
    true
}

/// The token of a form in place of what begins at `first` and ends at `end`.
fn standing_for(form: &str, first: &Token, end: usize, gap: Gap, gazetteers: &Gazetteers) -> Option<Token> {
    let form_token = *tokenize(form).first()?;
    // a possessive is one only behind a word, which `form` does not have
    let possessive = form.len() > 1 && form.ends_with('s');
    let token = gazetteers.numbered(form, Token { end: form.len() as u32, ..form_token });
    let kind = if possessive { TokenKind::Possessive } else { token.kind };
    let word = if possessive { gazetteers.word("'s") } else { token.word };
    let shape = if possessive { Shape::Lower } else { token.shape };
    Some(Token { start: first.start, end: end as u32, gap: first.gap.max(gap), kind, shape, word, ..token })
}

/// The leftover that a token opens.
fn leftover(text: &str, token: &Token) -> Option<Leftover> {
    let start = token.start as usize;
    let bytes = &text.as_bytes()[start + 1..];
    if token.is_punct(b'&') {
        let (name, mark) = REFERENCES.iter().find(|(name, _)| {
            bytes.get(name.len()) == Some(&b';') && bytes[..name.len()].eq_ignore_ascii_case(name.as_bytes())
        })?;
        let end = start + name.len() + 2;
        return Some(if *mark == " " { Leftover::Blank(end) } else { Leftover::Mark(end, mark) });
    }
    let closes = usize::from(bytes.first() == Some(&b'/'));
    let name = bytes[closes..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    let written = bytes.get(closes..closes + name)?;
    let (_, gap) = ELEMENTS.iter().find(|(element, _)| element.as_bytes().eq_ignore_ascii_case(written))?;
    let rest = &bytes[closes + name..bytes.len().min(LONGEST_TAG)];
    let end = rest.iter().position(|&b| matches!(b, b'>' | b'<'))?;
    // "p < b and c > d" is no tag
    let own =
        matches!(rest[0], b'>' | b'/') || rest[0].is_ascii_whitespace() && (end <= 2 || rest[..end].contains(&b'='));
    (rest[end] == b'>' && own).then_some(Leftover::Tag(start + 1 + closes + name + end + 1, *gap))
}

/// A text without the leftovers that stand in it, for names.
pub(crate) fn plain(text: &str) -> Option<String> {
    if !text.contains(['<', '&']) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '<' | '&')) {
        if at < end {
            continue;
        }
        let token = Token { start: at as u32, end: at as u32 + 1, first: c as u8, kind: TokenKind::Punct, ..BLANK };
        let (to, mark) = match leftover(text, &token) {
            Some(Leftover::Tag(to, Gap::None)) => (to, ""),
            Some(Leftover::Tag(to, _) | Leftover::Blank(to)) => (to, " "),
            Some(Leftover::Mark(to, mark)) => (to, mark),
            None => continue,
        };
        out.push_str(&text[end..at]);
        out.push_str(mark);
        end = to;
    }
    out.push_str(&text[end..]);
    (end > 0).then_some(out)
}

const BLANK: Token =
    Token { start: 0, end: 0, word: 0, hash: 0, kind: TokenKind::Punct, shape: Shape::None, gap: Gap::None, first: 0 };

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    #[track_caller]
    fn alike(text: &str, other: &str) {
        let gazetteers = Gazetteers::bundled().unwrap();
        let read = |text: &str| {
            let document = Document::new(text, &gazetteers);
            document.tokens.iter().map(|t| (t.word, t.kind, t.shape, t.gap)).collect::<Vec<_>>()
        };
        assert_eq!(read(text), read(other), "{text}");
    }

    #[test]
    fn leftovers_are_not_seen() {
        alike("on May&nbsp;3, 2021", "on May 3, 2021");
        alike("Kenya&rsquo;s Ministry", "Kenya’s Ministry");
        alike("Hale &amp; Sons", "Hale & Sons");
        alike("the <b>Upper</b> Rivers", "the Upper Rivers");
        alike("the <a href=\"https://x.example/y\">Upper Rivers</a>, he said", "the Upper Rivers, he said");
        alike("she said.<br />He left.", "she said.\nHe left.");
        alike("<p>She said.</p><p>He left.</p>", "She said.\n\nHe left.");
        alike("Nairobi &ndash; The", "Nairobi - The");
        alike("the &ldquo;Upper Rivers&rdquo; pact", "the \"Upper Rivers\" pact");
    }

    #[test]
    fn other_brackets_and_ands_stand() {
        for text in ["x < 3 and y > 2", "AT&T; Hale & Sons", "a <b and c> d", "<", "&", "&amp", "<b", "<b href"] {
            assert!(plain(text).is_none(), "{text}");
        }
        assert_eq!(plain("Hale&nbsp;&amp; <i>Sons</i>").as_deref(), Some("Hale & Sons"));
    }
}
