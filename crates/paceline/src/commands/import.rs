//! `paceline import FILE…`

mod events;
mod saying;

use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use clap::Args;
use domain::import::{Choices, Import, ImportState, Pace, Preview, Reading, Run, Upload};
use domain::{SetupDraft, Workspace};

use super::setup;
use crate::config::Config;
use crate::exit::Stop;
use crate::house::House;

/// A server on the same data gets its turn between two chunks: the file's lock knows no queue.
const TURN: Duration = Duration::from_millis(2);

#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// CSV files of one export: accounts, products, teams, deals, in any order
    #[arg(required_unless_present_any = ["undo", "list", "events"])]
    files: Vec<PathBuf>,
    /// Take every proposal, ask nothing; without a workspace, make one
    #[arg(long, short)]
    yes: bool,
    /// Only say what would become of the rows
    #[arg(long)]
    preview: bool,
    /// Where rows go that cannot come in, with their reasons
    #[arg(long, default_value = ".")]
    refused: PathBuf,
    /// The currency of a workspace that has to be made first
    #[arg(long, default_value = "USD")]
    currency: String,
    /// Take back the import with this number
    #[arg(long, conflicts_with = "files")]
    undo: Option<i64>,
    /// List all imports
    #[arg(long, conflicts_with = "files")]
    list: bool,
    /// A log of events as CSV: cases become deals, activities become stages
    #[arg(long, conflicts_with_all = ["files", "undo", "list"])]
    events: Option<PathBuf>,
    /// Events: the column that names the case; found by its usual names unless said
    #[arg(long, default_value = "", requires = "events")]
    case: String,
    /// Events: the column that names the activity
    #[arg(long, default_value = "", requires = "events")]
    activity: String,
    /// Events: the column with the time
    #[arg(long, default_value = "", requires = "events")]
    time: String,
    /// Events: the process that they belong to, made when there is none of this name; the standard one unless said
    #[arg(long, default_value = "", requires = "events")]
    process: String,
}

pub(crate) fn run(config: Config, args: &ImportArgs) -> Result<(), Stop> {
    let house = House::open(config)?;
    let workspace = workspace(&house, args)?;
    if args.list {
        let imports = house.look(&workspace, Import::all)?;
        imports.iter().for_each(saying::line);
        return Ok(());
    }
    if let Some(file) = &args.events {
        return events::bring_in(&house, &workspace, file, args);
    }
    match args.undo {
        Some(number) => undo(&house, &workspace, number),
        None => bring_in(&house, &workspace, args),
    }
}

/// The workspace that is there; with `--yes` a new one where there is none.
fn workspace(house: &House, args: &ImportArgs) -> Result<Arc<Workspace>, Stop> {
    let none: db::Result<bool> = house.db.read_blocking(|mut tx| Ok(Workspace::all(&mut tx)?.is_empty()));
    if !(none? && args.yes) {
        return house.workspace();
    }
    let draft = SetupDraft {
        name: "Paceline".into(),
        currency: args.currency.clone(),
        time_zone: "UTC".into(),
        ..SetupDraft::default()
    };
    let (workspace, link) = setup::make(house, draft, false)?;
    println!("There was no workspace; this one was made ({}, UTC). Its admin joins here:", args.currency);
    println!("{}/join/{link}", house.config.public_address());
    Ok(Arc::new(workspace))
}

fn bring_in(house: &House, workspace: &Arc<Workspace>, args: &ImportArgs) -> Result<(), Stop> {
    let reading = Reading::of(uploads(&args.files)?, &Choices::default(), workspace.currency);
    let looked = reading.clone();
    let preview = house.look(workspace, move |scene| looked.preview(scene))?;
    saying::preview(&preview);
    let unreadable = preview.files.iter().any(|file| file.unreadable.is_some() || file.kind.is_none());
    if unreadable {
        return Err(Stop::asked("Nothing was imported: take the unreadable files out, or mend them."));
    }
    if args.preview || !(args.yes || agreed(&preview)?) {
        println!("Nothing was imported.");
        return Ok(());
    }
    let (kept, choices) = (reading.clone(), preview.choices.clone());
    let import = house.change(workspace, move |scene| Import::start(scene, &kept, &choices))?;
    if import.state == ImportState::Running && import.rows_done > 0 {
        println!(
            "Import {} had stopped at row {} of {}; it goes on there.",
            import.number, import.rows_done, import.rows_in_all
        );
    }
    let done = run_through(house, workspace, Run::of(import, reading, preview.choices))?;
    saying::result(&done);
    give_back(house, workspace, done, args)
}

fn uploads(files: &[PathBuf]) -> Result<Vec<Upload>, Stop> {
    let read = |path: &PathBuf| {
        let content = std::fs::read(path).map_err(|error| Stop::asked(format!("{}: {error}.", path.display())))?;
        let name =
            path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
        Ok(Upload { name, content })
    };
    files.iter().map(read).collect()
}

fn agreed(preview: &Preview) -> Result<bool, Stop> {
    let rows: usize = preview.files.iter().map(|file| file.rows.len()).sum();
    print!("Import these {rows} rows? [y/N] ");
    std::io::stdout().flush()?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

/// Step by step, each about as long as others may wait.
fn run_through(house: &House, workspace: &Arc<Workspace>, run: Run) -> Result<Import, Stop> {
    let run = Arc::new(run);
    let mut pace = Pace::default();
    loop {
        let (step, rows, began) = (run.clone(), pace.rows(), Instant::now());
        let progress = house.change(workspace, move |scene| step.step(scene, rows))?;
        pace = pace.after(began.elapsed());
        if progress.finished() {
            return Ok(progress.import);
        }
        thread::sleep(TURN);
    }
}

/// Writes the refused rows beside the reasons.
fn give_back(house: &House, workspace: &Arc<Workspace>, import: Import, args: &ImportArgs) -> Result<(), Stop> {
    if import.rows_refused == 0 {
        return Ok(());
    }
    let currency = workspace.currency;
    let (refusals, stored) =
        house.look(workspace, move |scene| Ok((import.refusals(scene)?, import.clone().stored(scene)?)))?;
    let texts = http::texts();
    std::fs::create_dir_all(&args.refused)?;
    for refused in stored.refused(&refusals, currency) {
        let stem = refused.file.trim_end_matches(".csv");
        let path = args.refused.join(format!("{stem}.refused.csv"));
        let csv = refused
            .csv((texts.say("import-csv-line"), texts.say("import-csv-reason")), |problem| texts.problem(problem));
        std::fs::write(&path, csv)?;
        println!("{} rows did not come in; they are in {} with their reasons.", refused.rows.len(), path.display());
    }
    Ok(())
}

fn undo(house: &House, workspace: &Arc<Workspace>, number: i64) -> Result<(), Stop> {
    let mut import = house.look(workspace, move |scene| Import::numbered(scene, number))?;
    let mut pace = Pace::default();
    while import.state != ImportState::Undone {
        let (before, most, began) = (import.clone(), pace.rows(), Instant::now());
        import = house.change(workspace, move |scene| {
            let mut import = before.clone();
            import.undo_step(scene, most)?;
            Ok(import)
        })?;
        pace = pace.after(began.elapsed());
        thread::sleep(TURN);
    }
    println!("Import {number} is undone, as if it had never been; the log keeps that it was.");
    let kept = house.look(workspace, move |scene| import.kept(scene))?;
    for thing in kept {
        println!("kept, for it was worked on since: {} {} {}", thing.kind, thing.number, thing.name);
    }
    Ok(())
}
