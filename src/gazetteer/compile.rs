//! Lists to an index: one function, used by the build script for the bundled lists and at run time for
//! a user's.

mod layout;

use super::index::{Compiled, Layout};
use super::kinds::{FAMILIES, Family, links, opened_family};
use super::lexicon::{Class, DATE_CLASSES, SHORT_NAME};
use super::table::{Problem, Row, Table};
use crate::document::fold::{hash, hash_folded};
use crate::document::token::{Token, TokenKind};
use crate::document::tokenize::hashed;
use crate::fast::FastMap;

/// How a surface form came to belong to its entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum FormKind {
    /// The canonical name.
    Name,
    /// Another name.
    Alias,
    /// An acronym or abbreviation, matched in exact case.
    Acronym,
    /// "Kazakh", "Ukrainians"
    Demonym,
    /// "Senators", "Memoranda of Understanding"
    Plural,
}

/// Which writings of a form count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Case {
    /// As written.
    Exact,
    /// Capitals where the form has them; more capitals do no harm.
    Capital,
    /// Any.
    Any,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Str {
    at: u32,
    len: u32,
}

struct Form {
    entry: u32,
    kind: FormKind,
    case: Case,
    capitals: u16,
    text: Str,
    /// The form before it at its node.
    before: u32,
}

/// Where no form is.
const NO_FORM: u32 = u32::MAX;

#[derive(Default)]
struct Word {
    /// The hash of its folded form.
    hash: u64,
    classes: u32,
    dates: [u16; 2],
    root: u32,
}

#[derive(Default)]
struct Builder {
    strings: String,
    /// By their hashes.
    interned: FastMap<u64, Str>,
    words: Vec<Word>,
    /// By the hashes of their folded forms.
    word_numbers: FastMap<u64, u32>,
    edges: FastMap<(u32, u32), u32>,
    /// Of each node the last of its forms.
    nodes: Vec<u32>,
    forms: Vec<Form>,
    entries: Vec<[u32; Layout::ENTRY_FIELDS]>,
    attributes: Vec<[Str; 2]>,
    lists: Vec<Str>,
    problems: Vec<Problem>,
    folded: Vec<u8>,
}

