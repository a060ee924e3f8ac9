//! The rows that creating and moving a deal write, written raw: one transaction, one wait for the disk.

use rusqlite::{Connection, OptionalExtension, Params};

/// What all rows are about.
pub(super) struct Changing {
    workspace: Vec<u8>,
    process: Vec<u8>,
    member: Vec<u8>,
    team: Vec<u8>,
    account: Vec<u8>,
    /// Deals that are open, with their versions.
    open: Vec<(Vec<u8>, i64)>,
    turn: usize,
}

const NOW: i64 = 1_790_000_000_000_000;
const TODAY: &str = "2026-11-22";

impl Changing {
    pub(super) fn of(connection: &Connection) -> Self {
        let (workspace, process) = connection
            .query_row("SELECT workspace_id, id FROM processes WHERE standard", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .unwrap();
        let (member, team) = connection
            .query_row("SELECT member_id, team_id FROM memberships LIMIT 1", [], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap();
        let account = connection.query_row("SELECT id FROM accounts LIMIT 1", [], |row| row.get(0)).unwrap();
        let mut open = connection.prepare("SELECT id, version FROM deals WHERE status = 'open'").unwrap();
        let open = open.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect();
        Self { workspace, process, member, team, account, open, turn: 0 }
    }

    /// A new deal: its number, its row, its facts, its totals, its words, its event.
    pub(super) fn create(&mut self, connection: &mut Connection) {
        self.turn += 1;
        let tx = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).unwrap();
        let mut id = u64::try_from(self.turn).unwrap().to_be_bytes().to_vec();
        id.splice(0..0, [0xff; 8]);
        let w = &self.workspace;
        let number: i64 = next(&tx, NEXT_NUMBER, (w,));
        run(&tx, DEAL, (w, &id, number, &self.account, &self.process, &self.member, &self.team, TODAY, NOW));
        run(&tx, TERMS, (w, &id, TODAY, NOW, &self.member, &self.team));
        run(&tx, VISIT, (w, &id, 1, &self.process, "prospecting", TODAY, NOW, &self.member));
        run(&tx, SHARE, (w, &id, &self.member, TODAY, NOW));
        self.count(&tx, "prospecting", 1);
        for word in ["new", "deal", "with", "title", "five", "words"] {
            run(&tx, WORD, (w, word, &id));
        }
        self.record(&tx, &id, "deal_opened");
        tx.commit().unwrap();
    }

    /// A move: the row, the visit that ends and the one that begins, the totals, the event.
    pub(super) fn shift(&mut self, connection: &mut Connection) {
        self.turn += 1;
        let tx = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).unwrap();
        let place = self.turn % self.open.len();
        let (id, version) = &mut self.open[place];
        *version += 1;
        let (id, version) = (id.clone(), *version);
        let stage = if version % 2 == 0 { "demo" } else { "proposal" };
        let w = &self.workspace;
        run(&tx, PLACE, (w, &id, stage, TODAY, version));
        run(&tx, LEAVE, (w, &id, TODAY, NOW));
        run(&tx, VISIT, (w, &id, version, &self.process, stage, TODAY, NOW, &self.member));
        self.count(&tx, "prospecting", -1);
        self.count(&tx, stage, 1);
        self.record(&tx, &id, "deal_moved");
        tx.commit().unwrap();
    }

    fn count(&self, tx: &Connection, stage: &str, sign: i64) {
        for (scope, id) in [("all", &self.workspace), ("member", &self.member), ("team", &self.team)] {
            run(tx, TOTAL, (&self.workspace, &self.process, stage, scope, id, sign, sign * 1_250_000));
        }
    }

    fn record(&self, tx: &Connection, deal: &[u8], kind: &str) {
        let w = &self.workspace;
        let number: i64 = next(tx, NEXT_EVENT, (w,));
        let particulars =
            r#"{"amount":{"minor":1250000,"currency":"EUR"},"stage":"demo","title":"A new deal with a title"}"#;
        run(tx, EVENT, (w, number, kind, &self.member, NOW, TODAY, particulars));
        let owner = self.member.as_slice();
        for (kind, id, role) in [
            ("deal", deal, "deal"),
            ("account", self.account.as_slice(), "account"),
            ("member", owner, "owner"),
            ("team", self.team.as_slice(), "team"),
        ] {
            run(tx, SUBJECT, (w, kind, id, number, role));
        }
    }
}

