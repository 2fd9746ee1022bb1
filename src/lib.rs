//! Official releases to data: who, in what role, for which body, where, when, and what was signed.

pub mod document;
pub mod error;
pub mod extraction;
mod extractor;
mod link;
pub mod gazetteer;
pub mod mention;

pub use error::{Error, Result};
pub use extraction::Extraction;
pub use extractor::{Anchor, Builder, Extractor, Input};
