//! The house rules, as a test.
use crate::failure::Result;
use std::path::Path;
pub(crate) fn findings(_root: &Path) -> Result<Vec<String>> {
    Ok(Vec::new())
}
