//! Deals as lines of a file that spreadsheets open, and that an import takes.

use super::Tile;
use crate::Stage;
use crate::export::Cell;

impl Tile {
    /// The names of the columns; an import knows them again.
    pub const COLUMNS: [&str; 15] = [
        "id",
        "title",
        "account",
        "amount",
        "currency",
        "amount estimated",
        "stage",
        "status",
        "stage entered",
        "expected close",
        "close date",
        "next step",
        "next step due",
        "owner",
        "deal team",
    ];

    /// What stands in each of [`Self::COLUMNS`]; `stages` are those of the process.
    #[must_use]
    pub fn cells(&self, stages: &[Stage]) -> Vec<Cell> {
        let stage = stages.iter().find(|stage| stage.key == self.stage).map_or(&self.stage, |stage| &stage.name);
        let people: Vec<&str> = self.faces.iter().map(|face| face.name.as_str()).collect();
        vec![
            Cell::Number(self.number),
            self.title.as_str().into(),
            self.account.as_ref().map(|(_, name)| name.as_str()).into(),
            self.amount().map(|money| money.decimal()).as_deref().into(),
            self.currency.code().into(),
            Cell::Truth(self.amount_estimated),
            stage.as_str().into(),
            self.status.name().into(),
            self.stage_entered_on.map(|day| day.to_string()).as_deref().into(),
            self.expected_close.map(|day| day.to_string()).as_deref().into(),
            self.closed_on.map(|day| day.to_string()).as_deref().into(),
            self.next_step.as_deref().into(),
            self.next_step_on.map(|day| day.to_string()).as_deref().into(),
            self.owner.1.as_str().into(),
            people.join(", ").as_str().into(),
        ]
    }
}
