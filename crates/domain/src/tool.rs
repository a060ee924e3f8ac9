//! A tool for selling: a mail template, a case study, a scorecard, a play, a script. It has an owner, a day of review,
//! places in the process where it is offered, and variants by colleagues.

mod content;
mod drafting;
mod filling;
mod followed;
mod keeping;
mod placing;
mod presets;
mod using;

use std::collections::BTreeSet;

use db::{FromRow, Row};
use jiff::civil::Date;

pub use content::{Band, Content, Element, Scorecard, ToolKind};
pub use drafting::{BandDraft, ElementDraft, ToolDraft};
pub use filling::{Filled, MERGE_FIELDS};
pub use followed::Followed;
pub use placing::ToolPlace;
pub use presets::RubricPreset;

use crate::deal::day;
use crate::id::Id;
use crate::many::{Many, find_any, many};
use crate::{Deal, DealId, Error, Guides, MemberId, Result, Scene, StageAction, Test, ToolId};

/// A tool as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tool {
    /// Which one.
    pub id: ToolId,
    /// The number people see.
    pub number: i64,
    /// What it is called.
    pub title: String,
    /// What it says.
    pub content: Content,
    /// Who keeps it good.
    pub owner: MemberId,
    /// The number and name of the owner.
    pub owner_name: (i64, String),
    /// When the owner looks at it again.
    pub review_on: Option<Date>,
    /// The tool that this one is a variant of.
    pub variant_of: Option<ToolId>,
    /// The number of that tool.
    pub original: Option<i64>,
    /// Counts the changes.
    pub version: i64,
    /// It was taken away.
    pub discarded: bool,
}

/// A tool in the playbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToolLine {
    /// The tool.
    pub tool: Tool,
    /// How often it was used.
    pub uses: i64,
    /// In how many deals that were won.
    pub won: i64,
    /// The last day on which it was used.
    pub last_used_on: Option<Date>,
}

impl Tool {
    /// What it is.
    #[must_use]
    pub fn kind(&self) -> ToolKind {
        self.content.kind()
    }

    /// Its elements, bands and scale, when it is a scorecard.
    #[must_use]
    pub fn scorecard(&self) -> Option<&Scorecard> {
        self.content.scorecard()
    }

    /// The playbook, by title. Not for partners, who meet tools on their own deals only.
    pub fn all(scene: &mut Scene<'_>) -> Result<Vec<ToolLine>> {
        must_see_all(scene)?;
        scene.all(ALL, &[])
    }

    /// The tool with the number that people see, discarded ones too. Not for partners.
    pub fn numbered(scene: &mut Scene<'_>, number: i64) -> Result<Self> {
        must_see_all(scene)?;
        scene.find(NUMBERED, &[number.into()])?.ok_or(Error::NotFound)
    }

    /// The tool with this number, if somebody who works on the deal may use it: no training script, and for partners one
    /// that is offered where the deal stands, or a scorecard that its process asks for.
    pub fn for_deal(scene: &mut Scene<'_>, deal: &Deal, number: i64) -> Result<Self> {
        let tool: Self = scene.find(NUMBERED, &[number.into()])?.ok_or(Error::NotFound)?;
        let usable = !tool.discarded && !tool.kind().is_training();
        if usable && (scene.actor.sees_all() || tool.is_met_on(scene, deal)?) { Ok(tool) } else { Err(Error::NotFound) }
    }

    fn is_met_on(&self, scene: &mut Scene<'_>, deal: &Deal) -> Result<bool> {
        if self.places(scene)?.iter().any(|place| place.stage == deal.stage) {
            return Ok(true);
        }
        let guides = Guides::of(scene, deal.process, deal.process_version)?;
        let asks = |test: &Test| matches!(test, Test::ScoreAtLeast { tool, .. } if *tool == self.number);
        let mut actions = guides.at(&deal.stage).into_iter().flat_map(|guide| &guide.actions);
        Ok(guides.criteria().any(|criterion| asks(&criterion.test)) || actions.any(|action| self.is_of(action)))
    }

    /// Whether an action is done with it.
    fn is_of(&self, action: &StageAction) -> bool {
        action.tool.parse() == Ok(self.number)
    }

    /// The numbers of all that are there.
    pub(crate) fn numbers(scene: &mut Scene<'_>) -> Result<BTreeSet<i64>> {
        Ok(scene.all(NUMBERS, &[])?.into_iter().collect())
    }

    /// The scorecards, by title.
    pub fn scorecards(scene: &mut Scene<'_>) -> Result<Vec<Self>> {
        scene.all(SCORECARDS, &[])
    }

