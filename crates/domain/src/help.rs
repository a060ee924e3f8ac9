//! A request for help on a deal, to somebody or to everybody.

use db::{FromRow, Row};
use serde::Deserialize;

use crate::id::{Id, maybe};
use crate::{Deal, DealId, Error, Event, HelpRequestId, Kind, Member, MemberId, Problems, Result, Role, Scene};

/// A request as somebody typed it.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
pub struct HelpDraft {
    /// The number of the person who is asked; empty for everybody.
    #[serde(default)]
    pub asked: String,
    /// What is needed.
    #[serde(default)]
    pub words: String,
}

/// A request for help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpRequest {
    /// Which one.
    pub id: HelpRequestId,
    /// The number people see.
    pub number: i64,
    /// Who asks.
    pub asker: MemberId,
    /// The number and name of who asks.
    pub asker_name: (i64, String),
    /// The number and name of who is asked, when somebody in particular is.
    pub asked_name: Option<(i64, String)>,
    /// The deal it is about.
    pub deal: Option<DealId>,
    /// What is needed.
    pub words: String,
    /// Still waiting.
    pub open: bool,
    /// When it was asked, in microseconds since 1970 UTC.
    pub created_at: i64,
}

impl HelpRequest {
    /// Asks for help on a deal: its deal team, its team's leaders, operations.
    pub fn ask(scene: &mut Scene<'_>, deal: &Deal, draft: &HelpDraft) -> Result<i64> {
        if !deal.may_change(scene)? {
            return Err(Error::Forbidden);
        }
        let mut problems = Problems::default();
        let asked = Member::numbered_typed(scene, &draft.asked)?;
        if asked.is_none() && !draft.asked.trim().is_empty() {
            problems.add("asked", "problem-member-unknown");
        }
        let words = draft.words.trim();
        match words.chars().count() {
            0 => problems.add("words", "problem-words-missing"),
            1..=500 => {}
            _ => problems.add("words", "problem-words-long"),
        }
        problems.or(())?;
        let (id, asked): (HelpRequestId, _) = (scene.new_id(), asked.map(|member| member.id));
        let number = scene.next_number("help_requests")?;
        let values = [
            id.into(),
            number.into(),
            scene.actor.id.into(),
            maybe(asked),
            deal.id.into(),
            words.into(),
            scene.now.into(),
        ];
        scene.run(INSERT, &values)?;
        let event = Event::new(Kind::HelpRequested).about(id).about(deal.id).with("words", words);
        asked.into_iter().fold(event, |event, asked| event.about_as(asked, "asked")).record(scene)?;
        Ok(number)
    }

    /// The request with this number. What it is about must be seen to see it.
    pub fn numbered(scene: &mut Scene<'_>, number: i64) -> Result<Self> {
        let request: Self = scene.find(NUMBERED, &[number.into()])?.ok_or(Error::NotFound)?;
        match request.deal {
            Some(deal) => Deal::with_id(scene, deal).map(drop)?,
            None if scene.actor.role == Role::Partner => return Err(Error::NotFound),
            None => {}
        }
        Ok(request)
    }

    /// The requests on a deal that still wait, oldest first.
    pub fn waiting(scene: &mut Scene<'_>, deal: DealId) -> Result<Vec<Self>> {
        scene.all(WAITING, &[deal.into()])
    }

    /// Somebody helped: the request waits no longer. Whoever asked takes it back the same way. Again:
    /// changes nothing.
    pub fn answer(&self, scene: &mut Scene<'_>) -> Result<()> {
        if scene.actor.read_only {
            return Err(Error::Forbidden);
        }
        let values = [self.id.into(), scene.actor.id.into(), scene.now.into()];
        if scene.run(ANSWER, &values)? == 0 {
            return Ok(());
        }
        let event = Event::new(Kind::HelpAnswered).about(self.id).about_any(self.deal);
        event.about_as(self.asker, "answered").record(scene).map(drop)
    }
}

impl FromRow for HelpRequest {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            id: HelpRequestId::of(row.id("id")?),
            number: row.int("number")?,
            asker: MemberId::of(row.id("asker_id")?),
            asker_name: (row.int("asker_number")?, row.text("asker_name")?),
            asked_name: row.maybe_int("asked_number")?.zip(row.maybe_text("asked_name")?),
            deal: row.maybe_id("deal_id")?.map(DealId::of),
            words: row.text("words")?,
            open: row.text("state")? == "open",
            created_at: row.int("created_at")?,
        })
    }
}

macro_rules! requests_where {
    ($condition:literal) => {
        concat!(
            "SELECT h.id, h.number, h.asker_id, m.number AS asker_number, m.name AS asker_name,
               o.number AS asked_number, o.name AS asked_name, h.deal_id, h.words, h.state, h.created_at
             FROM help_requests h
             JOIN members m ON m.workspace_id = h.workspace_id AND m.id = h.asker_id
             LEFT JOIN members o ON o.workspace_id = h.workspace_id AND o.id = h.asked_id
             WHERE h.workspace_id = $1 AND ",
            $condition
        )
    };
}

const NUMBERED: &str = requests_where!("h.number = $2");

const WAITING: &str = requests_where!("h.deal_id = $2 AND h.state = 'open' ORDER BY h.created_at, h.number LIMIT 20");

const INSERT: &str = "
    INSERT INTO help_requests (workspace_id, id, number, asker_id, asked_id, deal_id, words, state, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8)";

const ANSWER: &str = "
    UPDATE help_requests SET state = 'answered', answered_by = $3, answered_at = $4
    WHERE workspace_id = $1 AND id = $2 AND state = 'open'";
