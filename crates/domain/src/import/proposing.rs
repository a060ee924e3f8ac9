//! Names in files, and what they are taken for.

use std::collections::{BTreeMap, HashSet};

use db::{FromRow, Row};

use super::field::FileKind;
use super::known::Known;
use super::likeness::Names;
use super::reading::{Choices, Reading};
use super::rows::{DealRow, Said, outcome};
use super::stages::with_new;
use crate::{Product, Result, Scene, Stage, Status, fold};

/// What a name is a name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    /// A stage of the process.
    Stage,
    /// Something that is sold.
    Product,
    /// A customer.
    Account,
    /// A person.
    Member,
}

/// What a name is taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It is this one's.
    Known(String),
    /// It is probably this one's.
    Like(String),
    /// Nobody's yet: this is added, or for a person, a placeholder.
    New(String),
}

/// A name in the files, and what it is taken for. For products, accounts and people only those are told
/// that are not simply known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What it is a name of.
    pub matter: Matter,
    /// The name as the files have it.
    pub said: String,
    /// In how many rows.
    pub rows: usize,
    /// What it is taken for.
    pub answer: Answer,
}

/// What is proposed, and everything that is chosen thereby.
pub(super) struct Proposing {
    pub proposals: Vec<Proposal>,
    pub choices: Choices,
    pub new_stages: Vec<String>,
}

impl Proposing {
    pub(super) fn of(scene: &mut Scene<'_>, reading: &Reading, stages: &[Stage]) -> Result<Self> {
        let mut choices = reading.choices.clone();
        for file in &reading.files {
            choices.files.insert(file.name.clone(), file.choice());
        }
        let mut proposing = Self { proposals: Vec::new(), choices, new_stages: Vec::new() };
        proposing.stages(reading, stages);
        proposing.products(scene, reading)?;
        proposing.accounts(scene, reading)?;
        proposing.people(scene, reading)?;
        Ok(proposing)
    }

    fn stages(&mut self, reading: &Reading, stages: &[Stage]) {
        let known = Names::of(stages.iter().map(|stage| stage.name.clone()));
        let said = told(reading, |row| row.stage.as_ref());
        // What was chosen for a column that says something else now would add stages that nobody has.
        let names: HashSet<String> = said.iter().map(|(name, _)| fold(name)).collect();
        self.choices.stages.retain(|name, _| names.contains(name));
        for (said, rows) in said {
            let answer = match self.choices.stages.get(&fold(&said)) {
                Some(chosen) => known
                    .same(chosen)
                    .map_or_else(|| Answer::New(chosen.clone()), |name| Answer::Known(name.to_owned())),
                None => stage_of(&said, stages, &known),
            };
            let (Answer::Known(name) | Answer::Like(name) | Answer::New(name)) = &answer;
            if matches!(answer, Answer::New(_)) && !name.is_empty() {
                self.new_stages.push(name.clone());
            }
            self.choices.stages.insert(fold(&said), name.clone());
            self.proposals.push(Proposal { matter: Matter::Stage, said, rows, answer });
        }
        let (all, _) = with_new(stages, &self.new_stages);
        if self.choices.stood_in.is_none() {
            self.choices.stood_in = stood_in(reading, &self.choices, &all);
        }
    }

    fn products(&mut self, scene: &mut Scene<'_>, reading: &Reading) -> Result<()> {
        let in_files = reading.lines.iter().filter_map(|line| match &line.said {
            Ok(Said::Product(row)) => Some(row.name.clone()),
            _ => None,
        });
        let known = Product::all(scene)?.into_iter().map(|product| product.name);
        let known = Names::of(known.chain(in_files));
        let chosen = self.choices.products.clone();
        let said = told(reading, |row| row.product.as_ref());
        let meant = self.names(Matter::Product, said, &known, &chosen);
        self.choices.products.extend(meant);
        Ok(())
    }

    fn accounts(&mut self, scene: &mut Scene<'_>, reading: &Reading) -> Result<()> {
        let in_files = reading.lines.iter().filter_map(|line| match &line.said {
            Ok(Said::Account(row)) => Some(row.name.clone()),
            _ => None,
        });
        let known: Vec<Name> = scene.all(ACCOUNT_NAMES, &[])?;
        let known = Names::of(known.into_iter().map(|name| name.0).chain(in_files));
        let chosen = self.choices.accounts.clone();
        let said = told(reading, |row| row.account.as_ref());
        let meant = self.names(Matter::Account, said, &known, &chosen);
        self.choices.accounts.extend(meant);
        Ok(())
    }

