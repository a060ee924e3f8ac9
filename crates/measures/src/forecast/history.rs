//! What became of past deals, counted by stage and age.

/// The last day of age of each bin; the last bin has no end.
const BIN_ENDS: [u32; 12] = [3, 7, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365];
/// How many bins of age there are.
pub(super) const BINS: usize = BIN_ENDS.len() + 1;

/// How a visit to a stage ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Exit {
    /// The deal moved to the open stage of this index.
    To(usize),
    /// It was won from here.
    Won,
    /// It was lost from here.
    Lost,
    /// It is still here on the day asked about.
    StillOpen,
}

/// One stay of one deal in one stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Visit {
    /// Index of the open stage, in the order of the process.
    pub stage: usize,
    /// Days from the date it entered to the date it left, or to the day asked about.
    pub days: u32,
    /// How it ended.
    pub exit: Exit,
}

/// Days at risk and what happened on them, by stage and bin of age. A visit of `d` days was at risk on
/// the days 1..=d of its age and ended on the last; one that is still open was at risk on the days
/// before the one asked about. A visit that ended on the day it began counts as one of a day.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    stages: Vec<[Cell; BINS]>,
    moves: Vec<[Vec<f64>; BINS]>,
    visits: usize,
    closed: usize,
}

/// What is counted in a stage in a bin of age.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Cell {
    pub(super) days: f64,
    pub(super) won: f64,
    pub(super) lost: f64,
}

impl History {
    /// Nothing known yet of a process with so many open stages.
    #[must_use]
    pub fn new(stages: usize) -> Self {
        Self {
            stages: vec![[Cell::default(); BINS]; stages],
            moves: vec![std::array::from_fn(|_| vec![0.0; stages]); stages],
            visits: 0,
            closed: 0,
        }
    }

    /// Counts a visit. One to or from a stage that the process does not have is left out.
    pub fn add(&mut self, visit: Visit) {
        self.add_since(visit, 0);
    }

    /// Counts a visit that was already `seen_from` days old when the looking began: it was at risk from
    /// then on only (left truncation).
    pub fn add_since(&mut self, visit: Visit, seen_from: u32) {
        let to_nowhere = matches!(visit.exit, Exit::To(stage) if stage >= self.stages.len() || stage == visit.stage);
        let Some(cells) = self.stages.get_mut(visit.stage).filter(|_| !to_nowhere) else {
            return;
        };
        let still_open = visit.exit == Exit::StillOpen;
        let last = if still_open { visit.days.saturating_sub(1) } else { visit.days.max(1) };
        let mut begun = seen_from.min(last);
        for (bin, cell) in cells.iter_mut().enumerate() {
            let end = BIN_ENDS.get(bin).copied().unwrap_or(u32::MAX).min(last);
            cell.days += f64::from(end.saturating_sub(begun));
            begun = end.max(begun);
        }
        let bin = bin_of(last);
        match visit.exit {
            Exit::Won => cells[bin].won += 1.0,
            Exit::Lost => cells[bin].lost += 1.0,
            Exit::To(stage) => self.moves[visit.stage][bin][stage] += 1.0,
            Exit::StillOpen => {}
        }
        self.visits += 1;
        self.closed += usize::from(matches!(visit.exit, Exit::Won | Exit::Lost));
    }

    /// How many deals are known to have been won or lost.
    #[must_use]
    pub fn closed(&self) -> usize {
        self.closed
    }

    /// How many visits are counted.
    #[must_use]
    pub fn visits(&self) -> usize {
        self.visits
    }

    pub(super) fn stages(&self) -> usize {
        self.stages.len()
    }

    pub(super) fn cell(&self, stage: usize, bin: usize) -> Cell {
        self.stages[stage][bin]
    }

    pub(super) fn moved(&self, from: usize, bin: usize, to: usize) -> f64 {
        self.moves[from][bin][to]
    }
}

impl Extend<Visit> for History {
    fn extend<I: IntoIterator<Item = Visit>>(&mut self, visits: I) {
        visits.into_iter().for_each(|visit| self.add(visit));
    }
}

/// The bin of a day of age, counted from 1.
pub(super) fn bin_of(age: u32) -> usize {
    BIN_ENDS.partition_point(|end| *end < age)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn counted(days: u32, exit: Exit) -> History {
        let mut history = History::new(3);
        history.add(Visit { stage: 1, days, exit });
        history
    }

    #[test]
    fn a_visit_that_ends_at_once_was_at_risk_for_a_day() {
        let history = counted(0, Exit::Won);
        assert_eq!(history.cell(1, 0), Cell { days: 1.0, won: 1.0, lost: 0.0 });
        assert_eq!((history.closed(), history.visits()), (1, 1));
    }

    #[test]
    fn the_day_asked_about_is_not_counted_for_an_open_visit() {
        assert_eq!(counted(3, Exit::StillOpen).cell(1, 0).days.to_string(), "2");
    }

    #[test]
    fn days_before_the_looking_began_are_not_at_risk() {
        let mut history = History::new(3);
        history.add_since(Visit { stage: 1, days: 5, exit: Exit::Won }, 2);
        assert!((history.cell(1, 0).days - 1.0).abs() < 1e-12 && (history.cell(1, 1).days - 2.0).abs() < 1e-12);
    }

    #[test]
    fn a_move_is_counted_at_the_age_it_happened() {
        let history = counted(8, Exit::To(2));
        assert_eq!([0, 1, 2].map(|bin| history.moved(1, bin, 2).to_string()), ["0", "0", "1"]);
    }

    #[test]
    fn a_stage_that_is_not_there_is_left_out() {
        assert_eq!(counted(8, Exit::To(9)), History::new(3));
        assert_eq!(counted(8, Exit::To(1)), History::new(3));
    }

    proptest! {
        #[test]
        fn the_days_at_risk_add_up(days in 1_u32..2_000, open in any::<bool>()) {
            let history = counted(days, if open { Exit::StillOpen } else { Exit::Lost });
            let at_risk: f64 = (0..BINS).map(|bin| history.cell(1, bin).days).sum();
            prop_assert!((at_risk - f64::from(days - u32::from(open))).abs() < 1e-9);
        }
    }
}
