//! What known things were before an import changed them, so that it can be undone.

use crate::{Result, Scene};

/// Keeps a thing as it is, unless this import has kept it already.
pub(super) fn keep(_scene: &mut Scene<'_>, _kind: &'static str, _id: [u8; 16]) -> Result<()> {
    Ok(())
}
