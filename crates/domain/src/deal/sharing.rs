//! The deal team: who is on it, in which role, with which share.

use std::collections::BTreeSet;

use db::{FromRow, Row};
use jiff::civil::Date;
use measures::split::BasisPoints;
use serde::Deserialize;
use serde_json::json;

use super::{Deal, version_typed};
use crate::id::Id;
use crate::{Event, Kind, Member, MemberId, Problems, Result, Scene, Status};

/// The whole, in basis points.
const WHOLE: i64 = 10_000;

/// The most people on one deal.
const MOST: usize = 30;

/// What a share counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A part of the 100 %.
    Revenue,
    /// Beside the 100 %.
    Overlay,
}

impl Part {
    /// The name in the database, in forms and in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Revenue => "revenue",
            Self::Overlay => "overlay",
        }
    }

    fn named(name: &str) -> Option<Self> {
        [Self::Revenue, Self::Overlay].into_iter().find(|part| part.name() == name)
    }
}

/// One person's place on a deal team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Whose.
    pub member: MemberId,
    /// What they do on this deal, in the team's own words.
    pub role: String,
    /// What it counts for.
    pub kind: Part,
    /// How much, in hundredths of a per cent.
    pub basis_points: i64,
}

impl FromRow for Share {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            member: MemberId::of(row.id("member_id")?),
            role: row.text("role")?,
            kind: Part::named(&row.text("kind")?).unwrap_or(Part::Revenue),
            basis_points: row.int("basis_points")?,
        })
    }
}

/// One row of the deal team, as typed.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
pub struct ShareDraft {
    /// The person's number. Empty: the row does not count.
    #[serde(default)]
    pub member: String,
    /// What they do.
    #[serde(default)]
    pub role: String,
    /// Their share in per cent.
    #[serde(default)]
    pub percent: String,
    /// `revenue` or `overlay`.
    #[serde(default)]
    pub kind: String,
}

/// A whole deal team, as typed.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
pub struct DealTeamDraft {
    /// The version that the form shows.
    #[serde(default)]
    pub version: String,
    /// The owner's number.
    #[serde(default)]
    pub owner: String,
    /// Everybody.
    #[serde(default)]
    pub shares: Vec<ShareDraft>,
    /// Why; needed once the deal is closed.
    #[serde(default)]
    pub reason: String,
}

impl Deal {
    /// The deal team as it is, owner first, then by share.
    pub fn shares(&self, scene: &mut Scene<'_>) -> Result<Vec<Share>> {
        let mut shares: Vec<Share> = scene.all(SHARES, &[self.id.into()])?;
        shares.sort_by_key(|share| (share.member != self.owner, share.kind == Part::Overlay, -share.basis_points));
        Ok(shares)
    }

    /// Makes this the deal team. The same team again changes nothing. On a closed deal it is a
    /// correction: leaders and operations only, with a reason, credited on the day it is made.
    pub fn set_team(&mut self, scene: &mut Scene<'_>, draft: &DealTeamDraft) -> Result<()> {
        self.must_share(scene)?;
        let closed = self.status != Status::Open;
        self.must_be(version_typed(&draft.version))?;
        let (owner, shares) = draft.read(scene)?;
        if closed && draft.reason.trim().is_empty() {
            return Err(Problems::one("reason", "problem-correction-needs-reason").into());
        }
        let day = scene.today();
        self.replace_team(scene, day, owner, &shares, draft.reason.trim())
    }

    /// The engine behind [`Self::set_team`], for a team that is already sound.
    pub(crate) fn replace_team(
        &mut self,
        scene: &mut Scene<'_>,
        day: Date,
        owner: MemberId,
        shares: &[Share],
        reason: &str,
    ) -> Result<()> {
        let before = self.shares(scene)?;
        if same(&before, shares) && owner == self.owner {
            return Ok(());
        }
        let was = self.clone();
        self.owner = owner;
        self.version += 1;
        scene.run(WRITE_OWNER, &[self.id.into(), owner.into(), self.version.into()])?;
        self.write_shares(scene, day, shares)?;
        if was.owner != owner {
            self.write_terms(scene, day)?;
            self.count(scene, Some(&was))?;
        }
        let number = self.team_set(&before, shares, reason).effective(day).record(scene)?;
        self.settle(scene, day, "reshare", number)
    }

