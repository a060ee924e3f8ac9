//! Commands that are planned: they say so, with exit code 2, and no help shows them.

use crate::failure::{Failure, Result};

const PLANNED: [(&str, &str); 1] = [("soak", "long runs under load, with kills and restarts")];

/// Says why `name` cannot be run.
pub(crate) fn refuse(name: &str) -> Result<()> {
    match PLANNED.iter().find(|(planned, _)| *planned == name) {
        Some((_, about)) => Err(Failure::usage(format!("`cargo x {name}` is not there yet; it will give {about}"))),
        None => Err(Failure::usage(format!("there is no `cargo x {name}`; `cargo x help` lists the commands"))),
    }
}
