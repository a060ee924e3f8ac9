//! Bringing a draft up to date when another version went live meanwhile: what that one changed comes into the draft,
//! and where both changed the same, the draft's words stay and stand in its diff.

use std::collections::BTreeMap;

use super::{Process, Version, VersionState};
use crate::fold::fold;
use crate::stage::{Guide, merged_guide};
use crate::{Error, Guides, Kind, Result, Scene, Stage};

impl Version {
    /// Bases the draft on what is live now. The same base changes nothing.
    pub fn bring_up_to_date(&mut self, scene: &mut Scene<'_>) -> Result<()> {
        self.must_be_written(scene)?;
        let process = Process::keyed(scene, &self.process_key)?;
        let live = process.live_version;
        if self.state != VersionState::Draft {
            return Err(Error::Stale);
        }
        let Some(based_on) = self.based_on else { return self.rebase(scene, live) };
        if based_on == live {
            return Ok(());
        }
        let [base, theirs] = [based_on, live].map(|number| Self::with_number(scene, self.process, number));
        let (base, theirs) = (base?, theirs?);
        let (base, theirs) = (base.shape(scene)?, theirs.shape(scene)?);
        let mine = self.shape(scene)?;
        let untouched = |key: &str| base.1.at(key) == mine.1.at(key);
        self.write_stages(scene, (&base.0, &theirs.0, &mine.0), untouched)?;
        self.write_guides(scene, &base.1, &theirs.1, &mine.1)?;
        self.rebase(scene, live)
    }

    /// What begins anew changes whatever is live now; nothing is while nothing is live.
    fn rebase(&mut self, scene: &mut Scene<'_>, live: i64) -> Result<()> {
        if live == 0 {
            return Ok(());
        }
        self.based_on = Some(live);
        let [id, number] = self.values();
        scene.run(REBASE, &[id, number, live.into()])?;
        self.tell(scene, Kind::ProposalUpdated, |event| event.with("based_on", live))
    }

    fn shape(&self, scene: &mut Scene<'_>) -> Result<(Vec<Stage>, Guides)> {
        Ok((self.stages(scene)?, self.guides(scene)?))
    }

    fn write_stages(
        &self,
        scene: &mut Scene<'_>,
        (base, theirs, mine): (&[Stage], &[Stage], &[Stage]),
        is_untouched: impl Fn(&str) -> bool,
    ) -> Result<()> {
        let keyed = |stages: &[Stage]| -> BTreeMap<String, Stage> {
            stages.iter().map(|stage| (stage.key.clone(), stage.clone())).collect()
        };
        let (base, live, drafted) = (keyed(base), keyed(theirs), keyed(mine));
        for (key, new) in &live {
            match (base.get(key), drafted.get(key)) {
                // new over there
                (None, None) => {
                    let mut new = new.clone();
                    while mine.iter().any(|own| fold(&own.name) == fold(&new.name)) {
                        new.name.push_str(" 2");
                    }
                    new.write_in(scene, self.number)?;
                }
                (Some(old), Some(own)) => {
                    let mut merged = own.clone();
                    take(&mut merged.name, &old.name, &new.name);
                    take(&mut merged.usual_days, &old.usual_days, &new.usual_days);
                    take(&mut merged.preset_win_rate, &old.preset_win_rate, &new.preset_win_rate);
                    take(&mut merged.position, &old.position, &new.position);
                    if merged != *own {
                        own.delete(scene)?;
                        merged.write_in(scene, self.number)?;
                    }
                }
                // removed here, or added in both
                (Some(_), None) | (None, Some(_)) => {}
            }
        }
        // removed over there and untouched here
        for (key, old) in base.iter().filter(|(key, _)| !live.contains_key(*key)) {
            let as_before = |own: &&Stage| {
                let same = (&own.name, own.usual_days, own.preset_win_rate);
                same == (&old.name, old.usual_days, old.preset_win_rate) && is_untouched(key)
            };
            if let Some(own) = drafted.get(key).filter(as_before) {
                own.delete(scene)?;
            }
        }
        Ok(())
    }

    fn write_guides(&self, scene: &mut Scene<'_>, base: &Guides, theirs: &Guides, mine: &Guides) -> Result<()> {
        let nothing = Guide::default();
        for key in theirs.stages() {
            let at = |guides: &Guides| guides.at(key).unwrap_or(&nothing).clone();
            let (old, new, own) = (at(base), at(theirs), at(mine));
            let merged = merged_guide(&old, &own, &new);
            if merged != own {
                merged.write(scene, (self.process, self.number, key), mine.revision(key) + 1)?;
            }
        }
        Ok(())
    }
}

/// Takes over what only the other side changed.
fn take<T: PartialEq + Clone>(mine: &mut T, base: &T, theirs: &T) {
    if *mine == *base {
        *mine = theirs.clone();
    }
}

const REBASE: &str = "
    UPDATE process_versions SET based_on = $4 WHERE workspace_id = $1 AND process_id = $2 AND version = $3";
