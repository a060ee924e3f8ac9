//! Taking a whole import back. What people have worked on since stays, and is listed.

use db::{FromRow, Row};

use super::{Import, ImportState, before};
use crate::deal::withdraw;
use crate::{Error, Event, ImportId, Kind, Result, Scene};

/// The most things that are listed as kept, of each kind.
const LISTED: i64 = 500;

/// Something of an import that an undo leaves, because somebody has worked on it since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptThing {
    /// `deal`, `contact`, `account`, `product`, `team` or `member`.
    pub kind: String,
    /// The number people see.
    pub number: i64,
    /// Its name or title.
    pub name: String,
}

impl FromRow for KeptThing {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { kind: row.text("kind")?, number: row.int("number")?, name: row.text("name")? })
    }
}

impl Import {
    /// Takes back at most `most` things that the import made or changed, in one change; called until the
    /// state is [`ImportState::Undone`]. Undoing it again changes nothing; a draft has brought nothing and is
    /// not found. Operations and admin only.
    pub fn undo_step(&mut self, scene: &mut Scene<'_>, most: usize) -> Result<()> {
        super::must_operate(scene)?;
        *self = Self::with_id(scene, self.id)?;
        match self.state {
            ImportState::Undone => return Ok(()),
            ImportState::Draft => return Err(Error::NotFound),
            ImportState::Running | ImportState::Finished | ImportState::Undoing => {}
        }
        // Every step tells that somebody is at work.
        self.state = ImportState::Undoing;
        self.write(scene)?;
        let mut left = i64::try_from(most.max(1)).unwrap_or(i64::MAX);
        let since: i64 = scene.find(BEGUN, &[self.id.into()])?.ok_or(Error::NotFound)?;
        for part in PARTS {
            // Again and again: a parent company can go once its subsidiaries are gone.
            loop {
                let taken = part(scene, self.id, since, left)?;
                left -= i64::try_from(taken).unwrap_or(i64::MAX);
                if left <= 0 {
                    return Ok(());
                }
                if taken == 0 {
                    break;
                }
            }
        }
        self.end_undo(scene)
    }

    /// What an undo left, because somebody has worked on it since.
    pub fn kept(&self, scene: &mut Scene<'_>) -> Result<Vec<KeptThing>> {
        super::must_look(scene)?;
        let mut kept = Vec::new();
        for sql in [KEPT_DEALS, KEPT_CONTACTS, KEPT_ACCOUNTS, KEPT_PRODUCTS, KEPT_TEAMS, KEPT_MEMBERS, KEPT_CHANGED] {
            kept.extend(scene.all::<KeptThing>(sql, &[self.id.into(), LISTED.into()])?);
        }
        Ok(kept)
    }

    fn end_undo(&mut self, scene: &mut Scene<'_>) -> Result<()> {
        for sql in [FORGET_NAMES, EMPTY_FILES] {
            scene.run(sql, &[self.id.into()])?;
        }
        scene.run(FORGET_EMPTY_TOTALS, &[])?;
        self.state = ImportState::Undone;
        self.undone_at = Some(scene.now);
        self.write(scene)?;
        Event::new(Kind::ImportUndone).about(self.id).with("number", self.number).record(scene).map(drop)
    }
}

