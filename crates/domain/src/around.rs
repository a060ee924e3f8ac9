//! What stands around every page: the person's team-mates, their unread news, how far the log is.

use db::{FromRow, Row};

use crate::{MemberState, Result, Scene, Team};

/// A team-mate in the margin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mate {
    /// The number people see.
    pub number: i64,
    /// Their name.
    pub name: String,
    /// Nobody signs in with it yet.
    pub placeholder: bool,
}

/// What stands around every page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// The person's own number.
    pub me: i64,
    /// The team in the margin: its number and name.
    pub team: Option<(i64, String)>,
    /// Who else is in it, by name.
    pub mates: Vec<Mate>,
    /// News not seen yet.
    pub unseen: i64,
    /// The number of the newest event.
    pub newest: i64,
}

impl Around {
    /// Reads it for the actor.
    pub fn read(scene: &mut Scene<'_>) -> Result<Self> {
        let me = scene.actor.id;
        let newest: i64 = scene.find(NEWEST, &[])?.unwrap_or(0);
        let Some(counted) = scene.find::<Counted>(ME, &[me.into()])? else {
            return Ok(Self { newest, ..Self::default() });
        };
        let home = Team::home_of(scene, me)?;
        let team = home.map(|team| Team::with_id(scene, team)).transpose()?;
        let mates = match home {
            Some(team) => scene.all(MATES, &[team.into(), me.into()])?,
            None => Vec::new(),
        };
        let team = team.map(|team| (team.number, team.name));
        Ok(Self { me: counted.number, team, mates, unseen: counted.unseen, newest })
    }
}

struct Counted {
    number: i64,
    unseen: i64,
}

impl FromRow for Counted {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { number: row.int("number")?, unseen: row.int("unseen")? })
    }
}

impl FromRow for Mate {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let placeholder = row.text("state")? == MemberState::Placeholder.name();
        Ok(Self { number: row.int("number")?, name: row.text("name")?, placeholder })
    }
}

const NEWEST: &str = "SELECT last_event FROM workspaces WHERE id = $1";

const ME: &str = "
    SELECT m.number, (SELECT COUNT(*) FROM notices n WHERE n.workspace_id = m.workspace_id AND n.member_id = m.id
      AND n.event_number > m.notices_seen) AS unseen
    FROM members m WHERE m.workspace_id = $1 AND m.id = $2";

const MATES: &str = "
    SELECT m.number, m.name, m.state
    FROM memberships s JOIN members m ON m.workspace_id = s.workspace_id AND m.id = s.member_id
    WHERE s.workspace_id = $1 AND s.team_id = $2 AND s.to_on IS NULL AND m.id <> $3 AND m.state <> 'removed'
    ORDER BY m.name_key, m.id LIMIT 12";
