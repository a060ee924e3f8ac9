//! What stands around every page: the person's team-mates, their unread news, how far the log is.

use db::{FromRow, Row};

use crate::{MemberState, Result, Scene};

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
        let Some(mine) = scene.find::<Mine>(ME, &[me.into()])? else {
            let newest: i64 = scene.find(NEWEST, &[])?.unwrap_or(0);
            return Ok(Self { newest, ..Self::default() });
        };
        let Mine { number, unseen, newest, home } = mine;
        let Some((home, team)) = home else { return Ok(Self { me: number, unseen, newest, ..Self::default() }) };
        let mates = scene.all(MATES, &[home.into(), me.into()])?;
        Ok(Self { me: number, team: Some(team), mates, unseen, newest })
    }
}

struct Mine {
    number: i64,
    unseen: i64,
    newest: i64,
    /// The team in the margin: which, its number and name.
    home: Option<([u8; 16], (i64, String))>,
}

impl FromRow for Mine {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let (number, unseen) = (row.int("number")?, row.int("unseen")?);
        let team = row.maybe_int("team_number")?.zip(row.maybe_text("team_name")?);
        Ok(Self { number, unseen, newest: row.int("last_event")?, home: row.maybe_id("home")?.zip(team) })
    }
}

impl FromRow for Mate {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let placeholder = row.text("state")? == MemberState::Placeholder.name();
        Ok(Self { number: row.int("number")?, name: row.text("name")?, placeholder })
    }
}

const NEWEST: &str = "SELECT last_event FROM workspaces WHERE id = $1";

/// One row for all of it: this stands around every page. The team is that of `Team::home_of`.
const ME: &str = "
    SELECT m.number, w.last_event,
      (SELECT COUNT(*) FROM notices n WHERE n.workspace_id = m.workspace_id AND n.member_id = m.id
        AND n.event_number > m.notices_seen) AS unseen,
      t.id AS home, t.number AS team_number, t.name AS team_name
    FROM members m JOIN workspaces w ON w.id = m.workspace_id
    LEFT JOIN teams t ON t.workspace_id = m.workspace_id AND t.id = (
      SELECT s.team_id FROM memberships s WHERE s.workspace_id = m.workspace_id AND s.member_id = m.id
        AND s.to_on IS NULL ORDER BY s.role DESC, s.from_on DESC, s.team_id LIMIT 1)
    WHERE m.workspace_id = $1 AND m.id = $2";

const MATES: &str = "
    SELECT m.number, m.name, m.state
    FROM memberships s JOIN members m ON m.workspace_id = s.workspace_id AND m.id = s.member_id
    WHERE s.workspace_id = $1 AND s.team_id = $2 AND s.to_on IS NULL AND m.id <> $3 AND m.state <> 'removed'
    ORDER BY m.name_key, m.id LIMIT 12";
