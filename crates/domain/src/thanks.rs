//! Thanks: said to somebody for something they did on a deal.

use db::{FromRow, Row};
use serde::Deserialize;

use crate::{Deal, DealId, Error, Event, Kind, Member, Problems, Result, Scene, ThanksId};

/// Thanks as somebody typed them.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
pub struct ThanksDraft {
    /// The number of the person.
    #[serde(default)]
    pub to: String,
    /// What for.
    #[serde(default)]
    pub words: String,
}

/// Thanks that were said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thanks {
    /// Who said it: number and name.
    pub from: (i64, String),
    /// To whom: number and name.
    pub to: (i64, String),
    /// What for.
    pub words: String,
    /// When, in microseconds since 1970 UTC.
    pub created_at: i64,
}

impl Thanks {
    /// Thanks somebody for something on a deal. Whoever sees the deal may.
    pub fn give(scene: &mut Scene<'_>, deal: &Deal, draft: &ThanksDraft) -> Result<()> {
        if scene.actor.read_only {
            return Err(Error::Forbidden);
        }
        let mut problems = Problems::default();
        let to = Member::numbered_typed(scene, &draft.to)?;
        match &to {
            None => problems.add("to", "problem-member-unknown"),
            Some(to) if to.id == scene.actor.id => problems.add("to", "problem-thanks-yourself"),
            Some(_) => {}
        }
        let words = draft.words.trim();
        match words.chars().count() {
            0 => problems.add("words", "problem-words-missing"),
            1..=500 => {}
            _ => problems.add("words", "problem-words-long"),
        }
        let to = problems.or(to)?.ok_or(Error::NotFound)?;
        let id: ThanksId = scene.new_id();
        let values = [id.into(), scene.actor.id.into(), to.id.into(), deal.id.into(), words.into(), scene.now.into()];
        scene.run(INSERT, &values)?;
        let event = Event::new(Kind::ThanksGiven).about(id).about(deal.id).about_as(to.id, "thanked");
        event.with("words", words).record(scene).map(drop)
    }

    /// The thanks said about a deal, newest first, at most twenty.
    pub fn of_deal(scene: &mut Scene<'_>, deal: DealId) -> Result<Vec<Self>> {
        scene.all(OF_DEAL, &[deal.into()])
    }
}

impl FromRow for Thanks {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            from: (row.int("from_number")?, row.text("from_name")?),
            to: (row.int("to_number")?, row.text("to_name")?),
            words: row.text("words")?,
            created_at: row.int("created_at")?,
        })
    }
}

const INSERT: &str = "
    INSERT INTO thanks (workspace_id, id, from_id, to_id, deal_id, words, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

const OF_DEAL: &str = "
    SELECT f.number AS from_number, f.name AS from_name, o.number AS to_number, o.name AS to_name, t.words, t.created_at
    FROM thanks t
    JOIN members f ON f.workspace_id = t.workspace_id AND f.id = t.from_id
    JOIN members o ON o.workspace_id = t.workspace_id AND o.id = t.to_id
    WHERE t.workspace_id = $1 AND t.deal_id = $2 ORDER BY t.created_at DESC LIMIT 20";
