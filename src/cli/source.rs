//! What there is to read: files, folders and standard input, in order, each with its id and the name of its output.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Component, Path, PathBuf};

use flate2::bufread::MultiGzDecoder;
use walkdir::WalkDir;

use super::args::InputFormat;
use super::report::Message;

/// One file to read, or standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    /// None: standard input.
    pub(crate) path: Option<PathBuf>,
    /// The path inside the output folder, without what the format appends.
    pub(crate) relative: PathBuf,
    /// The document's id; none for standard input.
    pub(crate) id: Option<String>,
    pub(crate) kind: InputFormat,
}

/// What a walk over the inputs comes upon.
#[derive(Debug)]
pub(crate) enum Found {
    Source(Source),
    /// A file of a folder that is no text by its name.
    Other,
    Missing(Message),
}

/// Endings of the names that are read in folders.
const ENDINGS: &[(&str, InputFormat)] = &[
    ("txt", InputFormat::Text),
    ("text", InputFormat::Text),
    ("md", InputFormat::Text),
    ("html", InputFormat::Html),
    ("htm", InputFormat::Html),
    ("jsonl", InputFormat::Jsonl),
    ("ndjson", InputFormat::Jsonl),
];

/// The kind that a file's name promises, and the name without its ending.
fn by_name(path: &Path) -> (Option<InputFormat>, PathBuf) {
    let is = |path: &Path, ending: &str| path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending));
    let stem = if is(path, "gz") { path.with_extension("") } else { path.to_owned() };
    let kind = ENDINGS.iter().find(|(ending, _)| is(&stem, ending)).map(|(_, kind)| *kind);
    if kind.is_some() { (kind, stem.with_extension("")) } else { (None, stem) }
}

/// A path with `/` between its parts on every system: ids must not depend on the machine.
fn slashes(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .filter(|part| matches!(part, Component::Normal(_)))
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

impl Source {
    pub(crate) fn stdin(kind: InputFormat) -> Self {
        Source { path: None, relative: PathBuf::from("stdin"), id: None, kind }
    }

    /// `relative` is the path below the folder that was given, or the file's name.
    fn file(path: PathBuf, relative: &Path, output: PathBuf, format: InputFormat) -> Self {
        let (kind, stem) = by_name(relative);
        let kind = if format == InputFormat::Auto { kind.unwrap_or(InputFormat::Auto) } else { format };
        Source { id: Some(slashes(&stem)), path: Some(path), relative: output, kind }
    }

    /// How messages name it.
    pub(crate) fn shown(&self) -> String {
        self.path.as_ref().map_or_else(|| "standard input".to_owned(), |path| path.display().to_string())
    }

    /// The file's own name.
    pub(crate) fn file_name(&self) -> &str {
        self.path.as_ref().and_then(|path| path.file_name()).and_then(|name| name.to_str()).unwrap_or("")
    }

    /// Opens it, unpacks it where it is packed, and finds out what it is where its name does not say.
    pub(crate) fn open(&self) -> io::Result<(Box<dyn BufRead + Send>, InputFormat)> {
        let raw: Box<dyn Read + Send> = match &self.path {
            None => Box::new(io::stdin()),
            Some(path) => {
                let file = File::open(path)?;
                if file.metadata()?.is_dir() {
                    return Err(io::Error::other("a folder, not a file"));
                }
                Box::new(file)
            }
        };
        let mut reader: Box<dyn BufRead + Send> = Box::new(BufReader::with_capacity(64 << 10, raw));
        if reader.fill_buf()?.starts_with(&[0x1f, 0x8b]) {
            reader = Box::new(BufReader::with_capacity(64 << 10, MultiGzDecoder::new(reader)));
        }
        let kind = if self.kind == InputFormat::Auto { sniff(reader.fill_buf()?) } else { self.kind };
        Ok((reader, kind))
    }
}

/// What the first bytes look like. No text in words begins with `{"`, and none with a tag.
fn sniff(head: &[u8]) -> InputFormat {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let starts = |tag: &[u8]| head.len() >= tag.len() && head[..tag.len()].eq_ignore_ascii_case(tag);
    if head.strip_prefix(b"{").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\"")) {
        InputFormat::Jsonl
    } else if starts(b"<!doctype html") || starts(b"<html") {
        InputFormat::Html
    } else {
        InputFormat::Text
    }
}

/// The inputs as they were given.
#[derive(Debug, Clone)]
pub(crate) struct Inputs {
    roots: Vec<Root>,
    format: InputFormat,
    /// The output folder, which is not read.
    except: Option<PathBuf>,
}

#[derive(Debug, Clone)]
struct Root {
    path: PathBuf,
    folder: bool,
    /// Where in the output folder its documents go.
    output: PathBuf,
}