/// Takes back so many things of an import that were not worked on since an event; how many were.
type Part = fn(&mut Scene<'_>, ImportId, i64, i64) -> Result<usize>;

/// What names others goes before what it names.
const PARTS: [Part; 9] =
    [before::give_back, withdraw, contacts, accounts, products, memberships, teams, members, stages];

fn contacts(scene: &mut Scene<'_>, import: ImportId, since: i64, most: i64) -> Result<usize> {
    made(scene, CONTACTS, &[CONTACT_WORDS, CONTACT_ROW], (import, since, most))
}

fn accounts(scene: &mut Scene<'_>, import: ImportId, since: i64, most: i64) -> Result<usize> {
    made(scene, ACCOUNTS, &[ACCOUNT_WORDS, ACCOUNT_NAMES, ACCOUNT_ROW], (import, since, most))
}

fn products(scene: &mut Scene<'_>, import: ImportId, since: i64, most: i64) -> Result<usize> {
    made(scene, PRODUCTS, &[PRODUCT_NAMES, PRODUCT_ROW], (import, since, most))
}

fn memberships(scene: &mut Scene<'_>, import: ImportId, since: i64, most: i64) -> Result<usize> {
    made(scene, MEMBERSHIPS, &[MEMBERSHIP_ROW], (import, since, most))
}

fn teams(scene: &mut Scene<'_>, import: ImportId, since: i64, most: i64) -> Result<usize> {
    made(scene, TEAMS, &[TEAM_ROW], (import, since, most))
}

fn members(scene: &mut Scene<'_>, import: ImportId, since: i64, most: i64) -> Result<usize> {
    made(scene, MEMBERS, &[MEMBER_WORDS, MEMBER_ROW], (import, since, most))
}

/// Stages go when no deal ever stood in them but the import's own.
fn stages(scene: &mut Scene<'_>, import: ImportId, _since: i64, _most: i64) -> Result<usize> {
    scene.run(STAGES, &[import.into()])?;
    Ok(0)
}

fn made(
    scene: &mut Scene<'_>,
    untouched: &'static str,
    delete: &[&'static str],
    (import, since, most): (ImportId, i64, i64),
) -> Result<usize> {
    let ids: Vec<[u8; 16]> = scene.all(untouched, &[import.into(), since.into(), most.into()])?;
    for sql in delete {
        let rows = ids.iter().map(|id| vec![(*id).into()]).collect();
        scene.batch(sql, rows)?;
    }
    Ok(ids.len())
}

/// The first event of an import is its start.
const BEGUN: &str = "
    SELECT MIN(number) FROM event_subjects WHERE workspace_id = $1 AND subject_kind = 'import' AND subject_id = $2";

/// A query for things of an import that nobody has worked on since an event.
macro_rules! untouched {
    ($table:literal $kind:literal $unused:literal) => {
        concat!(
            "SELECT t.id FROM ",
            $table,
            " t WHERE t.workspace_id = $1 AND t.import_id = $2 AND ",
            $unused,
            worked_on!("NOT EXISTS" concat!("'", $kind, "'"), "t.id"),
            " ORDER BY t.id LIMIT $4"
        )
    };
}

/// Whether somebody outside of the import has done something about a thing since an event; what another
/// import did and was taken back does not count.
macro_rules! worked_on {
    ($exists:literal $kind:expr, $id:expr) => {
        concat!(
            $exists,
            " (SELECT 1 FROM event_subjects s JOIN events e ON e.workspace_id = s.workspace_id AND e.number = s.number
               WHERE s.workspace_id = $1 AND s.subject_kind = ",
            $kind,
            " AND s.subject_id = ",
            $id,
            " AND s.number > $3 AND e.audience <> 'private' AND (e.import_id IS NULL OR (e.import_id <> $2
                 AND NOT EXISTS (SELECT 1 FROM imports i
                   WHERE i.workspace_id = $1 AND i.id = e.import_id AND i.state = 'undone'))))"
        )
    };
}
pub(crate) use worked_on;

