//! The ways of all deals of a process: where each stood and when, read from the kept facts. Kept at hand, and brought up
//! to date deal by deal.

use std::collections::HashMap;

use db::Value;
use jiff::civil::Date;

use super::reading::{
    DEALS, DEALS_OF, Facts, HEAD, IMPORTS, PUSHES, PUSHES_OF, Pushed, STAGES, TOUCHED, Touched, VISITS, VISITS_OF,
    Visit,
};
use crate::id::Id;
use crate::many::find_any;
use crate::{DealId, Process, ProcessId, Result, Scene, Stage, Status};

/// A stay in a stage. There are many: each takes six bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stay {
    /// The place of its stage in [`Paths::stages`].
    pub(super) stage: u16,
    entered: DayNumber,
    left: DayNumber,
}

impl Stay {
    /// When it began, where that is known, as a [number](number_of).
    pub(super) fn entered(self) -> Option<i32> {
        self.entered.get()
    }

    /// When it ended; nothing while it lasts.
    pub(super) fn left(self) -> Option<i32> {
        self.left.get()
    }
}

/// A day from 1900 to 2079, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DayNumber(u16);

impl DayNumber {
    pub(super) fn of(day: Option<Date>) -> Self {
        Self(day.and_then(|day| u16::try_from(number_of(day)).ok()).unwrap_or(0))
    }

    fn get(self) -> Option<i32> {
        (self.0 > 0).then(|| i32::from(self.0))
    }
}

/// What is said often and kept once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Said<T>(Vec<T>);

impl<T: PartialEq> Said<T> {
    fn place(&mut self, said: T) -> u16 {
        let known = self.0.iter().position(|known| *known == said);
        let place = known.unwrap_or_else(|| {
            self.0.push(said);
            self.0.len() - 1
        });
        u16::try_from(place).unwrap_or(u16::MAX)
    }

    fn at(&self, place: u16) -> Option<&T> {
        self.0.get(usize::from(place))
    }
}

/// The way of one deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Path {
    pub(super) number: i64,
    owner: u16,
    team: u16,
    lost_reason: u16,
    /// How often its expected closing was put off.
    pub(super) pushes: u16,
    version: u32,
    pub(super) status: Status,
    /// It is worth money of the workspace's own currency.
    pub(super) own_currency: bool,
    pub(super) amount: Option<i64>,
    pub(super) stays: Box<[Stay]>,
}

impl Path {
    /// Before it is said whose it is, and where it stood.
    pub(super) fn bare(number: i64, version: u32, status: Status, amount: Option<i64>) -> Self {
        Self {
            number,
            owner: NONE,
            team: NONE,
            lost_reason: NONE,
            pushes: 0,
            version,
            status,
            own_currency: false,
            amount,
            stays: Box::default(),
        }
    }

    /// The number of the version that it follows.
    pub(super) fn version(&self) -> u32 {
        self.version
    }
}

/// Nobody, nothing, or more than can be told apart.
const NONE: u16 = u16::MAX;

/// The ways of all deals of a process, up to an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Paths {
    /// The process.
    pub process: ProcessId,
    /// The number of the newest event that it knows.
    pub upto: i64,
    /// Every stage that the process ever had: those of now in their order, then those that are gone.
    pub(super) stages: Vec<Stage>,
    /// How many of the stages are those of now.
    pub(super) now: usize,
    /// The open stages of each version, as places in `stages`.
    pub(super) lines: HashMap<i64, Vec<u16>>,
    pub(super) deals: HashMap<[u8; 16], Path>,
    /// Owners and teams of deals.
    people: Said<[u8; 16]>,
    reasons: Said<String>,
}

/// Deals that are read at once.
const PAGE: i64 = 5000;

/// So many deals changed since that reading them one by one is no shorter than reading all.
const FEW: i64 = 2000;

impl Paths {
    /// Reads the ways of all deals of a process: three statements for every five thousand deals.
    pub fn read(scene: &mut Scene<'_>, process: &Process) -> Result<Self> {
        let mut paths = Self {
            process: process.id,
            upto: head(scene)?,
            stages: Vec::new(),
            now: 0,
            lines: HashMap::new(),
            deals: HashMap::new(),
            people: Said(Vec::new()),
            reasons: Said::default(),
        };
        paths.read_stages(scene)?;
        // rows are far larger than what is kept of them: so many deals at once
        let mut after = DealId::of([0; 16]);
        loop {
            let deals: Vec<Facts> = scene.all(DEALS, &[process.id.into(), after.into(), PAGE.into()])?;
            let Some(last) = deals.last().map(|facts| DealId::of(facts.deal)) else { break };
            let visits: Vec<Visit> = scene.all(VISITS, &[process.id.into(), after.into(), last.into()])?;
            let pushes: Vec<Pushed> = scene.all(PUSHES, &[after.into(), last.into()])?;
            paths.take(scene, deals, &visits, pushes);
            after = last;
        }
        Ok(paths)
    }