/// The index of some lists, as bytes.
///
/// # Errors
/// Everything that is wrong with the lists and keeps them from being used.
pub fn compile(tables: &[Table<'_>]) -> Result<Compiled, Vec<Problem>> {
    let mut builder = Builder { nodes: vec![NO_FORM], words: vec![Word::default()], ..Builder::default() };
    for table in tables {
        builder.add(table);
    }
    if builder.problems.is_empty() { Ok(builder.finish()) } else { Err(builder.problems) }
}

/// The family that all kinds of a list belong to, or why there is none.
///
/// A kind such as `other` stands in several families; the rest of the list decides.
///
/// # Errors
/// Its kinds belong to no family, or to several.
pub fn family_of(table: &Table<'_>) -> Result<Family, Problem> {
    if table.column("family").is_some() {
        return Ok(Family::Head);
    }
    let kind = table.column("kind");
    let fits: Vec<Family> = FAMILIES
        .iter()
        .copied()
        .filter(|f| *f != Family::Head && table.rows.iter().all(|row| f.kind(row.cell(kind)).is_some()))
        .collect();
    match fits.as_slice() {
        [one] => Ok(*one),
        [first, ..] => Ok(*first),
        [] => {
            // name the first line that no family has, else the first that leaves the family of the lines before
            let known = |row: &&Row<'_>| FAMILIES.iter().any(|f| f.kind(row.cell(kind)).is_some());
            let odd = table.rows.iter().find(|row| !known(row)).or(table.rows.last());
            let (line, name) = odd.map_or((1, ""), |row| (row.line, row.cell(kind)));
            Err(Problem {
                file: format!("{}.tsv", table.name),
                line,
                message: format!(
                    "the kind `{name}` is not known, or not of one family with the other kinds of this list"
                ),
            })
        }
    }
}

impl Builder {
    fn problem(&mut self, table: &Table<'_>, line: usize, message: String) {
        self.problems.push(Problem { file: format!("{}.tsv", table.name), line, message });
    }

    fn add(&mut self, table: &Table<'_>) {
        if table.column("id").is_some() {
            self.add_entries(table);
        } else if table.column("value").is_some() {
            self.add_date_words(table);
        } else {
            self.add_lexicon(table);
        }
    }

    fn add_lexicon(&mut self, table: &Table<'_>) {
        let (name, class) = (table.column("name"), table.column("class"));
        // a list without classes is a lexicon of the class that its file is named for: given-names, family-names
        let of_file = Class::from_name(table.name.trim_end_matches('s').replace('-', "_").as_str());
        for row in &table.rows {
            let mut bits = if class.is_none() { of_file } else { Some(Class::NONE) };
            for part in row.parts(class) {
                match Class::from_name(part) {
                    Some(class) => bits = bits.map(|b| b.union(class)),
                    None => self.problem(table, row.line, format!("the class `{part}` is not known")),
                }
            }
            let Some(bits) = bits else {
                self.problem(table, 1, "a list of words needs the column `class`".to_owned());
                return;
            };
            let number = self.word(row.cell(name));
            self.words[number as usize].classes |= bits.0;
        }
    }

    fn add_date_words(&mut self, table: &Table<'_>) {
        let (name, class, value) = (table.column("name"), table.column("class"), table.column("value"));
        for row in &table.rows {
            let number = DATE_CLASSES.iter().position(|c| *c == row.cell(class));
            let (Some(class), Ok(value @ 0..=1023)) = (number, row.cell(value).parse::<u16>()) else {
                self.problem(
                    table,
                    row.line,
                    format!("no date class `{}` with the value `{}`", row.cell(class), row.cell(value)),
                );
                continue;
            };
            let word = self.word(row.cell(name)) as usize;
            self.words[word].classes |= Class::DATED.0;
            // short names of months and weekdays ("Oct. 30") take a full stop that ends no sentence
            if matches!(DATE_CLASSES[class], "month" | "weekday") && value & SHORT_NAME != 0 {
                self.words[word].classes |= Class::ABBREVIATION.0;
            }
            let reading = (class as u16) << 10 | value;
            match self.words[word].dates {
                [0, _] => self.words[word].dates[0] = reading,
                [_, 0] => self.words[word].dates[1] = reading,
                _ => self.problem(table, row.line, format!("`{}` has more than two readings", row.cell(name))),
            }
        }
    }

    fn add_entries(&mut self, table: &Table<'_>) {
        let family = match family_of(table) {
            Ok(family) => family,
            Err(problem) => return self.problems.push(problem),
        };
        let known = [
            "id", "kind", "name", "aliases", "acronyms", "country", "parent", "case", "demonyms", "plural", "after",
            "links", "position", "family",
        ];
        let [
            id,
            kind_column,
            name,
            aliases,
            acronyms,
            country,
            parent,
            case,
            demonyms,
            plural,
            after,
            links_column,
            position,
            opened,
        ] = known.map(|name| table.column(name));
        let own = |n: &usize| !known.contains(&table.columns[*n]);
        let own: Vec<usize> = (0..table.columns.len()).filter(own).collect();
        let list = self.lists.len() as u32;
        let name_of_list = self.intern(&table.name);
        self.lists.push(name_of_list);
        for row in &table.rows {
            let mut kind = family.kind(row.cell(kind_column)).unwrap_or(0);
            let mut packed = u32::from(links(row.parts(after).chain(row.parts(links_column))));
            if family == Family::Head {
                let Some((family, unit)) = opened_family(row.cell(opened)) else {
                    self.problem(table, row.line, format!("the family `{}` is not known", row.cell(opened)));
                    continue;
                };
                let position = match row.cell(position) {
                    "first" => 1,
                    "last" => 2,
                    _ => 3,
                };
                packed |= (family as u32) << 16 | (position | u32::from(unit) << 2) << 24;
                match family.kind(row.cell(kind_column)) {
                    Some(number) => kind = number,
                    None => {
                        self.problem(table, row.line, format!("the family has no kind `{}`", row.cell(kind_column)));
                        continue;
                    }
                }
            }
            let case = match row.cell(case) {
                // "Parwan province", "the Iraqi government": the grammar looks at the case of head words
                "" if family == Family::Head => Case::Any,
                "" | "capital" => Case::Capital,
                "exact" => Case::Exact,
                "any" => Case::Any,
                other => {
                    self.problem(table, row.line, format!("the case `{other}` is none of exact, capital, any"));
                    continue;
                }
            };
            let (id, name) = (row.cell(id), row.cell(name));
            if id.is_empty() || name.is_empty() {
                self.problem(table, row.line, "an entry needs an `id` and a `name`".to_owned());
                continue;
            }
            let country = row.cell(country);
            let country = match country.as_bytes() {
                [] => 0,
                [a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => u16::from_le_bytes([*a, *b]),
                _ => {
                    self.problem(table, row.line, format!("the country `{country}` is no ISO 3166-1 alpha-2 code"));
                    continue;
                }
            };
            let entry = self.entries.len() as u32;
            let first_attribute = self.attributes.len() as u32;
            for &n in &own {
                let value = row.cell(Some(n));
                if !value.is_empty() {
                    let pair = [self.intern(table.columns[n]), self.intern(value)];
                    self.attributes.push(pair);
                }
            }
            let strings = [
                self.intern(id),
                self.intern(name),
                self.intern(row.cell(parent)),
                row.parts(acronyms).next().map(|a| self.intern(a)).unwrap_or_default(),
            ];
            let mut record = [0; Layout::ENTRY_FIELDS];
            for (n, s) in strings.iter().enumerate() {
                record[2 * n] = s.at;
                record[2 * n + 1] = s.len;
            }
            record[8] = family as u32 | u32::from(kind) << 8 | u32::from(country) << 16;
            record[9] = list;
            record[10] = first_attribute;
            record[11] = self.attributes.len() as u32 - first_attribute;
            record[12] = packed;
            self.entries.push(record);

            self.form(entry, name, FormKind::Name, case);
            for alias in row.parts(aliases) {
                self.form(entry, alias, FormKind::Alias, case);
            }
            for acronym in row.parts(acronyms) {
                self.form(entry, acronym, FormKind::Acronym, Case::Exact);
            }
            for demonym in row.parts(demonyms) {
                self.form(entry, demonym, FormKind::Demonym, Case::Capital);
            }
            for plural in row.parts(plural) {
                self.form(entry, plural, FormKind::Plural, case);
            }
        }
    }

    fn form(&mut self, entry: u32, text: &str, kind: FormKind, case: Case) {
        let tokens = hashed(text);
        let Some(first) = tokens.first() else { return };
        let word = self.number(first) as usize;
        if self.words[word].root == 0 {
            self.words[word].root = self.node();
        }
        self.words[word].classes |= Class::BEGINS.0;
        let mut node = self.words[word].root;
        for token in &tokens[1..] {
            let word = self.number(token);
            self.words[word as usize].classes |= Class::GOES_ON.0;
            node = *self.edges.entry((node, word)).or_insert_with(|| {
                self.nodes.push(NO_FORM);
                self.nodes.len() as u32 - 1
            });
        }
        let mut capitals = 0;
        for (n, token) in tokens.iter().enumerate().take(16) {
            if token.is_capital()
                || (n == 0
                    && first.kind != TokenKind::Number
                    && first.kind != TokenKind::Mixed
                    && !token.is_capital()
                    && tokens.len() == 1)
            {
                capitals |= 1 << n;
            }
        }
        self.teach(entry, &tokens, kind);
        // "Lt." and "Va." teach the splitter of sentences their words
        for pair in tokens.windows(2) {
            if pair[1].is_punct(b'.') && pair[0].is_wordlike() && pair[0].len() > 1 {
                let number = self.number(&pair[0]);
                self.words[number as usize].classes |= Class::ABBREVIATION.0;
            }
        }
        let text = self.intern(text);
        // "MOU" and "MoU" are two where the letters count
        let known = |f: &Form| f.entry == entry && f.case == case && (case != Case::Exact || f.text == text);
        if !self.forms_at(node).any(known) {
            let before = self.nodes[node as usize];
            self.nodes[node as usize] = self.forms.len() as u32;
            self.forms.push(Form { entry, kind, case, capitals, text, before });
        }
    }

    /// Marks the words of a form with what they are words of.
    fn teach(&mut self, entry: u32, tokens: &[Token], kind: FormKind) {
        let family = FAMILIES[(self.entries[entry as usize][8] & 0xff) as usize];
        let class = match family {
            Family::Title => Class::TITLE_WORD,
            Family::Organization => Class::ORGANIZATION_WORD,
            Family::Place => Class::PLACE_WORD,
            Family::Head if tokens.len() == 1 && kind != FormKind::Plural => Class::BODY_HEAD,
            _ => return,
        };
        if family == Family::Head {
            let opened = FAMILIES[(self.entries[entry as usize][12] >> 16 & 0xff) as usize];
            if opened != Family::Organization {
                return;
            }
        }
        for token in
            tokens.iter().filter(|t| t.is_capital() && t.len() > 2 || family != Family::Organization && t.len() > 3)
        {
            let number = self.number(token);
            self.words[number as usize].classes |= class.0;
        }
    }

    fn node(&mut self) -> u32 {
        self.nodes.push(NO_FORM);
        self.nodes.len() as u32 - 1
    }

    /// The forms that end at a node, the last first.
    fn forms_at(&self, node: u32) -> impl Iterator<Item = &Form> {
        let form = |n: u32| self.forms.get(n as usize);
        std::iter::successors(form(self.nodes[node as usize]), move |f| form(f.before))
    }

    fn word(&mut self, text: &str) -> u32 {
        let hash = hash_folded(text, 0, text.len(), &mut self.folded);
        self.numbered(hash)
    }

    /// The number of a token's word.
    fn number(&mut self, token: &Token) -> u32 {
        self.numbered(u64::from(token.word) << 32 | u64::from(token.hash))
    }

    fn numbered(&mut self, hash: u64) -> u32 {
        *self.word_numbers.entry(hash).or_insert_with(|| {
            self.words.push(Word { hash, ..Word::default() });
            self.words.len() as u32 - 1
        })
    }

    fn intern(&mut self, text: &str) -> Str {
        let key = hash(text.as_bytes());
        let known = self.interned.get(&key).filter(|s| self.strings[s.at as usize..][..s.len as usize] == *text);
        if let Some(&s) = known {
            return s;
        }
        let s = Str { at: self.strings.len() as u32, len: text.len() as u32 };
        self.strings.push_str(text);
        self.interned.insert(key, s);
        s
    }
}
