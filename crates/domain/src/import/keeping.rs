//! What an undo would leave, told before it is done.

use super::undoing::worked_on;
use super::{Import, KeptThing};
use crate::{Error, Result, Scene};

/// The most things of each kind that are listed.
const LISTED: i64 = 200;

impl Import {
    /// What an undo would leave because people have worked on it since: at most 200 of each kind. What
    /// those need, as the account of a deal, stays too and is not listed. Operations and admin only.
    pub fn will_keep(&self, scene: &mut Scene<'_>) -> Result<Vec<KeptThing>> {
        super::must_look(scene)?;
        let since: i64 = scene.find(BEGUN, &[self.id.into()])?.ok_or(Error::NotFound)?;
        let mut kept = Vec::new();
        for sql in [DEALS, CHANGED_DEALS, CONTACTS, ACCOUNTS, PRODUCTS, TEAMS, MEMBERS] {
            kept.extend(scene.all::<KeptThing>(sql, &[self.id.into(), since.into(), LISTED.into()])?);
        }
        Ok(kept)
    }

    /// How many people it made who cannot sign in yet. Operations and admin only.
    pub fn placeholders(&self, scene: &mut Scene<'_>) -> Result<i64> {
        super::must_look(scene)?;
        Ok(scene.find(PLACEHOLDERS, &[self.id.into()])?.unwrap_or(0))
    }
}

/// The first event of an import is its start.
const BEGUN: &str = "
    SELECT MIN(number) FROM event_subjects WHERE workspace_id = $1 AND subject_kind = 'import' AND subject_id = $2";

/// A query for things that an import made and somebody has worked on since an event.
macro_rules! touched {
    ($table:literal $kind:literal $name:literal) => {
        concat!(
            "SELECT '",
            $kind,
            "' AS kind, t.number, t.",
            $name,
            " AS name FROM ",
            $table,
            " t WHERE t.workspace_id = $1 AND t.import_id = $2 AND ",
            worked_on!("EXISTS" concat!("'", $kind, "'"), "t.id"),
            " ORDER BY t.number LIMIT $4"
        )
    };
}

const DEALS: &str = touched!("deals" "deal" "title");

const CONTACTS: &str = touched!("contacts" "contact" "name");

const ACCOUNTS: &str = touched!("accounts" "account" "name");

const PRODUCTS: &str = touched!("products" "product" "name");

const TEAMS: &str = touched!("teams" "team" "name");

const MEMBERS: &str = touched!("members" "member" "name");

/// Deals that it only changed.
const CHANGED_DEALS: &str = concat!(
    "SELECT 'deal' AS kind, t.number, t.title AS name FROM import_befores b
     JOIN deals t ON t.workspace_id = b.workspace_id AND t.id = b.subject_id
     WHERE b.workspace_id = $1 AND b.import_id = $2 AND b.subject_kind = 'deal' AND ",
    worked_on!("EXISTS" "'deal'", "t.id"),
    " ORDER BY t.number LIMIT $4"
);

const PLACEHOLDERS: &str = "
    SELECT COUNT(*) FROM members WHERE workspace_id = $1 AND import_id = $2 AND state = 'placeholder'";
