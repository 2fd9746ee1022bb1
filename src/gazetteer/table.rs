//! Tab-separated lists: columns by name, `#` comments, line numbers for messages. Shared with the build script.

use std::fmt;

/// What is wrong with a list, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The list's name.
    pub file: String,
    /// 1-based line; 0 for the list as a whole.
    pub line: usize,
    /// What is wrong, in words.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            write!(f, "{}: {}", self.file, self.message)
        } else {
            write!(f, "{}:{}: {}", self.file, self.line, self.message)
        }
    }
}

/// One line of a list.
#[derive(Debug, Clone)]
pub struct Row<'t> {
    /// 1-based line number.
    pub line: usize,
    cells: Vec<&'t str>,
}

/// A list, read.
#[derive(Debug, Clone)]
pub struct Table<'t> {
    /// Its name: the file's name without `.tsv`.
    pub name: String,
    /// Names of the columns.
    pub columns: Vec<&'t str>,
    /// Its lines, in order.
    pub rows: Vec<Row<'t>>,
}

impl<'t> Table<'t> {
    /// Reads a list.
    ///
    /// # Errors
    /// A list without a first line of columns, a column named twice, or a row with a wrong number of cells.
    pub fn parse(file: &str, text: &'t str) -> Result<Self, Problem> {
        let problem = |line, message: String| Problem { file: file.to_owned(), line, message };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut lines = text
            .split('\n')
            .map(|line| line.strip_suffix('\r').unwrap_or(line))
            .enumerate()
            .map(|(n, line)| (n + 1, line))
            .filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
        let Some((line, header)) = lines.next() else {
            return Err(problem(1, "the list is empty: its first line names the columns".to_owned()));
        };
        let columns: Vec<&str> = header.split('\t').collect();
        if !columns.contains(&"name") && !columns.contains(&"id") {
            return Err(problem(line, format!("no column `name` or `id` in the first line ({header:?})")));
        }
        if let Some(twice) = columns.iter().enumerate().find(|(n, c)| columns[..*n].contains(c)) {
            return Err(problem(line, format!("the column `{}` is named twice", twice.1)));
        }
        let rows = lines
            .map(|(line, text)| {
                let cells: Vec<&str> = text.split('\t').collect();
                if cells.len() > columns.len() {
                    return Err(problem(line, format!("{} cells in a list of {} columns", cells.len(), columns.len())));
                }
                Ok(Row { line, cells })
            })
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Table { name: stem(file), columns, rows })
    }

    /// The number of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|c| *c == name)
    }
}

impl<'t> Row<'t> {
    /// A cell; empty where the line ends before it.
    pub fn cell(&self, column: Option<usize>) -> &'t str {
        column.and_then(|n| self.cells.get(n).copied()).unwrap_or("")
    }

    /// The parts of a cell between `|`.
    pub fn parts(&self, column: Option<usize>) -> impl Iterator<Item = &'t str> + use<'t> {
        self.cell(column).split('|').map(str::trim).filter(|part| !part.is_empty())
    }
}

/// `gazetteers/us-states.tsv` -> `us-states`
pub fn stem(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.strip_suffix(".tsv").unwrap_or(name).to_owned()
}
