//! The JSON Schema of the output.

use super::Extraction;

/// The JSON Schema (draft 2020-12) of [`Extraction`], made from the types. Needs the feature `schema`.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Extraction<'static>).to_value()
}
