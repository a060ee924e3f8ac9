//! Two accounts that turn out to be one.

use super::Account;
use crate::{Error, Event, Kind, Problems, Result, Role, Scene, search};

impl Account {
    /// Merges `other` into this account: its deals, contacts, notes and subsidiaries come here, and its
    /// address leads here from now on. Merging it again changes nothing.
    pub fn absorb(&mut self, scene: &mut Scene<'_>, other: &Self) -> Result<()> {
        if scene.actor.read_only || scene.actor.role == Role::Partner {
            return Err(Error::Forbidden);
        }
        if other.id == self.id {
            return Err(Problems::one("other", "problem-same-account").into());
        }
        if other.merged_into == Some(self.id) {
            return Ok(());
        }
        for sql in [MOVE_DEALS, MOVE_CONTACTS, MOVE_NOTES, MOVE_CHILDREN, LEAD_HERE] {
            scene.run(sql, &[other.id.into(), self.id.into()])?;
        }
        if self.parent == Some(other.id) {
            self.parent = None;
        }
        self.fill_from(other);
        self.write(scene)?;
        search::forget(scene, other.id)?;
        let event = Event::new(Kind::AccountsMerged).about(self.id).about_as(other.id, "merged");
        event.with("name", self.name.as_str()).with("merged", other.name.as_str()).record(scene).map(drop)
    }

    fn fill_from(&mut self, other: &Self) {
        let text = |mine: &mut Option<String>, theirs: &Option<String>| {
            if mine.is_none() {
                mine.clone_from(theirs);
            }
        };
        text(&mut self.industry, &other.industry);
        text(&mut self.website, &other.website);
        text(&mut self.country, &other.country);
        self.employees = self.employees.or(other.employees);
        self.founded = self.founded.or(other.founded);
        self.annual_revenue_minor = self.annual_revenue_minor.or(other.annual_revenue_minor);
    }
}

const MOVE_DEALS: &str = "UPDATE deals SET account_id = $3 WHERE workspace_id = $1 AND account_id = $2";

const MOVE_CONTACTS: &str = "UPDATE contacts SET account_id = $3 WHERE workspace_id = $1 AND account_id = $2";

const MOVE_NOTES: &str = "UPDATE notes SET account_id = $3 WHERE workspace_id = $1 AND account_id = $2";

const MOVE_CHILDREN: &str = "UPDATE accounts SET parent_id = $3 WHERE workspace_id = $1 AND parent_id = $2";

const LEAD_HERE: &str = "
    UPDATE accounts SET merged_into = $3
    WHERE workspace_id = $1 AND (id = $2 OR merged_into = $2)";
