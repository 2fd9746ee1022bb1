//! What is wrong with lists, beyond what keeps them from being read: what a reviewer would have to see by eye.

use std::collections::{BTreeMap, HashMap, HashSet};

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::kinds::Family;
use super::table::{Problem, Row, Table};
use super::{Gazetteers, compile, folded_form};
use crate::document::fold::fold;
use crate::gazetteer::lexicon::Class;

/// Columns that name an entity, with how the forms in them are told apart.
const FORM_COLUMNS: &[&str] = &["name", "aliases", "acronyms", "demonyms", "plural"];

/// Names that columns are given by mistake.
const MISNAMED: &[(&str, &str)] = &[
    ("alias", "aliases"),
    ("acronym", "acronyms"),
    ("abbreviation", "acronyms"),
    ("type", "kind"),
    ("parents", "parent"),
    ("demonym", "demonyms"),
    ("plurals", "plural"),
    ("countries", "country"),
];

/// Everything that is wrong with some lists, by file and line: (file name, text) each.
///
/// The lists are looked at together, so an id that stands in two of them is found. `known` holds the lists that they
/// come to: parents and countries may stand there.
pub fn lint(files: &[(String, String)], known: &Gazetteers) -> Vec<Problem> {
    let mut found = Found::default();
    let mut tables = Vec::new();
    for (file, text) in files {
        found.writing(file, text);
        match Table::parse(file, text) {
            Ok(table) => tables.push((file, table)),
            Err(problem) => found.problems.push(problem),
        }
    }
    for (file, table) in &tables {
        found.columns(file, table);
        found.order(file, table);
        if !is_ignore_list(table)
            && let Err(problems) = compile::compile(std::slice::from_ref(table))
        {
            found.problems.extend(problems.into_iter().map(|p| Problem { file: (*file).clone(), ..p }));
        }
    }
    found.entries(&tables, known);
    let mut problems = found.problems;
    let place = |file: &str| files.iter().position(|(name, _)| name == file);
    problems.sort_by_key(|problem| (place(&problem.file), problem.line));
    problems.dedup();
    problems
}

/// A list as it should be written: NFC, no blanks at ends, lines in order. Comments stay in front of the line that they
/// stand before.
pub fn canonical(text: &str) -> String {
    let mut head = Vec::new();
    let mut rows: Vec<(String, Vec<String>)> = Vec::new();
    let mut comments: Vec<String> = Vec::new();
    let mut columns: Vec<String> = Vec::new();
    for line in text.strip_prefix('\u{feff}').unwrap_or(text).lines() {
        let line: String = line.nfc().collect();
        if line.trim().is_empty() {
            continue;
        }
        if line.starts_with('#') {
            comments.push(line.trim_end().to_owned());
            continue;
        }
        if columns.is_empty() {
            columns = line.split('\t').map(|column| column.trim().to_owned()).collect();
            head.append(&mut comments);
            head.push(columns.join("\t"));
            continue;
        }
        let tidy = tidy(&line, &columns);
        let name = columns.iter().position(|c| c == "name").unwrap_or(0);
        let key = sort_key(tidy.split('\t').nth(name).unwrap_or(""));
        rows.push((key, std::mem::take(&mut comments).into_iter().chain([tidy]).collect()));
    }
    rows.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| x.last().cmp(&y.last())));
    rows.dedup();
    let lines = head.into_iter().chain(rows.into_iter().flat_map(|(_, lines)| lines)).chain(comments);
    lines.map(|line| line + "\n").collect()
}

/// A line without blanks around cells and parts, without empty parts, and without forms that the row has already.
fn tidy(line: &str, columns: &[String]) -> String {
    let mut own = HashSet::new();
    let exact = columns.iter().zip(line.split('\t')).any(|(column, cell)| column == "case" && cell.trim() == "exact");
    let cells = line.split('\t').enumerate().map(|(n, cell)| {
        let words = |part: &str| part.split_whitespace().collect::<Vec<_>>().join(" ");
        let column = columns.get(n).map_or("", String::as_str);
        // a plural may well be written like its singular
        let forms = FORM_COLUMNS.contains(&column) && column != "plural" && columns.iter().any(|c| c == "id");
        let is_new =
            |part: &String| !part.is_empty() && (!forms || own.insert(form_key(part, exact || column == "acronyms")));
        cell.split('|').map(words).filter(is_new).collect::<Vec<_>>().join("|")
    });
    cells.collect::<Vec<_>>().join("\t")
}

