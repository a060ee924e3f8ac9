use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::secret::Token;
use domain::{Member, SignIn, WorkspaceId};

use crate::Stage;

/// How long a check holds at most, in microseconds: for as long a command beside the server may go unseen.
const HOLDS_FOR: i64 = 250_000;

/// The most checks that are remembered.
const REMEMBERED: usize = 4_096;

/// Sign-ins that were checked a moment ago. A check holds until something is changed, by whomever: then
/// every sign-in is checked again, so one that was ended lets nobody in after whoever ended it was told.
/// That is known only where this program alone writes, so on `PostgreSQL` each request is checked.
#[derive(Default)]
pub struct SignIns {
    checked: Mutex<HashMap<Key, Checked>>,
}

/// The workspace, and the hash of the token.
type Key = (WorkspaceId, Vec<u8>);

struct Checked {
    /// How many changes there had been before the check began.
    changes: u64,
    at: i64,
    sign_in: SignIn,
}

impl SignIns {
    /// The sign-in behind the token of a cookie, if it is good.
    pub(crate) async fn check(stage: &Stage, token: Token) -> db::Result<Option<SignIn>> {
        let now = stage.now();
        if stage.db.engine() != "SQLite" {
            return stage.db.read(move |mut tx| Member::signed_in(&mut tx, &token, now)).await;
        }
        let (key, changes) = ((token.workspace, token.hash()), *stage.db.changes().borrow());
        if let Some(sign_in) = stage.sign_ins.known(&key, changes, now) {
            return Ok(Some(sign_in));
        }
        let found = stage.db.read(move |mut tx| Member::signed_in(&mut tx, &token, now)).await?;
        if let Some(sign_in) = found.clone().filter(|sign_in| !sign_in.to_note) {
            stage.sign_ins.remember(key, Checked { changes, at: now, sign_in });
        }
        Ok(found)
    }

    fn known(&self, key: &Key, changes: u64, now: i64) -> Option<SignIn> {
        let checked = self.checked();
        let known = checked.get(key).filter(|known| known.changes == changes)?;
        (known.at..known.at + HOLDS_FOR).contains(&now).then(|| known.sign_in.clone())
    }

    fn remember(&self, key: Key, known: Checked) {
        let mut checked = self.checked();
        if checked.len() >= REMEMBERED {
            checked.clear();
        }
        checked.insert(key, known);
    }

    fn checked(&self) -> MutexGuard<'_, HashMap<Key, Checked>> {
        self.checked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
