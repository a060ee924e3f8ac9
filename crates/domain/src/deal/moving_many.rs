//! Many deals into one stage, each by the same rule as alone.

use super::{Deal, MoveDraft};
use crate::{Error, Problems, Result, Scene};

/// The most deals of one change: some milliseconds of work.
const MOST: usize = 100;

/// What became of a deal that was to be moved with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The number people see.
    pub number: i64,
    /// What it is called; empty for one that is not there.
    pub title: String,
    /// Why it stands where it stood, if it does.
    pub held: Option<Problems>,
}

impl Deal {
    /// Moves the deals with these numbers, each of them or not, as [`Deal::move_to`] would alone: one that is asked for
    /// a reason stays, and so does one that the actor may not change. In the order of their numbers.
    ///
    /// # Errors
    /// [`Error::Invalid`] on `deals` when there are none or more than a hundred; nothing is moved then.
    pub fn move_many(scene: &mut Scene<'_>, numbers: &[i64], draft: &MoveDraft) -> Result<Vec<Moved>> {
        let mut numbers = numbers.to_vec();
        numbers.sort_unstable();
        numbers.dedup();
        if numbers.is_empty() || numbers.len() > MOST {
            let text = if numbers.is_empty() { "problem-moves-none" } else { "problem-moves-many" };
            return Err(Problems::one("deals", text).into());
        }
        numbers.into_iter().map(|number| moved(scene, number, draft)).collect()
    }
}

fn moved(scene: &mut Scene<'_>, number: i64, draft: &MoveDraft) -> Result<Moved> {
    let held = |title: String, problems| Ok(Moved { number, title, held: Some(problems) });
    let mut deal = match Deal::numbered(scene, number) {
        Err(Error::NotFound) => return held(String::new(), Problems::one("deals", "problem-deal-unknown")),
        found => found?,
    };
    let draft = MoveDraft { version: deal.version.to_string(), ..draft.clone() };
    // whatever is refused is refused before anything is written
    match deal.move_to(scene, &draft) {
        Ok(()) => Ok(Moved { number, title: deal.title, held: None }),
        Err(Error::Invalid(problems)) => held(deal.title, problems),
        Err(Error::Forbidden) => held(deal.title, Problems::one("deals", "problem-move-forbidden")),
        Err(Error::Stale) => held(deal.title, Problems::one("deals", "problem-move-closed")),
        Err(error) => Err(error),
    }
}
