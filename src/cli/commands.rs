//! The commands beside extraction.

pub(crate) mod completions;
pub(crate) mod eval;
pub(crate) mod explain;
pub(crate) mod gazetteer;
pub(crate) mod rules;
pub(crate) mod schema;
