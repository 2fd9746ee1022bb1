//! How often a document names each country.

/// Countries with their counts. There are a few hundred at most and a release names two or three, so they stand in a list.
#[derive(Debug, Default)]
pub(super) struct Countries(Vec<([u8; 2], u32)>);

impl Countries {
    pub(super) fn add(&mut self, code: [u8; 2]) {
        match self.0.iter_mut().find(|(known, _)| *known == code) {
            Some((_, count)) => *count += 1,
            None => self.0.push((code, 1)),
        }
    }

    pub(super) fn count(&self, code: [u8; 2]) -> u32 {
        self.0.iter().find(|(known, _)| *known == code).map_or(0, |(_, count)| *count)
    }

    /// The country, if the document names just one.
    pub(super) fn only(&self) -> Option<[u8; 2]> {
        match self.0[..] {
            [(code, _)] => Some(code),
            _ => None,
        }
    }
}