fn run(tx: &Connection, sql: &str, values: impl Params) {
    tx.prepare_cached(sql).unwrap().execute(values).unwrap();
}

fn next(tx: &Connection, sql: &str, values: impl Params) -> i64 {
    tx.prepare_cached(sql).unwrap().query_row(values, |row| row.get(0)).optional().unwrap().unwrap()
}

const NEXT_NUMBER: &str =
    "UPDATE counters SET last = last + 1 WHERE workspace_id = ?1 AND name = 'deals' RETURNING last";

const NEXT_EVENT: &str = "UPDATE workspaces SET last_event = last_event + 1 WHERE id = ?1 RETURNING last_event";

const DEAL: &str = "
    INSERT INTO deals (workspace_id, id, number, title, title_key, account_id, amount_minor, currency,
      amount_estimated, expected_close, process_id, process_version, stage_key, status, stage_entered_on, owner_id,
      team_id, last_touched_on, close_moves, opened_on, version, created_at)
    VALUES (?1, ?2, ?3, 'A new deal with a title of five words', 'a new deal with a title of five words', ?4, 1250000,
      'EUR', FALSE, '2030-01-31', ?5, 1, 'prospecting', 'open', ?8, ?6, ?7, ?8, 0, ?8, 1, ?9)";

const TERMS: &str = "
    INSERT INTO deal_terms (workspace_id, deal_id, number, from_on, from_at, amount_minor, currency, estimated,
      expected_close, owner_id, team_id, status)
    VALUES (?1, ?2, 1, ?3, ?4, 1250000, 'EUR', FALSE, '2030-01-31', ?5, ?6, 'open')";

const VISIT: &str = "
    INSERT INTO stage_visits (workspace_id, deal_id, number, process_id, process_version, stage_key, kind, entered_on,
      entered_at, member_id)
    VALUES (?1, ?2, ?3, ?4, 1, ?5, 'open', ?6, ?7, ?8)";

const SHARE: &str = "
    INSERT INTO deal_shares (workspace_id, deal_id, number, member_id, role, kind, basis_points, state, status, from_on,
      from_at)
    VALUES (?1, ?2, 1000, ?3, '', 'revenue', 10000, 'accepted', 'open', ?4, ?5)";

const TOTAL: &str = "
    INSERT INTO stage_totals (workspace_id, process_id, stage_key, scope, scope_id, currency, deals, minor)
    VALUES (?1, ?2, ?3, ?4, ?5, 'EUR', ?6, ?7)
    ON CONFLICT (workspace_id, process_id, scope, scope_id, stage_key, currency)
    DO UPDATE SET deals = deals + excluded.deals, minor = minor + excluded.minor";

const WORD: &str = "
    INSERT INTO search_words (workspace_id, word, subject_kind, subject_id) VALUES (?1, ?2, 'deal', ?3)";

const PLACE: &str = "
    UPDATE deals SET stage_key = ?3, stage_entered_on = ?4, last_touched_on = ?4, version = ?5
    WHERE workspace_id = ?1 AND id = ?2";

const LEAVE: &str = "
    UPDATE stage_visits SET left_on = ?3, left_at = ?4 WHERE workspace_id = ?1 AND deal_id = ?2 AND left_on IS NULL";

const EVENT: &str = "
    INSERT INTO events (workspace_id, number, kind, version, actor_kind, actor_id, occurred_at, effective_on,
      recorded_at, audience, particulars)
    VALUES (?1, ?2, ?3, 1, 'member', ?4, ?5, ?6, ?5, 'everybody', ?7)";

const SUBJECT: &str = "
    INSERT INTO event_subjects (workspace_id, subject_kind, subject_id, number, role) VALUES (?1, ?2, ?3, ?4, ?5)";