    /// Proposes what names that are not simply known stand for; those that stand for another.
    fn names(
        &mut self,
        matter: Matter,
        said: Vec<(String, usize)>,
        known: &Names,
        chosen: &BTreeMap<String, String>,
    ) -> Vec<(String, String)> {
        let mut meant = Vec::new();
        let mut compared = 0;
        for (said, rows) in said {
            let answer = match chosen.get(&fold(&said)) {
                Some(name) => {
                    known.same(name).map_or_else(|| Answer::New(name.clone()), |name| Answer::Known(name.to_owned()))
                }
                None if known.same(&said).is_some() => continue,
                None => {
                    compared += 1;
                    known
                        .like(&said, compared)
                        .map_or_else(|| Answer::New(said.clone()), |name| Answer::Like(name.to_owned()))
                }
            };
            if let Answer::Like(name) = &answer {
                meant.push((fold(&said), name.clone()));
            }
            self.proposals.push(Proposal { matter, said, rows, answer });
        }
        meant
    }

    fn people(&mut self, scene: &mut Scene<'_>, reading: &Reading) -> Result<()> {
        let mut said = told(reading, |row| row.owner.as_ref());
        let mut seen: HashSet<String> = said.iter().map(|(name, _)| fold(name)).collect();
        for line in &reading.lines {
            let Ok(Said::Seller(row)) = &line.said else { continue };
            for name in std::iter::once(&row.seller).chain(&row.leader) {
                if seen.insert(fold(name)) {
                    said.push((name.clone(), 0));
                }
            }
        }
        let mut known = Known::default();
        known.look_for_members(scene, said.iter().map(|(name, _)| name.as_str()))?;
        let new = said.into_iter().filter(|(name, _)| known.member(name).is_none());
        self.proposals.extend(new.map(|(said, rows)| Proposal {
            matter: Matter::Member,
            answer: Answer::New(said.clone()),
            said,
            rows,
        }));
        Ok(())
    }
}

/// A stage by its name, by its key, by a word for won or lost, by likeness; else a new one.
fn stage_of(said: &str, stages: &[Stage], known: &Names) -> Answer {
    let ended = outcome(said).and_then(|kind| stages.iter().find(|stage| stage.kind == kind));
    let keyed = stages.iter().find(|stage| stage.key == fold(said)).or(ended);
    if let Some(name) = known.same(said).or(keyed.map(|stage| stage.name.as_str())) {
        return Answer::Known(name.to_owned());
    }
    known.like(said, 1).map_or_else(|| Answer::New(said.to_owned()), |name| Answer::Like(name.to_owned()))
}

/// The open stage in which deals stood before they ended: of those that the files have, the last one in
/// which the beginning of a deal is known.
fn stood_in(reading: &Reading, choices: &Choices, stages: &[Stage]) -> Option<String> {
    let dated = reading.of_kind(FileKind::Deals).next().is_some().then(|| {
        reading.lines.iter().filter_map(|line| match &line.said {
            Ok(Said::Deal(row)) if row.opened_on.is_some() => row.stage.as_deref(),
            _ => None,
        })
    })?;
    let names: HashSet<String> = dated.map(|said| fold(choices.stage(said))).collect();
    let open = stages.iter().filter(|stage| stage.kind == Status::Open && names.contains(&fold(&stage.name)));
    open.max_by_key(|stage| stage.position).map(|stage| stage.name.clone())
}

/// The names in deals, in the order of their first row, and in how many rows.
fn told(reading: &Reading, of: fn(&DealRow) -> Option<&String>) -> Vec<(String, usize)> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut told: Vec<(String, usize)> = Vec::new();
    for line in &reading.lines {
        let Ok(Said::Deal(row)) = &line.said else { continue };
        let Some(name) = of(row) else { continue };
        let place = *places.entry(fold(name)).or_insert(told.len());
        match told.get_mut(place) {
            Some((_, rows)) => *rows += 1,
            None => told.push((name.clone(), 1)),
        }
    }
    told
}

struct Name(String);

impl FromRow for Name {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self(row.text("name")?))
    }
}

const ACCOUNT_NAMES: &str = "
    SELECT name FROM accounts WHERE workspace_id = $1 AND merged_into IS NULL AND discarded_at IS NULL";
