//! A log of events from elsewhere: cases become deals, activities become stages, and what happened when is kept to the
//! microsecond.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use measures::money::Currency;

use super::external::{self, before};
use super::{Sheet, stages};
use crate::id::Id;
use crate::{
    Arrival, Deal, End, Error, MemberId, NewDeal, Problems, Process, Result, Scene, Stage, Status, day_of, fold,
};

/// The names that columns have in logs of other programs, the likeliest first.
const CASE: [&str; 6] = ["case:concept:name", "case_id", "case id", "caseid", "case", "deal"];
const ACTIVITY: [&str; 5] = ["concept:name", "activity", "event", "stage", "task"];
const TIME: [&str; 6] = ["time:timestamp", "timestamp", "complete timestamp", "time", "date", "start timestamp"];

/// What this source is called where its names are kept.
const SOURCE: &str = "event log";

/// More activities are no way of selling: the column is another.
const MOST_ACTIVITIES: usize = 200;

/// The names of the columns to read; those that are empty are found by their usual names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventColumns {
    /// Which case an event belongs to.
    pub case: String,
    /// What happened.
    pub activity: String,
    /// When.
    pub time: String,
}

/// A case: its name, and what happened when, in order.
pub type EventCase = (String, Vec<(String, i64)>);

/// A log of events, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventFile {
    /// The cases, in the order in which they first appear.
    pub cases: Vec<EventCase>,
    /// The activities, in the order in which they first appear.
    pub activities: Vec<String>,
    /// The lines that cannot be read, and the text that says why.
    pub refused: Vec<(u64, &'static str)>,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct EventProgress {
    /// Cases looked at, of all.
    pub cases: usize,
    /// New deals.
    pub new: usize,
    /// Cases that came in before.
    pub known: usize,
    /// Cases that go on after their end, which no deal does.
    pub refused: usize,
}

impl EventFile {
    /// Reads the rows of a file. Times without an offset are in `zone`.
    ///
    /// # Errors
    /// On `case`, `activity` or `time` when the file has no such column.
    pub fn read(sheet: &Sheet, columns: &EventColumns, zone: &TimeZone) -> Result<Self> {
        let mut problems = Problems::default();
        let mut place = |field: &'static str, said: &str, usual: &[&str]| {
            let named = |name: &str| sheet.header.iter().position(|column| column.trim().eq_ignore_ascii_case(name));
            let found =
                if said.trim().is_empty() { usual.iter().find_map(|name| named(name)) } else { named(said.trim()) };
            if found.is_none() {
                problems.add_with(field, missing(field), &[("columns", sheet.header.join(", "))]);
            }
            found.unwrap_or(usize::MAX)
        };
        let places = [
            place("case", &columns.case, &CASE),
            place("activity", &columns.activity, &ACTIVITY),
            place("time", &columns.time, &TIME),
        ];
        problems.or(())?;
        let mut file = Self::default();
        let mut of_case: HashMap<String, usize> = HashMap::new();
        for row in &sheet.rows {
            let [case, activity, time] = places.map(|place| row.cells.get(place).unwrap_or_default().trim());
            let at = instant(time, zone);
            match at {
                _ if case.is_empty() || activity.is_empty() => file.refused.push((row.line, "problem-events-empty")),
                None => file.refused.push((row.line, "problem-events-time")),
                Some(at) => {
                    if file.activities.iter().all(|known| known != activity) {
                        file.activities.push(activity.to_owned());
                    }
                    let next = file.cases.len();
                    let place = *of_case.entry(case.to_owned()).or_insert(next);
                    if place == next {
                        file.cases.push((case.to_owned(), Vec::new()));
                    }
                    file.cases[place].1.push((activity.to_owned(), at));
                }
            }
        }
        // what happened at the same moment stays in the order of the file
        file.cases.iter_mut().for_each(|(_, events)| events.sort_by_key(|(_, at)| *at));
        Ok(file)
    }

    /// The process that the events belong to, with a stage for every activity: the one of this name, a new one of this
    /// name, or the standard one when there is no name.
    pub fn process(&self, scene: &mut Scene<'_>, name: &str) -> Result<Process> {
        if self.activities.len() > MOST_ACTIVITIES {
            return Err(Problems::one("activity", "problem-events-many").into());
        }
        let known =
            if name.trim().is_empty() { Some(Process::keyed(scene, "")?) } else { Process::named(scene, name)? };
        let Some(process) = known else { return Process::made_of(scene, name, &self.activities) };
        if scene.actor.read_only || !scene.actor.operates() {
            return Err(Error::Forbidden);
        }
        let live = Stage::of(scene, process.id, process.live_version)?;
        stages::add_to(scene, &live, &self.activities)?;
        Ok(process)
    }

    /// Brings in at most `most` cases from the one at `from` on, as deals of `owner`. Those that came in before are
    /// left alone.
    pub fn bring_in(
        &self,
        scene: &mut Scene<'_>,
        process: &Process,
        (from, most): (usize, usize),
        owner: MemberId,
    ) -> Result<EventProgress> {
        let live = Stage::of(scene, process.id, process.live_version)?;
        let stages: BTreeMap<String, Stage> = live.into_iter().map(|stage| (fold(&stage.name), stage)).collect();
        let source = format!("{SOURCE} {}", process.key);
        let chunk: Vec<&EventCase> = self.cases.iter().skip(from).take(most).collect();
        let known = before(scene, &source, "deal", chunk.iter().map(|(case, _)| case.clone()))?;
        let mut progress = EventProgress { cases: chunk.len(), ..EventProgress::default() };
        let (mut names, mut arrivals) = (Vec::new(), Vec::new());
        for case in chunk {
            if known.contains_key(&case.0) {
                progress.known += 1;
                continue;
            }
            match arrival(scene, case, &stages, owner) {
                Some(arrival) => {
                    names.push(case.0.clone());
                    arrivals.push(arrival);
                }
                None => progress.refused += 1,
            }
        }
        progress.new = arrivals.len();
        let deals = Deal::arrive(scene, arrivals)?;
        let kept = names.into_iter().zip(deals).map(|(name, deal)| (name, deal.id.bytes(), [0; 16])).collect();
        external::keep(scene, &source, "deal", kept)?;
        Ok(progress)
    }
}

