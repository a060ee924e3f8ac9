//! Whether somebody is at work on an import, and how many rows the next change of it takes.

use std::time::Duration;

use super::{Import, ImportState};
use crate::{Result, Scene};

/// So long after its last step, in microseconds, nobody is at work on it any more.
const SILENCE: i64 = 10_000_000;

/// How long one change of an import may hold the writer.
const CHUNK: Duration = Duration::from_millis(20);

/// The first chunk, in rows.
const FIRST_ROWS: usize = 100;

/// The most rows of one chunk.
const MOST_ROWS: usize = 2_000;

impl Import {
    /// Somebody is at work on it: its rows are coming in or being taken back, and a step was done within
    /// ten seconds before `now` (microseconds since 1970 UTC).
    #[must_use]
    pub fn is_moving(&self, now: i64) -> bool {
        let unfinished = matches!(self.state, ImportState::Running | ImportState::Undoing);
        unfinished && self.stepped_at.is_some_and(|stepped| now - stepped < SILENCE)
    }

    /// Notes that the caller is at work on it from now on; whether the caller is to do the work, which is
    /// not so when somebody else is at it or nothing is left to do. Operations and admin only.
    pub fn take_up(&mut self, scene: &mut Scene<'_>) -> Result<bool> {
        super::must_operate(scene)?;
        let unfinished = matches!(self.state, ImportState::Running | ImportState::Undoing);
        if !unfinished || self.is_moving(scene.now) {
            return Ok(false);
        }
        self.write(scene)?;
        Ok(true)
    }
}

/// How many rows fit into one change: the time that the last one took says how many the next one takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    rows: usize,
}

impl Default for Pace {
    fn default() -> Self {
        Self { rows: FIRST_ROWS }
    }
}

impl Pace {
    /// Rows for the next change.
    #[must_use]
    pub fn rows(self) -> usize {
        self.rows
    }

    /// The pace after a change of so many rows took so long. It at most doubles.
    #[must_use]
    pub fn after(self, took: Duration) -> Self {
        let fit = u128::try_from(self.rows).unwrap_or(1) * CHUNK.as_micros() / took.as_micros().max(1);
        let rows = usize::try_from(fit).unwrap_or(MOST_ROWS).clamp(1, (self.rows * 2).min(MOST_ROWS));
        Self { rows }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pace_follows_the_time_that_a_change_takes() {
        let first = Pace::default();
        assert_eq!(first.after(Duration::from_millis(40)).rows(), FIRST_ROWS / 2);
        assert_eq!(first.after(Duration::from_millis(1)).rows(), FIRST_ROWS * 2, "it at most doubles");
        assert_eq!(first.after(Duration::from_mins(1)).rows(), 1, "one row is the least");
        let fastest = (0..20).fold(first, |pace, _| pace.after(Duration::ZERO));
        assert_eq!(fastest.rows(), MOST_ROWS);
    }
}
