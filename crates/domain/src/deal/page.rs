//! Everything that stands on the page of a deal, read in one moment.

use db::{FromRow, Row};
use jiff::civil::Date;

use super::{Buyer, Conformance, Deal, Guidance, Scored, Share, day};
use crate::event::{Names, Told, told_about, told_knowing};
use crate::{
    Account, Contact, File, HelpRequest, Member, Note, Process, Product, Result, Scene, Stage, Status, Team, Thanks,
    Tool,
};

/// Lines of the history on the page itself.
const LINES: i64 = 20;

/// Notes on the page itself.
const NOTES: i64 = 20;

/// What stands on the page of a deal.
#[derive(Debug, Clone, PartialEq)]
pub struct DealPage {
    /// The deal.
    pub deal: Deal,
    /// The customer.
    pub account: Option<Account>,
    /// The person there.
    pub contact: Option<Contact>,
    /// What is sold.
    pub product: Option<Product>,
    /// The home team.
    pub team: Option<Team>,
    /// The process that it follows, where there are several.
    pub process: Option<Process>,
    /// The stages of its process, in their order.
    pub stages: Vec<Stage>,
    /// The version that new deals of its team follow, when it is open and follows another.
    pub newer: Option<i64>,
    /// How its way fits its version, once it has ended.
    pub conformance: Option<Conformance>,
    /// What its process asks of it where it stands.
    pub guidance: Option<Guidance>,
    /// The tools for the stage where it stands, each with the keys of the criteria that it is for.
    pub tools: Vec<(Tool, Vec<String>)>,
    /// The scorecards among them, and those that somebody filled in, as they stand.
    pub scores: Vec<Scored>,
    /// Who has a part in buying.
    pub buyers: Vec<Buyer>,
    /// The stages it stood in.
    pub visits: Vec<Visited>,
    /// The deal team, owner first: everybody with their share.
    pub people: Vec<(Member, Share)>,
    /// The newest notes.
    pub notes: Vec<Note>,
    /// Its files, the newest first.
    pub files: Vec<File>,
    /// Requests for help that still wait.
    pub requests: Vec<HelpRequest>,
    /// Thanks that were said.
    pub thanks: Vec<Thanks>,
    /// The newest of what happened.
    pub history: Vec<Told>,
    /// The actor may change it.
    pub may_change: bool,
    /// The actor may correct it after closing, and open it again.
    pub may_correct: bool,
    /// The actor may set its shares.
    pub may_share: bool,
}

/// A stage that a deal stood in, all visits together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visited {
    /// The stage's key.
    pub stage: String,
    /// For how many days in all, of visits whose days are known.
    pub days: Option<i64>,
}

impl Deal {
    /// The deal with the number that people see, with everything that stands on its page.
    pub fn page(scene: &mut Scene<'_>, number: i64) -> Result<DealPage> {
        let deal = Self::numbered(scene, number)?;
        let shares = deal.shares(scene)?;
        let people = people(scene, shares)?;
        let sees = scene.actor.sees_all();
        let contact = deal.contact.filter(|_| sees).map(|contact| Contact::with_id(scene, contact)).transpose()?;
        let account = deal.account.map(|account| Account::with_id(scene, account)).transpose()?;
        let team = deal.team.map(|team| Team::with_id(scene, team)).transpose()?;
        let stages = deal.stages(scene)?;
        let known = names(&deal, account.as_ref(), team.as_ref(), &people);
        let tools = if deal.status == Status::Open { Tool::at(scene, &deal.stage)? } else { Vec::new() };
        Ok(DealPage {
            account,
            contact,
            product: deal.product.map(|product| Product::with_id(scene, product)).transpose()?,
            team,
            guidance: deal.guidance(scene, &stages)?,
            newer: deal.newer_version(scene)?,
            conformance: deal.ended_conformance(scene, &stages)?,
            process: one_of_several(Process::all(scene)?, &deal),
            stages,
            scores: deal.scores_and(scene, &tools)?,
            buyers: deal.buyers(scene)?,
            tools,
            visits: deal.visited(scene)?,
            people,
            notes: Note::of_deal(scene, deal.id, NOTES)?,
            files: File::of_deal(scene, deal.id)?,
            requests: HelpRequest::waiting(scene, deal.id)?,
            thanks: Thanks::of_deal(scene, deal.id)?,
            history: told_knowing(scene, deal.id, (i64::MAX, LINES), known)?,
            may_change: deal.may_change(scene)?,
            may_correct: deal.may_correct(scene),
            may_share: deal.may_share(scene),
            deal,
        })
    }

