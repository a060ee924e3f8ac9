//! Everything as rows, for a file that opens anywhere: a noun at a time, a page at a time, so that a
//! large workspace never stands in memory as a whole.

mod forms;
mod tables;

use csv::{Terminator, WriterBuilder};

use crate::{Error, Result, Scene};

/// Rows of a page.
const ROWS: i64 = 1000;

/// What can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    /// Deals as they stand, with the names of everything beside them.
    Deals,
    /// Customers.
    Accounts,
    /// People at customers.
    Contacts,
    /// What is sold.
    Products,
    /// People of the workspace; no passwords, no sign-ins.
    Members,
    /// Teams.
    Teams,
    /// Who was in which team, in which part, from when to when.
    Memberships,
    /// Every step of every target.
    Targets,
    /// Who is on which deal with which share, from when to when.
    Shares,
    /// Who was credited with how much, when and why.
    Ledger,
    /// Which deal stood in which stage, from when to when.
    Visits,
    /// What was found out about which deal.
    Answers,
    /// How each criterion stood when a deal left its stage.
    Passes,
    /// What was written about deals and accounts.
    Notes,
    /// Files of deals; what is in them is written beside.
    Files,
    /// Who at the customer has which part in buying.
    Buyers,
    /// What scorecards say, element by element.
    Scores,
    /// The playbook.
    Tools,
    /// Where the tools are offered.
    Places,
    /// On which deals the tools were used, by whom and when.
    Uses,
    /// Every version of every process, proposals among them.
    Versions,
    /// The stages of every version.
    Stages,
    /// What the stages of every version ask.
    Guides,
    /// What people said to proposals when they were asked.
    Stances,
    /// What was said about proposals.
    Comments,
    /// The log, but for what is private.
    Events,
}

impl Noun {
    /// Everything, in the order in which a reader would want it.
    pub const ALL: [Self; 26] = [
        Self::Deals,
        Self::Accounts,
        Self::Contacts,
        Self::Products,
        Self::Members,
        Self::Teams,
        Self::Memberships,
        Self::Targets,
        Self::Shares,
        Self::Ledger,
        Self::Visits,
        Self::Answers,
        Self::Passes,
        Self::Notes,
        Self::Files,
        Self::Buyers,
        Self::Scores,
        Self::Tools,
        Self::Places,
        Self::Uses,
        Self::Versions,
        Self::Stages,
        Self::Guides,
        Self::Stances,
        Self::Comments,
        Self::Events,
    ];

    /// The name of its file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Deals => "deals",
            Self::Accounts => "accounts",
            Self::Contacts => "contacts",
            Self::Products => "products",
            Self::Members => "members",
            Self::Teams => "teams",
            Self::Memberships => "memberships",
            Self::Targets => "targets",
            Self::Shares => "shares",
            Self::Ledger => "ledger",
            Self::Visits => "visits",
            Self::Answers => "answers",
            Self::Passes => "passes",
            Self::Notes => "notes",
            Self::Files => "files",
            Self::Buyers => "buyers",
            Self::Scores => "scores",
            Self::Tools => "tools",
            Self::Places => "places",
            Self::Uses => "uses",
            Self::Versions => "versions",
            Self::Stages => "stages",
            Self::Guides => "guides",
            Self::Stances => "stances",
            Self::Comments => "comments",
            Self::Events => "events",
        }
    }

    /// The noun with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|noun| noun.name() == name)
    }

    /// The names of its columns: the head of a CSV file, the keys of a JSON object.
    #[must_use]
    pub fn columns(self) -> Vec<&'static str> {
        tables::columns(self).to_vec()
    }
}

/// What stands in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text, a day, an instant, an exact amount.
    Text(String),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Truth(bool),
}

impl Cell {
    /// As it stands in a CSV file. What a spreadsheet would take for a formula gets an apostrophe before
    /// it, so that opening an export runs nothing (OWASP, CSV Injection).
    #[must_use]
    pub fn csv(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Number(number) => number.to_string(),
            Self::Truth(truth) => truth.to_string(),
            Self::Text(text) if is_formula(text) => format!("'{text}"),
            Self::Text(text) => text.clone(),
        }
    }

    /// As it stands in a JSON file.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        match self {
            Self::Empty => serde_json::Value::Null,
            Self::Text(text) => text.as_str().into(),
            Self::Number(number) => (*number).into(),
            Self::Truth(truth) => (*truth).into(),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Option<&str>> for Cell {
    fn from(text: Option<&str>) -> Self {
        text.map_or(Self::Empty, Self::from)
    }
}

/// Lines of a CSV file as RFC 4180 has them. No cell becomes a formula in a spreadsheet.
#[must_use]
pub fn csv_lines(rows: impl IntoIterator<Item = Vec<Cell>>) -> Vec<u8> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer(Vec::new());
    for row in rows {
        // Writing into memory does not fail.
        let _ = writer.write_record(row.iter().map(Cell::csv));
    }
    writer.into_inner().unwrap_or_default()
}

/// A sign before digits, points and commas is a number in some country.
fn is_formula(text: &str) -> bool {
    let begins = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let number = text.strip_prefix(['-', '+']).is_some_and(|rest| {
        !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
    });
    begins && !number
}

/// Rows of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows {
    /// The rows, each with a cell for each of [`Noun::columns`].
    pub rows: Vec<Vec<Cell>>,
    /// What the next page begins behind; nothing when this is the last one.
    pub after: Option<Mark>,
}

/// A place between two rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mark([u8; 16], i64);

/// The rows behind `after`; the default mark is the beginning. Operations and admin only.
pub fn rows(scene: &mut Scene<'_>, noun: Noun, after: Mark) -> Result<Rows> {
    if !scene.actor.operates() {
        return Err(Error::Forbidden);
    }
    let lines = tables::read(scene, noun, &[after.0.into(), after.1.into(), ROWS.into()])?;
    let full = i64::try_from(lines.len()) == Ok(ROWS);
    let after = lines.last().filter(|_| full).map(|line| line.mark);
    Ok(Rows { rows: lines.into_iter().map(|line| line.cells).collect(), after })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opening_an_export_runs_nothing() {
        let csv = |text: &str| Cell::Text(text.into()).csv();
        for formula in ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1+1"] {
            assert_eq!(csv(formula), format!("'{formula}"));
        }
        for harmless in ["-12.50", "-1.234,5", "+49", "a=b", "", "2017-02-02"] {
            assert_eq!(csv(harmless), harmless);
        }
    }
}
