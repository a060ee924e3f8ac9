//! Taking a wrong deal off the board, and bringing it back.

use super::Deal;
use crate::{Error, Kind, Result, Scene, Status};

impl Deal {
    /// Discards the deal: it counts nowhere any more, and can be brought back. A discarded deal stays
    /// as it is. A won deal is reopened first: credit never disappears without a word.
    pub fn discard(&mut self, scene: &mut Scene<'_>) -> Result<()> {
        self.set_discarded(scene, true)
    }

    /// Brings a discarded deal back where it stood.
    pub fn restore(&mut self, scene: &mut Scene<'_>) -> Result<()> {
        self.set_discarded(scene, false)
    }

    fn set_discarded(&mut self, scene: &mut Scene<'_>, discarded: bool) -> Result<()> {
        self.must_change(scene)?;
        if self.discarded == discarded {
            return Ok(());
        }
        if self.status == Status::Won {
            return Err(Error::Stale);
        }
        let before = self.clone();
        self.discarded = discarded;
        self.version += 1;
        let at = discarded.then_some(scene.now);
        scene.run(WRITE, &[self.id.into(), at.into(), self.version.into()])?;
        self.count(scene, Some(&before))?;
        let day = scene.today();
        if discarded {
            self.end_facts(scene, day)?;
        } else {
            self.resume_facts(scene, day)?;
        }
        let kind = if discarded { Kind::DealDiscarded } else { Kind::DealRestored };
        self.event(kind).effective(day).record(scene).map(drop)
    }

    /// From `day` on no figure knows the deal.
    fn end_facts(&self, scene: &mut Scene<'_>, day: jiff::civil::Date) -> Result<()> {
        for sql in [END_TERMS, END_VISITS] {
            scene.run(sql, &[self.id.into(), day.to_string().into(), scene.now.into()])?;
        }
        self.keep_team(scene, day)
    }

    /// Its team goes on as that of a discarded deal, or of an open one again: it comes back with its deal,
    /// and days before keep what stood then.
    fn keep_team(&self, scene: &mut Scene<'_>, day: jiff::civil::Date) -> Result<()> {
        let team = self.shares(scene)?;
        self.write_shares(scene, day, &team)
    }

    fn resume_facts(&self, scene: &mut Scene<'_>, day: jiff::civil::Date) -> Result<()> {
        self.write_terms(scene, day)?;
        self.write_visit(scene, Some(day))?;
        self.keep_team(scene, day)
    }
}

const WRITE: &str = "UPDATE deals SET discarded_at = $3, version = $4 WHERE workspace_id = $1 AND id = $2";

const END_TERMS: &str = "
    UPDATE deal_terms SET to_on = $3, to_at = $4 WHERE workspace_id = $1 AND deal_id = $2 AND to_on IS NULL";

const END_VISITS: &str = "
    UPDATE stage_visits SET left_on = $3, left_at = $4 WHERE workspace_id = $1 AND deal_id = $2 AND left_on IS NULL";
