//! Where results go. A file is written under a temporary name and renamed when it is whole.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::output::Form;
use super::source::{Source, describe};

/// Where results go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// Standard output.
    Stdout,
    /// All into one file.
    File(PathBuf),
    /// Each input into a file of its own in this folder.
    Folder(PathBuf),
}

impl Target {
    /// The file of one input.
    pub(crate) fn file_of(&self, source: &Source, form: &dyn Form) -> Option<PathBuf> {
        match self {
            Target::Stdout => None,
            Target::File(path) => Some(path.clone()),
            Target::Folder(folder) => {
                let mut path = folder.join(&source.relative).into_os_string();
                path.push(form.ending());
                Some(path.into())
            }
        }
    }
}

/// A file that is not whole yet. Dropped before [`Partial::finish`] it leaves nothing.
pub(crate) struct Partial {
    file: Option<File>,
    temporary: PathBuf,
    path: PathBuf,
}

impl Partial {
    /// Opens the temporary file, in the folder of the final one; folders are made where needed.
    pub(crate) fn create(path: &Path) -> Result<Self, String> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let temporary = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
        let open = || OpenOptions::new().write(true).create(true).truncate(true).open(&temporary);
        let file = open().or_else(|error| match path.parent() {
            Some(parent) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(parent)?;
                open()
            }
            _ => Err(error),
        });
        let file = file.map_err(|e| failed(path, &e))?;
        Ok(Partial { file: Some(file), temporary, path: path.to_owned() })
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), String> {
        match &mut self.file {
            Some(file) => file.write_all(bytes).map_err(|e| failed(&self.path, &e)),
            None => Ok(()),
        }
    }

    /// Gives the file its name.
    pub(crate) fn finish(mut self) -> Result<(), String> {
        drop(self.file.take());
        fs::rename(&self.temporary, &self.path).map_err(|e| {
            let _ = fs::remove_file(&self.temporary);
            failed(&self.path, &e)
        })
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if self.file.take().is_some() {
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

fn failed(path: &Path, error: &io::Error) -> String {
    let what = match error.kind() {
        // a missing output is never "no such file": the folder is what could not be made
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "its folder cannot be made".to_owned(),
        io::ErrorKind::IsADirectory => "a folder is in its place".to_owned(),
        _ => describe(error),
    };
    format!("{}: cannot be written: {what}", path.display())
}

/// Writes a file of one input at once.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let mut file = Partial::create(path)?;
    file.write(bytes)?;
    file.finish()
}

/// One stream of documents: standard output or a file, with what the form puts around them.
pub(crate) struct Stream {
    to: To,
    begun: bool,
    contents: Vec<u8>,
}

enum To {
    Stdout(io::StdoutLock<'static>),
    File(Partial),
    /// A file that is created when there is something to write.
    Later(PathBuf),
}

impl Stream {
    pub(crate) fn stdout() -> Self {
        Stream { to: To::Stdout(io::stdout().lock()), begun: false, contents: Vec::new() }
    }

    pub(crate) fn file(path: PathBuf) -> Self {
        Stream { to: To::Later(path), begun: false, contents: Vec::new() }
    }

    /// Adds documents and what they told of themselves for the end.
    pub(crate) fn add(&mut self, form: &dyn Form, documents: &[u8], contents: &[u8]) -> Result<(), String> {
        if documents.is_empty() {
            return Ok(());
        }
        self.begin(form)?;
        self.contents.extend_from_slice(contents);
        self.put(documents)
    }

    fn begin(&mut self, form: &dyn Form) -> Result<(), String> {
        if self.begun {
            return Ok(());
        }
        self.begun = true;
        let mut bytes = Vec::new();
        form.begin(&mut bytes);
        self.put(&bytes)
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), String> {
        if let To::Later(path) = &self.to {
            self.to = To::File(Partial::create(path)?);
        }
        match &mut self.to {
            To::Stdout(out) => out.write_all(bytes).and_then(|()| out.flush()).map_err(|e| closed_or_failed(&e)),
            To::File(file) => file.write(bytes),
            To::Later(_) => Ok(()),
        }
    }

    /// Writes the end. Without any document, `empty` says whether the frame is written all the same.
    pub(crate) fn finish(mut self, form: &dyn Form, empty: bool) -> Result<(), String> {
        if !self.begun && !empty {
            return Ok(());
        }
        self.begin(form)?;
        let mut bytes = Vec::new();
        form.end(&self.contents, &mut bytes);
        self.put(&bytes)?;
        match self.to {
            To::File(file) => file.finish(),
            _ => Ok(()),
        }
    }
}

/// A reader that has seen enough (`| head`) is no failure: the process ends here, quietly.
fn closed_or_failed(error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::BrokenPipe {
        std::process::exit(0);
    }
    format!("standard output: cannot be written: {}", describe(error))
}

/// Prints the result of a command that is no batch.
pub(crate) fn print(text: &str) -> Result<(), String> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|e| closed_or_failed(&e))
}