    /// The event of its team becoming `shares` from what it was `before`.
    pub(super) fn team_set(&self, before: &[Share], shares: &[Share], reason: &str) -> Event {
        let told: Vec<_> = shares
            .iter()
            .map(|share| json!({ "role": share.role, "kind": share.kind.name(), "basis_points": share.basis_points }))
            .collect();
        let mut event = self.event(Kind::DealTeamSet).with("shares", told).with("reason", reason);
        for share in shares {
            let added = before.iter().all(|known| known.member != share.member);
            event = event.about_as(share.member, if added { "added" } else { "member" });
        }
        for gone in before.iter().filter(|known| shares.iter().all(|share| share.member != known.member)) {
            event = event.about_as(gone.member, "removed");
        }
        event
    }
}

fn same(before: &[Share], after: &[Share]) -> bool {
    before.len() == after.len() && after.iter().all(|share| before.contains(share))
}

impl DealTeamDraft {
    fn read(&self, scene: &mut Scene<'_>) -> Result<(MemberId, Vec<Share>)> {
        let mut problems = Problems::default();
        let mut shares: Vec<Share> = Vec::new();
        for (row, draft) in self.shares.iter().enumerate().filter(|(_, draft)| !draft.member.trim().is_empty()) {
            match draft.read(scene, row)? {
                Ok(share) => shares.push(share),
                Err(found) => found.iter().for_each(|(field, problem)| problems.add(field, problem.text)),
            }
        }
        let owner = Member::numbered_typed(scene, &self.owner)?.map(|member| member.id);
        check(&shares, owner, &mut problems);
        match owner {
            Some(owner) => problems.or((owner, shares)),
            None => Err(Problems::one("owner", "problem-owner-missing").into()),
        }
    }
}

impl ShareDraft {
    fn read(&self, scene: &mut Scene<'_>, row: usize) -> Result<Result<Share, Problems>> {
        let field = |name: &str| format!("shares.{row}.{name}");
        let Some(member) = Member::numbered_typed(scene, &self.member)? else {
            return Ok(Err(Problems::one(&field("member"), "problem-member-unknown")));
        };
        let Ok(BasisPoints(basis_points)) = BasisPoints::from_percent(&self.percent) else {
            return Ok(Err(Problems::one(&field("percent"), "problem-percent")));
        };
        let kind = Part::named(&self.kind).unwrap_or(Part::Revenue);
        let role = self.role.trim().chars().take(80).collect();
        Ok(Ok(Share { member: member.id, role, kind, basis_points: i64::from(basis_points) }))
    }
}

fn check(shares: &[Share], owner: Option<MemberId>, problems: &mut Problems) {
    let sum: i64 = revenue(shares).map(|share| share.basis_points).sum();
    if sum != WHOLE {
        problems.add_with("shares", "problem-shares-sum", &[("sum", percent(sum)), ("rest", percent(WHOLE - sum))]);
    }
    if shares.len() > MOST {
        problems.add("shares", "problem-too-many-on-deal");
    }
    let people: BTreeSet<_> = shares.iter().map(|share| share.member).collect();
    if people.len() != shares.len() {
        problems.add("shares", "problem-person-twice");
    }
    if owner.is_some_and(|owner| !people.contains(&owner)) {
        problems.add("owner", "problem-owner-not-on-team");
    }
}

/// Basis points as people write per cent: `33.33`.
#[must_use]
pub(crate) fn percent(basis_points: i64) -> String {
    let sign = if basis_points < 0 { "-" } else { "" };
    let (whole, rest) = (basis_points.abs() / 100, basis_points.abs() % 100);
    match rest {
        0 => format!("{sign}{whole}"),
        _ if rest % 10 == 0 => format!("{sign}{whole}.{}", rest / 10),
        _ => format!("{sign}{whole}.{rest:02}"),
    }
}

/// The shares that make the 100 %.
pub(super) fn revenue(shares: &[Share]) -> impl Iterator<Item = &Share> {
    shares.iter().filter(|share| share.kind == Part::Revenue)
}

/// One owner with the whole.
pub(crate) fn alone(owner: MemberId, role: &str) -> Vec<Share> {
    vec![Share { member: owner, role: role.to_owned(), kind: Part::Revenue, basis_points: WHOLE }]
}

const SHARES: &str = "
    SELECT member_id, role, kind, basis_points FROM deal_shares
    WHERE workspace_id = $1 AND deal_id = $2 AND to_on IS NULL AND state = 'accepted' ORDER BY number";

const WRITE_OWNER: &str = "UPDATE deals SET owner_id = $3, version = $4 WHERE workspace_id = $1 AND id = $2";
