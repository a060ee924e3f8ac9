//! `paceline export DIRECTORY`: everything as files that open anywhere.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};
use domain::export::{Cell, Mark, Noun, rows};
use domain::figures::insight::EventLog;
use domain::{FileId, Process, Workspace};

use crate::exit::Stop;
use crate::house::House;

#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// The directory to write into; it must not be there yet
    directory: PathBuf,
    /// CSV, JSON with one object a line, or the log of a process as XES or OCEL 2.0
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
    /// The process whose log is written; the standard one unless said
    #[arg(long, default_value = "")]
    process: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Csv,
    Json,
    Xes,
    Ocel,
}

/// Writes a file for each noun, a page at a time. A server may run meanwhile.
pub(crate) fn run(house: &House, args: &ExportArgs) -> Result<(), Stop> {
    let workspace = house.workspace()?;
    if args.directory.exists() {
        let there = args.directory.display();
        return Err(Stop::asked(format!("{there} is there already; an export never overwrites anything.")));
    }
    fs::create_dir_all(&args.directory)?;
    if let Format::Xes | Format::Ocel = args.format {
        return write_log(house, &workspace, args);
    }
    for noun in Noun::ALL {
        let count = write(house, &workspace, noun, &args.directory, args.format)?;
        println!("{:12} {count}", noun.name());
    }
    write_files(house, &workspace, &args.directory.join("files"))?;
    println!("Written to {}.", args.directory.display());
    Ok(())
}

/// Writes what is in the files of deals, each into a folder named as the table names it.
fn write_files(house: &House, workspace: &Arc<Workspace>, directory: &Path) -> Result<(), Stop> {
    let mut after = Some(Mark::default());
    while let Some(behind) = after {
        let page = house.look(workspace, move |scene| rows(scene, Noun::Files, behind))?;
        for row in &page.rows {
            let Some(Cell::Text(id)) = row.first() else { continue };
            let Some(id) = FileId::parse(id) else { continue };
            write_file(house, workspace, &directory.join(id.text()), id)?;
        }
        after = page.after;
    }
    Ok(())
}

fn write_file(house: &House, workspace: &Arc<Workspace>, folder: &Path, id: FileId) -> Result<(), Stop> {
    let file = house.look(workspace, move |scene| domain::File::with_id(scene, id))?;
    fs::create_dir_all(folder)?;
    // what some systems do not allow in names
    let name = file.name.replace(['<', '>', ':', '"', '|', '?', '*'], "_");
    let mut written = BufWriter::new(File::create(folder.join(name))?);
    for place in 0.. {
        let file = file.clone();
        match house.look(workspace, move |scene| file.chunk(scene, place))? {
            Some(chunk) => written.write_all(&chunk)?,
            None => break,
        }
    }
    Ok(written.flush()?)
}

/// Writes the log of a process into one file.
fn write_log(house: &House, workspace: &Arc<Workspace>, args: &ExportArgs) -> Result<(), Stop> {
    let name = args.process.clone();
    let log = house.look(workspace, move |scene| {
        let named = if name.is_empty() { Process::keyed(scene, "").map(Some) } else { Process::named(scene, &name) };
        let process = named?.ok_or(domain::Error::NotFound)?;
        EventLog::read(scene, &process, None)
    })?;
    let (file, content) = match args.format {
        Format::Ocel => ("events.ocel.json", log.ocel()),
        _ => ("events.xes", log.xes()),
    };
    let path = args.directory.join(file);
    fs::write(&path, content)?;
    println!("{} deals written to {}.", log.cases.len(), path.display());
    Ok(())
}

fn write(
    house: &House,
    workspace: &Arc<Workspace>,
    noun: Noun,
    directory: &Path,
    format: Format,
) -> Result<usize, Stop> {
    let mut sheet = Sheet::create(directory, noun, format)?;
    let (mut after, mut count) = (Some(Mark::default()), 0);
    while let Some(behind) = after {
        let page = house.look(workspace, move |scene| rows(scene, noun, behind))?;
        page.rows.iter().try_for_each(|row| sheet.write(row))?;
        count += page.rows.len();
        after = page.after;
    }
    sheet.finish()?;
    Ok(count)
}

/// A file that is being written.
enum Sheet {
    Csv(Box<csv::Writer<File>>),
    Json(BufWriter<File>, Vec<&'static str>),
}

impl Sheet {
    fn create(directory: &Path, noun: Noun, format: Format) -> Result<Self, Stop> {
        let columns = noun.columns();
        let name = noun.name();
        match format {
            Format::Csv => {
                let mut writer = csv::Writer::from_path(directory.join(format!("{name}.csv")))?;
                writer.write_record(&columns)?;
                Ok(Self::Csv(Box::new(writer)))
            }
            Format::Json | Format::Xes | Format::Ocel => {
                let file = File::create(directory.join(format!("{name}.jsonl")))?;
                Ok(Self::Json(BufWriter::new(file), columns))
            }
        }
    }

    fn write(&mut self, row: &[Cell]) -> Result<(), Stop> {
        match self {
            Self::Csv(writer) => writer.write_record(row.iter().map(Cell::csv))?,
            Self::Json(writer, columns) => {
                let named = columns.iter().map(|name| (*name).to_owned()).zip(row.iter().map(Cell::json));
                writeln!(writer, "{}", serde_json::Value::Object(named.collect()))?;
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<(), Stop> {
        match self {
            Self::Csv(mut writer) => writer.flush()?,
            Self::Json(mut writer, _) => writer.flush()?,
        }
        Ok(())
    }
}
