//! `paceline import --events FILE`

use std::path::Path;
use std::sync::Arc;
use std::thread;

use domain::import::{EventColumns, EventFile, EventProgress, Sheet};
use domain::{Member, MemberState, Problems, Role, Scene, Workspace};

use super::{ImportArgs, TURN};
use crate::exit::Stop;
use crate::house::House;

/// Cases of one change: some milliseconds of work.
const AT_ONCE: usize = 100;

/// Lines that are named when they cannot be read.
const NAMED: usize = 5;

pub(super) fn bring_in(house: &House, workspace: &Arc<Workspace>, path: &Path, args: &ImportArgs) -> Result<(), Stop> {
    let file = Arc::new(read(workspace, path, args)?);
    println!("{} cases, {} activities.", file.cases.len(), file.activities.len());
    if args.preview || file.cases.is_empty() {
        println!("Nothing was imported.");
        return Ok(());
    }
    let (known, name) = (file.clone(), args.process.clone());
    let (process, owner) = house.change(workspace, move |scene| {
        let process = known.process(scene, &name)?;
        Ok((process, owner(scene)?))
    })?;
    let mut all = EventProgress::default();
    while all.cases < file.cases.len() {
        let (chunk, of, from) = (file.clone(), process.clone(), all.cases);
        let done = house.change(workspace, move |scene| chunk.bring_in(scene, &of, (from, AT_ONCE), owner))?;
        all.cases += done.cases;
        all.new += done.new;
        all.known += done.known;
        all.refused += done.refused;
        thread::sleep(TURN);
    }
    println!("{} deals are new in {}; {} were here before.", all.new, process.name, all.known);
    if all.refused > 0 {
        println!("{} cases did not come in: they go on after they ended.", all.refused);
    }
    Ok(())
}

fn read(workspace: &Workspace, path: &Path, args: &ImportArgs) -> Result<EventFile, Stop> {
    let texts = http::texts();
    let content = std::fs::read(path).map_err(|error| Stop::asked(format!("{}: {error}.", path.display())))?;
    let sheet = Sheet::read(&content).map_err(|problem| Stop::asked(texts.say(problem.sentence()).to_owned()))?;
    let columns = EventColumns { case: args.case.clone(), activity: args.activity.clone(), time: args.time.clone() };
    let file = EventFile::read(&sheet, &columns, &workspace.zone()).map_err(|error| match error {
        domain::Error::Invalid(problems) => Stop::asked(sentences(&problems)),
        error => error.into(),
    })?;
    for (line, why) in file.refused.iter().take(NAMED) {
        println!("Line {line}: {}", texts.say(why));
    }
    if file.refused.len() > NAMED {
        println!("… and {} more lines like these.", file.refused.len() - NAMED);
    }
    Ok(file)
}

fn sentences(problems: &Problems) -> String {
    let texts = http::texts();
    let all: Vec<String> = problems.iter().map(|(_, problem)| texts.problem(problem)).collect();
    all.join(" ")
}

/// Who the deals belong to: the first admin or operations that is there.
fn owner(scene: &mut Scene<'_>) -> domain::Result<domain::MemberId> {
    let mut all = Member::all(scene)?;
    all.retain(|member| member.state != MemberState::Removed);
    all.sort_by_key(|member| (!matches!(member.role, Role::Admin | Role::Operations), member.number));
    all.first().map(|member| member.id).ok_or(domain::Error::NotFound)
}
