//! A stream cut into batches of whole lines, in memory bounded by the size of a batch or of the longest allowed line.

use std::io::{self, Read};

/// A batch ends at the first end of a line behind this many bytes; what is there is given at once, so a slow pipe is
/// answered line by line.
const BATCH: usize = 192 << 10;

/// What came next in the stream.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Whole lines, of which the first has this number.
    Lines(usize),
    /// The line of this number is so long that it was passed over unread; shorter ones are the caller's to judge.
    TooLong(usize),
    /// There is no more.
    End,
}

/// Cuts a stream into batches of lines.
pub(crate) struct LineBatches<R> {
    reader: R,
    rest: Vec<u8>,
    line: usize,
    longest: usize,
    ended: bool,
}

impl<R: Read> LineBatches<R> {
    /// Lines of more than `longest` bytes are not kept in memory.
    pub(crate) fn new(reader: R, longest: usize) -> Self {
        LineBatches { reader, rest: Vec::new(), line: 1, longest, ended: false }
    }

    /// Fills `batch` with the next lines.
    pub(crate) fn next(&mut self, batch: &mut Vec<u8>) -> io::Result<Next> {
        batch.clear();
        std::mem::swap(batch, &mut self.rest);
        let first = self.line;
        let (mut searched, mut too_long) = (0, false);
        loop {
            let end = match memchr::memrchr(b'\n', &batch[searched..]) {
                Some(at) => Some(searched + at + 1),
                None if self.ended => Some(batch.len()),
                None => None,
            };
            match end {
                Some(0) => return Ok(if too_long { Next::TooLong(first) } else { Next::End }),
                Some(_) if too_long => {
                    let cut = memchr::memchr(b'\n', batch).map_or(batch.len(), |at| at + 1);
                    self.rest.extend_from_slice(&batch[cut..]);
                    self.line += 1;
                    return Ok(Next::TooLong(first));
                }
                Some(end) => {
                    self.rest.extend_from_slice(&batch[end..]);
                    batch.truncate(end);
                    self.line += memchr::memchr_iter(b'\n', batch).count();
                    return Ok(Next::Lines(first));
                }
                None if batch.len() > self.longest => {
                    too_long = true;
                    batch.clear();
                }
                None => {}
            }
            searched = batch.len();
            self.read_more(batch)?;
        }
    }

    fn read_more(&mut self, batch: &mut Vec<u8>) -> io::Result<()> {
        let seen = batch.len();
        // an unfinished long line makes the next read as long as itself, so reading stays linear
        batch.resize(seen + BATCH.max(seen), 0);
        let got = loop {
            match self.reader.read(&mut batch[seen..]) {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                got => break got,
            }
        };
        batch.truncate(seen + *got.as_ref().unwrap_or(&0));
        self.ended = got? == 0;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a few bytes at a time, as pipes do.
    struct Drops<'b>(&'b [u8], usize);

    impl Read for Drops<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let n = self.1.min(self.0.len()).min(out.len());
            out[..n].copy_from_slice(&self.0[..n]);
            self.0 = &self.0[n..];
            Ok(n)
        }
    }

    fn all(text: &str, drop: usize, longest: usize) -> Vec<(usize, String)> {
        let mut batches = LineBatches::new(Drops(text.as_bytes(), drop), longest);
        let (mut batch, mut out) = (Vec::new(), Vec::new());
        loop {
            match batches.next(&mut batch).unwrap() {
                Next::Lines(first) => {
                    let text = String::from_utf8(batch.clone()).unwrap();
                    let shown = |line: &str| if line.len() > longest { "TOO LONG".to_owned() } else { line.to_owned() };
                    out.extend(text.lines().enumerate().map(|(n, line)| (first + n, shown(line))));
                }
                Next::TooLong(line) => out.push((line, "TOO LONG".to_owned())),
                Next::End => return out,
            }
        }
    }

    #[test]
    fn lines_keep_their_numbers_however_they_come() {
        let text = "one\n\nthree\nfour is too long to read\nfive\nsix, the last, too long";
        let expected = [(1, "one"), (2, ""), (3, "three"), (4, "TOO LONG"), (5, "five"), (6, "TOO LONG")];
        for drop in [1, 2, 3, 7, 24, 25, 1000] {
            let found = all(text, drop, 12);
            let found: Vec<(usize, &str)> = found.iter().map(|(n, line)| (*n, line.as_str())).collect();
            assert_eq!(found, expected, "{drop} bytes at a time");
        }
        assert_eq!(all("", 5, 10), []);
    }
}
