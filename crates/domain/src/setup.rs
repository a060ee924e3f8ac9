//! Setting up a workspace: its name, its money, its time, its process, its first admin.

use std::sync::Arc;

use jiff::tz::TimeZone;
use measures::calendar::WorkingWeek;
use measures::money::Currency;
use serde::Deserialize;

use crate::member::LinkPurpose;
use crate::scene::Dice;
use crate::secret::Token;
use crate::workspace::working_week_typed;
use crate::{Actor, Event, Kind, Member, Problems, ProcessId, Result, Role, Scene, Workspace, WorkspaceId};

/// How long the first admin's link is good for: a day, in microseconds.
const GOOD_FOR: i64 = 24 * 3600 * 1_000_000;

/// A workspace as somebody typed it on the first day.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
pub struct SetupDraft {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// ISO 4217 code.
    #[serde(default)]
    pub currency: String,
    /// IANA name.
    #[serde(default)]
    pub time_zone: String,
    /// The days it works, as numbers 1 (Monday) to 7; Monday to Friday unless said.
    #[serde(default)]
    pub working_days: Vec<String>,
    /// The month in which its fiscal year begins, 1 unless said.
    #[serde(default)]
    pub fiscal_start_month: String,
    /// The first admin's name.
    #[serde(default)]
    pub admin_name: String,
    /// The first admin's e-mail; may come later, with the link.
    #[serde(default)]
    pub admin_email: String,
}

/// What a new process begins with: key, name, kind, usual days, and of 100 deals that stand there how
/// many are usually won. The team changes all of it.
const STAGES: [(&str, &str, &str, Option<i64>, i64); 7] = [
    ("prospecting", "Prospecting", "open", Some(14), 10),
    ("discovery", "Discovery", "open", Some(14), 20),
    ("demo", "Demo", "open", Some(10), 35),
    ("proposal", "Proposal", "open", Some(9), 50),
    ("negotiation", "Negotiation", "open", Some(7), 75),
    ("won", "Won", "won", None, 100),
    ("lost", "Lost", "lost", None, 0),
];

/// Sets up a workspace in an open transaction: the workspace, its standard process, its first admin
/// with a link to join that is good for a day. The caller chooses the identity.
pub fn set_up(
    tx: db::Tx<'_>,
    id: WorkspaceId,
    draft: &SetupDraft,
    token: &Token,
    (now, dice, demo): (i64, Dice, bool),
) -> Result<(Workspace, Member)> {
    let workspace = draft.read(id, demo)?;
    let mut scene = Scene::new(Actor::system(Arc::new(workspace.clone())), now, None, dice, tx);
    if Workspace::named(&mut scene.tx, &workspace.slug)?.is_some() {
        return Err(Problems::one("name", "problem-workspace-known").into());
    }
    workspace.insert(&mut scene)?;
    write_process(&mut scene)?;
    let event = Event::new(Kind::WorkspaceSetUp).about(id).with("name", workspace.name.as_str());
    event.with("currency", workspace.currency.code()).record(&mut scene)?;
    let mut admin = Member::empty(&mut scene)?;
    let name = draft.admin_name.trim();
    admin.name = if name.is_empty() { "Admin".to_owned() } else { name.to_owned() };
    let email = draft.admin_email.trim();
    admin.email = (!email.is_empty()).then(|| email.to_owned());
    admin.role = Role::Admin;
    admin.state = crate::MemberState::Invited;
    admin.insert(&mut scene)?;
    admin.keep_link(&mut scene, token, LinkPurpose::Join, GOOD_FOR)?;
    Ok((workspace, admin))
}

fn write_process(scene: &mut Scene<'_>) -> Result<()> {
    let process: ProcessId = scene.new_id();
    scene.run(INSERT_PROCESS, &[process.into(), "Standard".into(), scene.now.into()])?;
    scene.run(INSERT_VERSION, &[process.into(), scene.now.into()])?;
    for (position, (key, name, kind, usual, rate)) in (1_i64..).zip(STAGES) {
        let values = [
            process.into(),
            key.into(),
            name.into(),
            crate::fold(name).into(),
            kind.into(),
            (position * 10).into(),
            usual.into(),
            rate.into(),
        ];
        scene.run(INSERT_STAGE, &values)?;
    }
    Ok(())
}

impl SetupDraft {
    fn read(&self, id: WorkspaceId, demo: bool) -> Result<Workspace> {
        let mut problems = Problems::default();
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > 120 {
            problems.add("name", "problem-name-missing");
        }
        let Some(currency) = Currency::parse(self.currency.trim()) else {
            problems.add("currency", "problem-currency");
            return Err(problems.into());
        };
        let zone = self.time_zone.trim();
        if TimeZone::get(zone).is_err() {
            problems.add("time_zone", "problem-time-zone");
        }
        let month = match self.fiscal_start_month.trim() {
            "" => Some(1),
            typed => typed.parse().ok().filter(|month| (1..=12).contains(month)),
        };
        if month.is_none() {
            problems.add("fiscal_start_month", "problem-month");
        }
        let week = self.week(&mut problems);
        problems.or(Workspace {
            id,
            slug: slug(name),
            name: name.to_owned(),
            currency,
            time_zone: zone.to_owned(),
            working_week: week,
            fiscal_start_month: month.unwrap_or(1),
            demo,
            last_event: 0,
        })
    }

    fn week(&self, problems: &mut Problems) -> WorkingWeek {
        if self.working_days.is_empty() {
            return WorkingWeek::MONDAY_TO_FRIDAY;
        }
        working_week_typed(&self.working_days).unwrap_or_else(|| {
            problems.add("working_days", "problem-working-days");
            WorkingWeek::MONDAY_TO_FRIDAY
        })
    }
}

/// A name as it stands in addresses: `Harbour Coffee` becomes `harbour-coffee`.
fn slug(name: &str) -> String {
    let words = crate::fold::words(name).join("-");
    let plain: String =
        words.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').take(60).collect();
    if plain.is_empty() { "workspace".to_owned() } else { plain }
}

const INSERT_PROCESS: &str = "
    INSERT INTO processes (workspace_id, id, name, standard, live_version, created_at) VALUES ($1, $2, $3, TRUE, 1, $4)";

const INSERT_VERSION: &str = "
    INSERT INTO process_versions (workspace_id, process_id, version, state, created_at) VALUES ($1, $2, 1, 'live', $3)";

const INSERT_STAGE: &str = "
    INSERT INTO stages (workspace_id, process_id, version, stage_key, name, name_key, kind, position, usual_days,
      preset_win_rate)
    VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9)";