fn missing(field: &str) -> &'static str {
    match field {
        "case" => "problem-events-case",
        "activity" => "problem-events-activity",
        _ => "problem-events-when",
    }
}

/// A case as a deal; nothing when it goes on after its end, or never began in an open stage.
fn arrival(
    scene: &Scene<'_>,
    (case, events): &EventCase,
    stages: &BTreeMap<String, Stage>,
    owner: MemberId,
) -> Option<Arrival> {
    let zone = scene.actor.workspace.zone();
    let known = |(activity, at): &(String, i64)| Some((stages.get(&fold(activity))?.clone(), *at));
    let mut way: Vec<(Stage, i64)> = events.iter().map(known).collect::<Option<_>>()?;
    let instants: Vec<i64> = way.iter().map(|(_, at)| *at).collect();
    let end = match way.last() {
        Some((stage, at)) if stage.kind != Status::Open => {
            let reason = (stage.kind == Status::Lost).then(|| SOURCE.to_owned());
            Some(End { stage: stage.clone(), on: day_of(*at, &zone), amount: None, reason })
        }
        _ => None,
    };
    if end.is_some() {
        way.pop();
    }
    if way.iter().any(|(stage, _)| stage.kind != Status::Open) {
        return None;
    }
    let mut way = way.into_iter().map(|(stage, at)| (stage, day_of(at, &zone)));
    let (stage, opened_on) = way.next()?;
    let new = NewDeal {
        title: case.chars().take(200).collect(),
        account: None,
        contact: None,
        product: None,
        amount: None,
        estimated: false,
        currency: currency(scene),
        expected_close: None,
        stage,
        opened_on: Some(opened_on),
        owner,
        team: None,
    };
    Some(Arrival { way: way.collect(), end, instants, ..Arrival::of(new) })
}

fn currency(scene: &Scene<'_>) -> Currency {
    scene.actor.workspace.currency
}

/// A moment as logs write it: with an offset, or in the zone.
fn instant(typed: &str, zone: &TimeZone) -> Option<i64> {
    if let Ok(instant) = typed.parse::<Timestamp>() {
        return Some(instant.as_microsecond());
    }
    let local = typed.parse::<DateTime>().ok()?;
    Some(local.to_zoned(zone.clone()).ok()?.timestamp().as_microsecond())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_logs_write_them() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let same = ["2010-12-30 14:32:00+01:00", "2010-12-30T13:32:00Z", "2010-12-30 14:32:00", "2010-12-30T14:32"];
        assert!(same.iter().all(|typed| instant(typed, &zone) == Some(1_293_715_920_000_000)));
        assert_eq!(instant("yesterday", &zone), None);
    }
}