    /// The original and all its variants, this one among them, in the order in which they were made.
    pub fn family(&self, scene: &mut Scene<'_>) -> Result<Vec<Self>> {
        scene.all(FAMILY, &[self.variant_of.unwrap_or(self.id).into(), self.id.into()])
    }

    /// Those that somebody filled in for a deal.
    pub(crate) fn scored(scene: &mut Scene<'_>, deal: DealId) -> Result<Vec<Self>> {
        scene.all(SCORED, &[deal.into()])
    }

    /// Those with these identities, by title.
    pub(crate) fn any_of(scene: &mut Scene<'_>, ids: &[db::Value]) -> Result<Vec<Self>> {
        let mut tools: Vec<Self> = find_any(scene, ANY_OF, &[], ids)?;
        tools.sort_by(|one, other| (&one.title, one.number).cmp(&(&other.title, other.number)));
        tools.dedup_by_key(|tool| tool.id);
        Ok(tools)
    }
}

fn must_see_all(scene: &Scene<'_>) -> Result<()> {
    if scene.actor.sees_all() { Ok(()) } else { Err(Error::NotFound) }
}

impl FromRow for Tool {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            id: ToolId::of(row.id("id")?),
            number: row.int("number")?,
            title: row.text("title")?,
            content: content::read(&row.text("content")?)?,
            owner: MemberId::of(row.id("owner_id")?),
            owner_name: (row.int("owner_number")?, row.text("owner_name")?),
            review_on: day(row, "review_on")?,
            variant_of: row.maybe_id("variant_of")?.map(ToolId::of),
            original: row.maybe_int("original")?,
            version: row.int("version")?,
            discarded: row.maybe_int("discarded_at")?.is_some(),
        })
    }
}

impl FromRow for ToolLine {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            tool: Tool::from_row(row)?,
            uses: row.int("uses")?,
            won: row.int("won")?,
            last_used_on: day(row, "last_used_on")?,
        })
    }
}

macro_rules! tools {
    ($more:literal, $rest:literal) => {
        concat!(
            "SELECT t.id, t.number, t.title, t.content, t.owner_id, m.number AS owner_number, m.name AS owner_name,
               t.review_on, t.variant_of, o.number AS original, t.version, t.discarded_at",
            $more,
            " FROM tools t JOIN members m ON m.workspace_id = t.workspace_id AND m.id = t.owner_id
             LEFT JOIN tools o ON o.workspace_id = t.workspace_id AND o.id = t.variant_of ",
            $rest
        )
    };
    ($rest:literal) => {
        tools!("", $rest)
    };
}

const ALL: &str = tools!(
    ", COALESCE(u.uses, 0) AS uses, COALESCE(u.won, 0) AS won, u.last_used_on",
    "LEFT JOIN (
       SELECT u.tool_id, COUNT(*) AS uses, MAX(u.used_on) AS last_used_on,
         COUNT(DISTINCT CASE WHEN d.status = 'won' THEN d.id END) AS won
       FROM tool_uses u
       JOIN deals d ON d.workspace_id = u.workspace_id AND d.id = u.deal_id AND d.discarded_at IS NULL
       WHERE u.workspace_id = $1 GROUP BY u.tool_id) u ON u.tool_id = t.id
     WHERE t.workspace_id = $1 AND t.discarded_at IS NULL ORDER BY t.title_key, t.number"
);

const NUMBERED: &str = tools!("WHERE t.workspace_id = $1 AND t.number = $2");

const NUMBERS: &str = "SELECT number FROM tools WHERE workspace_id = $1 AND discarded_at IS NULL";

const SCORECARDS: &str = tools!(
    "WHERE t.workspace_id = $1 AND t.discarded_at IS NULL AND t.kind IN ('matrix', 'rubric')
     ORDER BY t.title_key, t.number"
);

const FAMILY: &str = tools!(
    "WHERE t.workspace_id = $1 AND (t.id = $2 OR t.variant_of = $2) AND (t.discarded_at IS NULL OR t.id = $3)
     ORDER BY t.number"
);

const SCORED: &str = tools!(
    "WHERE t.workspace_id = $1 AND t.discarded_at IS NULL AND t.id IN (
       SELECT tool_id FROM deal_scores WHERE workspace_id = $1 AND deal_id = $2)
     ORDER BY t.title_key, t.number"
);

const ANY_OF: Many = many!(tools!("WHERE t.workspace_id = $1 AND t.discarded_at IS NULL AND t.id IN "));
