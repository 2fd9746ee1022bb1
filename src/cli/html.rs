//! HTML to text: what a reader of the page sees, a paragraph a line, a blank line between blocks.
//!
//! Offsets refer to this text, so it stands in the output. Whatever the markup, this takes linear time.

use std::convert::Infallible;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

/// Elements of which nothing is shown, or nothing that belongs to the text. Not `form`: some servers wrap whole pages.
const UNSEEN: &[&[u8]] = &[
    b"button",
    b"canvas",
    b"iframe",
    b"math",
    b"nav",
    b"noscript",
    b"object",
    b"script",
    b"select",
    b"style",
    b"svg",
    b"template",
    b"textarea",
];

/// Elements that stand on lines of their own.
const BLOCKS: &[&[u8]] = &[
    b"address",
    b"article",
    b"aside",
    b"blockquote",
    b"body",
    b"caption",
    b"center",
    b"dd",
    b"details",
    b"div",
    b"dl",
    b"dt",
    b"fieldset",
    b"figcaption",
    b"figure",
    b"footer",
    b"form",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"head",
    b"header",
    b"hr",
    b"html",
    b"legend",
    b"li",
    b"main",
    b"menu",
    b"ol",
    b"p",
    b"pre",
    b"section",
    b"summary",
    b"table",
    b"tbody",
    b"tfoot",
    b"thead",
    b"title",
    b"tr",
    b"ul",
];

/// The text of a page. Its title comes first if the page has no main heading.
pub(crate) fn to_text(html: &str) -> String {
    let mut writer = Writer::default();
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        writer.event(&event);
        None
    });
    // scripts hold "<" that opens no tag
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(html, emitter).finish();
    let mut text = std::mem::take(&mut writer.text);
    let title = writer.title.split_whitespace().collect::<Vec<_>>().join(" ");
    if !writer.has_heading && !title.is_empty() {
        text = if text.is_empty() { title } else { format!("{title}\n\n{text}") };
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// The encoding that a page says it has, in its first kilobyte.
pub(crate) fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(1024)].to_ascii_lowercase();
    ["charset", "encoding"].iter().find_map(|name| {
        let at = memchr::memmem::find(&head, name.as_bytes())? + name.len();
        let rest = head[at..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest);
        let end = rest.iter().position(|b| matches!(b, b'"' | b'\'' | b' ' | b';' | b'>' | b'/' | b'?'))?;
        let encoding = Encoding::for_label(&rest[..end])?;
        // a declaration that could be read as ASCII is not in UTF-16, whatever it says
        Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
    })
}

/// What stands between the last word and the next.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    /// Two cells of a table.
    Cell,
    Line,
    Block,
}

#[derive(Debug, Default)]
struct Writer {
    text: String,
    title: String,
    gap: Gap,
    /// The element that is not shown and how deep it is in others of its name.
    unseen: Vec<u8>,
    depth: usize,
    preformatted: usize,
    in_title: bool,
    has_heading: bool,
}

