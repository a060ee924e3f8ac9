//! Targets from a pasted grid (people down, months across) or a list (person, period, amount).

mod table;

use std::collections::BTreeMap;

use db::{FromRow, Row};
use measures::period::{Period, PeriodKind};
use serde::Deserialize;

use self::table::Cell;
use super::{NewTarget, Target};
use crate::deal::amount_typed;
use crate::figures::Whose;
use crate::id::Id;
use crate::period::period_typed;
use crate::{Error, Member, MemberId, Problem, Problems, Result, Scene, Team, TeamId, fold};

/// The most cells of one paste: two hundred people by twelve months.
const MOST_CELLS: usize = 2_400;

/// Pasted targets.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
pub struct TargetsDraft {
    /// The text, as it comes from a spreadsheet (tabs) or a CSV file (commas or semicolons).
    #[serde(default)]
    pub text: String,
    /// Why; needed when a target is changed.
    #[serde(default)]
    pub reason: String,
}

/// What is wrong with one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellProblem {
    /// The line in the text, counted from 1.
    pub row: usize,
    /// The column, counted from 1.
    pub column: usize,
    /// What stands there.
    pub typed: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What came of a paste. With a problem anywhere nothing is written, so that one paste is one step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportedTargets {
    /// Targets that were set or changed.
    pub set: usize,
    /// Targets that were the same before.
    pub same: usize,
    /// What needs another look.
    pub problems: Vec<CellProblem>,
}

impl Target {
    /// Sets the targets of a pasted grid or list. Leaders (for their own people and teams) and operations.
    /// The same paste again changes nothing.
    pub fn import(scene: &mut Scene<'_>, draft: &TargetsDraft) -> Result<ImportedTargets> {
        let people = People::load(scene)?;
        let cells = table::cells(&draft.text).map_err(|text| Problems::one("text", text))?;
        if cells.len() > MOST_CELLS {
            return Err(Problems::one("text", "problem-targets-many").into());
        }
        let mut done = ImportedTargets::default();
        let mut sound = Vec::new();
        for cell in &cells {
            match people.read(scene, cell) {
                Ok(target) => sound.push(target),
                Err(problem) => done.problems.push(problem),
            }
        }
        if !done.problems.is_empty() {
            return Ok(done);
        }
        let reason: String = draft.reason.trim().chars().take(500).collect();
        for (whose, period, minor) in sound {
            let new = NewTarget { period, team: None, minor, reason: reason.clone(), from: None };
            let (_, changed) = Self::put(scene, whose, new)?;
            if changed { done.set += 1 } else { done.same += 1 }
        }
        Ok(done)
    }
}

/// Everybody whose name may stand in a row, with what the actor may set.
struct People {
    named: BTreeMap<String, Vec<Whose>>,
    /// Nothing: everybody's.
    led: Option<Vec<Whose>>,
}

impl People {
    fn load(scene: &mut Scene<'_>) -> Result<Self> {
        if scene.actor.read_only || !(scene.actor.operates() || scene.actor.leads_any()) {
            return Err(Error::Forbidden);
        }
        let mut named: BTreeMap<String, Vec<Whose>> = BTreeMap::new();
        for member in Member::all(scene)? {
            let whose = Whose::Member(member.id);
            named.entry(fold(&member.name)).or_default().push(whose);
            if let Some(email) = member.email {
                named.entry(fold(&email)).or_default().push(whose);
            }
        }
        for team in Team::all(scene)? {
            named.entry(fold(&team.name)).or_default().push(Whose::Team(team.id));
        }
        let led = if scene.actor.operates() { None } else { Some(led(scene)?) };
        Ok(Self { named, led })
    }

    fn read(&self, scene: &Scene<'_>, cell: &Cell) -> std::result::Result<(Whose, Period, i64), CellProblem> {
        let workspace = &scene.actor.workspace;
        let whose = match self.named.get(&fold(&cell.person.text)).map(Vec::as_slice) {
            Some([whose]) => *whose,
            Some(_) => return Err(cell.person.problem("problem-name-twice")),
            None => return Err(cell.person.problem("problem-member-unknown")),
        };
        if self.led.as_ref().is_some_and(|led| !led.contains(&whose)) {
            return Err(cell.person.problem("problem-target-not-yours"));
        }
        let period = period_typed("", &cell.period.text, workspace, None)
            .filter(|period| period.kind != PeriodKind::Custom)
            .ok_or_else(|| cell.period.problem("problem-period"))?;
        let mut problems = Problems::default();
        let amount = amount_typed(&cell.amount.text, workspace.currency, &mut problems);
        let text = problems.on("amount").map_or("problem-target-amount", |problem| problem.text);
        let amount = amount.ok_or_else(|| cell.amount.problem(text))?;
        Ok((whose, period, amount.minor))
    }
}

/// The actor's teams, and the people in them.
fn led(scene: &mut Scene<'_>) -> Result<Vec<Whose>> {
    let all: Vec<Membership> = scene.all(MEMBERSHIPS, &[])?;
    let teams = scene.actor.teams.iter().filter(|(_, leads)| *leads).map(|(team, _)| Whose::Team(*team));
    let people = all.into_iter().filter(|of| scene.actor.leads(of.team)).map(|of| Whose::Member(of.member));
    Ok(teams.chain(people).collect())
}

struct Membership {
    team: TeamId,
    member: MemberId,
}

impl FromRow for Membership {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { team: TeamId::of(row.id("team_id")?), member: MemberId::of(row.id("member_id")?) })
    }
}

const MEMBERSHIPS: &str = "SELECT team_id, member_id FROM memberships WHERE workspace_id = $1 AND to_on IS NULL";
