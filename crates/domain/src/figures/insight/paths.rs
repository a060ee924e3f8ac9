//! The ways of all deals of a process: where each stood and when, read from the kept facts. Kept at hand, and brought up
//! to date deal by deal.

use std::collections::HashMap;

use db::Value;

use super::super::Whose;
use super::path::{NONE, Pass, Path, Said, Stay};
use super::reading::{
    DEALS, DEALS_OF, Facts, HEAD, IMPORTS, PASSES, PASSES_OF, PUSHES, PUSHES_OF, Passed, Pushed, STAGES, TOUCHED,
    Touched, VISITS, VISITS_OF, Visit,
};
use super::routes::Routes;
use crate::id::Id;
use crate::many::find_any;
use crate::{DealId, Process, ProcessId, Result, Scene, Stage, Status};

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
    lines: HashMap<i64, Vec<u16>>,
    pub(super) deals: Vec<Path>,
    /// The place of each deal.
    places: HashMap<[u8; 16], usize>,
    /// The ways that deals went.
    pub(super) routes: Routes,
    /// Owners and teams of deals.
    pub(super) people: Said<[u8; 16]>,
    pub(super) reasons: Said<String>,
    /// Keys of criteria.
    pub(super) criteria: Said<String>,
}

/// Deals that are read at once.
const PAGE: i64 = 5000;

/// So many deals changed since that reading them one by one is no shorter than reading all.
const FEW: i64 = 2000;

impl Paths {
    /// Reads the ways of all deals of a process: four statements for every five thousand deals.
    pub fn read(scene: &mut Scene<'_>, process: &Process) -> Result<Self> {
        let mut paths = Self {
            process: process.id,
            upto: head(scene)?,
            stages: Vec::new(),
            now: 0,
            lines: HashMap::new(),
            deals: Vec::new(),
            places: HashMap::new(),
            routes: Routes::default(),
            people: Said(Vec::new()),
            reasons: Said::default(),
            criteria: Said::default(),
        };
        paths.read_stages(scene)?;
        // rows are far larger than what is kept of them: so many deals at once
        let mut after = DealId::of([0; 16]);
        loop {
            let deals: Vec<Facts> = scene.all(DEALS, &[process.id.into(), after.into(), PAGE.into()])?;
            let Some(last) = deals.last().map(|facts| DealId::of(facts.deal)) else { break };
            let visits: Vec<Visit> = scene.all(VISITS, &[process.id.into(), after.into(), last.into()])?;
            let passes: Vec<Passed> = scene.all(PASSES, &[process.id.into(), after.into(), last.into()])?;
            let pushes: Vec<Pushed> = scene.all(PUSHES, &[after.into(), last.into()])?;
            paths.take(scene, deals, (&visits, &passes), pushes);
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
            self.forget(touched.0);
        }
        let mut deals: Vec<Facts> = find_any(scene, DEALS_OF, &[], &ids)?;
        deals.retain(|facts| facts.process == self.process);
        deals.sort_by_key(|facts| facts.deal);
        deals.dedup_by_key(|facts| facts.deal);
        let mut visits: Vec<Visit> = find_any(scene, VISITS_OF, &[], &ids)?;
        visits.sort_by_key(|visit| (visit.deal, visit.number));
        visits.dedup_by_key(|visit| (visit.deal, visit.number));
        let mut passes: Vec<Passed> = find_any(scene, PASSES_OF, &[], &ids)?;
        passes.sort_by_key(|passed| (passed.deal, passed.number));
        passes.dedup_by_key(|passed| (passed.deal, passed.number));
        let pushes: Vec<Pushed> = find_any(scene, PUSHES_OF, &[], &ids)?;
        self.take(scene, deals, (&visits, &passes), pushes);
        Ok(())
    }

    fn forget(&mut self, deal: [u8; 16]) {
        let Some(place) = self.places.remove(&deal) else { return };
        self.deals.swap_remove(place);
        if let Some(moved) = self.deals.get(place) {
            self.places.insert(moved.deal, place);
        }
    }

