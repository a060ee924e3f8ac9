//! Across the team: what colleagues won, learned and thanked for, and who asks for help.

use db::{FromRow, Row};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::deal::day;
use crate::{MemberId, Result, Scene, TeamId};

/// How far back the feed looks, in days.
const LOOKS_BACK: i32 = 30;

/// What it is that happened across the team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AcrossKind {
    /// A deal was won.
    Won,
    /// Something was learned.
    Learned,
    /// Somebody said thanks.
    Thanks,
    /// Somebody asks for help.
    Request,
}

/// One line of the feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcrossLine {
    /// What happened.
    pub kind: AcrossKind,
    /// The day.
    pub on: Date,
    /// The instant it was written down, in microseconds since 1970 UTC.
    pub at: i64,
    /// Who won, learned, thanked or asks: numbers and names.
    pub who: Vec<(i64, String)>,
    /// Who was thanked or is asked: the number and the name; nobody in particular when nothing.
    pub whom: Option<(i64, String)>,
    /// The deal it is about: the number and what is sold to whom.
    pub deal: Option<(i64, String)>,
    /// The customer.
    pub account: Option<String>,
    /// What was written; empty for a win.
    pub words: String,
    /// Credit of a win, in minor units of the workspace's currency.
    pub minor: Option<i64>,
    /// The number of a request for help.
    pub request: Option<i64>,
}

/// What happened in a team (without one: what people learned and who was thanked) up to a day, newest
/// first, and the open requests for help that this person might answer.
pub(super) fn across(
    scene: &mut Scene<'_>,
    me: MemberId,
    team: Option<TeamId>,
    as_of: Date,
) -> Result<(Vec<AcrossLine>, Vec<AcrossLine>)> {
    let since = as_of.saturating_sub(LOOKS_BACK.days());
    let zone = scene.actor.workspace.zone();
    let instant = |day: Date| day.to_zoned(zone.clone()).map_or(i64::MAX, |at| at.timestamp().as_microsecond());
    let (from, until) = (instant(since), instant(as_of.tomorrow().unwrap_or(as_of)));
    let values = [
        me.into(),
        crate::id::maybe(team),
        since.to_string().into(),
        as_of.to_string().into(),
        from.into(),
        until.into(),
    ];
    let mut lines: Vec<AcrossLine> = Vec::new();
    for line in scene.all::<AcrossLine>(ACROSS, &values)? {
        let same = |known: &&mut AcrossLine| {
            known.kind == AcrossKind::Won && line.kind == known.kind && (known.deal == line.deal && known.on == line.on)
        };
        match lines.last_mut().filter(same) {
            Some(known) => {
                known.who.extend(line.who);
                known.minor = known.minor.zip(line.minor).map(|(known, more)| known + more);
            }
            None => lines.push(line),
        }
    }
    lines.sort_by_key(|line| std::cmp::Reverse((line.on, line.at)));
    Ok(lines.into_iter().partition(|line| line.kind != AcrossKind::Request))
}

/// Open requests for help of the people in a team, newest first.
pub fn requests(scene: &mut Scene<'_>, team: TeamId) -> Result<Vec<AcrossLine>> {
    scene.all(REQUESTS, &[team.into()])
}

impl FromRow for AcrossLine {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let kind = match row.text("kind")?.as_str() {
            "won" => AcrossKind::Won,
            "learned" => AcrossKind::Learned,
            "thanks" => AcrossKind::Thanks,
            _ => AcrossKind::Request,
        };
        let at = row.int("at")?;
        Ok(Self {
            kind,
            on: day(row, "on_day")?.unwrap_or_else(|| crate::day_of(at, &jiff::tz::TimeZone::UTC)),
            at,
            who: vec![(row.int("who_number")?, row.text("who_name")?)],
            whom: row.maybe_int("whom_number")?.zip(row.maybe_text("whom_name")?),
            deal: row.maybe_int("deal_number")?.zip(row.maybe_text("deal_title")?),
            account: row.maybe_text("account")?,
            words: row.maybe_text("words")?.unwrap_or_default(),
            minor: row.maybe_int("minor")?,
            request: row.maybe_int("request")?,
        })
    }
}