const CONTACTS: &str = untouched!("contacts" "contact" "
    NOT EXISTS (SELECT 1 FROM deals d WHERE d.workspace_id = $1 AND d.contact_id = t.id) AND ");

const CONTACT_WORDS: &str =
    "DELETE FROM search_words WHERE workspace_id = $1 AND subject_kind = 'contact' AND subject_id = $2";

const CONTACT_ROW: &str = "DELETE FROM contacts WHERE workspace_id = $1 AND id = $2";

const ACCOUNTS: &str = untouched!("accounts" "account" "
    NOT EXISTS (SELECT 1 FROM deals d WHERE d.workspace_id = $1 AND d.account_id = t.id)
    AND NOT EXISTS (SELECT 1 FROM contacts c WHERE c.workspace_id = $1 AND c.account_id = t.id)
    AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.workspace_id = $1 AND a.parent_id = t.id) AND ");

const ACCOUNT_WORDS: &str =
    "DELETE FROM search_words WHERE workspace_id = $1 AND subject_kind = 'account' AND subject_id = $2";

const ACCOUNT_NAMES: &str = "DELETE FROM external_ids WHERE workspace_id = $1 AND kind = 'account' AND subject_id = $2";

const ACCOUNT_ROW: &str = "DELETE FROM accounts WHERE workspace_id = $1 AND id = $2";

const PRODUCTS: &str = untouched!("products" "product" "
    NOT EXISTS (SELECT 1 FROM deals d WHERE d.workspace_id = $1 AND d.product_id = t.id) AND ");

const PRODUCT_NAMES: &str = "DELETE FROM external_ids WHERE workspace_id = $1 AND kind = 'product' AND subject_id = $2";

const PRODUCT_ROW: &str = "DELETE FROM products WHERE workspace_id = $1 AND id = $2";

/// Who stays, stays in their team.
const MEMBERSHIPS: &str = concat!(
    "SELECT t.id FROM memberships t JOIN members m ON m.workspace_id = t.workspace_id AND m.id = t.member_id
     WHERE t.workspace_id = $1 AND t.import_id = $2 AND (m.import_id IS NULL OR m.import_id <> $2 OR (
       m.state = 'placeholder'
       AND NOT EXISTS (SELECT 1 FROM deal_shares d WHERE d.workspace_id = $1 AND d.member_id = m.id)
       AND NOT EXISTS (SELECT 1 FROM tools o WHERE o.workspace_id = $1 AND o.owner_id = m.id)
       AND NOT EXISTS (SELECT 1 FROM ledger_entries l WHERE l.workspace_id = $1 AND l.member_id = m.id)
       AND ",
    worked_on!("NOT EXISTS" "'member'", "m.id"),
    ")) ORDER BY t.id LIMIT $4"
);

const MEMBERSHIP_ROW: &str = "DELETE FROM memberships WHERE workspace_id = $1 AND id = $2";

const TEAMS: &str = untouched!("teams" "team" "
    NOT EXISTS (SELECT 1 FROM memberships m WHERE m.workspace_id = $1 AND m.team_id = t.id)
    AND NOT EXISTS (SELECT 1 FROM deal_terms d WHERE d.workspace_id = $1 AND d.team_id = t.id)
    AND NOT EXISTS (SELECT 1 FROM ledger_entries l WHERE l.workspace_id = $1 AND l.team_id = t.id) AND ");

const TEAM_ROW: &str = "DELETE FROM teams WHERE workspace_id = $1 AND id = $2";

const MEMBERS: &str = untouched!("members" "member" "
    t.state = 'placeholder'
    AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.workspace_id = $1 AND m.member_id = t.id)
    AND NOT EXISTS (SELECT 1 FROM deal_shares d WHERE d.workspace_id = $1 AND d.member_id = t.id)
    AND NOT EXISTS (SELECT 1 FROM tools o WHERE o.workspace_id = $1 AND o.owner_id = t.id)
    AND NOT EXISTS (SELECT 1 FROM ledger_entries l WHERE l.workspace_id = $1 AND l.member_id = t.id) AND ");

const MEMBER_WORDS: &str =
    "DELETE FROM search_words WHERE workspace_id = $1 AND subject_kind = 'member' AND subject_id = $2";

const MEMBER_ROW: &str = "DELETE FROM members WHERE workspace_id = $1 AND id = $2";

const STAGES: &str = "
    DELETE FROM stages WHERE workspace_id = $1 AND import_id = $2
      AND NOT EXISTS (SELECT 1 FROM stage_visits v WHERE v.workspace_id = $1 AND v.stage_key = stages.stage_key
        AND v.process_id = stages.process_id)";

/// Names of known things that only this import gave them.
const FORGET_NAMES: &str = "
    DELETE FROM external_ids WHERE workspace_id = $1 AND import_id = $2
      AND NOT EXISTS (SELECT 1 FROM deals d
        WHERE d.workspace_id = $1 AND d.id = external_ids.subject_id AND d.import_id = $2)
      AND NOT EXISTS (SELECT 1 FROM accounts a
        WHERE a.workspace_id = $1 AND a.id = external_ids.subject_id AND a.import_id = $2)
      AND NOT EXISTS (SELECT 1 FROM products p
        WHERE p.workspace_id = $1 AND p.id = external_ids.subject_id AND p.import_id = $2)";

/// What was taken back need not be kept.
const EMPTY_FILES: &str = "DELETE FROM import_files WHERE workspace_id = $1 AND import_id = $2";

const FORGET_EMPTY_TOTALS: &str = "DELETE FROM stage_totals WHERE workspace_id = $1 AND deals = 0 AND minor = 0";

const KEPT_DEALS: &str = "
    SELECT 'deal' AS kind, number, title AS name FROM deals
    WHERE workspace_id = $1 AND import_id = $2 ORDER BY number LIMIT $3";

const KEPT_CONTACTS: &str = "
    SELECT 'contact' AS kind, number, name FROM contacts
    WHERE workspace_id = $1 AND import_id = $2 ORDER BY number LIMIT $3";

const KEPT_ACCOUNTS: &str = "
    SELECT 'account' AS kind, number, name FROM accounts
    WHERE workspace_id = $1 AND import_id = $2 ORDER BY number LIMIT $3";

const KEPT_PRODUCTS: &str = "
    SELECT 'product' AS kind, number, name FROM products
    WHERE workspace_id = $1 AND import_id = $2 ORDER BY number LIMIT $3";

const KEPT_TEAMS: &str = "
    SELECT 'team' AS kind, number, name FROM teams
    WHERE workspace_id = $1 AND import_id = $2 ORDER BY number LIMIT $3";

const KEPT_MEMBERS: &str = "
    SELECT 'member' AS kind, number, name FROM members
    WHERE workspace_id = $1 AND import_id = $2 ORDER BY number LIMIT $3";

/// Deals that the import changed and people have worked on since.
const KEPT_CHANGED: &str = "
    SELECT 'deal' AS kind, d.number, d.title AS name FROM import_befores b
    JOIN deals d ON d.workspace_id = b.workspace_id AND d.id = b.subject_id
    WHERE b.workspace_id = $1 AND b.import_id = $2 AND b.subject_kind = 'deal' ORDER BY d.number LIMIT $3";