    /// Reads the stages; true when they have other places than before, or a version has other ones.
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
        let before = std::mem::take(&mut self.lines);
        for stage in ever.iter().filter(|stage| stage.kind == Status::Open) {
            if let Some(place) = self.place(&stage.key) {
                self.lines.entry(stage.version).or_default().push(place);
            }
        }
        let rewritten = before.iter().any(|(version, line)| self.lines.get(version) != Some(line));
        Ok(moved || rewritten)
    }

    fn place(&self, key: &str) -> Option<u16> {
        self.stages.iter().position(|stage| stage.key == key).and_then(|place| u16::try_from(place).ok())
    }

    fn take(
        &mut self,
        scene: &Scene<'_>,
        deals: Vec<Facts>,
        (visits, passes): (&[Visit], &[Passed]),
        pushes: Vec<Pushed>,
    ) {
        let own = scene.actor.workspace.currency.code();
        let places: HashMap<&str, u16> =
            self.stages.iter().zip(0_u16..).map(|(stage, place)| (stage.key.as_str(), place)).collect();
        let first = self.deals.len();
        for facts in deals {
            let mut path = facts.path;
            path.own_currency = facts.currency == own;
            path.owner = self.people.place(facts.owner);
            path.team = facts.team.map_or(NONE, |team| self.people.place(team));
            path.lost_reason = facts.lost_reason.map_or(NONE, |reason| self.reasons.place(reason));
            self.places.insert(path.deal, self.deals.len());
            self.deals.push(path);
        }
        for way in visits.chunk_by(|one, other| one.deal == other.deal) {
            let Some(place) = way.first().and_then(|visit| self.places.get(&visit.deal)) else { continue };
            let path = &mut self.deals[*place];
            let stay = |visit: &Visit| {
                let stage = places.get(visit.stage.as_str()).copied()?;
                Some(Stay { stage, entered: visit.entered, left: visit.left })
            };
            path.stays = way.iter().filter_map(stay).collect();
        }
        self.take_passes(passes);
        for pushed in pushes {
            if let Some(place) = self.places.get(&pushed.deal) {
                self.deals[*place].pushes = u16::try_from(pushed.times).unwrap_or(u16::MAX);
            }
        }
        for path in &mut self.deals[first..] {
            let line = self.lines.get(&i64::from(path.version)).map_or(&[][..], Vec::as_slice);
            path.route = self.routes.place(path, line, &self.stages);
        }
    }
}

impl Paths {
    fn take_passes(&mut self, passes: &[Passed]) {
        for of_deal in passes.chunk_by(|one, other| one.deal == other.deal) {
            let Some(place) = of_deal.first().and_then(|passed| self.places.get(&passed.deal)).copied() else {
                continue;
            };
            let criteria = &mut self.criteria;
            let kept = of_deal.iter().filter_map(|passed| {
                let outcome = passed.outcome?;
                let criterion = criteria.known(&passed.criterion);
                let criterion = criterion.unwrap_or_else(|| criteria.place(passed.criterion.clone()));
                (criterion != NONE).then_some(Pass { criterion, day: passed.day, outcome })
            });
            self.deals[place].passes = kept.collect();
        }
    }
}

/// The number of the newest event.
fn head(scene: &mut Scene<'_>) -> Result<i64> {
    Ok(scene.find(HEAD, &[])?.unwrap_or(0))
}

impl Paths {
    /// The deals of whoever is asked about; everybody's unless said.
    pub(super) fn of(&self, whose: Option<Whose>) -> Vec<&Path> {
        let place = |id: [u8; 16]| self.people.known(&id);
        match whose {
            None => self.deals.iter().collect(),
            Some(Whose::Member(member)) => {
                let owner = place(member.bytes());
                self.deals.iter().filter(|path| owner == Some(path.owner)).collect()
            }
            Some(Whose::Team(team)) => {
                let team = place(team.bytes());
                self.deals.iter().filter(|path| team == Some(path.team)).collect()
            }
        }
    }

    /// The open stages of the version that the deal follows.
    pub(super) fn line(&self, path: &Path) -> &[u16] {
        self.lines.get(&i64::from(path.version)).map_or(&[], Vec::as_slice)
    }
}
