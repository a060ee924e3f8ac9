//! `paceline target …`

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Subcommand;
use domain::figures::Whose;
use domain::{Member, Target, TargetDraft, TargetsDraft, Team, Workspace};
use measures::Money;

use super::figures::team_called;
use super::people::person;
use crate::exit::Stop;
use crate::house::House;

#[derive(Debug, Subcommand)]
pub(crate) enum TargetCommand {
    /// Set one target
    Set {
        /// Whose: e-mail, name or number
        #[arg(long, conflicts_with = "team", required_unless_present = "team")]
        person: Option<String>,
        /// Which team: name or number
        #[arg(long)]
        team: Option<String>,
        /// For which period: 2017-03, 2017-Q1, 2017
        period: String,
        /// The whole target, in the workspace's currency
        amount: String,
        /// Why it changes
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Set many: people down and months across, or person, period, amount; CSV or tabs
    Import {
        /// The file
        file: PathBuf,
    },
    /// List every target that is set
    List,
}

pub(crate) fn run(house: &House, command: TargetCommand) -> Result<(), Stop> {
    let workspace = house.workspace()?;
    match command {
        TargetCommand::Set { person: who, team, period, amount, reason } => {
            let draft = TargetDraft { start: period, amount, reason, ..TargetDraft::default() };
            let target = house.change(&workspace, move |scene| {
                let whose = match (&who, &team) {
                    (Some(who), _) => Whose::Member(person(scene, who)?.id),
                    (None, team) => Whose::Team(team_called(scene, team.as_deref().unwrap_or(""))?.id),
                };
                Target::set(scene, whose, &draft)
            })?;
            println!("{}: {}", target.period.label(), Money::new(target.minor(), workspace.currency).decimal());
            Ok(())
        }
        TargetCommand::Import { file } => import(house, &workspace, &file),
        TargetCommand::List => list(house, &workspace),
    }
}

fn import(house: &House, workspace: &Arc<Workspace>, file: &Path) -> Result<(), Stop> {
    let text = std::fs::read_to_string(file).map_err(|error| Stop::asked(format!("{}: {error}.", file.display())))?;
    let draft = TargetsDraft { text, reason: String::new() };
    let done = house.change(workspace, move |scene| Target::import(scene, &draft))?;
    for problem in &done.problems {
        let sentence = http::texts().problem(&problem.problem);
        println!("line {}, column {} ({}): {sentence}", problem.row, problem.column, problem.typed);
    }
    if !done.problems.is_empty() {
        return Err(Stop::asked("Nothing was set; mend these and try again."));
    }
    println!("{} set, {} the same as before.", done.set, done.same);
    Ok(())
}

fn list(house: &House, workspace: &Arc<Workspace>) -> Result<(), Stop> {
    let lines = house.look(workspace, |scene| {
        let people = Member::all(scene)?.into_iter().map(|member| (member.name, Whose::Member(member.id)));
        let teams = Team::all(scene)?.into_iter().map(|team| (team.name, Whose::Team(team.id)));
        let mut lines = Vec::new();
        for (name, whose) in people.chain(teams) {
            lines.extend(Target::all(scene, whose)?.into_iter().map(|target| (name.clone(), target)));
        }
        Ok(lines)
    })?;
    for (name, target) in lines {
        let amount = Money::new(target.minor(), workspace.currency).decimal();
        println!("{name:28} {:16} {amount:>16}", target.period.label());
    }
    Ok(())
}
