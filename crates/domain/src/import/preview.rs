//! What would happen: every file, every name that needs a decision, every row. Nothing is written.

use std::collections::HashMap;

use jiff::civil::Date;

use super::external;
use super::field::FileKind;
use super::judging::judge;
use super::known::{Known, Listed};
use super::proposing::{Proposal, Proposing};
use super::reading::{Choices, Column, ReadFile, Reading};
use super::refusal::{Reason, Refusal};
use super::rows::{DealRow, Line, Said};
use super::running::Outcome;
use super::sheet::Unreadable;
use super::stages::with_new;
use crate::{Result, Scene, Stage, fold};

/// What an import would do.
#[derive(Debug, Clone)]
pub struct Preview {
    /// Every file, in the order of the import.
    pub files: Vec<FilePreview>,
    /// Names in the files, and what they are taken for.
    pub proposals: Vec<Proposal>,
    /// Everything that was chosen by hand or is proposed: what [`super::Import::start`] takes.
    pub choices: Choices,
}

/// What would become of one file.
#[derive(Debug, Clone)]
pub struct FilePreview {
    /// Its name.
    pub name: String,
    /// What its rows are; nothing when nobody knows.
    pub kind: Option<FileKind>,
    /// Why it cannot be read, if it cannot.
    pub unreadable: Option<Unreadable>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Where its rows come from.
    pub source: String,
    /// Deals without an id of the source: a row that changed later comes in as a new deal.
    pub without_ids: bool,
    /// What would become of each row, by its line.
    pub rows: Vec<(u64, Outcome)>,
}

impl FilePreview {
    /// How many rows would come to such an outcome.
    #[must_use]
    pub fn count(&self, of: impl Fn(&Outcome) -> bool) -> usize {
        self.rows.iter().filter(|(_, outcome)| of(outcome)).count()
    }
}

impl Preview {
    /// Columns of days that can be read in two ways: file and column. An import with such a column does
    /// not start before the order of day and month is chosen.
    pub fn ambiguous(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().flat_map(|file| {
            let columns = file.columns.iter().filter(|column| column.ambiguous);
            columns.map(|column| (file.name.as_str(), column.name.as_str()))
        })
    }
}

impl Reading {
    /// What would happen if the import ran now. Operations and admin only.
    pub fn preview(&self, scene: &mut Scene<'_>) -> Result<Preview> {
        super::must_operate(scene)?;
        let stages = Stage::standard(scene)?;
        let Proposing { proposals, choices, new_stages } = Proposing::of(scene, self, &stages)?;
        let known = self.known(scene, &choices, with_new(&stages, &new_stages).0)?;
        let mut outcomes: HashMap<usize, Vec<(u64, Outcome)>> = HashMap::new();
        for lines in self.lines.chunk_by(|one, other| one.file == other.file) {
            let file = lines[0].file;
            let outcome = self.outcomes(scene, &known, &choices, file, lines)?;
            outcomes.insert(file, outcome);
        }
        let files = self.files.iter().enumerate();
        let files = files.map(|(place, file)| previewed(file, outcomes.remove(&place).unwrap_or_default())).collect();
        Ok(Preview { files, proposals, choices })
    }

    /// What the workspace will know when the deals come in.
    fn known(&self, scene: &mut Scene<'_>, choices: &Choices, stages: Vec<Stage>) -> Result<Known> {
        let mut known = Known::with_stages(stages);
        let (mut products, mut accounts, mut people) = (Vec::new(), Vec::new(), Vec::new());
        for line in &self.lines {
            match &line.said {
                Ok(Said::Product(row)) => products.push(row.name.as_str()),
                Ok(Said::Account(row)) => accounts.push(row.name.as_str()),
                Ok(Said::Seller(row)) => people.push(row.seller.as_str()),
                Ok(Said::Deal(row)) => products.extend(row.product.as_deref().map(|name| choices.product(name))),
                Err(_) => {}
            }
        }
        known.look_for_products(scene, products.into_iter())?;
        known.look_for_accounts(scene, accounts.into_iter())?;
        known.look_for_members(scene, people.into_iter())?;
        known.look_for_homes(scene)?;
        Ok(known)
    }

