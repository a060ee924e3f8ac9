//! Whether a workspace's data keeps what the product promises: read from end to end, changing nothing.

mod deals;
mod files;
mod log;
mod spans;
mod tools;
mod totals;

use std::fmt;

use crate::{Result, Scene};

/// Something that is not as it should be. For the people who run the server, so in plain English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The promise that is broken, as one word.
    pub promise: &'static str,
    /// What is wrong with what.
    pub said: String,
}

impl Finding {
    fn new(promise: &'static str, said: impl Into<String>) -> Self {
        Self { promise, said: said.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.promise, self.said)
    }
}

/// The most findings of one promise that are told: one is enough to know, a hundred to see why.
const MOST: usize = 100;

/// Everything that is wrong in the workspace: gaps in the log, events of nothing, shares that are not
/// whole, credit that is not what was won, deals that stand in no stage or in two, spans that overlap,
/// what is kept of tools and belongs to nothing, files with a part missing, kept totals that a recount contradicts.
pub fn verify(scene: &mut Scene<'_>) -> Result<Vec<Finding>> {
    let mut findings = log::findings(scene)?;
    findings.extend(deals::findings(scene)?);
    findings.extend(tools::findings(scene)?);
    findings.extend(files::findings(scene)?);
    findings.extend(totals::findings(scene)?);
    Ok(findings)
}
