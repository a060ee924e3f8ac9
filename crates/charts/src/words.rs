use jiff::civil::Date;

/// The words that a chart writes by itself, in the language of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// Along the pace line.
    pub pace_line: &'static str,
    /// At the marker of the day asked about.
    pub today: &'static str,
    /// In the area below zero.
    pub over_target: &'static str,
    /// After an amount that remains.
    pub to_go: &'static str,
    /// After an amount, where there is no target.
    pub won: &'static str,
    /// Before the pace of a day.
    pub pace: &'static str,
    /// At a changed target, before the new amount.
    pub target: &'static str,
    /// Heads of the table: date, working day, pace, remaining, what happened.
    pub columns: [&'static str; 5],
    /// Between the working day and how many there are: `3 of 20`.
    pub of: &'static str,
    /// Short names of the months, January first.
    pub months: [&'static str; 12],
}

impl Words {
    /// English.
    pub const ENGLISH: Self = Self {
        pace_line: "pace line",
        today: "today",
        over_target: "over target",
        to_go: "to go",
        won: "won",
        pace: "pace",
        target: "Target",
        columns: ["Date", "Working day", "Pace", "To go", "What happened"],
        of: "of",
        months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    };

    pub(crate) fn date(&self, date: Date) -> String {
        format!("{} {}", date.day(), self.month(date))
    }

    pub(crate) fn month(&self, date: Date) -> &'static str {
        let index = usize::try_from(date.month() - 1).unwrap_or(0);
        self.months.get(index).copied().unwrap_or_default()
    }
}

impl Default for Words {
    fn default() -> Self {
        Self::ENGLISH
    }
}
