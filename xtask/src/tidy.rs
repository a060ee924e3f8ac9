//! The house rules, as a test. Each rule is one module: a function from the sources to its findings.

mod css;
mod dependencies;
mod edges;
mod events;
mod finding;
mod manifest;
mod markup;
mod names;
mod paths;
mod routes;
mod rust;
mod sizes;
mod sources;
mod sql;
mod tables;
mod texts;
mod waivers;

use std::path::Path;

pub(crate) use finding::Finding;
use sources::Sources;

use crate::failure::Result;

/// The rules, in the order in which their findings are shown.
const RULES: [fn(&Sources) -> Vec<Finding>; 11] = [
    edges::findings,
    sizes::findings,
    sql::findings,
    css::findings,
    markup::findings,
    events::findings,
    texts::findings,
    routes::findings,
    names::findings,
    paths::findings,
    dependencies::findings,
];

/// What breaks a rule in the project at `root`.
pub(crate) fn findings(root: &Path) -> Result<Vec<Finding>> {
    let sources = Sources::read(root)?;
    Ok(RULES.iter().flat_map(|rule| rule(&sources)).collect())
}