    fn ended_conformance(&self, scene: &mut Scene<'_>, stages: &[Stage]) -> Result<Option<Conformance>> {
        (self.status != Status::Open).then(|| self.conformance(scene, stages)).transpose()
    }

    /// What happened to it before event number `before`, newest first, a page of it.
    pub fn history(&self, scene: &mut Scene<'_>, before: i64) -> Result<Vec<Told>> {
        told_about(scene, self.id, before, LINES)
    }

    /// The stages it stood in, in the order of first entering; a stage left and entered on one day
    /// counts no day.
    pub fn visited(&self, scene: &mut Scene<'_>) -> Result<Vec<Visited>> {
        let today = scene.today();
        let visits: Vec<Visit> = scene.all(VISITS, &[self.id.into()])?;
        let mut visited: Vec<Visited> = Vec::new();
        for visit in visits.into_iter().filter(|visit| visit.kind == Status::Open.name()) {
            let left = visit.left_on.unwrap_or(today);
            let days = visit.entered_on.map(|entered| i64::from((left - entered).get_days().max(0)));
            match visited.iter_mut().find(|known| known.stage == visit.stage) {
                Some(known) => known.days = known.days.zip(days).map(|(known, more)| known + more),
                None => visited.push(Visited { stage: visit.stage, days }),
            }
        }
        Ok(visited)
    }
}

/// The process of the deal, unless it is the only one.
fn one_of_several(mut processes: Vec<Process>, deal: &Deal) -> Option<Process> {
    processes.retain(|process| process.live_version > 0);
    let several = processes.len() > 1;
    processes.into_iter().find(|process| several && process.id == deal.process)
}

/// What the page has read anyway is most of what its history names.
fn names(deal: &Deal, account: Option<&Account>, team: Option<&Team>, people: &[(Member, Share)]) -> Names {
    let mut names = Names::default().with(deal.id, deal.number, &deal.title);
    if let Some(account) = account {
        names = names.with(account.id, account.number, &account.name);
    }
    if let Some(team) = team {
        names = names.with(team.id, team.number, &team.name);
    }
    people.iter().fold(names, |names, (member, _)| names.with(member.id, member.number, &member.name))
}

/// The people behind shares, in one query.
fn people(scene: &mut Scene<'_>, shares: Vec<Share>) -> Result<Vec<(Member, Share)>> {
    let wanted: Vec<db::Value> = shares.iter().map(|share| share.member.into()).collect();
    let members: Vec<Member> = Member::any_of(scene, &wanted)?;
    let with = |share: Share| {
        let member = members.iter().find(|member| member.id == share.member)?.clone();
        Some((member, share))
    };
    Ok(shares.into_iter().filter_map(with).collect())
}

struct Visit {
    stage: String,
    kind: String,
    entered_on: Option<Date>,
    left_on: Option<Date>,
}

impl FromRow for Visit {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            stage: row.text("stage_key")?,
            kind: row.text("kind")?,
            entered_on: day(row, "entered_on")?,
            left_on: day(row, "left_on")?,
        })
    }
}

const VISITS: &str = "
    SELECT stage_key, kind, entered_on, left_on FROM stage_visits
    WHERE workspace_id = $1 AND deal_id = $2 ORDER BY number LIMIT 500";