/// Each part is bounded, and found by an index of its own.
const ACROSS: &str = "
    SELECT * FROM (
      SELECT 'won' AS kind, l.effective_on AS on_day, l.recorded_at AS at, m.number AS who_number, m.name AS who_name,
        CAST(NULL AS BIGINT) AS whom_number, CAST(NULL AS TEXT) AS whom_name, d.number AS deal_number,
        d.title AS deal_title, a.name AS account, CAST(NULL AS TEXT) AS words, l.minor AS minor,
        CAST(NULL AS BIGINT) AS request
      FROM ledger_entries l
      JOIN members m ON m.workspace_id = l.workspace_id AND m.id = l.member_id
      JOIN deals d ON d.workspace_id = l.workspace_id AND d.id = l.deal_id
      LEFT JOIN accounts a ON a.workspace_id = d.workspace_id AND a.id = d.account_id
      WHERE l.workspace_id = $1 AND l.team_id = $3 AND l.effective_on > $4 AND l.effective_on <= $5 AND l.kind = 'won'
      ORDER BY l.effective_on DESC, l.event_number DESC, l.number LIMIT 20) won
    UNION ALL SELECT * FROM (
      SELECT 'learned' AS kind, n.occurred_on AS on_day, n.created_at AS at, m.number AS who_number,
        m.name AS who_name, CAST(NULL AS BIGINT) AS whom_number, CAST(NULL AS TEXT) AS whom_name,
        d.number AS deal_number, d.title AS deal_title, CAST(NULL AS TEXT) AS account, n.body AS words,
        CAST(NULL AS BIGINT) AS minor, CAST(NULL AS BIGINT) AS request
      FROM notes n
      JOIN members m ON m.workspace_id = n.workspace_id AND m.id = n.author_id
      LEFT JOIN deals d ON d.workspace_id = n.workspace_id AND d.id = n.deal_id
      WHERE n.workspace_id = $1 AND n.learned = TRUE AND n.created_at >= $6 AND n.created_at < $7
        AND n.discarded_at IS NULL AND n.occurred_on <= $5
      ORDER BY n.created_at DESC LIMIT 10) learned
    UNION ALL SELECT * FROM (
      SELECT 'thanks' AS kind, CAST(NULL AS TEXT) AS on_day, t.created_at AS at, m.number AS who_number,
        m.name AS who_name, o.number AS whom_number, o.name AS whom_name, d.number AS deal_number,
        d.title AS deal_title, CAST(NULL AS TEXT) AS account, t.words AS words, CAST(NULL AS BIGINT) AS minor,
        CAST(NULL AS BIGINT) AS request
      FROM thanks t
      JOIN members m ON m.workspace_id = t.workspace_id AND m.id = t.from_id
      JOIN members o ON o.workspace_id = t.workspace_id AND o.id = t.to_id
      LEFT JOIN deals d ON d.workspace_id = t.workspace_id AND d.id = t.deal_id
      WHERE t.workspace_id = $1 AND t.created_at >= $6 AND t.created_at < $7
      ORDER BY t.created_at DESC LIMIT 10) thanked
    UNION ALL SELECT * FROM (
      SELECT 'request' AS kind, CAST(NULL AS TEXT) AS on_day, h.created_at AS at, m.number AS who_number,
        m.name AS who_name, o.number AS whom_number, o.name AS whom_name, d.number AS deal_number,
        d.title AS deal_title, CAST(NULL AS TEXT) AS account, h.words AS words, CAST(NULL AS BIGINT) AS minor,
        h.number AS request
      FROM help_requests h
      JOIN members m ON m.workspace_id = h.workspace_id AND m.id = h.asker_id
      LEFT JOIN members o ON o.workspace_id = h.workspace_id AND o.id = h.asked_id
      LEFT JOIN deals d ON d.workspace_id = h.workspace_id AND d.id = h.deal_id
      WHERE h.workspace_id = $1 AND h.state = 'open' AND h.created_at < $7 AND h.asker_id <> $2
        AND (h.asked_id IS NULL OR h.asked_id = $2)
      ORDER BY h.created_at DESC LIMIT 10) asked";

const REQUESTS: &str = "
    SELECT 'request' AS kind, CAST(NULL AS TEXT) AS on_day, h.created_at AS at, m.number AS who_number,
      m.name AS who_name, o.number AS whom_number, o.name AS whom_name, d.number AS deal_number,
      d.title AS deal_title, CAST(NULL AS TEXT) AS account, h.words AS words, CAST(NULL AS BIGINT) AS minor,
      h.number AS request
    FROM help_requests h
    JOIN members m ON m.workspace_id = h.workspace_id AND m.id = h.asker_id
    LEFT JOIN members o ON o.workspace_id = h.workspace_id AND o.id = h.asked_id
    LEFT JOIN deals d ON d.workspace_id = h.workspace_id AND d.id = h.deal_id
    WHERE h.workspace_id = $1 AND h.state = 'open' AND h.asker_id IN
      (SELECT s.member_id FROM memberships s WHERE s.workspace_id = $1 AND s.team_id = $2 AND s.to_on IS NULL)
    ORDER BY h.created_at DESC LIMIT 20";