    fn outcomes(
        &self,
        scene: &mut Scene<'_>,
        known: &Known,
        choices: &Choices,
        file: usize,
        lines: &[Line],
    ) -> Result<Vec<(u64, Outcome)>> {
        let source = &self.files[file].source;
        let kind = match self.files[file].kind {
            Some(FileKind::Deals) => "deal",
            Some(FileKind::Products) => "product",
            _ => "account",
        };
        let names = lines.iter().filter_map(external_name);
        let before = external::before(scene, source, kind, names)?;
        let listed = self.listed(known);
        let judging = Judging { listed: &listed, choices, today: scene.today(), owned: scene.actor.member().is_some() };
        let outcome = |line: &Line| {
            let said = match &line.said {
                Ok(said) => said,
                Err(refusal) => return Outcome::Refused(refusal.clone()),
            };
            let before = external_name(line).and_then(|name| before.get(&name));
            if before.is_some_and(|before| before.hash == line.hash) {
                return Outcome::Unchanged;
            }
            let is_known = before.is_some()
                || match said {
                    Said::Product(row) => known.products.contains_key(&fold(&row.name)),
                    Said::Account(row) => known.accounts.contains_key(&fold(&row.name)),
                    Said::Seller(row) => return seller(known, &row.seller),
                    Said::Deal(_) => false,
                };
            match said {
                Said::Deal(row) => judging.outcome(row, is_known),
                _ if is_known => Outcome::Changed,
                _ => Outcome::New,
            }
        };
        Ok(lines.iter().map(|line| (line.line, outcome(line))).collect())
    }

    /// The products that deals will find: those of the workspace, and of the files.
    fn listed(&self, known: &Known) -> Known {
        let mut listed = Known::with_stages(known.stages().to_vec());
        listed.products.clone_from(&known.products);
        for line in &self.lines {
            if let Ok(Said::Product(row)) = &line.said {
                let id = known.products.get(&fold(&row.name)).and_then(|known| known.id);
                listed.products.insert(fold(&row.name), Listed { id, name: row.name.clone(), price: row.price });
            }
        }
        listed
    }
}

struct Judging<'p> {
    listed: &'p Known,
    choices: &'p Choices,
    today: Date,
    /// A row without an owner is owned by who imports.
    owned: bool,
}

impl Judging<'_> {
    fn outcome(&self, row: &DealRow, is_known: bool) -> Outcome {
        match judge(row, self.listed, self.choices, self.today) {
            Err(refusal) => Outcome::Refused(refusal),
            Ok(_) if row.owner.is_none() && !self.owned => Outcome::Refused(Refusal::of(Reason::NoOwner)),
            Ok(_) if is_known => Outcome::Changed,
            Ok(_) => Outcome::New,
        }
    }
}

/// Somebody who is in a team already has a place.
fn seller(known: &Known, name: &str) -> Outcome {
    let placed = known.member(name).is_some_and(|member| known.homes.contains_key(&member));
    if placed { Outcome::Unchanged } else { Outcome::New }
}

fn external_name(line: &Line) -> Option<String> {
    match line.said.as_ref().ok()? {
        Said::Product(row) => Some(fold(&row.name)),
        Said::Account(row) => Some(fold(&row.name)),
        Said::Deal(row) => Some(row.external_id.clone()),
        Said::Seller(_) => None,
    }
}

fn previewed(file: &ReadFile, rows: Vec<(u64, Outcome)>) -> FilePreview {
    FilePreview {
        name: file.name.clone(),
        kind: file.kind,
        unreadable: file.sheet.as_ref().err().copied(),
        columns: file.columns.clone(),
        source: file.source.clone(),
        without_ids: file.kind == Some(FileKind::Deals) && file.place(super::Field::Id).is_none(),
        rows,
    }
}