impl Writer {
    fn event(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => self.start(name),
            CallbackEvent::EndTag { name } => self.end(name),
            CallbackEvent::String { value } if self.depth == 0 => {
                let value = String::from_utf8_lossy(value);
                if self.in_title {
                    self.title.push_str(&value);
                } else if self.preformatted > 0 {
                    self.lines(&value);
                } else {
                    self.words(&value);
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, name: &[u8]) {
        if self.depth > 0 {
            self.depth += usize::from(name == self.unseen);
            return;
        }
        match name {
            b"pre" => self.preformatted += 1,
            // a picture in SVG has titles too, but is not shown
            b"title" => self.in_title = true,
            b"h1" => self.has_heading = true,
            _ => {}
        }
        if UNSEEN.contains(&name) {
            self.unseen = name.to_vec();
            self.depth = 1;
        } else {
            self.around(name);
        }
    }

    fn end(&mut self, name: &[u8]) {
        if self.depth > 0 {
            self.depth -= usize::from(name == self.unseen);
            return;
        }
        match name {
            b"pre" => self.preformatted = self.preformatted.saturating_sub(1),
            b"title" => self.in_title = false,
            _ => {}
        }
        self.around(name);
    }

    fn around(&mut self, name: &[u8]) {
        let gap = match name {
            b"br" => Gap::Line,
            b"td" | b"th" => Gap::Cell,
            _ if BLOCKS.contains(&name) => Gap::Block,
            _ => return,
        };
        self.gap = self.gap.max(gap);
    }

    /// Running text: white space counts as one space.
    fn words(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let word = rest.trim_ascii_start();
            if word.len() < rest.len() {
                self.gap = self.gap.max(Gap::Space);
            }
            let end = word.find(|c: char| c.is_ascii_whitespace()).unwrap_or(word.len());
            self.put(&word[..end]);
            rest = &word[end..];
        }
    }

    /// Preformatted text: its lines and spaces count.
    fn lines(&mut self, text: &str) {
        for (n, line) in text.split('\n').enumerate() {
            if n > 0 {
                self.gap = if self.gap >= Gap::Line { Gap::Block } else { Gap::Line };
            }
            self.put(line.trim_end());
        }
    }

    fn put(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let gap = std::mem::take(&mut self.gap);
        if !self.text.is_empty() {
            self.text.push_str(match gap {
                Gap::None => "",
                Gap::Space => " ",
                Gap::Cell => " | ",
                Gap::Line => "\n",
                Gap::Block => "\n\n",
            });
        }
        // a NUL has no place in a text; the decoder refuses it, but an entity can write one
        if text.contains('\0') {
            self.text.extend(text.chars().filter(|c| *c != '\0'));
        } else {
            self.text.push_str(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_become_what_a_reader_sees() {
        for (html, text) in [
            ("<p>One\n two</p><p>three<br>four", "One two\n\nthree\nfour\n"),
            ("<h1>A <b>bold</b>er visit</h1>by <i>X</i>", "A bolder visit\n\nby X\n"),
            ("<title>Kyiv &amp; Lviv</title><p>Text", "Kyiv & Lviv\n\nText\n"),
            ("<title>Site | Kyiv</title><h1>Kyiv</h1>", "Kyiv\n"),
            ("<script>if (a<b) { '</p>' }</script><style>p{}</style>seen", "seen\n"),
            ("<nav><nav>in</nav>ner</nav>outer", "outer\n"),
            ("<table><tr><td>Minister<td>Jane Hale<tr><td></td><td>x</td></table>", "Minister | Jane Hale\n\nx\n"),
            ("<pre>a  b\nc\n\nd</pre>e", "a  b\nc\n\nd\n\ne\n"),
            ("5 &lt; 6&nbsp;km &#8211; &eacute;&#0;", "5 < 6\u{a0}km \u{2013} é\u{fffd}\n"),
            ("<ul><li>one<li>two</ul>", "one\n\ntwo\n"),
            ("<!-- no --><p attr='>'>x", "x\n"),
            ("", ""),
            ("a < b and <", "a < b and <\n"),
        ] {
            assert_eq!(to_text(html), text, "{html}");
        }
    }

    #[test]
    fn pages_name_their_encoding() {
        for (html, name) in [
            ("<meta charset=utf-8>", Some("UTF-8")),
            ("<META http-equiv=x content=\"text/html; charset=ISO-8859-1\">", Some("windows-1252")),
            ("<?xml version='1.0' encoding='windows-1251'?>", Some("windows-1251")),
            ("<meta charset=\"utf-16\">", Some("UTF-8")),
            ("<meta charset=", None),
            ("<p>charset</p>", None),
        ] {
            assert_eq!(declared_encoding(html.as_bytes()).map(Encoding::name), name, "{html}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_markup_becomes_tidy_text(html in "(<|>|/|p|pre|title|script|td|br|!--|-->|&|;| |\n|x|'|=){0,40}") {
            let text = to_text(&html);
            proptest::prop_assert!(!text.contains("\n\n\n"), "{:?}", text);
            proptest::prop_assert!(text.is_empty() || text.ends_with('\n'));
        }
    }
}