    /// Brings it up to date with what happened since: the deals that were touched are read anew.
    pub fn refresh(&mut self, scene: &mut Scene<'_>) -> Result<()> {
        let head = head(scene)?;
        if head <= self.upto {
            return Ok(());
        }
        let process = Process::all(scene)?.into_iter().find(|process| process.id == self.process);
        let touched: Vec<Touched> = scene.all(TOUCHED, &[self.upto.into(), (FEW + 1).into()])?;
        let Some(process) = process else { return Ok(()) };
        // an import that is taken back names none of its deals
        let imports = scene.find::<i64>(IMPORTS, &[self.upto.into()])?.unwrap_or(0);
        if imports > 0 || i64::try_from(touched.len()).unwrap_or(i64::MAX) > FEW {
            *self = Self::read(scene, &process)?;
            return Ok(());
        }
        if self.read_stages(scene)? {
            *self = Self::read(scene, &process)?;
            return Ok(());
        }
        self.upto = head;
        let ids: Vec<Value> = touched.iter().map(|touched| DealId::of(touched.0).into()).collect();
        for touched in &touched {
            self.deals.remove(&touched.0);
        }
        let mut deals: Vec<Facts> = find_any(scene, DEALS_OF, &[], &ids)?;
        deals.retain(|facts| facts.process == self.process);
        deals.sort_by_key(|facts| facts.deal);
        deals.dedup_by_key(|facts| facts.deal);
        let mut visits: Vec<Visit> = find_any(scene, VISITS_OF, &[], &ids)?;
        visits.sort_by_key(|visit| (visit.deal, visit.number));
        visits.dedup_by_key(|visit| (visit.deal, visit.number));
        let pushes: Vec<Pushed> = find_any(scene, PUSHES_OF, &[], &ids)?;
        self.take(scene, deals, &visits, pushes);
        Ok(())
    }

    /// Reads the stages; true when they have other places than before.
    fn read_stages(&mut self, scene: &mut Scene<'_>) -> Result<bool> {
        let mut now: Vec<Stage> = Stage::all(scene)?;
        now.retain(|stage| stage.process == self.process);
        now.sort_by_key(|stage| (stage.kind != Status::Open, stage.position));
        let ever: Vec<Stage> = scene.all(STAGES, &[self.process.into()])?;
        let live = now.len();
        for stage in &ever {
            if now.iter().all(|known| known.key != stage.key) {
                now.push(stage.clone());
            }
        }
        let keys = |stages: &[Stage]| stages.iter().map(|stage| stage.key.clone()).collect::<Vec<_>>();
        let moved = keys(&self.stages) != keys(&now);
        (self.now, self.stages) = (live, now);
        self.lines.clear();
        for stage in ever.iter().filter(|stage| stage.kind == Status::Open) {
            if let Some(place) = self.place(&stage.key) {
                self.lines.entry(stage.version).or_default().push(place);
            }
        }
        Ok(moved)
    }

    fn place(&self, key: &str) -> Option<u16> {
        self.stages.iter().position(|stage| stage.key == key).and_then(|place| u16::try_from(place).ok())
    }

    fn take(&mut self, scene: &Scene<'_>, deals: Vec<Facts>, visits: &[Visit], pushes: Vec<Pushed>) {
        let own = scene.actor.workspace.currency.code();
        let places: HashMap<&str, u16> =
            self.stages.iter().zip(0_u16..).map(|(stage, place)| (stage.key.as_str(), place)).collect();
        for facts in deals {
            let mut path = facts.path;
            path.own_currency = facts.currency == own;
            path.owner = self.people.place(facts.owner);
            path.team = facts.team.map_or(NONE, |team| self.people.place(team));
            path.lost_reason = facts.lost_reason.map_or(NONE, |reason| self.reasons.place(reason));
            self.deals.insert(facts.deal, path);
        }
        for way in visits.chunk_by(|one, other| one.deal == other.deal) {
            let Some(path) = way.first().and_then(|visit| self.deals.get_mut(&visit.deal)) else { continue };
            let stay = |visit: &Visit| {
                let stage = places.get(visit.stage.as_str()).copied()?;
                Some(Stay { stage, entered: visit.entered, left: visit.left })
            };
            path.stays = way.iter().filter_map(stay).collect();
        }
        for pushed in pushes {
            if let Some(path) = self.deals.get_mut(&pushed.deal) {
                path.pushes = u16::try_from(pushed.times).unwrap_or(u16::MAX);
            }
        }
    }
}

/// The number of the newest event.
fn head(scene: &mut Scene<'_>) -> Result<i64> {
    Ok(scene.find(HEAD, &[])?.unwrap_or(0))
}

impl Paths {
    /// Who the deal belongs to.
    pub(super) fn owner(&self, path: &Path) -> Option<[u8; 16]> {
        self.people.at(path.owner).copied()
    }

    /// Whose home it is.
    pub(super) fn team(&self, path: &Path) -> Option<[u8; 16]> {
        self.people.at(path.team).copied()
    }

    /// Why it was lost, as far as anybody said.
    pub(super) fn lost_reason(&self, path: &Path) -> Option<&str> {
        self.reasons.at(path.lost_reason).map(String::as_str)
    }

    /// The open stages of the version that the deal follows.
    pub(super) fn line(&self, path: &Path) -> Vec<u16> {
        self.lines.get(&i64::from(path.version)).cloned().unwrap_or_default()
    }
}

/// Days since the last day of 1899.
pub(super) fn number_of(date: Date) -> i32 {
    (date - Date::constant(1899, 12, 31)).get_days()
}
