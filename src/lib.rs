//! Official releases to data: who, in what role, for which body, where, when, and what was signed.

mod assemble;
pub mod dates;
pub mod document;
pub mod error;
pub mod extraction;
mod extractor;
mod fast;
pub mod gazetteer;
mod language;
mod link;
pub mod mention;
mod resolve;
pub mod rules;
pub mod tagger;

pub use error::{Error, Result};
pub use extraction::Extraction;
pub use extractor::{Anchor, Builder, Extractor, Input};

/// The README's examples are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