/// What makes two forms the same: acronyms and entries in exact case match to the letter, so "SEAL" and "Seal" are two.
fn form_key(form: &str, exact: bool) -> String {
    if exact { format!("={form}") } else { folded_form(form) }
}

fn sort_key(name: &str) -> String {
    fold(name)
}

/// A list of ids and forms that do not count.
fn is_ignore_list(table: &Table<'_>) -> bool {
    table.columns.contains(&"id") && table.columns.iter().all(|c| ["id", "name"].contains(c))
}

#[derive(Default)]
struct Found {
    problems: Vec<Problem>,
}

/// An owner of a surface form.
struct Owner<'t> {
    file: &'t str,
    line: usize,
    id: &'t str,
}

/// Owners by what may have only one: family, kind, country and parent (of places), form.
type Forms<'t> = BTreeMap<(u8, [&'t str; 3], String), Owner<'t>>;

impl Found {
    fn add(&mut self, file: &str, line: usize, message: impl Into<String>) {
        self.problems.push(Problem { file: file.to_owned(), line, message: message.into() });
    }

    /// How the lines are written.
    fn writing(&mut self, file: &str, text: &str) {
        if text.starts_with('\u{feff}') {
            self.add(file, 1, "a byte-order mark at the start");
        }
        if !text.is_empty() && !text.ends_with('\n') {
            self.add(file, text.lines().count(), "the last line does not end");
        }
        for (n, line) in text.split('\n').enumerate() {
            let n = n + 1;
            if !is_nfc(line) {
                self.add(file, n, "not in Unicode's normal form C");
            }
            if line.ends_with('\r') {
                self.add(file, n, "a carriage return at the end");
            }
            if line.starts_with('#') {
                continue;
            }
            if line.chars().any(|c| c.is_control() && c != '\t' && c != '\r') {
                self.add(file, n, "a control character");
            }
            for cell in line.trim_end_matches('\r').split('\t') {
                if cell.trim() != cell {
                    self.add(file, n, format!("blanks around {:?}", cell.trim()));
                } else if cell.contains("  ") {
                    self.add(file, n, format!("two blanks in {cell:?}"));
                } else if !cell.is_empty()
                    && cell.contains('|')
                    && cell.split('|').any(|p| p.is_empty() || p.trim() != p)
                {
                    self.add(file, n, format!("an empty part, or blanks around one, in {cell:?}"));
                }
            }
        }
    }

    fn columns(&mut self, file: &str, table: &Table<'_>) {
        for column in &table.columns {
            if let Some((_, meant)) = MISNAMED.iter().find(|(wrong, _)| wrong == column) {
                self.add(file, 0, format!("the column `{column}` means nothing; `{meant}` does"));
            } else if column.is_empty() {
                self.add(file, 0, "a column without a name");
            }
        }
    }

    fn order(&mut self, file: &str, table: &Table<'_>) {
        let name = table.column("name");
        for pair in table.rows.windows(2) {
            let (before, row) = (pair[0].cell(name), pair[1].cell(name));
            if sort_key(before) > sort_key(row) {
                self.add(file, pair[1].line, format!("not in order: {row:?} behind {before:?}"));
            }
        }
    }