impl Inputs {
    /// The inputs as given.
    pub(crate) fn new(paths: &[PathBuf], format: InputFormat) -> Self {
        let several = paths.len() > 1;
        let mut roots: Vec<Root> = Vec::new();
        for path in paths {
            let folder = path.is_dir();
            // `.` and `..` have no name of their own
            let name = path.file_name().map_or_else(
                || path.canonicalize().ok().and_then(|p| p.file_name().map(PathBuf::from)).unwrap_or_default(),
                PathBuf::from,
            );
            let output = if folder && !several { PathBuf::new() } else { name };
            roots.push(Root { path: path.clone(), folder, output });
        }
        Inputs { roots, format, except: None }
    }

    /// Names that would meet in one output folder.
    pub(crate) fn clash(&self) -> Option<(&Path, &Path)> {
        let mut seen = std::collections::HashMap::new();
        self.roots.iter().find_map(|root| seen.insert(&root.output, root).map(|first| (&*first.path, &*root.path)))
    }

    /// Leaves a folder out of the walk.
    pub(crate) fn set_except(&mut self, folder: &Path) {
        self.except = folder.canonicalize().ok();
    }

    /// The one file, or standard input.
    pub(crate) fn single(&self) -> Option<Source> {
        match self.roots.as_slice() {
            [root] if !root.folder => Some(self.source(root)),
            _ => None,
        }
    }

    fn source(&self, root: &Root) -> Source {
        if root.path.as_os_str() == "-" {
            Source::stdin(self.format)
        } else {
            Source::file(root.path.clone(), &root.output, root.output.clone(), self.format)
        }
    }

    /// All there is to read, folders in the order of the names.
    pub(crate) fn walk(&self) -> impl Iterator<Item = Found> + Send + '_ {
        self.roots.iter().flat_map(|root| -> Box<dyn Iterator<Item = Found> + Send> {
            if root.folder {
                Box::new(self.walk_folder(root))
            } else {
                Box::new(std::iter::once(Found::Source(self.source(root))))
            }
        })
    }

    fn walk_folder<'a>(&'a self, root: &'a Root) -> impl Iterator<Item = Found> + Send + 'a {
        let inside = |entry: &walkdir::DirEntry| {
            let excepted = self.except.as_ref().is_some_and(|except| {
                entry.depth() > 0
                    && entry.file_type().is_dir()
                    && entry.path().canonicalize().is_ok_and(|p| p == *except)
            });
            !excepted
        };
        WalkDir::new(&root.path).follow_links(true).sort_by_file_name().into_iter().filter_entry(inside).filter_map(
            move |entry| match entry {
                Err(error) => {
                    let place = error.path().unwrap_or(&root.path).display().to_string();
                    let text = error.io_error().map_or_else(|| error.to_string(), describe);
                    Some(Found::Missing(Message::error(place, text)))
                }
                Ok(entry) if entry.file_type().is_dir() => None,
                Ok(entry) => {
                    let relative = entry.path().strip_prefix(&root.path).unwrap_or(entry.path()).to_owned();
                    if by_name(&relative).0.is_none() {
                        return Some(Found::Other);
                    }
                    let output = root.output.join(&relative);
                    Some(Found::Source(Source::file(entry.into_path(), &relative, output, self.format)))
                }
            },
        )
    }
}

/// What went wrong, in the words that users know, alike on every system.
pub(crate) fn describe(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::UnexpectedEof => "the packed file ends too soon".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_the_kind_and_give_the_id() {
        for (name, kind, id) in [
            ("dtra-kazakhstan.txt", InputFormat::Text, "dtra-kazakhstan"),
            ("2023/a.b.HTML.gz", InputFormat::Html, "2023/a.b"),
            ("feed.ndjson", InputFormat::Jsonl, "feed"),
            ("release.v2", InputFormat::Auto, "release.v2"),
        ] {
            let source = Source::file(PathBuf::from(name), Path::new(name), PathBuf::from(name), InputFormat::Auto);
            assert_eq!((source.kind, source.id.as_deref()), (kind, Some(id)), "{name}");
        }
    }

    #[test]
    fn first_bytes_say_the_kind() {
        for (head, kind) in [
            ("\u{feff} {\n \"a\": 1}", InputFormat::Jsonl),
            ("\n<!DOCTYPE HTML>", InputFormat::Html),
            ("{braces} in a text", InputFormat::Text),
            ("<b>a text with a tag</b>", InputFormat::Text),
            ("", InputFormat::Text),
        ] {
            assert_eq!(sniff(head.as_bytes()), kind, "{head:?}");
        }
    }
}
