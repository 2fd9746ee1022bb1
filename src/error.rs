//! The one error of the library: opaque, with a message that names file and line for errors in data.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::gazetteer::table::Problem;

/// What went wrong while an extractor was built. Extraction itself cannot fail.
#[derive(Debug)]
pub struct Error {
    kind: Box<Kind>,
}

#[derive(Debug)]
enum Kind {
    Bundled,
    List(Vec<Problem>),
    Read(PathBuf, std::io::Error),
}

/// A result with the library's error.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub(crate) fn bundled() -> Self {
        Error { kind: Box::new(Kind::Bundled) }
    }

    pub(crate) fn list(problems: Vec<Problem>) -> Self {
        Error { kind: Box::new(Kind::List(problems)) }
    }

    pub(crate) fn read(path: &Path, error: std::io::Error) -> Self {
        Error { kind: Box::new(Kind::Read(path.to_owned(), error)) }
    }

    /// What is wrong with a list, line by line; empty for other errors.
    pub fn problems(&self) -> &[Problem] {
        match &*self.kind {
            Kind::List(problems) => problems,
            _ => &[],
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.kind {
            Kind::Bundled => f.write_str("the bundled gazetteers cannot be opened: this program was built wrongly"),
            Kind::Read(path, error) => write!(f, "{}: {error}", path.display()),
            Kind::List(problems) => {
                for (n, problem) in problems.iter().enumerate() {
                    if n > 0 {
                        f.write_str("\n")?;
                    }
                    problem.fmt(f)?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.kind {
            Kind::Read(_, error) => Some(error),
            _ => None,
        }
    }
}