    /// What entries say of each other.
    fn entries<'t>(&mut self, tables: &'t [(&'t String, Table<'t>)], known: &Gazetteers) {
        let mut ids: HashMap<&str, Owner<'_>> = HashMap::new();
        // reserved in ISO 3166-1 for these bodies, whose offices have no country
        let mut codes: HashSet<&str> = HashSet::from(["EU", "UN"]);
        let mut known_ids: HashSet<&str> = HashSet::new();
        for (_, entry) in known.entries() {
            known_ids.insert(entry.id());
            codes.extend(entry.id().strip_prefix("iso-").filter(|code| code.len() == 2));
        }
        for (file, table) in tables.iter().filter(|(_, table)| !is_ignore_list(table)) {
            for row in &table.rows {
                let id = row.cell(table.column("id"));
                if id.is_empty() {
                    continue;
                }
                codes.extend(id.strip_prefix("iso-").filter(|code| code.len() == 2));
                if !id.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric())) {
                    self.add(file, row.line, format!("the id {id:?} is not of letters, digits and single hyphens"));
                }
                if let Some(first) = ids.get(id) {
                    self.add(file, row.line, format!("the id {id} stands in {}:{} already", first.file, first.line));
                } else {
                    ids.insert(id, Owner { file: file.as_str(), line: row.line, id });
                }
            }
        }
        let mut forms: Forms<'_> = Forms::new();
        for (file, table) in tables.iter().filter(|(_, table)| !is_ignore_list(table)) {
            let family = compile::family_of(table).ok();
            for row in &table.rows {
                let (parent, country) = (row.cell(table.column("parent")), row.cell(table.column("country")));
                if !parent.is_empty() && !ids.contains_key(parent) && !known_ids.contains(parent) {
                    self.add(file, row.line, format!("the parent {parent} is in no list"));
                }
                if parent == row.cell(table.column("id")) && !parent.is_empty() {
                    self.add(file, row.line, "an entry that is its own parent");
                }
                if !country.is_empty() && !codes.contains(country) {
                    self.add(file, row.line, format!("the country {country} is in no list"));
                }
                if let Some(family) = family.filter(|_| table.column("id").is_some()) {
                    self.forms(file, table, row, family, &mut forms, known);
                }
            }
        }
    }

    fn forms<'t>(
        &mut self,
        file: &'t str,
        table: &'t Table<'t>,
        row: &Row<'t>,
        family: Family,
        forms: &mut Forms<'t>,
        known: &Gazetteers,
    ) {
        let id = row.cell(table.column("id"));
        let country = row.cell(table.column("country"));
        // a city and its province share a name, and so do cities of several states
        let sort = if family == Family::Place { row.cell(table.column("kind")) } else { "" };
        let within = if family == Family::Place { row.cell(table.column("parent")) } else { "" };
        let says_case = !row.cell(table.column("case")).is_empty();
        let exact = row.cell(table.column("case")) == "exact";
        // words that open a pattern are common words, and one may open several
        let names = !matches!(family, Family::Title | Family::Head | Family::Marker);
        let mut own: HashSet<String> = HashSet::new();
        for &column in FORM_COLUMNS {
            let acronym = column == "acronyms";
            for form in row.parts(table.column(column)) {
                let key = form_key(form, acronym);
                if key.is_empty() || key == "=" {
                    self.add(file, row.line, format!("no word in {form:?}"));
                } else if !own.insert(form_key(form, acronym || exact)) && column != "plural" {
                    self.add(
                        file,
                        row.line,
                        format!("{form:?} is there already: case, accents and quotes do not count"),
                    );
                }
                if !names {
                    continue;
                }
                if form.starts_with("the ") {
                    self.add(file, row.line, format!("{form:?} needs no article"));
                }
                if names_acronym(form) {
                    self.add(file, row.line, format!("{form:?} is two forms, a name and what stands in brackets"));
                }
                // "French" is written with a capital, whatever else it is
                let plain = !acronym && column != "demonyms";
                let common = known.classes(known.word(form)).intersects(Class::COMMON);
                if common && plain && !says_case && is_one_word(form) {
                    self.add(file, row.line, format!("{form:?} is a common word: it needs a `case`"));
                }
                // owners in two countries are told apart by the text, and so are a body and a place of the same letters; two
                // bodies of one country are not
                if acronym && family != Family::Organization {
                    continue;
                }
                let sort = if acronym { "acronym" } else { sort };
                let first = forms.entry((family as u8, [sort, country, within], key)).or_insert(Owner {
                    file,
                    line: row.line,
                    id,
                });
                if first.id != id {
                    let place = format!("{} in {}:{}", first.id, first.file, first.line);
                    let message = if acronym {
                        format!("the acronym {form:?} is also of {place}, of the same country")
                    } else {
                        format!("{form:?} also names {place}, of the same sort and country")
                    };
                    self.add(file, row.line, message);
                }
            }
        }
    }
}

