//! The rows of a board, read raw: seven columns of twenty tiles with their customers and faces, and the
//! kept totals.

use rusqlite::types::Value;
use rusqlite::{Connection, Row};

/// What all queries are about.
pub(super) struct Board {
    workspace: Vec<u8>,
    process: Vec<u8>,
    /// Key and kind of each stage.
    stages: Vec<(String, String)>,
    /// A closed deal stays so long.
    since: String,
}

impl Board {
    pub(super) fn of(connection: &Connection) -> Self {
        let (workspace, process) = connection
            .query_row("SELECT workspace_id, id FROM processes WHERE standard", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .unwrap();
        let mut asked = connection.prepare("SELECT stage_key, kind FROM stages ORDER BY position").unwrap();
        let stages = asked.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        let since = connection.query_row("SELECT DATE('now', '-30 days')", [], |row| row.get(0)).unwrap();
        Self { workspace, process, stages: stages.map(Result::unwrap).collect(), since }
    }

    pub(super) fn read(&self, connection: &Connection) {
        let mut read = 0;
        for (stage, kind) in &self.stages {
            let since = if kind == "open" { "" } else { &self.since };
            let mut tiles = connection.prepare_cached(TILES).unwrap();
            let tiles = tiles.query_map((&self.workspace, &self.process, stage, since), values::<12>).unwrap();
            for tile in tiles {
                let mut faces = connection.prepare_cached(FACES).unwrap();
                let faces = faces.query_map((&self.workspace, &tile.unwrap()[0]), values::<3>).unwrap();
                read += 1 + faces.map(Result::unwrap).count();
            }
        }
        let mut totals = connection.prepare_cached(TOTALS).unwrap();
        read += totals.query_map((&self.workspace, &self.process), values::<4>).unwrap().map(Result::unwrap).count();
        assert!(read > 0);
    }
}

/// Every cell of a row, as a program would take it.
fn values<const N: usize>(row: &Row<'_>) -> rusqlite::Result<Vec<Value>> {
    (0..N).map(|column| row.get(column)).collect()
}

const TILES: &str = "
    SELECT d.id, d.number, d.title, d.amount_minor, d.currency, d.expected_close, d.stage_entered_on, d.next_step,
      d.version, a.number, a.name, o.name
    FROM deals d
    LEFT JOIN accounts a ON a.workspace_id = d.workspace_id AND a.id = d.account_id
    LEFT JOIN members o ON o.workspace_id = d.workspace_id AND o.id = d.owner_id
    WHERE d.workspace_id = ?1 AND d.process_id = ?2 AND d.stage_key = ?3 AND d.discarded_at IS NULL
      AND d.stage_entered_on >= ?4
    ORDER BY d.stage_entered_on DESC, d.number DESC LIMIT 20";

const FACES: &str = "
    SELECT s.basis_points, m.number, m.name FROM deal_shares s
    JOIN members m ON m.workspace_id = s.workspace_id AND m.id = s.member_id
    WHERE s.workspace_id = ?1 AND s.deal_id = ?2 AND s.to_on IS NULL";

const TOTALS: &str = "
    SELECT stage_key, currency, deals, minor FROM stage_totals
    WHERE workspace_id = ?1 AND process_id = ?2 AND scope = 'all' AND scope_id = ?1";
