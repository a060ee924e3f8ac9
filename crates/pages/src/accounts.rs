//! Pages about customers: companies, and the people there.

pub(crate) mod all;
pub(crate) mod contacts;
pub(crate) mod merge;
pub(crate) mod notes;
pub(crate) mod one;
mod page;

/// The address of an account's page.
fn address(number: i64) -> String {
    format!("/accounts/{number}")
}