/// "Aye Bee Agency (ABA)"; the brackets of "Presbyterian Church (USA)" belong to the name.
fn names_acronym(form: &str) -> bool {
    let Some((name, inside)) = form.strip_suffix(')').and_then(|form| form.rsplit_once(" (")) else { return false };
    let initials: String =
        name.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect();
    inside.len() > 1 && inside == initials
}

fn is_one_word(form: &str) -> bool {
    !form.is_empty() && form.chars().all(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &str = "id\tkind\tname\taliases\tacronyms\tcountry\tparent\tcase";

    fn problems(rows: &str) -> Vec<String> {
        let known = Gazetteers::bundled().unwrap();
        let files = [("a.tsv".to_owned(), format!("{COLUMNS}\n{rows}\n"))];
        lint(&files, &known).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn each_mistake_is_named_with_its_line() {
        for (rows, said) in [
            ("x-a\tagency\tBee\nx-b\tagency\tAye", "a.tsv:3: not in order"),
            ("x-a\tagency\tAye \n", "a.tsv:2: blanks around"),
            ("x-a\tagency\tAye\tB||C", "a.tsv:2: an empty part"),
            ("x-a\tagency\tAye\nx-a\tagency\tBee", "a.tsv:3: the id x-a stands in a.tsv:2 already"),
            ("x-a\tagency\tAye Bee\nx-b\tagency\tCee\tAye  Bee", "a.tsv:3: two blanks"),
            ("x-a\tagency\tAye Bee\nx-b\tagency\tCee\tAYE BEE", "a.tsv:3: \"AYE BEE\" also names x-a"),
            (
                "x-a\tagency\tAye\t\tABC\tUS\nx-b\tagency\tBee\t\tABC\tUS",
                "a.tsv:3: the acronym \"ABC\" is also of x-a in a.tsv:2",
            ),
            ("x-a\tagency\tAye Bée\tAye Bee", "a.tsv:2: \"Aye Bee\" is there already"),
            ("x-a\tagency\tAye Bee (AB)", "a.tsv:2: \"Aye Bee (AB)\" is two forms"),
            ("x-a\tagency\tAye\t\t\tUS\tx-none", "a.tsv:2: the parent x-none is in no list"),
            ("x-a\tagency\tAye\t\t\tUSA", "a.tsv:2: the country `USA` is no ISO 3166-1"),
            ("x-a\tagency\tAye\t\t\tQQ", "a.tsv:2: the country QQ is in no list"),
            ("x-a\tagencie\tAye", "a.tsv:2: the kind `agencie` is not known"),
            ("x-a\tagency\tAye\t\t\t\t\tsome", "a.tsv:2: the case `some`"),
            ("x-a\tagency\tE\u{301}vian", "a.tsv:2: not in Unicode's normal form C"),
            ("x-a\tagency\tPeople", "a.tsv:2: \"People\" is a common word"),
            ("x--a\tagency\tAye", "a.tsv:2: the id"),
        ] {
            let found = problems(rows);
            assert!(found.iter().any(|p| p.starts_with(said)), "{rows:?} gives {found:?}");
        }
    }

    #[test]
    fn a_good_list_has_no_problems() {
        let rows = "x-a\tagency\tAye Agency\tAgency Aye|The Hague Aye\tAA|MOD\tKZ\tx-b\t\n\
                    # the same acronym in another country\n\
                    x-b\tministry\tBee Ministry\t\tMOD\tDE\tiso-DE\t\n\
                    x-c\tagency\tPeople\tPEOPLE\t\t\t\texact";
        assert_eq!(problems(rows), Vec::<String>::new());
        let renamed = lint(&[("b.tsv".to_owned(), "id\ttype\tname\n".to_owned())], &Gazetteers::bundled().unwrap());
        assert!(renamed[0].message.contains("`kind` does"), "{renamed:?}");
    }

    #[test]
    fn canonical_lists_are_sorted_with_their_comments() {
        let text = "# a list\nid\tname\taliases\n# of b\nx-b\tBee \n\nx-a\tA\u{301}ye\t  two  words| Aye\n# end\n";
        let tidy = "# a list\nid\tname\taliases\nx-a\t\u{c1}ye\ttwo words\n# of b\nx-b\tBee\n# end\n";
        assert_eq!(canonical(text), tidy);
        assert_eq!(canonical(tidy), tidy);
    }
}
