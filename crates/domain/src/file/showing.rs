//! What files show: that a criterion of their deal holds, for as long as they are there.

use db::{FromRow, Row};

use super::{File, KEPT};
use crate::event::record_all;
use crate::{CheckDraft, Deal, Guides, Kind, Problems, Result, Scene};

impl File {
    /// Says that a criterion holds, as this file shows.
    pub(super) fn show(&self, scene: &mut Scene<'_>, criterion: &str) -> Result<()> {
        let draft = CheckDraft { evidence: self.evidence(), ..CheckDraft::default() };
        Deal::with_id(scene, self.deal)?.check(scene, criterion, &draft)
    }
}

impl Deal {
    /// The file of this deal that evidence names; nothing when it names none.
    ///
    /// # Errors
    /// `problem-check-file` on `evidence` when the deal has no such file.
    pub(crate) fn file_in(&self, scene: &mut Scene<'_>, evidence: &str) -> Result<Option<File>> {
        let Some(id) = File::in_evidence(evidence) else { return Ok(None) };
        match scene.find::<File>(KEPT, &[id.into()])? {
            Some(file) if file.deal == self.id => Ok(Some(file)),
            _ => Err(Problems::one("evidence", "problem-check-file").into()),
        }
    }

    /// Tells the log what a file shows to hold (or does no more) when it is back (or taken away).
    pub(crate) fn tell_shown(&self, scene: &mut Scene<'_>, file: &File, kind: Kind) -> Result<()> {
        let shown: Vec<Shown> = scene.all(SHOWN, &[self.id.into(), file.id.into()])?;
        if shown.is_empty() {
            return Ok(());
        }
        let guides = Guides::of(scene, self.process, self.process_version)?;
        let told = shown.into_iter().map(|Shown { key, item }| {
            let criterion = guides.criteria().find(|criterion| criterion.key == key);
            let text = criterion.map_or_else(|| key.clone(), |criterion| criterion.text.clone());
            let event = self.event(kind).about(file.id).with("criterion", key).with("text", text);
            event.with("item", (!item.is_empty()).then_some(item)).with("evidence", file.name.as_str())
        });
        record_all(scene, told.collect()).map(drop)
    }
}

struct Shown {
    key: String,
    item: String,
}

impl FromRow for Shown {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { key: row.text("criterion_key")?, item: row.text("item")? })
    }
}

const SHOWN: &str = "
    SELECT criterion_key, item FROM deal_checks WHERE workspace_id = $1 AND deal_id = $2 AND file_id = $3
    ORDER BY criterion_key, item";
